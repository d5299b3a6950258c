"""The shortcut through TMX gives what the parser gives, whatever the file and wherever its pieces end."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toolkit.safe_xml
from toolkit.errors import DecodingError, FormatError
from toolkit.formats import tmx_read, tmx_skim
from toolkit.formats.contract import Context
from toolkit.formats.tmx_parts import Tu
from toolkit.formats.tmx_skim import Skimmer
from toolkit.model import Unit

HEAD = '<tmx version="1.4"><header srclang="en"/><body>'
TAIL = "</body></tmx>"
SEGMENTS = (
    "plain",
    "a &amp; b",
    "&#65;&#x1EA1;",
    "line\nbreak",
    "line\r\nbreak&#13;\r",
    "",
    " x ",
    "Tiếng Việt",
    "a > b",
    "]] >",
    'a <bpt i="1" x="1" type="bold">&lt;b></bpt>c<ept i="1">&lt;/b></ept> d',
    'a<ph x="2"/> <it pos="end" x=\'3\'>&#13;\r\n</it><ut></ut>',
    '<ept i="1"/>a<bpt i="1"/>',
    "<hi>a</hi> b",
)
ODD = (
    "<!-- <tu><tuv><seg>no</seg></tuv></tu> -->",
    "<!-- - a - -->",
    "<!-- a",
    "<!-- a -- b -->",
    "-->",
    '<tu><tuv xml:lang="en"><seg><![CDATA[</tu><tu>]]></seg></tuv><tuv xml:lang="vi"><seg>b</seg></tuv></tu>',
    '<tu><!-- </tu> --><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="vi"><seg>b</seg></tuv></tu>',
    '<tu><tuv xml:lang="en"><seg>a<ph x="1">&lt;br/></ph></seg></tuv>'
    '<tuv xml:lang="vi"><seg>b</seg></tuv></tu>',
    '<tu><tuv xml:lang="en"><seg>a<bpt i="1"></ept></seg></tuv><tuv xml:lang="vi"><seg>b</seg></tuv></tu>',
    '<tu><note>a</prop><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="vi"><seg>b</seg></tuv></tu>',
    '<tu tuid="x"/>',
    '<tu><tuv xml:lang="en"><seg>a</seg></tuv></tu>',
    '<tu a="1" a="2"><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="vi"><seg>b</seg></tuv></tu>',
    '<tu a="&amp;&#65;"><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="vi"><seg>b</seg></tuv></tu>',
    '<tu a="&x;"><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="vi"><seg>b</seg></tuv></tu>',
    '<tu><tuv xml:lang="en"><seg>&nbsp;</seg></tuv><tuv xml:lang="vi"><seg>b</seg></tuv></tu>',
    '<tu><tuv xml:lang="en"><seg>&#0;</seg></tuv><tuv xml:lang="vi"><seg>b</seg></tuv></tu>',
    '<tu><tuv xml:lang="en"><seg>a & b</seg></tuv><tuv xml:lang="vi"><seg>b</seg></tuv></tu>',
    '<tu><tuv xml:lang="en"><seg>a ]]> b</seg></tuv><tuv xml:lang="vi"><seg>b</seg></tuv></tu>',
    "\r\n",
    "<?target </tu> ?>",
    "words",
    "</body>",
    "</tu>",
    "\x01",
)


@st.composite
def plain(draw: st.DrawFn) -> str:
    """A unit of the plainest form, laid out in some way."""
    gap = draw(st.sampled_from(["", "\n  ", "\t", "\r\n"]))
    quote = draw(st.sampled_from("\"'"))
    attributes = draw(st.sampled_from(["", ' tuid="7"', " tuid = '8' usagecount=\"2\"", ' tuid="a>b"']))
    remarks = draw(
        st.sampled_from(
            [
                "",
                "<note>n\r\n&lt;</note>",
                '<prop type="x-bead">2-1</prop><prop type="x-confidence">0.5</prop>',
            ]
        )
    )
    more = (("fr", draw(st.sampled_from(SEGMENTS))),) if draw(st.booleans()) else ()
    variants = "".join(
        f"<tuv xml:lang={quote}{code}{quote}>{inner}{f'<seg>{segment}</seg>' if segment else '<seg/>'}"
        f"{gap}</tuv>{gap}"
        for code, inner, segment in (
            ("en", "", draw(st.sampled_from(SEGMENTS))),
            (
                "vi",
                draw(st.sampled_from(["", "<note>m</note>", '<prop type="a"/>'])),
                draw(st.sampled_from(SEGMENTS)),
            ),
            *((code, "", segment) for code, segment in more),
        )
    )
    return f"{gap}<tu{attributes}>{gap}{remarks}{gap}{variants}</tu >"


def read(data: bytes, monkeypatch: pytest.MonkeyPatch, size: int, skim: bool) -> list[Unit] | str:
    """All units, or what is wrong and where."""
    with monkeypatch.context() as patch:
        patch.setattr(toolkit.safe_xml, "CHUNK", size)
        if not skim:
            patch.setattr(Skimmer, "__call__", lambda self, piece, feed, check: feed(piece))
        try:
            return list(tmx_read.read(io.BytesIO(data), Context(path="a.tmx", whole=True)))
        except (FormatError, DecodingError) as error:
            return error.message


@given(
    st.lists(plain() | plain() | plain() | st.sampled_from(ODD), min_size=1, max_size=12),
    st.sampled_from([60, 200, 700, 5000]),
    st.booleans(),
)
def test_the_way_does_not_matter(parts: list[str], size: int, broken: bool) -> None:
    data = (HEAD + "".join(parts) + TAIL).encode()
    if broken:
        data = data.replace("ế".encode(), b"\xe1")
    monkeypatch = pytest.MonkeyPatch()
    fast, slow = (read(data, monkeypatch, size, skim) for skim in (True, False))
    assert fast == slow


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(
    "segment", ["a", 'a<bpt i="1">&lt;b></bpt>c<ept i="1">&lt;/b></ept>'], ids=["plain", "coded"]
)
def test_usual_units_take_the_shortcut(segment: str, encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = 0
    made = tmx_skim._tu

    def counted(match: re.Match[str]) -> Tu | None:
        nonlocal seen
        seen += 1
        return made(match)

    monkeypatch.setattr(tmx_skim, "_tu", counted)
    unit = f'<tu><tuv xml:lang="en"><seg>{segment}</seg></tuv><tuv xml:lang="vi"><seg>b</seg></tuv></tu>\r\n'
    comment = "<!-- the second half -->"
    data = (HEAD + unit * 2500 + comment + unit * 2500 + TAIL).encode(encoding)
    units = list(tmx_read.read(io.BytesIO(data), Context()))
    assert len(units) == 5000 and seen > 4990
    assert [unit.id for unit in units] == [str(number) for number in range(1, 5001)]


def test_a_unit_longer_than_any_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    long = "a" * (3 << 19)
    unit = '<tu><tuv xml:lang="en"><seg>{}</seg></tuv><tuv xml:lang="vi"><seg>b</seg></tuv></tu>'
    data = (HEAD + unit.format("a") + unit.format(long) + unit.format("c") + TAIL).encode()
    units = list(tmx_read.read(io.BytesIO(data), Context()))
    assert [unit.source for unit in units] == ["a", long, "c"]
