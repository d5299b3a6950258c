from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.catalog import State, load
from toolkit.catalog.statistics import Amount, Size, Statistics, file_statistics, size, statistics
from toolkit.errors import FormatError

PO = """msgid ""
msgstr ""
"Language: vi\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Open the file"
msgstr "Mở tệp"

#, fuzzy
msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d tệp"

msgid "Close"
msgstr ""

#~ msgid "Gone for ever"
#~ msgstr "Mất"
"""


@pytest.mark.parametrize(
    ("text", "words", "letters"),
    [
        ("", 0, 0),
        ("Open the file", 3, 0),
        ("  two\n\twords ", 2, 0),
        ("twenty-one – or so & more…", 4, 0),
        ("%d of {total} files, <b>bold</b>", 3, 0),
        ("100 %", 1, 0),
        ("Xin chào, thế giới!", 4, 0),
        ("打开文件", 4, 4),
        ("データ", 3, 3),
        ("Linuxで開く。", 4, 3),
        ("ที่", 1, 1),
        ("파일 열기", 2, 0),
    ],
)
def test_words(text: str, words: int, letters: int) -> None:
    assert size(text) == Size(words, len(text), letters)


def test_entries_by_state_without_the_header() -> None:
    counted = statistics(load(PO.encode()).entries)
    assert counted.states == {
        State.TRANSLATED: Amount(1, Size(3, 13), Size(2, 6)),
        State.FUZZY: Amount(1, Size(2, 15), Size(1, 6)),
        State.UNTRANSLATED: Amount(1, Size(1, 5)),
        State.OBSOLETE: Amount(1, Size(3, 13), Size(1, 3)),
    }
    assert counted.total == Amount(3, Size(6, 33), Size(3, 12))
    assert counted.done == 0.5


def test_what_has_no_words_is_judged_by_its_entries() -> None:
    assert statistics(load(b'msgid "%d"\nmsgstr "%d"\n\nmsgid "%s"\nmsgstr ""\n')).done == 0.5
    assert Statistics().done == 1.0


def test_files_add_up(tmp_path: Path) -> None:
    file = tmp_path / "vi.po"
    file.write_text(PO, encoding="utf-8")
    one = file_statistics(file)
    assert (one.path, one.language, one.problems) == (file, "vi", ())
    assert (one.statistics + one.statistics).total.source.words == 12


def test_a_file_with_errors_is_counted_as_far_as_it_is_understood(tmp_path: Path) -> None:
    file = tmp_path / "vi.po"
    file.write_text(PO.replace('msgid "Close"', 'msgid "Close'), encoding="utf-8")
    with pytest.raises(FormatError):
        file_statistics(file)
    lenient = file_statistics(file, lenient=True)
    assert lenient.statistics.total.entries == 2
    assert [problem.line for problem in lenient.problems] == [14]


@given(st.text())
def test_any_text_has_a_size(text: str) -> None:
    measured = size(text)
    assert 0 <= measured.letters <= measured.words <= measured.characters == len(text)
    assert size(f"{text} word").words == measured.words + 1 or "<" in text or "{" in text or "%" in text
