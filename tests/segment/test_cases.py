"""Example sentences of each language, a paragraph a line with ``⏎`` at the ends, in ``cases/CODE.txt``."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.languages import language
from toolkit.model import Document
from toolkit.segment import segment

CASES = [
    pytest.param(path.stem, line, id=f"{path.stem}-{number}")
    for path in sorted((Path(__file__).parent / "cases").glob("*.txt"))
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
]


@pytest.mark.parametrize(("code", "line"), CASES)
def test_sentences_end_where_they_are_marked(code: str, line: str) -> None:
    assert language(code).known
    wanted = [piece.strip() for piece in line.split("⏎")]
    # Marks between spaces stand for one space, bare ones for none.
    text = line.replace(" ⏎ ", " ").replace("⏎", "")
    assert segment(Document(text, code)).strings() == wanted
