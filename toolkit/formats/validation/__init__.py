"""Validators: whether a file keeps the rules of its format, those too that no schema can express.

TMX 1.1 to 1.4b, XLIFF 1.0 to 1.2 and 2.0 to 2.2, SRX. The root element tells which. Each fault has its line,
a short name of the rule, and the section of the specification.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path
from typing import IO, Protocol

from toolkit.errors import DecodingError, FormatError, OutputError
from toolkit.files import STDIN, input_error
from toolkit.formats.validation.contract import Fault, Report
from toolkit.safe_xml import Handler, parse
from toolkit.translations import _

__all__ = ["Fault", "Report", "validate"]


class Validator(Protocol):
    """Checks one file while a parser runs through it."""

    @property
    def handler(self) -> Handler:
        """What receives the parser's events."""

    def finish(self) -> None:
        """Check what only the whole file shows."""


def validate(path: str | os.PathLike[str]) -> Report:
    """What is wrong with a file; ``-`` is standard input.

    XML that is not well-formed, or not safe to read, is one fault, with its place.

    Raises:
        InputError: missing, unreadable.
        FormatError: a root element that is of no format known here.
    """
    name = os.fspath(path)
    if name == STDIN:
        return validate_stream(sys.stdin.buffer, "")
    try:
        with Path(path).open("rb") as stream:
            return validate_stream(stream, name)
    except OSError as error:
        raise input_error(path, error) from None


def validate_stream(stream: IO[bytes], path: str) -> Report:
    """What is wrong with a file that is open.

    Raises:
        FormatError: a root element that is of no format known here.
        OutputError: there is no room for what has to be remembered of a large file.
    """
    report = Report(path)
    chooser = _Chooser(report)
    try:
        for _piece in parse(stream, chooser, path):
            pass
        if chooser.validator is not None:
            chooser.validator.finish()
    except sqlite3.Error as error:
        raise OutputError(
            _("no room for a temporary file ({problem})", problem=error),
            _("free some space, or name another folder in TMPDIR"),
            path=path,
        ) from None
    except _UnknownError as error:
        raise FormatError(
            _("is not TMX, XLIFF or SRX: its root element is <{name}>", name=error.args[0]),
            _("name a file of these formats"),
            path=path,
        ) from None
    except DecodingError as error:
        rule = "encoding"
        report.add(Fault(rule, error.problem, error.line or 1, error.column or 1, "XML 1.0, 4.3.3"))
    except FormatError as error:
        rule = "well-formed"
        report.add(Fault(rule, error.problem, error.line or 1, error.column or 1, "XML 1.0, 2.1"))
    report.sort()
    return report


class _UnknownError(Exception):
    """A root element of no format known here."""


class _Chooser(Handler):
    """Passes the events on to the validator that the root element calls for."""

    def __init__(self, report: Report) -> None:
        self.validator: Validator | None = None
        self._report = report
        self._handler: Handler | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._handler is None:
            self.validator = self._chosen(name, attributes)
            self._handler = self.validator.handler
            self._handler.parser = self.parser
        self._handler.start(name, attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        assert self._handler is not None
        self._handler.end(name)

    def text(self, text: str) -> None:
        """A piece of text."""
        if self._handler is not None:
            self._handler.text(text)

    def _chosen(self, name: str, attributes: dict[str, str]) -> Validator:
        local = name.rpartition(":")[2]
        if local == "tmx":
            from toolkit.formats.validation.tmx import TmxValidator

            return TmxValidator(self._report)
        if local == "srx":
            from toolkit.formats.validation.srx import SrxValidator

            return SrxValidator(self._report)
        if local == "xliff":
            spaces = " ".join(value for key, value in attributes.items() if key.startswith("xmlns"))
            if "xliff:document:2" in spaces or attributes.get("version", "").startswith("2"):
                from toolkit.formats.validation.xliff2 import Xliff2Validator

                return Xliff2Validator(self._report)
            from toolkit.formats.validation.xliff1 import Xliff1Validator

            return Xliff1Validator(self._report)
        raise _UnknownError(name[:40])
