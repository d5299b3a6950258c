from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.translations.extraction import Message, collected, marked, marked_in


def test_marks_are_found_in_the_order_of_the_text() -> None:
    source = """
def f(n):
    a = [_("second {x}", x=_("third")), N_("fourth"), N_("fifth {x}")]
    return ngettext("one", "many", n)
_("sixth "
  "in two parts")
"""
    first = '_("first")\n'
    assert list(marked(first + source, "a.py")) == [
        Message("first", places=["a.py"]),
        Message("second {x}", fields=True, places=["a.py"]),
        Message("third", places=["a.py"]),
        Message("fourth", places=["a.py"]),
        Message("fifth {x}", fields=True, places=["a.py"]),
        Message("one", "many", fields=True, places=["a.py"]),
        Message("sixth in two parts", places=["a.py"]),
    ]


@pytest.mark.parametrize("call", ["_(CONSTANT)", "_(words[key])", "_(next(iter(x)))", "_(self.words)"])
def test_constants_marked_elsewhere_are_looked_up_here(call: str) -> None:
    assert list(marked(call, "a.py")) == []


@pytest.mark.parametrize("call", ['_(f"{x} lost")', '_("a" + b)', "N_(x)", 'ngettext("one", x, n)', "_(1)"])
def test_what_no_translator_could_see_is_refused(call: str) -> None:
    with pytest.raises(ValueError, match=r"a\.py:2: .*literal"):
        list(marked(f"\n{call}", "a.py"))


def test_a_message_stands_once_with_its_places() -> None:
    found = collected(
        [
            Message("a", places=["x.py"]),
            Message("b", places=["x.py"]),
            Message("a", "as", fields=True, places=["y.py"]),
            Message("a", places=["y.py"]),
        ]
    )
    assert found == [
        Message("a", "as", fields=True, places=["x.py", "y.py"]),
        Message("b", places=["x.py"]),
    ]


def test_two_plurals_of_one_message_are_refused() -> None:
    with pytest.raises(ValueError, match="two plurals"):
        collected([Message("a", "as"), Message("a", "a's")])


def test_a_folder_is_read_by_path(tmp_path: Path) -> None:
    (tmp_path / "p" / "b").mkdir(parents=True)
    (tmp_path / "p" / "b" / "z.py").write_text('_("z")')
    (tmp_path / "p" / "a.py").write_text('_("a")')
    assert [(m.msgid, m.places) for m in marked_in(tmp_path / "p", tmp_path)] == [
        ("a", ["p/a.py"]),
        ("z", ["p/b/z.py"]),
    ]
