"""Inline tags of HTML and XML that are missing, added or left open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation
from toolkit.text.placeholders import ENTITY, Placeholder
from toolkit.translations import N_, _

_IDENTITY = re.compile(r"""(?<![\w-])(?:r?id|class)\s*=\s*(?:"[^"<>]*"|'[^'<>]*')""")


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """Compare the tags of both sides as bags; their order may change with the grammar."""
    source, target = context.source.tags, context.target.tags
    if source or target:
        for tag in _beyond(source, target):
            yield Observation(
                _("{text} is missing in the target", text=tag.text),
                Span(tag.start, tag.end),
                values=(tag.text,),
            )
        for tag in _beyond(target, source):
            yield Observation(
                _("{text} is not in the source", text=tag.text),
                target_span=Span(tag.start, tag.end),
                values=(tag.text,),
            )
        return
    yield from _entities(unit)


def _beyond(these: list[Placeholder], those: list[Placeholder]) -> list[Placeholder]:
    left = Counter(map(_key, those))
    out = []
    for tag in these:
        key = _key(tag)
        if left[key] > 0:
            left[key] -= 1
        else:
            out.append(tag)
    return out


def _key(tag: Placeholder) -> str:
    """The name of a tag, and what a program finds it by, which no translator changes."""
    if "=" not in tag.text:
        return tag.name
    return " ".join((tag.name, *sorted(_IDENTITY.findall(tag.text))))


def _entities(unit: Unit) -> Iterator[Observation]:
    """Character references in a target whose source is plain text: it was escaped once too often."""
    if "&" not in unit.target or ENTITY.search(unit.source):
        return
    import html

    match = ENTITY.search(unit.target)
    if match and html.unescape(match.group()) != match.group():
        yield Observation(
            _("{text} is not in the source: the target was escaped once too often", text=match.group()),
            target_span=Span(*match.span()),
            values=(match.group(),),
            fix=None if "&quot;" in unit.target else html.unescape(unit.target),
        )


CHECK = Check("tag", "markup", Severity.ERROR, N_("inline tags and character references that differ"), run)
