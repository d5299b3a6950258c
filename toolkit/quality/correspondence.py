"""How likely two texts are translations of each other, learned from the corpus they stand in.

The corpus is its own teacher: its pairs are held against the same texts wrongly paired, and against pairs
with one side cut off. What tells these apart (words that keep company, words the shipped lexicon knows,
lengths, figures, the closing mark) is weighed by a logistic regression; which of it counts, and how much, is
different for each corpus and each pair of languages, and nobody has to say it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import numpy as np

from toolkit.languages import Language
from toolkit.quality.company import Company, Floats, Ints, Words
from toolkit.quality.equivalents import Equivalents, vocabularies
from toolkit.text.words import words

LEAST = 40
"""Pairs below which nothing can be learned."""
_LESSONS = 1500
"""Pairs whose spoilt versions are learned from; of more, as many at even distances."""
_CELLS = 12_000_000
"""Words that may meet in all pairs together, which bounds the memory: some 100 MB."""
_ROUNDS = 25
_PENALTY = 1.0
_DIGITS = re.compile(r"\d+")
_CLOSING = re.compile(r"([.!?。！？…])[\"'”’»」』)\]\s]*$")
_CAP = 4.0


class Correspondence:
    """What a corpus tells about translations in it.

    Args:
        pairs: source and target of pairs of the corpus, faulty ones among them; blank ones, and those whose
            sides are the same, are passed over.
        source: language of the sources.
        target: language of the targets.
    """

    def __init__(self, pairs: Sequence[tuple[str, str]], source: Language, target: Language) -> None:
        pairs = [pair for pair in pairs if pair[0].strip() and pair[1].strip() and pair[0] != pair[1]]
        self._words = Words(source), Words(target)
        self._known = vocabularies(source.code, target.code)
        numbered: list[tuple[Ints, Ints]] = []
        cells = 0
        for ours, theirs in pairs:
            numbered.append((self._words[0].learn(ours), self._words[1].learn(theirs)))
            cells += len(numbered[-1][0]) * len(numbered[-1][1])
            if cells > _CELLS:
                break
        pairs = pairs[: len(numbered)]
        self._company = Company(numbered, (len(self._words[0]), len(self._words[1])))
        self._learned = dict(zip(pairs, numbered, strict=True))
        ratios = sorted(math.log(len(theirs) / len(ours)) for ours, theirs in pairs)
        self._ratio = ratios[len(ratios) // 2] if ratios else 0.0
        self._weights: Floats | None = None
        if len(pairs) >= LEAST:
            self._learn(pairs)

    @property
    def learned(self) -> bool:
        """Whether there were pairs enough to learn from."""
        return self._weights is not None

    def __call__(self, source: str, target: str, equivalents: Equivalents | None = None) -> float:
        """How likely a target is the translation of a source, whole: 0 to 1; 0.5 where nothing is known.

        Args:
            source: one text.
            target: the other.
            equivalents: what the shipped lexicon knows of both, if it has been asked already.
        """
        if self._weights is None or not source.strip() or not target.strip():
            return 0.5
        own = (source, target) in self._learned
        row = self._features(source, target, learned=own, own=own, equivalents=equivalents)
        return float(_sigmoid(self._standard(np.array([row])) @ self._weights)[0])

    def _learn(self, pairs: Sequence[tuple[str, str]]) -> None:
        step = max(1, len(pairs) // _LESSONS)
        good, bad = [], []
        for index in range(0, len(pairs), step):
            source, target = pairs[index]
            good.append(self._features(source, target, learned=True, own=True))
            other = pairs[(index + len(pairs) // 2 + index % 7) % len(pairs)][1]
            if other != target:
                bad.append(self._features(source, other, learned=True, own=False))
            share = 0.25 + 0.45 * (index * 0.618 % 1)
            mark = index // step % 3 == 0  # not every text that breaks off does so without a mark
            for cut in ((source, _cut(target, share, mark)), (_cut(source, share, mark), target)):
                if cut != (source, target):
                    bad.append(self._features(*cut, learned=True, own=True))
        table = np.array(good + bad)
        self._mean, self._spread = table.mean(axis=0), table.std(axis=0) + 1e-9
        answers = np.concatenate((np.ones(len(good)), np.zeros(len(bad))))
        balance = np.where(answers > 0, 0.5 / len(good), 0.5 / max(1, len(bad))) * len(table)
        self._weights = _regression(self._standard(table), answers, balance)

    def _standard(self, table: Floats) -> Floats:
        scaled = ((table - self._mean) / self._spread).clip(-_CAP, _CAP)
        return np.hstack((scaled, np.ones((len(table), 1))))

    def _features(
        self, source: str, target: str, *, learned: bool, own: bool, equivalents: Equivalents | None = None
    ) -> list[float]:
        ours, theirs = self._learned.get((source, target)) or (
            self._words[0].known(source),
            self._words[1].known(target),
        )
        fit = self._company.fit(ours, theirs, learned=learned, own=own)
        shares = self._told(source, target, equivalents)
        off = math.log(len(target.strip()) / len(source.strip())) - self._ratio
        size = math.log(len(source) + len(target))
        figures, others = set(_DIGITS.findall(source)), set(_DIGITS.findall(target))
        same = len(figures & others) - 0.5 * len(figures ^ others)
        return [
            fit.source,
            fit.target,
            fit.source * size,
            fit.target * size,
            math.log1p(fit.words),
            *shares,
            min(0.0, off),
            max(0.0, off),
            min(0.0, off) * size,
            max(0.0, off) * size,
            max(-3.0, min(3.0, same)),
            float(_closing(source) == _closing(target)),
            size,
        ]

    def _told(self, source: str, target: str, found: Equivalents | None) -> list[float]:
        """What the shipped lexicon finds: of each side the share that is told, and the words that are not."""
        if self._known is None:
            return [0.0] * 4
        if found is None:
            ours, theirs = ([word.text.lower() for word in words(text)] for text in (source, target))
            found = Equivalents(ours, theirs, self._known)
        out = []
        for items in (found.source, found.target):
            told = sum(item.told for item in items)
            out += [(told + 1) / (len(items) + 2), math.log1p(len(items) - told)]
        return out


def _closing(text: str) -> bool:
    return _CLOSING.search(text) is not None


def _cut(text: str, share: float, mark: bool) -> str:
    """The beginning of a text, up to a space where there is one near; with its closing mark if wanted."""
    end = max(1, round(len(text) * share))
    space = text.find(" ", end)
    begun = text[: space if 0 <= space - end < 20 else end].rstrip() or text
    closing = _CLOSING.search(text) if mark else None
    return begun + closing[1] if closing and begun != text else begun


def _sigmoid(values: Floats) -> Floats:
    likely: Floats = 1 / (1 + np.exp(-values.clip(-30, 30)))
    return likely


def _regression(table: Floats, answers: Floats, balance: Floats) -> Floats:
    """Weights of a logistic regression with a quadratic penalty, by Newton's method [features]."""
    weights = np.zeros(table.shape[1])
    penalty = np.full(table.shape[1], _PENALTY)
    penalty[-1] = 0.0  # the constant is free
    for _round in range(_ROUNDS):
        likely = _sigmoid(table @ weights)
        slope = table.T @ (balance * (answers - likely)) - penalty * weights
        curve = (table.T * (balance * likely * (1 - likely))) @ table + np.diag(penalty + 1e-6)
        step = np.linalg.solve(curve, slope)
        weights = weights + step
        if float(np.abs(step).max()) < 1e-6:
            break
    return weights
