"""Rows of unit length, and their similarities."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from toolkit.errors import InputError
from toolkit.translations import _

Vectors = NDArray[np.float32]
"""One vector a row."""

_NOTHING = 1e-12
"""A row shorter than this has no direction."""


def unit(rows: ArrayLike) -> Vectors:
    """The rows brought to unit length [n, d]; rows of zeros stay zeros.

    Raises:
        InputError: a number that is not finite, or not a table of rows.
    """
    table = np.asarray(rows, dtype=np.float32)
    if table.ndim != 2:
        raise InputError(
            _("vectors must be rows of a table, not an array of shape {shape}", shape=table.shape)
        )
    # Squares of single precision overflow where the numbers themselves do not.
    lengths = np.sqrt(np.einsum("ij,ij->i", table, table, dtype=np.float64))
    if not np.isfinite(lengths).all():
        row = int(np.flatnonzero(~np.isfinite(lengths))[0])
        raise InputError(_("vector {row} holds a number that is not finite", row=row))
    scaled: Vectors = (table / np.where(lengths > _NOTHING, lengths, 1.0)[:, None]).astype(np.float32)
    scaled[lengths <= _NOTHING] = 0.0
    return scaled
