"""Line break classes and column widths of characters (UAX #14, UAX #11).

Most classes follow from the general category and the East Asian width of a character, which Python knows; the
tables below hold the characters for which they do not. They agree with what GNU gettext 0.21 does on every
character of the basic and the supplementary multilingual plane. Three classes are finer or coarser than the
standard's: ``OPW`` is an opening bracket of East Asian width, which rule LB30 excludes; small kana count as
``NS``, and ``CB``, ``SA``, ``AI`` and unassigned characters as the class that is broken alike.
"""

from __future__ import annotations

import unicodedata
from functools import cache

# fmt: off
_EXCEPTIONS = {
    "OP": "00A1 00BF 2E18 13258-1325A 13286 13288 13379 13437 145CE 1E95E-1E95F",
    "OPW": "FF62",
    "CL": (
        "3001-3002 FE11-FE12 FE50 FE52 FF0C FF0E FF61 FF64 1325B-1325D 13282 13287 13289 1337A-1337B 13438 "
        "145CF"
    ),
    "CP": "0029 005D",
    "QU": "0022 0027 275B-2760 2E00-2E0B 1F676-1F678",
    "GL": "00A0 034F 035C-0362 0F08 0F0C 0F12 0FD9-0FDA 180E 2007 2011 202F 13430-13436 16FE4",
    "NS": (
        "17D6 203C-203D 2047-2049 3005 301C 303B-303C 3041 3043 3045 3047 3049 3063 3083 3085 3087 308E "
        "3095-3096 309B-309E 30A0-30A1 30A3 30A5 30A7 30A9 30C3 30E3 30E5 30E7 30EE 30F5-30F6 30FB-30FE "
        "31F0-31FF A015 FE54-FE55 FF1A-FF1B FF65 FF67-FF70 FF9E-FF9F 16FE0-16FE3 1B150-1B167 1F679-1F67B"
    ),
    "EX": (
        "0021 003F 05C6 061B 061D-061F 06D4 07F9 0F0D-0F11 0F14 1802-1803 1808-1809 1944-1945 2762-2763 "
        "2CF9 2CFE 2E2E 2E53-2E54 A60E A876-A877 FE15-FE16 FE56-FE57 FF01 FF1F 115C4-115C5 11C71"
    ),
    "SY": "002F",
    "IS": "002C 002E 003A-003B 037E 0589 060C-060D 07F8 2044 FE10 FE13-FE14",
    "PR": "002B 005C 00B1 20C1-20CF 2116 2212-2213",
    "PO": (
        "0025 00A2 00B0 0609-060B 066A 09F2-09F3 09F9 0D79 2030-2037 20A7 20B6 20BB 20BE 20C0 2103 2109 "
        "A838 FDFC FE6A FF05 FFE0 11FDD-11FE0 1ECAC 1ECB0"
    ),
    "NU": "066B-066C",
    "AL": (
        "0600-0605 06DD 070F 0890-0891 08E2 2015 2061-2064 23E9-23EC 25FD-25FE 2648-2653 2693-26AB 26CE "
        "2705 2728-2757 2795-27BF 2B1B-2B1C 2B50-2B55 2E1A 110BD 110CD 18B00-18CD5 1AFF0-1AFFE 1F18E-1F19A "
        "1F3B5-1F3B6 1F3BC 1F4A0 1F4A2 1F4A4 1F4AF 1F4B1-1F4B2 1F500-1F506 1F517-1F524 1F532-1F53D"
    ),
    "HL": "05D0-05F2 FB1D FB1F-FB28 FB2A-FB4F",
    "ID": (
        "23F1-23F2 2600-2603 2618 261A-261C 261E-261F 2639-263B 2668 26BF-26C8 26CD 26CF-26D1 26D3 "
        "26D8-26D9 26DC 26DF-26E1 26F1-26F4 26F7-26F8 26FE-2704 2708-2709 2764 3030 303F FE31-FE32 FE58 "
        "FE63 FF0D FF66 FF71-FF9D FFA0-FFDC FFFC 1F000-1F0F5 1F10D-1F10F 1F16D-1F16F 1F1AD 1F321-1F336 "
        "1F37D 1F394-1F39B 1F39E-1F39F 1F3CD-1F3F7 1F43F-1F441 1F4FD-1F4FE 1F54A-1F573 1F576-1F579 "
        "1F57B-1F58F 1F591-1F594 1F597-1F5D3 1F5DC-1F5F3 1F5FA 1F6C6-1F6CB 1F6CD-1F6F3 1F7D5-1F7D8 "
        "1F8B0-1F8B1 1F93B 1F946 1FA60-1FA6D"
    ),
    "IN": "2024-2026 22EF FE19 10AF6",
    "HY": "002D",
    "BA": (
        "007C 00AD 0964-0965 0E5A-0E5B 0F0B 0F34 0F7F 0F85 0FBE-0FBF 0FD2 104A-104B 1361 16EB-16ED "
        "1735-1736 17D4-17D5 17D8 17DA 1804-1805 1B5A-1B5B 1B5D-1B60 1B7D-1B7E 1C3B-1C3F 1C7E-1C7F 2027 "
        "2056 2058-205B 205D-205E 2CFA-2CFC 2CFF 2D70 2E0E-2E15 2E19 2E2A-2E2D 2E30-2E31 2E33-2E34 "
        "2E3C-2E3E 2E41 2E43-2E4A 2E4C 2E4E-2E4F A4FE-A4FF A60D A60F A6F3-A6F7 A8CE-A8CF A92E-A92F "
        "A9C7-A9C9 AA5D-AA5F AAF0-AAF1 ABEB 10100-10102 1039F 103D0 10857 1091F 10A50-10A57 10AF0-10AF5 "
        "10B39-10B3F 11047-11048 110BE-110C1 11140-11143 111C5-111C6 111C8 111DD-111DF 11238-11239 "
        "1123B-1123C 112A9 1144B-1144E 1145A-1145B 115C2-115C3 115C9-115D7 11641-11642 1173C-1173E "
        "11944-11946 11A41-11A44 11A9A-11A9C 11AA1-11AA2 11C41-11C45 11FFF 12470-12474 16A6E-16A6F 16AF5 "
        "16B37-16B39 16B44 16E97-16E98 1BC9F 1DA87-1DA8A"
    ),
    "BB": (
        "00B4 02C8 02CC 02DF 0C77 0C84 0F01-0F04 0F06-0F07 0F09-0F0A 0FD0-0FD1 0FD3 1806 1FFD A874-A875 "
        "A8FC 11175 111DB 115C1 11660-1166C 119E2 11A3F 11A45 11A9E-11AA0 11C70"
    ),
    "B2": "2014 2E3A-2E3B",
    "ZW": "200B",
    "CM": "1A7F 3035",
    "WJ": "2060 FEFF",
    "JL": "1100-115F A960-A97C",
    "JV": "1160-11A7 D7B0-D7C6",
    "JT": "11A8-11FF D7CB-D7FB",
    "EM": "1F3FB-1F3FF",
    "RI": "1F1E6-1F1FF",
    "EB": (
        "261D 26F9 270A-270D 1F385 1F3C2-1F3C4 1F3C7 1F3CA-1F3CC 1F442-1F443 1F446-1F450 1F466-1F478 1F47C "
        "1F481-1F483 1F485-1F487 1F48F 1F491 1F4AA 1F574-1F575 1F57A 1F590 1F595-1F596 1F645-1F647 "
        "1F64B-1F64F 1F6A3 1F6B4-1F6B6 1F6C0 1F6CC 1F90C 1F90F 1F918-1F91F 1F926 1F930-1F939 1F93C-1F93E "
        "1F977 1F9B5-1F9B6 1F9B8-1F9B9 1F9BB 1F9CD-1F9CF 1F9D1-1F9DD 1FAC3-1FAC5 1FAF0-1FAF6"
    ),
    "ZWJ": "200D",
    "SP": "0020",
}
# fmt: on

# Scripts that need a dictionary to be broken: their vowel signs are letters to us.
_DICTIONARY_SCRIPTS = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17DD), (0x1950, 0x19DF), (0x1A20, 0x1AAD),
    (0xA9E0, 0xA9FF), (0xAA60, 0xAADF), (0x11700, 0x1173F),
)  # fmt: skip
_IDEOGRAPHS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FFFD), (0x30000, 0x3FFFD))
_PICTOGRAPHS = ((0x1F000, 0x1FAFF), (0x1FC00, 0x1FFFD))
_BY_CATEGORY = {
    "Cc": "CM", "Cf": "CM", "Zs": "BA", "Pe": "CL", "Pi": "QU", "Pf": "QU", "Pd": "BA", "Sc": "PR",
}  # fmt: skip
_MEDIAL_JAMO = ((0x1160, 0x11FF), (0xD7B0, 0xD7C6), (0xD7CB, 0xD7FB))
_SPACING_SIGNS = (0x0CBF, 0x0CC6, 0x11A07, 0x11A08, 0x11C3F)


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)


@cache
def _exceptions() -> dict[int, str]:
    classes: dict[int, str] = {}
    for name, ranges in _EXCEPTIONS.items():
        for item in ranges.split():
            first, _, last = item.partition("-")
            for code in range(int(first, 16), int(last or first, 16) + 1):
                classes.setdefault(code, name)
    return classes


@cache
def break_class(character: str) -> str:
    """The line break class of a character, by its short name in UAX #14."""
    code = ord(character)
    found = _exceptions().get(code)
    if found is not None:
        return found
    category = unicodedata.category(character)
    if category == "Cn":
        if _within(code, _IDEOGRAPHS):
            return "ID"
        return "EB" if _within(code, _PICTOGRAPHS) else "AL"
    if 0xAC00 <= code <= 0xD7A3:
        return "H3" if (code - 0xAC00) % 28 else "H2"
    if category[0] == "M":
        return "AL" if _within(code, _DICTIONARY_SCRIPTS) else "CM"
    wide = unicodedata.east_asian_width(character) in "WF"
    if category == "Ps":
        return "OPW" if wide else "OP"
    if category == "Nd" and not wide:
        return "NU"
    return _BY_CATEGORY.get(category) or ("ID" if wide else "AL")


@cache
def columns(character: str, ambiguous: int = 1) -> int:
    """Columns a character takes in a terminal: 0, 1 or 2.

    Args:
        character: one character.
        ambiguous: what a character takes whose width depends on its surroundings: 2 in the legacy charsets
            of East Asia, where all but ASCII was drawn in full-width cells.
    """
    code = ord(character)
    category = unicodedata.category(character)
    if category == "Cn":
        return 2 if _within(code, _IDEOGRAPHS) else 1
    if category in ("Cc", "Zl", "Zp") or _within(code, _MEDIAL_JAMO):
        return 0
    if category in ("Mn", "Me", "Cf"):
        return 1 if code in _SPACING_SIGNS else 0
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return ambiguous if 0xA1 <= code < 0xFF61 and code != 0x20A9 else 1
