from __future__ import annotations

from pathlib import Path

import pytest

from tests.memory.conftest import units
from toolkit.catalog import Catalog, State, load
from toolkit.details import Code, CodeKind
from toolkit.formats import Context, save
from toolkit.formats import load as load_units
from toolkit.memory import Memory
from toolkit.memory.pretranslation import Settings, pretranslated_catalog, pretranslated_units
from toolkit.memory.sources import add_file
from toolkit.model import Unit, Units

HEADER = """msgid ""
msgstr ""
"Language: vi\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"""
SETTINGS = Settings("en", "vi")


def po(*entries: str) -> Catalog:
    return load("\n".join((HEADER, *entries)).encode())


def todo(msgid: str, msgstr: str = "", context: str = "") -> str:
    return (f'msgctxt "{context}"\n' if context else "") + f'msgid "{msgid}"\nmsgstr "{msgstr}"\n'


def filled(memory: Memory, *given: Unit, settings: Settings = SETTINGS) -> list[Unit]:
    made, _ = pretranslated_units(memory, Units(given), settings)
    return list(made)


# ── catalogs ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_catalog_changes_only_where_it_is_filled(memory: Memory) -> None:
    catalog = po(todo("Open the file"), todo("Close", "Khép"), todo("Nothing like it"))
    made, counts = pretranslated_catalog(memory, catalog, SETTINGS)
    wanted = po(todo("Open the file", "Mở tệp"), todo("Close", "Khép"), todo("Nothing like it"))
    assert made.to_bytes() == wanted.to_bytes()
    assert (counts.exact, counts.fuzzy, counts.left) == (1, 0, 1)
    assert counts.words == {"exact": 3, "fuzzy": 0, "left": 3}


def test_a_similar_message_is_fuzzy_with_its_score(memory: Memory) -> None:
    made, _ = pretranslated_catalog(memory, po(todo("Open the files")), SETTINGS)
    assert made.entries[1].state is State.FUZZY
    assert '# fill: 0.96 similar, a.tmx\n#, fuzzy\n#| msgid "Open the file"\n' in made.text


def test_a_number_is_exchanged(memory: Memory) -> None:
    made, _ = pretranslated_catalog(memory, po(todo("Page 8 of 9")), SETTINGS)
    assert made.entries[1].msgstr == ("Trang 8 trên 9",)


def test_a_message_is_put_together_of_its_sentences(memory: Memory) -> None:
    memory.add(units(("It is late.", "Muộn rồi."), ("Go home now.", "Về nhà đi.")), "en", "vi")
    made, _ = pretranslated_catalog(memory, po(todo("It is late. Go home now.")), SETTINGS)
    assert made.entries[1].msgstr == ("Muộn rồi. Về nhà đi.",)
    assert made.entries[1].state is State.FUZZY


def test_the_context_decides(empty: Memory, tmp_path: Path) -> None:
    (tmp_path / "old.po").write_text(
        HEADER + "\n" + todo("Open", "Mở", "menu") + "\n" + todo("Open", "Đang mở", "state"), encoding="utf-8"
    )
    add_file(empty, tmp_path / "old.po")
    made, counts = pretranslated_catalog(empty, po(todo("Open", context="state")), SETTINGS)
    assert made.entries[1].msgstr == ("Đang mở",)
    assert counts.exact == 1


def test_penalties_make_fuzzy(empty: Memory) -> None:
    empty.add(units(("Yes", "Có"), confidence=0.7), "en", "vi")
    made, _ = pretranslated_catalog(empty, po(todo("Yes")), SETTINGS)
    assert made.entries[1].state is State.FUZZY
    assert "# fill: 0.95" in made.text


def test_variables_that_are_not_there_keep_a_proposal_out(empty: Memory) -> None:
    empty.add(units(("Delete %s now", "Xoá ngay")), "en", "vi")
    _, counts = pretranslated_catalog(empty, po("#, c-format\n" + todo("Delete %s now")), SETTINGS)
    assert (counts.exact, counts.fuzzy, counts.left) == (0, 0, 1)


# ── units ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_has_a_target_stays(memory: Memory) -> None:
    unit = Unit("1", "Open the file", "Khác")
    assert filled(memory, unit) == [unit]


def test_what_is_not_certain_tells_its_score(memory: Memory) -> None:
    exact, fuzzy, left = filled(
        memory, Unit("1", "Open the file", ""), Unit("2", "Open the files", ""), Unit("3", "Zebra", "")
    )
    assert (exact.target, exact.confidence, exact.note) == ("Mở tệp", 1.0, "")
    assert (fuzzy.target, fuzzy.confidence, fuzzy.note) == ("Mở tệp", 0.96, "96 % fuzzy, a.tmx")
    assert left == Unit("3", "Zebra", "")


def test_a_translation_without_the_variables_is_never_certain(empty: Memory) -> None:
    empty.add(units(("Delete %s", "Xoá")), "en", "vi")
    (unit,) = filled(empty, Unit("1", "Delete %s", ""))
    assert unit.confidence == 0.99 and "variables" in unit.note


def test_the_threshold_counts_after_the_penalties(empty: Memory) -> None:
    empty.add(units(("Open the file", "Mở tệp"), confidence=0.5), "en", "vi")
    given = Unit("1", "Open the files", "")
    assert filled(empty, given)[0].confidence == 0.91
    assert filled(empty, given, settings=Settings("en", "vi", 0.92))[0].target == ""


XLIFF_1 = """<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a.c" source-language="en"
target-language="vi" datatype="plaintext"><body>
<trans-unit id="1"><source><g id="1">Open the file</g></source></trans-unit>
<trans-unit id="2"><source>Open <g id="1">the</g> file</source></trans-unit>
<trans-unit id="3"><source>Close the files</source><target state="new"/></trans-unit>
</body></file></xliff>
"""
XLIFF_2 = """<?xml version="1.0"?>
<xliff version="2.0" srcLang="en" trgLang="vi" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f">
<unit id="1"><segment><source>Open the file</source></segment></unit>
<unit id="2"><segment><source>Close the files</source></segment></unit></file></xliff>
"""


def through(memory: Memory, folder: Path, text: str) -> tuple[str, list[Unit]]:
    (folder / "a.xlf").write_text(text)
    given = load_units(folder / "a.xlf", context=Context(whole=True))
    made, _ = pretranslated_units(memory, given, SETTINGS)
    save(made, folder / "b.xlf", context=Context(fuzzy_below=1.0))
    back = list(load_units(folder / "b.xlf", context=Context(whole=True)))
    return (folder / "b.xlf").read_text(), back


def test_xliff_1_has_the_state_and_its_codes(memory: Memory, tmp_path: Path) -> None:
    raw, (whole, inside, fuzzy) = through(memory, tmp_path, XLIFF_1)
    assert [(code.at, code.kind) for code in whole.target_codes] == [(0, CodeKind.OPEN), (6, CodeKind.CLOSE)]
    assert whole.confidence == 1.0
    assert inside.confidence == 0.99 and "codes" in inside.note and len(inside.target_codes) == 2
    assert (fuzzy.target, fuzzy.confidence) == ("Đóng tệp", 0.96)
    assert raw.count('state="translated" state-qualifier="exact-match"') == 1
    assert raw.count('state="needs-review-translation" state-qualifier="fuzzy-match"') == 2


def test_xliff_2_has_the_state(memory: Memory, tmp_path: Path) -> None:
    raw, _ = through(memory, tmp_path, XLIFF_2)
    assert 'state="translated" subState="bitext:exact-100"' in raw
    assert 'state="initial" subState="bitext:fuzzy-96"' in raw


def test_codes_go_where_the_memory_has_them(empty: Memory) -> None:
    def pair(start: int, end: int, prefix: str) -> tuple[Code, ...]:
        return (
            Code(start, CodeKind.OPEN, f"{prefix}:bpt", "1", "<b>"),
            Code(end, CodeKind.CLOSE, f"{prefix}:ept", "1", "</b>"),
        )

    known = Unit(
        "1", "Open the file", "Mở tệp", source_codes=pair(5, 8, "tmx"), target_codes=pair(3, 6, "tmx")
    )
    empty.add([known], "en", "vi")
    given = pair(5, 8, "other")
    (unit,) = filled(empty, Unit("1", "Open the file", "", source_codes=given))
    assert [(code.at, code.element) for code in unit.target_codes] == [(3, "other:bpt"), (6, "other:ept")]
    assert unit.confidence == 1.0
    (elsewhere,) = filled(empty, Unit("1", "Open the file", "", source_codes=pair(0, 4, "other")))
    assert elsewhere.confidence == 0.99
    assert len(elsewhere.target_codes) == 2


@pytest.mark.parametrize("suffix", ["tsv", "jsonl"])
def test_tables(memory: Memory, tmp_path: Path, suffix: str) -> None:
    made, _ = pretranslated_units(memory, Units((Unit("1", "Open the files", ""),)), SETTINGS)
    save(made, tmp_path / f"a.{suffix}")
    (unit,) = load_units(tmp_path / f"a.{suffix}")
    assert (unit.target, unit.confidence) == ("Mở tệp", 0.96)
