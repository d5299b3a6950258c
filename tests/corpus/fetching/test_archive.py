from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from toolkit.corpus.fetching import unpacking
from toolkit.corpus.fetching.archive import archive
from toolkit.errors import FormatError, UsageError

UND = ("und", "und")


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.zip"


def test_a_moses_archive(path: Path) -> None:
    members = dict.fromkeys(
        ("README", "Toy.en-vi.en", "Toy.en-vi.vi", "Toy.en-vi.ids", "Toy.en-vi.xml"), b"x"
    )
    members["LICENSE"] = b"\n  CC  BY 4.0\nand more\n"
    with archive(zipped(path, members), "x.zip") as opened:
        (texts,) = opened.texts(UND)
        assert (texts.source, texts.target) == (("Toy.en-vi.en", "en"), ("Toy.en-vi.vi", "vi"))
        assert texts.ids == "Toy.en-vi.ids"
        assert opened.corpora() == []
        assert opened.licence() == "LICENSE: CC BY 4.0"
        (turned,) = opened.texts(("vi", "en"))
        assert turned.source[1] == "vi"


@pytest.mark.parametrize(
    ("names", "languages", "pair"),
    [
        (("train.en", "train.vi"), UND, ("en", "vi")),
        (("a/en.txt", "a/vi.txt", "a/readme.txt"), UND, ("en", "vi")),
        (("t.en", "t.vi", "t.fr"), ("vi", "fr"), ("vi", "fr")),
        (("t.zh_CN", "t.vi"), UND, ("zh-CN", "vi")),
    ],
)
def test_texts_named_by_their_languages(
    path: Path, names: tuple[str, ...], languages: tuple[str, str], pair: tuple[str, str]
) -> None:
    with archive(zipped(path, dict.fromkeys(names, b"x")), "x") as opened:
        (texts,) = opened.texts(languages)
        assert (texts.source[1], texts.target[1]) == pair


def test_one_text_in_many_languages_needs_a_choice(path: Path) -> None:
    zipped(path, dict.fromkeys(("t.en", "t.vi", "t.fr"), b"x"))
    with archive(path, "x") as opened, pytest.raises(UsageError, match=r"en, vi, fr.*choose two"):
        opened.texts(UND)


def test_corpora_in_an_archive(path: Path) -> None:
    names = ("data/a.tmx", "b.tsv.gz", "README.txt", "__MACOSX/c.tmx", ".hidden.tmx", "picture.png")
    with archive(zipped(path, dict.fromkeys(names, b"x")), "x") as opened:
        assert opened.corpora() == ["b.tsv.gz", "data/a.tmx"]
    with archive(zipped(path, {"picture.png": b"x"}), "x") as opened:
        assert "its files: picture.png" in opened.nothing().message


@pytest.mark.parametrize("name", ["../a.en", "/etc/a.en", "x/../../a.en", "C:/a.en", "..\\a.en"])
def test_names_that_lead_outside_are_refused(path: Path, name: str) -> None:
    with pytest.raises(FormatError, match="outside of it"), archive(zipped(path, {name: b"x"}), "x"):
        pass


def test_what_swells_beyond_all_texts_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "SMALL", 1 << 20)
    zipped(path, {"a.tsv": bytes(3 << 20)})
    with archive(path, "x") as made, pytest.raises(FormatError, match="200 times"), made.opened("a.tsv"):
        pass


def test_a_damaged_member_is_told(path: Path) -> None:
    text = "".join(f"{n * n}\n" for n in range(9000)).encode()
    zipped(path, {"a.tsv": text})
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x55
    path.write_bytes(bytes(data))
    told = pytest.raises(FormatError, match=r"x: a\.tsv: is damaged")
    with archive(path, "x") as made, told, made.opened("a.tsv") as stream:
        stream.read()


def test_an_encrypted_member_is_told(path: Path) -> None:
    data = bytearray(zipped(path, {"a.tsv": b"x"}).read_bytes())
    at = data.index(b"PK\x01\x02")
    data[6] |= 1
    data[at + 8] |= 1
    path.write_bytes(bytes(data))
    with archive(path, "x") as opened, pytest.raises(FormatError, match="encrypted"), opened.opened("a.tsv"):
        pass


def test_what_is_cut_off_is_no_archive(path: Path) -> None:
    zipped(path, {"a.tsv": b"x" * 99})
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(FormatError, match="not whole"), archive(path, "x"):
        pass
