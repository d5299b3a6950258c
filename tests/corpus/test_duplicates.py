"""Units that say the same are found, others are not, and no more is held in memory for more of them."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.corpus.duplicates import Likeness, find
from toolkit.corpus.duplicates.likeness import bare, similarity
from toolkit.corpus.duplicates.minhash import BANDS, band_keys
from toolkit.errors import OutputError, UsageError
from toolkit.model import Unit

_SYLLABLES = [
    begin + vowel + end
    for begin in "b ch d g kh l m n ph qu r s t v x z".split()
    for vowel in "a e i o u ai".split()
    for end in ("", "n", "t", "m", "ng")
]


def words(rng: random.Random, count: int) -> list[str]:
    return ["".join(rng.choices(_SYLLABLES, k=rng.randint(1, 3))) for _ in range(count)]


def clusters(units: Iterable[tuple[str, str]], likeness: Likeness) -> list[int]:
    made = [Unit(str(n), source, target) for n, (source, target) in enumerate(units)]
    with tempfile.TemporaryDirectory() as folder:
        return [int(first) for first in find(made, likeness, Path(folder)).first]


# ── levels ──────────────────────────────────────────────────────────────────────────────────────────────────

PAIRS = [
    ("The station opens in March.", "Nhà ga mở cửa vào tháng 3."),
    ("The station opens in March.", "Nhà ga mở cửa vào tháng 3."),
    ("the station opens in March", "Nhà ga  mở cửa, vào tháng 3!"),
    ("The new station opens in March.", "Nhà ga mở cửa vào tháng 3."),
    ("The price of rice rose again.", "Giá gạo lại tăng."),
    ("The station opens in March.", "Ông ấy không đồng ý với kế hoạch đó."),
]


@pytest.mark.parametrize(
    ("likeness", "first"),
    [
        (Likeness("exact"), [0, 0, 2, 3, 4, 5]),
        (Likeness("normalised"), [0, 0, 0, 3, 4, 5]),
        (Likeness("near"), [0, 0, 0, 0, 4, 5]),
        (Likeness("exact", "source"), [0, 0, 2, 3, 4, 0]),
        (Likeness("normalised", "target"), [0, 0, 0, 0, 4, 5]),
        (Likeness("near", threshold=1.0), [0, 0, 0, 3, 4, 5]),
    ],
)
def test_what_is_the_same_depends_on_the_level(likeness: Likeness, first: list[int]) -> None:
    assert clusters(PAIRS, likeness) == first


def test_letters_count_marks_and_case_do_not() -> None:
    assert bare("  “Đẹp”, EH?  ") == bare("đẹp eh")
    assert bare("dep") != bare("đẹp")
    assert bare("?!") == "?!"  # nothing else is there to compare


def test_composed_and_decomposed_are_the_same() -> None:
    import unicodedata

    text = "Tiếng Việt"
    assert bare(text) == bare(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize("wrong", [("nearly", "both", 0.5), ("near", "left", 0.5), ("near", "both", 0.0)])
def test_nonsense_is_refused(wrong: tuple[str, str, float]) -> None:
    with pytest.raises(UsageError):
        Likeness(*wrong)


# ── seeded duplicates ───────────────────────────────────────────────────────────────────────────────────────


def _dropped(rng: random.Random, text: list[str]) -> list[str]:
    at = rng.randrange(len(text))
    return text[:at] + text[at + 1 :]


def _added(rng: random.Random, text: list[str]) -> list[str]:
    at = rng.randrange(len(text))
    return [*text[:at], *words(rng, 1), *text[at:]]


def _replaced(rng: random.Random, text: list[str]) -> list[str]:
    at = rng.randrange(len(text))
    return [*text[:at], *words(rng, 1), *text[at + 1 :]]


def _swapped(rng: random.Random, text: list[str]) -> list[str]:
    at = rng.randrange(len(text) - 1)
    return [*text[:at], text[at + 1], text[at], *text[at + 2 :]]


def _misspelt(rng: random.Random, text: list[str]) -> list[str]:
    at = rng.randrange(len(text))
    return [*text[:at], text[at] + "x", *text[at + 1 :]]


def _shouted(rng: random.Random, text: list[str]) -> list[str]:
    del rng
    return [word.upper() for word in text]


EDITS: tuple[Callable[[random.Random, list[str]], list[str]], ...] = (
    _dropped, _added, _replaced, _swapped, _misspelt, _shouted,
)  # fmt: skip


def test_seeded_near_duplicates_are_found_and_nothing_else() -> None:
    rng = random.Random(11)
    texts = [(words(rng, rng.randint(7, 25)), words(rng, rng.randint(7, 25))) for _ in range(3000)]
    rows = [(number, *pair) for number, pair in enumerate(texts)]
    for number in range(0, 3000, 4):
        source, target = texts[number]
        edit = rng.choice(EDITS)
        changed = rng.choice(["source", "target", "both"])
        rows.append(
            (
                number,
                edit(rng, source) if changed != "target" else source,
                edit(rng, target) if changed != "source" else target,
            )
        )
    found = clusters([(" ".join(s), " ".join(t)) for _n, s, t in rows], Likeness())
    seeded = range(3000, len(rows))
    dropped = [at for at, first in enumerate(found) if first != at]
    right = [at for at in dropped if rows[at][0] == rows[found[at]][0]]
    assert len(right) / len(seeded) >= 0.95
    assert len(right) / len(dropped) >= 0.98


def test_very_many_of_one_kind_are_one_cluster() -> None:
    rng = random.Random(3)
    rows = [(f"Copyright {n} by the authors of the book", "Bản quyền thuộc về tác giả") for n in range(2000)]
    rng.shuffle(rows)
    found = clusters(rows, Likeness())
    assert sum(first == at for at, first in enumerate(found)) <= 3


@settings(max_examples=50)
@given(st.lists(st.tuples(st.text(max_size=8), st.text(max_size=8)), max_size=40))
def test_exact_duplicates_are_what_a_dictionary_would_find(rows: list[tuple[str, str]]) -> None:
    seen: dict[tuple[str, str], int] = {}
    wanted = [seen.setdefault(row, at) for at, row in enumerate(rows)]
    assert clusters(rows, Likeness("exact")) == wanted


@settings(max_examples=25)
@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30)), max_size=20))
def test_the_first_of_a_cluster_is_its_own_first(rows: list[tuple[str, str]]) -> None:
    found = clusters(rows, Likeness())
    assert all(found[first] == first <= at for at, first in enumerate(found))
    assert len(found) == len(rows)


# ── keys ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_keys_of_a_text_do_not_depend_on_its_neighbours() -> None:
    texts = ["", "a", "ab", "one more text", "𝒳 beyond the first plane", "one more text"]
    together = band_keys(texts)
    alone = np.concatenate([band_keys([text]) for text in texts])
    assert together.shape == (6, BANDS)
    assert np.array_equal(together, alone)
    assert np.array_equal(together[3], together[5])


def test_texts_share_keys_as_often_as_they_are_alike() -> None:
    rng = random.Random(5)
    like = unlike = shared = strange = 0
    for _ in range(300):
        one = words(rng, 20)
        near, far = " ".join(_replaced(rng, one)), " ".join(words(rng, 20))
        keys = band_keys([" ".join(one), near, far])
        if similarity(" ".join(one), near) >= 0.65:
            like += 1
            shared += bool((keys[0] == keys[1]).any())
        unlike += 1
        strange += bool((keys[0] == keys[2]).any())
    assert like > 200 and shared >= 0.98 * like
    assert strange <= 0.02 * unlike


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="folder"):
        find([Unit("1", "a", "b")], Likeness(), tmp_path / "nowhere")
