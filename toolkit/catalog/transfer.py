"""Small differences between two messages, carried over to the translation where that is certain.

White space around a message, the mark of a keyboard accelerator (``&File``, ``E_xit``), a colon or an
ellipsis at the end; a number or the name of a variable inside. Everything else is left to people.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from toolkit.text.placeholders import placeholders, tags

_ACCELERATOR = re.compile(r"(?<!&)&(?![A-Za-z]+;)(?=[^\W_])|(?<![_\\/])_(?=[^\W_])|~(?=[^\W_])")
_APPENDED = re.compile(r"\s?\(([&_~])([^\W_])\)")
_CLOSING = re.compile(r"[ \u00a0\u202f]?(?:[:：﹕]|\.\.\.|…{1,2}|⋯{1,2})\Z")
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,:]\d+)*(?![\w]|[.,]\d)")
_COLON, _ELLIPSIS = ":", "…"


@dataclass(frozen=True, slots=True)
class Dressed:
    """A message taken apart: what it says, and what a program's surface put on it.

    Attributes:
        core: the text itself.
        lead: white space before it.
        tail: white space after it.
        closing: a colon or an ellipsis at its end, as it is written, with the space before it.
        mark: of the keyboard accelerator, "" without one.
        letter: the accelerator itself.
        at: its place in the core; ``None`` where it was appended in parentheses.
    """

    core: str
    lead: str = ""
    tail: str = ""
    closing: str = ""
    mark: str = ""
    letter: str = ""
    at: int | None = None

    @property
    def kind(self) -> str:
        """``:``, ``…`` or ""."""
        closing = self.closing.strip()
        return "" if not closing else _COLON if closing in ":：﹕" else _ELLIPSIS


@lru_cache(maxsize=4096)
def undressed(text: str) -> Dressed:
    """A message taken apart."""
    body = text.strip()
    lead = text[: len(text) - len(text.lstrip())] if body else text
    tail = text[len(lead) + len(body) :]
    closing = ""
    mark, letter, at = "", "", None
    appended = _APPENDED.search(body)
    if appended is not None and (len(body) - appended.end()) <= 4:
        mark, letter = appended[1], appended[2]
        body = body[: appended.start()] + body[appended.end() :]
    found = _CLOSING.search(body)
    if found is not None and found.start() > 0:
        closing = found[0]
        body = body[: found.start()]
    if not mark:
        marks = list(_ACCELERATOR.finditer(body))
        if len(marks) == 1:
            at = marks[0].start()
            mark, letter = body[at], body[at + 1]
            body = body[:at] + body[at + 1 :]
    return Dressed(body, lead, tail, closing, mark, letter, at)


def core(text: str) -> str:
    """What a message says, without what :func:`undressed` takes off."""
    return undressed(text).core


class Closings:
    """How a language ends what ends with a colon or an ellipsis in the source, learned from translations."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self._counts: dict[str, Counter[str]] = {_COLON: Counter(), _ELLIPSIS: Counter()}
        for source, target in pairs:
            if source.rstrip()[-1:] in (":", ".", "…"):
                left, right = undressed(source), undressed(target)
                if left.kind and left.kind == right.kind:
                    self._counts[left.kind][right.closing] += 1

    def of(self, wanted: Dressed) -> str:
        """The closing for a translation; that of the message where nothing was learned."""
        counts = self._counts[wanted.kind]
        return counts.most_common(1)[0][0] if counts else wanted.closing


def dressed_alike(message: str, source: str, target: str, closings: Closings) -> str | None:
    """The translation of ``source`` as one of ``message``, whose core is the same.

    Returns:
        ``None`` where it is not certain what the translation would be.
    """
    wanted, old, new = undressed(message), undressed(source), undressed(target)
    if not new.core or wanted.core != old.core:
        return None
    if new.mark and not old.mark:  # no accelerator, but a sign of the text: "R&D"
        if new.at is None:
            return None
        new = replace(new, core=new.core[: new.at] + new.mark + new.core[new.at :], mark="", at=None)
    closing = new.closing
    if wanted.kind != old.kind:
        if old.kind and new.kind != old.kind:
            return None
        closing = closings.of(wanted) if wanted.kind else ""
        if not old.kind and new.kind:
            return None
    body = _with_accelerator(wanted, new, closing)
    return None if body is None else wanted.lead + body + wanted.tail


def _with_accelerator(wanted: Dressed, new: Dressed, closing: str) -> str | None:
    if not wanted.mark:
        return new.core + closing
    if new.mark:
        if new.at is None:
            return f"{new.core}({wanted.mark}{new.letter}){closing}"
        return new.core[: new.at] + wanted.mark + new.core[new.at :] + closing
    letter = re.escape(wanted.letter)
    place = re.search(rf"(?<!\w){letter}", new.core, re.IGNORECASE) or re.search(
        letter, new.core, re.IGNORECASE
    )
    if place is not None:
        return new.core[: place.start()] + wanted.mark + new.core[place.start() :] + closing
    if not any(character.isascii() and character.isalpha() for character in new.core) and _wide(new.core):
        return f"{new.core}({wanted.mark}{wanted.letter.upper()}){closing}"
    return None


def _wide(text: str) -> bool:
    """Whether a text is in a script whose labels name the accelerator in parentheses."""
    return any(unicodedata.east_asian_width(character) == "W" for character in text)


@lru_cache(maxsize=4096)
def _slots(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with its numbers and variables taken out, and these."""
    variables = placeholders(text)
    spans = [(item.start, item.end) for item in (*variables, *tags(text))]
    kept = {(item.start, item.end) for item in variables}
    for found in _NUMBER.finditer(text):
        if not any(start < found.end() and found.start() < end for start, end in spans):
            spans.append(found.span())
            kept.add(found.span())
    slots: list[str] = []
    parts: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if (start, end) in kept and start >= at:
            parts += [text[at:start], "\0"]
            slots.append(text[start:end])
            at = end
    return "".join([*parts, text[at:]]), tuple(slots)


def pattern(text: str) -> str:
    """A message with a NUL for each of its numbers and variables."""
    return _slots(text)[0]


def substituted(message: str, source: str, target: str) -> str | None:
    """The translation of ``source`` with the numbers and variables in which ``message`` differs.

    Returns:
        ``None`` where one that differs is not exactly once in the source and in its translation, or where a
        variable would have to become a number.
    """
    (form, wanted), (other, old) = _slots(message), _slots(source)
    if form != other or not wanted:
        return None
    new = Counter(_slots(target)[1])
    exchange: dict[str, str] = {}
    for mine, its in zip(wanted, old, strict=True):
        if mine == its:
            continue
        if mine[0].isdigit() != its[0].isdigit() or old.count(its) != 1 or new[its] != 1 or new[mine]:
            return None
        exchange[its] = mine
    if not exchange:
        return None
    out, slots = _slots(target)
    parts = out.split("\0")
    if len(parts) != len(slots) + 1:
        return None
    filled = [exchange.get(slot, slot) for slot in slots]
    return "".join(part + slot for part, slot in zip(parts, [*filled, ""], strict=True))
