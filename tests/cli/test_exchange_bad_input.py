"""What ``bitext convert`` says of files it cannot read, and that it leaves nothing half-written."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.formats.test_tmx import EVERYTHING
from tests.formats.test_xliff import EVERYTHING_1, EVERYTHING_2

TMX = f'<tmx version="1.4">{EVERYTHING}</tmx>'
XML = {"tmx": TMX, "xlf": EVERYTHING_2, "xlf1": EVERYTHING_1}
TEXTS = {
    **XML,
    "po": 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "a"\nmsgstr "é"\n',
    "tsv": "id\tsource\ttarget\n1\ta\té\n",
    "csv": 'id,source,target\n1,"a",é\n',
    "jsonl": '{"source": "a", "target": "é"}\n',
}


def refused(bitext: Run, folder: Path, name: str, *said: str) -> None:
    """The command gives one clear line, and neither touches its output nor leaves a trace."""
    out = folder / "out.jsonl"
    out.write_text("before")
    there = sorted(folder.iterdir())
    result: subprocess.CompletedProcess[bytes] = bitext("convert", name, "out.jsonl")
    error = result.stderr.decode()
    assert result.returncode == 2 and error.count("\n") == 1 and error.startswith("bitext: "), error
    assert all(part in error for part in said), error
    assert out.read_text() == "before" and sorted(folder.iterdir()) == there


@pytest.mark.parametrize("kind", XML)
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text[: len(text) * 2 // 3], "not well-formed XML"),
        (lambda text: "", "there is no element in it"),
        (lambda text: text + text, "junk after document element"),
        (lambda text: text.replace("</", "<", 1), "mismatched tag"),
        (lambda text: '<?xml version="1.0" encoding="UTF-16"?>' + text, "declares the encoding UTF-16"),
        (
            lambda text: '<?xml version="1.0" encoding="nonsense"?>' + text,
            "'nonsense', an encoding of no use",
        ),
        (lambda text: '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>' + text, "declares the entity 'a'"),
        (lambda text: '<!DOCTYPE x [<!ENTITY f SYSTEM "/etc/passwd">]>' + text, "declares the entity 'f'"),
        (
            lambda text: '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://x/"> %p;]>' + text,
            "declares the entity 'p'",
        ),
        (lambda text: text.replace("<note", "<x>" * 200 + "<note", 1), "nested more than 100 deep"),
        (lambda text: "<html><body/></html>", "its root element is <html>"),
    ],
    ids="cut-off empty twice tags UTF-16 nonsense laughs file network deep HTML".split(),
)
def test_xml(bitext: Run, tmp_path: Path, kind: str, change: object, said: str) -> None:
    assert callable(change)
    (tmp_path / f"a.{kind}").write_text(change(TEXTS[kind]), encoding="utf-8")
    refused(bitext, tmp_path, f"a.{kind}", f"a.{kind}:", said)


@pytest.mark.parametrize("kind", TEXTS)
def test_a_directory_and_what_is_not_there(bitext: Run, tmp_path: Path, kind: str) -> None:
    refused(bitext, tmp_path, f"a.{kind}", "no such file")
    (tmp_path / f"a.{kind}").mkdir()
    refused(bitext, tmp_path, f"a.{kind}", "is a directory")


@pytest.mark.parametrize("kind", TEXTS)
def test_bytes_that_are_no_text(bitext: Run, tmp_path: Path, kind: str) -> None:
    data = (
        TEXTS[kind].replace("é", "ß").replace("Haus", "Haß").replace("look", "ß").encode("latin-1", "replace")
    )
    (tmp_path / f"a.{kind}").write_bytes(data)
    refused(bitext, tmp_path, f"a.{kind}", "UTF-8", "byte")


@pytest.mark.parametrize("kind", [kind for kind in TEXTS if kind != "po"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_marks_are_understood(bitext: Run, tmp_path: Path, kind: str, encoding: str) -> None:
    (tmp_path / f"a.{kind}").write_bytes(TEXTS[kind].encode(encoding))
    (tmp_path / f"b.{kind}").write_bytes(TEXTS[kind].encode())
    for name in ("a", "b"):
        assert bitext("convert", f"{name}.{kind}", f"{name}.out.jsonl").returncode == 0
    assert (tmp_path / "a.out.jsonl").read_bytes() == (tmp_path / "b.out.jsonl").read_bytes()


@pytest.mark.parametrize("kind", ["tsv", "csv", "jsonl", "po"])
def test_a_line_that_would_fill_the_memory(bitext: Run, tmp_path: Path, kind: str) -> None:
    with (tmp_path / f"a.{kind}").open("wb") as stream:
        stream.write(b'msgid "' if kind == "po" else b"")
        stream.truncate(70 << 20)
    refused(bitext, tmp_path, f"a.{kind}", "a line of more than 64 megabytes")


def test_units_that_lack_a_language_are_counted(bitext: Run, tmp_path: Path) -> None:
    (tmp_path / "a.tmx").write_text(TMX, encoding="utf-8")
    said = bitext("convert", "a.tmx", "a.tsv", "-s", "en", "-t", "vi").stderr.decode()
    assert "a.tmx: units left out because they lack en-US (source): 2\n" in said
    (tmp_path / "b.tmx").write_text(TMX.replace('xml:lang="en-us"', 'xml:lang="fr"'), encoding="utf-8")
    result = bitext("convert", "b.tmx", "b.tsv", "-s", "en", "-t", "vi")
    assert result.returncode == 2 and not (tmp_path / "b.tsv").exists()
    assert "no unit is in en and vi – its languages: de, fr, vi" in result.stderr.decode()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device")
@pytest.mark.parametrize("kind", ["tmx", "xliff", "xliff1", "po", "tsv", "csv", "jsonl"])
def test_a_full_disk(bitext: Run, tmp_path: Path, kind: str) -> None:
    (tmp_path / "a.tmx").write_text(TMX, encoding="utf-8")
    result = bitext("convert", "a.tmx", "/dev/full", "--to", kind)
    assert result.returncode == 2 and Path("/dev/full").is_char_device()
    assert "no space left on the disk" in result.stderr.decode().splitlines()[-1]
