"""SHA-256 sums as distributors put them beside a file: ``FILE.sha256`` and ``SHA256SUMS``.

Understood are the lines of ``sha256sum`` (GNU coreutils manual, "md5sum invocation": the digest, a space, a
space or an asterisk, the name), its ``--tag`` form (``SHA256 (NAME) = DIGEST``), and a digest alone.
"""

from __future__ import annotations

import re

from toolkit.errors import UsageError
from toolkit.translations import _

SUMS = "SHA256SUMS"
_DIGEST = re.compile(r"[0-9a-fA-F]{64}")
_LINE = re.compile(r"\\?([0-9a-fA-F]{64})(?:\s+\*?(.+))?")
_TAGGED = re.compile(r"SHA256 \((.+)\) = ([0-9a-fA-F]{64})")


def digest(text: str) -> str:
    """What a person gave as a SHA-256, in lower case.

    Raises:
        UsageError: it is none.
    """
    found = text.strip().removeprefix("sha256:")
    if not _DIGEST.fullmatch(found):
        raise UsageError(
            _("'{text}' is no SHA-256", text=text[:80]),
            _("it has 64 hexadecimal digits, as sha256sum prints"),
        )
    return found.lower()


def listed(text: str, name: str, *, alone: bool) -> str:
    """The digest that a list of sums has for a file; "" if it has none.

    Args:
        text: of the list.
        name: of the file, without folders.
        alone: the list is that of this file, so that a digest may stand there without a name, or with that of
            the place where it was made.
    """
    only: list[str] = []
    for line in text.splitlines():
        tagged = _TAGGED.fullmatch(line.strip())
        plain = _LINE.fullmatch(line.strip())
        if tagged:
            there, said = tagged.groups()
        elif plain:
            said, there = plain[1], plain[2] or ""
        else:
            continue
        if re.split(r"[\\/]", there)[-1] == name:
            return str(said).lower()
        only.append(str(said).lower())
    return only[0] if alone and len(only) == 1 else ""
