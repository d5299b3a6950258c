from __future__ import annotations

import io
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.strategies import texts
from tests.formats.strategies import units as made_units
from toolkit.errors import FormatError
from toolkit.formats import FORMATS, dump
from toolkit.formats.contract import Context
from toolkit.formats.lines import scalars
from toolkit.formats.validation import validate_stream
from toolkit.model import Unit, Units
from toolkit.safe_xml import count_forbidden

SPACE_2 = 'xmlns="urn:oasis:names:tc:xliff:document:2.0"'
SPACE_1 = 'xmlns="urn:oasis:names:tc:xliff:document:1.2"'


def read(data: str | bytes, whole: bool = False) -> tuple[Units, list[str]]:
    """The units, and what reading had to say."""
    reader = FORMATS["xliff"].read
    assert reader is not None
    notices: list[str] = []
    raw = data.encode() if isinstance(data, str) else data
    context = Context(path="a.xlf", notice=notices.append, whole=whole)
    return reader(io.BytesIO(raw), context).held(), notices


def written(units: Units, name: str = "xliff") -> str:
    stream = io.BytesIO()
    dump(units, stream, name)
    return stream.getvalue().decode()


def again(data: str, name: str = "xliff") -> str:
    """A file read with everything and written again."""
    return written(read(data, whole=True)[0], name)


def two(inside: str, attributes: str = 'srcLang="en" trgLang="vi"') -> str:
    return f'<xliff {SPACE_2} version="2.0" {attributes}><file id="f1">{inside}</file></xliff>'


def one(inside: str) -> str:
    return (
        f'<xliff {SPACE_1} version="1.2"><file original="a.txt" source-language="en" target-language="vi"'
        f' datatype="plaintext"><body>{inside}</body></file></xliff>'
    )


# ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_segment_is_a_unit() -> None:
    units, _ = read(
        two(
            '<unit id="u"><notes><note>look</note><note>again</note></notes>'
            '<segment id="s1"><source>One.</source><target>Một.</target></segment>'
            "<ignorable><source> </source></ignorable>"
            "<segment><source>Two.</source></segment></unit>"
            '<unit id="v"><segment><source>x</source></segment></unit>'
        )
    )
    assert [(u.id, u.source, u.target, u.note) for u in units] == [
        ("u/s1", "One.", "Một.", "look\nagain"),
        ("u/3", "Two.", "", "look\nagain"),
        ("v", "x", "", ""),
    ]
    assert (units.source_language, units.target_language) == ("en", "vi")


def test_segments_marked_in_1_2() -> None:
    units, _ = read(
        one(
            '<trans-unit id="1"><source>One. Two.</source><seg-source><mrk mtype="seg" mid="a">One.</mrk> '
            '<mrk mtype="seg" mid="b">Two.</mrk></seg-source><target><mrk mtype="seg" mid="a">Một.</mrk> '
            '<mrk mtype="seg" mid="b">Hai.</mrk></target></trans-unit>'
            '<trans-unit id="2"><source>One. Two.</source><seg-source><mrk mtype="seg" mid="a">One.</mrk> '
            '<mrk mtype="seg" mid="b">Two.</mrk></seg-source><target>Một. Hai.</target></trans-unit>'
        )
    )
    assert [(u.id, u.source, u.target) for u in units] == [
        ("1/a", "One.", "Một."),
        ("1/b", "Two.", "Hai."),
        ("2", "One. Two.", "Một. Hai."),
    ]
    assert units.source_name == "a.txt"


def test_codes_stand_beside_the_text() -> None:
    content = (
        'A <pc id="1" dataRefStart="d1" dataRefEnd="d2">big <ph id="2" disp="x"/></pc>cat'
        '<sc id="3"/>!<ec startRef="3"/><mrk id="m" type="term">t</mrk><cp hex="001B"/>'
    )
    units, _ = read(
        two(
            '<unit id="u"><originalData><data id="d1">&lt;b&gt;</data><data id="d2">&lt;/b&gt;</data>'
            f"</originalData><segment><source>{content}</source></segment></unit>"
        )
    )
    (unit,) = units
    assert unit.source == "A big cat!t\x1b"
    assert [(c.at, str(c.kind), c.element, c.id, c.data) for c in unit.source_codes] == [
        (2, "open", "xliff2:pc", "1", "<b>"),
        (6, "alone", "xliff2:ph", "2", ""),
        (6, "close", "xliff2:pc", "1", "</b>"),
        (9, "open", "xliff2:sc", "3", ""),
        (10, "close", "xliff2:ec", "3", ""),
        (10, "open", "xliff2:mrk", "m", ""),
        (11, "close", "xliff2:mrk", "m", ""),
    ]


def test_white_space_is_text_where_the_file_says_so() -> None:
    inside = '<unit id="1"{}><segment><source>\n  a  b\n  c\n</source></segment></unit>'
    assert [u.source for u in read(two(inside.format("")))[0]] == ["a  b c"]
    preserved = read(two(inside.format(' xml:space="preserve"')))[0]
    assert [u.source for u in preserved] == ["\n  a  b\n  c\n"]


def test_what_is_passed_over_is_said() -> None:
    unit = (
        '<trans-unit id="1" x:a="b" xmlns:x="urn:x"><source>a</source>\n<alt-trans><target>x</target>'
        "</alt-trans></trans-unit>"
        '<bin-unit id="2" mime-type="a/b"><bin-source><external-file href="x"/></bin-source></bin-unit>'
    )
    units, notices = read(one(unit))
    assert [(u.source, u.target) for u in units] == [("a", "")]
    assert notices == ["passed over: <alt-trans> 1, <bin-unit> 1, x:a 1 (first in line 1)"]
    assert read(one(unit), whole=True)[1] == ["passed over: <bin-unit> 1 (first in line 2)"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("<html/>", "is not XLIFF: its root element is <html>"),
        ('<xliff version="3.0"/>', "is XLIFF of version '3.0'"),
        (two("<segment><source/></segment>"), "outside a unit"),
        (f'<xliff {SPACE_2} version="2.0"><unit id="1"/></xliff>', "<unit> outside <file>"),
        ("<xliff", "not well-formed"),
    ],
)
def test_what_is_no_xliff(data: str, said: str) -> None:
    with pytest.raises(FormatError) as caught:
        read(data)
    assert said in caught.value.problem and caught.value.line


@given(st.text(st.sampled_from('<>/="& unitsegmosrcp'), max_size=60))
def test_any_text_inside_is_read_or_refused(text: str) -> None:
    for data in (
        two(text),
        one(text),
        two(f'<unit id="1"><segment><source>{text}</source></segment></unit>'),
    ):
        try:
            read(data)
        except FormatError as error:
            assert error.path == "a.xlf"


# ── writing and reading back ────────────────────────────────────────────────────────────────────────────────

with_text = made_units(texts, texts).filter(lambda unit: bool(unit.source or unit.target))


@given(
    st.lists(with_text, max_size=4), st.sampled_from(["", 'a "b" <c>.txt']), st.sampled_from(["und", "vi"])
)
def test_units_come_back_from_2_0(units: list[Unit], name: str, language: str) -> None:
    before = Units(tuple(units), language, "pt-BR", name)
    text = written(before)
    assert not (faults := validate_stream(io.BytesIO(text.encode()), "").faults), faults
    after, _ = read(text)
    want = [
        replace(u, source=scalars(u.source), target=scalars(u.target), note=xml(u.note), id=xml(u.id))
        for u in units
    ]
    assert after == replace(before, units=tuple(want)) or not units


@given(st.lists(with_text, max_size=4))
def test_units_come_back_from_1_2(units: list[Unit]) -> None:
    before = Units(tuple(units), "vi", "pt-BR", "a.txt")
    text = written(before, "xliff1")
    assert not (faults := validate_stream(io.BytesIO(text.encode()), "").faults), faults
    after, _ = read(text)
    want = [
        replace(u, source=xml(u.source), target=xml(u.target), note=xml(u.note), id=xml(u.id)) for u in units
    ]
    assert after == replace(before, units=tuple(want)) or not units


def xml(text: str) -> str:
    return "".join("\ufffd" if count_forbidden(c) else c for c in text)


def test_the_state_says_how_sure_a_unit_is() -> None:
    units = Units(
        (Unit("1", "a", "b", confidence=0.99), Unit("2", "c", "d", confidence=0.1), Unit("3", "e", ""))
    )
    assert [s.get("state") for s in tree(written(units)).iter("segment")] == [
        "translated",
        "initial",
        "initial",
    ]
    assert [t.get("state") for t in tree(written(units, "xliff1")).iter("target")] == [
        "translated",
        "needs-review-translation",
    ]


def tree(text: str) -> ElementTree.Element:
    root = ElementTree.fromstring(text)
    for element in root.iter():
        element.tag = element.tag.partition("}")[2] or element.tag
    return root


def says(text: str) -> list[object]:
    """What the elements of a file say, in order; native data where it is used."""
    root = tree(text)
    data = {d.get("id"): d.text for d in root.iter("data")}
    found: list[object] = []
    for element in root.iter():
        if element.tag in ("xliff", "originalData", "data", "body", "notes"):
            continue
        attributes = {k: data.get(v, v) if k.startswith("dataRef") else v for k, v in element.attrib.items()}
        found.append((element.tag, attributes, (element.text or "").strip(), (element.tail or "").strip()))
    return found


EVERYTHING_2 = two(
    '<notes><note id="n">of the file</note></notes><group id="g1" name="part"><unit id="u1" translate="no">'
    '<notes><note id="n1" category="c" priority="2">look</note></notes>'
    '<originalData><data id="d1">&lt;b&gt;</data><data id="d2">&lt;/b&gt;</data></originalData>'
    '<segment id="s1" state="reviewed" subState="x:y" canResegment="no"><source>A '
    '<pc id="1" dataRefEnd="d2" dataRefStart="d1" type="fmt">b</pc><ph id="2" canDelete="no"/></source>'
    '<target order="1"><ph id="2" canDelete="no"/>B</target></segment>'
    "<ignorable><source> </source></ignorable>"
    '<segment><source><mrk id="m" type="term" value="v">C</mrk><sc id="3" isolated="yes"/></source></segment>'
    '</unit></group><unit id="u2"><segment><source xml:space="preserve"> d </source></segment></unit></file>'
    '<file id="f2" original="b"><unit id="u1"><segment><source/></segment></unit>'
)
EVERYTHING_1 = one(
    '<group id="g1" resname="part"><trans-unit id="1" approved="yes" resname="r" maxwidth="9">'
    '<source xml:lang="en">A <g id="1" ctype="bold">b</g><x id="2"/></source>'
    '<target state="signed-off" state-qualifier="exact-match"><x id="2"/>B</target>'
    '<note from="me" priority="2">look</note></trans-unit></group>'
    '<trans-unit id="2" translate="no"><source><bpt id="1" rid="7">&lt;i&gt;</bpt>c<ept id="2" rid="7"/>'
    '<ph id="3">[<sub>alt</sub>]</ph><it id="4" pos="open">&lt;u&gt;</it>'
    '<mrk mtype="protected">d</mrk></source></trans-unit>'
    '<trans-unit id="3"><source>E. F.</source><seg-source><mrk mtype="seg" mid="1">E.</mrk> '
    '<mrk mtype="seg" mid="2">F.</mrk></seg-source><target><mrk mtype="seg" mid="1">G.</mrk> '
    '<mrk mtype="seg" mid="2">H.</mrk></target></trans-unit>'
)


def test_everything_comes_back_from_2_0() -> None:
    assert says(again(EVERYTHING_2)) == says(EVERYTHING_2)


def test_everything_comes_back_from_1_2_which_stays_1_2() -> None:
    assert says(again(EVERYTHING_1)) == says(EVERYTHING_1)


@pytest.mark.parametrize("data", [EVERYTHING_1, EVERYTHING_2], ids=["1.2", "2.0"])
def test_the_way_through_jsonl_loses_nothing(data: str) -> None:
    stream = io.BytesIO()
    dump(read(data, whole=True)[0], stream, "jsonl")
    reader = FORMATS["jsonl"].read
    assert reader is not None
    stream.seek(0)
    assert written(reader(stream, Context(whole=True))) == again(data)


@pytest.mark.parametrize("name", ["xliff", "xliff1", "tmx"])
@pytest.mark.parametrize("data", [EVERYTHING_1, EVERYTHING_2], ids=["1.2", "2.0"])
def test_codes_become_their_like_in_other_formats(data: str, name: str) -> None:
    units, _ = read(data, whole=True)
    text = written(replace(units, header=None), name)
    assert not (faults := validate_stream(io.BytesIO(text.encode()), "").faults), faults
    reader = FORMATS[name].read
    assert reader is not None
    after = list(reader(io.BytesIO(text.encode()), Context(whole=True)))
    there = {unit.source: unit for unit in after}
    for unit in units:
        if name == "tmx" and not (unit.source.strip() and unit.target.strip()):
            continue
        if unit.source.strip():
            assert [c.at for c in there[unit.source].source_codes] == [c.at for c in unit.source_codes]


MODULES_2 = (
    f'<xliff {SPACE_2} version="2.1" srcLang="en" trgLang="vi"'
    ' xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"'
    ' xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0" xmlns:fs="urn:oasis:names:tc:xliff:fs:2.0"'
    ' xmlns:x="urn:x"><file id="f1" x:build="7"><skeleton>%%%a &amp; b</skeleton>'
    '<x:tool name="T"><x:inside xmlns="urn:y"><part/> &lt;</x:inside></x:tool><notes><note>n</note></notes>'
    '<unit id="u1" fs:fs="p"><mtc:matches><mtc:match ref="#s" matchQuality="90.0"><source>'
    '<ph id="1" dataRef="d9"/>A</source><target><ph id="1" dataRef="d9"/>B</target></mtc:match></mtc:matches>'
    '<mda:metadata><mda:metaGroup category="c"><mda:meta type="t">v</mda:meta></mda:metaGroup></mda:metadata>'
    '<originalData><data id="d1" dir="ltr">&lt;b/&gt;</data><data id="d9">&lt;i/&gt;</data></originalData>'
    '<segment id="s">'
    '<source xmlns:s="urn:oasis:names:tc:xliff:fs:2.0"><ph id="1" dataRef="d9" s:fs="b"/>A'
    '<ph id="2" dataRef="d1"/></source></segment></unit></file></xliff>'
)
MODULES_1 = (
    f'<xliff {SPACE_1} version="1.2" xmlns:x="urn:x"><x:before/><file original="a" source-language="en"'
    ' target-language="vi" datatype="plaintext" tool-id="t"><header><skl><external-file href="a.skl"/></skl>'
    '<phase-group><phase phase-name="p" process-name="q"/></phase-group><tool tool-id="t" tool-name="T"/>'
    '<note>n</note><x:more>1</x:more></header><body><group id="g"><context-group name="c"><context'
    ' context-type="x-a">b</context></context-group><note>m</note><x:in a="b"/><trans-unit id="1"'
    ' phase-name="p" x:key="k"><source>A</source><target x:by="me">B</target><alt-trans match-quality="90%">'
    "<source>A!</source><target>B!</target></alt-trans><note>o</note><x:last/></trans-unit></group></body>"
    "</file></xliff>"
)


def children(element: ElementTree.Element) -> object:
    """All an element says, the order of children of different names aside."""
    inner = sorted(map(children, element), key=str)
    return element.tag, element.attrib, (element.text or "").strip(), (element.tail or "").strip(), inner


@pytest.mark.parametrize("names", [(), ("jsonl",)], ids=["at once", "through JSONL"])
@pytest.mark.parametrize("data", [MODULES_1, MODULES_2], ids=["1.2", "2.1"])
def test_what_is_not_interpreted_stays_as_it_stands(data: str, names: tuple[str, ...]) -> None:
    assert not validate_stream(io.BytesIO(data.encode()), "").faults
    units, notices = read(data, whole=True)
    for name in names:
        stream = io.BytesIO(written(units, name).encode())
        reader = FORMATS[name].read
        assert reader is not None
        units = reader(stream, Context(whole=True)).held()
    stream = io.BytesIO()
    done = dump(units, stream, "xliff")
    assert not notices and not done.note
    assert not (faults := validate_stream(io.BytesIO(stream.getvalue()), "").faults), faults
    before, after = (ElementTree.fromstring(text) for text in (data, stream.getvalue().decode()))
    assert children(after) == children(before)


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (
            MODULES_2,
            "xliff1",
            "left out: <mda:metadata> 1, <mtc:matches> 1, <skeleton> 1, <x:tool> 1, fs:fs 1, s:fs 1,"
            " x:build 1 (first in unit 'u1')",
        ),
        (MODULES_1, "tsv", "left out: <alt-trans> 1, <context-group> 1, <phase-group> 1, <skl> 1, <tool> 1"),
        (MODULES_1, "xliff", "x:by 1, x:key 1 (first in unit '1')"),
    ],
    ids=["2.1 to 1.2", "1.2 to TSV", "1.2 to 2.0"],
)
def test_what_has_no_place_in_another_format_is_said(data: str, name: str, said: str) -> None:
    units, _ = read(data, whole=True)
    note = dump(replace(units, header=None), io.BytesIO(), name).note
    assert said in note, note


@pytest.mark.parametrize("whole", [False, True])
def test_namespaces_tell_what_is_xliffs_own(whole: bool) -> None:
    data = (
        '<x:xliff xmlns:x="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en">'
        f'<file {SPACE_2} id="f"><file xmlns="urn:y"><unit>no</unit></file><x:unit id="u">'
        '<segment xmlns:z="urn:z"><source>a<z:b>no</z:b></source></segment></x:unit></file></x:xliff>'
    )
    units, _ = read(data, whole)
    assert [(unit.id, unit.source) for unit in units] == [("u", "a")]
    with pytest.raises(FormatError, match="of another namespace"):
        read(data.replace(f"<file {SPACE_2}", "<file"))


def test_a_skeleton_stands_once_in_jsonl() -> None:
    second = MODULES_2.replace("</unit>", '</unit><unit id="u2"><segment><source>C</source></segment></unit>')
    lines = written(read(second, whole=True)[0], "jsonl").splitlines()
    assert [line.count("skeleton") for line in lines] == [3, 0]


def test_our_properties_stand_among_the_metadata_of_others() -> None:
    units, _ = read(MODULES_2, whole=True)
    (unit,) = units
    units = replace(units, units=(replace(unit, confidence=0.5),))
    text = written(units)
    assert not (faults := validate_stream(io.BytesIO(text.encode()), "").faults), faults
    assert text.count("<mda:metadata>") == 1
    (again_,) = read(text, whole=True)[0]
    assert again_.confidence == 0.5 and again_.details == unit.details


def test_what_is_no_xml_does_not_become_part_of_a_file() -> None:
    lines = written(read(MODULES_2, whole=True)[0], "jsonl")
    lines = lines.replace("<skeleton>", "<skeleton><open>").replace('"x:build"', '"y:build"')
    reader = FORMATS["jsonl"].read
    assert reader is not None
    stream = io.BytesIO()
    note = dump(reader(io.BytesIO(lines.encode()), Context(whole=True)), stream, "xliff").note
    ElementTree.fromstring(stream.getvalue())
    assert note == "left out: <skeleton> 1, y:build 1"


def test_files_without_units_are_said() -> None:
    data = EVERYTHING_2.replace("</xliff>", '<file id="f9"><notes><note>x</note></notes></file></xliff>')
    assert read(data, whole=True)[1] == ["passed over: <file> without units 1 (first in line 1)"]


def test_states_and_notes_find_their_nearest() -> None:
    units, _ = read(EVERYTHING_1, whole=True)
    root = tree(written(replace(units, header=None)))
    assert [s.get("state") for s in root.iter("segment")] == ["final", "initial", "translated", "translated"]
    assert [note.text for note in root.iter("note")] == ["look"]
    units, _ = read(EVERYTHING_2, whole=True)
    root = tree(written(units, "xliff1"))
    assert [t.get("state") for t in root.iter("target")] == ["signed-off"]


def test_an_edited_text_whose_codes_no_longer_nest_stays_well_formed() -> None:
    units, _ = read(EVERYTHING_2, whole=True)
    first = next(iter(units))
    broken = replace(first, source="Ab", source_codes=first.source_codes[:1])
    for name in ("xliff", "xliff1", "tmx"):
        text = written(replace(units, units=(broken,)), name)
        ElementTree.fromstring(text)
