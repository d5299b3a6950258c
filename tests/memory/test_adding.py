from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from tests.memory.conftest import PAIRS, texts, units
from toolkit.details import Code, CodeKind
from toolkit.errors import UsageError
from toolkit.formats import load, save
from toolkit.memory import Added, Memory
from toolkit.model import Unit, Units


def test_what_is_there_already_is_only_counted(memory: Memory) -> None:
    assert memory.add(units(*PAIRS), "en", "vi", origin="b.tmx") == Added(known=len(PAIRS))
    assert len(memory) == len(PAIRS)
    (match,) = memory.search("Open the file")[:1]
    assert (match.count, match.origins) == (2, ("a.tmx", "b.tmx"))


def test_a_later_state_of_a_file_replaces_its_counts(empty: Memory) -> None:
    twice = units(("Yes", "Có"), ("No", "Không"), ("Yes", "Có"), ("No", "Không"), ("Yes", "Có"))
    for _ in range(3):
        empty.add(twice, "en", "vi", origin="a.tmx")
    assert empty.search("Yes")[0].count == 3


def test_units_with_an_empty_side_are_passed_over(empty: Memory) -> None:
    assert empty.add(units(("a", ""), ("", "b"), (" ", "c"), ("d", "đ")), "en", "vi") == Added(1, 0, 3)


def test_composed_and_decomposed_are_one(empty: Memory) -> None:
    forms = [unicodedata.normalize(form, "Tiếng Việt") for form in ("NFC", "NFD")]
    assert forms[0] != forms[1]
    assert empty.add(units(*((text, "a") for text in forms)), "vi", "en").new == 1


def test_half_a_surrogate_pair_does_no_harm(empty: Memory) -> None:
    empty.add([Unit("1", "a\ud800b", "c")], "en", "vi")
    assert empty.search("a\ud800b")[0].source == "a\ufffdb"


def test_languages_must_be_known(empty: Memory) -> None:
    with pytest.raises(UsageError, match="languages are not known"):
        empty.add(units(("a", "b")), "en")
    assert empty.add(Units(units(("a", "b")), "en", "vi")).new == 1
    assert [(pair.source_language, pair.target_language, pair.translations) for pair in empty.pairs()] == [
        ("en", "vi", 1)
    ]


def test_a_person_makes_an_aligned_pair_sure(empty: Memory) -> None:
    for confidence in (0.6, 0.8, 0.7):
        empty.add(units(("Yes", "Có"), confidence=confidence), "en", "vi")
    assert empty.search("Yes")[0].confidence == 0.8
    empty.add(units(("Yes", "Có")), "en", "vi")
    assert empty.search("Yes")[0].confidence is None


def test_a_file_is_known_by_its_digest(empty: Memory) -> None:
    empty.add(units(("a", "b")), "en", "vi", origin="a.tmx", digest="1")
    assert empty.has("a.tmx", "1") and not empty.has("a.tmx", "2") and not empty.has("b.tmx", "1")


def test_many_batches_keep_the_neighbours(empty: Memory) -> None:
    empty.add((Unit(str(n), f"line {n:05}", f"dòng {n:05}") for n in range(10_100)), "en", "vi")
    for n in (4_999, 5_000, 10_099):
        after = f"line {n + 1:05}" if n < 10_099 else ""
        found = empty.search(f"line {n:05}", before=f"line {n - 1:05}", after=after, limit=1)
        assert found[0].percent == 101


def test_tmx_comes_back_with_codes_dates_and_counts(empty: Memory, tmp_path: Path) -> None:
    codes = (
        Code(5, CodeKind.OPEN, "tmx:bpt", "1", "<b>", (("i", "1"),)),
        Code(8, CodeKind.CLOSE, "tmx:ept", "1", "</b>", (("i", "1"),)),
    )
    moved = (
        Code(0, CodeKind.OPEN, "tmx:bpt", "1", "<b>", (("i", "1"),)),
        Code(2, CodeKind.CLOSE, "tmx:ept", "1", "</b>", (("i", "1"),)),
    )
    unit = Unit("1", "Open the file", "Mở tệp", source_codes=codes, target_codes=moved)
    empty.add([unit, unit], "en", "vi", origin="a.tmx")
    save(empty.units(), tmp_path / "all.tmx")
    (back,) = load(tmp_path / "all.tmx")
    assert (back.source_codes, back.target_codes) == (codes, moved)
    raw = (tmp_path / "all.tmx").read_text()
    assert 'usagecount="2"' in raw and 'changedate="20231114T221320Z"' in raw
    assert '<prop type="x-origin">a.tmx</prop>' in raw


def test_codes_stay_in_place_when_a_text_is_composed(empty: Memory) -> None:
    code = Code(7, CodeKind.ALONE, "tmx:ph", data="<br/>")
    empty.add([Unit("1", "Tie\u0302\u0301ng Việt", "a", source_codes=(code,))], "vi", "en")
    (unit,) = empty.units()
    assert unit.source[: unit.source_codes[0].at] == "Tiếng"


def test_the_date_of_a_tmx_unit_is_kept(empty: Memory, tmp_path: Path) -> None:
    (tmp_path / "a.tmx").write_text(
        '<tmx version="1.4"><header srclang="en"/><body><tu changedate="20200102T030405Z">'
        '<tuv xml:lang="en"><seg>Yes</seg></tuv><tuv xml:lang="vi"><seg>Có</seg></tuv></tu></body></tmx>'
    )
    from toolkit.formats import Context

    empty.add(load(tmp_path / "a.tmx", context=Context(whole=True)))
    assert empty.search("Yes")[0].date == "2020-01-02T03:04:05Z"


def test_export_in_the_other_direction(memory: Memory) -> None:
    assert texts(memory.units("vi", "en")) == [(target, source) for source, target in PAIRS]
    assert texts(memory.units()) == list(PAIRS)


def test_units_may_be_added_while_others_are_read(memory: Memory) -> None:
    for unit in memory.units():
        memory.add(units((unit.source + "!", unit.target + "!")), "en", "vi")
    assert len(memory) == 2 * len(PAIRS)


def test_compact_keeps_everything(memory: Memory) -> None:
    before = texts(memory.units()), memory.search("Open the files"), memory.concordance("hoa binh")
    first, second = memory.compact()
    assert first > 0 and second > 0
    assert (texts(memory.units()), memory.search("Open the files"), memory.concordance("hoa binh")) == before
