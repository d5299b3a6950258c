from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from toolkit.catalog.letters import Letters

TEXTS = st.text(st.sampled_from("abcABC đễ语\U0001f600"), max_size=12)


@given(st.lists(TEXTS, min_size=1, max_size=20), TEXTS, st.floats(0.05, 1.0))
def test_nothing_similar_is_ruled_out(texts: list[str], text: str, threshold: float) -> None:
    found = Letters(texts).candidates(text, threshold, 0, len(texts))
    for index, other in enumerate(texts):
        if Indel.normalized_similarity(text, other) >= threshold:
            assert index in found


def test_what_has_other_letters_is_ruled_out() -> None:
    letters = Letters(["open the file", "zzzzz", "close the file", "open a file"])
    assert letters.candidates("open the files", 0.75, 0, 4) == [0, 2, 3]
    assert letters.candidates("open the files", 0.75, 1, 3) == [2]


def test_very_many_texts_and_letters() -> None:
    letters = Letters(["ab" * 40_000, *["ab"] * 5_000, "ba", "xy"])
    assert letters.candidates("ba" * 40_000, 0.9, 0, 1) == [0]
    assert letters.candidates("ab", 0.9, 4_990, 5_003) == list(range(4_990, 5_002))
