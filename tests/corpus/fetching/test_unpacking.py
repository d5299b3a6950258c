from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.corpus.fetching import unpacking
from toolkit.corpus.fetching.unpacking import plain
from toolkit.errors import FormatError

PACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
}
TEXT = "".join(f"Line {n * n} of a text.\n" for n in range(5000)).encode()


def unpacked(data: bytes) -> bytes:
    return plain(io.BytesIO(data), "x").read()


@pytest.mark.parametrize("kind", PACK)
@given(parts=st.lists(st.binary(max_size=300), min_size=1, max_size=3))
def test_every_packing_comes_back_members_and_all(kind: str, parts: list[bytes]) -> None:
    assert unpacked(b"".join(map(PACK[kind], parts))) == b"".join(parts)


@pytest.mark.parametrize("kind", PACK)
def test_what_is_cut_off_is_told(kind: str) -> None:
    packed = PACK[kind](TEXT)
    for end in (len(packed) - 1, len(packed) // 2, 20):
        with pytest.raises(FormatError, match="cut off"):
            unpacked(packed[:end])


@pytest.mark.parametrize("kind", PACK)
def test_what_is_damaged_is_told(kind: str) -> None:
    packed = bytearray(PACK[kind](TEXT))
    packed[len(packed) // 2] ^= 0x55
    with pytest.raises(FormatError, match=r"damaged|cut off"):
        unpacked(bytes(packed))


def test_padding_after_the_last_member_is_nothing() -> None:
    assert unpacked(gzip.compress(TEXT) + b"\0" * 1000) == TEXT


def test_plain_bytes_stay_as_they_are() -> None:
    assert unpacked(TEXT) == TEXT
    assert unpacked(b"") == b""


def test_what_swells_beyond_all_texts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "SMALL", 1 << 20)
    bomb = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = b"".join(bomb.compress(bytes(1 << 20)) for _ in range(20)) + bomb.flush()
    with pytest.raises(FormatError, match="200 times"):
        unpacked(packed)
    assert unpacked(gzip.compress(TEXT * 9)) == TEXT * 9


def test_a_line_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "LONGEST_LINE", 1 << 20)
    stream = plain(io.BytesIO(b"short\n" + b"x" * (1 << 21)), "x")
    assert stream.readline() == b"short\n"
    with pytest.raises(FormatError, match="a line has more than 1 MB"):
        stream.readline()


def test_a_tar_archive_is_named() -> None:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as archive:
        archive.addfile(tarfile.TarInfo("a.en"), io.BytesIO(b""))
    with pytest.raises(FormatError, match="tar archive"):
        unpacked(data.getvalue())
