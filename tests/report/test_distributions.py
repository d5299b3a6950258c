from __future__ import annotations

import re
from dataclasses import replace

from tests.report.sample import compared, report, scored
from toolkit.model import Unit, Units
from toolkit.report import Report
from toolkit.report.distributions import distributions
from toolkit.report.wording import wording

WORDS = wording("en")


def captions(made: Report) -> list[str]:
    return re.findall("<figcaption>(.*?)</figcaption>", distributions(made, WORDS))


def test_lengths_and_ratios_are_drawn_and_scores_where_segments_have_them() -> None:
    assert captions(report()) == [
        "BLEU by segment",
        "Length of the translation against the source",
        "Length of source segments",
        "Length of target segments",
    ]


def test_each_translation_has_its_own() -> None:
    names = captions(compared())
    assert names[:2] == ["chrF by segment: first", "chrF by segment: second"]
    assert [name for name in names if "against" in name] == [
        "Length of the translation against the source: first",
        "Length of the translation against the source: second",
    ]


def test_every_picture_has_its_figures_as_a_table() -> None:
    html = distributions(report(), WORDS)
    pictures = html.split("<figure>")[1:]
    for picture in pictures:
        assert "<details>" in picture
        counts = [int(n) for n in re.findall(r'<td class="number">(\d+)</td>', picture)]
        drawn = [int(n) for n in re.findall(r"<rect[^>]*><title>(\d+)</title>", picture)]
        assert counts == drawn


def test_figures_of_the_table_add_up() -> None:
    made = replace(report(), scores=scored(1.0, 5.0, 5.0, 55.0, 150.0, 99.9, 100.0))
    picture = next(p for p in distributions(made, WORDS).split("<figure>") if "chrF by" in p)
    rows = re.findall(r'<th scope="row">(.*?)</th><td class="number">(\d+)</td>', picture)
    assert rows == [("5 – 10", "2"), ("55 – 60", "1"), ("95 – 100", "3")], (
        "what is beyond stands at the border"
    )
    assert "Median 99.9" in picture


def test_a_single_unit_has_no_distribution() -> None:
    assert distributions(Report("t", Units((Unit("1", "a", "b"),))), WORDS) == ""


def test_empty_sides_do_no_harm() -> None:
    assert captions(Report("t", Units((Unit("1", "", ""), Unit("2", "", ""))))) == []
