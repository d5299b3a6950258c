"""Where units stand in an XLIFF file: which elements to open and to close between one unit and the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from toolkit.details import Element
from toolkit.model import Unit, Units

_UNIT = ("unit", "trans-unit")


@dataclass(slots=True)
class Group:
    """A unit of the file to be written, with its segments: mostly one.

    Attributes:
        family: whose elements these are, ``xliff1``, ``xliff2``, or "" for neither.
        levels: file and groups it stands in.
        unit: its own element, as the file it comes from had it; ``None`` where it comes from elsewhere.
        segments: units, each with its ``segment`` or ``ignorable`` element if it had one.
    """

    family: str
    levels: tuple[Element, ...]
    unit: Element | None
    segments: list[tuple[Element | None, Unit]] = field(default_factory=list)


def grouped(units: Units) -> Iterator[Group]:
    """The units of the file in order; segments that stood in one unit come together again."""
    outside = (Element("file", (("original", units.source_name),) if units.source_name else ()),)
    waiting: Group | None = None
    for unit in units:
        details = unit.details
        if details is None or not details.family.startswith("xliff"):
            if waiting is not None:
                yield waiting
                waiting = None
            yield Group("", outside, None, [(None, unit)])
            continue
        file = next((element for element in details.elements if element.name == "file"), outside[0])
        levels = (file, *(element for element in details.elements if element.name == "group"))
        own = next((element for element in details.elements if element.name in _UNIT), None)
        last = details.elements[-1] if details.elements else None
        segment = last if last is not None and last.name in ("segment", "ignorable") else None
        if waiting is not None and segment is not None and _same(waiting.unit, own):
            waiting.segments.append((segment, unit))
            continue
        if waiting is not None:
            yield waiting
        waiting = Group(details.family, levels, own, [(segment, unit)])
    if waiting is not None:
        yield waiting


def _same(one: Element | None, other: Element | None) -> bool:
    """Whether two are one element of the file, of which its notes may be known but once."""
    if one is None or other is None:
        return False
    return (one.name, one.number, one.attributes) == (other.name, other.number, other.attributes)


class Path:
    """The elements that are open in the file being written."""

    def __init__(self) -> None:
        self._open: list[Element] = []

    def moved(self, levels: tuple[Element, ...]) -> tuple[list[Element], list[Element]]:
        """What to close, innermost first, and what to open, outermost first."""
        same = 0
        for old, new in zip(self._open, levels, strict=False):
            if not _same(old, new):
                break
            same += 1
        closed, opened = self._open[same:][::-1], list(levels[same:])
        self._open = list(levels)
        return closed, opened
