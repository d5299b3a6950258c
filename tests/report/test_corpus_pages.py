"""The pages about corpora and builds: whole in themselves, the same for the same figures, nothing run in."""

from __future__ import annotations

import copy
import hashlib
import json
import re
import tomllib
from base64 import b64encode
from collections.abc import Callable
from html.parser import HTMLParser
from importlib.resources import files
from typing import Any

import pytest

from toolkit.errors import UsageError
from toolkit.report.corpus import render_corpus
from toolkit.report.corpus_charts import binned, median
from toolkit.report.corpus_frame import duration, size, wording
from toolkit.report.run import render_run, render_run_json

FACTS: dict[str, Any] = {
    "tool": "bitext-toolkit 1.2",
    "corpora": [{"id": "tales", "title": "Tales", "documents": 5}],
    "languages": {
        "en": {
            "documents": 2, "bytes": 2048, "segments": 30, "words": 300, "repeated": 3,
            "lengths": {"4": 10, "17": 19, "100": 1}, "sizes": {"8": 1, "16": 1},
        },
        "vi": {
            "documents": 3, "bytes": 3000000, "segments": 1234, "words": 12345, "repeated": 0,
            "lengths": {"9": 1234}, "sizes": {"0": 1, "64": 2},
        },
    },
    "pairs": {"vi-en": 2},
    "aligned": {"vi-en": {"units": 30, "repeated": 3}},
    "beads": {"1-1": 28, "1-0": 2},
    "alone": ["tales/c.vi.txt"],
    "changed": ["tales/b.vi.txt"],
    "same": [{"file": "tales/e.vi.txt", "as": "tales/a.vi.txt"}],
    "failures": [{"file": "tales/<d>.vi.txt", "reason": "no such file"}],
    "rights": {"CC BY 4.0": 5},
    "provenance": {"A mirror & more": 5},
}  # fmt: skip
CARD: dict[str, Any] = {
    "tool": "bitext-toolkit 1.2",
    "command": "bitext corpus build tales",
    "corpora": [{"id": "tales", "title": "Tales", "documents": 5}],
    "pairs": {"vi-en": {"documents": 2, "units": 1500, "words": {"en": 9000, "vi": 12000}}},
    "beads": {"1-1": 1400, "2-1": 100},
    "dropped": {"one side is empty": 400, "check number": 100},
    "findings": {"number": 120, "quotes": 7},
    "rights": {"CC BY 4.0": 5},
    "provenance": {"unknown": 5},
    "shards": [{"file": "vi-en/units-00000.jsonl", "units": 1500, "bytes": 5 << 20, "sha256": "ab" * 32}],
}
RUN: dict[str, Any] = {
    "seconds": {"align": 30.0, "check": 10.0},
    "elapsed": 75.4,
    "pairs": 2,
    "units": 1500,
    "reused": 1,
    "set_aside": 2,
    "engine": "process",
}
FAILURES = [
    {
        "corpus": "tales",
        "source": source,
        "target": target,
        "stage": "read",
        "reason": f"{name}: no such file",
    }
    for source, target, name in (("x/a.txt", "a.en.txt", "a.txt"), ("b.txt", "", "b.txt"))
]

PAGES: dict[str, Callable[..., str]] = {
    "corpus": lambda **how: render_corpus(FACTS, **how),
    "run": lambda **how: render_run(CARD, RUN, FAILURES, **how),
}


class Elements(HTMLParser):
    """The elements of a page with their attributes, and its texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        if self.found and self.found[-1][0] not in ("style", "script"):
            self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_page_asks_for_nothing_and_runs_only_what_it_names(name: str, language: str) -> None:
    page = PAGES[name](language=language, command="bitext <x>", created="2026-01-02")
    assert page == PAGES[name](language=language, command="bitext <x>", created="2026-01-02")
    elements = Elements(page)
    policy = next(a["content"] for _t, a in elements.found if a.get("http-equiv"))
    assert policy.startswith("default-src 'none'; ")
    for tag, source in (("style", "style-src"), ("script", "script-src")):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")
        assert f"{source} 'sha256-{digest}'" in policy
    for tag, attributes in elements.found:
        assert not {"style", "onclick", "src"} & set(attributes), (tag, attributes)
        assert attributes.get("href", "#")[0] == "#" or attributes["href"].startswith("data:")
    names = [a["id"] for _t, a in elements.found if "id" in a]
    assert len(names) == len(set(names))
    anchors = {a["href"][1:] for _t, a in elements.found if a.get("href", "").startswith("#")}
    assert anchors <= set(names)
    assert f'lang="{language}"' in page


def test_what_a_corpus_holds() -> None:
    text = Elements(render_corpus(FACTS, created="2026-01-02")).text
    assert "6 documents in 2 languages; some of them cannot be used as they are." in text
    assert "1 document cannot be read. 1 document is not what the manifest says." in text
    for figure in ("1,264", "12,645", "2.9 MB", "2.0 KB", "93.3%", "10.0%"):
        assert figure in text
    assert "tales/<d>.vi.txt no such file" in text and "A mirror & more" in text
    assert "Segments by words: English" in text and "15–19" in text and "100+" in text
    assert "Tiếng Việt → English" in text


def test_a_corpus_without_a_fault_and_one_without_anything() -> None:
    clean = copy.deepcopy(FACTS) | {key: [] for key in ("alone", "changed", "same", "failures")}
    assert "all of them as the manifest says" in render_corpus(clean)
    assert 'id="trouble"' not in render_corpus(clean)
    empty = clean | {key: {} for key in ("languages", "pairs", "aligned", "beads", "rights", "provenance")}
    assert "There are no documents" in render_corpus(empty)


def test_how_a_build_went() -> None:
    text = Elements(render_run(CARD, RUN, FAILURES)).text
    assert "1,500 units from 2 document pairs, in 1 min 15 s; 2 were set aside." in text
    assert "1 of the pairs were done before." in text
    assert "25.0% of what was found" in text  # 500 of 2,000
    assert "align 30.0 s 75.0%" in text and "one side is empty 400 80.0%" in text
    assert "read: no such file 2 tales/x/a.txt ~ a.en.txt tales/b.txt" in text
    assert "vi-en/units-00000.jsonl 1,500 5.0 MB " + "ab" * 32 in text
    assert "engine process" in text  # whatever a run says of itself


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"set_aside": 0}, "1,500 units from 2 document pairs, in 1 min 15 s."),
        ({"set_aside": 0, "reused": 2}, "All of it was done before"),
        ({"pairs": 0, "units": 0, "reused": 0}, "Nothing came of it: 2 were set aside."),
        ({"pairs": 0, "units": 0, "reused": 0, "set_aside": 0}, "There was nothing to build"),
        ({"elapsed": 0.0}, "in 0.0 s"),
        ({"elapsed": 7300.0}, "in 2 h 1 min"),
    ],
)
def test_the_first_sentence_says_it(change: dict[str, Any], said: str) -> None:
    assert said in render_run(CARD, RUN | change, FAILURES)


def test_the_same_for_programs() -> None:
    made = json.loads(render_run_json(CARD, RUN, FAILURES))
    assert made == {"card": CARD, "run": RUN, "failures": FAILURES}


def test_long_lists_are_cut_and_say_so() -> None:
    many = [{**FAILURES[0], "source": f"{n}.txt", "reason": "no such file"} for n in range(400)]
    page = render_run(CARD, RUN, many)
    assert "… and 350 more." in page and page.count("<li><bdi") == 50


def test_both_languages_have_the_same_phrases() -> None:
    folder = files("toolkit.report") / "corpus_strings"
    tables = {
        code: tomllib.loads((folder / f"{code}.toml").read_text(encoding="utf-8")) for code in ("en", "vi")
    }

    def keys(table: dict[str, Any], prefix: str = "") -> set[str]:
        found: set[str] = set()
        for key, value in table.items():
            found |= keys(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key}
        return {key for key in found if not key.endswith(".one")}

    assert keys(tables["en"]) == keys(tables["vi"])
    gaps = re.compile(r"\{\w+\}")
    for key in keys(tables["en"]):
        english, vietnamese = (wording(code).phrases[key] for code in ("en", "vi"))
        assert set(gaps.findall(english)) == set(gaps.findall(vietnamese)), key
    with pytest.raises(UsageError):
        wording("xx")


def test_numbers_for_people() -> None:
    words = wording("en")
    assert [size(n, words) for n in (12, 1024, 1_020_000)] == ["12 bytes", "1.0 KB", "1.0 MB"]
    assert [duration(s, words) for s in (0.26, 61, 3600)] == ["0.3 s", "1 min 1 s", "1 h 0 min"]
    assert median({1: 2, 5: 1, 9: 1}) == 1 and median({}) == 0
    assert binned({0: 1, 7: 2, 99: 1, 250: 4}, 5, 100, words)[1] == ("5", 2)
    assert binned({0: 1, 250: 4}, 5, 100, words)[-1] == ("100", 4)
