"""Files on disk: read whole or not at all, write whole or not at all.

Every output is staged beside its target, flushed to disk and renamed over it, so whoever reads sees the old
file or the new one; several outputs of one command appear together, after all of them were made.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import IO, Any, BinaryIO

from toolkit.errors import FormatError, InputError, OutputError, UsageError
from toolkit.translations import _

STDIN = "-"


def read_bytes(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a file, or of standard input for ``-``.

    Raises:
        InputError: missing, a directory, unreadable.
    """
    if os.fspath(path) == STDIN:
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise input_error(path, error) from None


def read_toml(path: str | os.PathLike[str]) -> tuple[dict[str, Any], str]:
    """The table in a TOML file, and its text, by which mistakes in the table can be placed.

    Raises:
        InputError: missing, a directory, unreadable.
        FormatError: not UTF-8, not TOML; with the place.
    """
    import tomllib

    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError(_("is not UTF-8"), _("save it as UTF-8"), path=path, offset=error.start) from None
    try:
        return tomllib.loads(text), text
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+), column (\d+)", str(error))
        last = text.count("\n") + (not text.endswith("\n"))  # it says "at end of document" otherwise
        line, column = (int(place[1]), int(place[2])) if place else (last, None)
        problem = str(error).partition(" (at ")[0]
        raise FormatError(
            _("not valid TOML: {problem}", problem=problem), path=path, line=line, column=column
        ) from None


def input_error(path: str | os.PathLike[str], error: OSError) -> InputError:
    """The one line for a file that would not open."""
    if isinstance(error, FileNotFoundError):
        return InputError(_("no such file"), _("check the path"), path=path)
    if isinstance(error, IsADirectoryError):
        return InputError(_("is a directory"), _("name a file in it"), path=path)
    if isinstance(error, PermissionError):
        return InputError(_("may not be read"), _("check its permissions"), path=path)
    return InputError(_("cannot be read ({strerror})", strerror=error.strerror or error), path=path)


def output_error(path: str | os.PathLike[str], error: OSError) -> OutputError:
    """The one line for a place that would not take a file."""
    if isinstance(error, FileNotFoundError):
        return OutputError(
            _("its folder does not exist"), _("make {parent} first", parent=Path(path).parent), path=path
        )
    if isinstance(error, NotADirectoryError) and Path(path).is_file():
        return OutputError(_("is a file, not a folder"), _("name another place"), path=path)
    if isinstance(error, NotADirectoryError):
        return OutputError(_("lies below something that is not a folder"), _("name another place"), path=path)
    if isinstance(error, PermissionError):
        return OutputError(_("may not be written"), _("check the folder's permissions"), path=path)
    if error.errno == errno.ENOSPC:
        return OutputError(
            _("no space left on the disk"), _("nothing was changed; free some and run again"), path=path
        )
    return OutputError(_("cannot be written ({strerror})", strerror=error.strerror or error), path=path)


class Staging:
    """A set of output files that appear together or not at all.

    Use as a context manager; leaving it without an exception publishes, leaving it with one removes every
    trace. File modes of replaced files are kept. What is no file (a device, a pipe) is written to instead of
    being replaced.

    Args:
        inputs: files the command reads; writing over one of them is refused.

    Raises:
        UsageError: an output is one of the inputs, or is named twice.
        OutputError: a place that cannot be written (checked when opened, not at the end).
    """

    def __init__(self, inputs: Iterable[str | os.PathLike[str]] = ()) -> None:
        self._inputs = [Path(path) for path in inputs if os.fspath(path) != STDIN]
        self._staged: list[tuple[Path, Path, BinaryIO]] = []
        self._direct: list[tuple[Path, BinaryIO]] = []

    def open(self, path: str | os.PathLike[str]) -> IO[bytes]:
        """A binary stream whose content will become ``path``."""
        target = Path(path)
        self._refuse(target)
        try:
            mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask()
            if target.exists() and not os.access(target, os.W_OK):
                raise PermissionError(errno.EACCES, "read-only file")
            if target.exists() and not target.is_file():
                self._direct.append((target, target.open("wb")))
                return self._direct[-1][1]
            # A link is followed: the file it names is replaced, the link stays.
            final = target.resolve()
            handle, name = tempfile.mkstemp(prefix=f".{final.name[:80]}.", suffix=".part", dir=final.parent)
            Path(name).chmod(mode)
            stream = os.fdopen(handle, "wb")
        except OSError as error:
            raise output_error(path, error) from None
        self._staged.append((Path(name), final, stream))
        return stream

    def write(self, path: str | os.PathLike[str], data: bytes) -> None:
        """Stage ``data`` as the whole content of ``path``."""
        stream = self.open(path)
        try:
            stream.write(data)
        except OSError as error:
            raise output_error(path, error) from None

    def _refuse(self, target: Path) -> None:
        if target.is_dir():
            raise OutputError(_("is a directory"), _("name a file in it"), path=target)
        if any(_same(target, source) for source in self._inputs):
            raise UsageError(_("the output is also an input"), _("name another output"), path=target)
        if any(_same(target, final) for _, final, _ in self._staged):
            raise UsageError(_("named twice as an output"), path=target)

    def __enter__(self) -> Staging:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._discard()
            return
        try:
            for place, stream in self._direct:
                try:
                    stream.close()
                except OSError as problem:
                    raise output_error(place, problem) from None
            for _, final, stream in self._staged:
                try:
                    stream.flush()
                    os.fsync(stream.fileno())
                    stream.close()
                except OSError as problem:
                    raise output_error(final, problem) from None
            while self._staged:
                name, final, _ = self._staged[0]
                try:
                    name.replace(final)
                except OSError as problem:
                    raise output_error(final, problem) from None
                self._staged.pop(0)
        finally:
            self._discard()

    def _discard(self) -> None:
        for _place, stream in self._direct:
            with contextlib.suppress(OSError):
                stream.close()
        self._direct.clear()
        for name, _final, stream in self._staged:
            with contextlib.suppress(OSError):  # a full disk refuses the flush; the part goes all the same
                stream.close()
            name.unlink(missing_ok=True)
        self._staged.clear()


def write_bytes(path: str | os.PathLike[str], data: bytes) -> None:
    """Replace one file's content, whole or not at all.

    Raises:
        OutputError: the place cannot be written.
    """
    with Staging() as staging:
        staging.write(path, data)


def ensure_writable(path: str | os.PathLike[str]) -> None:
    """See that a place takes a file, before long work whose result it is to hold; nothing is left there.

    Raises:
        OutputError: it does not.
    """
    target = Path(path)
    if target.exists() and not (target.is_file() or target.is_dir()):
        return  # a pipe, whose reader would take it for the result
    with contextlib.suppress(_Enough), Staging() as staging:
        staging.open(target)
        raise _Enough


class _Enough(Exception):
    """What was staged is not wanted."""


def _same(left: Path, right: Path) -> bool:
    try:
        return left.samefile(right)
    except OSError:
        return left.absolute() == right.absolute()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
