"""``corpus.toml``: the manifest of a folder of documents."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Collection
from dataclasses import MISSING, dataclass, fields
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from toolkit.errors import FormatError, InputError, LanguageError
from toolkit.files import read_toml
from toolkit.languages import normalise_code
from toolkit.translations import _

MANIFEST = "corpus.toml"
ROLES = ("source", "translation", "reference")
GOLD_KINDS = ("segments", "beads")
LINES = ("segments", "pairs")


@dataclass(frozen=True, slots=True)
class CorpusDocument:
    """One document: its file (relative to the manifest), what it is, whose it is and its SHA-256.

    ``lines`` is ``segments`` where each line of the file is a segment, and ``pairs`` where the file renders,
    line by line, the document it is a translation of. ``ids`` may then name a file with the id of each pair,
    a line each, with ``ids_sha256``.
    """

    file: str
    language: str
    role: str
    provenance: str
    rights: str
    sha256: str
    title: str = ""
    translation_of: str = ""
    url: str = ""
    lines: str = ""
    ids: str = ""
    ids_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Gold:
    """A hand-made answer: the segments of a ``document``, or the beads between ``source`` and ``target``."""

    kind: str
    file: str
    sha256: str
    document: str = ""
    source: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Corpus:
    """A manifest, read. ``folder`` is where it lies; file names are relative to it."""

    folder: Path
    id: str
    title: str
    documents: tuple[CorpusDocument, ...]
    description: str = ""
    gold: tuple[Gold, ...] = ()

    def path(self, file: str) -> Path:
        """The place of a file named in the manifest."""
        return self.folder / file

    def document(self, role: str, language: str = "") -> CorpusDocument:
        """The first document with this role (and language, if given).

        Raises:
            InputError: there is none.
        """
        for document in self.documents:
            if document.role == role and language in ("", document.language):
                return document
        wanted = f"{role} in {language}" if language else role
        raise InputError(_("the corpus names no {document}", document=wanted), path=self.folder / MANIFEST)

    def beads(self, source: str, target: str) -> Gold | None:
        """The gold beads between two files, if there are any."""
        return next((g for g in self.gold if (g.kind, g.source, g.target) == ("beads", source, target)), None)

    def segments(self, document: str) -> Gold | None:
        """The gold segments of a file, if there are any."""
        return next((g for g in self.gold if (g.kind, g.document) == ("segments", document)), None)


def find(place: str | os.PathLike[str]) -> list[Path]:
    """The manifests at a place: the file itself, a folder's own, or all below a folder, sorted.

    Raises:
        InputError: no such place, or no manifest there.
    """
    path = Path(place)
    if path.is_file():
        return [path]
    if not path.exists():
        raise InputError(
            _("no such file or folder"), _("name a corpus.toml or a folder that holds one"), path=path
        )
    found = [path / MANIFEST] if (path / MANIFEST).is_file() else sorted(path.rglob(MANIFEST))
    if not found:
        raise InputError(_("holds no {name}", name=MANIFEST), _("name a folder with a manifest"), path=path)
    return found


def load(path: str | os.PathLike[str]) -> Corpus:
    """Read a manifest (the file, or the folder that holds it).

    Raises:
        InputError: missing or unreadable.
        FormatError: not TOML, a key misspelt or missing, a file outside the folder; with the line.
    """
    file = Path(path)
    file = file / MANIFEST if file.is_dir() else file
    table, text = read_toml(file)
    return _ManifestReader(file, text).corpus(table)


_T = TypeVar("_T", CorpusDocument, Gold)


class _ManifestReader:
    """One manifest being read; knows the text, so that it can name the line of a mistake."""

    def __init__(self, file: Path, text: str) -> None:
        self.file = file
        self.lines = text.splitlines()

    def corpus(self, table: dict[str, Any]) -> Corpus:
        known = {"id", "title", "description", "documents", "gold"}
        self.keys(table, known, {"id", "title", "documents"}, "the manifest")
        documents = tuple(self.entry(CorpusDocument, t, "documents") for t in self.tables(table, "documents"))
        gold = tuple(self.entry(Gold, t, "gold") for t in self.tables(table, "gold"))
        files: dict[str, None] = {}
        for document in documents:
            self.one_of(document.role, ROLES, "role")
            self.language(document.language)
            if document.file in files:
                raise self.error(
                    _("is named twice"), document.file, _("take one of its tables out"), last=True
                )
            files[document.file] = None
        lined = {document.file for document in documents if document.lines}
        for document in documents:
            if document.translation_of:
                self.one_of(document.translation_of, files, "document")
            if document.lines:
                self.one_of(document.lines, LINES, "value of 'lines'")
            if document.lines == "pairs" and document.translation_of not in lined:
                raise self.error(
                    _("'lines' is 'pairs', but nothing says that its source has a segment a line"),
                    document.file,
                    _("name it in 'translation_of', and give it lines = \"segments\""),
                )
            if document.ids and not (document.lines == "pairs" and document.ids_sha256):
                raise self.error(
                    _("'ids' are of pairs of lines, and have a SHA-256"),
                    document.ids,
                    _("give lines = \"pairs\" and 'ids_sha256'"),
                )
        for item in gold:
            self.one_of(item.kind, GOLD_KINDS, "kind of gold")
            for name in [item.document] if item.kind == "segments" else [item.source, item.target]:
                self.one_of(name, files, "document")
        folder = self.file.parent
        return Corpus(folder, table["id"], table["title"], documents, table.get("description", ""), gold)

    def tables(self, table: dict[str, Any], key: str) -> list[dict[str, Any]]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.error(_("'{key}' must be written as [[{key}]] tables", key=key), key)
        return value

    def entry(self, cls: type[_T], table: dict[str, Any], key: str) -> _T:
        names = {f.name for f in fields(cls)}
        required = {f.name for f in fields(cls) if f.default is MISSING}
        self.keys(table, names, required, f"[[{key}]]")
        entry = cls(**table)
        for file in (entry.file, getattr(entry, "ids", "")):
            if PurePosixPath(file).is_absolute() or ".." in PurePosixPath(file).parts:
                raise self.error(_("lies outside the corpus folder"), file)
        return entry

    def keys(self, table: dict[str, Any], known: set[str], required: set[str], where: str) -> None:
        for key, value in table.items():
            if key not in known:
                near = difflib.get_close_matches(key, sorted(known), n=1)
                remedy = (
                    _("did you mean '{near}'?", near=near[0])
                    if near
                    else _("known are {known}", known=", ".join(sorted(known)))
                )
                raise self.error(_("unknown key '{key}' in {where}", key=key, where=where), key, remedy)
            if key not in ("documents", "gold") and not isinstance(value, str):
                raise self.error(_("'{key}' must be a string", key=key), key)
        for key in sorted(required - set(table)):
            raise self.error(
                _("'{key}' is missing in {where}", key=key, where=where), table.get("file", ""), _("add it")
            )

    def language(self, code: str) -> None:
        try:
            normalise_code(code)
        except LanguageError as error:
            raise self.error(error.problem, code, error.remedy) from None

    def one_of(self, value: str, known: Collection[str], what: str) -> None:
        if value not in known:
            near = difflib.get_close_matches(value, known, n=1)
            remedy = (
                _("did you mean '{near}'?", near=near[0])
                if near
                else _("known are {known}", known=", ".join(known))
            )
            raise self.error(_("'{value}' is no {what} here", value=value, what=what), value, remedy)

    def error(self, problem: str, near: str, remedy: str = "", *, last: bool = False) -> FormatError:
        there = [number for number, text in enumerate(self.lines, 1) if near and near in text]
        if last:
            named = re.compile(rf"\s*file\s*=\s*[\"']{re.escape(near)}[\"']")
            there = [number for number in there if named.match(self.lines[number - 1])][1:]
        line = there[0] if there else None
        name = f"{near} " if problem.startswith(("is ", "lies ")) else ""
        return FormatError(name + problem, remedy, path=self.file, line=line)
