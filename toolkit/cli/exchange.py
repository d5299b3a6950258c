"""``bitext convert`` and ``bitext report``: from a bitext on disk to another form of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from toolkit.cli.console import note, output_stream, said
from toolkit.translations import _


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(epilog="Example: bitext convert article.tmx article.po")(convert)
    app.command(epilog="Example: bitext report article.tmx -o report.html")(report)


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
    title: Annotated[str, typer.Option(help="Title of the page.")] = "",
    language: Annotated[Literal["en", "vi"], typer.Option(help="Language of the page's own words.")] = "en",
    source_lang: Annotated[str, typer.Option("--source-lang", "-s", help="If FILE does not say.")] = "und",
    target_lang: Annotated[str, typer.Option("--target-lang", "-t", help="If FILE does not say.")] = "und",
) -> None:
    """Check a bitext and put what was found into one page."""
    import toolkit
    from toolkit.cli.alignment import command_line
    from toolkit.files import Staging
    from toolkit.formats import Context, load
    from toolkit.languages import normalise_code
    from toolkit.report import render_html, render_json, render_markdown

    form = format or {".md": "markdown", ".json": "json"}.get(output.suffix.lower(), "html")
    with Staging(inputs=[file]) as staging:
        page = staging.open(output)
        context = Context(
            normalise_code(source_lang),
            normalise_code(target_lang),
            notice=lambda clause: note(f"{file}: {clause}"),
        )
        made = toolkit.report(load(file, context=context), title=title, command=command_line())
        if form == "markdown":
            text = render_markdown(made)
        elif form == "json":
            text = render_json(made)
        else:
            text = render_html(made, language=language)
        page.write(text.encode("utf-8"))
    note(
        _(
            "{count} findings in {units} units → {output}",
            count=len(made.findings),
            units=len(tuple(made.units)),
            output=output,
        )
    )
