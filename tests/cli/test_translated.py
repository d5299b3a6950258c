"""The command line in Vietnamese."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from tests.cli.conftest import Run
from toolkit.cli.app import tree
from toolkit.cli.translated import parse_error, translate, walk
from toolkit.quality.output import FORMATS
from toolkit.translations import speak

VIETNAMESE = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "vi_VN.UTF-8"}
GROUPS = [command for command in walk(get_command(tree())) if hasattr(command, "commands")]


@pytest.fixture
def vietnamese() -> Iterator[None]:
    """Messages of this process in Vietnamese."""
    speak("vi")
    yield
    speak()


@pytest.mark.parametrize("group", [c.name for c in GROUPS if c is not GROUPS[0]] or [""])
def test_the_help_of_a_group(bitext: Run, group: str) -> None:
    result = bitext(group, "--help", env=VIETNAMESE)
    text = result.stdout.decode()
    assert result.returncode == 0 and result.stderr == b""
    assert text.startswith(f"Cách dùng: bitext {group} [OPTIONS] COMMAND [ARGS]...\n")
    assert "\nTùy chọn:\n" in text and "\nLệnh:\n" in text and "Hiện thông báo này rồi thoát." in text
    assert not any(word in text for word in ("Usage", "Commands:", "Show this message"))


def test_the_help_of_the_program(bitext: Run) -> None:
    text = bitext("--help", env=VIETNAMESE).stdout.decode()
    assert text.startswith("Cách dùng: bitext [OPTIONS] COMMAND [ARGS]...\n\n  Hai văn bản vào,")
    assert "  segment   Tách văn bản thành câu, mỗi dòng một câu.\n" in text


def test_the_help_of_a_command_keeps_command_lines_and_figures(bitext: Run) -> None:
    text = bitext("catalog", "update", "-h", env=VIETNAMESE).stdout.decode()
    assert "  Ví dụ: bitext catalog update vi.po program.pot --dry-run --diff\n" in text
    assert "[bắt buộc]" in text and "[mặc định: en]" in text
    assert "mặc định: 0.75" in text


@pytest.mark.parametrize(
    "env",
    [
        {"LANGUAGE": "vi"},
        {"LANGUAGE": "xx:vi:en", "LC_ALL": "en_US.UTF-8"},
        {"LC_ALL": "vi"},
        {"LC_ALL": "", "LC_MESSAGES": "vi_VN"},
    ],
    ids=str,
)
def test_each_variable_of_gettext_is_heeded(bitext: Run, env: dict[str, str]) -> None:
    assert bitext("--version", "-h", env=env).returncode == 0
    assert bitext("nope", env=env).stderr.decode() == "bitext: Không có lệnh 'nope' – xem 'bitext --help'\n"


@pytest.mark.parametrize(
    "env",
    [
        {},
        {"LC_ALL": "C", "LANGUAGE": "vi"},
        {"LC_ALL": "POSIX", "LANGUAGE": "vi", "LANG": "vi_VN.UTF-8"},
        {"LC_ALL": "xx_YY.UTF-8"},
        {"LC_ALL": "../vi"},
        {"LC_ALL": "en_GB.UTF-8", "LANG": "vi_VN.UTF-8"},
    ],
    ids=str,
)
def test_english_where_nothing_else_is_wanted_or_known(bitext: Run, env: dict[str, str]) -> None:
    assert bitext("nope", env=env).stderr.decode() == "bitext: No such command 'nope' – see 'bitext --help'\n"


def test_an_error_is_one_line_with_the_same_exit_code(bitext: Run) -> None:
    there, here = bitext("segment", "nope.txt"), bitext("segment", "nope.txt", env=VIETNAMESE)
    assert there.stderr.decode() == "bitext: nope.txt: no such file – check the path\n"
    assert here.stderr.decode() == "bitext: nope.txt: không có tệp này – hãy xem lại đường dẫn\n"
    assert here.returncode == there.returncode == 2


def test_a_gate_fails_with_the_same_exit_code(bitext: Run, tmp_path: Path) -> None:
    (tmp_path / "a.beads").write_text("[0]:[0]\n")
    (tmp_path / "b.beads").write_text("[0]:[]\n[]:[0]\n")
    result = bitext("evaluate", "a.beads", "b.beads", "--min-f1", "1", env=VIETNAMESE)
    assert result.returncode == 1
    assert result.stderr.decode() == "bitext: a.beads: F1 chặt 0.0000 thấp hơn 1.0\n"


def test_results_for_programs_are_the_same_in_every_language(bitext: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The kite is blue. It flies over the old bridge.\n")
    (tmp_path / "broken.po").write_text('msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr "b" c\n')
    for arguments in (
        ("detect", "a.txt", "--json"),
        ("segment", "a.txt", "--format", "jsonl", "--lang", "en"),
        ("catalog", "stats", "broken.po", "--lenient", "--json"),
        ("catalog", "check", "broken.po", "--lenient", "--json"),
        ("corpus", "verify", "--json"),
    ):
        there, here = bitext(*arguments), bitext(*arguments, env=VIETNAMESE)
        assert here.stdout == there.stdout != b"", arguments
        assert here.returncode == there.returncode
    stats = json.loads(bitext("catalog", "stats", "broken.po", "--lenient", "--json", env=VIETNAMESE).stdout)
    (problem,) = stats["files"][0]["problems"]
    assert problem.endswith("'c' is not expected here – see the keywords of PO")


FINDINGS = """source\ttarget
The kite has 12 ribbons.\tCon diều có 21 dải lụa.
Start it with --quiet at 8:30 p.m.\tHãy khởi động nó vào lúc 8:30 sáng.
A wheel of the cart is broken!\tMột bánh của chiếc xe bị hỏng,
It is blue.\t
"""
CATALOG = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: vi\\n"
"Plural-Forms: nplurals=2; plural=n != 1;\\n"

#, c-format
msgid "%d kites on the roof"
msgstr "%s con diều trên mái"

#, python-brace-format
msgid "{name} flies"
msgstr "{name bay"

msgid "a cart\\n"
msgstr "một chiếc xe"
"""


def test_findings_are_told_in_the_language_of_the_person(bitext: Run, tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text(FINDINGS)
    result = bitext("check", "a.tsv", "-s", "en", "-t", "vi", env=VIETNAMESE)
    lines = result.stdout.decode().splitlines()
    assert "unit 1: error: bên nguồn là 12, bên đích là 21 [number]" in lines
    assert "unit 2: error: bên đích thiếu tùy chọn --quiet [option]" in lines
    assert "unit 3: warning: cuối bên nguồn: “!”, cuối bên đích: “,” [end-punctuation]" in lines
    assert "unit 4: error: bản đích rỗng [omission]" in lines
    assert not any(word in line for word in (" source", " target") for line in lines)
    assert result.stderr.decode().startswith("đã kiểm tra 4 đơn vị: ")


def test_findings_about_catalogs_are_told_in_the_language_of_the_person(bitext: Run, tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text(CATALOG)
    lines = bitext("catalog", "check", "a.po", env=VIETNAMESE).stdout.decode().splitlines()
    assert (
        "a.po:9: error: đối số 1 là int trong thông điệp (%d) nhưng là string trong bản dịch (%s)"
        " [format-string]"
    ) in lines
    assert any(
        line.startswith("a.po:13: error: không phải chuỗi định dạng Python brace hợp lệ: ") for line in lines
    )
    assert (
        "a.po:16: error: bản dịch không kết thúc bằng dấu xuống dòng, khác với thông điệp [newline]"
    ) in lines
    assert "a.po:2: warning: phần đầu không có trường Last-Translator [header]" in lines


@pytest.mark.parametrize("format", [each for each in FORMATS if each != "text"])
def test_findings_for_programs_are_in_english(bitext: Run, tmp_path: Path, format: str) -> None:
    (tmp_path / "a.tsv").write_text(FINDINGS)
    (tmp_path / "a.po").write_text(CATALOG)
    for arguments in (("check", "a.tsv", "-s", "en", "-t", "vi"), ("catalog", "check", "a.po")):
        there = bitext(*arguments, "--format", format)
        here = bitext(*arguments, "--format", format, env=VIETNAMESE)
        assert here.stdout == there.stdout != b""
    if format == "jsonl":
        first = json.loads(
            bitext("check", "a.tsv", "--format", format, env=VIETNAMESE).stdout.splitlines()[0]
        )
        assert first["message"] == "12 in the source, 21 in the target"


def test_a_baseline_holds_in_every_language(bitext: Run, tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text(CATALOG)
    assert bitext("catalog", "check", "a.po", "--write-baseline", "known.json").returncode == 0
    there = (tmp_path / "known.json").read_bytes()
    here = bitext(
        "catalog",
        "check",
        "a.po",
        "--baseline",
        "known.json",
        "--write-baseline",
        "known.json",
        env=VIETNAMESE,
    )
    assert here.stdout == b"" and (tmp_path / "known.json").read_bytes() == there


def test_a_list_is_for_programs_in_a_pipe(bitext: Run) -> None:
    for arguments in (("check", "--list"), ("catalog", "check", "--list")):
        assert bitext(*arguments, env=VIETNAMESE).stdout == bitext(*arguments).stdout != b""


@pytest.mark.usefixtures("vietnamese")
def test_every_text_of_every_command_is_translated() -> None:
    plain, spoken = get_command(tree()), get_command(tree())
    translate(spoken)

    def texts(command: Any) -> dict[str, str | None]:
        return {
            "help": command.help,
            **{parameter.name: getattr(parameter, "help", None) for parameter in command.params},
        }

    for one, other in zip(walk(plain), walk(spoken), strict=True):
        for name, text in texts(one).items():
            assert not text or texts(other)[name] != text, (one.name, name)


@pytest.mark.usefixtures("vietnamese")
@pytest.mark.parametrize(
    ("said", "translated"),
    [
        ("Missing argument 'FILE'.", "Thiếu đối số 'FILE'"),
        ("No such option: --lan (Possible options: --lang)", "Không có tùy chọn --lan (có thể là: --lang)"),
        (
            "Invalid value for '--jobs' / '-j': 'x' is not a valid int range.",
            "Giá trị không hợp lệ cho '--jobs' / '-j': 'x' không phải số nguyên trong khoảng hợp lệ",
        ),
        ("Something new in Typer.", "Something new in Typer"),
    ],
)
def test_errors_of_typer_are_known_by_their_words(said: str, translated: str) -> None:
    assert parse_error(said) == translated
