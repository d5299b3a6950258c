import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.catalog.plural import MOST_FORMS, PluralError, difference, examples, parse_expression, parse_rule

RUSSIAN = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
)


def test_a_rule_names_the_form_of_a_number() -> None:
    rule = parse_rule(RUSSIAN)
    assert rule.nplurals == 3
    assert [rule.form(n) for n in (1, 21, 111, 2, 24, 12, 0, 5, 100)] == [0, 0, 2, 1, 1, 2, 2, 2, 2]
    assert str(rule) == RUSSIAN


@pytest.mark.parametrize(
    ("expression", "values"),
    [
        ("0", (0, 0, 0)),
        ("n != 1", (1, 0, 1)),
        ("n>1", (0, 0, 1)),
        ("!n", (1, 0, 0)),
        ("!!n", (0, 1, 1)),
        ("!n==0", (0, 1, 1)),
        ("2+3*n", (2, 5, 8)),
        ("(2+3)*n", (0, 5, 10)),
        ("7-2-1-n", (4, 3, 2)),
        ("9/2%3", (1, 1, 1)),
        ("n==0||n==2&&0", (1, 0, 0)),
        ("1<n==0", (1, 1, 0)),
        ("n?n==1?5:6:7", (7, 5, 6)),
        ("n==0?1:n==1?2:3", (1, 2, 3)),
        ("(n==0?1:n==1)?2:3", (2, 2, 3)),
        ("0-n+n", (0, 0, 0)),
        ("0-1>n", (1, 1, 1)),
        ("\tn ; what follows is none of its business", (0, 1, 2)),
    ],
)
def test_operators_bind_as_in_c(expression: str, values: tuple[int, ...]) -> None:
    assert tuple(map(parse_expression(expression), range(3))) == values


def test_numbers_have_64_bits_and_no_sign() -> None:
    assert parse_expression("0-1")(0) == 2**64 - 1
    assert parse_expression("18446744073709551615+2")(0) == 1
    assert parse_expression("n*n")(2**40) == 0


def test_what_need_not_be_known_is_not_looked_at() -> None:
    for expression in ("n==0 || 1/n", "!(n!=0 && 1/n)", "n ? 1/n : 1"):
        assert parse_expression(expression)(0) == 1


@pytest.mark.parametrize("expression", ["1/n", "n%n", "3 + 1/n"])
def test_a_division_by_zero_is_told_where_it_is(expression: str) -> None:
    with pytest.raises(PluralError, match="division by zero for n = 0") as caught:
        parse_expression(expression)(0)
    assert expression[caught.value.column - 1] in "/%"


@pytest.mark.parametrize(
    ("value", "column", "problem"),
    [
        ("", 1, "nplurals= is missing"),
        ("plural=n;", 1, "nplurals= is missing"),
        ("nplurals=2;", 12, "plural= is missing"),
        ("nplurals=; plural=n;", 10, "a number from 1 to"),
        ("nplurals=INTEGER; plural=EXPRESSION;", 10, "a number from 1 to"),
        ("nplurals=0; plural=0;", 10, "a number from 1 to"),
        (f"nplurals={MOST_FORMS + 1}; plural=0;", 10, "a number from 1 to"),
        ("nplurals=" + "9" * 5000 + "; plural=0;", 10, "a number from 1 to"),
        ("nplurals=2; plural=;", 20, "instead of the end"),
        ("nplurals=2; plural=EXPRESSION;", 20, "'E' does not belong"),
        ("nplurals=2; plural=n == 1 ? 0;", 30, "':' expected instead of the end"),
        ("nplurals=2; plural=(n == 1;", 27, r"'\)' expected"),
        ("nplurals=2; plural=n = 1;", 22, "'=' does not belong"),
        ("nplurals=2; plural=n 1;", 22, "'1' is not expected"),
        ("nplurals=2; plural=nn;", 21, "'n' is not expected"),
        ("nplurals=2; plural=n & 1;", 22, "'&' does not belong"),
        ("nplurals=2; plural=-n;", 20, "'-'"),
        ("nplurals=2; plural=n +;", 23, "instead of the end"),
        ("nplurals=2; plural=n > 99999999999999999999;", 24, "more than 64 bits"),
        ("nplurals=2; plural=n > 18446744073709551616;", 24, "more than 64 bits"),
    ],
)
def test_what_is_no_rule_is_told_with_its_column(value: str, column: int, problem: str) -> None:
    with pytest.raises(PluralError, match=problem) as caught:
        parse_rule(value)
    assert caught.value.column == column


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5000,
        "(" * 5000 + "n" + ")" * 5000,
        "n+" * 3000 + "n",
        "n?" * 400,
        "n?1:" * 1000 + "0",
        "1" * 9000,
    ],
)
def test_endless_expressions_are_refused(text: str) -> None:
    with pytest.raises(PluralError):
        parse_expression(text)


def test_many_negations_are_no_burden() -> None:
    assert parse_expression("!" * 3001 + "n")(7) == 0


def test_rules_are_compared_by_what_they_do() -> None:
    other = parse_rule("nplurals=3; plural=n%10==1&&n%100!=11 ? 0 : n%10>1&&n%10<5 && n%100/10!=1 ? 1 : 2;")
    assert difference(parse_rule(RUSSIAN), other) is None
    polish = parse_rule(RUSSIAN.replace("n%10==1 && n%100!=11", "n==1"))
    assert difference(parse_rule(RUSSIAN), polish) == 21
    french, new_french = "nplurals=2; plural=n>1;", "nplurals=3; plural=n<2 ? 0 : n%1000000==0 ? 2 : 1;"
    assert difference(parse_rule(french), parse_rule(new_french)) == 1_000_000


def test_examples_show_forms_no_number_takes() -> None:
    rule = parse_rule("nplurals=3; plural=n==1 ? 0 : 3;")
    assert examples(rule, most=3) == {0: (1,), 3: (0, 2, 3)}


def test_an_expression_goes_to_another_process() -> None:
    rule = parse_rule(RUSSIAN)
    copy = pickle.loads(pickle.dumps(rule))
    assert copy == rule
    assert copy.form(22) == 1


@st.composite
def expressions(draw: st.DrawFn, depth: int = 3) -> str:
    """An expression that C and Python read alike."""
    if depth == 0 or draw(st.booleans()):
        return draw(st.sampled_from(["n", "0", "1", "2", "7", "10", "100"]))
    left, right = draw(expressions(depth - 1)), draw(expressions(depth - 1))
    operator = draw(st.sampled_from(["+", "*", "%", "==", "!=", "<", ">", "<=", ">="]))
    return f"({left}{operator}{right})"


@given(expressions(), st.integers(0, 200))
def test_values_agree_with_arithmetic(expression: str, n: int) -> None:
    try:
        expected = int(eval(expression, {"n": n}))  # only of what was made above
    except ZeroDivisionError:
        with pytest.raises(PluralError):
            parse_expression(expression)(n)
    else:
        assert parse_expression(expression)(n) == expected


@given(st.text(st.sampled_from("n0123456789?:|&=!<>+-*/%() \t;x"), max_size=40))
def test_no_text_does_harm(text: str) -> None:
    try:
        parse_rule("nplurals=2; plural=" + text)
    except PluralError as error:
        assert 20 <= error.column <= 20 + len(text)
