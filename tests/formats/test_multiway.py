"""Units in more than two languages."""

from __future__ import annotations

import io
import json

import pytest

from toolkit.errors import FormatError, UsageError
from toolkit.formats.multiway import kind, write
from toolkit.model import Document

TEXTS = [
    Document.of_lines(["One & two.", "Three."], "en"),
    Document.of_lines(["Một và hai.", "Ba."], "vi"),
    Document.of_lines(['Eins\tund "zwei".'], "de"),
]
UNITS = [((0,), (0,), (0,)), ((1,), (1,), ()), ((), (), ())]


def written(format: str) -> str:
    stream = io.BytesIO()
    write(UNITS, TEXTS, stream, format)
    return stream.getvalue().decode("utf-8")


def test_tmx_has_a_variant_for_each_language_that_has_text() -> None:
    from xml.etree import ElementTree

    root = ElementTree.fromstring(written("tmx").replace('<!DOCTYPE tmx SYSTEM "tmx14.dtd">', ""))
    units = root.findall("./body/tu")
    code = "{http://www.w3.org/XML/1998/namespace}lang"
    assert [[tuv.get(code) for tuv in unit.findall("tuv")] for unit in units] == [
        ["en", "vi", "de"],
        ["en", "vi"],
    ]
    assert units[0].findtext("tuv/seg") == "One & two."


def test_a_table_has_a_column_for_each_language() -> None:
    lines = written("tsv").split("\n")
    assert lines[0] == "en\tvi\tde"
    assert lines[1] == 'One & two.\tMột và hai.\t"Eins\tund ""zwei""."'


def test_jsonl_names_the_languages() -> None:
    first = json.loads(written("jsonl").splitlines()[0])
    assert first["texts"]["vi"] == "Một và hai."


def test_characters_that_xml_cannot_hold_are_replaced() -> None:
    stream = io.BytesIO()
    write([((0,), (0,), ())], [Document.of_lines(["a\x01b"], "en"), *TEXTS[1:]], stream, "tmx")
    assert "a\ufffdb" in stream.getvalue().decode("utf-8")


def test_languages_have_to_differ_and_the_format_has_to_hold_them() -> None:
    with pytest.raises(UsageError, match="same language"):
        write(UNITS, [TEXTS[0], TEXTS[0], TEXTS[1]], io.BytesIO(), "tmx")
    with pytest.raises(FormatError, match="'po' cannot hold"):
        kind("out.po")
    assert kind("out.tmx") == "tmx" and kind("-", "tsv") == "tsv"
