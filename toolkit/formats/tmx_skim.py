"""A shortcut through large TMX files: units of the plainest form are taken as they stand, by one expression.

A unit is plain if it is ``tu`` with notes and properties, then two variants, each with a ``seg`` of nothing
but text. Whatever else there is (codes, further languages, comments, CDATA) goes the way of the parser, which
checks every byte of the plain ones too: the shortcut spares calls, not checks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from toolkit.details import Attributes, Remark
from toolkit.formats.tmx_parts import Tu, Tuv, without_lang
from toolkit.formats.tmx_properties import Known
from toolkit.safe_xml import Feed

_ATTRIBUTES = r"""(?:\s++[A-Za-z:_][\w:.-]*+\s*+=\s*+(?:"[^"<&\t\n]*+"|'[^'<&\t\n]*+'))*+"""
_REMARK = rf"<(note|prop)({_ATTRIBUTES})\s*+>([^<]*+)</\1\s*+>\s*+"
_REMARKS = rf"(?:<(?:note|prop){_ATTRIBUTES}\s*+>[^<]*+</(?:note|prop)\s*+>\s*+)*+"
_VARIANT = rf"<tuv({_ATTRIBUTES})\s*+>\s*+({_REMARKS})<seg\s*+>([^<]*+)</seg\s*+>\s*+</tuv\s*+>\s*+"
_PLAIN = re.compile(rf"\s*+<tu({_ATTRIBUTES})\s*+>\s*+({_REMARKS}){_VARIANT}{_VARIANT}</tu\s*+>")
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_EACH_REMARK = re.compile(_REMARK)
_REFERENCE = re.compile(r"&(?:#(?:x([0-9A-Fa-f]+)|([0-9]+))|(\w+));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "apos": "'", "quot": '"'}
_END = b"</tu>"


class Skimmer:
    """Takes plain units out of the pieces of a file.

    Args:
        at_rest: whether the parser's handler is between two units.
        take: receives each plain unit.
    """

    def __init__(self, at_rest: Callable[[], bool], take: Callable[[Tu], None]) -> None:
        self._at_rest = at_rest
        self._take = take
        self._off = False
        self._last = b""

    def __call__(self, data: bytes, feed: Feed, check: Feed) -> None:
        """One piece of the file (see :data:`toolkit.safe_xml.Skim`)."""
        if self._off or not self._safe(data):
            # Comments and the like may hold what looks like units; in such a file the parser alone decides.
            self._off = True
            feed(data)
            return
        start = 0
        if not self._at_rest():
            start = data.find(_END) + len(_END)
            if start < len(_END):
                feed(data)
                return
            feed(data[:start])
        end = data.rfind(_END) + len(_END)
        if end > start and self._at_rest():
            self._middle(data[start:end], feed, check)
            start = end
        if start < len(data):
            feed(data[start:])

    def _safe(self, data: bytes) -> bool:
        seen = self._last + data
        self._last = data[-8:]
        # One rare character first: "<" is everywhere, and a search for two begins at each.
        if (b"!" in seen and b"<!" in seen) or (b"?" in seen and b"<?" in seen):
            return False
        return not (b"-->" in seen or b"]]>" in seen or b"\r" in seen)

    def _middle(self, data: bytes, feed: Feed, check: Feed) -> None:
        """Whole units, one after the other."""
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            feed(data)  # the parser says where
            return
        at = checked = 0
        found: list[Tu] = []
        while at < len(text):
            match = _PLAIN.match(text, at)
            tu = _unit(match) if match is not None else None
            if match is not None and tu is not None:
                found.append(tu)
                at = match.end()
                continue
            if at > checked:
                check(text[checked:at].encode("utf-8"))
                self._give(found)
            end = text.find("</tu>", at) + 5
            if end < 5:
                end = len(text)
            feed(text[at:end].encode("utf-8"))
            at = checked = end
        if at > checked:
            check(data if checked == 0 else text[checked:at].encode("utf-8"))
            self._give(found)

    def _give(self, found: list[Tu]) -> None:
        for tu in found:
            self._take(tu)
        found.clear()


def _unit(match: re.Match[str]) -> Tu | None:
    """The unit; ``None`` where the parser has to see it."""
    attributes, remarks, raw, inner, text, other_raw, other_inner, other_text = match.groups()
    try:
        tu = Tu(dict(_attributes(attributes)), 0)
        if remarks:
            tu.remarks, tu.known = _remarks(remarks)
        tu.variants = [_variant(raw, inner, text), _variant(other_raw, other_inner, other_text)]
    except (KeyError, ValueError, OverflowError):  # a reference to what XML does not have
        return None
    return tu


def _variant(raw: str, inner: str, text: str) -> Tuv:
    language, kept = _language(raw)
    tuv = Tuv(language, kept, _resolved(text) if "&" in text else text)
    if inner:
        tuv.remarks = _remarks(inner)[0]
    return tuv


def _attributes(written: str) -> Attributes:
    return tuple([(name, one or other) for name, one, other in _ATTRIBUTE.findall(written)])


@lru_cache(maxsize=1000)
def _language(written: str) -> tuple[str, Attributes]:
    """The language of a variant, and its other attributes."""
    attributes = dict(_attributes(written))
    language = attributes.get("xml:lang") or attributes.get("lang") or ""
    return language, tuple(item for item in attributes.items() if item[0] not in ("xml:lang", "lang"))


@lru_cache(maxsize=1000)
def _named(written: str) -> Attributes:
    """The attributes of a note or property: there are few different ones."""
    return without_lang(dict(_attributes(written)))


@lru_cache(maxsize=20_000)
def _remarks(written: str) -> tuple[list[Remark], Known]:
    """Notes and properties, which are often the same from unit to unit, and what those of ours say."""
    found = [
        Remark(name, _resolved(text) if "&" in text else text, _named(attributes))
        for name, attributes, text in _EACH_REMARK.findall(written)
    ]
    return found, Known(found)


def _resolved(text: str) -> str:
    return _REFERENCE.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 16))
    return chr(int(match[2])) if match[2] else _NAMED[match[3]]
