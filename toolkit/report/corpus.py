"""The page of ``bitext corpus stats``: what a corpus holds, from the figures the command gives programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toolkit.report import corpus_frame as frame
from toolkit.report.corpus_charts import binned, columns, median
from toolkit.report.markup import Html, element, join
from toolkit.report.wording import Wording
from toolkit.report.writing import language_name

_BIN, _LONGEST = 5, 100
"""Words a column of the lengths, and where the last one begins."""

Facts = Mapping[str, Any]


def render_corpus(facts: Facts, *, language: str = "en", command: str = "", created: str = "") -> str:
    """What a corpus holds as one self-contained page; the same figures give the same bytes.

    Args:
        facts: as :meth:`toolkit.corpus.counting.Statistics.facts` gives them.
        language: of the page's own words.
        command: how it was made, as typed.
        created: ISO date; "" leaves it out.

    Raises:
        UsageError: no strings for that language.
    """
    words = frame.wording(language)
    titles = [corpus["title"] for corpus in facts["corpora"]]
    day = words("corpus.day", day=created) if created else ""
    rows = [(words("name.created"), created), (words("name.command"), _code(command))]
    rows += [(words("name.tool"), facts.get("tool", ""))]
    parts = [
        ("summary", _summary(facts, words)),
        ("languages", _languages(facts, words)),
        ("pairs", _pairs(facts, words)),
        ("lengths", _lengths(facts, words)),
        ("beads", _beads(facts, words)),
        ("trouble", _trouble(facts, words)),
        ("rights", _rights(facts, words)),
        ("made", frame.made(rows, words)),
    ]
    title = ", ".join(titles[:3]) + (", …" if len(titles) > 3 else "")
    return frame.page(title, words("corpus.kind"), day, _verdict(facts, words), parts, words)


def _code(text: str) -> str:
    return element("code", text) if text else ""


def _totals(facts: Facts) -> dict[str, int]:
    names = ("documents", "segments", "words", "repeated", "bytes")
    return {name: sum(side[name] for side in facts["languages"].values()) for name in names}


def _verdict(facts: Facts, words: Wording) -> Html:
    documents = _totals(facts)["documents"] + len(facts["failures"])
    said = [
        words.count(f"n.{name}", len(facts[key]))
        for name, key in (
            ("failed", "failures"),
            ("changed", "changed"),
            ("alone", "alone"),
            ("same", "same"),
        )
        if facts[key]
    ]
    tone = "error" if facts["failures"] or facts["changed"] else "warning" if said else "clean"
    if not documents:
        tone = "empty"
    sentence = words(
        f"corpus.{tone}",
        documents=words.count("n.document", documents),
        languages=words.count("n.language", len(facts["languages"])),
    )
    return frame.verdict(tone, sentence, said)


def _summary(facts: Facts, words: Wording) -> Html:
    total = _totals(facts)
    share = total["repeated"] / total["segments"] if total["segments"] else 0.0
    per = total["words"] / total["segments"] if total["segments"] else 0.0
    figures = [
        (words("name.documents"), words.number(total["documents"]), frame.size(total["bytes"], words)),
        (
            words("name.segments"),
            words.number(total["segments"]),
            f"{words.number(per, 1)} {words('name.per_segment').lower()}",
        ),
        (words("name.words"), words.number(total["words"]), ""),
        (words("name.repeated"), words.percent(share, 1), words.number(total["repeated"])),
        (words("name.pairs"), words.number(sum(facts["pairs"].values())), ""),
    ]
    units = sum(pair["units"] for pair in facts["aligned"].values())
    if units:
        figures.append((words("name.units"), words.number(units), ""))
    return frame.cards(figures, words)


def _languages(facts: Facts, words: Wording) -> Html:
    heads = ("language", "documents", "segments", "words", "per_segment", "repeated", "bytes")
    rows = []
    for code, side in facts["languages"].items():
        segments = side["segments"] or 1
        name = join([language_name(code, words), element("small", f" {code}")])
        rows.append(
            [
                name,
                *(words.number(side[key]) for key in ("documents", "segments", "words")),
                words.number(side["words"] / segments, 1),
                words.percent(side["repeated"] / segments, 1),
                frame.size(side["bytes"], words),
            ]
        )
    if not rows:
        return Html("")
    return frame.part(
        "languages",
        words,
        frame.table([words(f"name.{head}") for head in heads], rows, words("part.languages")),
    )


def _pairs(facts: Facts, words: Wording) -> Html:
    codes = sorted({*facts["pairs"], *facts["aligned"]})
    built = facts.get("built", {})
    heads = [words("name.pair"), words("name.pairs")]
    heads += [words("name.units")] if facts["aligned"] or built else []
    heads += [words("name.repeated")] if facts["aligned"] else []
    rows = []
    for code in codes:
        aligned = facts["aligned"].get(code)
        units = built.get(code, aligned["units"] if aligned else None)
        share = aligned["repeated"] / (aligned["units"] or 1) if aligned else None
        row = [
            frame.languages_of(code, words),
            words.number(facts["pairs"].get(code, 0)),
            "–" if units is None else words.number(units),
            "–" if share is None else words.percent(share, 1),
        ]
        rows.append(row[: len(heads)])
    made = frame.table(heads, rows, words("part.pairs")) if rows else ""
    return frame.part("pairs", words, made, about=len(heads) > 2)


def _lengths(facts: Facts, words: Wording) -> Html:
    figures = []
    for code, side in facts["languages"].items():
        name = str(language_name(code, words))
        lengths = {int(value): count for value, count in side["lengths"].items()}
        if lengths:
            bins = binned(lengths, _BIN, _LONGEST, words)
            named = [(_span(int(low), _BIN, words), count) for low, count in bins]
            note = words("name.median", n=words.number(median(lengths)))
            title = Html(words("name.lengths", language=name))
            figures.append(columns(title, words("name.length"), named, note, words))
        sizes = {int(value): count for value, count in side["sizes"].items()}
        if sum(sizes.values()) > 1:
            last = max(sizes)
            steps = [0, *(1 << power for power in range(last.bit_length()))] if last else [0]
            named = [(_power(step, words), sizes.get(step, 0)) for step in steps if step or sizes.get(0)]
            title = Html(words("name.sizes", language=name))
            figures.append(columns(title, words("name.size"), named, "", words))
    return frame.part("lengths", words, element("div", *figures, class_="figures two") if figures else "")


def _span(low: int, width: int, words: Wording) -> str:
    if low >= _LONGEST:
        return f"{words.number(low)}+"
    return f"{words.number(low)}–{words.number(low + width - 1)}"


def _power(low: int, words: Wording) -> str:
    return words.number(low) if low < 2 else f"{words.number(low)}–{words.number(2 * low - 1)}"


def _beads(facts: Facts, words: Wording) -> Html:
    heads = words("name.type"), words("name.count")
    return frame.part("beads", words, frame.bars(facts["beads"], heads, words("part.beads"), words))


def _trouble(facts: Facts, words: Wording) -> Html:
    lists = {
        "failed": [(each["file"], each["reason"]) for each in facts["failures"]],
        "changed": [(name, "") for name in facts["changed"]],
        "alone": [(name, "") for name in facts["alone"]],
        "same": [(each["file"], each["as"]) for each in facts["same"]],
    }
    parts = [frame.listing(words(f"fault.{name}"), lines, words) for name, lines in lists.items()]
    return frame.part("trouble", words, *parts)


def _rights(facts: Facts, words: Wording) -> Html:
    parts = [
        frame.table(
            (words(f"name.{key}"), words("name.documents")),
            [(element("bdi", text), words.number(count)) for text, count in facts[key].items()],
            words(f"name.{key}"),
        )
        for key in ("rights", "provenance")
        if facts[key]
    ]
    return frame.part("rights", words, *parts)
