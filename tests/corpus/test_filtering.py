from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.quality.test_filtering import noisy
from toolkit.corpus.filtering import NO_REASON, filter_pairs
from toolkit.corpus.shards import Shards
from toolkit.errors import OutputError, UsageError
from toolkit.formats import load
from toolkit.quality import selected
from toolkit.quality.checking import Setup

SETUP = Setup(tuple(selected()))


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("raw") / "raw.jsonl"
    rows = [
        {"id": f"{n}-{kind}", "source": source, "target": target}
        for n, (source, target, kind) in enumerate(noisy(80))
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def ids(path: Path) -> list[str]:
    return [unit.id for unit in load(path)]


def test_what_stays_and_what_goes(raw: Path, tmp_path: Path) -> None:
    out, dropped = tmp_path / "out.jsonl", tmp_path / "dropped.jsonl"
    made = filter_pairs(Shards([raw]), out, SETUP, dropped=dropped)
    assert (made.pairs, made.kept) == (100, len(ids(out)))
    assert ids(out) == [each for each in ids(raw) if each in set(ids(out))]  # in their order
    assert sorted(ids(out) + ids(dropped)) == sorted(ids(raw))
    assert sum(each.endswith("good") for each in ids(out)) >= 0.9 * len(ids(out))
    rows = [json.loads(line) for line in dropped.read_text(encoding="utf-8").splitlines()]
    assert all(row["score"] < 0.3 and row["reasons"] for row in rows)
    assert sum(made.reasons.values()) == made.dropped == len(rows)
    assert made.reasons["omission"] == sum(row["target"] == "" for row in rows)


def test_a_share_is_kept_to_the_pair(raw: Path, tmp_path: Path) -> None:
    out, everything = tmp_path / "out.tsv", tmp_path / "all.tsv"
    for share in (0.0, 0.33, 0.8, 1.0):
        made = filter_pairs(Shards([raw]), out, SETUP, keep=share)
        assert made.kept == len(ids(out)) == round(share * 100)
    filter_pairs(Shards([raw]), everything, SETUP, threshold=0)
    assert everything.read_bytes() == out.read_bytes()


def test_a_share_keeps_the_best(raw: Path, tmp_path: Path) -> None:
    by_score, by_share = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    first = filter_pairs(Shards([raw]), by_score, SETUP, threshold=0.5)
    second = filter_pairs(Shards([raw]), by_share, SETUP, keep=first.kept / first.pairs)
    assert by_score.read_bytes() == by_share.read_bytes()
    assert second.threshold >= 0.5


def test_of_equal_pairs_the_first_stay(tmp_path: Path) -> None:
    path, out = tmp_path / "in.tsv", tmp_path / "out.tsv"
    path.write_text("".join(f"Word {n}.\tMot {n}.\n" for n in range(10)), encoding="utf-8")
    made = filter_pairs(Shards([path]), out, SETUP, keep=0.3)
    assert [unit.source for unit in load(out)] == ["Word 0.", "Word 1.", "Word 2."]
    assert made.reasons == {NO_REASON: 7}


def test_several_files_are_one_corpus(raw: Path, tmp_path: Path) -> None:
    lines = raw.read_text(encoding="utf-8").splitlines(keepends=True)
    parts = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    for part, some in zip(parts, (lines[:30], lines[30:]), strict=True):
        part.write_text("".join(some), encoding="utf-8")
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    assert filter_pairs(Shards([raw]), one, SETUP) == filter_pairs(Shards(parts), two, SETUP)
    assert one.read_bytes() == two.read_bytes()


def test_nothing_is_half_written(raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    with pytest.raises(UsageError, match="also an input"):
        filter_pairs(Shards([raw]), raw, SETUP)
    with pytest.raises(OutputError):
        filter_pairs(Shards([raw]), out, SETUP, dropped=tmp_path / "no" / "dropped.jsonl")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_corpus(tmp_path: Path) -> None:
    path, out = tmp_path / "in.tsv", tmp_path / "out.tsv"
    path.write_text("", encoding="utf-8")
    for keep in (None, 0.5):
        assert filter_pairs(Shards([path]), out, SETUP, keep=keep).pairs == 0
