"""Right translations that name, order or end things otherwise than their sources, and errors beside them."""

from __future__ import annotations

import pytest

from toolkit.model import Unit
from toolkit.quality import check


def _found(source: str, target: str, *, way: str = "en-vi") -> set[str]:
    codes = way.split("-")
    found = check([Unit("1", source, target)], source_language=codes[0], target_language=codes[1])
    return {finding.check for finding in found}


@pytest.mark.parametrize(
    ("source", "target"),
    [
        # In full where the source has a part.
        ("The film is about Curie and her work.", "Bộ phim nói về bà Marie Curie và công việc của bà."),
        # As the language calls them.
        ("The Bible says that Jesus and Peter went fishing.", "Kinh Thánh kể Giêsu và Phêrô đi đánh cá."),
        ("Berlin rejected the plan.", "Đức bác bỏ kế hoạch này."),
        # By a pronoun.
        ("My mother said Jack had eaten.", "Mẹ tôi nói nó đã ăn rồi."),
    ],
)
def test_a_name_may_be_given_in_another_form(source: str, target: str) -> None:
    assert "name" not in _found(source, target)


def test_another_name_is_no_other_form() -> None:
    assert "name" in _found("The film is about Marie Curie.", "Bộ phim nói về Florence Nightingale.")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("“Darwin was right,” said Wallace.", "Wallace nói: “Darwin đã đúng.”"),
        ("Will, as we call William, has come.", "William, được chúng tôi gọi là Will, đã đến."),
    ],
)
def test_a_speaker_or_a_nickname_may_come_first(source: str, target: str) -> None:
    assert "order" not in _found(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Mix the flour well.", "Trộn bột cho thật đều."),
        ("The view from the hill is wonderful.", "Cảnh nhìn từ trên đồi đẹp tuyệt."),
    ],
)
def test_a_sentence_may_end_in_an_adverb(source: str, target: str) -> None:
    assert "truncation" not in _found(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Chú Năm bán nhà từ thứ Ba.", "Nam sold the place on Tuesday; he did not say why."),
        ("Khuya rồi, chúng ta về thôi.", "It's late. Time to go."),
    ],
)
def test_days_and_clauses_speak_for_a_pair(source: str, target: str) -> None:
    assert "misalignment" not in _found(source, target, way="vi-en")


def test_a_long_pair_with_few_words_told_is_another_segment() -> None:
    source = (
        "The museum opened a new room for old maps, and many visitors came to see the ships, "
        "coins and letters there."
    )
    target = (
        "Bác sĩ khuyên bệnh nhân uống nhiều nước, ngủ sớm, ăn rau xanh và đến khám lại ở bệnh viện "
        "sau hai tuần."
    )
    assert "misalignment" in _found(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (
            "Con mèo thích ngủ trên ghế.",
            "The cat likes sleeping on the chair because the neighbours keep shouting.",
        ),
        ("Anh tôi bán xe máy.", "My brother sold his motorbike, though nobody had offered much money."),
        ("Cô ấy học tiếng Pháp.", "She is learning French and wants to settle in Belgium."),
    ],
)
def test_a_last_clause_of_its_own_is_an_addition(source: str, target: str) -> None:
    assert "added-part" in _found(source, target, way="vi-en")
    assert "omitted-part" in _found(target, source)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Trời mưa, đường trơn, nó ngã.", "It fell because the road was slippery when it rained."),
        ("Chị mua cá, nấu canh.", "She bought fish and made soup."),
    ],
)
def test_a_last_clause_may_stand_for_one_without_a_conjunction(source: str, target: str) -> None:
    assert "added-part" not in _found(source, target, way="vi-en")


@pytest.mark.parametrize(
    ("source", "right", "wrong"),
    [
        ("The bride thanked her guests.", "Cô dâu cảm ơn khách.", "Chú rể cảm ơn khách."),
        ("My younger sister lives in Hue.", "Em gái tôi sống ở Huế.", "Chị gái tôi sống ở Huế."),
        ("Rice prices tumbled last month.", "Giá gạo lao dốc tháng trước.", "Giá gạo tăng vọt tháng trước."),
        ("The guests arrived early.", "Khách đến sớm.", "Khách đến muộn."),
    ],
)
def test_one_of_two_is_not_the_other(source: str, right: str, wrong: str) -> None:
    assert "opposite" not in _found(source, right)
    assert "opposite" in _found(source, wrong)


def test_the_last_year_of_something_may_be_this_year() -> None:
    assert "opposite" not in _found(
        "Năm nay em học cuối cấp.", "She is in her last year of school this time.", way="vi-en"
    )
