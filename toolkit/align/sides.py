"""Which language is on which side: filled in where nobody said, questioned where the text says otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from toolkit.errors import UsageError
from toolkit.languages import Guess, identifiable, identify_many, language
from toolkit.model import Document, Kind
from toolkit.translations import _

# Passages from all over the document that are looked at: few, and more where those leave a doubt.
_SAMPLES = (20, 60)
# Below this the text is taken at the user's word: a list of names or numbers looks like any language.
_SURE = 0.9
# No translation is so many times as long as the original.
_TIMES = 50


def settle(source: Document, target: Document) -> tuple[Document, Document]:
    """The two documents with their languages filled in, after a look at what they are written in.

    Languages already on the documents are believed unless both sides together say otherwise.

    Raises:
        UsageError: the two sides are in the same language, plainly the wrong way round, or one of them is far
            too long to be a translation of the other.
    """
    declared = source.language, target.language
    if _base(declared[0]) == _base(declared[1]) != "und":
        name = language(declared[0]).name
        raise UsageError(
            _("source and target are both declared {name}", name=name),
            _("name two languages, or {option} to go on regardless", option=_TRUST),
        )
    expected = declared if "und" not in declared else ()
    _compare(source, target)
    if not all(identifiable(code) for code in expected):
        return source, target
    guesses = _guess(source, expected), _guess(target, expected)
    _question(source, target, declared, guesses)
    return _filled(source, guesses[0]), _filled(target, guesses[1])


_TRUST = "--no-language-check"


def _compare(source: Document, target: Document) -> None:
    lengths = [len("".join(document.text.split())) for document in (source, target)]
    if max(lengths) > _TIMES * max(1, min(lengths)) and max(len(source), len(target)) > _TIMES:
        long, short = (source, target) if lengths[0] > lengths[1] else (target, source)
        times = max(lengths) // max(1, min(lengths))
        names = long.name or _("one side"), short.name or _("the other")
        raise UsageError(
            _("{long} is {times} times as long as {short}", long=names[0], times=times, short=names[1]),
            _("check the files, or {option} to go on regardless", option=_TRUST),
        )


def _question(
    source: Document, target: Document, declared: tuple[str, str], guesses: tuple[Guess, Guess]
) -> None:
    if any(guess.confidence < _SURE or guess.language == "und" for guess in guesses):
        return
    read = _base(guesses[0].language), _base(guesses[1].language)
    said = _base(declared[0]), _base(declared[1])
    names = source.name or _("the source"), target.name or _("the target")
    what = _(
        "{source} reads as {language}, {target} as {other}",
        source=names[0],
        language=language(read[0]).name,
        target=names[1],
        other=language(read[1]).name,
    )
    if read[0] == read[1]:
        raise UsageError(
            _("both sides are the same language: {what}", what=what),
            _("check the files, or {option} to go on regardless", option=_TRUST),
        )
    if (
        read == said[::-1]
        or (said[0] == read[1] and said[1] == "und")
        or (said[1] == read[0] and said[0] == "und")
    ):
        raise UsageError(
            _("the sides look swapped: {what}", what=what),
            _("add --swap, or {option} to go on regardless", option=_TRUST),
        )


def _filled(document: Document, guess: Guess) -> Document:
    return replace(document, language=guess.language) if document.language == "und" else document


def _guess(document: Document, expected: tuple[str, ...]) -> Guess:
    for number in _SAMPLES:
        guess = identify_many(_passages(document, number), expected)
        if guess.confidence >= _SURE:
            break
    return guess


def _passages(document: Document, number: int) -> Iterator[str]:
    """Running text from so many places; not code and page furniture, often in another language."""
    stretches = [
        stretch
        for stretch in document.segments or document.blocks
        if stretch.kind not in (Kind.CODE, Kind.BOILERPLATE)
    ]
    for stretch in stretches[:: max(1, -(-len(stretches) // number))]:
        yield document.reading(stretch.start, stretch.end)


def _base(code: str) -> str:
    return code.partition("-")[0]
