"""Markdown's link definitions, ``[label]: destination "title"``: layout, but links are known by their labels.

CommonMark 0.31, sections 4.7 and 6.3 ("matches").
"""

from __future__ import annotations

import re

LONGEST_LABEL = 999
"""Characters between the brackets."""

TITLE = r"""(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\))"""
"""Pattern of a link's title, to be used with ``re.DOTALL``."""

BRACKETED = r"<(?:[^<>\\\n]|\\.)*+>"
"""Pattern of a destination in angle brackets."""

_DEFINITION = re.compile(
    rf"\[((?:[^\[\]\\]|\\.)++)\]:[ \t]*+\n?[ \t]*+(?:{BRACKETED}(?=\s|\Z)|(?!<)\S++)"
    rf"(?:(?:[ \t]*+\n[ \t]*+|[ \t]++){TITLE}(?=[ \t]*(?:\n|\Z)))?[ \t]*+(?:\n|\Z)",
    re.DOTALL,
)


def definitions(text: str) -> tuple[list[str], int]:
    """Labels of the definitions that a paragraph begins with, and how many characters they take.

    Args:
        text: the paragraph, its lines joined by LF.
    """
    labels: list[str] = []
    at = 0
    while match := _DEFINITION.match(text, at):
        if len(match[1]) > LONGEST_LABEL or not match[1].strip() or match[1].startswith("^"):
            break
        labels.append(normal_label(match[1]))
        at = match.end()
    return labels, at


def normal_label(label: str) -> str:
    """A label in the form in which labels are compared."""
    return " ".join(label.split()).casefold()
