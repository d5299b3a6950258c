"""JSONL to units, a line at a time."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from typing import IO, Any

from toolkit.details import Code, Details, Element
from toolkit.errors import FormatError, LanguageError
from toolkit.formats.contract import Context
from toolkit.formats.fields import BEAD_TYPE
from toolkit.formats.jsonl_details import codes_of, details_of, element_of
from toolkit.formats.lines import decoded_lines, scalars
from toolkit.formats.records import constructor
from toolkit.languages import normalise_code
from toolkit.model import Kind, Span, Unit, Units
from toolkit.translations import _

_new_unit = constructor(Unit)
_KINDS = {str(kind): kind for kind in Kind}


class _Line:
    """One line, parsed, and the questions asked of it."""

    def __init__(self, text: str, number: int, path: str) -> None:
        self.number = number
        self.path = path
        try:
            value = _decode(text)
            if "\\ud" in text or "\\uD" in text:
                value = _whole(value)  # only an escape can make half a surrogate pair: the file is UTF-8
        except json.JSONDecodeError as error:
            raise FormatError(
                _("not JSON ({msg})", msg=error.msg),
                _('each line is one object such as {…"source": …, "target": …}'),
                path=path,
                line=number,
                column=error.colno,
            ) from None
        except (ValueError, RecursionError) as error:
            reason = str(error)
            if isinstance(error, RecursionError):
                reason = _("nested too deeply")
            elif "digits" in reason:  # Python's own limit for whole numbers
                reason = _("a number of too many digits")
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
        return value

    def extra(self, key: str) -> str:
        """Text that may be there; "" where it is not, or is something else."""
        value = self.value.get(key)
        return value if isinstance(value, str) else ""

    def id(self) -> str:
        value = self.value.get("id")
        if value is None:
            return str(self.number)
        if isinstance(value, str):
            return value
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
        if not value and isinstance(value, list):
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

    def written_languages(self) -> tuple[str, str]:
        return self.extra("source_language"), self.extra("target_language")

    def languages(self) -> tuple[str, str]:
        return self.language("source_language"), self.language("target_language")

    def names(self) -> tuple[str, str]:
        return self.extra("source_name"), self.extra("target_name")

    def unit(self, names: tuple[str, str]) -> Unit:
        """The unit; its line numbers only if they are lines of the files ``names``."""
        here = self.names() == names
        return _new_unit(
            self.id(),
            self.text("source"),
            self.text("target"),
            self.bead(),
            self.confidence(),
            self.spans("source_spans"),
            self.spans("target_spans"),
            self.line("source_line") if here else None,
            self.line("target_line") if here else None,
            _KINDS.get(self.extra("kind"), Kind.PARAGRAPH),
            self.extra("note"),
            self.codes("source_codes") if "source_codes" in self.value else (),
            self.codes("target_codes") if "target_codes" in self.value else (),
            self.details() if "details" in self.value else None,
        )

    def codes(self, key: str) -> tuple[Code, ...]:
        try:
            return codes_of(self.value[key])
        except ValueError as error:
            raise self.error(
                _("'{key}' is not a list of inline codes ({error})", key=key, error=error)
            ) from None

    def details(self) -> Details:
        try:
            return details_of(self.value["details"])
        except ValueError as error:
            raise self.error(
                _("'{key}' is not as this format writes it ({error})", key="details", error=error)
            ) from None

    def header(self) -> Element | None:
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
        return dict(value)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


_decode = json.JSONDecoder(parse_constant=_refuse).decode


def _whole(value: Any) -> Any:
    """The same value with halves of surrogate pairs as U+FFFD."""
    if isinstance(value, str):
        return scalars(value)
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {scalars(key): _whole(item) for key, item in value.items()}
    return value


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


def read(stream: IO[bytes], context: Context) -> Units:
    """The units of a file, lazily; its first line is read at once.

    Raises:
        FormatError, DecodingError: with the line.
    """
    lines = (
        _Line(text, number, context.path)
        for number, text in enumerate(decoded_lines(stream, context.path), 1)
        if text.strip()
    )
    first = next(lines, None)
    if first is None:
        return Units((), context.source_language, context.target_language)
    written, languages, names = first.written_languages(), first.languages(), first.names()

    def units() -> Iterator[Unit]:
        for line in itertools.chain([first], lines):
            if line.written_languages() != written and line.languages() != languages:
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
