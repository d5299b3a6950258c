"""From documents to a checked bitext: read → segment → align → check → select → export.

Every stage of every document pair is kept in a work folder under the hash of all it depends on
(:mod:`~toolkit.corpus.building.store`), so a build that was stopped, by whatever, goes on where it was, and a
later one does only what changed. What is made does not depend on the number of workers nor on how often the
work was interrupted: it is put together in the order of the manifest when all stages are there.
"""

from __future__ import annotations

from toolkit.corpus.building.build import Built, build
from toolkit.corpus.building.engines import ENGINES, Engine, InProcess, ProcessPool, Ray
from toolkit.corpus.building.recipe import FORMATS, Recipe

__all__ = ["ENGINES", "FORMATS", "Built", "Engine", "InProcess", "ProcessPool", "Ray", "Recipe", "build"]
