"""Characters that came to harm on the way: mojibake, question marks, decomposed and invisible ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation
from toolkit.quality.spelling import native
from toolkit.translations import N_, _


def _pairs() -> re.Pattern[str]:
    """How a letter of two or three bytes in UTF-8 begins, read in a Western or the Vietnamese code page.

    Where the first character is itself a letter of prose (á, â), the second must be one that is rare there.
    """
    leads, trails = set("\ufffd"), set("\ufffd")
    for codec in ("latin-1", "cp1252", "cp1258"):
        leads |= {bytes([b]).decode(codec, "replace") for b in (*range(0xC2, 0xC7), 0xE1, 0xE2)}
        trails |= {bytes([b]).decode(codec, "replace") for b in range(0x80, 0xC0)}
    rare = trails - set("…‘’“”–—•»«\u00a0°·")
    capitals, small = ({c for c in leads if c.isupper()}, {c for c in leads if not c.isupper()})
    # The first character, of either kind, is found quickly; then it is asked of which kind it is.
    return re.compile(
        f"[{_in_order(leads)}](?:(?<=[{_in_order(capitals)}])[{_in_order(trails)}]"
        f"|(?<=[{_in_order(small)}])[{_in_order(rare)}])"
    )


def _in_order(characters: set[str]) -> str:
    return re.escape("".join(sorted(characters)))


_MOJIBAKE = _pairs()
_CODECS = ("cp1252", "latin-1", "cp1258")
_RARE = frozenset("¡¢£¤¥¦§¨©ª¬®¯°±²³´µ¶¸¹º¼½¾¿")
"""What a letter of two bytes ends in, and prose has not after a capital."""
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    "\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufff9-\ufffb]"
)
_JOINERS = "\u200c\u200d"
"""Rightly used inside words of many scripts, and in emoji."""
# A question mark between two letters, or before a letter after a space.
_EATEN = re.compile(r"(?<=[^\W\d_])\?(?=[^\W\d_])|(?<=\s)\?{1,4}(?=[^\W\d_])|\?{2,4}(?=[^\W\d_])")
_LETTERS = re.compile(r"[^\W\d_]{2,60}")
_GREEK_OR_CYRILLIC = re.compile("[\u0370-\u052f]")


def mojibake(unit: Unit, context: Context) -> Iterator[Observation]:
    """UTF-8 read as something else: ``Ã¡`` for ``á``."""
    if unit.target.isascii():
        return
    matches = list(_MOJIBAKE.finditer(unit.target))
    if len(matches) >= 2 or any("\ufffd" in m.group() or _meant(unit, m.start()) for m in matches):
        span = Span(matches[0].start(), matches[-1].end())
        yield Observation(
            _("the text was decoded in a wrong encoding"), target_span=span, values=(matches[0].group(),)
        )
    elif "\ufffd" in unit.target and "\ufffd" not in unit.source:
        at = unit.target.index("\ufffd")
        yield Observation(_("a character was lost in decoding (U+FFFD)"), target_span=Span(at, at + 1))


def _meant(unit: Unit, at: int) -> bool:
    """Whether what begins there, and is not in the source, is one letter or sign in UTF-8 beyond doubt.

    Two characters could still be prose (``Ä‘`` before a quotation), unless the second is no mark of prose.
    """
    for length in (3, 2):
        run = unit.target[at : at + length]
        if len(run) < length or run in unit.source or (length == 2 and run[1] not in _RARE):
            continue
        for codec in _CODECS:
            try:
                meant = run.encode(codec).decode()
            except UnicodeError:
                continue
            if len(meant) == 1 and unicodedata.category(meant)[0] in "LPS":
                return True
    return False


def question_marks(unit: Unit, context: Context) -> Iterator[Observation]:
    """Letters an encoding could not hold, become ``?`` inside words."""
    if "?" not in unit.target:
        return
    matches = list(_EATEN.finditer(context.target.prose))
    if matches and unit.target.count("?") > unit.source.count("?"):
        yield Observation(
            _("question marks stand in the place of letters"),
            target_span=Span(matches[0].start(), matches[-1].end()),
        )


def normalisation(unit: Unit, context: Context) -> Iterator[Observation]:
    """Decomposed letters, which look right and match nothing."""
    if unit.target.isascii() or unicodedata.is_normalized("NFC", unit.target):
        return
    composed = unicodedata.normalize("NFC", unit.target)
    at = next(
        (i for i, (a, b) in enumerate(zip(unit.target, composed, strict=False)) if a != b), len(composed)
    )
    yield Observation(
        _("letters and their marks are separate characters (not NFC)"),
        target_span=Span(min(at, len(unit.target) - 1), len(unit.target)),
        fix=composed,
    )


def invisible(unit: Unit, context: Context) -> Iterator[Observation]:
    """Zero-width, control and direction characters the source does not have."""
    if unit.target.isascii() and unit.target.isprintable():
        return
    matches = list(_INVISIBLE.finditer(unit.target))
    if not matches:
        return
    garbled = len(_MOJIBAKE.findall(unit.target)) >= 2  # then control characters are its debris
    seen: dict[str, int] = {}
    for match in matches:
        mark = match.group()
        if mark in unit.source or (mark in _JOINERS and not _between_latin(unit.target, match.start())):
            continue
        if context.target.language.rtl and unicodedata.bidirectional(mark) != "BN":
            continue
        if not (garbled and unicodedata.category(mark) == "Cc"):
            seen.setdefault(mark, match.start())
    clean = unit.target.translate({ord(mark): None for mark in seen})
    for mark, at in seen.items():
        name = unicodedata.name(mark, "control character")
        yield Observation(
            _("invisible character U+{code:04X} ({name})", code=ord(mark), name=name.lower()),
            target_span=Span(at, at + 1),
            values=(f"U+{ord(mark):04X}",),
            fix=clean,
        )


def _between_latin(text: str, at: int) -> bool:
    around = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return any("LATIN" in unicodedata.name(c, "") for c in around)


def homoglyphs(unit: Unit, context: Context) -> Iterator[Observation]:
    """Letters of two look-alike alphabets in one word: a Cyrillic ``с`` in ``rách``; an ``ð`` for ``đ``."""
    if unit.target.isascii():
        return
    yield from _other_letters(unit, context)
    if not _GREEK_OR_CYRILLIC.search(unit.target):
        return
    for match in _LETTERS.finditer(unit.target):
        word = match.group()
        scripts = {unicodedata.name(c, " ").split()[0] for c in word}
        if len(scripts & {"LATIN", "CYRILLIC", "GREEK"}) > 1 and word not in unit.source:
            yield Observation(
                _(
                    "“{word}” mixes alphabets ({alphabets})",
                    word=word,
                    alphabets=", ".join(sorted(s.title() for s in scripts)),
                ),
                target_span=Span(*match.span()),
                values=(word,),
            )


def _other_letters(unit: Unit, context: Context) -> Iterator[Observation]:
    """Words with a letter that the language has not, which are native with the one it looks like."""
    language = context.target.language
    alike, shape = language.writing.look_alikes, native(language.code)
    if not alike or shape is None or alike.keys().isdisjoint(unit.target):
        return
    table = str.maketrans(alike)
    for match in _LETTERS.finditer(unicodedata.normalize("NFC", unit.target)):
        word = match.group()
        meant = word.translate(table)
        if word != meant and word not in unit.source and shape[meant.lower()]:
            yield Observation(
                _(
                    "“{word}” is written with a letter of another language; here it is “{right}”",
                    word=word,
                    right=meant,
                ),
                target_span=Span(*match.span()) if unit.target[slice(*match.span())] == word else None,
                values=(word, meant),
                fix=unit.target.replace(word, meant),
            )


MOJIBAKE = Check("mojibake", "fluency", Severity.ERROR, N_("text in a wrong encoding"), mojibake, spoils=True)
QUESTION_MARKS = Check(
    "question-marks",
    "fluency",
    Severity.ERROR,
    N_("question marks in the place of letters"),
    question_marks,
    spoils=True,
)
NORMALISATION = Check(
    "normalisation", "fluency", Severity.WARNING, N_("letters not composed (NFC)"), normalisation
)
INVISIBLE = Check("invisible", "fluency", Severity.WARNING, N_("invisible characters"), invisible)
HOMOGLYPH = Check("homoglyph", "fluency", Severity.ERROR, N_("words of mixed alphabets"), homoglyphs)
