"""What two sides made of one translation: its plural forms, whether it is fuzzy, and its previous msgid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from toolkit.catalog.model import Entry, Previous

Side = Literal["ours", "theirs"]


@dataclass(frozen=True, slots=True)
class Translation:
    """A merged translation.

    Attributes:
        forms: the msgstr.
        fuzzy: whether it awaits a review.
        previous: the msgid it was made for, where that was another.
        rival: the other side's forms where both cannot be had; ``None`` without a conflict.
        replaced: forms that gave way by rule, with the side they are from.
    """

    forms: tuple[str, ...]
    fuzzy: bool = False
    previous: Previous | None = None
    rival: tuple[str, ...] | None = None
    replaced: tuple[tuple[Side, tuple[str, ...]], ...] = ()


def merge_translation(
    base: Entry | None, ours: Entry, theirs: Entry, prefer: Side | None = None
) -> Translation:
    """The translation of an entry that both sides have.

    A change of one side counts. Where both changed it: the same strings are fuzzy only if both sides say so;
    a translation goes before none, and before a mere proposal (fuzzy, with a previous msgid, where there was
    no translation); plural forms are merged one by one; what is left is a conflict.

    Args:
        base: the entry before; ``None`` where both sides added it.
        ours: the entry.
        theirs: the entry.
        prefer: the side that wins conflicts.
    """
    if _value(ours) == _value(theirs) or (base is not None and _value(theirs) == _value(base)):
        return _of(ours)
    if base is not None and _value(ours) == _value(base):
        return _of(theirs)
    if ours.msgstr == theirs.msgstr or not any((*ours.msgstr, *theirs.msgstr)):
        sure = [entry for entry in (ours, theirs) if not entry.fuzzy]
        return _of(max(sure or (ours, theirs), key=_informed))
    contests: tuple[tuple[Entry, Entry, Side], ...] = ((ours, theirs, "theirs"), (theirs, ours, "ours"))
    for winner, weaker, side in contests:
        if not any(weaker.msgstr):
            return _of(winner)
        if not winner.fuzzy and any(winner.msgstr) and _is_proposal(base, weaker):
            return replace(_of(winner), replaced=((side, weaker.msgstr),))
    mine, clash = _forms(base, ours.msgstr, theirs.msgstr)
    other, _ = _forms(base, theirs.msgstr, ours.msgstr)
    lost = (*_beyond(base, ours, len(mine), "ours"), *_beyond(base, theirs, len(mine), "theirs"))
    if _approved(base, ours, theirs) or _approved(base, theirs, ours):
        mine, other = ours.msgstr, theirs.msgstr
    elif not clash:
        fuzzy = _doubted(base, ours) or _doubted(base, theirs)
        previous = max(ours, theirs, key=_informed).previous if fuzzy else None
        return Translation(mine, fuzzy, previous, replaced=lost)
    if prefer is not None:
        chosen, forms, loser = (ours, mine, other) if prefer == "ours" else (theirs, other, mine)
        return replace(_of(chosen), forms=forms, replaced=((_opposite(prefer), loser), *lost))
    previous = ours.previous if ours.fuzzy else None
    return Translation(mine, True, previous, rival=other, replaced=lost)


def _value(entry: Entry) -> tuple[tuple[str, ...], bool, Previous | None]:
    return entry.msgstr, entry.fuzzy, entry.previous


def _of(entry: Entry) -> Translation:
    return Translation(entry.msgstr, entry.fuzzy, entry.previous)


def _beyond(
    base: Entry | None, entry: Entry, size: int, side: Side
) -> tuple[tuple[Side, tuple[str, ...]], ...]:
    """New forms a side gave that the merged message has no place for, for the other made it have fewer."""
    forms = entry.msgstr[size:]
    old = base.msgstr[size:] if base is not None else ()
    return ((side, forms),) if any(forms) and forms != old else ()


def _informed(entry: Entry) -> tuple[bool, str]:
    """What decides between equal strings, whichever side is ours: a previous msgid that fits the flag."""
    return entry.fuzzy == (entry.previous is not None), repr(entry.previous)


def _opposite(side: Side) -> Side:
    return "theirs" if side == "ours" else "ours"


def _is_proposal(base: Entry | None, entry: Entry) -> bool:
    """Whether nobody but a program stands behind a translation."""
    return entry.fuzzy and entry.previous is not None and (base is None or not any(base.msgstr))


def _approved(base: Entry | None, entry: Entry, other: Entry) -> bool:
    """Whether one side cleared the flag of a translation for which the other has a new proposal."""
    return (
        base is not None
        and base.fuzzy
        and not entry.fuzzy
        and entry.msgstr == base.msgstr
        and other.fuzzy
    )  # fmt: skip


def _doubted(base: Entry | None, entry: Entry) -> bool:
    """Whether a side's part in a translation awaits a review."""
    if base is not None and entry.msgstr == base.msgstr:
        return entry.fuzzy and not base.fuzzy
    return entry.fuzzy


def _forms(base: Entry | None, first: Sequence[str], second: Sequence[str]) -> tuple[tuple[str, ...], bool]:
    """Plural forms one by one; where both sides changed one, the first's and ``True``."""
    before = base.msgstr if base is not None else ()
    counts = {len(first), len(second)}
    if len(counts) == 2:
        counts.discard(len(before))
    forms: list[str] = []
    clash = False
    for index in range(max(counts)):
        old, left, right = (
            strings[index] if index < len(strings) else None for strings in (before, first, second)
        )
        if left == right or right in (old, None):
            forms.append(left or "")
        elif left in (old, None):
            forms.append(right or "")
        else:
            clash = clash or bool(left and right)
            forms.append(left or right or "")
    return tuple(forms), clash
