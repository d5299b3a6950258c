from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.errors import FormatError, InputError
from toolkit.languages import language
from toolkit.model import Finding, Unit
from toolkit.quality import check
from toolkit.quality.glossary import Glossary, Term, read

TBX = """<?xml version="1.0" encoding="UTF-8"?>
<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic"><text><body>
<conceptEntry id="c1">
 <langSec xml:lang="en"><termSec><term>party committee</term></termSec></langSec>
 <langSec xml:lang="vi">
  <termSec><term>đảng ủy</term></termSec>
  <termSec>
   <term>ủy ban đảng</term>
   <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>
  </termSec>
 </langSec>
</conceptEntry>
</body></text></tbx>
"""


def found(glossary: Glossary, source: str, target: str) -> list[Finding]:
    units = [Unit("1", source, target)]
    return list(check(units, source_language="en", target_language="vi", select=["term"], glossary=glossary))


def test_a_term_must_be_rendered_as_the_glossary_has_it() -> None:
    glossary = Glossary((Term("cadre", ("cán bộ",)),))
    assert not found(glossary, "Cadres met today.", "Cán bộ họp hôm nay.")
    (miss,) = found(glossary, "Cadres met today.", "Viên chức họp hôm nay.")
    assert miss.values == ("cadre", "cán bộ") and miss.category == "terminology"
    assert miss.source_span is not None and "Cadres met today."[slice(*miss.source_span)] == "Cadres"


def test_the_longest_term_wins() -> None:
    glossary = Glossary((Term("party", ("đảng",)), Term("party committee", ("đảng ủy",))))
    words = "the party committee of the party".split()
    assert [term.source for _, _, term in glossary.met(words, language("en"))] == ["party committee", "party"]


def test_without_a_glossary_nothing_is_said() -> None:
    units = [Unit("1", "Cadres met.", "Viên chức họp.")]
    assert not list(check(units, source_language="en", target_language="vi", select=["term"]))


def test_tsv(tmp_path: Path) -> None:
    path = tmp_path / "terms.tsv"
    path.write_text("# ours\ncadre\tcán bộ; cán bộ đảng\n", encoding="utf-8")
    assert read(path, "en", "vi").terms == (Term("cadre", ("cán bộ", "cán bộ đảng")),)


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "terms.tsv"
    path.write_text("cadre\tcán bộ\nno tab here\n", encoding="utf-8")
    with pytest.raises(FormatError) as caught:
        read(path, "en", "vi")
    assert caught.value.line == 2


@pytest.mark.parametrize(
    "text",
    [
        TBX,
        TBX.replace("conceptEntry", "termEntry").replace("langSec", "langSet").replace("termSec", "tig"),
    ],
)
def test_tbx_of_both_dialects(tmp_path: Path, text: str) -> None:
    path = tmp_path / "terms.tbx"
    path.write_text(text, encoding="utf-8")
    glossary = read(path, "en", "vi-VN")
    assert glossary.terms == (Term("party committee", ("đảng ủy",), ("ủy ban đảng",)),)
    assert not found(glossary, "The Party Committee met.", "Đảng ủy họp.")
    (banned,) = found(glossary, "The party committee met.", "Ủy ban đảng họp.")
    assert banned.severity == "error" and banned.target_span == (0, 11)


def test_a_glossary_of_other_languages_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "terms.tbx"
    path.write_text(TBX, encoding="utf-8")
    with pytest.raises(InputError, match="no terms from de to vi"):
        read(path, "de", "vi")


def test_broken_xml_has_its_place(tmp_path: Path) -> None:
    path = tmp_path / "terms.tbx"
    path.write_text(TBX.replace("</conceptEntry>", ""), encoding="utf-8")
    with pytest.raises(FormatError) as caught:
        read(path, "en", "vi")
    assert caught.value.line
