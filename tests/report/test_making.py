from __future__ import annotations

import pytest

from tests.report.sample import ALPHA, REFERENCE, units
from toolkit.errors import InputError, UsageError
from toolkit.model import Finding, Unit, Units
from toolkit.report import Against, Report, make
from toolkit.report.making import SAMPLES


@pytest.fixture(scope="module")
def made() -> Report:
    against = Against("first", {"second": ALPHA}, {"human": REFERENCE}, ("chrf",))
    return make(units(), against=against)


def test_all_translations_are_scored_and_compared_with_the_first(made: Report) -> None:
    assert [t.name for t in made.translations] == ["first", "second"]
    for translation in made.translations:
        [score] = translation.scores
        assert score.metric == "chrF2" or score.metric.startswith("chrF")
        assert score.interval is not None
        assert len(score.segments) == 6
        assert f"bs:{SAMPLES}" in score.signature
    assert [(c.system, c.metric) for c in made.comparisons] == [("second", made.scores[0].metric)]


def test_every_translation_is_checked(made: Report) -> None:
    def numbers(findings: tuple[Finding, ...]) -> set[str]:
        return {finding.unit for finding in findings if finding.check == "number"}

    assert numbers(made.findings) == numbers(made.others[0].findings) == {"2"}


def test_without_a_reference_the_target_is_the_reference() -> None:
    made = make(units(), against=Against("human", {"a": ALPHA, "b": REFERENCE}, None, ("ter",)))
    assert [t.name for t in made.translations] == ["a", "b"]
    assert [(r.name, r.texts[0]) for r in made.references] == [("human", "Dong Xuan market reopens")]
    assert made.translations[0].texts == ALPHA
    unit = next(iter(made.units))
    assert (unit.bead, unit.confidence, unit.target_line) == ("1-1", 0.99, None)


def test_references_alone_score_the_translation_in_the_units() -> None:
    made = make(units(), against=Against(references={"human": REFERENCE}, metrics=("chrf",)))
    assert len(made.scores) == 1
    assert made.comparisons == ()
    assert made.others == ()


def test_nothing_to_hold_against_gives_no_scores() -> None:
    made = make(units())
    assert (made.scores, made.others, made.references, made.comparisons) == ((), (), (), ())


def test_different_numbers_of_segments_are_told_with_the_place_where_they_drift() -> None:
    short = [text for place, text in enumerate(ALPHA) if place != 1]
    with pytest.raises(InputError) as caught:
        make(units(), against=Against(systems={"second": short}))
    told = str(caught.value)
    assert "5 segments" in told
    assert "6 units" in told
    assert "drift apart at line" in told


def test_two_translations_of_one_name_are_refused() -> None:
    with pytest.raises(UsageError, match="same"):
        make(units(), against=Against("same", {"same": ALPHA}, {"human": REFERENCE}))


def test_a_report_on_nothing() -> None:
    made = make(Units(()), against=Against(references={"human": ()}))
    assert made.scores == ()


def test_texts_must_be_as_many_as_units() -> None:
    from toolkit.report import Translation

    with pytest.raises(ValueError, match="2 texts for 1 units"):
        Report("t", Units((Unit("1", "a", "b"),)), others=(Translation("x", ("a", "b")),))
