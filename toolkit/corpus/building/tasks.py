"""Which pairs of documents a build has to make a bitext of, and which documents have nobody to pair with."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import overload

from toolkit.corpus.manifest import MANIFEST, Corpus, CorpusDocument
from toolkit.errors import InputError
from toolkit.languages import normalise_code
from toolkit.translations import N_, _


@dataclass(frozen=True, slots=True)
class Side:
    """One document of a pair: where it is, and what the manifest says of it."""

    path: Path
    file: str
    language: str
    sha256: str
    rights: str
    provenance: str
    lines: str = ""
    ids: Path | None = None
    ids_sha256: str = ""

    @classmethod
    def of(cls, corpus: Corpus, document: CorpusDocument) -> Side:
        """From the manifest."""
        return cls(
            corpus.path(document.file).absolute(),
            document.file,
            _language(document.language),
            document.sha256.lower(),
            document.rights,
            document.provenance,
            document.lines,
            corpus.path(document.ids).absolute() if document.ids else None,
            document.ids_sha256.lower(),
        )


@dataclass(frozen=True, slots=True)
class Task:
    """A document and its translation."""

    corpus: str
    source: Side
    target: Side

    @property
    def languages(self) -> tuple[str, str]:
        """Of source and target."""
        return self.source.language, self.target.language


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that was set aside, and why."""

    corpus: str
    source: str
    target: str
    stage: str
    reason: str


NO_PARTNER = N_("no document is said to be its translation")
NO_SOURCE = N_("nothing says what it is a translation of")


@lru_cache(maxsize=256)
def _language(code: str) -> str:
    return normalise_code(code)


class Plan(Sequence[Task]):
    """The pairs in the order of the manifests; each is made when it is asked for, so that few are held.

    Args:
        corpora: the manifests.
    """

    def __init__(self, corpora: Sequence[Corpus]) -> None:
        self._corpora = corpora
        self._rows = array("L")
        """Numbers of corpus, source and target, one after the other."""

    def add(self, corpus: int, source: int, target: int) -> None:
        """A pair by the numbers of its corpus and its documents."""
        self._rows.extend((corpus, source, target))

    def __len__(self) -> int:
        return len(self._rows) // 3

    @overload
    def __getitem__(self, number: int) -> Task: ...

    @overload
    def __getitem__(self, number: slice) -> list[Task]: ...

    def __getitem__(self, number: int | slice) -> Task | list[Task]:
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        if not 0 <= number < len(self):
            raise IndexError(number)
        corpus, source, target = self._rows[3 * number : 3 * number + 3]
        mine = self._corpora[corpus]
        sides = (Side.of(mine, mine.documents[each]) for each in (source, target))
        return Task(mine.id, *sides)

    def languages(self) -> Iterator[tuple[str, str]]:
        """Of each pair, source and target."""
        for at in range(0, len(self._rows), 3):
            corpus, source, target = self._rows[at : at + 3]
            documents = self._corpora[corpus].documents
            yield _language(documents[source].language), _language(documents[target].language)

    def documents(self, pairs: Iterable[int]) -> Iterator[CorpusDocument]:
        """The documents of some pairs, by the numbers of these, each document once."""
        seen = [bytearray(len(corpus.documents)) for corpus in self._corpora]
        for at in pairs:
            corpus, *both = self._rows[3 * at : 3 * at + 3]
            for each in both:
                if not seen[corpus][each]:
                    seen[corpus][each] = True
                    yield self._corpora[corpus].documents[each]


def plan(corpora: Sequence[Corpus]) -> tuple[Plan, list[Failure]]:
    """The pairs in the order of the manifests, and the sources without a translation.

    Raises:
        InputError: two corpora have one id, by which units could not be told apart.
    """
    tasks = Plan(corpora)
    failures: list[Failure] = []
    ids: dict[str, Corpus] = {}
    for number, corpus in enumerate(corpora):
        if corpus.id in ids:
            raise InputError(
                _(
                    "the id '{id}' is also that of {other}",
                    id=corpus.id,
                    other=ids[corpus.id].folder / MANIFEST,
                ),
                _("give each corpus its own"),
                path=corpus.folder / MANIFEST,
            )
        ids[corpus.id] = corpus
        places = {document.file: at for at, document in enumerate(corpus.documents)}
        paired = bytearray(len(places))
        for at, document in enumerate(corpus.documents):
            if document.role == "translation" and document.translation_of:
                source = places[document.translation_of]
                paired[source] = True
                tasks.add(number, source, at)
        for at, document in enumerate(corpus.documents):
            if document.role == "source" and not paired[at]:
                failures.append(Failure(corpus.id, document.file, "", "pair", NO_PARTNER))
            elif document.role == "translation" and not document.translation_of:
                failures.append(Failure(corpus.id, "", document.file, "pair", NO_SOURCE))
    return tasks, failures
