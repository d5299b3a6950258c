"""XLIFF 2: fragment identifiers (chapter 3) and whether they lead anywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from toolkit.formats.validation.grammar import NMTOKEN
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
    """The ids of files, groups and units seen so far, and the references to check when all were seen."""

    def __init__(self) -> None:
        self._files: dict[str, Ids] = {}
        self._own: dict[tuple[str, str, str], Ids] = {}
        self._later: list[tuple[Pointer, str, Node]] = []

    def container(self, file: str, prefix: str, id: str) -> None:
        """A file, group or unit of that id."""
        ids = self._files.setdefault(file, Ids())
        if prefix != "f":
            ids.add(prefix, id)

    def ids(self, file: str, prefix: str, id: str, ids: Ids) -> None:
        """What is directly in a file or group: notes, module elements. Of units only their id is kept."""
        self._own[(file, prefix, id)] = ids

    def check(self, written: str, node: Node, file: str, unit: str, here: Ids, add: Add) -> Pointer | None:
        """A reference from within a unit; those that lead out of it are looked up at the end."""
        pointer = parsed(written, node, add)
        if pointer is None:
            return None
        same_file = pointer.file in ("", file)
        same_unit = same_file and not pointer.group and (pointer.unit in ("", unit))
        outside = bool(pointer.file or pointer.group) and not pointer.unit
        if same_unit and not outside:
            if pointer.leaf is not None and not here.has(*pointer.leaf) and not self._loose(pointer.leaf[0]):
                self._missing(written, node, add)
        else:
            self._later.append((pointer, file, node))
        return pointer

    def finish(self, add: Add) -> None:
        """Look up the references that were put off."""
        for pointer, file, node in self._later:
            name = pointer.file or file
            ids = self._files.get(name)
            found = ids is not None
            if ids is not None and pointer.unit:
                found = ids.has("u", pointer.unit)
            elif ids is not None and pointer.group:
                found = ids.has("g", pointer.group)
            if found and pointer.leaf is not None and not pointer.unit:
                key = (name, "g", pointer.group) if pointer.group else (name, "f", name)
                own = self._own.get(key, Ids())
                found = own.has(*pointer.leaf) or self._loose(pointer.leaf[0])
            if not found:
                self._missing(node.get("ref") or node.get("itsm:ref"), node, add)

    @staticmethod
    def _loose(prefix: str) -> bool:
        """Prefixes of modules whose ids are not kept."""
        return prefix in ("ctr", "its", "itsm", "fs", "val", "tbx")

    @staticmethod
    def _missing(written: str, node: Node, add: Add) -> None:
        shown = written if written.startswith("#") else f"#{written}"
        add("reference", _("'{reference}' leads nowhere", reference=shown[:60]), node, "ref")
