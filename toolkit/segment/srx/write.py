"""Writing our own rules as SRX 2.0, as far as it can say them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from toolkit.languages import Language, language
from toolkit.safe_xml import escape, escape_attribute
from toolkit.segment.knowledge import STOPS, UNSPACED_STOPS, Knowledge, knowledge
from toolkit.segment.options import Options
from toolkit.segment.srx.rules import Rule

_DEFAULT = "Default"
_UNSAID = (
    "quotations: whether what follows a closing mark says who spoke",
    "list markers in the middle of a paragraph, and bullets",
    "headings, dialogue and page furniture: SRX sees no layout",
    "writers who use no capitals",
    "a space forgotten after a stop",
    "that a sentence which ends in an abbreviation has at least some words",
)


class Exported(NamedTuple):
    """An SRX file, and what of the rules it cannot say, a clause each."""

    data: bytes
    unsaid: tuple[str, ...]


def write_srx(codes: Sequence[str], options: Options | None = None) -> Exported:
    """Our rules for some languages; the general ones are for all others.

    Raises:
        LanguageError: not a language code.
    """
    chosen = options or Options()
    languages = [language(code) for code in dict.fromkeys(codes)]
    known = [each for each in languages if each.known]
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        '<srx xmlns="http://www.lisa.org/srx20" version="2.0">\n',
        '  <header segmentsubflows="yes" cascade="yes">\n',
        '    <formathandle type="start" include="no"/>\n',
        '    <formathandle type="end" include="yes"/>\n',
        '    <formathandle type="isolated" include="no"/>\n',
        "  </header>\n  <body>\n    <languagerules>\n",
    ]
    for each in known:
        parts += _set(each.name, own_rules(each, knowledge(each.code, chosen)))
    parts += _set(_DEFAULT, general_rules(knowledge("und", chosen)))
    parts.append("    </languagerules>\n    <maprules>\n")
    for each in known:
        base = each.code.partition("-")[0]
        parts.append(_map(f"(?i){base}(?:[-_].*)?", each.name))
    parts.append(_map(".*", _DEFAULT))
    parts.append("    </maprules>\n  </body>\n</srx>\n")
    return Exported("".join(parts).encode("utf-8"), _UNSAID)


def own_rules(each: Language, known: Knowledge) -> list[Rule]:
    """What is special about a language, most particular first."""
    rules: list[Rule] = []
    starters = _any(known.starters)
    opens = rf"\s+[{_class(known.opening)}]?"
    begins = rf"{opens}(?:{starters})\b(?!\.)" if known.starters else r"\s+(?!)"

    def rule(breaks: bool, before: str, after: str) -> None:
        rules.append(Rule(breaks, before, after, each.name))

    if known.labels:
        rule(True, rf"(?i:\b(?:{_any(known.labels)}))\s\p{{Lu}}\.", r"\s")
    if known.exclaiming_names:
        names = _any(known.exclaiming_names)
        rule(False, rf"\b(?:{names})", rf"(?!{begins})\s" if known.starters else r"\s")
    if known.before_number:
        rule(False, rf"{_word(known.before_number)}\.", r"\s+\p{Nd}")
    if known.ordinal_stop:
        rule(False, r"\b(?:\p{Nd}{1,2}|[IVXLC]+)\.", rf"(?!{begins})\s")
    if known.never_end:
        rule(False, rf"{_word(known.never_end)}\.", r"\s")
    if known.after_number:
        rule(False, rf"(?<!\p{{Nd}}\s?){_word(known.after_number)}\.", r"\s")
    if known.may_end:
        lower = [word for word in known.may_end if word[0].islower()]
        other = [word for word in known.may_end if not word[0].islower()]
        if lower:
            rule(False, rf"{_word(lower)}\.", r"\s+\P{Lu}")
        if other:
            rule(False, rf"{_word(other)}\.", rf"(?!{begins})\s")
    rule(False, r"(?<![\p{L}\p{Nd}])(?:\p{Lu}\.){1,5}", rf"(?!{begins})\s")
    return rules


def general_rules(known: Knowledge) -> list[Rule]:
    """What holds where nothing else is known: stops, and what may close and open around them."""
    closing, opening = _class(known.closing), _class(known.opening)
    spaced = "".join(mark for mark in STOPS if mark not in UNSPACED_STOPS)
    unspaced = "".join(sorted(UNSPACED_STOPS))
    ends = rf"[{_class(spaced)}][{_class(spaced)}{closing}]*"
    return [
        Rule(False, ends, rf"\s+[{opening}\-–—]*\p{{Ll}}", _DEFAULT),
        Rule(False, ends, r"\s*[,;:)\]}]", _DEFAULT),
        Rule(False, r"[\[(]\.\.\.[\])]", r"\s", _DEFAULT),
        Rule(False, r"(?:\.\.\.|…)", r"\s+\p{Nd}", _DEFAULT),
        Rule(False, r"^\s*(?:\p{Nd}{1,3}|\p{L})[.)]", r"\s", _DEFAULT),
        Rule(True, rf"[{unspaced}][{unspaced}{closing}]*", rf"[^{unspaced}{closing}]", _DEFAULT),
        Rule(True, ends, r"\s", _DEFAULT),
    ]


def _set(name: str, rules: Iterable[Rule]) -> list[str]:
    parts = [f'      <languagerule languagerulename="{escape_attribute(name)}">\n']
    for rule in rules:
        parts.append(
            f'        <rule break="{"yes" if rule.breaks else "no"}">\n'
            f"          <beforebreak>{escape(rule.before)}</beforebreak>\n"
            f"          <afterbreak>{escape(rule.after)}</afterbreak>\n        </rule>\n"
        )
    parts.append("      </languagerule>\n")
    return parts


def _map(pattern: str, name: str) -> str:
    return (
        f'      <languagemap languagepattern="{escape_attribute(pattern)}"'
        f' languagerulename="{escape_attribute(name)}"/>\n'
    )


def _any(words: Iterable[str]) -> str:
    """One of the words; longer ones first, for none must hide another."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _word(words: Iterable[str]) -> str:
    return rf"(?<![\p{{L}}\p{{Nd}}])(?:{_any(words)})"


def _class(marks: Iterable[str]) -> str:
    """Marks as the inside of a set."""
    return "".join(f"\\{mark}" if mark in "\\[]^-&~|" else mark for mark in sorted(marks))
