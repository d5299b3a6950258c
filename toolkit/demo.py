"""The whole way on one article: read, segment, align, export, score, check, report.

What ``bitext demo`` runs, and a worked example of the public functions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import toolkit
from toolkit.corpus import Corpus, CorpusDocument, bundled, load
from toolkit.errors import InputError
from toolkit.files import Staging, output_error
from toolkit.formats import Context, dump, format_of
from toolkit.formats.beads import read_beads
from toolkit.model import Bead, Bitext, Document, Evaluation, Finding, Kind, Score, Severity
from toolkit.report import render_html
from toolkit.translations import _

NAME = "hanoi"
EXPORTS = (f"{NAME}.tmx", f"{NAME}.po", f"{NAME}.tsv", f"{NAME}.jsonl")
PAGE = "report.html"
_ROLES = ("source", "translation", "reference")
"""Of the documents in the corpus."""


@dataclass(frozen=True, slots=True)
class Demo:
    """What came out.

    Attributes:
        corpus: the corpus it ran on.
        bitext: the aligned article.
        segments_right: per side, how many of the gold segments were found exactly, and how many there are.
        evaluation: the beads held against the gold beads.
        scores: the English article scored against a second translation, paragraph by paragraph.
        paragraphs: how many paragraphs were scored.
        findings: what the checks noticed, worst first.
        files: the files written.
    """

    corpus: Corpus
    bitext: Bitext
    segments_right: tuple[tuple[int, int], tuple[int, int]]
    evaluation: Evaluation
    scores: tuple[Score, ...]
    paragraphs: int
    findings: tuple[Finding, ...]
    files: tuple[Path, ...]


def run(folder: Path) -> Demo:
    """Run the demo and write its files into ``folder``, which is made if need be.

    Raises:
        InputError: the bundled corpus is missing or damaged.
        OutputError: the folder cannot be written.
    """
    corpus = load(bundled(NAME))
    source, target, reference = (toolkit.segment(_read(corpus, corpus.document(role))) for role in _ROLES)
    bitext = toolkit.align(source, target)
    evaluation = toolkit.evaluate(bitext, _gold_beads(corpus))
    hypotheses, references = paragraphs(target), paragraphs(reference)
    scores = toolkit.score(hypotheses, references)
    findings = sorted(toolkit.check(bitext), key=_worst_first)
    report = toolkit.report(
        bitext,
        findings=findings,
        scores=scores,
        evaluation=evaluation,
        title=corpus.title,
        command="bitext demo",
        files={entry.file: corpus.path(entry.file) for entry in map(corpus.document, _ROLES)},
    )
    files = tuple(folder / name for name in (*EXPORTS, PAGE))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise output_error(folder, error) from None
    with Staging() as staging:
        for path in files[:-1]:
            dump(bitext, staging.open(path), format_of(path), context=Context(path=str(path)))
        staging.write(files[-1], render_html(report).encode("utf-8"))
    return Demo(
        corpus=corpus,
        bitext=bitext,
        segments_right=(_right(corpus, source), _right(corpus, target)),
        evaluation=evaluation,
        scores=tuple(scores),
        paragraphs=len(hypotheses),
        findings=tuple(findings),
        files=files,
    )


def paragraphs(document: Document) -> list[str]:
    """The readings of a segmented document's blocks, page furniture left out.

    Translations keep paragraphs where they do not keep sentences: what is scored against a reference made
    independently has to be cut at what both have in common.
    """
    kinds = {segment.block: segment.kind for segment in document.segments}
    return [
        document.reading(block.start, block.end)
        for index, block in enumerate(document.blocks)
        if kinds.get(index, block.kind) is not Kind.BOILERPLATE
    ]


def _read(corpus: Corpus, entry: CorpusDocument) -> Document:
    document = toolkit.read(corpus.path(entry.file), entry.language)
    return Document(
        document.text, document.language, entry.file, document.encoding, document.blocks, document.markup
    )


def _gold_beads(corpus: Corpus) -> tuple[Bead, ...]:
    gold = corpus.beads(corpus.document("source").file, corpus.document("translation").file)
    if gold is None:
        raise InputError(_("the bundled corpus lacks its gold beads"), _("install bitext-toolkit again"))
    return read_beads(corpus.path(gold.file))


def _right(corpus: Corpus, document: Document) -> tuple[int, int]:
    gold = corpus.segments(document.name)
    if gold is None:
        raise InputError(_("the bundled corpus lacks its gold segments"), _("install bitext-toolkit again"))
    wanted = corpus.path(gold.file).read_text(encoding="utf-8").splitlines()
    return _found(document.strings(), wanted), len(wanted)


def _found(made: Sequence[str], wanted: Sequence[str]) -> int:
    """How many of the wanted segments were cut out exactly, at their own place."""

    def places(strings: Sequence[str]) -> set[tuple[int, int]]:
        at, found = 0, set()
        for string in strings:
            length = len("".join(string.split()))
            found.add((at, at + length))
            at += length
        return found

    return len(places(made) & places(wanted))


def _worst_first(finding: Finding) -> tuple[int, int]:
    return -list(Severity).index(finding.severity), int(finding.unit)
