"""What every family of format strings is parsed to: directives, and the arguments they take."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from toolkit.catalog.format_strings.kinds import in_words
from toolkit.model import Span
from toolkit.translations import _

Argument = int | str
"""Which argument a directive takes: its number, from 1 (from 0 where the family counts so), or its name."""


ANYTHING = "any value"
"""The type of a directive that takes an argument without a word on what it is."""


class Directive(NamedTuple):
    """Characters ``start:end`` of a string that a program replaces by an argument.

    ``argument`` is ``None`` where none is taken (``%%``). ``type`` is what the argument has to be, in words
    of the family; directives of one type are interchangeable. A width that is itself an argument (``%*d``)
    is a directive of its own at the same place.
    """

    start: int
    end: int
    argument: Argument | None
    type: str = ""

    @property
    def span(self) -> Span:
        """Where it stands in its string."""
        return Span(self.start, self.end)


class InvalidFormat(ValueError):
    """A string that is no format string of the family.

    Args:
        reason: a clause, to follow "not a valid … format string: ".
        start: where the trouble begins, 0-based, in characters.
        end: where it ends.
    """

    def __init__(self, reason: str, start: int, end: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.span = Span(start, end)


@dataclass(frozen=True, slots=True)
class FormatString:
    """A parsed format string.

    Attributes:
        text: the string itself.
        directives: from left to right.
        arguments: the type of each argument, in the order of first use.
        style: of how arguments are told apart, where a family has several ("named", "tuple").
        structure: what else the family compares, see there.
    """

    text: str
    directives: tuple[Directive, ...] = ()
    arguments: Mapping[Argument, str] = field(default_factory=dict)
    style: str = ""
    structure: object = None
    _first: dict[Argument, Directive] = field(default_factory=dict, init=False, repr=False, compare=False)

    def of(self, argument: Argument) -> Directive:
        """The first directive that takes an argument."""
        if not self._first:
            for each in self.directives:
                if each.argument is not None:
                    self._first.setdefault(each.argument, each)
        return self._first[argument]

    def written(self, argument: Argument) -> str:
        """That directive as it stands in the string."""
        found = self.of(argument)
        return self.text[found.start : found.end]


class Difference(NamedTuple):
    """A way in which a translation does not fit its message.

    ``harmless``: the program will run all the same, though its reader will miss something or see a directive
    that was not replaced.
    """

    message: str
    source_span: Span | None = None
    target_span: Span | None = None
    values: tuple[str, ...] = ()
    fix: str | None = None
    harmless: bool = False


Parse = Callable[[str, bool], FormatString]
"""From a string, and whether it is a translation (some families allow it more), to its directives.

Raises:
    InvalidFormat: the string is none of the family.
"""
Compare = Callable[[FormatString, FormatString, bool], Iterator[Difference]]
"""Message, translation, and whether all arguments must be used, to the ways in which they disagree."""


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of format string: how it is read, and what a translation of it may do.

    Attributes:
        title: as it is named to people: "Python %".
        marks: a string without any of these characters has no directives, whatever else is in it.
    """

    title: str
    parse: Parse
    compare: Compare
    marks: str = "%"


def collect(directives: list[Directive], *, wild: str = "") -> dict[Argument, str]:
    """The type of each argument.

    Args:
        directives: all of a string.
        wild: a type that leaves it to the other directives of the argument.

    Raises:
        InvalidFormat: an argument that would have to be of two types.
    """
    types: dict[Argument, str] = {}
    for start, end, argument, type_ in directives:
        if argument is None:
            continue
        known = types.setdefault(argument, type_)
        if known == type_ or (wild and type_ == wild):
            continue
        if not wild or known != wild:
            raise InvalidFormat(
                _(
                    "argument {argument} is used as {known} and as {other}",
                    argument=argument,
                    known=in_words(known),
                    other=in_words(type_),
                ),
                start,
                end,
            )
        types[argument] = type_
    return types
