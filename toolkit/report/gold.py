"""The section on the gold: agreement by bead type, and the differences side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toolkit.model import Agreement, Bead, Evaluation, Units
from toolkit.report.contents import Report
from toolkit.report.differences import differences, segment_texts
from toolkit.report.markup import Html, element
from toolkit.report.parts import section
from toolkit.report.wording import Wording
from toolkit.report.writing import text_of

PLACES_SHOWN = 40
"""Differences from the gold shown side by side."""


def gold(report: Report, evaluation: Evaluation, words: Wording) -> Html:
    """Agreement with the gold, by bead type, and every place where the two differ."""
    overall = _agreements(
        words("gold.measure"),
        {words("gold.strict"): evaluation.strict, words("gold.lax"): evaluation.lax},
        words,
    )
    by_type = _agreements(words("gold.type"), evaluation.by_type, words)
    places = differences(evaluation)
    shown: list[Html] = []
    if places:
        texts = segment_texts(report.units)
        for number, place in enumerate(places[:PLACES_SHOWN], start=1):
            shown.append(
                element(
                    "section",
                    element("h4", words("gold.place", n=words.number(number))),
                    element(
                        "div",
                        _beads(words("gold.ours"), place.ours, texts, report.units, words),
                        _beads(words("gold.theirs"), place.theirs, texts, report.units, words),
                        class_="versus",
                    ),
                    class_="place",
                )
            )
        if len(places) > PLACES_SHOWN:
            shown.append(element("p", words("gold.more", n=words.number(len(places) - PLACES_SHOWN))))
    return section(
        "gold",
        words("gold.title"),
        words("gold.about"),
        overall,
        element("h3", words("gold.types")),
        by_type,
        element("h3", words("gold.differences")),
        *(shown or [element("p", words("gold.perfect"), class_="good")]),
    )


def _agreements(first: str, rows: Mapping[str, Agreement], words: Wording) -> Html:
    heads = [first, *(words(f"gold.{h}") for h in ("precision", "recall", "f1"))]
    heads += [words(f"gold.{h}") for h in ("found", "system_total", "gold_total")]
    lines = (
        element(
            "tr",
            element("th", name, scope="row"),
            *(
                element("td", words.number(value, 3), class_="number")
                for value in (agreement.precision, agreement.recall, agreement.f1)
            ),
            *(
                element("td", words.number(count), class_="number minor")
                for count in (agreement.hits_precision, agreement.total_precision, agreement.total_recall)
            ),
        )
        for name, agreement in rows.items()
    )
    return element(
        "table",
        element("thead", element("tr", *(element("th", head, scope="col") for head in heads))),
        element("tbody", *lines),
        class_="figures-table",
    )


def _beads(
    title: str,
    beads: Sequence[Bead],
    texts: tuple[Sequence[str | None], Sequence[str | None]],
    units: Units,
    words: Wording,
) -> Html:
    shown: list[Html] = []
    for bead in beads:
        sides: list[Html] = []
        for indices, known, code in (
            (bead.source, texts[0], units.source_language),
            (bead.target, texts[1], units.target_language),
        ):
            lines = []
            for index in indices:
                text = known[index] if index < len(known) else None
                number = element("small", words.number(index + 1))
                shown_text = (
                    text_of(text, code) if text is not None else element("i", words("gold.not_shown"))
                )
                lines.append(element("li", number, shown_text))
            sides.append(
                element("ul", *lines) if lines else element("p", words("gold.nothing"), class_="nothing")
            )
        shown.append(element("li", element("span", bead.type, class_="type"), *sides))
    empty = element("p", words("gold.nothing"), class_="nothing")
    return element("div", element("h5", title), element("ol", *shown) if shown else empty)
