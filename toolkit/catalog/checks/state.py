"""Entries that are not finished: to list them, or to stop a release that has any."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from toolkit.catalog.checks.contract import CatalogCheck, Context, Observation
from toolkit.catalog.model import Entry, State
from toolkit.model import Severity
from toolkit.translations import N_, _


def _listing(state: State, message: str) -> Callable[[Context], Iterator[tuple[Entry, Observation]]]:
    def run(context: Context) -> Iterator[tuple[Entry, Observation]]:
        for entry in context.catalog.entries:
            if entry.state is state and not entry.is_header:
                yield entry, Observation(_(message))

    return run


def _check(name: str, state: State, about: str, message: str) -> CatalogCheck:
    return CatalogCheck(
        name,
        "catalog",
        Severity.WARNING,
        about,
        _listing(state, message),
        default=False,
    )


FUZZY = _check(
    "fuzzy", State.FUZZY, N_("entries that are fuzzy"), N_("the translation is fuzzy: it awaits a review")
)
UNTRANSLATED = _check(
    "no-translation",
    State.UNTRANSLATED,
    N_("entries that are untranslated"),
    N_("the message is not translated"),
)
OBSOLETE = _check("obsolete", State.OBSOLETE, N_("entries that are obsolete"), N_("the entry is obsolete"))
