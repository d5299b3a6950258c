"""What a plain format cannot take of units that know more than two texts: counted, to be said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from toolkit.details import Attributes, Details, Element
from toolkit.formats.tmx_properties import Known
from toolkit.formats.xliff_kept import kept, name_of
from toolkit.model import Unit, Units
from toolkit.translations import _


class Lost:
    """Counts, while units pass by, what will not arrive."""

    def __init__(self) -> None:
        self._codes = self._coded = self._subflows = 0
        self._behind = Behind("")

    def watched(self, units: Iterable[Unit]) -> Iterator[Unit]:
        """The same units, counted."""
        for unit in self._behind.watched(Units(units)):
            if unit.source_codes or unit.target_codes:
                codes = (*unit.source_codes, *unit.target_codes)
                self._codes += len(codes)
                self._coded += 1
                self._subflows += sum(len(code.subflows) for code in codes)
            yield unit

    def clauses(self) -> Iterator[str]:
        """What was lost, a clause a kind."""
        if self._codes:
            yield _("inline codes left out: {codes} in {units} units", codes=self._codes, units=self._coded)
        if self._subflows:
            yield _("texts inside inline codes left out: {count}", count=self._subflows)
        yield from self._behind.clauses()


class Behind:
    """Counts, while units pass by, what a format that carries codes cannot take of another one's.

    Modules and other elements that were kept as they stand, attributes of other namespaces, properties, texts
    in further languages.

    Args:
        family: of the format, whose own units lose nothing (see :class:`toolkit.details.Details`); "" for a
            plain one, of which nobody expects properties.
    """

    def __init__(self, family: str) -> None:
        self._family = family
        self._counts: dict[str, int] = {}
        self._others = 0
        self._first = ""
        self._open: dict[str, tuple[str, int]] = {}

    def watched(self, units: Units) -> Units:
        """The same units, counted."""
        header = units.header
        if header is not None and header.attribute("family") not in ("", self._family):
            self._element(header, "")
        return replace(units, units=self._counted(units))

    def clauses(self, left: Mapping[str, int] = {}) -> Iterator[str]:
        """What was left behind, a clause a kind; ``left`` is what the writer could not write."""
        counts = dict(self._counts)
        for name, count in left.items():
            counts[name] = counts.get(name, 0) + count
        if counts:
            what = ", ".join(f"{name[:40]} {count}" for name, count in sorted(counts.items()))
            if self._first:
                yield _("left out: {elements} (first in unit '{id}')", elements=what, id=self._first)
            else:
                yield _("left out: {elements}", elements=what)
        if self._others:
            yield _("texts in other languages left out: {count}", count=self._others)

    def _counted(self, units: Iterable[Unit]) -> Iterator[Unit]:
        for unit in units:
            if unit.details is not None and unit.details.family != self._family:
                before = sum(self._counts.values())
                self._count(unit, unit.details)
                if not self._first and sum(self._counts.values()) > before:
                    self._first = unit.id
            yield unit

    def _count(self, unit: Unit, details: Details) -> None:
        self._others += details.others
        for element in details.elements:
            place = (element.name, element.number)
            if self._open.get(element.name) != place:
                self._open[element.name] = place
                self._element(element, details.family)
        for variant in details.variants:
            self._attributes(variant.attributes)
        for code in (*unit.source_codes, *unit.target_codes):
            self._attributes(code.attributes)

    def _element(self, element: Element, family: str) -> None:
        for remark in kept(element.remarks):
            self._one(f"<{name_of(remark)}>")
        if family == "tmx" and self._family:
            for remark in Known(element.remarks).others:
                if remark.element == "prop":
                    self._one("<prop>")
        self._attributes(element.attributes)

    def _attributes(self, attributes: Attributes) -> None:
        for name, _value in attributes:
            if ":" in name and not name.startswith(("xml:", "xmlns:", "xsi:")):
                self._one(name)

    def _one(self, name: str) -> None:
        self._counts[name] = self._counts.get(name, 0) + 1
