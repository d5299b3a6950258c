from datetime import UTC, datetime
from pathlib import Path

import pytest

from toolkit.catalog import Catalog, load
from toolkit.catalog.starting import Facts, start
from toolkit.catalog.translator import known_translator
from toolkit.errors import LanguageError, UsageError

DATE = datetime(2024, 3, 1, 12, 30, tzinfo=UTC)
ANNA = "Anna <anna@example.org>"
POT = """# SOME DESCRIPTIVE TITLE.
# Copyright (C) YEAR THE PACKAGE'S COPYRIGHT HOLDER
# This file is distributed under the same license as the PACKAGE package.
# FIRST AUTHOR <EMAIL@ADDRESS>, YEAR.
#
#, fuzzy
msgid ""
msgstr ""
"Project-Id-Version: GNU kite 1.2\\n"
"Report-Msgid-Bugs-To: bugs@example.org\\n"
"POT-Creation-Date: 2024-01-31 08:00+0100\\n"
"PO-Revision-Date: YEAR-MO-DA HO:MI+ZONE\\n"
"Last-Translator: FULL NAME <EMAIL@ADDRESS>\\n"
"Language-Team: LANGUAGE <LL@li.org>\\n"
"Language: \\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=CHARSET\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"

#: a.c:1    b.c:2
#,c-format
msgid   "%d file"
msgid_plural "%d files"
msgstr[0] ""
msgstr[1] ""

# Keep it short.
msgctxt "menu"
msgid "Open"
msgstr ""
"""


def started(language: str, facts: Facts | None = None, pot: str = POT) -> str:
    facts = facts or Facts(DATE, ANNA)
    return start(load(pot.encode()), language, facts).to_bytes().decode()


def test_the_header_says_what_is_known_and_the_rest_is_the_template_s() -> None:
    assert started("vi") == (
        POT.replace("SOME DESCRIPTIVE TITLE.", "Vietnamese translations for GNU kite package.")
        .replace("(C) YEAR THE PACKAGE'S", "(C) 2024 THE GNU kite'S")
        .replace("the PACKAGE package", "the GNU kite package")
        .replace("FIRST AUTHOR <EMAIL@ADDRESS>, YEAR", f"{ANNA}, 2024")
        .replace("#, fuzzy\n", "")
        .replace("YEAR-MO-DA HO:MI+ZONE", "2024-03-01 12:30+0000")
        .replace("FULL NAME <EMAIL@ADDRESS>", ANNA)
        .replace("LANGUAGE <LL@li.org>", "Vietnamese")
        .replace("Language: ", "Language: vi")
        .replace("CHARSET", "UTF-8")
        .replace("nplurals=INTEGER; plural=EXPRESSION;", "nplurals=1; plural=0;")
        .replace('msgstr[1] ""\n', "")
    )


def test_as_many_forms_as_the_language_has() -> None:
    assert 'msgstr[0] ""\nmsgstr[1] ""\nmsgstr[2] ""\n\n' in started("ru")
    assert load(started("ar").encode()).entries[1].msgstr == ("",) * 6
    assert load(started("pt_BR").encode()).fields["Plural-Forms"] == "nplurals=2; plural=(n > 1);"


def test_nothing_is_made_up() -> None:
    text = started("vi", Facts(DATE))
    assert '"Last-Translator: FULL NAME <EMAIL@ADDRESS>\\n"' in text
    assert "# FIRST AUTHOR <EMAIL@ADDRESS>, YEAR." in text
    unnamed = POT.replace("GNU kite 1.2", "PACKAGE VERSION")
    assert "# Vietnamese translations for PACKAGE package." in started("vi", pot=unnamed)
    named = started("vi", Facts(DATE, package="kite 3"), unnamed)
    assert "translations for kite package" in named
    assert '"Project-Id-Version: kite 3\\n"' in named


def test_a_catalog_nobody_has_begun_does_not_change_from_day_to_day() -> None:
    fields = load(started("vi", Facts(DATE, automatic=True)).encode()).fields
    assert fields["PO-Revision-Date"] == fields["POT-Creation-Date"] == "2024-01-31 08:00+0100"
    assert (fields["Last-Translator"], fields["Language-Team"]) == ("Automatically generated", "none")


def test_a_variant_of_the_msgids_language_begins_with_them() -> None:
    english = load(started("en_GB").encode())
    assert [entry.msgstr for entry in english.entries[1:]] == [("%d file", "%d files"), ("Open",)]
    french = load(started("fr_CA", Facts(DATE, source_language="fr")).encode())
    assert french.entries[2].msgstr == ("Open",)
    assert load(started("fr").encode()).entries[2].msgstr == ("",)


def test_fields_the_template_lacks_take_their_usual_place_and_others_stay() -> None:
    fields = ("X-Domain: kite", "MIME-Version: 1.0", "Language-Team: x", "X-More: y")
    pot = 'msgid ""\nmsgstr ""\n' + "".join(f'"{field}\\n"\n' for field in fields)
    lines = started("vi", pot=pot).splitlines()[2:]
    assert [line.partition(":")[0].strip('"') for line in lines] == [
        "Project-Id-Version", "PO-Revision-Date", "Last-Translator", "X-Domain", "MIME-Version",
        "Language-Team", "Language", "Content-Type", "Content-Transfer-Encoding", "Plural-Forms", "X-More",
    ]  # fmt: skip


def test_a_template_without_a_header_gets_one() -> None:
    text = started("vi", pot='msgid "Open"\nmsgstr ""\n')
    assert text.startswith('msgid ""\nmsgstr ""\n"Project-Id-Version: PACKAGE VERSION\\n"\n')
    assert text.endswith('"Plural-Forms: nplurals=1; plural=0;\\n"\n\nmsgid "Open"\nmsgstr ""\n')


def test_line_ends_stay_and_the_text_becomes_utf_8() -> None:
    windows = started("vi", pot=POT.replace("\n", "\r\n"))
    assert windows.replace("\r\n", "\n") == started("vi")
    assert windows.count("\n") == windows.count("\r\n")
    latin = POT.replace("CHARSET", "ISO-8859-1").replace("Open", "Åpne")
    made = start(Catalog(latin.encode("latin-1")), "vi", Facts(DATE, ANNA))
    assert made.to_bytes().decode() == started("vi").replace("Open", "Åpne")
    assert started("vi", pot="﻿" + POT) == started("vi")


def test_a_rule_may_be_given_and_must_be_where_none_is_known() -> None:
    facts = Facts(DATE, ANNA, plural="nplurals=2; plural=n > 4;")
    assert load(started("tlh", facts).encode()).fields["Plural-Forms"] == "nplurals=2; plural=n > 4;"
    with pytest.raises(UsageError, match="the plural rule of 'tlh' is not known") as caught:
        started("tlh")
    assert caught.value.line == 23
    single = POT[: POT.index("#: a.c")] + POT[POT.index("# Keep") :]
    assert "Plural-Forms" not in load(started("tlh", pot=single).encode()).fields


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        (Facts(DATE, plural="nplurals=2; plural=n >;"), "no plural rule: .* – see column 23"),
        (Facts(DATE, "Eve\\n\nX-Evil: 1"), "without line breaks"),
        (Facts(DATE, ANNA, team="a\rb"), "without line breaks"),
    ],
)
def test_facts_that_do_not_fit(facts: Facts, problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        started("vi", facts)


def test_what_cannot_be_started_from() -> None:
    with pytest.raises(UsageError, match="several domains"):
        started("vi", pot=POT + '\ndomain "other"\nmsgid "a"\nmsgstr ""\n')
    with pytest.raises(UsageError, match="has errors"):
        start(load(b'msgid "a" msgid\nmsgstr ""\n', lenient=True), "vi", Facts(DATE))
    with pytest.raises(LanguageError):
        started("../vi")


def test_who_translates_is_taken_from_git_and_the_environment(tmp_path: Path) -> None:
    (tmp_path / ".gitconfig").write_text(
        "[user]\n\tname = Bình\n\temail = binh@example.org\n", encoding="utf-8"
    )
    bare = {
        "HOME": str(tmp_path),
        "PATH": "/usr/bin:/bin",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_DIR": str(tmp_path),
    }
    if known_translator(bare, str(tmp_path)) is not None:  # where there is git
        assert known_translator(bare, str(tmp_path)) == "Bình <binh@example.org>"
    named = {"GIT_AUTHOR_NAME": "Anna", "GIT_AUTHOR_EMAIL": "anna@example.org", "PATH": ""}
    assert known_translator(named) == ANNA
    assert known_translator({"GIT_AUTHOR_NAME": "Anna", "PATH": ""}, str(tmp_path)) == "Anna"
    assert known_translator({"GIT_AUTHOR_NAME": "Anna", "EMAIL": "anna@example.org", "PATH": ""}) == ANNA
    assert known_translator({"EMAIL": "anna@example.org", "PATH": ""}) is None
