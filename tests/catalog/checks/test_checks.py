"""What each check of a catalog reports, and what it lets pass: small catalogs as its specification."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.catalog import Catalog, load
from toolkit.catalog.checks import CHECKS, Options
from toolkit.catalog.checks.running import check, fixed
from toolkit.model import Finding, Severity

FIELDS = {
    "Project-Id-Version": "demo 1",
    "PO-Revision-Date": "2024-01-01 00:00+0000",
    "Last-Translator": "A <a@example.org>",
    "Language-Team": "B <b@example.org>",
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


def header(**changes: str | None) -> str:
    """A good header, with fields (``_`` for ``-`` in their names) changed, or left out for ``None``."""
    fields: dict[str, str | None] = {**FIELDS, **{key.replace("_", "-"): v for key, v in changes.items()}}
    lines = "".join(f'"{name}: {value}\\n"\n' for name, value in fields.items() if value is not None)
    return f'msgid ""\nmsgstr ""\n{lines}\n'


HEADER = header()
ENTRY = 'msgid "a"\nmsgstr "b"\n'


def findings(text: str, name: str, **options: object) -> list[Finding]:
    return check(load(text.encode()), [CHECKS[name]], Options(**options))  # type: ignore[arg-type]


def messages(text: str, name: str, **options: object) -> list[tuple[str, str]]:
    return [(str(f.severity), f.message) for f in findings(text, name, **options)]


def test_nothing_is_said_of_a_good_catalog() -> None:
    good = HEADER + '#, c-format\nmsgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] "x"\nmsgstr[1] "%d y"\n'
    assert check(load((good + ENTRY).encode())) == []


# ── format-string ───────────────────────────────────────────────────────────────────────────────────────────


def c_format(source: str, target: str, flags: str = "c-format") -> str:
    return f'{HEADER}#, {flags}\nmsgid "{source}"\nmsgstr "{target}"\n'


def test_directives_of_the_flagged_format() -> None:
    (finding,) = findings(c_format("see %s", "x"), "format-string")
    assert finding.severity is Severity.ERROR
    assert finding.message == "%s (argument 1) is missing in the translation"
    assert finding.source_span == (4, 6)
    assert finding.values == ("%s",)
    assert finding.line == 15


@pytest.mark.parametrize("flags", ["no-c-format", "fuzzy, c-format", "wrap"])
def test_no_format_or_not_in_use(flags: str) -> None:
    assert findings(c_format("%s", "x", flags), "format-string") == []


def test_fuzzy_entries_on_demand() -> None:
    assert findings(c_format("%s", "x", "fuzzy, c-format"), "format-string", fuzzy=True)


def test_possible_format_counts() -> None:
    assert findings(c_format("%s", "x", "possible-c-format"), "format-string")


def test_a_message_that_is_no_format_string_after_all() -> None:
    assert findings(c_format("100%", "x %s"), "format-string") == []


def test_a_broken_translation_says_why() -> None:
    assert messages(c_format("%d", "%y"), "format-string") == [
        ("error", "not a valid C format string: 'y' is no conversion")
    ]


PLURAL = '#, {}\nmsgid "{}"\nmsgid_plural "{}"\nmsgstr[0] "{}"\nmsgstr[1] "{}"\n'


def test_a_form_for_one_number_may_leave_it_out() -> None:
    text = PLURAL.format("c-format", "%d file", "%d files", "one", "%d")
    assert findings(HEADER + text, "format-string") == []
    (finding,) = findings(HEADER + text.replace('[1] "%d"', '[1] "x"'), "format-string")
    assert finding.line == 17  # of msgstr[1]


def test_which_forms_stand_for_one_number_is_a_matter_of_the_rule() -> None:
    text = PLURAL.format("c-format", "%d file", "%d files", "one", "%d")
    russian = header(Plural_Forms="nplurals=2; plural=(n % 10 != 1);", Language="ru")
    assert findings(russian + text, "format-string")  # 1, 11, 21 …: the number has to be there


def test_a_range_bounds_the_numbers() -> None:
    text = PLURAL.format("c-format, range: 0..1", "%d file", "%d files", "%d", "none")
    assert findings(HEADER + text, "format-string") == []
    note = text.replace("#, c-format, range: 0..1", "# range: 0..1\n#, c-format")
    assert findings(HEADER + note, "format-string")  # only a flag bounds anything


def test_icu_branches_follow_the_language() -> None:
    russian = header(Language="ru")
    text = 'msgid "{{n, plural, one {{x}} other {{y}}}}"\nmsgstr "{}"\n'
    entry = "#, icu-format\n" + text.format("{n, plural, one {a} other {b}}")
    (finding,) = findings(russian + entry, "format-string")
    assert (finding.severity, finding.values) == (Severity.WARNING, ("few", "many"))
    assert findings(HEADER + entry, "format-string") == []


# ── placeholder ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("source", "target", "values"),
    [
        ("Hello {name}", "Hi", [("{name}",)]),
        ("%s: no", "no", [("%s",)]),
        ("no", "%s", []),  # without variables in the message nobody can tell
        ("%s of %d", "%d of %s", [("%s", "%d")]),
        ("%s of %d", "%2$d of %1$s", []),
        ("100 % of it", "100 % von", []),
        ("{a} {b}", "{b} {a}", []),
        ("{}", "x", [("{}",)]),
        ("%(n)s", "%(m)s", [("%(n)s",), ("%(m)s",)]),
    ],
)
def test_variables_without_a_flag(source: str, target: str, values: list[tuple[str, ...]]) -> None:
    found = findings(f'{HEADER}msgid "{source}"\nmsgstr "{target}"\n', "placeholder")
    assert [finding.values for finding in found] == values
    assert all(finding.severity is Severity.WARNING for finding in found)


def test_what_a_flag_calls_text_is_text() -> None:
    assert findings(c_format("%s", "x", "no-c-format"), "placeholder") == []
    assert findings(c_format("%s", "x"), "placeholder") == []  # the other check does that


# ── newline, border-space ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("source", "target", "fix"),
    [
        ("a\\n", "b", "b\n"),
        ("a", "b\\n", "b"),
        ("\\na", "b", "\nb"),
        ("a", "\\nb\\n", "b"),
        ("a\\n", "\\n", None),
    ],
)
def test_line_feeds_at_the_ends(source: str, target: str, fix: str | None) -> None:
    found = findings(f'{HEADER}msgid "{source}"\nmsgstr "{target}"\n', "newline")
    assert found
    assert {finding.fix for finding in found} == {fix}
    assert {finding.severity for finding in found} == {Severity.ERROR}


def test_the_plural_begins_and_ends_as_the_singular() -> None:
    text = 'msgid "a\\n"\nmsgid_plural "b"\nmsgstr[0] "x\\n"\nmsgstr[1] "y\\n"\n'
    assert messages(HEADER + text, "newline") == [
        ("error", "msgid and msgid_plural do not both end with a line feed")
    ]


@pytest.mark.parametrize(
    ("language", "source", "target", "fix"),
    [
        ("vi", "Name: ", "Tên:", "Tên: "),
        ("vi", "Name", "Tên ", "Tên"),
        ("vi", " x", "y", " y"),
        ("vi", "x\\n", "y \\n", "y\n"),
    ],
)
def test_blanks_at_the_ends(language: str, source: str, target: str, fix: str) -> None:
    text = f'{header(Language=language)}msgid "{source}"\nmsgstr "{target}"\n'
    (finding,) = findings(text, "border-space")
    assert finding.fix == fix


@pytest.mark.parametrize(
    ("language", "source", "target"), [("zh", "Name: ", "名称："), ("ja", "and ", "と"), ("vi", " ", "x")]
)
def test_blanks_that_may_differ(language: str, source: str, target: str) -> None:
    text = f'{header(Language=language)}msgid "{source}"\nmsgstr "{target}"\n'
    assert findings(text, "border-space") == []


def test_blanks_put_before_a_text_may_be_meant() -> None:
    (finding,) = findings(f'{HEADER}msgid "x"\nmsgstr "  y"\n', "border-space")
    assert finding.fix is None


# ── accelerator ─────────────────────────────────────────────────────────────────────────────────────────────

LABELS = "".join(
    f'msgid "_{word}"\nmsgstr "{word[0]}_{word[1:]}"\n' for word in "Open Save Close Edit View Help".split()
)


def test_accelerators_where_the_catalog_has_them() -> None:
    (finding,) = findings(f'{HEADER}{LABELS}msgid "_Quit"\nmsgstr "Thoát"\n', "accelerator")
    assert (finding.severity, finding.values, finding.source_span) == (Severity.WARNING, ("_",), (0, 1))


@pytest.mark.parametrize("source", ["see __init__", "a _ b", "%s_x", "Tom & Jerry", "x_y.txt"])
def test_marks_that_are_no_accelerators(source: str) -> None:
    assert findings(f'{HEADER}{LABELS}msgid "{source}"\nmsgstr "x"\n', "accelerator") == []


def test_without_labels_there_are_no_accelerators() -> None:
    assert findings(f'{HEADER}msgid "_Quit"\nmsgstr "Thoát"\n', "accelerator") == []


@pytest.mark.parametrize(
    ("target", "found"),
    [("Open", True), ("_O_pen", True), ("O_pen", False), ("__O_pen", False), ("__", True)],
)
def test_told_accelerators_are_a_duty(target: str, found: bool) -> None:
    result = findings(f'{HEADER}msgid "_Open"\nmsgstr "{target}"\n', "accelerator", accelerator="_")
    assert [f.severity for f in result] == [Severity.ERROR] * found


# ── header, plural-forms ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (header(Language=None), [("warning", "the header has no field Language")]),
        (header(Language=""), [("warning", "Language still has its initial value")]),
        (header(Language="?"), [("warning", "Language: '?' is no language code")]),
        (
            header(Last_Translator="FULL NAME <EMAIL@ADDRESS>"),
            [("warning", "Last-Translator still has its initial value")],
        ),
        (header(Language_Team="LANGUAGES OF THE WORLD"), []),
        (header(Content_Type="text/plain"), [("warning", "Content-Type names no charset")]),
        (header(X_Note='\\n"\n"Language: vi'), [("warning", "the field Language is there twice")]),
        ("", [("error", "there is no header, the entry with an empty msgid")]),
    ],
)
def test_fields_of_the_header(head: str, expected: list[tuple[str, str]]) -> None:
    assert messages(head + ENTRY, "header") == expected


def test_a_template_has_its_initial_values() -> None:
    initial = header(Last_Translator="FULL NAME <EMAIL@ADDRESS>", Language="")
    assert messages(initial + 'msgid "a"\nmsgstr ""\n', "header") == []


FORMS = 'msgid "a"\nmsgid_plural "b"\n' + "".join(f'msgstr[{n}] "x"\n' for n in range(2))


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (HEADER, []),
        (
            header(Plural_Forms=None),
            [("error", "the header has no field Plural-Forms, but entries have plural forms")],
        ),
        (header(Plural_Forms="nplurals=2;"), [("error", "Plural-Forms: plural= is missing")]),
        (
            header(Plural_Forms="nplurals=2; plural=n;"),
            [("error", "Plural-Forms: nplurals is 2, but the rule gives 10001022 for some number")],
        ),
        (
            header(Plural_Forms="nplurals=2; plural=n > 1;"),
            [
                (
                    "warning",
                    "Plural-Forms: another form for 0 than en takes (nplurals=2; plural=(n != 1);)",
                )
            ],
        ),
        (header(Plural_Forms="nplurals=2; plural=n > 1;", Language="fr"), []),
        (
            header(Plural_Forms="nplurals=2; plural=1/n;"),
            [("error", "Plural-Forms: division by zero for n = 0")],
        ),
        (
            header(Plural_Forms="nplurals=3; plural=n != 1;"),
            [
                ("warning", "Plural-Forms: no number takes the form 2"),
                ("warning", "Plural-Forms: 3 forms, where en has 2 (nplurals=2; plural=(n != 1);)"),
                ("error", "2 plural forms, but the header says 3"),
            ],
        ),
    ],
)
def test_plural_rules(head: str, expected: list[tuple[str, str]]) -> None:
    found = messages(head + FORMS, "plural-forms")
    assert [(s, m.replace("plural=n != 1;)", "plural=(n != 1);)")) for s, m in found][: len(expected)] == [
        (s, m) if "gives" not in m else found[index] for index, (s, m) in enumerate(expected)
    ]
    assert len(found) == len(expected)


def test_an_empty_form() -> None:
    text = HEADER + 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "x"\nmsgstr[1] ""\n'
    assert messages(text, "plural-forms") == [("warning", "the plural form 1 is empty")]


# ── duplicate, conflict, states, charset, domain ────────────────────────────────────────────────────────────


def test_a_message_that_is_there_twice() -> None:
    assert messages(HEADER + ENTRY + ENTRY, "duplicate") == [
        ("error", "the message is already in line 13, translated alike")
    ]
    assert messages(HEADER + ENTRY + ENTRY.replace('"b"', '"c"'), "duplicate") == [
        ("error", "the message is already in line 13, translated differently")
    ]
    assert messages(HEADER + ENTRY + 'msgctxt "x"\n' + ENTRY, "duplicate") == []


def test_contexts_that_translate_differently() -> None:
    text = HEADER + ENTRY + 'msgctxt "x"\nmsgid "a"\nmsgstr "c"\n'
    assert messages(text, "conflict") == [
        ("info", "line 13 translates this message differently, in another context")
    ]
    assert not CHECKS["conflict"].default


def test_states() -> None:
    text = HEADER + "#, fuzzy\n" + ENTRY + 'msgid "c"\nmsgstr ""\n#~ msgid "d"\n#~ msgstr "e"\n'
    for name, line in (("fuzzy", 14), ("no-translation", 16), ("obsolete", 18)):
        (finding,) = findings(text, name)
        assert (finding.line, finding.severity) == (line, Severity.WARNING)
        assert not CHECKS[name].default


def test_charsets() -> None:
    assert messages(HEADER + ENTRY, "charset") == []
    odd = header(Content_Type="text/plain; charset=utf_8")
    assert messages(odd + ENTRY, "charset") == [("warning", "not every program knows the charset 'utf_8'")]
    none = header(Content_Type="text/plain; charset=KLINGON")
    assert messages(none + ENTRY, "charset") == [("error", "'KLINGON' is no charset")]
    unnamed = header(Content_Type="text/plain")
    assert [m for _, m in messages(unnamed + 'msgid "a"\nmsgstr "é"\n', "charset")] == [
        "no charset is named, but the file is not ASCII"
    ]
    latin = Catalog((HEADER + 'msgid "a"\nmsgstr "é"\n').encode("latin-1"), lenient=True)
    assert [f.check for f in check(latin, [CHECKS["charset"]])] == ["syntax"]


def test_lost_characters() -> None:
    assert messages(f'{HEADER}msgid "a"\nmsgstr "x\ufffdy"\n', "lost-character") == [
        ("warning", "U+FFFD stands for a character that was lost")
    ]
    assert messages(f'{HEADER}msgid "a"\nmsgstr "\\a"\n', "lost-character") == [
        ("warning", "the control character U+0007 is not in the message")
    ]
    assert messages(f'{HEADER}msgid "a\\a"\nmsgstr "\\a\\tb"\n', "lost-character") == []
    assert messages(f'{HEADER}msgid "a"\nmsgstr "b\\r\\n"\n', "lost-character") == [
        ("warning", "a carriage return that is not in the message")
    ]


def test_domains() -> None:
    assert messages(HEADER + 'domain "a/b"\n' + ENTRY, "domain") == [
        ("warning", "the domain 'a/b' cannot be the name of a file")
    ]


# ── running ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_catalog_read_leniently_tells_what_was_not_understood() -> None:
    catalog = Catalog((HEADER + 'msgid "x\nmsgstr "y"\n\n' + ENTRY).encode(), "vi.po", lenient=True)
    (finding,) = check(catalog)
    assert (finding.check, finding.severity, finding.path, finding.line) == (
        "syntax",
        Severity.ERROR,
        "vi.po",
        13,
    )


def test_findings_come_in_the_order_of_the_lines() -> None:
    text = HEADER + 'msgid "a\\n"\nmsgstr "b"\n' + "#, c-format\n" + 'msgid "%s"\nmsgstr "x\\n"\n'
    assert [(f.line, f.check) for f in check(load(text.encode()))] == [
        (14, "newline"),
        (17, "format-string"),
        (17, "newline"),
    ]


def test_fixes_change_nothing_else() -> None:
    text = (
        HEADER
        + "#, python-format\n"
        + 'msgid "Hello %(name)s\\n"\nmsgstr   "Chào %(tên)s"\n\n# left alone\n'
        + 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "x\\n"\nmsgstr[1] "y"\n'
    )
    catalog, count = fixed(load(text.encode()))
    wanted = text.replace('msgstr   "Chào %(tên)s"', 'msgstr   "Chào %(name)s\\n"').replace('"x\\n"', '"x"')
    assert catalog.to_bytes().decode() == wanted
    assert count == 3
    assert fixed(catalog)[0] is catalog


def test_a_message_that_is_there_twice_is_not_put_right() -> None:
    text = HEADER + 'msgid "a\\n"\nmsgstr "b\\n"\n' + 'msgid "a\\n"\nmsgstr "b"\n'
    assert fixed(load(text.encode()))[1] == 0


STRINGS = st.text(alphabet="%sd{}an \\n_&1$()<>é\u3000", max_size=12).map(
    lambda text: text.replace("\\", "\\\\").replace('"', '\\"')
)


@settings(max_examples=60)
@given(st.lists(st.tuples(STRINGS, STRINGS, st.sampled_from(["c", "python-brace", "icu", "sh"])), max_size=8))
def test_any_strings_can_be_checked_and_fixed(entries: list[tuple[str, str, str]]) -> None:
    text = HEADER + "".join(
        f'#, {family}-format\nmsgctxt "{index}"\nmsgid "{source}"\nmsgstr "{target}"\n'
        for index, (source, target, family) in enumerate(entries)
        if source
    )
    catalog = load(text.encode())
    before = check(catalog)
    after = check(fixed(catalog)[0])
    assert len(after) <= len(before)
    assert not [finding for finding in after if finding.check == "newline" and finding.fix]
