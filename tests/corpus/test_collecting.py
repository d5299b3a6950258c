"""A manifest from a folder: which files belong together, and what is said where that is not clear."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.corpus import load, verify
from toolkit.corpus.collecting import changed, collect, document_of, language_in, patterns
from toolkit.corpus.manifest import CorpusDocument
from toolkit.corpus.writing import amend, append, create, quoted
from toolkit.errors import BitextError, FormatError, InputError, UsageError


def folder(tmp_path: Path, *names: str) -> Path:
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"This is {name}.\n", encoding="utf-8")
    return tmp_path


def told(documents: list[CorpusDocument]) -> list[tuple[str, str, str]]:
    return [(d.file, d.language, d.translation_of) for d in documents]


def test_names_that_differ_in_the_language_are_one_document(tmp_path: Path) -> None:
    place = folder(tmp_path, "a.vi.html", "a.en.html", "news/b.vi.html", "news/b.en.html", "a.txt")
    found = collect(place, patterns(["*.vi.html", "*.en.html"]))
    assert told(found) == [
        ("a.vi.html", "vi", ""),
        ("a.en.html", "en", "a.vi.html"),
        ("news/b.vi.html", "vi", ""),
        ("news/b.en.html", "en", "news/b.vi.html"),
    ]
    assert found[0].sha256 == hashlib.sha256(b"This is a.vi.html.\n").hexdigest()


def test_folders_may_be_the_languages(tmp_path: Path) -> None:
    place = folder(tmp_path, "vi/x/1.txt", "en/x/1.txt", "de/x/1.txt", "en/y/1.txt")
    found = collect(place, patterns(["{lang}/**/*.txt"], ["vi", "en", "de"]))
    assert told(found) == [
        ("vi/x/1.txt", "vi", ""),
        ("en/x/1.txt", "en", "vi/x/1.txt"),
        ("de/x/1.txt", "de", "vi/x/1.txt"),
        ("en/y/1.txt", "en", ""),
    ]


def test_languages_do_for_the_usual_names(tmp_path: Path) -> None:
    place = folder(tmp_path, "a.vi.md", "a.pt-BR.md")
    assert told(collect(place, patterns([], ["vi", "pt-BR"])))[1] == ("a.pt-BR.md", "pt-BR", "a.vi.md")


def test_a_pattern_may_say_its_language(tmp_path: Path) -> None:
    place = folder(tmp_path, "1_goc.txt", "1_dich.txt")
    found = collect(place, patterns(["vi=*_goc.txt", "en=*_dich.txt"]))
    assert told(found) == [("1_goc.txt", "vi", ""), ("1_dich.txt", "en", "1_goc.txt")]


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (["*.html"], "no language can be told"),
        ([], "do not say the languages"),
        (["Vietnamese!=*.txt"], "not a language code"),
    ],
)
def test_patterns_without_a_language(texts: list[str], said: str) -> None:
    with pytest.raises(BitextError, match=said):
        patterns(texts)


def test_patterns_that_overlap(tmp_path: Path) -> None:
    place = folder(tmp_path, "a.vi.en.txt")
    with pytest.raises(UsageError, match="two patterns name it"):
        collect(place, patterns(["*.vi.*", "*.en.*"]))


def test_patterns_too_wide(tmp_path: Path) -> None:
    place = folder(tmp_path, "a.vi.txt", "a.vi.md", "a.en.txt")
    with pytest.raises(UsageError, match="same document in the same language"):
        collect(place, patterns(["vi=a.vi.txt", "vi=a.vi.md", "en=a.en.txt"]))


def test_nothing_found(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"holds no file named \*\.vi\.html"):
        collect(tmp_path, patterns(["*.vi.html"]))
    with pytest.raises(InputError, match="no such folder"):
        collect(tmp_path / "none", patterns(["*.vi.html"]))


# ── manifests written ───────────────────────────────────────────────────────────────────────────────────────


def test_a_new_manifest_is_right_and_is_not_written_over(tmp_path: Path) -> None:
    place = folder(tmp_path, 'odd "name".vi.txt', 'odd "name".en.txt')
    found = collect(place, patterns(["*.vi.txt", "*.en.txt"]), rights="MIT")
    create(place, "odd", "Kỳ lạ", found)
    corpus = load(place)
    assert corpus.documents == tuple(found) and corpus.title == "Kỳ lạ"
    assert verify(corpus) == ()
    with pytest.raises(InputError, match="there is a manifest already"):
        create(place, "odd", "Odd", found)


def test_what_is_added_stands_at_the_end(tmp_path: Path) -> None:
    place = folder(tmp_path, "a.vi.txt", "a.en.txt")
    chosen = patterns(["*.vi.txt", "*.en.txt"])
    create(place, "x", "X", collect(place, chosen))
    manifest = place / "corpus.toml"
    manifest.write_text("# by hand\n" + manifest.read_text("utf-8"), encoding="utf-8")
    folder(tmp_path, "b.vi.txt", "b.en.txt")
    append(load(place), collect(place, chosen, known=load(place).documents))
    assert [d.file for d in load(place).documents] == ["a.vi.txt", "a.en.txt", "b.vi.txt", "b.en.txt"]
    assert manifest.read_text("utf-8").startswith("# by hand\n")


def test_a_changed_document_is_accepted(tmp_path: Path) -> None:
    place = folder(tmp_path, "a.vi.txt", "a.en.txt")
    create(place, "x", "X", collect(place, patterns(["*.vi.txt", "*.en.txt"])))
    folder(place, "a.en.txt")
    (place / "a.en.txt").write_text("Other.\n", encoding="utf-8")
    digests = changed(load(place))
    assert list(digests) == ["a.en.txt"]
    amend(load(place), {file: {"sha256": digest} for file, digest in digests.items()})
    assert verify(load(place)) == ()


def test_a_manifest_that_cannot_be_amended_is_left_as_it_is(tmp_path: Path) -> None:
    place = folder(tmp_path, "a.vi.txt")
    text = 'id = "x"\ntitle = "X"\ndocuments = [{file = "a.vi.txt", language = "vi", role = "source", '
    text += 'provenance = "", rights = "", sha256 = "00"}]\n'
    (place / "corpus.toml").write_text(text, encoding="utf-8")
    with pytest.raises(FormatError, match="cannot be changed"):
        amend(load(place), {"a.vi.txt": {"sha256": "11"}})
    assert (place / "corpus.toml").read_text("utf-8") == text


def test_single_documents(tmp_path: Path) -> None:
    place = folder(tmp_path, "a.vi.txt", "a.en.txt")
    create(place, "x", "X", collect(place, patterns(["*.vi.txt"])))
    facts = {"provenance": "here", "rights": "MIT"}
    made = document_of(load(place), place / "a.en.txt", "en", translation_of="a.vi.txt", **facts)
    assert (made.role, made.translation_of) == ("translation", "a.vi.txt")
    with pytest.raises(UsageError, match=r"did you mean 'a\.vi\.txt'"):
        document_of(load(place), place / "a.en.txt", "en", translation_of="b.vi.txt", **facts)
    with pytest.raises(UsageError, match="in the manifest already"):
        document_of(load(place), place / "a.vi.txt", "vi", **facts)
    with pytest.raises(UsageError, match="outside the corpus"):
        document_of(load(place), place.parent / "b.txt", "vi", **facts)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_can_stand_in_a_manifest(text: str) -> None:
    import tomllib

    assert tomllib.loads(f"x = {quoted(text)}") == {"x": text}


def test_a_translation_may_name_its_source_by_its_path(tmp_path: Path) -> None:
    place = folder(tmp_path, "news/a.vi.txt", "news/a.en.txt")
    create(place, "c", "C", collect(place, patterns(["vi=news/a.vi.txt"])))
    facts = {"provenance": "here", "rights": "MIT", "translation_of": str(place / "news/a.vi.txt")}
    made = document_of(load(place), place / "news/a.en.txt", "en", **facts)
    assert (made.translation_of, made.role) == ("news/a.vi.txt", "translation")
    facts["translation_of"] = "/elsewhere/a.vi.txt"
    with pytest.raises(UsageError, match="names no document"):
        document_of(load(place), place / "news/a.en.txt", "en", **facts)


@pytest.mark.parametrize(
    ("name", "code"),
    [("a.vi.html", "vi"), ("news-en.md", "en"), ("fr_x.vi.txt", "vi"), ("a.pt_BR.txt", "pt-BR")],
)
def test_a_name_may_tell_its_language(name: str, code: str) -> None:
    assert language_in(name) == code


def test_or_not() -> None:
    with pytest.raises(UsageError, match="--lang"):
        language_in("report.txt")
