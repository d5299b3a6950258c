"""Zip archives of corpora: which of their files belong together, and none of them put where it says.

A Moses archive (as OPUS has them) holds ``NAME.en-vi.en``, ``NAME.en-vi.vi`` and, often, ``NAME.en-vi.ids``.
Members are read as streams; nothing is ever written under a name from an archive.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from toolkit.corpus.fetching.sources import known
from toolkit.corpus.fetching.unpacking import plain, swollen
from toolkit.errors import FormatError, InputError, LanguageError, UsageError
from toolkit.files import input_error
from toolkit.languages import normalise_code
from toolkit.languages.names import language_name
from toolkit.translations import _

_ENCRYPTED = 1
_LICENCE = re.compile(r"(licen[cs]e|copying|copyright)(\.(txt|md))?", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:")
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Texts:
    """Two texts of an archive, line by line translations.

    Attributes:
        base: what their names have in common.
        source: the one member, and its language.
        target: the other one.
        ids: the member with an id a line, "" if there is none.
    """

    base: str
    source: tuple[str, str]
    target: tuple[str, str]
    ids: str = ""


class Archive:
    """An open archive.

    Args:
        file: open.
        path: for messages.

    Raises:
        FormatError: a member that would be put outside a folder.
    """

    def __init__(self, file: zipfile.ZipFile, path: str) -> None:
        self._file, self._path = file, path
        self.members: dict[str, zipfile.ZipInfo] = {}
        for info in file.infolist():
            name = info.filename.replace("\\", "/")
            if name.startswith("/") or _DRIVE.match(name) or ".." in PurePosixPath(name).parts:
                raise FormatError(
                    _("holds a file that wants to lie outside of it: {name}", name=name[:80]),
                    _("nothing was taken from it; ask whoever made it"),
                    path=path,
                )
            hidden = any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)
            if not info.is_dir() and not hidden:
                self.members.setdefault(info.filename, info)

    @contextmanager
    def opened(self, name: str) -> Iterator[IO[bytes]]:
        """A member, unpacked; its errors are ours.

        Raises:
            FormatError: encrypted, packed in a way nobody here knows, or swelling beyond all texts.
        """
        info = self.members[name]
        where = f"{self._path}: {name}"
        if info.flag_bits & _ENCRYPTED:
            raise FormatError(_("is encrypted"), _("unpack it first and give its files"), path=where)
        swollen(info.file_size, info.compress_size, where)
        try:
            stream = self._file.open(info)
        except (NotImplementedError, RuntimeError, zipfile.BadZipFile, OSError) as error:
            raise FormatError(_("cannot be unpacked ({problem})", problem=error), path=where) from None
        with stream, plain(stream, where) as made:
            yield made

    def texts(self, languages: tuple[str, str]) -> list[Texts]:
        """The pairs of texts among the members.

        Args:
            languages: of source and target, ``und`` where nobody said; needed where one text stands there in
                more than two.

        Raises:
            UsageError: more than two languages and nothing that says which.
        """
        groups: dict[str, dict[str, str]] = {}
        for name in self.members:
            stem, code = _language_of(name)
            if code:
                groups.setdefault(stem, {}).setdefault(code, name)
        made = []
        for stem, group in sorted(groups.items()):
            codes = _pair(stem, list(group), languages)
            if len(codes) < 2:
                continue
            if len(codes) > 2:
                raise UsageError(
                    _("holds a text in several languages: {codes}", codes=", ".join(codes)),
                    _("choose two with --source-lang and --target-lang"),
                    path=self._path,
                )
            source, target = codes
            ids = f"{stem}.ids" if f"{stem}.ids" in self.members else ""
            base = PurePosixPath(stem).name
            made.append(Texts(base, (group[source], source), (group[target], target), ids))
        return made

    def corpora(self) -> list[str]:
        """The members that are a corpus each."""
        taken = {name for name in self.members if _language_of(name)[1]}
        return sorted(n for n in self.members if known(n) and n not in taken and not _aside(n))

    def licence(self) -> str:
        """The first line of what the archive says about rights, "" if it says nothing."""
        for name, info in sorted(self.members.items()):
            if _LICENCE.fullmatch(PurePosixPath(name).name) and info.file_size < 1 << 20:
                with self.opened(name) as stream:
                    lines = stream.read().decode("utf-8", "replace").splitlines()
                said = next((" ".join(line.split()) for line in lines if line.strip()), "")
                return f"{PurePosixPath(name).name}: {said[:200]}" if said else ""
        return ""

    def nothing(self) -> FormatError:
        """That there is no corpus in it."""
        names = sorted(self.members)
        more = ", …" if len(names) > _SHOWN else ""
        return FormatError(
            _("holds no corpus that can be read"),
            _("its files: {names}", names=", ".join(names[:_SHOWN]) + more) if names else _("it is empty"),
            path=self._path,
        )


@contextmanager
def archive(path: Path, name: str) -> Iterator[Archive]:
    """A zip archive on disk.

    Raises:
        FormatError: it is none, or not whole.
        InputError: it cannot be read.
    """
    try:
        file = zipfile.ZipFile(path)
    except zipfile.BadZipFile:
        raise FormatError(
            _("is no zip archive, or not whole"), _("is the download complete?"), path=name
        ) from None
    except (OSError, NotImplementedError) as error:
        problem: InputError = (
            input_error(path, error) if isinstance(error, OSError) else InputError(str(error), path=name)
        )
        raise problem from None
    with file:
        yield Archive(file, name)


def code_in(text: str) -> str:
    """A language code as it stands in names of files (``zh_CN``, ``en_XX``), normal; "" for anything else."""
    try:
        code = normalise_code(text.replace("_", "-").removesuffix("-XX"))
        return code if language_name(code) else ""
    except LanguageError:
        return ""


def _language_of(name: str) -> tuple[str, str]:
    """What the names of a text in several languages have in common, and the language of this one.

    It is the ending (``x.en``), or what stands before one of texts (``x.en.txt``, ``en.txt``).
    """
    path = PurePosixPath(name)
    if path.suffix.lower() in (".txt", ".gz"):
        path = path.with_suffix("")
    if "." not in path.name:
        code = code_in(path.name)
        return (str(path.with_name("texts")) if code else "", code)
    code = code_in(path.suffix[1:])
    return (str(path.with_suffix("")) if code else "", code)


def _pair(stem: str, codes: list[str], wanted: tuple[str, str]) -> list[str]:
    """Of the languages of a text the source's and the target's; others if they cannot be told."""
    from toolkit.formats.moses import languages_of

    for pair in (wanted, wanted[::-1], languages_of(stem) or ("", "")):
        if set(pair) <= set(codes):
            return list(wanted if set(pair) == set(wanted) else pair)
    if len(codes) == 2:
        return codes
    return [] if len(codes) < 2 else codes


def _aside(name: str) -> bool:
    """Whether a file is about the corpus, not of it."""
    stem = PurePosixPath(name).name.lower()
    return bool(_LICENCE.fullmatch(stem)) or stem.startswith(("readme", "info", "citation"))
