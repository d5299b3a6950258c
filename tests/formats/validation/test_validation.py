"""TMX, XLIFF 1.2 and SRX, and what is common to all validators."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from toolkit.errors import FormatError, InputError
from toolkit.formats import dump
from toolkit.formats.validation import Report, validate, validate_stream
from toolkit.formats.validation.contract import LIMIT
from toolkit.model import Unit, Units


def check(text: str | bytes) -> Report:
    data = text if isinstance(text, bytes) else text.encode()
    return validate_stream(io.BytesIO(data), "a.xml")


def rules(report: Report) -> set[str]:
    return {fault.rule for fault in report.faults}


# ── TMX ─────────────────────────────────────────────────────────────────────────────────────────────────────

HEADER = (
    '<header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en"'
    ' srclang="en" datatype="plaintext"{}>{}</header>'
)


def tmx(tus: str, more: str = "", inside: str = "", version: str = "1.4") -> str:
    return f'<tmx version="{version}">{HEADER.format(more, inside)}<body>\n{tus}</body></tmx>'


def seg(content: str) -> str:
    return tmx(f'<tu><tuv xml:lang="en"><seg>{content}</seg></tuv></tu>')


@pytest.mark.parametrize(
    "text",
    [
        tmx(""),
        seg('a<bpt i="1" x="1">b</bpt>c<ept i="1"/><ph assoc="p">d<sub>e<hi>f</hi></sub></ph>'),
        seg('a<it pos="end" x="2"/><hi type="t">b</hi>'),
        tmx('<tu tuid="1" creationdate="20240229T235959Z"><note>n</note><prop type="p"/>'
            '<tuv xml:lang="vi"><prop type="p">a</prop><seg/></tuv><tuv xml:lang="en-US"><seg/></tuv></tu>'),
        tmx('<tu><tuv lang="EN"><seg>a</seg></tuv></tu>', version="1.1"),
        tmx("", inside='<ude name="u" base="b"><map unicode="#xF8FF" code="#xF0"/></ude>'),
    ],
)  # fmt: skip
def test_valid_tmx(text: str) -> None:
    report = check(text)
    assert report.valid, report.faults


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("attribute-missing", '<tmx version="1.4">\n<header/><body/></tmx>'),
        ("attribute-missing", tmx("<tu><tuv><seg/></tuv></tu>")),
        ("attribute-value", tmx('<tu creationdate="yesterday"><tuv xml:lang="en"><seg/></tuv></tu>')),
        ("attribute-value", tmx('<tu><tuv xml:lang="in English"><seg/></tuv></tu>')),
        ("attribute-value", seg('<it pos="open"/>')),
        ("attribute-unknown", tmx('<tu owner="me"><tuv xml:lang="en"><seg/></tuv></tu>')),
        ("element-order", tmx('<tu><tuv xml:lang="en"><seg/></tuv><note/></tu>')),
        ("element-order", seg("<sub>a</sub>")),
        ("element-missing", tmx("<tu/>")),
        ("element-unknown", seg("<b>a</b>")),
        ("text-not-allowed", tmx('<tu>words<tuv xml:lang="en"><seg/></tuv></tu>')),
        ("code-pair", seg('<bpt i="1"/>a')),
        ("code-order", seg('<ept i="1"/>a<bpt i="1"/>')),
        ("code-unique", seg('<bpt i="1"/>a<bpt i="1"/><ept i="1"/>')),
        ("lang-deprecated", tmx('<tu><tuv lang="en"><seg/></tuv></tu>')),
        ("ude-base", "\n" + tmx("", inside='<ude name="u"><map unicode="#xF8FF" code="#xF0"/></ude>')),
    ],
)
def test_invalid_tmx(rule: str, text: str) -> None:
    report = check(text)
    assert rule in rules(report), report.faults
    fault = next(fault for fault in report.faults if fault.rule == rule)
    assert fault.line == 2 and fault.section.startswith("TMX 1.4b")


# ── XLIFF 1.2 ───────────────────────────────────────────────────────────────────────────────────────────────


def xliff(inside: str, header: str = "", attributes: str = 'target-language="vi"') -> str:
    return (
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
        f'<file original="a" source-language="en" datatype="plaintext" {attributes}>{header}<body>\n'
        f"{inside}</body></file></xliff>"
    )


def trans(content: str, more: str = "") -> str:
    return xliff(f'<trans-unit id="1"><source>{content}</source>{more}</trans-unit>')


CUT = '<seg-source><mrk mtype="seg" mid="1">a</mrk></seg-source>'


@pytest.mark.parametrize(
    "text",
    [
        trans('a<g id="1">b<x id="2"/></g><bpt id="3"/>c<ept id="3"/>', '<target state="x-own">b</target>'),
        trans("a", CUT + '<target><mrk mtype="seg" mid="1">b</mrk></target><note priority="2">c</note>'),
        xliff(
            '<group id="g"><trans-unit id="1" approved="yes"><source xml:lang="en-US"/></trans-unit></group>'
        ),
        xliff("", '<header><tool tool-id="t" tool-name="T"><any/></tool></header>', 'tool-id="t"'),
    ],
)
def test_valid_xliff_1(text: str) -> None:
    report = check(text)
    assert report.valid, report.faults


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("attribute-missing", xliff("<trans-unit><source/></trans-unit>")),
        ("attribute-value", trans("a", '<target state="done">b</target>')),
        ("element-order", xliff('<trans-unit id="1"><target/><source/></trans-unit>')),
        ("element-missing", xliff('<trans-unit id="1"/>')),
        ("text-not-allowed", xliff('<trans-unit id="1">words<source/></trans-unit>')),
        ("id-unique", xliff('<trans-unit id="1"><source/></trans-unit>' * 2)),
        (
            "id-unique",
            trans("a", '<context-group name="n"><context context-type="x-a"/></context-group>' * 2),
        ),
        ("code-pair", trans('<bpt id="1"/>a')),
        ("code-pair", trans('a<ex id="1"/>')),
        ("segment", trans("a", CUT + '<target><mrk mtype="seg" mid="2">b</mrk></target>')),
        (
            "segment",
            trans("a", "<target/>").replace("<target/>", '<target><mrk mtype="seg" mid="1"/></target>'),
        ),
        ("language", trans("a", '<target xml:lang="fr">b</target>')),
        ("language", xliff('<trans-unit id="1"><source/><target/></trans-unit>', "", "")),
        ("reference", xliff('<trans-unit id="1" phase-name="p"><source/></trans-unit>')),
    ],
)
def test_invalid_xliff_1(rule: str, text: str) -> None:
    report = check(text)
    assert rule in rules(report), report.faults
    fault = next(fault for fault in report.faults if fault.rule == rule)
    assert fault.line == 2 and fault.section.startswith("XLIFF 1.2, ")


# ── SRX ─────────────────────────────────────────────────────────────────────────────────────────────────────


def srx(rules_: str, maps: str = '<languagemap languagepattern=".*" languagerulename="a"/>') -> str:
    return (
        '<srx version="2.0" xmlns="http://www.lisa.org/srx20"><header segmentsubflows="yes" cascade="no"/>'
        f'<body><languagerules><languagerule languagerulename="a">\n{rules_}</languagerule></languagerules>'
        f"<maprules>{maps}</maprules></body></srx>"
    )


RULE = r"<rule break='no'><beforebreak>\bMr\.</beforebreak><afterbreak>\s</afterbreak></rule>"


def test_valid_srx() -> None:
    report = check(srx(RULE))
    assert report.valid and report.format == "SRX 2.0", report.faults


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("expression", srx("<rule><beforebreak>(</beforebreak></rule>")),
        ("attribute-value", srx("<rule break='maybe'><beforebreak>a</beforebreak></rule>")),
        ("rule-empty", srx("<rule/>")),
        ("element-order", srx("<rule><afterbreak/><beforebreak/></rule>")),
        ("element-unknown", srx("<exception/>")),
        ("reference", srx(RULE, '<languagemap languagepattern=".*" languagerulename="b"/>')),
        ("expression", srx(RULE, '<languagemap languagepattern="(" languagerulename="a"/>')),
        ("attribute-missing", srx(RULE).replace(' cascade="no"', "")),
        ("name-unique", srx('</languagerule><languagerule languagerulename="a">')),
    ],
)
def test_invalid_srx(rule: str, text: str) -> None:
    report = check(text)
    assert rule in rules(report), report.faults
    assert all(fault.section.startswith("SRX 2.0") for fault in report.faults)


# ── any file ────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_not_xml_is_a_fault_with_its_place() -> None:
    report = check(tmx("<tu>"))
    assert [(fault.rule, fault.line) for fault in report.faults] == [("well-formed", 2)]
    assert rules(check(b'<?xml version="1.0" encoding="UTF-8"?><tmx>\xff</tmx>')) == {"encoding"}
    bomb = '<!DOCTYPE tmx [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><tmx>&b;</tmx>'
    assert "declares the entity" in check(bomb).faults[0].message
    assert "nested" in check("<tmx>" + "<a>" * 1000).faults[-1].message


def test_faults_stand_in_the_order_of_the_file() -> None:
    report = check(tmx("<tu/>\n<tu/>\n<tu/>", more=' changedate="x"'))
    assert [fault.line for fault in report.faults] == [1, 2, 3, 4]


def test_a_file_broken_everywhere_ends_somewhere() -> None:
    report = check(tmx("<tu/>" * (LIMIT + 50)))
    assert len(report.faults) == LIMIT and report.more == 50


def test_other_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="is not TMX, XLIFF or SRX: its root element is <html>"):
        check("<html/>")
    with pytest.raises(InputError, match="no such file"):
        validate(tmp_path / "a.tmx")


@pytest.mark.parametrize("name", ["tmx", "xliff", "xliff1"])
def test_what_the_toolkit_writes_is_valid(name: str) -> None:
    units = (
        Unit("1", "A <b> & c", "B", "1-1", 0.4, note="look"),
        Unit("a b", "C\x1b", "", "1-0"),
        Unit("1", "D", "E", "2-1", source_line=3),
    )
    for given in (Units(units, "en", "vi", "a & b.txt"), Units((), "en", "vi"), Units(units)):
        stream = io.BytesIO()
        dump(given, stream, name)
        report = check(stream.getvalue())
        assert report.valid, report.faults
