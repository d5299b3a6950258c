import pytest

from toolkit.catalog import load
from toolkit.errors import DecodingError, UsageError


def catalog(charset: str, msgstr: str, codec: str = "") -> bytes:
    text = (
        f'msgid ""\nmsgstr "Content-Type: text/plain; charset={charset}\\n"\n\nmsgid "a"\nmsgstr "{msgstr}"\n'
    )
    return text.encode(codec or charset)


@pytest.mark.parametrize(
    ("charset", "msgstr"),
    [
        ("UTF-8", "Tiếng Việt"),
        ("ISO-8859-1", "déjà vu"),
        ("CP1251", "привет"),
        ("KOI8-R", "привет"),
        ("EUC-JP", "日本語"),
        ("SHIFT_JIS", "表示ソ"),
        ("BIG5", "許功蓋"),
        ("GB18030", "中文"),
        ("EUC-KR", "한국어"),
        ("TIS-620", "ไทย"),
    ],
)
def test_charsets_by_the_header(charset: str, msgstr: str) -> None:
    data = catalog(charset, msgstr)
    read = load(data)
    assert read.entries[1].msgstr == (msgstr,)
    assert read.to_bytes() == data
    changed = read.set("a", msgstr + "!").to_bytes()
    assert changed == catalog(charset, msgstr + "!")


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_kept(codec: str) -> None:
    data = catalog("UTF-8", "việc", codec)
    changed = load(data).set("a", "tệp").to_bytes()
    assert changed == catalog("UTF-8", "tệp", codec)


def test_without_a_charset_the_file_is_read_as_utf8() -> None:
    assert load('msgid "a"\nmsgstr "việc"\n'.encode()).entries[0].msgstr == ("việc",)
    assert load(catalog("CHARSET", "việc", "utf-8")).entries[1].msgstr == ("việc",)


def test_wrong_bytes_are_placed() -> None:
    data = catalog("UTF-8", "vi\xeac", "latin-1")
    with pytest.raises(DecodingError, match="0xEA") as caught:
        load(data)
    assert caught.value.line == 5
    assert load(data, lenient=True).to_bytes() == data


def test_an_unknown_charset_is_refused_only_where_it_matters() -> None:
    assert load(catalog("X-NOWHERE", "plain", "ascii")).entries[1].msgstr == ("plain",)
    with pytest.raises(DecodingError, match="X-NOWHERE"):
        load(catalog("X-NOWHERE", "é", "latin-1"))


@pytest.mark.parametrize("name", ["base64", "rot13", "utf-7", "punycode", "unicode_escape", "undefined"])
def test_codecs_that_are_no_charset_of_a_po_file(name: str) -> None:
    with pytest.raises(DecodingError):
        load(catalog(name, "é", "utf-8"))


def test_a_character_the_charset_lacks() -> None:
    with pytest.raises(UsageError, match=r"U\+1EC7.*UTF-8"):
        load(catalog("ISO-8859-1", "x")).set("a", "việc")


def test_a_new_charset_in_the_header_recodes_the_file() -> None:
    read = load(catalog("ISO-8859-1", "déjà"))
    changed = read.set("", "Content-Type: text/plain; charset=UTF-8\n")
    assert changed.to_bytes() == catalog("UTF-8", "déjà")
    assert changed.entries[1].msgstr == ("déjà",)
