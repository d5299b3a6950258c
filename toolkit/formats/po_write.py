"""Units to a PO file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from toolkit.formats import po_layout
from toolkit.formats.contract import Context, Written
from toolkit.formats.dates import now
from toolkit.formats.fields import rounded
from toolkit.languages import language
from toolkit.model import Unit, Units
from toolkit.version import __version__

# First strong isolate … pop directional isolate: so gettext (0.22 on) keeps a file name with spaces together.
ISOLATE, POP = "\u2068", "\u2069"
# NUL and EOT are separators in compiled catalogs; halves of surrogate pairs are no characters.
_UNFIT = re.compile("[\0\x04\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@dataclass(slots=True)
class _Message:
    """One msgid with one msgstr, and all units that are so."""

    msgid: str
    msgstr: str
    units: list[Unit] = field(default_factory=list)
    context: str | None = None

    @property
    def confidence(self) -> float | None:
        """The best there is: what was sure once is sure."""
        known = [unit.confidence for unit in self.units if unit.confidence is not None]
        return max(known) if len(known) == len(self.units) else None

    def fuzzy(self, below: float) -> bool:
        """Whether a person should look before this is used."""
        if not self.msgstr:
            return False
        border = [text.startswith("\n") + 2 * text.endswith("\n") for text in (self.msgid, self.msgstr)]
        return (self.confidence is not None and self.confidence < below) or border[0] != border[1]


def write(units: Units, stream: IO[bytes], context: Context) -> Written:
    """Write a whole catalog; units without source are left out."""
    messages: dict[tuple[str, str], _Message] = {}
    count = skipped = replaced = 0
    for unit in units:
        msgid, first = _UNFIT.subn("\ufffd", unit.source)
        if not msgid:
            skipped += 1
            continue
        msgstr, second = _UNFIT.subn("\ufffd", unit.target)
        messages.setdefault((msgid, msgstr), _Message(msgid, msgstr)).units.append(unit)
        count += 1
        replaced += first + second
    _give_contexts(list(messages.values()), units.source_name)
    stream.write(_header(units).encode("utf-8"))
    for message in messages.values():
        stream.write(b"\n" + "".join(_entry(message, units, context.fuzzy_below)).encode("utf-8"))
    notes = ["no source text"] if skipped else []
    notes += [f"{replaced} characters PO cannot carry became U+FFFD"] if replaced else []
    return Written(count, skipped, "; ".join(notes))


def _give_contexts(messages: list[_Message], name: str) -> None:
    """Tell messages apart that share their msgid, by the place they were first met."""
    rivals: dict[str, list[_Message]] = {}
    for message in messages:
        rivals.setdefault(message.msgid, []).append(message)
    for group in rivals.values():
        if len(group) == 1:
            continue
        taken: set[str] = set()
        for message in group:
            unit = message.units[0]
            place = f"{name}:{unit.source_line}" if name and unit.source_line else f"unit {unit.id}"
            place = plain = _UNFIT.sub("\ufffd", place)
            number = 1
            while place in taken:
                number += 1
                place = f"{plain} ({number})"
            taken.add(place)
            message.context = place


def _entry(message: _Message, units: Units, below: float) -> Iterator[str]:
    for line in _comments(message):
        yield f"#. {line}\n"
    yield po_layout.references(list(dict.fromkeys(_places(message, units.source_name))))
    if message.fuzzy(below):
        yield "#, fuzzy\n"
    if message.context is not None:
        yield po_layout.field("msgctxt", message.context)
    yield po_layout.field("msgid", message.msgid)
    yield po_layout.field("msgstr", message.msgstr)


def _comments(message: _Message) -> Iterator[str]:
    first = message.units[0]
    sure = message.confidence
    yield f"bead {first.type}" + ("" if sure is None else f", confidence {rounded(sure)}")
    for unit in message.units:
        for line in unit.note.splitlines():
            if line := _line(line):
                # To gettext a backslash at the end of any line carries it on into the next.
                yield f"{line} " if line.endswith("\\") else line


def _places(message: _Message, name: str) -> Iterator[str]:
    name = _line(name)
    if " " in name:
        name = f"{ISOLATE}{name}{POP}"
    for unit in message.units:
        if name and unit.source_line is not None:
            yield f"{name}:{unit.source_line}"


def _line(text: str) -> str:
    """Text fit for one line of a comment or of the header."""
    return _UNFIT.sub("\ufffd", _CONTROL.sub(" ", text)).strip()


def _header(units: Units) -> str:
    date = now().strftime("%Y-%m-%d %H:%M+0000")
    fields = {
        "Project-Id-Version": _line(units.source_name) or "bitext",
        "Report-Msgid-Bugs-To": "",
        "POT-Creation-Date": date,
        "PO-Revision-Date": date,
        "Last-Translator": "Automatically generated",
        "Language-Team": "none",
        "Language": _locale(units.target_language),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": language(units.target_language).plural_forms,
        "X-Source-Language": _locale(units.source_language),
        "X-Generator": f"bitext-toolkit {__version__}",
    }
    value = "".join(f"{name}: {text}\n" for name, text in fields.items())
    return po_layout.field("msgid", "") + po_layout.field("msgstr", value)


def _locale(code: str) -> str:
    """A language code as gettext writes it: ``pt_BR``; "" where it is unknown."""
    return "" if code == "und" else code.replace("-", "_")
