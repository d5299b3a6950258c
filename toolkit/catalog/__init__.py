"""Gettext catalogs: read, search and edit PO files without noise in the diff.

A catalog is the bytes of its file and a view on them. What is not edited is carried over byte for byte,
whatever the charset, the line ends, the wrap width or the mistakes; an edit changes the lines of its entry.

::

    catalog = load("vi.po")                       # InputError with line and column where msgfmt would refuse
    catalog.to_bytes()                            # the file, byte for byte
    [entry.msgid for entry in catalog if entry.state is State.FUZZY]
    catalog = catalog.set("Open", "Mở")           # a new catalog; wrapped as the rest of the file is
    catalog = catalog.set("%d file", ["%d tệp"])  # all plural forms, or one of them with index=0
    catalog = catalog.with_changes([Change(Key(None, "Open"), "Mở", fuzzy=False), …])  # many in one pass
    list(grep(catalog, "tệp", fields=[Field.MSGSTR]))
    catalog.to_polib()                            # polib's object model, a copy
    update(catalog, load("program.pot")).catalog  # the messages of a new template, with proposals
    gnu_layout(catalog)                           # the layout of msgcat, byte for byte

What is done with whole catalogs has modules of its own: ``starting.start`` (a catalog from a template),
``merging.merge`` (three ways), ``filling.fill`` (from translation units), ``compiling.compile_catalog`` and
``decompiling.decompile`` (MO), ``checks.running.check`` (what msgfmt finds, and more), ``statistics`` and
``tree``.

The strings of an entry are plain text, escapes resolved; ``msgstr`` is always a tuple.
"""

from toolkit.catalog.catalog import Catalog, Change, gnu_layout, load
from toolkit.catalog.model import Entry, Key, Previous, Reference, State
from toolkit.catalog.search import Field, Match, grep
from toolkit.catalog.updating import Update, update

__all__ = [
    "Catalog",
    "Change",
    "Entry",
    "Field",
    "Key",
    "Match",
    "Previous",
    "Reference",
    "State",
    "Update",
    "gnu_layout",
    "grep",
    "load",
    "update",
]
