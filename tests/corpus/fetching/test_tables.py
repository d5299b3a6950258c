from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.corpus.fetching.tables import parquet, table
from toolkit.errors import FormatError, UsageError

EN_VI = ("en", "vi")
ROWS = [(f"The cat number {n} sleeps.", f"Con mèo số {n} đang ngủ.") for n in range(30)]


def read(
    text: str, columns: tuple[str, str] | None = None, notice: Callable[[str], None] = lambda clause: None
) -> list[tuple[str, str]]:
    rows = table(io.BytesIO(text.encode("utf-8")), "x.tsv", EN_VI, columns, notice)
    return [(unit.source, unit.target) for unit in rows]


def made(pattern: str) -> str:
    return "".join(pattern.format(n=n, s=s, t=t) + "\n" for n, (s, t) in enumerate(ROWS))


@pytest.mark.parametrize(
    "pattern",
    [
        "{s}\t{t}",
        "1.0{n}\t{s}\t{t}",
        "{s}\t{t}\t0.{n}",
        "{n}\t{s}\t9{n}\t{t}",
        "https://example.org/{n}\thttps://example.org/vi/{n}\t{s}\t{t}\t0.5",
        "example.org\thttps://example.org/{n}\t{s}\thttps://example.org/vi\t{t}",
        "en\t{s}\tvi\t{t}",
    ],
)
def test_the_texts_are_found_among_scores_ids_and_addresses(pattern: str) -> None:
    assert read(made(pattern)) == ROWS


def test_a_header_tells() -> None:
    assert read("score\tvi\ten\n" + made("{n}\t{t}\t{s}")) == ROWS
    assert read("tgt_text\tsrc_text\turl\n" + made("{t}\t{s}\tnews item {n}")) == ROWS


def test_the_person_tells() -> None:
    both = made("{t}\t{s}\tsome note here {n}")
    assert read(both, ("2", "1")) == ROWS
    assert read("b\ta\tc\n" + both, ("a", "b")) == ROWS
    with pytest.raises(UsageError, match="no column 'd' – its columns: b, a, c"):
        read("b\ta\tc\n" + both, ("a", "d"))
    with pytest.raises(UsageError, match="no column 7"):
        read(both, ("1", "7"))


def test_where_nobody_can_tell_it_is_asked() -> None:
    with pytest.raises(FormatError, match=r"which of its 3 columns hold the texts.*--columns"):
        read(made("{s}\t{t}\tand a third text {n}"))
    with pytest.raises(FormatError, match="--columns"):
        read(made("{s}"))


def test_quotation_marks_are_text() -> None:
    assert read('"Hello," he said.\t"Chào," anh nói.\n') == [('"Hello," he said.', '"Chào," anh nói.')]


def test_a_few_rows_that_lack_a_text_are_left_out_and_counted() -> None:
    said: list[str] = []
    text = made("{s}\t{t}").splitlines()
    text[10:10] = ["no translation", "", "\t".join(ROWS[0])]
    assert len(read("\n".join(text) + "\n", notice=said.append)) == 31
    assert said == ["one row left out that lacks a text"] or said == ["1 row left out that lacks a text"]


def test_many_of_them_are_another_kind_of_file() -> None:
    text = made("{s}\t{t}") * 3 + "lonely\n" * 50
    with pytest.raises(FormatError, match=r"x\.tsv:101: has no column 2"):
        read(text)


def frame(path: Path, columns: dict[str, list[object]]) -> Path:
    arrow = pytest.importorskip("pyarrow")
    module = pytest.importorskip("pyarrow.parquet")
    module.write_table(arrow.table(columns), path)
    return path


@pytest.mark.parametrize(
    "columns",
    [
        {"source": [s for s, _t in ROWS], "target": [t for _s, t in ROWS]},
        {"vi": [t for _s, t in ROWS], "en": [s for s, _t in ROWS], "score": [0.5] * len(ROWS)},
        {"translation": [{"vi": t, "en": s} for s, t in ROWS]},
    ],
)
def test_parquet_of_any_columns(tmp_path: Path, columns: dict[str, list[object]]) -> None:
    with frame(tmp_path / "x.parquet", columns).open("rb") as stream:
        _names, rows = parquet(stream, "x", EN_VI, None)
        assert [(unit.source, unit.target) for unit in rows] == ROWS


def test_parquet_whose_columns_do_not_tell(tmp_path: Path) -> None:
    columns: dict[str, list[object]] = {"a": ["x"], "b": ["y"], "n": [1]}
    with frame(tmp_path / "x.parquet", columns).open("rb") as stream:
        with pytest.raises(FormatError, match="its columns: a, b, n"):
            parquet(stream, "x", EN_VI, None)
        _names, rows = parquet(stream, "x", EN_VI, ("b", "a"))
        assert [(unit.source, unit.target) for unit in rows] == [("y", "x")]
        with pytest.raises(FormatError, match="not text"):
            list(parquet(stream, "x", EN_VI, ("a", "n"))[1])
    with pytest.raises(FormatError, match="is not Parquet"):
        parquet(io.BytesIO(b"PAR1 and no more"), "x", EN_VI, None)
