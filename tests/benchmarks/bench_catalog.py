"""Gettext catalogs: fidelity, updates and speed beside polib, msgcat and msgmerge.

    python -m tests.benchmarks.bench_catalog FOLDER [--only bytes,layout,edit,update,speed,parse] [--verbose]

FOLDER holds catalogs at any depth. Those that msgcat refuses are left out where it is installed; a folder
``gettext-tests`` is counted apart, for its files are written to be difficult. Measured:

bytes   files that come back byte for byte when nothing is changed
layout  files laid out byte for byte as msgcat lays them out
edit    files in which one changed msgstr changes the lines of that entry alone
update  of the messages with a match at or above 75 %, how many get a proposal; proposals below it; proposals
        with other variables, numbers or negations. The new messages are old ones with a word changed.
speed   processor time of an update for each new message, with a memory of 60,000 entries
parse   processor time and peak memory for 105,000 entries
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import Indel

from toolkit.catalog import Catalog, Entry, gnu_layout, load
from toolkit.catalog.strings import escape
from toolkit.errors import InputError

THRESHOLD = 0.75
QUERIES = 500
MEMORY = 60_000
ENTRIES = 105_000
FIXTURES = "gettext-tests"
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'


@cache
def msgcat(path: Path) -> bytes | None:
    """What msgcat makes of a file; ``None`` where it refuses it, and where it is not installed."""
    if shutil.which("msgcat") is None:
        return None
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(["msgcat", "-"], input=path.read_bytes(), capture_output=True, env=environment)
    return done.stdout if done.returncode == 0 else None


def find(folder: Path) -> tuple[list[Path], list[Path]]:
    """The real catalogs, and gettext's fixtures."""
    real: list[Path] = []
    fixtures: list[Path] = []
    installed = shutil.which("msgcat") is not None
    for path in sorted(folder.rglob("*")):
        fixture = FIXTURES in path.parts
        wanted = path.is_file() and (fixture or path.suffix in (".po", ".pot"))
        if wanted and not (installed and msgcat(path) is None):
            (fixtures if fixture else real).append(path)
    return real, fixtures


def share(right: Iterable[bool]) -> str:
    """How many of all, in words."""
    counted = Counter(right)
    return f"{counted[True]} of {counted.total()} ({100 * counted[True] / max(counted.total(), 1):.1f} %)"


def judged(paths: Sequence[Path], judge: Callable[[Path], bool], verbose: bool) -> str:
    """The share of files that pass."""
    results = []
    for path in paths:
        try:
            right = judge(path)
        except InputError as error:
            right = False
            print(error) if verbose else None
        if verbose and not right:
            print(f"differs: {path}")
        results.append(right)
    return share(results)


def same_bytes(path: Path) -> bool:
    """Whether nothing changes where nothing is changed."""
    return load(path).to_bytes() == path.read_bytes()


def same_as_msgcat(path: Path) -> bool:
    """Whether the layout is that of msgcat."""
    return gnu_layout(load(path)) == msgcat(path)


def polib_bytes(path: Path) -> bool:
    """The same for polib."""
    import polib

    try:
        return str(polib.pofile(str(path))).encode() == path.read_bytes()
    except (OSError, ValueError, UnicodeError):
        return False


# ── one edit ────────────────────────────────────────────────────────────────────────────────────────────────


def one_edit(path: Path) -> bool:
    """Whether a changed msgstr changes lines of its entry alone, and reads back."""
    catalog = load(path)
    entries = [entry for entry in catalog if entry.msgid and not entry.obsolete and all(entry.msgstr)]
    if not entries:
        return True
    entry = random.Random(path.name).choice(entries)
    new = entry.msgstr[0] + " X"
    changed = catalog.set(
        entry.msgid, [new, *entry.msgstr[1:]], entry.msgctxt, domain=entry.domain
    ).to_bytes()
    old = catalog.to_bytes()
    first = in_common(old, changed)
    last = in_common(old[:first:-1], changed[:first:-1])
    codec = catalog.charset.codec
    begin = len(catalog.text[: entry.start].encode(codec))
    following = [each.start for each in catalog if each.start > entry.start]
    end = len(catalog.text[: min(following, default=len(catalog.text))].encode(codec))
    again = Catalog(changed).find(entry.msgid, entry.msgctxt, entry.domain)
    return begin <= first and len(old) - last <= end and again is not None and again.msgstr[0] == new


def in_common(one: bytes, other: bytes) -> int:
    """How many bytes at the start are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


def polib_edit(path: Path) -> bool:
    """The same with polib, which is bound to fail where it does not give back an unchanged file."""
    return polib_bytes(path)


# ── updates ─────────────────────────────────────────────────────────────────────────────────────────────────


def messages(paths: Iterable[Path]) -> list[str]:
    """The msgids of translated entries, each once."""
    found: dict[str, None] = {}
    for path in paths:
        for entry in load(path):
            if entry.msgid and not entry.obsolete and all(entry.msgstr) and not entry.plural:
                found.setdefault(entry.msgid)
    return list(found)


def varied(text: str, words: Sequence[str], chance: random.Random, times: int = 1) -> str:
    """A text with words put in the place of others, added or left out."""
    parts = text.split(" ")
    for _ in range(times):
        at = chance.randrange(len(parts))
        parts[at : at + 1] = chance.choice(
            ([chance.choice(words)], [parts[at], chance.choice(words)], [] if len(parts) > 1 else parts[:1])
        )
    return " ".join(parts)


def catalog_of(msgids: Iterable[str], *, translated: bool) -> bytes:
    """A catalog in which each message is its own translation, or has none."""
    parts = [HEADER]
    for msgid in msgids:
        text = escape(msgid)
        parts.append(f'\nmsgid "{text}"\nmsgstr "{text if translated else ""}"\n')
    return "".join(parts).encode()


def prepared(paths: Sequence[Path], size: int) -> tuple[list[str], list[str]]:
    """Old messages and new ones."""
    chance = random.Random(5)
    known = messages(paths)
    words = sorted({word for text in known for word in text.split() if word.isalpha() and len(word) > 3})
    old = dict.fromkeys(known[:size])
    while len(old) < size:
        text = chance.choice(known)
        old.setdefault(varied(text, words, chance, max(2, len(text.split()) // 2)) or text)
    new: dict[str, None] = {}
    candidates = [text for text in known[:size] if 2 <= len(text.split()) <= 40]
    while len(new) < QUERIES:
        text = varied(chance.choice(candidates), words, chance)
        if text and text not in old:
            new.setdefault(text)
    return list(old), list(new)


_VARIABLE = re.compile(
    r"%(?:\d+\$)?[-+#0]*\d*(?:\.\d+)?l*[a-zA-Z]|%\(\w+\)[a-z]|\{\w*\}|%\d|</?\w+(?:\s[^<>]*=[^<>]*)?/?>"
)
_NEGATION = re.compile(r"\b(?:not?|never|none|nor|neither|cannot|nothing|nobody|\w+n['’]t)\b", re.IGNORECASE)


def marks(text: str) -> tuple[list[str], list[str], int]:
    """Variables, numbers and negations, judged by other expressions than the program's own."""
    rest = _VARIABLE.sub(" ", text)
    return (
        sorted(_VARIABLE.findall(text)), sorted(re.findall(r"\d+", rest)), len(_NEGATION.findall(rest)),
    )  # fmt: skip


def quality(old: Sequence[str], new: Sequence[str], proposals: dict[str, str], verbose: bool) -> str:
    """Matches found, proposals below the threshold and with other marks."""
    by_marks: dict[str, list[str]] = {}
    for text in old:
        by_marks.setdefault(str(marks(text)), []).append(text)
    scorer = Indel.normalized_similarity
    with_match = {
        text
        for text in new
        if process.extractOne(text, by_marks.get(str(marks(text)), []), scorer=scorer, score_cutoff=THRESHOLD)
    }
    low = sum(scorer(text, proposal) < THRESHOLD for text, proposal in proposals.items())
    other = 0
    for text, proposal in proposals.items():
        if marks(text) != marks(proposal):
            other += 1
            print(f"disagree: {text!r}\n          {proposal!r}") if verbose else None
    found = share(text in proposals for text in sorted(with_match))
    return f"matches found {found}; of {len(proposals)} proposals {low} below {THRESHOLD}, {other} disagree"


def proposals_of(entries: Iterable[Entry]) -> dict[str, str]:
    """What each new message was offered; in our catalogs each message is its own translation."""
    return {entry.msgid: entry.msgstr[0] for entry in entries if entry.fuzzy}


def bench_update(paths: Sequence[Path], *, seconds: bool, verbose: bool = False) -> None:
    """Print the quality of proposals, or the time they take."""
    old, new = prepared(paths, MEMORY if seconds else 5_000)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "memory.po").write_bytes(catalog_of(old, translated=True))
        (folder / "empty.po").write_bytes(catalog_of((), translated=False))
        (folder / "none.pot").write_bytes(catalog_of((), translated=False))
        (folder / "new.pot").write_bytes(catalog_of(new, translated=False))
        commands = {"bitext": _bitext_command, "msgmerge": _msgmerge_command}
        for program, command in commands.items():
            if program == "msgmerge" and shutil.which(program) is None:
                continue
            if seconds:
                base = min(_seconds(command(folder, "none.pot")) for _ in range(3))
                whole = min(_seconds(command(folder, "new.pot")) for _ in range(3))
                each = 1000 * (whole - base) / len(new)
                print(f"speed   {program:9} {each:.2f} ms a message, {whole:.2f} s in all")
            else:
                _seconds(command(folder, "new.pot"))
                made = load(folder / "out.po")
                print(f"update  {program:9} {quality(old, new, proposals_of(made), verbose)}")


def _bitext_command(folder: Path, template: str) -> list[str]:
    arguments = ["update", "empty.po", template, "--memory", "memory.po", "-o", "out.po"]
    return [sys.executable, "-m", "toolkit", "catalog", *(_placed(folder, each) for each in arguments)]


def _msgmerge_command(folder: Path, template: str) -> list[str]:
    arguments = ["-q", "-C", "memory.po", "empty.po", template, "-o", "out.po"]
    return ["msgmerge", *(_placed(folder, each) for each in arguments)]


def _placed(folder: Path, argument: str) -> str:
    return str(folder / argument) if argument.endswith((".po", ".pot")) else argument


def _seconds(command: Sequence[str]) -> float:
    """Processor time of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


# ── parsing ─────────────────────────────────────────────────────────────────────────────────────────────────

_PARSERS = {
    "bitext": "from toolkit.catalog import load as parse",
    "polib": "from polib import pofile as parse",
}
_TIMED = (
    "import re, sys, time\n{importing}\nstart = time.process_time()\nread = parse(sys.argv[1])\n"
    "taken = time.process_time() - start\n"
    # Not ru_maxrss: that begins with what the process that started this one had.
    "print(len(read), taken, re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])"
)


def bench_parse(paths: Sequence[Path]) -> None:
    """Print time and memory for a large catalog, made of all those in UTF-8."""
    parts = [HEADER]
    count = 1
    for path in paths:
        catalog = load(path)
        body = catalog.text[catalog.entries[1].start :] if len(catalog) > 1 else ""
        # polib takes no obsolete entry before others.
        body = "\n\n".join(block for block in body.replace("\r", "").split("\n\n") if "#~" not in block)
        if catalog.charset.codec == "utf-8" and body and count < ENTRIES:
            parts.append(body.strip())
            count += len(Catalog(body.encode(), lenient=True))
    with tempfile.TemporaryDirectory() as name:
        large = Path(name) / "large.po"
        large.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
        for program, importing in _PARSERS.items():
            code = _TIMED.format(importing=importing)
            rows = []
            for _ in range(3):
                done = subprocess.run(
                    [sys.executable, "-c", code, str(large)], check=True, capture_output=True, text=True
                )
                entries, seconds, memory = done.stdout.split()
                rows.append((float(seconds), int(memory)))
            seconds_, kilobytes = min(rows)
            print(
                f"parse   {program:9} {entries} entries: {seconds_:.2f} s, {kilobytes / 1000:.0f} MB at most"
            )


def main() -> None:
    """Read the command line and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="bytes,layout,edit,update,speed,parse")
    parser.add_argument("--verbose", action="store_true", help="name the files that differ")
    arguments = parser.parse_args()
    wanted = arguments.only.split(",")
    real, fixtures = find(arguments.folder)
    print(f"{len(real)} real catalogs, {len(fixtures)} fixtures")
    judges = {
        "bytes": (("bitext", same_bytes), ("polib", polib_bytes)),
        "layout": (("bitext", same_as_msgcat),) if shutil.which("msgcat") else (),
        "edit": (("bitext", one_edit), ("polib", polib_edit)),
    }
    for name, programs in judges.items():
        for program, judge in programs if name in wanted else ():
            start = time.perf_counter()
            counted = judged(real, judge, arguments.verbose)
            apart = judged(fixtures, judge, arguments.verbose)
            taken = time.perf_counter() - start
            print(f"{name:7} {program:9} real {counted}, fixtures {apart}, {taken:.0f} s")
    if "update" in wanted:
        bench_update(real, seconds=False, verbose=arguments.verbose)
    if "speed" in wanted:
        bench_update(real, seconds=True)
    if "parse" in wanted:
        bench_parse(real)


if __name__ == "__main__":
    main()
