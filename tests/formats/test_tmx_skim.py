"""The shortcut through TMX gives what the parser gives, whatever the file and wherever its pieces end."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toolkit.safe_xml
from toolkit.errors import DecodingError, FormatError
from toolkit.formats import tmx_read
from toolkit.formats.contract import Context
from toolkit.formats.tmx_parts import Tu
from toolkit.formats.tmx_skim import Skimmer
from toolkit.model import Unit

HEAD = '<tmx version="1.4"><header srclang="en"/><body>'
TAIL = "</body></tmx>"
SEGMENTS = ("plain", "a &amp; b", "&#65;&#x1EA1;", "line\nbreak", "", " x ", "Tiếng Việt", "a > b", "]] >")
ODD = (
    "<!-- <tu><tuv><seg>no</seg></tuv></tu> -->",
    "<!-- a",
    "-->",
    '<tu><tuv xml:lang="en"><seg><![CDATA[</tu><tu>]]></seg></tuv><tuv xml:lang="vi"><seg>b</seg></tuv></tu>',
    '<tu><tuv xml:lang="en"><seg>a<ph x="1">&lt;br/></ph></seg></tuv>'
    '<tuv xml:lang="vi"><seg>b</seg></tuv></tu>',
    '<tu tuid="x"/>',
    '<tu a="1" a="2"><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="vi"><seg>b</seg></tuv></tu>',
    '<tu><tuv xml:lang="en"><seg>&nbsp;</seg></tuv><tuv xml:lang="vi"><seg>b</seg></tuv></tu>',
    '<tu><tuv xml:lang="en"><seg>&#0;</seg></tuv><tuv xml:lang="vi"><seg>b</seg></tuv></tu>',
    '<tu><tuv xml:lang="en"><seg>a ]]> b</seg></tuv><tuv xml:lang="vi"><seg>b</seg></tuv></tu>',
    "\r\n",
    "<?target?>",
    "words",
    "\x01",
)


@st.composite
def plain(draw: st.DrawFn) -> str:
    """A unit of the plainest form, laid out in some way."""
    gap = draw(st.sampled_from(["", "\n  ", "\t"]))
    quote = draw(st.sampled_from("\"'"))
    attributes = draw(st.sampled_from(["", ' tuid="7"', " tuid = '8' usagecount=\"2\"", ' tuid="a>b"']))
    remarks = draw(
        st.sampled_from(
            ["", "<note>n</note>", '<prop type="x-bead">2-1</prop><prop type="x-confidence">0.5</prop>']
        )
    )
    variants = "".join(
        f"<tuv xml:lang={quote}{code}{quote}>{inner}<seg>{segment}</seg>{gap}</tuv>{gap}"
        for code, inner, segment in (
            ("en", "", draw(st.sampled_from(SEGMENTS))),
            ("vi", draw(st.sampled_from(["", "<note>m</note>"])), draw(st.sampled_from(SEGMENTS))),
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


def test_plain_units_take_the_shortcut(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = 0
    take = tmx_read._Reader.take

    def counted(self: tmx_read._Reader, tu: Tu) -> None:
        nonlocal seen
        seen += 1
        take(self, tu)

    monkeypatch.setattr(tmx_read._Reader, "take", counted)
    unit = '<tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="vi"><seg>b</seg></tuv></tu>\n'
    data = (HEAD + unit * 5000 + TAIL).encode()
    units = list(tmx_read.read(io.BytesIO(data), Context()))
    assert len(units) == 5000 and seen > 4000
    assert [unit.id for unit in units] == [str(number) for number in range(1, 5001)]
