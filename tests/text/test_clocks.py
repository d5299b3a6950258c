"""Times of day by value."""

from __future__ import annotations

import pytest

from toolkit.languages import language
from toolkit.text.clocks import clocks


def read(text: str, code: str) -> list[str]:
    return [clock.text for clock in clocks(text, language(code))]


@pytest.mark.parametrize(
    ("text", "code", "value"),
    [
        ("at 8:30 p.m. sharp", "en", "20:30"),
        ("at 8 o'clock", "en", "08:00"),
        ("at 5 pm", "en", "17:00"),
        ("lúc 19 giờ 30", "vi", "19:30"),
        ("lúc 8h15 tối", "vi", "20:15"),
        ("lúc 9 giờ 30 phút sáng", "vi", "09:30"),
        ("at half past eight in the evening", "en", "20:30"),
        ("at a quarter to nine", "en", "08:45"),
        ("at ten minutes past nine", "en", "09:10"),
        ("lúc tám giờ rưỡi tối", "vi", "20:30"),
        ("lúc 9 giờ kém 15", "vi", "08:45"),
        ("lúc 23h15", "vi", "23:15"),
        ("at 20:30", "en", "20:30"),
        ("at 11.15 p.m.", "en", "23:15"),
        ("until midnight", "en", "00:00"),
        ("đến nửa đêm", "vi", "00:00"),
        ("lúc bảy giờ bốn mươi lăm", "vi", "07:45"),
        ("leaves at 0630 hours", "en", "06:30"),
        ("lúc 7g15", "vi", "07:15"),
        ("chín rưỡi tối mới về", "vi", "21:30"),
        ("lúc 3 giờ 12 phút chiều", "vi", "15:12"),
    ],
)
def test_what_is_a_time_of_day(text: str, code: str, value: str) -> None:
    assert read(text, code) == [value]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("8 people", "en"),
        ("a score of 3:1", "en"),
        ("in 8 hours", "en"),
        ("trong 8 tiếng", "vi"),
        ("um 8 Uhr", "de"),
        ("ten to twelve people", "en"),
        ("trong tám tiếng", "vi"),
        ("11.15 metres", "en"),
    ],
)
def test_what_is_none(text: str, code: str) -> None:
    assert read(text, code) == []


def test_times_agree_as_far_as_the_half_of_the_day_is_said() -> None:
    (open_,) = clocks("at 7:30", language("en"))
    (evening,) = clocks("lúc 19 giờ 30", language("vi"))
    (morning,) = clocks("lúc 7 giờ 30 sáng", language("vi"))
    assert open_.agrees(evening) and open_.agrees(morning)
    assert not evening.agrees(morning)
