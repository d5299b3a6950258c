"""Parts of a corpus: no leak from one to another, the same for the same seed."""

from __future__ import annotations

import json
import random
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from tests.corpus.test_duplicates import words
from toolkit.corpus.duplicates import Likeness
from toolkit.corpus.duplicates.likeness import similarity
from toolkit.corpus.selecting import dedup, sample, split
from toolkit.corpus.shards import Shards
from toolkit.errors import InputError, OutputError, UsageError


def written(path: Path, rows: list[tuple[str, str, str]]) -> Path:
    lines = [json.dumps({"id": i, "source": s, "target": t}) for i, s, t in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """60 documents of 10 units; a unit of each stands, but for a word, in the next document too."""
    rng = random.Random(2)
    rows = []
    carried: tuple[list[str], list[str]] | None = None
    for number in range(60):
        for at in range(1, 11):
            source, target = words(rng, 12), words(rng, 12)
            if at == 5 and carried:
                source, target = [*carried[0][:-1], "other"], carried[1]
            if at == 9:
                carried = source, target
            rows.append((f"made/{number:02}.txt#{at}", " ".join(source), " ".join(target)))
    return written(tmp_path / "units.jsonl", rows)


def test_no_document_and_no_near_duplicate_is_in_two_parts(units: Path, tmp_path: Path) -> None:
    made = split(Shards([units]), tmp_path / "parts", dev=100, test=50, likeness=Likeness())
    parts = {name: read(tmp_path / "parts" / f"{name}.jsonl") for name in ("train", "dev", "test")}
    assert {name: len(rows) for name, rows in parts.items()} == dict(made.units)
    assert made.documents == {"train": 45, "dev": 10, "test": 5}
    assert made.leaks > 0 and sum(made.units.values()) + made.leaks == 600
    assert made.units["test"] == 50  # the last part keeps all
    for one, other in combinations(parts.values(), 2):
        assert not {r["id"].split("#")[0] for r in one} & {r["id"].split("#")[0] for r in other}
        # Every seeded likeness is between the ninth unit of a document and the fifth of the next.
        ninth = {r["id"]: r for r in [*one, *other] if r["id"].endswith("#9")}
        for row in [*one, *other]:
            number = int(row["id"][5:7])
            before = ninth.get(f"made/{number - 1:02}.txt#9")
            if row["id"].endswith("#5") and before and (row in one) != (before in one):
                assert similarity(row["source"] + row["target"], before["source"] + before["target"]) < 0.65


def test_a_split_depends_on_the_seed_and_on_nothing_else(units: Path, tmp_path: Path) -> None:
    def parts(name: str, seed: str) -> list[bytes]:
        split(Shards([units]), tmp_path / name, dev=100, test=50, likeness=Likeness(), seed=seed)
        return [path.read_bytes() for path in sorted((tmp_path / name).iterdir())]

    assert parts("a", "1") == parts("b", "1") != parts("c", "2")


def test_more_documents_move_none_from_one_part_to_another(units: Path, tmp_path: Path) -> None:
    rows = [(r["id"], r["source"], r["target"]) for r in read(units)]
    fewer = written(tmp_path / "fewer.jsonl", rows[:-10])
    split(Shards([units]), tmp_path / "a", dev=0, test=50, likeness=Likeness("exact"))
    split(Shards([fewer]), tmp_path / "b", dev=0, test=50, likeness=Likeness("exact"))
    one, other = (
        {r["id"].split("#")[0] for r in read(tmp_path / name / "test.jsonl")} for name in ("a", "b")
    )
    assert len(one & other) >= 4


def test_dev_and_test_may_not_take_all(units: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="take all of 600 units"):
        split(Shards([units]), tmp_path / "parts", dev=300, test=300, likeness=Likeness())


def test_units_of_no_document_are_one_each(tmp_path: Path) -> None:
    rng = random.Random(4)
    rows = [(str(n), " ".join(words(rng, 8)), " ".join(words(rng, 8))) for n in range(100)]
    path = written(tmp_path / "units.jsonl", rows)
    made = split(Shards([path]), tmp_path / "parts", dev=10, test=10, likeness=Likeness("exact"))
    assert made.units == {"train": 80, "dev": 10, "test": 10}


def test_the_first_of_each_kind_stays_and_the_others_are_kept_apart(units: Path, tmp_path: Path) -> None:
    made = dedup(Shards([units]), tmp_path / "out.jsonl", Likeness(), removed=tmp_path / "gone.jsonl")
    assert (made.units, made.kept, made.dropped) == (600, 541, 59)
    stay, gone = read(tmp_path / "out.jsonl"), read(tmp_path / "gone.jsonl")
    assert len(stay) == 541 and len(gone) == 59
    assert gone[0]["id"] == "made/01.txt#5" and gone[0]["note"] == "as made/00.txt#9"


def test_several_files_are_one_corpus(units: Path, tmp_path: Path) -> None:
    made = dedup(Shards([units, units]), tmp_path / "out.jsonl", Likeness("exact"))
    assert made.dropped == 600


def test_no_trace_is_left_beside_the_output(units: Path, tmp_path: Path) -> None:
    dedup(Shards([units]), tmp_path / "out.jsonl", Likeness())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl", "units.jsonl"]


def test_a_sample_keeps_the_order_and_depends_on_the_seed(units: Path, tmp_path: Path) -> None:
    counts = [sample(Shards([units]), tmp_path / f"{s}.jsonl", size=50, seed=s) for s in ("a", "b")]
    order = [row["id"] for row in read(units)]
    one, other = ([row["id"] for row in read(tmp_path / f"{s}.jsonl")] for s in ("a", "b"))
    assert counts == [50, 50] and one != other
    assert one == sorted(one, key=order.index)


def test_a_larger_sample_holds_the_smaller(units: Path, tmp_path: Path) -> None:
    for size in (20, 60):
        sample(Shards([units]), tmp_path / f"{size}.jsonl", size=size)
    small, large = ({r["id"] for r in read(tmp_path / f"{n}.jsonl")} for n in (20, 60))
    assert small < large


def test_a_sample_of_more_than_there_is_is_all(units: Path, tmp_path: Path) -> None:
    assert sample(Shards([units]), tmp_path / "all.jsonl", size=10_000) == 600


# ── what is read ────────────────────────────────────────────────────────────────────────────────────────────


def test_files_of_other_languages_are_no_part(tmp_path: Path) -> None:
    for name, code in (("a", "en"), ("b", "de")):
        line = {"source": "x", "target": "y", "source_language": code, "target_language": "vi"}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="is of other languages than"):
        Shards([tmp_path / "a.jsonl", tmp_path / "b.jsonl"])


def test_a_folder_of_two_pairs_of_languages_needs_a_choice(tmp_path: Path) -> None:
    for pair in ("en-vi", "vi-en"):
        (tmp_path / pair).mkdir()
        written(tmp_path / pair / "units-00000.jsonl", [("1", "a", "b")])
    with pytest.raises(UsageError, match="several pairs of languages: en-vi, vi-en"):
        Shards([tmp_path])
    assert len(list(Shards([tmp_path / "en-vi"]))) == 1


def test_a_folder_without_shards_and_standard_input(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no shards"):
        Shards([tmp_path])
    with pytest.raises(UsageError, match="only once"):
        Shards([Path("-")])


def test_a_split_that_fails_leaves_no_folder(
    units: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OutputError("no space left", path=tmp_path / "parts" / ".bitext-x")

    monkeypatch.setattr("toolkit.corpus.selecting.find", full)
    with pytest.raises(OutputError) as caught:
        split(Shards([units]), tmp_path / "parts", dev=100, test=50, likeness=Likeness())
    assert str(caught.value.path) == str(tmp_path / "parts")  # not the folder that was there for a moment
    assert not (tmp_path / "parts").exists()
    (tmp_path / "parts").mkdir()
    with pytest.raises(OutputError):
        split(Shards([units]), tmp_path / "parts", dev=100, test=50, likeness=Likeness())
    assert (tmp_path / "parts").exists()


def test_units_whose_ids_name_no_document_are_one_each(tmp_path: Path) -> None:
    rng = random.Random(3)
    rows = [(str(n), " ".join(words(rng, 8)), " ".join(words(rng, 8))) for n in range(200)]
    made = split(
        Shards([written(tmp_path / "u.jsonl", rows)]), tmp_path / "p", dev=20, test=30, likeness=Likeness()
    )
    assert made.units == made.documents == {"train": 150, "dev": 20, "test": 30}
