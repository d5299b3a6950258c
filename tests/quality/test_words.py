"""Words split in bulk, held against sacrebleu's own tokenizers."""

from __future__ import annotations

import re

import pytest
import sacrebleu
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sacrebleu.metrics.bleu import BLEU

from toolkit.quality import words
from toolkit.quality.words import split

_PIECES = st.sampled_from(
    [
        *"0 9 ٣ ३ ² ５ a Ω ß İ Σ ấ e\u0301 中 。 שלום 👍🏽 \ud800 \U0010ffff".split(),
        *". , - ' .. ., ,, ... -- \" ! # $ % & ( ) * + / : ; < = > ? @ [ \\ ] ^ _ ` { | } ~ – “ … ，".split(),
        *"1.5 .5 5. 1,000 -3 3-4 a.b a.5 5.a &quot; &amp; &lt; &gt; &amp;lt; &quot &amp;amp;quot;".split(),
        *"<skipped> <skip <skipped ped> &lt;skipped&gt; <<skipped>skipped> -<skipped>".split(),
        *("\n", "-\n", "\r", "\r\n", "\t", " ", "  ", "\u00a0", "\u2028", "\u3000", "\u200b", "\ufeff"),
        *("\x00", "\x01", "\x02", "\x0b", "\x0c", "\x1b", "\x1c", "\x1f", "\x7f", "\x85", "\ufdd0"),
    ]
)
_HOSTILE = st.lists(_PIECES | st.text(max_size=3), max_size=14).map("".join)
_NUMBERS = st.text(alphabet="07.,- aé\n&;<>", max_size=14)


def theirs(metric: BLEU, lines: list[str]) -> list[list[str]]:
    return [metric._preprocess_segment(line).split() for line in lines]


@settings(max_examples=1000)
@given(st.lists(_HOSTILE | _NUMBERS | st.text(max_size=20), max_size=4), st.booleans())
@example(["", ""], False)
@example(["-", "a-\n", "b"], False)
@example(["5..5 a..5 5...5 a...5", ".5", "5.", "-5 5-5--"], False)
@example(["<skip-\nped>", "<skip<skipped>ped>"], False)
@example(["ΑΣ", "Σ'Α", "\x01.5\x02"], True)
def test_the_words_are_those_of_the_tokenizer(lines: list[str], lowercase: bool) -> None:
    metric = BLEU(lowercase=lowercase, force=True)
    assert split(metric, lines) == theirs(metric, lines)


def test_runs_of_periods_commas_and_hyphens_of_every_kind() -> None:
    # All lines of up to six of these, beside each other: none may have a say in the next.
    lines = [""]
    for _ in range(6):
        lines += [line + mark for line in lines for mark in ".,-5a" if len(line) < 6]
    lines = list(dict.fromkeys(lines))
    metric = BLEU(force=True)
    assert len(lines) == sum(5**length for length in range(7))
    assert split(metric, lines) == theirs(metric, lines)


def test_every_character_of_the_first_planes() -> None:
    lines = [f"a{chr(code)}5{chr(code)}.5" for code in (*range(0x3100), *range(0xD7F0, 0x10100))]
    metric = BLEU(force=True)
    assert split(metric, lines) == theirs(metric, lines)


def test_text_that_has_every_stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    metric = BLEU(force=True)
    lines = ["".join(map(chr, range(32))) + " 1.5.", "2,5"]
    assert split(metric, lines) == theirs(metric, lines)
    assert words._by_13a(lines) is None


@pytest.mark.parametrize("name", ["intl", "zh", "char", "none"])
def test_another_tokenizer_is_asked_itself(name: str) -> None:
    metric = BLEU(tokenize=name, force=True)
    lines = ["Ấm trà “xanh” 3,5 kg.", "中文 a.b"]
    assert split(metric, lines) == theirs(metric, lines)


def test_a_release_that_has_not_been_looked_at_is_asked_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    metric = BLEU(force=True)
    asked: list[str] = []

    def ask(line: str) -> str:
        asked.append(line)
        return line

    monkeypatch.setattr(metric, "_preprocess_segment", ask)
    assert split(metric, ["a.", "b"]) == [["a", "."], ["b"]] and not asked
    monkeypatch.setattr(sacrebleu, "__version__", "99.0")
    assert split(metric, ["a.", "b"]) == [["a."], ["b"]] and asked == ["a.", "b"]


def test_the_rules_of_this_release_are_those_that_were_looked_at() -> None:
    # Another release comes into the list only after its rules have been compared with these.
    assert sacrebleu.__version__ in words._RELEASES
    rules = [(each.pattern, to) for each, to in BLEU().tokenizer._post_tokenizer._re]
    first, *others = rules
    assert others == [
        (r"([^0-9])([\.,])", r"\1 \2 "),
        (r"([\.,])([^0-9])", r" \1 \2"),
        (r"([0-9])(-)", r"\1 \2 "),
    ]
    apart = [chr(code) for code in range(0x110000) if re.search(first[0], chr(code))]
    assert apart == sorted((" ", *words._ALWAYS))
