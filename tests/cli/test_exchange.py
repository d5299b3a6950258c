"""``bitext convert`` between formats, run as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

TMX = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header srclang="en" segtype="sentence"'
    ' creationtool="t" creationtoolversion="1" o-tmf="t" adminlang="en" datatype="html">'
    '<prop type="client">A &amp; B</prop></header><body>'
    '<tu tuid="a" creationdate="20200101T000000Z"><note>look</note><tuv xml:lang="en"><seg>The '
    '<bpt i="1" x="1">&lt;b></bpt>big<ept i="1">&lt;/b></ept> house</seg></tuv><tuv xml:lang="vi"><seg>Nhà '
    '<bpt i="1" x="1">&lt;b></bpt>lớn<ept i="1">&lt;/b></ept></seg></tuv>'
    '<tuv xml:lang="fr"><seg>La grande maison</seg></tuv></tu></body></tmx>'
)


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    path = tmp_path / "a.tmx"
    path.write_text(TMX, encoding="utf-8")
    return path


def test_from_tmx_to_tmx_nothing_is_lost(bitext: Run, tmp_path: Path, memory: Path) -> None:
    for command in (("a.tmx", "b.jsonl"), ("b.jsonl", "c.tmx"), ("c.tmx", "d.tmx")):
        result = bitext("convert", *command)
        assert result.returncode == 0 and result.stderr.decode().startswith("1 units → ")
    text = (tmp_path / "d.tmx").read_text(encoding="utf-8")
    assert text == (tmp_path / "c.tmx").read_text(encoding="utf-8")
    assert 'Nhà <bpt i="1" x="1">&lt;b&gt;</bpt>lớn<ept i="1">&lt;/b&gt;</ept>' in text
    assert "La grande maison" in text and "A &amp; B" in text and '"20200101T000000Z"' in text


def test_what_a_plain_format_loses_is_said(bitext: Run, tmp_path: Path, memory: Path) -> None:
    result = bitext("convert", "a.tmx", "b.csv")
    assert result.returncode == 0
    said = result.stderr.decode()
    assert "inline codes left out: 4 in 1 units" in said and "texts in other languages left out: 1" in said
    assert (tmp_path / "b.csv").read_bytes().splitlines()[1] == "a,The big house,Nhà lớn,1-1,".encode()


def test_codes_go_on_into_xliff_and_back(bitext: Run, tmp_path: Path, memory: Path) -> None:
    for command in (("a.tmx", "b.xlf"), ("b.xlf", "c.xlf1"), ("c.xlf1", "d.tmx")):
        assert bitext("convert", *command).returncode == 0
    assert bitext("validate", "b.xlf", "c.xlf1", "d.tmx").returncode == 0
    assert 'Nhà <sc id="1" dataRef="d1"/>lớn<ec startRef="1" dataRef="d2"/>' in (
        (tmp_path / "b.xlf").read_text(encoding="utf-8")
    )
    assert 'Nhà <bpt i="1" x="1">&lt;b&gt;</bpt>lớn<ept i="1">&lt;/b&gt;</ept>' in (
        (tmp_path / "d.tmx").read_text(encoding="utf-8")
    )


def test_moses_pairs_by_their_name(bitext: Run, tmp_path: Path, memory: Path) -> None:
    assert bitext("convert", "a.tmx", "corpus.en-vi").returncode == 0
    assert (tmp_path / "corpus.en-vi.vi").read_text(encoding="utf-8") == "Nhà lớn\n"
    result = bitext("convert", "corpus.en-vi", "-", "--to", "jsonl")
    unit = json.loads(result.stdout)
    assert (unit["id"], unit["source"], unit["target_language"]) == ("a", "The big house", "vi")


BAD = {
    "truncated": (TMX[:-40], "ends before its last element"),
    "encoding": (TMX.replace("lớn", "\udcff"), "declares the encoding UTF-8 but is not in it"),
    "entities": (
        '<!DOCTYPE tmx [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + TMX.partition("\n")[2],
        "declares the entity 'a'",
    ),
    "outside": (
        '<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + TMX.partition("\n")[2],
        "declares the entity 'a'",
    ),
    "deep": ("<tmx>" + "<body>" * 5000, "nested more than"),
    "other": ("<html/>", "is not TMX"),
    "languages": (TMX.replace('"vi"', '"en"').replace('"fr"', '"en"'), ""),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_line_and_leaves_nothing(bitext: Run, tmp_path: Path, name: str) -> None:
    data, said = BAD[name]
    (tmp_path / "bad.tmx").write_bytes(data.encode("utf-8", "surrogateescape"))
    result = bitext("convert", "bad.tmx", "b.xlf")
    if not said:
        assert result.returncode == 0
        return
    assert result.returncode == 2 and said in result.stderr.decode()
    assert result.stderr.decode().count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["bad.tmx"]


def test_a_file_that_ends_in_the_middle_replaces_nothing(bitext: Run, tmp_path: Path) -> None:
    unit = '<tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="vi"><seg>b</seg></tuv></tu>\n'
    head = TMX.partition("<tu ")[0]
    (tmp_path / "bad.tmx").write_text(head + unit * 3000 + "<tu><tuv", encoding="utf-8")
    (tmp_path / "corpus.en-vi.en").write_text("before\n")
    result = bitext("convert", "bad.tmx", "corpus.en-vi")
    assert result.returncode == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.tmx", "corpus.en-vi.en"]
    assert (tmp_path / "corpus.en-vi.en").read_text() == "before\n"
