"""The nouns of the toolkit: documents, segments, beads, bitexts, units, findings, scores.

One idea carries everything: **spans over untouched text**. ``Document.text`` is the decoded file, never
altered (byte order mark, CRLF, tags and entities included). A :class:`Segment` is a span over it, a
:class:`Bead` two runs of segment indices, a :class:`Bitext` two documents and their beads. What a reader of
the document sees (tags dropped, ``&amp;`` as ``&``, line wraps as a space) is a *view* computed from
:class:`Markup` marks, and every character of a view knows where it stands in the file.

Frozen, slotted dataclasses; no input or output, no policy. Offsets are 0-based, in characters (code points),
end exclusive. Languages are BCP 47 codes, ``und`` where unknown.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from toolkit.details import Code, Details, Element


class Span(NamedTuple):
    """Characters ``start`` up to, not including, ``end``."""

    start: int
    end: int


class Kind(StrEnum):
    """What a block (and each segment in it) is in its document."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    TABLE_CELL = "table-cell"
    DIALOGUE = "dialogue"
    CODE = "code"
    BOILERPLATE = "boilerplate"
    """Page furniture ("Source", "Comment (0)", navigation): kept and marked, by default not aligned."""


@dataclass(frozen=True, slots=True)
class Markup:
    """Characters ``start:end`` of the file that read as something else.

    ``reading`` is "" for a dropped tag, "&" for ``&amp;``, a line break for ``<br>``.
    """

    start: int
    end: int
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A unit of layout: no sentence crosses its border.

    ``level`` is a heading's rank (1 = topmost) or a list item's depth (1 = outermost), 0 where it has none.
    """

    start: int
    end: int
    kind: Kind = Kind.PARAGRAPH
    level: int = 0


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, or what stands for one (a heading, a table cell, a line of dialogue).

    ``rule`` names the rule that ended it; ``block`` is the index of its block in the document.
    """

    start: int
    end: int
    kind: Kind = Kind.PARAGRAPH
    rule: str = ""
    block: int = 0

    @property
    def span(self) -> Span:
        """The segment's place in ``Document.text``."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class View:
    """A stretch of a document as a reader sees it.

    ``starts[i]:ends[i]`` are the document characters that read as ``text[i]``. Both are ``None`` in the plain
    case, where they are ``base + i : base + i + 1``.
    """

    text: str
    base: int
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> Span:
        """Document span of the view's characters ``start:end`` (``start < end``).

        Dropped tags at either border stay outside.
        """
        if self.starts is None or self.ends is None:
            return Span(self.base + start, self.base + end)
        return Span(self.starts[start], self.ends[end - 1])


_WRAP = re.compile(r"[ \t]*(?:\r\n|[\n\r\v\f\x85\u2028\u2029])\s*")


@dataclass(frozen=True, slots=True)
class Document:
    """One text in one language, untouched, with its layout and its segments.

    Attributes:
        text: the decoded file, every character of it.
        language: BCP 47 code, ``und`` where unknown.
        name: the path or title it came from, for messages and references; "" for a string.
        encoding: Python's name of the encoding it was read with.
        blocks: in order, not overlapping; text between blocks is white space or layout mark-up.
        markup: in order, not overlapping.
        segments: in order, not overlapping; empty until :func:`toolkit.segment` has run.
    """

    text: str
    language: str = "und"
    name: str = ""
    encoding: str = "utf-8"
    blocks: tuple[Block, ...] = ()
    markup: tuple[Markup, ...] = ()
    segments: tuple[Segment, ...] = ()
    _line_starts: list[int] = field(default_factory=list, init=False, repr=False, compare=False)

    @classmethod
    def of_lines(cls, lines: Iterable[str], language: str = "und", name: str = "") -> Document:
        """A document whose segments are given, one a line (``rule`` "given"), empty lines included.

        A line break inside a given segment is kept in ``text`` and does not end it.
        """
        parts: list[str] = []
        segments: list[Segment] = []
        blocks: list[Block] = []
        at = 0
        for index, line in enumerate(lines):
            blocks.append(Block(at, at + len(line)))
            segments.append(Segment(at, at + len(line), rule="given", block=index))
            parts.append(line)
            at += len(line) + 1
        text = "\n".join(parts) + ("\n" if parts else "")
        return cls(text, language, name, blocks=tuple(blocks), segments=tuple(segments))

    def __len__(self) -> int:
        return len(self.segments)

    def view(self, start: int, end: int) -> View:
        """Characters ``start:end`` as a reader sees them, each with its place in the file.

        Marks that begin inside the stretch apply; line breaks are kept as they are.
        """
        first = bisect_left(self.markup, start, key=lambda mark: mark.start)
        if first == len(self.markup) or self.markup[first].start >= end:
            return View(self.text[start:end], start)
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = start
        for mark in self.markup[first:]:
            if mark.start >= end:
                break
            pieces.append(self.text[at : mark.start])
            starts.extend(range(at, mark.start))
            ends.extend(range(at + 1, mark.start + 1))
            pieces.append(mark.reading)
            starts.extend([mark.start] * len(mark.reading))
            ends.extend([mark.end] * len(mark.reading))
            at = mark.end
        if at < end:
            pieces.append(self.text[at:end])
            starts.extend(range(at, end))
            ends.extend(range(at + 1, end + 1))
        return View("".join(pieces), start, tuple(starts), tuple(ends))

    def reading(self, start: int, end: int) -> str:
        """Characters ``start:end`` as one line a person reads: mark-up resolved, line wraps as a space."""
        text = self.view(start, end).text if self.markup else self.text[start:end]
        if len(text.splitlines()) > 1:
            text = _WRAP.sub(" ", text)
        return text.strip("\ufeff \t\n\r\v\f")

    def string(self, index: int) -> str:
        """The reading of segment ``index``."""
        segment = self.segments[index]
        return self.reading(segment.start, segment.end)

    def strings(self) -> list[str]:
        """The readings of all segments, in order."""
        return [self.string(index) for index in range(len(self.segments))]

    def joined(self, indices: Iterable[int]) -> str:
        """The reading of several segments together, spaced as in the document.

        Neighbours in one block keep what stands between them (nothing in Chinese, a space in English);
        across blocks there is one space.
        """
        out = ""
        previous: Segment | None = None
        for index in indices:
            segment, string = self.segments[index], self.string(index)
            if not string:
                continue
            if previous is not None:
                touching = previous.block == segment.block and not self.view(previous.end, segment.start).text
                out += "" if touching else " "
            out += string
            previous = segment
        return out

    def position(self, offset: int) -> tuple[int, int]:
        """1-based (line, column) of a character offset; lines end at LF, CRLF or CR as in editors."""
        if not self._line_starts:
            self._line_starts.append(0)
            self._line_starts.extend(m.end() for m in re.finditer(r"\r\n|\n|\r", self.text))
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def with_segments(self, segments: Iterable[Segment]) -> Document:
        """The same document with other segments."""
        return replace(self, segments=tuple(segments))


@dataclass(frozen=True, slots=True)
class Bead:
    """Segments of the source that translate segments of the target; either side may be empty.

    ``confidence`` is a probability, 0 to 1, that this bead is right; ``None`` where nobody judged.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    confidence: float | None = None

    @property
    def type(self) -> str:
        """``1-1``, ``2-1``, ``0-1`` …"""
        return f"{len(self.source)}-{len(self.target)}"


@dataclass(frozen=True, slots=True)
class Unit:
    """A translation unit as exchange formats know it: two strings and what is known about them.

    Spans are character offsets into the untouched source and target files, one a segment.
    Lines are 1-based; ``None`` where the unit did not come from a file. Inline codes stand beside the plain
    texts, by their offsets in them; ``details`` is what else a format keeps (:mod:`toolkit.details`).
    """

    id: str
    source: str
    target: str
    bead: str = ""
    confidence: float | None = None
    source_spans: tuple[Span, ...] = ()
    target_spans: tuple[Span, ...] = ()
    source_line: int | None = None
    target_line: int | None = None
    kind: Kind = Kind.PARAGRAPH
    note: str = ""
    source_codes: tuple[Code, ...] = ()
    target_codes: tuple[Code, ...] = ()
    details: Details | None = None

    @property
    def type(self) -> str:
        """The bead type; where none is recorded, 1-1, 1-0 or 0-1 by which side has text."""
        return self.bead or f"{int(bool(self.source))}-{int(bool(self.target))}"


@dataclass(frozen=True, slots=True)
class Units:
    """Translation units on their way between a bitext and a format.

    ``units`` may be lazy and then can be run through once; :meth:`held` makes it a tuple. ``header`` is what
    the file they were read from says of itself, where its format has a place for that.
    """

    units: Iterable[Unit]
    source_language: str = "und"
    target_language: str = "und"
    source_name: str = ""
    target_name: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)
    header: Element | None = None

    def __iter__(self) -> Iterator[Unit]:
        return iter(self.units)

    def held(self) -> Units:
        """The same units, all in memory, to be run through as often as needed."""
        return self if isinstance(self.units, tuple) else replace(self, units=tuple(self.units))


@dataclass(frozen=True, slots=True)
class Moved:
    """A passage that stands elsewhere on the other side: beads, which keep the order, leave it out.

    ``source`` and ``target`` are the first and the last segment; ``share`` is how much of the two passages
    would be in likely beads if they were held against each other.
    """

    source: tuple[int, int]
    target: tuple[int, int]
    share: float


@dataclass(frozen=True, slots=True)
class Bitext:
    """Two segmented documents and the beads between them, each segment in exactly one bead.

    ``moved`` are passages that seem to have changed places.
    """

    source: Document
    target: Document
    beads: tuple[Bead, ...]
    moved: tuple[Moved, ...] = ()

    def __len__(self) -> int:
        return len(self.beads)

    def unit(self, index: int) -> Unit:
        """Bead ``index`` as a translation unit; its id is the 1-based number of the bead."""
        bead = self.beads[index]
        source = [self.source.segments[i] for i in bead.source]
        target = [self.target.segments[j] for j in bead.target]
        first = (source or target or [Segment(0, 0)])[0]
        return Unit(
            id=str(index + 1),
            source=self.source.joined(bead.source),
            target=self.target.joined(bead.target),
            bead=bead.type,
            confidence=bead.confidence,
            source_spans=tuple(s.span for s in source),
            target_spans=tuple(s.span for s in target),
            source_line=self.source.position(source[0].start)[0] if source else None,
            target_line=self.target.position(target[0].start)[0] if target else None,
            kind=first.kind,
        )

    def units(self) -> Units:
        """All beads as translation units, lazily, in order."""
        return Units(
            units=(self.unit(index) for index in range(len(self.beads))),
            source_language=self.source.language,
            target_language=self.target.language,
            source_name=self.source.name,
            target_name=self.target.name,
        )


class Severity(StrEnum):
    """How bad a finding is; ``error`` is what a gate stops by default."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a check noticed in one unit.

    ``source_span`` and ``target_span`` are offsets into the unit's ``source`` and ``target`` strings.
    ``category`` is the MQM dimension (accuracy, fluency, terminology, locale …). ``values`` are the parsed
    things that disagree, written out; ``fix`` is a whole new target where one is certain. ``path`` and
    ``line`` (1-based) are where the finding stands, if it knows better than its unit.
    """

    unit: str
    check: str
    severity: Severity
    category: str
    message: str
    source_span: Span | None = None
    target_span: Span | None = None
    values: tuple[str, ...] = ()
    fix: str | None = None
    path: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """One metric's figure for one system, with the signature that reproduces it.

    ``higher_is_better`` is false for TER; ``interval`` a 95 % confidence interval where one was asked for;
    ``segments`` the metric per segment, in the order scored.
    """

    metric: str
    value: float
    signature: str
    higher_is_better: bool = True
    interval: tuple[float, float] | None = None
    segments: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """Precision, recall and F1 from counts of hits."""

    hits_precision: int
    total_precision: int
    hits_recall: int
    total_recall: int

    @property
    def precision(self) -> float:
        """Share of the system's beads that are right; 0 where there are none."""
        return self.hits_precision / self.total_precision if self.total_precision else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold's beads that were found; 0 where there are none."""
        return self.hits_recall / self.total_recall if self.total_recall else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where both are."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A system's beads held against gold beads.

    ``by_type`` is the strict agreement for each gold or system bead type; ``wrong`` are system beads not in
    the gold, ``missed`` gold beads (both sides filled) the system did not find.
    """

    strict: Agreement
    lax: Agreement
    by_type: Mapping[str, Agreement]
    wrong: tuple[Bead, ...]
    missed: tuple[Bead, ...]
