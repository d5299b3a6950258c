"""What is counted of a corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.corpus import load
from toolkit.corpus.collecting import collect, patterns
from toolkit.corpus.counting import LONGEST, Statistics, statistics
from toolkit.corpus.writing import create


def counted(folder: Path, files: dict[str, str], **facts: str) -> Statistics:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    create(folder, "c", "C", collect(folder, patterns(["*.vi.txt", "*.en.txt"])))
    return statistics([load(folder)])


def lined(folder: Path, source: list[str], target: list[str]) -> None:
    """A corpus of one pair of documents, aligned line by line."""
    from dataclasses import replace

    for name, rows in (("a.vi", source), ("a.en", target)):
        (folder / name).write_text("".join(row + "\n" for row in rows), encoding="utf-8")
    one, other = collect(folder, patterns(["*.vi", "*.en"]))
    create(folder, "c", "C", [replace(one, lines="segments"), replace(other, lines="pairs")])


def test_documents_segments_words_and_their_lengths(tmp_path: Path) -> None:
    made = counted(
        tmp_path,
        {
            "a.vi.txt": "Trời mưa. Tôi ở nhà.\n",
            "a.en.txt": "It rains. I am at home.\n",
            "b.vi.txt": "TRỜI  MƯA.\n",
        },
    )
    vietnamese, english = made.languages["vi"], made.languages["en"]
    assert (vietnamese.documents, vietnamese.segments, vietnamese.words) == (2, 3, 7)
    assert (english.documents, english.segments, english.words) == (1, 2, 6)
    assert vietnamese.repeated == 1  # but for case and white space
    assert vietnamese.lengths == {2: 2, 3: 1} and vietnamese.sizes == {1: 1, 2: 1}
    assert made.pairs == {"vi-en": 1} and made.alone == ["c/b.vi.txt"]


def test_long_segments_count_as_the_longest(tmp_path: Path) -> None:
    made = counted(tmp_path, {"a.vi.txt": "từ " * (LONGEST + 50) + "\n"})
    assert made.languages["vi"].lengths == {LONGEST: 1}
    assert made.languages["vi"].words == LONGEST + 50


def test_the_very_same_content_is_named(tmp_path: Path) -> None:
    made = counted(tmp_path, {"a.vi.txt": "Trời mưa.\n", "b.vi.txt": "Trời mưa.\n"})
    assert made.same == [("c/b.vi.txt", "c/a.vi.txt")]


def test_what_cannot_be_read_is_named_and_the_rest_counted(tmp_path: Path) -> None:
    counted(tmp_path, {"a.vi.txt": "Trời mưa.\n", "b.vi.txt": "Trời nắng.\n", "c.vi.txt": "Gió.\n"})
    (tmp_path / "a.vi.txt").unlink()
    (tmp_path / "b.vi.txt").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "c.vi.txt").write_text("Gió to.\n", encoding="utf-8")
    made = statistics([load(tmp_path)])
    assert [name for name, _why in made.failures] == ["c/a.vi.txt", "c/b.vi.txt"]
    assert made.languages["vi"].documents == 1
    assert made.changed == ["c/c.vi.txt"]


def test_pairs_of_lines_are_beads(tmp_path: Path) -> None:
    lined(tmp_path, ["Trời mưa.", "", "Trời mưa.", "Gió. To."], ["It rains.", "Extra.", "it  rains.", ""])
    made = statistics([load(tmp_path)])
    assert made.beads == {"1-1": 2, "0-1": 1, "1-0": 1}
    assert (made.aligned["vi-en"].units, made.aligned["vi-en"].repeated) == (4, 1)
    assert made.languages["vi"].segments == 4  # a line each, whatever stands in it


def test_lines_that_do_not_go_together_are_named(tmp_path: Path) -> None:
    lined(tmp_path, ["Một.", "Hai."], ["One."])
    made = statistics([load(tmp_path)])
    assert made.failures == [("c/a.en", "line 1: ends before its line 2, others go on")]


@pytest.mark.parametrize("step", [0, 1, 5])
def test_progress_counts_documents(tmp_path: Path, step: int) -> None:
    files = {f"{n}.vi.txt": f"Số {n}.\n" for n in range(step + 1)}
    counted(tmp_path, files)
    seen: list[tuple[int, int]] = []
    statistics([load(tmp_path)], lambda done, total: seen.append((done, total)))
    assert seen == [(n, step + 1) for n in range(1, step + 2)]
