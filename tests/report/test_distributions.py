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


def test_translations_share_a_picture_and_a_table() -> None:
    assert captions(compared()) == [
        "chrF by segment",
        "chrF by segment: second less first",
        "Length of the translation against the source",
        "Length of source segments",
        "Length of target segments",
    ]
    html = distributions(compared(), WORDS)
    first = html.split("<figure>")[1]
    assert first.count("<svg") == 2
    assert re.findall(r'<th scope="col">(.*?)</th>', first) == ["Score", "first", "second"]
    assert '<th scope="row">60 – 65</th><td class="number">1</td><td class="number">0</td>' in first


def test_differences_stand_left_and_right_of_the_middle() -> None:
    picture = distributions(compared(), WORDS).split("<figure>")[2]
    # Of six segments one is better by 25, two are worse, by 5 and 30, and three are alike.
    rows = re.findall(r'<th scope="row">(.*?)</th><td class="number">(\d+)</td>', picture)
    assert rows == [
        ("−30.0 … −27.1", "1"),
        ("−7.1 … −4.3", "1"),
        ("−1.4 … +1.4", "3"),
        ("+24.3 … +27.1", "1"),
    ]
    assert re.findall(r'class="column (\w+)"', picture) == [
        "worse",
        "worse",
        "c",
        "better",
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
