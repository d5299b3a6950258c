from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import DecodingError, FormatError, UsageError
from toolkit.formats import Context, dump, load, save
from toolkit.formats.beads import check_beads, parse_beads, read_beads, write_beads
from toolkit.model import Bead, Bitext, Document, Unit, Units


@st.composite
def alignments(draw: st.DrawFn) -> tuple[Bead, ...]:
    """Beads that hold every segment once, in order."""
    beads: list[Bead] = []
    source = target = 0
    for left, right in draw(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)))):
        if left or right:
            beads.append(Bead(tuple(range(source, source + left)), tuple(range(target, target + right))))
            source, target = source + left, target + right
    return tuple(beads)


def test_beads_are_two_lists_a_line() -> None:
    assert write_beads([Bead((0,), (0, 1), 0.9), Bead((1,), ())]) == b"[0]:[0, 1]\n[1]:[]\n"
    text = "# gold, by hand\n[0]:[0, 1]\n\n  [1] : []  \r\n[2,3]:[2]:0.97\n"
    assert parse_beads(text) == (Bead((0,), (0, 1)), Bead((1,), ()), Bead((2, 3), (2,), 0.97))


def test_a_third_field_beyond_1_is_some_cost_and_no_confidence() -> None:
    assert parse_beads("[0]:[0]:1.25\n[1]:[1]:nan")[0].confidence is None


@given(alignments())
def test_beads_come_back(beads: tuple[Bead, ...]) -> None:
    assert parse_beads(write_beads(beads).decode()) == beads


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[0]:[0]\n[1;[1]", 2, "is not a bead"),
        ("[0]", 1, "is not a bead"),
        ("0:0", 1, "is not a bead"),
        ("[0]:[0] [1]:[1]", 1, "is not a bead"),
        ("[0]:[-1]", 1, "'-1' is negative"),
        ("[a]:[0]", 1, "'a' is not a segment index"),
        ("[0,]:[0]", 1, "'' is not a segment index"),
        ("[²]:[0]", 1, "is not a segment index"),
        ("[0.5]:[0]", 1, "is not a segment index"),
        ("[99999999999999999999]:[0]", 1, "is not a segment index"),
        ("[]:[]", 1, "without segments"),
        ("[0]:[0]:sure", 1, "not a number"),
        ("[0]:[0]\n# a remark\n[0]:[1]", 3, "source segment 0 is already in the bead of line 1"),
        ("[0]:[2, 2]", 1, "target segment 2 is already"),
    ],
)
def test_what_is_no_bead_is_named_with_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(FormatError) as caught:
        parse_beads(text, "a.beads")
    assert said in caught.value.problem and caught.value.line == line and caught.value.path == "a.beads"


@given(st.text(st.sampled_from("[]:, 0123-.#\n\ta")))
def test_any_text_is_beads_or_a_format_error(text: str) -> None:
    try:
        parse_beads(text)
    except FormatError as error:
        assert error.line is not None


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.beads").write_bytes(b"[0]:[0]\n\xff")
    with pytest.raises(DecodingError) as caught:
        read_beads(tmp_path / "a.beads")
    assert (caught.value.line, caught.value.offset) == (2, 8)


@given(alignments())
def test_sound_beads_pass(beads: tuple[Bead, ...]) -> None:
    check_beads(beads, sum(len(b.source) for b in beads), sum(len(b.target) for b in beads))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[0]:[0]\n[2]:[1]", "bead 2: source segment 1 is left out: 2 follows 0"),
        ("[1]:[0]", "bead 1: source segment 0 is left out: 1 comes first"),
        ("[0, 1]:[0]\n[2]:[5]", "bead 2: target segment 5 does not exist: there are 2"),
        ("[0, 1, 2]:[0]", "the beads end before target segment 1 of 2"),
        ("[0]:[0]\n[1, 2]:[1]\n[3]:[]", "bead 3: source segment 3 does not exist: there are 3"),
    ],
)
def test_unsound_beads_are_named(text: str, said: str) -> None:
    with pytest.raises(FormatError) as caught:
        check_beads(parse_beads(text), 3, 2, "a.beads")
    assert caught.value.problem == said and caught.value.path == "a.beads"


def test_a_segment_that_comes_again() -> None:
    with pytest.raises(FormatError, match="source segment 0 comes again or too late: 1 was to follow"):
        check_beads([Bead((0,), (0,)), Bead((0,), (1,))], 2, 2)


def test_beads_become_units_with_their_documents(tmp_path: Path) -> None:
    (tmp_path / "a.beads").write_text("[0]:[0]\n[1]:[]\n")
    documents = Document.of_lines(["Một", "Hai"], "vi"), Document.of_lines(["One"], "en")
    units = load(tmp_path / "a.beads", context=Context(source=documents[0], target=documents[1]))
    assert [(u.source, u.target) for u in units] == [("Một", "One"), ("Hai", "")]
    assert (units.source_language, units.target_language) == ("vi", "en")
    with pytest.raises(UsageError, match="--source"):
        load(tmp_path / "a.beads")
    with pytest.raises(FormatError, match=r"a\.beads.*segment 1 does not exist"):
        load(tmp_path / "a.beads", context=Context(source=documents[1], target=documents[1]))


def test_units_are_numbered_by_their_bead_types() -> None:
    units = Units(
        (Unit("1", "a b", "c", "2-1"), Unit("2", "d", ""), Unit("3", "", ""), Unit("4", "", "e f", "0-2"))
    )
    stream = io.BytesIO()
    written = dump(units, stream, "beads")
    assert stream.getvalue() == b"[0, 1]:[0]\n[2]:[]\n[]:[1, 2]\n"
    assert (written.units, written.skipped) == (3, 1)


def test_a_bitext_keeps_its_own_beads(tmp_path: Path) -> None:
    lines = Document.of_lines(["a", "b"])
    crossing = (Bead((1,), (0,)), Bead((0,), (1,)))
    save(Bitext(lines, lines, crossing), tmp_path / "a.beads")
    assert read_beads(tmp_path / "a.beads") == crossing
