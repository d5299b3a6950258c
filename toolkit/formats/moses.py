"""Moses pairs: two files with a segment a line, line by line translations, and ``.ids`` with the units' ids.

The path names the pair: ``corpus.en-vi`` are ``corpus.en-vi.en``, ``corpus.en-vi.vi`` and
``corpus.en-vi.ids`` (as OPUS names them). A path that ends in ``.moses``, or any other with ``--from moses``
or ``--to moses``, takes its languages from the options or the bitext: ``corpus.moses`` with English and
Vietnamese are ``corpus.en`` and ``corpus.vi``. The ``.ids`` need not be there; a line of it is an id.

Promise: id, source and target come back as they were, but for line breaks, which become spaces and are
counted; empty sides are empty lines. UTF-8, LF alone ends a line. Where a language is unknown, or both are
the same, the files are called ``.source`` and ``.target``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import zip_longest
from pathlib import Path

from toolkit.errors import FormatError, InputError, LanguageError
from toolkit.files import Staging, input_error
from toolkit.formats.contract import Context, Format, Written
from toolkit.formats.lines import count_lone, decoded_lines, scalars
from toolkit.languages import normalise_code
from toolkit.model import Unit, Units
from toolkit.translations import _

_PAIR = re.compile(r"\.([A-Za-z]{2,3}(?:_[A-Za-z0-9]{2,8})*)-([A-Za-z]{2,3}(?:_[A-Za-z0-9]{2,8})*)")
_BREAK = re.compile(r"\r\n|[\n\r]")


def languages_of(path: str | os.PathLike[str]) -> tuple[str, str] | None:
    """The two languages in a name such as ``corpus.en-vi``; ``None`` where it names none."""
    match = _PAIR.fullmatch(Path(path).suffix)
    if match is None:
        return None
    try:
        return normalise_code(match[1]), normalise_code(match[2])
    except LanguageError:
        return None


def _files(path: str, source: str, target: str) -> tuple[str, str, str]:
    """The paths of source, target and ids."""
    if (match := _PAIR.fullmatch(Path(path).suffix)) is not None:
        return f"{path}.{match[1]}", f"{path}.{match[2]}", f"{path}.ids"
    base = path.removesuffix(".moses")
    if source == target or "und" in (source, target):
        return f"{base}.source", f"{base}.target", f"{base}.ids"
    return f"{base}.{source}", f"{base}.{target}", f"{base}.ids"


@contextmanager
def _opened(path: str, context: Context) -> Iterator[Units]:
    source, target = languages_of(path) or (context.source_language, context.target_language)
    names = _files(path, source, target)
    with ExitStack() as stack:
        streams = []
        for name in names[: 3 if Path(names[2]).exists() else 2]:
            try:
                streams.append((name, stack.enter_context(Path(name).open("rb"))))
            except FileNotFoundError:
                remedy = _("the pair is {source} and {target}", source=names[0], target=names[1])
                raise InputError(_("no such file"), remedy, path=name) from None
            except OSError as error:
                raise input_error(name, error) from None
        rows = zip_longest(*(_lines(decoded_lines(stream, name)) for name, stream in streams))
        yield Units(_units(rows, names), source, target)


def _lines(lines: Iterator[str]) -> Iterator[str]:
    return (line.removesuffix("\n").removesuffix("\r") for line in lines)


def _units(rows: Iterator[tuple[str | None, ...]], names: tuple[str, str, str]) -> Iterator[Unit]:
    for number, row in enumerate(rows, 1):
        source, target, id = (*row, str(number))[:3]
        if source is None or target is None or id is None:
            short = names[row.index(None)]
            raise FormatError(
                _("ends before its line {number}, others go on", number=number),
                _("the files of a pair have the same number of lines"),
                path=short,
                line=number - 1 or 1,
            )
        yield Unit(id or str(number), source, target, source_line=number, target_line=number)


def _write(units: Units, path: str, staging: Staging, context: Context) -> Written:
    source, target = languages_of(path) or (units.source_language, units.target_language)
    names = _files(path, source, target)
    streams = [staging.open(name) for name in names]
    count = breaks = lone = 0
    for unit in units:
        for stream, text in zip(streams, (unit.source, unit.target, unit.id), strict=True):
            line, found = _BREAK.subn(" ", scalars(text))
            stream.write(line.encode("utf-8") + b"\n")
            breaks += found
        count += 1
        lone += count_lone(unit.source) + count_lone(unit.target)
    said = [_("{count} line breaks became spaces", count=breaks)] if breaks else []
    said += [_("{count} lone surrogates became U+FFFD", count=lone)] if lone else []
    return Written(count, note="; ".join(said))


FORMAT = Format("moses", (".moses",), "Moses", read_path=_opened, write_path=_write)
