"""What a corpus holds: documents, segments, words, duplicates, and beads made by hand."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from toolkit.corpus.building.tasks import plan
from toolkit.corpus.manifest import Corpus
from toolkit.errors import BitextError
from toolkit.formats.beads import read_beads
from toolkit.translations import english

_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class Side:
    """The documents of one language.

    ``repeated`` are segments whose text was met before in that language, but for case and white space.
    """

    documents: int = 0
    bytes: int = 0
    segments: int = 0
    words: int = 0
    repeated: int = 0


@dataclass(slots=True)
class Statistics:
    """Counts of some corpora.

    Attributes:
        languages: by code.
        pairs: pairs of documents by languages, ``vi-en``.
        alone: documents without a partner.
        same: documents with the very content of another one, as (file, the other).
        beads: gold beads by type.
        failures: documents that cannot be read, as (file, why).
    """

    languages: dict[str, Side] = field(default_factory=dict)
    pairs: Counter[str] = field(default_factory=Counter)
    alone: list[str] = field(default_factory=list)
    same: list[tuple[str, str]] = field(default_factory=list)
    beads: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[str, str]] = field(default_factory=list)


def statistics(corpora: Sequence[Corpus], progress: Callable[[int, int], None] | None = None) -> Statistics:
    """Read and segment every document and count.

    Raises:
        InputError: two corpora of one id.
    """
    made = Statistics()
    tasks, failures = plan(corpora)
    made.pairs.update("-".join(task.languages) for task in tasks)
    made.alone += [f"{each.corpus}/{each.source or each.target}" for each in failures]
    total = sum(len(corpus.documents) for corpus in corpora)
    contents: dict[bytes, str] = {}
    seen: defaultdict[str, set[bytes]] = defaultdict(set)
    done = 0
    for corpus in corpora:
        for document in corpus.documents:
            name = f"{corpus.id}/{document.file}"
            side = made.languages.setdefault(document.language, Side())
            try:
                _count(corpus, document.file, document.language, name, side, seen, contents, made)
            except BitextError as error:
                made.failures.append((name, english(error.problem)))
            done += 1
            if progress is not None:
                progress(done, total)
        for gold in corpus.gold:
            if gold.kind == "beads":
                try:
                    made.beads.update(bead.type for bead in read_beads(corpus.path(gold.file)))
                except BitextError as error:
                    made.failures.append((f"{corpus.id}/{gold.file}", english(error.problem)))
    made.languages = dict(sorted(made.languages.items()))
    return made


def _count(
    corpus: Corpus,
    file: str,
    language: str,
    name: str,
    side: Side,
    seen: defaultdict[str, set[bytes]],
    contents: dict[bytes, str],
    made: Statistics,
) -> None:
    from toolkit.files import read_bytes
    from toolkit.readers import format_of, parse
    from toolkit.segment import segment
    from toolkit.text.words import words

    side.documents += 1
    data = read_bytes(corpus.path(file))
    side.bytes += len(data)
    digest = hashlib.sha256(data).digest()
    if digest in contents:
        made.same.append((name, contents[digest]))
    contents.setdefault(digest, name)
    document = segment(parse(data, language, name=file, format=format_of(file)))
    for text in document.strings():
        side.segments += 1
        side.words += len(words(text))
        code = hashlib.blake2b(_SPACE.sub(" ", text.casefold()).encode("utf-8", "replace"), digest_size=8)
        side.repeated += code.digest() in seen[language]
        seen[language].add(code.digest())
