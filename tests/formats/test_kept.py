"""Corrected alignments and anchors, as people hand them back."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.errors import FormatError, InputError
from toolkit.formats import save
from toolkit.formats.kept import located, read_anchors, read_kept
from toolkit.model import Bead, Bitext, Document, Unit, Units

SOURCE = Document.of_lines(["One.", "Two.", "", "One.", "Three."], "en")
TARGET = Document.of_lines(["Một.", "Hai.", "Một.", "Ba.", ""], "vi")
BEADS = (Bead((0, 1), (0,)), Bead((), (1,)), Bead((3,), (2,)), Bead((4,), (3,)))


@pytest.mark.parametrize("name", ["made.beads", "made.jsonl", "made.tsv"])
def test_what_was_written_is_found_again(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    save(Bitext(SOURCE, TARGET, BEADS), path)
    found = read_kept(path, SOURCE, TARGET)
    assert {(bead.source, bead.target) for bead in found} == {(b.source, b.target) for b in BEADS}


def test_texts_are_taken_in_order_where_they_recur() -> None:
    units = Units((Unit("1", "One.", "Một."), Unit("2", "One.", "Một.")))
    assert [bead.source for bead in located(units, SOURCE, TARGET)] == [(0,), (3,)]


def test_a_text_that_is_not_whole_segments_is_named() -> None:
    units = Units((Unit("7", "One. Tw", "Một."),))
    with pytest.raises(FormatError, match=r"unit 7: 'One\. Tw' is not whole segments"):
        list(located(units, SOURCE, TARGET))


def test_anchors_are_pairs_of_numbers(tmp_path: Path) -> None:
    path = tmp_path / "anchors"
    path.write_text("# chapters\n0\t0\n\n12, 14\n20 21\n", encoding="utf-8")
    assert read_anchors(path) == ((0, 0), (12, 14), (20, 21))


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("1\t1\nchapter 2\n", 2, "'chapter 2' is no anchor"),
        ("1\t1\n-2\t3\n", 2, "is no anchor"),
        ("5\t9\n7\t8\n", 2, "crosses the one in line 1"),
        ("7\t8\n5\t9\n", 1, "crosses the one in line 2"),
        ("# none\n", None, "there is no anchor"),
    ],
)
def test_bad_anchors_are_named(tmp_path: Path, text: str, line: int | None, problem: str) -> None:
    path = tmp_path / "anchors"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FormatError, match=problem) as caught:
        read_anchors(path)
    assert caught.value.line == line


def test_files_that_are_no_anchors(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_anchors(tmp_path / "absent")
    (tmp_path / "utf16").write_bytes("1\t1".encode("utf-16"))
    with pytest.raises(FormatError, match="not UTF-8"):
        read_anchors(tmp_path / "utf16")


@pytest.mark.parametrize(("bead", "side"), [("[0]:[99]", "target"), ("[99]:[]", "source")])
def test_a_segment_that_is_not_there_is_told_with_its_line(tmp_path: Path, bead: str, side: str) -> None:
    path = tmp_path / "out.beads"
    path.write_text(f"# corrected\n{bead}\n", encoding="utf-8")
    with pytest.raises(FormatError, match=rf"out\.beads:2: .* {side} segment 99"):
        read_kept(path, SOURCE, TARGET)
    path.write_text("0 0\n99 99\n", encoding="utf-8")
    with pytest.raises(FormatError, match=r"out\.beads:2: an anchor names source segment 99"):
        read_anchors(path, (len(SOURCE), len(TARGET)))
