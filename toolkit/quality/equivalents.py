"""Which words of a unit have an equivalent on the other side, as far as the shipped lexicon knows.

No word proves anything: a translator may say it in another way. Many words do: of a good translation about
seven known content words in ten are found on the other side, of a sentence about something else one in ten.
The checks for omission, addition, truncation and misalignment read these shares.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from toolkit.languages import Language, language
from toolkit.text.words import Word

_LONGEST = 6
"""Words an entry may have."""
_SHORTEST_STEM = 3
_FORMS = 200_000
"""Word forms remembered before the memory is emptied."""

Phrase = tuple[str, ...]


class Item:
    """A word, or several that the lexicon has as one, at words ``first`` up to ``end`` of its side.

    Attributes:
        text: as the lexicon has it.
        told: 1.0 where an equivalent stands on the other side, 0.5 where part of one does, else 0.0.
    """

    __slots__ = ("end", "equivalents", "first", "text", "told")

    def __init__(self, text: str, first: int, end: int, equivalents: tuple[Phrase, ...]) -> None:
        self.text = text
        self.first = first
        self.end = end
        self.equivalents = equivalents
        self.told = 0.0


@dataclass(frozen=True, slots=True)
class _Entry:
    """What one word form may be: the equivalents of all headwords it may belong to."""

    equivalents: tuple[Phrase, ...]
    forms: frozenset[str]
    """Itself and the headwords it may be a form of."""


class Vocabulary:
    """The lexicon read from one side.

    Args:
        lang: the language of the headwords.
        entries: headword → equivalents, both cut into words in lower case.
        names: headwords that are names: written with a capital, they and all their equivalents.
    """

    def __init__(
        self, lang: Language, entries: dict[Phrase, list[Phrase]], names: frozenset[str] = frozenset()
    ) -> None:
        self.names = names
        grammar = lang.grammar
        self.function_words = grammar.function_words
        # Compared by value, by the checks for numbers, dates and units.
        self._values = frozenset(
            {*grammar.number_words, *grammar.number_words_unsure, *grammar.magnitudes, *grammar.units}
            | {*grammar.currencies, *grammar.day_parts, *grammar.hour_words}
            | {name.lower() for names in (*grammar.months, *grammar.weekdays) for name in names.split("|")}
        )
        self._entries = {" ".join(words): tuple(dict.fromkeys(made)) for words, made in entries.items()}
        self._longest: dict[str, int] = {}
        for words in entries:
            self._longest[words[0]] = max(self._longest.get(words[0], 1), min(len(words), _LONGEST))
        rules = (rule.partition(":") for rule in lang.grammar.inflections)
        self._inflections = tuple((ending, instead) for ending, _, instead in rules)
        self._known: dict[str, _Entry] = {}

    def __contains__(self, phrase: str) -> bool:
        return phrase in self._entries

    def equivalents(self, phrase: str) -> tuple[Phrase, ...]:
        """Those of a headword as it stands."""
        return self._entries.get(phrase, ())

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
        equivalents = [phrase for form in sorted(forms) for phrase in self._entries.get(form, ())]
        return _Entry(tuple(dict.fromkeys(equivalents)), frozenset(forms))

    def items(self, words: Sequence[str]) -> list[Item]:
        """The known content words among ``words``, the longest entries first taken together."""
        found = []
        at = 0
        while at < len(words):
            longest = min(self._longest.get(words[at], 1), len(words) - at)
            for length in range(longest, 1, -1):
                phrase = " ".join(words[at : at + length])
                if phrase in self._values:
                    at += length
                    break
                if phrase in self._entries:
                    found.append(Item(phrase, at, at + length, self._entries[phrase]))
                    at += length
                    break
            else:
                word = words[at]
                if word not in self.function_words and word not in self._values:
                    equivalents = self.entry(word).equivalents
                    if equivalents:
                        found.append(Item(word, at, at + 1, equivalents))
                at += 1
        return found

    def present(self, words: Iterable[str]) -> set[str]:
        """All forms a text has: its words and the headwords they may belong to."""
        here: set[str] = set()
        for word in words:
            here |= self.entry(word).forms
        return here


class Equivalents:
    """What the lexicon knows about one unit.

    Attributes:
        source: known content words of the source.
        target: those of the target.
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
        _tell(self.source, self.target_present, theirs.function_words)
        _tell(self.target, self.source_present, ours.function_words)

    def share(self) -> tuple[float, int]:
        """How much of both sides is told on the other, and of how many known words."""
        known = len(self.source) + len(self.target)
        told = sum(item.told for item in self.source) + sum(item.told for item in self.target)
        return (told / known if known else 1.0), known


def _tell(items: list[Item], present: set[str], function_words: frozenset[str]) -> None:
    for item in items:
        for phrase in item.equivalents:
            if all(word in present for word in phrase):
                item.told = 1.0
                break
            if not item.told and any(word in present and word not in function_words for word in phrase):
                item.told = 0.5
        if item.text in present:
            item.told = 1.0  # kept as it is


def told(item: Item, present: set[str]) -> bool:
    """Whether an equivalent of a word stands among the forms of some text."""
    return any(all(word in present for word in phrase) for phrase in item.equivalents)


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
    return Vocabulary(language(source), forward, proper), Vocabulary(language(target), backward, proper)


def _ends_large(text: str) -> bool:
    """Whether the last word has a capital: ``nước Đức``, and not ``Giáng sinh``."""
    return text.rpartition(" ")[2][:1].isupper()


def _cut(text: str) -> Phrase:
    from toolkit.text.words import words

    return tuple(word.text.lower() for word in words(text))


def span_of(items: Sequence[Item], words: Sequence[Word]) -> tuple[int, int]:
    """From the first of some items to the last, in characters."""
    return words[items[0].first].start, words[items[-1].end - 1].end
