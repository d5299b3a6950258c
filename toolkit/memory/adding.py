"""Units into the memory: each text and each pair once, and beside the pair where and how often it was met."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice, pairwise

from toolkit.details import Code
from toolkit.formats.dates import now
from toolkit.formats.jsonl_details import codes_json
from toolkit.memory import words
from toolkit.memory.database import Database
from toolkit.memory.model import Added
from toolkit.memory.texts import hashed, kept, shape
from toolkit.model import Unit

_BATCH = 5000  # units in a transaction: others get their turn, and no more is lost by a crash
_CACHED = 200_000  # texts whose id is remembered

Row = tuple[Unit, str, str, int, int]  # a unit, its texts as they are kept, hashes of the sources around it


class Writer:
    """Adds the units of one file, or of whatever they are from.

    Args:
        database: an open memory.
        languages: ids of source and target.
        tones: the marks of tone of each language that has some, for the index of words.
        origin: name of the file, for people; the same name stands for a later state of it.
    """

    def __init__(
        self, database: Database, languages: tuple[int, int], tones: dict[int, str], origin: str
    ) -> None:
        self._database = database
        self._languages = languages
        self._tones = tones
        self._origin_name = origin
        self._origin = self._run = 0
        self._ids: dict[tuple[int, str], int] = {}
        self._date = now().strftime("%Y-%m-%dT%H:%M:%SZ")

    def add(
        self, units: Iterable[Unit], contexts: Mapping[str, str] | None = None, digest: str | None = None
    ) -> Added:
        """Add units in the order of their text, some thousand a transaction.

        Args:
            units: in the order in which they follow each other.
            contexts: by the id of a unit, the key by which its file tells it from others of the same text.
            digest: of the file, noted with the last transaction: whoever stopped before begins anew.
        """
        added = Added()
        rows = _surrounded(units)
        self._begin()
        while batch := list(islice(rows, _BATCH)):
            try:
                with self._database.writing() as run:
                    part = Added()
                    for row in batch:
                        part += self._one(row, (contexts or {}).get(row[0].id, ""))
                    run.execute(
                        "INSERT INTO pair VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET "
                        "translations = translations + excluded.translations",
                        (*self._languages, part.new),
                    )
                    while words.catch_up(self._database, self._tones):
                        pass
            except BaseException:
                self._ids.clear()  # what was written was taken back
                raise
            added += part
        if digest is not None:
            with self._database.writing() as run:
                run.execute("UPDATE origin SET digest = ? WHERE id = ?", (digest, self._origin))
        return added

    def _begin(self) -> None:
        """Tell this run from earlier ones of the same file, whose counts it replaces."""
        with self._database.writing() as run:
            run.execute(
                "INSERT INTO origin (name, run) VALUES (?, 1) "
                "ON CONFLICT (name) DO UPDATE SET run = run + 1, digest = NULL",
                (self._origin_name,),
            )
            self._origin, self._run = run.execute(
                "SELECT id, run FROM origin WHERE name = ?", (self._origin_name,)
            ).fetchone()

    def _one(self, row: Row, context: str) -> Added:
        unit, source, target, before, after = row
        if not source.strip() or not target.strip():
            return Added(skipped=1)
        run = self._database.connection.execute
        pair = self._segment(self._languages[0], source), self._segment(self._languages[1], target)
        known = run("SELECT id, confidence FROM translation WHERE source = ? AND target = ?", pair).fetchone()
        if known is None:
            codes = _codes(unit, source, target)
            translation = run(
                "INSERT INTO translation (source, target, confidence, codes) VALUES (?, ?, ?, ?)",
                (*pair, unit.confidence, codes),
            ).lastrowid
        else:
            translation, confidence = known
            if confidence is not None and (unit.confidence is None or unit.confidence > confidence):
                run("UPDATE translation SET confidence = ? WHERE id = ?", (unit.confidence, translation))
        run(
            "INSERT INTO occurrence VALUES (?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET "
            "count = CASE run WHEN excluded.run THEN count + 1 ELSE 1 END, run = excluded.run, "
            "date = max(date, excluded.date)",
            (translation, self._origin, context, before, after, _date(unit) or self._date, self._run),
        )
        return Added(new=1) if known is None else Added(known=1)

    def _segment(self, language: int, text: str) -> int:
        """The id of a text, which is added where it is new."""
        id_ = self._ids.get((language, text))
        if id_ is not None:
            return id_
        run = self._database.connection.execute
        code = hashed(text)
        found = run(
            "SELECT id FROM segment WHERE hash = ? AND language = ? AND text = ?", (code, language, text)
        ).fetchone()
        if found is not None:
            id_ = int(found[0])
        else:
            done = run(
                "INSERT INTO segment (language, hash, shape, text) VALUES (?, ?, ?, ?)",
                (language, code, shape(text), text),
            )
            assert done.lastrowid is not None
            id_ = done.lastrowid
        if len(self._ids) >= _CACHED:
            self._ids.clear()
        self._ids[language, text] = id_
        return id_


def _surrounded(units: Iterable[Unit]) -> Iterator[Row]:
    """Units with what stands before and after them; at the edges of the text that is a text of nothing."""
    edge = hashed("")
    before = edge
    hashes = ((unit, kept(unit.source), kept(unit.target)) for unit in units)
    for (unit, source, target), following in pairwise(chain(hashes, [None])):  # type: ignore[misc]
        yield unit, source, target, before, hashed(following[1]) if following is not None else edge
        before = hashed(source)


def _codes(unit: Unit, source: str, target: str) -> str | None:
    """The inline codes of a unit as JSON."""
    if not unit.source_codes and not unit.target_codes:
        return None
    sides = {
        "source": codes_json(_moved(unit.source_codes, unit.source, source)),
        "target": codes_json(_moved(unit.target_codes, unit.target, target)),
    }
    return json.dumps(sides, ensure_ascii=False, separators=(",", ":"))


def _moved(codes: tuple[Code, ...], text: str, composed: str) -> tuple[Code, ...]:
    """Codes at the same places of a text that was composed."""
    if len(text) == len(composed):
        return codes
    from dataclasses import replace

    return tuple(replace(code, at=min(len(kept(text[: code.at])), len(composed))) for code in codes)


def _date(unit: Unit) -> str:
    """When a unit was changed last, as its TMX file has it (TMX 1.4b, ``changedate``), in ISO 8601."""
    if unit.details is None or unit.details.family != "tmx" or not unit.details.elements:
        return ""
    element = unit.details.elements[-1]
    raw = element.attribute("changedate") or element.attribute("creationdate")
    if len(raw) != 16 or raw[8] != "T" or not (raw[:8] + raw[9:15]).isdigit():
        return ""
    return f"{raw[:4]}-{raw[4:6]}-{raw[6:8]}T{raw[9:11]}:{raw[11:13]}:{raw[13:15]}Z"
