"""``bitext corpus …``: managed corpora."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli import options
from toolkit.cli.console import emit, emit_json, note
from toolkit.cli.corpora import building, fetching, filtering, manifests, pairing, selecting
from toolkit.errors import GateFailed
from toolkit.translations import _, english, ngettext


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help=_group.__doc__)
    group.callback()(_group)
    group.command(epilog="Example: bitext corpus verify corpus/hanoi")(verify)
    for commands in (fetching, manifests, pairing, building, filtering, selecting):
        commands.register(group)
    app.add_typer(group, name="corpus")


def _group() -> None:
    """Managed corpora: documents with a manifest.

    The usual way: init (or fetch), verify, stats; pair, where names do not tell; build; then dedup, filter,
    split, sample. After changes: diff, and build again.
    """


def verify(
    place: Annotated[
        Path | None,
        typer.Argument(metavar="[PLACE]", help="A manifest or a folder; the bundled corpora if absent."),
    ] = None,
    as_json: options.Json = False,
) -> None:
    """Hold the files of a corpus against its manifest.

    Each has to be there and unchanged, gold in step with its documents, and nothing else in the folder; no
    two corpora have one id.
    """
    from toolkit.corpus import bundled, find, load, verify_all

    results = verify_all(load(path) for path in find(place or bundled()))
    if as_json:
        emit_json(
            [
                {
                    "id": corpus.id,
                    "folder": str(corpus.folder),
                    "files": len(corpus.documents) + len(corpus.gold),
                    "faults": [{"path": str(f.path), "problem": english(f.problem)} for f in faults],
                }
                for corpus, faults in results
            ]
        )
    else:
        for corpus, faults in results:
            count = len(corpus.documents) + len(corpus.gold)
            files = ngettext("{count} file", "{count} files", count)
            said = ngettext("{count} fault", "{count} faults", len(faults)) if faults else _("ok")
            emit(f"{corpus.id}\t{files}\t{said}\n")
            for fault in faults:
                note(f"  {fault}")
    faulty = [corpus.id for corpus, faults in results if faults]
    if faulty:
        raise GateFailed(
            ngettext(
                "{faulty} of {count} corpus is not as its manifest says: {names}",
                "{faulty} of {count} corpora are not as their manifests say: {names}",
                len(results),
                faulty=len(faulty),
                names=", ".join(faulty),
            )
        )
