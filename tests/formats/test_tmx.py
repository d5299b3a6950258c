from __future__ import annotations

import io
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.strategies import some_text
from tests.formats.strategies import units as made_units
from toolkit.errors import FormatError
from toolkit.formats import FORMATS, dump
from toolkit.formats.contract import Context, Written
from toolkit.formats.tmx import FORMAT
from toolkit.model import Kind, Span, Unit, Units
from toolkit.safe_xml import count_forbidden


def write(units: Units) -> tuple[str, Written]:
    assert FORMAT.write is not None
    stream = io.BytesIO()
    written = FORMAT.write(units, stream, Context())
    return stream.getvalue().decode(), written


def read(data: str | bytes, source: str = "und", target: str = "und") -> tuple[Units, list[str]]:
    """The units, and what reading had to say."""
    assert FORMAT.read is not None
    notices: list[str] = []
    raw = data.encode() if isinstance(data, str) else data
    context = Context(source, target, path="a.tmx", notice=notices.append)
    return FORMAT.read(io.BytesIO(raw), context).held(), notices


def pairs(units: Iterable[Unit]) -> list[tuple[str, str]]:
    return [(unit.source, unit.target) for unit in units]


def tmx(body: str, header: str = 'srclang="en"', version: str = "1.4") -> str:
    return f'<tmx version="{version}"><header {header}/><body>{body}</body></tmx>'


def tu(*variants: tuple[str, str], attributes: str = "") -> str:
    inner = "".join(f'<tuv xml:lang="{code}"><seg>{seg}</seg></tuv>' for code, seg in variants)
    return f"<tu{attributes}>{inner}</tu>"


# ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_file_as_the_specification_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    unit = Unit("7", "Một <b>.", "One & only.", "2-1", 0.97, (Span(0, 4), Span(5, 8)), (Span(0, 11),), 1, 2)
    text, written = write(Units((unit,), "vi", "en", "a.txt", "b.txt"))
    assert written == Written(1)
    head, _, rest = text.partition("<body>\n")
    assert head.startswith(
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">'
    )
    for attribute in (
        'creationtool="bitext-toolkit"',
        'creationtoolversion="',
        'segtype="sentence"',
        'o-tmf="bitext-toolkit"',
        'adminlang="en"',
        'srclang="vi"',
        'datatype="plaintext"',
        'creationdate="20231114T221320Z"',
    ):
        assert attribute in head
    assert rest == (
        '<tu tuid="7" creationdate="20231114T221320Z"><prop type="x-confidence">0.97</prop>'
        '<prop type="x-bead">2-1</prop><prop type="x-source-span">0-4</prop>'
        '<prop type="x-source-span">5-8</prop><prop type="x-target-span">0-11</prop>'
        '<prop type="x-source-line">1</prop><prop type="x-target-line">2</prop>\n'
        '  <tuv xml:lang="vi"><seg>Một &lt;b&gt;.</seg></tuv>\n'
        '  <tuv xml:lang="en"><seg>One &amp; only.</seg></tuv>\n'
        "</tu>\n</body>\n</tmx>\n"
    )


def test_units_with_an_empty_side_are_left_out_and_counted() -> None:
    text, written = write(Units((Unit("1", "a", ""), Unit("2", " ", "b"), Unit("3", "c", "d"))))
    assert written == Written(1, 2, "one side is empty") and text.count("<tu ") == 1


def test_characters_xml_cannot_carry_are_counted() -> None:
    _, written = write(Units((Unit("1", "a\0\x0b", "b\ud800"),)))
    assert written == Written(1, 0, "3 characters XML cannot carry became U+FFFD")


both = made_units(some_text, some_text)


def carried(text: str) -> str:
    return "".join("\ufffd" if count_forbidden(c) else c for c in text)


@given(
    st.lists(both, min_size=1, max_size=4),
    st.sampled_from(["", 'a "b" <c>.txt']),
    st.sampled_from(["und", "en", "zh-Hant-TW"]),
)
def test_units_come_back(units: list[Unit], name: str, language: str) -> None:
    before = Units(tuple(units), language, "pt-BR", name, name, {"x-domain": "law & order"})
    after, notices = read(write(before)[0])
    want = [
        replace(u, source=carried(u.source), target=carried(u.target), note=carried(u.note)) for u in units
    ]
    assert after == replace(before, units=tuple(want)) and not notices


@pytest.mark.parametrize("code", ["und", "en"])
def test_two_sides_in_one_language_stay_two_sides(code: str) -> None:
    after, _ = read(write(Units((Unit("1", "a", "b"), Unit("2", "c", "d")), code, code))[0])
    assert pairs(after) == [("a", "b"), ("c", "d")]


# ── from TMX to TMX ─────────────────────────────────────────────────────────────────────────────────────────

CODED = (
    'The <bpt i="1" x="1" type="bold">&lt;b></bpt><hi type="term">big</hi> cat<ept i="1">&lt;/b></ept>'
    '<ph x="2">&lt;img alt="<sub type="alt">pic<it pos="begin">&lt;i></it>ture</sub>"></ph>, <ut>{1}</ut>end.'
)
EVERYTHING = (
    '<header srclang="*all*" segtype="phrase" o-tmf="x" adminlang="en" datatype="html" creationtool="T"'
    ' creationtoolversion="9" changeid="B &amp; C"><note xml:lang="en">made by hand</note>'
    '<prop type="client">A</prop><prop type="client">B</prop></header><body>'
    '<tu tuid="a" creationdate="20200101T000000Z" usagecount="3"><prop type="x-bead">2-1</prop>'
    '<note>one</note><prop type="topic" xml:lang="vi">nhà</prop>'
    '<tuv xml:lang="DE" changeid="D"><note>two</note><seg>Das <hi x="1">große</hi> Haus</seg></tuv>'
    f'<tuv xml:lang="en-us"><seg>{CODED}</seg></tuv>'
    '<tuv xml:lang="vi"><seg><ph x="2">&lt;br/></ph>Con mèo<it pos="end">&lt;/i></it></seg></tuv>'
    '<tuv xml:lang="vi"><seg>Mèo</seg></tuv></tu>'
    '<tu><tuv xml:lang="vi"><seg> alone\n </seg></tuv></tu>'
    '<tu srclang="vi"><tuv xml:lang="fr"><seg/></tuv><tuv xml:lang="vi"><seg>b</seg></tuv></tu></body>'
)


def through(data: bytes, *names: str) -> bytes:
    """The file after it went from format to format with all it has."""
    name = "tmx"
    for after in (*names, "tmx"):
        reader = FORMATS[name].read
        assert reader is not None
        stream = io.BytesIO()
        dump(reader(io.BytesIO(data), Context(whole=True)), stream, after)
        data, name = stream.getvalue(), after
    return data


def tree(element: ElementTree.Element) -> tuple[object, ...]:
    """What an element says, white space between elements aside."""
    mixed = element.tag in "seg bpt ept it ph hi sub ut note prop".split()
    text = [(child.tail or "") if mixed else "" for child in element]
    attributes = {key: value for key, value in element.attrib.items() if element.tag != "tmx"}
    inner = tuple(zip(map(tree, element), text, strict=True))
    return element.tag, attributes, (element.text or "") if mixed else "", inner


@pytest.mark.parametrize("names", [(), ("tmx",), ("jsonl",)], ids=str)
def test_everything_comes_back(names: tuple[str, ...]) -> None:
    data = f'<tmx version="1.4">{EVERYTHING}</tmx>'.encode()
    assert tree(ElementTree.fromstring(through(data, *names))) == tree(ElementTree.fromstring(data))


def test_a_changed_unit_is_written_as_it_is_now() -> None:
    assert FORMAT.read is not None
    data = f'<tmx version="1.4">{EVERYTHING}</tmx>'.encode()
    units = FORMAT.read(io.BytesIO(data), Context("de", "vi", whole=True)).held()
    first = next(iter(units))
    assert (first.source, first.target, first.bead) == ("Das große Haus", "Con mèo", "2-1")
    changed = replace(first, target="Nhà", target_codes=(), note="new", bead="1-1", confidence=0.5)
    root = ElementTree.fromstring(write(replace(units, units=(changed,)))[0])
    assert [("".join(seg.itertext())) for seg in root.iter("seg")][2:] == ["Nhà", "Mèo"]
    assert [note.text for note in root.iter("note")] == ["made by hand", "new", "two"]
    assert [prop.text for prop in root.iter("prop")] == ["A", "B", "nhà", "0.5"]


def test_a_plain_format_says_what_it_could_not_take() -> None:
    assert FORMAT.read is not None
    data = f'<tmx version="1.4">{EVERYTHING}</tmx>'.encode()
    units = FORMAT.read(io.BytesIO(data), Context("en", "vi", whole=True))
    written = dump(units, io.BytesIO(), "tsv")
    assert written.note == (
        "inline codes left out: 8 in 1 units; texts inside inline codes left out: 1;"
        " texts in other languages left out: 3"
    )


# ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_white_space_in_a_segment_is_text() -> None:
    units, _ = read(tmx(tu(("en", " a\n\tb&#13; "), ("vi", "c"))))
    assert pairs(units) == [(" a\n\tb\r ", "c")]


def test_codes_stand_beside_the_text() -> None:
    units, notices = read(tmx(tu(("en", CODED), ("vi", "Con mèo"))))
    assert pairs(units) == [("The big cat, end.", "Con mèo")] and not notices
    (unit,) = units
    found = [(code.at, str(code.kind), code.element, code.data) for code in unit.source_codes]
    assert found == [
        (4, "open", "tmx:bpt", "<b>"),
        (4, "open", "tmx:hi", ""),
        (7, "close", "tmx:hi", ""),
        (11, "close", "tmx:ept", "</b>"),
        (11, "alone", "tmx:ph", '<img alt="">'),
        (13, "alone", "tmx:ut", "{1}"),
    ]
    (flow,) = unit.source_codes[4].subflows
    assert (flow.at, flow.text) == (10, "picture") and flow.codes[0].element == "tmx:it"


def test_codes_that_do_not_pair_are_said() -> None:
    body = tu(("en", '<ept i="1"/>a<bpt i="1"/>'), ("vi", "b"))
    assert any('<ept i="1"> before its <bpt> (line 1)' in notice for notice in read(tmx(body))[1])
    body = tu(("en", '<bpt i="1"/>a<bpt i="1"/>'), ("vi", "b"))
    assert any('two <bpt i="1">' in notice for notice in read(tmx(body))[1])
    body = tu(("en", '<bpt i="4"/>a'), ("vi", "b"))
    assert any('i="4" has no partner' in notice for notice in read(tmx(body))[1])


def test_tmx_1_1_says_lang() -> None:
    body = '<tu><tuv lang="EN"><seg>a</seg></tuv><tuv lang="VI"><seg>b</seg></tuv></tu>'
    units, _ = read(tmx(body, version="1.1"))
    assert pairs(units) == [("a", "b")] and (units.source_language, units.target_language) == ("en", "vi")


def test_the_source_language_comes_first_wherever_it_stands() -> None:
    body = tu(("vi", "một"), ("en-US", "one")) + tu(("EN", "two"), ("VI-vn", "hai"))
    units, _ = read(tmx(body))
    assert pairs(units) == [("one", "một"), ("two", "hai")]


def test_languages_asked_for_are_taken() -> None:
    body = tu(("en", "one"), ("fr", "un"), ("vi", "một"), ("en-GB", "one, sir")) + tu(
        ("en", "two"), ("fr", "deux")
    )
    units, notices = read(tmx(body), "vi", "en-gb")
    assert pairs(units) == [("một", "one, sir")]
    assert notices == [
        "units left out because they lack vi (source): 1",
        "texts in other languages left out: 2",
    ]


def test_the_pair_stays_the_same_through_the_file() -> None:
    body = tu(("en", "one"), ("fr", "un"), ("vi", "một")) + tu(("en", "two"), ("vi", "hai"), ("fr", "deux"))
    body += tu(("en", "three"), ("vi", "ba"))
    units, notices = read(tmx(body))
    assert pairs(units) == [("one", "un"), ("two", "deux")]
    assert notices == [
        "units left out because they lack fr (target): 1",
        "texts in other languages left out: 2",
    ]


def test_a_unit_may_name_its_own_source_language() -> None:
    body = tu(("en", "one"), ("de", "eins"), attributes=' srclang="de"')
    assert pairs(read(tmx(body))[0]) == [("eins", "one")]
    assert pairs(read(tmx(body, 'srclang="*all*"'))[0]) == [("eins", "one")]
    assert pairs(read(tmx(tu(("en", "one"), ("de", "eins")), 'srclang="*all*"'))[0]) == [("one", "eins")]


def test_scripts_of_one_language_are_two() -> None:
    body = tu(("zh-Hans", "国"), ("zh-Hant", "國"))
    assert pairs(read(tmx(body, 'srclang="zh-Hant"'))[0]) == [("國", "国")]


def test_a_pair_the_file_does_not_have() -> None:
    with pytest.raises(FormatError, match="no unit is in fr and en – its languages: en, vi"):
        read(tmx(tu(("en", "a"), ("vi", "b"))), "fr", "en")
    with pytest.raises(FormatError, match="its languages: vi"):
        read(tmx(tu(("vi", "a"))))


def test_properties_of_others_do_no_harm() -> None:
    said = {"x-confidence": "high", "x-source-span": "x", "x-kind": "odd", "x-bead": "many"}
    props = "".join(f'<prop type="{kind}">{value}</prop>' for kind, value in said.items())
    variants = '<tuv xml:lang="en"><note>b</note><seg>a</seg></tuv><tuv xml:lang="vi"><seg/></tuv>'
    body = f"<tu>{props}<note>a</note>{variants}</tu>"
    units, _ = read(tmx(body))
    assert units.units == (Unit("1", "a", "", kind=Kind.PARAGRAPH, note="a\nb"),)


@pytest.mark.parametrize(
    ("data", "where", "said"),
    [
        ("<tmx version='1.4'><header/><body><tu>", "a.tmx:1:39", "ends before its last element does"),
        ("<html><body/></html>", "a.tmx:1:1", "its root element is <html>"),
        ("", "a.tmx:1:1", "no element"),
        ("<tmx><body><tuv/></body></tmx>", "a.tmx:1:12", "<tuv> outside <tu>"),
        ("<tmx><tu/></tmx>", "a.tmx:1:6", "<tu> outside <body>"),
        ("<tmx><body><tu><seg/></tu></body></tmx>", "a.tmx:1:16", "<seg> outside <tuv>"),
        ("<tmx><body>\n<tu><tuv></tuv></tu></body></tmx>", "a.tmx:2:10", "<tuv> without <seg>"),
        ("plain text", "a.tmx:1:1", "not well-formed"),
    ],
)
def test_what_is_no_tmx_is_named_with_its_place(data: str, where: str, said: str) -> None:
    with pytest.raises(FormatError) as caught:
        read(data)
    assert said in caught.value.problem and caught.value.where == where


def test_units_before_a_fault_can_be_had() -> None:
    assert FORMAT.read is not None
    body = tu(("en", "a"), ("vi", "b")) * 2000
    units = iter(FORMAT.read(io.BytesIO(tmx(body)[:-20].encode()), Context()))
    assert next(units).source == "a"
    with pytest.raises(FormatError):
        list(units)


@given(st.text(st.sampled_from('<>/="& tuvsegbody'), max_size=60))
def test_any_text_inside_is_read_or_refused(text: str) -> None:
    try:
        read(tmx(text))
    except FormatError as error:
        assert error.path == "a.tmx"
