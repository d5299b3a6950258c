"""SRX rules as they are used: those of a language, in order, asked at every place of a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from toolkit.errors import FormatError
from toolkit.segment.srx.patterns import PATIENCE, any_of, compiled, language_pattern
from toolkit.translations import _


@dataclass(frozen=True, slots=True)
class Rule:
    """A place between ``before`` and ``after`` is a break, or is none.

    ``set`` and ``line`` say where the rule stands: the name of its language rule and the line of the file.
    """

    breaks: bool
    before: str
    after: str
    set: str = ""
    line: int = 0

    @property
    def name(self) -> str:
        """How the rule is named in explanations."""
        return f"srx:{self.set}:{self.line}" if self.line else f"srx:{self.set}"


class Place(NamedTuple):
    """What was decided at an offset, and by which rule."""

    offset: int
    breaks: bool
    rule: Rule


@dataclass(frozen=True, slots=True)
class SrxRules:
    """A file of rules.

    Attributes:
        sets: rules by the name of their language rule, in order.
        maps: (pattern of language codes, name of a language rule), in order.
        cascade: all maps that match a language count, not only the first.
        path: where the rules come from, for messages.
    """

    sets: tuple[tuple[str, tuple[Rule, ...]], ...]
    maps: tuple[tuple[str, str], ...]
    cascade: bool = True
    path: str = ""

    def for_language(self, code: str) -> tuple[Rule, ...]:
        """The rules for a language code, in the order they are asked (SRX 2.0, section 3.2)."""
        sets = dict(self.sets)
        found: list[Rule] = []
        for pattern, name in self.maps:
            if language_pattern(pattern).fullmatch(code):
                found.extend(sets[name])
                if not self.cascade:
                    break
        return tuple(found)

    def places(self, text: str, code: str) -> list[Place]:
        """Every place of a text at which a rule wants a break, in order, with the rule that decides it.

        The first rule that matches at a place decides (SRX 2.0, section 3.3); where none wants a break there
        is none.

        Raises:
            FormatError: an expression that takes too long on this text, with the line of its rule.
        """
        return _places(text, self.for_language(code), self.path)


def _places(text: str, rules: Sequence[Rule], path: str) -> list[Place]:
    wanted: dict[int, set[int]] = {}
    undecided: set[int] = set()
    for number, rule in enumerate(rules):
        if rule.breaks:
            try:
                found = compiled(rule.before, rule.after).finditer(text, timeout=PATIENCE)
                wanted[number] = {match.start() for match in found if 0 < match.start() < len(text)}
            except TimeoutError:
                raise _slow(rule, path) from None
            undecided |= wanted[number]
    decided: list[Place] = []
    for breaks, group in groupby(enumerate(rules), key=lambda numbered: numbered[1].breaks):
        run = list(group)
        if breaks:
            for number, rule in run:
                here = undecided & wanted[number]
                decided.extend(Place(offset, True, rule) for offset in here)
                undecided = undecided - here
        else:
            exceptions = _exceptions(text, undecided, [rule for _, rule in run], path)
            decided.extend(exceptions)
            undecided = undecided.difference(place.offset for place in exceptions)
    return sorted(decided, key=lambda place: place.offset)


def _exceptions(text: str, offsets: set[int], rules: Sequence[Rule], path: str) -> list[Place]:
    """The offsets at which one of the rules matches, each with the first that does.

    Most offsets are an exception by no rule: many rules are asked all at once, then by halves.
    """
    if not offsets:
        return []
    if len(rules) == 1:
        return [Place(offset, False, rules[0]) for offset in _matching(text, offsets, rules[0], path)]
    offsets = _any(text, offsets, rules)
    middle = len(rules) // 2
    first = _exceptions(text, offsets, rules[:middle], path)
    left = offsets.difference(place.offset for place in first)
    return first + _exceptions(text, left, rules[middle:], path)


def _any(text: str, offsets: set[int], rules: Sequence[Rule]) -> set[int]:
    """The offsets at which one of the rules may match."""
    pattern = any_of(tuple((rule.before, rule.after) for rule in rules))
    try:
        return {offset for offset in offsets if pattern.match(text, offset, timeout=PATIENCE)}
    except TimeoutError:  # then asking them one by one will tell which it is
        return offsets


def _matching(text: str, offsets: set[int], rule: Rule, path: str) -> set[int]:
    """The offsets at which the rule matches."""
    pattern = compiled(rule.before, rule.after)
    try:
        return {offset for offset in offsets if pattern.match(text, offset, timeout=PATIENCE)}
    except TimeoutError:
        raise _slow(rule, path) from None


def _slow(rule: Rule, path: str) -> FormatError:
    return FormatError(
        _(
            "the rule '{before}' | '{after}' takes too long on this text",
            before=rule.before,
            after=rule.after,
        ),
        _("its expressions repeat a repetition; write them without"),
        path=path,
        line=rule.line or None,
    )
