"""The words BLEU counts, of many lines at once.

sacrebleu's tokenizer 13a looks at every line with four expressions and at every space with one of them; half
of the time of BLEU goes there. Here a whole stream is looked at once, and only where a mark stands that is to
be set apart. Every other tokenizer, and 13a of a release that has not been looked at, is sacrebleu's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

_RELEASES = frozenset({"2.4.0", "2.4.1", "2.4.2", "2.4.3", "2.5.0", "2.5.1", "2.6.0"})
"""Of sacrebleu, with the very same rules in 13a."""
_ALWAYS = tuple('!"#$%&()*+/:;<=>?@[\\]^_`{|}~')
"""Marks that stand apart wherever they are: those of ASCII but the apostrophe and the three below."""
_MARKS = (".", ",")
"""Those stand apart except in figures, the hyphen only after one."""
_DIGITS = frozenset("0123456789")
_BEFORE_DIGIT = re.compile(r"[.,]+(?=[0-9])")
_AFTER_DIGIT = re.compile(r"-(?<=[0-9]-)")
_STAND_INS = tuple(map(chr, (*range(1, 9), *range(14, 28))))
"""Characters that hardly occur, and are no white space."""


def split(metric: Any, lines: Sequence[str]) -> list[list[str]]:
    """The words of each line.

    Args:
        metric: sacrebleu's BLEU.
        lines: any text.
    """
    if lines and _is_known(metric.tokenizer):
        found = _by_13a([line.lower() for line in lines] if metric.lowercase else lines)
        if found is not None:
            return found
    return [metric._preprocess_segment(line).split() for line in lines]


def _is_known(tokenizer: object) -> bool:
    from sacrebleu import __version__
    from sacrebleu.tokenizers.tokenizer_13a import Tokenizer13a

    return __version__ in _RELEASES and type(tokenizer) is Tokenizer13a


def _by_13a(lines: Sequence[str]) -> list[list[str]] | None:
    """The words of each line as 13a splits them; ``None`` if the text leaves no character to work with.

    The rules of 13a, after the NIST's mteval-v13a, one after the other set apart: most marks of ASCII; a
    period or comma with the character before it that is no digit; one with the character after it that is no
    digit; a hyphen after a digit. A rule goes on after the two characters it took, which matters where
    periods and commas follow each other: they all stand apart, unless a digit follows, and then the last one
    stays with it if the rules, which take them by twos, leave it over.
    """
    text = "\n".join(lines)
    if text.count("\n") >= len(lines):
        # Lines that have line breaks themselves.
        text = "\n".join(map(_unbroken, lines))
    else:
        text = text.replace("<skipped>", "")
    if "&" in text:
        for written, mark in (("&quot;", '"'), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">")):
            text = text.replace(written, mark)
    stand_ins = dict(zip(_MARKS, (each for each in _STAND_INS if each not in text), strict=False))
    if len(stand_ins) < len(_MARKS):
        return None

    def kept(found: re.Match[str]) -> str:
        run = found[0]
        after_digit = text[found.start() - 1 : found.start()] in _DIGITS
        return run[:-1] + stand_ins[run[-1]] if after_digit == len(run) % 2 else run

    text = _BEFORE_DIGIT.sub(kept, text)
    text = _AFTER_DIGIT.sub(" - ", text)
    for mark in (*_ALWAYS, *_MARKS):
        text = text.replace(mark, f" {mark} ")
    for mark, stand_in in stand_ins.items():
        text = text.replace(stand_in, mark)
    return [line.split() for line in text.split("\n")]


def _unbroken(line: str) -> str:
    return line.rstrip().replace("<skipped>", "").replace("-\n", "").replace("\n", " ")
