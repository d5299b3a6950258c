"""What a plain format cannot take of units that know more than two texts: counted, to be said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toolkit.model import Unit
from toolkit.translations import _


class Lost:
    """Counts, while units pass by, what will not arrive."""

    def __init__(self) -> None:
        self._codes = self._coded = self._subflows = self._others = 0

    def watched(self, units: Iterable[Unit]) -> Iterator[Unit]:
        """The same units, counted."""
        for unit in units:
            if unit.source_codes or unit.target_codes:
                codes = (*unit.source_codes, *unit.target_codes)
                self._codes += len(codes)
                self._coded += 1
                self._subflows += sum(len(code.subflows) for code in codes)
            if unit.details is not None:
                self._others += unit.details.others
            yield unit

    def clauses(self) -> Iterator[str]:
        """What was lost, a clause a kind."""
        if self._codes:
            yield _("inline codes left out: {codes} in {units} units", codes=self._codes, units=self._coded)
        if self._subflows:
            yield _("texts inside inline codes left out: {count}", count=self._subflows)
        if self._others:
            yield _("texts in other languages left out: {count}", count=self._others)
