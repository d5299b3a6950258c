"""Loading the language files: from TOML to frozen, typed data."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import files
from typing import Any

from toolkit.errors import LanguageError
from toolkit.translations import _

# BCP 47 well-formedness, as much as is met in practice (RFC 5646, section 2.1): language, script, region,
# variants. Underscores are taken for hyphens because gettext and Java write them.
_CODE = re.compile(r"([a-zA-Z]{2,3})(-[a-zA-Z]{4})?(-(?:[a-zA-Z]{2}|\d{3}))?((?:-[a-zA-Z0-9]{5,8})*)")


@dataclass(frozen=True, slots=True)
class Segmentation:
    """What the sentence segmenter needs to know.

    Abbreviations are written without their final full stop, in the case the language writes them.
    """

    never_end: frozenset[str] = frozenset()
    """Always followed by what they belong to: ``Mr``, ``TS``, ``TP``."""
    may_end: frozenset[str] = frozenset()
    """End the sentence only if what follows looks like a new one: ``etc``, ``a.m``, ``v.v``."""
    before_number: frozenset[str] = frozenset()
    """Do not end before a number: ``No``, ``p``, ``tr``."""
    after_number: frozenset[str] = frozenset()
    """May end the sentence after a figure only; elsewhere a name follows: ``1954 г.``, ``г. Тверь``."""
    abbreviation_endings: tuple[str, ...] = ()
    """Ends of compounds shortened like a word: Goethe``str``."""
    name_particles: frozenset[str] = frozenset()
    """Starters that also begin family names: J. ``Le`` Goff."""
    starters: frozenset[str] = frozenset()
    """Capitalised words that begin a new sentence even after an abbreviation that may end one."""
    speech_verbs: frozenset[str] = frozenset()
    """Lower-case words, or several, that say who spoke a quotation: ``said``, ``cho biết``."""
    labels: frozenset[str] = frozenset()
    """Words before a single capital letter that ends a sentence: ``điểm`` A, ``Vitamin`` C."""
    letter_words: frozenset[str] = frozenset()
    """Words of one capital letter, which are no initials: ``Ý`` (Italy), ``Á`` (Asia)."""
    capital_words: frozenset[str] = frozenset()
    """Words always written with a capital, which is thus no sign of a beginning: ``I``."""
    time_words: frozenset[str] = frozenset()
    """Capitalised words that go on after a time of day: ``Eastern``, ``GMT``."""
    exclaiming_names: frozenset[str] = frozenset()
    """Names with a mark of their own: ``Yahoo!``."""
    list_words: frozenset[str] = frozenset()
    """Words that number a clause at the start of a line: ``Article`` 5., ``Điều`` 5."""
    list_pattern: str = ""
    """Regular expression of a clause number with the figure inside: ``第五条``."""
    ordinal_stop: bool = False
    """A number with a full stop is an ordinal: ``am 3. Mai``."""
    boilerplate: tuple[str, ...] = ()
    """Regular expressions, matched against a whole line without its case: page furniture."""


@dataclass(frozen=True, slots=True)
class Writing:
    """Marks and numbers as the language writes them."""

    decimal_mark: str = "."
    group_marks: str = ","
    """Each character may separate groups of three digits."""
    quotes: tuple[str, ...] = ("“”", '""', "‘’")
    """Pairs, opening and closing, outermost first."""
    full_width: bool = False
    """Written with full-width punctuation (。，) and without spaces between sentences."""
    spaces: bool = True
    """Words are separated by spaces."""
    letters: str = ""
    """Letters that (among the languages here) only this one uses."""
    look_alikes: dict[str, str] = field(default_factory=dict)
    """Letters of other languages that are typed for one of this language, and which one: ``ð`` is ``đ``."""
    tone_marks: str = ""
    """Combining marks of tone, which spellings of one word put on different letters: ``hòa``, ``hoà``."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the quality checks need to know. Words are in lower case unless said otherwise."""

    negations: frozenset[str] = frozenset()
    """Words that negate a clause."""
    negative_hints: frozenset[str] = frozenset()
    """Words that may say the same without a negation: ``fail``, ``without``, ``thiếu``."""
    negative_prefixes: tuple[str, ...] = ()
    """Beginnings that make the opposite of a word: ``un``."""
    negative_word: str = ""
    """Regular expression, for a whole word, of words that may do so by their form: ``unable``."""
    false_negations: tuple[str, ...] = ()
    """Regular expressions of phrases in which a negation word negates nothing: ``phải không?``."""
    false_hints: tuple[str, ...] = ()
    """Regular expressions of phrases in which a negative hint hints at nothing: ``bất kỳ``."""
    negative_phrases: tuple[str, ...] = ()
    """Regular expressions of phrases that say no without any such word: ``làm gì có``, ``past his prime``."""
    privations: frozenset[str] = frozenset()
    """Words that deny a circumstance: ``without``."""
    absences: frozenset[str] = frozenset()
    """Words by which a circumstance is denied besides the negations: ``lacking``, ``thiếu``."""
    question_words: frozenset[str] = frozenset()
    """Words that ask; a question that wants no answer denies: ``who could have known?``."""
    universals: frozenset[str] = frozenset()
    """Words that speak of all, as does a negation of a negation: ``everybody``, ``cũng``."""
    never_final: frozenset[str] = frozenset()
    """Words that something must follow: articles, conjunctions, most prepositions."""
    seldom_final: frozenset[str] = frozenset()
    """Those of them that may end a sentence after all: it is ``his``, the way it ``was``, afraid ``of``."""
    sentence_particles: frozenset[str] = frozenset()
    """Words that stand at the end of a sentence and say how it is meant."""
    question_form: str = ""
    """Regular expression, in lower case, of sentences with the form of a question, whatever their mark."""
    question_inside: str = ""
    """Likewise, of sentences in which a question may come late or in other words, if marked."""
    exclaiming_form: str = ""
    """Likewise, of sentences that show emotion or call upon somebody: ``what a day``, ``đẹp quá``."""
    rhetorical: frozenset[str] = frozenset()
    """Words that deny something by asking: ``who knows``, ``nào ai``."""
    requests: frozenset[str] = frozenset()
    """Words of a polite request, asked or not: ``could you``, ``phiền``."""
    headings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Beginnings of headings that say how something is done, those ``asking`` and those ``telling``."""
    letter_phrases: tuple[str, ...] = ()
    """Beginnings of the greeting and the close of a letter or speech: ``dear``, ``kính gửi``."""
    contrasts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Concepts that exclude each other, as ``axis.concept``, and the words that plainly say them; the same
    axes and concepts in every language."""
    currencies: dict[str, str] = field(default_factory=dict)
    """Words for money after a number, and the ISO 4217 code each one is (``đồng`` is ``VND``); ``$`` for
    dollars of any country."""
    fractions: dict[str, float] = field(default_factory=dict)
    """Words for parts of one: ``half``, ``nửa``."""
    day_parts: dict[str, str] = field(default_factory=dict)
    """Words after a time of day that say which half of the day it is in: ``am`` or ``pm``."""
    acronyms: frozenset[str] = frozenset()
    """Acronyms of the language's own words, which may stand for those of another language."""
    borrowed: frozenset[str] = frozenset()
    """Foreign words, in lower case, that running text keeps as often as it translates them; a word of
    several syllables that are written apart is one too: ``bún chả``."""
    barred_words: frozenset[str] = frozenset()
    """Words that are rightly written with a bar before or after them: ``he/she``, ``và/hoặc``."""
    list_joiners: frozenset[str] = frozenset()
    """Words before the last item of an enumeration: ``and``, ``và``."""
    clause_words: frozenset[str] = frozenset()
    """Words that begin a further clause or a circumstance: ``while``, ``despite``, ``nhưng``."""
    further_words: frozenset[str] = frozenset()
    """Those of :attr:`clause_words` that seldom begin anything else: ``because``, ``nhưng``."""
    third_persons: frozenset[str] = frozenset()
    """Pronouns that stand for somebody who was named: ``she``, ``nó``."""
    turning_words: frozenset[str] = frozenset()
    """Words by which two names may rightly change places: of a possessive, a passive, a comparison."""
    plain_words: frozenset[str] = frozenset()
    """Common words that are written without a mark, in a language that marks most of its words."""
    plain_syllables: frozenset[str] = frozenset()
    """All syllables that are right without a mark, the rare ones too, where most have some."""
    tone_styles: tuple[str, ...] = ()
    """Spellings of which a text should use one: ``òa oà``, the modern one second."""
    months: tuple[str, ...] = ()
    """Twelve names, January first; alternatives separated by ``|``; capitals as they must be met."""
    weekdays: tuple[str, ...] = ()
    """Seven names, Monday first; alternatives separated by ``|``."""
    date_order: str = "dmy"
    """Order of a date in figures: ``dmy`` or ``mdy``."""
    date_markers: tuple[str, ...] = ()
    """Words after which two figures are a day and a month: ``ngày 7/10``."""
    date_joiners: tuple[str, ...] = ()
    """Words that may stand between the parts of a date: ``of``, ``năm``."""
    hour_words: frozenset[str] = frozenset()
    """Words and suffixes after the hour of a time of day: ``pm``, ``giờ``."""
    clock_words: tuple[str, ...] = ()
    """Those between hour and minute, or before the half of the day: ``o'clock``, ``giờ``."""
    minutes_after: frozenset[str] = frozenset()
    """Words between minutes and the hour they are added to: ``past``."""
    minutes_before: frozenset[str] = frozenset()
    """Words between minutes and the hour they are taken from: ``to``."""
    minutes_off: frozenset[str] = frozenset()
    """Words between an hour and the minutes that are taken from it: ``kém``."""
    hour_names: tuple[str, ...] = ()
    """Hours with a name, and which they are: ``midnight 0``."""
    feasts: dict[str, str] = field(default_factory=dict)
    """Days with a name, and their month and day: ``new year's eve`` is ``12-31``."""
    figures_of_speech: tuple[str, ...] = ()
    """Figures that say no quantity: ``24/7``."""
    number_words: dict[str, int] = field(default_factory=dict)
    """Words that are unambiguously numbers."""
    number_words_unsure: dict[str, int] = field(default_factory=dict)
    """Words that may be numbers; they explain a figure on the other side but never ask for one."""
    ordinals: dict[str, int] = field(default_factory=dict)
    """Words that say a place in a row: ``third``, ``thứ nhì``."""
    ordinal_markers: frozenset[str] = frozenset()
    """Words that make an ordinal of the number after them: ``thứ``."""
    ordinal_endings: frozenset[str] = frozenset()
    """What makes an ordinal of the figure before it: ``th``."""
    number_joiners: frozenset[str] = frozenset()
    """Words between the parts of a spoken number: ``and``, ``linh``."""
    tens_tails: dict[str, int] = field(default_factory=dict)
    """Words that make tens of the digit before them: ``ba lăm`` is 35."""
    shorthand: dict[str, float] = field(default_factory=dict)
    """What multiplies the figure it is glued to, and may be a unit as well: ``2.5m``, ``50k``."""
    false_numbers: tuple[str, ...] = ()
    """Phrases that begin with a number word and are none: ``tỉ lệ``."""
    per_words: frozenset[str] = frozenset()
    """Words between two units of which one is a rate: miles *per* hour."""
    vague_words: tuple[str, ...] = ()
    """Words after a number that is not meant exactly: ``mấy``, ``or so``."""
    classifiers: frozenset[str] = frozenset()
    """Words before things that are counted, after which a doubtful number word is one: ``năm đứa``."""
    measure_openers: frozenset[str] = frozenset()
    """Words after which it is what is counted all the same: ``mỗi năm``."""
    storey_words: frozenset[str] = frozenset()
    """Words beside the number of a floor, which is counted from nought in some places, from one in others."""
    false_ordinals: tuple[str, ...] = ()
    """Phrases that end with a word for a place in a row, and mean none: ``half a second``."""
    slang_thousands: tuple[str, ...] = ()
    """Words behind a number that may make thousands of it: fifteen *grand*."""
    multiples: dict[str, float] = field(default_factory=dict)
    """Words that say how many times as much something is: ``tripled``, ``gấp ba``."""
    denominators: dict[str, int] = field(default_factory=dict)
    """Words for equal parts, behind how many of them there are: ``thirds``."""
    fraction_joiners: frozenset[str] = frozenset()
    """Words between the two, if the language needs one: ``phần``."""
    fraction_of: frozenset[str] = frozenset()
    """Words behind a fraction of one part, in a language without a joiner: a third *of*."""
    half_words: frozenset[str] = frozenset()
    """Words that say one half of something: ``half of``, ``một nửa``."""
    upper_bounds: tuple[str, ...] = ()
    """Words before a number that is the most: ``under``, ``at most``; a negation turns them round."""
    lower_bounds: tuple[str, ...] = ()
    """Words before a number that is the least: ``over``, ``at least``."""
    upper_bounds_after: tuple[str, ...] = ()
    """Words behind a number and what it counts: ``or less``."""
    lower_bounds_after: tuple[str, ...] = ()
    """Likewise for the least: ``trở lên``."""
    bound_joiners: frozenset[str] = frozenset()
    """Words that may stand between one of them and the number: over *the age of* 60."""
    naming_words: tuple[str, ...] = ()
    """Words before a name, or a word that is only mentioned: ``called``."""
    explaining_words: tuple[str, ...] = ()
    """Words that begin an aside which explains what stands before: ``that is``."""
    military_words: tuple[str, ...] = ()
    """Words after an hour and its minutes in four figures: ``0630 hours``."""
    magnitudes: dict[str, float] = field(default_factory=dict)
    """Words that multiply the number before them: ``million``, ``tỷ``, ``mươi``."""
    units: dict[str, str] = field(default_factory=dict)
    """Words of measure after a number, and the unit each one is (``feet`` is ``ft``)."""
    function_words: frozenset[str] = frozenset()
    """Frequent little words by which a stretch of the language shows."""
    articles: frozenset[str] = frozenset()
    """Articles, which stand before a noun and are in no list of words to keep."""
    inflections: tuple[str, ...] = ()
    """Regular endings and, after a colon, what stands for them in a dictionary: ``ies:y``."""
    reduplications: frozenset[str] = frozenset()
    """Words that are rightly said twice running."""
    native_word: str = ""
    """Regular expression of the shape every native word has, in lower case; "" where there is none."""
    misspelt_word: str = ""
    """Regular expression of words, in lower case, that the orthography rules out: diacritics were lost."""


@dataclass(frozen=True, slots=True)
class Identification:
    """By what the language is recognised where the statistics of its letters are not enough.

    ``onsets`` and ``rimes`` are the grammar of a written syllable, without diacritics, for a language whose
    words are single syllables; the numbers say how many of a thousand syllables of running text have it.
    """

    frequent: tuple[str, ...] = ()
    """The most frequent words, lower case, most frequent first."""
    onsets: dict[str, float] = field(default_factory=dict)
    """Consonants a syllable may begin with; ``""`` for none."""
    rimes: dict[str, float] = field(default_factory=dict)
    """What a syllable may go on with."""
    front_onsets: frozenset[str] = frozenset()
    """Onsets that stand only before ``e``, ``i``, ``y``."""
    back_onsets: frozenset[str] = frozenset()
    """Onsets that stand only before other vowels."""
    bare_rimes: frozenset[str] = frozenset()
    """Rimes that follow no onset, or one that ends in a vowel."""


@dataclass(frozen=True, slots=True)
class Language:
    """Everything known about one language; see the fields of each part."""

    code: str
    name: str
    native_name: str
    plural_forms: str
    """Value of gettext's ``Plural-Forms`` header."""
    rtl: bool = False
    segmentation: Segmentation = Segmentation()
    writing: Writing = field(default_factory=Writing)
    grammar: Grammar = field(default_factory=Grammar)
    identification: Identification = field(default_factory=Identification)
    known: bool = True
    """False where no file exists and the default stands in."""


def normalise_code(code: str) -> str:
    """A language code in canonical BCP 47 case: ``vi``, ``en-US``, ``zh-Hant-TW``.

    Raises:
        LanguageError: not a well-formed language code.
    """
    match = _CODE.fullmatch(code.strip().replace("_", "-").partition(".")[0].partition("@")[0])
    if not match:
        raise LanguageError(
            _("'{code}' is not a language code", code=code), _("write a BCP 47 code such as vi, en or pt-BR")
        )
    language_, script, region, variants = match.groups(default="")
    return language_.lower() + script.title() + region.upper() + variants.lower()


@cache
def available() -> tuple[str, ...]:
    """Codes of the languages with a file of their own, sorted."""
    names = (entry.name for entry in files(__package__).iterdir())
    return tuple(sorted(n[:-5] for n in names if n.endswith(".toml") and n != "default.toml"))


@cache
def language(code: str) -> Language:
    """The data for a language code; for ``en-GB`` that of ``en``; the default where there is none.

    Raises:
        LanguageError: not a well-formed language code.
    """
    full = normalise_code(code)
    for candidate in (full, full.partition("-")[0]):
        if candidate in available():
            return _load(candidate, full, known=True)
    return _load("default", full, known=False)


def _load(name: str, code: str, known: bool) -> Language:
    table = tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))
    parts: dict[str, Any] = {
        "segmentation": _part(Segmentation, table.pop("segmentation", {}), name),
        "writing": _part(Writing, table.pop("writing", {}), name),
        "grammar": _part(Grammar, table.pop("grammar", {}), name),
        "identification": _part(Identification, table.pop("identification", {}), name),
    }
    table = {"name": code, "native_name": code, **table} if not known else table
    return Language(code=code, known=known, **table, **parts)


def _part(cls: type[Any], table: dict[str, Any], name: str) -> Any:
    """One TOML table as its dataclass; lists become tuples or sets as the field says."""
    types = {f.name: str(f.type) for f in fields(cls)}
    unknown = sorted(set(table) - set(types))
    if unknown:
        raise ValueError(f"{name}.toml: unknown keys {unknown} in [{cls.__name__.lower()}]")
    made: dict[str, Any] = {}
    for key, value in table.items():
        if types[key].startswith("frozenset"):
            made[key] = frozenset(value)
        elif types[key].startswith("tuple"):
            made[key] = tuple(value)
        else:
            made[key] = value
    return cls(**made)
