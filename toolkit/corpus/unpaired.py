"""The documents to be paired: of a manifest those without a partner, of folders all that can be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from toolkit.corpus.bags import Candidate, said
from toolkit.corpus.collecting import sha256
from toolkit.corpus.manifest import MANIFEST, Corpus, CorpusDocument, load
from toolkit.corpus.pairing import Pair, pair
from toolkit.corpus.writing import amend, create
from toolkit.errors import BitextError, InputError, UsageError
from toolkit.languages import identify, normalise_code
from toolkit.model import Document, Kind
from toolkit.translations import _, english

_JUDGED = 20_000
"""Characters of a document by which its language is judged: all together, since passages that were left
untranslated are no reason to doubt."""


@dataclass(slots=True)
class Paired:
    """What came of pairing.

    Attributes:
        sources: documents of the source language, as their files are named.
        targets: of the target language.
        pairs: indices into both.
        failures: documents left aside, as (file, why).
    """

    sources: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    failures: list[tuple[str, str]] = field(default_factory=list)


def pair_places(
    places: Sequence[Path],
    source: str = "und",
    target: str = "und",
    *,
    least: float | None = None,
    write: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Paired:
    """Find pairs among the documents of a corpus, of one folder, or of two.

    Args:
        places: a manifest or a folder; or two folders, the sources' and the targets'.
        source: language of the sources; found out if ``und``, and then the one more documents are in.
        target: likewise.
        least: likeness below which two documents are no pair.
        write: put the pairs into the manifest, or make one for a folder.
        progress: called with documents done and documents in all.

    Raises:
        InputError: no such place; documents in fewer than two languages. A manifest in which every document
            has its partner just gives nothing.
        UsageError: more than two languages and nothing that says which; ``write`` for two folders.
    """
    source, target = (code if code == "und" else normalise_code(code) for code in (source, target))
    made = Paired()
    corpus: Corpus | None = None
    if len(places) == 2:
        if write:
            raise UsageError(_("a manifest is of one folder"), _("name the folder above both"))
        sides = [
            _read(made, _files(place), place, expected)
            for place, expected in zip(places, (source, target), strict=True)
        ]
        left, right = (_of_one(side, code) for side, code in zip(sides, (source, target), strict=True))
    else:
        (place,) = places
        if place.is_file() or (place / MANIFEST).is_file():
            corpus = load(place)
            found = _unpaired(made, corpus)
            if not found:
                return made
        else:
            found = _read(made, _files(place), place, "und", tuple(c for c in (source, target) if c != "und"))
        left, right = _two(found, source, target)
    made.sources, made.targets = ([c.document.name for c in side] for side in (left, right))
    kept = {} if least is None else {"least": least}
    made.pairs = pair(left, right, progress=progress, **kept)
    if write:
        _write(made, corpus, places[0], left, right)
    return made


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise InputError(_("no such folder"), _("check the path"), path=folder)
    hidden = (p for p in sorted(folder.rglob("*")) if p.is_file())
    return [p for p in hidden if not any(part.startswith(".") for part in p.relative_to(folder).parts)]


def _read(
    made: Paired, files: list[Path], folder: Path, language: str, expected: tuple[str, ...] = ()
) -> list[Candidate]:
    from toolkit.readers import read

    out = []
    for path in files:
        name = path.relative_to(folder).as_posix()
        try:
            document = replace(read(path, language), name=name)
        except BitextError as error:
            made.failures.append((name, english(error.problem)))
            continue
        if document.language == "und":
            guess = identify("\n".join(_passages(document))[:_JUDGED], expected)
            if guess.language == "und":
                made.failures.append((name, "its language cannot be told"))
                continue
            document = replace(document, language=guess.language)
        out.append(Candidate(_light(document, name)))
    return out


def _passages(document: Document) -> list[str]:
    blocks = [b for b in document.blocks if b.kind not in (Kind.CODE, Kind.BOILERPLATE)]
    return [document.reading(block.start, block.end) for block in blocks]


def _unpaired(made: Paired, corpus: Corpus) -> list[Candidate]:
    from toolkit.readers import read

    partners = {document.translation_of for document in corpus.documents}
    out = []
    for document in corpus.documents:
        if document.translation_of or document.file in partners or document.role == "reference":
            continue
        try:
            text = read(corpus.path(document.file), normalise_code(document.language))
        except BitextError as error:
            made.failures.append((document.file, english(error.problem)))
            continue
        out.append(Candidate(_light(text, document.file), document.url))
    return out


def _light(document: Document, name: str) -> Document:
    """What a document says, under the name of its file: of thousands no more is held in memory."""
    return Document(said(document), document.language, name)


def _of_one(side: list[Candidate], language: str) -> list[Candidate]:
    """A side in its language: the one most documents are in, if none was said."""
    codes = [candidate.document.language for candidate in side]
    if not codes:
        return side
    usual = language if language != "und" else max(sorted(set(codes)), key=codes.count)
    return [Candidate(replace(c.document, language=usual), c.url) for c in side]


def _two(found: list[Candidate], source: str, target: str) -> tuple[list[Candidate], list[Candidate]]:
    codes = [candidate.document.language for candidate in found]
    order = sorted(set(codes), key=lambda code: (-codes.count(code), code))
    if source == "und" and target == "und" and len(order) > 2:
        raise UsageError(
            _("the documents are in several languages: {codes}", codes=", ".join(order)),
            _("choose two with --source-lang and --target-lang"),
        )
    if source == "und":
        source = next((code for code in order if code != target), "und")
    if target == "und":
        target = next((code for code in order if code != source), "und")
    sides = [[c for c in found if c.document.language == code] for code in (source, target)]
    if not all(sides):
        raise InputError(
            _("there are no documents without a partner in two languages"),
            _("found are: {codes}", codes=", ".join(order) or _("none")),
        )
    return sides[0], sides[1]


def _write(
    made: Paired, corpus: Corpus | None, place: Path, left: list[Candidate], right: list[Candidate]
) -> None:
    partner = {made.targets[p.target]: made.sources[p.source] for p in made.pairs}
    if corpus is not None:
        amend(corpus, {file: {"role": "translation", "translation_of": of} for file, of in partner.items()})
        return
    documents = []
    for side, role in ((left, "source"), (right, "translation")):
        for candidate in side:
            name = candidate.document.name
            documents.append(
                CorpusDocument(
                    name,
                    candidate.document.language,
                    role,
                    "unknown",
                    "unknown",
                    sha256(place / name),
                    translation_of=partner.get(name, ""),
                )
            )
    create(place, place.resolve().name, place.resolve().name, documents)
