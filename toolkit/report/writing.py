"""How a text in some language is put on the page: its ``lang``, its direction, its language's name."""

from __future__ import annotations

from toolkit.errors import LanguageError
from toolkit.languages import Language, language
from toolkit.report.markup import Html, element
from toolkit.report.wording import Wording


def lang(code: str) -> str:
    """Value of a ``lang`` attribute; empty says that the language is unknown."""
    data = _data(code)
    return data.code if data else ""


def direction(code: str) -> str:
    """Value of a ``dir`` attribute; where nobody knows the language the first letter decides."""
    data = _data(code)
    if data is None or not data.known:
        return "auto"
    return "rtl" if data.rtl else "ltr"


def text_of(text: str, code: str) -> Html:
    """A text in its language and direction, kept apart from what surrounds it."""
    return element("span", text, lang=lang(code), dir=direction(code))


def language_name(code: str, words: Wording) -> Html:
    """A language by its own name, in its own language."""
    data = _data(code)
    if data is None:
        return element("span", words("page.unknown_language"))
    return element("span", data.native_name, lang=data.code if data.known else None)


def _data(code: str) -> Language | None:
    """The language's data; ``None`` for ``und`` and for what exchange files write in place of a code."""
    try:
        return None if code == "und" else language(code)
    except LanguageError:
        return None
