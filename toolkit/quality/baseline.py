"""What is known already: findings of an earlier run, so that only new ones are shown.

A finding is recognised by its check, the text it is about and the values it found: never by its place, so
that units may be added, removed and reordered around it. Of findings that are alike in all of this there may
be as many as there were.

The file is JSON, a finding a line, in an order of its own: the same findings give the same bytes. ::

    {
      "format": "bitext-baseline",
      "version": 1,
      "findings": [
        {"fingerprint": "0a1b…", "count": 1, "check": "number", "text": "It has 25 rooms."}
      ]
    }

``check`` and ``text`` are for people who read it; ``fingerprint`` and ``count`` are what counts.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from toolkit.errors import FormatError, InputError
from toolkit.files import read_bytes
from toolkit.model import Finding
from toolkit.translations import _, english

_FORMAT = "bitext-baseline"
_VERSION = 1
_DIGITS = 20
"""Hexadecimal; 80 bits, so that a million findings have no two alike by chance."""
_EXCERPT = 60
_STRING_OR_OBJECT = re.compile(r'"(?:[^"\\]|\\.)*"|\{')
_FINGERPRINT = re.compile(r"[0-9a-f]{8,64}")


class Mark(NamedTuple):
    """A finding as a baseline knows it: ``fingerprint``, and for people its ``check`` and some ``text``."""

    fingerprint: str
    check: str
    text: str


def mark(finding: Finding, source: str = "", target: str = "") -> Mark:
    """What a finding is recognised by.

    Args:
        finding: from any check.
        source: the source of its unit, "" where it is about the file as a whole.
        target: the target of its unit.
    """
    texts = _normalised(source), _normalised(target)
    parts = [finding.check, *texts, *map(_normalised, finding.values)]
    if not any(texts):
        parts.append(re.sub(r"\d+", "", english(finding.message)))  # it may name a line
    digest = sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    text = texts[0] or texts[1] or " ".join(english(finding.message).split())
    return Mark(
        digest[:_DIGITS], finding.check, text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"
    )


def _normalised(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


class Baseline:
    """Findings that are known.

    Args:
        counts: how many of each fingerprint.
    """

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._left = Counter(dict(counts))

    def knows(self, fingerprint: str) -> bool:
        """Whether a finding is known; each time one fewer like it is."""
        if self._left[fingerprint] <= 0:
            return False
        self._left[fingerprint] -= 1
        return True

    @property
    def gone(self) -> int:
        """How many known findings were not met again."""
        return sum(self._left.values())


def read(path: str | os.PathLike[str]) -> Baseline:
    """The baseline in a file.

    Raises:
        InputError: missing, unreadable.
        FormatError: not such a file, or a finding in it that is none; with the line.
    """
    try:
        text = read_bytes(path).decode("utf-8-sig")
        value = json.loads(text)
    except InputError as error:
        remedy = _("make it with --write-baseline")
        raise InputError(error.problem, remedy, path=path) from None
    except UnicodeDecodeError as error:
        raise FormatError(_("is not UTF-8"), path=path, offset=error.start) from None
    except json.JSONDecodeError as error:
        problem = _("not JSON ({msg})", msg=error.msg)
        raise FormatError(problem, path=path, line=error.lineno, column=error.colno) from None
    except (ValueError, RecursionError) as error:
        raise FormatError(_("not usable JSON ({reason})", reason=error), path=path) from None
    if (
        not isinstance(value, dict)
        or value.get("format") != _FORMAT
        or not isinstance(value.get("findings"), list)
    ):
        raise FormatError(_("is no baseline"), _("make one with --write-baseline"), path=path)
    if value.get("version") != _VERSION:
        raise FormatError(
            _("is a baseline of version {version}", version=value.get("version")),
            _("make it anew with --write-baseline"),
            path=path,
        )
    counts: Counter[str] = Counter()
    for index, entry in enumerate(value["findings"]):
        counts[_fingerprint(entry, index, text, path)] += entry["count"]
    return Baseline(counts)


def _fingerprint(entry: Any, index: int, text: str, path: str | os.PathLike[str]) -> str:
    if isinstance(entry, dict):
        fingerprint, count = entry.get("fingerprint"), entry.get("count")
        good = isinstance(fingerprint, str) and _FINGERPRINT.fullmatch(fingerprint)
        if good and isinstance(count, int) and not isinstance(count, bool) and count > 0:
            return str(fingerprint)
    raise FormatError(
        _("finding {number} has no fingerprint or no count", number=index + 1),
        _("a finding is {example}", example='{"fingerprint": "…", "count": 1, …}'),
        path=path,
        line=_line_of_entry(text, index),
    )


def _line_of_entry(text: str, index: int) -> int | None:
    """The line of an entry, which is an object in the one object of the file."""
    braces = (match.start() for match in _STRING_OR_OBJECT.finditer(text) if match[0] == "{")
    for number, at in enumerate(braces):
        if number == index + 1:
            return text.count("\n", 0, at) + 1
    return None


def render(marks: Iterable[Mark]) -> bytes:
    """The file for some findings."""
    counts = Counter(marks)
    entries = sorted(counts.items(), key=lambda entry: (entry[0].check, entry[0].text, entry[0].fingerprint))
    lines = [
        json.dumps(
            {"fingerprint": each.fingerprint, "count": count, "check": each.check, "text": each.text},
            ensure_ascii=False,
        )
        for each, count in entries
    ]
    body = ",\n".join(f"    {line}" for line in lines)
    head = f'{{\n  "format": "{_FORMAT}",\n  "version": {_VERSION},\n  "findings": ['
    made = f"{head}\n{body}\n  ]\n}}\n" if lines else f"{head}]\n}}\n"
    return made.encode("utf-8", "replace")
