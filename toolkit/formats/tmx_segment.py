"""The content of a TMX segment, from a parser's events to a text with codes (TMX 1.4b, "Content Markup")."""

from __future__ import annotations

from collections.abc import Callable

from toolkit.details import Code, CodeKind
from toolkit.formats.inline import Builder
from toolkit.translations import _

NATIVE = {"bpt": CodeKind.OPEN, "ept": CodeKind.CLOSE, "ph": CodeKind.ALONE, "ut": CodeKind.ALONE}


class Pairs:
    """Whether the codes of a segment pair as they shall: ``unpaired`` is told what does not."""

    def __init__(self, unpaired: Callable[[str], None]) -> None:
        self._unpaired = unpaired
        self._balance: dict[str, int] = {}

    def met(self, name: str, number: str) -> None:
        """The next code."""
        if name == "bpt":
            if number in self._balance:
                self._unpaired(_('two <bpt i="{number}"> in one segment', number=number))
            self._balance[number] = 1
        elif name == "ept":
            if not self._balance.get(number):
                self._unpaired(_('<ept i="{number}"> before its <bpt>', number=number))
            self._balance[number] = self._balance.get(number, 0) - 1

    def finish(self) -> None:
        """The segment ends."""
        if any(self._balance.values()):
            lost = sorted(number for number, balance in self._balance.items() if balance)
            self._unpaired(_('the code i="{number}" has no partner', number=lost[0]))


def id_of(name: str, attributes: dict[str, str]) -> str:
    """What tells a code of that element from others: ``i`` for pairs, else ``x``."""
    if name in ("bpt", "ept"):
        return attributes.get("i", "")
    number = attributes.get("x", "")
    return f"it{number}" if name == "it" else number


def kind_of(name: str, attributes: dict[str, str]) -> CodeKind:
    """What a code of that element does."""
    if name == "it":
        return CodeKind.CLOSE if attributes.get("pos") == "end" else CodeKind.OPEN
    return NATIVE[name]


class Segment:
    """One segment while it is read.

    Args:
        text: what stands before its first code.
        unpaired: told of codes that do not pair.
        unknown: told the names of elements that TMX does not have.
    """

    def __init__(self, text: str, unpaired: Callable[[str], None], unknown: Callable[[str], None]) -> None:
        self._builder = Builder()
        self._builder.text(text)
        self._pairs = Pairs(unpaired)
        self._unknown = unknown
        self._marks: list[str] = []
        self._mark_count = 0
        self.text = self._builder.text

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        kept = tuple(attributes.items())
        if name == "sub":
            self._builder.begin_subflow(kept)
        elif name == "hi":
            self._mark_count += 1
            self._marks.append(f"hi{self._mark_count}")
            self._builder.code(CodeKind.OPEN, "tmx:hi", self._marks[-1], kept)
        elif name in NATIVE or name == "it":
            number = id_of(name, attributes)
            self._builder.begin_native(kind_of(name, attributes), f"tmx:{name}", number, kept)
            self._pairs.met(name, number)
        else:
            self._unknown(name)

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "sub":
            self._builder.end_subflow()
        elif name == "hi":
            self._builder.code(CodeKind.CLOSE, "tmx:hi", self._marks.pop())
        elif name in NATIVE or name == "it":
            self._builder.end_native()

    def done(self) -> tuple[str, tuple[Code, ...]]:
        """The text and its codes."""
        self._pairs.finish()
        return self._builder.done()
