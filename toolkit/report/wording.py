"""The report's own words in the reader's language: ``strings/<language>.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from toolkit.errors import UsageError
from toolkit.languages import language as language_data
from toolkit.translations import _


@dataclass(frozen=True, slots=True)
class Wording:
    """Phrases by dotted key, and numbers as the language writes them.

    A phrase that counts something has the keys ``one`` (optional) and ``other``.
    """

    language: str
    phrases: dict[str, str]
    decimal_mark: str
    group_mark: str

    def __call__(self, key: str, **values: str) -> str:
        """The phrase ``key`` with its ``{gaps}`` filled."""
        return self.phrases[key].format_map(values)

    def known(self, key: str, otherwise: str) -> str:
        """The phrase ``key``, or ``otherwise`` for a name that the file does not list."""
        return self.phrases.get(key, otherwise)

    def count(self, key: str, number: int, **values: str) -> str:
        """``number`` things: "1 unit", "1,204 units"; the number fills the gap ``{n}``."""
        form = f"{key}.one" if number == 1 and f"{key}.one" in self.phrases else f"{key}.other"
        return self.phrases[form].format_map({"n": self.number(number), **values})

    def number(self, value: float, digits: int = 0) -> str:
        """A number with grouped thousands and ``digits`` decimals."""
        plain = f"{value:,.{digits}f}"
        return plain.translate({ord(","): self.group_mark, ord("."): self.decimal_mark})

    def percent(self, share: float, digits: int = 0) -> str:
        """A share of 1 as a percentage."""
        return self("page.percent", n=self.number(100 * share, digits))


@cache
def languages() -> tuple[str, ...]:
    """Codes of the languages a report can be written in, sorted."""
    entries = (files(__package__) / "strings").iterdir()
    return tuple(sorted(e.name.removesuffix(".toml") for e in entries if e.name.endswith(".toml")))


@cache
def wording(language: str = "en") -> Wording:
    """The words of a language.

    Raises:
        UsageError: no strings for that language.
    """
    if language not in languages():
        raise UsageError(
            _("no report in language '{language}'", language=language),
            _("choose one of {names}", names=", ".join(languages())),
        )
    text = (files(__package__) / "strings" / f"{language}.toml").read_text(encoding="utf-8")
    writing = language_data(language).writing
    return Wording(
        language, dict(phrases(tomllib.loads(text))), writing.decimal_mark, writing.group_marks[:1]
    )


def phrases(table: dict[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    """Phrases by dotted key, from the tables of a TOML file."""
    pairs: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            pairs += phrases(value, f"{prefix}{key}.")
        else:
            pairs.append((prefix + key, str(value)))
    return pairs
