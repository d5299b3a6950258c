"""Words in their surroundings: the units of a memory in which they stand, the newest first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from toolkit.memory.database import Database
from toolkit.memory.model import Hit
from toolkit.memory.searching import Searcher
from toolkit.memory.words import Phrase

_PAIRS = """
SELECT t.id, a.text, a.language, b.text, b.language FROM translation t
JOIN segment a ON a.id = t.source JOIN segment b ON b.id = t.target
WHERE t.source = ?1 OR t.target = ?1 ORDER BY t.id DESC
"""


def concordance(
    database: Database,
    searcher: Searcher,
    phrases: Sequence[Phrase],
    codes: dict[int, str],
    tones: dict[int, str],
    languages: Collection[int],
) -> Iterator[Hit]:
    """Units that have all of some phrases, each on one side or the other.

    Args:
        database: an open memory.
        searcher: tells where a translation was met.
        phrases: at least one.
        codes: language codes by their ids.
        tones: the marks of tone of the languages that have some.
        languages: ids of those in which the phrases may stand.
    """
    # The longest phrase is in the fewest texts, mostly; the others are looked for in its units.
    first = max(phrases, key=lambda each: sum(map(len, each.words)))
    expression = first.query(sorted(set(tones.values())))
    run = database.connection.execute
    seen: set[int] = set()
    for (segment,) in run("SELECT rowid FROM word WHERE word MATCH ? ORDER BY rowid DESC", (expression,)):
        for id_, source, left, target, right in run(_PAIRS, (segment,)).fetchall():
            if id_ in seen:
                continue
            seen.add(id_)
            sides = (source, left), (target, right)
            places = [
                [
                    list(phrase.spans(text, tones.get(language, ""))) if language in languages else []
                    for phrase in phrases
                ]
                for text, language in sides
            ]
            if not all(any(of_phrase) for of_phrase in zip(*places, strict=True)):
                continue
            spans = [tuple(sorted({span for found in side for span in found})) for side in places]
            met = searcher.met(id_)
            spoken = codes[left], codes[right]
            yield Hit(source, target, *spoken, spans[0], spans[1], met.origins, met.date, met.count)
