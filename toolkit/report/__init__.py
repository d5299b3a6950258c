"""One file a person can open, read and send on: the bitext, its findings and scores.

:func:`render_html` gives a page that needs nothing from anywhere, :func:`render_markdown` a comment for a
pull request, :func:`render_json` the same figures for a program.
"""

from __future__ import annotations

from toolkit.report.contents import Report, TermUse, Translation, hashes, provenance, today
from toolkit.report.json import render_json
from toolkit.report.making import Against, make
from toolkit.report.markdown import render_markdown
from toolkit.report.page import render_html
from toolkit.report.wording import languages

__all__ = [
    "Against",
    "Report",
    "TermUse",
    "Translation",
    "hashes",
    "languages",
    "make",
    "provenance",
    "render_html",
    "render_json",
    "render_markdown",
    "today",
]
