"""What the aligner asks of whatever turns texts into vectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from toolkit.align.embedding.vectors import Vectors

EXTRA = "embeddings"
"""The optional dependencies that bring a model."""


class Provider(Protocol):
    """A sentence encoder: texts of any language in, points of one space out.

    Translations lie near each other in it; nearness is the dot product, the rows being of unit length.
    """

    @property
    def name(self) -> str:
        """Model and version: two providers of one name give the same vector for the same text."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text [n, d], each of unit length (or all zero, which is like nothing)."""
