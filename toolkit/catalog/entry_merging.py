"""Two versions of one entry as one, part by part, with as many of the lines they have as can be.

What the translators write (translation, flag, notes) is merged by itself; what the program's authors write
(extracted comments, references, formats, the plural msgid) is that of the newer template where both sides
differ. A part that only was wrapped anew counts as unchanged, and takes the new lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from toolkit.catalog.comment_merging import head_lines, merge_comments
from toolkit.catalog.conflicts import Conflict, comment_lines
from toolkit.catalog.header_merging import merge_header
from toolkit.catalog.model import Entry
from toolkit.catalog.slices import Slice
from toolkit.catalog.string_merging import laid, merged_strings, strings
from toolkit.catalog.terms import Terms
from toolkit.catalog.translation_merging import Side, Translation, merge_translation


@dataclass(frozen=True, slots=True)
class MergedEntry:
    """The lines of a merged entry, what could not be merged, and what gave way."""

    text: str
    conflicts: tuple[Conflict, ...] = ()
    replaced: tuple[tuple[Side, tuple[str, ...]], ...] = ()


def merge_entry(base: Slice | None, ours: Slice, theirs: Slice, terms: Terms) -> MergedEntry:
    """An entry that both sides have; ``base`` is ``None`` where both added it."""
    if ours.text == theirs.text or (base is not None and theirs.text == base.text):
        return MergedEntry(ours.text)
    if base is not None and ours.text == base.text:
        return MergedEntry(theirs.text)
    return _merge(base, ours, theirs, terms)


def commented_out(slice_: Slice, terms: Terms, side: Side) -> str:
    """An entry as an obsolete one; of its comments the translator's stay."""
    if slice_.entry.obsolete:
        return slice_.text
    entry, style = slice_.entry, terms.style(slice_.entry, side)
    lines = [line for line in head_lines(entry) if line[1:2] not in (".", ":")]
    lines += [laid(style, keyword, text, True, terms.ambiguous) for keyword, text in strings(entry)]
    return style.newline.join(lines)


def _merge(before: Slice | None, left: Slice, right: Slice, terms: Terms) -> MergedEntry:
    """An entry that both sides changed, or both added."""
    base, ours, theirs = before.entry if before is not None else None, left.entry, right.entry
    conflicts: tuple[Conflict, ...] = ()
    plural = _plural(base, ours, theirs, terms)
    if ours.is_header and theirs.is_header:
        old = base.msgstr[0] if base is not None else ""
        header = merge_header(old, ours.msgstr[0], theirs.msgstr[0], terms.prefer)
        translation = Translation((header.text,), _flag(base, ours, theirs))
        conflicts = header.conflicts
    else:
        translation = _shaped(merge_translation(base, ours, theirs, terms.prefer), ours, theirs, plural)
        if translation.rival is not None:
            forms = base.msgstr if base is not None else ()
            conflicts = (Conflict(ours.key, "msgstr", forms, translation.forms, translation.rival),)
    notes = [
        line.removeprefix("# ")
        for conflict in conflicts
        for line in _comment(conflict, plural is not None, terms)
    ]
    if base is None:
        obsolete = ours.obsolete and theirs.obsolete
    else:
        obsolete = terms.newer(base.obsolete, ours.obsolete, theirs.obsolete)
    made = Entry(ours.msgid, translation.forms, ours.msgctxt, plural, translation.previous, obsolete=obsolete)
    lines = merge_comments(base, ours, theirs, terms, added=notes, fuzzy=translation.fuzzy, obsolete=obsolete)
    lines += merged_strings(before, left, right, made, terms)
    return MergedEntry(terms.newline.join(lines), conflicts, translation.replaced)


def _comment(conflict: Conflict, plural: bool, terms: Terms) -> Sequence[str]:
    return comment_lines(conflict.part, conflict.theirs, plural=plural, label=terms.label, size=terms.size)


def _plural(base: Entry | None, ours: Entry, theirs: Entry, terms: Terms) -> str | None:
    """The plural msgid of the newer template; where none is known to be newer, a plural before none."""
    old, mine, other = base.msgid_plural if base is not None else None, ours.msgid_plural, theirs.msgid_plural
    if base is not None and old in (mine, other):
        return terms.newer(old, mine, other)
    if terms.template is None:
        return max((mine, other), key=lambda plural: (plural is not None, plural or ""))
    return mine if terms.template == "ours" else other


def _shaped(translation: Translation, ours: Entry, theirs: Entry, plural: str | None) -> Translation:
    """The translation in as many forms as the message has; fuzzy where it was made for another number."""
    forms, rival = translation.forms, translation.rival
    size = max(len(entry.msgstr) for entry in (ours, theirs) if entry.plural) if plural is not None else 1
    if len(forms) == size and (rival is None or len(rival) == size):
        return translation
    side: Side = "ours" if ours.plural else "theirs"
    return replace(
        translation,
        forms=_resized(forms, size),
        rival=_resized(rival, size) if rival is not None else None,
        fuzzy=translation.fuzzy or any(forms),
        replaced=(*translation.replaced, *(((side, forms[size:]),) if any(forms[size:]) else ())),
    )


def _resized(forms: tuple[str, ...], size: int) -> tuple[str, ...]:
    return forms[:size] + forms[-1:] * (size - len(forms))


def _flag(base: Entry | None, ours: Entry, theirs: Entry) -> bool:
    """Whether a header is fuzzy, as that of a template is."""
    before = base is not None and base.fuzzy
    return theirs.fuzzy if ours.fuzzy == before else ours.fuzzy
