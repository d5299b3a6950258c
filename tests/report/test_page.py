from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import zlib
from base64 import b64decode, b64encode
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.report.sample import ALPHA, NUMBER, compared, large, report, units
from toolkit.errors import UsageError
from toolkit.model import Finding, Score, Severity, Span, Unit, Units
from toolkit.report import Report, Translation, render_html
from toolkit.report.browser import FIRST, LAID_OUT, SHEET

HOSTILE = (
    "<script>alert(1)</script>",
    "</td></table><img src=x onerror=alert(1)>",
    "\"' onmouseover='alert(1)",
    "</style></script><!--",
    "&lt;b&gt; &amp;",
    "null \x00 byte \x1b[31m",
    "line\u2028and\u2029paragraph",
    "\u202eright to left override",
    "\ud800 alone",
    "{shown} %s ${x}",
)


class Page(HTMLParser):
    """What a browser would make of the page: elements by name, ids, and texts."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def named(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def rows(self) -> list[dict[str, str]]:
        return [row for row in self.named("tr") if "id" in row]


@pytest.fixture(scope="module")
def html() -> str:
    return render_html(report())


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def test_the_page_asks_for_nothing(page: Page, html: str) -> None:
    for _, attributes in page.elements:
        for name in ("src", "href", "srcset", "action", "poster", "data", "background", "ping"):
            assert attributes.get(name, "#").startswith(("#", "data:")), attributes
        assert not any(name.startswith("on") or name == "style" for name in attributes)
    assert not re.search(r"@import|url\(", html)
    assert not page.named("iframe")


def test_the_policy_allows_one_style_and_one_script_by_hash(page: Page, html: str) -> None:
    [policy] = [meta["content"] for meta in page.named("meta") if "http-equiv" in meta]
    assert policy.startswith("default-src 'none';")
    for tag in ("style", "script"):
        [content] = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.S)
        digest = b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert html.index("Content-Security-Policy") < html.index("<style>")
    assert "unsafe" not in policy


def test_every_row_has_its_place_and_every_link_leads_somewhere(page: Page) -> None:
    assert [row["id"] for row in page.rows] == [f"unit-{n}" for n in range(1, 7)]
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = {link["href"][1:] for link in page.named("a")}
    assert links <= set(ids)


def test_headings_go_down_one_step_at_a_time(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_landmarks_and_languages(page: Page) -> None:
    assert page.named("html")[0]["lang"] == "en"
    assert all(len(page.named(tag)) == 1 for tag in ("main", "nav", "footer"))
    cells = [cell["lang"] for cell in page.named("td") if "lang" in cell]
    assert cells == ["vi", "en"] * 6


def test_what_is_found_is_marked_and_told(html: str) -> None:
    assert '<mark class="e" title="number: 1.250 became 1,520">1,520</mark>' in html
    assert "<del>1,520</del> <ins>1,250</ins>" in html
    assert '<code dir="auto">1250</code>' in html, "values that the message does not name are shown"
    assert 'id=unit-2 class="e"' in html


def test_verdict_scores_and_gold_are_shown(page: Page) -> None:
    text = "".join(page.texts)
    assert "1 error and 1 warning in 6 units: correct the errors" in text
    assert "2 units have no counterpart. 2 beads are below 0.7 in confidence." in text
    assert "nrefs:1|case:mixed|tok:13a" in text
    assert "35.0 – 41.5" in text
    assert "Nước chưa rút." in text, "segments of a wrong bead stand on their own"
    assert "market.vi.txt" in text
    assert report().fingerprint in text


def test_the_page_speaks_vietnamese() -> None:
    page = Page(render_html(report(), "vi"))
    text = "".join(page.texts)
    assert page.named("html")[0]["lang"] == "vi"
    assert "1 lỗi và 1 cảnh báo trong 6 đơn vị" in text
    assert "38,2" in text or "38,3" in text


def test_a_language_without_strings_is_refused() -> None:
    with pytest.raises(UsageError):
        render_html(report(), "xx")


def test_parts_without_content_are_left_out() -> None:
    bare = Report("Only strings", Units((Unit("1", "a", "b"),)))
    page = Page(render_html(bare))
    names = [s["id"] for s in page.named("section")]
    assert names == ["summary", "findings", "units", "provenance"]
    assert [col["class"] for col in page.named("col")][:3] == ["number", "source", "target"]
    assert len(page.named("col")) == 6, "three columns, in the heads and in the one sheet"


def test_no_units_at_all() -> None:
    assert "There is nothing to report on" in render_html(Report("", Units(())))


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_outside_stays_text(text: str) -> None:
    sly = Finding(text, text, Severity.ERROR, text, text, Span(0, 3), Span(1, 1), (text,), text)
    made = Units(
        (Unit(text, text, text, bead=text, note=text), Unit("2", text, text)), text, text, text, text
    )
    made = replace(made, properties={text: text})
    score = replace(report().scores[0], metric=text, signature=text)
    hostile = Report(text, made, (sly, replace(sly, unit="2")), (score,), None, text, text, {text: text})
    html = render_html(hostile)
    html.encode("utf-8")
    page, plain = Page(html), Page(render_html(Report("x", Units((Unit("1", "a", "b"),)))))
    assert {tag for tag, _ in page.elements} <= {tag for tag, _ in plain.elements} | {
        "mark",
        "del",
        "ins",
        "svg",
        "rect",
        "path",
        "circle",
        "details",
        "summary",
        "figure",
        "figcaption",
        "wbr",
        "title",
        "text",
        "b",
        "time",
        "h3",
        "small",
        "bdi",
        "table",
        "i",
    }
    assert not any(name.startswith("on") for _, attributes in page.elements for name in attributes)
    assert len(page.named("script")) == len(page.named("style")) == 1
    assert "\x00" not in html


@given(st.text(), st.text(), st.integers(-2, 9), st.integers(-2, 9))
@settings(max_examples=40)
def test_any_text_gives_a_page_with_one_row(source: str, target: str, start: int, end: int) -> None:
    finding = replace(NUMBER, unit="1", source_span=Span(start, end), target_span=Span(end, start))
    html = render_html(Report("t", Units((Unit("1", source, target),)), (finding,)))
    html.encode("utf-8")
    assert len(Page(html).rows) == 1


def test_figures_that_are_no_numbers_do_no_harm() -> None:
    nan, inf = float("nan"), float("inf")
    made = Units((Unit("1", "a", "b", "1-1", nan), Unit("2", "a", "b", "1-1", 0.8)))
    scores = (Score("x", nan, "s", interval=(nan, inf), segments=(nan, 1.0, inf)), Score("y", inf, "s"))
    assert len(Page(render_html(Report("t", made, scores=scores))).rows) == 2


def test_right_to_left_text_is_isolated() -> None:
    made = Units((Unit("1", "שלום", "مرحبا"),), "he", "ar")
    cells = [cell for cell in Page(render_html(Report("t", made))).named("td") if "lang" in cell]
    assert all(cell["dir"] in ("rtl", "auto") for cell in cells)


def test_units_with_the_same_id_keep_places_of_their_own() -> None:
    made = Units((Unit("a", "x", "y"), Unit("a", "x", "y"), Unit("b c", "x", "y")))
    assert [row["id"] for row in Page(render_html(Report("t", made))).rows] == ["unit-a", "row-2", "row-3"]


def test_a_finding_about_no_unit_is_listed_without_a_link() -> None:
    lost = replace(NUMBER, unit="99")
    html = render_html(replace(report(), findings=(lost,)))
    assert "<bdi>Unit 99</bdi>" in html


def test_ten_thousand_units_in_two_translations_stay_below_six_megabytes() -> None:
    made = large(10_000)
    texts = tuple(unit.target for unit in made.units)
    both = replace(
        made,
        name="a",
        others=(Translation("b", tuple(text.upper() for text in texts), findings=made.findings),),
        references=(Translation("human", tuple(text[::-1] for text in texts)),),
    )
    assert len(render_html(both).encode()) <= 6_000_000


def unpacked(html: str) -> str:
    [packed] = re.findall('<template id="packed">(.*?)</template>', html)
    return zlib.decompress(b64decode(packed), -15).decode()


def test_a_large_report_has_its_first_rows_in_the_page_and_the_others_packed() -> None:
    html = render_html(large(LAID_OUT + 1))
    assert [row["id"] for row in Page(html).rows] == [f"unit-{n}" for n in range(1, FIRST + 1)]
    sheets = unpacked(html).split("\0")
    assert [sheet.count("<tr ") for sheet in sheets] == [SHEET] * 4 + [1]
    assert Page(f"<table>{sheets[-1]}</table>").rows == [{"id": f"unit-{LAID_OUT + 1}"}]
    assert "401 more units follow packed" in html


def test_a_small_report_has_all_its_rows_in_the_page() -> None:
    html = render_html(large(LAID_OUT))
    assert len(Page(html).rows) == LAID_OUT
    assert "<template" not in html


@pytest.mark.parametrize("text", HOSTILE)
def test_packed_text_stays_text(text: str) -> None:
    made = Units(tuple(Unit(str(n), text, text) for n in range(LAID_OUT + 1)))
    others = (Translation(text, (text,) * (LAID_OUT + 1)),)
    html = render_html(Report("t", made, name=text, others=others, references=others))
    html.encode("utf-8")
    rows = unpacked(html)
    assert rows.count("\0") == 4, "the border between sheets and nothing else"
    assert {tag for tag, _ in Page(rows).elements} == {"tr", "th", "a", "td", "p", "b", "span"}


def test_several_translations_are_scored_compared_and_shown_side_by_side() -> None:
    html = render_html(compared())
    page = Page(html)
    text = "".join(page.texts)
    assert "2 errors and 1 warning in 2 translations of 6 units" in text
    assert "second is reliably worse than first by BLEU." in text
    assert "first 1, second 1" in text, "findings of each"
    assert ALPHA[1] in html.replace('<mark class="e" title="number: 1.250 is missing">', "").replace(
        "</mark>", ""
    )
    names = [s["id"] for s in page.named("section") if s.get("id") and "aria-labelledby" in s]
    assert names == [
        "summary",
        "scores",
        "gold",
        "findings",
        "distributions",
        "alignment",
        "consistency",
        "units",
        "provenance",
    ]
    ids = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    assert {link["href"][1:] for link in page.named("a")} <= ids
    assert {field["name"] for field in page.named("select")} == {
        "severity",
        "system",
        "check",
        "type",
        "confidence",
        "base",
        "order",
    }


def test_the_same_report_gives_the_same_bytes(html: str) -> None:
    assert render_html(replace(report(), units=units())) == html
    code = (
        "from tests.report.sample import report; from toolkit.report import render_html;"
        "import sys; sys.stdout.buffer.write(render_html(report()).encode())"
    )
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)
        assert done.stdout.decode() == html
