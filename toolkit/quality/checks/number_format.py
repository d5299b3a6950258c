"""Figures copied with the marks of the source language, which mean something else in the target's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from toolkit.model import Severity, Span, Unit
from toolkit.quality.checks.unit_of_measure import measure
from toolkit.quality.contract import Check, Context, Observation, Side
from toolkit.text.figures import readings, written
from toolkit.text.numbers import Form, Number
from toolkit.translations import N_, _

_FIGURE = re.compile(r"\d+(?:[.,]\d+)+")
_GROUPED = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*(?:[.,]\d+)?")
_GROUPS = re.compile(r"(?<![\w.,])\d{1,3}([.,])\d{3}(?:\1\d{3})+(?![\w.,]*\d)")
"""Two groups or more, which no decimal has."""


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """``7,000`` copied into a language that groups by points reads there as seven."""
    source, target = context.source, context.target
    ours, theirs = source.language.writing, target.language.writing
    if ours.decimal_mark == theirs.decimal_mark:
        return
    yield from _groups(unit, context)
    copied = {m.group() for n in source.numbers if (m := _FIGURE.match(n.text))}
    for number in target.numbers if copied else ():
        match = _FIGURE.match(number.text) if number.form is Form.DIGITS else None
        if match is None or match.group() not in copied:
            continue
        if not _GROUPED.fullmatch(match.group()):
            yield from _decimal(unit, target, number, match.group(), ours.decimal_mark)
            continue
        figure, end = match.group(), number.start + match.end()
        meant = readings(figure, ours.decimal_mark, ours.group_marks)
        read = readings(figure, theirs.decimal_mark, theirs.group_marks)
        if meant and read and meant[0] != read[0]:
            right = written(meant[0], target.language)
            yield Observation(
                _(
                    "{figure} is written as in the source language; here it is {right}",
                    figure=figure,
                    right=right,
                ),
                target_span=Span(number.start, end),
                values=(str(meant[0]), str(read[0])),
                fix=unit.target[: number.start] + right + unit.target[end:],
            )


def _groups(unit: Unit, context: Context) -> Iterator[Observation]:
    """``1,350,000`` where the comma is the decimal mark, whatever the source has."""
    target = context.target
    writing = target.language.writing
    if not target.has_digits or unit.target.count(writing.decimal_mark) < 2:
        return
    for match in _GROUPS.finditer(target.prose):
        mark = match[1]
        if mark != writing.decimal_mark or mark in writing.group_marks or _address(match.group()):
            continue
        right = match.group().replace(mark, writing.group_marks[:1])
        yield Observation(
            _(
                "{figure} is written as in the source language; here it is {right}",
                figure=match.group(),
                right=right,
            ),
            target_span=Span(*match.span()),
            values=(match.group(), right),
            fix=unit.target[: match.start()] + right + unit.target[match.end() :],
        )


def _address(figure: str) -> bool:
    """Whether a figure may be an IP address."""
    parts = figure.split(".")
    return len(parts) == 4 and all(int(part) < 256 for part in parts)


def _decimal(unit: Unit, side: Side, number: Number, figure: str, mark: str) -> Iterator[Observation]:
    """A quantity with the decimal mark of the source: 4.25 %, where a version may well be 4.25."""
    if figure.count(mark) != 1 or len(number.suffix) == 1:
        return
    if not (measure(side, number) or number.scaled or _money(side, number) or _only_decimal(figure, mark)):
        return
    right = figure.replace(mark, side.language.writing.decimal_mark)
    yield Observation(
        _(
            "{figure} is written as in the source language; here it is {right}",
            figure=figure,
            right=right,
        ),
        target_span=Span(number.start, number.start + len(figure)),
        values=(figure, right),
        fix=unit.target[: number.start] + right + unit.target[number.start + len(figure) :],
    )


def _money(side: Side, number: Number) -> bool:
    """Whether a currency stands right before or after a figure."""
    before = side.text[max(0, number.start - 2) : number.start].strip()[-1:]
    after = side.text[number.end : number.end + 8].lstrip(" \u00a0").lower()
    names = side.language.grammar.currencies
    return (
        any(mark != "" and unicodedata.category(mark) == "Sc" for mark in (before, after[:1]))
        or after.partition(" ")[0].rstrip(".,;:!?)") in names
        or " ".join(after.split(" ")[:2]).rstrip(".,;:!?)") in names
    )


def _only_decimal(figure: str, mark: str) -> bool:
    """Whether a figure can be nothing else: versions and clauses have points, and a list goes on by one."""
    whole, _mark, part = figure.partition(mark)
    return mark == "," and int(part) != int(whole) + 1


CHECK = Check(
    "number-format",
    "locale",
    Severity.WARNING,
    N_("figures with the decimal and group marks of the source"),
    run,
)
