"""``bitext catalog fill``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli import options
from toolkit.cli.catalog.results import one_result, place, write
from toolkit.cli.console import emit_json, note, progress
from toolkit.errors import UsageError
from toolkit.translations import N_, _

if TYPE_CHECKING:
    from toolkit.catalog import Catalog
    from toolkit.catalog.candidates import Candidates
    from toolkit.catalog.filling import Filling
    from toolkit.model import Units

_KINDS = {
    "exact": N_("exact"), "context": N_("context"), "plural": N_("plural"), "aligned": N_("aligned"),
    "marks": N_("marks"), "numbers": N_("numbers"), "joined": N_("joined"), "similar": N_("similar"),
}  # fmt: skip
"""The words for how a translation was found (:class:`toolkit.catalog.filling.Kind`)."""


def register(group: typer.Typer) -> None:
    """Add the commands of this module."""
    group.command(epilog="Example: bitext catalog fill vi.po --from memory.tmx --from other/vi.po --dry-run")(
        fill
    )


def fill(
    file: Annotated[str, typer.Argument(metavar="PO", help="The catalog; - for standard input.")],
    sources: Annotated[
        list[str] | None,
        typer.Option(
            "--from",
            metavar="SOURCE",
            help="Translations: .tmx .tsv .jsonl, a catalog, a memory; repeatable.",
        ),
    ] = None,
    documents: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="SOURCE TARGET", help="A text and its translation, which are aligned first."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write here instead of over the catalog; - for standard output."),
    ] = None,
    threshold: Annotated[
        float, typer.Option(min=0.01, max=1.0, help="Similarity from which another message's is proposed.")
    ] = 0.75,
    no_proposals: Annotated[
        bool, typer.Option("--no-proposals", help="Propose nothing for messages that are only similar.")
    ] = False,
    sure: Annotated[
        float, typer.Option(min=0, max=1, help="Confidence below which aligned pairs are fuzzy.")
    ] = 0.95,
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, help="Confidence below which aligned pairs are not used.")
    ] = 0.5,
    fuzzy_exact: Annotated[
        bool, typer.Option("--fuzzy-exact", help="Mark exact ones as fuzzy, too.")
    ] = False,
    comments: Annotated[
        bool,
        typer.Option("--comments/--no-comments", help="Note '# fill: SCORE KIND, SOURCE' beside fuzzy ones."),
    ] = True,
    remove_comments: Annotated[
        bool, typer.Option("--remove-comments", help="Only take those notes away from what is reviewed.")
    ] = False,
    source_lang: Annotated[
        str,
        typer.Option("--source-lang", "-s", help="Of the msgids; the header's, else English, if absent."),
    ] = "und",
    target_lang: Annotated[
        str, typer.Option("--target-lang", "-t", help="Of the translations; the header's if absent.")
    ] = "und",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Write nothing, only say what would be done.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Print what changes as a patch.")] = False,
    as_json: options.Json = False,
) -> None:
    """Fill the untranslated entries of a catalog from translations that exist.

    The same message is filled in as it is. Fuzzy are: another context, plural forms or none, a pair whose
    alignment is not sure, a difference in an accelerator, a closing mark, a number or a variable, sentences
    put together, and the most similar message, with the previous msgid. A translation always has the
    variables of its message.
    """
    from toolkit.catalog import load
    from toolkit.catalog.candidates import language_of
    from toolkit.catalog.filled_comments import without_comments
    from toolkit.catalog.filling import fill as fill_catalog
    from toolkit.languages import normalise_code

    one_result(output or Path(file), dry_run=dry_run, diff=diff, as_json=as_json)
    if not sources and documents is None and not remove_comments:
        raise UsageError(_("nothing to fill from"), _("name a source with --from or --documents"))
    if [file, *(sources or ()), *(documents or ())].count("-") > 1:
        raise UsageError(_("standard input can only be one of them"), _("name a file"))
    catalog = load(file)
    if remove_comments:
        write(file, catalog, without_comments(catalog, reviewed=True), output, dry_run=dry_run, diff=diff)
        return
    wanted = normalise_code(source_lang), normalise_code(target_lang)
    source = wanted[0] if wanted[0] != "und" else _source_language(catalog)
    target = wanted[1] if wanted[1] != "und" else language_of(catalog)
    known = _known(sources or [], documents, source, target, min_confidence)
    _remember(known, sources or [], catalog, source, target, threshold if not no_proposals else 1.0)
    done = fill_catalog(
        catalog,
        known,
        threshold=threshold if not no_proposals else 2.0,
        sure=sure,
        fuzzy_exact=fuzzy_exact,
        comments=comments,
        target_language=target,
    )
    write(file, catalog, done.catalog, output, dry_run=dry_run, diff=diff)
    if as_json:
        emit_json(_as_json(done))
    _say(done, file, catalog, output, dry_run)


def _source_language(catalog: Catalog) -> str:
    """The language of the msgids: the header's own word for it, English where it has none."""
    from toolkit.errors import LanguageError
    from toolkit.languages import normalise_code

    try:
        return normalise_code(catalog.fields.get("X-Source-Language", "") or "en")
    except LanguageError:
        return "en"


def _known(
    sources: list[str], documents: tuple[str, str] | None, source: str, target: str, least: float
) -> Candidates:
    """All translations of the sources, each with the msgids' language as its source."""
    from toolkit.catalog import load
    from toolkit.catalog.candidates import Candidates, language_of, oriented
    from toolkit.catalog.decompiling import decompile
    from toolkit.files import read_bytes
    from toolkit.formats import load as load_units
    from toolkit.memory import is_memory
    from toolkit.model import Units

    known = Candidates(source)
    for path in sources:
        if is_memory(path):
            continue
        suffix = Path(path).suffix.lower()
        if suffix in (".po", ".pot", ".mo", ".gmo"):
            mo = suffix in (".mo", ".gmo")
            catalog = load(decompile(read_bytes(path), path)) if mo else load(path)
            oriented(Units((), source, language_of(catalog)), source, target, path)
            known.add_catalog(catalog, Path(path).name)
        else:
            if suffix == ".tmx":  # which may hold more than two
                units = load_units(path, source_language=source, target_language=target)
            else:
                units = load_units(path)
            known.add_units(oriented(units, source, target, path), Path(path).name)
    if documents is not None:
        units = _aligned(*documents, source, target)
        sure = (unit for unit in oriented(units, source, target) if (unit.confidence or 0.0) >= least)
        known.add_units(sure, Path(documents[1]).name)
    return known


def _remember(
    known: Candidates, sources: list[str], catalog: Catalog, source: str, target: str, threshold: float
) -> None:
    """What the memories among the sources have for the catalog; they may be too large to be taken whole."""
    from toolkit.memory import NONE, Memory, is_memory
    from toolkit.memory.pretranslation import Settings, offer

    for path in filter(is_memory, sources):
        with Memory.open(path, create=False) as memory, progress(_("looking up")) as tick:
            pair = memory.languages(source, target)
            offer(memory, known, catalog, Settings(*pair, threshold, NONE), tick)


def _aligned(first: str, second: str, source: str, target: str) -> Units:
    """The units of a document and its translation, whichever of them is in the language of the msgids."""
    import toolkit
    from toolkit.align.sides import settle

    left, right = settle(toolkit.read(first), toolkit.read(second))
    if "und" in (left.language, right.language):
        left, right = toolkit.read(first, source), toolkit.read(second, target)
    with progress(_("aligning")) as tick:
        bitext = toolkit.align(toolkit.segment(left), toolkit.segment(right), progress=tick)
    return bitext.units()


def _say(done: Filling, file: str, catalog: Catalog, output: Path | None, dry_run: bool) -> None:
    several = [found for found in done.filled if found.alternatives > 1]
    if several:
        note(
            _(
                "{count} had several translations: the most frequent was taken, of equals the first",
                count=len(several),
            )
        )
    exact = sum(not found.fuzzy for found in done.filled)
    kinds = Counter(found.kind.value for found in done.filled if found.fuzzy)
    details = (
        f" ({', '.join(f'{count} {_(_KINDS[kind])}' for kind, count in kinds.items())})" if kinds else ""
    )
    words = done.words
    note(
        _(
            "filled {exact} exact, {fuzzy} fuzzy{details}, {left} left; "
            "words saved: {saved}, to review: {review}, left: {words_left}{place}",
            exact=exact,
            fuzzy=len(done.filled) - exact,
            details=details,
            left=len(done.left),
            saved=words["exact"],
            review=words["fuzzy"],
            words_left=words["left"],
            place=place(file, catalog, done.catalog, output, dry_run=dry_run),
        )
    )


def _as_json(done: Filling) -> dict[str, object]:
    return {
        "filled": [
            {
                "msgctxt": found.key.msgctxt,
                "msgid": found.key.msgid,
                "msgstr": list(found.forms),
                "kind": found.kind.value,
                "score": round(found.score, 4),
                "fuzzy": found.fuzzy,
                "previous": found.previous.msgid if found.previous is not None else None,
                "origin": found.origin,
                "alternatives": found.alternatives,
            }
            for found in done.filled
        ],
        "left": [{"msgctxt": key.msgctxt, "msgid": key.msgid} for key in done.left],
        "words": done.words,
    }
