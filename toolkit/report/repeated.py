"""Sources that stand in the text more than once, and what became of them; and the same the other way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

LEAST_WORDS = 3
"""A translation of fewer words rightly stands for several sources ("OK", "Có")."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """One way in which a text is rendered, and the rows (0-based) where it is."""

    text: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Repeated:
    """A text with several renderings, the most frequent first."""

    text: str
    renderings: tuple[Rendering, ...]

    @property
    def rows(self) -> int:
        """How often the text stands in the units."""
        return sum(len(rendering.rows) for rendering in self.renderings)


def repeated(pairs: Iterable[tuple[str, str]], *, least_words: int = 1) -> list[Repeated]:
    """Texts that are rendered in more than one way, folded by case and white space; most frequent first.

    Args:
        pairs: text and rendering of each row; empty ones are passed over.
        least_words: texts of fewer words, or without a letter, are passed over.
    """
    groups: dict[str, dict[str, list[int]]] = {}
    shown: dict[str, str] = {}
    for row, (text, rendering) in enumerate(pairs):
        ours, theirs = _key(text), _key(rendering)
        if not ours or not theirs or ours.count(" ") + 1 < least_words or not any(map(str.isalpha, ours)):
            continue
        shown.setdefault(ours, text.strip())
        shown.setdefault(theirs, rendering.strip())
        groups.setdefault(ours, {}).setdefault(theirs, []).append(row)
    found = [
        Repeated(
            shown[key],
            tuple(
                Rendering(shown[other], tuple(rows))
                for other, rows in sorted(others.items(), key=lambda item: (-len(item[1]), item[1]))
            ),
        )
        for key, others in groups.items()
        if len(others) > 1
    ]
    return sorted(found, key=lambda each: (-each.rows, each.renderings[0].rows))


def _key(text: str) -> str:
    return " ".join(text.casefold().split())
