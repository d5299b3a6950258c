"""Which units go into which shard, known before any is written, so that all can be written at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_KEY = 32
"""Bytes of a key."""


@dataclass(frozen=True, slots=True)
class Portion:
    """The units of one shard.

    Attributes:
        languages: source and target.
        number: of the shard, from 0.
        packed: the keys of the results it is made of, in order, 32 bytes each.
        skip: units of the first result that stand in the shard before.
        units: how many there are.
    """

    languages: tuple[str, str]
    number: int
    packed: bytes
    skip: int
    units: int

    @property
    def keys(self) -> list[str]:
        """The keys as the store has them."""
        packed = self.packed
        return [packed[at : at + _KEY].hex() for at in range(0, len(packed), _KEY)]


def portions(languages: tuple[str, str], results: Iterable[tuple[str, int]], size: int) -> Iterator[Portion]:
    """The shards of one pair of languages.

    Args:
        languages: the pair.
        results: key and number of units, in the order of the manifest.
        size: units in a shard; the last one may have fewer.
    """
    packed, skip, count, number = bytearray(), 0, 0, 0
    for key, units in results:
        at = 0
        while at < units:
            if not packed:
                skip = at
            taken = min(size - count, units - at)
            packed += bytes.fromhex(key)
            count, at = count + taken, at + taken
            if count == size:
                yield Portion(languages, number, bytes(packed), skip, count)
                packed, count, number = bytearray(), 0, number + 1
    if count:
        yield Portion(languages, number, bytes(packed), skip, count)
