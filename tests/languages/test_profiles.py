from __future__ import annotations

import math

import pytest

from toolkit.languages.profiles import (
    Profile,
    normal,
    profile,
    profile_names,
    profiled_languages,
    profiles_for,
    weight,
)

# "ab" three times and "ac" once.
TOY = Profile(
    {
        "name": "toy",
        "n_words": [8, 12, 8],
        "freq": {
            "a": 4,
            "b": 3,
            "c": 1,
            " a": 4,
            "ab": 3,
            "ac": 1,
            "b ": 3,
            "c ": 1,
            " ab": 3,
            " ac": 1,
            "ab ": 3,
            "ac ": 1,
        },
    }
)


def test_what_was_met_more_often_is_likelier() -> None:
    assert TOY.word("ab") > TOY.word("ac") > TOY.word("cb") > TOY.word("xyz")


def test_a_word_has_nearly_the_share_it_had() -> None:
    assert math.exp(TOY.word("ab")) == pytest.approx(0.75, abs=0.05)
    assert math.exp(TOY.word("ac")) == pytest.approx(0.25, abs=0.05)


def test_capitals_in_a_profile_count_with_small_letters() -> None:
    folded = Profile({"name": "x", "n_words": [2, 2, 0], "freq": {"A": 1, "a": 1, " A": 1, " a": 1}})
    assert folded.has("a") and not folded.has("A")


def test_profiles_by_code() -> None:
    assert profiles_for("vi-VN") == ("vi",)
    assert profiles_for("zh") == ("zh-cn", "zh-tw")
    assert profiles_for("zh-Hant-HK") == ("zh-tw",)
    assert profiles_for("nb") == ("no",)
    assert profiles_for("mi") == ()
    assert {"en", "vi", "zh"} <= set(profiled_languages())
    assert weight("en-GB") > weight("bg") > weight("cy")


def test_every_profile_loads() -> None:
    for name in profile_names():
        assert profile(name).name == name


def test_an_unknown_profile() -> None:
    with pytest.raises(KeyError):
        profile("../detector.py")


def test_normal_letters() -> None:
    assert normal("the") == "the"
    assert normal("ế") == normal("ạ")
    assert normal("か") == normal("き")
