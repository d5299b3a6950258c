"""Corpora of distributors become folders with a manifest: from addresses, mirrors and files.

:func:`fetch` takes Moses zip archives, TMX, XLIFF, TSV, CSV, JSONL and Parquet, packed by gzip, bzip2 or xz,
over HTTP (:mod:`~toolkit.corpus.fetching.download`) or from disk, and holds them against their checksums
(:mod:`~toolkit.corpus.fetching.checksums`). Whatever they were, they become texts with a segment a line
(:mod:`~toolkit.corpus.fetching.pieces`) that the manifest calls translations line by line.
"""

from __future__ import annotations

from toolkit.corpus.fetching.fetch import fetch
from toolkit.corpus.fetching.order import PIECE, Fetched, Order, Telling

__all__ = ["PIECE", "Fetched", "Order", "Telling", "fetch"]
