"""Terms that the team's glossary renders otherwise, and renderings that it bans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache, reduce

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation
from toolkit.quality.glossary import Term
from toolkit.translations import N_, _


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """Each term of the source must have one of its renderings in the target, and none that is banned."""
    glossary = context.glossary
    if glossary is None:
        return
    words = context.source.prose_words
    for first, end, term in glossary.met(context.source.lowered, context.source.language):
        span = Span(words[first].start, words[end - 1].end)
        for banned in term.banned:
            match = _pattern(banned).search(unit.target)
            if match:
                yield Observation(
                    _banned(match.group(), term),
                    span,
                    Span(*match.span()),
                    (term.source, *term.targets),
                    severity=Severity.ERROR,
                )
                break
        else:
            if term.targets and not any(_pattern(target).search(unit.target) for target in term.targets):
                yield Observation(
                    _(
                        "the glossary renders “{term}” as {renderings}",
                        term=term.source,
                        renderings=_alternatives(term),
                    ),
                    span,
                    Span(0, len(unit.target)),
                    (term.source, *term.targets),
                )


def _banned(said: str, term: Term) -> str:
    if not term.targets:
        return _("the glossary does not allow “{said}” for “{term}”", said=said, term=term.source)
    return _(
        "the glossary does not allow “{said}” for “{term}”; it has {renderings}",
        said=said,
        term=term.source,
        renderings=_alternatives(term),
    )


def _alternatives(term: Term) -> str:
    """The renderings of a term, joined pair by pair so that the message still knows its English words."""
    return reduce(lambda one, other: _("{one} or {other}", one=one, other=other), term.targets)


@lru_cache(maxsize=4096)
def _pattern(term: str) -> re.Pattern[str]:
    """A term as whole words, in any case, whatever the spaces."""
    words = r"\s+".join(map(re.escape, term.split()))
    return re.compile(rf"(?<!\w){words}(?:e?s)?(?!\w)", re.IGNORECASE)


CHECK = Check("term", "terminology", Severity.WARNING, N_("terms not rendered as the glossary has them"), run)
