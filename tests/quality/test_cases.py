"""Hand-written errors, and translations that are right though they look wrong: shares caught and flagged.

``cases/errors.jsonl`` has a source, a good and a bad translation of it a line; ``cases/tricky.jsonl`` a pair
that must pass in both directions. A new case belongs there before the rule that it asks for.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

from toolkit.model import Unit
from toolkit.quality import check

CASES = Path(__file__).parent / "cases"


def _read(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


def _found(pairs: list[tuple[str, str, str]]) -> list[set[str]]:
    """The names of the checks that speak about each pair, (direction, source, target)."""
    found: list[set[str]] = [set() for _ in pairs]
    for direction in ("en-vi", "vi-en"):
        codes = direction.split("-")
        units = [Unit(str(at), s, t) for at, (way, s, t) in enumerate(pairs) if way == direction]
        # One at a time: how long translations are must not depend on the other cases.
        for unit in units:
            for finding in check([unit], source_language=codes[0], target_language=codes[1]):
                found[int(unit.id)].add(finding.check)
    return found


def test_errors_are_caught_and_their_good_versions_pass() -> None:
    cases = _read("errors.jsonl")
    good = _found([(case["direction"], case["source"], case["good"]) for case in cases])
    bad = _found([(case["direction"], case["source"], case["bad"]) for case in cases])
    caught: defaultdict[str, list[bool]] = defaultdict(list)
    for case, before, after in zip(cases, good, bad, strict=True):
        caught[case["category"]].append(bool(after - before))
    assert len(cases) >= 300 and len(caught) >= 37
    share = sum(map(sum, caught.values())) / len(cases)
    assert share >= 0.92, f"{share:.3f} caught"
    weak = {name: sum(hits) / len(hits) for name, hits in caught.items() if sum(hits) < 0.5 * len(hits)}
    assert not weak, weak
    flagged = sum(map(bool, good)) / len(good)
    assert flagged <= 0.02, f"{flagged:.3f} of the good versions flagged"


def test_translations_that_are_right_though_they_look_wrong_pass() -> None:
    pairs = [
        pair
        for case in _read("tricky.jsonl")
        for pair in (("en-vi", case["en"], case["vi"]), ("vi-en", case["vi"], case["en"]))
    ]
    assert len(pairs) >= 300
    flagged = sum(map(bool, _found(pairs))) / len(pairs)
    assert flagged <= 0.06, f"{flagged:.3f} flagged"
