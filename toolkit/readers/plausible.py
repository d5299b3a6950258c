"""Which old encoding a text that is not UTF-8 was most likely written in.

A suggestion for an error message, never a decision: every candidate decodes the bytes in question and its
reading is scored character by character. Letters that are common in the texts an encoding was made for speak
for it; capitals and symbols inside words, scripts mixed in a word and unassigned codes speak against.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

_SAMPLE = 1 << 15
"""Bytes of the file that are tried: lines with non-ASCII bytes up to this size."""

_PUNCTUATION = frozenset("“”‘’„‚«»‹›–—…·•\xa0§©®°€£´¿¡№")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An encoding and a judgement of one decoded non-ASCII character in it, about -2 to 1."""

    encoding: str
    judge: Callable[[str, str, str], float]


def suggest_encoding(data: bytes) -> str | None:
    """Name of the encoding in which ``data`` reads best, or ``None`` where it reads badly in all of them."""
    sample = _sample(data)
    best, best_score = None, 0.25
    for candidate in _CANDIDATES:
        try:
            text = sample.decode(candidate.encoding)
        except UnicodeDecodeError:
            continue
        score = _score(text, candidate.judge)
        if score > best_score + 1e-9:
            best, best_score = candidate.encoding, score
    return best


def _sample(data: bytes) -> bytes:
    """Whole lines that hold non-ASCII bytes; whole, so that no character of several bytes is cut."""
    if len(data) <= _SAMPLE:
        return data
    lines: list[bytes] = []
    size = 0
    for line in data.splitlines(keepends=True):
        if not line.isascii():
            lines.append(line)
            size += len(line)
            if size > _SAMPLE:
                break
    return b"".join(lines)


def _score(text: str, judge: Callable[[str, str, str], float]) -> float:
    """Mean judgement of the characters beyond ASCII."""
    total, count = 0.0, 0
    padded = f" {text} "
    for index, character in enumerate(text, start=1):
        if character > "\x7f":
            total += judge(padded[index - 1], character, padded[index + 1])
            count += 1
    return total / count if count else 0.0


def _alphabetic(
    letters: str, scripts: str = "LATIN", finals: str = "", rare: str = ""
) -> Callable[[str, str, str], float]:
    """A judge for single-byte encodings of alphabets.

    ``letters`` are the non-ASCII letters frequent in what was written with the encoding, ``rare`` those that
    prove less, ``finals`` those that stand at the end of a word alone.
    """
    frequent = frozenset(letters + letters.upper())

    def judge(before: str, character: str, after: str) -> float:
        if character in _PUNCTUATION:
            return 0.1 if not (before.isalpha() and after.isalpha()) or character in "’·\xa0" else -1.0
        if unicodedata.combining(character):
            if character not in frequent:
                return -2.0
            return 1.5 if before.isalpha() else -2.0
        if not character.isalpha():
            return -2.0 if before.isalpha() or after.isalpha() else -0.5
        if character.isupper() and before.islower():
            return -1.5
        if scripts not in unicodedata.name(character, ""):
            return -1.5
        foreign = scripts != "LATIN" and (_ascii_letter(before) or _ascii_letter(after))
        # A letter between other letters beyond ASCII is common in other scripts and rare in Latin ones.
        crowded = (
            scripts == "LATIN" and before > "\x7f" and before.isalpha() and not unicodedata.combining(after)
        )
        if character in finals and after.isalpha():
            return -1.5
        score = 1.0 if character in frequent else -0.3
        if character in rare:
            score = 0.5
        if character.isupper() and before.isupper():
            score -= 0.3
        return score - (1.5 if foreign else 0.0) - (0.7 if crowded else 0.0)

    return judge


def _ascii_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _thai(before: str, character: str, after: str) -> float:
    """A judge for Thai: vowels and tones stand where a consonant carries them."""
    if "เ" <= character <= "ไ":
        return 0.9 if _thai_consonant(after) else -1.5
    if unicodedata.category(character) == "Mn" or character in "ะาำ":
        return 0.9 if _thai_consonant(before) or unicodedata.category(before) == "Mn" else -1.5
    return 0.9 if "ก" <= character <= "๛" else -1.5


def _thai_consonant(character: str) -> bool:
    return "ก" <= character <= "ฮ"


def _ideographic(charset: str, first: int, last: int) -> Callable[[str, str, str], float]:
    """A judge for East Asian encodings; ``first`` to ``last`` are the lead bytes of everyday ideographs."""

    def judge(before: str, character: str, after: str) -> float:
        del before, after
        if "\u3040" <= character <= "\u309f":
            return 1.0 if charset in ("shift_jis", "euc_jp") else -0.5
        if "\uac00" <= character <= "\ud7a3":
            return 1.1 if charset == "euc_kr" else -1.0
        if "\u30a0" <= character <= "\u30ff":
            return 0.8 if charset in ("shift_jis", "euc_jp") else -0.5
        if "\u3000" <= character <= "\u3020" or "\uff01" <= character <= "\uff5e":
            return 0.5
        if "\uff61" <= character <= "\uff9f":
            return -1.0
        if "\u4e00" <= character <= "\u9fff":
            try:
                lead = character.encode(charset)[0]
            except UnicodeEncodeError:
                return -1.0
            return 0.95 if first <= lead <= last else -0.6
        return 0.1 if character in _PUNCTUATION else -1.0

    return judge


_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ"

_CYRILLIC_RARE = "щъфэцшйхжґ"

_CANDIDATES: tuple[_Candidate, ...] = (
    _Candidate("windows-1252", _alphabetic("éèàùâêîôûçëïüñáíóúäößåæøãõœì")),
    # Tones are combining marks in this encoding: they decide.
    _Candidate("windows-1258", _alphabetic("àáâăèéêìíòóôơùúưđ\u0300\u0301\u0303\u0309\u0323")),
    _Candidate("windows-1250", _alphabetic("ąćęłńóśźżáčďéěíňřšťúůýžőűăâîşţäöüđ")),
    _Candidate("iso-8859-2", _alphabetic("ąćęłńóśźżáčďéěíňřšťúůýžőűăâîşţäöüđ")),
    _Candidate("windows-1254", _alphabetic("çğıöşüâîİ")),
    _Candidate("windows-1257", _alphabetic("āčēģīķļņšūžėįųąęöäõü")),
    _Candidate("windows-1251", _alphabetic(_CYRILLIC, "CYRILLIC", rare=_CYRILLIC_RARE)),
    _Candidate("koi8-r", _alphabetic(_CYRILLIC, "CYRILLIC", rare=_CYRILLIC_RARE)),
    _Candidate("iso-8859-5", _alphabetic(_CYRILLIC, "CYRILLIC", rare=_CYRILLIC_RARE)),
    _Candidate("windows-1253", _alphabetic("αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋ", "GREEK", finals="ς")),
    _Candidate("windows-1255", _alphabetic("אבגדהוזחטיךכלםמןנסעףפץצקרשת", "HEBREW", finals="ךםןףץ")),
    _Candidate("windows-1256", _alphabetic("ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإآؤئپچژگ", "ARABIC")),
    _Candidate("shift_jis", _ideographic("shift_jis", 0x88, 0x97)),
    _Candidate("euc_jp", _ideographic("euc_jp", 0xB0, 0xCF)),
    _Candidate("gb18030", _ideographic("gb2312", 0xB0, 0xD7)),
    _Candidate("big5", _ideographic("big5", 0xA4, 0xC6)),
    _Candidate("euc_kr", _ideographic("euc_kr", 0xB0, 0xC8)),
    # Last: nearly every byte is a letter in it, so that it wins no tie.
    _Candidate("cp874", _thai),
)
