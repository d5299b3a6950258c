"""XLIFF 2.0 to 2.2: its tables, and the constraints no schema can express.

Source: XLIFF 2.1, OASIS Standard, 2018-02-13; the sections in the faults are its own.
"""

from __future__ import annotations

import re

from toolkit.formats.validation.contract import Fault, Report
from toolkit.formats.validation.ledger import Ledger
from toolkit.formats.validation.tree import Node, TreeHandler
from toolkit.formats.validation.xliff2_codes import check_codes, check_content, ordered_targets, parts_of
from toolkit.formats.validation.xliff2_modules import (
    check_format_style,
    check_module,
    check_on_end_code,
    check_sizes,
    unique,
)
from toolkit.formats.validation.xliff2_references import Book, Ids
from toolkit.formats.validation.xliff2_tables import GRAMMAR, NAMESPACES, SECTIONS
from toolkit.translations import _

_DATA = ("dataRef", "dataRefStart", "dataRefEnd")
_FLOWS = ("subFlows", "subFlowsStart", "subFlowsEnd")
_CONTAINERS = ("file", "group", "unit")
_ID_PREFIX = {
    "note": "n",
    "data": "d",
    "gls:glossEntry": "gls",
    "gls:translation": "gls",
    "mda:metadata": "mda",
    "mda:metaGroup": "mda",
    "mtc:match": "mtc",
    "res:resourceItem": "res",
    "res:resourceItemRef": "res",
}


class Xliff2Validator:
    """Checks a file while it is read, a unit at a time; what refers to other units is checked at the end."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._book = Book(Ledger())
        self._languages = ("", "")
        self._file = ""
        self._profiles = ("", "")
        self._asked_target = False
        self.handler = TreeHandler(
            NAMESPACES, frozenset({"unit"}), self._begun, self._ended, frozenset({"file", "group"})
        )

    def finish(self) -> None:
        """References that led out of their unit."""
        for message, at in self._book.unmet():
            self._report.add(Fault("reference", message, at.line, at.column, _section(at.section)))

    # ── the file as it goes by ──────────────────────────────────────────────────────────────────────────────

    def _begun(self, node: Node) -> None:
        if node.name == "xliff" and node.parent is None:
            self._report.format = f"XLIFF {node.get('version')}".strip()
            self._languages = (node.get("srcLang"), node.get("trgLang"))
        elif node.name == "file":
            self._begin_file(node)
        elif node.name == "group":
            self._unique(node, "group")
        elif node.name == "unit":
            self._unique(node, "unit")
        elif node.name == "slr:profiles":
            self._profiles = (node.get("generalProfile"), node.get("storageProfile"))

    def _begin_file(self, node: Node) -> None:
        self._file = node.get("id")
        if not self._book.container("", "f", self._file):
            self._add(
                "id-unique",
                _("the id '{id}' is there twice in <{where}>", id=self._file, where="xliff"),
                node,
                "id",
            )
        self._profiles = ("", "")

    def _unique(self, node: Node, kind: str) -> None:
        id = node.get("id")
        if not self._book.container(self._file, kind[0], id) and id:
            message = _("the id '{id}' is there twice among the {kind}s of the file", id=id, kind=kind)
            self._add("id-unique", message, node, "id")

    def _ended(self, node: Node) -> None:
        if node.name == "unit":
            self._unit(node)
            return
        if node.parent is None and node.name != "xliff":
            return
        GRAMMAR.check(node, self._report)
        self._anywhere(node)
        if node.name == "skeleton":
            self._skeleton(node)
        elif node.name in ("file", "group"):
            self._level(node)
        check_module(node, self._languages, self._add)

    def _level(self, node: Node) -> None:
        """A file or group: the ids of what is directly in it."""
        self._notes(node)
        self._extensions(node)
        self._book.ids(self._file, node.name[0], node.get("id"), self._ids(node))

    def _skeleton(self, node: Node) -> None:
        filled = any(not isinstance(child, str) or child.strip() for child in node.children)
        if filled and "href" in node.attributes:
            self._add("href", _("<{name}> has href or content, not both", name="skeleton"), node, "href")
        elif not filled and "href" not in node.attributes:
            self._add("href", _("<{name}> without content needs href", name="skeleton"), node, "href")

    # ── a unit ──────────────────────────────────────────────────────────────────────────────────────────────

    def _unit(self, unit: Node) -> None:
        GRAMMAR.check_all(unit, self._report)
        for node in unit.walk():
            self._anywhere(node)
            check_module(node, self._languages, self._add)
            if node.name in ("source", "target"):
                self._content(node)
            elif node.name == "segment" and "subState" in node.attributes and "state" not in node.attributes:
                self._add("substate", _("subState without state"), node, "subState")
        self._notes(unit)
        self._extensions(unit)
        self._data(unit)
        self._order(unit)
        check_codes(unit, self._add)
        ids = self._ids(unit)
        self._references(unit, ids)

    def _content(self, node: Node) -> None:
        """Languages and white space of a source or target, in segments and in matches."""
        parent = node.parent
        if parent is None or parent.name not in ("segment", "ignorable", "mtc:match"):
            return
        side = int(node.name == "target")
        wanted = self._languages[side]
        if side and not wanted and not self._asked_target and parent.name != "mtc:match":
            self._asked_target = True
            self._add("language", _("<target> without trgLang on <xliff>"), node, "trgLang")
        said = node.inherited("xml:lang")
        free = side and parent.name == "mtc:match" and parent.get("reference") == "yes"
        if said is not None and wanted and said.lower() != wanted.lower() and not free:
            message = _("xml:lang is {said}, not {wanted}", said=said, wanted=wanted)
            self._add("language", message, node, "xml:lang")
        source = parent.child("source")
        if side and source is not None:
            here, there = node.inherited("xml:space"), source.inherited("xml:space")
            if (here or "default") != (there or "default"):
                self._add("space", _("xml:space differs from that of the source"), node, "xml:space")
        if parent.name == "mtc:match":
            check_content([node], self._add)

    def _data(self, unit: Node) -> None:
        """``dataRef`` names data of the unit, or of the match around it."""
        original = unit.child("originalData")
        ids = {data.get("id") for data in original.elements()} if original is not None else set()
        if original is not None:
            unique(original.elements(), self._add, "id", "originalData")
        for node in unit.walk():
            for name in _DATA:
                if name not in node.attributes:
                    continue
                known = ids
                around: Node | None = node
                while around is not None and around is not unit:
                    if around.name == "mtc:match":
                        own = around.child("originalData")
                        known = ids | ({data.get("id") for data in own.elements()} if own else set())
                    around = around.parent
                if node.get(name) not in known:
                    message = _("there is no data '{id}' in the unit", id=node.get(name))
                    self._add("reference", message, node, name)
            for name in _FLOWS:
                for id in node.get(name).split():
                    self._book.unit(self._file, id, node, "subFlows")

    def _order(self, unit: Node) -> None:
        """Targets have places of their own, from 1 to the number of segments and ignorables."""
        parts = parts_of(unit)
        seen: dict[int, Node] = {}
        if not any("order" in target.attributes for target in ordered_targets(unit)):
            return
        for place, part in enumerate(parts, 1):
            target = part.child("target")
            written = target.get("order") if target is not None else ""
            if written and not re.fullmatch(r"[0-9]{1,9}", written):
                continue
            number = int(written) if written else place
            at = target if target is not None else part
            if number > len(parts):
                message = _(
                    "order {number} is beyond the {count} parts of the unit", number=number, count=len(parts)
                )
                self._add("order", message, at, "order")
            if number in seen:
                self._add(
                    "order", _("two parts of the unit have the place {number}", number=number), at, "order"
                )
            seen[number] = part

    def _references(self, unit: Node, ids: Ids) -> None:
        notes = unit.child("notes")
        note_ids = {note.get("id") for note in notes.elements()} if notes is not None else set()
        for node in unit.walk():
            ref = node.get("ref")
            if node.name == "mtc:match" and ref:
                self._match(node, ref, unit, ids)
            elif node.name in ("mrk", "sm", "gls:glossEntry", "gls:translation") and ref.startswith("#"):
                pointer = self._book.check(ref[1:], node, self._file, unit.get("id"), ids, self._add)
                if node.get("type") != "comment" or pointer is None:
                    continue
                inside = pointer.file in ("", self._file) and not pointer.group
                named = pointer.unit == unit.get("id") or not (pointer.unit or pointer.file)
                leaf = pointer.leaf
                if not (inside and named and leaf and leaf[0] == "n" and leaf[1] in note_ids):
                    message = _("a comment refers to a note of its unit, not to '{ref}'", ref=ref[:40])
                    self._add("comment", message, node, "4.7.3.1.3")
            elif (
                node.name in ("mrk", "sm")
                and node.get("type") == "comment"
                and ref
                and "value" not in node.attributes
            ):
                message = _("a comment refers to a note of its unit, not to '{ref}'", ref=ref[:40])
                self._add("comment", message, node, "4.7.3.1.3")

    def _match(self, node: Node, ref: str, unit: Node, ids: Ids) -> None:
        """A match is for a span of text in its own unit: a segment, a code or an annotation."""
        section = "5.1.5.5"
        if not ref.startswith("#"):
            self._add(
                "fragment",
                _("'{ref}' is no fragment identifier: it begins with #", ref=ref[:40]),
                node,
                section,
            )
            return
        pointer = self._book.check(ref[1:], node, self._file, unit.get("id"), ids, self._add)
        if pointer is not None and (
            pointer.leaf is None
            or pointer.leaf[0] not in ("", "t")
            or pointer.unit not in ("", unit.get("id"))
        ):
            self._add("reference", _("'{ref}' is no text of this unit", ref=ref[:40]), node, section)

    # ── any element ─────────────────────────────────────────────────────────────────────────────────────────

    def _anywhere(self, node: Node) -> None:
        if node.foreign or not any(":" in name for name in node.attributes):
            return
        check_format_style(node, self._add)
        check_sizes(node, self._profiles, self._add)
        check_on_end_code(node, self._add)

    def _notes(self, node: Node) -> None:
        if (notes := node.child("notes")) is not None:
            unique(notes.elements(), self._add, "id", "notes")

    def _extensions(self, node: Node) -> None:
        """Ids of extensions are unique in their file, group or unit, each namespace for itself."""
        spaces: dict[str, list[Node]] = {}
        for child in node.elements():
            if child.foreign:
                for inside in child.walk():
                    spaces.setdefault(inside.name.partition("}")[0], []).append(inside)
        for nodes in spaces.values():
            unique(nodes, self._add, "id", node.name)

    def _ids(self, node: Node) -> Ids:
        """The ids of what a file, group or unit holds itself."""
        ids = Ids()
        waiting = list(node.elements())
        while waiting:
            inside = waiting.pop()
            if inside.name in _CONTAINERS:
                continue
            waiting.extend(inside.elements())
            prefix = _ID_PREFIX.get(inside.name)
            if prefix is None and inside.core:
                prefix = "t" if _in_target(inside) else ""
            if prefix is not None and not _in_match(inside):
                ids.add(prefix, inside.get("id"))
        return ids

    def _add(self, rule: str, message: str, node: Node, section: str) -> None:
        self._report.add(Fault(rule, message, node.line, node.column, _section(section)))


def _section(name: str) -> str:
    """A section, or that on an attribute, as it is cited."""
    number = SECTIONS.get(name, name)
    return f"XLIFF {number.replace(':', ',', 1)}" if number.startswith("2.0:") else f"XLIFF 2.1, {number}"


def _in_target(node: Node) -> bool:
    at: Node | None = node
    while at is not None and at.name not in ("source", "target"):
        at = at.parent
    return at is not None and at.name == "target"


def _in_match(node: Node) -> bool:
    at = node.parent
    while at is not None:
        if at.name == "mtc:match":
            return True
        at = at.parent
    return False
