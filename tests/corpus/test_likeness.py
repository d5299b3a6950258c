"""Which documents come into question for which, when there are too many to compare them all."""

from __future__ import annotations

import random

import numpy as np
import pytest

from tests.corpus.generated import sentences
from toolkit.corpus import likeness
from toolkit.corpus.assignment import assign
from toolkit.corpus.bags import Bags, Candidate, Reader, said
from toolkit.corpus.pairing import pair
from toolkit.languages import language
from toolkit.model import Block, Document, Kind


def candidate(rows: list[str], code: str, name: str = "", url: str = "") -> Candidate:
    return Candidate(Document("\n".join(rows), code, name), url)


def sides(count: int, shared: float = 1.0) -> tuple[list[Candidate], list[Candidate]]:
    """Documents and their translations, of which a share of the sentences is there."""
    rng = random.Random(count)
    made: tuple[list[Candidate], list[Candidate]] = ([], [])
    for number in range(count):
        rows = sentences(f"like {number}", 9 + number % 7)
        for at, code in ((0, "en"), (1, "vi")):
            kept = [row[at] for row in rows if rng.random() < shared] or [rows[0][at]]
            made[at].append(candidate(kept, code))
    return made


def bags(count: int) -> tuple[Bags, Bags, int]:
    english, vietnamese = sides(count)
    reader = Reader(language("en"), language("vi"), lambda: None)
    return reader.sources(english), reader.targets(vietnamese), reader.words


def test_a_cosine_is_one_for_the_same_and_its_best_is_first() -> None:
    left, _right, words = bags(30)
    for row, found in enumerate(likeness.likenesses(left, left, words)):
        assert found[0][0] == row and found[0][1] == pytest.approx(1.0, abs=0.35)
        assert [value for _column, value in found] == sorted((v for _c, v in found), reverse=True)


def test_few_lookups_find_the_same_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    left, right, words = bags(120)
    whole = likeness.likenesses(left, right, words)
    monkeypatch.setattr(likeness, "_LOOKUPS", 60)
    monkeypatch.setattr(likeness, "_PROMISING", 5)
    few = likeness.likenesses(left, right, words)
    for all_, some in zip(whole, few, strict=True):
        assert len(some) <= 5
        assert some[0][0] == all_[0][0]
        assert some[0][1] == pytest.approx(all_[0][1])  # compared in full, whatever led to it
    assert max(map(len, whole)) > 5


def test_many_documents_that_lack_much_of_their_translations() -> None:
    english, vietnamese = sides(700, shared=0.7)
    order = list(range(700))
    random.Random(1).shuffle(order)
    found = pair(english[:600], [vietnamese[at] for at in order])
    right = sum(order[each.target] == each.source for each in found)
    precision, recall = right / len(found), right / 600
    assert 2 * precision * recall / (precision + recall) >= 0.99
    sure = [order[each.target] == each.source for each in found if each.sure]
    assert len(sure) >= 500 and sum(sure) / len(sure) >= 0.99


@pytest.mark.parametrize("where", ["name", "url"])
def test_numbers_that_count_the_files_of_each_side_tell_nothing(where: str) -> None:
    rows = [sentences(f"count {number}", 4) for number in range(40)]

    def named(text: list[str], code: str, at: int) -> Candidate:
        name = f"{code}-{2001 + at}.txt" if where == "name" else ""
        return candidate(text, code, name, f"https://example.org/{code}/{501 + at}" if where == "url" else "")

    english = [named([s for s, _t in each], "en", at) for at, each in enumerate(rows)]
    vietnamese = [named([t for _s, t in each], "vi", at) for at, each in enumerate(rows[::-1])]
    found = pair(english, vietnamese)
    assert [(each.source, each.target) for each in found] == [(at, 39 - at) for at in range(40)]


def test_page_furniture_is_not_what_a_document_says() -> None:
    text = "Menu\nThe text.\n"
    blocks = (Block(0, 4, Kind.BOILERPLATE), Block(5, 14))
    assert said(Document(text, "en", blocks=blocks)) == "The text."
    assert said(Document(text, "en", blocks=blocks[:1])) == "Menu"
    assert said(Document(text, "en")) == text


def test_nothing_to_compare() -> None:
    empty = Bags(np.zeros(1, np.int64), np.zeros(0, np.int64), np.zeros(0), np.zeros(0))
    left, _right, words = bags(2)
    assert likeness.likenesses(left, empty, words) == [[], []]
    assert likeness.likenesses(empty, left, words) == []


def test_a_crowd_of_documents_that_are_all_alike() -> None:
    everybody = [[(column, 0.5) for column in range(40)] for _row in range(300)]
    found = assign(everybody, 40)
    assert len(found) == 40 == len({column for _row, column in found})
