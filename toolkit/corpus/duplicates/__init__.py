"""Units that say the same: exactly, but for case, marks and white space, or nearly.

Nothing is held in memory that grows with the corpus, but for what the system keeps of files: texts, hashes
and the clusters lie in a folder of their own while the work goes on.
"""

from __future__ import annotations

from toolkit.corpus.duplicates.clusters import Clusters, find
from toolkit.corpus.duplicates.likeness import LEVELS, Likeness

__all__ = ["LEVELS", "Clusters", "Likeness", "find"]
