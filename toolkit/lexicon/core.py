"""The word lists that ship with the package."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from toolkit.lexicon.model import Lexicon
from toolkit.lexicon.tsv import parse


def core(source: str, target: str) -> Lexicon | None:
    """The shipped lexicon of a pair of languages, in either direction; ``None`` where there is none."""
    left, right = _base(source), _base(target)
    if (left, right) in _shipped():
        return _load(left, right)
    if (right, left) in _shipped():
        return _load(right, left).reversed()
    return None


def shipped(source: str, target: str) -> bool:
    """Whether a lexicon of a pair of languages ships with the package, in either direction."""
    pair = _base(source), _base(target)
    return pair in _shipped() or pair[::-1] in _shipped()


def shipped_text(source: str, target: str) -> tuple[str, bool]:
    """The text of the file for a pair, and whether it is to be read from the other side; "" for none."""
    left, right = _base(source), _base(target)
    for pair, turned in (((left, right), False), ((right, left), True)):
        if pair in _shipped():
            return _text(*pair), turned
    return "", False


def word_list(language: str) -> tuple[str, ...]:
    """Words of a language, some of several written words, from whatever shipped lexicon has it."""
    code = _base(language)
    for pair in _shipped():
        if code == pair[1]:
            return tuple(dict.fromkeys(entry.target for entry in _load(*pair).entries))
        if code == pair[0]:
            return tuple(_load(*pair).headwords())
    return ()


def _base(code: str) -> str:
    return code.partition("-")[0]


def _folder() -> Traversable:
    return files("toolkit.languages").joinpath("lexicons")


@cache
def _shipped() -> tuple[tuple[str, str], ...]:
    """The pairs there are: ``en-vi.tsv`` is from English to Vietnamese."""
    stems = sorted(
        path.name.removesuffix(".tsv") for path in _folder().iterdir() if path.name.endswith(".tsv")
    )
    return tuple((left, right) for left, _, right in (stem.partition("-") for stem in stems))


@cache
def _load(source: str, target: str) -> Lexicon:
    return Lexicon(tuple(parse(_text(source, target))), source, target, f"{source}-{target}.tsv")


def _text(source: str, target: str) -> str:
    return _folder().joinpath(f"{source}-{target}.tsv").read_text(encoding="utf-8")
