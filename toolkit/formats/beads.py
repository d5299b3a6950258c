"""Beads, one a line: ``[0]:[0, 1]``, 0-based indices of the segments, deletions as ``[3]:[]``.

The form vecalign and its kin use. It holds no text: reading units needs the segmented documents
(:attr:`Context.source`, :attr:`Context.target`), and each of their segments has to be in exactly one bead, in
order. Promise: the beads of a bitext come back as they are, without their confidence. Units alone are
numbered anew in their order, by their bead types: a 2-1 unit takes the next two source segments and the next
target segment.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import IO

from toolkit.errors import DecodingError, FormatError, UsageError
from toolkit.files import read_bytes
from toolkit.formats.contract import Context, Format, Written
from toolkit.formats.fields import BEAD_TYPE
from toolkit.model import Bead, Bitext, Units
from toolkit.translations import N_, _

_LINE = re.compile(r"\[([^\[\]]*)\]\s*:\s*\[([^\[\]]*)\]\s*(?::\s*(\S+))?")
_REMEDY = N_("do the beads and the texts belong together?")
_INDEX = re.compile(r"[0-9]{1,9}")


def read_beads(path: str | os.PathLike[str], counts: tuple[int, int] | None = None) -> tuple[Bead, ...]:
    """The beads of a file; ``-`` is standard input. ``counts`` are the segments there are on either side.

    Raises:
        InputError: missing, unreadable; FormatError or DecodingError, with the line, if not beads.
    """
    return parse_beads(_decoded(read_bytes(path), os.fspath(path)), os.fspath(path), counts)


def parse_beads(text: str, path: str = "", counts: tuple[int, int] | None = None) -> tuple[Bead, ...]:
    """The beads of a text, one a line; empty lines and lines that begin with ``#`` are passed over.

    A third field is taken as the confidence where it is a number from 0 to 1 (``[0]:[0, 1]:0.97``), and
    passed over where it is another one: some aligners write a cost there.

    Raises:
        FormatError: with the line: not a bead, a negative index, a segment that was in a bead before, one
            that is not among ``counts``.
    """
    seen: tuple[dict[int, int], dict[int, int]] = ({}, {})
    beads: list[Bead] = []
    for number, line in enumerate(text.split("\n"), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if not match:
            raise FormatError(
                _("'{line}' is not a bead", line=_short(line)),
                _("write two lists of segment indices, such as [0]:[0, 1]"),
                path=path,
                line=number,
            )
        sides = _indices(match[1], path, number), _indices(match[2], path, number)
        if not sides[0] and not sides[1]:
            raise FormatError(
                _("a bead without segments"),
                _("delete the line or name its segments"),
                path=path,
                line=number,
            )
        for name, side, before in zip(("source", "target"), sides, seen, strict=True):
            for index in side:
                if index in before:
                    raise FormatError(
                        _(
                            "{side} segment {index} is already in the bead of line {line}",
                            side=_(name),
                            index=index,
                            line=before[index],
                        ),
                        _("a segment belongs to one bead"),
                        path=path,
                        line=number,
                    )
                before[index] = number
        for name, side, count in zip(("source", "target"), sides, counts or (), strict=False):
            beyond = [index for index in side if index >= count]
            if beyond:
                raise FormatError(
                    _(
                        "the bead {bead} names {side} segment {index}",
                        bead=line,
                        side=_(name),
                        index=beyond[0],
                    ),
                    _("there are {count}, counted from 0", count=count),
                    path=path,
                    line=number,
                )
        beads.append(Bead(*sides, _confidence(match[3], path, number)))
    return tuple(beads)


def _decoded(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DecodingError(
            _("byte 0x{byte:02X} is not UTF-8", byte=data[error.start]),
            _("is it a file of beads?"),
            path=path,
            line=data.count(b"\n", 0, error.start) + 1,
            offset=error.start,
        ) from None


def _indices(written: str, path: str, line: int) -> tuple[int, ...]:
    if not written.strip():
        return ()
    indices = []
    for part in written.split(","):
        part = part.strip()
        if not _INDEX.fullmatch(part):
            negative = part.startswith("-") and _INDEX.fullmatch(part[1:])
            shown = _short(part)
            problem = (
                _("'{text}' is negative", text=shown)
                if negative
                else _("'{text}' is not a segment index", text=shown)
            )
            raise FormatError(problem, _("count from 0"), path=path, line=line)
        indices.append(int(part))
    return tuple(indices)


def _confidence(written: str | None, path: str, line: int) -> float | None:
    if written is None:
        return None
    try:
        value = float(written)
    except ValueError:
        raise FormatError(
            _("the confidence '{written}' is not a number", written=_short(written)), path=path, line=line
        ) from None
    return value if 0 <= value <= 1 else None


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def write_beads(beads: Iterable[Bead]) -> bytes:
    """Beads as a file holds them: ``[0]:[0, 1]``, one a line."""
    return "".join(f"{list(bead.source)}:{list(bead.target)}\n" for bead in beads).encode("ascii")


def check_beads(beads: Iterable[Bead], n_source: int, n_target: int, path: str = "") -> None:
    """Make sure that each segment is in exactly one bead, in order.

    Args:
        beads: in file order.
        n_source: number of source segments.
        n_target: number of target segments.
        path: the file the beads came from, for the message.

    Raises:
        FormatError: naming the bead (1-based) and the segment (0-based) where it first goes wrong.
    """
    following = [0, 0]
    counts = (n_source, n_target)
    for number, bead in enumerate(beads, 1):
        for side, name in enumerate(("source", "target")):
            for index in (bead.source, bead.target)[side]:
                expected = following[side]
                if index >= counts[side] or index < 0:
                    problem = _(
                        "{side} segment {index} does not exist: there are {count}",
                        side=_(name),
                        index=index,
                        count=counts[side],
                    )
                elif index < expected:
                    problem = _(
                        "{side} segment {index} comes again or too late: {expected} was to follow",
                        side=_(name),
                        index=index,
                        expected=expected,
                    )
                elif index > expected:
                    problem = _(
                        "{side} segment {expected} is left out: {index} follows {before}",
                        side=_(name),
                        expected=expected,
                        index=index,
                        before=expected - 1,
                    )
                    problem = (
                        problem
                        if expected
                        else _("{side} segment 0 is left out: {index} comes first", side=_(name), index=index)
                    )
                else:
                    following[side] += 1
                    continue
                raise FormatError(
                    _("bead {number}: {problem}", number=number, problem=problem),
                    _("do beads and texts belong together?"),
                    path=path,
                )
    for name, done, count in zip(("source", "target"), following, counts, strict=True):
        if done < count:
            raise FormatError(
                _(
                    "the beads end before {side} segment {done} of {count}",
                    side=_(name),
                    done=done,
                    count=count,
                ),
                _(_REMEDY),
                path=path,
            )


def _read(stream: IO[bytes], context: Context) -> Units:
    if context.source is None or context.target is None:
        raise UsageError(
            _("beads hold no text of their own"),
            _("give the segments of both sides too (--source FILE --target FILE)"),
            path=context.path,
        )
    beads = parse_beads(_decoded(stream.read(), context.path), context.path)
    check_beads(beads, len(context.source), len(context.target), context.path)
    return Bitext(context.source, context.target, beads).units()


def _write(units: Units, stream: IO[bytes], context: Context) -> Written:
    source = target = count = skipped = 0
    for unit in units:
        left, right = (
            (int(part) for part in unit.type.split("-")) if BEAD_TYPE.fullmatch(unit.type) else (0, 0)
        )
        if not left and not right:
            skipped += 1
            continue
        bead = Bead(tuple(range(source, source + left)), tuple(range(target, target + right)))
        stream.write(write_beads([bead]))
        source, target, count = source + left, target + right, count + 1
    return Written(count, skipped, "without segments" if skipped else "")


def _write_bitext(bitext: Bitext, stream: IO[bytes], context: Context) -> Written:
    stream.write(write_beads(bitext.beads))
    return Written(len(bitext.beads))


FORMAT = Format("beads", (".beads",), "beads", _read, _write, _write_bitext)
