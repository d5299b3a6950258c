"""Texts by length with the counts of their letters, kept in blocks: what a search for similar texts reads.

A million texts cannot be loaded for one question. So what can tell that a text is not similar stands in the
file in blocks of some thousand texts, the shortest first: how often each class of letters occurs, as one
array a block, and the *sketch* of each text: its letters of the few most frequent classes, in order. Texts
too new to be in a block are few and are made into one when they are asked for.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.memory.database import Database
from toolkit.text.letters import CLASSES, classes, counts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BLOCK = 8192  # texts
_AT_ONCE = 65536  # texts that are sorted together
_SHARE = 0.4  # of all letters that go into the sketches: more tell more and take longer
_END = b"\xff"
_SMALL = 64  # blocks that may be smaller than they could be
_HELD = 256  # blocks kept in memory: two million texts
LOOSE = 4096
"""So many new texts may be in no block."""


@dataclass(slots=True)
class Block:
    """Texts of similar lengths.

    Attributes:
        segments: ids, (texts,).
        lengths: in characters, (texts,), ascending.
        counts: of letters, (CLASSES, texts).
        frequent: the classes of the sketches, ascending.
        raw: the sketches, each with a ``0xFF`` at its end.
        sketches: the same, taken apart; empty until they are asked for.
    """

    segments: NDArray[np.int64]
    lengths: NDArray[np.int32]
    counts: NDArray[np.uint8] | NDArray[np.uint16]
    frequent: bytes
    raw: bytes
    sketches: list[bytes] = field(default_factory=list)

    def sketched(self, indices: Sequence[int]) -> list[bytes]:
        """The sketches of some texts."""
        if not self.sketches:
            self.sketches = self.raw.split(_END)
            self.raw = b""
        return list(map(self.sketches.__getitem__, indices))


class Profiles:
    """The blocks of a memory, those that were read lately in memory."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._held: OrderedDict[int, Block] = OrderedDict()
        self._loose: dict[int, tuple[int, int, Block]] = {}
        self._looked: dict[int, int] = {}
        self._generation = 0

    def blocks(self, language: int, shortest: int, longest: int) -> Iterator[Block]:
        """All texts of a language with a length from ``shortest`` to ``longest`` are in these blocks."""
        self._renew()
        rows = self._database.connection.execute(
            "SELECT id FROM profile WHERE language = ? AND shortest <= ? AND longest >= ? ORDER BY id",
            (language, longest, shortest),
        ).fetchall()
        for (id_,) in rows:
            yield self._block(id_)
        loose = self._unindexed(language)
        if loose is not None:
            yield loose

    def _block(self, id_: int) -> Block:
        import numpy as np

        block = self._held.get(id_)
        if block is None:
            wide, segments, lengths, letters, frequent, sketches = self._database.connection.execute(
                "SELECT wide, segments, lengths, counts, frequent, sketches FROM profile WHERE id = ?", (id_,)
            ).fetchone()
            block = Block(
                np.frombuffer(segments, np.int64),
                np.frombuffer(lengths, np.int32),
                (np.frombuffer(letters, np.uint16) if wide else np.frombuffer(letters, np.uint8)).reshape(
                    CLASSES, -1
                ),
                frequent,
                sketches,
            )
            self._held[id_] = block
            if len(self._held) > _HELD:
                self._held.popitem(last=False)
        else:
            self._held.move_to_end(id_)
        return block

    def _unindexed(self, language: int) -> Block | None:
        """The texts too new for a block, as one."""
        run = self._database.connection.execute
        after = _number(self._database, "profile", language)
        newest = run("SELECT max(id) FROM segment").fetchone()[0] or 0
        held = self._loose.get(language)
        if held is None or held[:2] != (after, newest):
            rows = run(
                "SELECT id, text FROM segment WHERE id > ? AND language = ?", (after, language)
            ).fetchall()
            held = self._loose[language] = (after, newest, _made(rows))
        return held[2] if len(held[2].segments) else None

    def _renew(self) -> None:
        """Drop what is in memory, if the blocks were made anew, by whatever process."""
        generation = _number(self._database, "generation", 0)
        if generation != self._generation:
            self._held.clear()
            self._loose.clear()
            self._generation = generation

    def behind(self, language: int) -> bool:
        """Whether many texts of a language are in no block; looked at again when there are new ones."""
        run = self._database.connection.execute
        newest = run("SELECT max(id) FROM segment").fetchone()[0] or 0
        if self._looked.get(language) == newest:
            return False
        after = _number(self._database, "profile", language)
        count = run(
            "SELECT count(*) FROM (SELECT 1 FROM segment WHERE id > ? AND language = ? LIMIT ?)",
            (after, language, LOOSE),
        ).fetchone()[0]
        if count < LOOSE:
            self._looked[language] = newest
        return int(count) >= LOOSE

    def rebuild(self, languages: Sequence[int]) -> None:
        """Make the blocks of languages anew, in a transaction that is open: few large ones of many small."""
        run = self._database.connection.execute
        generation = _number(self._database, "generation", 0) + 1
        run("INSERT OR REPLACE INTO indexed VALUES ('generation', 0, ?)", (generation,))
        for language in languages:
            run("DELETE FROM profile WHERE language = ?", (language,))
            run("DELETE FROM indexed WHERE name = 'profile' AND language = ?", (language,))
            while self._next_part(language, 1):
                pass

    def catch_up(self, language: int, *, least: int = LOOSE) -> None:
        """Put the new texts of a language into blocks, if there are many; each part is a transaction."""
        while True:
            with self._database.writing():
                if not self._next_part(language, least):
                    self._merge(language)
                    return

    def _merge(self, language: int) -> None:
        """Make few blocks of many: small additions leave small ones, and each costs a little time."""
        blocks, texts = self._database.connection.execute(
            "SELECT count(*), sum(length(lengths)) / 4 FROM profile WHERE language = ?", (language,)
        ).fetchone()
        if blocks > _SMALL + 2 * (texts or 0) / _BLOCK:
            self.rebuild([language])

    def _next_part(self, language: int, least: int) -> bool:
        run = self._database.connection.execute
        last = _number(self._database, "profile", language)
        rows = run(
            "SELECT id, text FROM segment WHERE id > ? AND language = ? ORDER BY id LIMIT ?",
            (last, language, _AT_ONCE),
        ).fetchall()
        if len(rows) < max(least, 1):
            return False
        newest = rows[-1][0]
        self._store(language, rows)
        run("INSERT OR REPLACE INTO indexed VALUES ('profile', ?, ?)", (language, newest))
        return True

    def _store(self, language: int, rows: list[tuple[int, str]]) -> None:
        import numpy as np

        rows.sort(key=lambda row: len(row[1]))
        run = self._database.connection.execute
        for start in range(0, len(rows), _BLOCK):
            part = rows[start : start + _BLOCK]
            block = _made(part)
            wide = block.counts.size > 0 and int(block.counts.max()) > 255
            letters = block.counts if wide else block.counts.astype(np.uint8)
            shortest, longest = len(part[0][1]), len(part[-1][1])
            run(
                "INSERT INTO profile "
                "(language, shortest, longest, wide, segments, lengths, counts, frequent, sketches) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    language, shortest, longest, int(wide), block.segments.tobytes(), block.lengths.tobytes(),
                    letters.tobytes(), block.frequent, block.raw,
                ),
            )  # fmt: skip


def _number(database: Database, name: str, language: int) -> int:
    """How far an index goes: the newest segment of a language that is in it."""
    row = database.connection.execute(
        "SELECT last FROM indexed WHERE name = ? AND language = ?", (name, language)
    ).fetchone()
    return int(row[0]) if row is not None else 0


def _made(rows: list[tuple[int, str]]) -> Block:
    """A block of texts, the shortest first."""
    import numpy as np

    rows = sorted(rows, key=lambda row: len(row[1]))
    texts = [text for _, text in rows]
    lengths = np.fromiter(map(len, texts), np.int32, len(texts))
    segments = np.fromiter((id_ for id_, _ in rows), np.int64, len(rows))
    letters = np.ascontiguousarray(counts(texts).T)
    totals = letters.sum(axis=1, dtype=np.int64)
    order = np.argsort(-totals, kind="stable")
    size = int(np.searchsorted(np.cumsum(totals[order]), totals.sum() * _SHARE)) + 1
    frequent = bytes(sorted(order[:size].tolist()))
    # Each text with a mark at its end, then all letters but the frequent ones and the marks left out.
    marked = np.full(int(lengths.sum()) + len(texts), _END[0], np.uint8)
    marked[np.arange(int(lengths.sum())) + np.repeat(np.arange(len(texts)), lengths)] = classes(
        "".join(texts)
    )
    kept = np.zeros(256, np.bool_)
    kept[[*frequent, _END[0]]] = True
    return Block(segments, lengths, letters, frequent, marked[kept[marked]].tobytes())


def sketch(text: str, frequent: bytes) -> bytes:
    """The letters of some classes of a text, in order."""
    import numpy as np

    found = classes(text)
    return found[np.isin(found, np.frombuffer(frequent, np.uint8))].tobytes()
