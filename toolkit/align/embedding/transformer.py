"""Any model of the package sentence-transformers: LaBSE, E5, a folder with a model of one's own."""

from __future__ import annotations

import hashlib
import importlib
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from toolkit.align.embedding.vectors import Vectors, unit
from toolkit.errors import InputError
from toolkit.translations import _

_READ_WHOLE = 1 << 20
"""Files up to so many bytes count with their content, larger ones with size and time only."""

_E5 = re.compile(r"(?:^|[-_])e5(?:[-_]|$)", re.IGNORECASE)
"""The E5 models, taught with a prefix that their configuration does not name."""


class Transformer:
    """The provider ``st:…``; loads its model when first asked.

    A folder, and a model fetched before, is used as it lies on the disk without a look at the network.

    Args:
        model: a folder, or a name on the model hub with its owner.
    """

    def __init__(self, model: str) -> None:
        self._source = model
        self._folder = Path(model) if Path(model).is_dir() else None
        self._prefix = "query: " if _E5.search(Path(model).resolve().name if self._folder else model) else ""
        self._model: Any = None
        self._revision: str | None = None

    @property
    def name(self) -> str:
        """A folder's name and fingerprint, or a hub name and commit; with the prefix given to texts.

        Raises:
            InputError: the folder cannot be read, or the model cannot be had.
        """
        if self._folder is not None:
            label, version = self._folder.resolve().name, fingerprint(self._folder)
        else:
            label, version = self._source, self._commit()
        return " ".join(f"st {label}@{version} {self._prefix}".split())

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text [n, d], each of unit length; a text longer than the model reads is cut.

        Raises:
            InputError: the model cannot be had, or is not one.
        """
        model = self._loaded()
        # A lone half of a surrogate pair is no text to a tokenizer.
        clean = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        choice = {"prompt": self._prefix} if self._prefix else {}
        # No text at all would come back without the number of columns.
        rows = model.encode(clean or [""], convert_to_numpy=True, show_progress_bar=False, **choice)
        return unit(rows)[: len(clean)]

    def _commit(self) -> str:
        """Which version of a hub model is, or comes to be, on this machine."""
        if self._revision is None:
            self._revision = _kept(self._source)
        if self._revision is None:
            self._loaded()
            self._revision = _kept(self._source)
        return self._revision or "unversioned"

    def _loaded(self) -> Any:
        if self._model is not None:
            return self._model
        if self._folder is None and self._revision is None:
            self._revision = _kept(self._source)
        # First without the network; only what is not on the machine is fetched.
        attempts = [True] if self._folder else [True, False] if self._revision else [False]
        for local in attempts:
            try:
                self._model = _open(self._source, self._revision, local)
            except Exception as error:
                # A dozen libraries below have as many kinds of errors for a folder that is no model.
                if local is attempts[-1]:
                    raise self._unusable(error) from error
            else:
                break
        return self._model

    def _unusable(self, error: Exception) -> InputError:
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        if self._folder is not None:
            return InputError(
                _("cannot be loaded as a sentence-transformers model ({reason})", reason=reason),
                path=self._source,
            )
        remedy = _("check the name, or name a folder that holds the model")
        return InputError(
            _(
                "the model {source} is not on this machine nor to be had ({reason})",
                source=self._source,
                reason=reason,
            ),
            remedy,
        )


def fingerprint(folder: Path) -> str:
    """Sixteen hexadecimal digits that change when a file of the folder does.

    Raises:
        InputError: a file that cannot be read.
    """
    digest = hashlib.sha256()
    for path in _files(folder):
        try:
            state = path.stat()
            content = path.read_bytes() if state.st_size <= _READ_WHOLE else b""
        except OSError as error:
            raise InputError(_("cannot be read ({strerror})", strerror=error.strerror), path=path) from None
        facts = [path.relative_to(folder).as_posix(), str(state.st_size)]
        if not content:
            facts.append(str(state.st_mtime_ns))
        digest.update("\0".join(facts).encode("utf-8", "surrogateescape"))
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()[:16]


def _files(folder: Path) -> list[Path]:
    """What makes the model: no hidden files, no notes about it."""
    found: list[Path] = []
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            Path(root) / name for name in names if not name.startswith(".") and not name.endswith(".md")
        ]
    return sorted(found)


def _kept(repository: str) -> str | None:
    """The commit of a hub model that is on this machine."""
    hub = importlib.import_module("huggingface_hub")
    try:
        return Path(hub.snapshot_download(repository, local_files_only=True)).name
    except (OSError, ValueError):
        return None


def _open(source: str, revision: str | None, local: bool) -> Any:
    package = importlib.import_module("sentence_transformers")
    quiet = importlib.import_module("transformers.utils.logging")
    shown = quiet.is_progress_bar_enabled()
    quiet.disable_progress_bar()
    try:
        return package.SentenceTransformer(source, revision=revision, local_files_only=local)
    finally:
        if shown:
            quiet.enable_progress_bar()
