"""What the toolkit says, in the language of the person it says it to.

Messages stand in the code in English, marked, and come out in the language of the locale::

    from toolkit.translations import _, ngettext

    raise UsageError(_("unknown check '{name}'", name=name), _("choose one of {names}", names=…))
    note(ngettext("{count} unit", "{count} units", 3))

A marked message is a literal: named fields in braces, as :meth:`str.format` has them, and never an f-string,
since translators see the message before the figures are known. Results for programs (JSON, TSV, names of
checks) are never translated; where such a result carries a message, :func:`english` gives its English words.

The catalogs are the ``.po`` files of this folder, the template is ``bitext.pot``; ``python -m
toolkit.cli.template`` makes it anew from the code.
"""

from toolkit.translations.language import chosen_languages
from toolkit.translations.messages import (
    N_,
    Translated,
    _,
    english,
    ngettext,
    speak,
    speaking,
    speaks_english,
    worded,
)

__all__ = [
    "N_",
    "Translated",
    "_",
    "chosen_languages",
    "english",
    "ngettext",
    "speak",
    "speaking",
    "speaks_english",
    "worded",
]
