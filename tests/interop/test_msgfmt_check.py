"""``msgfmt -c`` as the judge: format strings made at random, and catalogs with one fault each."""

from __future__ import annotations

import os
import random
import re
import subprocess
from collections.abc import Callable, Sequence

import pytest

from tests.catalog.header import HEADER as VIETNAMESE
from toolkit.catalog import Catalog, load
from toolkit.catalog.checks import CHECKS
from toolkit.catalog.checks.running import check
from toolkit.catalog.format_strings import FAMILIES
from toolkit.errors import InputError
from toolkit.model import Severity

pytestmark = pytest.mark.interop
Program = Callable[[str], str]

HEADER = VIETNAMESE.replace("Language: vi", "Language: en").replace(
    "nplurals=1; plural=0;", "nplurals=2; plural=(n != 1);"
)
PRINTF = ["%s", "%d", "%%", "%c", "%x", "%5.2f", " ", "a"]
NUMBERED = [*PRINTF, "%1$s", "%2$d", "%2$s", "%1$d"]
SIZED = [*NUMBERED, "%ld", "%hu", "%*d", "%.*f", "%p", "%i", "%<PRIu64>", "%m", "%n", "%lc", "%zu"]
BRACES = ["{a}", "{b}", "{0}", "{1}", "{{", "}}", " ", "x"]
# What both we and msgfmt know of a family. Pieces are joined at random, so mixtures arise, and what is
# valid alone is not always so together; "spoil" are characters put in or taken out.
PIECES: dict[str, tuple[list[str], str]] = {
    "c": (SIZED, "%sdl$1*. zyh"),
    "objc": ([*SIZED, "%@", "%2$@"], "%sd@l$1*. zyh"),
    "python": ([*PRINTF[:-1], "%(a)s", "%(b)d", "%(c)5.2f", "%r"], "%sd()bl*. zy"),
    "php": (NUMBERED, "%sd$1. zyb"),
    "javascript": ([*NUMBERED, "%j"], "%sd$1. zyj"),
    "awk": (NUMBERED, "%sd$1. zy"),
    "tcl": (NUMBERED, "%sd$1. zyh"),
    "perl": ([*NUMBERED, "%ld", "%hu"], "%sdl$1. zy"),
    "elisp": ([*PRINTF, "%S", "%1$s %2$d"], "%sd zy"),
    "java-printf": ([*NUMBERED, "%tY", "%n"], "%sd$1 zy"),
    "object-pascal": (["%s", "%d", "%0:s", "%1:d", "%1:s", "%5.2f", "%%", " "], "%sd:1 zy"),
    "gcc-internal": (["%s", "%d", "%qs", "%1$s", "%2$d", "%<", "%>", "%%", "%m", " "], "%sd$1 zy"),
    "gfc-internal": (["%s", "%d", "%1$s", "%2$d", "%L", "%%", " "], "%sd$1 zy"),
    "sh": (["$a", "${b}", "$c", " ", "x"], "${}ab "),
    "python-brace": ([*BRACES[:2], "{a}", "{0}", "{1}", "{{", " ", "x"], "ab01 x"),
    "perl-brace": (["{a}", "{b}", "{c}", " "], "ab "),
    "java": (["{0}", "{1}", "{2}", "{0,number}", "{1,date,short}", " ", "''"], "{}012 x"),
    "qt": (["%1", "%2", "%3", "%L1", "%10", "%n", " "], "%123L0 "),
    "qt-plural": (["%n", "%1", "%Ln", " "], "%n1L "),
    "kde": (["%1", "%2", "%3", " ", "%n"], "%123 "),
    "kde-kuit": (["%1", "%2", "<b>x</b>", "&amp;", " "], "%12<>b/ "),
    "smalltalk": (["%1", "%2", "%%", " "], "%12 "),
    "ycp": (["%1", "%2", "%%", " "], "%12 "),
    "scheme": (["~a", "~s", "~d", "~%", "~~", "~f", " "], "asdf x"),
    "lisp": (["~a", "~s", "~d", "~%", "~~", "~f", " "], "asdf x"),
}


def complaints(msgfmt: str, data: bytes) -> tuple[int, set[int]]:
    """The exit status, and the lines with an error."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "C"}
    command = [msgfmt, "-c", "-o", os.devnull, "-"]
    done = subprocess.run(command, input=data, capture_output=True, check=False, env=environment)
    found = re.findall(rb"^<stdin>:(\d+): (?!warning)", done.stderr, re.MULTILINE)
    return done.returncode, {int(line) for line in found}


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def catalog_of(family: str, pairs: Sequence[tuple[str, str]], *, plural: bool) -> bytes:
    entries = []
    for index, (source, target) in enumerate(pairs):
        head = f'#, {family}-format\nmsgctxt "{index}"\n'
        if plural:
            forms = f'msgstr[0] "{escaped(target)}"\nmsgstr[1] "{escaped(source)}"\n'
            entries.append(f'{head}msgid "one"\nmsgid_plural "{escaped(source)}"\n{forms}')
        else:
            entries.append(f'{head}msgid "{escaped(source)}"\nmsgstr "{escaped(target)}"\n')
    return (HEADER + "\n".join(entries)).encode()


def made_up(family: str, count: int) -> list[tuple[str, str]]:
    dice = random.Random(family)
    pieces, letters = PIECES[family]
    pairs = []
    for _ in range(count):
        source = "".join(dice.choice(pieces) for _ in range(dice.randint(1, 4)))
        target = source
        if dice.random() < 0.3:
            target = "".join(dice.choice(pieces) for _ in range(dice.randint(1, 4)))
        for _ in range(dice.randint(0, 2)):
            at = dice.randrange(len(target) + 1)
            gone = dice.randint(0, 1)
            target = target[:at] + dice.choice([*letters, ""]) + target[at + gone :]
        pairs.append((source, target or "x"))
    return pairs


def agree(msgfmt: str, data: bytes) -> None:
    catalog = load(data)
    ours = {
        finding.unit: finding.message
        for finding in check(catalog, [CHECKS["format-string"]])
        if finding.severity is Severity.ERROR
    }
    _, lines = complaints(msgfmt, data)
    starts = [entry.line for entry in catalog]
    theirs = {str(max(start for start in starts if start <= line)) for line in lines}
    shown = {
        str(entry.line): (entry.msgid, entry.msgid_plural, entry.msgstr, ours.get(str(entry.line)))
        for entry in catalog
    }
    assert [shown[unit] for unit in sorted(set(ours) ^ theirs)] == []


@pytest.mark.parametrize("family", PIECES)
def test_a_fault_is_where_msgfmt_sees_one(program: Program, family: str) -> None:
    agree(program("msgfmt"), catalog_of(family, made_up(family, 400), plural=False))


# In the forms for one number, msgfmt lets more arguments stand than the caller gives in these two families.
@pytest.mark.parametrize("family", sorted(set(PIECES) - {"python-brace", "lisp", "scheme"}))
def test_the_same_in_plural_forms(program: Program, family: str) -> None:
    agree(program("msgfmt"), catalog_of(family, made_up(family, 400), plural=True))


def test_every_family_of_msgfmt_is_known() -> None:
    assert set(PIECES) <= set(FAMILIES)


WITHOUT_RULE = "".join(line for line in HEADER.splitlines(keepends=True) if "plural" not in line)
ENTRY = 'msgid "a"\nmsgstr "b"\n'
PLURAL = 'msgid "a"\nmsgid_plural "b"\n'
CATALOGS = {
    "good": HEADER + ENTRY,
    "two alike": HEADER + ENTRY + ENTRY,
    "one of them obsolete": HEADER + ENTRY + '#~ msgid "a"\n#~ msgstr "b"\n',
    "other context": HEADER + ENTRY + 'msgctxt "x"\n' + ENTRY,
    "no header": ENTRY,
    "no rule": WITHOUT_RULE + PLURAL + 'msgstr[0] "x"\nmsgstr[1] "y"\n',
    "no rule, none needed": WITHOUT_RULE + ENTRY,
    "no number": HEADER.replace("nplurals=2", "nplurals=x") + ENTRY,
    "broken rule": HEADER.replace("n != 1", "n != ") + ENTRY,
    "beyond nplurals": HEADER.replace("n != 1", "n") + PLURAL + 'msgstr[0] "x"\nmsgstr[1] "y"\n',
    "by zero": HEADER.replace("n != 1", "1 / n") + PLURAL + 'msgstr[0] "x"\nmsgstr[1] "y"\n',
    "one form": HEADER + PLURAL + 'msgstr[0] "x"\n',
    "three forms": HEADER + PLURAL + 'msgstr[0] "x"\nmsgstr[1] "y"\nmsgstr[2] "z"\n',
    "one form, untranslated": HEADER + PLURAL + 'msgstr[0] ""\n',
    "one form, fuzzy": HEADER + "#, fuzzy\n" + PLURAL + 'msgstr[0] "x"\n',
    "line feed lost": HEADER + 'msgid "a\\n"\nmsgstr "b"\n',
    "line feed added": HEADER + 'msgid "a"\nmsgstr "b\\n"\n',
    "line feed before": HEADER + 'msgid "\\na"\nmsgstr "b"\n',
    "line feed of the plural": HEADER + 'msgid "a"\nmsgid_plural "b\\n"\nmsgstr[0] "x"\nmsgstr[1] "y"\n',
    "line feed in a fuzzy entry": HEADER + '#, fuzzy\nmsgid "a\\n"\nmsgstr "b"\n',
    "form for one": HEADER
    + "#, c-format\n"
    + 'msgid "a"\nmsgid_plural "%d"\nmsgstr[0] "x"\nmsgstr[1] "%d"\n',
    "form for many": HEADER
    + "#, c-format\n"
    + 'msgid "a"\nmsgid_plural "%d"\nmsgstr[0] "x"\nmsgstr[1] "y"\n',
    "form for many, few by range": HEADER
    + "#, c-format, range: 0..1\n"
    + 'msgid "a"\nmsgid_plural "%d"\nmsgstr[0] "x"\nmsgstr[1] "y"\n',
    "denied": HEADER + "#, no-c-format\n" + 'msgid "%d"\nmsgstr "%s"\n',
    "possible": HEADER + "#, possible-c-format\n" + 'msgid "%d"\nmsgstr "%s"\n',
    "two families": HEADER + "#, c-format, python-format\n" + 'msgid "%d"\nmsgstr "%u"\n',
    "empty form": HEADER + 'msgid "a\\n"\nmsgid_plural "b\\n"\nmsgstr[0] "x\\n"\nmsgstr[1] ""\n',
    "byte order mark": "\ufeff" + HEADER + ENTRY,
}


@pytest.mark.parametrize("name", CATALOGS)
def test_msgfmt_refuses_what_has_an_error(program: Program, name: str) -> None:
    data = CATALOGS[name].encode()
    try:
        found = [finding for finding in check(load(data)) if finding.severity is Severity.ERROR]
    except InputError:
        found = [*check(Catalog(data, lenient=True))]
    status, _ = complaints(program("msgfmt"), data)
    assert bool(found) is bool(status), found


@pytest.mark.parametrize(
    ("source", "target"),
    [("_Open", "Open"), ("_Open", "_O_pen"), ("_Open", "_Open"), ("a__b", "ab"), ("ab", "a_b")],
)
def test_accelerators(program: Program, source: str, target: str) -> None:
    from toolkit.catalog.checks import Options

    data = (HEADER + f'msgid "{source}"\nmsgstr "{target}"\n').encode()
    command = [program("msgfmt"), "--check-accelerators=_", "-o", os.devnull, "-"]
    status = subprocess.run(command, input=data, capture_output=True, check=False).returncode
    found = check(load(data), [CHECKS["accelerator"]], Options(accelerator="_"))
    assert bool(found) is bool(status)
