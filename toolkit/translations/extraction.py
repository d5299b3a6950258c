"""The messages marked in Python files, for the template of the catalogs."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

_MARKS = frozenset(("_", "N_", "ngettext"))


@dataclass(slots=True)
class Message:
    """One message of the template.

    Attributes:
        msgid: the English text.
        plural: the English text for other numbers than one, or None.
        fields: whether it is a format string of :meth:`str.format`.
        places: the files it stands in, as they are named in references.
    """

    msgid: str
    plural: str | None = None
    fields: bool = False
    places: list[str] = field(default_factory=list)


def marked(source: str, place: str) -> Iterator[Message]:
    """The messages of one file, from its beginning to its end.

    Raises:
        SyntaxError: the file is no Python.
        ValueError: a mark around something else than a literal; with the place.
    """
    calls = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _MARKS
    ]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        texts = [node.value for node in call.args if isinstance(node, ast.Constant)]
        literals = [text for text in texts if isinstance(text, str)]
        if name == "_" and call.args and _looked_up(call.args[0]):
            continue
        if len(literals) < (2 if name == "ngettext" else 1):
            raise ValueError(f"{place}:{call.lineno}: {name}() around something that is no literal")
        if name == "ngettext":
            yield Message(literals[0], literals[1], fields=True, places=[place])
        else:
            named = bool(call.keywords) or (name == "N_" and "{" in literals[0])
            yield Message(literals[0], fields=named, places=[place])


def _looked_up(argument: ast.expr) -> bool:
    """Whether it is a constant marked elsewhere, by ``N_``, shown here; never something put together."""
    return not isinstance(argument, ast.Constant | ast.JoinedStr | ast.BinOp)


def collected(messages: Iterable[Message]) -> list[Message]:
    """Each message once, in the order they are first met, with all its places.

    Raises:
        ValueError: a message is marked with two different plurals.
    """
    found: dict[str, Message] = {}
    for message in messages:
        known = found.setdefault(message.msgid, Message(message.msgid, message.plural))
        if None is not message.plural != known.plural is not None:
            raise ValueError(f"{message.msgid!r} has two plurals: {known.plural!r}, {message.plural!r}")
        known.plural = known.plural or message.plural
        known.fields |= message.fields
        known.places += [place for place in message.places if place not in known.places]
    return list(found.values())


def marked_in(folder: Path, root: Path) -> Iterator[Message]:
    """The messages of all Python files below a folder, in the order of their paths.

    Args:
        folder: where to look.
        root: what references are relative to.
    """
    for path in sorted(folder.rglob("*.py")):
        yield from marked(path.read_text(encoding="utf-8"), path.relative_to(root).as_posix())
