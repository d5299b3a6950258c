from __future__ import annotations

from collections.abc import Iterator

import pytest

from toolkit.errors import LanguageError, UsageError
from toolkit.model import Unit, Units
from toolkit.quality import CHECKS, check, selected
from toolkit.quality.contract import CorpusCheck


def test_every_check_has_a_name_a_category_and_a_line_about_it() -> None:
    for name, each in CHECKS.items():
        assert each.name == name == name.lower() and " " not in name
        assert each.category in {"accuracy", "fluency", "locale", "markup", "style", "terminology"}
        assert each.about and not each.about.endswith(".")


def test_select_and_ignore() -> None:
    assert [c.name for c in selected(["number"])] == ["number"]
    assert "number" not in [c.name for c in selected(ignore=["number"])]
    assert all(c.default for c in selected())


@pytest.mark.parametrize(("select", "ignore"), [(["numbre"], []), ([], ["numbre"])])
def test_unknown_checks_get_the_nearest_before_anything_is_read(select: list[str], ignore: list[str]) -> None:
    def never() -> Iterator[Unit]:
        raise AssertionError("read")
        yield

    with pytest.raises(UsageError, match="did you mean 'number'"):
        check(never(), select=select, ignore=ignore)


def test_a_bad_language_is_refused() -> None:
    with pytest.raises(LanguageError):
        check([], source_language="not a language")


def test_units_bring_their_languages() -> None:
    units = Units([Unit("1", "It has 7,000 islands.", "Nó có 7,000 đảo.")], "en", "vi")
    assert [f.check for f in check(units, select=["number-format"])] == ["number-format"]


def test_units_are_read_lazily() -> None:
    read = 0

    def stream() -> Iterator[Unit]:
        nonlocal read
        for number in range(5000):
            read += 1
            yield Unit(str(number), "a  b", "a  b" if number else "")

    assert next(iter(check(stream()))).unit == "0"
    assert read <= 1001


def test_findings_follow_the_units() -> None:
    units = [Unit(str(n), "Text here.", "") for n in range(20)]
    assert [f.unit for f in check(units)] == [str(n) for n in range(20)]


def test_consistency_is_asked_for_and_speaks_at_the_end() -> None:
    units = [Unit("1", "Save", "Lưu"), Unit("2", "Save", "Lưu"), Unit("3", "save", "Ghi"), Unit("4", "x", "")]
    assert isinstance(CHECKS["consistency"], CorpusCheck) and not CHECKS["consistency"].default
    found = list(check(units, select=["consistency", "omission"]))
    assert [(f.unit, f.check) for f in found] == [("4", "omission"), ("3", "consistency")]
    assert found[1].values == ("Ghi", "Lưu")


def test_length_is_judged_by_the_bitext_itself() -> None:
    twice = [Unit(str(n), "word " * (10 + n), "wort wort " * (10 + n)) for n in range(100)]
    assert not list(check(twice, select=["length"]))
    odd = Unit("odd", "word " * 20, "wort " * 5)
    assert [f.unit for f in check([*twice, odd], select=["length"])] == ["odd"]
