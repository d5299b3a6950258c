from __future__ import annotations

import pytest

from tests.quality.against_sacrebleu import MAKERS
from toolkit.errors import InputError, UsageError
from toolkit.quality import Scoring, System, assess, gates, score
from toolkit.quality.recipe import recipe

LINES = ["The cat sat on the mat.", "Ấm trà “xanh” ở đây."]
REFERENCE = ["The cat is sitting on the mat.", "Ấm trà xanh ở đó."]


def test_without_options_a_recipe_is_the_metric_itself() -> None:
    assert [recipe(name).label for name in ("BLEU", "chrf", "chrF++", "ter", "comet")] == [
        "BLEU",
        "chrF",
        "chrF++",
        "TER",
        "COMET",
    ]


@pytest.mark.parametrize("name", MAKERS)
def test_a_whole_signature_may_be_pasted(name: str) -> None:
    (made,) = score(LINES, [REFERENCE], (name,), confidence=10)
    (again,) = score(LINES, [REFERENCE], (f"{made.metric}|{made.signature}",), confidence=10)
    assert again == made


@pytest.mark.parametrize(
    ("written", "label", "signature"),
    [
        ("bleu|tok:intl", "BLEU (tok:intl)", "case:mixed|eff:no|tok:intl|smooth:exp"),
        ("bleu, case:lc, smooth:floor[0.2]", "BLEU (case:lc, smooth:floor[0.2])", "smooth:floor[0.20]"),
        ("bleu|tok:13a", "BLEU", "tok:13a"),
        ("chrF2", "chrF", "nc:6|nw:0"),
        ("chrF2++|nc:4", "chrF++ (nc:4)", "nc:4|nw:2"),
        ("chrF3", "chrF (beta:3)", "nc:6|nw:0"),
        ("chrf|space:yes|eff:no", "chrF (space:yes, eff:no)", "eff:no|nc:6|nw:0|space:yes"),
        ("ter|norm:yes|punct:no|asian:yes|case:mixed", "TER (norm:yes, punct:no, asian:yes, case:mixed)",
         "case:mixed|tok:tercom|norm:yes|punct:no|asian:yes"),
    ],
)  # fmt: skip
def test_options_are_those_of_the_signature(written: str, label: str, signature: str) -> None:
    (made,) = score(LINES, [REFERENCE], (written,))
    assert made.metric == label and signature in made.signature


def test_one_metric_in_several_ways_at_once() -> None:
    made = score(LINES, [REFERENCE], ("bleu", "bleu|tok:intl", "BLEU|tok:13a"))
    assert [each.metric for each in made] == ["BLEU", "BLEU (tok:intl)"]
    assert made[0].value != made[1].value


def test_the_tokenizer_said_for_all_is_the_usual_one() -> None:
    assert recipe("bleu", "intl").label == "BLEU" and recipe("bleu|tok:13a", "intl").label == "BLEU (tok:13a)"


def test_a_gate_on_one_of_them() -> None:
    metrics = ("bleu", "bleu|tok:intl")
    low, high = gates(["bleu=1", "BLEU|tok:intl=99"], metrics)
    made = score(LINES, [REFERENCE], metrics)
    assert low.met(made) and not high.met(made)
    assert high.complaint(made).startswith("BLEU (tok:intl) ")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("bleau|tok:intl", "did you mean 'bleu'"),
        ("bleu|tokk:intl", "did you mean 'tok'"),
        ("bleu|tok:int", "did you mean 'intl'"),
        ("bleu|tok", "key:value"),
        ("bleu|case:upper", "lc, mixed"),
        ("bleu|smooth:exp[1]", "floor"),
        ("chrf|nc:many", "0–99"),
        ("chrf|tok:13a", "TER|chrF has no option"),
        ("ter|asian:oui", "yes, no"),
        ("comet|tok:13a", "no options"),
        ("chrf0", "did you mean 'chrf'"),
    ],
)
def test_what_is_no_recipe_is_refused(written: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        recipe(written)


def test_a_segment_without_any_reference_is_told() -> None:
    with pytest.raises(InputError, match="segment 2 has no reference"):
        assess([System("s", LINES)], [["a", None], ["b", None]], Scoring(("chrf",)))
