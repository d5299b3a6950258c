"""The words of a text, as evidence of its language: everything that is not language is left out.

Variables, tags, character references, web and mail addresses and figures say nothing about the language they
stand in (or point to English); capital letters differ between a title, a button and a sentence.
"""

from __future__ import annotations

import re
import unicodedata

# Every repetition is bounded, so that a text of one kind of bracket costs no more than any other.
_NOT_LANGUAGE = re.compile(
    r"(?:https?|ftp|file|git|ssh|mailto):\S{1,2000}|(?<![\w.])www\.\S{1,2000}"  # web addresses
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"  # mail addresses
    r"|</?[A-Za-z][\w:.-]{0,40}/?>|<[A-Za-z][\w:.-]{0,40}\s[^<>=]{0,80}=[^<>]{0,500}>"  # tags
    r"|&(?:[A-Za-z]{2,8}\d{0,2}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});"  # character references
    r"|[$%]?\{\{?[^{}\n]{0,80}\}?\}"  # {name}, {{ name }}, ${name}, %{name}
    r"|%\([^()\n]{1,80}\)[-+#0]{0,5}\d{0,4}[a-zA-Z]"  # %(name)s
    r"|%(?:\d{1,3}\$)?[-+#0']{0,5}(?:\d{1,4}|\*)?(?:\.\d{1,4})?"  # %s, %1$lu …
    r"(?:hh|ll|[hlLqjzt])?[a-zA-Z](?![a-z])"  # … and their conversion
    r"|%L?\d{1,2}"  # Qt: %1
    r"|\\[nrtabfv]"  # escapes left in strings of source code
    r"|[\u00ad\u200b-\u200f\u2060\ufeff]"  # joins inside words
)
_JOINS = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_ACCELERATOR = re.compile(r"[&_~](?=[^\W\d_])")
_CONSTANT = re.compile(r"[^\W\d_][&_~]")


class _Spacing(dict[int, int]):
    """A table for ``str.translate``: letters and their marks stay, all else becomes a space."""

    def __missing__(self, point: int) -> int:
        kept = unicodedata.category(chr(point))[0] in "LM"
        self[point] = point if kept else 32
        return self[point]


_SPACING = _Spacing()


def words(text: str) -> list[str]:
    """The words of ``text`` in order, in lower case and composed (NFC).

    A "word" is a run of letters and marks; in scripts without spaces that is a whole phrase.
    """
    text = unicodedata.normalize("NFC", text)
    text = _NOT_LANGUAGE.sub(_blank, text)
    if sum(text.count(mark) for mark in "&_~") == 1 and not _inside_capitals(text):
        text = _ACCELERATOR.sub("", text)  # the underlined letter of a menu: E&xit, _File
    return text.lower().translate(_SPACING).split()


def _inside_capitals(text: str) -> bool:
    """Whether the one mark parts words in capitals, as in ``FILE_NAME`` and ``R&D``."""
    found = _CONSTANT.search(text)
    return found is not None and found.group()[0].isupper() and text[found.end() : found.end() + 1].isupper()


def _blank(match: re.Match[str]) -> str:
    return "" if match.group() in _JOINS else " "


def without_diacritics(word: str) -> str:
    """The bare letters of a lower-case word: ``đường`` is ``duong``."""
    if word.isascii():
        return word
    bare = unicodedata.normalize("NFD", word).replace("đ", "d").replace("ł", "l").replace("ı", "i")
    return "".join(c for c in bare if not unicodedata.combining(c))
