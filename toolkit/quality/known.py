"""The names that checks go by, those of units and those of catalogs."""

from __future__ import annotations

from functools import cache


@cache
def known_names() -> tuple[str, ...]:
    """Every name that settings and suppressions may use, in the order in which checks report."""
    from toolkit.catalog.checks import CHECKS as OF_CATALOGS
    from toolkit.quality.checks import CHECKS as OF_UNITS

    return tuple(dict.fromkeys((*OF_CATALOGS, *OF_UNITS)))
