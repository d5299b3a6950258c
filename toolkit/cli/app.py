"""The command tree, and what happens around every command."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Annotated

import typer
from typer.main import get_command

from toolkit.cli.console import complain, note
from toolkit.errors import BitextError
from toolkit.translations import _, speaks_english


def _version(value: bool) -> None:
    if value:
        from toolkit.version import __version__

        print(f"bitext-toolkit {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Two documents in, a checked bitext out: segment, align, export, score, report."""


GROUPS = {
    "demo": ("demo",),
    "documents": ("segment", "detect"),
    "alignment": ("align", "evaluate"),
    "lexicon": ("lexicon",),
    "exchange": ("convert", "report"),
    "validation": ("validate",),
    "catalog": ("catalog",),
    "memory": ("memory",),
    "quality": ("score", "check"),
    "corpus": ("corpus",),
}
"""One module a group of commands, in the order the work flows, and the names its commands begin with."""


def tree(word: str = "") -> typer.Typer:
    """All commands; or those of the module alone that has the command ``word``, if one has it.

    To describe all commands takes longer than most of them run.
    """
    app = typer.Typer(
        name="bitext",
        help="Two documents in, a checked bitext out: segment, align, export, score, report.",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    for group in [group for group, words in GROUPS.items() if word in words] or GROUPS:
        register: Callable[[typer.Typer], None] = import_module(f"toolkit.cli.{group}").register
        register(app)
    return app


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code."""
    try:
        # The shell that asks for completions gives the words another way.
        first = "" if "_BITEXT_COMPLETE" in os.environ else next(iter(arguments), "")
        command = get_command(tree(first))
        if not speaks_english():
            from toolkit.cli.translated import translate

            translate(command)
        result = command(args=list(arguments), prog_name="bitext", standalone_mode=False)
    except BitextError as error:
        complain(error.message)
        return error.exit_code
    except BrokenPipeError:
        # The reader of a pipe (head, less) went away: not an error of ours. Python would complain once more
        # when it flushes at exit, so standard output is pointed elsewhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        complain(_("interrupted, nothing was written"))
        return 130
    except MemoryError:
        complain(_("not enough memory – a smaller file, or more memory, is needed"))
        return 2
    except Exception as error:
        return _usage(error)
    return result if isinstance(result, int) else 0


def _usage(error: Exception) -> int:
    """Typer's own errors (an unknown option, a missing argument) in our one-line form; others go on."""
    if type(error).__name__ == "Abort":
        complain(_("interrupted, nothing was written"))
        return 130
    text = getattr(error, "format_message", None)
    if text is None:
        raise error
    if type(error).__name__ == "NoArgsIsHelpError":
        note(text())
        return 2
    context = getattr(error, "ctx", None)
    said = text().rstrip(".")
    if not speaks_english():
        from toolkit.cli.translated import parse_error

        said = parse_error(said)
    if context:
        said += _(" – see '{command} --help'", command=context.command_path)
    complain(said)
    return int(getattr(error, "exit_code", 2))
