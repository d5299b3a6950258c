"""The section on consistency and terms: one source with several translations, and the glossary's terms."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.report.contents import Report, TermUse
from toolkit.report.markup import Html, element, join
from toolkit.report.parts import section
from toolkit.report.repeated import LEAST_WORDS, Rendering, Repeated, repeated
from toolkit.report.wording import Wording
from toolkit.report.writing import text_of

SHOWN = 25
"""Repeated texts, and terms, listed."""
_ROWS_LINKED = 12
_RENDERINGS_SHOWN = 8


def consistency(report: Report, names: Sequence[str], words: Wording) -> Html:
    """What is rendered in more than one way, translation by translation, and how terms fared.

    Args:
        report: what to show.
        names: the anchor of each unit.
        words: the page's language.

    Returns:
        The section; "" where no text stands twice with two renderings and there is no glossary.
    """
    units = list(report.units)
    links = [element("a", unit.id, href=f"#{name}") for unit, name in zip(units, names, strict=True)]
    codes = report.units.source_language, report.units.target_language
    parts: list[Html] = []
    for translation in report.translations:
        pairs = [(unit.source, text) for unit, text in zip(units, translation.texts, strict=True)]
        turned = [(text, source) for source, text in pairs]
        label = f": {translation.name}" if report.others else ""
        for key, found, (ours, theirs) in (
            ("same_source", repeated(pairs), codes),
            ("same_target", repeated(turned, least_words=LEAST_WORDS), codes[::-1]),
        ):
            if found:
                parts.append(element("h3", words(f"consistency.{key}") + label))
                parts.append(_repeated(found, ours, theirs, links, words))
    if report.terms:
        parts.append(element("h3", words("consistency.terms")))
        parts.append(_terms(report, names, words))
    if not parts:
        return Html("")
    return section("consistency", words("consistency.title"), words("consistency.about"), *parts)


def _repeated(
    found: Sequence[Repeated], ours: str, theirs: str, links: Sequence[Html], words: Wording
) -> Html:
    items = [
        element(
            "li",
            element("p", text_of(each.text, ours)),
            element(
                "ul",
                *(
                    element("li", text_of(r.text, theirs), " ", _places(r, links))
                    for r in each.renderings[:_RENDERINGS_SHOWN]
                ),
            ),
        )
        for each in found[:SHOWN]
    ]
    rest = len(found) - len(items)
    more = element("p", words("consistency.more", n=words.number(rest)), class_="minor") if rest > 0 else ""
    return join([element("ul", *items, class_="repeated"), more])


def _places(rendering: Rendering, links: Sequence[Html]) -> Html:
    shown = [links[row] for row in rendering.rows[:_ROWS_LINKED]]
    rest = len(rendering.rows) - len(shown)
    return element("small", join(shown, ", "), f" + {rest}" if rest > 0 else "")


def _column(name: str, words: Wording) -> Html:
    figures = "number" if name in ("met", "kept") else None
    return element("th", words(f"consistency.{name}"), scope="col", class_=figures)


def _terms(report: Report, names: Sequence[str], words: Wording) -> Html:
    several = bool(report.others)
    anchor = {unit.id: name for unit, name in zip(report.units, names, strict=True)}
    codes = report.units.source_language, report.units.target_language
    heads = ["term", "rendered", *(["system"] if several else []), "met", "kept", "missed"]

    def row(use: TermUse) -> Html:
        links = [
            element("a", unit, href=f"#{anchor[unit]}") if unit in anchor else element("bdi", unit)
            for unit in use.missed[:_ROWS_LINKED]
        ]
        rest = len(use.missed) - len(links)
        return element(
            "tr",
            element("th", text_of(use.source, codes[0]), scope="row"),
            element("td", join((text_of(target, codes[1]) for target in use.targets), "; ")),
            element("td", element("bdi", use.system)) if several else "",
            element("td", words.number(use.met), class_="number"),
            element("td", words.number(max(0, use.met - len(use.missed))), class_="number"),
            element("td", join(links, ", ") if links else "–", f" + {rest}" if rest > 0 else ""),
        )

    shown = report.terms[:SHOWN]
    head = element("thead", element("tr", *(_column(h, words) for h in heads)))
    table = element("table", head, element("tbody", *map(row, shown)), class_="figures-table terms")
    rest = len(report.terms) - len(shown)
    more = element("p", words("consistency.more", n=words.number(rest)), class_="minor") if rest > 0 else ""
    return join(
        [
            element(
                "div", table, class_="scroll", tabindex=0, role="group", aria_labelledby="consistency-title"
            ),
            more,
        ]
    )
