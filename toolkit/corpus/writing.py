"""Manifests written: as a person would, with what is there already left as it is."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from pathlib import Path

from toolkit.corpus.manifest import MANIFEST, Corpus, CorpusDocument
from toolkit.errors import FormatError, InputError
from toolkit.files import read_bytes, write_bytes
from toolkit.translations import _

_ORDER = (
    *(
        "file",
        "title",
        "language",
        "role",
        "translation_of",
        "lines",
        "url",
        "provenance",
        "rights",
        "sha256",
    ),
    *("ids", "ids_sha256"),
)
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


def amend(corpus: Corpus, facts: Mapping[str, Mapping[str, str]]) -> None:
    """Change what a manifest says of some documents; all else stays as it stands, comments too.

    Args:
        corpus: as the manifest has it.
        facts: new values by key, by file.

    Raises:
        FormatError: the manifest is laid out so that they cannot be put in.
        OutputError: the place cannot be written.
    """
    path = corpus.folder / MANIFEST
    blocks = re.split(r"(?m)^(?=[ \t]*\[\[)", read_bytes(path).decode("utf-8"))
    for number, block in enumerate(blocks):
        if not block.lstrip().startswith("[[documents]]"):
            continue
        try:
            file = tomllib.loads(block)["documents"][0]["file"]
        except (tomllib.TOMLDecodeError, LookupError):
            continue
        for key, value in facts.get(file, {}).items():
            block = _with(block, key, value)
        blocks[number] = block
    text = "".join(blocks)
    said = {table["file"]: table for table in tomllib.loads(text)["documents"]}
    for file, wanted in facts.items():
        if any(said[file].get(key) != value for key, value in wanted.items()):
            raise FormatError(
                _("what it says of {file} cannot be changed", file=file),
                _("write each key on a line of its own"),
                path=path,
            )
    write_bytes(path, text.encode("utf-8"))


def _with(block: str, key: str, value: str) -> str:
    """A table in which a key has a value: the line is replaced, or put after that of the file."""
    line = f"{key} = {quoted(value)}"
    made, count = re.subn(rf"(?m)^[ \t]*{key}[ \t]*=.*$", lambda found: line, block)
    return made if count else re.sub(r"(?m)^[ \t]*file[ \t]*=.*$", lambda found: f"{found[0]}\n{line}", block)


def quoted(text: str) -> str:
    """A basic string of TOML (v1.0.0, "String"): JSON's, but for the one control that TOML forbids."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _entry(document: CorpusDocument) -> str:
    rows = [(name, getattr(document, name)) for name in _ORDER]
    said = [(name, value) for name, value in rows if value != _DEFAULTS.get(name)]
    return "\n[[documents]]\n" + "".join(f"{name} = {quoted(value)}\n" for name, value in said)
