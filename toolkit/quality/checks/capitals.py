"""Capitals: a target shouted or begun small where the source is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, pairwise

from toolkit.languages import language
from toolkit.model import Severity, Span, Unit
from toolkit.quality.checks.weekday import named
from toolkit.quality.contract import Check, Context, Observation
from toolkit.quality.equivalents import Item, vocabularies
from toolkit.text.characters import SMALL
from toolkit.text.words import Word, fold
from toolkit.translations import N_, _

_HEADLINE = 3
_SIGN = 6
"""Words of a sign or a heading in capitals."""
_SIGN_WORDS = 3
"""Words of one that has no mark of a heading."""
_HEADING_MARK = re.compile(r"\s[–—]\s|^\w+[.:]\s")
_SHORT_NAME = 3
"""Letters of a name of a day or month that may well be another word: may, sat."""
_SMALL_SENTENCE = re.compile(
    rf"(?<![^\W\d_.'’-])(?P<last>[^\W\d_]{{2,}})[.!?] (?=[^\W\d_]{{2,}}[\s,'’])[{SMALL}]"
)
_MAYBE_SMALL = re.compile(r"[.!?] [^\W\d_]")
"""Part of that, quicker to look for."""


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """All capitals against mixed case; a small first letter against a capital one."""
    first = next(filter(_cased, context.source.prose_words), None)
    word = next(filter(_cased, context.target.prose_words), None)
    if first is None or word is None:
        return
    acronyms = context.target.language.grammar.acronyms
    if word.text in acronyms or word.text.isupper():
        target = list(filter(_cased, context.target.prose_words))
        if all(w.text in acronyms for w in target):
            return
        if sum(len(w.text) for w in target) >= 4 and all(w.text.isupper() for w in target):
            source = list(filter(_cased, context.source.prose_words))
            shouted = sum(w.text.isupper() for w in source)
            if shouted < len(source) / 2 and not _label(unit, context):
                yield Observation(_("the target is all in capitals"), target_span=Span(0, len(unit.target)))
            return
    yield from _name(unit, context)
    yield from _half_name(unit, context)
    yield from _day(unit, context)
    yield from _sentences(unit, context)
    yield from _headline(unit, context)
    same_place = not unit.source[: first.start].strip() and not unit.target[: word.start].strip()
    if (
        not same_place
        or word.text.lower() in context.source.distinct
        or first.text.lower() in context.target.distinct
    ):
        return
    following = list(islice(filter(_cased, context.target.prose_words), 1, 3))
    if (
        first.text[0].isupper()
        and not (
            word.text in context.target.language.grammar.function_words
            and any(w.text[0].isupper() for w in following)
        )
        and not (first.text.isupper() and not _shouted(context))
        and word.text[0].islower()
        and word.text.islower()
        and not _abbreviation(context, word)
    ):
        yield Observation(
            _("the target begins with a small letter"),
            target_span=Span(word.start, word.start + 1),
            fix=unit.target[: word.start] + word.text[0].upper() + unit.target[word.start + 1 :],
        )


def _cased(word: Word) -> bool:
    """Whether a word can be written in capitals and in small letters."""
    return word.text.lower() != word.text.upper()


def _label(unit: Unit, context: Context) -> bool:
    """Whether both sides are a sign, a button or a heading, which may be written large in one language."""
    if max(len(context.source.prose_words), len(context.target.prose_words)) > _SIGN:
        return False
    return all(text.rstrip()[-1:].isalnum() for text in (unit.source, unit.target)) and (
        any(_HEADING_MARK.search(text) for text in (unit.source, unit.target))
        or len(context.target.prose_words) <= _SIGN_WORDS
    )


def _shouted(context: Context) -> bool:
    """Whether the source is several words in capitals, and the target has not one capital."""
    source = context.source.prose_words
    return len(source) > 1 and not context.target.capitals and all(w.text.isupper() for w in source)


def _name(unit: Unit, context: Context) -> Iterator[Observation]:
    """A name of the source whose equivalent begins small: ``việt nam``."""
    known = context.equivalents
    pair = vocabularies(context.source.language.code, context.target.language.code)
    if known is None or pair is None:
        return
    words = context.target.prose_words
    for item in known.target:
        if item.text not in pair[1].names or item.told != 1.0 or item.text.islower() is False:
            continue
        first, last = words[item.first], words[item.end - 1]
        said = unit.target[first.start : last.end]
        if said.islower() and _written_large(context, item):
            fixed = unit.target[: first.start] + said.title() + unit.target[last.end :]
            yield Observation(
                _("the name “{name}” begins with a small letter", name=said),
                target_span=Span(first.start, last.end),
                values=(said,),
                fix=fixed,
            )
            return


def _half_name(unit: Unit, context: Context) -> Iterator[Observation]:
    """A name of several words of the source, joined up or copied with small letters: ``Nha trang``."""
    source, target = context.source, context.target
    if len(source.capital_places) < 2 or 2 * len(source.capital_places) > len(source.prose_words):
        return
    words = source.prose_words
    names = [
        (fold(words[one].text), fold(words[other].text))
        for one, other in pairwise(source.capital_places)
        if other == one + 1
        and one > 0
        and unit.source[words[one].end : words[other].start] == " "
        and words[one].text[1:].islower()
        and words[other].text[1:].islower()
    ]
    joined = {(a + b).replace("c", "k") for a, b in names}  # Mê Công is the Mekong
    folded = [fold(word.text) for word in target.prose_words] if names else []
    for at, word in enumerate(target.prose_words if names else ()):
        if not word.text.islower():
            continue
        small = folded[at].replace("c", "k") in joined
        begun = at > 0 and target.prose_words[at - 1].text[0].isupper()
        if not small and not (begun and (folded[at - 1], folded[at]) in names):
            continue
        yield Observation(
            _("the name “{name}” begins with a small letter", name=word.text),
            target_span=Span(word.start, word.end),
            values=(word.text,),
            fix=unit.target[: word.start] + word.text.capitalize() + unit.target[word.end :],
        )
        return


def _day(unit: Unit, context: Context) -> Iterator[Observation]:
    """A day of the week or a month in small letters, where the language writes it with a capital."""
    names = _days(context.target.language.code)
    if not names or names.keys().isdisjoint(context.target.distinct):
        return
    for word in context.target.prose_words:
        if word.text in names and names[word.text] in named(context.source):
            yield Observation(
                _("the name “{name}” begins with a small letter", name=word.text),
                target_span=Span(word.start, word.end),
                values=(word.text,),
                fix=unit.target[: word.start] + word.text.title() + unit.target[word.end :],
            )
            return


@cache
def _days(code: str) -> dict[str, tuple[bool, int]]:
    """Names of days and months that have a capital, in lower case, and whether it is a month, and which."""
    grammar = language(code).grammar
    return {
        name.lower(): (months, at)
        for months, names in ((False, grammar.weekdays), (True, grammar.months))
        for at, each in enumerate(names)
        for name in each.split("|")
        if name[0].isupper() and len(name) > _SHORT_NAME
    }


def _abbreviation(context: Context, word: Word) -> bool:
    """Whether a text begins with an abbreviation that may stand before a figure or a name: ``p. 25``."""
    known = context.target.language.segmentation
    return context.target.text[word.end : word.end + 1] == "." and (
        word.text in known.before_number or word.text in known.never_end
    )


def _sentences(unit: Unit, context: Context) -> Iterator[Observation]:
    """A sentence inside the target that begins small, where the source has no such one."""
    if not _MAYBE_SMALL.search(context.target.prose):
        return
    known = context.target.language.segmentation
    for match in _SMALL_SENTENCE.finditer(context.target.prose):
        last = match["last"]
        abbreviated = last in known.may_end or last in known.never_end or last in known.before_number
        if abbreviated or len(context.source.sentences) < 2 or _SMALL_SENTENCE.search(context.source.prose):
            continue
        at = match.end() - 1
        yield Observation(
            _("a sentence of the target begins with a small letter"),
            target_span=Span(at, at + 1),
            fix=unit.target[:at] + unit.target[at].upper() + unit.target[at + 1 :],
        )
        return


def _written_large(context: Context, item: Item) -> bool:
    """Whether the source has an equivalent with a capital, and none without."""
    forms = {part for phrase in item.equivalents for part in phrase}
    found = [word for word in context.source.prose_words if word.text.lower() in forms]
    return bool(found) and all(word.text[0].isupper() for word in found)


def _headline(unit: Unit, context: Context) -> Iterator[Observation]:
    """Every word with a capital where the source has none."""
    target = context.target.prose_words
    capitals = len(context.target.capitals)
    if len(target) >= _HEADLINE and capitals == len(target) and not context.source.capitals:
        yield Observation(
            _("every word of the target begins with a capital"), target_span=Span(0, len(unit.target))
        )


CHECK = Check(
    "capitals", "fluency", Severity.WARNING, N_("all capitals, or a small letter at the beginning"), run
)
