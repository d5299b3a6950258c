"""``bitext catalog merge`` and ``fill`` as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

HEADER = """msgid ""
msgstr ""
"Language: vi\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"""


def po(**messages: str) -> str:
    return HEADER + "".join(f'\nmsgid "{msgid}"\nmsgstr "{msgstr}"\n' for msgid, msgstr in messages.items())


BASE = po(Open="Mở", Save="Lưu", Close="")


@pytest.fixture
def catalogs(tmp_path: Path) -> Path:
    files = {
        "base.po": BASE,
        "ours.po": po(Open="Mở ra", Save="Lưu", Close=""),
        "theirs.po": po(Open="Mở", Save="Lưu", Close="Đóng"),
        "rival.po": po(Open="Khai", Save="Ghi", Close=""),
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_merge_prints_the_catalog(bitext: Run, catalogs: Path) -> None:
    done = bitext("catalog", "merge", "base.po", "ours.po", "theirs.po")
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode() == po(Open="Mở ra", Save="Lưu", Close="Đóng")
    assert done.stderr.decode() == "ours.po: 1 entry from theirs\n"


def test_conflicts_are_listed_with_their_places(bitext: Run, catalogs: Path) -> None:
    done = bitext("catalog", "merge", "base.po", "ours.po", "rival.po", "-o", "out.po", "--label", "rival")
    assert done.returncode == 1
    assert done.stdout == b""
    said = done.stderr.decode().splitlines()
    assert said[0] == "out.po:10: conflict in msgstr of 'Open': ours 'Mở ra', theirs 'Khai'"
    assert said[-1] == "bitext: out.po: 1 conflict – choose in the fuzzy entries named above"
    text = (catalogs / "out.po").read_text(encoding="utf-8")
    assert '# <<<<<<< theirs: rival\n# msgstr "Khai"\n# >>>>>>>\n#, fuzzy\nmsgid "Open"' in text
    assert 'msgstr "Ghi"' in text
    found = bitext("catalog", "grep", "<<<<<<< theirs", "out.po", "--field", "comment")
    assert found.returncode == 0 and b"out.po" in found.stdout


def test_merge_as_json_and_with_a_preference(bitext: Run, catalogs: Path) -> None:
    done = bitext("catalog", "merge", "base.po", "ours.po", "rival.po", "--json")
    assert done.returncode == 1
    result = json.loads(done.stdout)
    assert result["conflicts"] == [
        {
            "line": 10,
            "msgctxt": None,
            "msgid": "Open",
            "part": "msgstr",
            "base": ["Mở"],
            "ours": ["Mở ra"],
            "theirs": ["Khai"],
        }
    ]
    assert {"msgctxt": None, "msgid": "Save"} in result["taken"]
    preferred = bitext("catalog", "merge", "base.po", "ours.po", "rival.po", "--prefer", "theirs", "--json")
    assert preferred.returncode == 0
    assert json.loads(preferred.stdout)["replaced"] == [
        {"msgctxt": None, "msgid": "Open", "side": "ours", "msgstr": ["Mở ra"]}
    ]


def test_merge_can_write_over_a_side(bitext: Run, catalogs: Path) -> None:
    assert bitext("catalog", "merge", "base.po", "ours.po", "theirs.po", "-o", "ours.po").returncode == 0
    assert (catalogs / "ours.po").read_text(encoding="utf-8") == po(Open="Mở ra", Save="Lưu", Close="Đóng")


def test_a_dry_run_writes_nothing(bitext: Run, catalogs: Path) -> None:
    done = bitext("catalog", "merge", "base.po", "ours.po", "theirs.po", "-o", "out.po", "--dry-run")
    assert (done.returncode, done.stdout) == (0, b"")
    assert not (catalogs / "out.po").exists()


def test_the_driver_writes_over_ours_and_speaks_of_the_path(bitext: Run, catalogs: Path) -> None:
    arguments = ("catalog", "merge", "--driver", "--path", "po/vi.po", "--label", "%Y")
    done = bitext(*arguments, "base.po", "ours.po", "rival.po")
    assert done.returncode == 1
    assert done.stderr.decode().startswith("po/vi.po:10: conflict in msgstr of 'Open'")
    assert "# <<<<<<< theirs\n" in (catalogs / "ours.po").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("base.po", "ours.po"), "three catalogs are needed"),
        (("base.po", "no.po", "theirs.po"), "no.po: no such file"),
        (("base.po", "ours.po", "broken.po"), "broken.po:6:7: a string that does not end on its line"),
        (("--driver", "base.po", "ours.po", "theirs.po", "-o", "x.po"), "--driver writes over OURS"),
    ],
)
def test_merge_refuses_in_one_line(
    bitext: Run, catalogs: Path, arguments: tuple[str, ...], said: str
) -> None:
    (catalogs / "broken.po").write_text(HEADER + '\nmsgid "a\nmsgstr "b"\n', encoding="utf-8")
    done = bitext("catalog", "merge", *arguments)
    assert done.returncode == 2
    error = done.stderr.decode()
    assert error.startswith("bitext: ") and error.count("\n") == 1 and said in error
    assert done.stdout == b""


# ── fill ────────────────────────────────────────────────────────────────────────────────────────────────────

ENGLISH = [
    "Exporting your work",
    "Lotus keeps every translation that you confirm.",
    "Open the project and choose Export.",
    "Then click Save.",
]
VIETNAMESE = [
    "Xuất công việc của bạn",
    "Lotus lưu mọi bản dịch mà bạn xác nhận.",
    "Mở dự án rồi chọn Xuất.",
    "Sau đó bấm Lưu.",
]


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    rows = "".join(f"{en}\t{vi}\n" for en, vi in zip(ENGLISH, VIETNAMESE, strict=True))
    (tmp_path / "m.tsv").write_text("source\ttarget\n" + rows, encoding="utf-8")
    for name, lines in (("help.en.txt", ENGLISH), ("help.vi.txt", VIETNAMESE)):
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    messages = {ENGLISH[1]: "", "Then click Saves.": "", "Nowhere to be found": ""}
    (tmp_path / "vi.po").write_text(po(**messages), encoding="utf-8")
    return tmp_path


FILLED = po(**{ENGLISH[1]: VIETNAMESE[1], "Then click Saves.": "", "Nowhere to be found": ""})
PROPOSED = FILLED.replace(
    'msgid "Then click Saves."\nmsgstr ""',
    '# fill: 0.97 similar, {origin}\n#, fuzzy\n#| msgid "Then click Save."\n'
    'msgid "Then click Saves."\nmsgstr "Sau đó bấm Lưu."',
)


@pytest.mark.parametrize("format", ["tsv", "jsonl", "tmx", "po", "mo"])
def test_fill_from_any_kind_of_file(bitext: Run, memory: Path, format: str) -> None:
    source = f"m.{format}"
    if format == "mo":
        assert bitext("convert", "m.tsv", "x.po", "-s", "en", "-t", "vi").returncode == 0
        assert bitext("catalog", "compile", "x.po", "-o", source).returncode == 0
    elif format != "tsv":
        assert bitext("convert", "m.tsv", source, "-s", "en", "-t", "vi").returncode == 0
    done = bitext("catalog", "fill", "vi.po", "--from", source)
    assert done.returncode == 0, done.stderr
    assert (memory / "vi.po").read_text(encoding="utf-8") == PROPOSED.format(origin=source)
    assert done.stderr.decode().endswith(
        "filled 1 exact, 1 fuzzy (1 similar), 1 left; words saved: 7, to review: 3, left: 4 → vi.po\n"
    )


def test_fill_from_a_document_and_its_translation(bitext: Run, memory: Path) -> None:
    for pair in (("help.en.txt", "help.vi.txt"), ("help.vi.txt", "help.en.txt")):
        done = bitext(
            "catalog", "fill", "vi.po", "--documents", *pair, "--sure", "0.5", "--json", "-o", "x.po"
        )
        assert done.returncode == 0, done.stderr
        result = json.loads(done.stdout)
        assert [(f["kind"], f["msgstr"][0]) for f in result["filled"]] == [
            ("exact", VIETNAMESE[1]),
            ("similar", VIETNAMESE[3]),
        ]
        assert [left["msgid"] for left in result["left"]] == ["Nowhere to be found"]


def test_fill_shows_what_it_would_do(bitext: Run, memory: Path) -> None:
    before = (memory / "vi.po").read_bytes()
    done = bitext("catalog", "fill", "vi.po", "--from", "m.tsv", "--no-proposals", "--dry-run", "--diff")
    assert done.returncode == 0
    assert f'+msgstr "{VIETNAMESE[1]}"\n' in done.stdout.decode()
    assert (memory / "vi.po").read_bytes() == before
    printed = bitext("catalog", "fill", "vi.po", "--from", "m.tsv", "--no-proposals", "-o", "-")
    assert printed.stdout.decode() == FILLED


def test_reviewed_entries_lose_the_note(bitext: Run, memory: Path) -> None:
    assert bitext("catalog", "fill", "vi.po", "--from", "m.tsv").returncode == 0
    assert bitext("catalog", "set", "vi.po", "--msgid", "Then click Saves.", "--no-fuzzy").returncode == 0
    assert bitext("catalog", "fill", "vi.po", "--remove-comments").returncode == 0
    assert b"# fill" not in (memory / "vi.po").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("vi.po",), "nothing to fill from"),
        (("vi.po", "--from", "no.tmx"), "no.tmx: no such file"),
        (("vi.po", "--from", "m.xyz"), "m.xyz: the extension '.xyz' is of no known format"),
        (("vi.po", "--from", "de.po"), "de.po: English–German, but the catalog is English–Vietnamese"),
        (("vi.po", "--from", "m.tsv", "--json", "--diff"), "would share standard output"),
    ],
)
def test_fill_refuses_in_one_line(bitext: Run, memory: Path, arguments: tuple[str, ...], said: str) -> None:
    (memory / "de.po").write_text(po(Open="Öffnen").replace("Language: vi", "Language: de"), encoding="utf-8")
    before = (memory / "vi.po").read_bytes()
    done = bitext("catalog", "fill", *arguments)
    assert done.returncode == 2
    error = done.stderr.decode()
    assert error.startswith("bitext: ") and error.count("\n") == 1 and said in error
    assert (memory / "vi.po").read_bytes() == before
