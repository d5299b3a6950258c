"""What a person should know before believing a score: tokenizers, languages, empty lines, Unicode forms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from toolkit.languages import Language, identify_many, language
from toolkit.quality.recipe import recipe
from toolkit.quality.streams import System
from toolkit.translations import _, ngettext

_PERIOD_APART = 100
"""Lines that end in a period set apart, from which on a text counts as tokenized, as in sacrebleu."""
_SURE = 0.8
"""Share of the evidence that must agree on a language before it is talked about."""
_READ = 60
"""Lines of a stream that are read to tell its language: enough for any, and more would take seconds."""
_MARKS = "“”‘’«»„…–—"
"""Those that the tokenizer 13a, made for ASCII, leaves attached to words."""
_GLUED = re.compile(rf"[{_MARKS}](?=\w)|(?<=\w)[“”«»„…–—]")


def advice(
    systems: Sequence[System],
    references: Sequence[System],
    metrics: Sequence[str],
    tokenize: str = "13a",
) -> list[str]:
    """Notes on what is scored, each one line.

    Languages are told by :data:`_READ` lines at even distances, from the first to the last; whatever is
    counted or said to be there is looked for in all lines.

    Args:
        systems: the translations.
        references: the references, with names to call them by.
        metrics: names of the metrics, with their options.
        tokenize: the tokenizer for BLEU where a metric names none.
    """
    notes: list[str] = []
    for stream in (*systems, *references):
        notes += _lines(stream)
    tongues = {stream.name: _tongue(stream) for stream in (*systems, *references)}
    target = next((tongue for stream in references if (tongue := tongues[stream.name])), None)
    for system in systems:
        own = tongues[system.name]
        if own and target and own.code != target.code:
            notes.append(
                _(
                    "{name} reads as {language}, the reference as {other}: is it the right file?",
                    name=system.name,
                    language=own.name,
                    other=target.name,
                )
            )
    recipes = [recipe(written, tokenize) for written in metrics]
    tokenizers = [str(dict(each.arguments)["tokenize"]) for each in recipes if each.name == "bleu"]
    for name in dict.fromkeys(tokenizers):
        if name != "13a" or "intl" not in tokenizers:
            notes += _tokenizer(target, references, name)
    return notes


def _lines(stream: System) -> Iterator[str]:
    empty = [number for number, line in enumerate(stream.lines, 1) if not line.strip()]
    if empty:
        yield ngettext(
            "{name}: {count:,} empty line, line {first:,}; it is scored as it is",
            "{name}: {count:,} empty lines, the first is line {first:,}; they are scored as they are",
            len(empty),
            name=stream.name,
            first=empty[0],
        )
    if any(not unicodedata.is_normalized("NFC", line) for line in stream.lines):
        yield _("{name}: decomposed characters were composed (NFC), as the signature tells", name=stream.name)
    if sum(line.endswith(" .") for line in stream.lines) >= _PERIOD_APART:
        yield _(
            "{name} looks tokenized (periods stand apart): score plain text, metrics tokenize it themselves",
            name=stream.name,
        )


def _tongue(stream: System) -> Language | None:
    lines = [line for line in stream.lines if line.strip()]
    step = max(1.0, (len(lines) - 1) / (_READ - 1))
    guess = identify_many(lines[round(place * step)] for place in range(min(_READ, len(lines))))
    return language(guess.language) if guess.language != "und" and guess.confidence >= _SURE else None


def _tokenizer(target: Language | None, references: Sequence[System], tokenize: str) -> Iterator[str]:
    if target is None:
        return
    if not target.writing.spaces:
        from sacrebleu.metrics.bleu import BLEU

        if tokenize in ("13a", "intl", "none"):
            yield _(
                "{language} has no spaces between words, and BLEU by {tokenizer} needs them: "
                "score with --tokenize {better}",
                language=target.name,
                tokenizer=tokenize,
                better=BLEU._TOKENIZER_MAP.get(target.code, "flores200"),
            )
    elif tokenize == "char":
        yield _(
            "BLEU by char matches letters, not words, and comes out much higher: no figure to compare "
            "with others; use 13a and intl for {language}",
            language=target.name,
        )
    # A language of tone marks is beyond ASCII in every line.
    elif tokenize == "13a" and (target.writing.tone_marks or any(map(_glued, references))):
        yield _(
            "BLEU of {language}: 13a is what others report, but it knows the marks of ASCII only; "
            "give the figure of --tokenize intl beside it",
            language=target.name,
        )


def _glued(stream: System) -> bool:
    text = "\n".join(stream.lines)
    return any(mark in text for mark in _MARKS) and _GLUED.search(text) is not None
