"""The command line in other languages: the texts of the command tree, of help pages and of Typer's errors.

Commands are written with plain English help. When the language is another one, the finished tree is gone
through once, before it runs; an English command line never loads this module.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

import typer

from toolkit.translations import N_, _

Command: TypeAlias = Any  # Typer's class for commands and groups, whose place differs from version to version

EXAMPLE = "Example: "
_HEADINGS = (N_("Arguments"), N_("Options"), N_("Commands"), N_("Usage: "))
_STANDARD_HELP = N_("Show this message and exit.")
_EXTRAS = (N_("default: {value}"), N_("env var: {value}"), N_("required"))
_ERRORS = (
    N_("Missing argument {name}"),
    N_("Missing option {name}"),
    N_("Missing command"),
    N_("No such option: {name} (Possible options: {names})"),
    N_("No such option: {name}"),
    N_("No such command {name}. Did you mean {names}?"),
    N_("No such command {name}"),
    N_("Got unexpected extra argument(s) ({values})"),
    N_("Option {name} does not take a value"),
    N_("Option {name} requires an argument"),
    N_("Invalid value for {name}: {problem}"),
    N_("Invalid value: {problem}"),
    N_("{value} is not a valid int"),
    N_("{value} is not a valid int range"),
    N_("{value} is not a valid float"),
    N_("{value} is not a valid float range"),
    N_("{value} is not one of {values}"),
    N_("{value} is not in the range {range}"),
)


def translate(command: Command) -> None:
    """Put all texts of a command and of those below it into the language of the person."""
    for each in walk(command):
        each.help = help_text(each.help)
        each.short_help = help_text(each.short_help)
        each.epilog = _example(each.epilog)
        each.context_class = _Context
        for parameter in each.params:
            parameter.help = help_text(getattr(parameter, "help", None))


def walk(command: Command) -> Iterator[Command]:
    """A command and all below it, in the order they are listed."""
    yield command
    for below in getattr(command, "commands", {}).values():
        yield from walk(below)


def paragraphs(text: str | None) -> list[str]:
    """The messages of a help text: its paragraphs, each on one line, so that wrapping changes none."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", inspect.cleandoc(text or "")) if part]


def help_text(text: str | None) -> str | None:
    """A help text, paragraph by paragraph."""
    return text and "\n\n".join(_(part) for part in paragraphs(text))


def _example(epilog: str | None) -> str | None:
    """The line below a help page; its command line is the same in every language."""
    if epilog is None or not epilog.startswith(EXAMPLE):
        return help_text(epilog)
    return _("Example: {command}", command=epilog.removeprefix(EXAMPLE))


class _Formatter(typer.Context.formatter_class):  # type: ignore[misc, valid-type]
    """The layout of help pages, with translated headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or _("Usage: "))

    def section(self, name: str) -> Any:
        return super().section(_(name))

    def write_dl(self, rows: Sequence[tuple[str, str]], *layout: Any, **named: Any) -> None:
        super().write_dl([(name, _described(text)) for name, text in rows], *layout, **named)


class _Context(typer.Context):
    formatter_class = _Formatter


def _described(text: str) -> str:
    """What stands beside an option; Typer puts its default and the like behind it in brackets."""
    if text == _STANDARD_HELP:
        return _(_STANDARD_HELP)
    found = re.fullmatch(r"(.*?)(?:^|  )\[((?:default: |env var: |required|[^ ]*x[<>]).*)\]", text, re.DOTALL)
    if found is None:
        return text
    extras = "; ".join(_like(_EXTRAS, part) for part in found[2].split("; "))
    return f"{found[1]}{'  ' if found[1] else ''}[{extras}]"


def parse_error(text: str) -> str:
    """An error of Typer's, which says it in English; what is not known here stays as it is."""
    return _like(_ERRORS, text.rstrip("."))


def _like(messages: tuple[str, ...], text: str) -> str:
    """A text as the first message it is an instance of, with what stands in the fields carried over."""
    for message in messages:
        parts = re.split(r"\{(\w+)\}", message)
        pattern = "".join(
            f"(?P<{part}>.+)" if place % 2 else re.escape(part) for place, part in enumerate(parts)
        )
        if found := re.fullmatch(pattern, text, re.DOTALL):
            fields: dict[str, object] = found.groupdict()
            if "problem" in fields:
                fields["problem"] = parse_error(found["problem"])
            return _(message, **fields)
    return text
