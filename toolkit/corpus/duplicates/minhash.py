"""MinHash in bands: texts that are alike are likely to share a key, others are not.

Sources: Broder (1997), "On the resemblance and containment of documents"; Indyk and Motwani (1998) for the
bands; Dietzfelbinger et al. (1997) for hashing by multiplication and shift.

A key is made of ``rows`` minima, and there are ``bands`` keys: two texts of Jaccard similarity ``s`` share
one with probability ``1 - (1 - s ** rows) ** bands``. With 5 and 36 that is .999 at .7, .988 at .65, .946
at .6 and .08 at .3.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from toolkit.corpus.duplicates.likeness import SHINGLE

BANDS, ROWS = 36, 5

Keys = npt.NDArray[np.uint64]

_MIX = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(32)


def exact_keys(texts: Sequence[str]) -> Keys:
    """One key a text, which only texts of the same characters share [texts, 1]."""
    digests = b"".join(
        hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest() for text in texts
    )
    return np.frombuffer(digests, dtype="<u8").astype(np.uint64).reshape(-1, 1)


def band_keys(texts: Sequence[str]) -> Keys:
    """The keys of some texts, one a band [texts, BANDS]."""
    shingles, starts = _shingles(texts)
    keys = np.empty((len(texts), BANDS), dtype=np.uint64)
    factors, offsets = _constants()
    for band in range(BANDS):
        key: Keys = np.full(len(texts), _mixed(np.array([band + 1], dtype=np.uint64))[0], dtype=np.uint64)
        for row in range(band * ROWS, (band + 1) * ROWS):
            hashed: Keys = (shingles * factors[row] + offsets[row]) >> _SHIFT
            key = _mixed(key ^ np.minimum.reduceat(hashed, starts))
        keys[:, band] = key
    return keys


def _shingles(texts: Sequence[str]) -> tuple[Keys, npt.NDArray[np.int64]]:
    """Hashes of all runs of characters, one text after the other, and where each text's begin [texts]."""
    padded = [f" {text} ".ljust(SHINGLE) for text in texts]
    joined = "".join(padded).encode("utf-32-le", "surrogatepass")
    characters = np.frombuffer(joined, dtype="<u4").astype(np.uint64)
    lengths = np.array([len(text) for text in padded], dtype=np.int64)
    hashed = np.zeros(len(characters) - SHINGLE + 1, dtype=np.uint64)
    for at in range(SHINGLE):
        hashed = hashed * _MIX + characters[at : at + len(hashed)]
    # Runs over the border of two texts belong to neither.
    ends = np.cumsum(lengths)
    inside = np.ones(len(characters), dtype=np.bool_)
    for back in range(1, SHINGLE):
        inside[ends - back] = False
    starts = np.concatenate(([0], np.cumsum(lengths - SHINGLE + 1)[:-1])).astype(np.int64)
    return _mixed(hashed[inside[: len(hashed)]]), starts


def _constants() -> tuple[Keys, Keys]:
    """Odd factors and offsets of the hash functions, the same on every machine."""
    drawn = _mixed(np.arange(1, 2 * BANDS * ROWS + 1, dtype=np.uint64) * _MIX)
    return drawn[::2] | np.uint64(1), drawn[1::2]


def _mixed(values: Keys) -> Keys:
    """Bits spread over the whole word (the finaliser of splitmix64, Steele et al. 2014)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: Keys = values ^ (values >> np.uint64(31))
    return mixed
