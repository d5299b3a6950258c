"""Targets that say something else altogether: the translation of another segment."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation
from toolkit.translations import N_, _

_LEAST = 5
"""Known words below which nothing follows."""
_EXPECTED = 0.32
"""Share of told words below which a long unit is suspect: good ones have .7, unrelated ones .1."""
_SHORT = 1.6
"""How much lower the share of few words may fall by chance: this divided by their number."""


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """Hardly any word of either side has an equivalent on the other."""
    known = context.equivalents
    if known is None or unit.source.strip() == unit.target.strip():
        return
    share, count = known.share()
    if count < _LEAST or not known.source or not known.target or share > _EXPECTED - _SHORT / count:
        return
    if _kept(context):
        return
    yield Observation(
        _(
            "of {count} known words of both sides hardly any has an equivalent on the other; "
            "the target may belong to another segment",
            count=count,
        ),
        Span(0, len(unit.source)),
        Span(0, len(unit.target)),
        (f"{share:.2f}",),
    )


def _kept(context: Context) -> bool:
    """Whether both share what only a translation would: a rare figure, a variable, an address."""
    source, target = context.source, context.target
    shared = {n.text for n in source.numbers if len(n.text) > 1} & {n.text for n in target.numbers}
    return bool(
        shared
        or {p.name for p in source.placeholders} & {p.name for p in target.placeholders}
        or {link.text for link in source.links} & {link.text for link in target.links}
    )


CHECK = Check(
    "misalignment", "accuracy", Severity.ERROR, N_("translations of another segment"), run, spoils=True
)
