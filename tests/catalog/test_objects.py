from toolkit.catalog import load

PO = """# note
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: vi\\nLanguage: twice\\n"

#. source
#: a.c:3
#, fuzzy
#| msgid "old"
msgctxt "menu"
msgid "file"
msgid_plural "files"
msgstr[0] "tệp\\a"

#~ msgid "x"
#~ msgstr "y"
"""


def test_polib_sees_the_same_entries() -> None:
    catalog = load(PO.encode()).to_polib()
    assert catalog.metadata["Language"] == "vi"
    assert catalog.header == "note"
    entry, obsolete = catalog
    assert (entry.msgctxt, entry.msgid, entry.msgid_plural) == ("menu", "file", "files")
    assert entry.msgstr_plural == {0: "tệp\a"}
    assert (entry.previous_msgid, entry.fuzzy, entry.occurrences) == ("old", True, [("a.c", "3")])
    assert obsolete.obsolete
