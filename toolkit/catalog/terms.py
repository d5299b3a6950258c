"""What holds for all entries of one merge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from toolkit.catalog.conflicts import MARKER_SIZE
from toolkit.catalog.model import Entry
from toolkit.catalog.style import Style
from toolkit.catalog.translation_merging import Side

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Terms:
    """Layouts, preferences and names of the sides of a merge.

    Attributes:
        ours: the layout of our file.
        theirs: the layout of the other file.
        template: the side with the newer template; ``None`` where that is not known.
        prefer: the side that wins conflicts.
        label: the other side's name, for the comments of conflicts.
        size: angle brackets of their markers.
        ambiguous: columns of East Asian ambiguous characters.
        newline: the line break of all lines.
    """

    ours: Callable[[], Style]
    theirs: Callable[[], Style]
    template: Side | None = None
    prefer: Side | None = None
    label: str = ""
    size: int = MARKER_SIZE
    ambiguous: int = 1
    newline: str = "\n"

    def style(self, entry: Entry, side: Side = "ours") -> Style:
        """The layout of an entry's strings."""
        style = self.ours() if side == "ours" else self.theirs()
        return replace(style, width=None) if "no-wrap" in entry.flags else style

    def newer(self, base: T, ours: T, theirs: T) -> T:
        """A part that templates decide about: the change, and of two changes that of the newer template."""
        if theirs in (base, ours):
            return ours
        return theirs if ours == base or self.template == "theirs" else ours
