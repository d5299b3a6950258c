"""``bitext memory``, as a user runs it."""

from __future__ import annotations

import json
import os
import pty
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

CATALOG = """msgid ""
msgstr ""
"Language: vi\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

msgid "Open the file"
msgstr "Mở tệp"

msgid "Page 3 of 10"
msgstr "Trang 3 trên 10"

msgid "Peace"
msgstr "Hoà bình"
"""
COMMANDS = ("add", "search", "concordance", "pretranslate", "export", "stats", "compact")


def text(result: subprocess.CompletedProcess[bytes]) -> str:
    assert result.returncode == 0, result.stderr.decode()
    return result.stdout.decode()


def complaint(result: subprocess.CompletedProcess[bytes]) -> str:
    assert result.returncode == 2, (result.stdout, result.stderr)
    said = result.stderr.decode()
    assert said.count("\n") == 1 and "Traceback" not in said, said
    return said


@pytest.fixture
def team(bitext: Run, tmp_path: Path) -> Path:
    (tmp_path / "vi.po").write_text(CATALOG, encoding="utf-8")
    assert b"3 new" in bitext("memory", "add", "team.tm", "vi.po").stderr
    return tmp_path / "team.tm"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(bitext: Run, command: str) -> None:
    shown = text(bitext("memory", command, "--help"))
    assert f"Example: bitext memory {command}" in " ".join(shown.split())


def test_add_says_what_became_of_the_files(bitext: Run, team: Path) -> None:
    again = bitext("memory", "add", "team.tm", "vi.po", "--json")
    value = json.loads(text(again))
    assert (value["new"], value["unchanged_files"], value["translations"]) == (0, 1, 3)
    (team.parent / "a.tsv").write_text("source\ttarget\nPeace\tHoà bình\nWar\tChiến tranh\n\tx\n")
    value = json.loads(text(bitext("memory", "add", "team.tm", "a.tsv", "-s", "en", "-t", "vi", "--json")))
    assert (value["new"], value["known"], value["skipped"]) == (1, 1, 1)


def test_units_from_a_pipe_are_remembered_by_the_name_given(bitext: Run, team: Path) -> None:
    units = b'{"source": "War", "target": "Chi\xe1\xba\xbfn tranh"}\n'
    given = ("memory", "add", "team.tm", "-", "--from", "jsonl", "-s", "en", "-t", "vi")
    assert b"1 new" in bitext(*given, "--origin", "pipe", stdin=units).stderr
    (match,) = json.loads(text(bitext("memory", "search", "team.tm", "War", "--json")))
    assert (match["target"], match["origins"]) == ("Chiến tranh", ["pipe"])
    assert b"0 new, 1 known" in bitext(*given, stdin=units).stderr


def test_what_a_pipe_holds_has_to_be_said(bitext: Run, tmp_path: Path) -> None:
    assert "name one: tmx" in complaint(bitext("memory", "add", "new.tm", "-", stdin=b"x"))
    assert "no format 'tmxx'" in complaint(
        bitext("memory", "add", "new.tm", "-", "--from", "tmxx", stdin=b"x")
    )
    assert "--origin" in complaint(bitext("memory", "add", "new.tm", "a.tmx", "--origin", "pipe"))
    assert not (tmp_path / "new.tm").exists()


def test_a_folder_goes_in_whatever_one_file_of_it_is_like(bitext: Run, team: Path) -> None:
    folder = team.parent / "po"
    folder.mkdir()
    (folder / "good.po").write_text(CATALOG.replace("Peace", "Unity"), encoding="utf-8")
    (folder / "bad.po").write_text("no catalog", encoding="utf-8")
    (folder / "fr.po").write_text(CATALOG.replace("Language: vi", "Language: fr"), encoding="utf-8")
    done = bitext("memory", "add", "team.tm", "po", "-t", "vi")
    assert done.returncode == 0
    assert "bad.po:1" in done.stderr.decode() and "1 new, 2 known" in done.stderr.decode()
    assert json.loads(text(bitext("memory", "stats", "team.tm", "--json")))["pairs"] == [
        {"source_language": "en", "target_language": "vi", "translations": 4}
    ]


def test_search_prints_the_percentage(bitext: Run, team: Path) -> None:
    assert text(bitext("memory", "search", "team.tm", "Open the files")).splitlines() == [
        "%\tsource\ttarget\tmet\tfrom",
        "96\tOpen the file\tMở tệp\t1\tvi.po",
    ]
    (match,) = json.loads(text(bitext("memory", "search", "team.tm", "Page 4 of 9", "--json")))
    assert (match["percent"], match["kind"], match["target"]) == (99, "substituted", "Trang 4 trên 9")
    around = "--before", "", "--after", "Page 3 of 10"
    (match,) = json.loads(text(bitext("memory", "search", "team.tm", "Open the file", *around, "--json")))
    assert match["percent"] == 101


def test_finding_nothing_is_no_error(bitext: Run, team: Path) -> None:
    for command in (("search", "team.tm", "Zebra"), ("concordance", "team.tm", "zebra")):
        done = bitext("memory", *command)
        assert (done.returncode, done.stdout) == (0, b"") and done.stderr


def test_concordance(bitext: Run, team: Path) -> None:
    assert text(bitext("memory", "concordance", "team.tm", "hoa binh")) == "Peace\tHoà bình\n"
    assert text(bitext("memory", "concordance", "team.tm", "hoa binh", "--diacritics")) == ""
    assert text(bitext("memory", "concordance", "team.tm", "hòa bình", "-d")) == "Peace\tHoà bình\n"
    (hit,) = json.loads(text(bitext("memory", "concordance", "team.tm", "fil*", "--json")))
    assert hit["source_spans"] == [[9, 13]]


def test_words_are_marked_on_a_terminal(team: Path) -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "COLUMNS": "100"}
    environment.pop("NO_COLOR", None)
    done = subprocess.run(
        [sys.executable, "-m", "toolkit", "memory", "concordance", "team.tm", "file"],
        cwd=team.parent, stdout=theirs, stderr=subprocess.PIPE, env=environment, check=False,
    )  # fmt: skip
    os.close(theirs)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    assert done.returncode == 0
    assert "Open the \x1b[1;33mfile\x1b[0m" in shown


def test_pretranslate_writes_another_file(bitext: Run, team: Path) -> None:
    todo = CATALOG.replace("Open the file", "Open the files")
    for translation in ("Mở tệp", "Trang 3 trên 10"):
        todo = todo.replace(translation, "")
    (team.parent / "new.po").write_text(todo, encoding="utf-8")
    done = bitext("memory", "pretranslate", "team.tm", "new.po", "-o", "out.po", "--json")
    value = json.loads(text(done))
    assert (value["exact"], value["fuzzy"], value["left"]) == (1, 1, 0)
    assert (team.parent / "new.po").read_text(encoding="utf-8") == todo
    made = (team.parent / "out.po").read_text(encoding="utf-8")
    assert '# fill: 0.96 similar, vi.po\n#, fuzzy\n#| msgid "Open the file"\n' in made
    assert 'msgid "Page 3 of 10"\nmsgstr "Trang 3 trên 10"\n' in made
    assert text(bitext("memory", "pretranslate", "team.tm", "new.po", "-o", "-")) == made
    assert "stays a catalog" in complaint(
        bitext("memory", "pretranslate", "team.tm", "new.po", "-o", "out.tsv")
    )


def test_pretranslate_a_table(bitext: Run, team: Path) -> None:
    (team.parent / "a.jsonl").write_text('{"source": "Open the files", "target": ""}\n')
    text(bitext("memory", "pretranslate", "team.tm", "a.jsonl", "-o", "b.jsonl"))
    unit = json.loads((team.parent / "b.jsonl").read_text())
    assert (unit["target"], unit["confidence"], unit["note"]) == ("Mở tệp", 0.96, "96 % fuzzy, vi.po")


def test_export_comes_back(bitext: Run, team: Path) -> None:
    text(bitext("memory", "export", "team.tm", "-o", "all.tmx"))
    text(bitext("memory", "add", "other.tm", "all.tmx"))
    pairs = [
        [(unit["source"], unit["target"]) for unit in map(json.loads, shown.splitlines())]
        for shown in (
            text(bitext("memory", "export", name, "-o", "-", "--to", "jsonl"))
            for name in ("team.tm", "other.tm")
        )
    ]
    assert pairs[0] == pairs[1] and len(pairs[0]) == 3


def test_the_same_input_gives_the_same_bytes(bitext: Run, team: Path) -> None:
    made = []
    for seed in ("0", "1"):
        name = f"{seed}.tm"
        environment = {"PYTHONHASHSEED": seed}
        text(bitext("memory", "add", name, "vi.po", env=environment))
        made.append(
            [
                text(bitext("memory", "export", name, "-o", "-", "--to", "tmx", env=environment)),
                text(bitext("memory", "search", name, "Open the files", "--json", env=environment)),
            ]
        )
    assert made[0] == made[1]


def test_stats_of_a_new_document(bitext: Run, team: Path) -> None:
    (team.parent / "new.txt").write_text("Peace\n\nPage 4 of 10\n\nA zebra runs\n\nA zebra runs\n")
    shown = text(bitext("memory", "stats", "team.tm", "new.txt"))
    rows = [line.split("\t") for line in shown.splitlines()]
    assert rows[0] == ["match", "segments", "words", "characters", "% of words"]
    assert [row[:3] for row in rows[1:]] == [
        ["101 %", "0", "0"], ["100 %", "1", "1"], ["repetitions", "1", "3"], ["95-99 %", "1", "4"],
        ["85-94 %", "0", "0"], ["75-84 %", "0", "0"], ["no match", "1", "3"], ["total", "4", "11"],
    ]  # fmt: skip
    rates = "--rate", "100=10", "--rate", "repetitions=0", "--rate", "95-99=50"
    value = json.loads(text(bitext("memory", "stats", "team.tm", "new.txt", *rates, "--json")))
    assert value["bands"]["no match"] == {"segments": 1, "words": 3, "characters": 12}
    assert value["weighted_words"] == pytest.approx(0.1 + 4 * 0.5 + 3)


def test_compact(bitext: Run, team: Path) -> None:
    assert b"bytes" in bitext("memory", "compact", "team.tm").stderr
    assert "Mở tệp" in text(bitext("memory", "search", "team.tm", "Open the file"))


def test_catalogs_are_filled_from_a_memory(bitext: Run, team: Path) -> None:
    (team.parent / "new.po").write_text(CATALOG.replace("Mở tệp", ""), encoding="utf-8")
    text(bitext("catalog", "fill", "new.po", "--from", "team.tm"))
    assert (team.parent / "new.po").read_text(encoding="utf-8") == CATALOG


def test_word_lists_are_learned_from_a_memory(bitext: Run, team: Path, corpus: Path) -> None:
    article = corpus / "hanoi"
    text(bitext("align", article / "article.vi.txt", article / "article.en.txt", "-o", "h.tmx"))
    text(bitext("memory", "add", "h.tm", "h.tmx"))
    text(bitext("lexicon", "learn", "h.tm", "-o", "memory.tsv"))
    assert (team.parent / "memory.tsv").read_text().strip()


# ── bad input ───────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_no_memory_is_told_in_one_line(bitext: Run, team: Path) -> None:
    folder = team.parent
    with sqlite3.connect(folder / "other.db") as connection:
        connection.execute("CREATE TABLE a (b)")
    connection.close()
    with sqlite3.connect(folder / "newer.tm") as connection:
        connection.execute("PRAGMA application_id = 0x4254544D")
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    (folder / "cut.tm").write_bytes(team.read_bytes()[:20_000])
    (folder / "zero.tm").write_bytes(b"")
    for name, said in (
        ("none.tm", "no such memory"), (".", "is a directory"), ("vi.po", "no translation memory"),
        ("other.db", "no translation memory"), ("newer.tm", "newer version"), ("cut.tm", "damaged"),
        ("zero.tm", "is empty"),
    ):  # fmt: skip
        assert said in complaint(bitext("memory", "search", name, "Open"))
    assert "no translation memory" in complaint(bitext("memory", "add", "other.db", "vi.po"))


def test_a_memory_is_not_made_for_nothing(bitext: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    assert "no such file" in complaint(bitext("memory", "add", "new.tm", "none.po"))
    assert "of no known format" in complaint(bitext("memory", "add", "new.tm", "a.txt"))
    assert not (tmp_path / "new.tm").exists()


def test_a_locked_memory(bitext: Run, team: Path) -> None:
    script = (
        "import sys\n"
        "from toolkit.memory import Memory\n"
        "Memory.open.__func__.__kwdefaults__['patience'] = 0.2\n"
        "from toolkit.cli.app import run\n"
        "sys.exit(run(['memory', 'add', 'team.tm', 'more.po']))\n"
    )
    (team.parent / "more.po").write_text(CATALOG.replace("Peace", "War"), encoding="utf-8")
    holder = sqlite3.connect(team, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=team.parent, capture_output=True, check=False, timeout=60
    )
    assert "another process" in complaint(done)
    assert "Mở tệp" in text(bitext("memory", "search", "team.tm", "Open the file"))  # who reads does not wait
    holder.execute("ROLLBACK")
    holder.close()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "team.tm", "team.tm"), "added to itself"),
        (("search", "team.tm", "a", "--penalty", "aligned"), "no penalty"),
        (("search", "team.tm", "a", "--penalty", "alined=3"), "no penalty for 'alined'"),
        (("search", "team.tm", "a", "-s", "english!"), "not a language code"),
        (("search", "team.tm", "a", "-t", "fr"), "en–vi"),
        (("stats", "team.tm", "vi.po", "--rate", "80=5"), "no rate"),
        (("concordance", "team.tm", "..."), "no word"),
        (("pretranslate", "team.tm", "none.po", "-o", "x.po"), "no such file"),
        (("pretranslate", "team.tm", "vi.po", "-o", "none/x.po"), "folder does not exist"),
        (("export", "team.tm", "-o", "x.doc"), "no known format"),
    ],
)
def test_wrong_use_is_one_line(bitext: Run, team: Path, arguments: tuple[str, ...], said: str) -> None:
    assert said in complaint(bitext("memory", *arguments))
