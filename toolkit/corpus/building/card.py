"""The data card: what a corpus holds, whose it is, how it was made and what was left out, and why."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from toolkit.corpus.building.exporting import Shard
from toolkit.corpus.building.recipe import Recipe
from toolkit.corpus.building.stages import Done
from toolkit.corpus.building.tasks import Failure, Task
from toolkit.corpus.manifest import Corpus, CorpusDocument
from toolkit.languages.names import language_name

Card = dict[str, Any]


class Tally:
    """Counts that grow with every pair of documents."""

    def __init__(self) -> None:
        self.pairs: Counter[str] = Counter()
        self.units: Counter[str] = Counter()
        self.words: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.rights: Counter[str] = Counter()
        self.provenance: Counter[str] = Counter()

    def add(self, task: Task, done: Done) -> None:
        """One pair of documents that was not set aside."""
        pair = "-".join(task.languages)
        self.pairs[pair] += 1
        self.units[pair] += done.units
        for side, code in zip(("source", "target"), task.languages, strict=True):
            self.words[pair][code] += done.facts["words"].get(side, 0)
        for name in ("beads", "drops", "findings"):
            self.counts[name].update(done.facts[name])

    def own(self, documents: Iterable[CorpusDocument]) -> None:
        """The documents that all pairs were made of, each once."""
        for document in documents:
            self.rights[document.rights] += 1
            self.provenance[document.provenance] += 1


def card(
    corpora: Sequence[Corpus],
    recipe: Recipe,
    tally: Tally,
    shards: Sequence[Shard],
    failures: Sequence[Failure],
) -> Card:
    """The card as JSON has it; it says nothing that differs from one run of the same build to the next."""
    facts = recipe.facts()
    return {
        "tool": f"bitext-toolkit {facts.pop('version')}",
        "command": recipe.command(tuple(corpus.id for corpus in corpora)),
        "options": facts,
        "corpora": [
            {
                "id": corpus.id,
                "title": corpus.title,
                "description": corpus.description,
                "documents": len(corpus.documents),
            }
            for corpus in corpora
        ],
        "languages": {
            code: language_name(code) or code
            for code in sorted({code for sizes in tally.words.values() for code in sizes})
        },
        "pairs": {
            pair: {
                "documents": tally.pairs[pair],
                "units": tally.units[pair],
                "words": dict(sorted(tally.words[pair].items())),
            }
            for pair in sorted(tally.pairs)
        },
        "beads": _falling(tally.counts["beads"]),
        "dropped": _falling(tally.counts["drops"]),
        "findings": _falling(tally.counts["findings"]),
        "set_aside": _falling(Counter(failure.stage for failure in failures)),
        "rights": dict(sorted(tally.rights.items())),
        "provenance": dict(sorted(tally.provenance.items())),
        "shards": [asdict(shard) for shard in shards],
    }


def markdown(made: Card) -> str:
    """The card for people."""
    units = sum(pair["units"] for pair in made["pairs"].values())
    dropped = sum(made["dropped"].values())
    out = [
        "# " + ", ".join(corpus["title"] for corpus in made["corpora"]),
        "",
        *(corpus["description"] + "\n" for corpus in made["corpora"] if corpus["description"]),
        f"{units:,} translation units of {units + dropped:,} found; {sum(made['set_aside'].values())} "
        "documents or pairs set aside (`failures.jsonl`).",
        "",
        *_table(
            ("languages", "document pairs", "units", "words"),
            [
                (
                    pair,
                    f"{facts['documents']:,}",
                    f"{facts['units']:,}",
                    ", ".join(f"{code} {count:,}" for code, count in facts["words"].items()),
                )
                for pair, facts in made["pairs"].items()
            ],
        ),
        "## Left out",
        "",
        *_table(("reason", "units"), [(why, f"{count:,}") for why, count in made["dropped"].items()]),
        "## Beads",
        "",
        *_table(("type", "beads"), [(kind, f"{count:,}") for kind, count in made["beads"].items()]),
        "## What the checks noticed",
        "",
        *_table(("check", "findings"), [(name, f"{count:,}") for name, count in made["findings"].items()]),
        "## Rights",
        "",
        *_table(("rights", "documents"), [(text, f"{count:,}") for text, count in made["rights"].items()]),
        "## Provenance",
        "",
        *_table(("provenance", "documents"), [(t, f"{count:,}") for t, count in made["provenance"].items()]),
        "## Made by",
        "",
        f"{made['tool']}",
        "",
        f"    {made['command']}",
        "",
        *_settings(made["options"]["settings"]),
        "## Files",
        "",
        *_table(
            ("file", "units", "bytes", "SHA-256"),
            [(s["file"], f"{s['units']:,}", f"{s['bytes']:,}", s["sha256"]) for s in made["shards"]],
        ),
    ]
    return "\n".join(out).rstrip("\n") + "\n"


def _settings(settings: dict[str, Any]) -> list[str]:
    """What the command line does not say."""
    if not settings:
        return []
    said = json.dumps(settings, ensure_ascii=False, indent=2).splitlines()
    return ["by these settings of the project (`bitext.toml`):", "", *(f"    {line}" for line in said), ""]


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    if not rows:
        return ["none", ""]
    lines = [header, ["---"] * len(header), *([_cell(cell) for cell in row] for row in rows)]
    return ["| " + " | ".join(line) + " |" for line in lines] + [""]


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _falling(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
