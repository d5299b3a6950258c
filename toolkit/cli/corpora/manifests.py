"""``bitext corpus init|add|stats|diff``: the manifest of a corpus."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from toolkit.cli import options
from toolkit.cli.console import emit, emit_json, note, table
from toolkit.cli.corpora.progress import rate
from toolkit.errors import GateFailed, UsageError
from toolkit.translations import _, ngettext

if TYPE_CHECKING:
    from toolkit.corpus import Corpus, CorpusDocument
    from toolkit.corpus.counting import Statistics

Place = Annotated[Path, typer.Argument(metavar="PLACE", help="A manifest, or a folder with some.")]
Patterns = Annotated[
    list[str] | None,
    typer.Option(
        "--pattern",
        "-p",
        metavar="PATTERN",
        help="Names of the files of one language, '*.vi.html' or vi='*_goc.txt'; the source's first.",
    ),
]
Languages = Annotated[
    list[str] | None,
    typer.Option(
        "--lang",
        "-l",
        help="Languages of the files, the source's first: what {lang} in a pattern stands for.",
    ),
]
Provenance = Annotated[str, typer.Option(help="Where the documents come from.")]
Rights = Annotated[str, typer.Option(help="Whose the documents are, and on which terms they may be used.")]
PageLanguage = Annotated[
    Literal["en", "vi"], typer.Option("--lang", "--language", help="Language of the page's own words.")
]
_NAMED = 10
"""Documents that are told one by one."""
Work = Annotated[Path | None, typer.Option("--work", help="The work folder; PLACE/.bitext if absent.")]


def register(group: typer.Typer) -> None:
    """Add the commands of this module."""
    group.command(epilog="Example: bitext corpus init news --lang vi --lang en --rights 'CC BY 4.0'")(init)
    group.command(
        epilog="Example: bitext corpus add news news/new.en.html --translation-of news/new.vi.html"
    )(add)
    group.command(epilog="Example: bitext corpus stats news --report news.html")(stats)
    group.command(epilog="Example: bitext corpus diff news")(diff)


def init(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the documents are.")],
    pattern: Patterns = None,
    lang: Languages = None,
    id: Annotated[str, typer.Option("--id", help="A short name; the folder's if absent.")] = "",
    title: Annotated[str, typer.Option(help="What the corpus is called; as its id if absent.")] = "",
    provenance: Provenance = "unknown",
    rights: Rights = "unknown",
) -> None:
    """Write a manifest for a folder of documents.

    Files that are named alike but for the language are one document: a.vi.txt and a.en.txt. If all are named
    so, --lang vi --lang en is enough; else say by patterns how the files of each language are named.
    """
    from toolkit.corpus.collecting import collect, patterns
    from toolkit.corpus.writing import create

    chosen = patterns(pattern or (), lang or ())
    documents = collect(folder, chosen, provenance=provenance, rights=rights)
    name = id or folder.resolve().name
    path = create(folder, name, title or name, documents)
    _said(documents)
    emit(f"{path}\n")


def add(
    place: Place,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]…", help="Documents; or find them by --pattern.")
    ] = None,
    pattern: Patterns = None,
    lang: Languages = None,
    translation_of: Annotated[
        str,
        typer.Option(
            "--translation-of", help="The document that FILE renders, as the manifest has it or as a path."
        ),
    ] = "",
    changed: Annotated[
        bool, typer.Option("--changed", help="Take the present content of changed documents for right.")
    ] = False,
    provenance: Provenance = "unknown",
    rights: Rights = "unknown",
) -> None:
    """Name further documents in a manifest, or accept changed ones.

    Found by patterns as in init, or named one by one; --changed takes documents that differ from the manifest
    as they are now.
    """
    from toolkit.corpus import load
    from toolkit.corpus.collecting import changed as changed_documents
    from toolkit.corpus.collecting import collect, patterns
    from toolkit.corpus.writing import amend, append

    if bool(files) + bool(pattern) + changed != 1:
        raise UsageError(_("nothing says what to add"), _("name files, or give --pattern, or --changed"))
    corpus = load(place)
    if changed:
        digests = changed_documents(corpus)
        amend(corpus, {file: {"sha256": digest} for file, digest in digests.items()})
        for file in digests:
            emit(f"{file}\n")
        note(ngettext("{count} document was changed", "{count} documents were changed", len(digests)))
        return
    if files:
        documents = _named(corpus, files, lang or [], translation_of, provenance, rights)
    else:
        chosen = patterns(pattern or (), lang or ())
        known = corpus.documents
        documents = collect(corpus.folder, chosen, known=known, provenance=provenance, rights=rights)
    append(corpus, documents)
    for document in documents:
        emit(f"{document.file}\n")
    _said(documents)


def _named(
    corpus: Corpus, files: list[Path], languages: list[str], source: str, provenance: str, rights: str
) -> list[CorpusDocument]:
    from toolkit.corpus.collecting import document_of, language_in

    if len(languages) > 1:
        raise UsageError(_("the files are said to be in several languages"), _("give one with --lang"))
    facts = {"translation_of": source, "provenance": provenance, "rights": rights}
    return [
        document_of(corpus, file, languages[0] if languages else language_in(file.name), **facts)
        for file in files
    ]


def _said(documents: list[CorpusDocument]) -> None:
    paired = sum(bool(document.translation_of) for document in documents)
    partners = {document.translation_of for document in documents}
    alone = [d.file for d in documents if not d.translation_of and d.file not in partners]
    said = ngettext(
        "{count} document, {translations} of them a translation of another one",
        "{count} documents, {translations} of them translations of another one",
        len(documents),
        translations=paired,
    )
    note(said)
    for name in alone[:_NAMED]:
        note(_("{name}: has no partner", name=name))
    if len(alone) > _NAMED:
        note(_("… and {count} more", count=len(alone) - _NAMED))
    if alone:
        note(_("where names do not tell what goes together: bitext corpus pair"))


def stats(
    place: Place,
    built: Annotated[
        Path | None, typer.Option("--built", help="A folder that bitext corpus build made of it: its beads.")
    ] = None,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FILE", help="Write a page with pictures, .html.")
    ] = None,
    language: PageLanguage = "en",
    as_json: options.Json = False,
) -> None:
    """Count documents, segments, words, beads and duplicates.

    Documents that cannot be read, were changed or have no partner are named.
    """
    from toolkit.corpus import find, load
    from toolkit.corpus.building.build import read_card
    from toolkit.corpus.counting import statistics
    from toolkit.files import ensure_writable

    if report is not None:
        ensure_writable(report)  # told now, not when all is counted
    corpora = [load(path) for path in find(place)]
    with rate(_("documents")) as progress:
        made = statistics(corpora, progress, options.segmentation(None))
    facts = made.facts()
    if built is not None:
        card = read_card(built)
        facts["beads"] = card["beads"]
        facts["built"] = {pair: each["units"] for pair, each in card["pairs"].items()}
    if report is not None:
        from toolkit.cli.alignment import command_line
        from toolkit.files import write_bytes
        from toolkit.report import today
        from toolkit.report.corpus import render_corpus

        page = render_corpus(facts, language=language, command=command_line(), created=today())
        write_bytes(report, page.encode("utf-8"))
    if as_json:
        emit_json(facts)
    else:
        _tables(made, facts["beads"])
    if report is not None:
        note(f"→ {report}")


def _tables(made: Statistics, beads: dict[str, int]) -> None:
    header = [_("language"), _("documents"), _("segments"), _("words"), _("repeated segments"), _("bytes")]
    rows = [
        (code, *(f"{n:,}" for n in (s.documents, s.segments, s.words, s.repeated, s.bytes)))
        for code, s in made.languages.items()
    ]
    table(rows, header, right=range(1, 6))
    emit("\n")
    table(
        [(pair, f"{n:,}") for pair, n in sorted(made.pairs.items())], [_("pair"), _("documents")], right=[1]
    )
    if beads:
        emit("\n")
        table([(kind, f"{n:,}") for kind, n in beads.items()], [_("bead"), _("count")], right=[1])
    if made.aligned:
        emit("\n")
        units = [(pair, f"{a.units:,}", f"{a.repeated:,}") for pair, a in made.aligned.items()]
        table(units, [_("pair"), _("units"), _("repeated units")], right=[1, 2])
    for name in made.alone:
        note(_("{name}: has no partner", name=name))
    for name in made.changed:
        note(_("{name}: changed since the manifest was written", name=name))
    for name, other in made.same:
        note(_("{name}: has the very content of {other}", name=name, other=other))
    for name, reason in made.failures:
        note(f"{name}: {reason}")


def diff(
    place: Place,
    work: Work = None,
    as_json: options.Json = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 if there is a difference, for scripts.")
    ] = False,
) -> None:
    """Say what has changed since the last build.

    That may be documents in the manifest, files on disk, pairs, the settings, or the toolkit itself.
    """
    from toolkit import project
    from toolkit.corpus import find, load
    from toolkit.corpus.building import Recipe
    from toolkit.corpus.building.state import diff as changes

    corpora = [load(path) for path in find(place)]
    recipe = Recipe(project=project.find(), segmentation=options.segmentation(None))
    found = changes(corpora, work or work_folder(place), recipe)
    if as_json:
        emit_json([asdict(change) for change in found])
    else:
        for change in found:
            detail = f" ({change.detail})" if change.detail else ""
            emit(f"{change.what}\t{change.kind}\t{change.name}{detail}\n")
    if not found:
        note(_("nothing has changed since the last build"))
    if found and exit_code:
        raise GateFailed(ngettext("{count} difference", "{count} differences", len(found)))


def work_folder(place: Path) -> Path:
    """Where results of stages are kept if nothing else is said."""
    return (place.parent if place.is_file() else place) / ".bitext"
