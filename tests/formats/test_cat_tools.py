"""Files as the programs of translators write them: texts are understood, all else comes back as it was."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from tests.formats.test_xliff import SPACE_1, SPACE_2, children
from toolkit.formats import Context, dump, load
from toolkit.formats.validation import validate_stream

# Definitions in the header by default namespaces of their own; what is known of a segment beside it.
STUDIO = f"""<xliff {SPACE_1} version="1.2" xmlns:s="urn:studio" s:version="1.0">
<file original="a.docx" datatype="x-word" source-language="en-US" target-language="vi-VN"><header>
<reference><internal-file form="base64">UEs=</internal-file></reference>
<file-info xmlns="urn:studio"><value key="id">1</value></file-info>
<tag-defs xmlns="urn:studio"><tag id="5"><bpt name="b">&lt;b&gt;</bpt></tag></tag-defs></header><body>
<trans-unit id="t0" translate="no"><source><x id="6"/></source></trans-unit>
<group><s:cxts><s:cxt id="1"/></s:cxts><trans-unit id="t1"><source>One <g id="5">bold</g>. Two.</source>
<seg-source><mrk mtype="seg" mid="1">One <g id="5">bold</g>.</mrk> <mrk mtype="seg" mid="2">Two.</mrk>
</seg-source>
<target><mrk mtype="seg" mid="1">Một <g id="5">đậm</g>.</mrk> <mrk mtype="seg" mid="2">Hai.</mrk></target>
<s:seg-defs><s:seg id="1" conf="Translated"><s:value key="k">1</s:value></s:seg></s:seg-defs></trans-unit>
</group>
</body></file></xliff>"""
# The state of a unit in attributes, earlier versions as elements with sources and targets of their own.
MEMO = f"""<xliff {SPACE_1} version="1.2" xmlns:q="urn:memo">
<file original="a.docx" source-language="en" target-language="vi" datatype="x-docx"><header><skl>
<external-file href="s.xml"/></skl><q:info name="a"/></header><body><trans-unit id="1" q:status="Confirmed">
<source xml:space="preserve">A <bpt id="1" rid="1" ctype="bold">[</bpt>b<ept id="2" rid="1">]</ept></source>
<target xml:space="preserve">B</target>
<q:earlier><q:unit><source>A</source><target>C</target></q:unit></q:earlier></trans-unit></body></file></xliff>"""
# Machine translations and matches, codes described beside the texts.
PHRASE = f"""<xliff {SPACE_1} version="1.2" xmlns:m="urn:m" m:level="1">
<file original="a" datatype="x-a" source-language="en" target-language="vi" m:task="t"><body>
<group id="0" m:para="0"><trans-unit id="a:0" m:confirmed="1"><source>Text [1]</source>
<target>Chữ [1]</target>
<alt-trans origin="mt"><target>Văn bản</target></alt-trans>
<alt-trans origin="tm" m:origin="1"><target/></alt-trans>
<m:metadata><m:mark id="1"><m:type>b</m:type></m:mark></m:metadata></trans-unit></group>
</body></file></xliff>"""
# Two resources with the same ids, a tool in the header of each.
RESOURCE = """<file original="{}" datatype="plaintext" source-language="en" target-language="vi"><header>
<tool tool-id="x" tool-name="X" build-num="15A"/></header><body><trans-unit id="Name" xml:space="preserve">
<source>App</source><target>Ứng dụng</target><note>the name</note></trans-unit></body></file>"""
APP = f'<xliff {SPACE_1} version="1.2">{RESOURCE.format("Info")}{RESOURCE.format("Main")}</xliff>'
# Placeholders with what they show, places as notes.
WEB = f"""<xliff {SPACE_2} version="2.0" srcLang="en" trgLang="vi"><file original="t" id="n"><unit id="615">
<notes><note category="location">a.html:3</note></notes><segment state="translated">
<source>Hi <ph id="0" equiv="NAME" disp="name"/><pc id="1" equivStart="B" equivEnd="C" type="fmt"
 dispStart="&lt;b&gt;" dispEnd="&lt;/b&gt;">b</pc></source>
<target>Chào <ph id="0" equiv="NAME" disp="name"/></target></segment></unit></file></xliff>"""
XLIFF = {
    "studio.sdlxliff": STUDIO,
    "memo.mqxliff": MEMO,
    "phrase.mxliff": PHRASE,
    "app.xliff": APP,
    "web.xlf": WEB,
}
TEXTS = {
    "studio.sdlxliff": [("One bold.", "Một đậm."), ("Two.", "Hai.")],
    "memo.mqxliff": [("A b", "B")],
    "phrase.mxliff": [("Text [1]", "Chữ [1]")],
    "app.xliff": [("App", "Ứng dụng"), ("App", "Ứng dụng")],
    "web.xlf": [("Hi b", "Chào ")],
}


@pytest.mark.parametrize("name", XLIFF)
def test_xliff(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(XLIFF[name], encoding="utf-8-sig")
    assert [(unit.source, unit.target) for unit in load(path) if unit.source] == TEXTS[name]
    stream = io.BytesIO()
    notices: list[str] = []
    units = load(path, context=Context(whole=True, notice=notices.append))
    assert not dump(units, stream, "xliff").note and not notices
    assert not (faults := validate_stream(io.BytesIO(stream.getvalue()), "").faults), faults
    before, after = ElementTree.fromstring(XLIFF[name]), ElementTree.fromstring(stream.getvalue())
    assert children(after) == children(before)


WORKBENCH = """<?xml version="1.0" ?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="Workbench" creationtoolversion="8" segtype="sentence" o-tmf="W" adminlang="EN-US"
 srclang="EN-US" datatype="rtf">
<prop type="RTFFontTable">
{\\fonttbl
{\\f1 \\fmodern Courier New;}}</prop>
</header>
<body>
<!-- the first ones -->
<tu creationid="A &amp; B" usagecount="0">
<prop type="Txt::Client">ACME</prop>
<tuv xml:lang="EN-US">
<seg>Press <bpt i="1" x="1">{\\b </bpt>OK<ept i="1">}</ept><ut>{\\i </ut>now<ut>}</ut>.</seg>
</tuv>
<tuv xml:lang="VI">
<seg>Nhấn <bpt i="1" x="1">{\\b </bpt>OK<ept i="1">}</ept>.</seg>
</tuv>
</tu>
</body>
</tmx>
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_tmx_of_other_line_ends_and_encodings(encoding: str, end: str, tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_bytes(WORKBENCH.replace("\n", end).encode(encoding))
    units = load(path, context=Context(whole=True))
    (unit,) = units
    assert (unit.source, unit.target) == ("Press OKnow.", "Nhấn OK.")
    assert [code.data for code in unit.source_codes] == ["{\\b ", "}", "{\\i ", "}"]
    assert unit.details is not None
    assert dict(unit.details.elements[0].attributes) == {"creationid": "A & B", "usagecount": "0"}
    stream = io.BytesIO()
    dump(units, stream, "tmx")
    before, after = ElementTree.fromstring(WORKBENCH), ElementTree.fromstring(stream.getvalue())
    assert children(after) == children(before)


def test_all_languages_as_the_source_however_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_text(WORKBENCH.replace('srclang="EN-US"', 'srclang="*ALL*"'), encoding="utf-8")
    stream = io.BytesIO()
    dump(load(path, context=Context(whole=True)), stream, "tmx")
    assert b'srclang="*all*"' in stream.getvalue()
