"""Which words of a unit have an equivalent on the other side, as far as the shipped lexicon knows.

No word proves anything: a translator may say it in another way. Many words do: of a good translation about
seven known content words in ten are found on the other side, of a sentence about something else one in ten.
The checks for omission, addition, truncation and misalignment read these shares.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from toolkit.languages import Language, language
from toolkit.recalled import Recalled
from toolkit.text.words import Word

_LONGEST = 6
"""Words an entry may have."""
_SHORTEST_STEM = 3
_FORMS = 50_000
"""Word forms remembered before the memory is emptied: they are most of the words of any text."""
_NOTHING: frozenset[str] = frozenset()
"""Shared, for most word forms of a large corpus have no others: Python makes every empty set anew."""

Phrase = tuple[str, ...]


class Meaning:
    """What a headword may be on the other side, arranged for asking whether a text says it.

    Attributes:
        equivalents: all of them, in the order of the lexicon.
        single: those of one word.
        kept: the same and the headword itself, since a word may be kept as it is.
        several: those of more.
        little: those of these that consist of words which mean nothing by themselves.
        parts: the words of all of them that mean something by themselves.
    """

    __slots__ = ("equivalents", "kept", "little", "parts", "several", "single")

    def __init__(self, text: str, equivalents: tuple[Phrase, ...], empty: frozenset[str]) -> None:
        self.equivalents = equivalents
        self.single = frozenset(phrase[0] for phrase in equivalents if len(phrase) == 1)
        self.kept = self.single | {text}
        self.several = tuple(phrase for phrase in equivalents if len(phrase) > 1)
        self.little = tuple(phrase for phrase in self.several if empty.issuperset(phrase))
        self.parts = frozenset(word for phrase in equivalents for word in phrase) - empty

    def whole(self, present: set[str]) -> bool:
        """Whether one of the equivalents stands among the forms of some text."""
        return not self.single.isdisjoint(present) or (
            bool(self.several) and any(map(present.issuperset, self.several))
        )


class Item:
    """A word, or several that the lexicon has as one, at words ``first`` up to ``end`` of its side.

    Attributes:
        text: as the lexicon has it.
        meaning: what it may be on the other side.
        told: 1.0 where an equivalent stands on the other side, 0.5 where part of one does, else 0.0.
    """

    __slots__ = ("end", "first", "meaning", "text", "told")

    def __init__(self, text: str, first: int, end: int, meaning: Meaning) -> None:
        self.text = text
        self.first = first
        self.end = end
        self.meaning = meaning
        self.told = 0.0

    @property
    def equivalents(self) -> tuple[Phrase, ...]:
        """Of its meaning."""
        return self.meaning.equivalents


class _Entry:
    """What one word form may be.

    Attributes:
        word: itself.
        equivalents: those of all headwords it may belong to.
        others: these headwords, where there are any besides itself.
        lengths: of the entries of several words that begin with it, by their second word, longest first.
        meaning: of a content word that is known, else ``None``.
        ordered: itself and then the others, if an entry of several words begins with one of them.
    """

    __slots__ = ("equivalents", "lengths", "meaning", "ordered", "others", "word")

    def __init__(
        self,
        word: str,
        equivalents: tuple[Phrase, ...],
        forms: set[str],
        lengths: Mapping[str, Sequence[int]],
        meaning: Meaning | None,
    ) -> None:
        self.word = word
        self.equivalents = equivalents
        self.others = frozenset(forms - {word}) if len(forms) > 1 else _NOTHING
        self.ordered = (word, *sorted(self.others)) if lengths else (word,)
        self.lengths = lengths
        self.meaning = meaning

    @property
    def forms(self) -> frozenset[str]:
        """Itself and the headwords it may belong to."""
        return self.others | {self.word}


class Vocabulary:
    """The lexicon read from one side.

    Args:
        lang: the language of the headwords.
        other: the language of their equivalents.
        entries: headword → equivalents, both cut into words in lower case.
        names: headwords that are names: written with a capital, they and all their equivalents.
    """

    def __init__(
        self,
        lang: Language,
        other: Language,
        entries: dict[Phrase, list[Phrase]],
        names: frozenset[str] = frozenset(),
    ) -> None:
        self.names = names
        grammar = lang.grammar
        self._empty = other.grammar.function_words
        # Compared by value, by the checks for numbers, dates and units.
        self._values = frozenset(
            {*grammar.number_words, *grammar.number_words_unsure, *grammar.magnitudes, *grammar.units}
            | {*grammar.currencies, *grammar.day_parts, *grammar.hour_words}
            | {name.lower() for names in (*grammar.months, *grammar.weekdays) for name in names.split("|")}
            | {f"{part} {word}" for part in grammar.fractions for word in grammar.minutes_after}
        )
        self._no_items = self._values | grammar.function_words
        self._entries = {" ".join(words): tuple(dict.fromkeys(made)) for words, made in entries.items()}
        self._lengths = _lengths(entries, [tuple(value.split(" ")) for value in self._values])
        rules = (rule.partition(":") for rule in lang.grammar.inflections)
        self._inflections = tuple((ending, instead) for ending, _, instead in rules)
        self._known = Recalled(self._entry, _FORMS)
        # Words that make no item by themselves and begin none are passed over; others have their entry here.
        self._telling = Recalled(self._told_entry, _FORMS)
        self._others = Recalled[str, frozenset[str]](lambda word: self._known[word].others, _FORMS)
        self._phrases = Recalled(self._phrase, _FORMS)

    def __contains__(self, phrase: str) -> bool:
        return phrase in self._entries

    def equivalents(self, phrase: str) -> tuple[Phrase, ...]:
        """Those of a headword as it stands."""
        return self._entries.get(phrase, ())

    def is_unknown(self, word: str) -> bool:
        """Whether a word form means something, and nothing of it is in the lexicon."""
        return word not in self._no_items and not self.entry(word).equivalents

    def entry(self, word: str) -> _Entry:
        """All that a word form may mean."""
        return self._known[word]

    def _entry(self, word: str) -> _Entry:
        forms = {word}
        if self._inflections:
            bare = word.replace("’", "'").removesuffix("'s").removesuffix("'")
            forms.add(bare)
            for ending, instead in self._inflections:
                if bare.endswith(ending) and len(bare) - len(ending) >= _SHORTEST_STEM - len(instead):
                    stem = bare[: len(bare) - len(ending)]
                    forms.add(stem + instead)
                    if stem[-1:] == stem[-2:-1]:
                        forms.add(stem[:-1])
            forms = {form for form in forms if form in self._entries} | {word, bare}
        found = [phrase for form in sorted(forms) for phrase in self._entries.get(form, ())]
        equivalents = tuple(dict.fromkeys(found))
        known = bool(equivalents) and word not in self._no_items
        meaning = Meaning(word, equivalents, self._empty) if known else None
        return _Entry(word, equivalents, forms, self._going_on(forms), meaning)

    def _going_on(self, forms: set[str]) -> Mapping[str, Sequence[int]]:
        """The lengths of the entries that begin with one of some forms, by their second word."""
        made = [lengths for form in forms if (lengths := self._lengths.get(form))]
        if len(made) < 2:
            return made[0] if made else {}
        return {
            second: sorted({length for each in made for length in each.get(second, ())}, reverse=True)
            for second in {second for each in made for second in each}
        }

    def _told_entry(self, word: str) -> _Entry | None:
        entry = self._known[word]
        return entry if entry.lengths or entry.meaning is not None else None

    def _phrase(self, phrase: str) -> Meaning:
        """The meaning of a headword of several words."""
        return Meaning(phrase, self._entries[phrase], self._empty)

    def items(self, words: Sequence[str]) -> list[Item]:
        """The known content words among ``words``, the longest entries first taken together."""
        found: list[Item] = []
        last = len(words) - 1
        passed = 0  # words taken already, as part of an entry
        for at, entry in enumerate(map(self._telling.__getitem__, words)):
            if entry is None or at < passed:
                continue
            if entry.lengths and at < last and words[at + 1] in entry.lengths:
                passed = self._several(words, at, entry, found)
                if passed > at:
                    continue
            if entry.meaning is not None:
                found.append(Item(words[at], at, at + 1, entry.meaning))
        return found

    def _several(self, words: Sequence[str], at: int, entry: _Entry, found: list[Item]) -> int:
        """Add the longest entry of several words that begins at one of them; where it ends, 0 for none.

        Its first word may have an ending: *takes effect*.
        """
        for length in entry.lengths[words[at + 1]]:
            if at + length > len(words):
                continue
            rest = " ".join(words[at + 1 : at + length])
            for first in entry.ordered:
                phrase = f"{first} {rest}"
                if phrase in self._values:
                    return at + length
                if phrase in self._entries:
                    found.append(Item(phrase, at, at + length, self._phrases[phrase]))
                    return at + length
        return 0

    def present(self, words: Iterable[str]) -> set[str]:
        """All forms a text has: its words and the headwords they may belong to."""
        here = set(words)
        if self._inflections:
            here.update(*filter(None, map(self._others.__getitem__, here)))
        return here


class Equivalents:
    """What the lexicon knows about one unit.

    Attributes:
        source: known content words of the source.
        target: those of the target.
        source_present: all forms of words of the source.
        target_present: those of the target.
    """

    __slots__ = ("source", "source_present", "target", "target_present")

    def __init__(
        self, source: Sequence[str], target: Sequence[str], vocabularies: tuple[Vocabulary, Vocabulary]
    ) -> None:
        ours, theirs = vocabularies
        self.source = ours.items(source)
        self.target = theirs.items(target)
        self.source_present = ours.present(source)
        self.target_present = theirs.present(target)
        _tell(self.source, self.target_present)
        _tell(self.target, self.source_present)

    def share(self) -> tuple[float, int]:
        """How much of both sides is told on the other, and of how many known words."""
        known = len(self.source) + len(self.target)
        told = sum(item.told for item in self.source) + sum(item.told for item in self.target)
        return (told / known if known else 1.0), known


def _tell(items: list[Item], present: set[str]) -> None:
    for item in items:
        meaning = item.meaning
        if not meaning.kept.isdisjoint(present):
            item.told = 1.0
        elif not meaning.parts.isdisjoint(present):
            item.told = 1.0 if any(map(present.issuperset, meaning.several)) else 0.5
        elif meaning.little and any(map(present.issuperset, meaning.little)):
            item.told = 1.0


def told(item: Item, present: set[str]) -> bool:
    """Whether an equivalent of a word stands among the forms of some text."""
    return item.meaning.whole(present)


def _lengths(entries: Iterable[Phrase], values: Iterable[Phrase]) -> dict[str, dict[str, list[int]]]:
    """How many words phrases have, longest first, by their first word and by their second one.

    Of values only those count that are no longer than the longest entry with the same first word.
    """
    longest: dict[str, int] = {}
    made: dict[str, dict[str, set[int]]] = {}
    for words in entries:
        longest[words[0]] = max(longest.get(words[0], 1), min(len(words), _LONGEST))
    for words in (*entries, *values):
        if 1 < len(words) <= longest.get(words[0], 1):
            made.setdefault(words[0], {}).setdefault(words[1], set()).add(len(words))
    return {
        first: {second: sorted(found, reverse=True) for second, found in seconds.items()}
        for first, seconds in made.items()
    }


@cache
def vocabularies(source: str, target: str) -> tuple[Vocabulary, Vocabulary] | None:
    """The shipped lexicon of a pair of languages, read from both sides; ``None`` where there is none."""
    from toolkit.lexicon import core

    lexicon = core(source, target)
    if lexicon is None:
        return None
    names: dict[str, bool] = {}
    forward: defaultdict[Phrase, list[Phrase]] = defaultdict(list)
    backward: defaultdict[Phrase, list[Phrase]] = defaultdict(list)
    for entry in lexicon.entries:
        left, right = _cut(entry.source), _cut(entry.target)
        if left and right:
            forward[left].append(right)
            backward[right].append(left)
            capital = _ends_large(entry.source) and _ends_large(entry.target)
            for word in (" ".join(left), " ".join(right)):
                names[word] = names.get(word, True) and capital
    proper = frozenset(word for word, capital in names.items() if capital)
    ours, theirs = language(source), language(target)
    return Vocabulary(ours, theirs, forward, proper), Vocabulary(theirs, ours, backward, proper)


def _ends_large(text: str) -> bool:
    """Whether the last word has a capital: ``nước Đức``, and not ``Giáng sinh``."""
    return text.rpartition(" ")[2][:1].isupper()


def _cut(text: str) -> Phrase:
    from toolkit.text.words import words

    return tuple(word.text.lower() for word in words(text))


def span_of(items: Sequence[Item], words: Sequence[Word]) -> tuple[int, int]:
    """From the first of some items to the last, in characters."""
    return words[items[0].first].start, words[items[-1].end - 1].end
