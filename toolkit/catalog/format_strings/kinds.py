"""What an argument has to be, in words for people.

The families name the kinds of their arguments in English, and compare them as they name them. The words they
share are marked here; the types of C (``unsigned long``) are the same in every language.
"""

from __future__ import annotations

from toolkit.translations import N_, _

_KINDS = (
    N_("any value"),
    N_("an integer"),
    N_("an unsigned integer"),
    N_("a short integer"),
    N_("a short unsigned integer"),
    N_("a long integer"),
    N_("an unsigned long integer"),
    N_("a float"),
    N_("a number"),
    N_("a complex number"),
    N_("a date"),
    N_("a character"),
    N_("a string"),
    N_("a pointer"),
    N_("an object"),
    N_("a vector"),
    N_("a declaration"),
    N_("a colour"),
    N_("a place"),
)
"""For the template of the catalogs."""


def in_words(kind: str) -> str:
    """A kind of argument as people are told it; one that no catalog knows stays as it is."""
    return _(kind) if kind else _("a value")
