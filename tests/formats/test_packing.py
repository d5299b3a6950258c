"""Packed files give back what went in, and say so when they are not whole."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.strategies import units as any_unit
from toolkit.errors import FormatError, MissingExtra, UsageError
from toolkit.formats import Context, dump, format_of, load, packing, save
from toolkit.model import Unit, Units

UNITS = Units(tuple(Unit(str(n), f"House {n}", f"Nhà {n}") for n in range(500)), "en", "vi")
NAMES = [f"a.{kind}{suffix}" for kind in ("jsonl", "tsv", "tmx", "xlf", "po") for suffix in packing.ENDINGS]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_packed_comes_back(tmp_path: Path, name: str) -> None:
    save(UNITS, tmp_path / name)
    plain = tmp_path / Path(name).stem
    save(UNITS, plain)
    assert [(u.source, u.target) for u in load(tmp_path / name)] == [
        (u.source, u.target) for u in load(plain)
    ]
    assert (tmp_path / name).stat().st_size < plain.stat().st_size / 3


@pytest.mark.parametrize("suffix", packing.ENDINGS)
@given(rows=st.lists(any_unit(), max_size=20))
def test_inside_is_what_would_stand_in_a_plain_file(suffix: str, rows: list[Unit]) -> None:
    units = Units(tuple(rows), "en", "vi")
    packed, plain = io.BytesIO(), io.BytesIO()
    kind = format_of(f"a.jsonl{suffix}")
    dump(units, packed, kind)
    dump(units, plain, "jsonl")
    unpack = gzip.decompress if suffix == ".gz" else zstandard.ZstdDecompressor().decompressobj().decompress
    assert unpack(packed.getvalue()) == plain.getvalue()
    packed.seek(0)
    assert kind.read is not None
    assert len(tuple(kind.read(packed, Context()))) == len(rows)


@pytest.mark.parametrize("suffix", packing.ENDINGS)
def test_the_same_units_give_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    made = []
    for name in ("one", "other"):
        save(UNITS, tmp_path / f"{name}.jsonl{suffix}")
        made.append((tmp_path / f"{name}.jsonl{suffix}").read_bytes())
    assert made[0] == made[1]


@pytest.mark.parametrize("suffix", packing.ENDINGS)
def test_a_file_that_breaks_off_is_no_shorter_file(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.jsonl{suffix}"
    save(UNITS, path)
    data = path.read_bytes()
    for size in (1, 5, 20, len(data) // 2, len(data) - 1):
        path.write_bytes(data[:size])
        with pytest.raises(FormatError, match=r"a\.jsonl.* breaks off"):
            load(path)


@pytest.mark.parametrize("suffix", packing.ENDINGS)
def test_a_file_of_something_else_is_told(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.jsonl{suffix}"
    path.write_text('{"source": "House", "target": "Nhà"}\n', encoding="utf-8")
    with pytest.raises(FormatError, match="cannot be unpacked"):
        load(path)


@pytest.mark.parametrize("suffix", packing.ENDINGS)
def test_files_put_together_are_one(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.jsonl{suffix}"
    save(UNITS, path)
    path.write_bytes(path.read_bytes() * 3)
    assert len(tuple(load(path))) == 1500


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(b"")
    assert load(tmp_path / "a.jsonl.gz").held().units == ()


@pytest.mark.parametrize("name", ["a.parquet.gz", "a.xlsx.zst", "a.en-vi.gz"])
def test_what_cannot_be_packed_says_so(name: str) -> None:
    with pytest.raises(UsageError, match=r"is not packed as \.\w+ – leave out"):
        format_of(name)


def test_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match=r"bitext-toolkit\[zstd\]"):
        format_of("a.jsonl.zst")
