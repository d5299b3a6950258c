"""Real histories in real repositories: git calls the driver by itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.catalog import load
from toolkit.catalog.conflicts import unresolved

pytestmark = pytest.mark.interop
Git = Callable[..., "subprocess.CompletedProcess[str]"]

HEADER = """msgid ""
msgstr ""
"PO-Revision-Date: {date}\\n"
"Language: vi\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"X-Generator: {program}\\n"
"""
MESSAGES = {"Open": "Mở", "Save": "Lưu", "Close": "Đóng", "Quit": ""}


def po(
    messages: dict[str, str], date: str = "2024-01-01 10:00+0000", program: str = "one", line: int = 1
) -> str:
    entries = [
        f'#: a.c:{line + number}\nmsgid "{msgid}"\nmsgstr "{msgstr}"\n'
        for number, (msgid, msgstr) in enumerate(messages.items())
    ]
    return "\n".join([HEADER.format(date=date, program=program), *entries])


@pytest.fixture
def repository(tmp_path: Path, program: Callable[[str], str]) -> Path:
    """A repository with the driver installed and one catalog."""
    program("git")
    folder = tmp_path / "the repository"
    folder.mkdir()
    for command in (
        ("init", "-q", "-b", "main", "."),
        ("config", "user.name", "Somebody"),
        ("config", "user.email", "somebody@example.org"),
        ("config", "core.autocrlf", "false"),
        ("config", "commit.gpgsign", "false"),
    ):
        assert git(folder, *command).returncode == 0
    installed = bitext(folder, "catalog", "merge", "--install-driver")
    assert installed.returncode == 0, installed.stderr
    commit(folder, po(MESSAGES))
    return folder


def bitext(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-m", "toolkit", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_EDITOR": "true"}
    return subprocess.run(
        ["git", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **quiet},
    )


def commit(folder: Path, text: str | bytes, name: str = "vi.po") -> None:
    place = folder / name
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(text if isinstance(text, bytes) else text.encode())
    assert git(folder, "add", "--all").returncode == 0
    done = git(folder, "commit", "-q", "-m", f"change {name}")
    assert done.returncode == 0, done.stdout + done.stderr


def branch(folder: Path, text: str | bytes, name: str = "vi.po") -> None:
    """A commit on the branch ``side``; afterwards the branch is main again."""
    assert git(folder, "checkout", "-q", "-b", "side").returncode == 0
    commit(folder, text, name)
    assert git(folder, "checkout", "-q", "main").returncode == 0


def strings(folder: Path, name: str = "vi.po") -> dict[str, str]:
    return {entry.msgid: entry.msgstr[0] for entry in load(folder / name) if entry.msgid}


OURS = po(MESSAGES | {"Open": "Mở ra"}, "2024-03-01 10:00+0000", "two", line=11)
THEIRS = po(MESSAGES | {"Save": "Ghi", "Quit": "Thoát"}, "2024-02-01 10:00+0000", "three")
BOTH = MESSAGES | {"Open": "Mở ra", "Save": "Ghi", "Quit": "Thoát"}


@pytest.mark.parametrize("command", ["merge", "cherry-pick", "rebase"])
def test_what_lines_cannot_merge_entries_can(repository: Path, command: str) -> None:
    branch(repository, THEIRS)
    commit(repository, OURS)
    plain = repository.parent / "by lines"
    shutil.copytree(repository, plain)
    git(plain, "config", "--remove-section", "merge.bitext-po")
    assert git(plain, command, "side").returncode == 1
    assert "<<<<<<<" in (plain / "vi.po").read_text(encoding="utf-8")

    done = git(repository, command, "side")
    assert done.returncode == 0, done.stdout + done.stderr
    assert strings(repository) == BOTH
    text = (repository / "vi.po").read_text(encoding="utf-8")
    assert text == po(BOTH, "2024-03-01 10:00+0000", "two", line=11)
    assert git(repository, "status", "--porcelain").stdout == ""


def test_a_conflict_stops_git_and_the_file_stays_a_catalog(
    repository: Path, program: Callable[[str], str]
) -> None:
    branch(repository, po(MESSAGES | {"Save": "Ghi", "Quit": "Thoát"}))
    commit(repository, po(MESSAGES | {"Save": "Cất"}))
    done = git(repository, "merge", "side")
    assert done.returncode == 1
    assert "vi.po:19: conflict in msgstr of 'Save': ours 'Cất', theirs 'Ghi'" in done.stderr
    assert git(repository, "status", "--porcelain").stdout == "UU vi.po\n"
    checked = subprocess.run(
        [program("msgfmt"), "-c", "-o", os.devnull, "vi.po"], cwd=repository, capture_output=True, check=False
    )
    assert checked.returncode == 0, checked.stderr
    catalog = load(repository / "vi.po")
    (conflict,) = unresolved(catalog)
    assert (conflict.key.msgid, conflict.ours, conflict.theirs) == ("Save", ("Cất",), ("Ghi",))
    assert strings(repository)["Quit"] == "Thoát"

    resolved = (repository / "vi.po").read_text(encoding="utf-8")
    start, end = resolved.index("# <<<"), resolved.index("#: a.c:2")
    text = resolved[:start] + resolved[end:].replace("#, fuzzy\n", "")
    commit(repository, text)
    assert git(repository, "log", "--merges", "--oneline").stdout.count("\n") == 1
    assert strings(repository) == MESSAGES | {"Save": "Cất", "Quit": "Thoát"}


def test_a_conflict_in_a_rebase_can_be_resolved(repository: Path) -> None:
    branch(repository, po(MESSAGES | {"Save": "Ghi"}))
    commit(repository, po(MESSAGES | {"Save": "Cất"}))
    assert git(repository, "checkout", "-q", "side").returncode == 0
    assert git(repository, "rebase", "main").returncode == 1
    (conflict,) = unresolved(load(repository / "vi.po"))
    assert (conflict.ours, conflict.theirs) == (("Cất",), ("Ghi",))
    (repository / "vi.po").write_text(po(MESSAGES | {"Save": "Ghi"}), encoding="utf-8")
    assert git(repository, "add", "vi.po").returncode == 0
    assert git(repository, "rebase", "--continue").returncode == 0
    assert strings(repository) == MESSAGES | {"Save": "Ghi"}


def test_a_catalog_both_sides_added(repository: Path) -> None:
    branch(repository, po({"Cut": "Cắt", "Undo": ""}), "more/vi po.po")
    commit(repository, po({"Cut": "", "Undo": "Hoàn tác"}), "more/vi po.po")
    done = git(repository, "merge", "side")
    assert done.returncode == 0, done.stdout + done.stderr
    assert strings(repository, "more/vi po.po") == {"Cut": "Cắt", "Undo": "Hoàn tác"}


def test_a_file_that_is_no_catalog_is_merged_line_by_line(repository: Path) -> None:
    branch(repository, THEIRS + '\nmsgid "broken\n')
    commit(repository, OURS)
    done = git(repository, "merge", "side")
    assert done.returncode == 1
    assert "vi.po:26: theirs: a string that does not end on its line" in done.stderr
    text = (repository / "vi.po").read_text(encoding="utf-8")
    assert "<<<<<<< ours\n" in text and 'msgid "broken\n' in text


def test_installing_twice_changes_nothing(repository: Path) -> None:
    attributes = (repository / ".gitattributes").read_text(encoding="utf-8")
    assert attributes == "*.po merge=bitext-po\n*.pot merge=bitext-po\n"
    again = bitext(repository, "catalog", "merge", "--install-driver")
    assert again.returncode == 0
    assert (repository / ".gitattributes").read_text(encoding="utf-8") == attributes
    shown = bitext(repository, "catalog", "merge", "--install-driver", "--dry-run").stdout
    assert "git config merge.bitext-po.driver " in shown and ".gitattributes" not in shown


def test_attributes_that_are_there_stay(repository: Path) -> None:
    (repository / ".gitattributes").write_bytes(b"*.png binary")
    assert bitext(repository, "catalog", "merge", "--install-driver").returncode == 0
    expected = b"*.png binary\n*.po merge=bitext-po\n*.pot merge=bitext-po\n"
    assert (repository / ".gitattributes").read_bytes() == expected


def test_outside_a_repository(tmp_path: Path, program: Callable[[str], str]) -> None:
    program("git")
    done = bitext(tmp_path, "catalog", "merge", "--install-driver")
    assert done.returncode == 2
    assert done.stderr.startswith("bitext: git: ") and done.stderr.count("\n") == 1
