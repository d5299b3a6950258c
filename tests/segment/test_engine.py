"""What holds for every text: nothing lost, nothing altered, everything explained, time linear."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.model import Document
from toolkit.segment import Decision, Options, explain, segment
from toolkit.segment.candidates import candidate
from toolkit.segment.knowledge import knowledge
from toolkit.segment.rules import decide, plainly
from toolkit.segment.surroundings import Surroundings
from toolkit.text.characters import INVISIBLE

PIECES = [
    *(".", "!", "?", "…", "...", "。", "“", "”", '"', "'", "(", ")", "[1]", " ", "  ", "\n", "\r\n"),
    *("\u00a0", "\u200b", "\u00ad", "\ufeff", "Dr", "A", "a", "i", "No", "5", "1.", "v.v", "TP", "Điều 5"),
    *("said", "She", "walked", "http://a.b", ":)", "•", "–", "-", "é", "漢", ",", ";"),
]
texts = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
languages = st.sampled_from(["en", "vi", "und", "ja", "de"])
options = st.builds(
    Options,
    quotations=st.sampled_from(["split", "whole"]),
    soft_split=st.sampled_from([None, 20]),
    max_length=st.sampled_from([None, 25]),
    refine_blocks=st.booleans(),
)


@given(texts, languages, options)
def test_segments_and_gaps_are_the_text(text: str, language: str, chosen: Options) -> None:
    done = segment(Document(text, language), options=chosen)
    at = 0
    for piece in done.segments:
        assert not text[at : piece.start].strip(INVISIBLE)
        assert piece.start < piece.end and text[piece.start : piece.end].strip(INVISIBLE)
        assert text[piece.start] not in INVISIBLE and text[piece.end - 1] not in INVISIBLE
        block = done.blocks[piece.block]
        assert block.start <= piece.start and piece.end <= block.end
        assert piece.rule
        at = piece.end
    assert not text[at:].strip(INVISIBLE)
    assert done.text == text
    if chosen.max_length:
        assert all(s.end - s.start <= chosen.max_length for s in done.segments)


@given(texts, languages)
def test_every_cut_can_tell_its_reason(text: str, language: str) -> None:
    document = Document(text, language)
    reasons = {decision.offset: decision.rule for decision in explain(document) if decision.cut}
    cuts = {s.end: s.rule for s in segment(document).segments if s.rule != "end-of-block"}
    assert cuts == reasons


def test_an_explanation_shows_the_place() -> None:
    kept, cut = explain(Document("Dr. No left. She stayed.", "en"))
    assert kept == Decision(3, False, "abbreviation", "Dr. · No left. She stayed.")
    assert cut == Decision(12, True, "full-stop", "Dr. No left. ⏎ She stayed.")


HOSTILE = [
    *(".", "(", '"', "“", "A.B.C. ", "a. ", "1.1.1", '.".', "? ", "... ", ". . ", "1) ", "• ", ". :) "),
    *("a.\u00a0", "” A ", "i ", "。", ".[1]"),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_work_grows_with_the_text(piece: str) -> None:
    def calls(size: int) -> int:
        count = 0

        def tick(_frame: FrameType, _event: str, _argument: Any) -> None:
            nonlocal count
            count += 1

        document = Document((piece * size)[:size], "en")
        sys.setprofile(tick)
        try:
            segment(document)
        finally:
            sys.setprofile(None)
        return count

    segment(Document(piece, "en"))
    assert calls(16_000) <= 4.6 * calls(4_000) + 2_000


@pytest.mark.parametrize("piece", [".", "(", '"', "1.1.1", "A.B.C. ", "a. ", '.".', " ", "\u200b.", "x"])
@pytest.mark.parametrize("quotations", ["split", "whole"])
def test_a_megabyte_of_it_comes_back(piece: str, quotations: Any) -> None:
    text = (piece * 1_000_000)[:1_000_000]
    done = segment(Document(text, "en"), options=Options(quotations=quotations))
    gaps = str.maketrans("", "", INVISIBLE)
    assert "".join(text[s.start : s.end] for s in done.segments).translate(gaps) == text.translate(gaps)


@given(texts, languages)
def test_what_is_plain_is_what_the_rules_say(text: str, language: str) -> None:
    known = knowledge(language, Options())
    around = Surroundings(text, known, whole=False, markers=[])
    for match in known.candidate.finditer(text):
        end, following = match.span(1)
        sure = plainly(text, match.start(), end, following, known)
        found = candidate(text, match.start(), end, following, known)
        if found.next < len(text):
            name, cut = decide(found, known, around)
            assert sure is None or sure == (name, cut)
            around.start = found.next if cut else around.start
