from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.catalog import Catalog, Key, load
from toolkit.catalog.conflicts import unresolved
from toolkit.catalog.layout import Page, entry_lines
from toolkit.catalog.merging import Merge, merge
from toolkit.catalog.model import Entry, Previous, State
from toolkit.errors import UsageError

HEADER = """# Vietnamese
msgid ""
msgstr ""
"POT-Creation-Date: 2024-01-01 10:00+0000\\n"
"PO-Revision-Date: 2024-01-02 10:00+0000\\n"
"Last-Translator: A <a@example.org>\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=n != 1;\\n"
"X-Generator: One 1.0\\n"
"""
OPEN = '#: a.c:1\nmsgid "Open"\nmsgstr "Mở"\n'
SAVE = '#: a.c:2\nmsgid "Save"\nmsgstr "Lưu"\n'
CLOSE = '#: a.c:3\nmsgid "Close"\nmsgstr ""\n'
FILES = 'msgid "file"\nmsgid_plural "files"\nmsgstr[0] "tệp"\nmsgstr[1] "các tệp"\n'
GONE = '#~ msgid "Gone"\n#~ msgstr "Đã mất"\n'


def po(*entries: str) -> Catalog:
    return load("\n".join((HEADER, *entries)).encode())


BASE = po(OPEN, SAVE, CLOSE, FILES, GONE)


def swapped(catalog: Catalog, *pairs: tuple[str, str]) -> Catalog:
    """A catalog with pieces of its text replaced; each has to be there once."""
    text = catalog.to_bytes().decode()
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return load(text.encode())


def text(done: Merge) -> str:
    return done.catalog.to_bytes().decode()


def both(ours: tuple[str, str], theirs: tuple[str, str], base: Catalog = BASE) -> str:
    """The merge of one change on each side, which has to be without conflict, whichever side is ours."""
    left, right = swapped(base, ours), swapped(base, theirs)
    done, other = merge(base, left, right), merge(base, right, left)
    assert not done.conflicts and not other.conflicts
    assert sorted(text(done)) == sorted(text(other))
    return text(done)


def test_changes_to_neighbouring_entries_are_no_conflict() -> None:
    one, two = ('"Mở"', '"Mở ra"'), ('"Lưu"', '"Lưu lại"')
    assert both(one, two) == text(Merge(swapped(BASE, one, two)))


def test_changes_to_the_parts_of_one_entry_are_no_conflict() -> None:
    one, two = ('"tệp"', '"tập tin"'), ('"các tệp"', '"các tập tin"')
    assert both(one, two) == text(Merge(swapped(BASE, one, two)))
    note = ("#: a.c:2", "# a note\n#: a.c:2")
    assert both(note, ('"Lưu"', '"Lưu lại"')) == text(Merge(swapped(BASE, note, ('"Lưu"', '"Lưu lại"'))))


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    changed = ('"Lưu"', '"Ghi"')
    assert both(changed, changed) == text(Merge(swapped(BASE, changed)))


def test_two_translations_are_a_conflict_every_tool_can_read() -> None:
    done = merge(BASE, swapped(BASE, ('"Lưu"', '"Ghi"')), swapped(BASE, ('"Lưu"', '"Cất"')), label="menu")
    entry = done.catalog.find("Save")
    assert entry is not None
    assert (entry.msgstr, entry.fuzzy) == (("Ghi",), True)
    assert text(done) == text(
        Merge(
            swapped(
                BASE,
                (SAVE, '# <<<<<<< theirs: menu\n# msgstr "Cất"\n# >>>>>>>\n' + SAVE),
                ('"Lưu"', '"Ghi"'),
                ('#: a.c:2\nmsgid "Save"', '#: a.c:2\n#, fuzzy\nmsgid "Save"'),
            )
        )
    )
    (conflict,) = done.conflicts
    assert (conflict.key, conflict.part) == (Key(None, "Save"), "msgstr")
    assert (conflict.base, conflict.ours, conflict.theirs) == (("Lưu",), ("Ghi",), ("Cất",))
    assert conflict.line == entry.line
    (found,) = unresolved(done.catalog)
    assert (found.key, found.ours, found.theirs) == (conflict.key, conflict.ours, conflict.theirs)


@pytest.mark.parametrize(("prefer", "kept", "lost"), [("ours", "Ghi", "Cất"), ("theirs", "Cất", "Ghi")])
def test_a_side_can_win_all_conflicts(prefer: str, kept: str, lost: str) -> None:
    sides = swapped(BASE, ('"Lưu"', '"Ghi"')), swapped(BASE, ('"Lưu"', '"Cất"'))
    done = merge(BASE, *sides, prefer="ours" if prefer == "ours" else "theirs")
    assert not done.conflicts
    assert text(done) == text(Merge(swapped(BASE, ('"Lưu"', f'"{kept}"'))))
    assert [replaced.msgstr for replaced in done.replaced] == [(lost,)]


def test_a_conflict_in_one_plural_form_keeps_what_both_did_to_the_other() -> None:
    ours = swapped(BASE, ('"tệp"', '"một"'), ('"các tệp"', '"nhiều"'))
    done = merge(BASE, ours, swapped(BASE, ('"tệp"', '"hai"')))
    (conflict,) = done.conflicts
    assert (conflict.ours, conflict.theirs) == (("một", "nhiều"), ("hai", "nhiều"))
    assert '# msgstr[0] "hai"\n# msgstr[1] "nhiều"\n' in text(done)
    assert [found.theirs for found in unresolved(done.catalog)] == [("hai", "nhiều")]


def test_a_longer_marker() -> None:
    sides = swapped(BASE, ('"Lưu"', '"Ghi"')), swapped(BASE, ('"Lưu"', '"Cất"'))
    assert "# <<<<<<<<<< theirs\n" in text(merge(BASE, *sides, marker_size=10))


def test_references_alone_never_conflict() -> None:
    done = merge(BASE, swapped(BASE, ("a.c:2", "a.c:20")), swapped(BASE, ("a.c:2", "a.c:30")))
    assert not done.conflicts
    assert "#: a.c:20 a.c:30\n" in text(done)
    date = ("2024-01-01 10", "2024-05-01 10")
    newer = merge(BASE, swapped(BASE, ("a.c:2", "a.c:20")), swapped(BASE, ("a.c:2", "a.c:30"), date))
    assert text(newer) == text(Merge(swapped(BASE, ("a.c:2", "a.c:30"), date)))


def test_wrapping_a_string_anew_is_no_change() -> None:
    wrapped = ('msgstr "Lưu"', 'msgstr ""\n"Lư"\n"u"')
    assert both(wrapped, ('"Mở"', '"Mở ra"')) == text(Merge(swapped(BASE, wrapped, ('"Mở"', '"Mở ra"'))))
    changed = both(wrapped, ('msgstr "Lưu"', 'msgstr "Lưu lại"'))
    assert changed == text(Merge(swapped(BASE, ('msgstr "Lưu"', 'msgstr "Lưu lại"'))))


def test_additions_stand_where_they_were_put() -> None:
    one, two = 'msgid "One"\nmsgstr "Một"\n', 'msgid "Two"\nmsgstr "Hai"\n'
    done = merge(BASE, po(OPEN, one, SAVE, CLOSE, FILES, GONE), po(OPEN, two, SAVE, CLOSE, FILES, GONE))
    assert text(done) == text(Merge(po(OPEN, one, two, SAVE, CLOSE, FILES, GONE)))
    last = merge(BASE, po(OPEN, SAVE, CLOSE, FILES, one, GONE), po(OPEN, SAVE, CLOSE, FILES, two, GONE))
    assert text(last) == text(Merge(po(OPEN, SAVE, CLOSE, FILES, one, two, GONE)))


def test_the_same_addition_on_both_sides_is_one_entry() -> None:
    new = 'msgid "New"\nmsgstr "Mới"\n'
    sides = po(OPEN, new, SAVE, CLOSE, FILES, GONE), po(OPEN, SAVE, CLOSE, FILES, new, GONE)
    assert text(merge(BASE, *sides)) == text(Merge(sides[0]))
    untranslated = po(OPEN, new.replace("Mới", ""), SAVE, CLOSE, FILES, GONE)
    assert text(merge(BASE, untranslated, sides[1])) == text(Merge(sides[0]))
    other = po(OPEN, new.replace("Mới", "Tân"), SAVE, CLOSE, FILES, GONE)
    assert [conflict.theirs for conflict in merge(BASE, sides[0], other).conflicts] == [("Tân",)]


def test_moves_and_removals() -> None:
    moved, changed = po(SAVE, CLOSE, OPEN, FILES, GONE), swapped(BASE, ('"Mở"', '"Mở ra"'))
    expected = swapped(moved, ('"Mở"', '"Mở ra"'))
    assert text(merge(BASE, changed, moved)) == text(merge(BASE, moved, changed)) == text(Merge(expected))
    removed = po(OPEN, CLOSE, FILES)
    assert text(merge(BASE, changed, removed)) == text(Merge(swapped(removed, ('"Mở"', '"Mở ra"'))))


def test_a_translation_of_a_message_the_other_side_removed_is_kept_as_obsolete() -> None:
    removed, translated = (
        po(OPEN, SAVE, FILES, GONE),
        swapped(BASE, ('"Close"\nmsgstr ""', '"Close"\nmsgstr "Đóng"')),
    )
    expected = po(OPEN, SAVE, FILES, GONE, '#~ msgid "Close"\n#~ msgstr "Đóng"\n')
    for done in (merge(BASE, removed, translated), merge(BASE, translated, removed)):
        assert not done.conflicts
        assert text(done) == text(Merge(expected))
        assert done.obsolete == (Key(None, "Close"),)


def test_an_entry_made_obsolete_takes_the_other_sides_translation_along() -> None:
    obsolete = po(OPEN, CLOSE, FILES, GONE, '#~ msgid "Save"\n#~ msgstr "Lưu"\n')
    changed = swapped(BASE, ('"Lưu"', '"Lưu lại"'))
    expected = swapped(obsolete, ('"Lưu"', '"Lưu lại"'))
    assert (
        text(merge(BASE, changed, obsolete)) == text(merge(BASE, obsolete, changed)) == text(Merge(expected))
    )


def test_a_revived_entry_takes_the_other_sides_translation_along() -> None:
    revived = po(OPEN, '#: b.c:1\nmsgid "Gone"\nmsgstr "Đã mất"\n', SAVE, CLOSE, FILES)
    changed = swapped(BASE, ("Đã mất", "Mất rồi"))
    expected = swapped(revived, ("Đã mất", "Mất rồi"))
    assert text(merge(BASE, changed, revived)) == text(merge(BASE, revived, changed)) == text(Merge(expected))


def test_a_new_translation_follows_its_message_to_the_new_wording() -> None:
    reworded = 'msgid "Save it"\nmsgstr "Lưu"\n'
    updated = po(OPEN, '#: a.c:2\n#, fuzzy\n#| msgid "Save"\n' + reworded, CLOSE, FILES, GONE)
    changed = swapped(BASE, ('"Lưu"', '"Ghi lại"'))
    for done in (merge(BASE, updated, changed), merge(BASE, changed, updated)):
        assert text(done) == text(Merge(swapped(updated, ('"Lưu"', '"Ghi lại"'))))
        assert (done.followed, done.obsolete) == ((Key(None, "Save it"),), ())


def test_a_proposal_gives_way_to_a_translation() -> None:
    proposed = ('msgid "Close"\nmsgstr ""', '#, fuzzy\n#| msgid "Closed"\nmsgid "Close"\nmsgstr "Đã đóng"')
    translated = ('msgid "Close"\nmsgstr ""', 'msgid "Close"\nmsgstr "Đóng"')
    assert both(proposed, translated) == text(Merge(swapped(BASE, translated)))
    done = merge(BASE, swapped(BASE, proposed), swapped(BASE, translated))
    assert [(r.side, r.msgstr) for r in done.replaced] == [("ours", ("Đã đóng",))]


def test_an_approval_does_not_pass_to_strings_it_was_not_given_for() -> None:
    base = swapped(BASE, ('#: a.c:2\nmsgid "Save"', '#: a.c:2\n#, fuzzy\nmsgid "Save"'))
    approved = swapped(base, ("#, fuzzy\n", ""))
    done = merge(base, approved, swapped(base, ('"Lưu"', '"Ghi"')))
    entry = done.catalog.find("Save")
    assert entry is not None and entry.fuzzy
    assert [(c.ours, c.theirs) for c in done.conflicts] == [(("Lưu",), ("Ghi",))]
    corrected = merge(base, approved, swapped(base, ('"Lưu"', '"Ghi"'), ("#, fuzzy\n", "")))
    assert text(corrected) == text(Merge(swapped(approved, ('"Lưu"', '"Ghi"'))))


def test_the_header_takes_the_later_dates_and_never_quarrels_about_programs() -> None:
    ours = (("2024-01-02 10:00+0000", "2024-03-01 10:00+0000"), ("A <a@example.org>", "B <b@example.org>"))
    theirs = (
        ("2024-01-02 10:00+0000", "2024-03-01 11:30+0200"),
        ("2024-01-01 10:00", "2024-02-01 10:00"),
        ("A <a@example.org>", "C <c@example.org>"),
        ("One 1.0", "Two 2.0"),
    )
    done = merge(BASE, swapped(BASE, *ours), swapped(BASE, *theirs))
    assert text(done) == text(Merge(swapped(BASE, *ours, theirs[1], theirs[3])))
    assert not done.conflicts


def test_two_plural_rules_are_a_conflict() -> None:
    rule = "nplurals=2; plural=n != 1;"
    ours, theirs = (rule, "nplurals=1; plural=0;"), (rule, "nplurals=2; plural=n > 1;")
    done = merge(BASE, swapped(BASE, ours), swapped(BASE, theirs))
    assert '# Vietnamese\n# <<<<<<< theirs\n# Plural-Forms "nplurals=2; plural=n > 1;"\n' in text(done)
    assert [(c.part, c.ours, c.theirs) for c in done.conflicts] == [
        ("Plural-Forms", ("nplurals=1; plural=0;",), ("nplurals=2; plural=n > 1;",))
    ]
    assert [c.part for c in unresolved(done.catalog)] == ["Plural-Forms"]
    assert done.catalog.header is not None and not done.catalog.header.fuzzy
    preferred = merge(BASE, swapped(BASE, ours), swapped(BASE, theirs), prefer="theirs")
    assert text(preferred) == text(Merge(swapped(BASE, theirs)))


def test_line_ends_and_charset_follow_the_side_that_changed_them() -> None:
    crlf = load(BASE.to_bytes().replace(b"\n", b"\r\n"))
    changed = swapped(BASE, ('"Lưu"', '"Ghi"'))
    for sides in ((crlf, changed), (changed, crlf)):
        assert merge(BASE, *sides).catalog.to_bytes() == changed.to_bytes().replace(b"\n", b"\r\n")


def test_the_charset_follows_the_side_that_changed_it() -> None:
    french = 'msgid "Summer"\nmsgstr "été"\n\nmsgid "Off"\nmsgstr "éteint"\n'
    old = load((HEADER.replace("UTF-8", "ISO-8859-1") + "\n" + french).encode("latin-1"))
    new = load((HEADER + "\n" + french).encode())
    for sides in ((old.set("Summer", "l'été"), new), (new, old.set("Summer", "l'été"))):
        assert merge(old, *sides).catalog.to_bytes() == new.set("Summer", "l'été").to_bytes()


def test_white_space_between_untouched_entries_stays() -> None:
    base = load(BASE.to_bytes().replace(b"\n\n", b"\n\n\n") + b"\n\n# the end\n")
    done = merge(base, base.set("Open", "Mở ra"), base.set("Save", "Ghi"))
    assert text(done) == text(Merge(base.set("Open", "Mở ra").set("Save", "Ghi")))


def test_without_a_common_beginning() -> None:
    one = po(OPEN, SAVE)
    two = load(po(OPEN.replace("Mở", "Mở ra"), CLOSE).to_bytes())
    done = merge(load(b""), one, two)
    assert [entry.msgid for entry in done.catalog] == ["", "Open", "Save", "Close"]
    assert [(c.ours, c.theirs) for c in done.conflicts] == [(("Mở",), ("Mở ra",))]


def test_what_was_not_understood_is_not_merged() -> None:
    broken = load(HEADER.encode() + b'\nmsgid "a\nmsgstr "b"\n', lenient=True)
    with pytest.raises(UsageError, match="has errors"):
        merge(BASE, broken, BASE)
    with pytest.raises(UsageError, match="several domains"):
        merge(BASE, load(b'domain "x"\nmsgid "a"\nmsgstr "b"\n'), BASE)


# Whole histories: a catalog, and what two people did to it.

WORDS = st.sampled_from(["", "một", "hai tệp", "ba\n", "một bản dịch khá dài để dòng phải ngắt " * 2])
MSGIDS = [f"message {number}" for number in range(8)]


def entries() -> st.SearchStrategy[Entry]:
    return st.builds(
        lambda msgid, msgstr, fuzzy, note, line, obsolete, plural: Entry(
            msgid,
            (msgstr, msgstr + "s") if plural else (msgstr,),
            msgid_plural=msgid + "s" if plural else None,
            previous=Previous("old " + msgid) if fuzzy == 2 else None,
            head="\n".join(
                [*(["# " + note] if note else []), *([f"#: a.c:{line}"] if not obsolete else [])]
                + (["#, fuzzy"] if fuzzy and msgstr else [])
            ),
            obsolete=obsolete,
        ),
        st.sampled_from(MSGIDS),
        WORDS,
        st.integers(0, 2),
        st.sampled_from(["", "note", "other note"]),
        st.integers(1, 3),
        st.booleans(),
        st.booleans(),
    )  # fmt: skip


def written(items: list[Entry], width: int | None = 79) -> Catalog:
    unique = {entry.msgid: entry for entry in items}
    blocks = [HEADER.rstrip()] + ["\n".join(entry_lines(entry, Page(width))) for entry in unique.values()]
    return load(("\n\n".join(blocks) + "\n").encode())


@st.composite
def histories(draw: st.DrawFn) -> tuple[Catalog, Catalog, Catalog]:
    base = draw(st.lists(entries(), max_size=7))

    def side() -> Catalog:
        items = list(base)
        for _ in range(draw(st.integers(0, 4))):
            place = draw(st.integers(0, max(len(items) - 1, 0)))
            action = draw(st.sampled_from(["change", "add", "remove", "move", "obsolete"]))
            if action == "add" or not items:
                items.insert(place, draw(entries()))
            elif action == "remove":
                items.pop(place)
            elif action == "move":
                items.insert(draw(st.integers(0, len(items) - 1)), items.pop(place))
            elif action == "obsolete":
                items[place] = replace(items[place], obsolete=not items[place].obsolete)
            else:
                forms = tuple(draw(WORDS) for _ in items[place].msgstr)
                items[place] = replace(items[place], msgstr=forms)
        return written(items, draw(st.sampled_from([79, 79, 40])))

    return written(base), side(), side()


@given(histories())
def test_where_one_side_changed_nothing_the_other_is_the_result(
    history: tuple[Catalog, Catalog, Catalog],
) -> None:
    base, ours, theirs = history
    assert merge(base, base, theirs).catalog.to_bytes() == theirs.to_bytes()
    assert merge(base, ours, base).catalog.to_bytes() == ours.to_bytes()
    assert merge(base, ours, ours).catalog.to_bytes() == ours.to_bytes()


def content(catalog: Catalog) -> dict[Key, object]:
    return {
        entry.key: (entry.msgstr, entry.fuzzy, entry.obsolete, sorted(entry.comments), entry.previous)
        for entry in catalog
    }


@given(histories())
def test_it_does_not_matter_which_side_is_ours(history: tuple[Catalog, Catalog, Catalog]) -> None:
    base, ours, theirs = history
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    assert {c.key for c in one.conflicts} == {c.key for c in other.conflicts}
    if not one.conflicts:
        assert content(one.catalog) == content(other.catalog)


@given(histories())
def test_no_translation_gets_lost(history: tuple[Catalog, Catalog, Catalog]) -> None:
    base, ours, theirs = history
    done = merge(base, ours, theirs)
    result = {entry.key: entry for entry in done.catalog}
    rivals = {conflict.key: conflict.theirs for conflict in unresolved(done.catalog)}
    before, left, right = ({entry.key: entry for entry in side} for side in history)
    for key, entry in [*left.items(), *right.items()]:
        if key == Key(None, "") or not any(entry.msgstr):
            continue
        old = before[key].msgstr if key in before else ()
        new = set(entry.msgstr).difference(old, [""])
        if not new:
            continue  # what is not new the other side may have replaced or removed
        there = result[key].msgstr
        strings = {
            *there,
            *rivals.get(key, ()),
            *(s for r in done.replaced if r.key == key for s in r.msgstr),
        }
        assert strings >= new, key


@given(histories())
def test_the_result_is_a_catalog_and_every_conflict_is_told(
    history: tuple[Catalog, Catalog, Catalog],
) -> None:
    base, ours, theirs = history
    done = merge(base, ours, theirs)
    entries = {entry.key: entry for entry in load(done.catalog.to_bytes())}
    assert len(entries) == len(done.catalog)
    assert {c.key for c in done.conflicts} == {c.key for c in unresolved(done.catalog)}
    for conflict in done.conflicts:
        entry = entries[conflict.key]
        assert (entry.msgstr, entry.line) == (conflict.ours, conflict.line)
        assert entry.obsolete or entry.state is not State.TRANSLATED
    changed = set(done.taken) | set(done.obsolete)
    mine = {entry.key: entry for entry in ours}
    for key, entry in entries.items():
        if key not in changed:
            assert replace(entry, line=0, start=0) == replace(mine[key], line=0, start=0)
