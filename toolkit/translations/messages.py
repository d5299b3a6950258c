"""Looking a message up, and filling in its fields."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from toolkit.translations.language import chosen_languages

if TYPE_CHECKING:
    from gettext import NullTranslations

_FOLDER = os.path.dirname(__file__)  # noqa: PTH120 (pathlib would be the slowest import of an English `--help`)
_WRONG_FIELDS = (LookupError, ValueError, TypeError, AttributeError)


class Translated(str):
    """A message in another language, which still knows its English words.

    Attributes:
        english: the same message, with the same figures, in English.
        language: the code of the language it is in; "" if that is not known.
    """

    english: str
    language: str

    def __new__(cls, text: str, english: str = "", language: str = "") -> Translated:
        """The text; its own English words where none are given."""
        message = super().__new__(cls, text)
        message.english = english or text
        message.language = language
        return message


def english(message: str) -> str:
    """The English words of a message, for results that programs read."""
    return message.english if isinstance(message, Translated) else message


def worded(message: str, language: str) -> str:
    """A message for a page in some language: as it is if it is in that language, otherwise in English."""
    return message if isinstance(message, Translated) and message.language == language else english(message)


def N_(message: str) -> str:  # noqa: N802 (the name gettext programs give it)
    """Mark a constant for translation; it is looked up where it is shown, by ``_(constant)``."""
    return message


def _(message: str, /, **fields: object) -> str:
    """A message in the language of the person.

    Args:
        message: the English text, a literal; with ``fields`` a format string of :meth:`str.format`.
        **fields: what goes into the braces.

    Returns:
        The message. It is the English one where no translation is known or a translation is broken (fields
        that do not exist, stray braces): somebody's slip in a catalog is no reason to fail.
    """
    catalog = _catalog()
    if catalog is None or not message:
        return message.format(**fields) if fields else message
    return _filled(message, catalog.gettext(message), fields)


def ngettext(singular: str, plural: str, count: int, /, **fields: object) -> str:
    """A message that depends on a number, which is its field ``count``.

    Args:
        singular: the English text for one.
        plural: the English text for any other number.
        count: the number.
        **fields: what else goes into the braces.
    """
    message = singular if count == 1 else plural
    fields["count"] = count
    catalog = _catalog()
    if catalog is None:
        return message.format(**fields)
    return _filled(message, catalog.ngettext(singular, plural, count), fields)


def _filled(message: str, translation: str, fields: dict[str, object]) -> str:
    if not fields:
        return message if translation == message else Translated(translation, message, _language())
    words = message.format(
        **{name: english(value) if isinstance(value, str) else value for name, value in fields.items()}
    )
    try:
        return Translated(translation.format(**fields), words, _language())
    except _WRONG_FIELDS:
        return Translated(message.format(**fields), words)


# ── the catalog in use ──────────────────────────────────────────────────────────────────────────────────────

_loaded: list[NullTranslations | None] = []


def _catalog() -> NullTranslations | None:
    """The catalog of this process, found when the first message is looked up; None for English."""
    if not _loaded:
        _loaded.append(_first(chosen_languages(os.environ)))
    return _loaded[0]


def speak(*languages: str) -> None:
    """Speak the first of these languages from now on; with none, English. Otherwise the locale decides."""
    _loaded[:] = [_first(languages)]


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak another language for a while, as for a page that is written in it."""
    before = _loaded[:]
    speak(language)
    try:
        yield
    finally:
        _loaded[:] = before


def _language() -> str:
    """The code of the language spoken, as its catalog names it."""
    catalog = _catalog()
    return "" if catalog is None else catalog.info().get("language", "")


def speaks_english() -> bool:
    """Whether messages come out as they stand in the code."""
    return _catalog() is None


def _first(languages: tuple[str, ...]) -> NullTranslations | None:
    for language in languages:
        if not language.replace("_", "").isalnum():  # no path
            continue
        try:
            with open(os.path.join(_FOLDER, f"{language}.mo"), "rb") as file:  # noqa: PTH118, PTH123
                return _read(file)
        except OSError:
            continue
        except Exception:  # damaged in one of many ways; the message itself matters more
            return None
    return None


def _read(file: object) -> NullTranslations:
    from gettext import GNUTranslations

    return GNUTranslations(file)  # type: ignore[arg-type]
