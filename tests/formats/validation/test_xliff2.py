"""XLIFF 2: what is valid, and what is not and why; every case is one small change to a valid unit."""

from __future__ import annotations

import io

import pytest

from toolkit.formats.validation import Report, validate_stream

SPACES = "".join(
    f' xmlns:{prefix}="urn:oasis:names:tc:xliff:{name}:2.0"'
    for prefix, name in {
        "mtc": "matches",
        "gls": "glossary",
        "fs": "fs",
        "mda": "metadata",
        "res": "resourcedata",
        "slr": "sizerestriction",
        "val": "validation",
        "ctr": "changetracking",
    }.items()
)


def xliff(inside: str, attributes: str = 'srcLang="en" trgLang="vi"') -> Report:
    """The faults of a file with one ``file`` element, or of the files given."""
    body = inside if inside.startswith("<file") else f'<file id="f1">{inside}</file>'
    text = (
        f'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" xmlns:x="urn:x"{SPACES}'
        f" {attributes}>\n{body}</xliff>"
    )
    return validate_stream(io.BytesIO(text.encode()), "a.xlf")


def unit(content: str, before: str = "", target: str | None = None) -> str:
    """A unit with one segment."""
    other = "" if target is None else f"<target>{target}</target>"
    return f'<unit id="u1">{before}<segment id="s1"><source>{content}</source>{other}</segment></unit>'


def rules(report: Report) -> set[str]:
    return {fault.rule for fault in report.faults}


DATA = '<originalData><data id="d1">&lt;b></data></originalData>'
NOTES = '<notes><note id="n1">look</note></notes>'
FIXED = 'canCopy="no" canDelete="no"'

VALID = {
    "plain": unit("Rivers", target="Sông"),
    "codes": unit('<pc id="1" dataRefStart="d1">a</pc><ph id="2"/>', DATA, '<ph id="2"/><pc id="1">b</pc>'),
    "start and end": unit('<sc id="1"/>a<ec startRef="1"/>'),
    "start here, end elsewhere": unit('<sc id="1" isolated="yes"/>a<ec id="2" isolated="yes"/>'),
    "annotations": unit('<sm id="1" translate="no"/>a<em startRef="1"/><mrk id="2" type="term">b</mrk>'),
    "comment": unit('<mrk id="1" type="comment" ref="#n=n1">a</mrk>', NOTES),
    "comment in words": unit('<mrk id="1" type="comment" value="look">a</mrk>'),
    "comment by its whole path": unit('<mrk id="1" type="comment" ref="#/f=f1/u=u1/n=n1">a</mrk>', NOTES),
    "control character": unit('a<cp hex="001B"/>b'),
    "copy": unit('<ph id="1" dataRef="d1"/><ph id="2" copyOf="1"/>', DATA),
    "sequence": unit(
        f'<ph id="1" canReorder="firstNo" {FIXED}/><ph id="2" canReorder="no" {FIXED}/><ph id="3"/>',
        target=f'<ph id="3"/><ph id="1" canReorder="firstNo" {FIXED}/><ph id="2" canReorder="no" {FIXED}/>',
    ),
    "types": unit('<ph id="1" type="fmt" subType="xlf:lb"/><ph id="2" type="ui" subType="xlf:var"/>'),
    "extensions": '<x:a id="1"/>' + unit("a", '<x:b id="1" x:c="d"/>'),
    "modules": unit(
        "a",
        '<mtc:matches><mtc:match ref="#s1" similarity="99.5"><source>a</source><target>b</target></mtc:match>'
        '</mtc:matches><gls:glossary><gls:glossEntry id="g" ref="#s1"><gls:term>a</gls:term>'
        "<gls:definition>first</gls:definition></gls:glossEntry></gls:glossary>"
        '<mda:metadata><mda:metaGroup category="c"><mda:meta type="t">v</mda:meta></mda:metaGroup>'
        "</mda:metadata>"
        '<val:validation><val:rule isPresent="b" occurs="2"/></val:validation>',
    ),
    "groups": f'<group id="g1"><group id="g2">{unit("a")}</group></group>',
    "order": (
        '<unit id="1"><segment><source>a</source><target order="2">A</target></segment>'
        '<segment><source>b</source><target order="1">B</target></segment></unit>'
    ),
    "moved to another segment": (
        '<unit id="1"><segment><source><ph id="1" canDelete="no"/></source><target/></segment>'
        '<segment><source>b</source><target><ph id="1" canDelete="no"/></target></segment></unit>'
    ),
}


@pytest.mark.parametrize("name", VALID)
def test_valid(name: str) -> None:
    report = xliff(VALID[name])
    assert report.valid, report.faults
    assert report.format == "XLIFF 2.0"


INVALID = {
    "element-unknown": [unit("a", "<mda:nothing/>"), unit("<b>a</b>")],
    "element-order": [unit("a") + NOTES, "<unit id='1'><segment><target/></segment></unit>", unit("<x:y/>")],
    "element-missing": [
        '<unit id="1"/>',
        '<group id="g"/>' + unit("a", "<notes/>"),
        unit("a", "<val:validation/>"),
    ],
    "text-not-allowed": ["words" + unit("a"), unit("a", "<notes>words</notes>")],
    "attribute-missing": ["<unit><segment><source/></segment></unit>", unit("<ph/>")],
    "attribute-unknown": [
        unit('<ph id="1" x:y="z"/>'),
        '<unit id="1" state="final"><segment><source/></segment></unit>',
    ],
    "attribute-value": [
        '<unit id="a b"><segment><source/></segment></unit>',
        '<unit id="1"><segment state="done"><source/></segment></unit>',
        unit('<ph id="1" type="bold"/>'),
        unit('<ph id="1" fs:fs="paragraph"/>'),
        unit('<cp hex="xyz"/>'),
        unit('<ph id="1" slr:sizeInfo="2.5"/>'),
    ],
    "id-unique": [
        unit("a") + unit("b"),
        f'<group id="1"><group id="1">{unit("a")}</group></group>',
        unit('<ph id="1"/><ph id="1"/>'),
        unit('<ph id="s1"/>'),
        unit("a", '<notes><note id="n">a</note><note id="n">b</note></notes>'),
        unit("a", '<originalData><data id="d"/><data id="d"/></originalData>'),
        unit("a", '<x:a id="1"/><x:b id="1"/>'),
        f'<file id="f">{unit("a")}</file><file id="f">{unit("a")}</file>',
        unit(
            "a",
            '<mda:metadata id="m"><mda:metaGroup id="m"><mda:meta type="t"/></mda:metaGroup></mda:metadata>',
        ),
    ],
    "reference": [
        unit('<ph id="1" dataRef="d2"/>', DATA),
        unit('<ph id="1" subFlows="u2"/>'),
        unit('a<ec startRef="9"/>'),
        unit('a<em startRef="9"/>'),
        unit('<ph id="1" copyOf="9"/>'),
        unit('<mrk id="1" type="x:y" ref="#u=u7">a</mrk>'),
        unit('<mrk id="1" type="x:y" ref="#f=f9/u=u1">a</mrk>'),
        unit("a", '<mtc:matches><mtc:match ref="#s9"><source/><target/></mtc:match></mtc:matches>'),
        unit("a", '<mtc:matches><mtc:match ref="#u=u1"><source/><target/></mtc:match></mtc:matches>'),
        unit('<ph id="1" slr:sizeInfoRef="q"/>'),
    ],
    "fragment": [
        unit(f'<mrk id="1" type="x:y" ref="#{ref}">a</mrk>')
        for ref in ("u=u1/f=f1", "u=u1/u=u1", "n=n1/u=u1", "1/2", "z=1", "zz=1", "a$b=1", "")
    ],
    "isolated": [
        unit('<sc id="1"/>a'),
        unit('<ec id="1"/>a'),
        unit('<sc id="1" isolated="yes"/>a<ec startRef="1"/>'),
        unit('<sc id="1"/>a<ec startRef="1" isolated="yes"/>'),
        unit('<sc id="1"/>a<ec startRef="1" id="2"/>'),
        unit('<sc id="1" fs:fs="b"/>a<ec startRef="1" fs:fs="b"/>'),
    ],
    "code-order": [unit('<ec startRef="1"/>a<sc id="1"/>'), unit('<em startRef="1"/>a<sm id="1"/>')],
    "code-pair": [
        unit('<sm id="1" translate="no"/>a'),
        unit('<sc id="1"/><ec startRef="1"/><ec startRef="1"/>'),
    ],
    "pair-agrees": [
        unit('<sc id="1" canDelete="no"/>a<ec startRef="1" canDelete="yes"/>'),
        unit(f'<sc id="1" canReorder="firstNo" {FIXED}/>a<ec startRef="1" canReorder="firstNo"/>'),
    ],
    "comment": [
        unit('<mrk id="1" type="comment">a</mrk>'),
        unit('<mrk id="1" type="comment" ref="#n=n1" value="b">a</mrk>', NOTES),
        unit('<mrk id="1" type="comment" ref="http://example.com/">a</mrk>'),
        NOTES + unit('<mrk id="1" type="comment" ref="#f=f1/n=n1">a</mrk>'),
    ],
    "copy": [
        unit('<ph id="1" canCopy="no"/><ph id="2" copyOf="1"/>'),
        unit('<ph id="1" dataRef="d1"/><ph id="2" copyOf="1" dataRef="d1"/>', DATA),
    ],
    "code-point": [unit('<cp hex="0041"/>'), unit('<cp hex="00110000"/>')],
    "subtype": [unit('<ph id="1" subType="x:y"/>'), unit('<ph id="1" type="ui" subType="xlf:lb"/>')],
    "substate": ['<unit id="1"><segment subState="x:y"><source/></segment></unit>'],
    "reorder-first": [unit(f'<ph id="1" canReorder="no" {FIXED}/>')],
    "reorder-context": [unit('<ph id="1" canReorder="firstNo" canCopy="no"/>')],
    "code-deleted": [unit('<ph id="1" canDelete="no"/>', target="a")],
    "code-moved": [
        unit(
            f'<ph id="1" canReorder="firstNo" {FIXED}/><ph id="2" canReorder="no" {FIXED}/><ph id="3"/>',
            target=f'<ph id="1" canReorder="firstNo" {FIXED}/><ph id="3"/>'
            f'<ph id="2" canReorder="no" {FIXED}/>',
        )
    ],
    "id-agrees": [unit('<ph id="1"/>', target='<mrk id="1">a</mrk>')],
    "order": [
        '<unit id="1"><segment><source>a</source><target order="2"/></segment>'
        "<segment><source>b</source><target/></segment></unit>",
        '<unit id="1"><segment><source>a</source><target order="3"/></segment></unit>',
    ],
    "language": [
        '<unit id="1"><segment><source xml:lang="fr">a</source></segment></unit>',
        '<unit id="1" xml:lang="fr"><segment><source>a</source></segment></unit>',
    ],
    "space": [
        '<unit id="1"><segment><source xml:space="preserve">a</source><target>b</target></segment></unit>'
    ],
    "href": ["<skeleton/>" + unit("a"), '<skeleton href="a">b</skeleton>' + unit("a")],
    "gloss-entry": [
        unit("a", "<gls:glossary><gls:glossEntry><gls:term>a</gls:term></gls:glossEntry></gls:glossary>")
    ],
    "validation-rule": [
        unit("a", "<val:validation><val:rule/></val:validation>"),
        unit("a", '<val:validation><val:rule isPresent="a" endsWith="b"/></val:validation>'),
        unit("a", '<val:validation><val:rule isNotPresent="a" existsInSource="yes"/></val:validation>'),
    ],
    "format-style": [unit('<ph id="1" fs:subFs="src,a"/>')],
    "size-info": [unit('<ph id="1" slr:sizeInfo="1" slr:sizeInfoRef="a"/>')],
    "change-property": [
        unit(
            "a",
            '<ctr:changeTrack><ctr:revisions appliesTo="note" ref="n1"><ctr:revision>'
            '<ctr:item property="priority">2</ctr:item></ctr:revision></ctr:revisions></ctr:changeTrack>'
            + NOTES,
        )
    ],
}


@pytest.mark.parametrize(
    ("rule", "inside"), [(rule, inside) for rule, cases in INVALID.items() for inside in cases]
)
def test_invalid(rule: str, inside: str) -> None:
    report = xliff(inside)
    assert rule in rules(report), report.faults
    fault = next(fault for fault in report.faults if fault.rule == rule)
    assert fault.line == 2 and fault.section.startswith("XLIFF 2.") and fault.message


def test_a_target_needs_its_language() -> None:
    assert rules(xliff(unit("a", target="b"), 'srcLang="en"')) == {"language"}
    assert xliff(unit("a"), 'srcLang="en"').valid


def test_every_rule_has_a_case() -> None:
    """A rule that no test breaks may never fire."""
    import re
    from pathlib import Path

    import toolkit.formats.validation as package

    names: set[str] = set()
    for path in Path(package.__file__).parent.glob("xliff2*.py"):
        names |= set(re.findall(r"\badd\(\s*\"([a-z-]+)\"", path.read_text(encoding="utf-8")))
        names |= set(re.findall(r"_add\(\s*\"([a-z-]+)\"", path.read_text(encoding="utf-8")))
    assert names - set(INVALID) <= {"attribute-not-allowed"}
