"""Each command, run as a user runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run

COMMANDS = (
    ["demo"], ["segment"], ["detect"], ["align"], ["evaluate"], ["convert"], ["report"], ["score"], ["check"],
    *(["corpus", name] for name in (
        "verify", "init", "fetch", "add", "stats", "diff", "pair", "build", "dedup", "split", "sample",
        "filter",
    )),
    ["lexicon", "learn"], ["lexicon", "show"], ["validate"],
    *(["memory", name] for name in (
        "add", "search", "concordance", "pretranslate", "export", "stats", "compact",
    )),
    *(["catalog", name] for name in (
        "cat", "stats", "grep", "init", "set", "update", "merge", "fill", "check", "compile", "decompile",
    )),
)  # fmt: skip


def text(result: subprocess.CompletedProcess[bytes]) -> str:
    assert result.returncode == 0, result.stderr.decode()
    return result.stdout.decode()


@pytest.fixture
def hanoi(corpus: Path) -> Path:
    return corpus / "hanoi"


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself_with_an_example(bitext: Run, command: list[str]) -> None:
    shown = text(bitext(*command, "--help"))
    assert f"Example: bitext {' '.join(command)}" in " ".join(shown.split())


def test_help_lists_every_command(bitext: Run) -> None:
    shown = text(bitext("--help"))
    for command in COMMANDS:
        assert f" {command[0]} " in shown


def test_help_does_not_load_the_heavy_libraries() -> None:
    code = (
        "import sys; from toolkit.cli.app import run; run(['--help']);"
        "heavy = {'numpy', 'sacrebleu', 'polib', 'langdetect', 'rapidfuzz', 'lxml'} & set(sys.modules);"
        "sys.exit(f'loaded: {sorted(heavy)}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_version(bitext: Run) -> None:
    from toolkit.version import __version__

    assert text(bitext("--version")) == f"bitext-toolkit {__version__}\n"


# ── segment, detect ─────────────────────────────────────────────────────────────────────────────────────────


def test_segment_prints_a_segment_a_line(bitext: Run, hanoi: Path) -> None:
    shown = text(bitext("segment", hanoi / "article.en.txt", "--lang", "en"))
    assert shown == (hanoi / "gold" / "article.en.segments.txt").read_text(encoding="utf-8")


def test_segment_reads_standard_input(bitext: Run) -> None:
    shown = text(bitext("segment", "-", "--lang", "en", stdin=b"Dr. No came. He left.\r\nThe end\r\n"))
    assert shown == "Dr. No came.\nHe left.\nThe end\n"


def test_segment_as_jsonl_points_into_the_untouched_file(bitext: Run, hanoi: Path) -> None:
    raw = (hanoi / "article.vi.txt").read_text(encoding="utf-8")
    rows = [
        json.loads(line)
        for line in text(
            bitext("segment", hanoi / "article.vi.txt", "--lang", "vi", "--format", "jsonl")
        ).splitlines()
    ]
    assert all(raw[slice(*row["span"])] == row["text"] for row in rows)
    assert {"heading", "paragraph"} <= {row["kind"] for row in rows}


def test_segment_explains_its_cuts(bitext: Run) -> None:
    shown = text(bitext("segment", "-", "--lang", "en", "--explain", stdin=b"Dr. No came. He left.\n"))
    verdicts = [line.split("\t")[1].strip() for line in shown.splitlines()]
    assert "cut" in verdicts and "keep" in verdicts


def test_segment_takes_abbreviations_of_the_users_own(bitext: Run, tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("Xqz.\n", encoding="utf-8")
    words = b"See Xqz. Adams today.\n"
    assert text(bitext("segment", "-", "--lang", "en", stdin=words)).count("\n") == 2
    assert (
        text(bitext("segment", "-", "--lang", "en", "--abbreviations", "own.txt", stdin=words)).count("\n")
        == 1
    )


def test_segment_writes_a_file(bitext: Run, tmp_path: Path) -> None:
    assert text(bitext("segment", "-", "--lang", "en", "-o", "out.txt", stdin=b"One. Two.\n")) == ""
    assert (tmp_path / "out.txt").read_bytes() == b"One.\nTwo.\n"


def test_lines_pass_through(bitext: Run) -> None:
    assert (
        text(bitext("segment", "-", "--lines", "--lang", "en", stdin=b"A. B. C.\n\nD.\n"))
        == "A. B. C.\n\nD.\n"
    )


def test_detect_names_the_language_and_why(bitext: Run, hanoi: Path) -> None:
    language, confidence, reason = text(bitext("detect", hanoi / "article.vi.txt")).rstrip("\n").split("\t")
    assert language == "vi" and float(confidence) > 0.9 and reason
    value = json.loads(text(bitext("detect", hanoi / "article.en.txt", "--json", "-e", "en", "-e", "vi")))
    assert value["language"] == "en"


def test_detect_lets_the_entries_of_a_catalog_vote(bitext: Run, tmp_path: Path) -> None:
    entries = [
        ("Open the file", "Mở tệp"),
        ("Save all changes", "Lưu mọi thay đổi"),
        ("%d files", "%d tệp tin"),
    ]
    catalog = "".join(f'msgid "{source}"\nmsgstr "{target}"\n\n' for source, target in entries)
    (tmp_path / "a.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n' + catalog, encoding="utf-8"
    )
    shown = text(bitext("detect", "a.po", "-e", "en", "-e", "vi"))
    assert [line.split("\t")[:2] for line in shown.splitlines()] == [["source", "en"], ["target", "vi"]]
    value = json.loads(text(bitext("detect", "a.po", "-e", "en", "-e", "vi", "--json")))
    assert value["target"]["language"] == "vi"


def test_detect_judges_each_line(bitext: Run) -> None:
    shown = text(
        bitext(
            "detect",
            "-",
            "--each-line",
            "-e",
            "en",
            "-e",
            "vi",
            stdin="Xin chào các bạn\nSave the file\n".encode(),
        )
    )
    assert [line.split("\t")[0] for line in shown.splitlines()] == ["vi", "en"]


# ── align, evaluate, convert, report, check ─────────────────────────────────────────────────────────────────


@pytest.fixture
def aligned(bitext: Run, hanoi: Path, tmp_path: Path) -> Path:
    outputs = [part for suffix in ("tmx", "po", "tsv", "jsonl", "beads") for part in ("-o", f"h.{suffix}")]
    files = hanoi / "article.vi.txt", hanoi / "article.en.txt"
    text(bitext("align", *files, "-s", "vi", "-t", "en", *outputs, "--report", "h.html"))
    return tmp_path


def test_align_writes_every_format_at_once(aligned: Path) -> None:
    assert sorted(p.name for p in aligned.iterdir()) == [
        f"h.{s}" for s in ("beads", "html", "jsonl", "po", "tmx", "tsv")
    ]


def test_the_article_is_aligned_as_by_hand(bitext: Run, aligned: Path, hanoi: Path) -> None:
    gold = hanoi / "gold" / "article.vi-en.beads"
    assert (aligned / "h.beads").read_text() == gold.read_text()
    value = json.loads(text(bitext("evaluate", "h.beads", gold, "--json")))
    assert value["strict"]["f1"] == 1


def test_alignment_spans_point_into_the_untouched_files(aligned: Path, hanoi: Path) -> None:
    sides = {
        name: (hanoi / f"article.{code}.txt").read_text(encoding="utf-8")
        for name, code in (("source", "vi"), ("target", "en"))
    }
    for line in (aligned / "h.jsonl").read_text(encoding="utf-8").splitlines():
        unit = json.loads(line)
        for side, whole in sides.items():
            assert " ".join(whole[slice(*span)] for span in unit[f"{side}_spans"]) == unit[side]


def test_align_prints_a_table_when_no_output_is_named(bitext: Run, hanoi: Path) -> None:
    shown = text(bitext("align", hanoi / "article.vi.txt", hanoi / "article.en.txt"))
    assert shown.splitlines()[0].split("\t")[1:3] == ["source", "target"]


def test_align_lines_keeps_the_given_segments(bitext: Run, hanoi: Path, tmp_path: Path) -> None:
    gold = hanoi / "gold"
    result = bitext(
        "align", gold / "article.vi.segments.txt", gold / "article.en.segments.txt", "--lines",
        "-s", "vi", "-t", "en", "-o", "x.beads",
    )  # fmt: skip
    text(result)
    assert (tmp_path / "x.beads").exists()
    covered = [json.loads(line.split(":")[1]) for line in (tmp_path / "x.beads").read_text().splitlines()]
    assert [i for bead in covered for i in bead] == list(range(29))


def test_the_same_input_gives_the_same_bytes(bitext: Run, hanoi: Path, tmp_path: Path) -> None:
    made = []
    for seed in ("0", "1"):
        files = hanoi / "article.vi.txt", hanoi / "article.en.txt"
        text(
            bitext(
                "align",
                *files,
                "-o",
                f"{seed}.tmx",
                "-o",
                f"{seed}.po",
                "-o",
                f"{seed}.jsonl",
                env={"PYTHONHASHSEED": seed},
            )
        )
        made.append([(tmp_path / f"{seed}.{suffix}").read_bytes() for suffix in ("tmx", "po", "jsonl")])
    assert made[0] == made[1]


def test_evaluate_shows_what_differs(bitext: Run, tmp_path: Path) -> None:
    (tmp_path / "a.beads").write_text("[0]:[0]\n[1]:[1]\n[2]:[2]\n")
    (tmp_path / "b.beads").write_text("[0]:[0]\n[1, 2]:[1, 2]\n")
    (tmp_path / "a.txt").write_text("một\nhai\nba\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("one\ntwo\nthree\n")
    shown = text(bitext("evaluate", "a.beads", "b.beads", "--source", "a.txt", "--target", "b.txt"))
    assert "+ [1]:[1]\n    hai\n    two\n" in shown
    assert "- [1, 2]:[1, 2]\n    hai ba\n    two three\n" in shown
    assert bitext("evaluate", "a.beads", "b.beads", "--min-f1", "0.9").returncode == 1


@pytest.mark.parametrize("route", [("jsonl", "tmx", "jsonl"), ("tsv", "po", "tsv"), ("jsonl", "beads")])
def test_convert_keeps_the_texts(bitext: Run, aligned: Path, route: tuple[str, ...]) -> None:
    at = f"h.{route[0]}"
    for number, suffix in enumerate(route[1:]):
        text(bitext("convert", at, f"{number}.{suffix}"))
        at = f"{number}.{suffix}"
    if at.endswith("beads"):
        assert (aligned / at).read_text() == (aligned / "h.beads").read_text()
        return

    def pairs(name: str) -> Iterator[tuple[str, str]]:
        for line in text(bitext("convert", name, "-", "--to", "jsonl")).splitlines():
            unit = json.loads(line)
            if unit["source"] and unit["target"]:
                yield unit["source"], unit["target"]

    assert sorted(pairs(at)) == sorted(pairs(f"h.{route[0]}"))


def test_beads_and_lines_make_a_bitext(bitext: Run, hanoi: Path, tmp_path: Path) -> None:
    gold = hanoi / "gold"
    text(bitext(
        "convert", gold / "article.vi-en.beads", "x.jsonl", "-s", "vi", "-t", "en",
        "--source", gold / "article.vi.segments.txt", "--target", gold / "article.en.segments.txt",
    ))  # fmt: skip
    assert len((tmp_path / "x.jsonl").read_text().splitlines()) == len(
        (gold / "article.vi-en.beads").read_text().splitlines()
    )


def test_check_prints_findings_for_people_and_machines(bitext: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"id": "7", "source": "Mất 15 ngày.", "target": "It takes 51 days."}\n', encoding="utf-8"
    )
    options = "a.jsonl", "-s", "vi", "-t", "en"
    assert "number" in text(bitext("check", *options))
    row = json.loads(text(bitext("check", *options, "--format", "jsonl")).splitlines()[0])
    assert (row["unit"], row["check"], row["severity"]) == ("7", "number", "error")
    for form in ("json", "junit", "sarif", "github"):
        assert text(bitext("check", *options, "--format", form))
    assert bitext("check", *options, "--fail-on", "error").returncode == 1
    assert bitext("check", *options, "--fail-on", "error", "--ignore", "number").returncode == 0


def test_check_lists_its_checks(bitext: Run) -> None:
    assert "number" in text(bitext("check", "--list"))


@pytest.mark.parametrize("name", ["r.html", "r.md", "r.json"])
def test_report_takes_the_form_of_its_extension(bitext: Run, aligned: Path, name: str) -> None:
    text(bitext("report", "h.tmx", "-o", name, "--title", "Hà Nội & <others>"))
    page = (aligned / name).read_text(encoding="utf-8")
    assert "Hà Nội" in page
    if name == "r.json":
        assert json.loads(page)
    if name == "r.html":
        assert "<others>" not in page


# ── score, corpus, demo ─────────────────────────────────────────────────────────────────────────────────────


def test_score_equals_sacrebleu_and_shows_signatures(bitext: Run, tmp_path: Path) -> None:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    hypotheses, references = (
        ["The cat sat on the mat.", "It rained."],
        ["A cat sat on the mat.", "It rained a lot."],
    )
    (tmp_path / "h.txt").write_text("\n".join(hypotheses) + "\n")
    (tmp_path / "r.txt").write_text("\n".join(references) + "\n")
    value = json.loads(text(bitext("score", "h.txt", "r.txt", "--json")))
    for row, metric in zip(value["scores"], (BLEU(), CHRF(), TER()), strict=True):
        assert row["score"] == pytest.approx(metric.corpus_score(hypotheses, [references]).score)
        assert "version" in row["signature"]
    assert bitext("score", "h.txt", "r.txt", "--min-score", "bleu=99").returncode == 1
    assert bitext("score", "h.txt", "r.txt", "--min-score", "ter=99").returncode == 0


def test_score_compares_with_a_baseline(bitext: Run, tmp_path: Path) -> None:
    reference = [f"Sentence number {n} is about the weather in town {n * 7}." for n in range(40)]
    (tmp_path / "r.txt").write_text("\n".join(reference))
    (tmp_path / "good.txt").write_text("\n".join(reference))
    (tmp_path / "bad.txt").write_text("\n".join(line[::-1] for line in reference))
    value = json.loads(
        text(bitext("score", "good.txt", "r.txt", "-m", "chrf", "--baseline", "bad.txt", "--json"))
    )
    assert value["comparison"][0]["p"] < 0.05


def test_the_bundled_corpora_are_intact(bitext: Run, corpus: Path) -> None:
    shown = text(bitext("corpus", "verify"))
    assert [line.split("\t")[2] for line in shown.splitlines()] == ["ok"] * 4
    assert text(bitext("corpus", "verify", corpus / "hanoi")).startswith("hanoi\t")


def test_the_demo_runs_the_whole_way(bitext: Run, tmp_path: Path) -> None:
    shown = text(bitext("demo"))
    assert sorted(p.name for p in (tmp_path / "bitext-demo").iterdir()) == [
        "hanoi.jsonl", "hanoi.po", "hanoi.tmx", "hanoi.tsv", "report.html",
    ]  # fmt: skip
    for word in ("29 of 29", "F1 1.000", "BLEU", "chrF", "TER", "nrefs:1", "report.html"):
        assert word in shown
    first = {p.name: p.read_bytes() for p in (tmp_path / "bitext-demo").iterdir()}
    value = json.loads(text(bitext("demo", "--json", "-o", "again")))
    assert value["strict_f1"] == 1
    assert first == {p.name: p.read_bytes() for p in (tmp_path / "again").iterdir()}


def test_the_demo_says_where_it_cannot_write(bitext: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = bitext("demo", "-o", "file")
    assert result.returncode == 2 and result.stderr.count(b"\n") == 1


# ── SRX, the project's settings ─────────────────────────────────────────────────────────────────────────────


def test_our_rules_as_srx_can_be_used_again(bitext: Run, tmp_path: Path) -> None:
    words = b"Dr. No came. He left the U.S. Army.\n"
    (tmp_path / "en.srx").write_bytes(
        bitext("segment", "-", "--lang", "en", "--format", "srx", stdin=words).stdout
    )
    shown = text(bitext("segment", "-", "--lang", "en", "--srx", "en.srx", stdin=words))
    assert shown == "Dr. No came.\nHe left the U.S. Army.\n"


def test_a_project_file_speaks_for_all_commands_below_it(bitext: Run, tmp_path: Path) -> None:
    words = "He said: “Go. Stay.” See Xqz. Adams.\n".encode()
    (tmp_path / "bitext.toml").write_text('[segment]\nabbreviations = ["Xqz"]\nquotations = "whole"\n')
    assert text(bitext("segment", "-", "--lang", "en", stdin=words)).count("\n") == 2
    shown = text(bitext("segment", "-", "--lang", "en", "--quotations", "split", stdin=words))
    assert shown == "He said: “Go.\nStay.”\nSee Xqz. Adams.\n"
