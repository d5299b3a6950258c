"""ICU's ``MessageFormat``: ``{name}``, ``{n, number}``, ``{n, plural, one {# file} other {# files}}``.

::

    message  = { text | argument }
    argument = "{" name [ "," type [ "," style ] ] "}"
    type     = "plural" | "selectordinal" | "select" | "choice" | any word
    plural   = [ "offset:" number ] { ( "=" number | keyword ) "{" message "}" }
    select   = { keyword "{" message "}" }

An apostrophe opens a quotation only before ``{``, ``}`` and, inside a plural, ``#``; ``''`` is an apostrophe.
ICU User Guide, "Formatting Messages"; class com.ibm.icu.text.MessagePattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from toolkit.catalog.format_strings.model import (
    Argument,
    Difference,
    Directive,
    Family,
    FormatString,
    InvalidFormat,
)
from toolkit.model import Span
from toolkit.translations import _

PLURALS = frozenset(("plural", "selectordinal"))
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""What CLDR calls the plural forms of languages, together."""
_CHOOSING = frozenset(("plural", "selectordinal", "select"))
_NAME = re.compile(r"\s*([^\s\"'#{},<>=|]+)\s*")
_SELECTOR = re.compile(r"\s*(=[0-9]+(?:\.[0-9]+)?|[^\s\"'#{},<>=|]+)\s*\{")
_OFFSET = re.compile(r"\s*offset:\s*[0-9]+(?=\s)")
_BLANK = re.compile(r"\s*")
_DEEPEST = 50
_NUMBERS = frozenset(("", "number", "plural", "selectordinal", "choice", "spellout", "ordinal", "duration"))
_TEXTS = frozenset(("", "select"))


@dataclass(frozen=True, slots=True)
class Choice:
    """A plural or a select: its argument, and the keys of its branches in order."""

    name: str
    type: str
    keys: tuple[str, ...]
    span: Span

    @property
    def keywords(self) -> tuple[str, ...]:
        """The keys that are words, explicit numbers (``=0``) left out."""
        return tuple(key for key in self.keys if not key.startswith("="))


def choices(string: FormatString) -> tuple[Choice, ...]:
    """All choices of a parsed message, those of inner messages included, in the order in which they end."""
    assert isinstance(string.structure, tuple)
    return string.structure


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.directives: list[Directive] = []
        self.choices: list[Choice] = []

    def message(self, at: int, depth: int, plural: bool) -> int:
        """Read a message up to the brace that closes it, or the end of the text; where that is."""
        text = self.text
        if depth > _DEEPEST:
            raise InvalidFormat(_("nested too deeply"), at, len(text))
        quotable = "{}#" if plural else "{}"
        while at < len(text):
            character = text[at]
            if character == "'":
                at = self._quotation(at, quotable)
            elif character == "{":
                at = self._argument(at, depth)
            elif character == "}":
                if not depth:
                    raise InvalidFormat(_("'}' without '{'"), at, at + 1)
                return at
            else:
                at += 1
        if depth:
            raise InvalidFormat(_("'{' without '}'"), 0, len(text))
        return at

    def _quotation(self, at: int, quotable: str) -> int:
        """After an apostrophe and what it quotes."""
        text = self.text
        if text.startswith("''", at):
            return at + 2
        if at + 1 >= len(text) or text[at + 1] not in quotable:
            return at + 1
        at += 1
        while (at := text.find("'", at)) >= 0:
            if not text.startswith("''", at):
                return at + 1
            at += 2
        return len(text)

    def _argument(self, start: int, depth: int) -> int:
        """After the argument that begins at a brace."""
        text = self.text
        name = _NAME.match(text, start + 1)
        if name is None:
            raise InvalidFormat(_("'{' is not followed by the name of an argument"), start, start + 1)
        at = name.end()
        if text.startswith("}", at):
            self.directives.append(Directive(start, at + 1, name[1], ""))
            return at + 1
        if not text.startswith(",", at):
            raise InvalidFormat(_("',' or '}' expected after the name of an argument"), start, at)
        type_ = _NAME.match(text, at + 1)
        if type_ is None:
            raise InvalidFormat(_("the type of the argument is missing"), start, at + 1)
        kind = type_[1].lower()
        at = type_.end()
        if kind in _CHOOSING:
            at = self._choice(start, at, name[1], kind, depth)
        elif text.startswith(",", at):
            at = self._style(start, at + 1)
        if not text.startswith("}", at):
            raise InvalidFormat(_("an argument that is not closed"), start, at)
        self.directives.append(Directive(start, at + 1, name[1], kind))
        return at + 1

    def _choice(self, start: int, at: int, name: str, kind: str, depth: int) -> int:
        text = self.text
        if not text.startswith(",", at):
            raise InvalidFormat(_("{kind} without branches", kind=kind), start, at)
        at += 1
        offset = _OFFSET.match(text, at) if kind in PLURALS else None
        if offset is not None:
            at = offset.end()
        keys: list[str] = []
        while (selector := _SELECTOR.match(text, at)) is not None:
            if selector[1] in keys:
                raise InvalidFormat(_("two branches for '{key}'", key=selector[1]), *selector.span(1))
            if selector[1].startswith("=") and kind == "select":
                raise InvalidFormat(_("'{key}' in a select", key=selector[1]), *selector.span(1))
            keys.append(selector[1])
            at = self.message(selector.end(), depth + 1, kind in PLURALS) + 1
        at = _blank_end(text, at)
        if "other" not in keys:
            raise InvalidFormat(
                _("the {kind} has no branch 'other'", kind=kind), start, min(at + 1, len(text))
            )
        self.choices.append(Choice(name, kind, tuple(keys), Span(start, at + 1)))
        return at

    def _style(self, start: int, at: int) -> int:
        """At the brace that ends the style of an argument; braces inside come in pairs."""
        depth = 0
        text = self.text
        while at < len(text):
            if text[at] == "'":
                end = text.find("'", at + 1)
                if end < 0:
                    break
                at = end
            elif text[at] == "{":
                depth += 1
            elif text[at] == "}":
                if not depth:
                    return at
                depth -= 1
            at += 1
        raise InvalidFormat(_("an argument that is not closed"), start, len(text))


def _blank_end(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return at if found is None else found.end()


def _parse(text: str, translated: bool) -> FormatString:
    reader = _Reader(text)
    reader.message(0, 0, False)
    directives = tuple(sorted(reader.directives))
    arguments: dict[Argument, str] = {}
    for directive in directives:
        assert directive.argument is not None
        arguments[directive.argument] = arguments.get(directive.argument) or directive.type
    return FormatString(text, directives, arguments, structure=tuple(reader.choices))


def _compare(source: FormatString, target: FormatString, strict: bool) -> Iterator[Difference]:
    """Arguments by name; a translation may choose by an argument that its message only shows."""
    for argument in source.arguments:
        if argument not in target.arguments:
            yield Difference(
                _("{text} is missing in the translation", text=f"{{{argument}}}"),
                source_span=source.of(argument).span,
                values=(str(argument),),
            )
    for argument, type_ in target.arguments.items():
        wanted = source.arguments.get(argument)
        if wanted is None:
            yield Difference(
                _("{text} is not in the message", text=f"{{{argument}}}"),
                target_span=target.of(argument).span,
                values=(str(argument),),
            )
        elif not _agree(wanted, type_):
            yield Difference(
                _(
                    "{text} is of type {wanted} in the message and {given} in the translation",
                    text=f"{{{argument}}}",
                    wanted=wanted or _("any"),
                    given=type_ or _("any"),
                ),
                source.of(argument).span,
                target.of(argument).span,
                (wanted, type_),
            )
    yield from _compare_selects(choices(source), choices(target))


def _agree(one: str, other: str) -> bool:
    return one == other or {one, other} <= _NUMBERS or {one, other} <= _TEXTS or "" in (one, other)


def _compare_selects(source: Iterable[Choice], target: Iterable[Choice]) -> Iterator[Difference]:
    """A select's keys are the program's words, and stay as they are."""
    wanted: dict[str, set[str]] = {}
    for choice in source:
        if choice.type == "select":
            wanted.setdefault(choice.name, set()).update(choice.keys)
    for choice in target:
        known = wanted.get(choice.name)
        if choice.type != "select" or known is None:
            continue
        for key in choice.keys:
            if key not in known:
                yield Difference(
                    _(
                        "the message has no branch '{key}' for {argument}",
                        key=key,
                        argument=f"{{{choice.name}}}",
                    ),
                    target_span=choice.span,
                    values=(key,),
                )
        for key in sorted(known - set(choice.keys)):
            yield Difference(
                _("the branch '{key}' for {argument} is missing", key=key, argument=f"{{{choice.name}}}"),
                target_span=choice.span,
                values=(key,),
                harmless=True,
            )


def unknown_categories(string: FormatString, categories: Iterable[str]) -> Iterator[Difference]:
    """Plural branches that the language never takes, and those of the language that are not there.

    Args:
        string: a translation.
        categories: CLDR's names of the language's cardinal plural forms.
    """
    known = set(categories) | {"other"}
    for choice in choices(string):
        if choice.type not in PLURALS:
            continue
        for key in choice.keywords:
            if key not in CATEGORIES:
                yield Difference(
                    _("'{key}' is no plural category", key=key), target_span=choice.span, values=(key,)
                )
            elif choice.type == "plural" and key not in known:
                yield Difference(
                    _("the language never takes the plural branch '{key}'", key=key),
                    target_span=choice.span,
                    values=(key,),
                    harmless=True,
                )
        missing = [key for key in CATEGORIES if key in known and key not in choice.keys]
        if choice.type == "plural" and missing:
            yield Difference(
                _(
                    "the plural of {argument} has no branch for {keys}",
                    argument=f"{{{choice.name}}}",
                    keys=", ".join(missing),
                ),
                target_span=choice.span,
                values=tuple(missing),
                harmless=True,
            )


ICU = Family("ICU MessageFormat", _parse, _compare, marks="{}'")
