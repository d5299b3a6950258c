"""TMX 1.4b and its forerunners: structure, attributes, codes that pair, dates, languages.

Source: TMX 1.4b Specification, LISA OSCAR, 2005-04-26; sections by their titles.
"""

from __future__ import annotations

import re

from toolkit.formats.validation.contract import Fault, Report
from toolkit.formats.validation.grammar import Grammar, Rule, matching, one_of
from toolkit.formats.validation.tree import Node, TreeHandler
from toolkit.translations import _

_ELEMENTS = "Elements"
_CONTENT = "Content Markup"
_CODES = "(?:(?:bpt|ept|it|ph|hi|ut) )*"
_DATED = {
    "tuid": "text",
    "o-encoding": "text",
    "datatype": "text",
    "usagecount": "natural",
    "lastusagedate": "tmx-date",
    "creationtool": "text",
    "creationtoolversion": "text",
    "creationdate": "tmx-date",
    "creationid": "text",
    "changedate": "tmx-date",
    "changeid": "text",
    "o-tmf": "text",
}
_NOTED = {"xml:lang": "language", "lang": "language", "o-encoding": "text"}
RULES = {
    "tmx": Rule("header body ", {"version!": "version"}, section=_ELEMENTS),
    "header": Rule(
        "(?:(?:note|prop|ude) )*",
        {
            "creationtool!": "text",
            "creationtoolversion!": "text",
            "segtype!": "segtype",
            "o-tmf!": "text",
            "adminlang!": "language",
            "srclang!": "language-or-all",
            "datatype!": "text",
            "o-encoding": "text",
            "creationdate": "tmx-date",
            "creationid": "text",
            "changedate": "tmx-date",
            "changeid": "text",
        },
        section=_ELEMENTS,
    ),
    "body": Rule("(?:tu )*", section=_ELEMENTS),
    "note": Rule("", _NOTED, mixed=True, section=_ELEMENTS),
    "prop": Rule("", {"type!": "text", **_NOTED}, mixed=True, section=_ELEMENTS),
    "ude": Rule("(?:map )+", {"name!": "text", "base": "text"}, section=_ELEMENTS),
    "map": Rule("", {"unicode!": "hex", "code": "hex", "ent": "text", "subst": "text"}, section=_ELEMENTS),
    "tu": Rule(
        "(?:(?:note|prop) )*(?:tuv )+",
        {**_DATED, "segtype": "segtype", "srclang": "language-or-all"},
        section=_ELEMENTS,
    ),
    "tuv": Rule(
        "(?:(?:note|prop) )*seg ",
        {"xml:lang": "language", "lang": "language", **{k: v for k, v in _DATED.items() if k != "tuid"}},
        section=_ELEMENTS,
    ),
    "seg": Rule(_CODES, mixed=True, section=_ELEMENTS),
    "bpt": Rule("(?:sub )*", {"i!": "natural", "x": "natural", "type": "text"}, mixed=True, section=_CONTENT),
    "ept": Rule("(?:sub )*", {"i!": "natural"}, mixed=True, section=_CONTENT),
    "it": Rule("(?:sub )*", {"pos!": "pos", "x": "natural", "type": "text"}, mixed=True, section=_CONTENT),
    "ph": Rule("(?:sub )*", {"x": "natural", "assoc": "assoc", "type": "text"}, mixed=True, section=_CONTENT),
    "ut": Rule("(?:sub )*", {"x": "natural"}, mixed=True, section=_CONTENT),
    "hi": Rule(_CODES, {"x": "natural", "type": "text"}, mixed=True, section=_CONTENT),
    "sub": Rule(_CODES, {"datatype": "text", "type": "text"}, mixed=True, section=_CONTENT),
}
TYPES = {
    "version": one_of("1.1", "1.2", "1.3", "1.4"),
    "segtype": one_of("block", "paragraph", "sentence", "phrase"),
    "pos": one_of("begin", "end"),
    "assoc": one_of("p", "f", "b"),
    "language-or-all": matching(re.compile(r"\*all\*|[A-Za-z]{1,8}(?:[-_][A-Za-z0-9]{1,8})*")),
    "language": matching(re.compile(r"[A-Za-z]{1,8}(?:[-_][A-Za-z0-9]{1,8})*")),
    "tmx-date": matching(
        re.compile(r"\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3])[0-5]\d[0-5]\dZ")
    ),
    "hex": matching(re.compile(r"#x[0-9A-Fa-f]+")),
}
_SECTIONS = dict.fromkeys(
    (name.rstrip("!") for rule in RULES.values() for name in rule.attributes), "Attributes"
)
GRAMMAR = Grammar("TMX 1.4b", RULES, TYPES, sections=_SECTIONS)


class TmxValidator:
    """Checks a TMX file while it is read."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._bases: set[str] = set()
        self._version = ""
        self.handler = TreeHandler({"": ""}, frozenset({"tu"}), self._begun, self._ended)

    def finish(self) -> None:
        """After the last element."""

    def _begun(self, node: Node) -> None:
        if node.name == "tmx":
            self._version = node.get("version")
            self._report.format = f"TMX {self._version}".strip()

    def _ended(self, node: Node) -> None:
        if node.name == "tu":
            GRAMMAR.check_all(node, self._report)
            for tuv in node.elements():
                if tuv.name == "tuv":
                    self._variant(tuv)
        elif node.parent is None or node.parent.name == "tmx":
            if node.name == "header":
                GRAMMAR.check_all(node, self._report)
                self._encodings(node)
            else:
                GRAMMAR.check(node, self._report)

    def _encodings(self, header: Node) -> None:
        for ude in header.elements():
            coded = any("code" in map_.attributes for map_ in ude.elements())
            if ude.name == "ude" and coded and "base" not in ude.attributes:
                message = _("<ude> lacks base, which <map> with code needs")
                self._add("ude-base", message, ude, _ELEMENTS)

    def _variant(self, tuv: Node) -> None:
        if "xml:lang" not in tuv.attributes and "lang" not in tuv.attributes:
            message = _("<{element}> lacks {name}", element="tuv", name="xml:lang")
            self._add("attribute-missing", message, tuv, "Attributes")
        elif "xml:lang" not in tuv.attributes and self._version == "1.4":
            self._add("lang-deprecated", _("lang is of TMX 1.1; 1.4 has xml:lang"), tuv, "Attributes")
        seg = tuv.child("seg")
        if seg is not None:
            self._codes(seg)

    def _codes(self, seg: Node) -> None:
        """Each ``ept`` ends one ``bpt`` before it; ``i`` is unique among those of a segment."""
        begun: dict[str, Node] = {}
        ended: set[str] = set()
        for node in seg.walk():
            number = node.get("i")
            if node.name == "bpt":
                if number in begun:
                    message = _('two <bpt i="{number}"> in one segment', number=number)
                    self._add("code-unique", message, node, _CONTENT)
                begun[number] = node
            elif node.name == "ept":
                if number not in begun:
                    message = _('<ept i="{number}"> before its <bpt>', number=number)
                    self._add("code-order", message, node, _CONTENT)
                elif number in ended:
                    message = _('two <ept i="{number}"> in one segment', number=number)
                    self._add("code-unique", message, node, _CONTENT)
                ended.add(number)
        for number, node in begun.items():
            if number not in ended:
                message = _('<bpt i="{number}"> has no <ept>; a code alone is <it>', number=number)
                self._add("code-pair", message, node, _CONTENT)

    def _add(self, rule: str, message: str, node: Node, section: str) -> None:
        self._report.add(Fault(rule, message, node.line, node.column, f"{GRAMMAR.name}, {section}"))
