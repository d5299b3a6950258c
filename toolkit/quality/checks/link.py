"""Web and mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation
from toolkit.quality.differs import differs
from toolkit.translations import N_, _


def links(unit: Unit, context: Context) -> Iterator[Observation]:
    """Addresses of the source that the target lacks; one that differs a little is shown as its pair."""
    source, target = context.source.links, context.target.links
    if not source:
        return
    ours = {link.text.rstrip("/") for link in source}
    theirs = {link.text.rstrip("/") for link in target}
    lost = [link for link in source if link.text.rstrip("/") not in theirs]
    new = [link for link in target if link.text.rstrip("/") not in ours]
    # An address may be carried by the text around it (a mail address inside a mailto link).
    lost = [link for link in lost if link.text not in unit.target]
    if len(lost) == len(new) == 1:
        one, other = lost[0], new[0]
        if _localised(one.text, context.source.language.code) == _localised(
            other.text, context.target.language.code
        ):
            return
        span, there = Span(one.start, one.end), Span(other.start, other.end)
        fix = unit.target[: other.start] + one.text + unit.target[other.end :]
        yield differs(one.text, span, other.text, there, (one.text, other.text), fix)
        return
    for link in lost:
        yield Observation(
            _("{text} is missing in the target", text=link.text),
            Span(link.start, link.end),
            values=(link.text,),
        )


def _localised(address: str, code: str) -> str:
    """An address without what names its language: ``/en/``, ``en.``, ``lang=en``."""
    base = re.escape(code.partition("-")[0])
    return re.sub(rf"(?<=[/.=]){base}(?:[-_][A-Za-z]{{2}})?(?=[/.&#]|$)", "*", address)


CHECK = Check("link", "accuracy", Severity.ERROR, N_("web and mail addresses that differ"), links)
