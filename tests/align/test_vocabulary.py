"""Texts as numbers: what is a token, and what is one word though it is written as several."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from toolkit.align.vocabulary import NO_PHRASES, Numbered, Phrases, numbered
from toolkit.languages import language
from toolkit.text.tokens import tokens

EN, VI = language("en"), language("vi")


def spelled(found: Numbered) -> list[list[str]]:
    """The keys of each text."""
    keys = [found.vocabulary.keys[place] for place in found.ids.tolist()]
    borders = found.starts.tolist()
    return [keys[start:stop] for start, stop in pairwise(borders)]


def test_a_text_is_the_tokens_it_holds() -> None:
    found = numbered(["The cat, the 2 cats.", "", "Cat"], EN)
    assert spelled(found) == [["the", "cat", "the", "#2", "cats"], [], ["cat"]]
    assert dict(zip(found.vocabulary.keys, found.vocabulary.counts.tolist(), strict=True))["the"] == 2


def test_the_longest_phrase_is_taken_from_the_left() -> None:
    phrases = Phrases.of(["a b", "a b c", "c d", "single"])
    assert spelled(numbered(["a b c d", "a b d", "b c d a"], EN, phrases=phrases)) == [
        ["a b c", "d"], ["a b", "d"], ["b", "c d", "a"],
    ]  # fmt: skip


def test_no_phrase_spans_two_texts() -> None:
    assert spelled(numbered(["a", "b a", "b"], EN, phrases=Phrases.of(["a b"]))) == [["a"], ["b", "a"], ["b"]]


def test_a_phrase_that_is_no_word_but_begins_one_is_left_as_it_is() -> None:
    assert spelled(numbered(["a b x", "a b c"], EN, phrases=Phrases.of(["a b c"]))) == [
        ["a", "b", "x"], ["a b c"],
    ]  # fmt: skip


def test_what_no_longer_occurs_is_in_no_vocabulary() -> None:
    found = numbered(["phát triển nhanh"], VI, phrases=Phrases.of(["phát triển"]))
    assert found.vocabulary.keys == ("nhanh", "phát triển")


_WORDS = st.lists(st.sampled_from("a b c d 12 北京 . ?".split()), max_size=8).map(" ".join)


@given(st.lists(_WORDS, max_size=5))
def test_without_phrases_it_agrees_with_reading_text_by_text(texts: list[str]) -> None:
    expected = [[token.key for token in tokens(text, EN)] for text in texts]
    assert spelled(numbered(texts, EN, phrases=NO_PHRASES)) == expected


@given(st.lists(_WORDS, max_size=5), st.lists(st.lists(st.sampled_from("abcd"), min_size=2, max_size=4)))
def test_with_phrases_it_agrees_with_reading_word_by_word(texts: list[str], several: list[list[str]]) -> None:
    words = {" ".join(each) for each in several}
    expected = []
    for text in texts:
        keys = [token.key for token in tokens(text, EN)]
        read, at = [], 0
        while at < len(keys):
            sizes = [size for size in range(4, 1, -1) if " ".join(keys[at : at + size]) in words]
            size = next((size for size in sizes if at + size <= len(keys)), 1)
            read.append(" ".join(keys[at : at + size]))
            at += size
        expected.append(read)
    assert spelled(numbered(texts, EN, phrases=Phrases.of(words))) == expected
