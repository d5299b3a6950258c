"""XLIFF 2: what holds between the inline codes and annotations of one unit."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from toolkit.formats.validation.tree import Node
from toolkit.translations import _

Add = Callable[[str, str, Node, str], None]
"""Takes the rule, the message, the place, and the section (an attribute's name or a number)."""

CODES = frozenset({"ph", "pc", "sc", "ec"})
_EDITING = ("canCopy", "canDelete", "canReorder", "canOverlap")
_SUBTYPES = {"lb": "fmt", "pb": "fmt", "b": "fmt", "i": "fmt", "u": "fmt", "var": "ui"}


def parts_of(unit: Node) -> list[Node]:
    """The segments and ignorables of a unit, in order."""
    return [child for child in unit.elements() if child.name in ("segment", "ignorable")]


def ordered_targets(unit: Node) -> list[Node]:
    """The targets in the order in which they are read (attribute ``order``)."""
    found: list[tuple[int, int, Node]] = []
    for place, part in enumerate(parts_of(unit), 1):
        if (target := part.child("target")) is not None:
            written = target.get("order")
            found.append((int(written) if written.isdecimal() else place, place, target))
    return [target for _order, _place, target in sorted(found, key=lambda row: row[:2])]


def check_codes(unit: Node, add: Add) -> None:
    """All that holds between the codes of a unit, in each language."""
    sources = [source for part in parts_of(unit) if (source := part.child("source")) is not None]
    targets = ordered_targets(unit)
    for contents in (sources, targets):
        check_content(contents, add)
    _unique_ids(unit, sources, targets, add)
    _removed(unit, targets, add)
    _moved(sources, targets, add)


def check_content(contents: list[Node], add: Add) -> None:
    """The codes of one language, contents one after the other."""
    nodes = [node for content in contents for node in content.walk() if node is not content]
    _pairs(nodes, add)
    _annotations(nodes, add)
    _copies(nodes, add)
    _sequences(contents, add)
    for node in nodes:
        if node.name in CODES:
            _types(node, add)
        elif node.name == "cp":
            _code_point(node, add)
        elif node.name in ("mrk", "sm"):
            _comment(node, add)


# ── pairs ───────────────────────────────────────────────────────────────────────────────────────────────────


def _pairs(nodes: list[Node], add: Add) -> None:
    """``sc`` and ``ec`` in one unit belong together, in this order; isolated ones have no partner in it."""
    begun: dict[str, Node] = {}
    later = {node.get("id") for node in nodes if node.name == "sc"}
    ended: set[str] = set()
    for node in nodes:
        if node.name == "sc":
            begun[node.get("id")] = node
        elif node.name == "ec":
            _end(node, begun, later, ended, add)
    for id, node in begun.items():
        isolated = node.get("isolated") == "yes"
        if isolated and id in ended:
            add("isolated", _('isolated="yes", but its <ec> is in the unit'), node, "isolated")
        elif not isolated and id not in ended:
            add("isolated", _('<sc> without its <ec> in the unit has to be isolated="yes"'), node, "isolated")


def _end(node: Node, begun: dict[str, Node], later: set[str], ended: set[str], add: Add) -> None:
    start = node.get("startRef")
    if node.get("isolated") == "yes":
        if "startRef" in node.attributes:
            add("isolated", _("an isolated <ec> has an id, no startRef"), node, "startRef")
        elif "id" not in node.attributes:
            add("isolated", _("an isolated <ec> needs an id"), node, "id")
        return
    if "startRef" not in node.attributes:
        add("isolated", _('<ec> without startRef has to be isolated="yes"'), node, "startRef")
        return
    if "id" in node.attributes:
        add("isolated", _("<ec> has either an id (isolated) or startRef, not both"), node, "id")
    if "dir" in node.attributes:
        add("isolated", _("dir stands on the <sc>, not on its <ec>"), node, "dir")
    if start in ended:
        add("code-pair", _('a second <ec> for <sc id="{id}">', id=start), node, "startRef")
    ended.add(start)
    begin = begun.get(start)
    if begin is None:
        if start in later:
            add("code-order", _('<ec> before its <sc id="{id}">', id=start), node, "startRef")
        else:
            add("reference", _('there is no <sc id="{id}"> in the unit', id=start), node, "startRef")
        return
    for name in _EDITING:
        if name not in node.attributes:
            continue
        wanted = begin.get(name, "yes")
        if name == "canReorder" and wanted == "firstNo":
            wanted = "no"
        if node.get(name) != wanted:
            add(
                "pair-agrees",
                _("{name} has to be as on its <sc>: {value}", name=name, value=wanted),
                node,
                name,
            )


def _annotations(nodes: list[Node], add: Add) -> None:
    """``sm`` and ``em``: each has its partner in the unit, the start first."""
    begun: dict[str, Node] = {}
    all_starts = {node.get("id") for node in nodes if node.name == "sm"}
    ended: set[str] = set()
    for node in nodes:
        if node.name == "sm":
            begun[node.get("id")] = node
        elif node.name == "em" and "startRef" in node.attributes:
            start = node.get("startRef")
            if start in begun:
                if start in ended:
                    add("code-pair", _('a second <em> for <sm id="{id}">', id=start), node, "startRef")
                ended.add(start)
            elif start in all_starts:
                add("code-order", _('<em> before its <sm id="{id}">', id=start), node, "startRef")
                ended.add(start)
            else:
                add("reference", _('there is no <sm id="{id}"> in the unit', id=start), node, "startRef")
    for id, node in begun.items():
        if id not in ended:
            add("code-pair", _('<sm id="{id}"> without its <em>', id=id), node, "4.2.3.7")


# ── one code ────────────────────────────────────────────────────────────────────────────────────────────────


def _types(node: Node, add: Add) -> None:
    if (subtype := node.get("subType")) and not node.get("type"):
        add("subtype", _("subType without type"), node, "subType")
    elif subtype.startswith("xlf:"):
        wanted = _SUBTYPES.get(subtype[4:])
        if wanted is None:
            add("subtype", _("there is no subType {value}", value=subtype), node, "subType")
        elif node.get("type") != wanted:
            add(
                "subtype",
                _("subType {value} belongs to type {type}", value=subtype, type=wanted),
                node,
                "subType",
            )
    reorder = node.get("canReorder", "yes")
    if reorder != "yes" and not (node.name == "ec" and node.get("isolated") != "yes"):
        for name in ("canCopy", "canDelete"):
            if node.get(name, "yes") != "no":
                message = _('canReorder="{value}" needs {name}="no"', value=reorder, name=name)
                add("reorder-context", message, node, "canReorder")


def _code_point(node: Node, add: Add) -> None:
    """``cp`` is for what XML cannot hold, and nothing else."""
    try:
        number = int(node.get("hex"), 16)
    except ValueError:
        return  # the attribute's type says so
    allowed = number in (9, 10, 13) or 0x20 <= number < 0xD800 or 0xE000 <= number < 0xFFFE
    if number > 0x10FFFF:
        add("code-point", _("there is no character U+{number:X}", number=number), node, "hex")
    elif allowed or number >= 0x10000:
        message = _("U+{number:04X} is a character XML can hold: it has to stand itself", number=number)
        add("code-point", message, node, "hex")


def _comment(node: Node, add: Add) -> None:
    if node.get("type") != "comment":
        return
    has = [name for name in ("value", "ref") if name in node.attributes]
    if not has:
        add("comment", _("a comment needs value, or ref to a note"), node, "4.7.3.1.3")
    elif len(has) == 2:
        add("comment", _("a comment has value or ref, not both"), node, "4.7.3.1.3")


def _copies(nodes: list[Node], add: Add) -> None:
    """``copyOf`` names a code that may be copied, and stands for its native data."""
    by_id = {node.get("id"): node for node in nodes if node.name in CODES and "id" in node.attributes}
    for node in nodes:
        if "copyOf" not in node.attributes or node.name not in CODES:
            continue
        base = by_id.get(node.get("copyOf"))
        if base is None:
            # A copy in the target may be of a code that only the source still has; that is seen there.
            if not _in_source(node):
                continue
            add("reference", _("there is no code '{id}' to copy", id=node.get("copyOf")), node, "copyOf")
        elif base.get("canCopy") == "no":
            add("copy", _("the code '{id}' may not be copied", id=node.get("copyOf")), node, "copyOf")
        if any(name in node.attributes for name in ("dataRef", "dataRefStart", "dataRefEnd")):
            add("copy", _("copyOf and dataRef exclude each other"), node, "copyOf")


def _in_source(node: Node) -> bool:
    at: Node | None = node
    while at is not None and at.name not in ("source", "target"):
        at = at.parent
    return at is not None and at.name == "source"


# ── ids ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _unique_ids(unit: Node, sources: list[Node], targets: list[Node], add: Add) -> None:
    """Ids of segments, ignorables and inline elements are unique in a unit, in each language for itself."""
    parts: dict[str, Node] = {}
    for part in parts_of(unit):
        if id := part.get("id"):
            if id in parts:
                add("id-unique", _("the id '{id}' is there twice in the unit", id=id), part, "id")
            parts[id] = part
    in_source = dict(parts)
    for node in _identified(sources):
        if node.get("id") in in_source:
            add("id-unique", _("the id '{id}' is there twice in the unit", id=node.get("id")), node, "id")
        in_source[node.get("id")] = node
    in_target = dict(parts)
    for node in _identified(targets):
        id = node.get("id")
        if id in in_target:
            add("id-unique", _("the id '{id}' is there twice in the unit", id=id), node, "id")
        in_target[id] = node
        like = in_source.get(id)
        if like is not None and _kind(like) != _kind(node):
            message = _(
                "'{id}' is <{name}> here and <{other}> in the source", id=id, name=node.name, other=like.name
            )
            add("id-agrees", message, node, "id")


def _kind(node: Node) -> str:
    return {"sc": "pair", "ec": "pair", "pc": "pair", "mrk": "mark", "sm": "mark"}.get(node.name, node.name)


def _identified(contents: list[Node]) -> Iterator[Node]:
    for content in contents:
        for node in content.walk():
            if node is not content and "id" in node.attributes:
                yield node


# ── what translators may do ─────────────────────────────────────────────────────────────────────────────────


def _removed(unit: Node, targets: list[Node], add: Add) -> None:
    """Codes that may not be deleted are in the target, of this segment or of another one."""
    there = {node.get("id") for target in targets for node in target.walk()}
    for part in parts_of(unit):
        source, target = part.child("source"), part.child("target")
        if source is None or target is None:
            continue
        for node in source.walk():
            id = node.get("id")
            if node.name in CODES and node.get("canDelete") == "no" and id and id not in there:
                message = _("the code '{id}' may not be deleted, but is not there", id=id)
                add("code-deleted", message, target, "canDelete")


Step = tuple[str, Node, str]
"""A code as it is met: a name (the closing of ``1`` is ``/1``), its element, its canReorder."""


def _steps(contents: list[Node]) -> list[Step]:
    found: list[Step] = []

    def visit(node: Node) -> None:
        name, reorder = node.get("id"), node.get("canReorder", "yes")
        if node.name == "ec" and "startRef" in node.attributes:
            found.append((f"/{node.get('startRef')}", node, reorder))
        elif node.name in CODES:
            found.append((name, node, reorder))
        for child in node.elements():
            visit(child)
        if node.name == "pc":
            found.append((f"/{name}", node, "no" if reorder != "yes" else "yes"))

    for content in contents:
        visit(content)
    return found


def _sequences(contents: list[Node], add: Add) -> None:
    """A code with ``canReorder="no"`` follows one with ``firstNo`` or ``no``."""
    before = "yes"
    for name, node, reorder in _steps(contents):
        closing = node.name == "pc" and name.startswith("/")
        if reorder == "no" and before == "yes" and not closing and _own_reorder(node):
            message = _('canReorder="no" without a code with canReorder="firstNo" before it')
            add("reorder-first", message, node, "canReorder")
        if not (closing and reorder == "yes"):
            before = reorder


def _own_reorder(node: Node) -> bool:
    return "canReorder" in node.attributes and not (node.name == "ec" and node.get("isolated") != "yes")


def _moved(sources: list[Node], targets: list[Node], add: Add) -> None:
    """A sequence that may not be reordered stands in the target as in the source, with nothing between."""
    if not targets:
        return
    before: dict[str, str] = {}
    last = ""
    for name, node, reorder in _steps(sources):
        if reorder == "no" and not (node.name == "pc" and name.startswith("/")):
            before[name] = last
        last = name
    last = ""
    for name, node, _reorder in _steps(targets):
        if name in before and before[name] != last:
            message = _(
                "the code '{id}' may not be moved: it follows '{before}'", id=name, before=before[name]
            )
            add("code-moved", message, node, "canReorder")
        last = name
