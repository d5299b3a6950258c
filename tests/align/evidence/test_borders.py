"""Borders inside beads."""

from __future__ import annotations

import numpy as np

from toolkit.align.band import Band
from toolkit.align.evidence.borders import BorderModel
from toolkit.align.likely import Likely
from toolkit.align.profile import Profile, profile
from toolkit.model import Document

TYPES = ((1, 1), (2, 1), (1, 2))


def side(lines: list[str]) -> Profile:
    return profile(Document.of_lines(lines, "en"), boilerplate=True, words=False)


def of_two(model: BorderModel, lines: list[str]) -> float:
    """What is said of the first two lines as one side of a bead, the other a single line."""
    source = side(lines)
    scores = model.scores(Band.full(len(source), len(source)), TYPES, source, source)
    return float(scores[1, 2, 1])


TITLED = ["Delete", "Deletes the entry.", "It is gone.", "Edit", "Edits the entry.", "It is new.", "Go on."]


def test_one_segment_a_side_has_no_border_inside() -> None:
    source = side(TITLED)
    model = BorderModel.of(source, source)
    assert not model.scores(Band.full(7, 7), TYPES, source, source)[0].any()


def test_a_title_is_taken_together_with_a_sentence_less_often_than_a_sentence_is() -> None:
    model = BorderModel.of(side(TITLED), side(TITLED))
    assert of_two(model, TITLED) < -0.5 < 0 < of_two(model, TITLED[1:])


def test_where_nothing_ends_in_a_mark_nothing_is_said() -> None:
    lines = ["here we", "go again", "once more"]
    model = BorderModel.of(side(lines), side(lines))
    assert abs(of_two(model, lines)) < 0.01


def test_a_document_of_broken_lines_teaches_that_they_belong_together() -> None:
    broken = ["A sentence that", "goes on here."] * 60
    source, target = side(broken), side(["Một câu."] * 60)
    number = np.arange(60)
    pairs = np.stack((2 * number, 2 * number + 2), axis=1)
    ones = np.stack((number, number + 1), axis=1)
    none = np.zeros(0, dtype=np.int64)
    model = BorderModel.of(source, target)
    taught = model.refined(source, target, Likely(pairs, ones, np.ones(60), none, none))
    assert of_two(model, broken) < 0 < of_two(taught, broken)
