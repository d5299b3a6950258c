"""HTML documents of one file: no request, nothing run or styled that their policy does not name by hash."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from toolkit.report.markup import Html, element, escape

# A page that is served asks for /favicon.ico unless it names an icon; this is one, in the page itself.
_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E{drawing}%3C/svg%3E"
)


def document(
    title: str,
    content: Sequence[Html],
    *,
    language: str,
    styles: Sequence[str],
    scripts: Sequence[str],
    icon: str,
) -> str:
    """A whole document.

    Args:
        title: of the page, plain text.
        content: of its body.
        language: BCP 47, of its own words.
        styles: files of ``assets/``, one after the other.
        scripts: likewise.
        icon: elements of SVG in a square of 16, escaped for an address.
    """
    style, script = _assets(tuple(styles)), _assets(tuple(scripts))
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="generator", content="bitext-toolkit"),
        element("title", escape(" ".join(title.split()) or "bitext")),
        element("link", rel="icon", href=_ICON.format(drawing=icon)),
        element("style", Html(style)),
        Html("\n"),
    )
    body = element("body", *content, element("script", Html(script)))
    return f"<!doctype html>\n{element('html', head, body, lang=language)}\n"


@cache
def _assets(names: tuple[str, ...]) -> str:
    folder = files(__package__) / "assets"
    text = "".join((folder / name).read_text(encoding="utf-8") for name in names)
    # HTML parsers read CRLF as LF, so a hash over a checkout with CRLF would not hold.
    return text.replace("\r\n", "\n")


def _hash(content: str) -> str:
    """A source expression of Content Security Policy, level 2."""
    return "sha256-" + b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")
