from __future__ import annotations

from pathlib import Path

import pytest

from tests.memory.conftest import PAIRS, units
from toolkit.catalog import load
from toolkit.catalog.compiling import compile_catalog
from toolkit.errors import InputError, UsageError
from toolkit.memory import Added, Memory
from toolkit.memory.sources import add_file, find

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n{}"\n\n'
ENTRIES = """msgctxt "menu"
msgid "Open"
msgstr "Mở"

#, fuzzy
msgid "Close"
msgstr "Mở"

msgid "Save"
msgstr ""

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d tệp"

#~ msgid "Old"
#~ msgstr "Cũ"
"""


def po(path: Path, language: str = "vi", entries: str = ENTRIES) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER.format(f"Language: {language}\\n" if language else "") + entries, encoding="utf-8")
    return path


def pairs(memory: Memory) -> list[tuple[str, str]]:
    return [(unit.source, unit.target) for unit in memory.units()]


def test_of_a_catalog_what_is_translated(empty: Memory, tmp_path: Path) -> None:
    assert add_file(empty, po(tmp_path / "a.po")) == Added(new=3)
    assert pairs(empty) == [("Open", "Mở"), ("%d file", "%d tệp"), ("%d files", "%d tệp")]
    assert empty.search("Open", context="menu")[0].percent == 101


def test_a_file_as_it_was_is_not_read_again(empty: Memory, tmp_path: Path) -> None:
    path = po(tmp_path / "a.po")
    add_file(empty, path)
    assert add_file(empty, path) is None
    path.write_text(path.read_text() + '\nmsgid "New"\nmsgstr "Mới"\n')
    assert add_file(empty, path) == Added(new=1, known=3)
    assert empty.search("Open")[0].count == 1


def test_installed_mo_files_tell_their_language_by_their_place(empty: Memory, tmp_path: Path) -> None:
    catalog = load(po(tmp_path / "a.po", language=""))
    for code in ("vi", "pt_BR"):
        target = tmp_path / "locale" / code / "LC_MESSAGES" / "program.mo"
        target.parent.mkdir(parents=True)
        target.write_bytes(compile_catalog(catalog).data)
    for file in find([tmp_path / "locale"]):
        add_file(empty, file)
    assert {(pair.source_language, pair.target_language) for pair in empty.pairs()} == {
        ("en", "vi"),
        ("en", "pt-BR"),
    }


@pytest.mark.parametrize("name", ["vi.po", "vi.po.d/vi.po"])
def test_a_catalog_may_be_named_by_its_language(empty: Memory, tmp_path: Path, name: str) -> None:
    add_file(empty, po(tmp_path / name, language=""))
    assert empty.pairs()[0].target_language == "vi"


def test_a_catalog_of_no_language_needs_one(empty: Memory, tmp_path: Path) -> None:
    path = po(tmp_path / "program.po", language="")
    with pytest.raises(UsageError, match="languages are not known"):
        add_file(empty, path)
    assert add_file(empty, path, "en", "vi") == Added(new=3)


def test_folders_stand_for_what_is_in_them(tmp_path: Path) -> None:
    for name in ("b.po", "sub/a.tmx", "sub/deep/c.jsonl", ".git/d.po", "readme.txt", "e.beads"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    names = [path.relative_to(tmp_path).as_posix() for path in find([tmp_path, tmp_path / "b.po"])]
    assert names == ["b.po", "sub/a.tmx", "sub/deep/c.jsonl"]
    (tmp_path / "none").mkdir()
    with pytest.raises(InputError, match="no translations in this folder"):
        find([tmp_path / "none"])


def test_other_languages_are_refused_or_passed_over(empty: Memory, tmp_path: Path) -> None:
    path = po(tmp_path / "fr.po", language="fr")
    with pytest.raises(UsageError, match="en–fr"):
        add_file(empty, path, "en", "vi")
    assert add_file(empty, path, "en", "vi", only=True) is None
    assert len(empty) == 0


def test_a_memory_is_added_to_another(memory: Memory, tmp_path: Path) -> None:
    with Memory.open(tmp_path / "other.tm", create=True) as other:
        other.add(units(("Yes", "Có")), "en", "vi", origin="x.tmx")
    assert add_file(memory, tmp_path / "other.tm") == Added(new=1)
    assert len(memory) == len(PAIRS) + 1


def test_exchange_formats(empty: Memory, tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("source\ttarget\nYes\tCó\n", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"source": "No", "target": "Không"}\n', encoding="utf-8")
    for name in ("a.tsv", "b.jsonl"):
        assert add_file(empty, tmp_path / name, "en", "vi") == Added(new=1)
    assert empty.search("Yes", after="No")[0].percent == 100
