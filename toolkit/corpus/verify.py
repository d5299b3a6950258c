"""Holding the files of a corpus against its manifest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit.corpus.collecting import sha256 as digest_of
from toolkit.corpus.manifest import MANIFEST, Corpus, Gold
from toolkit.errors import BitextError
from toolkit.files import read_bytes
from toolkit.formats.beads import check_beads, read_beads
from toolkit.translations import _


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as the manifest says."""

    path: Path
    problem: str

    def __str__(self) -> str:
        return f"{self.path}: {self.problem}"


def verify(corpus: Corpus) -> tuple[Fault, ...]:
    """Everything about a corpus that is not as its manifest says; empty when all is well.

    Checked: every file exists and has its SHA-256; gold segments are the document's own characters in order;
    gold beads hold every gold segment once; nothing lies in the folder that the manifest does not name.
    """
    return tuple(_faults(corpus))


def verify_all(corpora: Iterable[Corpus]) -> list[tuple[Corpus, tuple[Fault, ...]]]:
    """Each of some corpora with what is not as its manifest says, ids that an earlier one has included.

    Units are known by the id of their corpus: nothing can be built of two with the same.
    """
    first: dict[str, Corpus] = {}
    out = []
    for corpus in corpora:
        faults = verify(corpus)
        other = first.setdefault(corpus.id, corpus)
        if other is not corpus:
            said = _("the id '{id}' is also that of {other}", id=corpus.id, other=other.folder / MANIFEST)
            faults = (Fault(corpus.folder / MANIFEST, said), *faults)
        out.append((corpus, faults))
    return out


def _faults(corpus: Corpus) -> Iterator[Fault]:
    named = [(e.file, e.sha256) for e in corpus.documents] + [(e.file, e.sha256) for e in corpus.gold]
    named += [(e.ids, e.ids_sha256) for e in corpus.documents if e.ids]
    for file, sha256 in named:
        path = corpus.path(file)
        try:
            digest = digest_of(path)
        except BitextError as error:
            yield Fault(path, error.problem)
            continue
        if digest != sha256.lower():
            yield Fault(
                path, _("changed since the manifest was written (its SHA-256 is now {digest})", digest=digest)
            )
    known = {corpus.path(file) for file, _digest in named} | {corpus.folder / MANIFEST}
    for path in sorted(corpus.folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(corpus.folder).parts)
        if path.is_file() and path not in known and not hidden:
            yield Fault(path, _("is not in the manifest"))
    for gold in corpus.gold:
        try:
            yield from _gold_faults(corpus, gold)
        except BitextError as error:
            yield Fault(corpus.path(gold.file), error.message)


def _gold_faults(corpus: Corpus, gold: Gold) -> Iterator[Fault]:
    path = corpus.path(gold.file)
    if gold.kind == "segments":
        language = next(d.language for d in corpus.documents if d.file == gold.document)
        made, wanted = _letters(_lines(path)), _letters(_blocks(corpus.path(gold.document), language))
        if made != wanted:
            at = next((i for i, (a, b) in enumerate(zip(made, wanted, strict=False)) if a != b), -1)
            at = min(len(made), len(wanted)) if at < 0 else at
            yield Fault(
                path,
                _("differs from {document} at “{text}”", document=gold.document, text=wanted[at : at + 20]),
            )
        return
    sizes: list[int] = []
    for file in (gold.source, gold.target):
        segments = corpus.segments(file)
        if segments is None:
            yield Fault(
                path, _("there are no gold segments for {file} that the beads could count", file=file)
            )
            return
        sizes.append(len(_lines(corpus.path(segments.file))))
    source, target = sizes
    check_beads(read_beads(path), source, target)


def _lines(path: Path) -> list[str]:
    return read_bytes(path).decode("utf-8").splitlines()


def _blocks(path: Path, language: str) -> list[str]:
    from toolkit.readers import read

    document = read(path, language)
    return [document.reading(block.start, block.end) for block in document.blocks]


def _letters(lines: list[str]) -> str:
    """All characters but white space, which segmenting does not keep."""
    return "".join("".join(line.split()) for line in lines)
