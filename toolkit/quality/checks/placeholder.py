"""Variables of format strings that are missing, added, altered or in a wrong order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation
from toolkit.text.placeholders import Placeholder
from toolkit.translations import N_, _


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """Compare the variables of both sides as bags, and those told apart by place alone as sequences."""
    source, target = context.source.placeholders, context.target.placeholders
    if not source and not target:
        return
    missing = _beyond(source, target)
    added = _beyond(target, source)
    for placeholder in missing:
        yield Observation(
            _("{text} is missing in the target", text=placeholder.text),
            _span(placeholder),
            values=(placeholder.text,),
        )
    for placeholder in added:
        yield Observation(
            _("{text} is not in the source", text=placeholder.text),
            target_span=_span(placeholder),
            values=(placeholder.text,),
        )
    if not missing and not added:
        positions = [sorted(p.name for p in found if _numbered_one(p)) for found in (source, target)]
        if all(positions) and positions[0] != positions[1]:
            lost = next(p for p in source if _numbered_one(p) and p.name not in positions[1])
            yield Observation(
                _("{text} is missing in the target", text=lost.text), _span(lost), values=(lost.text,)
            )
            return
        left, right = _by_place(source), _by_place(target)
        for one, other in zip(left, right, strict=False):
            if one.name != other.name:
                yield Observation(
                    _(
                        "{one} and {other} changed places; "
                        "number them ({numbered} …) if the order must differ",
                        one=one.text,
                        other=other.text,
                        numbered=_numbered(source, one),
                    ),
                    _span(one),
                    _span(other),
                    (one.text, other.text),
                )
                return


def _beyond(these: list[Placeholder], those: list[Placeholder]) -> list[Placeholder]:
    """Variables of one side beyond what the other has; numbering an argument does not change it."""
    left = Counter(_name(p) for p in those)
    out = []
    for placeholder in these:
        name = _name(placeholder)
        if left[name] > 0:
            left[name] -= 1
        else:
            out.append(placeholder)
    return out


def _name(placeholder: Placeholder) -> str:
    name = placeholder.name
    if placeholder.family == "icu":
        return f"{{{name}}}"  # a language without plurals needs no more than {n}
    if placeholder.family == "printf" and "$" in name:
        return "%" + name.partition("$")[2]
    return name


def _numbered_one(placeholder: Placeholder) -> bool:
    return placeholder.family == "printf" and "$" in placeholder.name


def _by_place(found: list[Placeholder]) -> list[Placeholder]:
    """Variables a program fills in the order they come: those of printf, unless they are numbered."""
    plain = [p for p in found if p.family == "printf"]
    numbered = [p for p in plain if "$" in p.name]
    return [] if numbered else plain


def _numbered(found: list[Placeholder], one: Placeholder) -> str:
    return f"%{_by_place(found).index(one) + 1}${one.name[1:]}"


def _span(placeholder: Placeholder) -> Span:
    return Span(placeholder.start, placeholder.end)


CHECK = Check(
    "placeholder", "markup", Severity.ERROR, N_("variables missing, added, altered or swapped"), run
)
