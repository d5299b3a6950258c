"""What each family reads, and what a translation of it may and may not do."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.catalog.format_strings import FAMILIES, Difference, InvalidFormat, families


def differences(family: str, source: str, target: str, *, strict: bool = True) -> list[Difference]:
    chosen = FAMILIES[family]
    return list(chosen.compare(chosen.parse(source, False), chosen.parse(target, True), strict))


READ = [
    ("c", "%d of %s", {1: "int", 2: "string"}),
    ("c", "%2$s in %1$lu", {2: "string", 1: "unsigned long"}),
    ("c", "%-*.*Lf %%", {1: "int", 2: "int", 3: "long double"}),
    ("c", "%<PRId64> %m", {1: "64_t"}),
    ("c", "100%% of it", {}),
    ("objc", "%@ and %d", {1: "object", 2: "int"}),
    ("python", "%(name)s has %(n)5.2f", {"name": "a string", "n": "a float"}),
    ("python", "%s %*d", {1: "a string", 2: "an integer", 3: "an integer"}),
    ("python-brace", "{} and {}", {"0": "", "1": ""}),
    ("python-brace", "{a.b[0]!r:>{width}} {{x}}", {"a.b[0]!r:>{width}": "", "width": ""}),
    ("python-brace", "on {day:%d %B}", {"day": ""}),
    ("php", "%'*10s %2$d", {1: "a string", 2: "an integer"}),
    ("javascript", "%s %j", {1: "a string", 2: "any value"}),
    ("lua", "%5.1f %q", {1: "a float", 2: "any value"}),
    ("awk", "%2$s %1$d", {2: "a string", 1: "an integer"}),
    ("tcl", "%hd", {1: "a short integer"}),
    ("ruby", "%<n>d %{name}", {"n": "an integer", "name": "any value"}),
    ("perl", "%s %vd", {1: "a string", 2: "a vector"}),
    ("perl-brace", "{name} {no name}", {"name": "a value"}),
    ("sh", "$name and ${other}", {"name": "", "other": ""}),
    ("sh-printf", "%s %d", {1: "a string", 2: "an integer"}),
    ("java", "{0} '{1}' {2,number,#.##}", {0: "any value", 2: "a number"}),
    ("java", "{0,choice,0#none|1#one {1}}", {1: "any value", 0: "a number"}),
    ("java-printf", "%tY-%<tm %,d%n", {1: "a date", 2: "an integer"}),
    ("csharp", "{0,-10:N2} {{", {0: ""}),
    ("qt", "%1 of %L2", {1: "", 2: ""}),
    ("qt-plural", "%n of %1", {"n": ""}),
    ("kde", "%1 of %2", {1: "", 2: ""}),
    ("kde-kuit", "<b>%1</b>", {1: ""}),
    ("boost", "%1% %|2$d|", {1: "any value", 2: "an integer"}),
    ("object-pascal", "%s %1:d", {0: "a string", 1: "an integer"}),
    ("elisp", "%2$s %s", {2: "a string", 3: "a string"}),
    ("librep", "%s %d", {1: "a string", 2: "an integer"}),
    ("scheme", "~a ~5,2f~%", {1: "any value", 2: "a number"}),
    ("lisp", "~vd ~a", {1: "an integer", 2: "an integer", 3: "any value"}),
    ("gcc-internal", "%qs at %<x%> %m", {1: "a string"}),
    ("gfc-internal", "%s at %L", {1: "a string", 2: "a place"}),
    ("smalltalk", "%1 %%", {1: ""}),
    ("ycp", "%2 %1", {2: "", 1: ""}),
    ("c++", "{} {:>8}", {0: "", 1: ""}),
    ("rust", "{0} {name:?}", {0: "", "name": ""}),
]


@pytest.mark.parametrize(("family", "text", "arguments"), READ)
def test_arguments(family: str, text: str, arguments: dict[int | str, str]) -> None:
    assert FAMILIES[family].parse(text, False).arguments == arguments


INVALID = [
    ("c", "%y", "'y' is no conversion"),
    ("c", "50%", "ends in the middle"),
    ("c", "%1$s %s", "some arguments are numbered and others in order"),
    ("c", "%2$s", "argument 2 is used and argument 1 is not"),
    ("c", "%1$s %1$d", "used as string and as int"),
    ("c", "%0$s", "no argument 0"),
    ("c", "%Id", "'I' is no conversion"),
    ("python", "%(a)s %s", "named and others in order"),
    ("python", "%(a)*d", "star"),
    ("python-brace", "{a", "not closed"),
    ("python-brace", "{a!x}", "'!x' is no conversion"),
    ("python-brace", "{} {0}", "numbered"),
    ("lua", "%5%", "'%' is no conversion"),
    ("sh", "${a:-b}", "no plain shell variable"),
    ("sh", "$1", "no plain shell variable"),
    ("java", "{a}", "number of an argument"),
    ("java", "{0", "without '}'"),
    ("java", "{0,size}", "no kind of format"),
    ("java-printf", "%-+s", "does not take the flag '\\+'"),
    ("java-printf", "%.2d", "takes no precision"),
    ("java-printf", "%<s", "without an argument before it"),
    ("csharp", "{a}", "no item"),
    ("kde", "%3", "several arguments before it"),
    ("kde-kuit", "<b>x", "<b> is not closed"),
    ("kde-kuit", "<b>x</i>", "closes no open element"),
    ("kde-kuit", "a < b", "begins no tag"),
    ("boost", "%|1$d", "without a second"),
    ("object-pascal", "%y", "no conversion"),
    ("scheme", "~", "ends in the middle"),
    ("scheme", "~{~a", "is not closed"),
    ("smalltalk", "%0", "without a figure"),
    ("c++", "{", "a single"),
]


@pytest.mark.parametrize(("family", "text", "reason"), INVALID)
def test_what_is_no_format_string(family: str, text: str, reason: str) -> None:
    with pytest.raises(InvalidFormat, match=reason) as caught:
        FAMILIES[family].parse(text, False)
    start, end = caught.value.span
    assert 0 <= start <= end <= len(text)


def test_digits_of_the_locale_are_for_translations() -> None:
    assert FAMILIES["c"].parse("%Id", True).arguments == {1: "int"}


FITTING = [
    ("c", "%d of %s", "%2$s: %1$d"),
    ("c", "%d", "%i"),
    ("c", "%s 100%%", "100%% %s"),
    ("python", "%(a)s %(b)s", "%(b)s %(a)s %(a)s"),
    ("python-brace", "{0} {1}", "{1} {0}"),
    ("python-brace", "{d:%m/%d}", "{d:%d.%m.}"),
    ("php", "%s %d", "%2$d %1$s"),
    ("qt", "%1 %2", "%2 %1"),
    ("java", "it''s {0}", "'{'{0}'}'"),
    ("sh", "$a", "${a}"),
    ("boost", "%s", "%1%"),
    ("scheme", "~a~%", "~s"),
    ("ruby", "%<a>d", "%{a}"),
]


@pytest.mark.parametrize(("family", "source", "target"), FITTING)
def test_what_fits(family: str, source: str, target: str) -> None:
    assert differences(family, source, target) == []


WRONG = [
    ("c", "%d of %s", "%s: %d", "argument 1 is int in the message (%d) and string in the translation (%s)"),
    ("c", "%s", "x", "%s (argument 1) is missing in the translation"),
    ("c", "%s", "%s %d", "%d (argument 2) is not in the message"),
    ("c", "%ld", "%d", "argument 1 is long in the message (%ld) and int in the translation (%d)"),
    ("python", "%(a)s", "%s", "the message takes a mapping, the translation a tuple"),
    ("python", "%(a)s", "%(b)s", "%(a)s is missing in the translation"),
    ("python-brace", "{a}", "{b}", "{a} is missing in the translation"),
    ("qt", "%1", "%L1", "%L1 in a translation whose message has neither %L1 nor numbers of two digits"),
    ("qt-plural", "%n", "x", "%n is missing in the translation"),
    ("gcc-internal", "%m", "x", "%m (the text of the latest error) is missing in the translation"),
    ("java", "{0}", "{1}", "{0} is missing in the translation"),
    ("scheme", "~{~a~}", "~a", "the directives differ: ~{ ~a ~} in the message, ~a in the translation"),
]


@pytest.mark.parametrize(("family", "source", "target", "message"), WRONG)
def test_what_does_not_fit(family: str, source: str, target: str, message: str) -> None:
    found = differences(family, source, target)
    assert found[0].message == message
    for difference in found:
        for span, text in ((difference.source_span, source), (difference.target_span, target)):
            assert span is None or 0 <= span.start < span.end <= len(text)


def test_a_translated_name_is_put_back() -> None:
    missing, added = differences("python", "Hello %(name)s", "Chào %(tên)s, %(tên)s")
    assert missing.fix == "Chào %(name)s, %(name)s"
    assert added.fix is None
    # Two names, and nobody knows which is which.
    assert all(d.fix is None for d in differences("python", "%(a)s %(b)s", "%(c)s %(d)s"))


@pytest.mark.parametrize(
    ("family", "source", "target", "fits"),
    [
        ("c", "%d files in %s", "một tệp", True),
        ("c", "%d files", "%s tệp", False),
        ("python", "%(n)d files", "một tệp", True),
        ("python", "%d files", "một tệp", False),  # a tuple has to be used up
        ("kde", "%1 files in %2", "tệp trong %2", True),
        ("kde", "%1 files in %2", "tệp", False),
        ("lua", "%d files", "một tệp", False),
        ("qt", "%1 files", "một tệp", False),
        ("qt-plural", "%n files", "một tệp", True),
    ],
)
def test_a_form_for_one_number(family: str, source: str, target: str, fits: bool) -> None:
    assert (not differences(family, source, target, strict=False)) is fits


def test_what_leaves_the_program_running_is_harmless() -> None:
    (added,) = differences("perl-brace", "x", "{name}")
    assert added.harmless
    (missing,) = differences("csharp", "{0} {1}", "{1}")
    assert missing.harmless
    assert not differences("csharp", "{0}", "{0} {1}")[0].harmless


def test_flags_name_families() -> None:
    assert families(["fuzzy", "c-format", "no-python-format", "possible-php-format"]) == ["c", "php"]
    assert families(["icu-message-format", "unheard-of-format"]) == ["icu"]


FRAGMENTS = st.sampled_from(
    [*"%{}$~<>|'\"().,:;*#&@!=-+0129sdanxLl \n\\²é", "%1$s", "{0}", "%(a)s", "{a, plural, ", "other{", "<!--"]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(FRAGMENTS, max_size=60).map("".join))


@pytest.mark.parametrize("family", FAMILIES)
@given(one=TEXTS, other=TEXTS)
def test_any_text_is_read_or_refused(family: str, one: str, other: str) -> None:
    chosen = FAMILIES[family]
    strings = []
    for text in (one, other):
        try:
            string = chosen.parse(text, True)
        except InvalidFormat as error:
            assert 0 <= error.span.start <= error.span.end <= len(text)
            continue
        for directive in string.directives:
            assert 0 <= directive.start < directive.end <= len(text)
        assert set(string.arguments) == {d.argument for d in string.directives} - {None}
        assert list(chosen.compare(string, string, True)) == []
        strings.append(string)
    if len(strings) == 2:
        for difference in chosen.compare(strings[0], strings[1], False):
            assert difference.message


@pytest.mark.parametrize("family", FAMILIES)
def test_long_texts_of_opening_marks_are_no_trouble(family: str) -> None:
    pieces = (
        "%",
        "{",
        "}",
        "%(",
        "{0",
        "{0,",
        "{a,plural,",
        "~{",
        "<",
        "<!--",
        "$",
        "${",
        "'",
        "'{",
        "%1$",
        "9",
    )
    for piece in pieces:
        with contextlib.suppress(InvalidFormat):
            FAMILIES[family].parse(piece * (40_000 // len(piece)), True)
