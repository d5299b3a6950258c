"""Catalogs and the language in them: the checks of the file together with the checks of translations.

An entry in use is a translation unit, or several where it has plural forms; what a check of units finds is
reported at the line of its ``msgstr``. It is never more than a warning there: the program will run.
"""

from __future__ import annotations

from toolkit.quality.catalogs.running import FileReport, check_catalog, check_file
from toolkit.quality.catalogs.selection import Selection, by_default, configured, known_checks, selection

__all__ = [
    "FileReport",
    "Selection",
    "by_default",
    "check_catalog",
    "check_file",
    "configured",
    "known_checks",
    "selection",
]
