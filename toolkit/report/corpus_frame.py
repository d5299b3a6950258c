"""The frame of the pages about corpora: one file, no request, styled and scripted as its own policy names.

They wear the style sheet of the report, with a few rules of their own for tables of figures.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from toolkit.report import charts
from toolkit.report.document import document
from toolkit.report.markup import Html, element, join
from toolkit.report.parts import section
from toolkit.report.wording import Wording, phrases
from toolkit.report.wording import wording as report_wording
from toolkit.report.writing import language_name

_ICON = "%3Cpath d='M2 4h12M2 8h12M2 12h12' stroke='%233a7a8c' stroke-width='2'/%3E"
_SIGNS = {"error": "✕", "warning": "!", "clean": "✓", "empty": "–"}
SHOWN = 50
"""Lines of a list that are shown; the JSON has them all."""


@cache
def wording(language: str) -> Wording:
    """The words of the report and those of the pages about corpora.

    Raises:
        UsageError: no strings for that language.
    """
    words = report_wording(language)
    text = (files(__package__) / "corpus_strings" / f"{language}.toml").read_text(encoding="utf-8")
    return replace(words, phrases={**words.phrases, **dict(phrases(tomllib.loads(text)))})


def page(
    title: str,
    kind: str,
    line: str,
    verdict: Html,
    parts: Sequence[tuple[str, Html]],
    words: Wording,
) -> str:
    """A page.

    Args:
        title: the heading.
        kind: what it is, above the heading.
        line: what stands below the heading.
        verdict: see :func:`verdict`.
        parts: name and content of each section; "" for none. ``part.NAME`` is its title.
        words: the page's language.
    """
    there = [(name, part) for name, part in parts if part]
    links = (element("li", element("a", words(f"part.{name}"), href=f"#{name}")) for name, _part in there)
    content = [
        element("a", words("corpus.skip"), href="#summary", class_="skip"),
        element(
            "header",
            element("p", kind, class_="kind"),
            element("h1", element("bdi", title)),
            element("p", line, class_="sides"),
            element("button", words("page.theme"), type="button", id="theme", hidden=True),
            class_="page",
        ),
        element("nav", element("ul", *links), aria_label=words("page.contents")),
        Html("\n"),
        element("main", verdict, Html("\n"), *(part for _name, part in there)),
        Html("\n"),
        element("footer", element("p", words("page.made_with"))),
    ]
    return document(
        title,
        content,
        language=words.language,
        styles=("report.css", "corpus.css"),
        scripts=("theme.js",),
        icon=_ICON,
    )


# ── parts of the pages ──────────────────────────────────────────────────────────────────────────────────────


def verdict(tone: str, sentence: str, more: Sequence[str]) -> Html:
    """One plain sentence, and what else to know; ``tone`` is clean, warning, error or empty."""
    return element(
        "div",
        element("span", _SIGNS[tone], class_="sign", aria_hidden="true"),
        element(
            "div",
            element("p", sentence, class_="sentence"),
            element("p", " ".join(more), class_="more") if more else "",
        ),
        class_=f"verdict {tone}",
    )


def cards(figures: Sequence[tuple[str, str, str]], words: Wording) -> Html:
    """The figures a reader asks for first: (name, figure, detail) each."""
    items = (
        element("div", element("dt", name), element("dd", value), element("dd", detail, class_="detail"))
        for name, value, detail in figures
    )
    return section("summary", words("part.summary"), "", element("dl", *items, class_="cards"))


def part(name: str, words: Wording, *content: str, about: bool = True) -> Html:
    """A section; "" where it has no content."""
    if not any(content):
        return Html("")
    said = words(f"part.{name}_about") if about else ""
    return section(name, words(f"part.{name}"), said, *content)


def table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], label: str, *, texts: Sequence[int] = (0,)
) -> Html:
    """A table of figures; it scrolls by itself where the page is narrow.

    Args:
        heads: names of the columns.
        rows: cells; the first of each row names it.
        label: what the table shows, for screen readers.
        texts: columns that hold words, not figures.
    """

    def cell(at: int, value: str) -> Html:
        style = None if at in texts or value.startswith("<svg") else "number"
        return element("td", value, class_=style) if at else element("th", value, scope="row")

    head = (
        element("th", name, scope="col", class_=None if at in texts else "number") if name else element("td")
        for at, name in enumerate(heads)
    )
    body = (element("tr", *(cell(at, value) for at, value in enumerate(row))) for row in rows)
    made = element(
        "table",
        element("thead", element("tr", *head)),
        element("tbody", *body),
        class_="figures-table counted",
    )
    return element("div", made, class_="scroll", tabindex=0, role="group", aria_label=label)


def bars(
    counts: Mapping[str, float],
    heads: tuple[str, str],
    label: str,
    words: Wording,
    *,
    shown: Sequence[str] = (),
    named: str = "",
) -> Html:
    """Counts as a table with bars, the largest the longest; with shares of them all.

    Args:
        counts: by name.
        heads: of the names and of the figures.
        label: what the table shows, for screen readers.
        words: the page's language.
        shown: the figures in words, if they are no plain counts.
        named: where the names' translations stand, as ``step``.
    """
    if not counts:
        return Html("")
    most, total = max(counts.values()) or 1, sum(counts.values()) or 1
    figures = shown or [words.number(count) for count in counts.values()]
    rows = [
        (
            element("bdi", words.known(f"{named}.{name}", name) if named else name),
            charts.bar(count / most),
            figure,
            words.percent(count / total, 1),
        )
        for (name, count), figure in zip(counts.items(), figures, strict=True)
    ]
    return table((heads[0], "", heads[1], words("name.share")), rows, label, texts=(0, 1))


def listing(title: str, lines: Sequence[tuple[str, str]], words: Wording, total: int = 0) -> Html:
    """A list of names with what is to be said of each, folded up when long; "" for none."""
    if not lines:
        return Html("")
    items = (
        element("li", element("bdi", name, class_="file"), element("small", said) if said else "")
        for name, said in lines[:SHOWN]
    )
    rest = (total or len(lines)) - min(len(lines), SHOWN)
    return element(
        "details",
        element("summary", title, " ", element("small", words.number(total or len(lines)))),
        element("ul", *items, class_="names"),
        element("p", words("corpus.more", n=words.number(rest)), class_="soft") if rest else "",
        open=len(lines) <= 10,
        class_="listed",
    )


def made(rows: Sequence[tuple[str, str]], words: Wording) -> Html:
    """What is needed to make it again."""
    items = (element("div", element("dt", name), element("dd", value)) for name, value in rows if value)
    return part("made", words, element("dl", *items, class_="provenance"))


def languages_of(pair: str, words: Wording) -> Html:
    """A pair of languages by their names: ``vi-en``, ``pt-BR-en``."""
    parts = pair.split("-")
    cut = next(
        (at for at in range(1, len(parts)) if parts[at].islower() and len(parts[at]) in (2, 3)), len(parts)
    )
    codes = ["-".join(parts[:cut]), "-".join(parts[cut:])]
    return join((language_name(code, words) for code in codes if code), " → ")


def size(count: float, words: Wording) -> str:
    """Bytes as people say it."""
    for unit, name in ((1 << 20, "mb"), (1 << 10, "kb")):
        if count >= 0.95 * unit:
            return words(f"name.{name}", n=words.number(count / unit, 1))
    return words("name.b", n=words.number(count))


def duration(seconds: float, words: Wording) -> str:
    """A time as people say it."""
    if seconds < 60:
        return words("time.seconds", n=words.number(seconds, 1))
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return words("time.minutes", minutes=words.number(minutes), seconds=words.number(rest))
    hours, minutes = divmod(minutes, 60)
    return words("time.hours", hours=words.number(hours), minutes=words.number(minutes))
