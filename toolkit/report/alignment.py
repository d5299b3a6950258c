"""The section that draws the alignment: ribbon, course, bead types, confidence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from toolkit.model import Finding, Severity, Unit
from toolkit.report import charts
from toolkit.report.contents import Report
from toolkit.report.marked import SEVERITY_CLASS
from toolkit.report.markup import Html, element, join
from toolkit.report.parts import as_table, section
from toolkit.report.summary import BANDS, SEVERITIES, Summary, band, confidence_of
from toolkit.report.trace import ALONE, Stretch, passages, trace
from toolkit.report.wording import Wording

_BINS = 20
_TICKS = 600
_PLACES_LISTED = 25
_PASSAGES_LISTED = 5


def alignment(
    report: Report, figures: Summary, names: Sequence[str], placed: dict[int, list[Finding]], words: Wording
) -> Html:
    """The alignment in pictures.

    Args:
        report: what to draw.
        figures: its summary.
        names: the anchor of each unit.
        placed: the findings of each row.
        words: the page's language.
    """
    units = list(report.units)
    stretches = trace(units)
    links = [(names[_worst(units, stretch)], _words(units, stretch, words)) for stretch in stretches]
    pictures = [
        element(
            "figure",
            element("figcaption", words("alignment.course")),
            charts.dot_plot(stretches, links),
            _course(units, stretches, words),
            _lacking(units, names, words),
        ),
        element("figure", element("figcaption", words("alignment.types")), _types(figures, words)),
    ]
    if figures.mean_confidence is not None:
        pictures.append(_confidence(units, figures, words))
    ribbon = element(
        "figure",
        element("figcaption", words("alignment.ribbon")),
        element("span", words("alignment.source"), class_="edge-name"),
        charts.ribbon(stretches, _ticks(units, placed), links),
        element("span", words("alignment.target"), class_="edge-name"),
        _legend(figures, words),
        element(
            "p",
            words("alignment.ribbon_text", units=words.count("count.unit", figures.units)),
            class_="unseen",
        ),
        _table(units, stretches, words),
        class_="ribbon",
    )
    return section(
        "alignment",
        words("alignment.title"),
        words("alignment.about"),
        ribbon,
        element("div", *pictures, class_="figures"),
    )


def _worst(units: Sequence[Unit], stretch: Stretch) -> int:
    """The row a stretch leads to: the least certain of its units."""
    rows = range(stretch.first, stretch.last + 1)
    return min(rows, key=lambda row: 1.0 if (c := confidence_of(units[row])) is None else c)


def _words(units: Sequence[Unit], stretch: Stretch, words: Wording) -> str:
    first, last = units[stretch.first], units[stretch.last]
    if first is not last:
        return f"{first.id} – {last.id}"
    confidence = confidence_of(first)
    judged = "" if confidence is None else f" · {words.number(confidence, 2)}"
    return f"{first.id} · {first.type}{judged}"


def _ticks(units: Sequence[Unit], placed: dict[int, list[Finding]]) -> list[tuple[float, str]]:
    """Where the findings are in the target: one tick a unit with its worst severity, errors drawn last."""
    total = sum(len(unit.target) for unit in units) or 1
    ends = list(accumulate(len(unit.target) for unit in units))
    ticks: list[tuple[float, Severity]] = []
    for row, found in sorted(placed.items()):
        worst = min((finding.severity for finding in found), key=SEVERITIES.index)
        ticks.append(((ends[row] - len(units[row].target) / 2) / total, worst))
    ticks.sort(key=lambda tick: (SEVERITIES.index(tick[1]), tick[0]))
    return [(place, SEVERITY_CLASS[severity]) for place, severity in reversed(ticks[:_TICKS])]


def _legend(figures: Summary, words: Wording) -> Html:
    keys = [f"c{index}" for index in (3, 2, 1, 0)] if figures.mean_confidence is not None else []
    names = {f"c{index}": words(f"alignment.band{index}") for index in range(4)}
    names |= {"c": words("alignment.unjudged"), ALONE: words("alignment.alone")}
    keys += ["c"] if figures.mean_confidence is None else []
    keys += [ALONE] if figures.unaligned else []
    items = (
        element("li", element("span", class_=f"swatch {key}", aria_hidden="true"), names[key]) for key in keys
    )
    return element("ul", *items, class_="legend")


def _course(units: Sequence[Unit], stretches: Sequence[Stretch], words: Wording) -> Html:
    widest = max(stretches, key=lambda stretch: stretch.drift, default=None)
    if widest is None or widest.drift < 0.001:
        return element("p", words("alignment.course_flat"), class_="reading")
    share = words.percent(widest.drift, 1)
    text = words("alignment.course_text", share=share, unit=units[widest.last].id)
    return element("p", text, class_="reading")


def _lacking(units: Sequence[Unit], names: Sequence[str], words: Wording) -> Html:
    """The longest passages that one side lacks, with links to their first units."""
    items = []
    for passage in passages(units)[:_PASSAGES_LISTED]:
        first, last = units[passage.first].id, units[passage.last].id
        place = first if first == last else f"{first} – {last}"
        said = words(f"alignment.lacks_{passage.lacking}", share=words.percent(passage.share, 1))
        items.append(element("li", element("a", place, href=f"#{names[passage.first]}"), " ", said))
    if not items:
        return Html("")
    about = element("p", words("alignment.lacking"), class_="reading")
    return join([about, element("ul", *items, class_="reading")])


def _table(units: Sequence[Unit], stretches: Sequence[Stretch], words: Wording) -> Html:
    """The ribbon for those who cannot see it: where units begin, in shares of each text."""
    step = -(-len(stretches) // _PLACES_LISTED) or 1
    rows = (
        element(
            "tr",
            element("th", units[stretch.first].id, scope="row"),
            element("td", words.percent(stretch.source_start), class_="number"),
            element("td", words.percent(stretch.target_start), class_="number"),
        )
        for stretch in stretches[::step]
    )
    heads = (words(f"alignment.{key}") for key in ("number", "begins_source", "begins_target"))
    return element(
        "details",
        element("summary", words("page.table")),
        element("p", words("alignment.sampled", n=words.number(step))) if step > 1 else "",
        element(
            "table",
            element("thead", element("tr", *(element("th", head, scope="col") for head in heads))),
            element("tbody", *rows),
            class_="figures-table",
        ),
    )


def _types(figures: Summary, words: Wording) -> Html:
    most = max(figures.types.values(), default=1)
    rows = (
        element(
            "tr",
            element("th", kind, scope="row"),
            element(
                "td", charts.bar(count / most, ALONE if kind.startswith("0-") or kind.endswith("-0") else "")
            ),
            element("td", words.number(count), class_="number"),
            element("td", words.percent(count / figures.units, 1), class_="number minor"),
        )
        for kind, count in figures.types.items()
    )
    heads = (words("alignment.type"), "", words("alignment.count"), words("alignment.share"))
    head = element("tr", *(element("th", name, scope="col") if name else element("td") for name in heads))
    return element("table", element("thead", head), element("tbody", *rows), class_="types")


def _confidence(units: Sequence[Unit], figures: Summary, words: Wording) -> Html:
    values = [c for unit in units if (c := confidence_of(unit)) is not None]
    classes = [f"c{band((index + 0.5) / _BINS)}" for index in range(_BINS)]
    bands = range(len(BANDS), -1, -1)
    rows = [(words(f"alignment.band{index}"), words.number(figures.bands[index])) for index in bands]
    heads = (words("alignment.confidence"), words("alignment.count"))
    return element(
        "figure",
        element("figcaption", words("alignment.confidence")),
        charts.histogram(values, 1.0, classes, words, digits=1),
        as_table(words, heads, rows),
    )
