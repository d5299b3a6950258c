"""The rules, in order: the first that has an opinion about a candidate decides.

Each is a function of a candidate, the language's knowledge and the block it stands in, and answers True (the
sentence ends here), False (it goes on) or None (no opinion). Its name, with hyphens, is what a segment's
``rule`` and ``bitext segment --explain`` show.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from toolkit.segment.candidates import EMOTICON_MARKS, Candidate, composed
from toolkit.segment.knowledge import UNSPACED_STOPS, Knowledge
from toolkit.segment.surroundings import Surroundings

Rule = Callable[[Candidate, Knowledge, Surroundings], bool | None]

_QUOTATION_MARKS = '"”’»›」』“'
_CLOSING = '"”)'
_BRACKETS = ")）】］"
_APOSTROPHE = re.compile(r"['’][a-z]{1,2}\s[A-Z]")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
"""Letters with a full stop each: ``U.S``, ``a.m``, ``v.v``."""
_INITIAL = re.compile(r"[^\W\d_][hH]?(?:\.?-[^\W\d_])?")
_DATE = re.compile(r"\d{1,2}\.")
_ROMAN = re.compile(r"[IVXLC]+")
_CLAUSE = re.compile(r"([^.,;:!?…\"“”،।]{1,60})([.,،।])(?!\w)")
_LONGEST_WORD = 40
_FRAGMENT = 4
"""Words that a sentence ending in an abbreviation has at least."""
_TAG = 6
"""Words a tag has at most."""
_RUN_ON = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?(?=[\s,;]|\Z)")


def list_marker(c: Candidate, k: Knowledge, s: Surroundings) -> bool | None:
    """``1. Introduction``, ``Điều 5. …``: the stop belongs to the number of the item."""
    return False if s.in_marker(c) else None


def inside_quotation(c: Candidate, k: Knowledge, s: Surroundings) -> bool | None:
    """Quotations are to be kept whole."""
    return False if s.in_quotation(c) else None


def run_on(c: Candidate, k: Knowledge, s: Surroundings) -> bool | None:
    """No space after the stop: only two plain words betray that it was forgotten (``great.The``)."""
    if c.spaced or c.stop in UNSPACED_STOPS:
        return None
    following = c.text[c.end : c.end + 1]
    if not following.isupper():
        # Where words have no spaces, neither have sentences.
        return None if not k.spaced and c.stop in "!?" and following.isalpha() else False
    word, match = c.word, _RUN_ON.match(c.text, c.end, c.end + 30)
    if not match or (len(match[0]) > 1 and not match[0][1:].islower()):
        return False
    return len(word) > 1 and word.isalpha() and word[1:].islower()


def name_with_mark(c: Candidate, k: Knowledge, s: Surroundings) -> bool | None:
    """``Yahoo!`` may go on like any other name."""
    if not k.exclaiming_names or len(c.stops) > 1 or c.stop not in "!?！。":
        return None
    name = c.word + c.stops
    if name not in k.exclaiming_names and (k.spaced or not name.endswith(tuple(k.exclaiming_names))):
        return None
    return c.next_word in k.starters


def unspaced_stop(c: Candidate, k: Knowledge, s: Surroundings) -> bool | None:
    """``。！？`` end a sentence, unless something closes with it that stands within the sentence."""
    if c.stop not in UNSPACED_STOPS:
        return None
    if c.text[c.end - 1] in _BRACKETS and not s.opened_at_start(c):
        return False
    return not _speech_goes_on(c, k)


def punctuation_follows(c: Candidate, k: Knowledge, s: Surroundings) -> bool | None:
    """A comma or the next dot of a spaced ellipsis: nothing ends before it."""
    return False if c.text[c.next] in ",;:.…)]}!?%" and not c.text.startswith(("...", "…"), c.next) else None


def quotation_goes_on(c: Candidate, k: Knowledge, s: Surroundings) -> bool | None:
    """After a closed quotation the sentence goes on: in lower case, or with who said it."""
    if c.stops[-1] not in _QUOTATION_MARKS:
        return None
    follower = c.follower
    if follower.islower() or _speech_goes_on(c, k):
        return False
    if not k.speech_verbs or not follower.isalpha() or c.head > c.next:
        return None
    return False if _is_tag(c.text, c.next, c.stop, k.speech_verbs) else None


def lower_case_follows(c: Candidate, k: Knowledge, s: Surroundings) -> bool | None:
    """A sentence does not begin in lower case, unless its writer never uses capitals."""
    if not c.follower.islower():
        return None
    opener = c.text[c.next]
    if _APOSTROPHE.match(c.text, c.next):  # ’s Avonds
        return None
    if c.head > c.next:
        # A quotation that opens after a full stop is a beginning; after other stops and dashes it may go on.
        quoted = c.stops == "." and opener in k.opening and opener not in "([*_'"
        return None if quoted else False
    word = c.next_word
    if len(word) > 1 and word[1].isupper():  # iPhone
        return None
    if c.text.startswith(("http://", "https://", "www."), c.next):
        return None
    return None if s.casual and not c.ellipsis else False


def nothing_yet(c: Candidate, k: Knowledge, s: Surroundings) -> bool | None:
    """Stops at the very beginning (``... And then``) end nothing."""
    return False if s.empty_before(c) else None


def ellipsis(c: Candidate, k: Knowledge, s: Surroundings) -> bool | None:
    """Three dots end a sentence only before what looks like the beginning of one; ``[...]`` never does."""
    if not c.ellipsis:
        return None
    if c.text[c.start - 1 : c.start] in ("[", "(") and c.start:
        return False
    follower = c.follower
    if follower.isupper():
        return c.next_word not in k.capital_words or c.stops.startswith("....")
    return False if follower.isdigit() else None


def exclamation(c: Candidate, k: Knowledge, s: Surroundings) -> bool | None:
    """``!`` and ``?`` end a sentence wherever it may go on."""
    return True if c.stop in "!?؟" else None


def label(c: Candidate, k: Knowledge, s: Surroundings) -> bool | None:
    """A letter that names something ends a sentence: ``vitamin C.``, ``điểm A.``"""
    word = c.word
    return True if len(word) == 1 and word.isupper() and c.before.lower() in k.labels else None


def number_abbreviation(c: Candidate, k: Knowledge, s: Surroundings) -> bool | None:
    """``No. 5``, ``pp. 3``, ``tr. 45``."""
    if c.stops != "." or not c.follower.isdigit():
        return None
    known = _last_part(c.word, k.before_number) is not None
    return False if known or c.word.endswith(k.abbreviation_endings or "\0") else None


def abbreviation(c: Candidate, k: Knowledge, s: Surroundings) -> bool | None:
    """``Dr. Smith``, ``TP. Hồ Chí Minh``: what it belongs to follows."""
    if c.stops[0] != "." or c.ellipsis:
        return None
    return False if _last_part(c.word, k.never_end) is not None else None


def initial(c: Candidate, k: Knowledge, s: Surroundings) -> bool | None:
    """``J. R. R. Tolkien``, ``Nguyễn V. A.``: one letter is a name's, unless a sentence plainly begins."""
    word = c.word
    if c.stops[0] != "." or not (word[:1].isupper() and _INITIAL.fullmatch(word)) or word in k.letter_words:
        return None
    return _starts(c, k) and c.next_word not in k.name_particles


def abbreviation_after_number(c: Candidate, k: Knowledge, s: Surroundings) -> bool | None:
    """``в 1954 г.`` may end a sentence; in ``г. Тверь`` a name follows."""
    word = c.word
    if c.stops != "." or word not in k.after_number:
        return None
    before = c.before
    if not (before[:1].isdigit() or _ROMAN.fullmatch(before)):
        return False
    return c.follower.isupper() and c.next_word not in k.calendar


def abbreviation_that_may_end(c: Candidate, k: Knowledge, s: Surroundings) -> bool | None:
    """``etc.``, ``U.S.``, ``a.m.``: ends the sentence if what follows looks like a new one."""
    if c.stops[0] != "." or c.ellipsis:
        return None
    word = _last_part(c.word, k.may_end)
    if word is None:
        if not _DOTTED.fullmatch(c.word):
            return None
        word = c.word
    if _starts(c, k):
        # "At 5 a.m. Mr Smith left": three words are no sentence yet.
        return not s.shorter_than(c, _FRAGMENT)
    # What begins in lower case is no part of a name, so a capital after it is a new beginning.
    return word[0].islower() and c.follower.isupper() and c.next_word not in k.calendar


def ordinal(c: Candidate, k: Knowledge, s: Surroundings) -> bool | None:
    """``am 3. Mai``: in some languages the stop makes an ordinal of a number."""
    word = c.word
    if not k.ordinal_stop or c.stops != ".":
        return None
    if word.isdigit() and len(word) > 2:
        return False if _DATE.match(c.text, c.next) else None  # 2020. 2. 12.
    return _starts(c, k) if word.isdigit() or _ROMAN.fullmatch(word) else None


def full_stop(c: Candidate, k: Knowledge, s: Surroundings) -> bool | None:
    """Any other stop ends the sentence."""
    return True


RULES: tuple[tuple[str, Rule], ...] = tuple(
    (rule.__name__.replace("_", "-"), rule)
    for rule in (
        list_marker,
        inside_quotation,
        run_on,
        name_with_mark,
        unspaced_stop,
        punctuation_follows,
        quotation_goes_on,
        lower_case_follows,
        nothing_yet,
        ellipsis,
        exclamation,
        label,
        number_abbreviation,
        abbreviation,
        initial,
        abbreviation_after_number,
        abbreviation_that_may_end,
        ordinal,
        full_stop,
    )
)
"""All rules with their names, in the order they are asked."""


def decide(c: Candidate, k: Knowledge, s: Surroundings) -> tuple[str, bool]:
    """The name of the rule that decides, and what it decides."""
    for name, rule in RULES:
        cut = rule(c, k, s)
        if cut is not None:
            return name, cut
    raise AssertionError("the last rule always has an opinion")


def plainly(text: str, start: int, end: int, following: int, k: Knowledge) -> tuple[str, bool] | None:
    """What the rules would say of most places, said at once, for the span of a candidate.

    A single stop after an ordinary word, then a space and a capital: only the last rule, or the one for
    ``!`` and ``?``, has an opinion. A stop within a figure or an address is none. ``None`` where it is not so
    plain. Not to be asked where a block has list markers or quotations are kept whole.
    """
    if following == len(text) or end - start > 2:
        return None
    stop, first = text[start], text[following]
    if end - start == 2:
        # One mark closes after the stop; what follows a quotation may say who spoke.
        mark = text[start + 1]
        if mark not in _CLOSING or following == end or not first.isupper():
            return None
        if mark in _QUOTATION_MARKS and (k.speech_openings or _is_tag(text, following, stop, k.speech_verbs)):
            return None
    elif following == end:
        inside = stop == "." and k.spaced and not first.isupper()
        return ("run-on", False) if inside else None
    if not first.isupper():
        # A quotation may open with the capital.
        if first not in '"“' or first not in k.opening or not text[following + 1 : following + 2].isupper():
            return None
    elif first in EMOTICON_MARKS:
        return None
    word = text[text.rfind(" ", max(0, start - _LONGEST_WORD), start) + 1 : start]
    if word in k.abbreviations:
        return None
    if not (word.isalpha() and len(word) > 1 and (word.islower() or (len(word) > 2 and word[1:].islower()))):
        capitals = len(word) > 2 and word.isalpha() and word.isupper() and word.title() not in k.abbreviations
        if not capitals and (k.ordinal_stop or not (word.isascii() and word.isdigit())):
            return None
    if stop == ".":
        return "full-stop", True
    if stop not in "!?" or word + stop in k.exclaiming_names:
        return None
    return "exclamation", True


def _is_tag(text: str, following: int, stop: str, verbs: frozenset[str]) -> bool:
    """Whether what follows a quotation that ends in ``stop`` only says who spoke: ``John said.``

    ``John said that …`` says something of its own. After a full stop, which no English tag follows but many
    a Vietnamese one, the tag has to be a whole sentence.
    """
    match = _CLAUSE.match(text, following)
    if not match or (stop == "." and match[2] == ","):
        return False
    words = composed(match[1]).lower().split()
    if not 1 < len(words) <= _TAG:
        return False
    # Where letters have no case, the verb may as well come first.
    first = words[0] in verbs and not match[1][0].isupper()
    return first or words[-1] in verbs or " ".join(words[-2:]) in verbs


def _speech_goes_on(c: Candidate, k: Knowledge) -> bool:
    """Whether a quotation closes and, in a script without spaces, a verb of speech follows."""
    openings = k.speech_openings
    return bool(openings) and c.text[c.end - 1] in _QUOTATION_MARKS and c.text.startswith(openings, c.next)


def _starts(c: Candidate, k: Knowledge) -> bool:
    """Whether what follows is a word that opens sentences, or a quotation that opens with one."""
    word = c.next_word
    if word not in k.starters and word.partition("'")[0].partition("’")[0] not in k.starters:
        return False
    after = c.head + len(word)
    # "A." is an initial, not the article.
    return not (len(word) == 1 and c.text[after : after + 1] == ".")


def _last_part(word: str, known: frozenset[str]) -> str | None:
    """The word, or its last part after a hyphen, slash or dot, if it is among ``known``."""
    if word in known:
        return word
    for mark in "-–/.’'(":
        part = word.rpartition(mark)[2]
        if len(part) > 1 and part != word and part in known:
            return part
    if len(word) > 1 and word.isupper() and word.title() in known:
        return word
    return None
