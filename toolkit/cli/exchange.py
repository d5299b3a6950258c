"""``bitext convert`` and ``bitext report``: from a bitext on disk to another form of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from toolkit.cli.console import note, output_stream, said
from toolkit.errors import UsageError
from toolkit.translations import _

if TYPE_CHECKING:
    from toolkit.formats import Context


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(epilog="Example: bitext convert article.tmx article.po")(convert)
    app.command(epilog="Example: bitext report test.tsv --system a=a.txt --system b=b.txt -o report.html")(
        report
    )


def convert(
    source_file: Annotated[
        str,
        typer.Argument(
            metavar="IN",
            help="A bitext: .tmx .xlf .po .tsv .csv .jsonl .xlsx .parquet .beads, or a Moses pair (a.en-vi).",
        ),
    ],
    target_file: Annotated[
        str, typer.Argument(metavar="OUT", help="Where to write it; - for standard output.")
    ],
    from_format: Annotated[
        str | None, typer.Option("--from", help="Format of IN, if not its extension's.")
    ] = None,
    to_format: Annotated[
        str | None, typer.Option("--to", help="Format of OUT, if not its extension's.")
    ] = None,
    source: Annotated[
        Path | None, typer.Option(help="The source segments, one a line: beads hold no text of their own.")
    ] = None,
    target: Annotated[Path | None, typer.Option(help="The target segments, one a line.")] = None,
    source_lang: Annotated[str, typer.Option("--source-lang", "-s", help="If IN does not say.")] = "und",
    target_lang: Annotated[str, typer.Option("--target-lang", "-t", help="If IN does not say.")] = "und",
) -> None:
    """Turn a bitext into another format."""
    import toolkit
    from toolkit.files import Staging
    from toolkit.formats import Context, dump, format_of, opened, stage
    from toolkit.languages import normalise_code

    kind = format_of(target_file, to_format)
    context = Context(
        source_language=normalise_code(source_lang),
        target_language=normalise_code(target_lang),
        source=toolkit.read(source, source_lang, lines=True) if source else None,
        target=toolkit.read(target, target_lang, lines=True) if target else None,
        notice=lambda clause: note(f"{source_file}: {clause}"),
        whole=kind.carries_codes,
    )
    inputs = [str(path) for path in (source_file, source, target) if path]
    reading = opened(source_file, format=from_format, context=context)
    with Staging(inputs=inputs) as staging, reading as units:
        if target_file == "-":
            written = dump(units, output_stream(), kind)
        else:
            written = stage(units, target_file, kind, staging)
    said(target_file, written)
    place = target_file if target_file != "-" else _("standard output")
    note(_("{count} units → {place}", count=written.units, place=place))


def report(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A bitext: .tmx .po .tsv .jsonl")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The page to write.")] = Path("report.html"),
    format: Annotated[
        Literal["html", "markdown", "json"] | None,
        typer.Option("--format", help="Form of the report, if not by the extension (.html .md .json)."),
    ] = None,
    systems: Annotated[
        list[str] | None,
        typer.Option(
            "--system",
            metavar="NAME=FILE",
            help="Another translation, one segment a line or a bitext; repeatable. Without --reference it is "
            "held against the target of FILE.",
        ),
    ] = None,
    references: Annotated[
        list[str] | None,
        typer.Option(
            "--reference",
            metavar="FILE",
            help="A reference to score against, one segment a line or a bitext; repeatable.",
        ),
    ] = None,
    name: Annotated[str, typer.Option(help="What to call the target of FILE; its name if absent.")] = "",
    metric: Annotated[
        list[str] | None,
        typer.Option(
            "--metric", "-m", help="bleu, chrf, chrf++ or ter; repeatable; bleu, chrf, ter if absent."
        ),
    ] = None,
    glossary: Annotated[
        str | None, typer.Option(metavar="FILE", help="The team's terms, .tsv or .tbx, to be kept to.")
    ] = None,
    title: Annotated[str, typer.Option(help="Title of the page.")] = "",
    language: Annotated[
        Literal["en", "vi"], typer.Option("--lang", "--language", help="Language of the page's own words.")
    ] = "en",
    source_lang: Annotated[str, typer.Option("--source-lang", "-s", help="If FILE does not say.")] = "und",
    target_lang: Annotated[str, typer.Option("--target-lang", "-t", help="If FILE does not say.")] = "und",
) -> None:
    """Check a bitext, score it against references, and put everything into one page."""
    import toolkit
    from toolkit.cli.alignment import command_line
    from toolkit.files import Staging
    from toolkit.formats import Context, load
    from toolkit.languages import normalise_code
    from toolkit.quality.glossary import read as read_glossary
    from toolkit.report import Against, render_html, render_json, render_markdown

    form = format or {".md": "markdown", ".json": "json"}.get(output.suffix.lower(), "html")
    named = [_named(text) for text in systems or ()]
    paths = [path for _name, path in named] + (references or [])
    inputs = [file, *paths, *([glossary] if glossary else [])]
    with Staging(inputs=inputs) as staging:
        page = staging.open(output)
        context = Context(
            normalise_code(source_lang),
            normalise_code(target_lang),
            notice=lambda clause: note(f"{file}: {clause}"),
        )
        units = load(file, context=context)
        against = Against(
            name=name or (Path(file).stem if paths else ""),
            systems=_distinct([(label, _targets(path, context)) for label, path in named]),
            references=_distinct([(Path(path).name, _targets(path, context)) for path in references or ()]),
            metrics=metric or ("bleu", "chrf", "ter"),
            glossary=read_glossary(glossary, units.source_language, units.target_language)
            if glossary
            else None,
        )
        if not title and not (units.source_name or units.target_name):
            title = Path(file).name
        made = toolkit.report(
            units,
            title=title,
            command=command_line(),
            against=against,
            files=inputs,
            language="en" if form == "json" else language,
            jobs=None,
        )
        if form == "markdown":
            text = render_markdown(made, language)
        elif form == "json":
            text = render_json(made)
        else:
            text = render_html(made, language=language)
        page.write(text.encode("utf-8"))
    note(
        _(
            "{count} findings in {units} units → {output}",
            count=sum(len(translation.findings) for translation in made.translations),
            units=len(tuple(made.units)),
            output=output,
        )
    )


def _named(text: str) -> tuple[str, str]:
    """``NAME=FILE``; a file alone is called by its name without extension."""
    name, divided, path = text.partition("=")
    if divided and name and path and not Path(text).exists():
        return name, path
    return Path(text).stem, text


def _distinct(streams: list[tuple[str, list[str]]]) -> dict[str, list[str]]:
    names = [name for name, _lines in streams]
    for place, name in enumerate(names):
        if name in names[:place]:
            raise UsageError(_("two translations are called '{name}'", name=name), _("give each a name"))
    return dict(streams)


def _targets(path: str, context: Context) -> list[str]:
    """The strings of a translation: the targets of a bitext, or the lines of any other file."""
    import toolkit
    from toolkit.formats import FORMATS, load

    if any(path.lower().endswith(extension) for kind in FORMATS.values() for extension in kind.extensions):
        return [unit.target for unit in load(path, context=context)]
    return toolkit.read(path, lines=True).strings()
