"""Checks of gettext catalogs: all that ``msgfmt -c`` finds, and more.

::

    for finding in check(load("vi.po")):
        print(f"{finding.path}:{finding.line}: {finding.message}")

One file a check, one registry. To add one: a module with an ``EntryCheck`` or a ``CatalogCheck`` (see
:mod:`toolkit.catalog.checks.contract`), and its line below. Checks of the language of a translation are in
:mod:`toolkit.quality`, which puts both together.
"""

from __future__ import annotations

from toolkit.catalog.checks import (
    accelerator,
    charset,
    domain,
    duplicate,
    format_string,
    header,
    newline,
    placeholder,
    plural,
    state,
    white_space,
)
from toolkit.catalog.checks.contract import AnyCheck, CatalogCheck, Context, EntryCheck, Observation, Options

_ALL: tuple[AnyCheck, ...] = (
    header.CHECK,
    charset.CHARSET,
    domain.CHECK,
    plural.CHECK,
    duplicate.DUPLICATE,
    format_string.CHECK,
    placeholder.CHECK,
    newline.CHECK,
    white_space.CHECK,
    accelerator.CHECK,
    charset.LOST,
    duplicate.CONFLICT,
    state.FUZZY,
    state.UNTRANSLATED,
    state.OBSOLETE,
)

CHECKS: dict[str, AnyCheck] = {each.name: each for each in _ALL}
"""Every check by its name, in the order in which findings of one entry are reported."""

__all__ = ["CHECKS", "AnyCheck", "CatalogCheck", "Context", "EntryCheck", "Observation", "Options"]
