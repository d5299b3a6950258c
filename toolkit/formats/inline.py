"""Inline content: built from a parser's events, laid out for a writer, carried from one format to another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from toolkit.details import Attributes, Code, CodeKind, Subflow
from toolkit.model import Unit


@dataclass(slots=True)
class _Text:
    """A text under construction."""

    pieces: list[str] = field(default_factory=list)
    size: int = 0
    codes: list[Code] = field(default_factory=list)
    attributes: Attributes = ()


@dataclass(slots=True)
class _Native:
    """A native code under construction."""

    kind: CodeKind
    element: str
    id: str
    attributes: Attributes
    pieces: list[str] = field(default_factory=list)
    size: int = 0
    subflows: list[Subflow] = field(default_factory=list)


class Builder:
    """Gathers one text with its codes, subflows within codes included."""

    def __init__(self) -> None:
        self._stack: list[_Text | _Native] = [_Text()]

    def text(self, text: str) -> None:
        """Characters, of the text or of the native code that is open."""
        top = self._stack[-1]
        top.pieces.append(text)
        top.size += len(text)

    def code(self, kind: CodeKind, element: str, id: str = "", attributes: Attributes = ()) -> None:
        """A code without native data of its own."""
        top = self._stack[-1]
        if isinstance(top, _Text):
            top.codes.append(Code(top.size, kind, element, id, "", attributes))

    def begin_native(self, kind: CodeKind, element: str, id: str = "", attributes: Attributes = ()) -> None:
        """A code begins; what comes up to its end is its native data."""
        self._stack.append(_Native(kind, element, id, attributes))

    def end_native(self) -> None:
        """The innermost native code ends."""
        done = self._stack.pop()
        top = self._stack[-1]
        if isinstance(done, _Native) and isinstance(top, _Text):
            data, subflows = "".join(done.pieces), tuple(done.subflows)
            top.codes.append(
                Code(top.size, done.kind, done.element, done.id, data, done.attributes, subflows)
            )

    def begin_subflow(self, attributes: Attributes = ()) -> None:
        """A text inside the native code that is open."""
        self._stack.append(_Text(attributes=attributes))

    def end_subflow(self) -> None:
        """The innermost subflow ends."""
        done = self._stack.pop()
        top = self._stack[-1]
        if isinstance(done, _Text) and isinstance(top, _Native):
            top.subflows.append(Subflow(top.size, "".join(done.pieces), tuple(done.codes), done.attributes))

    @property
    def native(self) -> bool:
        """Whether a native code is open."""
        return isinstance(self._stack[-1], _Native)

    def done(self) -> tuple[str, tuple[Code, ...]]:
        """The text and its codes."""
        bottom = self._stack[0]
        assert isinstance(bottom, _Text)
        return "".join(bottom.pieces), tuple(bottom.codes)


def interleaved(text: str, codes: Sequence[Code]) -> Iterator[str | Code]:
    """Stretches of text and the codes between them, in order; a code beyond the text stands at its end."""
    at = 0
    for code in codes:
        place = min(max(code.at, at), len(text))
        if place > at:
            yield text[at:place]
            at = place
        yield code
    if at < len(text):
        yield text[at:]


def nested(codes: Sequence[Code]) -> tuple[Code, ...]:
    """The codes without the enclosing ones that do not nest (an opening or a closing alone, a crossing).

    Files never have them; texts that were edited elsewhere may.
    """
    if not any(code.encloses for code in codes):
        return tuple(codes)
    open_: list[int] = []
    kept: set[int] = set()
    for index, code in enumerate(codes):
        if not code.encloses:
            kept.add(index)
        elif code.kind is CodeKind.OPEN:
            open_.append(index)
        elif code.kind is CodeKind.CLOSE and open_ and _partners(codes[open_[-1]], code):
            kept.update((open_.pop(), index))
    return tuple(code for index, code in enumerate(codes) if index in kept)


def _partners(opening: Code, closing: Code) -> bool:
    return opening.element == closing.element and opening.id == closing.id


def collapsed(text: str, codes: Sequence[Code]) -> tuple[str, tuple[Code, ...]]:
    """White space that lays out the file, not the text: around a line break one space, none at the borders.

    For ``xml:space="default"`` (XML 1.0, section 2.10); white space without a line break is kept.
    """
    if "\n" not in text:
        return text, tuple(codes)
    pieces: list[str] = []
    places: list[int] = []  # old offset -> new offset
    size = at = 0
    end = len(text)
    while at < end:
        stop = at
        while stop < end and text[stop] in " \t\r\n":
            stop += 1
        if stop > at and "\n" in text[at:stop]:
            piece = " " if pieces and stop < end else ""
            places.extend([size] + [size + len(piece)] * (stop - at - 1))
        else:
            stop = max(stop, at + 1)
            piece = text[at:stop]
            places.extend(range(size, size + len(piece)))
        pieces.append(piece)
        size += len(piece)
        at = stop
    places.append(size)
    return "".join(pieces), tuple(replace(code, at=places[min(code.at, end)]) for code in codes)


class Role(StrEnum):
    """What a code is to a writer of another format."""

    OPEN = "open"
    CLOSE = "close"
    BEGIN = "begin"
    """An opening code whose closing one is not in this text."""
    END = "end"
    ALONE = "alone"
    MARK = "mark"
    UNMARK = "unmark"


@dataclass(frozen=True, slots=True)
class Neutral:
    """A code as any format can say it. ``number`` pairs it, and finds its like in the other language."""

    role: Role
    number: int
    code: Code


class Numbering:
    """Numbers for the codes of one unit: the same code has the same number in every language."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str, int], int] = {}

    def neutral(self, codes: Sequence[Code], used: set[int] | None = None) -> list[Neutral]:
        """The codes of one text, in order.

        Args:
            codes: of the text.
            used: numbers of the texts before, where they have to differ; the new ones are added.
        """
        used = set() if used is None else used
        pairs = _paired(codes)
        made: list[Neutral] = []
        counts: dict[str, int] = {}
        given: dict[int, int] = {}
        for index, code in enumerate(codes):
            partner = pairs.get(index)
            if code.kind is CodeKind.CLOSE and partner is not None:
                role = Role.UNMARK if code.annotation else Role.CLOSE
                made.append(Neutral(role, given[partner], code))
                continue
            if code.kind is CodeKind.OPEN and partner is not None:
                role = Role.MARK if code.annotation else Role.OPEN
            elif code.annotation:
                continue  # half an annotation says nothing
            else:
                role = {CodeKind.OPEN: Role.BEGIN, CodeKind.CLOSE: Role.END}.get(code.kind, Role.ALONE)
            given[index] = self._number(role, code, counts, used)
            made.append(Neutral(role, given[index], code))
        return made

    def _number(self, role: Role, code: Code, counts: dict[str, int], used: set[int]) -> int:
        group = "mark" if role is Role.MARK else "pair" if role is Role.OPEN else str(role)
        name = code.attribute("x") or code.id
        counts[group] = counts.get(group, 0) + 1
        if not name:
            name = f"#{counts[group]}"
        again = 0  # a code may be there twice, or two be called the same
        while (number := self._numbers.setdefault((group, name, again), len(self._numbers) + 1)) in used:
            again += 1
        used.add(number)
        return number


def _paired(codes: Sequence[Code]) -> dict[int, int]:
    """Index of the partner of each opening and closing code that has one in the same text."""
    waiting: dict[tuple[bool, str], list[int]] = {}
    pairs: dict[int, int] = {}
    for index, code in enumerate(codes):
        key = (code.annotation, code.id)
        if code.kind is CodeKind.OPEN:
            waiting.setdefault(key, []).append(index)
        elif code.kind is CodeKind.CLOSE and waiting.get(key):
            begun = waiting[key].pop()
            pairs[begun], pairs[index] = index, begun
    return pairs


def rendered(
    text: str,
    codes: Sequence[Code],
    numbering: Numbering,
    *,
    native: str,
    escape: Callable[[str], str],
    own: Callable[[Code], str],
    foreign: Callable[[Neutral], str],
    sound: Callable[[Sequence[Code]], bool] = lambda codes: True,
) -> str:
    """A text with its codes as mark-up: those of the format as they were, those of others as their like.

    Args:
        text: the plain text.
        codes: what stands in it, in order.
        numbering: that of the unit, so that codes of both languages find each other.
        native: what the names of the format's own elements begin with, ``tmx:``.
        escape: for the text between.
        own: the mark-up of a code of the format.
        foreign: the mark-up of a code of another one.
        sound: whether codes of the format may be written as they were.
    """
    codes = nested(codes)
    if all(code.element.startswith(native) for code in codes) and sound(codes):
        out, at = [], 0
        for code in codes:
            place = min(max(code.at, at), len(text))
            out += [escape(text[at:place]), own(code)]
            at = place
        return "".join([*out, escape(text[at:])])
    neutral = {id(item.code): item for item in numbering.neutral(codes)}
    return "".join(
        escape(piece)
        if isinstance(piece, str)
        else foreign(neutral[id(piece)])
        if id(piece) in neutral
        else ""
        for piece in interleaved(text, codes)
    )


def count_codes(unit: Unit) -> int:
    """How many inline codes a unit has, both sides together."""
    return len(unit.source_codes) + len(unit.target_codes)


def flat(code: Code, subflow: Callable[[Subflow], str] = lambda flow: flow.text) -> str:
    """The native code as one string, its subflows in place."""
    if not code.subflows:
        return code.data
    out, at = [], 0
    for flow in code.subflows:
        out += [code.data[at : flow.at], subflow(flow)]
        at = max(at, flow.at)
    return "".join(out) + code.data[at:]
