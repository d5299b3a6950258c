"""XLIFF 1.0 to 1.2 (transitional): structure, attributes, ids, codes that pair, segments that match.

Source: XLIFF 1.2, OASIS Standard, 2008-02-01; sections 2.2 (elements), 2.3 (attributes), 2.4 (inline).
As in its transitional schema, elements that may be extended take any attribute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.formats.validation.contract import Fault, Report
from toolkit.formats.validation.grammar import ANY, OTHER, Grammar, Rule, Type, matching, one_of
from toolkit.formats.validation.tree import Node, TreeHandler
from toolkit.translations import _

NAMESPACES = {
    "urn:oasis:names:tc:xliff:document:1.2": "",
    "urn:oasis:names:tc:xliff:document:1.1": "",
    "": "",
}
_STATES = (
    "final needs-adaptation needs-l10n needs-review-adaptation needs-review-l10n needs-review-translation"
    " needs-translation new signed-off translated"
).split()
_QUALIFIERS = (
    "exact-match fuzzy-match id-match leveraged-glossary leveraged-inherited leveraged-mt"
    " leveraged-repository leveraged-tm mt-suggestion rejected-grammar rejected-inaccurate rejected-length"
    " rejected-spelling tm-suggestion"
).split()
_CONTEXTS = (
    "database element elementtitle linenumber numparams paramnotes record recordtitle sourcefile"
).split()
_INLINE = "(?:(?:g|x|bx|ex|bpt|ept|ph|it|mrk) )*"
_SIZES = dict.fromkeys(
    (
        "ts restype resname extradata extype help-id menu menu-option menu-name coord font css-style style"
        " exstyle size-unit maxwidth minwidth maxheight minheight maxbytes minbytes charclass datatype"
    ).split(),
    "text",
)
_LAYOUT = {**_SIZES, "translate": "yes-no", "reformat": "text", "xml:space": "space"}
_CODE = dict.fromkeys(("rid", "ctype", "clone", "xid", "equiv-text", "ts", "crc", "assoc", "pos"), "text")
_TEXT = {"xml:lang": "language", "ts": "text", "xml:space": "space"}
_STATED = {
    **_TEXT,
    "state": "state",
    "state-qualifier": "qualifier",
    "phase-name": "text",
    "coord": "text",
    "font": "text",
    "css-style": "text",
    "style": "text",
    "exstyle": "text",
    "equiv-trans": "yes-no",
    "restype": "text",
    "resname": "text",
}
_AFTER = "(?:(?:context-group|count-group|prop-group|note|alt-trans) )*"

RULES = {
    "xliff": Rule(
        f"(?:(?:{OTHER} )*file )+(?:{OTHER} )*",
        {"version!": "version", "xml:lang": "language"},
        foreign=ANY,
        section="2.2.1",
    ),
    "file": Rule(
        "(?:header )?body ",
        {
            "original!": "text",
            "source-language!": "language",
            "datatype!": "text",
            "target-language": "language",
            "date": "date",
            "xml:space": "space",
            **dict.fromkeys(
                "tool-id tool ts category product-name product-version build-num id".split(), "text"
            ),
        },
        foreign=ANY,
        section="2.2.1",
    ),
    "header": Rule(
        "(?:skl )?(?:phase-group )?(?:(?:glossary|reference|count-group|prop-group|note|tool) )*"
        f"(?:{OTHER} )*",
        section="2.2.1",
    ),
    "skl": Rule("(?:internal-file|external-file) ", section="2.2.1"),
    "glossary": Rule("(?:internal-file|external-file) ", mixed=True, section="2.2.1"),
    "reference": Rule("(?:internal-file|external-file) ", mixed=True, section="2.2.1"),
    "internal-file": Rule(
        "", {"form": "text", "crc": "text"}, mixed=True, foreign=ANY, section="2.2.1", open=True
    ),
    "external-file": Rule("", {"href!": "text", "crc": "text", "uid": "text"}, foreign=ANY, section="2.2.1"),
    "note": Rule(
        "",
        {"xml:lang": "language", "priority": "priority", "from": "text", "annotates": "annotates"},
        mixed=True,
        foreign=ANY,
        section="2.2.2",
    ),
    "phase-group": Rule("(?:phase )+", section="2.2.2"),
    "phase": Rule(
        "(?:note )*",
        {
            "phase-name!": "text",
            "process-name!": "text",
            "date": "date",
            **dict.fromkeys(
                "company-name tool-id tool job-id contact-name contact-email contact-phone".split(), "text"
            ),
        },
        section="2.2.2",
    ),
    "count-group": Rule("(?:count )*", {"name!": "text"}, section="2.2.2"),
    "count": Rule(
        "", {"count-type": "text", "phase-name": "text", "unit": "text"}, mixed=True, section="2.2.2"
    ),
    "context-group": Rule(
        "(?:context )+", {"name": "text", "crc": "text", "purpose": "purpose"}, section="2.2.2"
    ),
    "context": Rule(
        "",
        {"context-type!": "context", "match-mandatory": "yes-no", "crc": "text"},
        mixed=True,
        section="2.2.2",
    ),
    "prop-group": Rule("(?:prop )+", {"name": "text"}, section="2.2.2"),
    "prop": Rule("", {"prop-type!": "text", "xml:lang": "language"}, mixed=True, section="2.2.2"),
    "tool": Rule(
        "",
        {"tool-id!": "text", "tool-name!": "text", "tool-version": "text", "tool-company": "text"},
        foreign=ANY,
        section="2.2.2",
        open=True,
    ),
    "body": Rule("(?:(?:group|trans-unit|bin-unit) )*", section="2.2.1"),
    "group": Rule(
        f"(?:context-group )*(?:count-group )*(?:prop-group )*(?:note )*(?:{OTHER} )*"
        "(?:(?:group|trans-unit|bin-unit) )*",
        {"id": "text", "merged-trans": "yes-no", **_LAYOUT},
        foreign=ANY,
        section="2.2.3",
    ),
    "trans-unit": Rule(
        f"source (?:seg-source )?(?:target )?{_AFTER}(?:{OTHER} )*",
        {"id!": "text", "approved": "yes-no", "phase-name": "text", **_LAYOUT},
        foreign=ANY,
        section="2.2.3",
    ),
    "source": Rule(_INLINE, _TEXT, mixed=True, foreign=ANY, section="2.2.3"),
    "seg-source": Rule(_INLINE, _TEXT, mixed=True, foreign=ANY, section="2.2.3"),
    "target": Rule(_INLINE, _STATED, mixed=True, foreign=ANY, section="2.2.3"),
    "alt-trans": Rule(
        f"(?:source )?(?:seg-source )?(?:target )+(?:(?:context-group|prop-group|note) )*(?:{OTHER} )*",
        {
            **_LAYOUT,
            **dict.fromkeys("match-quality tool-id tool crc mid origin phase-name".split(), "text"),
            "xml:lang": "language",
            "alttranstype": "text",
        },
        foreign=ANY,
        section="2.2.3",
    ),
    "bin-unit": Rule(
        "bin-source (?:bin-target )?(?:(?:context-group|count-group|prop-group|note|trans-unit) )*"
        f"(?:{OTHER} )*",
        {"id!": "text", "mime-type!": "text", "approved": "yes-no", "phase-name": "text", **_LAYOUT},
        foreign=ANY,
        section="2.2.3",
    ),
    "bin-source": Rule("(?:internal-file|external-file) ", {"ts": "text"}, foreign=ANY, section="2.2.3"),
    "bin-target": Rule(
        "(?:internal-file|external-file) ",
        {"mime-type": "text", "ts": "text", **_STATED},
        foreign=ANY,
        section="2.2.3",
    ),
    "g": Rule(_INLINE, {"id!": "text", **_CODE}, mixed=True, foreign=ANY, section="2.2.4"),
    "x": Rule("", {"id!": "text", **_CODE}, foreign=ANY, section="2.2.4"),
    "bx": Rule("", {"id!": "text", **_CODE}, foreign=ANY, section="2.2.4"),
    "ex": Rule("", {"id!": "text", **_CODE}, foreign=ANY, section="2.2.4"),
    "bpt": Rule("(?:sub )*", {"id!": "text", **_CODE}, mixed=True, foreign=ANY, section="2.2.4"),
    "ept": Rule("(?:sub )*", {"id!": "text", **_CODE}, mixed=True, foreign=ANY, section="2.2.4"),
    "ph": Rule("(?:sub )*", {"id!": "text", **_CODE}, mixed=True, foreign=ANY, section="2.2.4"),
    "it": Rule(
        "(?:sub )*",
        {"id!": "text", "pos!": "pos", **{name: kind for name, kind in _CODE.items() if name != "pos"}},
        mixed=True,
        foreign=ANY,
        section="2.2.4",
    ),
    "sub": Rule(
        _INLINE,
        dict.fromkeys("datatype ctype xid".split(), "text"),
        mixed=True,
        foreign=ANY,
        section="2.2.4",
    ),
    "mrk": Rule(
        _INLINE,
        {"mtype!": "mark", "mid": "text", "comment": "text", "ts": "text"},
        mixed=True,
        foreign=ANY,
        section="2.2.5",
    ),
}

_MARKS = (
    "abbrev abbreviated-form abbreviation acronym appellation collocation common-name datetime equation"
    " expanded-form formula head-term initialism international-scientific-term internationalism"
    " logical-expression materials-management-unit name near-synonym part-number phrase phraseological-unit"
    " protected romanized-form seg set-phrase short-form sku standard-text symbol synonym synonymous-phrase"
    " term transcribed-form transliterated-form truncated-term variant"
).split()


def _listed(values: list[str]) -> Type:
    """One of a list, or a value of one's own that begins with ``x-``."""
    known = frozenset(values)
    return lambda value: value in known or (value.startswith("x-") and " " not in value and len(value) > 2)


TYPES: dict[str, Type] = {
    "version": one_of("1.0", "1.1", "1.2"),
    "state": _listed(_STATES),
    "qualifier": _listed(_QUALIFIERS),
    "context": _listed(_CONTEXTS),
    "mark": _listed(_MARKS),
    "purpose": lambda value: all(
        word in ("information", "location", "match") or word.startswith("x-") for word in value.split()
    ),
    "annotates": one_of("source", "target", "general"),
    "pos": one_of("open", "close"),
    "language": matching(re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")),
}
GRAMMAR = Grammar(
    "XLIFF 1.2",
    RULES,
    TYPES,
    sections=dict.fromkeys((name.rstrip("!") for r in RULES.values() for name in r.attributes), "2.3"),
)


class Xliff1Validator:
    """Checks a file while it is read, a translation unit at a time."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._units: set[str] = set()
        self._groups: set[str] = set()
        self._tools: set[str] = set()
        self._phases: set[str] = set()
        self._named: set[tuple[str, str]] = set()
        self._languages = ("", "")
        self._asked_target = False
        self.handler = TreeHandler(
            NAMESPACES, frozenset({"trans-unit", "bin-unit"}), self._begun, self._ended
        )

    def finish(self) -> None:
        """Nothing is left to check after the last file."""

    def _begun(self, node: Node) -> None:
        if node.name == "xliff" and node.parent is None:
            self._report.format = f"XLIFF {node.get('version')}".strip()
        elif node.name == "file":
            self._units, self._groups, self._tools, self._phases = set(), set(), set(), set()
            self._named = set()
            self._languages = (node.get("source-language"), node.get("target-language"))
            self._asked_target = False
        elif node.name in ("trans-unit", "bin-unit"):
            self._unique(node, self._units, "unit")
        elif node.name == "group":
            self._unique(node, self._groups, "group")

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

    def _unique(self, node: Node, seen: set[str], kind: str) -> None:
        id = node.get("id")
        if id and id in seen:
            message = _("the id '{id}' is there twice among the {kind}s of the file", id=id, kind=kind)
            self._add("id-unique", message, node, "2.3")
        seen.add(id)

    def _unit(self, unit: Node) -> None:
        for node in unit.walk():
            if node.name in ("context-group", "count-group") and node.get("name"):
                key = (node.name, node.get("name"))
                if key in self._named:
                    message = _(
                        "the name '{name}' is there twice among the <{element}>s", name=key[1], element=key[0]
                    )
                    self._add("id-unique", message, node, "2.3")
                self._named.add(key)
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
