"""``_`` is a function wherever messages are: Python would not warn of a loop variable by that name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import toolkit

FUNCTION = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
COMPREHENSION = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
PACKAGE = Path(toolkit.__file__).parent


def inside(scope: ast.AST, *, comprehensions: bool) -> Iterator[ast.AST]:
    """The nodes of a function or comprehension; those of its comprehensions if asked."""
    for child in ast.iter_child_nodes(scope):
        if isinstance(child, FUNCTION) or (isinstance(child, COMPREHENSION) and not comprehensions):
            continue
        yield child
        yield from inside(child, comprehensions=comprehensions)


def bound_and_called(source: str) -> list[int]:
    """The lines of functions that bind ``_`` and call it."""
    found = []
    for scope in ast.walk(ast.parse(source)):
        if not isinstance(scope, FUNCTION | COMPREHENSION):
            continue
        called = any(
            isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_"
            for node in inside(scope, comprehensions=True)
        )
        bound = any(
            (isinstance(node, ast.Name) and node.id == "_" and isinstance(node.ctx, ast.Store))
            or (isinstance(node, ast.arg) and node.arg == "_")
            for node in inside(scope, comprehensions=False)
        )
        if called and bound:
            found.append(scope.lineno)
    return found


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("def f():\n    for _ in x: pass\n    g(_('a'))", [1]),
        ("def f(*_):\n    g(_('a'))", [1]),
        ("a, _ = 1, 2\ndef f():\n    x = [1 for _ in y]\n    g(_('a'))", []),
        ("x = [_('a') for _ in y]", [1]),
        ("def f():\n    a, _ = x\n    return a", []),
    ],
)
def test_such_functions_are_found(source: str, lines: list[int]) -> None:
    assert bound_and_called(source) == lines


def test_no_function_binds_the_name_that_it_calls() -> None:
    found = {
        str(path.relative_to(PACKAGE)): lines
        for path in sorted(PACKAGE.rglob("*.py"))
        if "_(" in (text := path.read_text(encoding="utf-8")) and (lines := bound_and_called(text))
    }
    assert found == {}


MESSAGES = {"Observation": 0, "Difference": 0, "InvalidFormat": 0}
"""What holds a message for people, and which argument it is."""
DESCRIPTIONS = {"Check": 3, "CorpusCheck": 3, "EntryCheck": 3, "CatalogCheck": 3}
"""What holds a message to be looked up later: in these a constant has to be marked by ``N_``."""


def unmarked(source: str) -> list[int]:
    """The lines of findings and checks whose message is a bare text."""
    found = []
    for call in ast.walk(ast.parse(source)):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            continue
        at = {**MESSAGES, **DESCRIPTIONS}.get(call.func.id)
        if at is not None and len(call.args) > at:
            bare = [
                each
                for each in ast.walk(call.args[at])
                if isinstance(each, ast.JoinedStr) or (isinstance(each, ast.Constant) and each.value)
            ]
            inside = {
                id(each)
                for mark in ast.walk(call.args[at])
                if isinstance(mark, ast.Call)
                for each in ast.walk(mark)
            }
            found += [each.lineno for each in bare if id(each) not in inside]
    return found


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("Observation('a')", [1]),
        ("Observation(_('a'))", []),
        ("Observation(_('{x} a', x=f'{y} b'), 'c')", []),
        ("Observation(f'a {b}')", [1]),
        ("Observation(_('a') if b else 'c')", [1]),
        ("Observation(_('a') + f'; {c}')", [1]),
        ("Observation(message)", []),
        ("Check('name', 'style', INFO, 'about', run)", [1]),
        ("Check('name', 'style', INFO, N_('about'), run)", []),
    ],
)
def test_bare_messages_are_found(source: str, lines: list[int]) -> None:
    assert sorted(set(unmarked(source))) == lines


def test_every_message_of_a_finding_is_marked() -> None:
    found = {
        str(path.relative_to(PACKAGE)): lines
        for path in sorted(PACKAGE.rglob("*.py"))
        if (lines := unmarked(path.read_text(encoding="utf-8")))
    }
    assert found == {}
