"""Vectors that were made elsewhere, one file a side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from toolkit.align.embedding import PRECOMPUTED
from toolkit.align.embedding.vectors import Vectors, unit
from toolkit.errors import FormatError, InputError, UsageError
from toolkit.files import input_error
from toolkit.translations import _


@dataclass(frozen=True, slots=True)
class Precomputed:
    """Two ``.npy`` files: row ``i`` of the one is segment ``i`` of the source, of the other of the target.

    They hold the segments alone, so runs are taken from them by
    :meth:`~toolkit.align.embedding.concatenations.Encoded.summed`.

    Attributes:
        source: path of the source's vectors.
        target: path of the target's vectors.
    """

    source: str
    target: str

    @classmethod
    def of(cls, spec: str) -> Precomputed:
        """From ``npy:SOURCE.npy,TARGET.npy``; only the first comma after ``.npy`` parts the two.

        Raises:
            UsageError: not of that form.
        """
        files = spec.removeprefix(PRECOMPUTED)
        left, comma, right = files.partition(".npy,")
        if comma:
            left += ".npy"
        else:
            left, comma, right = files.partition(",")
        if not spec.startswith(PRECOMPUTED) or not (left and comma and right):
            raise UsageError(
                _("'{spec}' does not name two files", spec=spec), _("write npy:SOURCE.npy,TARGET.npy")
            )
        return cls(left, right)

    def vectors(self, source: int, target: int) -> tuple[Vectors, Vectors]:
        """The rows of both sides, of unit length: [source, d] and [target, d].

        Args:
            source: number of source segments.
            target: number of target segments.

        Raises:
            InputError: a missing file, a number of rows that is not that of the segments, rows of different
                length on the two sides, a number that is not finite.
            FormatError: not a ``.npy`` file of numbers.
        """
        left, right = _read(self.source, source), _read(self.target, target)
        if left.shape[1] != right.shape[1]:
            problem = _(
                "has {count} numbers a row, {other} has {wanted}",
                count=right.shape[1],
                other=self.source,
                wanted=left.shape[1],
            )
            raise InputError(problem, _("encode both sides with one model"), path=self.target)
        return left, right


def _read(path: str, segments: int) -> Vectors:
    try:
        # Mapped, so that a header that promises more than the file has takes no memory; and so an archive of
        # several arrays, or pickled objects, are refused.
        table = np.lib.format.open_memmap(path, mode="r")
    except OSError as error:
        raise input_error(path, error) from None
    except Exception as error:
        # The header is read with Python's own tokenizer and parser, which have their own errors each.
        raise FormatError(
            _("is not a .npy file of numbers"), _("save it with numpy.save"), path=path
        ) from error
    if table.dtype.kind not in "fiu" or table.ndim != 2 or not table.shape[1]:
        problem = _(
            "holds {dtype} of shape {shape}, not rows of numbers", dtype=table.dtype, shape=table.shape
        )
        raise FormatError(problem, _("save an array [segments, dimension]"), path=path)
    if len(table) != segments:
        problem = _(
            "has {rows} rows, the document has {segments} segments", rows=len(table), segments=segments
        )
        raise InputError(problem, _("encode the segments as they are in the document"), path=path)
    try:
        return unit(table)
    except InputError as error:
        raise InputError(error.problem, path=path) from None
