"""Which words of a unit have an equivalent on the other side, as far as the shipped lexicon knows.

No word proves anything: a translator may say it in another way. Many words do: of a good translation about
seven known content words in ten are found on the other side, of a sentence about something else one in ten.
The checks for omission, addition, truncation and misalignment read these shares.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from functools import cache

from toolkit.languages import Language, language
from toolkit.text.words import Word

_LONGEST = 6
"""Words an entry may have."""
_SHORTEST_STEM = 3
_FORMS = 200_000
"""Word forms remembered before the memory is emptied."""

Phrase = tuple[str, ...]


class Meaning:
    """What a headword may be on the other side, arranged for asking whether a text says it.

    Attributes:
        equivalents: all of them, in the order of the lexicon.
        single: those of one word.
        several: those of more.
        parts: the words of all of them that mean something by themselves.
    """

    __slots__ = ("equivalents", "parts", "several", "single")

    def __init__(self, equivalents: tuple[Phrase, ...], empty: frozenset[str]) -> None:
        self.equivalents = equivalents
        self.single = frozenset(phrase[0] for phrase in equivalents if len(phrase) == 1)
        self.several = tuple(phrase for phrase in equivalents if len(phrase) > 1)
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
        equivalents: those of all headwords it may belong to.
        forms: itself and these headwords.
        others: the headwords, where there are any besides itself.
        longest: words of the longest entry that begins with it.
        seconds: the words that such an entry goes on with.
        meaning: of a content word that is known, else ``None``.
    """

    __slots__ = ("equivalents", "forms", "longest", "meaning", "others", "seconds")

    def __init__(
        self,
        word: str,
        equivalents: tuple[Phrase, ...],
        forms: set[str],
        longest: int,
        seconds: Set[str],
        meaning: Meaning | None,
    ) -> None:
        self.equivalents = equivalents
        self.forms = frozenset(forms)
        self.others = frozenset(forms - {word})
        self.longest = longest
        self.seconds = seconds
        self.meaning = meaning


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
        self._longest: dict[str, int] = {}
        self._seconds: defaultdict[str, set[str]] = defaultdict(set)
        for words in (*entries, *(tuple(value.split()) for value in self._values if " " in value)):
            if len(words) > 1:
                self._seconds[words[0]].add(words[1])
        for words in entries:
            self._longest[words[0]] = max(self._longest.get(words[0], 1), min(len(words), _LONGEST))
        rules = (rule.partition(":") for rule in lang.grammar.inflections)
        self._inflections = tuple((ending, instead) for ending, _, instead in rules)
        self._known: dict[str, _Entry] = {}
        self._phrases: dict[str, Meaning] = {}

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
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _FORMS:
                self._known.clear()
            found = self._known[word] = self._entry(word)
        return found

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
        meaning = Meaning(equivalents, self._empty) if known else None
        longest = max(self._longest.get(form, 1) for form in forms)
        seconds: Set[str] = self._seconds.get(word, frozenset())
        for form in forms - {word}:
            seconds = seconds | self._seconds.get(form, frozenset())
        return _Entry(word, equivalents, forms, longest, seconds, meaning)

    def _phrase(self, phrase: str) -> Meaning:
        """The meaning of a headword of several words."""
        found = self._phrases.get(phrase)
        if found is None:
            found = self._phrases[phrase] = Meaning(self._entries[phrase], self._empty)
        return found

    def items(self, words: Sequence[str]) -> list[Item]:
        """The known content words among ``words``, the longest entries first taken together."""
        found: list[Item] = []
        known, last = self._known, len(words) - 1
        passed = 0  # words taken already, as part of an entry
        for at, word in enumerate(words):
            if at < passed:
                continue
            entry = known.get(word) or self.entry(word)
            if entry.longest > 1 and at < last and words[at + 1] in entry.seconds:
                passed = self._several(words, at, entry, found)
                if passed > at:
                    continue
            if entry.meaning is not None:
                found.append(Item(word, at, at + 1, entry.meaning))
        return found

    def _several(self, words: Sequence[str], at: int, entry: _Entry, found: list[Item]) -> int:
        """Add the longest entry of several words that begins at one of them; where it ends, 0 for none.

        Its first word may have an ending: *takes effect*.
        """
        for length in range(min(entry.longest, len(words) - at), 1, -1):
            rest = " ".join(words[at + 1 : at + length])
            for first in (words[at], *entry.others):
                phrase = f"{first} {rest}"
                if phrase in self._values:
                    return at + length
                if phrase in self._entries:
                    found.append(Item(phrase, at, at + length, self._phrase(phrase)))
                    return at + length
        return 0

    def present(self, words: Iterable[str]) -> set[str]:
        """All forms a text has: its words and the headwords they may belong to."""
        here = set(words)
        if self._inflections:
            others = [entry.others for word in here if (entry := self.entry(word)).others]
            here.update(*others)
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
        if item.text in present or meaning.whole(present):  # a word may be kept as it is
            item.told = 1.0
        elif not meaning.parts.isdisjoint(present):
            item.told = 0.5


def told(item: Item, present: set[str]) -> bool:
    """Whether an equivalent of a word stands among the forms of some text."""
    return item.meaning.whole(present)


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
