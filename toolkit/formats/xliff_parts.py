"""Units of an XLIFF file as they stand in it: the levels around them, and their segments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.details import Attributes, Element, Remark
from toolkit.formats.xliff_inline import Content, Side


@dataclass(slots=True)
class Level:
    """A file, group or unit that is open."""

    name: str
    attributes: Attributes
    number: int
    preserved: bool
    remarks: list[Remark] = field(default_factory=list)
    empty: bool = True

    def element(self) -> Element:
        """As details have it."""
        return Element(self.name, self.attributes, tuple(self.remarks), self.number)


@dataclass(slots=True)
class Segment:
    """A segment, or what stands between segments (``ignorable``)."""

    name: str
    attributes: Attributes
    number: int
    source: Side | None = None
    target: Side | None = None


@dataclass(slots=True)
class Read:
    """A unit of the file, complete."""

    levels: tuple[Element, ...]
    segments: list[Segment]
    properties: list[Remark]


def data_kept(
    data: Sequence[Remark], remarks: Sequence[Remark], segments: Sequence[Segment]
) -> Sequence[Remark]:
    """Native data of a 2.x unit that the codes of its segments do not carry themselves, or not alone."""
    if any("dataRef" in remark.text for remark in remarks):
        return data
    used = {
        value
        for segment in segments
        for side in (segment.source, segment.target)
        for code in (side.codes if side is not None else ())
        for name, value in code.attributes
        if name.startswith("dataRef")
    }
    return [
        remark
        for remark in data
        if not remark.text
        or any(
            name not in ("id", "xml:space") or (name == "id" and value not in used)
            for name, value in remark.attributes
        )
    ]


def differs(parts: Mapping[str, Content]) -> bool:
    """Whether the source of a 1.2 ``trans-unit`` has other codes than its segments, which stand for it."""
    source, cut = parts.get("source"), parts.get("seg-source")
    if source is None or cut is None or not cut.segmented:
        return False
    one, other = source.done(), cut.done()
    return one.text == other.text and one.codes != other.codes


def segments_of(parts: Mapping[str, Content]) -> list[Segment]:
    """The segments of a 1.2 ``trans-unit``: those marked in both languages, else the whole of it."""
    source, target, cut = parts.get("source"), parts.get("target"), parts.get("seg-source")
    whole = target.done() if target else None
    if source is None or cut is None or not cut.segmented:
        return [Segment("", (), 0, source.done() if source else None, whole)]
    cut.done()
    if target is not None and whole is not None and whole.text.strip() and not target.segmented:
        return [Segment("", (), 0, source.done(), whole)]
    source_attributes = source.done().attributes
    targets = {piece.mid: piece.side for piece in target.pieces} if target else {}
    found = []
    for number, piece in enumerate(cut.pieces, 1):
        piece.side.attributes = source_attributes
        name = "segment" if piece.mid is not None else "ignorable"
        attributes = (("id", piece.mid),) if piece.mid is not None else ()
        other = targets.get(piece.mid) if piece.mid is not None else None
        found.append(Segment(name, attributes, number, piece.side, other))
    return found
