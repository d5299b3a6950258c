"""What the checks of form report: marks, white space, capitals, repetition, leftovers and lists."""

from __future__ import annotations

import pytest

from tests.quality.test_checks import findings

WRONG = [
    # Figures that only the other language writes so.
    ("number-format", "The lake holds 2,345,600 fish.", "Hồ có 2,345,600 con cá."),
    ("number-format", "Tickets cost $3.75 each.", "Mỗi vé giá 3.75 đô la."),
    # Quotation marks and spaces.
    ("quotes", "Her “secret garden” is open.", "“Khu vườn bí mật“ của bà đã mở cửa."),
    ("white-space", "In the end, nobody came.", "Rốt cuộc ,không ai đến."),
    ("white-space", "They toured Hue, Da Nang and Vinh.", "Họ thăm Huế,Đà Nẵng và Vinh."),
    # Letters of other languages.
    ("homoglyph", "The water is cold.", "Nước ðang lạnh."),
    ("homoglyph", "Eat slowly.", "Hãy ǎn chậm."),
]
WRONG_BACK = [
    ("number-format", "Tỉnh trồng 4.520.000 cây.", "The province planted 4.520.000 trees."),
    ("number-format", "Em được 7,25 ở môn sử.", "She got 7,25 in history."),
]
RIGHT = [
    ("The address is 10.120.255.001.", "Địa chỉ là 10.120.255.001."),
    ("Python 3.11 is out.", "Đã có Python 3.11."),
    ("In sections 4,5 and 6.", "Ở các mục 4,5 và 6."),
    ("He said “yes” and “no”.", "Anh ấy nói “có” và “không”."),
    ("Sigurður lives in Hue.", "Sigurður sống ở Huế."),
]


@pytest.mark.parametrize(("name", "source", "target"), WRONG)
def test_slips_of_form_are_found(name: str, source: str, target: str) -> None:
    assert [f.check for f in findings(source, target, name)] == [name]


@pytest.mark.parametrize(("name", "source", "target"), WRONG_BACK)
def test_slips_of_form_are_found_the_other_way_round(name: str, source: str, target: str) -> None:
    assert [f.check for f in findings(target, source, name, reverse=True)] == [name]


@pytest.mark.parametrize(("source", "target"), RIGHT)
@pytest.mark.parametrize("reverse", [False, True])
def test_what_only_looks_like_a_slip_passes(source: str, target: str, reverse: bool) -> None:
    assert [(f.check, f.message) for f in findings(source, target, reverse=reverse)] == []


@pytest.mark.parametrize(
    ("source", "target", "name", "fixed"),
    [
        (
            "We have 1,250,000 users.",
            "Ta có 1,250,000 người dùng.",
            "number-format",
            "Ta có 1.250.000 người dùng.",
        ),
        ("At last, it rained.", "Cuối cùng ,trời mưa.", "white-space", "Cuối cùng, trời mưa."),
        ("The road is closed.", "Con ðường bị đóng.", "homoglyph", "Con đường bị đóng."),
    ],
)
def test_repairs(source: str, target: str, name: str, fixed: str) -> None:
    assert [f.fix for f in findings(source, target, name)] == [fixed]
