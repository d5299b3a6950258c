"""bitext-toolkit: two documents in, a checked bitext out.

The public face; every command of ``bitext`` is a thin call on one of these, so a notebook can do whatever the
shell can::

    import toolkit

    source = toolkit.read("article.vi.txt", "vi")
    target = toolkit.read("article.en.txt", "en")
    bitext = toolkit.align(source, target)          # segments both first
    toolkit.save(bitext, "article.tmx")
    for finding in toolkit.check(bitext):
        print(finding.unit, finding.message)
    toolkit.report(bitext, "report.html")

All errors meant for the user derive from :class:`toolkit.errors.BitextError`. The rooms behind these
functions (``toolkit.segment``, ``toolkit.align``, ``toolkit.report``) share their names with them: import
from a room with ``from toolkit.segment import Options``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any, Literal

from toolkit.model import Bead, Bitext, Document, Finding, Score, Segment, Unit, Units
from toolkit.version import __version__

if TYPE_CHECKING:
    from toolkit.align import Options as AlignOptions
    from toolkit.formats import Written
    from toolkit.model import Evaluation
    from toolkit.report import Against, Report
    from toolkit.segment import Options as SegmentOptions


__all__ = [
    "Bead",
    "Bitext",
    "Document",
    "Finding",
    "Score",
    "Segment",
    "Unit",
    "Units",
    "__version__",
    "align",
    "check",
    "evaluate",
    "load",
    "read",
    "report",
    "save",
    "score",
    "segment",
]


class _Face(ModuleType):
    """The package, whose functions keep their names.

    The import of a submodule binds its name in the package: ``toolkit.align`` would be the function until the
    room behind it is first used, and the room from then on. Rooms are imported when they are used, since a
    command that needs one of them should not wait for all.
    """

    def __setattr__(self, name: str, value: Any) -> None:
        if not (isinstance(value, ModuleType) and name in __all__):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Face


def read(
    path: str | os.PathLike[str],
    language: str = "und",
    *,
    encoding: str | None = None,
    format: str | None = None,
    wrap: Literal["auto", "lines", "hard"] = "auto",
    lines: bool = False,
) -> Document:
    """Read a text file, Markdown or HTML into a document with its layout blocks, not yet segmented.

    Args:
        path: the file; ``-`` for standard input.
        language: BCP 47 code.
        encoding: Python's name of the encoding; found out by BOM, declaration or UTF-8 if ``None``.
        format: ``plain``, ``markdown`` or ``html``; by extension if ``None``.
        wrap: ``lines`` (a paragraph a line), ``hard`` (blank lines between paragraphs) or ``auto``.
        lines: every line is a segment already; the document comes back segmented.

    Raises:
        InputError: missing, a directory, empty, binary.
        DecodingError: bytes that are not text in that encoding, with their offset.
        LanguageError: not a language code.
    """
    from toolkit import readers
    from toolkit.languages import normalise_code

    code = normalise_code(language)
    if lines:
        return readers.read_lines(path, code, encoding=encoding)
    return readers.read(path, code, encoding=encoding, format=format, wrap=wrap)


def segment(
    text: Document | str, language: str = "und", *, options: SegmentOptions | None = None
) -> Document:
    """Cut a document, or a string, into sentences.

    Args:
        text: a document from :func:`read`, or the text itself (a paragraph a line).
        language: the language of a string; a document knows its own.
        options: :class:`toolkit.segment.Options`.

    Returns:
        The document with its segments; ``document.strings()`` are their readings.
    """
    from toolkit.segment import segment as cut

    document = Document(text, language) if isinstance(text, str) else text
    return cut(document, options=options) if options else cut(document)


def align(
    source: Document | str,
    target: Document | str,
    *,
    source_language: str = "und",
    target_language: str = "und",
    method: str = "auto",
    options: AlignOptions | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Bitext:
    """Find which segments translate which; documents without segments are segmented first.

    Args:
        source: a document, or its text.
        target: a document, or its text.
        source_language: language of a source given as a string.
        target_language: language of a target given as a string.
        method: ``auto``, ``length``, ``lexical`` or ``embedding``.
        options: :class:`toolkit.align.Options`.
        progress: called with (done, total) while long work goes on.

    Raises:
        InputError: a side without segments.
        UsageError: an unknown method.
    """
    from toolkit.align import DEFAULT
    from toolkit.align import align as find_beads

    sides = (source, source_language), (target, target_language)
    left, right = (_segmented(text, language) for text, language in sides)
    return find_beads(left, right, method=method, options=options or DEFAULT, progress=progress)


def _segmented(text: Document | str, language: str) -> Document:
    if isinstance(text, str) or not text.segments:
        return segment(text, language)
    return text


def evaluate(system: Bitext | Iterable[Bead], gold: Bitext | Iterable[Bead]) -> Evaluation:
    """Hold beads against gold beads: strict and lax precision, recall and F1."""
    from toolkit.align import evaluate as compare

    return compare(
        system.beads if isinstance(system, Bitext) else system,
        gold.beads if isinstance(gold, Bitext) else gold,
    )


def load(path: str | os.PathLike[str], *, format: str | None = None) -> Units:
    """Read a bitext from an exchange format (TMX, PO, TSV, JSONL), chosen by extension.

    Raises:
        InputError: missing or unreadable.
        FormatError: an unknown extension, or content that is not what it promises, with the line.
    """
    from toolkit import formats

    return formats.load(path, format=format)


def save(bitext: Bitext | Units, path: str | os.PathLike[str], *, format: str | None = None) -> Written:
    """Write a bitext in the format of the extension: whole or not at all.

    Returns:
        How many units were written, and how many the format could not take.

    Raises:
        FormatError: an unknown extension.
        OutputError: a place that cannot be written.
    """
    from toolkit import formats

    return formats.save(bitext, path, format=format)


def score(
    hypotheses: Sequence[str],
    references: Sequence[str] | Sequence[Sequence[str]],
    metrics: Sequence[str] = ("bleu", "chrf", "ter"),
    *,
    segments: bool = False,
    confidence: int | None = None,
) -> list[Score]:
    """Score translations with sacrebleu; each score carries the signature that reproduces it.

    Args:
        hypotheses: one string a segment.
        references: one string a segment, or several such lists.
        metrics: of ``bleu``, ``chrf``, ``chrf++``, ``ter``.
        segments: also score each segment.
        confidence: bootstrap samples for a 95 % confidence interval, e.g. 1000.

    Raises:
        InputError: different numbers of segments.
        UsageError: an unknown metric.
    """
    from toolkit import quality

    single = [line for line in references if isinstance(line, str)]
    streams = [single] if single else [stream for stream in references if not isinstance(stream, str)]
    return quality.score(hypotheses, streams, metrics, segments=segments, confidence=confidence)


def check(
    bitext: Bitext | Units | Iterable[Unit],
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    glossary: str | os.PathLike[str] = "",
    path: str | os.PathLike[str] = "",
) -> list[Finding]:
    """Look for translation errors in a bitext, as ``bitext check`` does: by what the team has settled on.

    That stands in the nearest ``bitext.toml`` or ``pyproject.toml``, from the working folder upwards.

    Args:
        bitext: a bitext or units.
        select: names of the checks to run; those of the settings if empty.
        ignore: names of checks to leave out.
        glossary: the team's terms, a ``.tsv`` or ``.tbx`` file; those of the settings if "".
        path: the file that the units are of, for settings of some paths; the one the units name if "".

    Raises:
        UsageError: an unknown check; the nearest is suggested.
        InputError: a glossary that cannot be read, or has no terms for these languages.
        FormatError: a bad line in the settings or the glossary, with its place.
    """
    from toolkit.quality.checking import run
    from toolkit.quality.configuration import settled

    units = bitext.units() if isinstance(bitext, Bitext) else bitext
    held = units if isinstance(units, Units) else Units(units)
    setup = settled(held, path, select=select, ignore=ignore, glossary=os.fspath(glossary))
    return list(run(held, setup))


def report(
    bitext: Bitext | Units,
    path: str | os.PathLike[str] | None = None,
    *,
    findings: Sequence[Finding] | None = None,
    scores: Sequence[Score] = (),
    evaluation: Evaluation | None = None,
    against: Against | None = None,
    title: str = "",
    command: str = "",
    files: Iterable[str | os.PathLike[str]] | Mapping[str, str | os.PathLike[str]] = (),
    language: str = "en",
    jobs: int | None = 1,
) -> Report:
    """Put a bitext, its findings and scores into one self-contained HTML file.

    Args:
        bitext: what to show.
        path: where to write the file; nothing is written if ``None``.
        findings: from :func:`check`, which is run, by the same settings, if ``None``.
        scores: from :func:`score`; counted if there are references.
        evaluation: from :func:`evaluate`.
        against: :class:`toolkit.report.Against`: other translations of the same source, references to score
            them all against, a glossary.
        title: the page's title; the names of the files if "".
        command: how it was made, shown under provenance.
        files: the inputs, whose hashes are shown under provenance, by the names to show if not their paths;
            the first is the file of the bitext, for settings of some paths.
        language: of the page's own words and of the findings, ``en`` or ``vi``.
        jobs: processes that count scores; ``None`` for as many as it is worth.

    Returns:
        The report, ready for :func:`toolkit.report.render_markdown` and ``render_json`` as well.

    Raises:
        InputError: translations or references with another number of segments than the bitext has units.
        FormatError: a bad line in the settings or in a glossary they name, with its place.
        OutputError: a place that cannot be written.
    """
    from toolkit.files import write_bytes
    from toolkit.quality.configuration import settled
    from toolkit.report import Against, hashes, make, render_html

    units = bitext.units() if isinstance(bitext, Bitext) else bitext
    inputs = files if isinstance(files, Mapping) else tuple(files)
    first = next(iter(inputs.values() if isinstance(inputs, Mapping) else inputs), "")
    made = make(
        units,
        setup=settled(units, first),
        findings=findings,
        scores=scores,
        evaluation=evaluation,
        title=title,
        command=command,
        against=against or Against(),
        files=hashes(inputs),
        language=language,
        jobs=jobs,
    )
    if path is not None:
        write_bytes(path, render_html(made, language=language).encode("utf-8"))
    return made
