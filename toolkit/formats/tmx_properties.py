"""What TMX has no attribute for, as properties of our own: bead type, confidence, spans, lines, kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toolkit.details import Remark
from toolkit.formats import fields
from toolkit.model import Kind, Span, Unit

_KINDS = {str(kind): kind for kind in Kind}
_LINES = ("x-source-line", "x-target-line")


class Known:
    """What our own properties say; those that say nothing sensible stay among the ``others``.

    It is read, never changed: units whose ``remarks`` are the same may share one.
    """

    def __init__(self, remarks: Iterable[Remark]) -> None:
        self.bead = ""
        self.confidence: float | None = None
        self.kind = Kind.PARAGRAPH
        self.spans: dict[str, list[Span]] = {"x-source-span": [], "x-target-span": []}
        self.lines: dict[str, int] = {}
        self.remarks = tuple(remarks)
        self.others = [remark for remark in self.remarks if not self._take(remark)]
        self.values = (
            self.bead,
            self.confidence,
            tuple(self.spans["x-source-span"]),
            tuple(self.spans["x-target-span"]),
            self.lines.get("x-source-line"),
            self.lines.get("x-target-line"),
            self.kind,
        )
        """All of it, in the order of :class:`~toolkit.model.Unit`'s fields from ``bead`` on."""
        self.notes = [remark.text for remark in self.others if remark.element == "note"]

    def _take(self, remark: Remark) -> bool:
        if remark.element != "prop" or len(remark.attributes) != 1:
            return False
        name, value = remark.attributes[0][1], remark.text
        try:
            if name in self.spans:
                self.spans[name].append(fields.span(value))
            elif name == "x-confidence" and self.confidence is None:
                self.confidence = fields.confidence(value)
            elif name == "x-bead" and fields.BEAD_TYPE.fullmatch(value):
                self.bead = value
            elif name in _LINES and value.isascii() and value.isdigit() and len(value) < 12:
                self.lines[name] = int(value)
            elif name == "x-kind" and value in _KINDS:
                self.kind = _KINDS[value]
            else:
                return False
        except ValueError:
            return False
        return True

    def fits(self, unit: Unit) -> bool:
        """Whether the properties say of the unit what it says itself."""
        return (
            unit.type == (self.bead or usual_bead(unit))
            and (self.confidence is None) == (unit.confidence is None)
            and (unit.confidence is None or fields.rounded(unit.confidence) == self.confidence)
            and unit.kind is self.kind
            and unit.source_spans == tuple(self.spans["x-source-span"])
            and unit.target_spans == tuple(self.spans["x-target-span"])
            and unit.source_line == self.lines.get("x-source-line")
            and unit.target_line == self.lines.get("x-target-line")
        )


def usual_bead(unit: Unit) -> str:
    """The bead type of a unit of which nothing else is known."""
    return f"{int(bool(unit.source))}-{int(bool(unit.target))}"


def bead_to_say(unit: Unit) -> str:
    """The bead type to be written; files of others do not say what every reader sees."""
    return "" if unit.details is not None and unit.bead == usual_bead(unit) else unit.bead


def properties(unit: Unit) -> Iterator[tuple[str, str]]:
    """The properties of a unit, names and values; several spans are several properties."""
    if unit.confidence is not None:
        yield "x-confidence", str(fields.rounded(unit.confidence))
    if bead := bead_to_say(unit):
        yield "x-bead", bead
    for span in unit.source_spans:
        yield "x-source-span", f"{span.start}-{span.end}"
    for span in unit.target_spans:
        yield "x-target-span", f"{span.start}-{span.end}"
    if unit.source_line is not None:
        yield "x-source-line", str(unit.source_line)
    if unit.target_line is not None:
        yield "x-target-line", str(unit.target_line)
    if unit.kind is not Kind.PARAGRAPH:
        yield "x-kind", str(unit.kind)
