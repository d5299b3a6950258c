"""The translation memory: one SQLite file that several processes may write to.

::

    with Memory.open("team.tm") as memory:
        memory.add(toolkit.load("report.tmx"), origin="report.tmx")
        memory.search("Open the file", "en", "vi")            # 101 %, 100 %, 99 % …
        memory.concordance("tổ chức", sensitive=True)         # on either side
        toolkit.save(memory.units("en", "vi"), "all.tmx")

Files of any kind come in by :func:`toolkit.memory.sources.add_file`; :mod:`toolkit.memory.pretranslation`
fills files from a memory, and :mod:`toolkit.memory.leverage` says how much of them it knows.
"""

from toolkit.memory.database import is_memory
from toolkit.memory.memory import Memory
from toolkit.memory.model import NONE, USUAL, Added, Hit, Kind, Match, Pair, Penalties

__all__ = ["NONE", "USUAL", "Added", "Hit", "Kind", "Match", "Memory", "Pair", "Penalties", "is_memory"]
