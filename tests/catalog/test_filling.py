from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.catalog import Catalog, State, load
from toolkit.catalog.candidates import Candidates, oriented
from toolkit.catalog.filled_comments import filled_as, without_comments
from toolkit.catalog.filling import Filled, Filling, Kind, fill
from toolkit.errors import UsageError
from toolkit.model import Unit, Units

HEADER = """msgid ""
msgstr ""
"Language: vi\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"""


def po(*entries: str) -> Catalog:
    return load("\n".join((HEADER, *entries)).encode())


def todo(msgid: str, comments: str = "", msgstr: str = "") -> str:
    return f'{comments}msgid "{msgid}"\nmsgstr "{msgstr}"\n'


def units(*pairs: tuple[str, str], confidence: float | None = None) -> list[Unit]:
    return [Unit(str(n), *pair, confidence=confidence) for n, pair in enumerate(pairs)]


def only(done: Filling) -> Filled:
    (found,) = done.filled
    return found


def text(done: Filling) -> str:
    return done.catalog.to_bytes().decode()


def test_the_same_message_is_translated_and_no_other_line_changes() -> None:
    catalog = po(todo("Open", "# note\n#: a.c:1\n"), todo("Close", "", "Đóng"), todo("Save"))
    done = fill(catalog, units(("Open", "Mở"), ("Close", "Khép")))
    expected = po(todo("Open", "# note\n#: a.c:1\n", "Mở"), todo("Close", "", "Đóng"), todo("Save"))
    assert text(done) == expected.to_bytes().decode()
    assert (only(done).kind, only(done).score, only(done).fuzzy) == (Kind.EXACT, 1.0, False)
    assert [key.msgid for key in done.left] == ["Save"]
    assert done.words == {"exact": 1, "fuzzy": 0, "left": 1}


def test_nothing_known_changes_nothing() -> None:
    catalog = po(todo("Open"))
    assert fill(catalog, []).catalog is catalog


def test_exact_ones_can_be_fuzzy_too() -> None:
    done = fill(po(todo("Open")), units(("Open", "Mở")), fuzzy_exact=True)
    assert done.catalog.entries[1].state is State.FUZZY


def test_the_most_frequent_translation_counts_then_the_first() -> None:
    pairs = units(("Open", "Mở"), ("Open", "Mở ra"), ("Open", "Mở ra"), ("Close", "Đóng"), ("Close", "Khép"))
    first, second = fill(po(todo("Open"), todo("Close")), pairs).filled
    assert (first.forms, first.alternatives) == (("Mở ra",), 2)
    assert (second.forms, second.alternatives) == (("Đóng",), 2)


def test_a_pair_whose_alignment_is_not_sure_is_fuzzy() -> None:
    done = fill(po(todo("Open")), units(("Open", "Mở"), confidence=0.8))
    assert (only(done).kind, only(done).score, only(done).fuzzy) == (Kind.ALIGNED, 0.8, True)
    assert '# fill: 0.80 aligned\n#, fuzzy\nmsgid "Open"\nmsgstr "Mở"\n' in text(done)
    assert not only(fill(po(todo("Open")), units(("Open", "Mở"), confidence=0.8), sure=0.8)).fuzzy


def test_another_context_is_fuzzy_and_the_same_is_not() -> None:
    other = po('msgctxt "menu"\n' + todo("Open", "", "Mở"))
    known = Candidates()
    known.add_catalog(other, "other.po")
    same, elsewhere = fill(po('msgctxt "menu"\n' + todo("Open"), todo("Open")), known).filled
    assert (same.kind, same.fuzzy) == (Kind.EXACT, False)
    assert (elsewhere.kind, elsewhere.fuzzy, elsewhere.origin) == (Kind.CONTEXT, True, "other.po")
    assert elsewhere.previous is not None and elsewhere.previous.msgctxt == "menu"
    assert only(fill(po('msgctxt "menu"\n' + todo("Open")), units(("Open", "Mở")))).kind is Kind.CONTEXT


def test_plural_forms_come_and_go() -> None:
    plural = 'msgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    done = fill(po(plural), units(("%d file", "%d tệp"), ("%d files", "%d các tệp")))
    assert (only(done).forms, only(done).kind) == (("%d tệp", "%d các tệp"), Kind.PLURAL)
    known = Candidates()
    known.add_catalog(po(plural.replace('[0] ""', '[0] "%d tệp"').replace('[1] ""', '[1] "%d các tệp"')))
    assert only(fill(po(plural), known)).kind is Kind.EXACT
    assert only(fill(po(todo("%d file")), known)).forms == ("%d tệp",)


def test_white_space_around_a_message_is_its_own() -> None:
    done = fill(po(todo("Open it.\\n")), units(("Open it.", "Mở nó.")))
    assert (only(done).forms, only(done).fuzzy) == (("Mở nó.\n",), False)


def test_a_similar_message_is_proposed_with_score_and_previous_msgid() -> None:
    known = Candidates()
    known.add_units(units(("The file could not be opened", "Không mở được tệp")), "m.tmx")
    catalog = po(todo("The files could not be opened", "# note\n#: a.c:1\n#, c-format\n"))
    done = fill(catalog, known)
    assert only(done).kind is Kind.SIMILAR
    assert text(done) == text(
        Filling(
            po(
                '# note\n# fill: 0.98 similar, m.tmx\n#: a.c:1\n#, fuzzy, c-format\n'
                '#| msgid "The file could not be opened"\n'
                + todo("The files could not be opened", "", "Không mở được tệp")
            ),
            (), (), {},
        )
    )  # fmt: skip
    assert filled_as(done.catalog.entries[1]) == (0.98, "similar")
    assert "# fill" not in text(fill(catalog, known, comments=False))
    assert not fill(catalog, known, threshold=0.99).filled
    assert not fill(catalog, known, threshold=2).filled


@pytest.mark.parametrize(
    ("message", "source", "target"),
    [
        ("Copy the file %s now", "Copy the file %d now", "Sao chép tệp %d: %d"),
        ("Wait for the 10 other files", "Wait for the other files", "Chờ các tệp khác"),
        ("The file is empty", "The file is not empty", "Tệp không rỗng"),
        ("Press <b>Enter</b> to go on", "Press <i>Enter</i> to go on", "Nhấn <i>Enter</i>"),
        ("Open %s", "Open %s", "Mở"),
        ("Open", "Open", "Mở %s"),
        ("Open {name}", "Open {name}", "Mở {tên}"),
    ],
)
def test_what_is_never_filled_in(message: str, source: str, target: str) -> None:
    done = fill(po(todo(message)), units((source, target)))
    assert not done.filled


@pytest.mark.parametrize(
    ("message", "source", "target", "made"),
    [
        ("&File", "File", "Tệp", None),  # no letter of the translation is certain
        ("&Open", "Open", "Mở ra", None),
        ("E&xit", "Exit", "Khép xem", "Khép &xem"),
        ("File", "&File", "&Tệp", "Tệp"),
        ("_File", "&File", "&Tệp", "_Tệp"),
        ("Save &As", "Save _As", "Lưu _dạng", "Lưu &dạng"),
        ("File", "&File", "文件(&F)", "文件"),
        ("&File", "File", "文件", "文件(&F)"),
        ("Name:", "Name", "Tên", "Tên:"),
        ("Name", "Name:", "Tên:", "Tên"),
        ("Open…", "Open", "Mở", "Mở…"),
        ("Open", "Open...", "Mở...", "Mở"),
    ],
)
def test_marks_of_a_surface_are_carried_over_where_that_is_certain(
    message: str, source: str, target: str, made: str | None
) -> None:
    done = fill(po(todo(message)), units((source, target)), threshold=2)
    if made is None:
        assert not done.filled
    else:
        assert (only(done).forms, only(done).kind, only(done).fuzzy) == ((made,), Kind.MARKS, True)


def test_a_closing_mark_is_written_as_the_catalog_writes_it() -> None:
    catalog = po(todo("Size:", "", "Taille :"), todo("Date:", "", "Date :"), todo("Name:"))
    assert only(fill(catalog, units(("Name", "Nom")))).forms == ("Nom :",)


@pytest.mark.parametrize(
    ("message", "source", "target", "made"),
    [
        ("Page 12 of the book", "Page 7 of the book", "Trang 7 của sách", "Trang 12 của sách"),
        ("Open {name} again", "Open {path} again", "Mở lại {path}", "Mở lại {name}"),
        ("Page 12 of the book", "Page 7 of the book", "Trang bảy của sách", None),
        ("Page 12 of the book", "Page 7 of the book", "Trang 7 của 7 sách", None),
        ("From 5 to 8", "From 5 to 5", "Từ 5 đến 5", None),
    ],
)
def test_a_number_or_a_variable_is_exchanged_where_it_is_there_once(
    message: str, source: str, target: str, made: str | None
) -> None:
    done = fill(po(todo(message)), units((source, target)), threshold=2)
    assert [found.forms for found in done.filled] == ([(made,)] if made else [])
    assert all(found.kind is Kind.NUMBERS and found.fuzzy for found in done.filled)


def test_sentences_are_put_together() -> None:
    pairs = units(
        ("Click Save.", "Bấm Lưu."),
        ("The file is written. It stays.", "Tệp được ghi và ở lại."),
        confidence=0.99,
    )
    message = "Click Save. The file is written. It stays."
    done = fill(po(todo(message)), pairs)
    assert (only(done).forms, only(done).kind, only(done).score) == (
        ("Bấm Lưu. Tệp được ghi và ở lại.",),
        Kind.JOINED,
        0.99,
    )
    assert not fill(po(todo(message + " Unknown.")), pairs, threshold=2).filled


def test_notes_are_taken_away_from_what_is_reviewed() -> None:
    catalog = po(todo("Open"), todo("Close"))
    done = fill(catalog, units(("Open", "Mở"), ("Close", "Đóng")), fuzzy_exact=True).catalog
    assert done.to_bytes().count(b"# fill: ") == 2
    reviewed = done.set("Open", "Mở", fuzzy=False)
    left = without_comments(reviewed, reviewed=True)
    assert [filled_as(entry) for entry in left.entries[1:]] == [None, (1.0, "exact")]
    assert b"# fill" not in without_comments(reviewed).to_bytes()
    assert without_comments(catalog) is catalog


def test_fuzzy_and_half_translated_entries_stay() -> None:
    half = 'msgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] "%d tệp"\nmsgstr[1] ""\n'
    catalog = po(
        todo("Open", "#, fuzzy\n", "Đóng"), half, "#~ " + todo("Gone").replace("\nmsgstr", "\n#~ msgstr")
    )
    assert fill(catalog, units(("Open", "Mở"), ("%d file", "%d"), ("Gone", "Mất"))).catalog is catalog


def test_fuzzy_entries_of_other_catalogs_are_no_source() -> None:
    known = Candidates()
    known.add_catalog(
        po(todo("Open", "#, fuzzy\n", "Đóng"), todo("Save", "#~ ", "Lưu").replace("\nmsg", "\n#~ msg"))
    )
    assert [candidate.entry.msgid for candidate in known] == ["Save"]


def test_units_the_other_way_round_are_turned() -> None:
    turned = list(oriented(Units(units(("Mở", "Open")), "vi", "en"), "en", "vi"))
    assert [(unit.source, unit.target) for unit in turned] == [("Open", "Mở")]
    same = Units(units(("Open", "Mở")), "en-US", "vi-VN")
    assert oriented(same, "en", "vi") is same
    with pytest.raises(UsageError, match="English–German, but the catalog is English–Vietnamese"):
        oriented(Units(units(("Open", "Öffnen")), "en", "de"), "en", "vi")
    unsaid = units(
        ("Hôm nay trời rất đẹp và chúng tôi đi dạo.", "The weather is fine and we went for a walk.")
    )
    assert next(iter(oriented(Units(unsaid), "en", "vi"))).target == unsaid[0].source


def test_what_was_not_understood_is_not_filled() -> None:
    with pytest.raises(UsageError, match="has errors"):
        fill(load(HEADER.encode() + b'\nmsgid "a\nmsgstr "b"\n', lenient=True), [])


WORDS = st.text("ab &_:.%d1\n", max_size=12)


@given(
    st.lists(st.tuples(WORDS, WORDS), max_size=8), st.lists(WORDS.filter(str.strip), max_size=5, unique=True)
)
def test_whatever_is_known_the_catalog_stays_whole(pairs: list[tuple[str, str]], messages: list[str]) -> None:
    escaped = [message.replace("\n", "\\n") for message in messages]
    catalog = po(*(todo(message, "#: a.c:1\n") for message in escaped))
    done = fill(catalog, units(*pairs))
    again = load(done.catalog.to_bytes())
    filled = {found.key: found for found in done.filled}
    assert len(again) == len(catalog)
    for old, new in zip(catalog, again, strict=True):
        assert (old.key, old.references) == (new.key, new.references)
        if old.key in filled:
            assert (new.msgstr, new.fuzzy) == (filled[old.key].forms, filled[old.key].fuzzy)
            assert 0 < filled[old.key].score <= 1
        else:
            assert old.msgstr == new.msgstr
