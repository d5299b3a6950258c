"""Which documents a build pairs, and how few things are held of them."""

from __future__ import annotations

from pathlib import Path

from toolkit.corpus.building.tasks import plan
from toolkit.corpus.manifest import Corpus, CorpusDocument


def corpus(id: str, *documents: tuple[str, str, str, str]) -> Corpus:
    made = [
        CorpusDocument(file, language, role, "", f"of {file}", "AB", translation_of=of)
        for file, language, role, of in documents
    ]
    return Corpus(Path(id), id, id, tuple(made))


ONE = corpus(
    "one",
    ("a.vi", "vi", "source", ""),
    ("a.en", "en-us", "translation", "a.vi"),
    ("a.fr", "fr", "translation", "a.vi"),
    ("alone.vi", "vi", "source", ""),
    ("b.en", "en", "translation", ""),
    ("ref", "en", "reference", ""),
)
OTHER = corpus("other", ("a.en", "en", "translation", "a.vi"), ("a.vi", "vi", "source", ""))


def test_pairs_come_in_the_order_of_the_manifests() -> None:
    tasks, failures = plan([ONE, OTHER])
    assert [(t.corpus, t.source.file, t.target.file) for t in tasks] == [
        ("one", "a.vi", "a.en"), ("one", "a.vi", "a.fr"), ("other", "a.vi", "a.en"),
    ]  # fmt: skip
    assert (
        [t.languages for t in tasks]
        == list(tasks.languages())
        == [("vi", "en-US"), ("vi", "fr"), ("vi", "en")]
    )
    assert [(f.corpus, f.source, f.target) for f in failures] == [
        ("one", "alone.vi", ""),
        ("one", "", "b.en"),
    ]
    assert tasks[1:] == [tasks[1], tasks[2]] and len(tasks) == 3
    assert tasks[0].source.path == Path("one/a.vi").absolute() and tasks[0].source.sha256 == "ab"


def test_a_document_of_several_pairs_is_counted_once() -> None:
    tasks, _failures = plan([ONE, OTHER])
    assert [d.file for d in tasks.documents([0, 1])] == ["a.vi", "a.en", "a.fr"]
    assert [d.file for d in tasks.documents([1, 2])] == ["a.vi", "a.fr", "a.vi", "a.en"]
