"""Two spellings of the same syllable in one text: ``hòa`` here and ``hoà`` there.

A team may have settled on one; else it is the one that the text has more often.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from toolkit.languages import language
from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Context, CorpusCheck, Observation
from toolkit.translations import N_, _

_LEAST = 3
"""Syllables that tell which style a text is in."""


@cache
def _styles(code: str) -> dict[str, str]:
    """Each spelling, and what it is in the other style; the old style first in the data."""
    pairs = [pair.split(" ") for pair in language(code).grammar.tone_styles]
    return {one: other for old, new in pairs for one, other in ((old, new), (new, old))}


@cache
def _old(code: str) -> frozenset[str]:
    return frozenset(pair.split(" ")[0] for pair in language(code).grammar.tone_styles)


class Styles:
    """Counts both styles, and remembers where each was met."""

    def __init__(self) -> None:
        self._met: dict[bool, list[tuple[str, Span, str, str]]] = {True: [], False: []}
        self._settled = ""

    def see(self, unit: Unit, context: Context) -> None:
        """Take note of the syllables of one target that end in one of the spellings."""
        self._settled = context.tone_marks
        code = context.target.language.code
        styles = _styles(code)
        if not styles or unit.target.isascii():
            return
        for word, lowered in zip(context.target.prose_words, context.target.lowered, strict=True):
            ending = lowered[-2:]
            # After "q" the u belongs to the consonant: "quý" has one spelling only.
            if ending in styles and lowered[-3:-2] != "q":
                fixed = unit.target[: word.end - 2] + styles[ending] + unit.target[word.end :]
                if word.text[-2:] == ending:
                    self._met[ending in _old(code)].append(
                        (unit.id, Span(word.start, word.end), word.text, fixed)
                    )

    def report(self) -> Iterable[tuple[str, Observation]]:
        """The syllables in the style that is not the settled one, or is the rarer one."""
        return self._against() if self._settled else self._report()

    def _against(self) -> Iterator[tuple[str, Observation]]:
        for id_, span, text, fixed in self._met[self._settled != "old"]:
            message = _("“{text}” has its tone mark elsewhere than has been agreed on", text=text)
            yield id_, Observation(message, target_span=span, values=(text,), fix=fixed)

    def _report(self) -> Iterator[tuple[str, Observation]]:
        one, other = len(self._met[True]), len(self._met[False])
        if not one or not other or one + other < _LEAST:
            return
        for id_, span, text, fixed in self._met[one < other]:
            yield (
                id_,
                Observation(
                    _(
                        "“{text}” has its tone mark elsewhere than most of this text ({many} to {few})",
                        text=text,
                        many=max(one, other),
                        few=min(one, other),
                    ),
                    target_span=span,
                    values=(text,),
                    fix=fixed,
                ),
            )


# Off by default: which style is right is for a house to say.
CHECK = CorpusCheck(
    "tone-marks", "style", Severity.INFO, N_("two styles of placing tone marks"), Styles, default=False
)
