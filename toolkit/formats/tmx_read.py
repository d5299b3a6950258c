"""TMX to units: streaming, one translation unit in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import IO

from toolkit.details import Attributes, Code, Element, Remark
from toolkit.errors import FormatError
from toolkit.formats.contract import Context
from toolkit.formats.passed import Passed
from toolkit.formats.tmx_pairing import Pairing, code_of
from toolkit.formats.tmx_parts import NOTHING, Layout, Places, Tu, language_of, without_lang
from toolkit.formats.tmx_properties import Known
from toolkit.formats.tmx_segment import Segment
from toolkit.formats.tmx_skim import Skimmer
from toolkit.model import Unit, Units
from toolkit.safe_xml import Handler, parse
from toolkit.translations import _

_OWN = ("x-source-name", "x-target-name", "x-target-language")
_AHEAD = 1000  # units looked at before the pair of languages has to be settled


class _Reader(Handler):
    """Collects translation units from the parser's events.

    ``ended_at`` is the byte where the end tag of the last unit began; ``unpaired`` describes the first of the
    codes whose partner is missing.
    """

    def __init__(self, path: str) -> None:
        self.header: dict[str, str] = {}
        self.remarks: list[Remark] = []
        self.ready: list[Tu] = []
        self.unpaired = ""
        self.passed = Passed()
        self.ended_at = -1
        self._path = path
        self._open: list[str] = []
        self._unit: _OpenUnit | None = None
        self._plain: list[str] | None = None  # the text of a note, a property, or a segment without codes
        self._attributes: Attributes = ()
        self._segment: Segment | None = None
        self._depth = 0  # inside a segment: how many elements deep

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._depth:
            self._open.append(name)
            self._depth += 1
            self._foreign(attributes)
            self._inline(name, attributes)
            return
        if not self._open and name != "tmx":
            raise self._error(
                _("is not TMX: its root element is <{name}>", name=name[:40]), _("check the format")
            )
        self._open.append(name)
        self._foreign(attributes)
        if name == "seg":
            self._need("tuv", name)
            self._plain, self._segment, self._depth = [], None, 1
        elif name == "tuv":
            self._need("tu", name)
            assert self._unit is not None
            self._unit.begin(attributes)
        elif name == "tu":
            self._need("body", name)
            self._unit = _OpenUnit(attributes)
        elif name in ("prop", "note"):
            self._plain, self._attributes = [], without_lang(attributes)
        elif name == "header":
            self.header = attributes
        elif name not in ("tmx", "body"):
            self._note_unknown(name)

    def end(self, name: str) -> None:
        """An element ends."""
        self._open.pop()
        if self._depth:
            self._depth -= 1
            if self._depth:
                if self._segment is not None:
                    self._segment.end(name)
            else:
                self._end_segment()
        elif name == "tuv":
            if self._unit is None or not self._unit.complete:
                raise self._error(_("<tuv> without <seg>"), _("every variant holds one segment"))
            self._unit.in_variant = False
        elif name == "tu" and self._unit is not None:
            self.ready.append(self._unit.done())
            self._unit = None
            self.ended_at = self.parser.CurrentByteIndex
        elif name in ("prop", "note") and self._plain is not None:
            remark = Remark(name, "".join(self._plain), self._attributes)
            (self.remarks if self._unit is None else self._unit.here).append(remark)
            self._plain = None

    def text(self, text: str) -> None:
        """A piece of text."""
        if self._segment is not None:
            self._segment.text(text)
        elif self._plain is not None:
            self._plain.append(text)

    def _inline(self, name: str, attributes: dict[str, str]) -> None:
        if self._segment is None:
            text = "".join(self._plain or ())
            self._segment = Segment(text, self._note_unpaired, self._note_unknown)
        self._segment.start(name, attributes)

    def _end_segment(self) -> None:
        text, codes = self._segment.done() if self._segment is not None else ("".join(self._plain or ()), ())
        if self._unit is not None:
            self._unit.fill(text, codes)
        self._plain = self._segment = None

    def _foreign(self, attributes: dict[str, str]) -> None:
        """Attributes of other namespaces have no place in TMX."""
        for name in attributes:
            if ":" in name and not name.startswith(("xml:", "xmlns:", "xsi:")):
                self.passed.add(name, self.parser.CurrentLineNumber)

    def _note_unknown(self, name: str) -> None:
        self.passed.add(f"<{name}>", self.parser.CurrentLineNumber)

    def _note_unpaired(self, problem: str) -> None:
        self.unpaired = self.unpaired or _(
            "{problem} (line {line})", problem=problem, line=self.parser.CurrentLineNumber
        )

    def _need(self, parent: str, name: str) -> None:
        if len(self._open) < 2 or self._open[-2] != parent:
            raise self._error(
                _("<{name}> outside <{parent}>", name=name, parent=parent), _("the file is not built as TMX")
            )

    def _error(self, problem: str, remedy: str) -> FormatError:
        at = self.parser
        return FormatError(
            problem, remedy, path=self._path, line=at.CurrentLineNumber, column=at.CurrentColumnNumber + 1
        )


class _OpenUnit:
    """A translation unit while it is read."""

    def __init__(self, attributes: dict[str, str]) -> None:
        self.in_variant = False
        self._attributes = tuple(attributes.items())
        self._remarks: list[Remark] = []
        self._languages: list[str] = []
        self._kept: list[Attributes] = []
        self._variant_remarks: list[list[Remark]] = []
        self._texts: list[str] = []
        self._codes: list[tuple[Code, ...]] = []

    @property
    def here(self) -> list[Remark]:
        """The remarks of what is open: the unit, or a variant in it."""
        return self._variant_remarks[-1] if self.in_variant else self._remarks

    @property
    def complete(self) -> bool:
        """Whether every variant has its segment."""
        return len(self._texts) == len(self._languages)

    def begin(self, attributes: dict[str, str]) -> None:
        """A variant begins."""
        language, kept = language_of(attributes)
        self._languages.append(language)
        self._kept.append(kept)
        self._variant_remarks.append([])
        self.in_variant = True

    def fill(self, text: str, codes: tuple[Code, ...]) -> None:
        """The segment of the variant; the last one, should there be several."""
        if self.complete:
            self._texts.pop()
            self._codes.pop()
        self._texts.append(text)
        self._codes.append(codes)

    def done(self) -> Tu:
        """All of it."""
        remarks = tuple(map(tuple, self._variant_remarks))
        layout = Layout(tuple(self._languages), tuple(self._kept), remarks)
        known = Known(self._remarks) if self._remarks else NOTHING
        return Tu(self._attributes, known, layout, tuple(self._texts), tuple(self._codes))


def read(stream: IO[bytes], context: Context) -> Units:
    """The units of one language pair, lazily; the file is read up to the first of them at once.

    With ``context.whole`` every translation unit is one unit, whatever its languages.
    """
    reader = _Reader(context.path)
    tus = _tus(stream, reader, context.path)
    pairing = Pairing(context)
    numbers = count(1)
    ahead = list(_settled(zip(numbers, tus, strict=False), reader, pairing, context))
    properties = {
        remark.attributes[0][1]: remark.text
        for remark in reader.remarks
        if remark.element == "prop" and remark.attributes and remark.attributes[0][0] == "type"
    }
    names = [properties.pop(key, "") for key in _OWN]

    def units() -> Iterator[Unit]:
        whole, others = context.whole, 0
        for number, tu, places in ahead:
            others += len(tu.texts) - sum(place is not None for place in places)
            yield tu.unit(number, places, whole)
        for number, tu in zip(numbers, tus, strict=False):
            places = pairing.places(tu.layout.languages)
            if places[0] is None or places[1] is None:
                pairing.miss(places[0])
                if not whole:
                    continue
            others += len(tu.texts) - 2
            yield tu.unit(number, places, whole)
        for notice in _notices(reader, pairing, 0 if whole else others, whole):
            context.notice(notice)

    source_language = pairing.language(0, code_of(reader.header.get("srclang", "")))
    header = Element("header", tuple(reader.header.items()), tuple(reader.remarks)) if context.whole else None
    return Units(
        units(), source_language, pairing.language(1, names[2]), names[0], names[1], properties, header
    )


def _tus(stream: IO[bytes], reader: _Reader, path: str) -> Iterator[Tu]:
    skimmer = Skimmer(lambda: reader.ended_at, reader.ready.extend)
    for _piece in parse(stream, reader, path, skimmer):
        yield from reader.ready
        reader.ready.clear()


def _settled(
    tus: Iterator[tuple[int, Tu]], reader: _Reader, pairing: Pairing, context: Context
) -> Iterator[tuple[int, Tu, Places]]:
    """The units up to the one that settles the languages: all of them, or only that one."""
    passed: list[tuple[int, Tu, Places]] = []
    number = 0
    for number, tu in tus:
        places = pairing.settle(
            tu.layout.languages, tu.attribute("srclang"), reader.header.get("srclang", "")
        )
        if context.whole or pairing.settled:
            passed.append((number, tu, places))
        if not pairing.settled:
            pairing.miss(places[0])
        if pairing.settled or (context.whole and number == _AHEAD):
            break
    if number and not pairing.settled and not context.whole:
        pairing.complain()
    yield from passed


def _notices(reader: _Reader, pairing: Pairing, others: int, whole: bool) -> Iterator[str]:
    yield from pairing.notices(kept=whole)
    if others:
        yield _("texts in other languages left out: {count}", count=others)
    if reader.unpaired:
        yield _("inline codes do not pair: {problem}", problem=reader.unpaired)
    if clause := reader.passed.clause():
        yield clause
