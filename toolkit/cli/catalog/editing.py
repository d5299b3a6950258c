"""``bitext catalog update`` and ``set``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli import options
from toolkit.cli.catalog.results import one_result, place, write
from toolkit.cli.console import complain, emit_json, note
from toolkit.errors import UsageError
from toolkit.translations import _

if TYPE_CHECKING:
    from toolkit.catalog import Change, Key, Update

InPlace = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="Write here instead of over the catalog; - for standard output."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Write nothing, only say what would be done.")]
Diff = Annotated[bool, typer.Option("--diff", help="Print what changes as a patch.")]


def register(group: typer.Typer) -> None:
    """Add the commands of this module."""
    group.command(epilog="Example: bitext catalog update vi.po program.pot --dry-run --diff")(update)
    group.command("set", epilog="Example: bitext catalog set vi.po --msgid Open --msgstr 'Mở' --no-fuzzy")(
        set_
    )


# ── update ──────────────────────────────────────────────────────────────────────────────────────────────────


def update(
    file: Annotated[str, typer.Argument(metavar="PO", help="The catalog; - for standard input.")],
    template: Annotated[str, typer.Argument(metavar="POT", help="The new template.")],
    output: InPlace = None,
    threshold: Annotated[
        float,
        typer.Option(
            min=0.01, max=1.0, help="Similarity from which the translation of another message is proposed."
        ),
    ] = 0.75,
    memory: Annotated[
        list[str] | None,
        typer.Option("--memory", "-m", help="Another catalog to take translations from; repeatable."),
    ] = None,
    no_proposals: Annotated[
        bool, typer.Option("--no-proposals", help="Propose nothing: a message has its translation or none.")
    ] = False,
    keep_typos: Annotated[
        bool,
        typer.Option("--keep-typos", help="No fuzzy flag where a typing slip in a message was corrected."),
    ] = False,
    source_lang: Annotated[str, typer.Option("--source-lang", "-s", help="Language of the msgids.")] = "en",
    dry_run: DryRun = False,
    diff: Diff = False,
    as_json: options.Json = False,
) -> None:
    """Bring a catalog up to date with a new template.

    A message takes the translation it has, else that of the same msgid in another context, else that of the
    most similar old message; the last two become fuzzy. A proposal has the same variables, numbers and
    negations as the message. What the template no longer has becomes obsolete, what it has again is revived.
    """
    from toolkit.catalog import load
    from toolkit.catalog import update as bring_up_to_date
    from toolkit.languages import normalise_code

    one_result(output or Path(file), dry_run=dry_run, diff=diff, as_json=as_json)
    if file == template == "-":
        raise UsageError(_("standard input can only be one of them"), _("name a file"))
    catalog = load(file)
    done = bring_up_to_date(
        catalog,
        load(template),
        threshold=threshold if not no_proposals else 2.0,
        source_language=normalise_code(source_lang),
        memories=[load(path) for path in memory or ()],
        keep_typos=keep_typos,
    )
    write(file, catalog, done.catalog, output, dry_run=dry_run, diff=diff)
    if as_json:
        emit_json(_update_as_json(done, done.catalog is not catalog))
    summary = _(
        "{kept} kept, {revived} revived, {moved} moved, {proposed} proposed, "
        "{untranslated} untranslated, {obsolete} obsolete",
        kept=len(done.kept),
        revived=len(done.revived),
        moved=len(done.moved),
        proposed=len(done.proposed),
        untranslated=len(done.untranslated),
        obsolete=len(done.obsolete),
    )
    note(f"{summary}{place(file, catalog, done.catalog, output, dry_run=dry_run)}")


def _update_as_json(done: Update, changed: bool) -> dict[str, object]:
    return {
        "changed": changed,
        "kept": len(done.kept),
        "revived": [_key_as_json(key) for key in done.revived],
        "moved": [_key_as_json(key) for key in done.moved],
        "proposed": [
            {
                **_key_as_json(key),
                "from": _key_as_json(proposal.entry.key),
                "similarity": round(proposal.similarity, 4),
            }
            for key, proposal in done.proposed
        ],
        "untranslated": [_key_as_json(key) for key in done.untranslated],
        "obsolete": [_key_as_json(key) for key in done.obsolete],
    }


def _key_as_json(key: Key) -> dict[str, object]:
    return {"msgctxt": key.msgctxt, "msgid": key.msgid}


# ── set ─────────────────────────────────────────────────────────────────────────────────────────────────────


def set_(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The catalog; - for standard input.")],
    msgid: Annotated[str | None, typer.Option(help="The message to translate.")] = None,
    msgctxt: Annotated[str | None, typer.Option(help="Its context, where it has one.")] = None,
    msgstr: Annotated[
        list[str] | None,
        typer.Option(help="The translation; given once for each plural form, or for one with --index."),
    ] = None,
    index: Annotated[int | None, typer.Option(min=0, help="Which plural form, from 0.")] = None,
    fuzzy: Annotated[
        bool | None,
        typer.Option("--fuzzy/--no-fuzzy", help="Set or clear the fuzzy flag; it stays as it is if absent."),
    ] = None,
    domain: Annotated[str, typer.Option(help="Of the message, in a file with several domains.")] = "messages",
    escaped: Annotated[
        bool, typer.Option("--escaped", help=r"The strings are given as in the file: \n, \t, \", \\ …")
    ] = False,
    changes: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="JSONL",
            help='Many changes, one a line: {"msgid": …, "msgstr": …, "msgctxt": …, "index": …, "fuzzy": …}.',
        ),
    ] = None,
    output: InPlace = None,
    lenient: Annotated[
        bool, typer.Option("--lenient", help="Edit a catalog with errors; what is not understood stays.")
    ] = False,
    dry_run: DryRun = False,
    diff: Diff = False,
) -> None:
    """Change the translation of one entry, or of many; no other line of the file changes."""
    from toolkit.catalog import Change, Key, load
    from toolkit.catalog.changes import read_changes
    from toolkit.catalog.strings import EscapeError, unescape
    from toolkit.files import read_bytes

    one_result(output or Path(file), dry_run=dry_run, diff=diff)
    wanted: list[Change] = []
    if changes is not None:
        if msgid is not None or msgstr or fuzzy is not None:
            raise UsageError(
                _("--from brings its own messages"), _("leave out --msgid, --msgstr and --fuzzy")
            )
        if file == changes == "-":
            raise UsageError(_("standard input can only be one of them"), _("name a file"))
        wanted = read_changes(read_bytes(changes), changes)
    elif msgid is None or (not msgstr and fuzzy is None):
        raise UsageError(_("nothing to change"), _("give --msgid and --msgstr, or --from FILE.jsonl"))
    else:
        given = [msgid, *(msgstr or ()), *([msgctxt] if msgctxt is not None else [])]
        if escaped:
            try:
                given = [unescape(text) for text in given]
            except EscapeError as error:
                raise UsageError(str(error), _(r"a backslash is written \\")) from None
        msgid, forms = given[0], given[1 : 1 + len(msgstr or ())]
        msgctxt = given[-1] if msgctxt is not None else None
        key = Key(msgctxt, msgid, domain)
        wanted = [Change(key, forms[0] if len(forms) == 1 else forms or None, index, fuzzy)]
    catalog = load(file, lenient=lenient)
    for problem in catalog.problems:
        complain(problem.message)
    changed = catalog.with_changes(wanted)
    write(file, catalog, changed, output, dry_run=dry_run, diff=diff)
    entries = f"{len(wanted)} {'entry' if len(wanted) == 1 else 'entries'}"
    note(
        _(
            "{entries} set{file}",
            entries=entries,
            file=place(file, catalog, changed, output, dry_run=dry_run),
        )
    )
