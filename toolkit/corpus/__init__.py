"""A managed corpus: folders of documents with a manifest that says what each file is and that it is intact.

``corpus.toml`` beside the documents names every file with its language, role, provenance, rights and SHA-256,
and the gold files made by hand for it. :func:`load` reads a manifest, :func:`verify` holds the files against
it, :func:`bundled` finds the corpora that come with the toolkit. What is done with a corpus has modules of
its own: :mod:`~toolkit.corpus.collecting` finds its documents by their names, :mod:`~toolkit.corpus.pairing`
by what they say, :mod:`~toolkit.corpus.building` makes bitexts of them, :mod:`~toolkit.corpus.duplicates` and
:mod:`~toolkit.corpus.selecting` take parts of those.
"""

from __future__ import annotations

from toolkit.corpus.bundled import bundled
from toolkit.corpus.manifest import Corpus, CorpusDocument, Gold, find, load
from toolkit.corpus.verify import Fault, verify, verify_all

__all__ = ["Corpus", "CorpusDocument", "Fault", "Gold", "bundled", "find", "load", "verify", "verify_all"]
