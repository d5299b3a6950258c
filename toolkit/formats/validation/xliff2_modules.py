"""XLIFF 2: what the modules demand beyond their tables (XLIFF 2.1, chapter 5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from toolkit.formats.validation.tree import Node
from toolkit.formats.validation.xliff2_codes import Add
from toolkit.translations import _

_HTML = frozenset(
    (
        "a b bdo big blockquote body br button caption center cite code col colgroup dd del div dl dt em h1"
        " h2 h3 h4 h5 h6 head hr html i img label legend li ol p pre q s samp select small span strike strong"
        " sub sup table tbody td tfoot th thead title tr tt u ul"
    ).split()
)
_RESTRICTION = re.compile(r"(?:\*|\d+(?:,(?:\d+|\*))?)")
_NATURAL = re.compile(r"\d+")
_NUMERAL = re.compile(r"[+-]?\d*[.,]?\d+")


def check_module(node: Node, languages: tuple[str, str], add: Add) -> None:
    """One element of a module, by its own rules."""
    check = _CHECKS.get(node.name)
    if check is not None:
        check(node, languages, add)


def _own(node: Node, *names: str) -> Iterator[Node]:
    return (inside for inside in node.walk() if inside.name in names)


def unique(nodes: Iterable[Node], add: Add, section: str, where: str) -> None:
    """Ids among these elements are unique."""
    seen: set[str] = set()
    for node in nodes:
        id = node.get("id") or node.get("xml:id")
        if id and id in seen:
            add(
                "id-unique", _("the id '{id}' is there twice in <{where}>", id=id, where=where), node, section
            )
        seen.add(id)


def _matches(node: Node, _languages: tuple[str, str], add: Add) -> None:
    unique((child for child in node.elements() if child.name == "mtc:match"), add, "5.1.5.1", "matches")


def _match(node: Node, _languages: tuple[str, str], add: Add) -> None:
    if "xml:lang" in node.attributes:
        add("attribute-not-allowed", _("<match> may not have xml:lang"), node, "5.1.4.2")
    if "subType" in node.attributes and "type" not in node.attributes:
        add("subtype", _("subType without type"), node, "5.1.5.8")


def _glossary(node: Node, _languages: tuple[str, str], add: Add) -> None:
    unique(_own(node, "gls:glossEntry", "gls:translation"), add, "5.2.5.1", "glossary")


def _gloss_entry(node: Node, _languages: tuple[str, str], add: Add) -> None:
    if node.child("gls:translation") is None and node.child("gls:definition") is None:
        add("gloss-entry", _("<glossEntry> needs a <translation> or a <definition>"), node, "5.2.4.2")


def _metadata(node: Node, _languages: tuple[str, str], add: Add) -> None:
    unique(_own(node, "mda:metadata", "mda:metaGroup"), add, "5.4.5.1", "metadata")


def _resources(node: Node, _languages: tuple[str, str], add: Add) -> None:
    unique(_own(node, "res:resourceItem", "res:resourceItemRef"), add, "5.5.6.1", "resourceData")


def _resource_side(node: Node, languages: tuple[str, str], add: Add) -> None:
    filled = any(not isinstance(child, str) or child.strip() for child in node.children)
    if filled and "href" in node.attributes:
        add("href", _("<{name}> has href or content, not both", name=node.name), node, "5.5.5.4")
    elif not filled and "href" not in node.attributes:
        add("href", _("<{name}> without content needs href", name=node.name), node, "5.5.5.4")
    wanted = languages[node.name == "res:target"]
    said = node.get("xml:lang")
    if said and wanted and said.lower() != wanted.lower():
        # A target for a neighbouring audience may be in another language where the item is context only.
        context = node.parent is not None and node.parent.get("context", "yes") == "yes"
        if node.name == "res:source" or not context:
            message = _("xml:lang is {said}, not {wanted}", said=said, wanted=wanted)
            add("language", message, node, "5.5.5.4")


def _rule(node: Node, _languages: tuple[str, str], add: Add) -> None:
    kinds = [
        name
        for name in node.attributes
        if name in ("isPresent", "isNotPresent", "startsWith", "endsWith")
        or ((name.startswith("{") or ":" in name) and not name.startswith("xml:"))
    ]
    if len(kinds) != 1:
        message = _("<rule> has exactly one of isPresent, isNotPresent, startsWith, endsWith, a custom rule")
        add("validation-rule", message, node, "5.7.4.2")
    if "existsInSource" in node.attributes:
        having = [name for name in ("isPresent", "startsWith", "endsWith") if name in node.attributes]
        if len(having) != 1:
            message = _("existsInSource needs one of isPresent, startsWith, endsWith")
            add("validation-rule", message, node, "5.7.5.6")
    if "occurs" in node.attributes and not {"isPresent", "isNotPresent"} & set(node.attributes):
        add("validation-rule", _("occurs needs isPresent"), node, "5.7.5.2")


def _revisions(node: Node, _languages: tuple[str, str], add: Add) -> None:
    track = node.parent
    around = track.parent if track is not None else None
    name, ref = node.get("appliesTo"), node.get("ref")
    if around is None or (around.name != "unit" and name in ("group", "unit")):
        return  # groups and units of a file come after its changes
    tracked = list(_tracked(around))
    found = [inside for inside in tracked if inside.name == name]
    target = found[0] if len(found) == 1 else None
    if ref:
        target = next((inside for inside in tracked if inside.get("id") == ref), None)
        if target is None:
            add("reference", _("there is nothing with the id '{id}' here", id=ref), node, "2.0: 5.6.5.5")
            return
    elif len(found) > 1 and any(inside.get("id") for inside in found):
        message = _("there are several <{name}> here: ref has to say which", name=name)
        add("reference", message, node, "2.0: 5.6.4.2")
    for item in _own(node, "ctr:item"):
        kind = item.get("property")
        if target is not None and kind not in ("content", "") and kind not in target.attributes:
            message = _("<{name}> has no attribute {attribute} here", name=name, attribute=kind)
            add("change-property", message, item, "2.0: 5.6.5.6")


def _tracked(around: Node) -> Iterator[Node]:
    for child in around.elements():
        if child.core:
            yield from child.walk()


def _revision(node: Node, _languages: tuple[str, str], add: Add) -> None:
    seen: set[str] = set()
    for item in node.elements():
        if item.name == "ctr:item":
            if item.get("property") in seen:
                message = _("the property {name} is there twice", name=item.get("property"))
                add("change-property", message, item, "2.0: 5.6.5.6")
            seen.add(item.get("property"))


_CHECKS = {
    "mtc:matches": _matches,
    "mtc:match": _match,
    "gls:glossary": _glossary,
    "gls:glossEntry": _gloss_entry,
    "mda:metadata": _metadata,
    "res:resourceData": _resources,
    "res:source": _resource_side,
    "res:target": _resource_side,
    "val:rule": _rule,
    "ctr:revisions": _revisions,
    "ctr:revision": _revision,
}


# ── attributes of modules on any element ────────────────────────────────────────────────────────────────────


def check_format_style(node: Node, add: Add) -> None:
    """``fs:fs`` is an HTML element; ``fs:subFs`` stands beside it."""
    for name in node.attributes:
        if name.startswith("fs:") and name not in ("fs:fs", "fs:subFs"):
            add("attribute-unknown", _("there is no attribute {name}", name=name), node, "5.3.4")
    style = node.get("fs:fs")
    if style and style not in _HTML:
        add(
            "attribute-value",
            _('{name}="{value}" is not allowed', name="fs:fs", value=style[:40]),
            node,
            "5.3.5.1",
        )
    if "fs:subFs" in node.attributes and "fs:fs" not in node.attributes:
        add("format-style", _("fs:subFs without fs:fs"), node, "5.3.5.2")


def check_sizes(node: Node, profiles: tuple[str, str], add: Add) -> None:
    """Size restrictions, as far as XLIFF's own profiles define their form.

    Args:
        node: any element.
        profiles: the general and the storage profile of its file, "" where none is named.
        add: takes the faults.
    """
    general, storage = profiles
    for name in ("sizeRestriction", "storageRestriction"):
        value = node.get(f"slr:{name}", "*")
        ours = (general if name[1] == "i" else storage).startswith("xliff:")
        if ours and not _RESTRICTION.fullmatch(value):
            message = _('{name}="{value}" is not allowed', name=f"slr:{name}", value=value[:40])
            add("attribute-value", message, node, "5.6.6")
    for name, profile in (("sizeInfo", general), ("equivStorage", storage)):
        value = node.get(f"slr:{name}", "0")
        numeral = _NUMERAL.fullmatch(value) is not None
        # Profiles of others may measure in words; a number that is no integer is no measure of ours.
        if (profile.startswith("xliff:") or numeral) and not _NATURAL.fullmatch(value):
            message = _('{name}="{value}" is not an integer', name=f"slr:{name}", value=value[:40])
            add("attribute-value", message, node, "5.6.6")
    if "slr:sizeInfo" in node.attributes and "slr:sizeInfoRef" in node.attributes:
        add("size-info", _("slr:sizeInfo and slr:sizeInfoRef exclude each other"), node, "5.6.6.4")
    if (ref := node.get("slr:sizeInfoRef")) and not _size_data(node, ref):
        message = _("there is no size data '{id}' beside this or around it", id=ref)
        add("reference", message, node, "5.6.6.4")


def _size_data(node: Node, id: str) -> bool:
    at = node
    while at.parent is not None:
        for sibling in at.parent.elements():
            if sibling.name == "slr:data" and any(
                id in (inside.get("id"), inside.get("xml:id")) for inside in sibling.walk()
            ):
                return True
        at = at.parent
    return False


def check_on_end_code(node: Node, add: Add) -> None:
    """Attributes of modules stand on the start code; on ``ec`` only where it is isolated."""
    if node.name != "ec" or node.get("isolated") == "yes":
        return
    for name in node.attributes:
        if name.startswith(("fs:", "slr:")):
            add("isolated", _("{name} may stand only on an isolated <ec>", name=name), node, "4.2.3.5")
