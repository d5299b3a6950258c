"""How likely a word is in a language, by the statistics of letters that langdetect ships.

langdetect's own detector draws a handful of letter groups at random and so gives another answer on the next
run. Its profiles (counts of groups of one, two and three letters from Wikipedia) hold all that is needed for
an exact answer: here they make a model of letter sequences, and every letter of the text counts once.
No state of langdetect is read or changed.
"""

from __future__ import annotations

import json
import math
import tomllib
from collections import Counter
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

# Share of the probability of what follows two letters that is given to the profile's own counts; the rest is
# for what the profile, which keeps frequent groups only, has not seen.
_KEPT = 0.98
# A letter the language never uses; by this much it is still possible, as in a foreign name.
_UNSEEN = 1e-6
_MEMORY = 60_000


class Profile:
    """One language's letter sequences: an interpolated trigram model (Jelinek and Mercer, 1980).

    Args:
        table: a profile as langdetect stores it: ``{"name": …, "freq": {group: count}, "n_words": […]}``, a
            group having one to three characters, of which the first or the last may be a space.
    """

    def __init__(self, table: dict[str, Any]) -> None:
        self.name: str = table["name"]
        counts: Counter[str] = Counter()
        for group, count in table["freq"].items():
            folded = group.lower()
            counts[folded if len(folded) == len(group) else group] += count
        self._counts = counts
        after: Counter[str] = Counter()
        for group, count in counts.items():
            if len(group) > 1:
                after[group[:-1]] += count
        self._after = after
        self._starts = after[" "]
        self._letters = sum(count for group, count in counts.items() if len(group) == 1)
        self._memory: dict[str, float] = {}

    def has(self, letter: str) -> bool:
        """Whether the language uses the letter often enough to be in the profile."""
        return letter in self._counts

    def word(self, word: str) -> float:
        """Natural logarithm of the probability of a word, its end included.

        Args:
            word: lower-case letters as :func:`normal` writes them.
        """
        memory, total = self._memory, 0.0
        padded = f"  {word} "
        for at in range(len(word) + 1):
            group = padded[at : at + 3]
            known = memory.get(group)
            if known is None:
                if len(memory) >= _MEMORY:
                    memory.clear()
                known = memory[group] = math.log(self._third(group))
            total += known
        return total

    def _third(self, group: str) -> float:
        """Probability of a group's last letter after the two before it."""
        first, second, letter = group[0], group[1], group[2]
        times = self._starts if letter == " " else self._counts[letter]
        chance = times / (self._letters + self._starts) + _UNSEEN
        chance = self._mixed(second, letter, chance)
        return chance if first == second == " " else self._mixed(first + second, letter, chance)

    def _mixed(self, before: str, letter: str, otherwise: float) -> float:
        """The chance of a letter after ``before`` by the counts as far as they go, else ``otherwise``."""
        followed = self._after[before]
        if not followed:
            return otherwise
        met = self._starts if before == " " else max(self._counts[before], followed)
        kept = min(followed / met, _KEPT)
        return kept * self._counts[before + letter] / followed + (1 - kept) * otherwise


@cache
def profile(name: str) -> Profile:
    """The profile langdetect keeps under ``name``.

    Raises:
        KeyError: there is no such profile.
    """
    if name not in profile_names():
        raise KeyError(name)
    text = (files("langdetect") / "profiles" / name).read_text(encoding="utf-8")
    return Profile(json.loads(text))


@cache
def profile_names() -> tuple[str, ...]:
    """Names of all profiles there are, sorted."""
    entries = (files("langdetect") / "profiles").iterdir()
    return tuple(sorted(e.name for e in entries if e.is_file() and not e.name.startswith((".", "_"))))


@cache
def _facts() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files(__package__) / "facts" / "profiles.toml").read_text(encoding="utf-8"))


@cache
def profiles_for(language: str) -> tuple[str, ...]:
    """Names of the profiles for a BCP 47 code; empty where there is none, even by a near relative."""
    named = _facts()["named"]
    parts = language.split("-")
    for code in (language, *("-".join((parts[0], part)) for part in parts[1:]), parts[0]):
        if code in named:
            return tuple(named[code])
        if code in profile_names():
            return (code,)
    return ()


@cache
def profiled_languages() -> tuple[str, ...]:
    """Codes of the languages that have profiles of their own, sorted."""
    return tuple(sorted({name.partition("-")[0] for name in profile_names()}))


def weight(language: str) -> float:
    """How often the language is met, against 1 for one of no special standing."""
    return float(_facts()["weights"].get(language.partition("-")[0], 1.0))


class _Normal(dict[int, str]):
    """A table for ``str.translate`` that asks langdetect once for each character."""

    def __init__(self, normalise: Callable[[str], str]) -> None:
        super().__init__()
        self._normalise = normalise

    def __missing__(self, point: int) -> str:
        self[point] = self._normalise(chr(point)).strip()
        return self[point]


@cache
def _normal() -> _Normal:
    from langdetect.utils.ngram import NGram

    return _Normal(NGram.normalize)


def normal(word: str) -> str:
    """A word as the profiles write it: vowels with two marks, kana, Hangul … stand for one another."""
    return word if word.isascii() else word.translate(_normal())
