"""Names and references are remembered alike in memory and in the temporary file, however many there are."""

from __future__ import annotations

import io
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.formats.validation import ledger as module
from toolkit.formats.validation import validate_stream
from toolkit.formats.validation.ledger import Ledger, Reference

names = st.tuples(st.sampled_from(["u", "g a", "ü"]), st.text(st.sampled_from("ab é'\"𝄞"), max_size=3))


def reference(space: str, name: str) -> Reference:
    return Reference(space, name, f"#{name}", 3, 4, "ref")


@given(st.lists(names), st.lists(names), st.sampled_from([0, 1, 3, 1000]))
def test_a_name_is_new_once(entered: list[tuple[str, str]], asked: list[tuple[str, str]], held: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "HELD", held)
        book, seen = Ledger(), set[tuple[str, str]]()
        for at, pair in enumerate(entered):
            assert book.enter(*pair) is (pair not in seen)
            seen.add(pair)
            if at < len(asked):
                book.refer(reference(*asked[at]))
        for pair in asked[len(entered) :]:
            book.refer(reference(*pair))
        assert all(book.has(*pair) == (pair in seen) for pair in asked)
        assert list(book.unmet()) == [reference(*pair) for pair in asked if pair not in seen]


HEAD_1 = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a"'
    ' datatype="plaintext" source-language="en" target-language="vi"><body>'
)
HEAD_2 = (
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="vi">'
    '<file id="f">'
)


def one(count: int) -> bytes:
    units = "".join(
        f'<group id="g{n}"><trans-unit id="{n}"><source>a</source></trans-unit></group>\n'
        for n in range(count)
    )
    return f'{HEAD_1}{units}<trans-unit id="7"><source/></trans-unit></body></file></xliff>'.encode()


def two(count: int) -> bytes:
    unit = (
        '<group id="g{n}"><notes><note id="n">x</note></notes><unit id="{n}"><segment><source>'
        '<ph id="1" subFlows="{next}"/><mrk id="m" type="generic" ref="#/u={next}">a</mrk>'
        "</source></segment></unit></group>\n"
    )
    units = "".join(unit.format(n=n, next=n + 1) for n in range(count))
    return (
        f'{HEAD_2}{units}<unit id="7"><segment><source/></segment></unit>'
        f'<unit id="{count}"><segment><source/></segment></unit></file></xliff>'
    ).encode()


@pytest.mark.parametrize("made", [one, two], ids=["1.2", "2.0"])
def test_an_id_is_found_again_after_any_number(made: object, monkeypatch: pytest.MonkeyPatch) -> None:
    assert callable(made)
    monkeypatch.setattr(module, "HELD", 10)
    (fault,) = validate_stream(io.BytesIO(made(100)), "a.xlf").faults
    assert fault.rule == "id-unique" and "'7'" in fault.message and fault.line == 101


def test_references_that_lead_nowhere_are_found_after_any_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "HELD", 10)
    data = two(100).replace(b'<unit id="100">', b'<unit id="x">').replace(b'<unit id="7">', b'<unit id="y">')
    report = validate_stream(io.BytesIO(data), "a.xlf")
    found = [(fault.line, fault.message) for fault in report.faults if fault.rule == "reference"]
    assert [line for line, _message in found] == [7, 7, 100, 100]
    assert {message for _line, message in found[2:]} == {
        "'#/u=100' leads nowhere",
        "there is no unit '100' in the file",
    }


@pytest.mark.parametrize("made", [one, two], ids=["1.2", "2.0"])
def test_memory_does_not_grow_with_the_file(made: object, monkeypatch: pytest.MonkeyPatch) -> None:
    assert callable(made)
    monkeypatch.setattr(module, "HELD", 100)
    peaks = []
    validate_stream(io.BytesIO(made(10)), "a.xlf")
    for count in (300, 1500):
        data = made(count)
        tracemalloc.start()
        validate_stream(io.BytesIO(data), "a.xlf")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0] + 100_000
