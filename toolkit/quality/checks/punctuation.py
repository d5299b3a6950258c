"""Brackets and quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation, Side
from toolkit.translations import N_, _

_PAIRS = {"(": ")", "[": "]", "{": "}", "（": "）", "【": "】", "「": "」", "『": "』"}
_BRACKET = re.compile("[" + re.escape("".join((*_PAIRS, *_PAIRS.values()))) + "]")
_CLOSING = {close: open_ for open_, close in _PAIRS.items()}
_OPENING = "“„«"
_DOUBLE = re.compile('["“”„«»]')
_QUOTING = "'‘’‚‹›`*<&_「『《"
"""Marks that may stand for quotation marks: single ones, code, emphasis, tags."""
_DIALOGUE = re.compile(r"\s*[–—-]\s?\w")
"""Speech set off by a dash, as in novels."""
_ASIDES = "([{（【—–,;:-"
"""Marks that may set an aside off."""


def brackets(unit: Unit, context: Context) -> Iterator[Observation]:
    """Brackets that are balanced in the source and not in the target."""
    source, target = context.source.text, context.target.text
    if "(" in source and not any(c in target for c in _ASIDES) and _aside(source):
        at = source.index("(")
        yield Observation(_("the brackets of the source are missing in the target"), Span(at, at + 1))
    if not _BRACKET.search(target):
        return
    open_ = _unbalanced(target)
    if open_ is None or _unbalanced(source) is not None:
        return
    yield Observation(
        _("the bracket {mark} has no partner", mark=target[open_]),
        target_span=Span(open_, open_ + 1),
        values=(target[open_],),
    )


def _aside(text: str) -> bool:
    """Whether a text has words in brackets, and not just the ending of one: ``file(s)``."""
    at = text.index("(")
    close = text.find(")", at)
    inside = text[at + 1 : close]
    return close > at + 3 and text[at - 1 : at].isspace() and any(map(str.isalpha, inside))


def _unbalanced(text: str) -> int | None:
    """Place of the first bracket without a partner; ``a)`` and ``1)`` of a list need none."""
    stack: list[int] = []
    for index, c in enumerate(text):
        if c in _PAIRS:
            stack.append(index)
        elif c in _CLOSING:
            if stack and text[stack[-1]] == _CLOSING[c]:
                stack.pop()
            elif not _list_mark(text, index):
                return index
    return stack[0] if stack else None


def _list_mark(text: str, index: int) -> bool:
    """Whether a bracket closes the mark of a list item, at the start of a line or after punctuation."""
    start = index
    while start and text[start - 1].isalnum() and index - start < 3:
        start -= 1
    before = text[:start].rstrip(" \u00a0")
    return text[index] == ")" and 0 < index - start < 3 and (not before or before[-1] in "\n.;:,–-")


def quotes(unit: Unit, context: Context) -> Iterator[Observation]:
    """An odd number of double quotation marks in the target, where the source has an even one.

    Straight and curly marks are counted together, since typists mix them; single ones are left alone, since
    an apostrophe looks the same.
    """
    places = _quote_marks(unit.target)
    if not places and not any(map(unit.target.__contains__, _QUOTING)) and not _DIALOGUE.match(unit.target):
        ours = _quote_marks(unit.source)
        if _capitalised(context, ours):
            return
        if len(ours) >= 2 and len(ours) % 2 == 0 and not unit.source[: ours[0]].rstrip().endswith((":", ",")):
            yield Observation(
                _("the quotation marks of the source are missing in the target"),
                Span(ours[0], ours[1] + 1),
                severity=Severity.INFO,
            )
        return
    if len(places) % 2 == 0:
        yield from _turned_quote(context.target, places)
        return
    if len(_quote_marks(unit.source)) % 2:
        return
    at = _without_partner(unit.target, places)
    yield Observation(
        _("the quotation mark {mark} has no partner", mark=unit.target[at]),
        target_span=Span(at, at + 1),
        values=(unit.target[at],),
    )


def _capitalised(context: Context, places: list[int]) -> bool:
    """Whether what is quoted is a title, by its capitals, and capitals set it off in the target too.

    Either the same words stand there, or the name of a work that a capital inside the sentence begins.
    """
    if len(places) != 2:
        return False
    text = context.source.text
    title = text[places[0] + 1 : places[1]].strip(" ,.!?")
    words = title.split()
    large = sum(word[0].isupper() for word in words)
    if large < 2 or 2 * large < len(words):
        return False
    begins = not text[: places[0]].strip()
    return title in context.target.text or any(at > 0 for at in context.target.capital_places) or begins


def _turned_quote(side: Side, places: list[int]) -> Iterator[Observation]:
    """A quotation closed by the mark that opened it, in a language that does not write so: “…“, ”…”."""
    text = side.text
    for one, other in zip(places[::2], places[1::2], strict=False):
        mark = text[one]
        if mark != text[other] or mark == '"' or mark * 2 in side.language.writing.quotes:
            continue
        opens = not text[one - 1 : one].isalnum() and text[one + 1 : one + 2].isalnum()
        closes = not text[other - 1 : other].isspace() and not text[other + 1 : other + 2].isalnum()
        if opens and closes and side.language.known:
            at = other if mark in _OPENING else one
            yield Observation(
                _("the quotation mark {mark} faces the wrong way", mark=mark),
                target_span=Span(at, at + 1),
                values=(mark,),
            )
            return


def _quote_marks(text: str) -> list[int]:
    """Places of double quotation marks; those after a figure are inches or seconds."""
    places = [match.start() for match in _DOUBLE.finditer(text)]
    return [at for at in places if not (text[at] == '"' and text[at - 1 : at].isdigit())]


def _without_partner(text: str, places: list[int]) -> int:
    """The mark to show: the first of two that open, or the last that closes, else the last of all."""
    opened: int | None = None
    for at in places:
        opens = text[at] in _OPENING or (text[at] == '"' and opened is None)
        if opens and opened is not None:
            return opened
        if not opens and opened is None:
            return at
        opened = at if opens else None
    return places[-1] if opened is None else opened


BRACKETS = Check("brackets", "fluency", Severity.WARNING, N_("brackets without a partner"), brackets)
QUOTES = Check("quotes", "fluency", Severity.WARNING, N_("quotation marks without a partner"), quotes)
