"""Translation units as they stand in a TMX file."""

from __future__ import annotations

from dataclasses import dataclass, field

from toolkit.details import Attributes, Code, Remark
from toolkit.formats.tmx_properties import Known


@dataclass(slots=True)
class Tuv:
    """A translation unit variant; ``text`` is ``None`` until its ``seg`` was read."""

    language: str
    attributes: Attributes
    text: str | None = None
    codes: tuple[Code, ...] = ()
    remarks: list[Remark] = field(default_factory=list)


@dataclass(slots=True)
class Tu:
    """A translation unit; ``number`` counts from 1, ``known`` is what the remarks say, if that was looked up.

    Remarks are read, never changed: units may share them.
    """

    attributes: dict[str, str]
    number: int
    variants: list[Tuv] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    known: Known | None = None


def without_lang(attributes: dict[str, str]) -> Attributes:
    """Attributes with TMX 1.1's ``lang`` as ``xml:lang``."""
    if "lang" in attributes:
        attributes = {"xml:lang": attributes["lang"], **attributes}
        del attributes["lang"]
    return tuple(attributes.items())
