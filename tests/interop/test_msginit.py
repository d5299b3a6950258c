"""New catalogs against msginit's, for every language whose plural rule it knows."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from toolkit.catalog import load
from toolkit.catalog.starting import Facts, start

pytestmark = pytest.mark.interop
Program = Callable[[str], str]

POT = """# SOME DESCRIPTIVE TITLE.
# Copyright (C) YEAR THE PACKAGE'S COPYRIGHT HOLDER
# This file is distributed under the same license as the PACKAGE package.
# FIRST AUTHOR <EMAIL@ADDRESS>, YEAR.
#
#, fuzzy
msgid ""
msgstr ""
"Project-Id-Version: kite 1.2\\n"
"Report-Msgid-Bugs-To: \\n"
"POT-Creation-Date: 2024-01-31 08:00+0100\\n"
"PO-Revision-Date: YEAR-MO-DA HO:MI+ZONE\\n"
"Last-Translator: FULL NAME <EMAIL@ADDRESS>\\n"
"Language-Team: LANGUAGE <LL@li.org>\\n"
"Language: \\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=CHARSET\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"

#: a.c:1
#, c-format
msgid "%d file"
msgid_plural "%d files"
msgstr[0] ""
msgstr[1] ""

msgctxt "menu"
msgid "Open"
msgstr ""
"""
# Not Irish, which msginit gives three forms; nor nb and pt_PT, which it calls Bokmal and pt.
LANGUAGES = (
    "be bg cs da de el en en_GB eo es et fi fo fr he hr hu it ja ko lt lv nl nn no pl pt pt_BR ro "
    "ru sk sl sr sr@latin sv tr uk vi"
).split()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_catalog(program: Program, tmp_path: Path, language: str) -> None:
    (tmp_path / "kite.pot").write_text(POT, encoding="utf-8")
    command = [program("msginit"), "--no-translator", "-i", "kite.pot", "-o", "-", "-l", language]
    theirs = subprocess.run(
        command,
        cwd=tmp_path,
        env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=True,
    ).stdout.decode()
    theirs = theirs.replace("charset=ASCII", "charset=UTF-8")  # it keeps to ASCII while it can
    year = re.search(r"Copyright \(C\) ([0-9]{4})", theirs)
    assert year is not None
    facts = Facts(datetime(int(year[1]), 6, 1, tzinfo=UTC), automatic=True)
    assert start(load(POT.encode()), language, facts).to_bytes().decode() == theirs
