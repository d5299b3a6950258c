from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import FormatError, InputError
from toolkit.model import Finding, Severity, Unit
from toolkit.quality import check
from toolkit.quality.baseline import Baseline, Mark, mark, read, render

UNITS = [
    Unit("1", "It has 25 rooms.", "It has 26 rooms."),
    Unit("2", "On 3 May we left.", "On 4 May we left."),
    Unit("3", "All is well.", "All is well here."),
]


def marks(units: list[Unit]) -> list[Mark]:
    texts = {unit.id: unit for unit in units}
    return [
        mark(f, texts[f.unit].source, texts[f.unit].target)
        for f in check(units, select=["number", "date", "end-punctuation"])
    ]


def new(units: list[Unit], path: Path) -> list[Mark]:
    baseline = read(path)
    return [each for each in marks(units) if not baseline.knows(each.fingerprint)]


@pytest.fixture
def known(tmp_path: Path) -> Path:
    path = tmp_path / "known.json"
    path.write_bytes(render(marks(UNITS)))
    return path


def test_what_is_known_is_not_new(known: Path) -> None:
    assert len(marks(UNITS)) >= 2
    assert new(UNITS, known) == []


def test_units_may_move_and_be_numbered_anew(known: Path) -> None:
    moved = [Unit(str(n), u.source, u.target) for n, u in enumerate(reversed(UNITS), 70)]
    assert new([Unit("0", "A new one.", "A new one."), *moved], known) == []


def test_edits_of_other_units_do_not_matter(known: Path) -> None:
    edited = [*UNITS[:2], Unit("3", "All was well.", "All was well there.")]
    assert new(edited, known) == []


def test_spaces_and_composition_do_not_matter(known: Path) -> None:
    same = [Unit("1", "It has  25 rooms. ", "It has 26\nrooms."), *UNITS[1:]]
    assert new(same, known) == []


def test_another_error_in_a_known_unit_is_new(known: Path) -> None:
    worse = [Unit("1", "It has 25 rooms.", "It has 27 rooms."), *UNITS[1:]]
    assert [each.check for each in new(worse, known)] == ["number"]


def test_one_more_of_the_same_is_new(known: Path) -> None:
    assert len(new([*UNITS, Unit("4", UNITS[0].source, UNITS[0].target)], known)) == 1


def test_what_is_gone_is_counted(known: Path) -> None:
    baseline = read(known)
    for each in marks(UNITS[:1]):
        assert baseline.knows(each.fingerprint)
    assert baseline.gone == len(marks(UNITS)) - len(marks(UNITS[:1]))


def test_the_file_does_not_depend_on_the_order() -> None:
    found = marks(UNITS)
    shuffled = found[:]
    random.Random(1).shuffle(shuffled)
    assert render(found) == render(shuffled)
    entries = json.loads(render(found))["findings"]
    assert entries[0].keys() == {"fingerprint", "count", "check", "text"}
    assert len(render(found).splitlines()) == len(entries) + 6


def test_findings_about_a_file_are_known_whatever_their_line() -> None:
    one, other = (
        Finding("vi.po", "header", Severity.WARNING, "catalog", f"no team, see line {line}", path="vi.po")
        for line in (3, 17)
    )
    assert mark(one).fingerprint == mark(other).fingerprint
    different = Finding("vi.po", "header", Severity.WARNING, "catalog", "no language")
    assert mark(one).fingerprint != mark(different).fingerprint


def test_nothing_found_is_a_baseline_too(tmp_path: Path) -> None:
    path = tmp_path / "none.json"
    path.write_bytes(render([]))
    assert not read(path).knows("0" * 20)


@given(st.lists(st.tuples(st.text(max_size=80), st.text(max_size=20), st.lists(st.text(max_size=5)))))
def test_every_baseline_comes_back(tmp_path_factory: pytest.TempPathFactory, found: list) -> None:  # type: ignore[type-arg]
    path = tmp_path_factory.mktemp("baseline") / "b.json"
    made = [
        mark(Finding("1", "number", Severity.INFO, "x", "m", values=tuple(values)), source, target)
        for source, target, values in found
    ]
    path.write_bytes(render(made))
    baseline = read(path)
    assert all(baseline.knows(each.fingerprint) for each in made)
    assert baseline.gone == 0


def test_counts() -> None:
    baseline = Baseline({"a": 2})
    assert [baseline.knows(x) for x in "aaab"] == [True, True, False, False]


@pytest.mark.parametrize(
    ("text", "said", "line"),
    [
        ("{", "not JSON", 1),
        ('{"format": "bitext-baseline",\n "version": 1\n "findings": []}', "not JSON", 3),
        ("[]", "is no baseline", None),
        ('{"findings": []}', "is no baseline", None),
        ('{"format": "bitext-baseline", "version": 2, "findings": []}', "version 2", None),
        (
            '{"format": "bitext-baseline", "version": 1, "findings": [\n'
            '{"fingerprint": "0123456789ab", "count": 1, "text": "{"},\n'
            '{"fingerprint": "0123456789ab", "count": "1"}\n]}',
            "finding 2 has no fingerprint or no count",
            3,
        ),
        (
            '{"format": "bitext-baseline", "version": 1, "findings": [\n{"fingerprint": "no", "count": 1}]}',
            "finding 1",
            2,
        ),
        ('{"format": "bitext-baseline", "version": 1, "findings": [\n7]}', "finding 1", None),
    ],
)
def test_bad_files(tmp_path: Path, text: str, said: str, line: int | None) -> None:
    path = tmp_path / "b.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FormatError, match=said) as caught:
        read(path)
    assert caught.value.line == line


def test_one_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no such file – make it with --write-baseline"):
        read(tmp_path / "none.json")
