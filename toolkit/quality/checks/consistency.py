"""One source, several translations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Context, CorpusCheck, Observation


class SameSource:
    """Remembers the targets of each source, folded by case and white space; of each, the first unit."""

    def __init__(self) -> None:
        self._targets: dict[str, dict[str, list[tuple[str, str]]]] = {}

    def see(self, unit: Unit, context: Context) -> None:
        """Take note of one unit."""
        targets = self._targets.setdefault(_key(unit.source), {})
        targets.setdefault(_key(unit.target), []).append((unit.id, unit.target))

    def report(self) -> Iterable[tuple[str, Observation]]:
        """A finding for each unit that translates otherwise than most do, or than the first where none do."""
        return self._report()

    def _report(self) -> Iterator[tuple[str, Observation]]:
        for targets in self._targets.values():
            if len(targets) < 2:
                continue
            usual = max(targets.values(), key=len)  # the first of the longest: dictionaries keep order
            for units in targets.values():
                if units is usual:
                    continue
                for id_, target in units:
                    yield (
                        id_,
                        Observation(
                            f"unit {usual[0][0]} translates the same source otherwise: {usual[0][1].strip()}",
                            target_span=Span(0, len(target)),
                            values=(target, usual[0][1]),
                        ),
                    )


def _key(text: str) -> str:
    return " ".join(text.casefold().split())


# Off by default: in running text one sentence may well need two translations.
CHECK = CorpusCheck(
    "consistency",
    "terminology",
    Severity.INFO,
    "one source translated in several ways",
    SameSource,
    default=False,
)
