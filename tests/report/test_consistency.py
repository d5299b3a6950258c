from __future__ import annotations

from dataclasses import replace

from tests.report.sample import compared, report
from toolkit.model import Unit, Units
from toolkit.report import Report
from toolkit.report.anchors import anchors
from toolkit.report.consistency import SHOWN, consistency
from toolkit.report.wording import wording

WORDS = wording("en")


def html(made: Report) -> str:
    return consistency(made, anchors(list(made.units)), WORDS)


def test_one_source_with_two_translations_is_shown_with_its_units() -> None:
    made = Report("t", Units((Unit("7", "Lưu", "Save"), Unit("8", "Lưu", "Store")), "vi", "en"))
    page = html(made)
    assert "One source, several translations" in page
    assert '<a href="#unit-7">7</a>' in page
    assert '<span lang="en" dir="ltr">Store</span>' in page
    assert "Several sources" not in page


def test_several_sources_with_one_translation_are_shown_from_three_words_on() -> None:
    pairs = [("Chợ đóng cửa", "It is closed"), ("Chợ nghỉ", "It is closed"), ("Có", "Yes"), ("Vâng", "Yes")]
    made = Report("t", Units(tuple(Unit(str(n), *pair) for n, pair in enumerate(pairs)), "vi", "en"))
    page = html(made)
    assert "Several sources, one translation" in page
    assert "Vâng" not in page


def test_terms_say_how_often_they_were_kept_in_each_translation() -> None:
    page = html(compared())
    assert page.count('<span lang="vi" dir="ltr">chợ</span>') == 2
    row = page[page.index("<bdi>second</bdi>") :]
    assert '<td class="number">2</td><td class="number">1</td><td><a href="#unit-2">2</a></td>' in row


def test_the_section_is_left_out_where_there_is_nothing_to_say() -> None:
    assert html(report()) == ""


def test_only_so_many_are_listed() -> None:
    made = [Unit(f"{n}{side}", f"câu thứ {n}", f"{side} {n}") for n in range(SHOWN + 3) for side in "xy"]
    assert "… and 3 more." in html(replace(report(), units=Units(tuple(made)), findings=()))
