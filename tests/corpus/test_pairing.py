"""Documents find their translations by what they say."""

from __future__ import annotations

import random
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.corpus.generated import sentences
from toolkit.corpus import load
from toolkit.corpus.assignment import assign
from toolkit.corpus.pairing import Candidate, pair
from toolkit.corpus.unpaired import pair_places
from toolkit.errors import InputError, UsageError
from toolkit.model import Document
from toolkit.segment import segment

# ── assignment ──────────────────────────────────────────────────────────────────────────────────────────────


@given(st.integers(1, 5), st.integers(1, 5), st.randoms(use_true_random=False))
def test_an_assignment_has_the_greatest_sum_there_is(rows: int, columns: int, rng: random.Random) -> None:
    # Some pairs do not come into question at all: they count as nothing.
    scores = np.array([[max(0, rng.randrange(-6, 20)) / 4 for _ in range(columns)] for _ in range(rows)])
    edges = [[(column, float(s)) for column, s in enumerate(row) if s > 0] for row in scores]
    found = assign(edges, columns)
    assert len(found) == len({r for r, _c in found}) == len({c for _r, c in found}) <= min(rows, columns)
    assert all(scores[row, column] > 0 for row, column in found)
    wide = scores if rows <= columns else scores.T
    best = max(
        sum(wide[row, column] for row, column in enumerate(chosen))
        for chosen in permutations(range(wide.shape[1]), wide.shape[0])
    )
    assert sum(scores[row, column] for row, column in found) == pytest.approx(best)


def test_no_rows_no_pairs() -> None:
    assert assign([], 4) == []
    assert assign([[], []], 0) == []


# ── documents ───────────────────────────────────────────────────────────────────────────────────────────────


def candidate(rows: list[str], language: str, url: str = "", name: str = "") -> Candidate:
    return Candidate(segment(Document("\n".join(rows), language, name)), url)


def sides(count: int) -> tuple[list[list[str]], list[list[str]]]:
    made = [sentences(f"pair {n}", 6 + n % 7) for n in range(count)]
    return [[s for s, _t in rows] for rows in made], [[t for _s, t in rows] for rows in made]


def test_shuffled_documents_find_each_other() -> None:
    english, vietnamese = sides(40)
    order = list(range(40))
    random.Random(8).shuffle(order)
    found = pair(
        [candidate(rows, "en") for rows in english],
        [candidate(vietnamese[at], "vi") for at in order],
    )
    assert len(found) == 40
    assert all(order[each.target] == each.source for each in found)


def test_words_alone_do_where_there_are_no_numbers() -> None:
    english = [["The teacher sold her old bicycle."], ["A farmer planted trees near the river."]]
    english += [["The doctor visited the school on Monday."]]
    vietnamese = [["Bác sĩ đã thăm trường học vào thứ Hai."], ["Cô giáo đã bán chiếc xe đạp cũ."]]
    vietnamese += [["Một người nông dân đã trồng cây gần con sông."]]
    found = pair([candidate(r, "en") for r in english], [candidate(r, "vi") for r in vietnamese])
    assert [(each.source, each.target) for each in found] == [(0, 1), (1, 2), (2, 0)]


def test_urls_tell_where_texts_do_not() -> None:
    english = [candidate(["Photographs"], "en", f"https://example.org/en/{n}/gallery") for n in (17, 42)]
    vietnamese = [candidate(["Hình ảnh"], "vi", f"https://example.org/vi/{n}/bo-anh") for n in (42, 17)]
    found = pair(english, vietnamese)
    assert [(each.source, each.target) for each in found] == [(0, 1), (1, 0)]


def test_what_nobody_translated_stays_alone() -> None:
    english, vietnamese = sides(20)
    strange = ["Quantum chromodynamics binds quarks through gluons.", "Lattices approximate spacetime."]
    found = pair(
        [candidate(rows, "en") for rows in [strange, *english]],
        [candidate(rows, "vi") for rows in vietnamese],
    )
    assert [(each.source, each.target) for each in found] == [(n + 1, n) for n in range(20)]


def test_documents_of_two_languages_on_one_side_are_refused() -> None:
    with pytest.raises(UsageError, match="one language"):
        pair([candidate(["A"], "en"), candidate(["B"], "de")], [candidate(["C"], "vi")])


# ── places ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(8):
        rows = sentences(f"archive {number}", 15)
        for side, name in ((0, f"{number * 2}.txt"), (1, f"{number * 2 + 1}.txt")):
            (folder / name).write_text("\n".join(row[side] for row in rows) + "\n", encoding="utf-8")
    return folder


def test_a_folder_is_paired_and_becomes_a_corpus(archive: Path) -> None:
    (archive / "broken.txt").write_bytes(b"\x00\x01\x02" * 99)
    made = pair_places([archive], "vi", "en", write=True)
    named = {made.sources[p.source]: made.targets[p.target] for p in made.pairs}
    assert named == {f"{n * 2 + 1}.txt": f"{n * 2}.txt" for n in range(8)}
    assert [name for name, _why in made.failures] == ["broken.txt"]
    corpus = load(archive)
    assert {d.file: d.translation_of for d in corpus.documents if d.role == "translation"} == {
        target: source for source, target in named.items()
    }


def test_a_manifest_keeps_its_pairs_and_its_comments(archive: Path) -> None:
    pair_places([archive], "vi", "en", write=True)
    manifest = archive / "corpus.toml"
    text = "# mine\n" + manifest.read_text("utf-8")
    broken = text.replace('role = "translation"\ntranslation_of = "5.txt"', 'role = "source"')
    broken = broken.replace('role = "translation"\ntranslation_of = "7.txt"', 'role = "source"')
    assert broken != text
    manifest.write_text(broken, encoding="utf-8")
    made = pair_places([archive], "vi", "en", write=True)
    assert {made.sources[p.source] for p in made.pairs} == {"5.txt", "7.txt"}
    assert manifest.read_text("utf-8").startswith("# mine\n")
    again = {d.file: d.translation_of for d in load(archive).documents if d.translation_of}
    assert len(again) == 8


def test_nothing_to_pair_is_told(archive: Path) -> None:
    for number in range(8):
        (archive / f"{number * 2}.txt").unlink()
    with pytest.raises(InputError, match="two languages"):
        pair_places([archive], "vi", "en")
