"""JSONL, the toolkit's own exchange: one unit a line, every line complete in itself.

::

    {"id": "12", "source": "…", "target": "…", "source_spans": [[s, e]], "target_spans": [[s, e]],
     "bead": "2-1", "confidence": 0.97}

These seven keys are always written; ``confidence`` is ``null`` where nobody judged. Reading needs ``source``
and ``target``; an ``id`` not given is the number of the line, other keys are passed over. Where there is
something to say, more keys follow: ``source_line``, ``target_line``, ``kind``, ``note``, ``source_language``,
``target_language``, ``source_name``, ``target_name``. Languages and names stand in every line, so that lines
can be sorted, cut and picked with line tools. Units from TMX and XLIFF carry their inline codes
(``source_codes``, ``target_codes``) and all else their file said of them (``details``), as
:mod:`toolkit.formats.jsonl_details` shows; the header of that file stands in the first line alone
(``header``, ``properties``).

Promise: units come back equal, codes and details included, confidences to four digits, an unnamed bead type
as what it amounts to, a lone surrogate as U+FFFD. UTF-8, LF (CRLF is read too), no ASCII escapes.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from typing import IO, Any

from toolkit.details import Code, Details, Element
from toolkit.errors import FormatError, LanguageError
from toolkit.formats.contract import Context, Format, Written
from toolkit.formats.fields import BEAD_TYPE, rounded
from toolkit.formats.jsonl_details import codes_text, details_text, element_text, quoted
from toolkit.formats.lines import count_lone, decoded_lines, scalars
from toolkit.languages import normalise_code
from toolkit.model import Kind, Span, Unit, Units
from toolkit.translations import _

_KINDS = {str(kind): kind for kind in Kind}


class _Line:
    """One line, parsed, and the questions asked of it."""

    def __init__(self, text: str, number: int, path: str) -> None:
        self.number = number
        self.path = path
        try:
            value = json.loads(text, parse_constant=_refuse)
        except json.JSONDecodeError as error:
            raise FormatError(
                _("not JSON ({msg})", msg=error.msg),
                _('each line is one object such as {…"source": …, "target": …}'),
                path=path,
                line=number,
                column=error.colno,
            ) from None
        except (ValueError, RecursionError) as error:
            reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
            raise FormatError(
                _("not usable JSON ({reason})", reason=reason), path=path, line=number
            ) from None
        if not isinstance(value, dict):
            raise self.error("is not a JSON object", 'write {"source": …, "target": …}')
        self.value: dict[str, Any] = value

    def error(self, problem: str, remedy: str = "") -> FormatError:
        return FormatError(problem, remedy, path=self.path, line=self.number, column=1)

    def text(self, key: str) -> str:
        """A side of the unit, which has to be there."""
        if key not in self.value:
            raise self.error(f"has no '{key}'", "source and target are required")
        value = self.value[key]
        if not isinstance(value, str):
            raise self.error(f"'{key}' is {_named(value)}, not text")
        return scalars(value)

    def extra(self, key: str) -> str:
        """Text that may be there; "" where it is not, or is something else."""
        value = self.value.get(key)
        return scalars(value) if isinstance(value, str) else ""

    def id(self) -> str:
        value = self.value.get("id")
        if value is None:
            return str(self.number)
        if isinstance(value, str):
            return scalars(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        raise self.error(f"'id' is {_named(value)}, not text")

    def confidence(self) -> float | None:
        value = self.value.get("confidence")
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise self.error("'confidence' is not a number from 0 to 1")
        return float(value)

    def bead(self) -> str:
        value = self.value.get("bead")
        if value is None or value == "":
            return ""
        if not isinstance(value, str) or not BEAD_TYPE.fullmatch(value):
            raise self.error("'bead' is not a bead type", "write 1-1, 2-1 …")
        return value

    def spans(self, key: str) -> tuple[Span, ...]:
        value = self.value.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(_is_span(pair) for pair in value):
            raise self.error(f"'{key}' is not a list of spans", "write [[start, end], …] in characters")
        return tuple(Span(*pair) for pair in value)

    def line(self, key: str) -> int | None:
        value = self.value.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None

    def language(self, key: str) -> str:
        value = self.extra(key)
        if not value:
            return ""
        try:
            return normalise_code(value)
        except LanguageError as error:
            raise self.error(error.problem, error.remedy) from None

    def languages(self) -> tuple[str, str]:
        return self.language("source_language"), self.language("target_language")

    def names(self) -> tuple[str, str]:
        return self.extra("source_name"), self.extra("target_name")

    def unit(self, names: tuple[str, str]) -> Unit:
        """The unit; its line numbers only if they are lines of the files ``names``."""
        here = self.names() == names
        return Unit(
            id=self.id(),
            source=self.text("source"),
            target=self.text("target"),
            bead=self.bead(),
            confidence=self.confidence(),
            source_spans=self.spans("source_spans"),
            target_spans=self.spans("target_spans"),
            source_line=self.line("source_line") if here else None,
            target_line=self.line("target_line") if here else None,
            kind=_KINDS.get(self.extra("kind"), Kind.PARAGRAPH),
            note=self.extra("note"),
            source_codes=self.codes("source_codes") if "source_codes" in self.value else (),
            target_codes=self.codes("target_codes") if "target_codes" in self.value else (),
            details=self.details() if "details" in self.value else None,
        )

    def codes(self, key: str) -> tuple[Code, ...]:
        from toolkit.formats.jsonl_details import codes_of

        try:
            return codes_of(self.value[key])
        except ValueError as error:
            raise self.error(
                _("'{key}' is not a list of inline codes ({error})", key=key, error=error)
            ) from None

    def details(self) -> Details:
        from toolkit.formats.jsonl_details import details_of

        try:
            return details_of(self.value["details"])
        except ValueError as error:
            raise self.error(
                _("'{key}' is not as this format writes it ({error})", key="details", error=error)
            ) from None

    def header(self) -> Element | None:
        from toolkit.formats.jsonl_details import element_of

        try:
            return element_of(self.value["header"]) if "header" in self.value else None
        except ValueError as error:
            raise self.error(
                _("'{key}' is not as this format writes it ({error})", key="header", error=error)
            ) from None

    def properties(self) -> dict[str, str]:
        value = self.value.get("properties", {})
        if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
            raise self.error(_("'properties' is not an object of texts"))
        return {scalars(key): scalars(text) for key, text in value.items()}


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def _is_span(pair: object) -> bool:
    return (
        isinstance(pair, list)
        and len(pair) == 2
        and all(isinstance(at, int) and not isinstance(at, bool) for at in pair)
        and 0 <= pair[0] <= pair[1]
    )


def _named(value: object) -> str:
    names = {type(None): "null", bool: "a truth value", list: "a list", dict: "an object"}
    return names.get(type(value), "a number")


def _read(stream: IO[bytes], context: Context) -> Units:
    lines = (
        _Line(text, number, context.path)
        for number, text in enumerate(decoded_lines(stream, context.path), 1)
        if text.strip()
    )
    first = next(lines, None)
    if first is None:
        return Units((), context.source_language, context.target_language)
    languages, names = first.languages(), first.names()

    def units() -> Iterator[Unit]:
        for line in itertools.chain([first], lines):
            if line.languages() != languages:
                raise line.error("is of other languages than the first line", "split the file by languages")
            yield line.unit(names)

    return Units(
        units(),
        languages[0] or context.source_language,
        languages[1] or context.target_language,
        *names,
        first.properties(),
        first.header(),
    )


def _write(units: Units, stream: IO[bytes], context: Context) -> Written:
    tail = _shared(units)
    count = lone = 0
    for unit in units:
        line = _line(unit, "" if count else _header(units), tail)
        try:
            data = line.encode("utf-8")
        except UnicodeEncodeError:
            data = scalars(line).encode("utf-8")
            lone += count_lone(unit.source) + count_lone(unit.target)
        stream.write(data)
        count += 1
    return Written(count, note=_("{count} lone surrogates became U+FFFD", count=lone) if lone else "")


def _shared(units: Units) -> str:
    """What stands at the end of every line."""
    shared = {
        "source_language": units.source_language if units.source_language != "und" else "",
        "target_language": units.target_language if units.target_language != "und" else "",
        "source_name": units.source_name,
        "target_name": units.target_name,
    }
    return "".join([f', "{key}": {quoted(value)}' for key, value in shared.items() if value])


def _header(units: Units) -> str:
    """What the first line says of the file."""
    out = ""
    if units.properties:
        members = ", ".join([f"{quoted(k)}: {quoted(v)}" for k, v in units.properties.items()])
        out += f', "properties": {{{members}}}'
    if units.header is not None:
        out += f', "header": {element_text(units.header)}'
    return out


def _line(unit: Unit, header: str, tail: str) -> str:
    out = [
        f'{{"id": {quoted(unit.id)}, "source": {quoted(unit.source)}, "target": {quoted(unit.target)}, '
        f'"source_spans": {_spans(unit.source_spans)}, "target_spans": {_spans(unit.target_spans)}, '
        f'"bead": {quoted(unit.type)}, '
        f'"confidence": {"null" if unit.confidence is None else repr(rounded(unit.confidence))}'
    ]
    if unit.source_line is not None:
        out.append(f', "source_line": {unit.source_line}')
    if unit.target_line is not None:
        out.append(f', "target_line": {unit.target_line}')
    if unit.kind is not Kind.PARAGRAPH:
        out.append(f', "kind": {quoted(str(unit.kind))}')
    if unit.note:
        out.append(f', "note": {quoted(unit.note)}')
    if unit.source_codes:
        out.append(f', "source_codes": {codes_text(unit.source_codes)}')
    if unit.target_codes:
        out.append(f', "target_codes": {codes_text(unit.target_codes)}')
    if unit.details is not None:
        out.append(f', "details": {details_text(unit.details)}')
    return "".join([*out, header, tail, "}\n"])


def _spans(spans: tuple[Span, ...]) -> str:
    return f"[{', '.join([f'[{start}, {end}]' for start, end in spans])}]" if spans else "[]"


FORMAT = Format("jsonl", (".jsonl", ".ndjson"), "JSONL", _read, _write, carries_codes=True)
