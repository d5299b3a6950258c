"""Translation edit rate: how many edits turn a translation into the reference.

Snover et al. (2006), "A Study of Translation Edit Rate with Targeted Human Annotation", in the reading of
Tercom that sacrebleu made its own: words may be inserted, deleted, substituted, and runs of them shifted, one
edit each. :func:`edits` counts exactly what sacrebleu counts, in a fraction of the time:
:mod:`~toolkit.quality.ter.shifts` is the search, :mod:`~toolkit.quality.ter.trace` the alignment it rests on,
:mod:`~toolkit.quality.ter.beam` the narrow edit distance of long segments that are far apart.
"""

from toolkit.quality.ter.shifts import edits

__all__ = ["edits"]
