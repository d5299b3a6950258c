"""Markdown that came to harm: emphasis left open, code marks lost, links torn, headings of another level."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation
from toolkit.translations import N_, _

_HEADING = re.compile(r"(#{1,6})\s+\S")
_BULLET = re.compile(r"([-*+]|\d{1,3}[.)])\s+\S")
_ANY_BULLET = re.compile(r"\s*(?:[-*+•–—◦▪●·]|\w{1,2}[.)])\s+\S")
_LINK = re.compile(r"\[[^\[\]\n]{0,500}\]\((?P<address>[^()\s]{0,500})\)")
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,500}\]\((?P<address>[^()\s]{0,500})\)")
_LOOSE = re.compile(r"(?:^|(?<=[\s(]))(\*{1,3})[ \u00a0]+(?=[^\s*][^*\n]{0,300}\1(?!\*))")
_TORN = re.compile(r"\[[^\[\]\n]{1,200}\]\s+\([^()\s]{1,500}\)")
_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)([^`\n]{1,200})\1(?!`)")
_TOKEN = re.compile(r"[A-Za-z0-9_./:=+-]{2,60}")
"""Code that is no phrase with words to translate."""
_MARKS = ("***", "**", "__", "~~", "`", "*")
_STARRED = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])[^*\n]{1,300}(?<=[^\s*])\1(?![\w*])")


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """Compare what stands at the beginning, links, code and emphasis; only what the source has in order."""
    source, target = unit.source, unit.target
    if not any(map(source.__contains__, "#*_`[~-+")) and not source[:1].isdigit():
        return
    yield from _beginning(source, target)
    yield from _links(source, target)
    yield from _code(source, target)
    yield from _images(source, target)
    if _STARRED.search(source):
        for mark in _MARKS:
            if mark in ("***", "**", "*"):
                ours, theirs = _count(source, mark), _count(target, mark)
                if ours != theirs and ours % 2 == 0:
                    at = target.find(mark)
                    yield Observation(
                        _(
                            "the emphasis mark {mark} stands {count} times in the source, "
                            "{other} in the target",
                            mark=mark,
                            count=ours,
                            other=theirs,
                        ),
                        target_span=Span(at, at + len(mark)) if at >= 0 else None,
                        values=(str(ours), str(theirs)),
                    )
                    return
        if len(_STARRED.findall(source)) > len(_STARRED.findall(target)):
            loose = _LOOSE.search(target)
            if loose and not _LOOSE.search(source):
                yield Observation(
                    _("a space beside the emphasis mark {mark} takes its effect away", mark=loose[1]),
                    target_span=Span(*loose.span(1)),
                    values=(loose[1],),
                    fix=target[: loose.end(1)] + target[loose.end() :],
                )


def _images(source: str, target: str) -> Iterator[Observation]:
    """Pictures that became links for want of their exclamation mark."""
    for match in _IMAGE.finditer(source):
        link = _LINK.search(target)
        if (
            link is None
            or link["address"] != match["address"]
            or target[link.start() - 1 : link.start()] == "!"
        ):
            continue
        yield Observation(
            _("the picture {address} has become a link", address=match["address"]),
            Span(*match.span()),
            Span(*link.span()),
            (match["address"],),
            target[: link.start()] + "!" + target[link.start() :],
        )
        return


def _count(text: str, mark: str) -> int:
    """How often a run of just so many stars stands at a border of a word."""
    return len(re.findall(rf"(?<!\*){re.escape(mark)}(?!\*)", text)) if mark[0] == "*" else text.count(mark)


def _beginning(source: str, target: str) -> Iterator[Observation]:
    for pattern in (_HEADING, _BULLET):
        ours, theirs = pattern.match(source), pattern.match(target)
        if ours is None or (ours[1][0].isdigit() and theirs is None):
            continue
        if pattern is _BULLET and (_ANY_BULLET.match(target) or _own_end(source, target)):
            continue  # a list of another style
        if theirs is None or (pattern is _HEADING and ours[1] != theirs[1]):
            rest = target[theirs.start(1) + len(theirs[1]) :].lstrip() if theirs else target.lstrip()
            message = (
                _("the heading mark {mark} of the source is missing in the target", mark=ours[1])
                if pattern is _HEADING
                else _("the list mark {mark} of the source is missing in the target", mark=ours[1])
            )
            yield Observation(
                message,
                Span(*ours.span(1)),
                Span(*theirs.span(1)) if theirs else None,
                (ours[1],),
                f"{ours[1]} {rest}",
            )


def _own_end(source: str, target: str) -> bool:
    """Whether the end of a single item shows that a list of one style became one of another."""
    return "\n" not in source.strip() and target.rstrip().endswith(";") != source.rstrip().endswith(";")


def _links(source: str, target: str) -> Iterator[Observation]:
    ours, theirs = list(_LINK.finditer(source)), list(_LINK.finditer(target))
    if not ours:
        return
    torn = _TORN.search(target)
    if torn and not _TORN.search(source):
        fixed = re.sub(r"\]\s+\(", "](", torn.group())
        yield Observation(
            _("a space tears the link apart"),
            target_span=Span(*torn.span()),
            fix=target[: torn.start()] + fixed + target[torn.end() :],
        )
        return
    left = [m for m in ours if m["address"] not in {other["address"] for other in theirs}]
    right = [m for m in theirs if m["address"] not in {one["address"] for one in ours}]
    for match in left:
        if "://" in match["address"] or "/" in match["address"][:1]:
            continue  # compared as an address; one within the site may be another in another language
        yield Observation(
            _("the link to {address} is missing in the target", address=match["address"]),
            Span(*match.span()),
            Span(*right[0].span()) if right else None,
            (match["address"],),
        )
    if len(ours) > len(theirs) and not left:
        yield Observation(
            _("{count} links in the source, {other} in the target", count=len(ours), other=len(theirs)),
            Span(*ours[0].span()),
        )


def _code(source: str, target: str) -> Iterator[Observation]:
    """Code between backticks, which is kept as it is and keeps its marks."""
    ours = list(_CODE.finditer(source))
    if not ours:
        return
    if target.count("`") == source.count("`"):
        yield from _code_altered(ours, list(_CODE.finditer(target)))
        return
    for match in ours:
        text = match[2]
        if match.group() not in target and text in target:
            at = target.index(text)
            fix = target[:at] + match.group() + target[at + len(text) :] if target.count(text) == 1 else None
            yield Observation(
                _("{text} has lost its code marks", text=text),
                Span(*match.span()),
                Span(at, at + len(text)),
                (text,),
                fix if "`" not in target else None,
            )
            return


def _code_altered(ours: list[re.Match[str]], theirs: list[re.Match[str]]) -> Iterator[Observation]:
    """One word of code that became another: `reset` translated."""
    left = [m for m in ours if m[2] not in {other[2] for other in theirs}]
    right = [m for m in theirs if m[2] not in {one[2] for one in ours}]
    if len(left) == len(right) == 1 and _TOKEN.fullmatch(left[0][2]):
        yield Observation(
            _("the code {text} has become {other}", text=left[0][2], other=right[0][2]),
            Span(*left[0].span()),
            Span(*right[0].span()),
            (left[0][2], right[0][2]),
        )


CHECK = Check("markdown", "markup", Severity.WARNING, N_("Markdown that differs or is broken"), run)
