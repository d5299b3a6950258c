"""``bitext score`` and ``bitext check``."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import Annotated

import typer

from toolkit.cli import options
from toolkit.cli.console import emit, emit_json, note, table
from toolkit.errors import GateFailed
from toolkit.model import Score, Severity
from toolkit.translations import _, ngettext


class FindingsFormat(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    JUNIT = "junit"
    SARIF = "sarif"
    GITHUB = "github"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(epilog="Example: bitext score output.txt reference.txt --metric chrf --min-score chrf=50")(
        score
    )
    app.command(epilog="Example: bitext check article.tmx --fail-on error")(check)


def score(
    hypothesis: Annotated[str, typer.Argument(metavar="HYP", help="The translation, one segment a line.")],
    references: Annotated[
        list[str], typer.Argument(metavar="REF…", help="One or more references, line by line.")
    ],
    metric: Annotated[
        list[str] | None, typer.Option("--metric", "-m", help="bleu, chrf, chrf++ or ter; repeatable.")
    ] = None,
    baseline: Annotated[
        str | None, typer.Option(help="Another translation to compare with, by paired bootstrap.")
    ] = None,
    confidence: Annotated[
        int | None, typer.Option(min=10, help="Bootstrap samples for a 95 % interval, e.g. 1000.")
    ] = None,
    min_score: Annotated[
        list[str] | None,
        typer.Option("--min-score", help="Exit with 1 below this, e.g. chrf=50 (ter: above)."),
    ] = None,
    segments: Annotated[
        bool, typer.Option("--segments", help="Print the scores of each segment too.")
    ] = False,
    encoding: options.Encoding = None,
    as_json: options.Json = False,
) -> None:
    """Score a translation with BLEU, chrF and TER (sacrebleu)."""
    import toolkit
    from toolkit.quality import gates
    from toolkit.quality.significance import compare

    metrics = tuple(metric or ("bleu", "chrf", "ter"))
    bars = gates(min_score or (), metrics)
    hypotheses, *streams = (
        toolkit.read(path, encoding=encoding, lines=True).strings() for path in (hypothesis, *references)
    )
    scores = toolkit.score(hypotheses, streams, metrics, segments=segments, confidence=confidence)
    against = None
    if baseline:
        other = toolkit.read(baseline, encoding=encoding, lines=True).strings()
        against = compare(hypotheses, other, streams, metrics)
    if as_json:
        value: dict[str, object] = {"scores": [_as_json(s) for s in scores]}
        if against:
            value["comparison"] = [{"metric": c.metric, "baseline": c.baseline, "p": c.p} for c in against]
        emit_json(value)
    else:
        header = ["metric", "score", *(["95 % interval"] if confidence else []), "signature"]
        table([_row(s, bool(confidence)) for s in scores], header, right=(1,))
        if against:
            rows = [(c.metric, f"{c.baseline:.2f}", f"{c.p:.4f}", c.verdict) for c in against]
            table(rows, ("metric", "baseline", "p", "verdict"), right=(1, 2))
        if segments:
            figures = zip(*(score.segments for score in scores), strict=True)
            lines = [(n, *(f"{figure:.2f}" for figure in row)) for n, row in enumerate(figures, 1)]
            table(lines, ("segment", *(s.metric for s in scores)), right=tuple(range(len(scores) + 1)))
    failed = [bar for bar in bars if not bar.met(scores)]
    if failed:
        raise GateFailed("; ".join(bar.complaint(scores) for bar in failed), path=hypothesis)


def _row(score: Score, interval: bool) -> tuple[str, ...]:
    low_high = (
        (f"{score.interval[0]:.2f} – {score.interval[1]:.2f}" if score.interval else "",) if interval else ()
    )
    return (score.metric, f"{score.value:.2f}", *low_high, score.signature)


def _as_json(score: Score) -> dict[str, object]:
    value: dict[str, object] = {"metric": score.metric, "score": score.value, "signature": score.signature}
    if score.interval:
        value["interval"] = list(score.interval)
    if score.segments:
        value["segments"] = list(score.segments)
    return value


def _list_checks(wanted: bool) -> None:
    if wanted:
        from toolkit.quality import CHECKS

        rows = [
            (each.name, each.severity, each.category, "" if each.default else "off", each.about)
            for each in CHECKS.values()
        ]
        table(rows, ("check", "severity", "category", "", "looks for"))
        raise typer.Exit


def check(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A bitext: .tmx .po .tsv .jsonl; - with --from.")
    ],
    from_format: Annotated[
        str | None, typer.Option("--from", help="Format of FILE, if not its extension's.")
    ] = None,
    format: Annotated[
        FindingsFormat, typer.Option("--format", help="How to print the findings.")
    ] = FindingsFormat.TEXT,
    fail_on: Annotated[
        Severity | None, typer.Option(help="Exit with 1 if there is a finding this bad or worse.")
    ] = None,
    select: Annotated[list[str] | None, typer.Option(help="Run only this check; repeatable.")] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="Leave out this check; repeatable.")] = None,
    glossary: Annotated[
        str | None, typer.Option(metavar="FILE", help="The team's terms, .tsv or .tbx, to be kept to.")
    ] = None,
    output: options.Output = None,
    list_checks: Annotated[
        bool, typer.Option("--list", help="List the checks and exit.", is_eager=True, callback=_list_checks)
    ] = False,
    source_lang: Annotated[str, typer.Option("--source-lang", "-s", help="If FILE does not say.")] = "und",
    target_lang: Annotated[str, typer.Option("--target-lang", "-t", help="If FILE does not say.")] = "und",
    as_json: options.Json = False,
) -> None:
    """Look for translation errors in a bitext.

    Numbers, dates, placeholders, omissions, language, form …: --list shows all checks.
    """
    from toolkit import quality
    from toolkit.files import Staging
    from toolkit.formats import Context, load
    from toolkit.languages import normalise_code
    from toolkit.quality import output as outputs
    from toolkit.quality.glossary import read as read_glossary

    context = Context(
        normalise_code(source_lang),
        normalise_code(target_lang),
        notice=lambda clause: note(f"{file}: {clause}"),
    )
    units = load(file, format=from_format, context=context)
    terms = read_glossary(glossary, units.source_language, units.target_language) if glossary else None
    findings = list(quality.check(units, select=select or (), ignore=ignore or (), glossary=terms))
    render = getattr(outputs, FindingsFormat.JSON if as_json else format)
    text = render(units, findings)
    if output is None or str(output) == "-":
        emit(text)
    else:
        with Staging(inputs=[file]) as staging:
            staging.write(output, text.encode("utf-8"))
    counts = Counter(finding.severity for finding in findings)
    summary = ", ".join(
        (
            ngettext("{count} error", "{count} errors", counts[Severity.ERROR]),
            ngettext("{count} warning", "{count} warnings", counts[Severity.WARNING]),
            _("{count} info", count=counts[Severity.INFO]),
        )
    )
    note(_("{count} units checked: {findings}", count=len(tuple(units)), findings=summary))
    order = list(Severity)
    if fail_on is not None and any(order.index(f.severity) >= order.index(fail_on) for f in findings):
        raise GateFailed(_("findings of severity {severity} or worse", severity=fail_on), path=file)
