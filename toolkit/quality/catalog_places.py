"""Findings about a catalog that was read as a bitext, at their lines in the file.

A unit of a PO file tells the place in the source it was made of; an editor or a pull request wants the line
of the ``msgstr``.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from toolkit.catalog import State, load
from toolkit.catalog.checks.running import Places
from toolkit.errors import InputError
from toolkit.model import Finding


def in_catalog(findings: Iterable[Finding], path: str | os.PathLike[str]) -> list[Finding]:
    """The findings with the file and the 1-based line of the translation each is about.

    A finding that knows its place already keeps it, as all do where the file is none that msgfmt would read.

    Args:
        findings: of units numbered from 1 in the order of the file, header and obsolete entries left out, as
            :func:`toolkit.formats.load` numbers them.
        path: the PO file.
    """
    held = list(findings)
    if not held:
        return held
    try:
        catalog = load(Path(path), lenient=True)
    except InputError:
        return held
    places = Places(catalog)
    entries = (entry for entry in catalog if entry.msgid and entry.state is not State.OBSOLETE)
    lines = {str(number): places.line(entry, 0) for number, entry in enumerate(entries, 1)}
    return [
        replace(finding, path=os.fspath(path), line=lines[finding.unit])
        if not finding.path and finding.unit in lines
        else finding
        for finding in held
    ]
