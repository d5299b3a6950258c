"""What a corpus holds: documents, segments, words, duplicates, and beads.

Memory grows by eight bytes a segment, for the digests by which repeated ones are told.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from toolkit.corpus.building.tasks import plan
from toolkit.corpus.collecting import sha256
from toolkit.corpus.lines import aligned, pairs, segments
from toolkit.corpus.manifest import Corpus, CorpusDocument
from toolkit.errors import BitextError
from toolkit.formats.beads import read_beads
from toolkit.translations import english
from toolkit.version import __version__

if TYPE_CHECKING:
    from toolkit.segment import Options

LONGEST = 100
"""Words of a segment up to which lengths are counted apart; longer ones count as this."""
_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class Side:
    """The documents of one language.

    ``repeated`` are segments whose text was met before in that language, but for case and white space.
    ``lengths`` are segments by their number of words, ``sizes`` documents by their number of segments,
    rounded down to a power of two.
    """

    documents: int = 0
    bytes: int = 0
    segments: int = 0
    words: int = 0
    repeated: int = 0
    lengths: Counter[int] = field(default_factory=Counter)
    sizes: Counter[int] = field(default_factory=Counter)


@dataclass(slots=True)
class Aligned:
    """The units of documents that are aligned line by line; ``repeated`` are those met before, both texts."""

    units: int = 0
    repeated: int = 0


@dataclass(slots=True)
class Statistics:
    """Counts of some corpora.

    Attributes:
        languages: by code.
        pairs: pairs of documents by languages, ``vi-en``.
        aligned: by languages, of documents that are aligned line by line.
        alone: documents without a partner.
        changed: documents whose content is no longer what the manifest says.
        same: documents with the very content of another one, as (file, the other).
        beads: by type, of gold and of what is aligned line by line.
        failures: documents that cannot be read, as (file, why).
        corpora: what was counted.
    """

    languages: dict[str, Side] = field(default_factory=dict)
    pairs: Counter[str] = field(default_factory=Counter)
    aligned: dict[str, Aligned] = field(default_factory=dict)
    alone: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: list[tuple[str, str]] = field(default_factory=list)
    beads: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[str, str]] = field(default_factory=list)
    corpora: Sequence[Corpus] = ()

    def facts(self) -> dict[str, Any]:
        """The same for programs."""
        documents = [document for corpus in self.corpora for document in corpus.documents]
        return {
            "tool": f"bitext-toolkit {__version__}",
            "corpora": [
                {"id": corpus.id, "title": corpus.title, "documents": len(corpus.documents)}
                for corpus in self.corpora
            ],
            "languages": {
                code: {name: _plain(getattr(side, name)) for name in Side.__slots__}
                for code, side in self.languages.items()
            },
            "pairs": dict(sorted(self.pairs.items())),
            "aligned": {
                code: {"units": each.units, "repeated": each.repeated} for code, each in self.aligned.items()
            },
            "beads": dict(self.beads),
            "alone": self.alone,
            "changed": self.changed,
            "same": [{"file": file, "as": other} for file, other in self.same],
            "failures": [{"file": file, "reason": reason} for file, reason in self.failures],
            "rights": _plain(Counter(document.rights for document in documents)),
            "provenance": _plain(Counter(document.provenance for document in documents)),
        }


def _plain(value: int | Counter[Any]) -> object:
    """A count, or counts by what they are of, in its order; JSON knows text alone as a key."""
    return {str(key): value[key] for key in sorted(value)} if isinstance(value, Counter) else value


def statistics(
    corpora: Sequence[Corpus],
    progress: Callable[[int, int], None] | None = None,
    segmentation: Options | None = None,
) -> Statistics:
    """Read and segment every document and count.

    Args:
        corpora: the manifests.
        progress: called with documents done and documents in all.
        segmentation: how documents are cut; as is usual if ``None``.

    Raises:
        InputError: two corpora of one id.
    """
    made = Statistics(corpora=corpora)
    tasks, failures = plan(corpora)
    made.pairs.update("-".join(task.languages) for task in tasks)
    made.alone += [f"{each.corpus}/{each.source or each.target}" for each in failures]
    counting = _Counting(made, segmentation)
    total = sum(len(corpus.documents) for corpus in corpora)
    done = 0
    for corpus in corpora:
        for document in corpus.documents:
            counting.document(corpus, document)
            done += 1
            if progress is not None:
                progress(done, total)
        for source, target in aligned(corpus):
            counting.pair(corpus, source, target)
        for gold in corpus.gold:
            if gold.kind == "beads":
                try:
                    made.beads.update(bead.type for bead in read_beads(corpus.path(gold.file)))
                except BitextError as error:
                    made.failures.append((f"{corpus.id}/{gold.file}", english(error.problem)))
    counting.finish()
    made.languages = dict(sorted(made.languages.items()))
    made.aligned = dict(sorted(made.aligned.items()))
    made.beads = Counter(dict(sorted(made.beads.items(), key=lambda each: (-each[1], each[0]))))
    return made


class _Counting:
    """Counts that need to know what was met before."""

    def __init__(self, made: Statistics, segmentation: Options | None) -> None:
        self._made, self._segmentation = made, segmentation
        self._contents: dict[str, str] = {}
        self._texts: defaultdict[str, array[int]] = defaultdict(lambda: array("Q"))
        self._units: defaultdict[str, array[int]] = defaultdict(lambda: array("Q"))

    def document(self, corpus: Corpus, document: CorpusDocument) -> None:
        """One document; of one that cannot be read nothing but that is counted."""
        name, path = f"{corpus.id}/{document.file}", corpus.path(document.file)
        texts = self._texts[document.language]
        before, found = len(texts), Side()
        try:
            digest = sha256(path)
            if document.lines:
                with segments(path) as lines:
                    self._count(lines, found, texts)
            else:
                self._count(_segmented(corpus, document, self._segmentation), found, texts)
        except BitextError as error:
            where = f"line {error.line}: " if error.line is not None else ""
            self._made.failures.append((name, where + english(error.problem)))
            del texts[before:]
            return
        if digest != document.sha256.lower():
            self._made.changed.append(name)
        if digest in self._contents:
            self._made.same.append((name, self._contents[digest]))
        self._contents.setdefault(digest, name)
        side = self._made.languages.setdefault(document.language, Side())
        side.documents += 1
        side.bytes += path.stat().st_size
        side.segments += found.segments
        side.words += found.words
        side.lengths.update(found.lengths)
        side.sizes[1 << found.segments.bit_length() - 1 if found.segments else 0] += 1

    def _count(self, texts: Iterable[str], side: Side, digests: array[int]) -> None:
        from toolkit.text.words import words

        for text in texts:
            size = len(words(text))
            side.segments += 1
            side.words += size
            side.lengths[min(size, LONGEST)] += 1
            if text.strip():
                digests.append(_digest(text))

    def pair(self, corpus: Corpus, source: CorpusDocument, target: CorpusDocument) -> None:
        """The units of two documents that are aligned line by line."""
        code = f"{source.language}-{target.language}"
        made = self._made.aligned.setdefault(code, Aligned())
        try:
            with pairs(corpus, source, target) as units:
                for unit in units:
                    made.units += 1
                    self._made.beads[f"{int(bool(unit.source))}-{int(bool(unit.target))}"] += 1
                    if unit.source.strip() or unit.target.strip():
                        self._units[code].append(_digest(unit.source, unit.target))
        except BitextError as error:
            where = f"line {error.line}: " if error.line is not None else ""
            self._made.failures.append((f"{corpus.id}/{target.file}", where + english(error.problem)))

    def finish(self) -> None:
        """What is known only when everything was met."""
        for code, texts in self._texts.items():
            if code in self._made.languages:
                self._made.languages[code].repeated = _repeated(texts)
        for code, units in self._units.items():
            self._made.aligned[code].repeated = _repeated(units)


def _segmented(corpus: Corpus, document: CorpusDocument, options: Options | None) -> Iterable[str]:
    from toolkit.files import read_bytes
    from toolkit.readers import format_of, parse
    from toolkit.segment import DEFAULT, segment

    data = read_bytes(corpus.path(document.file))
    form = format_of(document.file)
    read = parse(data, document.language, name=document.file, format=form)
    return segment(read, options=options or DEFAULT).strings()


def _digest(*texts: str) -> int:
    said = "\0".join(_SPACE.sub(" ", text.casefold()).strip() for text in texts)
    return int.from_bytes(hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def _repeated(digests: array[int]) -> int:
    import numpy as np

    return len(digests) - len(np.unique(np.frombuffer(digests, dtype=np.uint64))) if digests else 0
