"""``bitext catalog cat``, ``stats`` and ``grep``, run as a user runs them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Run

HEADER = """# Vietnamese
msgid ""
msgstr ""
"Language: vi\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"""
PO = (
    HEADER
    + """
#: src/a.c:3
msgid "Open the file"
msgstr "Mở tệp"

#, fuzzy
msgctxt "menu"
msgid "Close"
msgstr ""
"Đóng "
"tệp"

msgid "Save"
msgstr ""

#~ msgid "Gone"
#~ msgstr "Mất tệp"
"""
)
BROKEN = PO.replace('msgid "Save"', 'msgid "Save').encode()


@pytest.fixture
def po(tmp_path: Path) -> Path:
    folder = tmp_path / "po" / "app"
    folder.mkdir(parents=True)
    (folder / "vi.po").write_text(PO, encoding="utf-8")
    (tmp_path / "po" / "ja.po").write_text(
        HEADER.replace("vi", "ja") + '\nmsgid "Open"\nmsgstr "開く"\n', encoding="utf-8"
    )
    return tmp_path / "po"


def text(result: subprocess.CompletedProcess[bytes], code: int = 0) -> str:
    assert result.returncode == code, result.stderr.decode()
    return result.stdout.decode()


@pytest.mark.parametrize("command", ["cat", "stats", "grep"])
def test_every_command_explains_itself_with_an_example(bitext: Run, command: str) -> None:
    shown = text(bitext("catalog", command, "--help"))
    assert f"Example: bitext catalog {command} " in " ".join(shown.split())
    assert f"  {command} " in text(bitext("catalog", "--help"))


# ── cat ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "data",
    [
        PO.encode(),
        PO.replace("\n", "\r\n").encode("utf-8-sig"),
        PO.replace("UTF-8", "CP1258").encode("cp1258", "replace"),
        b'#,  fuzzy\nmsgid   "a"   msgstr "b" "c"\n\n\n#~ msgid"x"\n#~msgstr"y"  \t\n# the end',
        b"",
    ],
)
def test_cat_gives_the_same_bytes(bitext: Run, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "in.po").write_bytes(data)
    assert bitext("catalog", "cat", "in.po").stdout == data
    assert bitext("catalog", "cat", "-", stdin=data).stdout == data
    assert text(bitext("catalog", "cat", "in.po", "-o", "out.po")) == ""
    assert (tmp_path / "out.po").read_bytes() == data


def test_cat_lays_out_as_gettext_does(bitext: Run, po: Path) -> None:
    laid = PO.replace('""\n"Đóng "\n"tệp"', '"Đóng tệp"')
    assert text(bitext("catalog", "cat", "po/app/vi.po", "--style", "gnu")) == laid
    wide = (HEADER + '\nmsgid "a b"\nmsgstr "mot hai ba bon"\n').encode()
    narrow = text(bitext("catalog", "cat", "-", "--style", "gnu", "--width", "15", stdin=wide))
    assert narrow.endswith('msgid "a b"\nmsgstr ""\n"mot hai ba "\n"bon"\n')
    long = (HEADER + f'\nmsgid "a"\nmsgstr "{"dài " * 40}"\n').encode()
    assert text(bitext("catalog", "cat", "-", "--style", "gnu", "--no-wrap", stdin=long)) == long.decode()


def test_a_catalog_can_be_laid_out_in_place(bitext: Run, po: Path) -> None:
    text(bitext("catalog", "cat", "po/app/vi.po", "--style", "gnu", "-o", "po/app/vi.po"))
    assert '"Đóng tệp"' in (po / "app" / "vi.po").read_text(encoding="utf-8")


def test_cat_goes_on_after_errors_and_keeps_them(bitext: Run) -> None:
    result = bitext("catalog", "cat", "-", "--lenient", stdin=BROKEN)
    assert (result.returncode, result.stdout) == (0, BROKEN)
    assert result.stderr.decode().startswith("bitext: -:18:7: a string that does not end on its line")
    laid = text(bitext("catalog", "cat", "-", "--lenient", "--style", "gnu", stdin=BROKEN))
    assert '\n\nmsgid "Save\nmsgstr ""\n\n#~ msgid "Gone"' in laid
    assert 'msgstr "Đóng tệp"' in laid


def test_options_that_need_the_gnu_style(bitext: Run, po: Path) -> None:
    for options in (["--width", "60"], ["--no-wrap"], ["--style", "gnu", "--width", "60", "--no-wrap"]):
        result = bitext("catalog", "cat", "po/ja.po", *options)
        assert (result.returncode, result.stdout) == (2, b"")
        assert result.stderr.startswith(b"bitext: --width and --no-wrap")


# ── stats ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_stats_of_a_file_by_state(bitext: Run, po: Path) -> None:
    rows = [line.split("\t") for line in text(bitext("catalog", "stats", "po/app/vi.po")).splitlines()]
    assert rows == [
        [
            "file",
            "state",
            "entries",
            "source words",
            "source characters",
            "target words",
            "target characters",
        ],
        ["po/app/vi.po", "translated", "1", "3", "13", "2", "6"],
        ["po/app/vi.po", "fuzzy", "1", "1", "5", "2", "8"],
        ["po/app/vi.po", "untranslated", "1", "1", "4", "0", "0"],
        ["po/app/vi.po", "obsolete", "1", "1", "4", "2", "7"],
        ["po/app/vi.po", "all", "3", "5", "22", "4", "14"],
    ]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_stats_of_a_tree(bitext: Run, po: Path, jobs: str) -> None:
    result = bitext("catalog", "stats", "po", "--jobs", jobs)
    assert [line.split("\t") for line in text(result).splitlines()] == [
        ["file", "done", "translated", "fuzzy", "untranslated", "obsolete", "entries", "words", "words left",
         "characters"],
        ["po/ja.po", "100.0 %", "1", "0", "0", "0", "1", "1", "0", "4"],
        ["po/app/vi.po", "60.0 %", "1", "1", "1", "1", "3", "5", "2", "22"],
        ["total", "66.6 %", "2", "1", "1", "1", "4", "6", "2", "26"],
    ]  # fmt: skip
    assert b"of the 6 words of the translations, 2 are letters of a script without spaces" in result.stderr
    assert text(bitext("catalog", "stats", "po/**/*.po", "--jobs", jobs)).startswith("file\tdone")
    assert text(bitext("catalog", "stats", "po", "--by-state")).count("\n") == 1 + 3 * 5


def test_stats_as_json(bitext: Run, po: Path) -> None:
    value = json.loads(text(bitext("catalog", "stats", "po", "--json")))
    ja, vi = value["files"]
    assert (ja["file"], ja["language"], ja["done"]) == ("po/ja.po", "ja", 1.0)
    assert ja["translated"] == {
        "entries": 1,
        "source": {"words": 1, "characters": 4, "letters": 0},
        "target": {"words": 2, "characters": 2, "letters": 2},
    }
    assert vi["obsolete"]["entries"] == 1
    assert value["total"]["all"]["entries"] == 4
    assert value["total"]["done"] == 0.6667


def test_stats_names_a_bad_file_and_counts_the_others(bitext: Run, po: Path) -> None:
    (po / "broken.po").write_bytes(BROKEN)
    result = bitext("catalog", "stats", "po", "po/no.po")
    assert result.returncode == 2
    assert [line.partition("\t")[0] for line in result.stdout.decode().splitlines()] == [
        "file", "po/ja.po", "po/app/vi.po", "total",
    ]  # fmt: skip
    first, second, _ = result.stderr.decode().splitlines()
    assert first.startswith("bitext: po/broken.po:18:7: ")
    assert second.startswith("bitext: po/no.po: no such file")
    lenient = bitext("catalog", "stats", "po/broken.po", "--lenient", "--json")
    (counted,) = json.loads(text(lenient))["files"]
    assert counted["all"]["entries"] == 2
    assert counted["problems"][0].startswith("po/broken.po:18:7: ")
    assert b"po/broken.po:18:7" in lenient.stderr


# ── grep ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_grep_prints_file_and_line(bitext: Run, po: Path) -> None:
    assert text(bitext("catalog", "grep", "tệp$", "po")) == (
        "po/app/vi.po:9:msgstr: Mở tệp\npo/app/vi.po:16:msgstr: Đóng tệp\npo/app/vi.po:22:msgstr: Mất tệp\n"
    )
    assert text(bitext("catalog", "grep", "tệp", "po", "--state", "fuzzy")).count("\n") == 1
    assert text(bitext("catalog", "grep", "a.c:3", "po", "-F", "--field", "reference")) == (
        "po/app/vi.po:7:reference: src/a.c:3\n"
    )
    assert text(bitext("catalog", "grep", "MENU", "po", "-i", "--field", "msgctxt", "--field", "msgid")) == (
        "po/app/vi.po:12:msgctxt: menu\n"
    )


def test_grep_shows_line_feeds_as_escapes(bitext: Run, po: Path) -> None:
    shown = text(bitext("catalog", "grep", "text/plain", "po/ja.po", "--field", "msgstr"))
    assert shown == (
        "po/ja.po:5:msgstr: Language: ja\\nContent-Type: text/plain; charset=UTF-8\\n\n"
    )  # fmt: skip


def test_grep_counts_and_lists(bitext: Run, po: Path) -> None:
    assert text(bitext("catalog", "grep", "Open", "po", "--count")) == "po/ja.po:1\npo/app/vi.po:1\n"
    assert text(bitext("catalog", "grep", "Close", "po", "-c", "-j", "2")) == "po/ja.po:0\npo/app/vi.po:1\n"
    assert text(bitext("catalog", "grep", "Close", "po", "--files-with-matches")) == "po/app/vi.po\n"
    assert json.loads(text(bitext("catalog", "grep", "Close", "po", "--json"))) == [
        {
            "file": "po/app/vi.po",
            "line": 13,
            "field": "msgid",
            "text": "Close",
            "span": [0, 5],
            "msgctxt": "menu",
            "msgid": "Close",
            "state": "fuzzy",
        }
    ]
    assert json.loads(text(bitext("catalog", "grep", "Close", "po", "-c", "--json")))[1] == {
        "file": "po/app/vi.po",
        "entries": 1,
    }


def test_grep_ends_as_grep_does(bitext: Run, po: Path) -> None:
    nothing = bitext("catalog", "grep", "nowhere", "po")
    assert (nothing.returncode, nothing.stdout, nothing.stderr) == (1, b"", b"")
    assert text(bitext("catalog", "grep", "nowhere", "po", "--json"), 1) == "[]\n"
    (po / "broken.po").write_bytes(BROKEN)
    found = bitext("catalog", "grep", "Open", "po")
    assert found.returncode == 2
    assert found.stdout.count(b"\n") == 2
    assert b"po/broken.po:18:7" in found.stderr
    assert text(bitext("catalog", "grep", "Open", "po", "--lenient")).count("\n") == 3


def test_a_bad_expression_is_one_clear_line(bitext: Run, po: Path) -> None:
    for jobs in ("1", "2"):
        result = bitext("catalog", "grep", "(", "po", "--jobs", jobs)
        assert (result.returncode, result.stdout) == (2, b"")
        assert result.stderr.decode().startswith("bitext: '(' is no regular expression")
        assert result.stderr.count(b"\n") == 1
