"""Where the toolkit's own documents are: beside the package in a checkout, inside it once installed."""

from __future__ import annotations

from pathlib import Path

from toolkit.corpus.manifest import MANIFEST
from toolkit.errors import InputError
from toolkit.translations import _

_PACKAGE = Path(__file__).resolve().parent
_PLACES = (_PACKAGE / "documents", _PACKAGE.parent.parent / "corpus")


def bundled(name: str = "") -> Path:
    """The folder of the bundled corpora, or of the one called ``name``.

    Raises:
        InputError: the installation lacks it.
    """
    for place in _PLACES:
        folder = place / name
        if (folder / MANIFEST).is_file() or (not name and any(place.glob(f"*/{MANIFEST}"))):
            return folder
    raise InputError(
        _("the bundled corpus '{name}' is missing", name=name), _("install bitext-toolkit again")
    )
