"""Format directives in a message, as far as line breaking needs them: a directive is never cut.

gettext reads a message from the left by the grammar of its format and stops at the first directive it does
not understand; what stands before keeps its protection, what stands after has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBERED = r"(?P<number>[0-9]+\$)?"
_STAR = r"(?:\*(?:[0-9]+\$)?|[0-9]+)?"
_SIZE = r"(?:hh|h|ll|l|L|q|j|z|t|I64|I32|I)?"
_MACRO = r"<PRI[diouxX](?:(?:LEAST|FAST)?(?:8|16|32|64)|MAX|PTR)>"
_C = (
    rf"%{_NUMBERED}[-+ #0'I]*{_STAR}(?:\.(?:\*(?:[0-9]+\$)?|-?[0-9]*))?"
    rf"(?:{_MACRO}|{_SIZE}[%diouxXeEfFgGaAcspnCSm])"
)
_PARENS = r"\((?P<name>[^()\n]*+(?:\([^()\n]*+\)[^()\n]*+)*+)\)"

_GRAMMARS = {
    "c": _C,
    "objc": _C.replace("[%d", "[%@d"),
    "python": rf"%(?:{_PARENS})?[-+ #0]*(?P<star>\*|[0-9]+)?(?:\.(?:\*|[0-9]*))?[hlL]?[%diouxXeEfFgGcrsa]",
    "java": r"\{[0-9]+(?:,(?:number(?:,[#0.,;%E'-]*)?|(?:date|time)(?:,[^{}]*)?|choice,[^{}]*))?\}",
    "java-printf": (
        r"%(?P<number>[0-9]+\$|<)?[-+ #0,(]*[0-9]*(?:\.[0-9]+)?(?:[tT][A-Za-z]|[nbBhHsScCdoxXeEfgGaA])|%%"
    ),
    "csharp": r"\{[0-9]+ *(?:, *-?[0-9]+ *)?(?::[^{}]*)?\}|\{\{|\}\}",
    "javascript": rf"%{_NUMBERED}[-+ #0']*[0-9]*(?:\.[0-9]*)?[%cdiouxXeEfsj]",
    "elisp": rf"%{_NUMBERED}[-+ #0]*{_STAR}(?:\.(?:\*|[0-9]*))?[%cdioxXeEfgsS]",
    "librep": rf"%{_NUMBERED}[-+ ^0]*[0-9]*[%cdoxXsS]",
    "ruby": (
        rf"%(?:(?P<brace>\{{[^}}\n]*\}})|(?:<(?P<name>[^>\n]*)>)?{_NUMBERED}[-+ #0]*{_STAR}"
        r"(?:\.(?:\*|[0-9]*))?[%cspdiubBoxXfgGeEaA])"
    ),
    "awk": rf"%{_NUMBERED}[-+ #0]*{_STAR}(?:\.(?:\*|[0-9]*))?[%cdiouxXeEfgGs]",
    "object-pascal": r"%(?:[0-9]+:)?-?(?:\*|[0-9]+)?(?:\.(?:\*|[0-9]*))?[duefgnmpsxDUEFGNMPSX]|%%",
    "boost": (
        rf"%(?:\|[^|\n]*\||[0-9]+%|{_NUMBERED}[-+ #0'_=h]*{_STAR}(?:\.(?:\*|[0-9]*))?{_SIZE}"
        r"[diouxXeEfgGcCsSpnt])|%%"
    ),
    "tcl": rf"%{_NUMBERED}[-+ #0]*{_STAR}(?:\.(?:\*|[0-9]*))?(?:h|l)?[cdiouxXeEfgGs]|%%",
    "perl": rf"%{_NUMBERED}[-+ #0]*v?{_STAR}(?:\.(?:\*|[0-9]*))?{_SIZE}[%csduoxXeEfFgGbBpnDUOi]",
    "php": rf"%{_NUMBERED}(?:[- 0]|'[^\n])*[0-9]*(?:\.[0-9]+)?[bcdeufFosxX]|%%",
    "gcc-internal": (
        rf"%{_NUMBERED}[q+#]*(?:\.\*(?:[0-9]+\$)?|\.[0-9]+)?(?:ll|l|w|z|t)?"
        r"[<>'rRcsdioxupmHJCDEFGKLOPQTVXS]|%%"
    ),
}
# Formats that may number some arguments and not others.
_MIXED = frozenset(("elisp", "java-printf", "librep", "object-pascal", "perl", "php"))
_EXPRESSIONS: dict[str, re.Pattern[str]] = {}


def directive_format(flags: Iterable[str]) -> str:
    """The first format among the flags of an entry, in gettext's order, ``""`` without one."""
    for flag in flags:
        if flag.endswith("-format") and not flag.startswith("no-"):
            return flag.removesuffix("-format")
    return ""


def directives(text: str, format_name: str) -> list[tuple[int, int]]:
    """The spans of the directives gettext would recognise, left to right."""
    grammar = _GRAMMARS.get(format_name)
    if grammar is None:
        return []
    mark = "{" if grammar.startswith(r"\{") else "%"
    at = text.find(mark)
    if at < 0:
        return []
    expression = _EXPRESSIONS.get(format_name)
    if expression is None:
        expression = _EXPRESSIONS[format_name] = re.compile(grammar)
    spans: list[tuple[int, int]] = []
    style = ""
    while at >= 0:
        found = expression.match(text, at)
        if found is None:
            break
        if found[0][-1] != "%" and mark == "%":
            groups = found.groupdict()
            named = groups.get("name") is not None or groups.get("brace") is not None
            current = "named" if named else "numbered" if groups.get("number") else "ordered"
            if (style and current != style and format_name not in _MIXED) or (
                named and groups.get("star") == "*"
            ):
                break
            style = current
        spans.append(found.span())
        at = text.find(mark, found.end())
    return spans
