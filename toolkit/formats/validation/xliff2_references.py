"""XLIFF 2: fragment identifiers (chapter 3) and whether they lead anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from toolkit.formats.validation.grammar import NMTOKEN
from toolkit.formats.validation.ledger import Ledger, Reference
from toolkit.formats.validation.tree import Node
from toolkit.formats.validation.xliff2_codes import Add
from toolkit.translations import _

_CORE = ("f", "g", "u", "n", "d", "t")
_REGISTERED = frozenset({"gls", "mda", "mtc", "res", "slr", "val", "fs", "ctr", "its", "itsm", "tbx"})
_SELECTOR = re.compile(r"(?:([^=/#]*)=)?([^=/#]+)")


@dataclass(slots=True)
class Ids:
    """The ids of a unit, a group or a file, by the prefix that selects them ("" for inline and segments)."""

    by_prefix: dict[str, set[str]] = field(default_factory=dict)

    def add(self, prefix: str, id: str) -> None:
        """Note an id."""
        if id:
            self.by_prefix.setdefault(prefix, set()).add(id)

    def has(self, prefix: str, id: str) -> bool:
        """Whether there is such an id."""
        return id in self.by_prefix.get(prefix, ())


@dataclass(frozen=True, slots=True)
class Pointer:
    """A fragment identifier, taken apart: container ids and a leaf (prefix, id)."""

    file: str = ""
    group: str = ""
    unit: str = ""
    leaf: tuple[str, str] | None = None


def parsed(written: str, node: Node, add: Add) -> Pointer | None:
    """A fragment identifier (what follows ``#``); ``None`` where it breaks the grammar, which is said."""

    def wrong(message: str, section: str = "3.1") -> None:
        add("fragment", message, node, section)

    steps = written.removeprefix("/").split("/")
    containers: dict[str, str] = {}
    leaf: tuple[str, str] | None = None
    rank = -1
    for step in steps:
        match = _SELECTOR.fullmatch(step)
        if match is None:
            wrong(_("'#{written}' is no fragment identifier", written=written[:40]))
            return None
        prefix, id = match[1], match[2]
        if leaf is not None:
            wrong(
                _("'#{written}': nothing may follow what is not a file, group or unit", written=written[:40])
            )
            return None
        if prefix in ("f", "g", "u"):
            place = "fgu".index(prefix)
            if place <= rank:
                wrong(
                    _("'#{written}': files, groups, units, each once and in this order", written=written[:40])
                )
                return None
            rank = place
            containers[prefix] = id
        elif prefix is None or prefix in _CORE:
            leaf = (prefix or "", id)
        elif len(prefix) < 2 or not NMTOKEN.fullmatch(prefix):
            wrong(_("'{prefix}' is no prefix: two or more characters of a name", prefix=prefix[:20]), "3.1.3")
            return None
        elif prefix not in _REGISTERED:
            wrong(_("the prefix '{prefix}' is not registered", prefix=prefix[:20]), "3.1.3")
            return None
        else:
            leaf = (prefix, id)
    return Pointer(containers.get("f", ""), containers.get("g", ""), containers.get("u", ""), leaf)


class Book:
    """The ids of files, groups and units, and the references that lead out of their unit.

    Args:
        ledger: remembers them.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def container(self, file: str, prefix: str, id: str) -> bool:
        """A file, group or unit of that id; whether there was none before."""
        return self._ledger.enter("f" if prefix == "f" else f"{prefix} {file}", id)

    def ids(self, file: str, prefix: str, id: str, ids: Ids) -> None:
        """What is directly in a file or group: notes, module elements. Of units only their id is kept."""
        for kind, found in ids.by_prefix.items():
            for own in found:
                self._ledger.enter(_inside(file, prefix, id, kind), own)

    def unit(self, file: str, id: str, node: Node, section: str) -> None:
        """A reference to a unit of the same file by its id alone."""
        self._ledger.refer(Reference(f"u {file}", id, "", node.line, node.column, section))

    def check(self, written: str, node: Node, file: str, unit: str, here: Ids, add: Add) -> Pointer | None:
        """A reference from within a unit; those that lead out of it are looked up at the end."""
        pointer = parsed(written, node, add)
        if pointer is None:
            return None
        same_file = pointer.file in ("", file)
        same_unit = same_file and not pointer.group and (pointer.unit in ("", unit))
        outside = bool(pointer.file or pointer.group) and not pointer.unit
        if same_unit and not outside:
            if pointer.leaf is not None and not here.has(*pointer.leaf) and not _loose(pointer.leaf[0]):
                add("reference", _nowhere(written), node, "ref")
        else:
            space, name = _place(pointer, pointer.file or file)
            self._ledger.refer(Reference(space, name, written, node.line, node.column, "ref"))
        return pointer

    def unmet(self) -> Iterator[tuple[str, Reference]]:
        """What to say of references that lead nowhere."""
        for reference in self._ledger.unmet():
            if reference.written:
                yield _nowhere(reference.written), reference
            else:
                yield _("there is no unit '{id}' in the file", id=reference.name), reference


def _place(pointer: Pointer, file: str) -> tuple[str, str]:
    """What has to be there for a pointer to lead somewhere: a space and a name."""
    if pointer.unit:
        return f"u {file}", pointer.unit
    if pointer.leaf is not None and not _loose(pointer.leaf[0]):
        kind, id = pointer.leaf
        around = ("g", pointer.group) if pointer.group else ("f", file)
        return _inside(file, *around, kind), id
    return (f"g {file}", pointer.group) if pointer.group else ("f", file)


def _inside(file: str, prefix: str, id: str, kind: str) -> str:
    return f"{kind} in {prefix} {id} {file}"


def _loose(prefix: str) -> bool:
    """Prefixes of modules whose ids are not kept."""
    return prefix in ("ctr", "its", "itsm", "fs", "val", "tbx")


def _nowhere(written: str) -> str:
    shown = written if written.startswith("#") else f"#{written}"
    return _("'{reference}' leads nowhere", reference=shown[:60])
