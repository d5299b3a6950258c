"""Suppressions in the comments of a catalog's entries."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.catalog import Catalog, Entry
from toolkit.catalog.checks import Context
from toolkit.catalog.checks.running import unit_id
from toolkit.model import Finding
from toolkit.quality.catalogs.selection import Selection
from toolkit.quality.catalogs.translations import Placed
from toolkit.quality.checks import CHECKS as UNIT_CHECKS
from toolkit.quality.suppression import NAME as SUPPRESSION
from toolkit.quality.suppression import Suppressions, directives, faults


def unsuppressed(
    catalog: Catalog, found: Sequence[Placed], chosen: Selection, context: Context
) -> list[Placed]:
    """What no comment suppresses, and what is to be said of the comments."""
    ran = {*chosen.catalog, *chosen.units}
    of_entries: dict[int, Suppressions] = {}
    for entry in catalog.entries:
        if "bitext" in entry.head.lower() and not entry.is_header:
            of_entries[entry.start] = Suppressions(directives(_remarks(entry)), ran)
    if not of_entries:
        return list(found)
    left = [
        (finding, entry, form)
        for finding, entry, form in found
        if entry is None or entry.start not in of_entries or not of_entries[entry.start].take(finding.check)
    ]
    for entry in catalog.entries if SUPPRESSION in ran else ():
        suppressions = of_entries.get(entry.start)
        if suppressions is None or not context.in_use(entry) or suppressions.take(SUPPRESSION):
            continue
        said = [(each, text) for each in directives(_remarks(entry)) for text in faults(each)]
        check = UNIT_CHECKS[SUPPRESSION]
        for directive, message in (*said, *suppressions.useless()):
            line = catalog.text.count("\n", 0, entry.start) + 1 + directive.row
            finding = Finding(
                unit_id(catalog.path, entry),
                SUPPRESSION,
                check.severity,
                check.category,
                message,
                values=(directive.text,),
                path=catalog.path,
                line=line,
            )
            left.append((finding, entry, 0))
    return left


def _remarks(entry: Entry) -> str:
    """The comments of people, translators and programmers, each in its row among all comments."""
    rows = []
    for line in entry.head.split("\n"):
        if line.startswith("#."):
            rows.append(line[2:])
        else:
            rows.append("" if line[1:2] in (":", ",", "|", "~", "!") else line[1:])
    return "\n".join(rows)


def is_suppressed(entry: Entry, check: str) -> bool:
    """Whether a comment of an entry suppresses the findings of a check in it."""
    return "bitext" in entry.head.lower() and Suppressions(directives(_remarks(entry)), ()).take(check)
