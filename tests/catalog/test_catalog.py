from pathlib import Path

import pytest

from toolkit.catalog import Key, load
from toolkit.errors import FormatError, InputError

PO = """msgid ""
msgstr ""
"Language: vi\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: en\\n"

msgid "a"
msgstr "b"

msgctxt ""
msgid "a"
msgstr "c"
"""


def test_a_file_and_its_bytes_are_the_same(tmp_path: Path) -> None:
    path = tmp_path / "vi.po"
    path.write_bytes(PO.encode())
    catalog = load(path)
    assert catalog.path == str(path)
    assert catalog.to_bytes() == PO.encode()
    assert [entry.key for entry in catalog] == [entry.key for entry in load(PO.encode()).entries]
    assert len(catalog) == 3


def test_header_fields_are_the_first_of_each_name() -> None:
    fields = load(PO.encode()).fields
    assert fields == {"Language": "vi", "Content-Type": "text/plain; charset=UTF-8"}
    assert load(b"").fields == {}


def test_an_empty_context_is_a_context() -> None:
    catalog = load(PO.encode())
    plain, empty = catalog.find("a"), catalog.find("a", "")
    assert plain is not None
    assert empty is not None
    assert (plain.msgstr, empty.msgstr, empty.key) == (("b",), ("c",), Key("", "a"))
    assert catalog.find("nowhere") is None


def test_errors_name_the_file(tmp_path: Path) -> None:
    path = tmp_path / "broken.po"
    path.write_text('msgid "a"\n')
    with pytest.raises(FormatError) as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}:1:1: ")
    with pytest.raises(InputError, match="no such file"):
        load(tmp_path / "missing.po")


def test_long_runs_of_anything_take_linear_work() -> None:
    comments = "# x\n" * 60_000
    for text in (comments + '#~ msgid "a"\n#~ msgstr "b"\n', comments * 2, "\n" * 200_000, '"\n' * 40_000):
        load(text.encode(), lenient=True)
