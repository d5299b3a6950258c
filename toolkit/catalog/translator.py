"""Who translates, as far as git and the environment know; nothing is made up."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping


def known_translator(environ: Mapping[str, str], folder: str = ".") -> str | None:
    """``Name <address>``, or a name alone, or ``None``.

    The first that is known of ``GIT_AUTHOR_NAME`` and git's ``user.name``, and of ``GIT_AUTHOR_EMAIL``, git's
    ``user.email`` and ``EMAIL``; git-commit(1), "Commit information".

    Args:
        environ: the environment.
        folder: in whose repository git looks, besides the user's own settings.
    """
    name = environ.get("GIT_AUTHOR_NAME", "").strip() or _git_setting("user.name", environ, folder)
    address = environ.get("GIT_AUTHOR_EMAIL", "").strip() or _git_setting("user.email", environ, folder)
    address = address or environ.get("EMAIL", "").strip()
    if not name:
        return None
    return f"{name} <{address}>" if address else name


def _git_setting(name: str, environ: Mapping[str, str], folder: str) -> str:
    """A setting of git, "" where it has none or there is no git."""
    try:
        done = subprocess.run(
            ["git", "config", "--get", name],
            capture_output=True,
            cwd=folder,
            env=dict(environ),
            timeout=10,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else ""
