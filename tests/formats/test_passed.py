from __future__ import annotations

import io

from toolkit.formats import FORMATS, dump
from toolkit.formats.contract import Context
from toolkit.formats.passed import Passed

TMX = (
    '<tmx version="1.4" xmlns:x="urn:x"><header srclang="en"><ude name="u"/></header><body>\n'
    '<tu x:a="1"><prop type="p">q</prop><tuv xml:lang="en"><seg>a</seg></tuv>'
    '<tuv xml:lang="vi"><seg>b</seg></tuv><tuv xml:lang="fr"><seg>c</seg></tuv></tu></body></tmx>'
)


def test_nothing_is_nothing() -> None:
    assert Passed().clause() == ""


def test_how_much_of_what_and_where_first() -> None:
    passed = Passed()
    for name, line in (("<b>", 7), ("a:c", 9), ("<b>", 8)):
        passed.add(name, line)
    assert passed.clause() == "passed over: <b> 2, a:c 1 (first in line 7)"


def test_what_tmx_cannot_say_and_what_others_cannot() -> None:
    notices: list[str] = []
    read = FORMATS["tmx"].read
    assert read is not None
    units = read(io.BytesIO(TMX.encode()), Context(whole=True, notice=notices.append)).held()
    assert notices == ["passed over: <ude> 1, x:a 1 (first in line 1)"]
    for name in ("xliff", "xliff1"):
        assert dump(units, io.BytesIO(), name).note == (
            "left out: <prop> 1, x:a 1 (first in unit '1'); texts in other languages left out: 1"
        )
    assert dump(units, io.BytesIO(), "tmx").note == dump(units, io.BytesIO(), "jsonl").note == ""
