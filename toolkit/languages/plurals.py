"""Which plural forms a language has; the facts are in ``facts/plurals.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from toolkit.languages.data import normalise_code


@dataclass(frozen=True, slots=True)
class PluralForms:
    """A plural rule.

    Attributes:
        value: of the ``Plural-Forms`` field of a gettext catalog.
        categories: CLDR's name of each form in order: ``one``, ``few``, ``other`` …
    """

    value: str
    categories: tuple[str, ...]


def plural_forms(code: str) -> PluralForms | None:
    """The rule a language takes; ``None`` where nothing is known about it.

    For ``pt-AO`` that of ``pt``, unless there is a rule of its own, as for ``pt-BR``.

    Raises:
        LanguageError: not a well-formed language code.
    """
    rules, _ = _facts()
    return next((rules[candidate] for candidate in _candidates(code) if candidate in rules), None)


def known_plural_forms(code: str) -> tuple[PluralForms, ...]:
    """Every rule that catalogs of a language are met with, its own first; none where nothing is known.

    Besides the usual rule there may be CLDR's, which has a form for millions in French, or an older custom.

    Raises:
        LanguageError: not a well-formed language code.
    """
    own = plural_forms(code)
    _, others = _facts()
    for candidate in _candidates(code):
        if candidate in others:
            return (*((own,) if own else ()), *others[candidate])
    return (own,) if own else ()


@cache
def plural_languages() -> tuple[str, ...]:
    """Codes of the languages whose plural rule is known, sorted."""
    return tuple(sorted(_facts()[0]))


def _candidates(code: str) -> tuple[str, ...]:
    """The code itself, language and region, the language."""
    parts = normalise_code(code).split("-")
    regions = [f"{parts[0]}-{part}" for part in parts[1:] if len(part) in (2, 3)]
    return ("-".join(parts), *regions, parts[0])


@cache
def _facts() -> tuple[dict[str, PluralForms], dict[str, list[PluralForms]]]:
    """The usual rule of each language, and the others that are met."""
    table = tomllib.loads((files(__package__) / "facts" / "plurals.toml").read_text(encoding="utf-8"))
    usual: dict[str, PluralForms] = {}
    others: dict[str, list[PluralForms]] = {}
    for row in table["rule"]:
        forms = PluralForms(row["value"], tuple(row["categories"]))
        for code in row.get("languages", "").split():
            if code in usual:
                raise ValueError(f"plurals.toml: two rules for {code}")
            usual[code] = forms
        for code in row.get("also", "").split():
            others.setdefault(code, []).append(forms)
    return usual, others
