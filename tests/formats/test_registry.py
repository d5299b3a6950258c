from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from toolkit.errors import FormatError, InputError, OutputError, UsageError
from toolkit.formats import FORMATS, Context, Written, dump, format_of, load, opened, save
from toolkit.model import Bead, Bitext, Document, Unit, Units


@pytest.fixture
def bitext() -> Bitext:
    source = Document.of_lines(["Một.", "Hai.", "Ba."], "vi", "a.vi.txt")
    target = Document.of_lines(["One.", "Two three."], "en", "a.en.txt")
    return Bitext(source, target, (Bead((0,), (0,), 0.9), Bead((1, 2), (1,), 0.4)))


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a.tmx", "tmx"),
        ("A.B.TMX", "tmx"),
        ("a.po", "po"),
        ("a.ndjson", "jsonl"),
        ("a.tab", "tsv"),
        ("x/a.beads", "beads"),
    ],
)
def test_the_extension_tells_the_format(path: str, name: str) -> None:
    assert format_of(path).name == name


@pytest.mark.parametrize("name", ["tsv", "TSV", ".tsv", "tab"])
def test_a_name_outranks_the_extension(name: str) -> None:
    assert format_of("a.tmx", name).name == "tsv"
    assert format_of("-", name).name == "tsv"


def test_an_unknown_extension_lists_the_known_and_suggests_the_nearest() -> None:
    with pytest.raises(UsageError) as caught:
        format_of("a.tmz")
    assert "'.tmz'" in caught.value.problem and "did you mean .tmx?" in caught.value.remedy
    assert all(format_.extensions[0] in caught.value.remedy for format_ in FORMATS.values())
    with pytest.raises(UsageError, match="no extension"):
        format_of("article")
    with pytest.raises(UsageError, match="did you mean jsonl"):
        format_of("a.txt", "json")


def test_a_stream_needs_a_named_format() -> None:
    with pytest.raises(UsageError, match="no extension"):
        load("-")


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Một\tOne\n".encode())))
    assert [unit.target for unit in load("-", format="tsv")] == ["One"]


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_is_written_and_read_back(name: str, bitext: Bitext, tmp_path: Path) -> None:
    path = tmp_path / f"a{FORMATS[name].extensions[0]}"
    assert save(bitext, path) == Written(2)
    context = Context("vi", "en", source=bitext.source, target=bitext.target)
    units = load(path, context=context)
    assert [(unit.source, unit.target) for unit in units] == [("Một.", "One."), ("Hai. Ba.", "Two three.")]
    if name != "moses":  # lines, and nothing about them
        assert [unit.type for unit in units] == ["1-1", "2-1"]
    assert (units.source_language, units.target_language) == ("vi", "en")


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_no_units_are_a_file_too(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{FORMATS[name].extensions[0]}"
    assert save(Units(()), path) == Written(0)
    empty = Document("")
    assert load(path, context=Context(source=empty, target=empty)).units == ()


@pytest.mark.parametrize("name", sorted(name for name in FORMATS if FORMATS[name].write))
def test_the_same_units_give_the_same_bytes(
    name: str, bitext: Bitext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    made = []
    for _ in range(2):
        stream = io.BytesIO()
        dump(bitext, stream, name)
        made.append(stream.getvalue())
    assert made[0] == made[1]


def test_languages_not_in_the_file_are_the_callers(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("Một\tOne\n", encoding="utf-8")
    units = load(tmp_path / "a.tsv", source_language="vi", target_language="en")
    assert (units.source_language, units.target_language) == ("vi", "en")


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("before")

    def broken() -> Iterator[Unit]:
        yield Unit("1", "a", "b")
        raise FormatError("cut off")

    with pytest.raises(FormatError):
        save(Units(broken()), path)
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_units_can_be_run_through_lazily(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("Một\tOne\nbroken\n", encoding="utf-8")
    with opened(tmp_path / "a.tsv") as units:
        assert next(iter(units)).source == "Một"


def test_files_that_cannot_be_read_or_written(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        load(tmp_path / "a.tmx")
    (tmp_path / "b.tmx").mkdir()
    with pytest.raises(InputError, match="directory"):
        load(tmp_path / "b.tmx")
    with pytest.raises(OutputError, match="folder does not exist"):
        save(Units(()), tmp_path / "no" / "a.tmx")
    with pytest.raises(UsageError, match="dump"):
        save(Units(()), "-", format="tmx")


def test_a_full_disk_is_one_clear_line() -> None:
    class Full(io.BytesIO):
        def write(self, _: object) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match="no space left"):
        dump(Units((Unit("1", "a", "b"),)), Full(), "tsv", context=Context(path="a.tsv"))


def test_a_date_that_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        dump(Units(()), io.BytesIO(), "tmx")


def test_importing_the_room_is_cheap() -> None:
    code = "import sys, toolkit.formats; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"polib", "numpy", "sacrebleu", "langdetect"} & set(loaded)
