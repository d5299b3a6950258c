import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.catalog import Catalog, Key, load, update
from toolkit.catalog.matching import Memory, is_typo, signature
from toolkit.errors import UsageError

HEADER = """# Vietnamese
msgid ""
msgstr ""
"POT-Creation-Date: 2024-01-01 10:00+0000\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"""


def po(*entries: str) -> Catalog:
    return load("\n".join((HEADER, *entries)).encode())


def entry(msgid: str, msgstr: str = "", comments: str = "", context: str = "", mark: str = "") -> str:
    lines = [f'msgctxt "{context}"'] if context else []
    lines += [f'msgid "{msgid}"', f'msgstr "{msgstr}"']
    return comments + "".join(f"{mark}{line}\n" for line in lines)


def test_an_unchanged_template_changes_nothing() -> None:
    catalog = po(
        entry("Open file", "Mở tệp", "# note\n#: a.c:1\n"),
        entry("Save", "", "#: a.c:2\n"),
        entry("Closed", "Đóng", mark="#~ "),
    )
    template = po(entry("Open file", "", "#: a.c:1\n"), entry("Save", "", "#: a.c:2\n"))
    assert update(catalog, template).catalog is catalog


def test_references_and_order_follow_the_template_and_notes_stay() -> None:
    catalog = po(entry("One", "Một", "# note\n#: a.c:1\n"), entry("Two", "Hai", "#: a.c:2\n"))
    template = po(entry("Two", "", "#: a.c:3\n"), entry("One", "", "#. hint\n#: a.c:9\n"))
    expected = po(entry("Two", "Hai", "#: a.c:3\n"), entry("One", "Một", "# note\n#. hint\n#: a.c:9\n"))
    done = update(catalog, template)
    assert done.catalog.to_bytes() == expected.to_bytes()
    assert done.kept == (Key(None, "Two"), Key(None, "One"))


def test_the_creation_date_follows_the_template() -> None:
    template = load(HEADER.replace("2024-01-01", "2025-02-02").encode())
    assert update(po(), template).catalog.to_bytes() == template.to_bytes()


def test_what_is_gone_becomes_obsolete_and_what_returns_is_revived() -> None:
    catalog = po(entry("Gone", "Mất", "# note\n#: a.c:1\n"), entry("Empty"), entry("Back", "Về", mark="#~ "))
    done = update(catalog, po(entry("Back", "", "#: b.c:1\n")))
    expected = po(entry("Back", "Về", "#: b.c:1\n"), entry("Gone", "Mất", "# note\n", mark="#~ "))
    assert done.catalog.to_bytes() == expected.to_bytes()
    assert (done.revived, done.obsolete) == ((Key(None, "Back"),), (Key(None, "Gone"),))


def test_a_moved_context_is_fuzzy() -> None:
    done = update(po(entry("Open", "Mở", context="menu")), po(entry("Open", context="toolbar")))
    previous = '#, fuzzy\n#| msgctxt "menu"\n#| msgid "Open"\n'
    assert done.catalog.to_bytes() == po(entry("Open", "Mở", previous, "toolbar")).to_bytes()


def test_a_similar_message_is_proposed_as_fuzzy_with_the_previous_msgid() -> None:
    old, new = "The file %s could not be opened", "The files %s could not be opened"
    done = update(po(entry(old, "Tệp %s không mở được")), po(entry(new, "", "#, c-format\n")))
    comments = f'#, fuzzy, c-format\n#| msgid "{old}"\n'
    (made,) = done.catalog.entries[1:]
    assert (made.fuzzy, made.previous and made.previous.msgid, made.flags) == (
        True,
        old,
        ("fuzzy", "c-format"),
    )
    assert made.msgstr == ("Tệp %s không mở được",)
    assert comments.splitlines()[0] in done.catalog.text
    assert done.proposed[0][1].similarity > 0.95
    assert done.obsolete == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Open the file %s now", "Open the file %d now"),
        ("Open the file {name} now", "Open the file {path} now"),
        ("Wait for 10 seconds", "Wait for 20 seconds"),
        ("The file is empty", "The file is not empty"),
        ("You can remove this", "You can't remove this"),
        ("Press <b>Enter</b> to go on", "Press <i>Enter</i> to go on"),
        ("Open", "Close everything now"),
    ],
)
def test_what_is_never_proposed(old: str, new: str) -> None:
    done = update(po(entry(old, "x")), po(entry(new)))
    assert done.untranslated == (Key(None, new),)
    assert done.obsolete == (Key(None, old),)


def test_the_threshold() -> None:
    catalog, template = po(entry("abcdefgh", "x")), po(entry("abcdxxxx"))
    assert update(catalog, template, threshold=0.5).proposed
    assert not update(catalog, template, threshold=0.51).proposed


def test_a_slip_in_one_word_can_stay_unfuzzied() -> None:
    catalog, template = po(entry("Recieve the file", "Nhận tệp")), po(entry("Receive the file"))
    assert update(catalog, template).catalog.entries[1].fuzzy
    kept = update(catalog, template, keep_typos=True).catalog.entries[1]
    assert (kept.fuzzy, kept.msgstr, kept.previous) == (False, ("Nhận tệp",), None)


@pytest.mark.parametrize(
    ("old", "new", "typo"),
    [
        ("Recieve it", "Receive it", True),
        ("Delete the file", "Delete the files", False),
        ("Use this", "Use that", False),
        ("enabled", "disabled", False),
        ("a b", "a b c", False),
    ],
)
def test_typos(old: str, new: str, typo: bool) -> None:
    assert is_typo(old, new) is typo


def test_plural_forms_come_and_go() -> None:
    plural = '\nmsgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] "%d tệp"\n'
    single = entry("%d file", "%d tệp")
    gained = update(po(single), po(plural)).catalog.entries[1]
    assert (gained.msgid_plural, gained.msgstr, gained.fuzzy) == ("%d files", ("%d tệp",), True)
    lost = update(po(plural), po(single)).catalog.entries[1]
    assert (lost.msgid_plural, lost.msgstr, lost.fuzzy) == (None, ("%d tệp",), True)
    assert lost.previous is not None
    assert lost.previous.msgid_plural == "%d files"


def test_other_catalogs_can_help() -> None:
    memory = po(entry("Open", "Mở"))
    done = update(po(), po(entry("Open")), memories=[memory])
    assert done.catalog.entries[1].msgstr == ("Mở",)


def test_comments_at_the_end_and_line_ends_stay() -> None:
    text = (HEADER + "\n" + entry("One", "Một") + "\n# the end\n").replace("\n", "\r\n")
    catalog = load(text.encode())
    assert update(catalog, po(entry("One"))).catalog is catalog
    changed = update(catalog, po(entry("One"), entry("Two"))).catalog.text
    assert changed.count("\n") == changed.count("\r\n")


def test_what_was_not_understood_is_not_thrown_away() -> None:
    broken = load(HEADER.encode() + b'\nmsgid "a\nmsgstr "b"\n', lenient=True)
    with pytest.raises(UsageError, match="has errors"):
        update(broken, po())


def test_a_template_with_a_message_twice_is_refused() -> None:
    with pytest.raises(UsageError, match="'a' stands twice") as caught:
        update(po(), po(entry("a"), entry("a", context="menu"), entry("a")))
    assert caught.value.line == 15


def test_the_nearest_is_found_whatever_its_length() -> None:
    texts = ["a" * size + "b" for size in range(1, 60)]
    memory = Memory(po(*(entry(text, "x") for text in texts)).entries)
    for size in range(2, 60):
        found = memory.nearest("a" * size, 0.75)
        if found is None:
            assert size < 3
        else:
            assert found.similarity >= 0.75
            assert abs(len(found.entry.msgid) - size) <= 1


def test_signatures() -> None:
    assert signature("%s of %s, 10 %d") == signature("%d 10: %s and %s")
    assert signature("don’t do it").negations == signature("do not do it").negations == 1


WORDS = st.sampled_from(["Open", "Opne", "the file", "%s", "not", "7", "", "Mở", "now"])
MSGIDS = st.lists(WORDS, min_size=1, max_size=4).map(" ".join).filter(str.strip)
ENTRIES = st.builds(
    entry,
    MSGIDS,
    st.sampled_from(["", "x", "một bản dịch"]),
    st.sampled_from(["", "# note\n", "#, fuzzy\n", "#: a.c:1\n"]),
    st.sampled_from(["", "menu"]),
    st.sampled_from(["", "", "#~ "]),
)
CATALOGS = st.lists(ENTRIES, max_size=6).map(lambda entries: po(*entries))


TEMPLATES = st.lists(
    ENTRIES, max_size=6, unique_by=lambda text: load(f"{HEADER}\n{text}".encode()).entries[1].key
).map(lambda entries: po(*entries))


@given(CATALOGS, TEMPLATES, st.sampled_from([0.5, 0.75, 1.0, 2.0]))
def test_an_update_has_the_templates_messages_and_loses_no_translation(
    catalog: Catalog, template: Catalog, threshold: float
) -> None:
    done = update(catalog, template, threshold=threshold)
    made = load(done.catalog.to_bytes())
    wanted = [each.key for each in template.entries if not each.obsolete]
    assert [each.key for each in made.entries if not each.obsolete] == wanted
    translations = {each.msgstr for each in made.entries}
    assert {each.msgstr for each in catalog.entries if any(each.msgstr)} <= translations
    told = [*done.kept, *done.revived, *done.moved, *(key for key, _ in done.proposed), *done.untranslated]
    assert sorted(told, key=str) == sorted(wanted[1:], key=str)
    for key, proposal in done.proposed:
        assert proposal.similarity >= threshold
        assert signature(key.msgid) == signature(proposal.entry.msgid)


@given(CATALOGS, TEMPLATES)
def test_a_second_update_changes_nothing(catalog: Catalog, template: Catalog) -> None:
    once = update(catalog, template).catalog
    assert update(once, template).catalog.to_bytes() == once.to_bytes()
