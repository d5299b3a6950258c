from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given

from tests.formats.strategies import units
from toolkit.details import Code, CodeKind, Details
from toolkit.formats.records import constructor
from toolkit.model import Unit


@given(units())
def test_the_same_as_made_the_usual_way(unit: Unit) -> None:
    made = constructor(Unit)(*[getattr(unit, name) for name in Unit.__slots__])
    assert type(made) is Unit and made == unit and hash(made) == hash(unit)
    assert pickle.loads(pickle.dumps(made)) == unit and replace(made, id="x").source == unit.source


def test_defaults_and_names_are_those_of_the_class() -> None:
    assert constructor(Details)("tmx") == Details("tmx")
    assert constructor(Code)(1, CodeKind.ALONE, "tmx:ph", data="<br>").data == "<br>"
    with pytest.raises(TypeError):
        constructor(Code)(1)


def test_frozen_like_any_other() -> None:
    with pytest.raises(FrozenInstanceError):
        constructor(Details)("tmx").family = "xliff2"  # type: ignore[misc]
