"""Variables of format strings, inline tags, web and mail addresses: what must survive translation untouched.

Families of variables: C ``printf`` and gettext (``%s``, ``%1$d``, ``%-5.2f``), Python (``%(name)s``,
``{name!r:>8}``), Qt (``%1``, ``%L1``, ``%n``), shell and template (``${name}``, ``{{ name }}``,
``%{name}``, ``$HOME``), Laravel and Drupal (``:name``, ``@name``), ICU arguments (``{count, plural, …}``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Placeholder(NamedTuple):
    """A variable, tag or address at characters ``start`` up to ``end``.

    ``family`` says how it is written; ``name`` is what must be the same on both sides.
    """

    text: str
    start: int
    end: int
    family: str
    name: str


# The space flag of printf is left out on purpose: "100 % of" is prose far more often than a format.
_PRINTF = (
    r"%(?P<position>\d+\$)?[-+#0']*(?:\d+|\*)?(?:\.(?:\d+|\*)?)?"
    r"(?:hh|h|ll|l|L|q|j|z|t)?[diouxXeEfFgGaAcCsSpm]"
)
_VARIABLE = re.compile(
    r"(?P<escape>%%)"
    r"|(?P<template>\{\{[^{}\n]{1,80}\}\})"
    r"|(?P<dollar>\$\{[^{}\n]{1,80}\})"
    r"|(?P<ruby>%\{[^{}\n]{1,80}\})"
    r"|(?P<python>%\([^()\n]{1,80}\)[-+#0]*\d*(?:\.\d+)?[diouxXeEfFgGcrsa])"
    rf"|(?P<printf>{_PRINTF})"
    r"|(?P<qt>%L?\d{1,2}(?![\d%]|[.,]\d)|%n(?![a-z]))"
    r"|(?P<icu>\{\s*\w{1,40}\s*,\s*(?:plural|select|selectordinal|number|date|time|choice)\b)"
    r"|(?P<variable>\$[A-Z_][A-Z0-9_]{1,40}(?![\w{])|(?<![\w$])\$[a-z_]\w{1,40}(?![\w{]))"
    r"|(?P<named>(?<![\w:/@.])[:@][a-z_][a-z0-9_]{1,40}(?![\w:.@/-]))"
    r"|(?P<brace>\{(?:[A-Za-z_][\w.\[\]-]{0,60}|\d{1,2})?(?:![rsa])?(?::[^{}\n]{0,30})?\})"
)
_BEGINNING = re.compile(r"[%{$:@](?:(?<=[%{$])|[a-z_])")
"""How each of them begins, found quickly by a first character that is one of few."""
# A pattern for a date or a time, whose parts each language puts in its own order.
_STRFTIME = re.compile(r"%[-_0^#]?[YHMBIyZbj](?![\w$])")

# A tag is a name right after "<"; a lone "<" or "a < b" is prose. Attributes may hold no ">" or "<".
_TAG = re.compile(r"<(?P<close>/)?(?P<name>[A-Za-z][\w:.-]{0,40})(?P<rest>\s[^<>]{0,500}|/)?>")
_HTML = frozenset(
    re.findall(
        r"\w+",
        """
    a abbr b bdi bdo big blockquote br button center cite code del dfn div em font h1 h2 h3 h4 h5 h6 hr i img
    input ins kbd label li mark ol option p pre q s samp small span strike strong sub sup table tbody td th
    thead time tr tt u ul var wbr
    """,
    )
)

ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}\d{0,2}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
"""Character references of HTML and XML."""

_LINK = re.compile(
    r"(?P<url>(?:https?|ftp|file|git|ssh)://[^\s<>\"“”'‘’`«»|]{1,2000}|(?<![\w.@])www\.[\w-]{1,63}\.[^\s<>\"“”'‘’`«»|]{1,2000})"
    r"|(?P<mail>(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})"
)
_TRAILING = ".,;:!?…)]}"


def placeholders(text: str) -> list[Placeholder]:
    """Variables in ``text``, in order; ``%%`` is none."""
    if not _BEGINNING.search(text):
        return []
    found = []
    clock = _STRFTIME.search(text) is not None
    inside = 0
    for match in _VARIABLE.finditer(text):
        if match.start() < inside:
            continue
        family = match.lastgroup if match.lastgroup != "position" else "printf"
        if family == "escape" or family is None:
            continue
        if family == "printf" and (_percent_sign(text, match) or (clock and len(match.group()) <= 3)):
            continue
        raw = match.group()
        name = raw
        if family == "icu":
            name = raw[1:].partition(",")[0].strip()
            inside = _closing(text, match.start())
        elif family in ("template", "dollar", "ruby"):
            name = "".join(raw.split())
        found.append(Placeholder(raw, match.start(), match.end(), family, name))
    return found


def branches(text: str, found: Sequence[Placeholder]) -> list[tuple[int, int]]:
    """Where messages of ICU with branches stand, whole; each language has its own number of branches."""
    return [(each.start, _closing(text, each.start)) for each in found if each.family == "icu"]


def _closing(text: str, at: int) -> int:
    """Place after the brace that closes the one at ``at``; the branches in between are for translating."""
    depth = 0
    for index in range(at, len(text)):
        depth += (text[index] == "{") - (text[index] == "}")
        if depth == 0:
            return index + 1
    return len(text)


def _percent_sign(text: str, match: re.Match[str]) -> bool:
    """Whether a seeming ``%d`` is the percent sign of a number run into the next word: ``5%discount``."""
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    return before.isdigit() and after.isalpha()


def tags(text: str) -> list[Placeholder]:
    """Inline tags, in order.

    ``<file>`` in a usage message is a word to translate, not a tag: a name that HTML does not know counts
    only with attributes, self-closed, or where both its opening and its closing tag are there.
    """
    if "<" not in text:
        return []
    matches = list(_TAG.finditer(text))
    closed = {m["name"].lower() for m in matches if m["close"]}
    opened = {m["name"].lower() for m in matches if not m["close"]}
    found = []
    for match in matches:
        name, rest = match["name"].lower(), (match["rest"] or "").strip()
        sure = name in _HTML or name in closed & opened or rest.endswith("/") or "=" in rest
        if sure:
            kind = "/" + name if match["close"] else name + ("/" if rest.endswith("/") else "")
            found.append(Placeholder(match.group(), match.start(), match.end(), "tag", kind))
    return found


def links(text: str) -> list[Placeholder]:
    """Web and mail addresses, in order, without the punctuation that follows them in a sentence."""
    if "@" not in text and "://" not in text and "www." not in text:
        return []
    found = []
    for match in _LINK.finditer(text):
        raw = match.group()
        while raw and raw[-1] in _TRAILING and not (raw[-1] == ")" and raw.count("(") >= raw.count(")")):
            raw = raw[:-1]
        if raw:
            end = match.start() + len(raw)
            found.append(Placeholder(raw, match.start(), end, match.lastgroup or "url", raw))
    return found


def masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """``text`` with the spans replaced, character by character, by U+FFFC (object replacement)."""
    out: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if end <= at:
            continue
        out.append(text[at : max(start, at)])
        out.append("\ufffc" * (end - max(start, at)))
        at = end
    out.append(text[at:])
    return "".join(out)
