import pytest

from toolkit.catalog.directives import directive_format, directives


def found(text: str, format_name: str) -> list[str]:
    return [text[start:end] for start, end in directives(text, format_name)]


@pytest.mark.parametrize(
    ("format_name", "text", "expected"),
    [
        ("c", "a %s b %-5.2f c %% d %<PRId64> e % d", ["%s", "%-5.2f", "%%", "%<PRId64>", "% d"]),
        ("c", "%1$s %2$*3$d", ["%1$s", "%2$*3$d"]),
        ("c", "%s %y %d", ["%s"]),
        ("c", "%1$s %s %d", ["%1$s"]),
        ("objc", "%@ %s", ["%@", "%s"]),
        ("python", "%(a b)s %(c)d", ["%(a b)s", "%(c)d"]),
        ("python", "%s %(a)s", ["%s"]),
        ("csharp", "{0} {1,5:x y}", ["{0}", "{1,5:x y}"]),
        ("java-printf", "%1$s % %", ["%1$s"]),
        ("ruby", "%<name>s %{other}", ["%<name>s", "%{other}"]),
        ("python-brace", "{a}", []),
        ("", "%s", []),
    ],
)
def test_directives_up_to_the_first_error(format_name: str, text: str, expected: list[str]) -> None:
    assert found(text, format_name) == expected


def test_the_format_is_the_first_that_is_not_denied() -> None:
    assert directive_format(("no-c-format", "python-format", "php-format")) == "python"
    assert directive_format(("range: 0..5", "no-wrap")) == ""


def test_a_hostile_message_takes_linear_work() -> None:
    assert found("%(" * 100_000, "python") == []
    assert found("{0" * 100_000, "csharp") == []
