"""Plural rules: the C expressions of ``Plural-Forms``, parsed and evaluated without ``eval``.

::

    value  = "nplurals" "=" number ";" "plural" "=" choice ";"
    choice = or [ "?" choice ":" choice ]
    or, and, equality, comparison, sum, product: C's binary operators, from left to right
    unary  = "!" unary | "n" | number | "(" choice ")"

Numbers are unsigned and have 64 bits, as on the machines gettext runs on; ``&&``, ``||`` and ``?:`` leave out
what they need not know. GNU gettext manual, "Additional functions for plural forms".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from toolkit.translations import _

MOST_FORMS = 100
"""No rule may have more forms than this; no language has more than six."""
SAMPLES: tuple[int, ...] = (
    *range(1001),
    *(base + n for base in (1000, 10_000, 100_000, 1_000_000) for n in (*range(23), 100, 101, 111)),
    *(20_000, 40_000, 60_000, 80_000, 120_000, 1_100_000, 2_000_000, 10_000_000),
)
"""Numbers by which rules are told apart: gettext's own 0 to 1000, and those where languages count anew."""
_LONGEST = 4000  # characters of an expression
_DEEPEST = 100  # operators inside one another
_MASK = 2**64 - 1
_TOKEN = re.compile(r"[ \t]*(?:([0-9]+)|(n|\|\||&&|[=!<>]=|[<>+\-*/%?:()!]))")
_END = re.compile(r"[ \t]*(?:[;\r\n]|\Z)")
_COUNT = re.compile(r"(?<![A-Za-z_])nplurals[ \t]*=[ \t]*")
_CHOICE = re.compile(r"(?<![A-Za-z_])plural[ \t]*=")
_LEVELS = ("||", "&&", "== !=", "< > <= >=", "+ -", "* / %")  # from loose to tight
_RANKS = {operator: rank for rank, level in enumerate(_LEVELS, 1) for operator in level.split()}

_Evaluate = Callable[[int], int]
_Node = tuple[_Evaluate, int]  # with how deep it goes


class PluralError(ValueError):
    """A plural rule that is none, or that has no value for some number.

    Args:
        problem: what is wrong, one clause.
        column: 1-based, in the text that was parsed.
    """

    def __init__(self, problem: str, column: int) -> None:
        super().__init__(f"{problem} (column {column})")
        self.problem = problem
        self.column = column


@dataclass(frozen=True, slots=True)
class Expression:
    """A plural expression; equal to another if it is written alike.

    Attributes:
        text: as it is written, without the closing semicolon.
    """

    text: str
    _evaluate: _Evaluate = field(repr=False, compare=False)

    def __call__(self, n: int) -> int:
        """The value for a number of things, 0 or more.

        Raises:
            PluralError: a division by zero.
        """
        return self._evaluate(n & _MASK)

    def __reduce__(self) -> tuple[Callable[[str], Expression], tuple[str]]:
        return parse_expression, (self.text,)


@dataclass(frozen=True, slots=True)
class Rule:
    """Which of its forms a language takes for a number."""

    nplurals: int
    expression: Expression

    def __str__(self) -> str:
        """The value of a ``Plural-Forms`` field."""
        return f"nplurals={self.nplurals}; plural={self.expression.text};"

    def form(self, n: int) -> int:
        """The index of the form for a number of things; it may lie outside ``range(nplurals)``.

        Raises:
            PluralError: a division by zero.
        """
        return self.expression(n)


def parse_rule(value: str) -> Rule:
    """The rule in a ``Plural-Forms`` field.

    Raises:
        PluralError: not a rule; with the column in the value.
    """
    count = _COUNT.search(value)
    if count is None:
        raise PluralError(_("nplurals= is missing"), 1)
    digits = re.compile("[0-9]*").match(value, count.end())
    number = digits[0] if digits is not None else ""
    if not number or len(number) > 9 or not 1 <= int(number) <= MOST_FORMS:
        raise PluralError(_("nplurals must be a number from 1 to {most}", most=MOST_FORMS), count.end() + 1)
    choice = _CHOICE.search(value)
    if choice is None:
        raise PluralError(_("plural= is missing"), len(value) + 1)
    try:
        return Rule(int(number), parse_expression(value[choice.end() :]))
    except PluralError as error:
        raise PluralError(error.problem, choice.end() + error.column) from None


@lru_cache(maxsize=256)
def parse_expression(text: str) -> Expression:
    """The expression a text begins with, up to a semicolon, a line break or the end.

    Raises:
        PluralError: not an expression, or one longer or deeper than any language needs; with the column.
    """
    return _Parser(text).run()


def difference(one: Rule, other: Rule, numbers: Iterable[int] = SAMPLES) -> int | None:
    """The first of some numbers for which two rules take different forms; ``None`` where there is none.

    Raises:
        PluralError: a division by zero.
    """
    return next((n for n in numbers if one.form(n) != other.form(n)), None)


def examples(rule: Rule, most: int = 5, numbers: Iterable[int] = SAMPLES) -> dict[int, tuple[int, ...]]:
    """For each form that some number takes the first few such numbers, by index.

    An index that is absent is a form no number takes; one beyond ``nplurals`` is a fault of the rule.

    Raises:
        PluralError: a division by zero.
    """
    found: dict[int, list[int]] = {}
    for n in numbers:
        taken = found.setdefault(rule.form(n), [])
        if len(taken) < most:
            taken.append(n)
    return {index: tuple(found[index]) for index in sorted(found)}


class _Parser:
    """One expression, by precedence climbing; each part becomes a function of n."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._open = 0
        self._token: str | None = None
        self._start = 0
        self._advance()

    def run(self) -> Expression:
        evaluate, _depth = self._choice()
        if self._token is not None:
            raise self._error(_("{token!r} is not expected here", token=self._token))
        return Expression(self._text[: self._start].strip(), evaluate)

    def _advance(self) -> None:
        """To the next token; ``None`` at the end."""
        end = _END.match(self._text, self._at)
        if end is not None:
            self._token, self._start = None, self._at
            return
        found = _TOKEN.match(self._text, self._at)
        if found is None:
            self._start = self._at + len(self._text[self._at :]) - len(self._text[self._at :].lstrip(" \t"))
            raise self._error(
                _("{text!r} does not belong in a plural expression", text=self._text[self._start])
            )
        if found.end() > _LONGEST:
            raise self._error(_("the expression is longer than {most} characters", most=_LONGEST))
        self._token = found[1] or found[2]
        self._start = found.start(1) if found[1] else found.start(2)
        self._at = found.end()

    def _error(self, problem: str) -> PluralError:
        return PluralError(problem, self._start + 1)

    def _expect(self, token: str) -> None:
        if self._token != token:
            seen = _("the end") if self._token is None else repr(self._token)
            raise self._error(_("{token!r} expected instead of {seen}", token=token, seen=seen))
        self._advance()

    def _deeper(self, *nodes: _Node) -> int:
        depth = 1 + max(node[1] for node in nodes)
        if depth > _DEEPEST:
            raise self._error(_("more than {most} operators inside one another", most=_DEEPEST))
        return depth

    def _choice(self) -> _Node:
        self._open += 1
        if self._open > _DEEPEST:
            raise self._error(_("more than {most} operators inside one another", most=_DEEPEST))
        node = self._binary(1)
        if self._token == "?":
            self._advance()
            yes = self._choice()
            self._expect(":")
            no = self._choice()
            node = _conditional(node[0], yes[0], no[0]), self._deeper(node, yes, no)
        self._open -= 1
        return node

    def _binary(self, rank: int) -> _Node:
        node = self._unary()
        while (operator := self._token) is not None and _RANKS.get(operator, 0) >= rank:
            column = self._start + 1
            self._advance()
            right = self._binary(_RANKS[operator] + 1)
            node = _operation(operator, node[0], right[0], column), self._deeper(node, right)
        return node

    def _unary(self) -> _Node:
        negations = 0
        while self._token == "!":
            negations += 1
            self._advance()
        node = self._operand()
        if negations:  # any further pair of them changes nothing
            inner = node[0]
            odd = negations % 2
            node = (lambda n: int((inner(n) == 0) == odd)), self._deeper(node)
        return node

    def _operand(self) -> _Node:
        token = self._token
        if token == "n":
            self._advance()
            return (lambda n: n), 1
        if token is not None and token.isdigit():
            number = int(token) if len(token) <= 20 else _MASK + 1
            if number > _MASK:
                raise self._error(_("the number has more than 64 bits"))
            self._advance()
            return (lambda n: number), 1
        if token == "(":
            self._advance()
            node = self._choice()
            self._expect(")")
            return node
        seen = _("the end") if token is None else repr(token)
        raise self._error(_("n, a number or '(' expected instead of {seen}", seen=seen))


def _conditional(condition: _Evaluate, yes: _Evaluate, no: _Evaluate) -> _Evaluate:
    return lambda n: yes(n) if condition(n) else no(n)


def _operation(operator: str, left: _Evaluate, right: _Evaluate, column: int) -> _Evaluate:
    """One of C's binary operators; comparisons give 0 or 1."""

    def divisor(n: int) -> int:
        value = right(n)
        if not value:
            raise PluralError(_("division by zero for n = {n}", n=n), column)
        return value

    functions: dict[str, _Evaluate] = {
        "||": lambda n: int(bool(left(n) or right(n))),
        "&&": lambda n: int(bool(left(n) and right(n))),
        "==": lambda n: int(left(n) == right(n)),
        "!=": lambda n: int(left(n) != right(n)),
        "<": lambda n: int(left(n) < right(n)),
        ">": lambda n: int(left(n) > right(n)),
        "<=": lambda n: int(left(n) <= right(n)),
        ">=": lambda n: int(left(n) >= right(n)),
        "+": lambda n: (left(n) + right(n)) & _MASK,
        "-": lambda n: (left(n) - right(n)) & _MASK,
        "*": lambda n: (left(n) * right(n)) & _MASK,
        "/": lambda n: left(n) // divisor(n),
        "%": lambda n: left(n) % divisor(n),
    }
    return functions[operator]
