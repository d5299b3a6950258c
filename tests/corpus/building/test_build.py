"""A build gives the same whatever the engine, however often it was stopped, and only does what changed."""

from __future__ import annotations

import errno
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.corpus.generated import corpus
from toolkit.corpus import load
from toolkit.corpus.building import Built, Engine, InProcess, ProcessPool, Recipe, build, writers
from toolkit.corpus.building.build import read_card
from toolkit.corpus.building.exporting import Exporter
from toolkit.corpus.building.state import diff
from toolkit.corpus.building.store import Store
from toolkit.errors import InputError, MissingExtra, OutputError, UsageError

# Neither lexicons nor many checks: what is looked at here is how the work is done, not how well.
QUICK = Recipe(method="length", select=("number", "length"))
RECIPE = replace(QUICK, formats=("jsonl", "jsonl.zst", "parquet", "tmx", "moses"), shard_size=25)


def run(
    folder: Path, output: Path, work: Path, engine: Engine | None = None, recipe: Recipe = RECIPE
) -> Built:
    return build([load(folder)], output, recipe=recipe, work=work, engine=engine)


def content(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus(tmp_path_factory.mktemp("made") / "tales", 6)


@pytest.fixture(scope="module")
def undisturbed(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("undisturbed")
    run(documents, folder / "out", folder / "work")
    return content(folder / "out")


@pytest.fixture
def copy(documents: Path, tmp_path: Path) -> Path:
    made = tmp_path / "tales"
    made.mkdir()
    for path in documents.iterdir():
        (made / path.name).write_bytes(path.read_bytes())
    return made


# ── what is made ────────────────────────────────────────────────────────────────────────────────────────────


def test_shards_hold_every_unit_once_in_the_order_of_the_manifest(undisturbed: dict[str, bytes]) -> None:
    shards = sorted(name for name in undisturbed if name.endswith(".jsonl") and "units" in name)
    rows = [json.loads(line) for name in shards for line in undisturbed[name].splitlines()]
    ids = [row["id"] for row in rows]
    assert len(shards) > 2 and len(set(ids)) == len(ids)
    assert [undisturbed[name].count(b"\n") for name in shards[:-1]] == [25] * (len(shards) - 1)
    assert sorted(ids, key=lambda id: (id.split("#")[0], int(id.split("#")[1]))) == ids
    moses = [name for name in undisturbed if name.endswith(".vi")]
    lines = [line for name in sorted(moses) for line in undisturbed[name].decode().splitlines()]
    assert lines == [row["source"] for row in rows]


def test_the_card_counts_what_the_shards_hold(undisturbed: dict[str, bytes]) -> None:
    card = json.loads(undisturbed["card.json"])
    units = sum(shard["units"] for shard in card["shards"] if shard["file"].endswith(".jsonl"))
    assert card["pairs"]["vi-en"]["units"] == units
    assert sum(card["beads"].values()) == units + sum(card["dropped"].values())
    assert card["rights"] == {"MIT": 12} and card["languages"] == {"en": "English", "vi": "Vietnamese"}
    assert "--shard-size 25" in card["command"]
    page = undisturbed["README.md"].decode()
    assert f"{units:,} translation units" in page and card["command"] in page


def test_units_are_left_out_for_a_reason_that_is_counted(documents: Path, tmp_path: Path) -> None:
    strict = replace(QUICK, least_confidence=0.999, drop="warning")
    made = run(documents, tmp_path / "out", tmp_path / "work", recipe=strict)
    lines = (tmp_path / "out/vi-en/units-00000.jsonl").read_text("utf-8").splitlines()
    assert all(json.loads(line)["confidence"] >= 0.999 for line in lines)
    assert made.card["dropped"]["confidence below 0.999"] > 0
    assert sum(made.card["dropped"].values()) + len(lines) == sum(made.card["beads"].values())


@pytest.mark.parametrize(
    "wrong", [{"drop": "all"}, {"formats": ("xls",)}, {"select": ("nubmer",)}, {"method": "magic"}]
)
def test_a_recipe_is_refused_where_it_says_nonsense(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        Recipe(**wrong)


# ── the same, whatever happens ──────────────────────────────────────────────────────────────────────────────


def test_two_processes_give_the_same_bytes(
    documents: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    run(documents, tmp_path / "out", tmp_path / "work", ProcessPool(2))
    assert content(tmp_path / "out") == undisturbed


class Stopped(Exception):
    pass


@pytest.mark.parametrize("after", [1, 3, 6])
def test_a_build_that_was_stopped_goes_on(
    documents: Path, undisturbed: dict[str, bytes], tmp_path: Path, after: int
) -> None:
    def progress(done: int, total: int) -> None:
        if done == after:
            raise Stopped

    with pytest.raises(Stopped):
        build([load(documents)], tmp_path / "out", recipe=RECIPE, work=tmp_path / "work", progress=progress)
    assert not (tmp_path / "out" / "card.json").exists()
    made = run(documents, tmp_path / "out", tmp_path / "work")
    assert made.reused >= after
    assert content(tmp_path / "out") == undisturbed


def test_torn_entries_and_leftovers_are_made_again(
    documents: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    run(documents, tmp_path / "out", tmp_path / "work")
    entries = sorted(p for p in (tmp_path / "work").glob("*/??/*"))
    for number, path in enumerate(entries):
        data = path.read_bytes()
        path.write_bytes((data[: len(data) // 2], data[:-1] + b"?", b"")[number % 3])
    (tmp_path / "out" / ".making").mkdir()
    (tmp_path / "out" / ".making" / "left").write_text("over")
    run(documents, tmp_path / "out", tmp_path / "work")
    assert content(tmp_path / "out") == undisturbed


def test_a_result_that_is_damaged_before_it_is_exported_is_made_again(
    documents: Path, undisturbed: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Exporter.__call__
    damaged: list[Path] = []

    def damaging(exporter: Exporter, portion: Any) -> Any:
        if portion.number == 1 and not damaged:
            damaged.append(exporter.store.place("selected", portion.keys[1]))
            damaged[0].write_bytes(b"torn")
        return real(exporter, portion)

    monkeypatch.setattr(Exporter, "__call__", damaging)
    run(documents, tmp_path / "out", tmp_path / "work")
    assert damaged and content(tmp_path / "out") == undisturbed


def test_a_shard_that_nobody_survives_is_told(documents: Path, tmp_path: Path) -> None:
    class Deadly(InProcess):
        def map(self, function: Any, items: Any, lost: Any) -> Any:
            return map(lost if isinstance(function, Exporter) else function, items)

    with pytest.raises(OutputError, match=r"shard 0 of vi-en cannot be written .* make shards smaller"):
        run(documents, tmp_path / "out", tmp_path / "work", Deadly())
    assert not (tmp_path / "out").exists()


def test_every_format_holds_the_same_units(undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    from toolkit.formats import load as load_units

    texts = {}
    for kind in ("jsonl", "jsonl.zst", "parquet", "tmx"):
        names = sorted(name for name in undisturbed if name.endswith(f".{kind}") and "units" in name)
        for name in names:
            (tmp_path / Path(name).name).write_bytes(undisturbed[name])
        units = [unit for name in names for unit in load_units(tmp_path / Path(name).name)]
        texts[kind] = [(unit.id, unit.source, unit.target) for unit in units]
    assert texts["jsonl"] == texts["jsonl.zst"] == texts["parquet"]
    assert [row[1:] for row in texts["jsonl"]] == [row[1:] for row in texts["tmx"]]


def test_a_missing_extra_is_told_before_the_work(
    documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writers, "find_spec", lambda name: None)
    for kind, extra in (("parquet", "parquet"), ("jsonl.zst", "zstd")):
        with pytest.raises(MissingExtra, match=rf"bitext-toolkit\[{extra}\]"):
            run(documents, tmp_path / "out", tmp_path / "work", recipe=replace(QUICK, formats=(kind,)))
    assert not (tmp_path / "work").exists()


def test_fewer_shards_than_before_leave_no_stale_file(documents: Path, tmp_path: Path) -> None:
    run(documents, tmp_path / "out", tmp_path / "work")
    run(documents, tmp_path / "out", tmp_path / "work", recipe=QUICK)
    names = sorted(p.name for p in (tmp_path / "out" / "vi-en").iterdir())
    assert names == ["findings.jsonl", "units-00000.jsonl"]


# ── only what changed ───────────────────────────────────────────────────────────────────────────────────────


def test_nothing_is_done_twice(documents: Path, tmp_path: Path) -> None:
    first = run(documents, tmp_path / "out", tmp_path / "work")
    again = run(documents, tmp_path / "out", tmp_path / "work")
    assert first.reused == 0 and again.reused == 6 and set(again.seconds) == {"read"}
    assert json.loads((tmp_path / "work" / "run.json").read_text("utf-8"))["reused"] == 6


def test_another_choice_of_units_aligns_nothing_anew(documents: Path, tmp_path: Path) -> None:
    run(documents, tmp_path / "out", tmp_path / "work")
    again = run(documents, tmp_path / "out", tmp_path / "work", recipe=replace(QUICK, least_confidence=0.5))
    assert "align" not in again.seconds and "check" not in again.seconds and "select" in again.seconds


def test_a_changed_document_is_set_aside_until_the_manifest_knows(copy: Path, tmp_path: Path) -> None:
    work = tmp_path / "work"
    run(copy, tmp_path / "out", work)
    assert diff([load(copy)], work) == []
    (copy / "00002.en.txt").write_text("Something else.\n", encoding="utf-8")
    assert [(c.what, c.name) for c in diff([load(copy)], work)] == [("changed", "tales/00002.en.txt")]
    made = run(copy, tmp_path / "out", work)
    assert [(f.target, f.stage) for f in made.failures] == [("00002.en.txt", "read")]
    assert made.reused == 5


def test_diff_needs_a_build(copy: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing was built"):
        diff([load(copy)], tmp_path / "work")


# ── what goes wrong ─────────────────────────────────────────────────────────────────────────────────────────


def rewritten(folder: Path, name: str, data: bytes) -> None:
    import hashlib

    old = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    (folder / name).write_bytes(data)
    manifest = folder / "corpus.toml"
    text = manifest.read_text("utf-8").replace(old, hashlib.sha256(data).hexdigest())
    manifest.write_text(text, encoding="utf-8")


def test_bad_documents_are_set_aside_with_the_reason(copy: Path, tmp_path: Path) -> None:
    (copy / "00000.en.txt").unlink()
    rewritten(copy, "00001.vi.txt", b"\x00\x01\x02" * 50)
    rewritten(copy, "00003.vi.txt", b"")
    manifest = copy / "corpus.toml"
    text = manifest.read_text("utf-8").replace('translation_of = "00004.vi.txt"\n', "")
    manifest.write_text(text, encoding="utf-8")
    made = run(copy, tmp_path / "out", tmp_path / "work")
    rows = [json.loads(line) for line in (tmp_path / "out/failures.jsonl").read_text("utf-8").splitlines()]
    told = {(row["source"], row["target"]): (row["stage"], row["reason"]) for row in rows}
    assert told["00000.vi.txt", "00000.en.txt"] == ("read", "00000.en.txt: no such file")
    assert "binary" in told["00001.vi.txt", "00001.en.txt"][1]
    assert "empty" in told["00003.vi.txt", "00003.en.txt"][1]
    assert told["00004.vi.txt", ""] == ("pair", "no document is said to be its translation")
    assert told["", "00004.en.txt"] == ("pair", "nothing says what it is a translation of")
    assert made.card["pairs"]["vi-en"]["documents"] == 2
    assert str(copy) not in (tmp_path / "out/failures.jsonl").read_text("utf-8")


def test_two_corpora_of_one_id_are_refused(copy: Path, documents: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the id 'tales' is also that of"):
        build([load(copy), load(documents)], tmp_path / "out", recipe=RECIPE, work=tmp_path / "work")


def test_a_full_disk_stops_the_build_and_keeps_what_is_done(
    documents: Path, undisturbed: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = Path.write_bytes, [0]

    def full(path: Path, data: bytes) -> int:
        calls[0] += path.suffix == ".part"
        if calls[0] > 12:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OutputError, match="no space left on the disk – what is done is kept"):
        run(documents, tmp_path / "out", tmp_path / "work")
    monkeypatch.undo()
    made = run(documents, tmp_path / "out", tmp_path / "work")
    assert made.reused >= 2 and content(tmp_path / "out") == undisturbed


def test_a_disk_that_is_full_when_shards_are_written(
    documents: Path, undisturbed: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(shard: object, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("toolkit.corpus.building.exporting._Hashed.write", full)
    with pytest.raises(OutputError, match="no space left on the disk – what is done is kept") as caught:
        run(documents, tmp_path / "out", tmp_path / "work")
    assert str(caught.value.path) == str(tmp_path / "out") and not (tmp_path / "out").exists()
    monkeypatch.undo()
    made = run(documents, tmp_path / "out", tmp_path / "work")
    assert made.reused == 6 and content(tmp_path / "out") == undisturbed


def test_a_folder_with_other_files_is_left_alone(documents: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.doc").write_text("years of work")
    with pytest.raises(OutputError, match="holds other files"):
        run(documents, tmp_path / "out", tmp_path / "work")


def test_two_builds_do_not_share_a_work_folder_at_once(documents: Path, tmp_path: Path) -> None:
    with Store(tmp_path / "work").held(), pytest.raises(OutputError, match="another build is at work"):
        run(documents, tmp_path / "out", tmp_path / "work")


def test_a_folder_that_is_no_corpus_has_no_card(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_card(tmp_path)
