"""Variables in messages that no flag calls format strings.

Only what no prose can be is taken for a variable: ``%s`` but not ``100 % of``, ``{name}`` but not ``{``. The
flag ``no-…-format`` says that a family is not meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from toolkit.catalog.checks.contract import Context, EntryCheck, Observation
from toolkit.catalog.format_strings import families
from toolkit.catalog.model import Entry
from toolkit.model import Severity, Span
from toolkit.text.placeholders import Placeholder, placeholders
from toolkit.translations import N_, _


def run(entry: Entry, context: Context) -> Iterator[Observation]:
    """Compare the variables of the message with those of each translation, as bags."""
    if ("%" not in entry.msgid and "{" not in entry.msgid) or families(entry.flags):
        return
    denied = any(flag.startswith(("no-", "impossible-")) for flag in entry.flags)
    message = entry.msgid if entry.msgid_plural is None else entry.msgid_plural
    source = _certain(message, denied)
    if not source:
        return
    several = entry.plural and len(entry.msgstr) > 1
    for form, text in enumerate(entry.msgstr):
        if not text or (several and not context.for_many(form)):
            continue
        target = _certain(text, denied)
        gone, come = _beyond(source, target), _beyond(target, source)
        for missing in gone:
            yield Observation(
                _("{text} is missing in the translation", text=missing.text),
                form,
                source_span=Span(missing.start, missing.end) if not entry.plural else None,
                values=(missing.text,),
            )
        for added in come:
            yield Observation(
                _("{text} is not in the message", text=added.text),
                form,
                target_span=Span(added.start, added.end),
                values=(added.text,),
            )

        if not gone and not come:
            yield from _exchanged(source, target, form)


def _exchanged(source: list[Placeholder], target: list[Placeholder], form: int) -> Iterator[Observation]:
    """Variables that a program fills in the order in which they come."""
    left, right = ([each for each in side if each.family == "printf"] for side in (source, target))
    if any("$" in each.name for each in (*left, *right)):
        return
    for one, other in zip(left, right, strict=False):
        if one.name != other.name:
            yield Observation(
                _("{other} stands where the message has {one}", other=other.text, one=one.text),
                form,
                target_span=Span(other.start, other.end),
                values=(one.text, other.text),
            )
            return


def _certain(text: str, denied: bool) -> list[Placeholder]:
    found = placeholders(text)
    if denied:  # "no-c-format": what looks like a directive is text
        found = [each for each in found if each.family not in ("printf", "qt")]
    return found


def _beyond(these: list[Placeholder], those: list[Placeholder]) -> list[Placeholder]:
    left = Counter(_name(each) for each in those)
    out = []
    for each in these:
        name = _name(each)
        if left[name]:
            left[name] -= 1
        else:
            out.append(each)
    return out


def _name(placeholder: Placeholder) -> str:
    """What must be the same on both sides; numbering an argument does not change it."""
    if placeholder.family == "printf" and "$" in placeholder.name:
        return "%" + placeholder.name.partition("$")[2]
    return placeholder.name


CHECK = EntryCheck(
    "placeholder",
    "markup",
    Severity.WARNING,
    N_("variables missing or added where no flag names a format"),
    run,
)
