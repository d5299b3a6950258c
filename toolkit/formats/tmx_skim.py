"""A shortcut through large TMX files: units of the usual forms are taken as they stand, by one expression.

Such a unit is ``tu`` with notes and properties, then at least two variants, each with a ``seg`` of text and
codes that hold nothing but native code. Whatever else there is (``hi`` and ``sub``, CDATA, codes that do not
pair) goes the way of the parser, which checks every byte of the usual ones too: the shortcut spares calls,
not checks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from toolkit.details import Attributes, Code, CodeKind, Remark
from toolkit.formats.records import constructor
from toolkit.formats.tmx_parts import NOTHING, Layout, Tu, language_of, without_lang
from toolkit.formats.tmx_properties import Known
from toolkit.formats.tmx_segment import Pairs, id_of, kind_of
from toolkit.safe_xml import Feed

_ATTRIBUTES = r"""(?:\s++(?:xml:)?[A-Za-z_][\w.-]*+\s*+=\s*+(?:"[^"<\t\r\n]*+"|'[^'<\t\r\n]*+'))*+"""
_REMARKS = rf"(?:<(?:note|prop){_ATTRIBUTES}\s*+(?:/>|>[^<]*+</(?:note|prop)\s*+>)\s*+)*+"
_NATIVE = rf"<(?:bpt|ept|it|ph|ut){_ATTRIBUTES}\s*+(?:/>|>[^<]*+</(?:bpt|ept|it|ph|ut)\s*+>)"


def _variant(group: str) -> str:
    """A variant; ``group`` opens the groups of its attributes, its remarks and its text."""
    seg = rf"<seg\s*+(?:/>|>{group}[^<]*+(?:{_NATIVE}[^<]*+)*+)</seg\s*+>)"
    return rf"<tuv{group}{_ATTRIBUTES})\s*+>\s*+{group}{_REMARKS}){seg}\s*+</tuv\s*+>\s*+"


_VARIANT = _variant("(")
_UNIT = re.compile(
    rf"\s*+<tu({_ATTRIBUTES})\s*+>\s*+({_REMARKS}){_VARIANT}{_VARIANT}((?:{_variant('(?:')})*+)</tu\s*+>"
)
_EACH_VARIANT = re.compile(_VARIANT)
_COMMENT = re.compile(r"\s*+<!--[^-]*+(?:-[^-]++)*+-->")
_EACH_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_EACH_PLAIN_ATTRIBUTE = re.compile(r'([\w:.-]+)\s*=\s*"([^"]*)"')
_EACH_REMARK = re.compile(rf"<(note|prop)({_ATTRIBUTES})\s*+(?:/>|>([^<]*+)<)")
_EACH_CODE = re.compile(rf"([^<]*+)(?:<(bpt|ept|it|ph|ut)({_ATTRIBUTES})\s*+(?:/>|>([^<]*+)</\2\s*+>)|\Z)")
_REFERENCE = re.compile(r"&(?:#(?:x([0-9A-Fa-f]+)|([0-9]+))|(\w+));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "apos": "'", "quot": '"'}
_END = b"</tu>"
_new_code = constructor(Code)
_LONG = 1 << 20  # of a unit: beyond, the parser takes over


class Skimmer:
    """Takes usual units out of the pieces of a file.

    Args:
        ended_at: at which byte the parser met the end tag of the last unit.
        take: receives usual units, in order.
    """

    def __init__(self, ended_at: Callable[[], int], take: Callable[[list[Tu]], None]) -> None:
        self._ended_at = ended_at
        self._take = take
        self._passed = 0  # bytes the parser has
        self._between = False  # whether it stands between two units, which nothing else can look like
        self._rest = b""

    def __call__(self, data: bytes, feed: Feed, check: Feed) -> None:
        """One piece of the file (see :data:`toolkit.safe_xml.Skim`)."""
        if not data:
            self._pass(self._rest, feed)
            self._rest = b""
            return
        if not self._between:
            data = data[self._find(data, feed) :]
        if not self._between:
            return
        data = self._rest + data
        end = data.rfind(_END) + len(_END)
        if end >= len(_END):
            self._units(data[:end], feed, check)
            data = data[end:]
        if not self._between or len(data) > _LONG:
            self._pass(data, feed)
            self._between, data = False, b""
        self._rest = data

    def _pass(self, data: bytes, way: Feed) -> None:
        self._passed += len(data)
        way(data)

    def _find(self, data: bytes, feed: Feed, start: int = 0) -> int:
        """Feed the parser up to the end of a unit; where that is, or the end of ``data``.

        What looks like an end tag may stand in a comment or in CDATA: it is one if the parser says so.
        """
        while (end := data.find(_END, start) + len(_END)) >= len(_END):
            self._pass(data[start:end], feed)
            self._between = self._ended_at() == self._passed - len(_END)
            if self._between:
                return end
            start = end
        self._pass(data[start:], feed)
        self._between = False
        return len(data)

    def _units(self, data: bytes, feed: Feed, check: Feed) -> None:
        """Whole units, one after the other."""
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            self._pass(data, feed)  # the parser says where
            self._between = False
            return
        at = checked = 0
        found: list[Tu] = []
        while at < len(text):
            match = _UNIT.match(text, at)
            if match is not None:
                tu = _tu(match)
                if tu is not None:
                    found.append(tu)
                    at = match.end()
                    continue
            elif (comment := _COMMENT.match(text, at)) is not None:
                at = comment.end()
                continue
            if at > checked:
                self._pass(text[checked:at].encode("utf-8"), check)
                self._take(found)
                found.clear()
            at = checked = self._odd(text, at, feed)
        if at > checked:
            self._pass(data if checked == 0 else text[checked:].encode("utf-8"), check)
            self._take(found)

    def _odd(self, text: str, at: int, feed: Feed) -> int:
        """Feed the parser one unit; where the next one may begin."""
        end = text.find("</tu>", at) + len(_END)
        if end >= len(_END):
            piece = text[at:end].encode("utf-8")
            self._find(piece, feed)
            if self._between:
                return end
            at = end
        rest = text[at:].encode("utf-8")
        place = self._find(rest, feed)
        return len(text) if place == len(rest) else at + len(rest[:place].decode("utf-8"))


def _tu(match: re.Match[str]) -> Tu | None:
    """The unit; ``None`` where the parser has to see it."""
    attributes, remarks, raw, inner, text, other_raw, other_inner, other, more = match.groups()
    try:
        known = _remarks(remarks) if remarks else NOTHING
        (text, codes), (other, other_codes) = _content(text), _content(other)
        if not more:
            layout = _layout(raw, inner, other_raw, other_inner)
            return Tu(_attributes(attributes), known, layout, (text, other), (codes, other_codes))
        further = _EACH_VARIANT.findall(more)
        contents = [(text, codes), (other, other_codes), *[_content(variant[2]) for variant in further]]
        layout = _layout(raw, inner, other_raw, other_inner, *[part for v in further for part in v[:2]])
        return Tu(_attributes(attributes), known, layout, *zip(*contents, strict=True))
    except (KeyError, ValueError, OverflowError):
        return None  # a reference to what XML does not have, codes that do not pair


def _content(written: str | None) -> tuple[str, tuple[Code, ...]]:
    """The text and the codes of a segment, ``None`` for an empty one.

    Raises:
        ValueError: codes do not pair. ValueError, KeyError, OverflowError: a reference that leads nowhere.
    """
    if not written:
        return "", ()
    if "<" in written:
        return _coded(written)
    if "&" in written or "\r" in written:
        return _resolved(written), ()
    return written, ()


@lru_cache(maxsize=2000)
def _layout(*raw: str) -> Layout:
    """The layout of variants that are written so: attributes and remarks of each, one after the other."""
    heads = [language_of(dict(_attributes(written))) for written in raw[::2]]
    remarks = tuple([_remarks(written).remarks if written else () for written in raw[1::2]])
    return Layout(tuple([head[0] for head in heads]), tuple([head[1] for head in heads]), remarks)


def _attributes(written: str) -> Attributes:
    if "'" in written or "&" in written:
        return tuple([(name, _resolved(a or b)) for name, a, b in _EACH_ATTRIBUTE.findall(written)])
    return tuple(_EACH_PLAIN_ATTRIBUTE.findall(written))


@lru_cache(maxsize=1000)
def _named(written: str) -> Attributes:
    """The attributes of a note or property: there are few different ones."""
    return without_lang(dict(_attributes(written)))


@lru_cache(maxsize=2000)
def _remarks(written: str) -> Known:
    """Notes and properties, which are often the same from unit to unit, and what those of ours say."""
    return Known(
        [
            Remark(name, _resolved(text), _named(attributes))
            for name, attributes, text in _EACH_REMARK.findall(written)
        ]
    )


@lru_cache(maxsize=1000)
def _code(name: str, written: str, data: str) -> Code:
    """A code at the beginning of a text: there are few different ones."""
    kept = _attributes(written)
    attributes = dict(kept)
    number = id_of(name, attributes)
    return Code(0, kind_of(name, attributes), f"tmx:{name}", number, _resolved(data), kept)


def _coded(content: str) -> tuple[str, tuple[Code, ...]]:
    pieces: list[str] = []
    codes: list[Code] = []
    size = 0
    pairs = Pairs(_refuse)
    for text, name, attributes, data in _EACH_CODE.findall(content):
        if text:
            if "&" in text or "\r" in text:
                text = _resolved(text)
            pieces.append(text)
            size += len(text)
        if name:
            code = _code(name, attributes, data)
            codes.append(_new_code(size, code.kind, code.element, code.id, code.data, code.attributes))
            if code.kind is not CodeKind.ALONE:
                pairs.met(name, code.id)
    pairs.finish()
    return "".join(pieces), tuple(codes)


def _refuse(problem: str) -> None:
    raise ValueError(problem)


def _resolved(text: str) -> str:
    """The text with line ends as XML has them (section 2.11), its references resolved."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 16))
    return chr(int(match[2])) if match[2] else _NAMED[match[3]]
