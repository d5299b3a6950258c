"""Which language a text is in: a guess, how sure it is, and why.

In order: what is not language is left out (:mod:`toolkit.languages.prose`); the writing system decides where
it can (:mod:`toolkit.languages.scripts`); the remaining languages are weighed by the probability of the words
in each (:mod:`toolkit.languages.likelihood`). Everything is counted, nothing drawn at random: the same text
gives the same answer on every run, whatever was identified before.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from toolkit.languages.data import language, normalise_code
from toolkit.languages.likelihood import Candidate, Fit, candidate, fits
from toolkit.languages.profiles import profiled_languages, weight
from toolkit.languages.prose import words
from toolkit.languages.scripts import Script, script_of, scripts, scripts_of, writing
from toolkit.translations import _

UNDETERMINED = "und"

# Below this probability a guess is not worth naming.
_THRESHOLD = 0.5
# Neighbouring letters and words repeat each other's evidence: their odds count by this power.
_TEMPER = 0.9
# Where it is only asked whether a text is in one language, that one is met this much more often than rivals.
_ASKED = 20.0
_CHARACTERS = 6_000
_WINDOWS = 6
_TEXTS = 256
# What one passage of a document may say against a language, as a logarithm of odds.
_VOICE = 12.0


class Guess(NamedTuple):
    """The language of a text.

    ``language`` is one of the expected codes as BCP 47 writes them, or ``und``; ``confidence`` is 0 to 1;
    ``reason`` is a short clause for a person.
    """

    language: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Judgement:
    """What one text says: the fit of each language it may be in, or why none can be named."""

    fits: dict[str, Fit]
    words: int = 0
    letters: int = 0
    script: Script | None = None
    share: float = 0.0
    """Share of the letters that are of the script."""
    missing: tuple[str, ...] = ()
    """Expected languages that nothing is known about."""
    problem: str = ""


def identify(text: str, expected: Sequence[str] = ()) -> Guess:
    """The language of a string, a sentence or a document.

    Of a long text, passages at even distances are judged.

    Args:
        text: any text; variables, tags, addresses and figures in it are passed over.
        expected: the languages it may be in, as BCP 47 codes; any of those known if empty. With a single
            one, the question is whether the text is in it.

    Returns:
        a guess whose language is one of ``expected``, or ``und``.

    Raises:
        LanguageError: an expected code is not well formed.
    """
    codes = _codes(expected)
    return _guess(_judge(_sample(text), codes), codes)


def identify_many(texts: Iterable[str], expected: Sequence[str] = ()) -> Guess:
    """The language that most of several texts are in: the passages of a document, the entries of a catalog.

    Each text has a voice as loud as its evidence, up to a limit. Of very many texts, some hundred at even
    distances are judged. The confidence is the share of the evidence that agrees.

    Args:
        texts: any number of texts; gone through once.
        expected: as in :func:`identify`.

    Raises:
        LanguageError: an expected code is not well formed.
    """
    codes = _codes(expected)
    judged = [j for text in _even(texts) if (j := _judge(_sample(text), codes)).fits]
    if not judged:
        return Guess(UNDETERMINED, 0.0, _("no text that could be judged"))
    total: Counter[str] = Counter()
    everyone = sorted({code for judgement in judged for code in judgement.fits})
    sums = dict.fromkeys(everyone, 0.0)
    for judgement in judged:
        for code in everyone:
            fit = judgement.fits.get(code)
            sums[code] += max(fit.score, -_VOICE) if fit else -_VOICE
    best = _best(sums, codes)
    for judgement in judged:
        total[_best({c: f.score for c, f in judgement.fits.items()}, codes)] += min(judgement.letters, 400)
    share = total[best] / sum(total.values())
    if best not in codes and codes:
        return Guess(UNDETERMINED, share, _more_like(best, codes[0]))
    agreeing = sum(_best({c: f.score for c, f in j.fits.items()}, codes) == best for j in judged)
    reason = _(
        "{count} of {passages} passages read as {language}",
        count=agreeing,
        passages=len(judged),
        language=_name(best),
    )
    if share < _THRESHOLD:
        return Guess(UNDETERMINED, share, _("passages in several languages; at most {reason}", reason=reason))
    return Guess(best, share, reason)


def identifiable(code: str) -> bool:
    """Whether a language can be recognised at all: by its script, or by its words.

    Raises:
        LanguageError: not a language code.
    """
    (known,) = _codes((code,)) or ("",)
    if not known:
        return False
    system = scripts_of(known)
    return candidate(known) is not None or any(
        tuple(scripts()[script].languages) == (known.partition("-")[0],) for script in system
    )


def _codes(expected: Sequence[str]) -> tuple[str, ...]:
    """The expected languages in canonical case, each once, without ``und``."""
    given = [expected] if isinstance(expected, str) else expected
    return tuple(code for code in dict.fromkeys(map(normalise_code, given)) if code != UNDETERMINED)


@lru_cache(maxsize=256)
def _field(
    codes: tuple[str, ...], script: str
) -> tuple[tuple[Candidate, ...], tuple[str, ...], tuple[str, ...]]:
    """Languages to weigh by their words, all written in the script, those nothing is known of."""
    written = tuple(code for code in codes if script in scripts_of(code))
    if len(codes) <= 1:  # anything goes, or one language against the rest of the world
        known = [c for c in profiled_languages() if script in scripts_of(c)]
        users = scripts()[script].languages if script != "Latn" else ()
        written = tuple(dict.fromkeys((*written, *known, *users)))
    weighed = tuple(found for code in written if (found := candidate(code)) is not None)
    missing = tuple(code for code in written if candidate(code) is None and code in codes)
    return weighed, written, missing


def _judge(text: str, codes: tuple[str, ...]) -> _Judgement:
    found = words(text)
    if not found:
        return _Judgement({}, problem=_("no letters to judge by"))
    system = writing(found)
    if system is None:
        return _Judgement({}, problem=_("letters of no script that is known here"))
    script = system.script
    weighed, written, missing = _field(codes, script.code)
    own = {script.code, *script.includes}
    kept = found
    if not own.issuperset(map(script_of, set("".join(found)))):
        kept = [w for word in found if (w := "".join(c for c in word if script_of(c) in own))]
    letters = sum(map(len, kept))
    if not any(code in codes for code in written) and codes:
        names = _(" or ").join(map(_name, codes))
        problem = _(
            "{script} letters, in which {languages} is not written", script=script.name, languages=names
        )
        return _Judgement({}, problem=problem)
    if len(written) == 1 or not weighed:  # the script says it all
        made = {code: Fit() for code in written}
    else:
        made = dict(zip((c.language for c in weighed), fits(kept, weighed), strict=True))
    return _Judgement(made, len(kept), letters, script, system.share, missing)


def _guess(judgement: _Judgement, codes: tuple[str, ...]) -> Guess:
    if not judgement.fits:
        return Guess(UNDETERMINED, 0.0, judgement.problem)
    script = judgement.script
    if len(judgement.fits) == 1 and script is not None and not judgement.missing:
        (only,) = judgement.fits
        return Guess(only, min(judgement.share, 0.99), _("written in {script} letters", script=script.name))
    odds = {code: fit.score + _prior(code, codes) for code, fit in judgement.fits.items()}
    best = _best(odds, codes, prior=False)
    confidence = 1 / sum(math.exp(_TEMPER * (score - odds[best])) for score in odds.values())
    rivals = sorted((code for code in odds if code != best), key=lambda code: (-odds[code], code))
    if best not in codes and codes:
        return Guess(UNDETERMINED, confidence, _more_like(best, codes[0]))
    if rivals and odds[rivals[0]] >= odds[best]:
        reason = _("nothing tells {language} from {other} here", language=_name(best), other=_name(rivals[0]))
        return Guess(UNDETERMINED, confidence, reason)
    reason = _reason(best, rivals[:1], judgement)
    if judgement.missing:
        confidence /= 2
        reason = _(
            "{reason}; nothing is known about {languages}",
            reason=reason,
            languages=", ".join(judgement.missing),
        )
    if confidence < _THRESHOLD:
        return Guess(UNDETERMINED, confidence, _("too little to go by; {reason}", reason=reason))
    return Guess(best, confidence, reason)


@lru_cache(maxsize=4096)
def _prior(code: str, codes: tuple[str, ...]) -> float:
    """Logarithm of how often the language is met; all alike where several are expected."""
    if len(codes) > 1:
        return 0.0
    return math.log(max(weight(code), _ASKED) if code in codes else weight(code))


def _best(scores: dict[str, float], codes: tuple[str, ...], prior: bool = True) -> str:
    """The code with the highest score; of equals the one expected first, then the first by name."""
    rank = {code: index for index, code in enumerate(codes)}
    return min(
        scores,
        key=lambda code: (
            -scores[code] - (_prior(code, codes) if prior else 0.0),
            rank.get(code, len(rank)),
            code,
        ),
    )


def _reason(best: str, rivals: list[str], judgement: _Judgement) -> str:
    fit, count = judgement.fits[best], judgement.words
    name = _name(best)
    if fit.own_letters:
        return _(
            "{share} of {count} words have letters that only {language} uses",
            share=fit.own_letters,
            count=count,
            language=name,
        )
    found = candidate(best)
    if found is not None and found.syllables is not None and 2 * fit.native > count:
        return _(
            "{share} of {count} words are {language} syllables",
            share=fit.native,
            count=count,
            language=name,
        )
    if rivals:
        return _(
            "sequences of letters as in {language} rather than {other}",
            language=name,
            other=_name(rivals[0]),
        )
    return _("sequences of letters as in {language}", language=name)


def _name(code: str) -> str:
    return language(code).name


def _sample(text: str) -> str:
    """The text, or passages of it at even distances, cut at spaces where there are any near."""
    if len(text) <= _CHARACTERS:
        return text
    size = _CHARACTERS // _WINDOWS
    step = (len(text) - size) / (_WINDOWS - 1)
    pieces = []
    for index in range(_WINDOWS):
        piece = text[round(index * step) : round(index * step) + size]
        head, space, tail = piece.partition(" ")
        pieces.append(tail if space and len(head) < 40 else piece)
    return "\n".join(pieces)


def _even(texts: Iterable[str]) -> list[str]:
    """At most :data:`_TEXTS` of the texts with letters in them, at even distances, in one pass."""
    kept: list[str] = []
    step, index = 1, 0
    for text in texts:
        if not any(map(str.isalpha, text[:200])):
            continue
        if index % step == 0:
            if len(kept) == _TEXTS:
                kept = kept[::2]
                step *= 2
            if index % step == 0:
                kept.append(text)
        index += 1
    return kept


def _more_like(best: str, expected: str) -> str:
    return _("more like {language} than {other}", language=_name(best), other=_name(expected))
