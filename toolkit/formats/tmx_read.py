"""TMX to units: streaming, one translation unit in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from toolkit.details import Attributes, CodeKind, Details, Element, Remark, Variant
from toolkit.errors import FormatError
from toolkit.formats.contract import Context
from toolkit.formats.inline import Builder
from toolkit.formats.tmx_pairing import Pairing, Places, code_of
from toolkit.formats.tmx_parts import Tu, Tuv, without_lang
from toolkit.formats.tmx_properties import Known
from toolkit.formats.tmx_skim import Skimmer
from toolkit.model import Unit, Units
from toolkit.safe_xml import Handler, parse
from toolkit.translations import _

_OWN = ("x-source-name", "x-target-name", "x-target-language")
_NATIVE = {"bpt": CodeKind.OPEN, "ept": CodeKind.CLOSE, "ph": CodeKind.ALONE, "ut": CodeKind.ALONE}
_NOTHING = Known(())
_NOBODY = Tuv("", ())
_AHEAD = 1000  # units looked at before the pair of languages has to be settled


class _Reader(Handler):
    """Collects translation units from the parser's events.

    ``unpaired`` describes the first of the codes whose partner is missing; ``others`` counts the texts that
    are neither source nor target, ``unknown`` the elements that TMX does not have.
    """

    def __init__(self, path: str) -> None:
        self.header: dict[str, str] = {}
        self.remarks: list[Remark] = []
        self.ready: list[Tu] = []
        self.unpaired = ""
        self.others = 0
        self.unknown: dict[str, int] = {}
        self._path = path
        self._open: list[str] = []
        self._count = 0
        self._tu: Tu | None = None
        self._tuv: Tuv | None = None
        self._plain: list[str] | None = None  # the text of a note, a property, or a segment without codes
        self._attributes: Attributes = ()
        self._builder: Builder | None = None
        self._depth = 0  # inside a segment: how many elements deep
        self._marks: list[str] = []
        self._mark_count = 0
        self._pairs: dict[str, int] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._depth:
            self._open.append(name)
            self._depth += 1
            self._inline(name, attributes)
            return
        if not self._open and name != "tmx":
            raise self._error(
                _("is not TMX: its root element is <{name}>", name=name[:40]), _("check the format")
            )
        self._open.append(name)
        if name == "seg":
            self._need("tuv", name)
            self._plain, self._builder, self._depth = [], None, 1
        elif name == "tuv":
            self._need("tu", name)
            language = attributes.get("xml:lang") or attributes.get("lang") or ""
            kept = tuple(
                item for item in attributes.items() if item[0] != "xml:lang" and item[0] != "lang"
            ) if len(attributes) > 1 else ()  # fmt: skip
            self._tuv = Tuv(language, kept)
        elif name == "tu":
            self._need("body", name)
            self._count += 1
            self._tu = Tu(attributes, self._count)
        elif name in ("prop", "note"):
            self._plain, self._attributes = [], without_lang(attributes)
        elif name == "header":
            self.header = attributes
        elif name not in ("tmx", "body"):
            self.unknown[name] = self.unknown.get(name, 0) + 1

    def end(self, name: str) -> None:
        """An element ends."""
        self._open.pop()
        if self._depth:
            self._depth -= 1
            if self._depth:
                self._inline_end(name)
            elif self._tuv is not None:
                self._segment(self._tuv)
        elif name == "tuv":
            if self._tuv is None or self._tuv.text is None:
                raise self._error(_("<tuv> without <seg>"), _("every variant holds one segment"))
            assert self._tu is not None
            self._tu.variants.append(self._tuv)
            self._tuv = None
        elif name == "tu" and self._tu is not None:
            self.ready.append(self._tu)
            self._tu = None
        elif name in ("prop", "note") and self._plain is not None:
            remark = Remark(name, "".join(self._plain), self._attributes)
            owner = self._tuv or self._tu
            (owner.remarks if owner is not None else self.remarks).append(remark)
            self._plain = None

    def text(self, text: str) -> None:
        """A piece of text."""
        if self._builder is not None:
            self._builder.text(text)
        elif self._plain is not None:
            self._plain.append(text)

    def at_rest(self) -> bool:
        """Whether it stands in the body, between two units."""
        return self._tu is None and self._open == ["tmx", "body"]

    def take(self, tu: Tu) -> None:
        """A unit that was read elsewhere, in its place."""
        self._count += 1
        tu.number = self._count
        self.ready.append(tu)

    def _segment(self, tuv: Tuv) -> None:
        if self._builder is None:
            tuv.text = "".join(self._plain or ())
        else:
            tuv.text, tuv.codes = self._builder.done()
            if lost := sorted(i for i, balance in self._pairs.items() if balance):
                self._note_unpaired(_('the code i="{number}" has no partner', number=lost[0]))
        self._plain = self._builder = None

    def _inline(self, name: str, attributes: dict[str, str]) -> None:
        if self._builder is None:
            self._builder, self._pairs = Builder(), {}
            self._marks, self._mark_count = [], 0
            self._builder.text("".join(self._plain or ()))
        kept = tuple(attributes.items())
        if name == "sub":
            self._builder.begin_subflow(kept)
        elif name == "hi":
            self._mark_count += 1
            self._marks.append(f"hi{self._mark_count}")
            self._builder.code(CodeKind.OPEN, "tmx:hi", self._marks[-1], kept)
        elif name == "it":
            kind = CodeKind.CLOSE if attributes.get("pos") == "end" else CodeKind.OPEN
            self._builder.begin_native(kind, "tmx:it", f"it{attributes.get('x', '')}", kept)
        elif name in _NATIVE:
            number = attributes.get("i", "") if name in ("bpt", "ept") else attributes.get("x", "")
            self._builder.begin_native(_NATIVE[name], f"tmx:{name}", number, kept)
            self._pair(name, number)
        else:
            self.unknown[name] = self.unknown.get(name, 0) + 1

    def _inline_end(self, name: str) -> None:
        assert self._builder is not None
        if name == "sub":
            self._builder.end_subflow()
        elif name == "hi":
            self._builder.code(CodeKind.CLOSE, "tmx:hi", self._marks.pop())
        elif name in _NATIVE or name == "it":
            self._builder.end_native()

    def _pair(self, name: str, number: str) -> None:
        if name == "bpt":
            if self._pairs.get(number) is not None:
                self._note_unpaired(_('two <bpt i="{number}"> in one segment', number=number))
            self._pairs[number] = 1
        elif name == "ept":
            if not self._pairs.get(number):
                self._note_unpaired(_('<ept i="{number}"> before its <bpt>', number=number))
            self._pairs[number] = self._pairs.get(number, 0) - 1

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


def read(stream: IO[bytes], context: Context) -> Units:
    """The units of one language pair, lazily; the file is read up to the first of them at once.

    With ``context.whole`` every translation unit is one unit, whatever its languages.
    """
    reader = _Reader(context.path)
    tus = _tus(stream, reader, context.path)
    pairing = Pairing(context)
    ahead = list(_settled(tus, reader, pairing, context))
    properties = {
        remark.attributes[0][1]: remark.text
        for remark in reader.remarks
        if remark.element == "prop" and remark.attributes and remark.attributes[0][0] == "type"
    }
    names = [properties.pop(key, "") for key in _OWN]

    def units() -> Iterator[Unit]:
        for tu, places in ahead:
            reader.others += len(tu.variants) - sum(place is not None for place in places)
            yield _unit(tu, places, context.whole)
        for tu in tus:
            places = pairing.places(tuple([tuv.language for tuv in tu.variants]))
            if places[0] is None or places[1] is None:
                pairing.miss(places[0])
                if not context.whole:
                    continue
            reader.others += len(tu.variants) - 2
            yield _unit(tu, places, context.whole)
        for notice in _notices(reader, pairing, context.whole):
            context.notice(notice)

    source_language = pairing.language(0, code_of(reader.header.get("srclang", "")))
    header = Element("header", tuple(reader.header.items()), tuple(reader.remarks)) if context.whole else None
    return Units(
        units(), source_language, pairing.language(1, names[2]), names[0], names[1], properties, header
    )


def _tus(stream: IO[bytes], reader: _Reader, path: str) -> Iterator[Tu]:
    for _piece in parse(stream, reader, path, Skimmer(reader.at_rest, reader.take)):
        yield from reader.ready
        reader.ready.clear()


def _settled(
    tus: Iterator[Tu], reader: _Reader, pairing: Pairing, context: Context
) -> Iterator[tuple[Tu, Places]]:
    """The units up to the one that settles the languages: all of them, or only that one."""
    passed: list[tuple[Tu, Places]] = []
    count = 0
    for count, tu in enumerate(tus, 1):
        languages = [tuv.language for tuv in tu.variants]
        own = tu.attributes.get("srclang", "")
        places = pairing.settle(languages, own, reader.header.get("srclang", ""))
        if context.whole or pairing.settled:
            passed.append((tu, places))
        if not pairing.settled:
            pairing.miss(places[0])
        if pairing.settled or (context.whole and count == _AHEAD):
            break
    if count and not pairing.settled and not context.whole:
        pairing.complain()
    yield from passed


def _notices(reader: _Reader, pairing: Pairing, whole: bool) -> Iterator[str]:
    if whole:
        yield from pairing.notices(kept=True)
    else:
        yield from pairing.notices()
        if reader.others:
            yield _("texts in other languages left out: {count}", count=reader.others)
    if reader.unpaired:
        yield _("inline codes do not pair: {problem}", problem=reader.unpaired)
    if reader.unknown:
        found = ", ".join(f"<{name[:40]}> {count}" for name, count in sorted(reader.unknown.items()))
        yield _("elements TMX does not have, or that are of no use here, passed over: {found}", found=found)


def _unit(tu: Tu, places: Places, whole: bool) -> Unit:
    """The unit with what its properties say; those that say nothing sensible are passed over."""
    source = tu.variants[places[0]] if places[0] is not None else _NOBODY
    target = tu.variants[places[1]] if places[1] is not None else _NOBODY
    known = tu.known or (Known(tu.remarks) if tu.remarks else _NOTHING)
    notes = known.notes
    for tuv in tu.variants:
        if tuv.remarks:
            notes = [*notes, *(remark.text for remark in tuv.remarks if remark.element == "note")]
    return Unit(
        tu.attributes.get("tuid") or str(tu.number),
        source.text or "",
        target.text or "",
        *known.values,
        "\n".join(notes) if notes else "",
        source.codes,
        target.codes,
        _details(tu, places) if whole else None,
    )


def _details(tu: Tu, places: Places) -> Details:
    variants = []
    for index, tuv in enumerate(tu.variants):
        if index in places:
            side = "source" if index == places[0] else "target"
            variants.append(Variant(tuv.language, side, "", (), tuv.attributes, tuple(tuv.remarks)))
        else:
            text = tuv.text or ""
            variants.append(Variant(tuv.language, "", text, tuv.codes, tuv.attributes, tuple(tuv.remarks)))
    element = Element("tu", tuple(tu.attributes.items()), tuple(tu.remarks), tu.number)
    return Details("tmx", (element,), tuple(variants))
