"""Exchange formats: a bitext to and from TMX, XLIFF, PO, TSV, CSV, JSONL, Moses, XLSX, Parquet and beads.

One module a format, one contract (:mod:`toolkit.formats.contract`), one registry (:data:`FORMATS`). What a
format promises to bring back unchanged stands in its module's docstring.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import IO

from toolkit.errors import UsageError
from toolkit.files import STDIN, Staging, input_error, output_error
from toolkit.formats import beads, csv, jsonl, moses, packing, parquet, po, tmx, tsv, xliff, xlsx
from toolkit.formats.contract import UNSURE, Context, Format, Written
from toolkit.model import Bitext, Units
from toolkit.translations import _

__all__ = [
    "FORMATS",
    "UNSURE",
    "Context",
    "Format",
    "Written",
    "dump",
    "format_of",
    "load",
    "opened",
    "save",
    "stage",
]

# The modules are light; what is not (polib) they import inside the functions that need it.
FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        format_.name: format_
        for format_ in (
            tmx.FORMAT,
            xliff.FORMAT,
            xliff.FORMAT_1,
            po.FORMAT,
            tsv.FORMAT,
            csv.FORMAT,
            jsonl.FORMAT,
            moses.FORMAT,
            xlsx.FORMAT,
            parquet.FORMAT,
            beads.FORMAT,
        )
    }
)
"""All formats by name."""

AnyPath = str | os.PathLike[str]


def format_of(path: AnyPath, name: str | None = None) -> Format:
    """The format called ``name``, or else the one ``path``'s extension tells; packed if that is .gz or .zst.

    Raises:
        UsageError: there is no such format; the known ones are listed and the nearest is suggested.
        MissingExtra: it is packed in a way that needs a package which is not installed.
    """
    if suffix := packing.ending(path):
        return packing.packed(format_of(Path(path).with_suffix(""), name), suffix)
    if name is not None:
        wanted = name.lower().lstrip(".")
        for format_ in FORMATS.values():
            if wanted == format_.name or f".{wanted}" in format_.extensions:
                return format_
        raise UsageError(
            _("there is no format '{name}'", name=name), _known(wanted, list(FORMATS)), path=_named(path)
        )
    if os.fspath(path) == STDIN:
        raise UsageError(
            _("a stream has no extension to tell its format"),
            _("name one: {formats}", formats=", ".join(FORMATS)),
        )
    suffix = Path(path).suffix.lower()
    for format_ in FORMATS.values():
        if suffix in format_.extensions:
            return format_
    if moses.languages_of(path) is not None:
        return moses.FORMAT
    extensions = [extension for format_ in FORMATS.values() for extension in format_.extensions]
    problem = (
        _("the extension '{suffix}' is of no known format", suffix=suffix)
        if suffix
        else _("no extension tells its format")
    )
    raise UsageError(problem, _known(suffix, extensions), path=path)


def _known(wanted: str, names: list[str]) -> str:
    import difflib

    near = difflib.get_close_matches(wanted, names, n=1)
    suggestion = f"did you mean {near[0]}? " if near else ""
    return f"{suggestion}known: {', '.join(names)}"


def _named(path: AnyPath) -> str:
    return "" if os.fspath(path) == STDIN else os.fspath(path)


@contextmanager
def opened(path: AnyPath, *, format: str | None = None, context: Context | None = None) -> Iterator[Units]:
    """The units of a file, lazily, as long as the ``with`` block runs; ``-`` is standard input.

    Raises:
        UsageError: no such format, or one that cannot be read.
        InputError: the file cannot be read; FormatError or DecodingError while the units are run through.
    """
    kind = format_of(path, format)
    if kind.read is None and kind.read_path is None:
        raise UsageError(
            _("{title} is only written, not read", title=kind.title),
            _("name another input"),
            path=_named(path),
        )
    context = replace(context or Context(), path=_named(path))
    if kind.read_path is not None and os.fspath(path) != STDIN:
        with kind.read_path(os.fspath(path), context) as units:
            yield units
        return
    if kind.read is None:
        raise UsageError(
            _("{title} is not one stream", title=kind.title), _("name its files"), path=_named(path)
        )
    if os.fspath(path) == STDIN:
        yield kind.read(sys.stdin.buffer, context)
        return
    with ExitStack() as stack:
        try:
            stream = stack.enter_context(Path(path).open("rb"))
        except OSError as error:
            raise input_error(path, error) from None
        yield kind.read(stream, context)


def load(
    path: AnyPath,
    *,
    format: str | None = None,
    source_language: str = "und",
    target_language: str = "und",
    context: Context | None = None,
) -> Units:
    """All units of a file, in memory; ``-`` is standard input and needs ``format``.

    Args:
        path: the file.
        format: a name from :data:`FORMATS`, if the extension does not tell.
        source_language: BCP 47 code, if the file does not say; for TMX, which of its languages to take.
        target_language: likewise.
        context: both and more in one, instead.

    Raises:
        UsageError: no such format, or it needs something the context lacks (beads: their texts).
        InputError: missing, unreadable; FormatError or DecodingError if not what the format promises.
    """
    context = context or Context(source_language, target_language)
    with opened(path, format=format, context=context) as units:
        return units.held()


def dump(
    bitext: Bitext | Units, stream: IO[bytes], format: str | Format, *, context: Context | None = None
) -> Written:
    """Write a bitext or units into a binary stream; says what was left out.

    Raises:
        UsageError: no such format, or one that cannot be written.
        OutputError: the stream took no more.
    """
    kind = format if isinstance(format, Format) else format_of(STDIN, format)
    context = context or Context()
    try:
        if isinstance(bitext, Bitext) and kind.write_bitext is not None:
            return kind.write_bitext(bitext, stream, context)
        if kind.write is None and kind.write_path is not None:
            raise UsageError(_("{title} is not one stream", title=kind.title), _("name its files"))
        if kind.write is None:
            raise UsageError(
                _("{title} is only read, not written", title=kind.title), _("name another output")
            )
        write = kind.write
        return _watched(bitext, kind, lambda units: write(units, stream, context))
    except BrokenPipeError:
        raise  # the reader of a pipe went away: not a matter of the output
    except OSError as error:
        raise output_error(context.path, error) from None


def save(
    bitext: Bitext | Units, path: AnyPath, *, format: str | None = None, context: Context | None = None
) -> Written:
    """Write a bitext or units to a file, whole or not at all; says what was left out.

    Raises:
        UsageError: no such format, or one that cannot be written; ``-`` (use :func:`dump`).
        OutputError: the place cannot be written.
    """
    kind = format_of(path, format)
    if os.fspath(path) == STDIN:
        raise UsageError(_("save writes files"), _("use dump for a stream"))
    with Staging() as staging:
        return stage(bitext, path, kind, staging, context=context)


def stage(
    bitext: Bitext | Units, path: AnyPath, kind: Format, staging: Staging, *, context: Context | None = None
) -> Written:
    """Write a bitext or units among the outputs of one command: they appear together or not at all.

    Raises:
        UsageError: a format that cannot be written. OutputError: the place cannot be written.
    """
    context = replace(context or Context(), path=os.fspath(path))
    if kind.write_path is None:
        return dump(bitext, staging.open(path), kind, context=context)
    write, name = kind.write_path, os.fspath(path)
    try:
        return _watched(bitext, kind, lambda units: write(units, name, staging, context))
    except OSError as error:
        raise output_error(path, error) from None


def _watched(bitext: Bitext | Units, kind: Format, write: Callable[[Units], Written]) -> Written:
    """Write units, and say what the format could not take of their codes and further languages."""
    units = bitext.units() if isinstance(bitext, Bitext) else bitext
    if kind.carries_codes:
        return write(units)
    from toolkit.formats.lost import Lost

    lost = Lost()
    written = write(replace(units, units=lost.watched(units)))
    return replace(written, note="; ".join(filter(None, (written.note, *lost.clauses()))))
