"""What every section of the page is built of."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.report.markup import Html, element
from toolkit.report.wording import Wording


def section(name: str, title: str, about: str, *content: str, wide: bool = False) -> Html:
    """A part of the page: its heading and a word about it in the margin, the content beside them."""
    head = element("header", element("h2", title, id=f"{name}-title"), element("p", about) if about else "")
    body = element("div", *content, class_="body")
    return element(
        "section", head, body, id=name, class_="wide" if wide else None, aria_labelledby=f"{name}-title"
    )


def as_table(words: Wording, heads: Sequence[str], rows: Sequence[tuple[str, ...]]) -> Html:
    """What a picture shows, for those who cannot see it: a table with names and figures, folded up."""
    lines = (
        element(
            "tr",
            element("th", name, scope="row"),
            *(element("td", figure, class_="number") for figure in figures),
        )
        for name, *figures in rows
    )
    return element(
        "details",
        element("summary", words("page.table")),
        element(
            "table",
            element("thead", element("tr", *(element("th", head, scope="col") for head in heads))),
            element("tbody", *lines),
            class_="figures-table",
        ),
    )
