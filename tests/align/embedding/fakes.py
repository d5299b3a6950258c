"""A model of no weights: the letters of a text decide its vector."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import numpy as np

from toolkit.align.embedding.vectors import Vectors, unit


class Letters:
    """Counts what it encodes; texts of the same letters lie near each other."""

    def __init__(self, name: str = "letters 1", dimension: int = 6) -> None:
        self.name = name
        self.dimension = dimension
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for letter in text:
                seed = sha256((self.name + letter).encode("utf-8", "surrogatepass")).digest()
                row += np.frombuffer(seed[: self.dimension], dtype=np.uint8).astype(np.float32) - 90
        return unit(rows)
