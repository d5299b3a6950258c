"""How many seeded faults the checks of catalogs find, and what they say of good catalogs.

Run ``python -m tests.benchmarks.bench_catalog_check FOLDER [--each 40] [--clean-only]``. Every catalog in the
folder that ``msgfmt -c`` accepts counts as clean: the shares of its entries with an error and with a warning
are told, and the entries checked a second. Then faults of format strings and of line feeds are put into
entries of these catalogs, one an entry and at most ``--each`` of a kind a catalog, and it is counted how many
are found as an error at that entry, by ours and by ``msgfmt -c``.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from toolkit.catalog import Catalog, Change, Entry, load
from toolkit.catalog.checks import CHECKS
from toolkit.catalog.checks.running import check
from toolkit.catalog.format_strings import FAMILIES, Directive, InvalidFormat, families
from toolkit.catalog.tree import find_catalogs
from toolkit.errors import InputError, UsageError
from toolkit.model import Severity
from toolkit.quality.catalogs import check_catalog

_FAULTY = [CHECKS[name] for name in ("format-string", "newline")]
_PLACE = re.compile(rb"^<stdin>:(\d+): (.*)", re.MULTILINE)
_PRINTF = frozenset(("c", "objc", "python", "php", "perl", "javascript", "lua", "awk", "sh-printf", "ruby"))
Seed = Callable[[Entry, random.Random], str | None]
"""From an entry to a spoilt translation of it, ``None`` where the fault does not fit."""


def directives(entry: Entry) -> list[Directive]:
    """The directives of the last translation that take an argument used once; none without a known family."""
    found = families(entry.flags)
    if len(found) != 1:
        return []
    try:
        string = FAMILIES[found[0]].parse(entry.msgstr[-1], True)
    except InvalidFormat:
        return []
    uses = Counter(d.argument for d in string.directives)
    return [d for d in string.directives if d.argument is not None and uses[d.argument] == 1]


def dropped(entry: Entry, dice: random.Random) -> str | None:
    """A directive is lost."""
    found = directives(entry)
    if not found:
        return None
    one = dice.choice(found)
    return entry.msgstr[-1][: one.start] + entry.msgstr[-1][one.end :]


def twice(entry: Entry, dice: random.Random) -> str | None:
    """A directive in order is there once more, and takes an argument that nobody gives."""
    if families(entry.flags)[:1] not in ([name] for name in _PRINTF):
        return None
    found = [d for d in directives(entry) if isinstance(d.argument, int)]
    if not found or any("$" in entry.msgstr[-1][d.start : d.end] for d in found):
        return None
    one = dice.choice(found)
    return f"{entry.msgstr[-1][: one.end]} {entry.msgstr[-1][one.start :]}"


def retyped(entry: Entry, dice: random.Random) -> str | None:
    """A string where a number was, or the other way round."""
    text = entry.msgstr[-1]
    found = [d for d in directives(entry) if text[d.end - 1] in "sdux" and text[d.start] == "%"]
    if not found or families(entry.flags)[:1] not in ([name] for name in _PRINTF):
        return None
    one = dice.choice(found)
    letter = "d" if text[one.end - 1] == "s" else "s"
    return text[: one.end - 1] + letter + text[one.end :]


def broken(entry: Entry, dice: random.Random) -> str | None:
    """A letter that is no conversion."""
    text = entry.msgstr[-1]
    found = [d for d in directives(entry) if text[d.start] == "%" and text[d.end - 1].isalpha()]
    if not found or families(entry.flags)[:1] not in ([name] for name in _PRINTF):
        return None
    one = dice.choice(found)
    return text[: one.end - 1] + "y" + text[one.end :]


def renamed(entry: Entry, dice: random.Random) -> str | None:
    """The name or the number of an argument becomes another."""
    text = entry.msgstr[-1]
    found = [d for d in directives(entry) if re.search(r"\w", text[d.start + 1 : d.end - 1])]
    found = [d for d in found if str(d.argument) in text[d.start : d.end]]
    if families(entry.flags)[:1] in ([name] for name in _PRINTF):  # a figure there may be a width
        found = [d for d in found if isinstance(d.argument, str) or "$" in text[d.start : d.end]]
    if not found:
        return None
    one = dice.choice(found)
    other = str(one.argument) + "x" if isinstance(one.argument, str) else "9"
    return (
        text[: one.start] + text[one.start : one.end].replace(str(one.argument), other, 1) + text[one.end :]
    )


def exchanged(entry: Entry, dice: random.Random) -> str | None:
    """Two directives of different types change places."""
    text = entry.msgstr[-1]
    family = families(entry.flags)[:1]
    found = [d for d in directives(entry) if isinstance(d.argument, int)]
    pairs = [(a, b) for a, b in pairwise(found) if a.type != b.type and a.end <= b.start]
    if not pairs or family not in ([name] for name in _PRINTF) or "$" in text:
        return None
    a, b = dice.choice(pairs)
    return (
        text[: a.start]
        + text[b.start : b.end]
        + text[a.end : b.start]
        + text[a.start : a.end]
        + text[b.end :]
    )


def line_feed_lost(entry: Entry, dice: random.Random) -> str | None:
    """The line feed at the end is lost."""
    text = entry.msgstr[-1]
    return text[:-1] if text.endswith("\n") and not text.endswith("\n\n") and len(text) > 1 else None


def line_feed_added(entry: Entry, dice: random.Random) -> str | None:
    """A line feed at the end that the message does not have."""
    return None if entry.msgid.endswith("\n") else entry.msgstr[-1] + "\n"


def first_line_feed(entry: Entry, dice: random.Random) -> str | None:
    """A line feed at the beginning, lost or added."""
    text = entry.msgstr[-1]
    if entry.msgid.startswith("\n"):
        return text.lstrip("\n") or None
    return "\n" + text


SEEDS: dict[str, Seed] = {
    "directive lost": dropped,
    "directive twice": twice,
    "type": retyped,
    "no conversion": broken,
    "name or number": renamed,
    "exchanged": exchanged,
    "final line feed lost": line_feed_lost,
    "final line feed added": line_feed_added,
    "first line feed": first_line_feed,
}


def msgfmt(data: bytes) -> tuple[int, list[int]]:
    """The exit status of ``msgfmt -c``, and the lines it complains of, warnings left out."""
    command = ["msgfmt", "-c", "-o", os.devnull, "-"]
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "C"}
    done = subprocess.run(command, input=data, capture_output=True, check=False, env=environment)
    lines = [int(line) for line, text in _PLACE.findall(done.stderr) if not text.startswith(b"warning")]
    return done.returncode, lines


def spoilt(catalog: Catalog, seed: Seed, most: int, dice: random.Random) -> tuple[Catalog, list[str]]:
    """A catalog with one kind of fault in some entries, and the unit ids of these."""
    sound = [
        entry
        for entry in catalog
        if not entry.is_header and not entry.obsolete and not entry.fuzzy and all(entry.msgstr)
        and catalog.find(entry.msgid, entry.msgctxt, entry.domain) is entry
    ]  # fmt: skip
    dice.shuffle(sound)
    changes = []
    for entry in sound:
        text = seed(entry, dice)
        if text is None or not text or text == entry.msgstr[-1]:
            continue
        changes.append(Change(entry.key, text, len(entry.msgstr) - 1 if entry.plural else None))
        if len(changes) == most:
            break
    try:
        made = catalog.with_changes(changes)
    except UsageError:
        return catalog, []
    keys = {change.key for change in changes}
    return made, [str(entry.line) for entry in made if entry.key in keys and not entry.obsolete]


def seeded(catalogs: list[Catalog], most: int) -> None:
    """Print how many faults of each kind are found."""
    dice = random.Random(1)
    total: Counter[str] = Counter()
    rows = []
    for name, seed in SEEDS.items():
        count: Counter[str] = Counter()
        for catalog in catalogs:
            made, ids = spoilt(catalog, seed, most, dice)
            if not ids:
                continue
            ours = {f.unit for f in check(Catalog(made.to_bytes()), _FAULTY) if f.severity is Severity.ERROR}
            starts = sorted(entry.line for entry in made)
            theirs = {str(max(s for s in starts if s <= line)) for line in msgfmt(made.to_bytes())[1]}
            count["seeded"] += len(ids)
            count["ours"] += len(ours & set(ids))
            count["msgfmt"] += len(theirs & set(ids))
        total.update(count)
        rows.append((name, count))
    rows.append(("all", total))
    print(f"{'fault':24}{'seeded':>8}{'ours':>9}{'msgfmt':>9}")
    for name, count in rows:
        if count["seeded"]:
            shares = (f"{100 * count[who] / count['seeded']:.1f} %" for who in ("ours", "msgfmt"))
            print(f"{name:24}{count['seeded']:8}" + "".join(f"{share:>9}" for share in shares))


def clean(catalogs: list[Catalog]) -> None:
    """Print what is found in catalogs that are good."""
    entries = 0
    seconds = {"of the file": 0.0, "all that run by default": 0.0}
    flagged: dict[Severity, set[tuple[str, str]]] = {severity: set() for severity in Severity}
    kinds: Counter[str] = Counter()
    for catalog in catalogs:
        entries += len(catalog)
        start = time.perf_counter()
        check(catalog)
        seconds["of the file"] += time.perf_counter() - start
        start = time.perf_counter()
        for finding in check_catalog(catalog):
            flagged[finding.severity].add((catalog.path, finding.unit))
            kinds[f"{finding.severity} {finding.check}"] += 1
        seconds["all that run by default"] += time.perf_counter() - start
    print(f"{len(catalogs)} clean catalogs, {entries:,} entries")
    for severity in reversed(Severity):
        print(f"  with {severity}: {len(flagged[severity])} ({100 * len(flagged[severity]) / entries:.2f} %)")
    print("  " + ", ".join(f"{kind} {count}" for kind, count in kinds.most_common()))
    for what, spent in seconds.items():
        print(f"  checks {what}: {entries / spent:,.0f} entries a second")


def main() -> None:
    """Read the arguments and print both tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--each", type=int, default=40)
    parser.add_argument("--clean-only", action="store_true")
    arguments = parser.parse_args()
    catalogs = []
    for path in find_catalogs(arguments.folders):
        try:
            catalog = load(path)
        except InputError:
            continue
        if msgfmt(catalog.to_bytes())[0] == 0:
            catalogs.append(catalog)
    if not catalogs:
        sys.exit("no catalog that msgfmt accepts")
    clean(catalogs)
    if not arguments.clean_only:
        seeded(catalogs, arguments.each)


if __name__ == "__main__":
    main()
