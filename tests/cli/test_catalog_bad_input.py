"""Catalogs that cannot be read: one clear line with the place, exit code 2, and no file is touched."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Run

HEADER = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
GOOD = HEADER + b'msgid "a"\nmsgstr "b"\n'
COMMANDS = {
    "cat": ["cat", "bad.po"],
    "gnu": ["cat", "--style", "gnu", "bad.po", "-o", "out.po"],
    "stats": ["stats", "bad.po"],
    "grep": ["grep", "a", "bad.po"],
    "set": ["set", "bad.po", "--msgid", "a", "--msgstr", "x"],
    "update": ["update", "bad.po", "good.po"],
    "template": ["update", "good.po", "bad.po"],
    "memory": ["update", "good.po", "good.po", "--memory", "bad.po"],
}


def refused(result: subprocess.CompletedProcess[bytes], *said: str) -> None:
    assert (result.returncode, result.stdout) == (2, b""), result
    error = result.stderr.decode()
    assert error.startswith("bitext: ") and error.count("\n") == 1, error
    assert "Traceback" not in error and len(error) < 300
    for part in said:
        assert part in error


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_names_the_place(bitext: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "good.po").write_bytes(GOOD)
    refused(bitext("catalog", *COMMANDS[command]), "bad.po: no such file")
    bad = HEADER + b'msgid "a"\nmsgstr "b\n'
    (tmp_path / "bad.po").write_bytes(bad)
    refused(bitext("catalog", *COMMANDS[command]), "bad.po:5:8: a string that does not end on its line")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.po", "good.po"]
    assert (tmp_path / "bad.po").read_bytes() == bad
    assert (tmp_path / "good.po").read_bytes() == GOOD


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (HEADER + b'msgid "a"\nmsgstr "caf\xe9"\n', "bad.po:5 (byte 82): not UTF-8: byte 0xE9"),
        (GOOD.replace(b"UTF-8", b"FOO-8") + "# é".encode(), "bad.po: the charset 'FOO-8'"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "bad.po: is a PNG image, not a PO file"),
        (b"\xde\x12\x04\x95" + bytes(24), "bad.po: is a compiled gettext catalog (.mo)"),
        (bytes(1000), "bad.po:1:1: '\\x00' is not expected here"),
        (bytes(range(256)) * 4, "bad.po:"),
        (b"<?xml version='1.0'?>\n<xliff/>\n", "bad.po:1:1: '<' is not expected here"),
        (HEADER + b'msgid "a"\nmsgid "b"\n', "bad.po:5:1: msgid where msgstr or msgid_plural is due"),
        (HEADER + b'msgid "a"\n', "bad.po:4:1: msgstr or msgid_plural is missing"),
        (HEADER + b'msgid "a"\nmsgstr "\\q"\n', "bad.po:5:9: \\q is no escape sequence"),
        (b'msgid "' + b"a" * 10_000_000, "bad.po:1:7: a string that does not end on its line"),
        (b"a " * 500_000, "bad.po:1:1: 'a' is not expected here"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_files_that_are_no_catalog(bitext: Run, tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "bad.po").write_bytes(data)
    refused(bitext("catalog", "cat", "bad.po"), said)
    lenient = bitext("catalog", "cat", "bad.po", "--lenient")
    assert (lenient.returncode, lenient.stdout) == (0, data)
    assert said in lenient.stderr.decode()


def test_a_directory_and_an_empty_file(bitext: Run, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    refused(bitext("catalog", "cat", "folder"), "folder: is a directory")
    refused(bitext("catalog", "set", "folder", "--msgid", "a", "--msgstr", "b"), "folder: is a directory")
    refused(bitext("catalog", "stats", "folder"), "folder: no catalogs in this folder")
    refused(bitext("catalog", "grep", "a", "*.po"), "*.po: no file fits this pattern")
    (tmp_path / "empty.po").touch()
    assert bitext("catalog", "cat", "empty.po").returncode == 0
    assert b"all\t0\t0" in bitext("catalog", "stats", "empty.po").stdout
    assert bitext("catalog", "grep", "a", "empty.po").returncode == 1
    refused(bitext("catalog", "set", "empty.po", "--msgid", "a", "--msgstr", "b"), "no entry 'a'")


@pytest.mark.parametrize(
    "data",
    [
        b'msgid "' + b"a" * 10_000_000 + b'"\nmsgstr ""\n',
        b"# " + b"a" * 10_000_000,
        b'msgid "a" msgstr "b" ' * 50_000,
    ],
    ids=["string", "comment", "entries"],
)
def test_a_very_long_line_is_read(bitext: Run, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "long.po").write_bytes(data)
    done = bitext("catalog", "cat", "long.po")
    assert (done.returncode, done.stdout, done.stderr) == (0, data, b"")


def test_what_is_not_understood_is_listed_past_and_never_dropped(bitext: Run, tmp_path: Path) -> None:
    data = HEADER + b'msgid "a"\nmsgstr "b"\n\n<<<<<<< ours\nmsgid "c"\nmsgstr "d"\n=======\n\n# end\n'
    (tmp_path / "bad.po").write_bytes(data)
    found = bitext("catalog", "grep", "[bd]", "bad.po", "--field", "msgstr", "--lenient")
    assert found.stdout.decode() == "bad.po:5:msgstr: b\nbad.po:9:msgstr: d\n"
    assert [line.split(" ")[1] for line in found.stderr.decode().splitlines()] == [
        "bad.po:7:1:",
        "bad.po:10:1:",
    ]
    assert bitext("catalog", "set", "bad.po", "--lenient", "--msgid", "c", "--msgstr", "x").returncode == 0
    assert (tmp_path / "bad.po").read_bytes() == data.replace(b'"d"', b'"x"')
    laid = bitext("catalog", "cat", "bad.po", "--lenient", "--style", "gnu").stdout
    for line in (b"<<<<<<< ours", b"=======", b"# end", b'msgstr "x"'):
        assert line in laid.splitlines()
