"""What reading a file passed over: counted, to be said."""

from __future__ import annotations

from toolkit.translations import _


class Passed:
    """What was passed over: how often, by its name, and where first."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._line = 0

    def add(self, name: str, line: int) -> None:
        """One more."""
        self._counts[name] = self._counts.get(name, 0) + 1
        self._line = self._line or line

    def clause(self) -> str:
        """All of it in words; "" where there was nothing."""
        if not self._counts:
            return ""
        what = ", ".join(f"{name[:60]} {number}" for name, number in sorted(self._counts.items()))
        return _("passed over: {elements} (first in line {line})", elements=what, line=self._line)
