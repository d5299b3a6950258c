"""The translation memory: one SQLite file that several processes may write to.

::

    with Memory.open("team.tm", create=True) as memory:
        memory.add(toolkit.load("report.tmx"), origin="report.tmx")
        memory.search("Open the file", "en", "vi")            # 101 %, 100 %, 99 % …
        memory.concordance("tổ chức", sensitive=True)         # on either side
        toolkit.save(memory.units("en", "vi"), "all.tmx")

Files of any kind come in by :func:`add_file`; :func:`pretranslate` fills a file from a memory, and
:func:`leverage` says how much of it the memory knows.
"""

from toolkit.memory.database import is_memory
from toolkit.memory.memory import Memory
from toolkit.memory.model import NONE, USUAL, Added, Hit, Kind, Match, Pair, Penalties

__all__ = ["NONE", "USUAL", "Added", "Hit", "Kind", "Match", "Memory", "Pair", "Penalties", "is_memory"]
