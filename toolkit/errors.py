"""Every error a user can meet, in one file.

Each becomes one line on standard error (what, where, what to do) and an exit code::

    BitextError                 exit 2
    ├── UsageError              options or values that do not fit together
    ├── InputError              a file that cannot be read or understood
    │   ├── DecodingError       bytes that are not text in the expected encoding
    │   └── FormatError         text that is not what its format promises
    ├── LanguageError           a language code we cannot make sense of
    ├── OutputError             a place that cannot be written
    ├── MissingExtra            an optional package that is not installed
    └── GateFailed              exit 1: a check or score below the bar the user set

Nothing below :mod:`toolkit.cli` prints or exits; it raises one of these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.translations import _, english

if TYPE_CHECKING:
    from collections.abc import Callable


class BitextError(Exception):
    """Base of all errors meant for the user.

    Args:
        problem: what is wrong, one clause without a full stop.
        remedy: what the user can do about it, or "".
        path: the file concerned, or "".
        line: 1-based line in that file.
        column: 1-based column in that line, in characters.
        offset: 0-based byte offset in that file.
    """

    exit_code = 2

    def __init__(
        self,
        problem: str,
        remedy: str = "",
        *,
        path: object = "",
        line: int | None = None,
        column: int | None = None,
        offset: int | None = None,
    ) -> None:
        self.problem = problem
        self.remedy = remedy
        self.path = str(path)
        self.line = line
        self.column = column
        self.offset = offset
        super().__init__(self.message)

    @property
    def where(self) -> str:
        """``path:line:column`` as editors understand it, as far as it is known."""
        return self._where(str)

    @property
    def message(self) -> str:
        """The one line shown to the user."""
        return self._line(str)

    @property
    def english_message(self) -> str:
        """The same line in English, for results that programs read."""
        return self._line(english)

    def _where(self, told: Callable[[str], str]) -> str:
        parts = [self.path] if self.path else []
        if self.line is not None:
            parts.append(str(self.line) if self.path else told(_("line {line}", line=self.line)))
            if self.column is not None:
                parts.append(str(self.column))
        where = ":".join(parts)
        if self.offset is not None:
            where += (" " if where else "") + told(_("(byte {offset:,})", offset=self.offset))
        return where

    def _line(self, told: Callable[[str], str]) -> str:
        where, problem, remedy = self._where(told), told(self.problem), told(self.remedy)
        line = f"{where}: {problem}" if where else problem
        if remedy:
            line += f" – {remedy}"
        return " ".join(line.split())


class UsageError(BitextError):
    """Options or values that do not fit together."""


class InputError(BitextError):
    """A file that cannot be read or understood."""


class DecodingError(InputError):
    """Bytes that are not text in the expected encoding."""


class FormatError(InputError):
    """Text that is not what its format promises."""


class LanguageError(BitextError):
    """A language code we cannot make sense of."""


class OutputError(BitextError):
    """A place that cannot be written."""


class MissingExtra(BitextError):
    """An optional package is not installed.

    Args:
        feature: what was asked for, as the user would say it.
        extra: the name of the extra that brings it.
    """

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(
            _("{feature} needs the extra '{extra}'", feature=feature, extra=extra),
            f"pip install 'bitext-toolkit[{extra}]'",
        )


class GateFailed(BitextError):
    """A check or a score is below the bar the user set."""

    exit_code = 1
