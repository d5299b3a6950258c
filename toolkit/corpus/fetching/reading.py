"""A file of any distributor's format as one or more bitexts, each run through once.

What a file is, its first bytes tell, and where they do not its name; how it is packed never matters.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import chain, islice, zip_longest
from pathlib import Path, PurePosixPath
from typing import IO
from urllib.parse import unquote

from toolkit.corpus.fetching import tables
from toolkit.corpus.fetching.archive import Archive, Texts, archive, code_in
from toolkit.corpus.fetching.sources import PACKED, Source
from toolkit.corpus.fetching.unpacking import Lines, plain
from toolkit.errors import FormatError, UsageError
from toolkit.files import input_error
from toolkit.formats import Context, format_of, opened
from toolkit.formats.lines import decoded_lines
from toolkit.languages import identify_many
from toolkit.model import Unit, Units
from toolkit.translations import _

_ZIP, _PARQUET, _ZSTANDARD = b"PK\x03\x04", b"PAR1", b"\x28\xb5\x2f\xfd"
_EMPTY_ZIP = b"PK\x05\x06"
_CODE = r"[a-z]{2,3}(?:_[A-Z]{2})?"
_PAIR = re.compile(rf"(?:^|[^A-Za-z])({_CODE})[-_]({_CODE})(?=$|[^A-Za-z])")
_SAMPLE = 400
"""Units by which languages are told."""


@dataclass(frozen=True, slots=True)
class Parallel:
    """Texts in two languages, segment by segment translations.

    Attributes:
        base: what to call them, without languages; "" if nothing tells.
        origin: which part of the source they are, "" for all of it.
        units: their languages and their units, to be run through once and at once.
        licence: what an archive says about rights.
    """

    base: str
    origin: str
    units: Units
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a file is to be read.

    Attributes:
        languages: of source and target, ``und`` where nobody said.
        columns: of a table, those with the texts.
        notice: told what was left out, one clause each.
    """

    languages: tuple[str, str] = ("und", "und")
    columns: tuple[str, str] | None = None
    notice: tables.Notice = lambda clause: None


def parallels(source: Source, path: Path, wanted: Wanted) -> Iterator[Parallel]:
    """The bitexts in a file; each has to be run through before the next one is asked for.

    Args:
        source: what it was called.
        path: where it is.
        wanted: how to read it.

    Raises:
        FormatError: it is nothing that is read here, is damaged, or not what it promises.
        InputError: it cannot be read.
        UsageError: the languages or columns cannot be told, or are others than the person said.
    """
    if source.pair:
        with opened(path, format="moses") as units:
            pair = units.source_language, units.target_language
            yield Parallel(base_of(path.name), "", _in_order(units, pair, wanted, source.name))
        return
    try:
        stream = path.open("rb")
    except OSError as error:
        raise input_error(path, error) from None
    with stream:
        head = stream.read(8)
        stream.seek(0)
        if head.startswith((_ZIP, _EMPTY_ZIP)):
            with archive(path, source.name) as members:
                yield from _archived(members, source.name, wanted)
        else:
            yield from _single(stream, source.name, "", wanted)


def _archived(members: Archive, name: str, wanted: Wanted) -> Iterator[Parallel]:
    licence = members.licence()
    texts, corpora = members.texts(wanted.languages), members.corpora()
    if not texts and not corpora:
        raise members.nothing()
    for each in texts:
        with ExitStack() as stack:
            units = _lined(stack, members, each, name)
            said = PurePosixPath(each.source[0]).name, PurePosixPath(each.target[0]).name
            ordered = _in_order(units, (each.source[1], each.target[1]), wanted, name)
            yield Parallel(base_of(each.base) or base_of(name), " + ".join(said), ordered, licence)
    for member in corpora:
        with members.opened(member) as stream:
            for made in _single(stream, member, name, wanted):
                yield replace(made, origin=member, licence=licence)


def _lined(stack: ExitStack, members: Archive, texts: Texts, name: str) -> Units:
    names = [texts.source[0], texts.target[0], *([texts.ids] if texts.ids else [])]
    streams = [decoded_lines(stack.enter_context(members.opened(n)), f"{name}: {n}") for n in names]
    return Units(_units(zip_longest(*streams), names, name), texts.source[1], texts.target[1])


def _units(rows: Iterator[tuple[str | None, ...]], names: Sequence[str], path: str) -> Iterator[Unit]:
    documents: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        if None in row:
            raise FormatError(
                _("ends before its line {number}, others go on", number=number),
                _("the files of a pair have the same number of lines"),
                path=f"{path}: {names[row.index(None)]}",
                line=number - 1 or 1,
            )
        source, target, id = (*((line or "").rstrip("\r\n") for line in row), "")[:3]
        yield Unit(_id(id, number, documents), source, target, source_line=number, target_line=number)


def _id(line: str, number: int, documents: dict[str, int]) -> str:
    """The id of a unit: where OPUS names its documents, that of the source and a number in it."""
    first, tab, _rest = line.partition("\t")
    if not tab:
        return line.strip() or str(number)
    name = first.strip().removesuffix(".gz").removesuffix(".xml")
    # Documents come one after the other: the count of the last one is enough.
    count = documents.pop(name, 0) + 1
    if len(documents) > 1000:
        documents.clear()
    documents[name] = count
    return f"{name}#{count}"


def _single(stream: IO[bytes], name: str, within: str, wanted: Wanted) -> Iterator[Parallel]:
    """One file that is no zip archive."""
    where = f"{within}: {name}" if within else name
    with plain(stream, where) as lines:
        head = lines.peek(4096)[:4096]
        if head.startswith(_ZSTANDARD):
            raise FormatError(
                _("is packed by Zstandard"), _("unpack it first: zstd -d {name}", name=name), path=where
            )
        if head.startswith(_ZIP):
            raise FormatError(_("is a zip archive in another one"), _("unpack the outer one"), path=where)
        if not head:
            raise FormatError(_("is empty"), _("fetch it again"), path=where)
        yield _read(lines, head, name, where, wanted)


def _read(lines: Lines, head: bytes, name: str, where: str, wanted: Wanted) -> Parallel:
    inner = name
    for ending in PACKED:
        inner = inner.removesuffix(ending)
    suffix = PurePosixPath(inner).suffix.lower()
    told = _told(name)
    if head.startswith(_PARQUET):
        stream = _seekable(lines)
        languages = _either(wanted.languages, told)
        (one, other), rows = tables.parquet(stream, where, languages, wanted.columns)
        pair = (code_in(one), code_in(other)) if code_in(one) and code_in(other) else told
        return Parallel(base_of(inner), "", _in_order(Units(rows, *pair), pair, wanted, where))
    kind = "" if suffix in (".tsv", ".tab", ".txt", "") else suffix
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and b"<html" not in head.lower():
        kind = ".xlf" if b"<xliff" in head else ".tmx" if suffix not in (".xlf", ".xliff") else suffix
    names = [
        n.strip().strip('"') for n in head.split(b"\n", 1)[0].decode("utf-8", "replace").lower().split("\t")
    ]
    if not kind and wanted.columns is None and {"source", "target"} <= set(names):
        kind = ".tsv"  # of the toolkit, or like one: fields may be quoted
    if kind not in ("", ".tmx", ".xlf", ".xliff", ".csv", ".jsonl", ".tsv"):
        raise FormatError(
            _("is none of the formats that are read here"),
            _("Moses zip, TMX, XLIFF, TSV, CSV, JSONL or Parquet"),
            path=where,
        )
    if not kind:
        languages = _either(wanted.languages, told)
        rows = tables.table(lines, where, languages, wanted.columns, wanted.notice)
        return Parallel(base_of(inner), "", _in_order(Units(rows, *told), told, wanted, where))
    form = format_of(f"x{kind}")
    assert form.read is not None
    # Of several languages in a file a reader has to choose; others would just take the person at their word.
    asked = wanted.languages if kind in (".tmx", ".xlf", ".xliff") else ("und", "und")
    units = form.read(lines, Context(*asked, path=where, notice=wanted.notice))
    pair = _either((units.source_language, units.target_language), told)
    return Parallel(base_of(inner), "", _in_order(units, pair, wanted, where))


def _seekable(stream: IO[bytes]) -> IO[bytes]:
    """What is read from its end needs a file; it goes away when it is closed."""
    import shutil

    made = tempfile.TemporaryFile()  # noqa: SIM115
    shutil.copyfileobj(stream, made, 1 << 20)
    made.seek(0)
    return made


# ── languages and names ─────────────────────────────────────────────────────────────────────────────────────


def _told(name: str) -> tuple[str, str]:
    """The languages that the name of a file tells."""
    for found in reversed(list(_PAIR.finditer(name))):
        pair = code_in(found[1]), code_in(found[2])
        if all(pair) and pair[0] != pair[1]:
            return pair
    return "und", "und"


def base_of(name: str) -> str:
    """What a file or an address is called without endings, languages and folders; "" if nothing is left."""
    name = PurePosixPath(unquote(name.partition("?")[0].rstrip("/"))).name
    for ending in PACKED:
        name = name.removesuffix(ending)
    base = re.sub(r"(?:\.(?:zip|txt|tmx|tsv|tab|csv|jsonl|parquet|xlf|xliff|moses))+$", "", name)
    for found in reversed(list(_PAIR.finditer(base))):
        if code_in(found[1]) and code_in(found[2]):
            start = found.start(1)
            base = base[:start].rstrip(".-_") + base[found.end() :]
            break
    return re.sub(r"[^\w.+-]+", "_", base).strip("._-")


def _either(one: tuple[str, str], other: tuple[str, str]) -> tuple[str, str]:
    """The first pair of languages that is known."""
    return other if "und" in one and "und" not in other else one


def _in_order(units: Units, found: tuple[str, str], wanted: Wanted, path: str) -> Units:
    """Units with their languages, source and target as they are wanted.

    Raises:
        UsageError: other languages are wanted than those there are; they cannot be told.
    """
    asked = wanted.languages
    rows = iter(units)
    if "und" in found and "und" not in asked:
        found = asked
    if found[0] == found[1] != "und":
        raise UsageError(
            _("source and target are both in {code}", code=found[0]),
            _("give --source-lang and --target-lang"),
            path=path,
        )
    if "und" in found:
        head = list(islice(rows, _SAMPLE))
        rows = chain(head, rows)
        texts = [unit.source for unit in head], [unit.target for unit in head]
        codes = [
            code if code != "und" else identify_many(side).language if side else "und"
            for code, side in zip(found, texts, strict=True)
        ]
        found = (codes[0], codes[1])
        if "und" in found:
            raise UsageError(
                _("the languages cannot be told"), _("give --source-lang and --target-lang"), path=path
            )
    plain = [code.partition("-")[0] for code in found]
    fits = [code == "und" or code.partition("-")[0] == mine for code, mine in zip(asked, plain, strict=True)]
    if all(fits):
        return replace(units, units=rows, source_language=found[0], target_language=found[1])
    turned = [
        code == "und" or code.partition("-")[0] == m for code, m in zip(asked, plain[::-1], strict=True)
    ]
    if not all(turned):
        raise UsageError(
            _("is in {found}, not in {asked}", found="-".join(found), asked="-".join(asked)),
            _("give its languages, or none"),
            path=path,
        )
    other = (replace(unit, source=unit.target, target=unit.source) for unit in rows)
    return replace(units, units=other, source_language=found[1], target_language=found[0])
