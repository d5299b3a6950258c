"""``bitext catalog set`` and ``update``, run as a user runs them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Run

HEADER = """# Vietnamese
msgid ""
msgstr ""
"POT-Creation-Date: 2024-01-01 10:00+0000\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"""
PO = (
    HEADER
    + """
#, fuzzy, c-format
#| msgid "Opne %s"
msgid "Open %s"
msgstr "Mở %s"

msgctxt "menu"
msgid "Close"
msgstr "Đóng"   \t

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d tệp"

msgid "Two\\nlines"
msgstr ""

#~ msgid "Save it"
#~ msgstr "Lưu nó"
"""
)
POT = HEADER.replace("2024", "2025") + "".join(
    f'\n#: a.c:{line}\nmsgid "{msgid}"\nmsgstr ""\n'
    for line, msgid in enumerate(("Open %s", "Save it", "Close", "%d file", "Two\\nlinez", "Brand new"), 1)
).replace('msgid "%d file"\nmsgstr ""', 'msgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] ""')


@pytest.fixture
def po(tmp_path: Path) -> Path:
    (tmp_path / "vi.po").write_text(PO, encoding="utf-8")
    (tmp_path / "new.pot").write_text(POT, encoding="utf-8")
    return tmp_path / "vi.po"


def done(result: subprocess.CompletedProcess[bytes]) -> str:
    assert result.returncode == 0, result.stderr.decode()
    return result.stderr.decode()


def refused(result: subprocess.CompletedProcess[bytes], said: str) -> None:
    assert (result.returncode, result.stdout) == (2, b""), result
    error = result.stderr.decode()
    assert error.startswith("bitext: ") and error.count("\n") == 1, error
    assert said in error


@pytest.mark.parametrize("command", ["set", "update"])
def test_every_command_explains_itself_with_an_example(bitext: Run, command: str) -> None:
    shown = bitext("catalog", command, "--help")
    assert f"Example: bitext catalog {command} " in " ".join(shown.stdout.decode().split())


# ── set ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_set_changes_one_entry_in_place(bitext: Run, po: Path) -> None:
    said = done(
        bitext("catalog", "set", "vi.po", "--msgid", "Close", "--msgctxt", "menu", "--msgstr", "Khép")
    )
    assert said == "1 entry set → vi.po\n"
    assert po.read_text(encoding="utf-8") == PO.replace('"Đóng"', '"Khép"')


def test_set_writes_elsewhere_and_to_standard_output(bitext: Run, po: Path) -> None:
    arguments = ("catalog", "set", "vi.po", "--msgid", "Close", "--msgctxt", "menu", "--msgstr", "Khép")
    expected = PO.replace('"Đóng"', '"Khép"').encode()
    done(bitext(*arguments, "-o", "out.po"))
    assert (po.parent / "out.po").read_bytes() == expected
    assert bitext(*arguments, "-o", "-").stdout == expected
    assert bitext(*arguments[:2], "-", *arguments[3:], stdin=PO.encode()).stdout == expected
    assert po.read_text(encoding="utf-8") == PO


def test_set_clears_and_sets_the_flag(bitext: Run, po: Path) -> None:
    done(bitext("catalog", "set", "vi.po", "--msgid", "Open %s", "--msgstr", "Mở tệp %s", "--no-fuzzy"))
    clear = PO.replace('#, fuzzy, c-format\n#| msgid "Opne %s"\n', "#, c-format\n").replace(
        '"Mở %s"', '"Mở tệp %s"'
    )
    assert po.read_text(encoding="utf-8") == clear
    done(bitext("catalog", "set", "vi.po", "--msgid", "Open %s", "--fuzzy"))
    assert po.read_text(encoding="utf-8") == clear.replace("#, c-format", "#, fuzzy, c-format")


def test_set_of_plural_forms(bitext: Run, po: Path) -> None:
    refused(bitext("catalog", "set", "vi.po", "--msgid", "%d file", "--msgstr", "x"), "has plural forms")
    done(bitext("catalog", "set", "vi.po", "--msgid", "%d file", "--msgstr", "%d tập tin", "--index", "0"))
    assert po.read_text(encoding="utf-8") == PO.replace('"%d tệp"', '"%d tập tin"')
    done(bitext("catalog", "set", "vi.po", "--msgid", "%d file", "--msgstr", "một", "--msgstr", "nhiều"))
    assert 'msgstr[0] "một"\nmsgstr[1] "nhiều"\n' in po.read_text(encoding="utf-8")


def test_set_takes_strings_as_the_file_has_them(bitext: Run, po: Path) -> None:
    arguments = ("--msgid", r"Two\nlines", "--msgstr", r"Hai\ndòng")
    refused(bitext("catalog", "set", "vi.po", *arguments), "no entry")
    done(bitext("catalog", "set", "vi.po", *arguments, "--escaped"))
    assert 'msgstr ""\n"Hai\\n"\n"dòng"\n' in po.read_text(encoding="utf-8")
    refused(bitext("catalog", "set", "vi.po", "--escaped", "--msgid", r"\q", "--msgstr", ""), r"\q is no")


def test_many_edits_at_once(bitext: Run, po: Path) -> None:
    rows = (
        {"msgid": "Open %s", "fuzzy": False},
        {"msgid": "Close", "msgctxt": "menu", "msgstr": "Khép"},
        {"msgid": "%d file", "msgstr": ["%d tập tin"]},
    )
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    assert done(bitext("catalog", "set", "vi.po", "--from", "-", stdin=lines.encode())) == (
        "3 entries set → vi.po\n"
    )
    assert po.read_text(encoding="utf-8") == (
        PO.replace('#, fuzzy, c-format\n#| msgid "Opne %s"\n', "#, c-format\n")
        .replace('"Đóng"', '"Khép"')
        .replace('"%d tệp"', '"%d tập tin"')
    )


def test_all_edits_or_none(bitext: Run, po: Path) -> None:
    (po.parent / "edits.jsonl").write_text(
        '{"msgid": "Close", "msgctxt": "menu", "msgstr": "x"}\n{"msgid": "Nowhere", "msgstr": "y"}\n'
    )
    refused(bitext("catalog", "set", "vi.po", "--from", "edits.jsonl"), "vi.po: no entry 'Nowhere'")
    (po.parent / "edits.jsonl").write_text('{"msgid": "Close"}\n')
    refused(bitext("catalog", "set", "vi.po", "--from", "edits.jsonl"), "edits.jsonl:1: neither")
    assert po.read_text(encoding="utf-8") == PO


def test_set_shows_a_patch_without_writing(bitext: Run, po: Path) -> None:
    result = bitext(
        "catalog", "set", "vi.po", "--msgid", "Open %s", "--msgstr", "Mở tệp %s", "--dry-run", "--diff"
    )
    assert done(result) == "1 entry set (nothing was written)\n"
    changed = [line for line in result.stdout.decode().splitlines() if line[:1] in "+-"]
    assert changed == ["--- a/vi.po", "+++ b/vi.po", '-msgstr "Mở %s"', '+msgstr "Mở tệp %s"']
    assert po.read_text(encoding="utf-8") == PO


def test_a_file_that_stays_the_same_is_not_touched(bitext: Run, po: Path) -> None:
    before = po.stat()
    said = done(bitext("catalog", "set", "vi.po", "--msgid", "Open %s", "--msgstr", "Mở %s", "--fuzzy"))
    assert said == "1 entry set (vi.po stays as it is)\n"
    assert (po.stat().st_ino, po.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_set_in_a_catalog_with_errors_keeps_them(bitext: Run, po: Path) -> None:
    broken = PO.replace('msgid "Two', 'nonsense\nmsgid "Two').replace('"%d files"', '"%d \\q files"')
    po.write_text(broken, encoding="utf-8")
    arguments = ("catalog", "set", "vi.po", "--msgid", "Close", "--msgctxt", "menu", "--msgstr", "Khép")
    refused(bitext(*arguments), "vi.po:18:18: ")
    said = done(bitext(*arguments, "--lenient"))
    assert said.splitlines()[0].startswith("bitext: vi.po:18:18: ")
    assert po.read_text(encoding="utf-8") == broken.replace('"Đóng"', '"Khép"')


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "nothing to change"),
        (("--msgid", "Close"), "nothing to change"),
        (("--msgstr", "x"), "nothing to change"),
        (("--msgid", "Close", "--msgstr", "x"), "that msgid has other contexts: 'menu'"),
        (("--msgid", "Open %s", "--msgstr", "x", "--index", "1"), "no form 1"),
        (("--msgid", "Open %s", "--msgstr", "x", "--from", "y"), "--from brings its own"),
        (("--msgid", "Open %s", "--msgstr", "x", "--diff", "-o", "-"), "share standard output"),
        (("--msgid", "Open %s", "--msgstr", "x\x04y"), "U+0004"),
        (("--msgid", "Open %s", "--msgstr", "x", "-o", "no/where.po"), "folder does not exist"),
    ],
)
def test_wrong_use_of_set(bitext: Run, po: Path, arguments: tuple[str, ...], said: str) -> None:
    refused(bitext("catalog", "set", "vi.po", *arguments), said)
    assert po.read_text(encoding="utf-8") == PO


def test_a_character_that_the_charset_lacks(bitext: Run, po: Path) -> None:
    latin = HEADER.replace("UTF-8", "ISO-8859-1").encode() + b'\nmsgid "a"\nmsgstr "\xe9"\n'
    po.write_bytes(latin)
    refused(bitext("catalog", "set", "vi.po", "--msgid", "a", "--msgstr", "ệ"), "has no 'ệ' (U+1EC7)")
    assert po.read_bytes() == latin
    done(bitext("catalog", "set", "vi.po", "--msgid", "a", "--msgstr", "è"))
    assert po.read_bytes() == latin.replace(b"\xe9", b"\xe8")


# ── update ──────────────────────────────────────────────────────────────────────────────────────────────────

SUMMARY = "2 kept, 1 revived, 1 moved, 0 proposed, 2 untranslated, 0 obsolete"


def test_update_in_place_says_what_became_of_the_messages(bitext: Run, po: Path) -> None:
    assert done(bitext("catalog", "update", "vi.po", "new.pot")) == f"{SUMMARY} → vi.po\n"
    assert po.read_text(encoding="utf-8") == (
        HEADER.replace("2024", "2025")
        + """
#: a.c:1
#, fuzzy
#| msgid "Opne %s"
msgid "Open %s"
msgstr "Mở %s"

#: a.c:2
msgid "Save it"
msgstr "Lưu nó"

#: a.c:3
#, fuzzy
#| msgctxt "menu"
#| msgid "Close"
msgid "Close"
msgstr "Đóng"

#: a.c:4
msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d tệp"

#: a.c:5
msgid ""
"Two\\n"
"linez"
msgstr ""

#: a.c:6
msgid "Brand new"
msgstr ""
"""
    )
    again = bitext("catalog", "update", "vi.po", "new.pot", "--diff")
    assert (done(again), again.stdout) == (
        "4 kept, 0 revived, 0 moved, 0 proposed, 2 untranslated, 0 obsolete (vi.po stays as it is)\n",
        b"",
    )


def test_update_only_shows_what_it_would_do(bitext: Run, po: Path) -> None:
    result = bitext("catalog", "update", "vi.po", "new.pot", "--dry-run", "--diff")
    assert done(result) == f"{SUMMARY} (nothing was written)\n"
    assert b'\n+msgid "Brand new"\n' in result.stdout
    assert po.read_text(encoding="utf-8") == PO


def test_update_as_json(bitext: Run, po: Path) -> None:
    (po.parent / "new.pot").write_text(
        HEADER + '\nmsgid "Close"\nmsgstr ""\n\nmsgid "Save that"\nmsgstr ""\n'
    )
    result = bitext("catalog", "update", "vi.po", "new.pot", "--threshold", "0.6", "--dry-run", "--json")
    done(result)
    assert json.loads(result.stdout) == {
        "changed": True,
        "kept": 0,
        "revived": [],
        "moved": [{"msgctxt": None, "msgid": "Close"}],
        "proposed": [
            {
                "msgctxt": None,
                "msgid": "Save that",
                "from": {"msgctxt": None, "msgid": "Save it"},
                "similarity": 0.75,
            }
        ],
        "untranslated": [],
        "obsolete": [{"msgctxt": None, "msgid": "Open %s"}, {"msgctxt": None, "msgid": "%d file"}],
    }


def test_the_threshold_and_no_proposals(bitext: Run, po: Path) -> None:
    (po.parent / "new.pot").write_text(HEADER + '\nmsgid "Save that"\nmsgstr ""\n')
    for options, count in (([], 1), (["--threshold", "0.8"], 0), (["--no-proposals"], 0)):
        said = done(bitext("catalog", "update", "vi.po", "new.pot", "--dry-run", *options))
        assert f" {count} proposed" in said
    refused(bitext("catalog", "update", "vi.po", "new.pot", "--threshold", "75"), "--threshold")


def test_update_takes_from_other_catalogs(bitext: Run, po: Path) -> None:
    (po.parent / "memory.po").write_text(
        HEADER + '\nmsgid "Brand new"\nmsgstr "Mới tinh"\n', encoding="utf-8"
    )
    done(bitext("catalog", "update", "vi.po", "new.pot", "--memory", "memory.po", "-o", "out.po"))
    assert '"Mới tinh"' in (po.parent / "out.po").read_text(encoding="utf-8")
    assert po.read_text(encoding="utf-8") == PO


def test_a_corrected_slip_can_stay_unfuzzied(bitext: Run, po: Path) -> None:
    po.write_text(HEADER + '\nmsgid "Recieve it"\nmsgstr "Nhận"\n', encoding="utf-8")
    (po.parent / "new.pot").write_text(HEADER + '\nmsgid "Receive it"\nmsgstr ""\n')
    done(bitext("catalog", "update", "vi.po", "new.pot", "--keep-typos"))
    assert po.read_text(encoding="utf-8") == HEADER + '\nmsgid "Receive it"\nmsgstr "Nhận"\n'


def test_wrong_use_of_update(bitext: Run, po: Path) -> None:
    refused(bitext("catalog", "update", "-", "-"), "standard input")
    refused(bitext("catalog", "update", "vi.po", "no.pot"), "no.pot: no such file")
    refused(bitext("catalog", "update", "vi.po", "new.pot", "--json", "--diff"), "share standard output")
    (po.parent / "new.pot").write_text('msgid "a\nmsgstr ""\n')
    refused(bitext("catalog", "update", "vi.po", "new.pot"), "new.pot:1:7: ")
    assert po.read_text(encoding="utf-8") == PO
