"""``bitext catalog merge`` as git's way of merging catalogs.

git calls a merge driver for each file both sides changed, with three temporary files, and takes what it
leaves in the second one (gitattributes(5), "Defining a custom merge driver").
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import InputError, UsageError
from toolkit.files import write_bytes
from toolkit.translations import _

NAME = "bitext-po"
"""Of the driver, in git's configuration and in attributes."""
PATTERNS = ("*.po", "*.pot")
_ARGUMENTS = "catalog merge --driver --marker-size %L --path %P --label %Y %O %A %B"
_FAILED = 129  # above 128 git stops the whole merge instead of taking the file as merged


@dataclass(frozen=True, slots=True)
class Installation:
    """What makes git use the driver in a repository.

    Attributes:
        settings: names and values of its configuration.
        attributes: the file that says which files it is for.
        lines: what that file lacks; empty where it has it.
    """

    settings: tuple[tuple[str, str], ...]
    attributes: Path
    lines: tuple[str, ...]

    def shell(self) -> str:
        """The same as a script."""
        commands = [f"git config {name} {shlex.quote(value)}" for name, value in self.settings]
        attributes = shlex.quote(str(self.attributes))
        commands += [f"echo {shlex.quote(line)} >> {attributes}" for line in self.lines]
        return "".join(command + "\n" for command in commands)


def plan(folder: str | os.PathLike[str] = ".") -> Installation:
    """What it takes in the repository a folder is in.

    Raises:
        UsageError: not in a repository, or no git.
    """
    top = Path(_git(["rev-parse", "--show-toplevel"], folder).rstrip("\n"))
    attributes = top / ".gitattributes"
    settings = (
        (f"merge.{NAME}.name", "merge gettext catalogs by their entries"),
        (f"merge.{NAME}.driver", f"{_program()} {_ARGUMENTS}"),
    )
    known = _git(["check-attr", "merge", "--", *(pattern.replace("*", "x") for pattern in PATTERNS)], top)
    missing = [
        f"{pattern} merge={NAME}"
        for pattern, line in zip(PATTERNS, known.splitlines(), strict=True)
        if line.rpartition(": ")[2] != NAME
    ]
    return Installation(settings, attributes, tuple(missing))


def install(folder: str | os.PathLike[str] = ".") -> Installation:
    """Set git's configuration and add to ``.gitattributes``; lines that are there stay.

    Raises:
        UsageError: not in a repository, or no git.
        OutputError: the attributes cannot be written.
    """
    planned = plan(folder)
    for name, value in planned.settings:
        _git(["config", name, value], planned.attributes.parent)
    if planned.lines:
        old = planned.attributes.read_bytes() if planned.attributes.exists() else b""
        if old and not old.endswith(b"\n"):
            old += b"\n"
        write_bytes(planned.attributes, old + "".join(line + "\n" for line in planned.lines).encode())
    return planned


def merge_lines(base: str, ours: str, theirs: str, labels: Sequence[str], size: int) -> int:
    """The merge of git itself, line by line, of files that are no catalogs; the result is in ``ours``.

    Returns:
        The exit code for git: 0, or 1 where conflicts are marked, or above 128 where nothing could be done.
    """
    command = ["git", "merge-file", f"--marker-size={size}"]
    for label in labels:
        command += ["-L", label]
    try:
        code = subprocess.run([*command, ours, base, theirs], check=False).returncode
    except OSError:
        return _FAILED
    return code if code == 0 else 1 if 0 < code < 128 else _FAILED


def _program() -> str:
    """How git finds this program: by its name where that is on the path."""
    if shutil.which("bitext"):
        return "bitext"
    return f"{shlex.quote(sys.executable)} -P -m toolkit"  # -P: no toolkit of the repository itself


def _git(arguments: Sequence[str], folder: str | os.PathLike[str]) -> str:
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=folder, capture_output=True, text=True, errors="replace", check=False
        )
    except FileNotFoundError:
        raise UsageError(_("git is not installed"), _("install git first")) from None
    except OSError as error:
        raise InputError(_("git cannot be run ({strerror})", strerror=error.strerror or error)) from None
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise UsageError(f"git: {said[-1] if said else _('failed')}", _("run this in the repository"))
    return done.stdout
