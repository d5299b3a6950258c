"""Where a line may be broken, after the Unicode line breaking algorithm (UAX #14).

The rules are those of Unicode 14 as GNU gettext applies them; three differences from the standard were found
by observation and are marked.
"""

from __future__ import annotations

from functools import cache

from toolkit.catalog.break_classes import break_class

_AFTER_SPACES_TOO = frozenset(("CL", "CP", "EX", "SY", "IS", "WJ", "ZW"))
_OPENING = ("OP", "OPW")
_LETTERS = ("AL", "HL")
_PICTURES = ("ID", "EB", "EM")
_HANGUL = ("JL", "JV", "JT", "H2", "H3")


def _pairs(before: tuple[str, ...], after: tuple[str, ...]) -> set[tuple[str, str]]:
    return {(a, b) for a in before for b in after}


# Rules LB21a to LB30: pairs of classes that stay together when no space is between them.
_TOGETHER = frozenset(
    _pairs(("SY",), ("HL",))  # LB21b
    | _pairs(_LETTERS, ("NU",))  # LB23
    | _pairs(("NU",), _LETTERS)
    | _pairs(("PR",), (*_PICTURES, *_HANGUL))  # LB23a, LB27
    | _pairs((*_PICTURES, *_HANGUL), ("PO",))
    | _pairs(("PR", "PO"), _LETTERS)  # LB24
    | _pairs(_LETTERS, ("PR", "PO"))
    | _pairs(("CL", "CP", "NU"), ("PO", "PR"))  # LB25
    | _pairs(("PO", "PR"), (*_OPENING, "NU"))
    | _pairs(("HY", "IS", "NU", "SY"), ("NU",))
    | _pairs(("JL",), ("JL", "JV", "H2", "H3"))  # LB26
    | _pairs(("JV", "H2"), ("JV", "JT"))
    | _pairs(("JT", "H3"), ("JT",))
    | _pairs(_LETTERS, _LETTERS)  # LB28; LB29 (IS × AL) is not applied
    | _pairs((*_LETTERS, "NU"), ("OP",))  # LB30
    | _pairs(("CP",), (*_LETTERS, "NU"))
    | _pairs(("EB",), ("EM",))  # LB30b
)


@cache
def _joined(before: str, after: str, spaced: bool) -> bool:
    """Whether two classes stay on a line; ``spaced`` when spaces stand between them."""
    if after in _AFTER_SPACES_TOO:  # LB7, LB11, LB13
        return True
    if before in _OPENING:  # LB14
        return True
    if spaced:  # LB15 to LB18; LB16 is applied to CL alone, not to CP
        return (before, after) in (("QU", "OP"), ("QU", "OPW"), ("CL", "NS"), ("B2", "B2"))
    if before in ("WJ", "GL"):  # LB11, LB12
        return True
    if after == "GL":  # LB12a
        return before not in ("BA", "HY")
    if "QU" in (before, after) or (before, after) == ("B2", "B2"):  # LB19, LB17
        return True
    if before == "BB" or after in ("BA", "HY", "NS", "IN"):  # LB21, LB22
        return True
    return (before, after) in _TOGETHER


def break_opportunities(text: str) -> list[bool]:
    """For each character, whether a line may be broken before it; never before the first.

    Line breaks in the text are not looked at: gettext cuts a message at them beforehand.
    """
    allowed = [False] * len(text)
    before = ""  # class of the last character that is no space, combining marks taken up in it
    last = ""  # class of the last character itself
    hebrew = False  # the character before that was a Hebrew letter
    regional = 0  # length of the run of regional indicators
    for index, character in enumerate(text):
        name = break_class(character)
        after_hebrew, hebrew = hebrew, last == "HL"
        previous, last = last, name
        if name == "SP":
            continue
        spaced = previous == "SP"
        mark = name in ("CM", "ZWJ")
        if mark and before and before != "ZW" and not spaced:  # LB9
            continue
        if mark:  # LB10
            name = "AL"
        if not before:
            allowed[index] = spaced and name not in _AFTER_SPACES_TOO
        elif before == "ZW":  # LB8
            allowed[index] = name != "ZW"
        elif mark:  # a mark after spaces: breaks even after an opening bracket
            allowed[index] = True
        else:
            joined = (
                previous == "ZWJ"  # LB8a
                or (after_hebrew and previous in ("HY", "BA"))  # LB21a
                or (name == "RI" and regional % 2 == 1 and not spaced)  # LB30a
                or _joined(before, name, spaced)
            )
            allowed[index] = not joined
        regional = (regional + 1 if previous == "RI" else 1) if name == "RI" else 0
        before = name
    return allowed
