from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.quality.against_sacrebleu import MAKERS, test_sets
from toolkit.errors import InputError, UsageError
from toolkit.quality import METRICS, Scoring, System, assess, score
from toolkit.quality.kept import Kept

HYPOTHESES = ["The cat sat on the mat.", "A second sentence, longer than the first."]
REFERENCE = ["The cat is sitting on the mat.", "A second sentence that is longer than the first."]


@settings(max_examples=60)
@given(test_sets())
def test_every_figure_is_that_of_sacrebleu(texts: tuple[list[list[str]], list[list[str]]]) -> None:
    (lines,), references = texts
    for name, made in zip(METRICS, score(lines, references, METRICS, segments=True), strict=True):
        metric = MAKERS[name]()
        assert made.value == metric.corpus_score(lines, references).score
        assert made.signature == metric.get_signature().format()
        single = MAKERS[name](effective_order=True) if name == "bleu" else metric
        assert made.segments == tuple(
            single.sentence_score(line, list(own)).score
            for line, *own in zip(lines, *references, strict=True)
        )


@settings(max_examples=40)
@given(test_sets())
def test_every_interval_is_that_of_sacrebleu(texts: tuple[list[list[str]], list[list[str]]]) -> None:
    (lines,), references = texts
    for name, made in zip(METRICS, score(lines, references, METRICS, confidence=45), strict=True):
        metric = MAKERS[name]()
        try:
            theirs = metric.corpus_score(lines, references, n_bootstrap=45)
        except TypeError:  # sacrebleu cannot average a sample that scores 0 with others
            assert made.interval is not None
            continue
        mean, half = float(theirs._mean), float(theirs._ci)
        assert made.interval == (mean - half, mean + half)
        assert made.signature == metric.get_signature().format()


@pytest.mark.parametrize("tokenize", ["13a", "intl", "char", "none", "zh"])
def test_tokenizers(tokenize: str) -> None:
    (made,) = score(HYPOTHESES, [REFERENCE], ("bleu",), tokenize=tokenize)
    theirs = MAKERS["bleu"](tokenize=tokenize)
    assert made.value == theirs.corpus_score(HYPOTHESES, [REFERENCE]).score
    assert made.signature == theirs.get_signature().format()


def test_names_and_directions() -> None:
    made = score(HYPOTHESES, [REFERENCE], ("BLEU", "chrf", "chrF++", "ter"))
    assert [s.metric for s in made] == ["BLEU", "chrF", "chrF++", "TER"]
    assert [s.higher_is_better for s in made] == [True, True, True, False]


def test_decomposed_text_scores_like_composed_and_says_so() -> None:
    line = "Tiếng Việt có dấu."
    (made,) = score([unicodedata.normalize("NFD", line)], [[line]], ("chrf",))
    assert made.value == pytest.approx(100) and made.signature.endswith("|nfc:yes")


def test_several_systems_each_as_if_alone(tmp_path: Path) -> None:
    systems = [System("a", HYPOTHESES), System("b", REFERENCE[::-1]), System("c", REFERENCE)]
    made = assess(systems, [REFERENCE], Scoring(METRICS, segments=True, confidence=20)).scores
    assert made == {
        system.name: score(system.lines, [REFERENCE], METRICS, segments=True, confidence=20)
        for system in systems
    }


def test_the_number_of_processes_changes_nothing() -> None:
    lines = [f"{HYPOTHESES[n % 2]} {n % 7}" for n in range(1400)]
    references = [[f"{REFERENCE[n % 2]} {n % 5}" for n in range(1400)]]
    assert score(lines, references, jobs=2) == score(lines, references, jobs=1)


def test_statistics_are_counted_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scoring = Scoring(METRICS, confidence=20, kept=Kept(tmp_path))
    systems = [System("a", HYPOTHESES), System("b", REFERENCE)]
    first = assess(systems, [REFERENCE], scoring, compared=True)
    with monkeypatch.context() as patched:
        patched.setattr("toolkit.quality.statistics._extracted", lambda piece: pytest.fail("counted again"))
        assert assess(systems, [REFERENCE], scoring, compared=True) == first
    # Another text, reference or tokenizer is another matter.
    other = [System("a", HYPOTHESES[::-1])]
    assert assess(other, [REFERENCE], scoring).scores["a"] == score(
        HYPOTHESES[::-1], [REFERENCE], METRICS, confidence=20
    )
    intl = Scoring(("bleu",), tokenize="char", kept=Kept(tmp_path))
    assert assess(systems, [REFERENCE], intl).scores["a"] == score(
        HYPOTHESES, [REFERENCE], ("bleu",), tokenize="char"
    )


def test_unknown_names_get_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean 'bleu'"):
        score(["a"], [["a"]], ("blue",))
    with pytest.raises(UsageError, match="did you mean 'intl'"):
        score(["a"], [["a"]], ("bleu",), tokenize="int")


def test_different_numbers_of_lines_say_both_and_where() -> None:
    reference = ["one apple", "two pears", "three plums", "four figs", "five nuts"]
    with pytest.raises(InputError) as caught:
        score(reference[:2] + reference[3:], [reference])
    assert "4 lines" in caught.value.message and "5 lines" in caught.value.message
    assert "at line 3" in caught.value.message and "only in the reference" in caught.value.message


def test_a_system_of_several_is_named() -> None:
    with pytest.raises(InputError, match=r"^b\.txt: the translation has 1 line,"):
        assess([System("a.txt", HYPOTHESES), System("b.txt", HYPOTHESES[:1])], [REFERENCE])


@pytest.mark.parametrize(
    ("hypotheses", "references"), [([], [[]]), (["", " "], [["a", "b"]]), (["a", "b"], [["", ""]])]
)
def test_nothing_to_score(hypotheses: list[str], references: list[list[str]]) -> None:
    with pytest.raises(InputError):
        score(hypotheses, references)


def test_wrong_use() -> None:
    with pytest.raises(UsageError):
        score(["a"], [])
    with pytest.raises(UsageError):
        score(["a"], [["a"]], confidence=1)
    with pytest.raises(InputError, match="the source has 2 lines, the translation 1"):
        assess([System("", ["a"])], [["a"]], Scoring(source=["x", "y"]))
    with pytest.raises(UsageError, match="needs a model"):
        score(["a"], [["a"]], ("comet",))
