from __future__ import annotations

import json
from dataclasses import replace

from tests.report.sample import ALPHA, REFERENCE, compared, report
from toolkit.model import Score, Unit, Units
from toolkit.report import Report, render_json


def test_keys_are_those_documented_in_their_order() -> None:
    table = json.loads(render_json(report()))
    assert list(table) == [
        "report",
        "title",
        "created",
        "command",
        "source",
        "target",
        "fingerprint",
        "verdict",
        "summary",
        "system",
        "scores",
        "evaluation",
        "findings",
        "units",
        "systems",
        "references",
        "comparisons",
        "terms",
        "consistency",
        "provenance",
    ]
    assert table["source"] == {"language": "vi", "name": "market.vi.txt", "segments": 6, "unaligned": 1}
    assert table["verdict"] == "error"
    assert table["summary"]["findings"] == {"error": 1, "warning": 1, "info": 1}
    assert table["summary"]["checks"][0] == {
        "category": "accuracy",
        "check": "number",
        "severity": "error",
        "count": 1,
    }


def test_findings_units_scores_and_beads_are_complete() -> None:
    table = json.loads(render_json(report()))
    assert table["findings"][0]["target_span"] == [44, 49]
    assert table["findings"][0]["values"] == ["1250", "1520"]
    assert table["findings"][2]["source_span"] is None
    assert table["units"][2]["bead"] == "2-1"
    assert len(table["units"][2]["source_spans"]) == 2
    assert table["scores"][0]["interval"] == [35.0, 41.5]
    assert table["evaluation"]["wrong"] == [{"source": [2, 3], "target": [2], "confidence": 0.66}]
    assert table["evaluation"]["strict"]["precision"] == 0.75


def test_one_unit_a_line_for_a_diff_to_compare() -> None:
    lines = render_json(report()).splitlines()
    assert sum(line.startswith('  {"id": ') for line in lines) == 6


def test_without_content_the_keys_remain() -> None:
    table = json.loads(render_json(Report("t", Units(()))))
    assert (table["evaluation"], table["findings"], table["units"]) == (None, [], [])
    assert table["verdict"] == "empty"


def test_what_json_cannot_hold_is_written_so_that_it_can() -> None:
    odd = Units((Unit("1", "\ud800 \u2028 \x00", "b", confidence=float("nan")),))
    made = render_json(Report("t", odd, scores=(Score("x", float("inf"), "s"),)))
    made.encode("utf-8")
    table = json.loads(made, parse_constant=lambda name: (_ for _ in ()).throw(ValueError(name)))
    assert table["units"][0]["source"] == "\ud800 \u2028 \x00"
    assert table["units"][0]["confidence"] is None
    assert table["scores"][0]["value"] is None


def test_the_same_report_gives_the_same_text() -> None:
    assert render_json(report()) == render_json(replace(report()))


def test_other_translations_have_scores_findings_and_strings_of_their_own() -> None:
    table = json.loads(render_json(compared()))
    assert table["system"] == "first"
    [second] = table["systems"]
    assert second["system"] == "second"
    assert second["targets"] == list(ALPHA)
    assert [finding["message"] for finding in second["findings"]] == ["1.250 is missing"]
    assert second["scores"][1]["segments"][1] == 40.0
    assert table["references"] == [{"reference": "human", "targets": list(REFERENCE)}]
    assert table["summary"]["findings"]["error"] == 2


def test_comparisons_terms_and_consistency() -> None:
    table = json.loads(render_json(compared()))
    first = table["comparisons"][0]
    assert (first["system"], first["metric"], first["p_corrected"], first["better"]) == (
        "second",
        "BLEU",
        0.02,
        False,
    )
    assert first["effect"] == {"better": 1, "worse": 4, "alike": 1, "delta": -0.5}
    assert table["terms"][1]["missed"] == ["2"]
    twice = Units((Unit("1", "Lưu", "Save"), Unit("2", "Lưu", "Store")))
    [found] = json.loads(render_json(Report("t", twice)))["consistency"]
    assert found["same_source"] == [
        {"text": "Lưu", "renderings": [{"text": "Save", "units": ["1"]}, {"text": "Store", "units": ["2"]}]}
    ]
