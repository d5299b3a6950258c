from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from toolkit.model import Finding, Severity, Unit, Units
from toolkit.quality import output

UNITS = Units((Unit("1", "a", "b", target_line=4), Unit("2", "c", "d")), target_name="a.vi.txt")
READER = MarkdownIt("gfm-like", {"linkify": False})


def finding(message: str, check: str = "number", severity: Severity = Severity.ERROR) -> Finding:
    return Finding("1", check, severity, "accuracy", message)


def test_the_counts_then_the_worst_first() -> None:
    found = [finding("odd", "length", Severity.WARNING), finding("1 or 2"), finding("3 or 4")]
    assert output.markdown(UNITS, found).splitlines() == [
        "### Translation checks: 2 errors, 1 warning",
        "",
        "2 units checked.",
        "",
        "| check | category | findings |",
        "| --- | --- | --- |",
        "| `number` | accuracy | 2 |",
        "| `length` | accuracy | 1 |",
        "",
        "<details open><summary>Findings</summary>",
        "",
        "| place | severity | check | message |",
        "| --- | --- | --- | --- |",
        "| `a.vi.txt:4` | error | `number` | 1 or 2 |",
        "| `a.vi.txt:4` | error | `number` | 3 or 4 |",
        "| `a.vi.txt:4` | warning | `length` | odd |",
        "",
        "</details>",
    ]


def test_no_findings() -> None:
    assert output.markdown(UNITS, []) == "### Translation checks: no findings\n\n2 units checked.\n"


def test_a_comment_has_its_limit() -> None:
    shown = output.markdown(UNITS, [finding("x|" * 3000)] * 2000)
    assert len(shown) < 65_536
    assert "… and 1,950 further findings." in shown


@given(st.text(), st.text(alphabet="`|<a@*_[]\\~&;!#:/ \n"), st.text(alphabet="`|ab \n\\", min_size=1))
def test_whatever_it_says_a_finding_is_one_row_of_plain_text(free: str, marked: str, unit: str) -> None:
    units = [Unit(unit, "a", "b")]
    found = [Finding(unit, "number", Severity.ERROR, "accuracy", free + marked)]
    tokens = READER.parse(output.markdown(units, found))
    assert [token.type for token in tokens].count("tr_open") == 4
    kinds = {child.type for token in tokens for child in token.children or ()}
    assert kinds <= {"text", "text_special", "code_inline", "html_inline", "entity", "softbreak"}
    assert not any(
        child.type == "html_inline" and "details" not in child.content and "summary" not in child.content
        for token in tokens
        for child in token.children or ()
    )


def test_nobody_is_mentioned() -> None:
    assert "@team" not in output.markdown(UNITS, [finding("ask @team about <b>")])
