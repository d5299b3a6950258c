"""Formats that go back to C's ``printf``: ``%``, a number, flags, width, precision, size, and a letter.

A language's own module is a table for :func:`printf`; this one knows how such a table is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce

from toolkit.catalog.format_strings.comparison import by_argument
from toolkit.catalog.format_strings.model import (
    ANYTHING,
    Argument,
    Compare,
    Directive,
    Family,
    FormatString,
    InvalidFormat,
    collect,
)
from toolkit.translations import _

NOTHING = ""
"""The type of a conversion that takes no argument."""

Typed = Callable[[str, str], str | None]
"""From size and letter to the type of the argument: :data:`NOTHING` for none, ``None`` for a fault."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """How a language writes a directive.

    Attributes:
        flags: characters that may stand, in any number, after the ``%`` and the number of the argument.
        typed: see :data:`Typed`.
        sizes: what may stand before the letter, e.g. ``ll``.
        padding: regular expression of one more flag, of several characters.
        numbered: ``%1$s`` names its argument.
        star: a width or precision may be ``*``, an argument of its own: of this type, ``""`` for never.
        numbered_star: where directives are numbered, ``*2$`` may be.
        star_width: the star may be a width, and not only a precision.
        precision: what may follow the point: a regular expression.
        mixed: some directives may be numbered and others not; otherwise a string has to decide.
        restart: after ``%2$s``, the next directive without a number takes argument 3.
        gaps: numbered arguments may be left out between those used.
        name: regular expression of what names an argument, after the ``%``, with the group ``name``.
        translated_flags: flags of translations only.
        bare_percent: nothing may stand between the two signs of ``%%``.
        repeated_sizes: several sizes may stand together, of which the last counts.
        whole: regular expression of a directive of any type without a letter, ``whole`` being its name.
        special: regular expression of what may stand for size and letter, with the group ``special``.
    """

    flags: str
    typed: Typed
    sizes: tuple[str, ...] = ()
    numbered: bool = False
    padding: str = ""
    star: str = "an integer"
    numbered_star: bool = True
    star_width: bool = True
    width: str = r"[0-9]+"
    precision: str = r"[0-9]*"
    mixed: bool = False
    restart: bool = False
    gaps: bool = True
    repeated_sizes: bool = False
    bare_percent: bool = False
    name: str = ""
    translated_flags: str = ""
    special: str = ""
    whole: str = ""


def letters(types: Mapping[str, str]) -> dict[str, str]:
    """A table by single letters from one by strings of them: ``{"di": "an integer"}``."""
    return {letter: type_ for group, type_ in types.items() for letter in group}


def printf(title: str, grammar: Grammar, compare: Compare = by_argument) -> Family:
    """A family that is read by a grammar."""
    message = _expression(grammar, grammar.flags)
    translation = _expression(grammar, grammar.flags + grammar.translated_flags)

    def parse(text: str, translated: bool) -> FormatString:
        return _parse(text, grammar, translation if translated else message)

    return Family(title, parse, compare)


def _expression(grammar: Grammar, flags: str) -> re.Pattern[str]:
    number = r"(?:(?P<number>[0-9]{1,9})\$)?" if grammar.numbered else r"(?P<number>(?!))?"
    star = r"\*(?P<{}>(?!))?"
    if grammar.numbered and grammar.numbered_star:
        star = r"\*(?:(?P<{}>[0-9]{{1,9}})\$)?"
    if not grammar.star:
        star = r"(?P<{}>(?!))"
    sizes = "|".join(map(re.escape, sorted(grammar.sizes, key=len, reverse=True)))
    marks = f"(?:[{re.escape(flags)}]{f'|{grammar.padding}' if grammar.padding else ''})*" if flags else ""
    star_width = star if grammar.star_width else r"(?P<{}>(?!))"
    repeated = "*" if grammar.repeated_sizes else "?"
    return re.compile(
        rf"%(?:{grammar.whole or '(?P<whole>(?!))'}|(?:{grammar.name})?{number}{marks}"
        rf"(?P<width>{star_width.format('width_number')}|{grammar.width})?"
        rf"(?:\.(?P<precision>{star.format('precision_number')}|{grammar.precision}))?"
        rf"(?:{grammar.special or '(?!)'}|(?:(?P<size>{sizes})){repeated}(?P<letter>.)?))",
        re.DOTALL,
    )


def _parse(text: str, grammar: Grammar, expression: re.Pattern[str]) -> FormatString:
    directives: list[Directive] = []
    unnumbered = 0
    seen: dict[str, int] = {}  # style -> where it was first met
    at = text.find("%")
    while at >= 0:
        found = expression.match(text, at)
        assert found is not None
        end = found.end()
        groups = found.groupdict()
        name: str | None = groups.get("name") or groups["whole"]
        type_ = ANYTHING if groups["whole"] else _type(grammar, groups, at, end)
        numbers = []
        for part in ("width", "precision"):
            if groups[part] is not None and groups[part].startswith("*"):
                numbers.append((groups[f"{part}_number"], grammar.star))
        if type_ is not NOTHING:
            numbers.append((groups["number"], type_))
        elif groups["number"] is not None and int(groups["number"]) == 0:
            raise InvalidFormat(_("there is no argument 0"), at, end)
        for number, wanted in numbers:
            argument: Argument
            if name is not None:
                argument = name
                if wanted is not type_ or groups["number"]:
                    raise InvalidFormat(_("a named argument together with a star or a number"), at, end)
                seen.setdefault("named", at)
            elif number is not None:
                argument = int(number)
                if argument == 0:
                    raise InvalidFormat(_("there is no argument 0"), at, end)
                seen.setdefault("numbered", at)
                if grammar.restart:
                    unnumbered = argument
            else:
                unnumbered += 1
                argument = unnumbered
                seen.setdefault("in order", at)
            directives.append(Directive(at, end, argument, wanted))
        if not numbers:
            directives.append(Directive(at, end, None))
        if len(seen) > 1 and not grammar.mixed:
            raise InvalidFormat(_mixed(seen), at, end)
        at = text.find("%", end)
    arguments = collect(directives, wild=ANYTHING if grammar.whole else "")
    if not grammar.gaps:
        _refuse_gaps(arguments, directives)
    return FormatString(text, tuple(directives), arguments, "named" if "named" in seen else "")


def _mixed(styles: Iterable[str]) -> str:
    """The ways in which arguments are told apart, where all should be told apart alike."""
    ways = {"named": _("named"), "numbered": _("numbered"), "in order": _("in order")}
    return _(
        "some arguments are {ways}",
        ways=reduce(
            lambda one, other: _("{one} and others {other}", one=one, other=other),
            map(ways.__getitem__, styles),
        ),
    )


def _type(grammar: Grammar, groups: dict[str, str | None], at: int, end: int) -> str:
    letter = groups["letter"]
    if groups.get("special") is not None:
        letter = groups["special"]
    if letter is None:
        raise InvalidFormat(_("the string ends in the middle of a directive"), at, end)
    type_ = grammar.typed(groups["size"] or "", letter)
    if grammar.bare_percent and letter == "%" and end - at > 2:
        raise InvalidFormat(_("'%' is no conversion"), at, end)
    if type_ == NOTHING and groups.get("name") is not None:
        return ANYTHING
    if type_ is None:
        raise InvalidFormat(_("{letter!r} is no conversion", letter=letter), at, end)
    return type_


def _refuse_gaps(arguments: dict[Argument, str], directives: list[Directive]) -> None:
    used = sorted(number for number in arguments if isinstance(number, int))
    for due, number in enumerate(used, 1):
        if number != due:
            last = next(d for d in directives if d.argument == number)
            raise InvalidFormat(
                _("argument {number} is used and argument {due} is not", number=number, due=due),
                last.start,
                last.end,
            )
