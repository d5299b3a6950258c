from __future__ import annotations

from toolkit.model import Unit, Units
from toolkit.quality.glossary import Glossary, Term
from toolkit.report.contents import TermUse
from toolkit.report.terms import term_uses

GLOSSARY = Glossary(
    (Term("chợ", ("market",)), Term("cầu", ("bridge",), ("overpass",)), Term("đò", ("ferry",)))
)


def test_terms_met_and_missed() -> None:
    units = Units(
        (
            Unit("1", "Chợ mở cửa", "The market opens"),
            Unit("2", "Ra chợ rồi về chợ", "To the bazaar and back"),
            Unit("3", "Qua cầu", "Across the overpass"),
            Unit("4", "Chợ", ""),
        ),
        "vi",
        "en",
    )
    assert list(term_uses(units, GLOSSARY, "draft")) == [
        TermUse("chợ", ("market",), "draft", 2, ("2",)),
        TermUse("cầu", ("bridge",), "draft", 1, ("3",)),
    ], "a unit counts once; one without a translation does not; a banned rendering is a miss"
