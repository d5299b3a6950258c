"""Holding the directives of a translation against those of its message.

The rule of most families: a translation may take the arguments in any order its family can express and as
often as it likes, but takes no argument the message does not have, leaves none out, and uses each as the same
type. In a plural form that stands for a single number, arguments may be left out ("one file" for "%d files").
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.catalog.format_strings.kinds import in_words
from toolkit.catalog.format_strings.model import Argument, Difference, FormatString
from toolkit.translations import _


def by_argument(source: FormatString, target: FormatString, strict: bool) -> Iterator[Difference]:
    """The usual comparison, as a :data:`~toolkit.catalog.format_strings.model.Compare`."""
    yield from compared(source, target, None if not strict else 0)


def all_or_none(source: FormatString, target: FormatString, strict: bool) -> Iterator[Difference]:
    """No argument may be left out, not even in a plural form for one number."""
    yield from compared(source, target, 0)


def all_but_one(source: FormatString, target: FormatString, strict: bool) -> Iterator[Difference]:
    """Where not strict, one argument may be left out, and no more."""
    yield from compared(source, target, 0 if strict else 1)


def compared(
    source: FormatString, target: FormatString, omissible: int | None, *, wild: str = ""
) -> Iterator[Difference]:
    """Compare argument by argument.

    Args:
        source: the message.
        target: its translation.
        omissible: how many arguments the translation may leave out; ``None`` for any number.
        wild: a type that agrees with every other.
    """
    wanted, given = source.arguments, target.arguments
    missing = [argument for argument in wanted if argument not in given]
    added = [argument for argument in given if argument not in wanted]
    if omissible is None or len(missing) <= omissible:
        missing = []
    for argument in missing:
        yield Difference(
            _("{text} is missing in the translation", text=_shown(source, argument)),
            source_span=source.of(argument).span,
            values=(source.written(argument),),
            fix=_renamed(source, target, argument, added) if len(missing) == len(added) == 1 else None,
        )
    for argument in added:
        yield Difference(
            _("{text} is not in the message", text=_shown(target, argument)),
            target_span=target.of(argument).span,
            values=(target.written(argument),),
        )
    for argument, type_ in wanted.items():
        other = given.get(argument, type_)
        if other != type_ and (not wild or wild not in (other, type_)):
            left, right = source.written(argument), target.written(argument)
            yield Difference(
                _(
                    "argument {argument} is {kind} in the message ({left}) "
                    "and {other} in the translation ({right})",
                    argument=argument,
                    kind=in_words(type_),
                    left=left,
                    other=in_words(other),
                    right=right,
                ),
                source.of(argument).span,
                target.of(argument).span,
                (left, right),
            )


def _renamed(
    source: FormatString, target: FormatString, argument: Argument, added: list[Argument]
) -> str | None:
    """The translation with a translated name set right: the one name too many is the one that is missing."""
    (wrong,) = added
    if not isinstance(argument, str) or not isinstance(wrong, str):
        return None
    if source.arguments[argument] != target.arguments[wrong]:
        return None
    out: list[str] = []
    at = 0
    for directive in target.directives:
        if directive.argument == wrong:
            out += [target.text[at : directive.start], source.written(argument)]
            at = directive.end
    return "".join([*out, target.text[at:]])


def _shown(string: FormatString, argument: Argument) -> str:
    """The directive as written, with the number of its argument where that does not show."""
    written = string.written(argument)
    return (
        written
        if str(argument) in written
        else _("{text} (argument {argument})", text=written, argument=argument)
    )
