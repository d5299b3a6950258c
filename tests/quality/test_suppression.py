from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.catalog import load
from toolkit.model import Finding, Severity, Unit
from toolkit.quality import check
from toolkit.quality.catalogs import check_catalog, selection
from toolkit.quality.suppression import directives

WRONG = ("It has 25 rooms.", "It has 26 rooms.")
HEADER = 'msgid ""\nmsgstr "Language: vi\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'


def found(note: str, *select: str, texts: tuple[str, str] = WRONG) -> list[Finding]:
    return list(check([Unit("1", *texts, note=note)], select=select))


def said(note: str, *select: str, texts: tuple[str, str] = WRONG) -> list[str]:
    return [f.check for f in found(note, *select, texts=texts)]


@pytest.mark.parametrize(
    ("line", "names", "reason"),
    [
        ("bitext: ignore number -- typo in the source", ("number",), "typo in the source"),
        ("bitext: ignore number, end-punctuation -- both right", ("number", "end-punctuation"), "both right"),
        ("  Bitext: Ignore Number date – sic", ("number", "date"), "sic"),
        ("bitext: ignore number — sic", ("number",), "sic"),
        ("bitext: ignore number", ("number",), ""),
        ("bitext: ignore number, number --", ("number",), ""),
        ("bitext: ignore -- why", (), "why"),
        ("bitext:ignore end-punctuation --a -- b", ("end-punctuation",), "a -- b"),
    ],
)
def test_how_it_is_written(line: str, names: tuple[str, ...], reason: str) -> None:
    (directive,) = directives(f"for the reader\n{line}")
    assert (directive.names, directive.reason, directive.row) == (names, reason, 1)
    assert directive.text == line.strip()


@pytest.mark.parametrize("note", ["", "ignore number", "see bitext: ignore number", "bitext: ignored number"])
def test_other_notes_suppress_nothing(note: str) -> None:
    assert directives(note) == ()
    assert "number" in said(note)


def test_a_suppression_with_a_reason_is_heeded_in_silence() -> None:
    assert said("bitext: ignore number -- the source is wrong", "number", "suppression") == []
    assert said("bitext: ignore number -- the source is wrong") == []


def test_only_the_named_check_of_that_unit_is_silenced() -> None:
    units = [Unit("1", *WRONG, note="bitext: ignore date, number -- x"), Unit("2", *WRONG)]
    assert [(f.unit, f.check) for f in check(units, select=["number"])] == [("2", "number")]


def test_without_a_reason_it_works_and_is_reported() -> None:
    (finding,) = found("bitext: ignore number")
    assert (finding.check, finding.severity) == ("suppression", Severity.INFO)
    assert "no reason" in finding.message
    assert finding.values == ("bitext: ignore number",)


def test_what_suppresses_nothing_is_reported() -> None:
    (finding,) = found("bitext: ignore number -- old", texts=("It has 25 rooms.", "It has 25 rooms, too."))
    assert finding.check == "suppression" and "'number' suppresses nothing" in finding.message


def test_of_checks_that_did_not_run_nobody_knows() -> None:
    assert said("bitext: ignore number -- old", "date", "suppression") == []
    assert said("bitext: ignore consistency -- wanted", "suppression") == []


def test_said_twice_the_second_is_useless() -> None:
    twice = "bitext: ignore number -- a\nbitext: ignore number -- b"
    assert said(twice, "number", "suppression") == ["suppression"]


@pytest.mark.parametrize(
    ("note", "message"),
    [
        ("bitext: ignore -- all of it", "names no check"),
        ("bitext: ignore numbre -- x", "did you mean 'number'"),
        ("bitext: ignore qqqqqqq -- x", "'qqqqqqq'"),
    ],
)
def test_one_that_names_no_check(note: str, message: str) -> None:
    (finding,) = found(note, "suppression")
    assert message in finding.message


def test_a_suppression_can_be_let_be() -> None:
    assert said("bitext: ignore number", "number") == []
    assert said("bitext: ignore date, suppression -- kept for later", "date", "suppression") == []


def test_checks_across_units() -> None:
    def run(note: str) -> list[tuple[str, str]]:
        units = [Unit("1", "Save", "Lưu"), Unit("2", "Save", "Lưu"), Unit("3", "Save", "Ghi", note=note)]
        return [(f.unit, f.check) for f in check(units, select=["consistency", "suppression"])]

    assert run("") == [("3", "consistency")]
    assert run("bitext: ignore consistency -- a verb here") == []
    assert run("bitext: ignore same-translation, consistency -- a verb here") == []
    units = [Unit("1", "Save", "Lưu", note="bitext: ignore consistency -- x")]
    assert [f.check for f in check(units, select=["consistency", "suppression"])] == ["suppression"]


def test_empty_targets_have_notes_too() -> None:
    assert said("bitext: ignore omission -- shown in English", texts=("Go!", "")) == []


@given(st.text())
def test_no_note_is_an_error(note: str) -> None:
    directives(note)
    directives("bitext: ignore " + note)


# ── catalogs ────────────────────────────────────────────────────────────────────────────────────────────────


def of_catalog(entry: str, *select: str) -> list[tuple[str, int | None]]:
    found = check_catalog(load((HEADER + entry).encode()), selection(select) if select else None)
    return [(f.check, f.line) for f in found if f.check not in ("header", "plural-forms")]


def test_comments_of_translators_and_programmers_are_heeded() -> None:
    wrong = 'msgid "It has 25 rooms."\nmsgstr "Nó có 26 phòng."\n'
    assert of_catalog(wrong) == [("number", 5)]
    assert of_catalog("# bitext: ignore number -- sic\n" + wrong) == []
    assert of_catalog("#. bitext: ignore number -- sic\n" + wrong) == []
    assert of_catalog("#: bitext: ignore number\n" + wrong) == [("number", 6)]


def test_checks_of_the_file_can_be_suppressed() -> None:
    entry = '# bitext: ignore newline -- added by the program\nmsgid "x\\n"\nmsgstr "y"\n'
    assert of_catalog(entry) == []


def test_faults_stand_at_the_line_of_the_comment() -> None:
    entry = '# for the menu\n#. why\n# bitext: ignore number\n#: a.c:1\nmsgid "Open"\nmsgstr "Mở"\n'
    assert of_catalog(entry) == [("suppression", 6), ("suppression", 6)]


def test_any_plural_form_makes_use_of_it() -> None:
    entry = (
        "# bitext: ignore tag -- the program adds it\n"
        'msgid "%d <b>file</b>"\nmsgid_plural "%d <b>files</b>"\n'
        'msgstr[0] "%d <b>tệp</b>"\nmsgstr[1] "%d tệp"\n'
    )
    assert of_catalog(entry, "tag", "suppression") == []
