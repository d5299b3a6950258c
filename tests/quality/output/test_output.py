from __future__ import annotations

import json
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.model import Finding, Severity, Span, Unit, Units
from toolkit.quality import output

FOUND = Finding(
    "1",
    "number",
    Severity.ERROR,
    "accuracy",
    "1 in the source,\n2 in the target: 100%",
    Span(0, 1),
    Span(2, 3),
    ("1", "2"),
    "fixed",
)
NOTE = Finding("2", "length", Severity.WARNING, "accuracy", "too <short> & “odd”")
UNITS = Units(
    (
        Unit("1", "a", "b", source_line=3, target_line=4),
        Unit("2", "c", "d", source_line=5, target_line=None),
        Unit("3", "e", "f"),
    ),
    "en",
    "vi",
    "a,b.en.txt",
    "a.vi.txt",
)


def test_text_is_a_line_a_finding() -> None:
    assert output.text(UNITS, [FOUND, NOTE]).splitlines() == [
        "a.vi.txt:4: error: 1 in the source, 2 in the target: 100% [number]",
        "a,b.en.txt:5: warning: too <short> & “odd” [length]",
    ]


def test_text_without_places_names_the_unit() -> None:
    assert output.text([Unit("2", "c", "d")], [NOTE]).startswith("unit 2: warning:")


def test_jsonl_leaves_out_what_is_not_known() -> None:
    first, second = map(json.loads, output.jsonl(UNITS, [FOUND, NOTE]).splitlines())
    assert first == {
        "unit": "1",
        "check": "number",
        "severity": "error",
        "category": "accuracy",
        "message": FOUND.message,
        "source_span": [0, 1],
        "target_span": [2, 3],
        "values": ["1", "2"],
        "fix": "fixed",
    }
    assert set(second) == {"unit", "check", "severity", "category", "message"}


def test_json_counts() -> None:
    value = json.loads(output.json(UNITS, [FOUND, NOTE]))
    assert value["units"] == 3 and value["counts"] == {"info": 0, "warning": 1, "error": 1}
    assert len(value["findings"]) == 2


def test_junit_fails_units_with_errors_only() -> None:
    root = ElementTree.fromstring(output.junit(UNITS, [FOUND, NOTE]).encode())
    assert root.attrib == {"tests": "3", "failures": "1"}
    assert [len(case.findall("failure")) for case in root.iter("testcase")] == [1, 0, 0]
    assert "too <short>" in (root.findtext(".//system-out") or "")


def test_sarif_has_rules_results_and_places() -> None:
    log = json.loads(output.sarif(UNITS, [FOUND, NOTE]))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0" and run["columnKind"] == "unicodeCodePoints"
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["length", "number"]
    first, second = run["results"]
    assert rules[first["ruleIndex"]]["id"] == first["ruleId"] == "number"
    place = first["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "a.vi.txt"}, "region": {"startLine": 4}}
    assert second["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%2Cb.en.txt"


def test_sarif_knows_a_finding_again_wherever_it_moves() -> None:
    def marks(units: Units, findings: list[Finding]) -> list[str]:
        results = json.loads(output.sarif(units, findings))["runs"][0]["results"]
        return [result["partialFingerprints"]["bitextFinding/v1"] for result in results]

    moved = replace(UNITS, units=tuple(replace(unit, id=f"9{unit.id}") for unit in UNITS))
    there = [replace(each, unit=f"9{each.unit}") for each in (FOUND, NOTE)]
    assert marks(moved, there) == marks(UNITS, [FOUND, NOTE])
    twice = marks(UNITS, [FOUND, FOUND])
    assert len(set(twice)) == 2 and {mark.partition(":")[0] for mark in twice} == {twice[0].partition(":")[0]}


def test_sarif_has_what_the_standard_asks_for() -> None:
    """Required properties and ranges of what is used here, sections 3.13 to 3.30 of SARIF 2.1.0."""
    log = json.loads(output.sarif(UNITS, [FOUND, NOTE, replace(FOUND, path="/tmp/a b.po", line=3)]))
    assert set(log) == {"$schema", "version", "runs"} and log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] and len({rule["id"] for rule in driver["rules"]}) == len(driver["rules"])
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] in ("none", "note", "warning", "error")
    for result in run["results"]:
        assert result["message"]["text"] and result["level"] in ("none", "note", "warning", "error")
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert all(isinstance(mark, str) for mark in result["partialFingerprints"].values())
        (location,) = result["locations"]
        assert location["logicalLocations"][0]["name"]
        if "physicalLocation" in location:
            uri = location["physicalLocation"]["artifactLocation"]["uri"]
            assert " " not in uri and uri.isascii()
            assert location["physicalLocation"].get("region", {"startLine": 1})["startLine"] >= 1
    assert uri == "file:///tmp/a%20b.po"


def test_github_escapes_what_its_commands_reserve() -> None:
    lines = output.github(UNITS, [FOUND, NOTE]).splitlines()
    assert lines[0] == (
        "::error file=a.vi.txt,line=4,title=number::1 in the source,%0A2 in the target: 100%25"
    )
    assert lines[1].startswith("::warning file=a%2Cb.en.txt,line=5,title=length::")


@pytest.mark.parametrize(
    "render", [output.text, output.jsonl, output.json, output.junit, output.sarif, output.github]
)
def test_no_findings(render: output.Renderer) -> None:
    assert isinstance(render(UNITS, []), str)


@given(st.text(), st.text())
def test_junit_stays_well_formed(message: str, unit: str) -> None:
    found = Finding(unit, "number", Severity.ERROR, "accuracy", message)
    ElementTree.fromstring(output.junit([Unit(unit, "a", "b")], [found]).encode("utf-8"))
