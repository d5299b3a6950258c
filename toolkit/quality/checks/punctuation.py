"""Brackets, quotation marks and the mark at the end of a segment."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation, Side
from toolkit.translations import N_, _

_PAIRS = {"(": ")", "[": "]", "{": "}", "（": "）", "【": "】", "「": "」", "『": "』"}
_BRACKET = re.compile("[" + re.escape("".join((*_PAIRS, *_PAIRS.values()))) + "]")
_CLOSING = {close: open_ for open_, close in _PAIRS.items()}
_ENDS = {"。": ".", "．": ".", "！": "!", "？": "?", "：": ":", "；": ";", "…": "...", "，": ",", "؟": "?"}
_WRAPPERS = "\"'“”‘’»«)]}*_` \u00a0\n\t"
_OPENING = "“„«"
_DOUBLE = re.compile('["“”„«»]')
_QUOTING = "'‘’‚‹›`*<&_「『《"
"""Marks that may stand for quotation marks: single ones, code, emphasis, tags."""
_DIALOGUE = re.compile(r"\s*[–—-]\s?\w")
"""Speech set off by a dash, as in novels."""
_OPTION_HELP = re.compile(r"\s*-{1,2}\w")
"""The line that explains an option, which some end with a stop and some do not."""
_LAST_LINE = re.compile(r":\s*\n\s*[^\n]+\s*$")
"""A command or an example on a line of its own, which takes no stop."""
_TWO_MARKS = re.compile(r"(?<![.,;:?!…])(?P<marks>\.\.|[,;:][.?!]|[!?]\.)[\s\"'”’»)\]]*\Z")
_ENTRY = re.compile(r"[^.:\n]{1,30}: [^:\n]{1,60}\d\)?\.?")
"""A label with what belongs to it, which ends in a figure."""
_ENTRIES = re.compile(r"(?:[^.:;\n]{1,30}: [^.:;\n]{1,60}(?:[.;]\s*|$)){2,}")
"""Several labels with what belongs to them, which no mark need end."""
_LABELLED = re.compile(r"\s*(?P<label>[^\W\d_][^.:!?–—-]{0,30}?)\s?(?P<mark>[:!.–—-])\s+(?=\S)")
"""A word of warning and what comes after it."""
_ITEM = re.compile(r"\s*(?:[-+*•–—◦▪]|\w{1,2}\))\s")
"""The mark of an item of a list, which ends as the items of a language do."""
_LABEL = 6
"""Words a label has at most."""
_SENTENCES = re.compile(r"[.!?…:;][\s\"'“”‘’»«)]+|[–—]\s|\n|^[\s\"'“‘«(*_-]+")
"""What stands between two sentences, or before the first."""
_CAPTION = 9
"""Words of a question that may become a caption without a mark."""
_FEW_KNOWN = 4
"""Words that the lexicon must know to tell two sentences apart."""
_GREETING = 9
"""Words a greeting or a close may have."""
_TITLE = 3
"""Capitals by which a title shows."""
_ASIDES = "([{（【—–,;:-"
"""Marks that may set an aside off."""
_STRONG = {".": 0, "...": 0, "!": 1, "?": 2, ":": 3, ",": 4, ";": 5, "": 6}


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


def end(unit: Unit, context: Context) -> Iterator[Observation]:
    """Another kind of mark at the end: a question become a statement, a stop become a comma."""
    yield from _marked_twice(unit)
    ours, theirs = _end(unit.source), _end(unit.target)
    if {ours, theirs} == {".", ""} and (_abbreviated(context.source) or _abbreviated(context.target)):
        return
    if {ours, theirs} <= {".", ""} and _OPTION_HELP.match(unit.source):
        return
    if ours == theirs or _STRONG[ours] == _STRONG[theirs]:
        return
    if {ours, theirs} == {".", ""} and (_LAST_LINE.search(unit.source) or _LAST_LINE.search(unit.target)):
        return
    kinds = {ours, theirs}
    if kinds in ({"...", "!"}, {"...", ","}, {"...", ":"}):
        return  # a matter of temperament
    if "?" in kinds and _asked_otherwise(context, kinds):
        return
    if kinds == {".", "!"} and _moved(context, ours == "!"):
        return
    if (
        ";" in kinds
        and kinds <= {";", ".", ",", ""}
        and (_ITEM.match(unit.source) or _ITEM.match(unit.target))
    ):
        return
    if "?" not in kinds and (_of_letter(context) or (kinds == {".", ""} and _no_sentence(context))):
        return
    at = len(unit.target.rstrip(_WRAPPERS))
    said = f"“{theirs}”" if theirs else _("no mark")
    wanted = f"“{ours}”" if ours else _("no mark")
    yield Observation(
        _("the source ends with {wanted}, the target with {said}", wanted=wanted, said=said),
        target_span=Span(max(0, at - 1), at) if at else None,
        values=(ours, theirs),
    )


def _marked_twice(unit: Unit) -> Iterator[Observation]:
    """A stop after a stop or a comma, which is no ellipsis."""
    found = _TWO_MARKS.search(unit.target)
    if found and not _TWO_MARKS.search(unit.source):
        yield Observation(
            _("the target ends with two marks"),
            target_span=Span(*found.span("marks")),
            values=(found["marks"],),
            fix=unit.target[: found.start("marks")] + found["marks"][-1] + unit.target[found.end("marks") :],
        )


def _asked_otherwise(context: Context, kinds: set[str]) -> bool:
    """Whether a sentence was recast: it asks on one side, by its wording too, and does not on the other.

    A rhetorical question denies what it asks ("Who knows?"), a polite one requests, a heading says how. Where
    the side without the mark still has the form of a question, or the one with it never had, a mark is wrong.
    """
    asks, other = context.source, context.target
    if _end(asks.text) != "?":
        asks, other = other, asks
    if kinds == {"?", ""} and _headed(asks, "asking") and _headed(other, "telling"):
        return True
    if not kinds <= {"?", ".", "", "!", "..."} or _question_form(other):
        return False
    if "" in kinds and (len(asks.lowered) > _CAPTION or "," in asks.text):
        return False  # the end may have been cut off
    if not asks.language.grammar.question_form or not other.language.grammar.question_form:
        return False
    rhetorical = any(_phrase(side, side.language.grammar.rhetorical) for side in (asks, other))
    requested = all(_phrase(side, side.language.grammar.requests) for side in (asks, other))
    if rhetorical or requested:
        return True
    # A question that became a statement must still show what is not known: "I wonder who".
    kept = asks is context.target or "" in kinds or _asks_inside(other)
    return kept and (_question_form(asks) or _asks_inside(asks)) and _related(context)


def _related(context: Context) -> bool:
    """Whether the lexicon knows nothing against it that the sides say the same, in words of their own."""
    known = context.equivalents
    return known is None or len(known.source) < _FEW_KNOWN or any(item.told for item in known.source)


def _question_form(side: Side) -> bool:
    expression = side.language.grammar.question_form
    return bool(expression) and re.search(expression, _last_sentence(side)) is not None


def _asks_inside(side: Side) -> bool:
    """Whether the last sentence asks after a clause that does not: "if he is late, who cooks"."""
    expression = side.language.grammar.question_inside
    return bool(expression) and re.search(expression, _last_sentence(side)) is not None


def _moved(context: Context, at_first: bool) -> bool:
    """Whether emotion is left to the wording: that of the source, if the mark goes; of both, if it comes."""
    return _related(context) and _exclaims(context.source) and (at_first or _exclaims(context.target))


def _exclaims(side: Side) -> bool:
    expression = side.language.grammar.exclaiming_form
    return bool(expression) and re.search(expression, _last_sentence(side)) is not None


def _last_sentence(side: Side) -> str:
    """The last sentence, in lower case, without the mark at its end."""
    text = side.lower_prose.rstrip(_WRAPPERS + ".!?…")
    return _SENTENCES.split(text)[-1].replace("’", "'")


def _phrase(side: Side, phrases: frozenset[str]) -> bool:
    """Whether one of some phrases stands in a text."""
    words = f" {' '.join(side.lowered)} ".replace("’", "'")
    return any(f" {phrase} " in words for phrase in phrases)


def _headed(side: Side, kind: str) -> bool:
    """Whether a text begins with words of a heading that says how something is done."""
    words = " ".join(side.lowered[:4]) + " "
    return any(words.startswith(f"{phrase} ") for phrase in side.language.grammar.headings.get(kind, ()))


def _of_letter(context: Context) -> bool:
    """Whether both are the greeting of a letter or its close, whose mark is a matter of custom."""
    return all(
        len(side.lowered) <= _GREETING
        and any(" ".join(side.lowered).startswith(phrase) for phrase in side.language.grammar.letter_phrases)
        for side in (context.source, context.target)
    )


def _no_sentence(context: Context) -> bool:
    """Whether both are a label and a figure (Tel: 12), or one a title with a capital on every word."""
    sides = (context.source, context.target)
    if all(_ENTRY.fullmatch(side.text.strip()) or _ENTRIES.fullmatch(side.text.strip()) for side in sides):
        return True
    labels = [_LABELLED.match(side.text) for side in sides]
    if (
        labels[0]
        and labels[1]
        and labels[0]["mark"] != labels[1]["mark"]
        and all(len(side.lowered) <= _LABEL for side in sides)
    ):
        return True
    return any(
        len(side.capitals) >= _TITLE
        and all(
            word.text[0].isupper() or word.text in side.language.grammar.function_words or len(word.text) < 2
            for word in side.prose_words
        )
        for side in sides
    )


def _abbreviated(side: Side) -> bool:
    """Whether the last full stop belongs to an abbreviation: ``9 a.m.``, ``v.v.``."""
    last = side.text.rstrip(_WRAPPERS).rpartition(" ")[2].lstrip("(\"'“‘[")
    known = side.language.segmentation
    word = last.removesuffix(".")
    return last.endswith(".") and (
        "." in word or word in known.may_end or word in known.never_end or word in known.before_number
    )


def _end(text: str) -> str:
    stripped = text.rstrip(_WRAPPERS)
    if not stripped:
        return ""
    if stripped.endswith(("...", "…")):
        return "..."
    mark = _ENDS.get(stripped[-1], stripped[-1])
    return mark if mark in _STRONG else ""


BRACKETS = Check("brackets", "fluency", Severity.WARNING, N_("brackets without a partner"), brackets)
QUOTES = Check("quotes", "fluency", Severity.WARNING, N_("quotation marks without a partner"), quotes)
END = Check("end-punctuation", "fluency", Severity.WARNING, N_("another mark at the end of the segment"), end)
