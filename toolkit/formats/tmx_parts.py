"""Translation units as they stand in a TMX file."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.details import Attributes, Code, Details, Element, Remark, Variant
from toolkit.formats.records import constructor
from toolkit.formats.tmx_properties import Known
from toolkit.model import Unit

Texts = tuple[str, ...]
Codes = tuple[tuple[Code, ...], ...]
Places = tuple[int | None, int | None]
"""Which variants of a translation unit are its source and its target."""

NOTHING = Known(())
_new_unit, _new_details = constructor(Unit), constructor(Details)
_new_element, _new_variant = constructor(Element), constructor(Variant)


class Layout:
    """The variants of a unit but for their texts. Units that look the same may share one.

    Attributes:
        languages: as they are written, one a variant.
        notes: the notes of all variants.
    """

    __slots__ = ("_attributes", "_places", "_remarks", "_variants", "languages", "notes")

    def __init__(
        self,
        languages: Texts,
        attributes: tuple[Attributes, ...],
        remarks: tuple[tuple[Remark, ...], ...],
    ) -> None:
        self.languages = languages
        self.notes = [remark.text for found in remarks for remark in found if remark.element == "note"]
        self._attributes = attributes
        self._remarks = remarks
        self._places: Places | None = None
        self._variants: tuple[Variant, ...] = ()

    def variants(self, places: Places, texts: Texts, codes: Codes) -> tuple[Variant, ...]:
        """The variants, with texts of their own where they are neither source nor target."""
        if places == self._places:
            return self._variants
        source, target = places
        found = []
        for index, language in enumerate(self.languages):
            side = "source" if index == source else "target" if index == target else ""
            text, inline = ("", ()) if side else (texts[index], codes[index])
            kept = self._attributes[index], self._remarks[index]
            found.append(_new_variant(language, side, text, inline, *kept))
        variants = tuple(found)
        if len(variants) == 2 and None not in places:
            self._places, self._variants = places, variants
        return variants


@dataclass(slots=True)
class Tu:
    """A translation unit: its attributes, notes and properties, its variants with their texts and codes."""

    attributes: Attributes
    known: Known
    layout: Layout
    texts: Texts
    codes: Codes

    def attribute(self, name: str) -> str:
        """An attribute's value, "" where there is none."""
        for key, value in self.attributes:
            if key == name:
                return value
        return ""

    def unit(self, number: int, places: Places, whole: bool) -> Unit:
        """The unit of two languages, with what its properties say.

        Args:
            number: its place in the file from 1 on, its id if it has none.
            places: where its source and its target are.
            whole: with all else its file says of it.
        """
        source, target = places
        texts, codes, known, layout = self.texts, self.codes, self.known, self.layout
        details = None
        if whole:
            element = _new_element("tu", self.attributes, known.remarks, number)
            details = _new_details("tmx", (element,), layout.variants(places, texts, codes))
        return _new_unit(
            self.attribute("tuid") or str(number),
            "" if source is None else texts[source],
            "" if target is None else texts[target],
            *known.values,
            "\n".join([*known.notes, *layout.notes]) if known.notes or layout.notes else "",
            () if source is None else codes[source],
            () if target is None else codes[target],
            details,
        )


def without_lang(attributes: dict[str, str]) -> Attributes:
    """Attributes with TMX 1.1's ``lang`` as ``xml:lang``."""
    if "lang" in attributes:
        attributes = {"xml:lang": attributes["lang"], **attributes}
        del attributes["lang"]
    return tuple(attributes.items())


def language_of(attributes: dict[str, str]) -> tuple[str, Attributes]:
    """The language of a variant, and its other attributes."""
    language = attributes.get("xml:lang") or attributes.get("lang") or ""
    return language, tuple([item for item in attributes.items() if item[0] not in ("xml:lang", "lang")])
