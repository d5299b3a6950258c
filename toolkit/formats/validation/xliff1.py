"""XLIFF 1.0 to 1.2: its tables, ids, codes that pair, segments that match.

Source: XLIFF 1.2, OASIS Standard, 2008-02-01; sections 2.2 (elements), 2.3 (attributes), 2.4 (inline).
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.formats.validation.contract import Fault, Report
from toolkit.formats.validation.ledger import Ledger
from toolkit.formats.validation.tree import Node, TreeHandler
from toolkit.formats.validation.xliff1_tables import GRAMMAR, NAMESPACES, RULES
from toolkit.translations import _


class Xliff1Validator:
    """Checks a file while it is read, a translation unit at a time."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._ledger = Ledger()
        self._file = 0  # number of the file that is open
        self._tools: set[str] = set()
        self._phases: set[str] = set()
        self._languages = ("", "")
        self._asked_target = False
        self.handler = TreeHandler(
            NAMESPACES,
            frozenset({"trans-unit", "bin-unit"}),
            self._begun,
            self._ended,
            levels=frozenset({"file", "group"}),
        )

    def finish(self) -> None:
        """Nothing is left to check after the last file."""

    def _begun(self, node: Node) -> None:
        if node.name == "xliff" and node.parent is None:
            self._report.format = f"XLIFF {node.get('version')}".strip()
        elif node.name == "file":
            self._file += 1
            self._tools, self._phases = set(), set()
            self._languages = (node.get("source-language"), node.get("target-language"))
            self._asked_target = False
        elif node.name in ("trans-unit", "bin-unit"):
            self._unique(node, "unit")
        elif node.name == "group":
            self._unique(node, "group")

    def _ended(self, node: Node) -> None:
        if node.foreign or _inside_open(node):
            return
        if node.name in ("trans-unit", "bin-unit"):
            GRAMMAR.check_all(node, self._report)
            self._unit(node)
            return
        GRAMMAR.check(node, self._report)
        if node.name == "tool":
            self._tools.add(node.get("tool-id"))
        elif node.name == "phase":
            self._phases.add(node.get("phase-name"))
        elif node.name == "file":
            self._tool(node)

    def _tool(self, node: Node) -> None:
        name = node.get("tool-id")
        if name and name not in self._tools:
            self._add("reference", _("there is no <tool> '{id}' in the header", id=name), node, "2.3")

    def _unique(self, node: Node, kind: str) -> None:
        id = node.get("id")
        if id and not self._ledger.enter(f"{kind} {self._file}", id):
            message = _("the id '{id}' is there twice among the {kind}s of the file", id=id, kind=kind)
            self._add("id-unique", message, node, "2.3")

    def _unit(self, unit: Node) -> None:
        for node in unit.walk():
            name = node.get("name") if node.name in ("context-group", "count-group") else ""
            if name and not self._ledger.enter(f"{node.name} {self._file}", name):
                message = _(
                    "the name '{name}' is there twice among the <{element}>s", name=name, element=node.name
                )
                self._add("id-unique", message, node, "2.3")
            if (phase := node.get("phase-name")) and phase not in self._phases:
                self._add(
                    "reference", _("there is no <phase> '{name}' in the header", name=phase), node, "2.3"
                )
            if (tool := node.get("tool-id")) and tool not in self._tools:
                self._add("reference", _("there is no <tool> '{id}' in the header", id=tool), node, "2.3")
            if node.name in ("source", "target", "seg-source"):
                self._codes(node)
        self._language(unit)
        self._segments(unit)

    def _language(self, unit: Node) -> None:
        """``xml:lang`` of source and target agree with the file's languages; a target has one."""
        for name, wanted in zip(("source", "target"), self._languages, strict=True):
            node = unit.child(name)
            if node is None:
                continue
            said = node.get("xml:lang")
            if said and wanted and not _same(said, wanted):
                message = _("xml:lang is {said}, not {wanted}", said=said, wanted=wanted)
                self._add("language", message, node, "2.3")
            if name == "target" and not said and not wanted and not self._asked_target:
                self._asked_target = True
                self._add("language", _("<target> without target-language on <file>"), node, "2.3")

    def _segments(self, unit: Node) -> None:
        """Segments of the target are those of the ``seg-source``."""
        cut, target = unit.child("seg-source"), unit.child("target")
        known: set[str] = set()
        for mark in _segments(cut):
            if "mid" not in mark.attributes:
                self._add("segment", _("a segment needs a mid"), mark, "2.2.5")
            elif mark.get("mid") in known:
                self._add(
                    "id-unique", _("two segments with the mid '{id}'", id=mark.get("mid")), mark, "2.2.5"
                )
            known.add(mark.get("mid"))
        for mark in _segments(target):
            if mark.get("mid") not in known:
                message = _("the source has no segment '{id}'", id=mark.get("mid"))
                self._add("segment", message, mark, "2.2.5")

    def _codes(self, content: Node) -> None:
        """Each ``bpt`` and ``bx`` has its ``ept`` and ``ex`` after it, by ``rid`` or else ``id``."""
        begun: dict[tuple[str, str], Node] = {}
        ended: set[tuple[str, str]] = set()
        seen: set[tuple[str, str]] = set()
        for node in _inline(content):
            if node.name in ("g", "x", "ph", "it", "bpt", "bx"):
                key = (node.name, node.get("id"))
                if key in seen and node.get("clone", "yes") == "no":
                    self._add(
                        "id-unique",
                        _('<{name} id="{id}"> may not be there twice', name=key[0], id=key[1]),
                        node,
                        "2.3",
                    )
                seen.add(key)
            kind = {"bpt": "pt", "ept": "pt", "bx": "x", "ex": "x"}.get(node.name)
            if kind is None:
                continue
            pair = (kind, node.get("rid") or node.get("id"))
            if node.name in ("bpt", "bx"):
                begun[pair] = node
            elif pair not in begun:
                message = _("<{name}> without what it ends: '{id}'", name=node.name, id=pair[1])
                self._add("code-pair", message, node, "2.4")
            else:
                ended.add(pair)
        for pair, node in begun.items():
            if pair not in ended:
                message = _("<{name}> without what ends it: '{id}'", name=node.name, id=pair[1])
                self._add("code-pair", message, node, "2.4")

    def _add(self, rule: str, message: str, node: Node, section: str) -> None:
        self._report.add(Fault(rule, message, node.line, node.column, f"XLIFF 1.2, {section}"))


def _inside_open(node: Node) -> bool:
    """Whether an element stands in one that may hold anything."""
    at = node.parent
    while at is not None:
        rule = RULES.get(at.name)
        if at.foreign or (rule is not None and rule.open):
            return True
        at = at.parent
    return False


def _same(said: str, wanted: str) -> bool:
    """Whether two codes are of one language, one of them perhaps a narrower form of the other."""
    one, other = f"{said.lower()}-", f"{wanted.lower()}-"
    return one.startswith(other) or other.startswith(one)


def _segments(content: Node | None) -> Iterator[Node]:
    if content is None:
        return iter(())
    return (n for n in content.walk() if n.name == "mrk" and n.get("mtype") == "seg")


def _inline(content: Node) -> Iterator[Node]:
    return (node for node in content.walk() if node is not content)
