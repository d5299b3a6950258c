"""Random test sets scored by the toolkit and by sacrebleu: every figure they tell apart.

A case is made from its number alone: a metric with random options, one to three systems, one to four
references of which some may be missing for a segment, and text of the kinds that break counting: Vietnamese
composed and decomposed, Chinese, Japanese, Korean, emoji of several code points, invisible characters,
mark-up, empty lines, one-character words, very long lines. Its figures are held against sacrebleu's: the
score of the test set and of each segment, the interval, both paired tests, and the signature of each.
"""

from __future__ import annotations

import os
import random
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER
from sacrebleu.significance import PairedTest
from sacrebleu.tokenizers.tokenizer_ter import TercomTokenizer

from toolkit.quality import Scoring, System, Test, assess
from toolkit.quality.scoring import Assessment

_VI = "Hà Nội sáng nay mưa to, người dân vẫn đi chợ từ sớm; giá 1.250.000 đồng, tăng 3,5% so với hôm qua ."
_EN = "The market doesn't open before 6 a.m., 1,250 people said; it's 3.5% up – “why?” (see p. 12-14) !"
_ZH = "今天城市里下了大雨 委员会开会 讨论了新计划 3,5公斤 中文。 「好」 １２３ ￥"
_JA = "市場は 朝六時に 開きます。 カタカナ ひらがな ・ ﾊﾝｶｸ 〜 東京２０２４年"
_KO = "시장은 아침 여섯 시에 문을 엽니다 . 서울 2024년"
_ODD = (
    "👍🏽 👩‍👩‍👧 🇻🇳 ✈️ e\u0301 \u00a0 a\u00adb zero\u200bwidth \ufeffbom \u202eRTL שלום مرحبا "
    "नमस्ते ﬁne ß ẞ İ ı Ǆ &quot;x&quot; &amp; <b>bold</b> {0} %s $HOME -- ... '' \"\" - 's 1-2 x-y a.b @ "
    "# \u2028 \U0001d518 \x1f \x85"
)
_VOCABULARIES = tuple(text.split(" ") for text in (_VI, _EN, _ZH, _JA, _KO, _ODD))

TOKENIZERS = ("13a", "intl", "zh", "char", "none", "ja-mecab", "ko-mecab")
"""Those that need no model from the network; the last two need their packages."""


@dataclass(frozen=True)
class Case:
    """What is scored, how, and what sacrebleu is told to do the same."""

    number: int
    recipe: str
    arguments: dict[str, Any]
    systems: list[list[str]]
    references: list[list[str | None]]
    samples: int
    trials: int
    seed: str

    def maker(self) -> Any:
        """A metric of sacrebleu's own."""
        if self.recipe.startswith("bleu"):
            return BLEU(force=True, **self.arguments)
        return (CHRF if self.recipe.startswith("chrf") else TER)(**self.arguments)


@cache
def tokenizers() -> tuple[str, ...]:
    """Those of :data:`TOKENIZERS` that run here."""
    found = []
    for name in TOKENIZERS:
        try:
            BLEU(tokenize=name)
        except (ImportError, RuntimeError):
            continue
        found.append(name)
    return tuple(found)


def case(number: int, *, small: bool = False) -> Case:
    """The case of that number, the same every time; ``small`` for one of few and short lines."""
    chance = random.Random(number)
    recipe, arguments = _recipe(chance)
    count = chance.choice((1, 2, 3, 5) if small else (1, 1, 2, 2, 3, 3, 5, 5, 8, 8, 13, 40))
    longest = chance.choice((3, 8, 12) if small else (3, 8, 8, 20, 20, 60 if count < 13 else 20))
    rare = number % 50 == 0 and not small
    if recipe.startswith("ter"):  # of long lines it takes sacrebleu minutes
        count, longest = (1, 50) if rare else (min(count, 8 if longest < 20 else 3), min(longest, 16))
    elif rare:
        longest = 400
    words = [word for kind in chance.sample(_VOCABULARIES, chance.randrange(1, 4)) for word in kind]
    words = chance.sample(words, min(len(words), chance.choice((2, 5, 12, 60))))
    if chance.random() < 0.3:
        words = [unicodedata.normalize(chance.choice(("NFC", "NFD", "NFKC")), word) for word in words]
    reference = [_line(chance, words, longest) for _ in range(count)]
    systems = [_stream(chance, words, reference, longest) for _ in range(chance.choice((1, 2, 2, 3)))]
    references: list[list[str | None]] = [list(_visible(chance, words, reference))]
    for _ in range(chance.choice((0, 0, 0, 1, 1, 2, 3))):
        other: list[str | None] = list(_stream(chance, words, reference, longest))
        if chance.random() < 0.5:
            other = [None if chance.random() < 0.3 else line for line in other]
        if any(line and line.strip() for line in other):
            references.append(other)
    chance.shuffle(references)
    if references[0][0] is None and chance.random() < 0.5:
        references[0][0] = ""
    seed = chance.choice(("12345", "12345", str(chance.randrange(1, 2**31))))
    samples, trials = chance.choice((2, 10, 39, 45)), chance.choice((2, 31, 32, 60))
    if not small:
        samples, trials = chance.choice((samples, 200)), chance.choice((trials, 333))
    return Case(number, recipe, arguments, systems, references, samples, trials, seed)


def _recipe(chance: random.Random) -> tuple[str, dict[str, Any]]:
    lowercase = chance.random() < 0.3
    yes = [chance.random() < 0.5 for _ in range(3)]
    spoken = ["yes" if each else "no" for each in yes]
    match chance.choice(("bleu", "bleu", "chrf", "chrf", "ter")):
        case "bleu":
            tokenizer = chance.choice(tokenizers())
            method = chance.choice(("exp", "exp", "none", "floor", "add-k"))
            value = chance.choice((None, 0.01, 0.25, 0.5, 1.0, 2.0)) if method in ("floor", "add-k") else None
            smooth = method if value is None else f"{method}[{value}]"
            return (
                f"bleu|tok:{tokenizer}|smooth:{smooth}|eff:{spoken[0]}|case:{'lc' if lowercase else 'mixed'}",
                {
                    "tokenize": tokenizer,
                    "smooth_method": method,
                    "smooth_value": value,
                    "effective_order": yes[0],
                    "lowercase": lowercase,
                },
            )
        case "chrf":
            letters, orders = chance.choice((6, 6, 1, 3, 9)), chance.choice((0, 0, 2, 2, 1, 4))
            beta = chance.choice((2, 2, 1, 3))
            return (
                f"chrf|nc:{letters}|nw:{orders}|beta:{beta}|space:{spoken[0]}|eff:{spoken[1]}"
                f"|case:{'lc' if lowercase else 'mixed'}",
                {
                    "char_order": letters,
                    "word_order": orders,
                    "beta": beta,
                    "whitespace": yes[0],
                    "eps_smoothing": not yes[1],
                    "lowercase": lowercase,
                },
            )
    return (
        f"ter|norm:{spoken[0]}|punct:{spoken[1]}|asian:{spoken[2]}|case:{'mixed' if lowercase else 'lc'}",
        {
            "normalized": yes[0],
            "no_punct": not yes[1],
            "asian_support": yes[2],
            "case_sensitive": lowercase,
        },
    )


def _line(chance: random.Random, words: Sequence[str], longest: int) -> str:
    if chance.random() < 0.06:
        return chance.choice(("", "", " ", "."))
    return " ".join(chance.choices(words, k=chance.randrange(1, longest + 1)))


def _stream(chance: random.Random, words: Sequence[str], reference: Sequence[str], longest: int) -> list[str]:
    """A translation: lines of the reference with words changed, moved, left out; at times another line."""
    share = chance.choice((0.0, 0.1, 0.3, 0.8))
    made = []
    for line in reference:
        own = line.split(" ")
        if chance.random() < 0.1:
            own = _line(chance, words, longest).split(" ")
        own = [chance.choice(words) if chance.random() < share else word for word in own]
        if chance.random() < 0.5:
            start, length = chance.randrange(len(own)), chance.randrange(0, 13)
            run = own[start : start + length]
            del own[start : start + length]
            if chance.random() < 0.7:
                place = chance.randrange(len(own) + 1)
                own[place:place] = run
        made.append(" ".join(own))
    return _visible(chance, words, made)


def _visible(chance: random.Random, words: Sequence[str], lines: Sequence[str]) -> list[str]:
    """The same lines, with a word in one of them: streams without any are refused."""
    made = list(lines)
    if not any(line.strip() for line in made):
        made[chance.randrange(len(made))] = next((word for word in words if word.strip()), "a")
    return made


def forget() -> None:
    """Empty the memories of sacrebleu's tokenizers, which grow from case to case."""
    made: list[Any] = [TercomTokenizer, *(type(BLEU(tokenize=name).tokenizer) for name in tokenizers())]
    for each in made:
        if hasattr(each.__call__, "cache_clear"):
            each.__call__.cache_clear()


@contextmanager
def _seeded(seed: str) -> Iterator[None]:
    before = os.environ.get("SACREBLEU_SEED")
    os.environ["SACREBLEU_SEED"] = seed
    try:
        yield
    finally:
        if before is None:
            del os.environ["SACREBLEU_SEED"]
        else:
            os.environ["SACREBLEU_SEED"] = before


def compared(case: Case) -> tuple[int, list[str]]:
    """How many figures of a case were compared, and those that differ, in words."""
    with _seeded(case.seed):
        pairs = list(_pairs(case))
    told = [
        f"case {case.number} ({case.recipe}): {what}: {ours!r} is not {theirs!r}"
        for what, ours, theirs in pairs
        if ours != theirs
    ]
    return len(pairs), told


def _pairs(case: Case) -> Iterator[tuple[str, object, object]]:
    """Figures of both sides, with what they are."""
    systems, right, changed = _composed(case)
    references: Any = right  # its own annotations know of no missing reference
    named = [System(str(number), lines) for number, lines in enumerate(case.systems)]

    def ours(compare: bool, **options: Any) -> Assessment:
        return assess(named, case.references, Scoring((case.recipe,), **options), compared=compare)

    plain = ours(False, segments=True)
    for system, lines in zip(named, systems, strict=True):
        metric = case.maker()
        (made,) = plain.scores[system.name]
        yield "score", made.value, metric.corpus_score(lines, references).score
        yield "signature", made.signature, metric.get_signature().format() + changed
        single = case.maker()
        if case.recipe.startswith("bleu"):
            single.effective_order = True
        for number, line in enumerate(lines):
            alternatives = [stream[number] for stream in references]
            yield f"segment {number}", made.segments[number], single.sentence_score(line, alternatives).score
    yield from _intervals(case, systems, references, changed, ours(False, confidence=case.samples))
    if len(systems) > 1:
        for test, kind, samples in (
            (Test.BOOTSTRAP, "bs", case.samples),
            (Test.RANDOMISATION, "ar", case.trials),
        ):
            made_here = ours(True, test=test, samples=samples).comparisons
            maker = {"metric": case.maker()}
            both: list[Any] = [(str(number), lines) for number, lines in enumerate(systems)]
            signatures, table = PairedTest(both, maker, references, test_type=kind, n_samples=samples)()
            results: list[Any] = next(cells for title, cells in table.items() if title != "System")
            signature = str(next(iter(signatures.values())).format()) + changed
            for found, result in zip(made_here, results[1:], strict=True):
                yield f"{kind} signature", found.signature, signature
                yield f"{kind} scores", (found.baseline, found.value), (results[0].score, result.score)
                yield f"{kind} p", found.p, result.p_value
                if kind == "bs":
                    yield "bs mean", found.mean, float(result.mean)
                    yield "bs half", found.half, float(result.ci)


def _intervals(
    case: Case,
    systems: list[list[str]],
    references: Any,
    changed: str,
    made: Assessment,
) -> Iterator[tuple[str, object, object]]:
    for number, lines in enumerate(systems):
        metric = case.maker()
        try:
            theirs = metric.corpus_score(lines, references, n_bootstrap=case.samples)
        except TypeError:  # sacrebleu cannot average a sample that scores 0 with others
            continue
        (score,) = made.scores[str(number)]
        mean, half = float(theirs._mean), float(theirs._ci)
        yield "interval", score.interval, (mean - half, mean + half)
        yield "interval's signature", score.signature, metric.get_signature().format() + changed


def _composed(case: Case) -> tuple[list[list[str]], list[list[str | None]], str]:
    """The texts in NFC, as they are scored, and what the signature then ends in."""
    systems = [[unicodedata.normalize("NFC", line) for line in stream] for stream in case.systems]
    references = [
        [None if line is None else unicodedata.normalize("NFC", line) for line in stream]
        for stream in case.references
    ]
    changed = systems != case.systems or references != case.references
    return systems, references, "|nfc:yes" if changed else ""
