"""Which language is on which side: filled in where nobody said, questioned where the text says otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from toolkit.errors import UsageError
from toolkit.languages import Guess, identifiable, identify_many, language
from toolkit.model import Document, Kind

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
        raise UsageError(f"source and target are both declared {name}", f"name two languages, or {_TRUST}")
    expected = declared if "und" not in declared else ()
    _compare(source, target)
    if not all(identifiable(code) for code in expected):
        return source, target
    guesses = _guess(source, expected), _guess(target, expected)
    _question(source, target, declared, guesses)
    return _filled(source, guesses[0]), _filled(target, guesses[1])


_TRUST = "--no-language-check to go on regardless"


def _compare(source: Document, target: Document) -> None:
    lengths = [len("".join(document.text.split())) for document in (source, target)]
    if max(lengths) > _TIMES * max(1, min(lengths)) and max(len(source), len(target)) > _TIMES:
        long, short = (source, target) if lengths[0] > lengths[1] else (target, source)
        times = max(lengths) // max(1, min(lengths))
        names = long.name or "one side", short.name or "the other"
        raise UsageError(
            f"{names[0]} is {times} times as long as {names[1]}", f"check the files, or {_TRUST}"
        )


def _question(
    source: Document, target: Document, declared: tuple[str, str], guesses: tuple[Guess, Guess]
) -> None:
    if any(guess.confidence < _SURE or guess.language == "und" for guess in guesses):
        return
    read = _base(guesses[0].language), _base(guesses[1].language)
    said = _base(declared[0]), _base(declared[1])
    names = source.name or "the source", target.name or "the target"
    what = f"{names[0]} reads as {language(read[0]).name}, {names[1]} as {language(read[1]).name}"
    if read[0] == read[1]:
        raise UsageError(f"both sides are the same language: {what}", f"check the files, or {_TRUST}")
    if (
        read == said[::-1]
        or (said[0] == read[1] and said[1] == "und")
        or (said[1] == read[0] and said[0] == "und")
    ):
        raise UsageError(f"the sides look swapped: {what}", f"add --swap, or {_TRUST}")


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
