"""Figures copied with the marks of the source language, which mean something else in the target's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation
from toolkit.text.numbers import Form, readings, written
from toolkit.translations import N_, _

_GROUPED = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*(?:[.,]\d+)?")


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """``7,000`` copied into a language that groups by points reads there as seven."""
    source, target = context.source, context.target
    ours, theirs = source.language.writing, target.language.writing
    if ours.decimal_mark == theirs.decimal_mark:
        return
    copied = {m.group() for n in source.numbers if (m := _GROUPED.match(n.text))}
    for number in target.numbers:
        match = _GROUPED.match(number.text) if number.form is Form.DIGITS else None
        if match is None or match.group() not in copied:
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


CHECK = Check(
    "number-format",
    "locale",
    Severity.WARNING,
    N_("figures with the decimal and group marks of the source"),
    run,
)
