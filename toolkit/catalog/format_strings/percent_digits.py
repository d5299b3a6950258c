"""Families whose directives are a percent sign and the number of the argument: Qt, KDE, Smalltalk, YCP."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.catalog.format_strings.comparison import all_but_one, all_or_none, by_argument
from toolkit.catalog.format_strings.model import Difference, Directive, Family, FormatString, InvalidFormat
from toolkit.translations import _

_QT = re.compile(r"%(L?)([0-9]{1,2})")
_QT_PLURAL = re.compile(r"%L?n")
_KDE = re.compile(r"%([1-9][0-9]{0,8})")
_SINGLE = re.compile(r"%(?:([1-9])|%|(.?))", re.DOTALL)


def _qt(text: str, translated: bool) -> FormatString:
    found = list(_QT.finditer(text))
    plain = all(not match[1] and len(match[2]) == 1 for match in found)
    return _made(text, [(match, int(match[2])) for match in found], "plain" if plain else "extended")


def _compare_qt(source: FormatString, target: FormatString, strict: bool) -> Iterator[Difference]:
    """Strings formatted by ``arg`` with several arguments know neither ``%L1`` nor ``%10``."""
    if source.style == "plain" and target.style != "plain":
        odd = next(d for d in target.directives if d.end - d.start > 2)
        written = target.text[odd.start : odd.end]
        yield Difference(
            _(
                "{text} in a translation whose message has neither %L1 nor numbers of two digits",
                text=written,
            ),
            target_span=odd.span,
            values=(written,),
        )
    yield from all_or_none(source, target, strict)


def _qt_plural(text: str, translated: bool) -> FormatString:
    return _made(text, [(match, "n") for match in _QT_PLURAL.finditer(text)])


def _kde(text: str, translated: bool) -> FormatString:
    string = _made(text, [(match, int(match[1])) for match in _KDE.finditer(text)])
    highest = max((number for number in string.arguments if isinstance(number, int)), default=0)
    if highest - len(string.arguments) > 1:
        last = string.of(highest)
        raise InvalidFormat(
            _("%{highest} is used, but several arguments before it are not", highest=highest), *last.span
        )
    return string


def _single(text: str, translated: bool) -> FormatString:
    found = []
    for match in _SINGLE.finditer(text):
        if match[2] is not None:
            raise InvalidFormat(_("'%' without a figure from 1 to 9"), *match.span())
        if match[1] is not None:
            found.append((match, int(match[1])))
    return _made(text, found)


def _made(
    text: str, found: list[tuple[re.Match[str], int]] | list[tuple[re.Match[str], str]], style: str = ""
) -> FormatString:
    directives = tuple(Directive(*match.span(), argument) for match, argument in found)
    arguments = {directive.argument: "" for directive in directives if directive.argument is not None}
    return FormatString(text, directives, arguments, style)


QT = Family("Qt", _qt, _compare_qt)
"""QString::arg."""
QT_PLURAL = Family("Qt plural", _qt_plural, by_argument)
"""``tr`` with a number, which takes the place of ``%n``."""
KDE = Family("KDE", _kde, all_but_one)
"""KLocalizedString: one argument may be left out of a plural form."""
SMALLTALK = Family("Smalltalk", _single, by_argument)
YCP = Family("YCP", _single, by_argument)
"""The language of YaST."""
