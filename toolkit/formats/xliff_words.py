"""States and notes, from one version of XLIFF to the other and from what the toolkit knows of a unit."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.details import Details, Remark, Variant
from toolkit.model import Unit

_TO_2 = {
    "new": "initial",
    "needs-translation": "initial",
    "needs-adaptation": "initial",
    "needs-l10n": "initial",
    "needs-review-translation": "initial",
    "needs-review-adaptation": "initial",
    "needs-review-l10n": "initial",
    "translated": "translated",
    "signed-off": "reviewed",
    "final": "final",
}
_TO_1 = {"translated": "translated", "reviewed": "signed-off", "final": "final"}


def state_2(unit: Unit, fuzzy_below: float) -> str:
    """The ``state`` of a segment (XLIFF 2.1, section 4.3.1.31) for a unit that did not come from XLIFF 2."""
    if (details := unit.details) is not None and details.family == "xliff1":
        if any(element.attribute("approved") == "yes" for element in details.elements):
            return "final"
        if state := _TO_2.get(_attribute(details, "state")):
            return state
    if not unit.target:
        return "initial"
    return "initial" if _unsure(unit, fuzzy_below) else "translated"


def state_1(unit: Unit, fuzzy_below: float) -> str:
    """The ``state`` of a target (XLIFF 1.2, section 2.3) for a unit that did not come from XLIFF 1.2."""
    if (details := unit.details) is not None and details.family == "xliff2":
        stated = next((e.attribute("state") for e in details.elements if e.name == "segment"), "")
        return _TO_1.get(stated, "needs-review-translation" if unit.target else "needs-translation")
    if not unit.target:
        return "needs-translation"
    return "needs-review-translation" if _unsure(unit, fuzzy_below) else "translated"


def _unsure(unit: Unit, fuzzy_below: float) -> bool:
    return unit.confidence is not None and unit.confidence < fuzzy_below


def _attribute(details: Details, name: str) -> str:
    found = variant(details, "target")
    return next((value for key, value in found.attributes if key == name), "") if found else ""


def variant(details: Details | None, side: str) -> Variant | None:
    """What the file said of one side."""
    if details is None:
        return None
    return next((variant for variant in details.variants if variant.side == side), None)


def notes(unit: Unit, remarks: tuple[Remark, ...], family: str) -> list[Remark]:
    """The notes of a unit as one version of XLIFF has them; a note changed on the way stands for all."""
    own = [remark for remark in remarks if remark.element == "note"]
    if unit.note != "\n".join(remark.text for remark in own):
        own = [Remark("note", unit.note)] if unit.note else []
    if unit.details is not None and unit.details.family == family:
        return own
    return converted(own, family)


def converted(remarks: Iterable[Remark], family: str) -> list[Remark]:
    """The notes among remarks of the other version."""
    change = _as_2 if family == "xliff2" else _as_1
    return [change(remark) for remark in remarks if remark.element == "note"]


def _as_2(remark: Remark) -> Remark:
    side = next((value for key, value in remark.attributes if key == "annotates"), "")
    kept = (("appliesTo", side),) if side in ("source", "target") else ()
    return Remark("note", remark.text, kept)


def _as_1(remark: Remark) -> Remark:
    side = next((value for key, value in remark.attributes if key == "appliesTo"), "")
    return Remark("note", remark.text, (("annotates", side),) if side in ("source", "target") else ())
