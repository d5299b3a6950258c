"""A managed corpus: folders of documents with a manifest that says what each file is and that it is intact.

``corpus.toml`` beside the documents names every file with its language, role, provenance, rights and SHA-256,
and the gold files made by hand for it. :func:`load` reads a manifest, :func:`verify` holds the files against
it, :func:`bundled` finds the corpora that come with the toolkit.
"""

from __future__ import annotations

from toolkit.corpus.bundled import bundled
from toolkit.corpus.manifest import Corpus, CorpusDocument, Gold, find, load
from toolkit.corpus.verify import Fault, verify

__all__ = ["Corpus", "CorpusDocument", "Fault", "Gold", "bundled", "find", "load", "verify"]
