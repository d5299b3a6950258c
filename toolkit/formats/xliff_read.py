"""XLIFF 1.2 and 2.x to units: streaming, one unit of the file in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from toolkit.details import Attributes, Details, Element, Remark, Variant
from toolkit.errors import FormatError
from toolkit.formats.contract import Context
from toolkit.formats.tmx_pairing import code_of
from toolkit.formats.tmx_properties import Known
from toolkit.formats.xliff_inline import Content, Side
from toolkit.model import Unit, Units
from toolkit.safe_xml import Handler, parse
from toolkit.translations import _

OWN = "bitext-toolkit"
"""The category of our own properties in metadata (2.x) and context groups (1.2)."""

_LEVELS = frozenset({"file", "group", "unit", "trans-unit"})
_PASSED = frozenset({"xliff", "body", "header", "notes", "originalData"})
_PROPERTY = {"mda:meta": "type", "context": "context-type"}
_METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"


@dataclass(slots=True)
class _Level:
    """A file, group or unit that is open."""

    name: str
    attributes: Attributes
    number: int
    preserved: bool
    remarks: list[Remark] = field(default_factory=list)

    def element(self) -> Element:
        return Element(self.name, self.attributes, tuple(self.remarks), self.number)


@dataclass(slots=True)
class _Segment:
    """A segment, or what stands between segments (``ignorable``)."""

    name: str
    attributes: Attributes
    number: int
    source: Side | None = None
    target: Side | None = None


@dataclass(slots=True)
class _Read:
    """A unit of the file, complete."""

    levels: tuple[Element, ...]
    segments: list[_Segment]
    properties: list[Remark]


class _Reader(Handler):
    """Collects units from the parser's events. ``passed`` counts what was passed over, by element."""

    def __init__(self, path: str) -> None:
        self.family = ""
        self.header: Element | None = None
        self.languages = ["", ""]
        self.ready: list[_Read] = []
        self.passed: dict[str, int] = {}
        self._path = path
        self._prefix = ""
        self._metadata = "mda:"
        self._levels: list[_Level] = []
        self._depth = 0
        self._skipping = 0  # at which depth an element began that is of no use here
        self._content: Content | None = None
        self._content_depth = 0
        self._plain: list[str] | None = None
        self._attributes: dict[str, str] = {}
        self._segments: list[_Segment] = []
        self._data: dict[str, str] = {}
        self._parts: dict[str, Content] = {}
        self._properties: list[Remark] = []
        self._own = False
        self._space = [False]
        self._count = 0

    # ── events ──────────────────────────────────────────────────────────────────────────────────────────────

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._depth += 1
        if self._skipping:
            return
        if self._depth == 1:
            self._root(name, attributes)
            return
        foreign = not name.startswith(self._prefix) or (not self._prefix and ":" in name)
        local = name[len(self._prefix) :]
        if self._content is not None:
            if foreign:
                self._pass(name)
            else:
                self._content.start(local, attributes)
        elif foreign:
            self._foreign(name, attributes)
        elif local in _LEVELS:
            self._level(local, attributes)
        elif local in ("source", "seg-source", "target"):
            self._begin_content(attributes)
        elif local in ("segment", "ignorable"):
            self._count += 1
            self._segments.append(_Segment(local, tuple(attributes.items()), self._count))
        elif local in ("note", "data", "context"):
            self._plain, self._attributes = [], attributes
        elif local == "cp" and self._plain is not None:
            self._plain.append(chr(int(attributes.get("hex", "FFFD"), 16)))
        elif local == "context-group" and attributes.get("name", "").startswith(OWN):
            self._own = True
        elif local not in _PASSED:
            self._pass(local)

    def end(self, name: str) -> None:
        """An element ends."""
        depth, self._depth = self._depth, self._depth - 1
        if self._skipping:
            if depth == self._skipping:
                self._skipping = 0
            return
        local = name[len(self._prefix) :]
        if self._content is not None:
            if depth > self._content_depth:
                self._content.end()
            else:
                self._end_content(local)
        elif self._plain is not None:
            self._end_plain(name, local)
        elif local in _LEVELS and self._levels:
            if local in ("unit", "trans-unit"):
                self._unit()
            self._levels.pop()
        elif local in ("context-group", "metaGroup") or name == f"{self._metadata}metaGroup":
            self._own = False

    def text(self, text: str) -> None:
        """A piece of text."""
        if self._skipping:
            return
        if self._content is not None:
            self._content.text(text)
        elif self._plain is not None:
            self._plain.append(text)

    # ── structure ───────────────────────────────────────────────────────────────────────────────────────────

    def _root(self, name: str, attributes: dict[str, str]) -> None:
        prefix, _colon, local = name.rpartition(":")
        if local != "xliff":
            raise self._error(
                _("is not XLIFF: its root element is <{name}>", name=name[:40]), _("check the format")
            )
        self._prefix = f"{prefix}:" if prefix else ""
        space = attributes.get(f"xmlns:{prefix}" if prefix else "xmlns", "")
        version = attributes.get("version") or space.rpartition(":")[2]
        if version.startswith(("1.", "2.")):
            self.family = f"xliff{version[0]}"
        else:
            raise self._error(
                _("is XLIFF of version '{version}'", version=version[:20]), _("1.0 to 2.2 can be read")
            )
        self.header = Element("xliff", tuple(attributes.items()))
        self.languages = [attributes.get("srcLang", ""), attributes.get("trgLang", "")]
        for key, value in attributes.items():
            if value == _METADATA and key.startswith("xmlns:"):
                self._metadata = f"{key[6:]}:"

    def _level(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        space = attributes.get("xml:space", "")
        inherited = self._levels[-1].preserved if self._levels else self._root_space()
        preserved = space == "preserve" if space else inherited
        self._levels.append(_Level(name, tuple(attributes.items()), self._count, preserved))
        if name == "file" and self.family == "xliff1":
            here = [attributes.get("source-language", ""), attributes.get("target-language", "")]
            self.languages = [old or new for old, new in zip(self.languages, here, strict=True)]
        elif name in ("unit", "trans-unit"):
            self._segments, self._data, self._parts, self._properties = [], {}, {}, []
        if len(self._levels) == 1 and name != "file":
            raise self._error(
                _("<{name}> outside <{parent}>", name=name, parent="file"),
                _("the file is not built as XLIFF"),
            )

    def _root_space(self) -> bool:
        return self.header is not None and self.header.attribute("xml:space") == "preserve"

    def _foreign(self, name: str, attributes: dict[str, str]) -> None:
        """An element of another namespace: our own metadata is read, other is passed over."""
        key = attributes.get("xmlns:" + name.partition(":")[0])
        if key == _METADATA:
            self._metadata = name.partition(":")[0] + ":"
        local = name.removeprefix(self._metadata)
        in_unit = bool(self._levels) and self._levels[-1].name == "unit"
        if not name.startswith(self._metadata) or not in_unit:
            self._pass(name)
        elif local == "metaGroup":
            self._own = attributes.get("category") == OWN
            if not self._own:
                self._pass(name)
        elif local == "meta" and self._own:
            self._plain, self._attributes = [], attributes
        elif local != "metadata":
            self._pass(name)

    def _pass(self, name: str) -> None:
        self._skipping = self._depth
        self.passed[name] = self.passed.get(name, 0) + 1

    def _begin_content(self, attributes: dict[str, str]) -> None:
        if not self._levels or self._levels[-1].name not in ("unit", "trans-unit"):
            raise self._error(_("<source> or <target> outside a unit"), _("the file is not built as XLIFF"))
        space = attributes.get("xml:space", "")
        preserved = space == "preserve" if space else self._levels[-1].preserved
        self._content = Content(self.family, tuple(attributes.items()), preserved, self._data)
        self._content_depth = self._depth

    def _end_content(self, name: str) -> None:
        content = self._content
        assert content is not None
        self._content = None
        if content.unknown:
            self.passed["inline"] = self.passed.get("inline", 0) + content.unknown
        if self.family == "xliff1":
            self._parts[name] = content
        elif self._segments:
            if name == "source":
                self._segments[-1].source = content.done()
            else:
                self._segments[-1].target = content.done()

    def _end_plain(self, name: str, local: str) -> None:
        text = "".join(self._plain or ())
        if local == "cp":
            return
        self._plain = None
        if local == "note":
            if self._levels:
                remark = Remark("note", text, tuple(self._attributes.items()))
                self._levels[-1].remarks.append(remark)
        elif local == "data":
            self._data[self._attributes.get("id", "")] = text
        elif self._own:
            kind = self._attributes.get("context-type") or self._attributes.get("type", "")
            self._properties.append(Remark("prop", text, (("type", kind),)))

    def _unit(self) -> None:
        levels = tuple(level.element() for level in self._levels)
        segments = self._segments if self.family == "xliff2" else self._segments1()
        self.ready.append(_Read(levels, segments, self._properties))

    def _segments1(self) -> list[_Segment]:
        """The segments of a ``trans-unit``: those marked in both languages, else the whole of it."""
        source, target = self._parts.get("source"), self._parts.get("target")
        cut = self._parts.get("seg-source")
        whole = target.done() if target else None
        if source is None or cut is None or not cut.segmented:
            return [_Segment("", (), 0, source.done() if source else None, whole)]
        cut.done()
        if target is not None and whole is not None and whole.text.strip() and not target.segmented:
            return [_Segment("", (), 0, source.done(), whole)]
        source_attributes = source.done().attributes
        targets = {piece.mid: piece.side for piece in target.pieces} if target else {}
        found = []
        for number, piece in enumerate(cut.pieces, 1):
            piece.side.attributes = source_attributes
            name = "segment" if piece.mid is not None else "ignorable"
            attributes = (("id", piece.mid),) if piece.mid is not None else ()
            other = targets.get(piece.mid) if piece.mid is not None else None
            found.append(_Segment(name, attributes, number, piece.side, other))
        return found

    def _error(self, problem: str, remedy: str) -> FormatError:
        at = self.parser
        return FormatError(
            problem, remedy, path=self._path, line=at.CurrentLineNumber, column=at.CurrentColumnNumber + 1
        )


def read(stream: IO[bytes], context: Context) -> Units:
    """The segments of a file as units, lazily; the file is read up to the first of them at once.

    With ``context.whole`` what stands between segments is a unit too, and every unit knows where it stood.
    """
    reader = _Reader(context.path)
    found = _found(stream, reader, context)
    first = next(found, None)

    def units() -> Iterator[Unit]:
        count = 0
        for read_ in [first] if first else []:
            yield from _units(read_, reader, context, count)
            count += len(read_.segments)
        for read_ in found:
            yield from _units(read_, reader, context, count)
            count += len(read_.segments)
        if reader.passed:
            what = ", ".join(f"<{name[:40]}> {number}" for name, number in sorted(reader.passed.items()))
            context.notice(_("passed over: {elements}", elements=what))

    languages = [
        code_of(written) or code
        for written, code in zip(
            reader.languages, (context.source_language, context.target_language), strict=True
        )
    ]
    names = dict(first.levels[0].attributes) if first else {}
    header = None
    if context.whole and reader.header is not None:
        header = Element("xliff", (*reader.header.attributes, ("family", reader.family)))
    return Units(
        units(), languages[0], languages[1], names.get("original", ""), names.get("target-original", ""),
        header=header,
    )  # fmt: skip


def _found(stream: IO[bytes], reader: _Reader, context: Context) -> Iterator[_Read]:
    for _piece in parse(stream, reader, context.path):
        yield from reader.ready
        reader.ready.clear()


def _units(read_: _Read, reader: _Reader, context: Context, count: int) -> Iterator[Unit]:
    unit = read_.levels[-1]
    known = Known(read_.properties)
    notes = "\n".join(remark.text for remark in unit.remarks)
    texts = [segment for segment in read_.segments if segment.name != "ignorable"]
    own_id = next((r.text for r in known.others if r.attributes == (("type", "x-id"),)), "")
    for place, segment in enumerate(read_.segments, 1):
        count += 1
        source, target = segment.source, segment.target
        empty = not (source and source.text) and not (target and target.text)
        if not context.whole and (empty or segment.name == "ignorable"):
            continue
        name = own_id or unit.attribute("id") or str(count)
        if len(texts) > 1 or segment.name == "ignorable":
            name = f"{name}/{dict(segment.attributes).get('id') or place}"
        details = None
        if context.whole:
            elements = read_.levels
            if segment.name:
                elements = (*elements, Element(segment.name, segment.attributes, (), segment.number))
            sides = ((reader.languages[0], "source", source), (reader.languages[1], "target", target))
            variants = tuple(
                Variant(language, name_, attributes=side.attributes)
                for language, name_, side in sides
                if side
            )
            details = Details(reader.family, elements, variants)
        yield Unit(
            id=name,
            source=source.text if source else "",
            target=target.text if target else "",
            bead=known.bead,
            confidence=known.confidence,
            source_spans=tuple(known.spans["x-source-span"]),
            target_spans=tuple(known.spans["x-target-span"]),
            source_line=known.lines.get("x-source-line"),
            target_line=known.lines.get("x-target-line"),
            kind=known.kind,
            note=notes,
            source_codes=source.codes if source else (),
            target_codes=target.codes if target else (),
            details=details,
        )
