"""A translation memory as a whole."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from types import TracebackType

from toolkit.details import Details, Element, Remark, Variant
from toolkit.errors import InputError, UsageError
from toolkit.languages import language, normalise_code
from toolkit.memory import words
from toolkit.memory.adding import Writer
from toolkit.memory.concordance import concordance
from toolkit.memory.database import PATIENCE, Database
from toolkit.memory.model import NONE, Added, Hit, Match, Pair, Penalties
from toolkit.memory.profiles import Profiles
from toolkit.memory.searching import Met, Question, Searcher
from toolkit.memory.texts import codes_kept
from toolkit.model import Unit, Units
from toolkit.translations import _

_ALL = """
SELECT t.id, t.confidence, t.codes, a.text, a.language, b.text, b.language FROM translation t
JOIN segment a ON a.id = t.source JOIN segment b ON b.id = t.target
WHERE t.id > ? ORDER BY t.id LIMIT ?
"""
_AT_ONCE = 2000  # translations that are read together


class Memory:
    """A translation memory in one file, open; several processes may have it open and write to it.

    Use :meth:`open`, as a context manager.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._profiles = Profiles(database)

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, create: bool = True, patience: float = PATIENCE) -> Memory:
        """A memory file.

        Args:
            path: of the file.
            create: make it where it does not exist; else that is an error.
            patience: seconds to wait for another process that writes.

        Raises:
            InputError: missing, a directory, not a memory, of a newer version, damaged.
            OutputError: a place that cannot be written.
            BitextError: another process went on writing for too long.
        """
        return cls(Database(path, create=create, patience=patience))

    def __enter__(self) -> Memory:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    # ── what is in it ───────────────────────────────────────────────────────────────────────────────────────

    def __len__(self) -> int:
        """How many translations it has."""
        with self._reading():
            return int(self._run("SELECT count(*) FROM translation").fetchone()[0])

    def pairs(self) -> list[Pair]:
        """How many translations it has of which languages, the most first."""
        with self._reading():
            codes = self._codes()
            rows = self._run(
                "SELECT source, target, translations FROM pair WHERE translations > 0"
            ).fetchall()
        found = [Pair(codes[left], codes[right], count) for left, right, count in rows]
        return sorted(
            found, key=lambda pair: (-pair.translations, pair.source_language, pair.target_language)
        )

    def languages(self, source_language: str = "und", target_language: str = "und") -> tuple[str, str]:
        """The pair to work in: what was given, the rest as the memory has it if that is plain.

        Raises:
            UsageError: it has none of these languages, or several pairs of them.
            InputError: it is empty.
        """
        wanted = normalise_code(source_language), normalise_code(target_language)
        if "und" not in wanted:
            return wanted
        have = [(pair.source_language, pair.target_language) for pair in self.pairs()]
        if not have:
            raise InputError(
                _("is empty"), _("add something first: bitext memory add"), path=self._database.path
            )
        turned = [(right, left) for left, right in have]
        for pairs in (have, turned):
            fitting = {
                (
                    wanted[0] if wanted[0] != "und" else left,
                    wanted[1] if wanted[1] != "und" else right,
                )
                for left, right in pairs
                if _alike(wanted[0], left) and _alike(wanted[1], right)
            }
            if len(fitting) == 1:
                return fitting.pop()
            if fitting:
                break
        names = ", ".join(f"{left}–{right}" for left, right in have)
        raise UsageError(
            _("has {pairs}", pairs=names),
            _("name the languages with --source-lang and --target-lang"),
            path=self._database.path,
        )

    def units(self, source_language: str = "und", target_language: str = "und") -> Units:
        """All translations of a pair of languages, lazily, in the order they were added; turned where needed.

        The units tell how often they were met, where and when, as TMX has it (``usagecount``, ``changedate``,
        properties ``x-origin`` and ``x-context``).

        Raises:
            UsageError: the pair is not plain; see :meth:`languages`.
        """
        pair = self.languages(source_language, target_language)
        return Units(self._units(pair), *pair)

    def _units(self, pair: tuple[str, str]) -> Iterator[Unit]:
        last = 0
        while True:
            with self._reading():  # which ends before anything is handed out: whoever has it may write
                codes = self._codes()
                rows = self._run(_ALL, (last, _AT_ONCE)).fetchall()
                searcher = self._searcher(codes)
                sides = [{id_ for id_, code in codes.items() if _alike(wanted, code)} for wanted in pair]
                made: list[Unit] = []
                for id_, confidence, codes_, source, left, target, right in rows:
                    forth = left in sides[0] and right in sides[1]
                    if forth or (right in sides[0] and left in sides[1]):
                        unit = _with_codes(Unit(str(id_), source, target, confidence=confidence), codes_)
                        spoken = codes[left], codes[right]
                        details = _details(id_, searcher.met(id_), spoken if forth else spoken[::-1])
                        made.append(replace(unit if forth else _turned(unit), details=details))
            yield from made
            if len(rows) < _AT_ONCE:
                return
            last = rows[-1][0]

    # ── into it ─────────────────────────────────────────────────────────────────────────────────────────────

    def add(
        self,
        units: Iterable[Unit],
        source_language: str = "und",
        target_language: str = "und",
        *,
        origin: str = "",
        contexts: Mapping[str, str] | None = None,
        digest: str | None = None,
    ) -> Added:
        """Take units; what it has already is only counted, and units with an empty side are passed over.

        The neighbours of a unit are its context. Some thousand units are a transaction.

        Args:
            units: :class:`~toolkit.model.Units` know their languages.
            source_language: BCP 47, if they do not.
            target_language: likewise.
            origin: name of the file; adding a later state of it replaces what was counted for the earlier.
            contexts: keys (``msgctxt``) by the id of a unit.
            digest: of the file, by which :meth:`has` knows it.

        Raises:
            UsageError: the languages are not known.
            OutputError: no space left.
        """
        given = [normalise_code(source_language), normalise_code(target_language)]
        if isinstance(units, Units):
            said = (units.source_language, units.target_language)
            given = [mine if mine != "und" else its for mine, its in zip(given, said, strict=True)]
        if "und" in given:
            raise UsageError(
                _("the languages are not known"),
                _("name them with --source-lang and --target-lang"),
                path=origin,
            )
        ids = self._language(given[0]), self._language(given[1])
        writer = Writer(self._database, ids, _tones(self._codes()), origin)
        added = writer.add(units, contexts, digest)
        self._profiles.catch_up(ids[0])
        return added

    def has(self, origin: str, digest: str) -> bool:
        """Whether a file was added as it is."""
        with self._reading():
            row = self._run("SELECT digest FROM origin WHERE name = ?", (origin,)).fetchone()
        return row is not None and row[0] == digest

    def compact(self) -> tuple[int, int]:
        """Make the indices anew, drop texts without a translation, give the space back.

        Returns:
            Bytes before and after.
        """
        before = self._size()
        with self._database.writing() as run:
            run.execute(
                "DELETE FROM segment WHERE id NOT IN (SELECT source FROM translation) "
                "AND id NOT IN (SELECT target FROM translation)"
            )
            self._profiles.rebuild([row[0] for row in run.execute(
                "SELECT DISTINCT language FROM indexed WHERE name = 'profile' ORDER BY 1"
            )])  # fmt: skip
            run.execute("INSERT INTO word (word) VALUES ('optimize')")
        with self._database.told():
            self._run("VACUUM")
            self._run("PRAGMA optimize")
            self._run("PRAGMA wal_checkpoint(TRUNCATE)")
        return before, self._size()

    # ── out of it ───────────────────────────────────────────────────────────────────────────────────────────

    def search(
        self,
        text: str,
        source_language: str = "und",
        target_language: str = "und",
        *,
        threshold: float = 0.75,
        limit: int = 5,
        before: str | None = None,
        after: str | None = None,
        context: str = "",
        penalties: Penalties = NONE,
    ) -> list[Match]:
        """The units most like a text, the best first.

        Args:
            text: the text.
            source_language: of it, BCP 47; may be left out where the memory has one pair only.
            target_language: of the translations wanted.
            threshold: similarity from which a unit counts, 0 to 1.
            limit: so many.
            before: the text before it, "" at the beginning, ``None`` if not known: with ``after`` it makes a
                match of 101 %.
            after: the text after it.
            context: the key that tells it from others of the same text.
            penalties: what counts against a match.

        Raises:
            UsageError: the pair is not plain; a threshold out of range.
        """
        if not 0 < threshold <= 1:
            raise UsageError(_("a threshold is above 0 and at most 1"), _("write 0.75 for 75 %"))
        pair = self.languages(source_language, target_language)
        question = Question(text, threshold, limit, before, after, context, penalties)
        self._catch_up(pair[0])
        with self._reading():
            codes = self._codes()
            sides = [[id_ for id_, code in codes.items() if _alike(wanted, code)] for wanted in pair]
            return self._searcher(codes).search(question, sides[0], sides[1], pair[0])

    def concordance(
        self, *phrases: str, language: str = "und", sensitive: bool = False, limit: int = 50
    ) -> list[Hit]:
        """Units in which words stand, on either side, the newest first.

        Args:
            phrases: words that follow each other; a ``*`` at the end leaves the last one open. Of several
                phrases each has to stand in the unit.
            language: BCP 47, to look on its side alone.
            sensitive: diacritics count; ``da`` does not find ``đá``.
            limit: so many.

        Raises:
            UsageError: a phrase without a word.
        """
        wanted = normalise_code(language)
        parts = [words.phrase(text, sensitive=sensitive) for text in phrases]
        if not parts:
            raise UsageError(_("no words to look for"), _("name some"))
        self._index_words()
        with self._reading():
            codes = self._codes()
            places = [id_ for id_, code in codes.items() if _alike(wanted, code)]
            hits = concordance(
                self._database, self._searcher(codes), parts, codes, _tones(codes), frozenset(places)
            )
            return list(islice(hits, limit))

    # ── inside ──────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def _run(self) -> Callable[..., sqlite3.Cursor]:
        return self._database.connection.execute

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """One state of the file, whatever others write meanwhile."""
        with self._database.told():
            if self._database.connection.in_transaction:
                yield
                return
            self._run("BEGIN")
            try:
                yield
            finally:
                self._run("ROLLBACK")

    def _searcher(self, codes: dict[int, str]) -> Searcher:
        return Searcher(self._database, self._profiles, codes)

    def _codes(self) -> dict[int, str]:
        return dict(self._run("SELECT id, code FROM language ORDER BY id").fetchall())

    def _language(self, code: str) -> int:
        with self._database.writing() as run:
            run.execute("INSERT INTO language (code) VALUES (?) ON CONFLICT DO NOTHING", (code,))
            return int(run.execute("SELECT id FROM language WHERE code = ?", (code,)).fetchone()[0])

    def _catch_up(self, code: str) -> None:
        """Put texts of a language into blocks, if it is asked for and many are in none."""
        if self._database.writable:
            with self._reading():
                behind = [id_ for id_, other in self._codes().items() if _alike(code, other)]
                behind = [id_ for id_ in behind if self._profiles.behind(id_)]
            for id_ in behind:
                self._profiles.catch_up(id_)

    def _index_words(self) -> None:
        """Index what an older version of the program did not."""
        with self._reading():
            newest = self._run("SELECT max(id) FROM segment").fetchone()[0] or 0
            last = self._run("SELECT max(last) FROM indexed WHERE name = 'word'").fetchone()[0] or 0
            tones = _tones(self._codes())
        if newest > last and self._database.writable:
            with self._database.writing():
                while words.catch_up(self._database, tones):
                    pass

    def _size(self) -> int:
        with self._database.told():
            pages = self._run("PRAGMA page_count").fetchone()[0]
            return int(pages * self._run("PRAGMA page_size").fetchone()[0])


def _alike(wanted: str, code: str) -> bool:
    """Whether a language is the one wanted, or a variant of it."""
    return wanted == "und" or wanted.partition("-")[0] == code.partition("-")[0]


def _tones(codes: dict[int, str]) -> dict[int, str]:
    marks = {id_: language(code).writing.tone_marks for id_, code in codes.items()}
    return {id_: tones for id_, tones in marks.items() if tones}


def _details(id_: int, met: Met, languages: tuple[str, str]) -> Details:
    """What TMX has a place for: number, uses, date; origins and keys as properties."""
    date = met.date.replace("-", "").replace(":", "")
    keys = sorted({key for key, _left, _right in met.contexts if key})
    remarks = [Remark("prop", name, (("type", "x-origin"),)) for name in met.origins]
    remarks += [Remark("prop", key, (("type", "x-context"),)) for key in keys]
    attributes = (("tuid", str(id_)), ("usagecount", str(met.count)), ("changedate", date))
    variants = Variant(languages[0], "source"), Variant(languages[1], "target")
    return Details("tmx", (Element("tu", attributes, tuple(remarks)),), variants)


def _with_codes(unit: Unit, kept: str | None) -> Unit:
    source, target = codes_kept(kept)
    return replace(unit, source_codes=source, target_codes=target) if kept else unit


def _turned(unit: Unit) -> Unit:
    return replace(
        unit,
        source=unit.target,
        target=unit.source,
        source_codes=unit.target_codes,
        target_codes=unit.source_codes,
    )
