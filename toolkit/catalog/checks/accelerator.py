"""Keyboard accelerators: the ``_`` in ``_Open`` or the ``&`` in ``&Open``.

The mark is found out from the catalog, where enough messages have one and most of their translations keep it;
or it is told, and then a missing one is an error, as it is for ``msgfmt --check-accelerators``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.catalog.checks.contract import CatalogCheck, Context, Observation
from toolkit.catalog.model import Entry
from toolkit.model import Severity, Span
from toolkit.translations import N_, _

_MARKS = "_&"
_ENOUGH = 5  # messages with the mark
_MOST = 0.8  # of their translations keep it
_LONGEST = 80  # characters of a label
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#x[0-9A-Fa-f]+);")


def run(context: Context) -> Iterator[tuple[Entry, Observation]]:
    """Compare the marks of each message that has one with those of its translation."""
    told = context.options.accelerator
    entries = [e for e in context.catalog.entries if context.in_use(e) and not e.is_header and not e.plural]
    for mark in told or _MARKS:
        labels = [e for e in entries if (_told_label if told else _is_label)(e.msgid, mark)]
        if not told:
            kept = sum(1 for entry in labels if _count(entry.msgstr[0], mark) == 1)
            if len(labels) < _ENOUGH or kept < _MOST * len(labels):
                continue
        severity = Severity.ERROR if told else None
        for entry in labels:
            count = _count(entry.msgstr[0], mark)
            if count == 0:
                at = entry.msgid.index(mark)
                yield (
                    entry,
                    Observation(
                        _("the accelerator mark {mark!r} is missing in the translation", mark=mark),
                        0,
                        source_span=Span(at, at + 1),
                        values=(mark,),
                        severity=severity,
                    ),
                )
            elif count > 1:
                at = entry.msgstr[0].rindex(mark)
                yield (
                    entry,
                    Observation(
                        _("{count} accelerator marks {mark!r} in the translation", count=count, mark=mark),
                        0,
                        target_span=Span(at, at + 1),
                        values=(mark,),
                        severity=severity,
                    ),
                )


def _told_label(text: str, mark: str) -> bool:
    return text.count(mark) == 1


def _is_label(text: str, mark: str) -> bool:
    """Whether the mark stands before a letter of a short text, and not in a name or an address."""
    if text.count(mark) != 1 or len(text) > _LONGEST:
        return False
    at = text.index(mark)
    if not text[at + 1 : at + 2].isalnum() or (mark == "&" and _ENTITY.match(text, at)):
        return False
    word = re.split(r"\s", text[:at])[-1] + re.split(r"\s", text[at:])[0]
    if "." in word.rstrip(".:…"):
        return False
    return not any(character in word for character in "/\\=<>%$@:{}()[]-") and "\n" not in text


def _count(text: str, mark: str) -> int:
    """The single marks of a text; a doubled one stands for the character itself."""
    count = at = 0
    while (at := text.find(mark, at)) >= 0:
        doubled = text[at + 1 : at + 2] == mark
        entity = mark == "&" and _ENTITY.match(text, at) is not None
        count += not doubled and not entity
        at += 2 if doubled else 1
    return count


CHECK = CatalogCheck(
    "accelerator", "markup", Severity.WARNING, N_("marks of keyboard accelerators missing or doubled"), run
)
