"""Scores of pairs, on a corpus made here: the words of two invented languages."""

from __future__ import annotations

import random

import pytest

from toolkit.languages import language
from toolkit.model import Severity, Unit
from toolkit.quality import CHECKS, selected
from toolkit.quality.checking import Setup
from toolkit.quality.correspondence import LEAST, Correspondence
from toolkit.quality.filtering import CORRESPONDENCE, WEIGHTS, Judged, judged

SETUP = Setup(tuple(selected()))
_HEADS = "ba do ki lu me no pa ri su te".split()
_ENDS = "lan mir tok vesh zun".split()
WORDS = [head + end for head in _HEADS for end in _ENDS]
THEIRS = {word: word[::-1] + "a" for word in WORDS}


def corpus(count: int, seed: int = 0) -> list[tuple[str, str]]:
    """Sentences of an invented language, with their translations, in another order of words."""
    rng = random.Random(seed)
    pairs = []
    for _ in range(count):
        words = rng.sample(WORDS, rng.randint(5, 12))
        pairs.append((" ".join(words) + ".", " ".join(THEIRS[word] for word in reversed(words)) + "."))
    return pairs


def noisy(count: int, seed: int = 0) -> list[tuple[str, str, str]]:
    """Good pairs, and among them a fifth that is bad in some way."""
    rng = random.Random(seed)
    pairs = corpus(count, seed)
    made = [(source, target, "good") for source, target in pairs]
    for index in range(count // 4):
        source, target = pairs[index]
        other = pairs[(index + 7) % count][1]
        begun = " ".join(target.split()[: len(target.split()) // 2])
        kind, bad = [("shuffled", other), ("cut", begun), ("copied", source), ("empty", "")][index % 4]
        made.append((source, bad, kind))
    rng.shuffle(made)
    return made


def average_precision(ranked: list[bool]) -> float:
    hits = [index for index, good in enumerate(ranked) if good]
    return sum((n + 1) / (index + 1) for n, index in enumerate(hits)) / len(hits)


def scored(made: list[tuple[str, str, str]], setup: Setup = SETUP) -> list[Judged]:
    return list(judged((Unit(kind, source, target) for source, target, kind in made), setup))


def test_weights_are_of_checks() -> None:
    assert set(WEIGHTS) <= set(CHECKS)
    assert all(0 <= weight < 1 for weight in WEIGHTS.values())


def test_bad_pairs_come_last() -> None:
    found = sorted(scored(noisy(200)), key=lambda each: each.score)
    assert average_precision([each.unit.id == "good" for each in reversed(found)]) >= 0.99
    assert average_precision([each.unit.id != "good" for each in found]) >= 0.97


def test_each_bad_pair_says_why() -> None:
    found = scored(noisy(200))
    unlike = [
        CORRESPONDENCE in {r.name for r in each.reasons} for each in found if each.unit.id == "shuffled"
    ]
    assert sum(unlike) >= 0.8 * len(unlike)
    for each in found:
        if each.unit.id != "good" and each.score < 0.3:
            assert each.reasons
            assert [r.weight for r in each.reasons] == sorted(r.weight for r in each.reasons)
        names = {reason.name for reason in each.reasons}
        if each.unit.id == "empty":
            assert (each.score, "omission" in names) == (0.0, True)
        if each.unit.id == "copied":
            assert "untranslated" in names and each.score <= 0.02


def test_the_score_is_the_product() -> None:
    few = [("One two three four.", "Một hai ba bốn", ""), ("It has 25 rooms.", "Nó có 26 phòng.", "")]
    for each in scored(few):  # too few to learn from: the checks alone
        product = 1.0
        for reason in each.reasons:
            product *= reason.weight
        assert each.score == round(product, 4)
    assert [r.name for r in scored(few)[1].reasons] == ["number"]


def test_scores_do_not_depend_on_the_order_of_a_run() -> None:
    made = noisy(60)
    assert scored(made) == scored(made)


def test_a_severity_that_was_agreed_on_counts() -> None:
    pair = [("It has 25 rooms.", "Nó có 26 phòng.", "")]
    assert [each.score for each in scored(pair)] == [0.7]
    mild = Setup(SETUP.checks, severity={"number": Severity.INFO})
    assert [each.score for each in scored(pair, mild)] == [1.0]


def test_what_a_person_has_suppressed_does_not_count() -> None:
    unit = Unit(
        "1", "It has 25 rooms.", "Nó có 26 phòng.", note="bitext: ignore number -- the source is wrong"
    )
    (verdict,) = judged([unit], SETUP)
    assert verdict.score == 1.0


def test_a_source_in_another_language() -> None:
    french = "Je ne sais pas où il habite maintenant avec ses enfants."
    unit = Unit("1", french, "Tôi không biết bây giờ anh ấy sống ở đâu với các con.")
    (verdict,) = judged([unit], SETUP, source_language="en", target_language="vi")
    assert "language" in {reason.name for reason in verdict.reasons}
    assert verdict.score <= WEIGHTS["language"]


def test_the_corpus_teaches_which_words_go_together() -> None:
    pairs = corpus(150)
    und = language("und")
    likely = Correspondence(pairs, und, und)
    fresh = corpus(40, seed=9)
    good = [likely(*pair) for pair in fresh]
    bad = [likely(pair[0], fresh[(n + 11) % len(fresh)][1]) for n, pair in enumerate(fresh)]
    assert sorted(good)[4] > sorted(bad)[-5]
    assert min(likely(*pair) for pair in pairs[:30]) > sum(bad) / len(bad)


@pytest.mark.parametrize("pairs", [[], corpus(LEAST - 1), [("same", "same")] * 100, [("", "x")] * 100])
def test_too_little_to_learn_from(pairs: list[tuple[str, str]]) -> None:
    und = language("und")
    likely = Correspondence(pairs, und, und)
    assert not likely.learned
    assert likely("a", "b") == 0.5
