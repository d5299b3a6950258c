"""The mark at the end of a segment."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation, Side
from toolkit.translations import N_, _

_ENDS = {"。": ".", "．": ".", "！": "!", "？": "?", "：": ":", "；": ";", "…": "...", "，": ",", "؟": "?"}
_WRAPPERS = "\"'“”‘’»«)]}*_` \u00a0\n\t"
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
_STRONG = {".": 0, "...": 0, "!": 1, "?": 2, ":": 3, ",": 4, ";": 5, "": 6}


def run(unit: Unit, context: Context) -> Iterator[Observation]:
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


CHECK = Check(
    "end-punctuation", "fluency", Severity.WARNING, N_("another mark at the end of the segment"), run
)
