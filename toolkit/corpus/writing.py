"""Manifests written: as a person would, with what is there already left as it is."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from dataclasses import MISSING, fields
from pathlib import Path

from toolkit.corpus.manifest import MANIFEST, Corpus, CorpusDocument
from toolkit.errors import FormatError, InputError
from toolkit.files import read_bytes, write_bytes
from toolkit.translations import _

_ORDER = ("file", "title", "language", "role", "translation_of", "url", "provenance", "rights", "sha256")
_DEFAULTS = {field.name: field.default for field in fields(CorpusDocument) if field.default is not MISSING}


def create(folder: Path, id: str, title: str, documents: Iterable[CorpusDocument]) -> Path:
    """A new manifest in a folder.

    Raises:
        InputError: there is one already.
        OutputError: the place cannot be written.
    """
    path = folder / MANIFEST
    if path.exists():
        raise InputError(_("there is a manifest already"), _("use bitext corpus add"), path=path)
    head = f"id = {quoted(id)}\ntitle = {quoted(title)}\n"
    write_bytes(path, (head + "".join(map(_entry, documents))).encode("utf-8"))
    return path


def append(corpus: Corpus, documents: Iterable[CorpusDocument]) -> None:
    """Name further documents at the end of a manifest; all that stands there stays, comments too.

    Raises:
        OutputError: the place cannot be written.
    """
    path = corpus.folder / MANIFEST
    text = read_bytes(path).decode("utf-8-sig")
    text += "" if text.endswith("\n") else "\n"
    write_bytes(path, (text + "".join(map(_entry, documents))).encode("utf-8"))


def replace_digests(corpus: Corpus, digests: dict[str, str]) -> None:
    """Put new SHA-256 in the place of old ones, which occur nowhere else but with the same content.

    Args:
        corpus: as the manifest has it.
        digests: new ones by file.

    Raises:
        FormatError: the manifest is laid out so that they cannot be found.
        OutputError: the place cannot be written.
    """
    path = corpus.folder / MANIFEST
    lines = read_bytes(path).decode("utf-8").split("\n")
    at: int | None = None
    wanted: str | None = None
    for number, line in enumerate([*lines, "[["]):
        key, equals, value = line.partition("=")
        if line.lstrip().startswith("[["):
            if at is not None and wanted is not None:
                lines[at] = lines[at].partition("=")[0] + f"= {quoted(wanted)}"
            at = wanted = None
        elif equals and key.strip() == "file":
            name = value.strip()[1:-1]
            wanted = next((digest for file, digest in digests.items() if quoted(file)[1:-1] == name), None)
        elif equals and key.strip() == "sha256":
            at = number
    text = "\n".join(lines)
    said = {table["file"]: table["sha256"] for table in tomllib.loads(text)["documents"]}
    for file, digest in digests.items():
        if said[file] != digest:
            raise FormatError(
                _("the SHA-256 of {file} is not on a line of its own", file=file),
                _("change it by hand to {digest}", digest=digest),
                path=path,
            )
    write_bytes(path, text.encode("utf-8"))


def quoted(text: str) -> str:
    """A basic string of TOML (v1.0.0, "String"): JSON's, but for the one control that TOML forbids."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _entry(document: CorpusDocument) -> str:
    rows = [(name, getattr(document, name)) for name in _ORDER]
    said = [(name, value) for name, value in rows if value != _DEFAULTS.get(name)]
    return "\n[[documents]]\n" + "".join(f"{name} = {quoted(value)}\n" for name, value in said)
