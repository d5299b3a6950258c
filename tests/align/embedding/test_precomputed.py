"""Vectors from files: what is taken, and what is said of what is not."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from toolkit.align.embedding.precomputed import Precomputed
from toolkit.errors import FormatError, InputError, UsageError


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "a.npy"
    np.save(path, np.arange(6, dtype=np.float16).reshape(3, 2) + 1)
    return path


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "b.npy"
    np.save(path, np.array([[3, -4], [0, 0]], dtype=np.int8))
    return path


@pytest.mark.parametrize(
    ("spec", "files"),
    [
        ("npy:a.npy,b.npy", ("a.npy", "b.npy")),
        ("npy:one,two.npy,three,four.npy", ("one,two.npy", "three,four.npy")),
        ("npy:a,b", ("a", "b")),
    ],
)
def test_two_files(spec: str, files: tuple[str, str]) -> None:
    made = Precomputed.of(spec)
    assert (made.source, made.target) == files


@pytest.mark.parametrize("spec", ["npy:", "npy:a.npy", "npy:,b.npy", "npy:a.npy,", "a.npy,b.npy", ""])
def test_not_two_files(spec: str) -> None:
    with pytest.raises(UsageError, match=r"write npy:SOURCE\.npy,TARGET\.npy"):
        Precomputed.of(spec)


def test_rows_are_brought_to_unit_length(source: Path, target: Path) -> None:
    left, right = Precomputed.of(f"npy:{source},{target}").vectors(3, 2)
    assert np.allclose(np.linalg.norm(left, axis=1), 1)
    assert np.allclose(right, np.array([[0.6, -0.8], [0, 0]]))
    assert left.dtype == right.dtype == np.float32


def test_a_row_too_few_is_named_with_both_numbers(source: Path, target: Path) -> None:
    with pytest.raises(InputError, match=r"b\.npy: has 2 rows, the document has 7 segments"):
        Precomputed(str(source), str(target)).vectors(3, 7)
    with pytest.raises(InputError, match=r"a\.npy: has 3 rows, the document has 4 segments"):
        Precomputed(str(source), str(target)).vectors(4, 2)


def test_sides_of_two_models(source: Path, tmp_path: Path) -> None:
    np.save(tmp_path / "wide.npy", np.ones((2, 5)))
    with pytest.raises(InputError, match=r"wide\.npy: has 5 numbers a row, .*a\.npy has 2"):
        Precomputed(str(source), str(tmp_path / "wide.npy")).vectors(3, 2)


def header(shape: str) -> bytes:
    text = f"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}".encode()
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text) + 1) + text + b"\n"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x93NUMPY",
        b"not numpy at all",
        header("(1000000000000, 1000)") + b"\0" * 8,
        header("(-1, 4)"),
        header("(9" + "9" * 40 + ", 4)"),
        header("__import__('os')"),
        header("((((((((((((((((1"),
        header("(3,)") + b"\0" * 12,
        header("(3, 0)"),
        b"\x80\x04K\x01.",
        b"PK\x03\x04" + b"\0" * 30,
    ],
)
def test_a_file_that_is_not_rows_of_numbers(content: bytes, source: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.npy"
    bad.write_bytes(content)
    with pytest.raises(FormatError, match=r"bad\.npy: "):
        Precomputed(str(source), str(bad)).vectors(3, 3)


def test_other_arrays(source: Path, tmp_path: Path) -> None:
    words, archive = tmp_path / "words.npy", tmp_path / "archive.npz"
    np.save(words, np.array([["a", "b"]]))
    np.savez(archive, rows=np.ones((3, 2)))
    with pytest.raises(FormatError, match="not rows of numbers"):
        Precomputed(str(source), str(words)).vectors(3, 1)
    with pytest.raises(FormatError, match=r"not a \.npy file"):
        Precomputed(str(source), str(archive)).vectors(3, 3)


def test_numbers_that_are_none(source: Path, tmp_path: Path) -> None:
    np.save(tmp_path / "nan.npy", np.array([[1.0, np.nan]]))
    with pytest.raises(InputError, match=r"nan\.npy: vector 0 holds a number that is not finite"):
        Precomputed(str(source), str(tmp_path / "nan.npy")).vectors(3, 1)


def test_no_file(source: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        Precomputed(str(source), str(tmp_path / "none.npy")).vectors(3, 1)
    with pytest.raises(InputError, match="is a directory"):
        Precomputed(str(source), str(tmp_path)).vectors(3, 1)
