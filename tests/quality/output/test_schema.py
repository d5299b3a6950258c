"""The published schema describes what is printed, and would notice if it did not."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from toolkit.model import Finding, Severity, Span, Unit
from toolkit.quality import CHECKS, check, output

SCHEMA: dict[str, Any] = json.loads(
    (files("toolkit.quality.output") / "findings.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA)
LINE = Draft202012Validator({"$ref": "#/$defs/finding", "$defs": SCHEMA["$defs"]})

_SPANS = st.none() | st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda pair: Span(*sorted(pair)))
_FINDINGS = st.builds(
    Finding,
    unit=st.text(),
    check=st.sampled_from(sorted(CHECKS)),
    severity=st.sampled_from(Severity),
    category=st.text(),
    message=st.text(),
    source_span=_SPANS,
    target_span=_SPANS,
    values=st.lists(st.text()).map(tuple),
    fix=st.none() | st.text(),
    path=st.text(),
    line=st.none() | st.integers(1, 10**6),
)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@given(st.lists(_FINDINGS, max_size=4))
def test_every_output_is_as_the_schema_says(findings: list[Finding]) -> None:
    units = [Unit("1", "a", "b")]
    VALIDATOR.validate(json.loads(output.json(units, findings)))
    for line in output.jsonl(units, findings).split("\n")[:-1]:
        LINE.validate(json.loads(line))


def test_findings_of_real_checks_are_as_the_schema_says() -> None:
    units = [Unit("1", "Pay 5 dollars by 3 May 2020.", "Trả 6 đô la trước ngày 4 tháng 5 năm 2020")]
    found = list(check(units, source_language="en", target_language="vi"))
    assert found
    VALIDATOR.validate(json.loads(output.json(units, found)))


@pytest.mark.parametrize(
    "change",
    [{"severity": "grave"}, {"line": 0}, {"source_span": [1]}, {"values": []}, {"extra": 1}, {"unit": 1}],
)
def test_the_schema_refuses_what_is_not_promised(change: dict[str, Any]) -> None:
    given = output.record(Finding("1", "number", Severity.ERROR, "accuracy", "odd"))
    assert LINE.is_valid(given)
    assert not LINE.is_valid({**given, **change})
