from __future__ import annotations

from dataclasses import replace

import pytest

from tests.report.sample import NUMBER, compared, report
from toolkit.model import Units
from toolkit.report import Report, render_markdown


def test_the_sample_as_a_comment() -> None:
    assert render_markdown(report()) == (
        "### Chợ Đồng Xuân\n"
        "\n"
        "❌ **1 error and 1 warning in 6 units: correct the errors before you pass the translation on.** "
        "2 units have no counterpart. 2 beads are below 0.7 in confidence.\n"
        "\n"
        "| Metric | Score | 95% interval | Signature |\n"
        "|---|--:|:-:|---|\n"
        "| BLEU | 38.2 | 35.0 – 41.5 | `nrefs:1\\|case:mixed\\|tok:13a` |\n"
        "| TER | 120.5 |  | `nrefs:1\\|tok:tercom` |\n"
        "| F1, strict | 0.667 | | 3 / 4 |\n"
        "| F1, lax | 1.000 | | 4 / 4 |\n"
        "\n"
        "<details><summary>3 findings</summary>\n"
        "\n"
        "| | No. | Check | Findings |\n"
        "|---|---|---|---|\n"
        "| ❌ | 2 | number | 1.250 became 1,520 |\n"
        "| ⚠️ | 3 | negation | only the source negates |\n"
        "| ℹ️ | 1 | capitalisation | a heading in sentence case |\n"
        "\n"
        "</details>\n"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a | b", "a \\| b"),
        ("<img src=x>", "\\<img src=x\\>"),
        ("`*_[x](y)", "\\`\\*\\_\\[x\\]\\(y\\)"),
        ("two\nlines\r\nhere", "two lines here"),
        ("ask @someone about #12", "ask @<!-- -->someone about \\#<!-- -->12"),
        ("x" * 500, "x" * 239 + "…"),
        ("null \x00 \u2028 \ud800", "null"),
    ],
)
def test_text_from_outside_stays_text(text: str, shown: str) -> None:
    made = render_markdown(Report("t", report().units, (replace(NUMBER, message=text),)))
    assert f"| number | {shown} |" in made
    made.encode("utf-8")


def test_many_findings_are_cut_and_counted_worst_first() -> None:
    many = (*report().findings[1:], *(replace(NUMBER, unit=str(n)) for n in range(100)))
    made = render_markdown(replace(report(), findings=many))
    assert made.count("❌ | ") == 25
    assert "… and 77 more findings in the full report." in made
    assert len(made) < 65_536


def test_an_empty_report() -> None:
    assert "nothing to report on" in render_markdown(Report("t", Units(())))


def test_in_vietnamese() -> None:
    assert "1 lỗi và 1 cảnh báo" in render_markdown(report(), "vi")


def test_several_translations_have_a_column_and_their_comparison() -> None:
    text = render_markdown(compared())
    assert "2 errors and 1 warning in 2 translations of 6 units" in text
    assert "second is reliably worse than first by BLEU." in text
    assert "| BLEU | second | 30.0 | 27.0 – 33.0 | −10.0 | 0.0200 | `nrefs:1\\|tok:13a` |" in text
    assert "| ❌ | 2 | second | number | 1.250 is missing |" in text


def test_every_row_of_a_table_has_the_cells_of_its_head() -> None:
    for made in (report(), compared()):
        for table in render_markdown(made).split("\n\n"):
            rows = [line for line in table.splitlines() if line.startswith("|")]
            assert len({line.replace("\\|", "").count("|") for line in rows}) <= 1
