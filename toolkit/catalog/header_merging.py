"""The fields of two headers that come from one.

A field that one side changed is taken from it. Where both did: a date is the later one; any other field is
that of the side whose revision is later, for it only says who or what wrote the file last. The exceptions are
fields by which the whole file is read; there a person has to decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from toolkit.catalog.conflicts import Conflict
from toolkit.catalog.model import Key
from toolkit.catalog.ordering import merged_order
from toolkit.catalog.translation_merging import Side

CREATED = "POT-Creation-Date"
REVISED = "PO-Revision-Date"
_DECIDED = ("plural-forms", "language")
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T]+(\d\d):(\d\d)(?::\d\d)?\s*(?:([+-])(\d\d):?(\d\d)|Z)?)?")
_Name = tuple[str, int]
_KEY = Key(None, "")


@dataclass(frozen=True, slots=True)
class MergedHeader:
    """The text of a merged header, and where the sides cannot both be had."""

    text: str
    conflicts: tuple[Conflict, ...] = ()


def field(text: str, name: str) -> str:
    """The value of a header field, "" without one."""
    for line in text.split("\n"):
        found, colon, value = line.partition(":")
        if colon and found.strip().lower() == name.lower():
            return value.strip()
    return ""


def later(ours: str, theirs: str, name: str) -> Side | None:
    """The header with the later date in a field; ``None`` where they are equal or tell none."""
    mine, other = (_date(field(text, name)) for text in (ours, theirs))
    if mine == other:
        return None
    if mine is None or other is None:
        return "theirs" if mine is None else "ours"
    return "ours" if mine > other else "theirs"


def merge_header(base: str, ours: str, theirs: str, prefer: Side | None = None) -> MergedHeader:
    """The header of both sides.

    Args:
        base: the msgstr of the header before; likewise the others.
        ours: whose order of fields is kept.
        theirs: whose fields are brought in.
        prefer: the side that wins conflicts.
    """
    if ours == theirs or theirs == base:
        return MergedHeader(ours)
    if ours == base:
        return MergedHeader(theirs)
    before, left, right = (_fields(text) for text in (base, ours, theirs))
    newer = later(ours, theirs, REVISED)
    kept: dict[_Name, str] = {}
    conflicts: list[Conflict] = []
    for name in dict.fromkeys([*left, *right]):
        old, mine, other = before.get(name), left.get(name), right.get(name)
        if other in (old, mine):
            chosen = mine
        elif mine in (old, None):
            chosen = other
        elif other is None:
            chosen = mine
        else:
            assert mine is not None
            chosen = _chosen(name[0], mine, other, newer)
            if name[0] in _DECIDED:
                chosen = other if prefer == "theirs" else mine
                if prefer is None:
                    written = mine.partition(":")[0].strip()
                    values = _values(old), _values(mine), _values(other)
                    conflicts.append(Conflict(_KEY, written, *values))
        if chosen is not None:
            kept[name] = chosen
    order = merged_order(list(before), list(left), list(right), kept)
    return MergedHeader("".join(kept[name] for name in order), tuple(conflicts))


def _values(line: str | None) -> tuple[str, ...]:
    return () if line is None else (line.partition(":")[2].strip(),)


def _chosen(name: str, ours: str, theirs: str, newer: Side | None) -> str:
    if name in (CREATED.lower(), REVISED.lower()):
        dates = [(_date(line.partition(":")[2].strip()), line) for line in (ours, theirs)]
        return max(dates, key=lambda dated: (dated[0] or datetime.min.replace(tzinfo=UTC), dated[1]))[1]
    if newer is None:
        return max(ours, theirs)  # the same whichever side is ours
    return ours if newer == "ours" else theirs


def _fields(text: str) -> dict[_Name, str]:
    """The lines of a header, each with its line feed, by name and how often that name was there before."""
    found: dict[_Name, str] = {}
    for line in re.findall(r"[^\n]*\n|[^\n]+", text):
        name, colon, _ = line.partition(":")
        key = name.strip().lower() if colon else line
        number = 0
        while (key, number) in found:
            number += 1
        found[key, number] = line if line.endswith("\n") else line + "\n"
    return found


def _date(value: str) -> datetime | None:
    """The time of ``2024-05-06 07:08+0900``; ``None`` for what is none."""
    found = _DATE.match(value)
    if found is None:
        return None
    year, month, day, hour, minute, sign, hours, minutes = found.groups()
    offset = (int(hours) * 60 + int(minutes)) * (1 if sign == "+" else -1) if sign else 0
    try:
        moment = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), tzinfo=UTC)
        return datetime.fromtimestamp(moment.timestamp() - offset * 60, UTC)
    except (ValueError, OverflowError):
        return None
