"""One source with several translations, and several sources with one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Context, CorpusCheck, Observation
from toolkit.translations import N_, _

_WORDS = 3
"""Words a translation must have to be expected of one source only."""


class Groups:
    """Remembers what stands against each text of one side, folded by case and white space.

    Args:
        turned: group by target, to find several sources with one translation.
    """

    def __init__(self, *, turned: bool = False) -> None:
        self._turned = turned
        self._groups: dict[str, dict[str, list[tuple[str, str]]]] = {}

    def see(self, unit: Unit, context: Context) -> None:
        """Take note of one unit."""
        same, other = (unit.target, unit.source) if self._turned else (unit.source, unit.target)
        if self._turned and (len(same.split()) < _WORDS or not any(map(str.isalpha, same))):
            return  # "Có", "OK": one word rightly translates many
        others = self._groups.setdefault(_key(same), {})
        others.setdefault(_key(other), []).append((unit.id, other))

    def report(self) -> Iterable[tuple[str, Observation]]:
        """A finding for each unit that differs from what most have, or from the first where none do."""
        return self._report()

    def _report(self) -> Iterator[tuple[str, Observation]]:
        for others in self._groups.values():
            if len(others) < 2:
                continue
            usual = max(others.values(), key=len)  # the first of the longest: dictionaries keep order
            for units in others.values():
                if units is usual:
                    continue
                for id_, text in units:
                    whole = Span(0, len(text))
                    if self._turned:
                        message = _(
                            "unit {unit} has the same translation of: {text}",
                            unit=usual[0][0],
                            text=usual[0][1].strip(),
                        )
                    else:
                        message = _(
                            "unit {unit} translates the same source otherwise: {text}",
                            unit=usual[0][0],
                            text=usual[0][1].strip(),
                        )
                    yield (
                        id_,
                        Observation(
                            message,
                            source_span=whole if self._turned else None,
                            target_span=None if self._turned else whole,
                            values=(text, usual[0][1]),
                        ),
                    )


def _key(text: str) -> str:
    return " ".join(text.casefold().split())


# Off by default: in running text one sentence may well need two translations.
SAME_SOURCE = CorpusCheck(
    "consistency",
    "terminology",
    Severity.INFO,
    N_("one source translated in several ways"),
    Groups,
    default=False,
)
SAME_TARGET = CorpusCheck(
    "same-translation",
    "terminology",
    Severity.INFO,
    N_("several sources translated alike"),
    partial(Groups, turned=True),
    default=False,
)
