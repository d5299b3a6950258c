"""A team's terms: which word is to be rendered how, and which rendering it has banned.

TSV, as in :mod:`toolkit.lexicon`: term, tab, equivalents divided by semicolons. TBX (ISO 30042, both the
``termEntry``/``langSet`` and the ``conceptEntry``/``langSec`` dialect): a term marked as deprecated or
superseded is one that must not be used.
"""

from __future__ import annotations

import io
import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from toolkit.errors import InputError
from toolkit.files import read_bytes
from toolkit.languages import Language, normalise_code
from toolkit.safe_xml import Handler, parse
from toolkit.text.words import words
from toolkit.translations import _

_ENTRY = {"termEntry", "conceptEntry"}
_LANGUAGE = {"langSet", "langSec"}
_TERM = {"tig", "ntig", "termSec"}
_STATUS = {"administrativeStatus", "normativeAuthorization"}
_BANNED = ("deprecated", "superseded")


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the source language, how it is rendered, and how it must not be."""

    source: str
    targets: tuple[str, ...]
    banned: tuple[str, ...] = ()


@dataclass(frozen=True)
class Glossary:
    """Terms, to be looked up by the first word of each."""

    terms: tuple[Term, ...]
    name: str = ""
    _by_first: dict[str, list[tuple[tuple[str, ...], Term]]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for term in self.terms:
            cut = tuple(word.text.lower() for word in words(term.source))
            if cut:
                self._by_first.setdefault(cut[0], []).append((cut, term))
        for found in self._by_first.values():
            found.sort(key=lambda entry: -len(entry[0]))

    def met(self, lowered: Sequence[str], lang: Language) -> list[tuple[int, int, Term]]:
        """Terms among some words in lower case: from word … up to …, the longest first, none inside another.

        Inflected forms are met too, by the endings that the language's data lists.
        """
        found = []
        at = 0
        while at < len(lowered):
            for cut, term in self._candidates(lowered[at], lang):
                here = lowered[at : at + len(cut)]
                if len(here) == len(cut) and all(map(partial(_same, lang=lang), here, cut)):
                    found.append((at, at + len(cut), term))
                    at += len(cut)
                    break
            else:
                at += 1
        return found

    def _candidates(self, word: str, lang: Language) -> Iterable[tuple[tuple[str, ...], Term]]:
        for form in _forms(word, lang):
            yield from self._by_first.get(form, ())


def _forms(word: str, lang: Language) -> list[str]:
    """A word and what it may be an inflected form of."""
    forms = [word]
    for rule in lang.grammar.inflections:
        ending, _, instead = rule.partition(":")
        if word.endswith(ending) and len(word) > len(ending) + 1:
            forms.append(word[: len(word) - len(ending)] + instead)
    return forms


def _same(word: str, term: str, lang: Language) -> bool:
    return word == term or term in _forms(word, lang)


def read(path: str | os.PathLike[str], source: str, target: str) -> Glossary:
    """A glossary from a ``.tsv`` or ``.tbx`` file.

    Args:
        path: the file.
        source: language of the terms, a BCP 47 code.
        target: language of their renderings.

    Raises:
        InputError: missing, unreadable; no term for this pair of languages in it.
        FormatError: a line that is no entry, or XML that is broken, with its place.
    """
    name = os.fspath(path)
    glossary = _read(name, source, target)
    if not glossary.terms:
        raise InputError(
            _("the glossary has no terms from {source} to {target}", source=source, target=target),
            _("give the languages with --source-lang and --target-lang"),
            path=name,
        )
    return glossary


def read_all(paths: Iterable[str | os.PathLike[str]], source: str, target: str) -> Glossary | None:
    """The terms of several files together; those for other languages are passed over.

    Args:
        paths: the files.
        source: as for :func:`read`.
        target: as for :func:`read`.

    Returns:
        A glossary, ``None`` where there is no term for this pair of languages.

    Raises:
        InputError: as for :func:`read`, but not for want of terms.
    """
    names = [os.fspath(path) for path in paths]
    terms = tuple(term for name in names for term in _read(name, source, target).terms)
    return Glossary(terms, ", ".join(names)) if terms else None


def _read(name: str, source: str, target: str) -> Glossary:
    if name.lower().endswith((".tbx", ".xml")):
        return _read_tbx(name, source, target)
    from toolkit import lexicon

    targets: defaultdict[str, list[str]] = defaultdict(list)
    for entry in lexicon.read(name, source, target).entries:
        targets[entry.source].append(entry.target)
    return Glossary(tuple(Term(word, tuple(made)) for word, made in targets.items()), name)


class _Tbx(Handler):
    """Collects the terms of each entry by language."""

    def __init__(self, source: str, target: str) -> None:
        self._codes = (normalise_code(source).partition("-")[0], normalise_code(target).partition("-")[0])
        self.terms: list[Term] = []
        self._entry: defaultdict[str, list[tuple[str, bool]]] = defaultdict(list)
        self._language = ""
        self._word: list[str] | None = None
        self._said = ""
        self._banned = False
        self._note: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name in _ENTRY:
            self._entry.clear()
        elif name in _LANGUAGE:
            self._language = attributes.get("xml:lang", "").replace("_", "-").partition("-")[0].lower()
        elif name in _TERM:
            self._said, self._banned = "", False
        elif name == "term":
            self._word = []
        elif name == "termNote" and attributes.get("type") in _STATUS:
            self._note = []

    def text(self, text: str) -> None:
        if self._word is not None:
            self._word.append(text)
        elif self._note is not None:
            self._note.append(text)

    def end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name == "term" and self._word is not None:
            self._said, self._word = " ".join("".join(self._word).split()), None
        elif name == "termNote" and self._note is not None:
            self._banned, self._note = "".join(self._note).strip().startswith(_BANNED), None
        elif name in _TERM and self._said:
            self._entry[self._language].append((self._said, self._banned))
        elif name in _ENTRY:
            ours, theirs = (self._entry.get(code, []) for code in self._codes)
            good = tuple(word for word, banned in theirs if not banned)
            bad = tuple(word for word, banned in theirs if banned)
            if good or bad:
                self.terms += [Term(word, good, bad) for word, _ in ours]


def _read_tbx(name: str, source: str, target: str) -> Glossary:
    handler = _Tbx(source, target)
    for _part in parse(io.BytesIO(read_bytes(name)), handler, name):
        pass
    return Glossary(tuple(handler.terms), name)
