"""Bilingual word lists: the shipped ones, the user's own, and those learned from a bitext.

A word list is plain TSV, a headword a line: ``cadre<TAB>cán bộ``; several equivalents are separated by
semicolons, the commonest first; a third column may hold a weight between 0 and 1 (how often the word is
rendered so). Lines that begin with ``#`` are comments.

    >>> core("en", "vi").equivalents("cadre")
    ('cán bộ',)
"""

from __future__ import annotations

from toolkit.lexicon.core import core, word_list
from toolkit.lexicon.model import Entry, Lexicon
from toolkit.lexicon.tsv import parse, read, render

__all__ = ["Entry", "Lexicon", "core", "parse", "read", "render", "word_list"]
