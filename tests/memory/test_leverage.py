from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.memory.conftest import units
from toolkit.memory import Memory
from toolkit.memory.leverage import Amount, Band, leverage, segments


def bands(memory: Memory, *documents: list[str]) -> dict[str, int]:
    done = leverage(memory, documents, "en", "vi")
    return {band.value: amount.segments for band, amount in done.bands.items() if amount.segments}


def test_each_segment_is_in_its_band(memory: Memory) -> None:
    memory.add(units(("one two three four five six seven eight nine ten", "mười")), "en", "vi")
    document = [
        "Open the file",  # before the one it stood before: in its context
        "Close the file",
        "Peace and unity",
        "Open the files",
        "Page 5 of 10",
        "one two three four five six seven nine ten",
        "one two three four five six seven 1234",
        "Zebra crossing",
        "Zebra crossing",
    ]
    assert bands(memory, document) == {
        "101": 1, "100": 2, "95-99": 2, "85-94": 1, "75-84": 1, "no match": 1, "repetitions": 1,
    }  # fmt: skip


def test_repetitions_go_over_documents_and_exact_ones_are_none(memory: Memory) -> None:
    assert bands(memory, ["Zebra", "Open the file"], ["Zebra", "Open the file"]) == {
        "no match": 1, "repetitions": 1, "100": 2,
    }  # fmt: skip


def test_words_and_rates(memory: Memory) -> None:
    done = leverage(
        memory, [["Peace and unity", "A zebra", "A zebra"]], "en", "vi",
        rates={Band.EXACT: 0.1, Band.REPETITION: 0.5},
    )  # fmt: skip
    assert done.bands[Band.EXACT] == Amount(1, 3, 15)
    assert done.total == Amount(3, 7, 29)
    assert done.weighted == pytest.approx(3 * 0.1 + 2 + 2 * 0.5)


def test_nothing_is_nothing(memory: Memory) -> None:
    assert leverage(memory, [[], ["", "  "]], "en", "vi").total == Amount()


@given(st.lists(st.sampled_from(["Open the file", "Page 1 of 2", "Zebra", "Open a file", ""]), max_size=8))
@settings(max_examples=20, deadline=None)
def test_every_segment_is_counted_once(shared: Memory, document: list[str]) -> None:
    done = leverage(shared, [document], "en", "vi")
    assert done.total.segments == sum(bool(text) for text in document)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Memory:
    memory = Memory.open(tmp_path_factory.mktemp("memory") / "a.tm", create=True)
    memory.add(units(("Open the file", "Mở tệp"), ("Page 3 of 10", "Trang 3 trên 10")), "en", "vi")
    return memory


def test_documents_catalogs_and_bitexts(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One sentence. Another one.\n")
    assert segments(tmp_path / "a.txt", "en") == ["One sentence.", "Another one."]
    (tmp_path / "a.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Done"\nmsgstr "Xong"\n\n'
        'msgid "New"\nmsgstr ""\n\nmsgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] ""\n'
    )
    assert segments(tmp_path / "a.po", "en") == ["New", "%d file", "%d files"]
    assert segments(tmp_path / "a.po", "en", everything=True)[0] == "Done"
    (tmp_path / "a.jsonl").write_text('{"source": "a", "target": "b"}\n{"source": "c", "target": ""}\n')
    assert segments(tmp_path / "a.jsonl", "en") == ["c"]
