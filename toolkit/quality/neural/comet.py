"""COMET (Rei et al. 2020, "COMET: A Neural Framework for MT Evaluation"), in its own environment.

The package unbabel-comet pins versions of torch and numpy that seldom suit anything else, so it may live in a
virtual environment of its own: the model runs in a process of that Python.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from toolkit.errors import InputError, MissingExtra, UsageError
from toolkit.quality.neural import comet_worker
from toolkit.translations import _

EXTRA = "comet"
PYTHON = "BITEXT_COMET_PYTHON"
"""Environment variable: the Python that has unbabel-comet."""
_INSIDE = "checkpoints/model.ckpt"
"""Where a model's folder has its weights."""


class Comet:
    """The judge ``comet``.

    Args:
        model: a checkpoint, or the folder of a model as it is downloaded.
        python: the Python that has unbabel-comet; ``$BITEXT_COMET_PYTHON``, or this one, if not said.

    Raises:
        InputError: no such model.
    """

    def __init__(self, model: str, python: str | None = None) -> None:
        self._checkpoint = _checkpoint(Path(model))
        self._name = Path(model).resolve().name
        self._python = python or os.environ.get(PYTHON) or sys.executable
        self._version = "unknown"

    @property
    def signature(self) -> str:
        """Model, the beginning of the SHA-256 of its weights, and the package's version."""
        with self._checkpoint.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()[:16]
        return f"model:{self._name}|sha256:{digest}|unbabel-comet:{self._version}"

    def judge(
        self, hypotheses: Sequence[str], references: Sequence[Sequence[str]], source: Sequence[str] | None
    ) -> list[float]:
        """A figure a segment; with several references, that of the nearest.

        Raises:
            UsageError: no source; a Python that cannot be started.
            InputError: the model cannot be loaded.
            MissingExtra: that Python does not have unbabel-comet.
        """
        if source is None:
            raise UsageError(_("COMET reads the source, too"), _("name it with --source"))
        data = [
            {"src": original, "mt": hypothesis, "ref": reference}
            for stream in references
            for original, hypothesis, reference in zip(source, hypotheses, stream, strict=True)
        ]
        scores = self._run(data)
        count = len(hypotheses)
        return [max(scores[segment::count]) for segment in range(count)]

    def _run(self, data: list[dict[str, str]]) -> list[float]:
        order = json.dumps({"model": str(self._checkpoint), "data": data})
        try:
            done = subprocess.run(
                [self._python, comet_worker.__file__],
                input=order.encode(),
                capture_output=True,
                check=False,
            )
        except OSError as error:
            problem = _("cannot be started ({reason})", reason=error.strerror)
            raise InputError(problem, _("name a Python with --comet-python"), path=self._python) from None
        if done.returncode == comet_worker.MISSING:
            raise MissingExtra(_("the metric COMET"), EXTRA)
        if done.returncode:
            lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise InputError(
                _("COMET failed with it ({reason})", reason=(lines or ["?"])[-1][:200]),
                _("name a checkpoint of unbabel-comet"),
                path=self._checkpoint,
            )
        found = json.loads(done.stdout)
        self._version = str(found["version"])
        return [float(score) for score in found["scores"]]


def _checkpoint(model: Path) -> Path:
    for path in (model, model / _INSIDE):
        if path.is_file():
            return path
    raise InputError(
        _("no such model"), _("name a checkpoint, or a folder with {place}", place=_INSIDE), path=model
    )
