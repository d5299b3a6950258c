"""Documents that are aligned line by line already: the same units wherever they are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from toolkit.corpus import Corpus, load, verify
from toolkit.corpus.building import Recipe, build
from toolkit.corpus.collecting import collect, patterns, sha256
from toolkit.corpus.manifest import CorpusDocument
from toolkit.corpus.shards import Shards
from toolkit.corpus.writing import create
from toolkit.errors import FormatError, InputError
from toolkit.formats import load as load_units

SOURCE = ["Trời mưa. Gió to.", "", "Chào bạn, tôi là An.", "Ba con mèo."]
TARGET = ["It rains. The wind is strong.", "An extra line.", "Hello, I am An.", "Three cats."]


def lined(folder: Path, ids: list[str] | None = None, target: list[str] | None = None) -> Corpus:
    for name, rows in (("a.vi", SOURCE), ("a.en", target or TARGET)):
        (folder / name).write_text("".join(row + "\n" for row in rows), encoding="utf-8")
    one, other = collect(folder, patterns(["*.vi", "*.en"]))
    other = replace(other, lines="pairs")
    if ids is not None:
        (folder / "a.ids").write_text("".join(row + "\n" for row in ids), encoding="utf-8")
        other = replace(other, ids="a.ids", ids_sha256=sha256(folder / "a.ids"))
    create(folder, "c", "C", [replace(one, lines="segments"), other])
    return load(folder)


def test_the_manifest_says_it_and_is_held_to_it(tmp_path: Path) -> None:
    corpus = lined(tmp_path, ["d#1", "d#2", "e#1", "e#2"])
    assert verify(corpus) == ()
    (tmp_path / "a.ids").write_text("x\n", encoding="utf-8")
    (fault,) = verify(corpus)
    assert fault.path == tmp_path / "a.ids"


def test_the_pairs_are_units(tmp_path: Path) -> None:
    lined(tmp_path)
    units = list(Shards([tmp_path]))
    assert [(unit.source, unit.target) for unit in units] == list(zip(SOURCE, TARGET, strict=True))
    assert units[2].id == "c/a.vi:3"


def test_ids_name_the_documents_they_come_from(tmp_path: Path) -> None:
    lined(tmp_path, ["d#1", "d#2", "e#1", "e#2"])
    assert [unit.id for unit in Shards([tmp_path / "corpus.toml"])] == ["c/d#1", "c/d#2", "c/e#1", "c/e#2"]


@pytest.mark.parametrize("ids", [None, ["d#1", "d#2", "e#1", "e#2"]])
def test_a_build_takes_them_as_they_are(tmp_path: Path, ids: list[str] | None) -> None:
    (tmp_path / "c").mkdir()
    corpus = lined(tmp_path / "c", ids)
    made = build([corpus], tmp_path / "out", recipe=Recipe(select=("number",)), work=tmp_path / "w")
    assert made.failures == ()
    assert made.card["dropped"] == {"one side is empty": 1}
    assert made.card["beads"] == {"1-1": 3, "0-1": 1}
    kept = load_units(tmp_path / "out/vi-en/units-00000.jsonl")
    units = [unit for unit in Shards([tmp_path / "c"]) if unit.source]
    assert [(u.id, u.source, u.target) for u in kept] == [(u.id, u.source, u.target) for u in units]
    text = (tmp_path / "c/a.vi").read_text("utf-8")
    assert all(text[slice(*unit.source_spans[0])] == unit.source for unit in kept)


def test_segments_may_be_given_and_the_alignment_not(tmp_path: Path) -> None:
    (tmp_path / "c").mkdir()
    corpus = lined(tmp_path / "c")
    documents = [replace(document, lines="segments") for document in corpus.documents]
    corpus = replace(corpus, documents=tuple(documents))
    made = build([corpus], tmp_path / "out", recipe=Recipe(select=("number",)), work=tmp_path / "w")
    assert made.failures == ()
    with pytest.raises(InputError, match="aligned line by line"):
        (tmp_path / "c/corpus.toml").unlink()
        create(tmp_path / "c", "c", "C", documents)
        Shards([tmp_path / "c"])


@pytest.mark.parametrize("ids", [None, ["d#1", "d#2", "e#1"]])
def test_texts_that_do_not_go_together_are_set_aside(tmp_path: Path, ids: list[str] | None) -> None:
    (tmp_path / "c").mkdir()
    corpus = lined(tmp_path / "c", ids, TARGET if ids else TARGET[:3])
    made = build([corpus], tmp_path / "out", recipe=Recipe(select=("number",)), work=tmp_path / "w")
    (failure,) = made.failures
    assert "ends before its line 4, others go on" in failure.reason
    with pytest.raises(FormatError, match="ends before its line 4"):
        list(Shards([tmp_path / "c"]))


Change = Callable[[CorpusDocument], CorpusDocument]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda d: replace(d, lines="line"), "'line' is no value of 'lines' here"),
        (lambda d: replace(d, lines="pairs", translation_of=""), "its source has a segment a line"),
        (lambda d: replace(d, lines="segments", ids="a.ids", ids_sha256="0"), "'ids' are of pairs of lines"),
        (lambda d: replace(d, lines="pairs", ids="a.ids"), "'ids' are of pairs of lines"),
        (lambda d: replace(d, lines="pairs", ids="../a.ids", ids_sha256="0"), "lies outside"),
    ],
)
def test_a_manifest_that_makes_no_sense(tmp_path: Path, change: Change, said: str) -> None:
    corpus = lined(tmp_path)
    (tmp_path / "corpus.toml").unlink()
    create(tmp_path, "c", "C", [corpus.documents[0], change(corpus.documents[1])])
    with pytest.raises(FormatError, match=said):
        load(tmp_path)
