"""Files of all kinds as units for a memory: exchange formats, catalogs, installed MO files, other memories.

A folder stands for all of them in it and below it. What language a catalog is in its header says, else its
place: ``vi.po``, ``vi/LC_MESSAGES/program.mo``.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

from toolkit.catalog import Catalog, State, load
from toolkit.catalog.candidates import language_of
from toolkit.errors import InputError, LanguageError, UsageError
from toolkit.files import STDIN, input_error, read_bytes
from toolkit.formats import FORMATS, Context, format_of, opened
from toolkit.languages import normalise_code
from toolkit.memory.database import is_memory
from toolkit.memory.memory import Memory
from toolkit.memory.model import Added
from toolkit.model import Unit, Units
from toolkit.translations import _

CATALOGS = (".po", ".pot", ".mo", ".gmo")
MEMORY = ".tm"
_NOT_TEXTS = ("beads",)  # formats that hold no text of their own
_MSGIDS = "en"  # the language of msgids, as gettext takes it for granted


def _unheard(_: str) -> None:
    """Nobody listens to notices unless asked to."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file, opened.

    Attributes:
        units: what can be added, lazily.
        contexts: the keys (``msgctxt``) of those that have one, by their ids.
    """

    units: Units
    contexts: dict[str, str] = field(default_factory=dict)


def find(paths: Sequence[str | os.PathLike[str]]) -> list[Path]:
    """The files that files and folders name, each once; those of a folder sorted, hidden ones left out.

    Raises:
        InputError: a folder without any, or that cannot be read.
    """
    found: dict[Path, None] = {}
    known = (*CATALOGS, MEMORY, *(e for f in FORMATS.values() if f.read and f.name not in _NOT_TEXTS
                                  for e in f.extensions))  # fmt: skip
    for path in map(Path, paths):
        if not path.is_dir():
            found[path] = None
            continue
        inside = [file for file in _walk(path) if file.suffix.lower() in known]
        if not inside:
            raise InputError(
                _("no translations in this folder"), _("name one with .po, .mo, .tmx … files"), path=path
            )
        found.update(dict.fromkeys(inside))
    return list(found)


def _walk(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise input_error(error.filename or folder, error) from None

    for here, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here) / name for name in sorted(files) if not name.startswith("."))


def check(path: str | os.PathLike[str], format: str | None = None) -> None:
    """See that something can be added, as far as that is told without reading it.

    Args:
        path: of a file, a folder, or ``-`` for standard input.
        format: of a file, if its extension does not say.

    Raises:
        InputError: it is not there.
        UsageError: it is of no known format.
    """
    if os.fspath(path) == STDIN:
        kind = format_of(path, format)
        if kind.read is None:
            raise UsageError(
                _("{title} is not one stream", title=kind.title), _("name its files"), path=STDIN
            )
        return
    if not Path(path).exists():
        raise InputError(_("no such file"), _("check the path"), path=path)
    if not Path(path).is_dir() and (format or not (is_catalog(path) or is_memory(path))):
        format_of(path, format)


def is_catalog(path: str | os.PathLike[str]) -> bool:
    """Whether a file is a catalog, by its name."""
    return PurePath(path).suffix.lower() in CATALOGS


def read_catalog(path: str | os.PathLike[str]) -> Catalog:
    """A PO file, or an MO file as one.

    Raises:
        InputError: as :func:`toolkit.catalog.load`.
    """
    if PurePath(path).suffix.lower() in (".mo", ".gmo"):
        from toolkit.catalog.decompiling import decompile

        return Catalog(decompile(read_bytes(path), path), os.fspath(path))
    return load(path)


@contextmanager
def source(
    path: str | os.PathLike[str],
    source_language: str = "und",
    target_language: str = "und",
    notice: Callable[[str], None] = _unheard,
    *,
    format: str | None = None,
) -> Iterator[Source]:
    """A file's translations, as long as the ``with`` block runs.

    Args:
        path: of the file; ``-`` is standard input and needs ``format``.
        source_language: BCP 47, where the file does not say.
        target_language: likewise; where a file has more than two, the one to take.
        notice: called with one clause for each kind of thing that was left out.
        format: its format, if its name does not say.

    Raises:
        InputError: the file cannot be read or understood, at once or while the units are run through.
        UsageError: no such format.
    """
    if format is None and is_catalog(path):
        yield _of_catalog(read_catalog(path), path, source_language, target_language)
    elif format is None and os.fspath(path) != STDIN and is_memory(path):
        with Memory.open(path, create=False) as memory:
            units = memory.units(source_language, target_language)
            yield Source(replace(units, units=units.units))
    else:
        context = Context(source_language, target_language, notice=notice)
        with opened(path, format=format, context=context) as units:
            yield Source(units)


def _of_catalog(
    catalog: Catalog, path: str | os.PathLike[str], source_language: str, target_language: str
) -> Source:
    """The translated entries; of plural forms the first and the last."""
    units: list[Unit] = []
    contexts: dict[str, str] = {}
    for entry in catalog:
        if entry.state is not State.TRANSLATED or entry.is_header:
            continue
        pairs = [(entry.msgid, entry.msgstr[0])]
        if entry.msgid_plural is not None:
            pairs.append((entry.msgid_plural, entry.msgstr[-1]))
        for text, translation in pairs:
            id_ = str(len(units) + 1)
            units.append(Unit(id_, text, translation))
            if entry.msgctxt:
                contexts[id_] = entry.msgctxt
    said = catalog.fields.get("X-Source-Language", "")
    spoken = _code(said) if said else "und"
    own = language_of(catalog)
    languages = (
        spoken if spoken != "und" else source_language if source_language != "und" else _MSGIDS,
        own if own != "und" else target_language if target_language != "und" else _by_place(PurePath(path)),
    )
    return Source(Units(units, *languages), contexts)


def _code(name: str) -> str:
    try:
        return normalise_code(name)
    except LanguageError:
        return "und"


def _by_place(path: PurePath) -> str:
    """The language a catalog's path names; ``und`` where it names none."""
    if path.parent.name == "LC_MESSAGES":
        return _code(path.parent.parent.name)
    from toolkit.languages import language

    code = _code(path.name.partition(".")[0])
    return code if code != "und" and language(code).known else "und"


def digest(path: str | os.PathLike[str]) -> str:
    """The SHA-256 of a file.

    Raises:
        InputError: it cannot be read.
    """
    try:
        with Path(path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise input_error(path, error) from None


def add_file(
    memory: Memory,
    path: str | os.PathLike[str],
    source_language: str = "und",
    target_language: str = "und",
    *,
    only: bool = False,
    notice: Callable[[str], None] = _unheard,
    format: str | None = None,
    origin: str = "",
) -> Added | None:
    """Add a file to a memory, under its path as its origin.

    Args:
        memory: an open memory.
        path: of the file; ``-`` is standard input and needs ``format``.
        source_language: BCP 47, where the file does not say.
        target_language: likewise.
        only: pass over a file of other languages than these, as one of a folder.
        notice: called with one clause for each kind of thing that was left out.
        format: its format, if its name does not say.
        origin: another name to remember it by.

    Returns:
        What became of it; ``None`` if it was added before as it is, or passed over.

    Raises:
        InputError: the file cannot be read or understood; what came before the fault is in the memory.
        UsageError: no such format; the languages are not known, or others than these.
    """
    name = origin or os.fspath(path)
    wanted = normalise_code(source_language), normalise_code(target_language)
    if only and is_catalog(path) and not _fits(wanted[1], _by_place(PurePath(path))):
        return None  # of thousands of installed catalogs most need not be read
    mark: str | None = None
    if os.fspath(path) != STDIN:
        mark = f"{digest(path)} {wanted[0]} {wanted[1]}"
        if memory.has(name, mark):
            return None
    with source(path, *wanted, notice, format=format) as opened_:
        units = opened_.units
        have = (units.source_language, units.target_language)
        if not all(_fits(mine, its) for mine, its in zip(wanted, have, strict=True)):
            if only:
                return None
            raise UsageError(
                _("is {source}–{target}", source=have[0], target=have[1]),
                _("leave --source-lang and --target-lang out, or name those"),
                path=path,
            )
        return memory.add(units, *wanted, origin=name, contexts=opened_.contexts, digest=mark)


def _fits(wanted: str, have: str) -> bool:
    return "und" in (wanted, have) or wanted.partition("-")[0] == have.partition("-")[0]
