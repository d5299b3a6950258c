from __future__ import annotations

from pathlib import Path

from toolkit.formats import load
from toolkit.model import Finding, Severity
from toolkit.quality.catalog_places import in_catalog

PO = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

#: src/main.c:12
msgid "Open"
msgstr ""
"Mở"

#~ msgid "Gone"
#~ msgstr "Mất"

msgctxt "menu"
msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d tệp"
"""


def finding(unit: str, path: str = "", line: int | None = None) -> Finding:
    return Finding(unit, "number", Severity.ERROR, "accuracy", "odd", path=path, line=line)


def test_a_finding_stands_at_the_msgstr_of_its_unit(tmp_path: Path) -> None:
    path = tmp_path / "vi.po"
    path.write_text(PO, encoding="utf-8")
    units = list(load(path))
    assert [unit.target for unit in units] == ["Mở", "%d tệp"]
    made = in_catalog([finding(unit.id) for unit in units], path)
    assert [(each.path, each.line) for each in made] == [(str(path), 8), (str(path), 17)]


def test_what_knows_its_place_or_has_none_stays(tmp_path: Path) -> None:
    path = tmp_path / "vi.po"
    path.write_text(PO, encoding="utf-8")
    given = [finding("1", "other.po", 3), finding("99")]
    assert in_catalog(given, path) == given
    path.write_bytes(b"\x00\x01")
    assert in_catalog([finding("1")], path) == [finding("1")]
    assert in_catalog([finding("1")], tmp_path / "none.po") == [finding("1")]
