"""Which writing system a text is in, and which languages use it; the facts are in ``facts/scripts.toml``."""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LATIN = "Latn"
# A second script counts as the text's own way of writing from this share on: one の in a Chinese slogan is
# no Japanese.
_MINGLED = 0.05


@dataclass(frozen=True, slots=True)
class Script:
    """A writing system; ``code`` is that of ISO 15924 (``Latn``, ``Cyrl``)."""

    code: str
    name: str
    ranges: tuple[tuple[int, int], ...]
    """Code points, both ends included."""
    languages: tuple[str, ...] = ()
    """Languages written with it; for Latin only those that also have another script."""
    weight: float = 1.0
    """How much one letter tells about a text, against one Latin letter."""
    includes: tuple[str, ...] = ()
    """Scripts that are mixed in by the same languages."""


@dataclass(frozen=True, slots=True)
class Writing:
    """The script most of a text is in, and the share (0 to 1, by weight) of its letters that are."""

    script: Script
    share: float


@cache
def scripts() -> dict[str, Script]:
    """All scripts known, by their code."""
    table = tomllib.loads((files(__package__) / "facts" / "scripts.toml").read_text(encoding="utf-8"))
    made = {}
    for code, row in table.items():
        ends = [line.partition("-") for line in row["ranges"]]
        made[code] = Script(
            code=code,
            name=row["name"],
            ranges=tuple((int(first, 16), int(last or first, 16)) for first, _, last in ends),
            languages=tuple(row.get("languages", ())),
            weight=row.get("weight", 1.0),
            includes=tuple(row.get("includes", ())),
        )
    return made


@cache
def _borders() -> tuple[list[int], list[int], list[str]]:
    """First code points, in order, with the last one and the script of each range."""
    rows = sorted((first, last, code) for code, s in scripts().items() for first, last in s.ranges)
    return [r[0] for r in rows], [r[1] for r in rows], [r[2] for r in rows]


@cache
def script_of(character: str) -> str:
    """The code of the script a character belongs to, "" where none is known."""
    starts, ends, codes = _borders()
    at = bisect_right(starts, ord(character)) - 1
    return codes[at] if at >= 0 and ord(character) <= ends[at] else ""


def writing(words: Iterable[str]) -> Writing | None:
    """The script that most of the words are written in; ``None`` without letters of a known one."""
    counts: Counter[str] = Counter()
    for character, times in Counter("".join(words)).items():
        counts[script_of(character)] += times
    del counts[""]
    table = scripts()
    weighed = {code: times * table[code].weight for code, times in counts.items()}
    total = sum(weighed.values())
    if not total:
        return None
    for code in counts:
        for other in table[code].includes:
            if other in counts and counts[code] >= _MINGLED * (counts[code] + counts[other]):
                weighed[code] += counts[other] * table[other].weight
    # The order of the table settles a tie, whatever came first in the text.
    best = max((code for code in table if code in weighed), key=lambda code: weighed[code])
    return Writing(table[best], min(weighed[best] / total, 1.0))


def scripts_of(language: str) -> frozenset[str]:
    """Codes of the scripts a language (a BCP 47 code) is written in; a script in the code itself decides."""
    parts = language.split("-")
    for part in parts[1:]:
        if part in scripts():
            return frozenset((part,))
    found = {code for code, script in scripts().items() if parts[0] in script.languages}
    return frozenset(found or {LATIN})
