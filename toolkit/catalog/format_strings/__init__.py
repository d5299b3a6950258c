"""Format strings: what a program replaces in a message, and what a translation may do with it.

One module for a language or a group of them; each gives a :class:`Family` with a parser, from a string to
its directives, and a comparison of a translation with its message. The readings are those of the languages'
manuals and agree with GNU gettext's, whose program ``msgfmt`` they are tested against; where gettext knows
less than the language does (``{name!r}`` and ``{}`` in Python, ``%+d`` in PHP and Lua), the language counts.

To add a family: a module with a :class:`Family`, and its line in :data:`FAMILIES`.
"""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.catalog.format_strings import (
    boost,
    brace_numbers,
    c,
    csharp,
    gcc,
    icu,
    java,
    java_printf,
    kuit,
    lisp,
    pascal,
    percent_digits,
    perl,
    python_brace,
    python_percent,
    ruby,
    scripting,
    shell,
    tilde,
)
from toolkit.catalog.format_strings.model import Difference, Directive, Family, FormatString, InvalidFormat

FAMILIES: dict[str, Family] = {
    "c": c.C,
    "objc": c.OBJECTIVE_C,
    "c++": brace_numbers.CPLUSPLUS,
    "python": python_percent.PYTHON,
    "python-brace": python_brace.PYTHON_BRACE,
    "java": java.JAVA,
    "java-printf": java_printf.JAVA_PRINTF,
    "csharp": csharp.CSHARP,
    "javascript": scripting.JAVASCRIPT,
    "scheme": tilde.SCHEME,
    "lisp": tilde.LISP,
    "elisp": lisp.EMACS_LISP,
    "librep": lisp.LIBREP,
    "rust": brace_numbers.RUST,
    "ruby": ruby.RUBY,
    "sh": shell.SHELL,
    "sh-printf": shell.SHELL_PRINTF,
    "awk": scripting.AWK,
    "lua": scripting.LUA,
    "object-pascal": pascal.PASCAL,
    "smalltalk": percent_digits.SMALLTALK,
    "qt": percent_digits.QT,
    "qt-plural": percent_digits.QT_PLURAL,
    "kde": percent_digits.KDE,
    "kde-kuit": kuit.KUIT,
    "boost": boost.BOOST,
    "tcl": scripting.TCL,
    "perl": perl.PERL,
    "perl-brace": perl.PERL_BRACE,
    "php": scripting.PHP,
    "gcc-internal": gcc.GCC,
    "gfc-internal": gcc.GFORTRAN,
    "ycp": percent_digits.YCP,
    "icu": icu.ICU,
}
"""Every family by the name it has in a flag: ``c`` for ``c-format``. ``icu`` is not one of gettext's."""

_OTHER_NAMES = {"icu-message": "icu", "pascal": "object-pascal"}
_DENIALS = ("no-", "impossible-")


def families(flags: Iterable[str]) -> list[str]:
    """The names of the families whose format an entry's flags say it has, or may have."""
    found: list[str] = []
    for flag in flags:
        if not flag.endswith("-format") or flag.startswith(_DENIALS):
            continue
        name = flag.removesuffix("-format").removeprefix("possible-")
        name = _OTHER_NAMES.get(name, name)
        if name in FAMILIES and name not in found:
            found.append(name)
    return found


__all__ = ["FAMILIES", "Difference", "Directive", "Family", "FormatString", "InvalidFormat", "families"]
