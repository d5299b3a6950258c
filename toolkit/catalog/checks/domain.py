"""Domains, the names of the files that a catalog is compiled to."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.catalog.checks.contract import CatalogCheck, Context, Observation
from toolkit.catalog.model import Entry
from toolkit.model import Severity
from toolkit.translations import N_, _

_LONGEST = 255


def run(context: Context) -> Iterator[tuple[Entry, Observation]]:
    """Names that cannot be a file's."""
    seen: set[str] = set()
    for entry in context.catalog.entries:
        name = entry.domain
        if name in seen:
            continue
        seen.add(name)
        if not name or len(name.encode()) > _LONGEST or any(c in name for c in '/\\\0:*?"<>|\n'):
            yield (
                entry,
                Observation(_("the domain {name!r} cannot be the name of a file", name=name), values=(name,)),
            )


CHECK = CatalogCheck("domain", "catalog", Severity.WARNING, N_("domains that cannot be file names"), run)
