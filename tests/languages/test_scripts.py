from __future__ import annotations

from itertools import pairwise

import pytest

from toolkit.languages.scripts import script_of, scripts, scripts_of, writing


@pytest.mark.parametrize(
    ("character", "code"),
    [
        ("a", "Latn"),
        ("ệ", "Latn"),
        ("ж", "Cyrl"),
        ("ア", "Kana"),
        ("中", "Hani"),
        ("한", "Hang"),
        ("7", ""),
        ("!", ""),
        ("\U0001f600", ""),
    ],
)
def test_the_script_of_a_character(character: str, code: str) -> None:
    assert script_of(character) == code


def test_ranges_do_not_overlap() -> None:
    ranges = sorted(r for script in scripts().values() for r in script.ranges)
    assert all(first <= last for first, last in ranges)
    assert all(one[1] < two[0] for one, two in pairwise(ranges))


def test_kana_make_japanese_of_chinese_characters() -> None:
    mixed = writing(["北海道の天気", "カメラ"])
    assert mixed is not None and mixed.script.code == "Kana" and mixed.share == 1.0
    slogan = writing(["我们今天一起去公园散步吃饭看电影买东西逛商店喝茶" * 2, "の"])
    assert slogan is not None and slogan.script.code == "Hani"


def test_the_weightier_script_wins() -> None:
    found = writing(["привет", "world"])
    assert found is not None and found.script.name == "Cyrillic" and 0.5 < found.share < 1


def test_no_script() -> None:
    assert writing([]) is None
    assert writing(["\U00012000"]) is None


def test_scripts_of_languages() -> None:
    assert scripts_of("vi") == {"Latn"}
    assert scripts_of("ja") == {"Kana", "Hani"}
    assert scripts_of("sr") == {"Latn", "Cyrl"}
    assert scripts_of("sr-Latn") == {"Latn"}
    assert scripts_of("uz-Cyrl") == {"Cyrl"}
