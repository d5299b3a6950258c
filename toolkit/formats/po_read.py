"""A PO file to units, with polib's object model.

polib takes what it is given on trust, splits strings at every line separator Unicode knows and understands
part of the escapes. So the text is gone over first: each line has to be what the PO grammar allows, rarer
escapes become their characters, and separators inside strings are handed through as stand-ins.
"""

from __future__ import annotations

import codecs
import itertools
import re
from collections.abc import Iterator
from typing import IO, Any

from toolkit.errors import DecodingError, FormatError, LanguageError
from toolkit.formats.contract import Context
from toolkit.formats.fields import BEAD_TYPE, confidence
from toolkit.formats.lines import LONGEST
from toolkit.languages import normalise_code
from toolkit.model import Unit, Units
from toolkit.translations import _

_CHARSET = re.compile(rb"charset=([A-Za-z0-9._:-]{1,40})")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"[ \t]*')
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr\[[0-9]\]|msgstr)\s*(?=\")")
_ESCAPE = re.compile(r"((?:\\[0-7]{1,3}|\\x[0-9A-Fa-f]{2})+)|\\(.)")
_BYTE = re.compile(r"\\(?:([0-7]{1,3})|x(..))")
_KNOWN = frozenset('ntrvbf\\"')
_KEPT = {"\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_SEPARATORS = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_ISOLATED = re.compile("\u2068([^\u2068\u2069]*)\u2069")
_SAID = re.compile(r"bead ([0-9-]{3,9})(?:, confidence ([0-9.e-]{1,12}))?")
_LINE = re.compile(r"\(line (\d+)\)(?:: (.*))?")


def read(stream: IO[bytes], context: Context) -> Units:
    """All messages but the header and obsolete ones.

    Raises:
        FormatError: with the line: not PO.
        DecodingError: not in the encoding the header names.
    """
    import polib

    text = _decoded(stream.read(), context.path)
    stand_ins = _stand_ins(text)
    prepared = "".join(_prepared(text, stand_ins, context.path))
    try:
        # A name ending in a line break is no file's: polib cannot take the text for a path.
        catalog = polib.pofile(prepared + "\n", encoding="utf-8")
    except OSError as error:
        found = _LINE.search(str(error))
        raise FormatError(
            _("not PO ({problem})", problem=(found and found[2]) or _("a line out of order")),
            _("a message is msgid, then msgstr"),
            path=context.path,
            line=int(found[1]) if found else None,
        ) from None
    back = {ord(stand_in): character for character, stand_in in stand_ins.items()}
    entries = [entry for entry in catalog if not entry.obsolete and entry.msgid]
    name = next((_name(entry, back) for entry in entries if entry.occurrences), "")
    below = context.fuzzy_below
    return Units(
        tuple(_unit(entry, number, name, back, below) for number, entry in enumerate(entries, 1)),
        _language(catalog.metadata.get("X-Source-Language", "")) or context.source_language,
        _language(catalog.metadata.get("Language", "")) or context.target_language,
        name,
    )


def _decoded(data: bytes, path: str) -> str:
    """The text, in the encoding the header names, else UTF-8."""
    data = data.removeprefix(codecs.BOM_UTF8)
    # Only the header, the first message, speaks of the file itself.
    match = _CHARSET.search(b"msgid".join(data.split(b"msgid", 2)[:2]))
    name = match[1].decode("ascii") if match and match[1] != b"CHARSET" else "utf-8"
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise DecodingError(
            _("byte 0x{byte:02X} is not {name}", byte=data[error.start], name=name),
            _("correct the charset in the header, or save the file as UTF-8"),
            path=path,
            line=data.count(b"\n", 0, error.start) + 1,
            offset=error.start,
        ) from None
    except (LookupError, UnicodeError):
        problem = _("names '{name}', an encoding of no use here", name=name)
        raise FormatError(problem, _("save the file as UTF-8"), path=path) from None


def _stand_ins(text: str) -> dict[str, str]:
    """For each separator, and the space of a file name, a character the text does not use."""
    # Noncharacters first: they are for internal use and never to be met; then private use.
    internal = map(chr, itertools.chain(range(0xFDD0, 0xFDF0), range(0xF0000, 0xFFFFE)))
    return dict(zip(_SEPARATORS + " ", (c for c in internal if c not in text), strict=False))


def _prepared(text: str, stand_ins: dict[str, str], path: str) -> Iterator[str]:
    """The text line by line as polib understands it."""
    separators = str.maketrans({c: stand_ins[c] for c in _SEPARATORS})
    last = ""
    number = 0
    for number, raw in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        if len(raw) > LONGEST:
            problem = _("a line of more than {count} megabytes", count=LONGEST >> 20)
            raise FormatError(problem, _("is the file of this format?"), path=path, line=number)
        line = raw.strip(" \t").translate(separators)
        marker, rest = ("#~ ", line[2:].lstrip(" \t")) if line.startswith("#~") else ("", line)
        if not rest or rest[0] in "#|":
            yield _comment(rest, stand_ins[" "])
            continue
        keyword = _KEYWORD.match(rest)
        strings = _strings(rest, keyword.end() if keyword else 0, path, number)
        if not keyword and not last:
            raise FormatError(_("a string that belongs to no keyword"), path=path, line=number)
        last = keyword[1] if keyword else last
        yield f"{marker}{keyword[1] + ' ' if keyword else ''}{_unescaped(strings, separators)}\n"
    if last and not last.startswith("msgstr"):
        problem = _("ends before the last message's msgstr")
        raise FormatError(problem, _("the file is cut off"), path=path, line=number)


def _strings(line: str, at: int, path: str, number: int) -> str:
    """The strings from ``at`` to the end of the line, as one; there may be several side by side."""
    if not line.startswith('"', at):
        word = line[at:].split(None, 1)[0][:40]
        raise FormatError(
            _("'{word}' is no keyword of PO", word=word), _("is the file PO?"), path=path, line=number
        )
    parts: list[str] = []
    while at < len(line):
        string = _STRING.match(line, at)
        if not string:
            unclosed = line.startswith('"', at)
            problem = (
                _("a string without its closing quotation mark") if unclosed else _("text after a string")
            )
            remedy = _('a quotation mark inside is written \\"')
            raise FormatError(problem, remedy, path=path, line=number, column=at + 1)
        parts.append(string[1])
        at = string.end()
    return '"' + "".join(parts) + '"'


def _comment(line: str, space: str) -> str:
    """A comment with the space after its marker that polib asks for; previous msgids are of no use here."""
    if not line.startswith("#") or line.startswith("#|"):
        return "\n"
    marker, rest = (line[:2], line[2:]) if line[1:2] in (",", ".", ":") else ("#", line[1:].lstrip("#"))
    if marker == "#:":
        rest = _ISOLATED.sub(lambda match: match[0].replace(" ", space), rest)
    return f"{marker} {rest.lstrip(' ')}\n"


def _unescaped(string: str, separators: dict[int, str]) -> str:
    """The string with escapes only of the kinds polib knows."""
    if "\\" not in string:
        return string

    def character(match: re.Match[str]) -> str:
        numbers, other = match.groups()
        if other is not None:
            return match[0] if other in _KNOWN else "\a" if other == "a" else other
        data = bytes(int(o, 8) & 0xFF if o else int(x, 16) for o, x in _BYTE.findall(numbers))
        made = data.decode("utf-8", "replace")
        return "".join(_KEPT.get(c, c) for c in made).translate(separators)

    return _ESCAPE.sub(character, string)


def _name(entry: Any, back: dict[int, str]) -> str:
    return str(entry.occurrences[0][0]).translate(back).removeprefix("\u2068").removesuffix("\u2069")


def _unit(entry: Any, number: int, name: str, back: dict[int, str], below: float) -> Unit:
    msgstr = entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr
    line = None
    if entry.occurrences and entry.occurrences[0][1].isdecimal() and _name(entry, back) == name:
        line = int(entry.occurrences[0][1][:12]) or None
    fuzzy = "fuzzy" in entry.flags
    bead, sure, notes = "", None, []
    for comment in entry.comment.splitlines():
        said = _SAID.fullmatch(comment)
        if said and not bead and BEAD_TYPE.fullmatch(said[1]):
            bead, sure = said[1], _confidence(said[2] or "")
        else:
            notes.append(comment.translate(back))
    notes += [line_.translate(back) for line_ in entry.tcomment.splitlines()]
    if sure is not None and sure < below and msgstr and not fuzzy:
        sure = None
    return Unit(
        id=str(number),
        source=entry.msgid.translate(back),
        target=msgstr.translate(back),
        bead=bead,
        confidence=sure,
        source_line=line,
        note="\n".join([*notes, *(["fuzzy"] if fuzzy else [])]),
    )


def _confidence(written: str) -> float | None:
    try:
        return confidence(written)
    except ValueError:
        return None


def _language(written: str) -> str:
    try:
        return normalise_code(written)
    except LanguageError:
        return ""
