"""SRX 2.0 and 1.0: structure, names that are there, expressions that are some.

Source: SRX 2.0 Specification, LISA OSCAR, 2008-04-07.
"""

from __future__ import annotations

from toolkit.formats.validation.contract import Fault, Report
from toolkit.formats.validation.grammar import OTHER, Grammar, Rule, one_of
from toolkit.formats.validation.tree import Node, TreeHandler
from toolkit.segment.srx.patterns import BadPattern, compiled, language_pattern
from toolkit.translations import _

NAMESPACES = {
    "http://www.lisa.org/srx20": "",
    "http://www.lisa.org/srx20/": "",
    "http://www.lisa.org/srx10": "",
    "": "",
}
RULES = {
    "srx": Rule("header body ", {"version!": "version"}, foreign=True, section="srx"),
    "header": Rule(
        f"(?:formathandle )*(?:{OTHER} )*",
        {"segmentsubflows!": "yes-no", "cascade": "yes-no"},
        foreign=True,
        section="header",
    ),
    "formathandle": Rule("", {"type!": "handled", "include!": "yes-no"}, section="formathandle"),
    "body": Rule("languagerules maprules ", section="body"),
    "languagerules": Rule("(?:languagerule )+", section="languagerules"),
    "languagerule": Rule("(?:rule )*", {"languagerulename!": "text"}, section="languagerule"),
    "rule": Rule("(?:beforebreak )?(?:afterbreak )?", {"break": "yes-no"}, foreign=True, section="rule"),
    "beforebreak": Rule("", mixed=True, section="beforebreak"),
    "afterbreak": Rule("", mixed=True, section="afterbreak"),
    "maprules": Rule("(?:languagemap )*(?:maprule )*", section="maprules"),
    "maprule": Rule("(?:languagemap )+", {"maprulename!": "text"}, section="maprule"),
    "languagemap": Rule("", {"languagepattern!": "text", "languagerulename!": "text"}, section="languagemap"),
}
TYPES = {"version": one_of("1.0", "2.0"), "handled": one_of("start", "end", "isolated")}
GRAMMAR = Grammar("SRX 2.0", RULES, TYPES)


class SrxValidator:
    """Checks an SRX file while it is read."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._version = ""
        self._sets: set[str] = set()
        self._maps: list[Node] = []
        self._handled: set[str] = set()
        self.handler = TreeHandler(NAMESPACES, frozenset({"rule"}), self._begun, self._ended)

    def finish(self) -> None:
        """After the last element: the maps, which may stand before what they name."""
        for node in self._maps:
            name = node.get("languagerulename")
            if name and name not in self._sets:
                message = _("there is no language rule '{name}'", name=name)
                self._add("reference", message, node)

    def _begun(self, node: Node) -> None:
        if node.name == "srx":
            self._version = node.get("version")
            self._report.format = f"SRX {self._version}".strip()
        elif node.name == "languagerule":
            name = node.get("languagerulename")
            if name in self._sets:
                self._add("name-unique", _("the language rule '{name}' is there twice", name=name), node)
            self._sets.add(name)

    def _ended(self, node: Node) -> None:
        if node.foreign:
            return
        GRAMMAR.check(node, self._report)
        if node.name == "rule":
            self._rule(node)
        elif node.name == "header" and self._version == "2.0" and "cascade" not in node.attributes:
            message = _("<{element}> lacks {name}", element="header", name="cascade")
            self._add("attribute-missing", message, node)
        elif node.name == "formathandle":
            if node.get("type") in self._handled:
                self._add("name-unique", _('type="{type}" is there twice', type=node.get("type")), node)
            self._handled.add(node.get("type"))
        elif node.name == "languagemap":
            self._maps.append(node)
            try:
                language_pattern(node.get("languagepattern"))
            except BadPattern as problem:
                shown = node.get("languagepattern")[:40]
                message = _("the language pattern '{pattern}' {problem}", pattern=shown, problem=problem)
                self._add("expression", message, node)

    def _rule(self, node: Node) -> None:
        for child in node.elements():
            if not child.foreign:
                GRAMMAR.check(child, self._report)
        before, after = node.child("beforebreak"), node.child("afterbreak")
        if before is None and after is None:
            self._add("rule-empty", _("a rule without <beforebreak> and <afterbreak>"), node)
            return
        try:
            compiled(before.text() if before else "", after.text() if after else "")
        except BadPattern as problem:
            self._add("expression", _("the expression {problem}", problem=problem), node)

    def _add(self, rule: str, message: str, node: Node) -> None:
        section = f"{GRAMMAR.name}, {node.name}"
        self._report.add(Fault(rule, message, node.line, node.column, section))
