from __future__ import annotations

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from toolkit.corpus.fetching.pieces import write
from toolkit.formats import load
from toolkit.model import Unit, Units

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\ufeff"), max_size=20)


def units(rows: list[Unit]) -> Units:
    return Units(iter(rows), "en", "vi")


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=30), st.integers(0, 7))
def test_nothing_is_lost_whatever_the_size(rows: list[tuple[str, str]], size: int) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        pieces, note = write(units([Unit(str(n), *row) for n, row in enumerate(rows, 1)]), "x", folder, size)
        assert note == ""
        back = [
            (unit.source, unit.target)
            for piece in pieces
            for unit in load(folder / Path(piece.names[0]).stem)
        ]
        assert back == rows
        assert sum(piece.lines for piece in pieces) == len(rows)
        assert all(piece.lines <= size for piece in pieces if size)
        for piece in pieces:
            assert len(piece.names) == 2
            for file, digest in zip(piece.names, piece.sha256, strict=True):
                assert hashlib.sha256((folder / file).read_bytes()).hexdigest() == digest
        assert len(list(folder.iterdir())) == 2 * len(pieces)


def test_documents_stay_whole(tmp_path: Path) -> None:
    rows = [Unit(f"d{n // 7}#{n % 7}", f"s{n}", f"t{n}") for n in range(28)]
    pieces, _note = write(units(rows), "x", tmp_path, 5)
    assert [piece.lines for piece in pieces] == [7, 7, 7, 7]
    assert (tmp_path / "x-00002.en-vi.ids").read_text("utf-8").startswith("d1#0\n")
    pieces, _note = write(units(rows), "y", tmp_path, 3)
    assert max(piece.lines for piece in pieces) == 6  # but not beyond twice the size


def test_one_piece_has_a_plain_name(tmp_path: Path) -> None:
    pieces, _note = write(units([Unit("1", "a", "b")]), "x", tmp_path, 5)
    assert [piece.names for piece in pieces] == [("x.en-vi.en", "x.en-vi.vi")]


def test_line_breaks_become_spaces_and_are_told(tmp_path: Path) -> None:
    pieces, note = write(units([Unit("1", "a\r\nb\nc", "d\re")]), "x", tmp_path, 0)
    assert (tmp_path / pieces[0].names[0]).read_bytes() == b"a b c\n"
    assert note == "3 line breaks became spaces"
