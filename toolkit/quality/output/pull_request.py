"""Markdown for the comment on a pull request: the count first, the worst findings, the rest folded away."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from toolkit.model import Finding, Severity, Unit, Units
from toolkit.quality.output.places import Places
from toolkit.translations import english

_SHOWN = 50
"""Findings in the table at most: GitHub takes 65,536 characters a comment."""
_LONGEST = 300
"""Characters of a message."""
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~@])")
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def markdown(units: Units | Iterable[Unit], findings: Iterable[Finding]) -> str:
    """GitHub-flavoured Markdown: a heading with the counts, findings by check, a table of the worst."""
    held = tuple(findings)
    count = sum(1 for _unit in units)
    places = Places(units)
    counts = Counter(finding.severity for finding in held)
    if not held:
        return f"### Translation checks: no findings\n\n{_counted(count, 'unit')} checked.\n"
    found = ", ".join(_counted(counts[each], each) for each in _ORDER if counts[each])
    worst = sorted(held, key=lambda finding: _ORDER.index(finding.severity))
    shown, rest = worst[:_SHOWN], len(worst) - _SHOWN
    parts = [
        f"### Translation checks: {found}",
        f"{_counted(count, 'unit')} checked.",
        _table(("check", "category", "findings"), _by_check(held)),
        "<details open><summary>Findings</summary>",
        _table(
            ("place", "severity", "check", "message"),
            [(_code(places.label(f)), f.severity, _code(f.check), _cell(english(f.message))) for f in shown],
        ),
    ]
    if rest > 0:
        parts.append(f"… and {_counted(rest, 'further finding')}.")
    parts.append("</details>")
    return "\n\n".join(parts) + "\n"


def _by_check(findings: Sequence[Finding]) -> list[tuple[str, str, str]]:
    counts = Counter((finding.check, finding.category) for finding in findings)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [(_code(check), _cell(category), str(count)) for (check, category), count in ordered]


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _counted(count: int, what: str) -> str:
    plural = "s" if count != 1 and what != Severity.INFO else ""
    return f"{count:,} {what}{plural}"


def _cell(text: str) -> str:
    """Text that stays in its cell and means nothing to Markdown, nor mentions anybody."""
    flat = " ".join(text.split())
    cut = flat if len(flat) <= _LONGEST else flat[:_LONGEST] + "…"
    return _SPECIAL.sub(r"\\\1", cut).replace(r"\@", "@\u200b").replace(r"\<", "&lt;").replace(r"\>", "&gt;")


def _code(text: str) -> str:
    """Text in the type of code, whatever is in it."""
    flat = " ".join(text.split()).replace("|", "\\|")
    ticks = "`" * (max((len(run) for run in re.findall("`+", flat)), default=0) + 1)
    pad = " " if "`" in flat else ""
    return f"{ticks}{pad}{flat}{pad}{ticks}"
