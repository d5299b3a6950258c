"""The lines that are scored: as many on every side, and in one form of Unicode."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.errors import InputError, UsageError
from toolkit.quality.drift import first_drift
from toolkit.translations import _, ngettext


@dataclass(frozen=True, slots=True)
class System:
    """A translation, one segment an item, and what to call it (``""`` for nothing)."""

    name: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Streams:
    """Translations and references in Unicode NFC, since a decomposed "é" would match no composed one.

    Attributes:
        systems: the translations.
        references: streams of references; ``None`` where one has no reference for a segment.
        changed: whether composing made a difference anywhere.
        count: how many references each segment has; ``None`` if not all have as many.
    """

    systems: tuple[System, ...]
    references: tuple[list[str | None], ...]
    changed: bool
    count: int | None


def streams(systems: Sequence[System], references: Sequence[Sequence[str | None]]) -> Streams:
    """Systems and references, ready to be scored.

    Raises:
        UsageError: no reference.
        InputError: nothing to score, a segment without any reference, or streams of different lengths (says
            where they drift apart).
    """
    for system in systems:
        _check(system, references)
    composed = tuple(System(system.name, _composed(system.lines)) for system in systems)
    right = tuple(
        [None if line is None else unicodedata.normalize("NFC", line) for line in stream]
        for stream in references
    )
    changed = any(new.lines != list(old.lines) for new, old in zip(composed, systems, strict=True)) or any(
        new != list(old) for new, old in zip(right, references, strict=True)
    )
    counts = {sum(line is not None for line in own) for own in zip(*right, strict=True)}
    return Streams(composed, right, changed, counts.pop() if len(counts) == 1 else None)


def _composed(lines: Sequence[str]) -> list[str]:
    return [unicodedata.normalize("NFC", line) for line in lines]


def _check(system: System, references: Sequence[Sequence[str | None]]) -> None:
    hypotheses, path = system.lines, system.name
    if not hypotheses:
        raise InputError(
            _("the translation has no segments"), _("give a file with one segment a line"), path=path
        )
    if not references:
        raise UsageError(_("no reference to score against"), _("give at least one"))
    if not any(line.strip() for line in hypotheses):
        raise InputError(
            _("the translation has only empty lines"), _("give a file with one segment a line"), path=path
        )
    for number, stream in enumerate(references, 1):
        which = _("reference {number}", number=number) if len(references) > 1 else _("the reference")
        if len(stream) != len(hypotheses):
            raise InputError(
                _(
                    "the translation has {lines}, {reference} {reference_lines}",
                    lines=_lines(len(hypotheses)),
                    reference=which,
                    reference_lines=_lines(len(stream)),
                ),
                first_drift(hypotheses, [line or "" for line in stream]).advice,
                path=path,
            )
        if not any(line and line.strip() for line in stream):
            raise InputError(
                _("{reference} has only empty lines", reference=which),
                _("give a file with one segment a line"),
            )
    for number, own in enumerate(zip(*references, strict=True), 1):
        if all(line is None for line in own):
            raise InputError(
                _("segment {number:,} has no reference", number=number), _("give it one, which may be empty")
            )


def _lines(count: int) -> str:
    return ngettext("{count:,} line", "{count:,} lines", count)
