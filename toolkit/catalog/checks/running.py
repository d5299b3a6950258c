"""Running checks over a catalog: findings with their place in the file, and catalogs with them put right."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from toolkit.catalog.catalog import Catalog, Change
from toolkit.catalog.checks import CHECKS
from toolkit.catalog.checks.contract import AnyCheck, Context, EntryCheck, Observation, Options
from toolkit.catalog.model import Entry
from toolkit.catalog.parser import form_spans
from toolkit.errors import InputError
from toolkit.model import Finding, Severity
from toolkit.translations import _

_ROUNDS = 5  # a translation may have several things to put right, one after another


@dataclass(frozen=True, slots=True)
class Located:
    """A finding, and the entry (``None``: the file) and the translation that its ``fix`` is for."""

    finding: Finding
    entry: Entry | None
    form: int | None


def check(
    catalog: Catalog, checks: Iterable[AnyCheck] | None = None, options: Options | None = None
) -> list[Finding]:
    """What checks find in a catalog, in the order of its lines.

    Args:
        catalog: also one that was read leniently: what could not be understood is reported as an error.
        checks: all that run by default if ``None``.
        options: see there.
    """
    return [located.finding for located in locate(catalog, checks, options)]


def locate(
    catalog: Catalog, checks: Iterable[AnyCheck] | None = None, options: Options | None = None
) -> list[Located]:
    """As :func:`check`, with the entries."""
    chosen = [each for each in CHECKS.values() if each.default] if checks is None else list(checks)
    places = Places(catalog)
    context = Context(catalog, options or Options())
    found = [Located(_syntax(catalog, problem), None, None) for problem in catalog.problems]
    found += [
        places.located(each, entry, observation)
        for each, entry, observation in _observations(context, chosen)
    ]
    order = {each.name: index for index, each in enumerate(chosen)}
    return sorted(found, key=lambda each: (each.finding.line or 0, order.get(each.finding.check, -1)))


def _observations(
    context: Context, chosen: Sequence[AnyCheck]
) -> Iterator[tuple[AnyCheck, Entry | None, Observation]]:
    single = [each for each in chosen if isinstance(each, EntryCheck)]
    for each in chosen:
        if not isinstance(each, EntryCheck):
            for about, observation in each.run(context):
                yield each, about, observation
    for entry in context.catalog.entries if single else ():
        if entry.is_header or not context.in_use(entry):
            continue
        for each in single:
            for observation in each.run(entry, context):
                yield each, entry, observation


class Places:
    """Where entries and their translations stand in the file."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._starts: list[int] = []

    @cached_property
    def _text(self) -> str:
        return self._catalog.text

    def line(self, entry: Entry, form: int | None) -> int:
        """1-based line of a translation's keyword, or of the entry's first."""
        if form is None:
            return entry.line
        spans = form_spans(self._text, entry)
        if form >= len(spans):
            return entry.line
        if not self._starts:
            at = -1
            self._starts.append(0)
            while (at := self._text.find("\n", at + 1)) >= 0:
                self._starts.append(at + 1)
        return bisect_right(self._starts, spans[form][0])

    def located(self, each: AnyCheck, entry: Entry | None, seen: Observation) -> Located:
        """An observation as a finding in its place."""
        line = seen.line or (self.line(entry, seen.form) if entry is not None else 1)
        finding = Finding(
            unit=unit_id(self._catalog.path, entry),
            check=each.name,
            severity=seen.severity or each.severity,
            category=each.category,
            message=seen.message,
            source_span=seen.source_span,
            target_span=seen.target_span,
            values=seen.values,
            fix=seen.fix,
            path=self._catalog.path,
            line=line,
        )
        return Located(finding, entry, seen.form)


def unit_id(path: str, entry: Entry | None) -> str:
    """What stands for an entry in reports: its file and line; the file alone for the catalog."""
    if entry is None:
        return path
    return f"{path}:{entry.line}" if path else str(entry.line)


def _syntax(catalog: Catalog, problem: InputError) -> Finding:
    message = problem.problem
    if problem.remedy:
        message = _("{problem} – {remedy}", problem=message, remedy=problem.remedy)
    return Finding(
        unit=catalog.path,
        check="syntax",
        severity=Severity.ERROR,
        category="catalog",
        message=message,
        path=catalog.path,
        line=problem.line,
    )


def _never(entry: Entry, check: str) -> bool:
    return False


def fixed(
    catalog: Catalog,
    checks: Iterable[AnyCheck] | None = None,
    options: Options | None = None,
    *,
    spared: Callable[[Entry, str], bool] = _never,
) -> tuple[Catalog, int]:
    """The catalog with every certain fix made, and how many translations were put right.

    Only the lines of those entries change. A message that is there twice is left alone, and so is an entry
    that is to be ``spared`` what a check, by its name, would put right.
    """
    chosen = None if checks is None else list(checks)
    count = 0
    for _round in range(_ROUNDS):
        changes: dict[tuple[str | None, str, str], Change] = {}
        for located in locate(catalog, chosen, options):
            entry, form, fix = located.entry, located.form, located.finding.fix
            if entry is None or form is None or fix is None or entry.key in changes:
                continue
            if spared(entry, located.finding.check):
                continue
            if catalog.find(entry.msgid, entry.msgctxt, entry.domain) is entry and fix != entry.msgstr[form]:
                changes[entry.key] = Change(entry.key, fix, form if entry.plural else None)
        if not changes:
            break
        catalog = catalog.with_changes(changes.values())
        count += len(changes)
    return catalog, count
