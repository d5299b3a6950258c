"""Which pairs of documents a build has to make a bitext of, and which documents have nobody to pair with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

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

    @classmethod
    def of(cls, corpus: Corpus, document: CorpusDocument) -> Side:
        """From the manifest."""
        return cls(
            corpus.path(document.file),
            document.file,
            normalise_code(document.language),
            document.sha256.lower(),
            document.rights,
            document.provenance,
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


def plan(corpora: Sequence[Corpus]) -> tuple[list[Task], list[Failure]]:
    """The pairs in the order of the manifests, and the sources without a translation.

    Raises:
        InputError: two corpora have one id, by which units could not be told apart.
    """
    tasks: list[Task] = []
    failures: list[Failure] = []
    ids: dict[str, Corpus] = {}
    for corpus in corpora:
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
        documents = {document.file: document for document in corpus.documents}
        partners: set[str] = set()
        for document in corpus.documents:
            if document.role == "translation" and document.translation_of:
                source = documents[document.translation_of]
                partners.add(source.file)
                tasks.append(Task(corpus.id, Side.of(corpus, source), Side.of(corpus, document)))
        for document in corpus.documents:
            if document.role == "source" and document.file not in partners:
                failures.append(Failure(corpus.id, document.file, "", "pair", NO_PARTNER))
            elif document.role == "translation" and not document.translation_of:
                failures.append(Failure(corpus.id, "", document.file, "pair", NO_SOURCE))
    return tasks, failures
