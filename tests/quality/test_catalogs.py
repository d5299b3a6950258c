"""Checks of the file and of the translations in it, together."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.catalog.header import HEADER
from toolkit.catalog import State, load
from toolkit.catalog.checks import CHECKS as CATALOG_CHECKS
from toolkit.catalog.checks import Options
from toolkit.errors import InputError, UsageError
from toolkit.model import Severity
from toolkit.quality.catalogs import by_default, check_catalog, check_file, known_checks, selection
from toolkit.quality.checks import CHECKS as UNIT_CHECKS


def test_names_are_of_one_check_each() -> None:
    assert set(CATALOG_CHECKS) & set(UNIT_CHECKS) <= {"placeholder"}
    known = known_checks()
    assert known["placeholder"] is CATALOG_CHECKS["placeholder"]
    assert "omission" not in known  # an untranslated entry is no error
    for name in known:
        by_default(name)


def test_selection() -> None:
    usual = selection()
    assert "newline" in usual.catalog
    assert "fuzzy" not in usual.catalog
    assert "number" in usual.units
    assert "end-punctuation" not in usual.units
    assert "end-punctuation" in selection(every=True).units
    assert selection(["fuzzy", "number"]).catalog == ("fuzzy",)
    assert selection(["number"]).units == ("number",)
    assert "number" not in selection(ignore=["number"]).units
    with pytest.raises(UsageError, match=r"unknown check 'newlin'.*did you mean 'newline'"):
        selection(["newlin"])


def test_findings_about_translations_stand_at_their_msgstr() -> None:
    text = HEADER + '# c\nmsgid "It has 25 rooms."\nmsgstr ""\n"Nó có phòng."\n\nmsgid "x\\n"\nmsgstr "y"\n'
    number, newline = check_catalog(load(text.encode()))
    assert (number.check, number.line, number.severity) == ("number", 15, Severity.WARNING)
    assert number.source_span == (7, 9)
    assert (newline.check, newline.line, newline.severity) == ("newline", 19, Severity.ERROR)


def test_each_plural_form_is_a_translation() -> None:
    head = HEADER.replace("vi", "en").replace("nplurals=1; plural=0", "nplurals=2; plural=(n != 1)")
    text = (
        head
        + 'msgid "One <b>file</b>"\nmsgid_plural "%d <b>files</b>"\nmsgstr[0] "<b>x</b>"\nmsgstr[1] "y"\n'
    )
    found = check_catalog(load(text.encode()), selection(["tag"]))
    assert {finding.line for finding in found} == {16}


def test_fuzzy_entries_are_left_alone() -> None:
    text = HEADER + '#, fuzzy\nmsgid "It has 25 rooms."\nmsgstr "Nó có phòng."\n'
    assert check_catalog(load(text.encode())) == []
    assert check_catalog(load(text.encode()), options=Options(fuzzy=True))


def test_a_file_and_what_is_left_of_it(tmp_path: Path) -> None:
    path = tmp_path / "vi.po"
    path.write_text(
        HEADER + 'msgid "x\\n"\nmsgstr "y"\n\n#, fuzzy\nmsgid "a"\nmsgstr "b"\n', encoding="utf-8"
    )
    report = check_file(path, selection(), Options())
    assert [finding.path for finding in report.findings] == [str(path)]
    assert report.units == (f"{path}:13", f"{path}:17")
    assert report.states == {
        State.TRANSLATED: 1,
        State.FUZZY: 1,
        State.UNTRANSLATED: 0,
        State.OBSOLETE: 0,
    }
    report = check_file(path, selection(), Options(), fix=True)
    assert (report.fixes, report.findings) == (1, ())
    assert 'msgstr "y\\n"\n\n#, fuzzy' in path.read_text(encoding="utf-8")


def test_a_file_that_needs_no_fix_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "vi.po"
    path.write_text(HEADER, encoding="utf-8")
    path.chmod(0o444)
    before = path.stat().st_mtime_ns
    assert check_file(path, selection(), Options(), fix=True).fixes == 0
    assert path.stat().st_mtime_ns == before


def test_a_file_that_cannot_be_understood(tmp_path: Path) -> None:
    path = tmp_path / "vi.po"
    path.write_text(HEADER + 'msgid "x\nmsgstr "y"\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"vi\.po:13:7"):
        check_file(path, selection(), Options())
    report = check_file(path, selection(), Options(), lenient=True)
    assert [finding.check for finding in report.findings] == ["syntax"]
    assert report.units == (str(path),)
