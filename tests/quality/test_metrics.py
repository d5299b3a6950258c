from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from toolkit.errors import InputError, UsageError
from toolkit.quality import score

HYPOTHESES = ["The cat sat on the mat.", "A second sentence, longer than the first."]
REFERENCE = ["The cat is sitting on the mat.", "A second sentence that is longer than the first."]
LINES = st.lists(st.text(alphabet="ab cd.é1", min_size=1, max_size=30), min_size=1, max_size=5)


def test_names_signatures_and_directions() -> None:
    bleu, chrf, chrf_words, ter = score(HYPOTHESES, [REFERENCE], ("BLEU", "chrf", "chrF++", "ter"))
    assert [s.metric for s in (bleu, chrf, chrf_words, ter)] == ["BLEU", "chrF", "chrF++", "TER"]
    assert bleu.signature.startswith("nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:")
    assert "nw:2" in chrf_words.signature
    assert bleu.higher_is_better and not ter.higher_is_better


@settings(max_examples=40)
@given(LINES.filter(lambda lines: any(line.strip() for line in lines)), st.randoms())
def test_the_figures_are_those_of_sacrebleu(lines: list[str], random: object) -> None:
    references = [line[::-1] for line in lines]
    lines = [unicodedata.normalize("NFC", line) for line in lines]
    references = [unicodedata.normalize("NFC", line) for line in references]
    for made, metric in zip(score(lines, [references]), (BLEU(), CHRF(), TER()), strict=True):
        assert made.value == metric.corpus_score(lines, [references]).score
        assert made.signature == metric.get_signature().format()


def test_an_interval_holds_its_score_and_says_its_samples() -> None:
    (bleu,) = score(HYPOTHESES * 5, [REFERENCE * 5], ("bleu",), confidence=50)
    assert bleu.interval is not None and bleu.interval[0] <= bleu.value <= bleu.interval[1] + 5
    assert "bs:50|seed:12345" in bleu.signature


def test_segments_are_scored_one_by_one() -> None:
    for made in score(HYPOTHESES, [REFERENCE], segments=True):
        assert len(made.segments) == 2


def test_decomposed_text_scores_like_composed_and_says_so() -> None:
    line = "Tiếng Việt có dấu."
    (made,) = score([unicodedata.normalize("NFD", line)], [[line]], ("chrf",))
    assert made.value == pytest.approx(100) and made.signature.endswith("|nfc:yes")


def test_several_references() -> None:
    (made,) = score(["a b c d"], [["x y z w"], ["a b c d"]], ("bleu",))
    assert made.value == pytest.approx(100) and made.signature.startswith("nrefs:2")


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


@pytest.mark.parametrize(("hypotheses", "references"), [([], [[]]), (["", " "], [["a", "b"]])])
def test_nothing_to_score(hypotheses: list[str], references: list[list[str]]) -> None:
    with pytest.raises(InputError):
        score(hypotheses, references)


def test_wrong_use() -> None:
    with pytest.raises(UsageError):
        score(["a"], [])
    with pytest.raises(UsageError):
        score(["a"], [["a"]], confidence=1)
