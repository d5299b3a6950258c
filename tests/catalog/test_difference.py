from toolkit.catalog import Catalog
from toolkit.catalog.difference import difference

OLD = 'msgid "a"\nmsgstr "b"\n'


def test_equal_bytes_have_no_difference() -> None:
    assert difference(Catalog(OLD.encode()), Catalog(OLD.encode())) == ""


def test_a_patch_names_the_file_and_the_lines() -> None:
    new = Catalog(OLD.replace("b", "ờ").encode("utf-8"))
    assert difference(Catalog(OLD.encode(), "/po/vi.po"), new) == (
        '--- a/po/vi.po\n+++ b/po/vi.po\n@@ -1,2 +1,2 @@\n msgid "a"\n-msgstr "b"\n+msgstr "ờ"\n'
    )


def test_only_a_line_feed_ends_a_line() -> None:
    old = '# x\x0cy\u2028z\nmsgid "a"\nmsgstr "b"'
    made = difference(Catalog(old.encode(), "-"), Catalog((old + "\n").encode()))
    assert made.splitlines(keepends=False)[:2] == ["--- a/catalog", "+++ b/catalog"]
    assert '-msgstr "b"\n\\ No newline at end of file\n+msgstr "b"\n' in made
