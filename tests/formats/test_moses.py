from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.errors import FormatError, InputError, UsageError
from toolkit.formats import Context, format_of, load, save
from toolkit.formats.moses import languages_of
from toolkit.model import Unit, Units

PAIR = Units((Unit("a", "Một.", "One."), Unit("b", "", "Two\r\nlines"), Unit("c", "Ba.", "")), "vi", "en")


def test_a_pair_is_two_files_and_their_ids(tmp_path: Path) -> None:
    written = save(PAIR, tmp_path / "x.vi-en")
    assert (written.units, written.note) == (3, "1 line breaks became spaces")
    assert (tmp_path / "x.vi-en.vi").read_text(encoding="utf-8") == "Một.\n\nBa.\n"
    assert (tmp_path / "x.vi-en.en").read_text(encoding="utf-8") == "One.\nTwo lines\n\n"
    assert (tmp_path / "x.vi-en.ids").read_text(encoding="utf-8") == "a\nb\nc\n"
    after = load(tmp_path / "x.vi-en")
    assert (after.source_language, after.target_language) == ("vi", "en")
    assert [(u.id, u.source, u.target) for u in after] == [
        ("a", "Một.", "One."),
        ("b", "", "Two lines"),
        ("c", "Ba.", ""),
    ]


def test_the_order_of_the_name_is_the_order_of_the_pair(tmp_path: Path) -> None:
    save(PAIR, tmp_path / "x.vi-en")
    for end in ("en", "vi"):
        (tmp_path / f"x.vi-en.{end}").rename(tmp_path / f"x.en-vi.{end}")
    assert [u.source for u in load(tmp_path / "x.en-vi")] == ["One.", "Two lines", ""]
    assert [u.id for u in load(tmp_path / "x.en-vi")] == ["1", "2", "3"]  # no .ids beside it


def test_languages_from_elsewhere(tmp_path: Path) -> None:
    save(PAIR, tmp_path / "train", format="moses")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["train.en", "train.ids", "train.vi"]
    after = load(tmp_path / "train", format="moses", context=Context("en", "vi"))
    assert next(iter(after)).source == "One."
    save(Units(PAIR.units), tmp_path / "y.moses")
    assert (tmp_path / "y.source").exists() and (tmp_path / "y.target").exists()


def test_names_that_are_pairs() -> None:
    assert languages_of("a.en-vi") == ("en", "vi") and languages_of("b/a.pt_BR-zh_Hant") == (
        "pt-BR",
        "zh-Hant",
    )
    assert languages_of("a.tmx") is None and languages_of("x-y") is None
    assert format_of("a.en-vi").name == "moses"


def test_files_of_different_lengths(tmp_path: Path) -> None:
    (tmp_path / "x.en-vi.en").write_text("a\nb\n")
    (tmp_path / "x.en-vi.vi").write_text("c\n")
    with pytest.raises(FormatError, match="ends before its line 2") as caught:
        load(tmp_path / "x.en-vi")
    assert caught.value.path.endswith("x.en-vi.vi")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "x.en-vi.en").write_text("a\n")
    with pytest.raises(InputError, match=r"the pair is .*x\.en-vi\.en and .*x\.en-vi\.vi"):
        load(tmp_path / "x.en-vi")
    with pytest.raises(UsageError, match="not one stream"):
        load("-", format="moses")


def test_all_files_or_none(tmp_path: Path) -> None:
    def broken() -> object:
        yield Unit("1", "a", "b")
        raise FormatError("cut off")

    with pytest.raises(FormatError):
        save(Units(broken()), tmp_path / "x.en-vi")  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())
