"""Which method aligns a pair of documents."""

from __future__ import annotations

from difflib import get_close_matches

from toolkit.align.options import Options
from toolkit.errors import UsageError
from toolkit.model import Document
from toolkit.translations import _

METHODS = ("auto", "length", "lexical", "embedding")

_WORTH_WAITING = 400
"""Segments on both sides together up to which ``auto`` lets a model encode them: some seconds to a minute."""


def choose(method: str, source: Document, target: Document, options: Options) -> str:
    """The method that is meant: what ``auto`` comes to for these documents, any other as it is.

    A model is asked for where one is named, or where one is installed, no lexicon is known for the pair of
    languages and the documents are short: with a lexicon words tell as much, in a hundredth of the time, and
    long documents teach their own.

    Raises:
        UsageError: there is no such method.
    """
    if method not in METHODS:
        near = get_close_matches(method, METHODS, 1)
        remedy = (
            _("did you mean {near}?", near=near[0])
            if near
            else _("choose one of {methods}", methods=", ".join(METHODS))
        )
        raise UsageError(_("unknown alignment method '{method}'", method=method), remedy)
    if method != "auto":
        return method
    if options.model:
        return "embedding"
    if len(source) + len(target) > _WORTH_WAITING or options.lexicons:
        return "lexical"
    from toolkit.align.embedding import available
    from toolkit.lexicon.core import shipped

    return "embedding" if available() and not shipped(source.language, target.language) else "lexical"
