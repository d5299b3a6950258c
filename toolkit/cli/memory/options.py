"""What the commands of this group have in common on their command lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.errors import UsageError
from toolkit.translations import _

if TYPE_CHECKING:
    from toolkit.memory import Penalties

MemoryFile = Annotated[Path, typer.Argument(metavar="MEMORY", help="The memory, one file: team.tm.")]
SourceLanguage = Annotated[
    str, typer.Option("--source-lang", "-s", help="Language of the texts; the memory's if it has one pair.")
]
TargetLanguage = Annotated[
    str, typer.Option("--target-lang", "-t", help="Language of the translations; likewise.")
]
Threshold = Annotated[
    int, typer.Option(min=30, max=100, help="Percentage from which another text's translation counts.")
]
PenaltyList = Annotated[
    list[str] | None,
    typer.Option(
        "--penalty",
        metavar="KIND=POINTS",
        help="Points off: aligned (not sure), alternatives, variant (en-GB for en-US), substituted, "
        "or origin:PATTERN; repeatable.",
    ),
]


def penalties(given: list[str] | None, usual: Penalties) -> Penalties:
    """What counts against a match: what was given, else what is usual.

    Raises:
        UsageError: no such penalty, or points that are none.
    """
    from dataclasses import replace

    origins: list[tuple[str, int]] = []
    points: dict[str, int] = {}
    for item in given or ():
        kind, equals, value = item.rpartition("=")
        if not equals or not value.isascii() or not value.isdigit() or int(value) > 100:
            raise UsageError(_("'{item}' is no penalty", item=item), _("write KIND=POINTS, as in aligned=5"))
        if kind.startswith("origin:"):
            origins.append((kind.removeprefix("origin:"), int(value)))
        elif kind in ("aligned", "alternatives", "variant", "substituted"):
            points[kind] = int(value)
        else:
            raise UsageError(
                _("there is no penalty for '{kind}'", kind=kind),
                _("known: aligned, alternatives, variant, substituted, origin:PATTERN"),
            )
    return replace(usual, origins=tuple(origins), **points)
