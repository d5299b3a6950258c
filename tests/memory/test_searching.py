from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from tests.memory.conftest import units
from toolkit.errors import UsageError
from toolkit.memory import USUAL, Kind, Memory, Penalties
from toolkit.memory import profiles as profiles_module
from toolkit.model import Unit

TEXTS = st.text(st.sampled_from("abcdeABC 123,.đễữ语言\U0001f600"), min_size=1, max_size=14)


@given(st.lists(TEXTS, min_size=1, max_size=25), TEXTS, st.sampled_from([0.5, 0.6, 0.75, 0.9]), st.booleans())
@settings(max_examples=40, deadline=None)
def test_no_best_match_is_missed(stored: list[str], text: str, threshold: float, blocks: bool) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Memory.open(Path(folder) / "a.tm", create=True) as memory,
    ):
        memory.add([Unit(str(n), source, "x") for n, source in enumerate(stored)], "en", "vi")
        if blocks:
            memory._profiles.catch_up(1, least=1)
        kept = [source for source in stored if source.strip()]
        wanted = sorted(
            (Indel.normalized_similarity(text, other) for other in dict.fromkeys(kept)), reverse=True
        )
        wanted = [value for value in wanted if value >= threshold][:5]
        found = memory.search(text, threshold=threshold) if kept else []
        # What differs in a figure alone counts for more than its letters say, so that only others compare.
        if not any(match.kind is Kind.SUBSTITUTED for match in found):
            assert [match.similarity for match in found] == wanted


def test_percentages_are_those_of_translation_tools(memory: Memory) -> None:
    assert [(match.percent, match.kind) for match in memory.search("Open the file", limit=1)] == [
        (100, Kind.EXACT)
    ]
    (match,) = memory.search("Open the files", limit=1)
    assert (match.percent, match.kind, match.certain) == (96, Kind.FUZZY, False)  # 26 / 27, rounded down


def test_nothing_but_the_same_is_a_hundred(empty: Memory) -> None:
    long = "word " * 300
    empty.add(units((long, "x")), "en", "vi")
    assert empty.search(long + "!")[0].percent == 99


@pytest.mark.parametrize(
    ("before", "after", "percent"),
    [("", "Close the file", 101), ("", "Other", 100), (None, "Close the file", 100), ("", "", 100)],
)
def test_the_neighbours_make_a_context(memory: Memory, before: str | None, after: str, percent: int) -> None:
    assert memory.search("Open the file", before=before, after=after)[0].percent == percent


def test_a_key_is_a_context(empty: Memory) -> None:
    empty.add(units(("Open", "Mở")), "en", "vi", contexts={"1": "menu"})
    empty.add(units(("Open", "Đang mở")), "en", "vi", contexts={"1": "state"})
    (first, second) = empty.search("Open", context="state")
    assert (first.target, first.percent, second.percent) == ("Đang mở", 101, 100)


def test_numbers_that_differ_are_exchanged(memory: Memory) -> None:
    (match,) = memory.search("Page 7 of 12")
    assert (match.target, match.recorded) == ("Trang 7 trên 12", "Trang 3 trên 10")
    assert (match.percent, match.kind) == (99, Kind.SUBSTITUTED)


def test_numbers_are_exchanged_however_short_the_rest(empty: Memory) -> None:
    empty.add(units(("5 kg", "5 cân"), ("%s (old)", "%s (cũ)")), "en", "vi")
    assert empty.search("123456 kg")[0].target == "123456 cân"
    assert empty.search("%(name)s (old)")[0].target == "%(name)s (cũ)"


def test_figures_alone_are_not_alike(empty: Memory) -> None:
    empty.add(units(("5", "5")), "en", "vi")
    assert empty.search("1234") == []


def test_search_works_in_the_other_direction(memory: Memory) -> None:
    assert memory.search("Đóng tệp", "vi", "en")[0].target == "Close the file"
    assert memory.search("Đóng tệp", "vi")[0].target == "Close the file"


def test_variants_of_a_language_are_found(empty: Memory) -> None:
    empty.add(units(("Colour", "Màu")), "en-GB", "vi")
    assert empty.search("Colour", "en-US", "vi")[0].source_language == "en-GB"
    assert empty.search("Colour", "en-US", "vi", penalties=USUAL)[0].percent == 99
    assert empty.search("Colour", "fr", "vi") == []


def test_several_pairs_have_to_be_named(memory: Memory) -> None:
    memory.add(units(("Yes", "Oui")), "en", "fr")
    with pytest.raises(UsageError, match="en–vi, en–fr"):
        memory.search("Yes")
    assert memory.search("Yes", target_language="fr")[0].target == "Oui"


def test_penalties(empty: Memory) -> None:
    empty.add(units(("Yes", "Có"), confidence=0.8), "en", "vi", origin="old/a.tmx")
    assert empty.search("Yes")[0].percent == 100
    assert empty.search("Yes", penalties=USUAL)[0].percent == 95
    assert empty.search("Yes", penalties=Penalties(origins=(("old/*", 30), ("*", 2)))) == []
    empty.add(units(("Yes", "Vâng")), "en", "vi", origin="new.tmx")
    assert [match.percent for match in empty.search("Yes", penalties=USUAL)] == [99, 94]
    # One good witness is enough.
    empty.add(units(("Yes", "Có"), confidence=0.8), "en", "vi", origin="new.tmx")
    found = empty.search("Yes", penalties=Penalties(origins=(("old/*", 20),)))
    assert {match.percent for match in found} == {100}


def test_what_is_surer_and_more_frequent_comes_first(empty: Memory) -> None:
    empty.add(units(("Yes", "Ừ"), ("Yes", "Có"), ("Yes", "Có"), ("Yes", "Vâng")), "en", "vi")
    assert [match.target for match in empty.search("Yes", limit=1)] == ["Có"]
    assert empty.search("Yes")[0].alternatives == 3


def test_very_long_texts(empty: Memory) -> None:
    long = "abcdefgh " * 9_000
    empty.add(units((long, "x"), ("short", "y")), "en", "vi")
    assert empty.search(long)[0].percent == 100
    assert empty.search(long + "more")[0].percent == 99


def test_what_another_process_adds_is_found(memory: Memory, path: Path) -> None:
    assert memory.search("Brand new sentence") == []
    with Memory.open(path) as other:
        other.add(units(("Brand new sentence", "Câu mới tinh")), "en", "vi")
    assert memory.search("Brand new sentences")[0].percent == 97


def test_blocks_made_anew_by_another_process(
    memory: Memory, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(profiles_module, "LOOSE", 2)
    memory._profiles.catch_up(1, least=1)
    before = memory.search("Open the files")
    with Memory.open(path) as other:
        other.add(units(*((f"filler {n}", "x") for n in range(50))), "en", "vi")
        other.compact()
    assert memory.search("Open the files") == before


def test_many_small_additions_are_put_together(empty: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profiles_module, "_SMALL", 3)
    sizes = []
    for part in range(8):
        empty.add(units(*((f"sentence {part} {n}", "x") for n in range(20))), "en", "vi")
        empty._profiles.catch_up(1, least=1)
        sizes.append(empty._run("SELECT count(*) FROM profile").fetchone()[0])
        assert empty.search(f"sentence {part} 7s")[0].source == f"sentence {part} 7"
        assert empty.search("sentence 0 7s")[0].source == "sentence 0 7"
    assert max(sizes) <= 4 and sizes[-1] < len(sizes)


@pytest.mark.parametrize("threshold", [0, -1, 1.5])
def test_thresholds_have_a_range(memory: Memory, threshold: float) -> None:
    with pytest.raises(UsageError, match="threshold"):
        memory.search("a", threshold=threshold)


def test_nothing_is_like_nothing(memory: Memory) -> None:
    assert memory.search("") == []
