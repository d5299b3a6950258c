"""What languages are called, and how gettext writes their codes; the names are in ``facts/names.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from toolkit.languages.data import language, normalise_code
from toolkit.languages.scripts import scripts


def language_name(code: str) -> str | None:
    """The name of a language in English, ``None`` where it is not known; ``pt-BR`` is called Portuguese.

    Raises:
        LanguageError: not a well-formed language code.
    """
    known = language(code)
    return known.name if known.known else _names().get(normalise_code(code).partition("-")[0])


def locale_code(code: str) -> str:
    """A language code as gettext and POSIX write it: ``pt-BR`` is ``pt_BR``, ``sr-Latn-RS`` ``sr_RS@latin``.

    What is written that way already stays: ``zh_TW``, ``ca@valencia``; a charset (``.UTF-8``) is taken away.

    Raises:
        LanguageError: not a well-formed language code.
    """
    plain, at, variant = code.strip().partition("@")
    parts = normalise_code(plain).split("-")
    script = next((part for part in parts[1:] if len(part) == 4 and part in scripts()), None)
    if script is not None and not at:
        parts.remove(script)
        at, variant = "@", scripts()[script].name.lower()
    return "_".join(parts) + at + variant.partition(".")[0]


@cache
def _names() -> dict[str, str]:
    table: dict[str, str] = tomllib.loads(
        (files(__package__) / "facts" / "names.toml").read_text(encoding="utf-8")
    )
    return table
