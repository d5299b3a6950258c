"""The part of the COMET metric that runs in COMET's own environment: a program, not a module of the toolkit.

It imports nothing but the standard library and the package ``comet`` (unbabel-comet), whose Python may be
older. In: one JSON object ``{"model": path, "data": [{"src", "mt", "ref"}]}``. Out: one,
``{"scores": [number], "version": "…"}``, and nothing else: what the libraries print goes to standard error.
"""

import inspect
import json
import os
import sys
from collections.abc import Callable

MISSING = 3
"""Exit code: the package is not there."""
UNUSABLE = 4
"""Exit code: the model cannot be loaded; the last line on standard error says why."""


def main() -> int:
    """Score what stands on standard input."""
    out, sys.stdout = sys.stdout, sys.stderr
    # Python looks for packages beside a program first, and there the toolkit has a "comet" of its own.
    here = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120 (older Pythons)
    sys.path = [path for path in sys.path if path != here]
    # A checkpoint names the encoder it was trained on, which is looked for on this machine alone.
    os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1")
    order = json.load(sys.stdin)
    try:
        import comet  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        return MISSING
    try:
        model = comet.load_from_checkpoint(order["model"], **_local(comet.load_from_checkpoint))
    except Exception as error:  # a dozen libraries below, each with its own errors
        print("{}: {}".format(type(error).__name__, error), file=sys.stderr)  # noqa: UP032 (older Pythons)
        return UNUSABLE
    found = model.predict(order["data"], batch_size=16, gpus=_gpus(), progress_bar=False)
    json.dump({"scores": [float(score) for score in found.scores], "version": _version()}, out)
    return 0


def _local(load: "Callable[..., object]") -> "dict[str, bool]":
    """What tells the loader to fetch nothing, if this version of it can be told."""
    return {"local_files_only": True} if "local_files_only" in inspect.signature(load).parameters else {}


def _gpus() -> int:
    try:
        import torch  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        return 0
    return 1 if torch.cuda.is_available() else 0


def _version() -> str:
    try:
        from importlib.metadata import version

        return version("unbabel-comet")
    except Exception:
        return "unknown"


if __name__ == "__main__":
    sys.exit(main())
