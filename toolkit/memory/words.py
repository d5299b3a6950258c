"""The words of the concordance: how they are indexed, asked for, and found again in a text.

A word has two forms. The *exact* one differs from the word in case alone; where a language writes a mark of
tone on one letter or another of a syllable (``hòa``, ``hoà``), the mark goes to the end as a figure, so that
both spellings are one. The *plain* one has no diacritics at all. In scripts without spaces every letter is a
word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from toolkit.errors import UsageError
from toolkit.memory.database import Database
from toolkit.memory.texts import kept
from toolkit.text.tokens import UNSPACED
from toolkit.text.words import fold
from toolkit.translations import _

_WORD = re.compile(rf"[{UNSPACED}]|(?:(?![{UNSPACED}])[^\W_]|[\u0300-\u036f])+")
_SIMPLE = re.compile(r"[^\W_]+")  # the same where no character of the others is
_OTHERS = re.compile(rf"[{UNSPACED}\u0300-\u036f]")
_AT_ONCE = 10_000  # texts


@lru_cache(maxsize=65536)
def exact_form(word: str, tones: str = "") -> str:
    """A word without its case, the mark of tone at its end.

    Args:
        word: composed.
        tones: the combining marks that are tones in the language.
    """
    word = word.lower()
    if not tones or word.isascii():
        return word
    letters = unicodedata.normalize("NFD", word)
    marks = "".join(str(tones.index(letter)) for letter in letters if letter in tones)
    if not marks:
        return word
    bare = "".join(letter for letter in letters if letter not in tones)
    return unicodedata.normalize("NFC", bare) + marks


def catch_up(database: Database, tones: dict[int, str]) -> bool:
    """Index the next new texts, within a transaction that is open.

    Args:
        database: the memory.
        tones: the marks of tone of each language that has some.

    Returns:
        Whether there were any.
    """
    run = database.connection.execute
    last = run("SELECT max(last) FROM indexed WHERE name = 'word'").fetchone()[0] or 0
    rows = run(
        "SELECT id, language, text FROM segment WHERE id > ? ORDER BY id LIMIT ?", (last, _AT_ONCE)
    ).fetchall()
    if rows:
        database.connection.executemany(
            "INSERT INTO word (rowid, exact, plain) VALUES (?, ?, ?)",
            ((id_, *_indexed(text, tones.get(language, ""))) for id_, language, text in rows),
        )
        run("INSERT OR REPLACE INTO indexed VALUES ('word', 0, ?)", (rows[-1][0],))
    return bool(rows)


def _indexed(text: str, tones: str) -> tuple[str, str]:
    """Both forms of all words; the plain ones only where they are others."""
    words = _expression(text).findall(text)
    exact = " ".join([exact_form(word, tones) for word in words])
    if exact.isascii() and (not tones or text.isascii()):
        return exact, ""
    plain = " ".join([fold(word) for word in words])
    return exact, plain if plain != exact else ""


def _expression(text: str) -> re.Pattern[str]:
    return _SIMPLE if text.isascii() or _OTHERS.search(text) is None else _WORD


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow each other.

    Attributes:
        words: composed, as they were typed.
        sensitive: diacritics count.
        open: the last word may go on.
    """

    words: tuple[str, ...]
    sensitive: bool
    open: bool = False

    def query(self, all_tones: Sequence[str]) -> str:
        """The expression of FTS5 (sqlite.org/fts5.html, section 3), for languages with these tones."""
        star = "*" if self.open else ""
        if not self.sensitive:
            return f'"{" ".join(map(fold, self.words))}"{star}'
        forms = dict.fromkeys(" ".join(self._forms(tones)) for tones in ("", *all_tones))
        return "exact : (" + " OR ".join(f'"{form}"{star}' for form in forms) + ")"

    def _forms(self, tones: str) -> list[str]:
        forms = [exact_form(word, tones) for word in self.words]
        if self.open and forms:
            # The figure of a word that goes on would stand further behind.
            forms[-1] = (
                forms[-1].rstrip("0123456789") if tones and not self.words[-1][-1:].isdigit() else forms[-1]
            )
        return forms

    def spans(self, text: str, tones: str) -> Iterator[tuple[int, int]]:
        """Where the phrase stands in a text of the memory, characters from and to; not overlapping."""
        found = list(_expression(text).finditer(text))
        if self.sensitive:
            wanted, forms = self._forms(tones), [exact_form(word[0], tones) for word in found]
        else:
            wanted, forms = list(map(fold, self.words)), [fold(word[0]) for word in found]
        size = len(wanted)
        at = 0
        while at + size <= len(forms):
            here = forms[at : at + size]
            if here == wanted or (self.open and here[:-1] == wanted[:-1] and here[-1].startswith(wanted[-1])):
                yield found[at].start(), found[at + size - 1].end()
                at += size
            else:
                at += 1


def phrase(text: str, *, sensitive: bool) -> Phrase:
    """What was typed, as a phrase; a ``*`` at the end leaves the last word open.

    Raises:
        UsageError: there is no letter or digit in it.
    """
    words = tuple(_WORD.findall(kept(text)))
    if not words:
        raise UsageError(_("'{text}' has no word to look for", text=text), _("name a word or several"))
    return Phrase(words, sensitive, text.rstrip().endswith("*"))
