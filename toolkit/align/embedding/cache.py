"""Vectors remembered from one run to the next: encoding is by far the slowest part of aligning."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Callable, Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import numpy as np

from toolkit.align.embedding.contract import Provider
from toolkit.align.embedding.store import Halves, Store, halved, restored
from toolkit.align.embedding.vectors import Vectors, unit
from toolkit.errors import UsageError
from toolkit.translations import _

_BATCH = 256
"""Texts encoded before they are put away; what a killed process loses at most."""


def default_folder() -> Path:
    """Where vectors are kept: ``$XDG_CACHE_HOME``, else the platform's own place for caches.

    Raises:
        UsageError: the user has no home folder.
    """
    home = os.environ.get("XDG_CACHE_HOME", "")
    if not Path(home).is_absolute() and sys.platform == "win32":
        home = os.environ.get("LOCALAPPDATA", "")
    # Relative paths in that variable count as unset (XDG Base Directory Specification, "Basics").
    if Path(home).is_absolute():
        return Path(home) / "bitext-toolkit" / "embeddings"
    try:
        user = Path.home()
    except RuntimeError:
        raise UsageError(_("no home folder to keep vectors in"), _("set XDG_CACHE_HOME")) from None
    caches = user / "Library" / "Caches" if sys.platform == "darwin" else user / ".cache"
    return caches / "bitext-toolkit" / "embeddings"


class Cached:
    """A provider that encodes no text twice.

    Vectors are kept in one file for each model, by a hash of the model's name and the text; the texts
    themselves are not kept. Rows are rounded to half precision whether they come from the model or the file,
    so a second run gives what the first gave. A folder that cannot be written costs time, nothing else.

    Args:
        provider: the model.
        folder: where to keep vectors; :func:`default_folder` if not said.
        progress: called with the texts done and those to be encoded in all, after each batch.
    """

    def __init__(
        self,
        provider: Provider,
        folder: Path | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self._provider = provider
        self._folder = default_folder() if folder is None else folder
        self._progress = progress

    @cached_property
    def name(self) -> str:
        """The model's own name."""
        return self._provider.name

    @cached_property
    def path(self) -> Path:
        """The file of this model's vectors."""
        label = re.sub(r"[^A-Za-z0-9.-]+", "-", self.name).strip("-.")[:60]
        return self._folder / f"{label}-{sha256(_bytes(self.name)).hexdigest()[:16]}.vectors"

    @cached_property
    def _store(self) -> Store:
        return Store(self.path)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text [n, d], each of unit length; only texts not met before go to the model, once each.

        Raises:
            InputError: the file holds vectors of another dimension under this model's name.
        """
        places: dict[str, int] = {}
        for text in texts:
            places.setdefault(text, len(places))
        if not places:
            return self._provider.encode([])
        unique = list(places)
        keys = [self._key(text) for text in unique]
        found, kept = self._store.find(keys)
        here = set(found)
        missing = [number for number in range(len(unique)) if number not in here]
        fresh = self._encode([unique[number] for number in missing], [keys[number] for number in missing])
        parts = [restored(part) for part in (kept, fresh) if part is not None and len(part)]
        order = np.empty(len(unique), dtype=np.int64)
        order[[*found, *missing]] = np.arange(len(unique))
        rows: Vectors = np.concatenate(parts)[order[[places[text] for text in texts]]]
        return rows

    def _encode(self, texts: list[str], keys: list[bytes]) -> Halves | None:
        """New vectors, put away batch by batch [n, d]; None for no text."""
        made: list[Halves] = []
        for first in range(0, len(texts), _BATCH):
            part = slice(first, first + _BATCH)
            made.append(halved(unit(self._provider.encode(texts[part]))))
            # A cache that is read-only, full or on a disk without locks is one that does not grow.
            with contextlib.suppress(OSError):
                self._store.add(keys[part], made[-1])
            if self._progress:
                self._progress(min(first + _BATCH, len(texts)), len(texts))
        return np.concatenate(made) if made else None

    def _key(self, text: str) -> bytes:
        """A hash of name and text; the name's length keeps the two apart."""
        name = _bytes(self.name)
        return sha256(b"%d:%b%b" % (len(name), name, _bytes(text))).digest()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
