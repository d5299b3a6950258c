"""The checks, one file each, behind one registry.

To add one: a module with a ``CHECK`` (see :mod:`toolkit.quality.contract`), and its line below.
"""

from __future__ import annotations

from toolkit.quality.checks import (
    capitals,
    consistency,
    date,
    encoding,
    identifier,
    length,
    link,
    missing,
    name,
    negation,
    number,
    number_format,
    placeholder,
    punctuation,
    repetition,
    tag,
    unit_of_measure,
    untranslated,
    whitespace,
    wrong_language,
)
from toolkit.quality.contract import AnyCheck

_ALL: tuple[AnyCheck, ...] = (
    missing.OMISSION,
    missing.ADDITION,
    number.CHECK,
    number_format.CHECK,
    date.CHECK,
    unit_of_measure.CHECK,
    identifier.CHECK,
    name.CHECK,
    placeholder.CHECK,
    tag.CHECK,
    link.CHECK,
    link.OPTION,
    untranslated.CHECK,
    wrong_language.LANGUAGE,
    wrong_language.DIACRITICS,
    negation.CHECK,
    length.CHECK,
    repetition.TWICE,
    repetition.DOUBLED,
    encoding.MOJIBAKE,
    encoding.QUESTION_MARKS,
    encoding.NORMALISATION,
    encoding.INVISIBLE,
    encoding.HOMOGLYPH,
    punctuation.BRACKETS,
    punctuation.QUOTES,
    punctuation.END,
    whitespace.CHECK,
    capitals.CHECK,
    consistency.CHECK,
)

CHECKS: dict[str, AnyCheck] = {each.name: each for each in _ALL}
"""Every check by its name, in the order in which findings of one unit are reported."""
