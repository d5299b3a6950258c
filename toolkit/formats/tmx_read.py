"""TMX to units: streaming, one translation unit in memory at a time."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import IO

from toolkit.errors import FormatError, LanguageError
from toolkit.formats import fields
from toolkit.formats.contract import Context
from toolkit.languages import normalise_code
from toolkit.model import Kind, Span, Unit, Units
from toolkit.safe_xml import Handler, parse

_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})
_KINDS = {str(kind): kind for kind in Kind}
_OWN = ("x-source-name", "x-target-name", "x-target-language")


@dataclass(slots=True)
class _Tu:
    """A translation unit as it stands in the file: (language, text) for each variant."""

    line: int
    id: str
    source_language: str
    variants: list[tuple[str, str]] = field(default_factory=list)
    properties: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class _Reader(Handler):
    """Collects translation units from the parser's events.

    ``codes`` counts inline codes; ``unpaired`` describes the first of the codes whose partner is missing.
    """

    def __init__(self, path: str) -> None:
        self.source_language = ""
        self.properties: dict[str, str] = {}
        self.ready: list[_Tu] = []
        self.codes = 0
        self.unpaired = ""
        self._path = path
        self._open: list[str] = []
        self._tu: _Tu | None = None
        self._language = ""
        self._type = ""
        self._text: list[str] | None = None
        self._hidden: list[bool] = []
        self._begun: set[str] = set()
        self._ended: set[str] = set()
        self._seg: str | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if not self._open and name != "tmx":
            raise self._error(f"is not TMX: its root element is <{name[:40]}>", "check the format")
        self._open.append(name)
        if self._hidden:
            self._inline(name, attributes)
        elif name == "seg":
            self._need("tuv", name)
            self._text, self._hidden = [], [False]
            self._begun, self._ended = set(), set()
        elif name in ("prop", "note"):
            self._text, self._type = [], attributes.get("type", "")
        elif name == "tuv":
            self._need("tu", name)
            self._language = attributes.get("xml:lang") or attributes.get("lang") or ""
            self._seg = None
        elif name == "tu":
            self._need("body", name)
            line = self.parser.CurrentLineNumber
            self._tu = _Tu(line, attributes.get("tuid", ""), attributes.get("srclang", ""))
        elif name == "header":
            self.source_language = attributes.get("srclang", "")

    def end(self, name: str) -> None:
        """An element ends."""
        self._open.pop()
        if self._hidden:
            self._hidden.pop()
            if name == "seg":
                if lost := sorted(self._begun ^ self._ended):
                    self._note_unpaired(f'the code i="{lost[0]}" has no partner')
                self._seg, self._text = "".join(self._text or ()), None
        elif name in ("prop", "note") and self._text is not None:
            self._harvest(name, "".join(self._text))
            self._text = None
        elif name == "tuv" and self._tu is not None:
            if self._seg is None:
                raise self._error("<tuv> without <seg>", "every variant holds one segment")
            self._tu.variants.append((self._language, self._seg))
        elif name == "tu" and self._tu is not None:
            self.ready.append(self._tu)
            self._tu = None

    def text(self, text: str) -> None:
        """A piece of text."""
        if self._text is not None and not (self._hidden and self._hidden[-1]):
            self._text.append(text)

    def _inline(self, name: str, attributes: dict[str, str]) -> None:
        if name not in _CODES:
            self._hidden.append(self._hidden[-1] and name != "sub")
            return
        self._hidden.append(True)
        self.codes += 1
        number = attributes.get("i", "")
        if name == "bpt":
            if number in self._begun:
                self._note_unpaired(f'two <bpt i="{number}"> in one segment')
            self._begun.add(number)
        elif name == "ept":
            if number not in self._begun:
                self._note_unpaired(f'<ept i="{number}"> before its <bpt>')
            self._ended.add(number)

    def _note_unpaired(self, problem: str) -> None:
        self.unpaired = self.unpaired or f"{problem} (line {self.parser.CurrentLineNumber})"

    def _harvest(self, name: str, text: str) -> None:
        if self._tu is not None:
            if name == "note":
                self._tu.notes.append(text)
            else:
                self._tu.properties.append((self._type, text))
        elif name == "prop" and self._type:
            self.properties[self._type] = text

    def _need(self, parent: str, name: str) -> None:
        if len(self._open) < 2 or self._open[-2] != parent:
            raise self._error(f"<{name}> outside <{parent}>", "the file is not built as TMX")

    def _error(self, problem: str, remedy: str) -> FormatError:
        at = self.parser
        return FormatError(
            problem, remedy, path=self._path, line=at.CurrentLineNumber, column=at.CurrentColumnNumber + 1
        )


def read(stream: IO[bytes], context: Context) -> Units:
    """The units of one language pair, lazily; the file is read up to the first of them at once."""
    reader = _Reader(context.path)
    tus = _tus(stream, reader, context.path)
    pairing = _Pairing(context)
    first = next(filter(None, (pairing.settle(tu, reader.source_language) for tu in tus)), None)
    if first is None:
        pairing.complain()
    own = dict(reader.properties)
    names = [own.pop(key, "") for key in _OWN]

    def units() -> Iterator[Unit]:
        if first is not None:
            yield first
        for tu in tus:
            if (unit := pairing.unit(tu)) is not None:
                yield unit
        for notice in (*pairing.notices(), *_notices(reader)):
            context.notice(notice)

    return Units(
        units(),
        pairing.language(0, _code(reader.source_language)),
        pairing.language(1, names[2]),
        names[0],
        names[1],
        own,
    )


def _tus(stream: IO[bytes], reader: _Reader, path: str) -> Iterator[_Tu]:
    for _ in parse(stream, reader, path):
        yield from reader.ready
        reader.ready.clear()


def _notices(reader: _Reader) -> Iterator[str]:
    if reader.codes:
        yield f"inline codes left out of the texts: {reader.codes}"
    if reader.unpaired:
        yield f"inline codes do not pair: {reader.unpaired}"


class _Pairing:
    """Which of a file's languages are the source and the target.

    Asked for, or settled by the first translation unit that has two: its source is the language the unit or
    the header names (else its first variant), its target the first variant in another language.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._wanted = [_code(context.source_language), _code(context.target_language)]
        self._settled = ["", ""]
        self._left_out = [0, 0]
        self._seen: dict[str, None] = {}
        self._count = 0

    def language(self, side: int, otherwise: str) -> str:
        """The language of a side for :class:`Units`."""
        for code in (self._settled[side], self._wanted[side], _code(otherwise)):
            if code and code != "und":
                return code
        return "und"

    def settle(self, tu: _Tu, header_language: str) -> Unit | None:
        """The unit, if it has both languages; from then on these are the pair."""
        codes = [_code(language) for language, _ in tu.variants]
        self._seen.update(dict.fromkeys(codes))
        wanted_source = self._wanted[0] or _code(tu.source_language) or _code(header_language)
        source = _best(codes, wanted_source)
        if source is None and not self._wanted[0] and len(codes) > 1 and not wanted_source:
            source = 0
        if source is None and len(codes) > 1 and codes[0] == "":
            source = 0
        target = self._target(codes, source)
        if source is None or target is None:
            self._miss(source)
            return None
        self._settled = [codes[source], codes[target]]
        return self._made(tu, source, target)

    def _target(self, codes: list[str], source: int | None) -> int | None:
        if self._wanted[1]:
            found = _best(codes, self._wanted[1], other_than=source)
            if found is not None or "" not in codes:
                return found
        if source is None:
            return None
        others = [index for index in range(len(codes)) if index != source]
        foreign = [index for index in others if not _fit(codes[index], codes[source])]
        return next(iter(foreign or others), None)

    def unit(self, tu: _Tu) -> Unit | None:
        """The unit in the settled languages; ``None`` where it lacks one of them."""
        codes = [_code(language) for language, _ in tu.variants]
        source = _best(codes, self._settled[0])
        target = _best(codes, self._settled[1], other_than=source)
        if source is None or target is None:
            self._miss(source)
            return None
        return self._made(tu, source, target)

    def _miss(self, source: int | None) -> None:
        self._count += 1
        self._left_out[int(source is not None)] += 1

    def _made(self, tu: _Tu, source: int, target: int) -> Unit:
        self._count += 1
        return _unit(tu, tu.variants[source][1], tu.variants[target][1], self._count)

    def notices(self) -> Iterator[str]:
        """What to say of units that lacked a language."""
        for side, name in enumerate(("source", "target")):
            if count := self._left_out[side]:
                yield f"units left out because they lack {self.language(side, '')} ({name}): {count}"

    def complain(self) -> None:
        """Refuse a file that has units, but none in two languages asked for."""
        if not self._count:
            return
        there = ", ".join(code or "und" for code in self._seen) or "none"
        asked = " and ".join(code for code in self._wanted if code)
        problem = f"no unit is in {asked}" if asked else "no unit has its source language and another one"
        raise FormatError(problem, f"its languages: {there}", path=self._context.path)


@lru_cache(maxsize=1024)
def _code(written: str) -> str:
    """A language code as far as it is one; "" for ``und``, ``*all*`` and nonsense."""
    try:
        code = normalise_code(written)
    except LanguageError:
        return ""
    return "" if code == "und" else code


def _fit(code: str, wanted: str) -> int:
    """2 for the same language, 1 where one is a narrower form of the other (``en``, ``en-US``), else 0."""
    if code == wanted:
        return 2
    if not code or not wanted:
        return 0
    return int(f"{code}-".startswith(f"{wanted}-") or f"{wanted}-".startswith(f"{code}-"))


def _best(codes: list[str], wanted: str, other_than: int | None = None) -> int | None:
    """The first variant of those that fit a language best."""
    best, found = 0, None
    for index, code in enumerate(codes):
        fit = _fit(code, wanted) if index != other_than else 0
        if fit > best:
            best, found = fit, index
    return found


def _unit(tu: _Tu, source: str, target: str, number: int) -> Unit:
    """The unit with what its properties say; those that say nothing sensible are passed over."""
    bead, kind = "", Kind.PARAGRAPH
    confidence: float | None = None
    spans: dict[str, list[Span]] = {"x-source-span": [], "x-target-span": []}
    lines: dict[str, int] = {}
    for name, value in tu.properties:
        with contextlib.suppress(ValueError):
            if name in spans:
                spans[name].append(fields.span(value))
            elif name == "x-confidence":
                confidence = fields.confidence(value)
            elif name == "x-bead" and fields.BEAD_TYPE.fullmatch(value):
                bead = value
            elif name in ("x-source-line", "x-target-line") and value.isdigit() and len(value) < 12:
                lines[name] = int(value)
            elif name == "x-kind":
                kind = _KINDS.get(value, kind)
    return Unit(
        id=tu.id or str(number),
        source=source,
        target=target,
        bead=bead,
        confidence=confidence,
        source_spans=tuple(spans["x-source-span"]),
        target_spans=tuple(spans["x-target-span"]),
        source_line=lines.get("x-source-line"),
        target_line=lines.get("x-target-line"),
        kind=kind,
        note="\n".join(tu.notes),
    )
