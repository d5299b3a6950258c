"""The page of ``bitext corpus build``: how a run went, from its data card and what it says of itself."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from toolkit.report import corpus_frame as frame
from toolkit.report.markup import Html, element
from toolkit.report.wording import Wording

_KNOWN = frozenset({"seconds", "elapsed", "pairs", "units", "reused", "set_aside"})


def render_run(
    card: Mapping[str, Any],
    run: Mapping[str, Any],
    failures: Sequence[Mapping[str, str]],
    *,
    language: str = "en",
    command: str = "",
    created: str = "",
) -> str:
    """How a build went, as one self-contained page.

    Args:
        card: the data card, ``card.json``.
        run: ``run.json``.
        failures: the lines of ``failures.jsonl``.
        language: of the page's own words.
        command: how it was started, as typed; what the card says if "".
        created: ISO date; "" leaves it out.

    Raises:
        UsageError: no strings for that language.
    """
    words = frame.wording(language)
    titles = [corpus["title"] for corpus in card["corpora"]]
    title = ", ".join(titles[:3]) + (", …" if len(titles) > 3 else "")
    day = words("run.day", day=created) if created else ""
    parts = [
        ("summary", _summary(card, run, words)),
        ("outcome", _outcome(card, words)),
        ("stages", _stages(run, words)),
        ("dropped", _counted(card, "dropped", "reason", words)),
        ("failures", _failures(failures, words)),
        ("findings", _counted(card, "findings", "check", words)),
        ("beads", _counted(card, "beads", "type", words)),
        ("shards", _shards(card, words)),
        ("rights", _rights(card, words)),
        ("made", _made(card, run, command, created, words)),
    ]
    return frame.page(title, words("run.kind"), day, _verdict(run, words), parts, words)


def render_run_json(
    card: Mapping[str, Any], run: Mapping[str, Any], failures: Sequence[Mapping[str, str]]
) -> str:
    """The same for programs: ``card``, ``run`` and ``failures``."""
    value = {"card": card, "run": run, "failures": [dict(each) for each in failures]}
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _verdict(run: Mapping[str, Any], words: Wording) -> Html:
    aside = words.count("n.aside", run["set_aside"])
    if not run["pairs"]:
        tone = "error" if run["set_aside"] else "empty"
        return frame.verdict(tone, words(f"run.{tone}", aside=aside), [])
    tone = "warning" if run["set_aside"] else "clean"
    sentence = words(
        f"run.{tone}",
        units=words.count("n.unit", run["units"]),
        pairs=words.count("n.pair", run["pairs"]),
        time=frame.duration(run["elapsed"], words),
        aside=aside,
    )
    more = []
    if run["reused"] >= run["pairs"]:
        more.append(words("run.reused_all"))
    elif run["reused"]:
        more.append(words("run.reused", n=words.number(run["reused"])))
    pairs, units = _rates(run)
    if pairs:
        more.append(words("run.rate", pairs=words.number(pairs, 1), units=words.number(units)))
    return frame.verdict(tone, sentence, more)


def _rates(run: Mapping[str, Any]) -> tuple[float, float]:
    """Document pairs and units a second, of those that were worked on; 0 where none was."""
    fresh = run["pairs"] - run["reused"]
    if fresh <= 0 or not run["elapsed"]:
        return 0.0, 0.0
    rate = fresh / run["elapsed"]
    return rate, rate * run["units"] / run["pairs"]


def _summary(card: Mapping[str, Any], run: Mapping[str, Any], words: Wording) -> Html:
    dropped = sum(card["dropped"].values())
    found = run["units"] + dropped
    share = words("name.of_found", share=words.percent(dropped / found if found else 0.0, 1))
    pairs, units = _rates(run)
    figures = [
        (words("name.units"), words.number(run["units"]), words.count("n.pair", run["pairs"])),
        (words("name.dropped"), words.number(dropped), share),
        (words("name.aside"), words.number(run["set_aside"]), ""),
        (words("name.reused"), words.number(run["reused"]), words("name.pairs")),
        (words("name.elapsed"), frame.duration(run["elapsed"], words), ""),
    ]
    if pairs:
        figures.append((words("name.rate"), words.number(units), ""))
    return frame.cards(figures, words)


def _outcome(card: Mapping[str, Any], words: Wording) -> Html:
    rows = [
        [
            frame.languages_of(pair, words),
            words.number(facts["documents"]),
            words.number(facts["units"]),
            ", ".join(f"{code} {words.number(count)}" for code, count in facts["words"].items()),
        ]
        for pair, facts in card["pairs"].items()
    ]
    heads = [words(f"name.{name}") for name in ("pair", "pairs", "units", "words")]
    made = frame.table(heads, rows, words("part.outcome")) if rows else ""
    return frame.part("outcome", words, made, about=False)


def _stages(run: Mapping[str, Any], words: Wording) -> Html:
    seconds = run["seconds"]
    shown = [frame.duration(spent, words) for spent in seconds.values()]
    heads = words("name.stage"), words("name.time")
    return frame.part(
        "stages", words, frame.bars(seconds, heads, words("part.stages"), words, shown=shown, named="step")
    )


def _counted(card: Mapping[str, Any], key: str, named: str, words: Wording) -> Html:
    heads = words(f"name.{named}"), words("name.units" if key == "dropped" else "name.count")
    return frame.part(key, words, frame.bars(card[key], heads, words(f"part.{key}"), words))


def _failures(failures: Sequence[Mapping[str, str]], words: Wording) -> Html:
    """What was set aside, by stage and reason, the commonest first."""
    groups: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for each in failures:
        names = [name for name in (each["source"], each["target"]) if name]
        where = f"{each['corpus']}/" if each["corpus"] else ""
        groups[each["stage"], _told(each)].append(where + " ~ ".join(names))
    parts = [
        frame.listing(
            f"{words.known(f'step.{stage}', stage)}: {reason}", [(name, "") for name in names], words
        )
        for (stage, reason), names in sorted(groups.items(), key=lambda each: (-len(each[1]), each[0]))
    ]
    rest = len(parts) - frame.SHOWN
    note = element("p", words("corpus.more", n=words.number(rest)), class_="soft") if rest > 0 else ""
    return frame.part("failures", words, *parts[: frame.SHOWN], note)


def _told(failure: Mapping[str, str]) -> str:
    """The reason without the name of the file it begins with, so that like ones come together."""
    reason = failure["reason"]
    for name in (failure["source"], failure["target"]):
        last = name.rpartition("/")[2]
        if last and reason.startswith(f"{last}: "):
            return reason[len(last) + 2 :]
    return reason


def _shards(card: Mapping[str, Any], words: Wording) -> Html:
    shards = card["shards"]
    rows = [
        [
            element("bdi", shard["file"], class_="file"),
            words.number(shard["units"]),
            frame.size(shard["bytes"], words),
            element("code", shard["sha256"], class_="digest"),
        ]
        for shard in shards[: frame.SHOWN]
    ]
    if not rows:
        return Html("")
    heads = [words(f"name.{name}") for name in ("file", "units", "bytes", "digest")]
    rest = len(shards) - len(rows)
    note = element("p", words("corpus.more", n=words.number(rest)), class_="soft") if rest else ""
    return frame.part("shards", words, frame.table(heads, rows, words("part.shards"), texts=(0, 3)), note)


def _rights(card: Mapping[str, Any], words: Wording) -> Html:
    parts = [
        frame.table(
            (words(f"name.{key}"), words("name.documents")),
            [(element("bdi", text), words.number(count)) for text, count in card[key].items()],
            words(f"name.{key}"),
        )
        for key in ("rights", "provenance")
        if card[key]
    ]
    return frame.part("rights", words, *parts)


def _made(
    card: Mapping[str, Any], run: Mapping[str, Any], command: str, created: str, words: Wording
) -> Html:
    rows: list[tuple[str, str]] = [
        (words("name.created"), created),
        (words("name.command"), element("code", command or card["command"])),
        (words("name.tool"), card["tool"]),
    ]
    # What engines say of themselves is shown as they say it.
    rows += [
        (name.replace("_", " "), element("code", str(value)))
        for name, value in run.items()
        if name not in _KNOWN and isinstance(value, str | int | float) and value != ""
    ]
    return frame.made(rows, words)
