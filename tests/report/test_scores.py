from __future__ import annotations

from dataclasses import replace

import pytest

from tests.report.sample import SCORES, compared, report
from toolkit.model import Score
from toolkit.report.scores import difference, effect, readings, scale_end, scores
from toolkit.report.wording import wording

ENGLISH, VIETNAMESE = wording("en"), wording("vi")


def test_one_translation_has_a_row_a_metric_with_its_signature() -> None:
    html = scores(report(), ENGLISH)
    assert html.count("<tbody>") == 1
    assert "nrefs:1|<wbr>case:mixed" in html
    assert "35.0 – 41.5" in html
    assert "Holm" not in html


def test_several_translations_stand_together_under_each_metric() -> None:
    html = scores(compared(), ENGLISH)
    assert html.count("<tbody>") == 2, "BLEU and chrF"
    first, second = (part.index(">second<") for part in html.split("<tbody>")[1:])
    assert first > 0
    assert second > 0
    assert '<td class="number worse">−10.0</td><td class="number">0.0200</td>' in html
    assert "better in 17%, worse in 67%" in html
    assert '<td class="number">−1.7</td>' in html, "what is not reliable is not coloured"
    assert html.count("the others are compared with this one") == 2


def test_comparisons_are_said_in_sentences() -> None:
    assert readings(compared(), ENGLISH) == [
        "second is reliably worse than first by BLEU.",
        "No reliable difference between second and first by chrF.",
    ]
    assert readings(report(), ENGLISH) == []


def test_the_size_of_an_effect_is_said_in_the_readers_language() -> None:
    [first, _] = compared().comparisons
    assert effect(first, ENGLISH)[1] == "<small>a large effect</small>"
    assert effect(first, VIETNAMESE)[1] == "<small>ảnh hưởng lớn</small>"


@pytest.mark.parametrize(("value", "shown"), [(41.25, "+1.2"), (40.0, "±0.0"), (39.0, "−1.0")])
def test_a_difference_has_its_sign(value: float, shown: str) -> None:
    assert difference(replace(compared().comparisons[0], value=value), ENGLISH) == shown


def test_a_scale_holds_its_highest_figure() -> None:
    assert scale_end(SCORES[:1]) == 100.0
    assert scale_end(SCORES) == 120.5
    assert scale_end([Score("x", float("inf"), "", interval=(float("nan"), 130.0))]) == 130.0
