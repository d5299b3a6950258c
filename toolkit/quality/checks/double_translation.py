"""Two translations of one source, one after the other: ``Xóa tin nhắn này / Xoá thông điệp này``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, pairwise

from toolkit.languages import language
from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation
from toolkit.quality.equivalents import Item, told, vocabularies
from toolkit.translations import N_, _

_PART = re.compile(r"\s+[/|]\s+|(?<=[.!?])[\"”’»]?\s+|\n+(?=\S)")
_MAYBE = re.compile(r"[/|.!?\n](?:(?<=\n)|[\"”’»]?\s)")
"""What is in each of them, quicker to look for."""
_SAID = 0.6
"""Share of the source's words that each half must say."""
_LEAST = 2
_ALIKE = 0.6
"""Share of the words of two sentences that both have."""
_FIRST_WORDS = 3
"""Words of a first translation that a second one, with its capital, may follow."""
_CHOICE = re.compile(r"\((?:[^\W\d_A-Z]| )+ / (?:[^\W\d_A-Z]| )+\)")
"""Words in brackets to choose from."""
_SUBJECT = re.compile(r"(?:[^\W\d_]+ ){1,3}/ (?=[A-ZÀ-Ỹ])(?:[^\W\d_]+ ?){1,3}(?= [^\W\d_A-Z]+ )")
"""Two beginnings of one sentence, each with its capital."""
_BEFORE_RATE = 20
"""Characters before a bar within which a figure makes a rate of it: 5 triệu đồng/tháng."""
_BARRED = re.compile(r"(?<![\w/.<\-&])[^\W\d_A-Z]{2,}(?:/[^\W\d_A-Z]{2,}){1,2}(?![\w/\-]|\.\w)")


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """Two halves that say the same, two sentences of the same words, or two words for one."""
    found = next(chain(_halves(unit, context), _sentences(unit, context), _words(unit, context)), None)
    if found is not None:
        yield found


def _halves(unit: Unit, context: Context) -> Iterator[Observation]:
    """The target falls into two parts, the source does not, and each part says all of it."""
    if not _MAYBE.search(unit.target) or _PART.search(unit.source.strip()):
        return
    cuts = list(_PART.finditer(unit.target.strip()))
    known = context.equivalents
    if len(cuts) != 1 or known is None or not known.source:
        return
    # A bar is plain; otherwise the length and several words must speak for it.
    barred = cuts[0].group().strip() in ("/", "|") and "/" not in unit.source
    least = 1 if barred else _LEAST
    if not barred and (context.stretch < 1 or len(known.source) < _LEAST):
        return
    at = cuts[0].start() + len(unit.target) - len(unit.target.lstrip())
    halves = (
        [w.text.lower() for w in context.target.prose_words if w.start < at],
        [w.text.lower() for w in context.target.prose_words if w.start >= at],
    )
    pair = vocabularies(context.source.language.code, context.target.language.code)
    if pair is None or not all(len(half) >= least for half in halves):
        return
    for half in halves:
        present = pair[1].present(half)
        said = sum(told(item, present) for item in known.source)
        if said < _SAID * len(known.source):
            return
    yield Observation(
        _("the target gives two translations of one source"),
        target_span=Span(cuts[0].end() + len(unit.target) - len(unit.target.lstrip()), len(unit.target)),
    )


def _sentences(unit: Unit, context: Context) -> Iterator[Observation]:
    """One sentence in the source, and two in the target that share most of their words."""
    target = context.target
    if not any(mark in target.text.rstrip()[:-1] for mark in ".!?"):
        return
    if len(target.sentences) != 2 or len(context.source.sentences) != 1:
        return
    empty = target.language.grammar.function_words | target.language.grammar.negations
    parts = [set(target.lowered[slice(*ends)]) - empty for ends in target.sentences]
    shared, both = parts[0] & parts[1], parts[0] | parts[1]
    if len(shared) >= _LEAST and len(shared) >= _ALIKE * len(both):
        start = target.prose_words[target.sentences[1][0]].start
        yield Observation(
            _("the target gives two translations of one source"), target_span=Span(start, len(unit.target))
        )


def _words(unit: Unit, context: Context) -> Iterator[Observation]:
    """Two words for one of the source: with a bar between, side by side (Choose Select), in brackets."""
    if not context.target.prose_words:
        return
    for match in _BARRED.finditer(context.target.prose) if "/" in unit.target else ():
        if "/" not in unit.source and _alternatives(context, match):
            yield Observation(
                _("“{text}” gives two translations of one word", text=match.group()),
                target_span=Span(*match.span()),
                values=tuple(match.group().split("/")),
                severity=Severity.WARNING,
            )
            return
    choice = _CHOICE.search(unit.target) or _SUBJECT.match(unit.target) if "/" in unit.target else None
    if choice and "/" not in unit.source and "(" not in unit.source:
        yield Observation(
            _("“{text}” gives two translations of one word", text=choice.group()),
            target_span=Span(*choice.span()),
            values=(choice.group(),),
            severity=Severity.WARNING,
        )
        return
    known = context.equivalents
    anew = any(0 < at <= _FIRST_WORDS for at in context.target.capital_places[:3])
    if known is None or not (anew or "(" in unit.target):
        return
    for item in known.source:
        if item.told == 1.0 and len(item.equivalents) > 1:
            span = _side_by_side(context, item)
            if span is not None:
                said = unit.target[span.start : span.end]
                yield Observation(
                    _("“{text}” gives two translations of one word", text=said),
                    target_span=span,
                    values=(item.text, said),
                    severity=Severity.WARNING,
                )
                return


def _alternatives(context: Context, match: re.Match[str]) -> bool:
    """Whether words with a bar between are two translations: no rate, no opposites, no choice of the source.

    A bar is right in ``đồng/kg``, ``bật/tắt``, ``anh/chị`` and for "parents or guardians".
    """
    source, target = context.source, context.target
    grammar = target.language.grammar
    parts = [part.lower() for part in match.group().split("/")]
    if not source.language.grammar.list_joiners.isdisjoint(source.distinct):
        return False
    if any(part in grammar.units or part in grammar.barred_words for part in parts):
        return False
    if any(c.isdigit() for c in target.text[max(0, match.start() - _BEFORE_RATE) : match.start()]):
        return False
    axes = [axis for part in parts if (axis := _axis(target.language.code).get(part))]
    if len(axes) != len(set(axes)):
        return False
    # Of what stands beside the bar the lexicon must not say that each translates a word of its own.
    known = context.equivalents
    if known is None:
        return False
    told = [_told_by(known.source, part) for part in parts]
    return not any(one and other and one.isdisjoint(other) for one, other in pairwise(told))


@cache
def _axis(code: str) -> dict[str, str]:
    """Words of concepts that exclude each other, and the axis each is on."""
    return {
        word: key.partition(".")[0]
        for key, words in language(code).grammar.contrasts.items()
        for word in words
    }


def _told_by(items: Sequence[Item], word: str) -> set[int]:
    """The places of the words of the source that a word may translate."""
    return {item.first for item in items if any(word in phrase for phrase in item.equivalents)}


def _side_by_side(context: Context, item: Item) -> Span | None:
    """Where two equivalents of one word stand one after the other: the second begins anew, or in brackets."""
    target = context.target
    words = target.lowered
    phrases = [phrase for phrase in item.equivalents if phrase[0] in target.distinct]
    if len(phrases) < 2:
        return None
    pair = vocabularies(context.source.language.code, target.language.code)
    places: list[tuple[int, int]] = []
    for phrase in phrases:
        places += [
            (at, at + len(phrase))
            for at in range(len(words) - len(phrase) + 1)
            if words[at] == phrase[0] and tuple(words[at : at + len(phrase)]) == phrase
        ]
    following: dict[int, list[int]] = {}
    for start, end in places:
        following.setdefault(start, []).append(end)
    for first, start in places:
        for end in following.get(start, ()):
            if words[first:start] == words[start:end]:
                continue
            gap = target.text[target.prose_words[start - 1].end : target.prose_words[start].start]
            begins_anew = first == 0 and gap.isspace() and target.prose_words[start].text[0].isupper()
            bracketed = gap.strip() == "(" and target.prose_words[start].text.islower()
            if not bracketed and not begins_anew:
                continue  # a pair of synonyms is good style in many languages
            whole = tuple(words[first:end])
            if pair is None or " ".join(whole) in pair[1] or not _new(context, item, whole):
                continue
            return Span(target.prose_words[first].start, target.prose_words[end - 1].end)
    return None


def _new(context: Context, item: Item, whole: tuple[str, ...]) -> bool:
    """Whether no other word of the source, and no phrase it is part of, asks for one of the two."""
    known = context.equivalents
    if known is None or any(
        len(phrase) >= len(whole) and set(phrase) >= set(whole) for phrase in item.equivalents
    ):
        return False
    others = [other for other in known.source if other is not item]
    return not any(set(phrase) & set(whole) for other in others for phrase in other.equivalents)


CHECK = Check(
    "double-translation", "accuracy", Severity.ERROR, N_("one source translated twice"), run, spoils=True
)
