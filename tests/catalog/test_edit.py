import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.catalog import Catalog, Change, Key, load
from toolkit.errors import UsageError

PO = """# header note
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=n != 1;\\n"

#, fuzzy, c-format
#| msgid "Opne %s"
msgid "Open %s"
msgstr "Mở %s"   \t

#, fuzzy
msgctxt "menu"
msgid "Close"
msgstr "Đóng"
# left over
msgid "file"
msgid_plural "files"
msgstr[0] "tệp"
msgstr[1] "các tệp"

#~ msgid "Gone"
#~ msgstr ""
#~ "Đã "
#~ "mất"
"""


def after(
    po: str,
    msgid: str,
    msgstr: str | list[str],
    msgctxt: str | None = None,
    *,
    index: int | None = None,
    fuzzy: bool | None = None,
) -> str:
    return load(po.encode()).set(msgid, msgstr, msgctxt, index=index, fuzzy=fuzzy).to_bytes().decode()


def test_only_the_translation_changes() -> None:
    assert after(PO, "Open %s", "Mở tệp %s") == PO.replace('"Mở %s"', '"Mở tệp %s"')
    assert after(PO, "Close", "Khép", "menu") == PO.replace('"Đóng"', '"Khép"')


def test_the_same_translation_is_no_change() -> None:
    catalog = load(PO.encode())
    assert catalog.set("Close", "Đóng", "menu") is catalog


def test_plural_forms_one_by_one_together_and_more() -> None:
    assert after(PO, "file", "tập tin", index=1) == PO.replace('"các tệp"', '"tập tin"')
    both = PO.replace('"tệp"', '"a"').replace('"các tệp"', '"b"')
    assert after(PO, "file", ["a", "b"]) == both
    assert after(PO, "file", ["a", "b", "c"]) == both.replace('[1] "b"', '[1] "b"\nmsgstr[2] "c"')
    assert after(PO, "file", "c", index=2) == PO.replace('"các tệp"', '"các tệp"\nmsgstr[2] "c"')


def test_an_obsolete_entry_stays_commented_out() -> None:
    new = "một bản dịch khá dài mà một dòng duy nhất thì không thể nào chứa nổi, nên phải ngắt"
    changed = after(PO, "Gone", new)
    assert changed.startswith(PO[: PO.index("#~ msgstr")])
    assert all(line.startswith("#~ ") for line in changed[changed.index("#~") :].splitlines())
    assert load(changed.encode()).entries[-1].msgstr == (new,)


def test_the_fuzzy_flag() -> None:
    clear = PO.replace('#, fuzzy, c-format\n#| msgid "Opne %s"\n', "#, c-format\n")
    assert after(PO, "Open %s", "Mở %s", fuzzy=False) == clear
    assert after(clear, "Open %s", "Mở %s", fuzzy=True) == clear.replace("#, c-format", "#, fuzzy, c-format")
    assert after(PO, "Close", "Đóng", "menu", fuzzy=False) == PO.replace("#, fuzzy\n", "")
    marked = PO.replace('msgid "file"', '#, fuzzy\nmsgid "file"')
    assert after(PO, "file", ["tệp", "các tệp"], fuzzy=True) == marked
    assert after(marked, "file", ["tệp", "các tệp"], fuzzy=False) == PO


def test_many_changes_in_one_pass() -> None:
    catalog = load(PO.encode())
    changes = [Change(Key(None, "file"), "một", index=0), Change(Key(None, "Open %s"), "Mở ra %s")]
    changed = catalog.with_changes(changes).to_bytes().decode()
    assert changed == PO.replace('"tệp"', '"một"').replace('"Mở %s"', '"Mở ra %s"')
    with pytest.raises(UsageError, match="two changes"):
        catalog.with_changes([changes[0], changes[0]])


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_stay(newline: str, mark: str) -> None:
    po = mark + PO.replace("\n", newline)
    changed = after(po, "file", "một\nhai", index=0)
    assert changed == po.replace('"tệp"', f'""{newline}"một\\n"{newline}"hai"')


@pytest.mark.parametrize(
    ("arguments", "options", "problem"),
    [
        (("Nowhere", "x"), {}, "no entry 'Nowhere'"),
        (("Close", "x"), {}, "other contexts: 'menu'"),
        (("file", "x"), {}, "has plural forms"),
        (("file", ["x"]), {}, "1 forms for"),
        (("file", "x"), {"index": 3}, "no form 3"),
        (("Open %s", "x"), {"index": 1}, "no form 1"),
        (("Open %s", ["x", "y"]), {}, "2 forms for"),
    ],
)
def test_changes_that_do_not_fit(
    arguments: tuple[str, str | list[str]], options: dict[str, int], problem: str
) -> None:
    with pytest.raises(UsageError, match=problem):
        after(PO, *arguments, index=options.get("index"))


def test_several_tokens_on_a_line() -> None:
    po = 'msgid "a" msgstr "b" "c" msgid "d"\nmsgstr "e" # tail\n'
    assert after(po, "a", "x") == po.replace('"b" "c"', '"x"')
    assert after(po, "d", "x") == po.replace('"e"', '"x"')


def test_an_entry_marked_no_wrap_is_not_wrapped() -> None:
    po = '#, no-wrap\nmsgid "a"\nmsgstr "b"\n'
    assert after(po, "a", "word " * 40) == po.replace('"b"', f'"{"word " * 40}"')


def test_duplicates_are_edited_at_the_first_and_obsolete_ones_last() -> None:
    po = '#~ msgid "a"\n#~ msgstr "1"\n\nmsgid "a"\nmsgstr "2"\n\nmsgid "a"\nmsgstr "3"\n'
    assert after(po, "a", "x") == po.replace('"2"', '"x"')


TEXTS = st.text(st.characters(exclude_characters="\x04", codec="utf-8"), max_size=120)


@given(TEXTS, st.integers(0, 3), st.booleans())
def test_whatever_is_set_is_read_back_and_nothing_else_moves(text: str, which: int, fuzzy: bool) -> None:
    catalog = load(PO.encode())
    entry = catalog.entries[1 + which]
    changed = catalog.set(entry.msgid, [text, *entry.msgstr[1:]], entry.msgctxt, fuzzy=fuzzy)
    for old, new in zip(catalog.entries, Catalog(changed.to_bytes()).entries, strict=True):
        if old is entry:
            assert (new.key, new.msgstr[0]) == (old.key, text)
            assert new.fuzzy == fuzzy
        else:
            assert (new.key, new.msgstr, new.head) == (old.key, old.msgstr, old.head)
