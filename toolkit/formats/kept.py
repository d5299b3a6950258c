"""What people feed back about an alignment: corrected beads or units, and anchors."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import pairwise

from toolkit.errors import FormatError
from toolkit.files import read_bytes
from toolkit.formats.beads import read_beads
from toolkit.model import Bead, Document, Span, Units
from toolkit.translations import _

_PAIR = re.compile(r"\s*(\d{1,9})(?:\s*[,;:\t]\s*|\s+)(\d{1,9})\s*")


def read_anchors(
    path: str | os.PathLike[str], counts: tuple[int, int] | None = None
) -> tuple[tuple[int, int], ...]:
    """Pairs of segments that begin something together, one pair a line: ``12<TAB>14``, counted from 0.

    Empty lines and lines that begin with ``#`` are passed over. ``counts`` are the segments of either side.

    Raises:
        InputError: missing, unreadable. FormatError: a line that is no pair or names a segment that is not
            there, pairs that cross; with the line.
    """
    name = os.fspath(path)
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError(_("is not UTF-8"), _("save it as UTF-8"), path=name, offset=error.start) from None
    found: dict[tuple[int, int], int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _PAIR.fullmatch(line)
        if not match:
            remedy = _("a line is: source segment, tab, target segment, counted from 0")
            raise FormatError(
                _("'{text}' is no anchor", text=line.strip()[:40]), remedy, path=name, line=number
            )
        pair = int(match[1]), int(match[2])
        for side, index, count in zip(("source", "target"), pair, counts or (), strict=False):
            if index >= count:
                raise FormatError(
                    _("an anchor names {side} segment {index}", side=_(side), index=index),
                    _("there are {count}, counted from 0", count=count),
                    path=name,
                    line=number,
                )
        found.setdefault(pair, number)
    for one, other in pairwise(sorted(found)):
        if other[1] < one[1] or (one[0] == other[0]) != (one[1] == other[1]):
            problem = _(
                "the anchor {source}, {target} crosses the one in line {line}",
                source=other[0],
                target=other[1],
                line=found[one],
            )
            raise FormatError(problem, _("delete one of them"), path=name, line=found[other])
    if not found:
        raise FormatError(
            _("there is no anchor in it"), _("a line is: source segment, tab, target segment"), path=name
        )
    return tuple(found)


def read_kept(path: str | os.PathLike[str], source: Document, target: Document) -> tuple[Bead, ...]:
    """The beads of a corrected alignment: a ``.beads`` file, or units in any format that has text.

    Units with spans are found by them, others by their texts, which have to be whole segments.

    Raises:
        InputError: missing, unreadable. FormatError: not what its extension promises; a unit whose text is
            not that of segments next to each other.
    """
    from toolkit.formats import load

    if os.fspath(path).lower().endswith(".beads"):
        return read_beads(path, (len(source), len(target)))
    return tuple(located(load(path), source, target, os.fspath(path)))


def located(units: Units, source: Document, target: Document, name: str = "") -> Iterator[Bead]:
    """The bead of each unit.

    Raises:
        FormatError: a unit whose text is not that of segments next to each other.
    """
    sides = _Side(source), _Side(target)
    for number, unit in enumerate(units, start=1):
        found = []
        for side, document, text, spans in (
            (sides[0], source, unit.source, unit.source_spans),
            (sides[1], target, unit.target, unit.target_spans),
        ):
            places = side.by_span(spans) if spans else side.by_text(text)
            if places is None:
                where = document.name or _("the text")
                problem = _(
                    "unit {id}: '{text}' is not whole segments of {where}",
                    id=unit.id or number,
                    text=_short(text),
                    where=where,
                )
                raise FormatError(problem, _("move whole segments, and leave their text as it is"), path=name)
            found.append(places)
        if found[0] or found[1]:
            yield Bead(found[0], found[1], 1.0)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


class _Side:
    """The segments of a document, to be found by where they are or by what they say."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._spans = {segment.span: index for index, segment in enumerate(document.segments)}
        self._texts = [_plain(text) for text in document.strings()]
        self._first: dict[str, list[int]] = {}
        for index, text in enumerate(self._texts):
            self._first.setdefault(text[:8], []).append(index)
        self._next = 0

    def by_span(self, spans: tuple[Span, ...]) -> tuple[int, ...] | None:
        places = [self._spans.get(Span(*span)) for span in spans]
        return None if None in places else tuple(place for place in places if place is not None)

    def by_text(self, text: str) -> tuple[int, ...] | None:
        """Segments next to each other that say this: the next such ones, else the first."""
        wanted = _plain(text)
        if not wanted:
            return ()
        starts = [i for size in range(9) for i in self._first.get(wanted[:size], ()) if self._texts[i]]
        starts = sorted(set(starts), key=lambda i: (i < self._next, i))
        for start in starts:
            at, end = 0, start
            while at < len(wanted) and end < len(self._texts) and wanted.startswith(self._texts[end], at):
                at += len(self._texts[end])
                end += 1
            if at == len(wanted):
                self._next = end
                return tuple(index for index in range(start, end) if self._texts[index])
        return None


def _plain(text: str) -> str:
    """A text without white space, by which it is compared."""
    return "".join(text.split())
