"""Paths, names of files, calls of functions and command options, which are not for translating."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation
from toolkit.translations import N_, _

_LONG_OPTION = re.compile(r"(?<![\w-])--[A-Za-z][\w-]{0,60}")
_SHORT_OPTION = re.compile(r"(?<![^\s(“\"'`])-[A-Za-z](?![\w-])")
_PATH = re.compile(
    r"(?<![\w./:<~%$})\]-])~?/(?:[\w.+-]{1,100}/){0,20}[\w.+-]{1,100}/?(?![\w>])"
    r"|(?<![\w\\])[A-Za-z]:\\(?:[\w.$ -]{1,100}\\){0,20}[\w.$-]{1,100}"
)
_FILE = re.compile(
    r"(?<![\w./\\%$@-])[A-Za-z_][\w-]{0,60}\.(?:ya?ml|json|toml|ini|cfg|conf|txt|md|csv|tsv|xlsx?|docx?|pdf|html?|css|jsx?|tsx?"
    r"|py|sh|php|rb|go|rs|java|cpp|[ch]|xml|po|mo|pot|zip|gz|tar|exe|dll|so|png|jpe?g|gif|svg|mp[34]|sql|log|bat|lock)(?!\w|\.\w)"
)
_ENDING = re.compile(r"\.[a-z]")
_METAVARIABLE = re.compile(r"[A-Z_]+(\.\w+)")
"""A name that stands for one that the user has to give: ``FILE.po``."""
_CALL = re.compile(r"(?<![\w.])[A-Za-z_][\w.]{1,60}\(\)")


def options(unit: Unit, context: Context) -> Iterator[Observation]:
    """Options of a command the target lacks; one that gave way to another is shown with it."""
    if "-" not in unit.source:
        return
    if "--" in unit.source:
        yield from _lost(_LONG_OPTION, unit, option=True)
    yield from _lost(_SHORT_OPTION, unit, option=True)


def paths(unit: Unit, context: Context) -> Iterator[Observation]:
    """Paths, files and calls of the source that the target lacks."""
    source = unit.source
    if "/" in source or "\\" in source:
        spans = [(link.start, link.end) for link in context.source.links]
        yield from _lost(_PATH, unit, spans)
    if _ENDING.search(source):
        spans = [(link.start, link.end) for link in context.source.links]
        yield from _lost(_FILE, unit, spans)
    if "()" in source:
        yield from _lost(_CALL, unit)


def _lost(
    pattern: re.Pattern[str],
    unit: Unit,
    within: list[tuple[int, int]] | None = None,
    *,
    option: bool = False,
) -> Iterator[Observation]:
    left = [m for m in pattern.finditer(unit.source) if not _stands(m.group(), unit.target)]
    left = [m for m in left if not _localised(m.group(), unit.target)]
    if within:
        left = [m for m in left if not any(start <= m.start() < end for start, end in within)]
    if not left:
        return
    right = [m for m in pattern.finditer(unit.target) if not _stands(m.group(), unit.source)]
    if len(left) == len(right) == 1:
        one, other = left[0], right[0]
        named = {"one": one.group(), "other": other.group()}
        yield Observation(
            _("the option {one} in the source, {other} in the target", **named)
            if option
            else _("{one} in the source, {other} in the target", **named),
            Span(*one.span()),
            Span(*other.span()),
            (one.group(), other.group()),
            unit.target[: other.start()] + one.group() + unit.target[other.end() :],
        )
        return
    for match in left:
        yield Observation(
            _("the option {text} is missing in the target", text=match.group())
            if option
            else _("{text} is missing in the target", text=match.group()),
            Span(*match.span()),
            values=(match.group(),),
        )


def _localised(code: str, text: str) -> bool:
    """Whether a metavariable has another name in the translation: ``TẬP_TIN.po``."""
    match = _METAVARIABLE.fullmatch(code)
    return match is not None and re.search(rf"[^\W\d_a-z]{{2}}{re.escape(match[1])}(?!\w)", text) is not None


def _stands(code: str, text: str) -> bool:
    """Whether something stands in a text, not as a part of something longer."""
    at = text.find(code)
    while at >= 0:
        after = text[at + len(code) : at + len(code) + 1]
        before = text[at - 1 : at] if at else ""
        if not (after.isalnum() and code[-1].isalnum()) and not (before.isalnum() and code[0].isalnum()):
            return True
        at = text.find(code, at + 1)
    return False


OPTION = Check("option", "accuracy", Severity.ERROR, N_("command options that differ"), options)
PATH = Check("path", "accuracy", Severity.ERROR, N_("paths, files and calls that differ"), paths)
