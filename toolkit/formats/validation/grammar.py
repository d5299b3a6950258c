"""Elements and attributes as a table says they may be: what a schema can express."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from toolkit.formats.validation.contract import Fault, Report
from toolkit.formats.validation.tree import Node
from toolkit.translations import _

OTHER = "other"
"""In a content model: an element of another namespace."""


ANY = frozenset({"*"})
"""For attributes: those of other namespaces and any others."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What an element may hold.

    Attributes:
        content: a regular expression over the names of its children, each followed by a space.
        attributes: type by name; a name that ends in ``!`` is required.
        mixed: whether text may stand in it.
        foreign: whether attributes of other namespaces may; a set names the prefixes that may.
        section: of the specification.
        open: whether anything may stand in it.
    """

    content: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    mixed: bool = False
    foreign: bool | frozenset[str] = False
    section: str = ""
    open: bool = False


NMTOKEN = re.compile(r"[\w.\-:\u00b7]+")
LANGUAGE = re.compile(r"(?:[A-Za-z]{2,8}|[xXiI]-[A-Za-z0-9]{1,8})(?:-[A-Za-z0-9]{1,8})*")
USER = re.compile(r"[^\s:]+:[^\s:]+")
DATE = re.compile(
    r"-?\d{4,}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-4]):[0-5]\d:[0-5]\d(?:\.\d+)?"
    r"(?:Z|[+-]\d\d:\d\d)?"
)

Type = Callable[[str], bool]


def one_of(*values: str) -> Type:
    """A type with a list of values."""
    return frozenset(values).__contains__


def matching(pattern: re.Pattern[str]) -> Type:
    """A type by an expression its values match as a whole."""
    return lambda value: pattern.fullmatch(value) is not None


COMMON: dict[str, Type] = {
    "text": lambda value: True,
    "nmtoken": matching(NMTOKEN),
    "nmtokens": lambda value: bool(value.split()) and all(map(NMTOKEN.fullmatch, value.split())),
    "language": matching(LANGUAGE),
    "yes-no": one_of("yes", "no"),
    "space": one_of("default", "preserve"),
    "positive": matching(re.compile(r"\+?0*[1-9][0-9]*")),
    "natural": matching(re.compile(r"[0-9]+")),
    "priority": matching(re.compile(r"0*(?:[1-9]|10)")),
    "user": matching(USER),
    "uri": lambda value: not re.search(r"[\s<>\"{}|^`]", value),
    "date": matching(DATE),
}


class Grammar:
    """The tables of a vocabulary.

    Args:
        name: of the specification, for messages.
        rules: by element name.
        types: by name, beside :data:`COMMON`.
        known: prefixes of namespaces whose elements all have rules.
    """

    def __init__(
        self,
        name: str,
        rules: Mapping[str, Rule],
        types: Mapping[str, Type] = {},
        known: frozenset[str] = frozenset(),
        sections: Mapping[str, str] = {},
    ) -> None:
        self.name = name
        self.rules = rules
        self._types = {**COMMON, **types}
        self._known = known
        self._sections = sections

    def check(self, node: Node, report: Report) -> None:
        """An element: its attributes, the order of its children, text where none may be."""
        rule = self.rules.get(node.name)
        if rule is None:
            if node.core or node.name.partition(":")[0] in self._known:
                message = _("there is no element <{name}>", name=node.name)
                self._add(report, "element-unknown", message, node, "")
            return
        self._attributes(node, rule, report)
        if rule.open:
            return
        if not rule.mixed and (text := node.text().strip()):
            message = _("text in <{name}>, which holds none: '{text}'", name=node.name, text=text[:30])
            self._add(report, "text-not-allowed", message, node, rule.section)
        self._children(node, rule, report)

    def check_all(self, node: Node, report: Report) -> None:
        """An element and everything inside it."""
        self.check(node, report)
        for child in node.elements():
            if not child.foreign:
                self.check_all(child, report)

    def section(self, name: str, rule: Rule | None = None) -> str:
        """Where the specification speaks of an attribute, else of the element."""
        number = self._sections.get(name, "") or (rule.section if rule else "")
        return f"{self.name}, {number}" if number else self.name

    def _add(self, report: Report, rule: str, message: str, node: Node, section: str) -> None:
        where = f"{self.name}, {section}" if section else self.name
        report.add(Fault(rule, message, node.line, node.column, where))

    def _attributes(self, node: Node, rule: Rule, report: Report) -> None:
        for wanted in rule.attributes:
            if wanted.endswith("!") and wanted[:-1] not in node.attributes:
                name = wanted[:-1]
                message = _("<{element}> lacks {name}", element=node.name, name=name)
                report.add(
                    Fault("attribute-missing", message, node.line, node.column, self.section(name, rule))
                )
        for name, value in node.attributes.items():
            kind = rule.attributes.get(name) or rule.attributes.get(f"{name}!")
            if kind is None:
                if not self._foreign(name, rule):
                    message = _("<{element}> has no attribute {name}", element=node.name, name=name)
                    self._add(report, "attribute-unknown", message, node, rule.section)
            elif not self._types[kind](value.strip() if kind != "text" else value):
                message = _('{name}="{value}" is not allowed', name=name, value=value[:40])
                report.add(
                    Fault("attribute-value", message, node.line, node.column, self.section(name, rule))
                )

    def _foreign(self, name: str, rule: Rule) -> bool:
        if rule.foreign is ANY:
            return True
        if ":" not in name and not name.startswith("{"):
            return False
        if isinstance(rule.foreign, frozenset):
            return not name.startswith("{") and name.partition(":")[0] in rule.foreign
        return rule.foreign

    def _children(self, node: Node, rule: Rule, report: Report) -> None:
        names = [OTHER if name.startswith("{") or self._other(name) else name for name, *_rest in node.tokens]
        line = "".join(f"{name} " for name in names)
        if _accepted(rule.content, line):
            return
        pattern = _compiled(rule.content)
        # The first child with which what stands there cannot go on any more.
        low, high = 0, len(names)
        ends = [0]
        for name in names:
            ends.append(ends[-1] + len(name) + 1)
        while low < high:
            middle = (low + high) // 2
            if pattern.fullmatch(line[: ends[middle + 1]], partial=True):
                low = middle + 1
            else:
                high = middle
        section = f"{self.name}, {rule.section}" if rule.section else self.name
        if low < len(names):
            name, number, column = node.tokens[low]
            if name not in self.rules and not name.startswith("{"):
                return  # said where it stands
            shown = name.partition("}")[2] or name
            message = _("<{name}> may not stand here in <{parent}>", name=shown, parent=node.name)
            report.add(Fault("element-order", message, number, column, section))
        else:
            message = _(
                "<{name}> lacks something: {content}", name=node.name, content=_readable(rule.content)
            )
            report.add(Fault("element-missing", message, node.line, node.column, section))

    def _other(self, name: str) -> bool:
        """Whether a name stands as OTHER in content models: modules stand where extensions may."""
        return ":" in name and name.partition(":")[0] not in self._known


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> regex.Pattern[str]:
    # Module elements may stand wherever other namespaces may; names in a model are words.
    return regex.compile(pattern.replace(OTHER, r"(?:other|[a-z]+:[A-Za-z]+)"))


@lru_cache(maxsize=4096)
def _accepted(content: str, line: str) -> bool:
    """Whether children may stand so; most elements of a file hold the same few sequences."""
    return _compiled(content).fullmatch(line) is not None


def _readable(pattern: str) -> str:
    return " ".join(pattern.replace("(?:", "(").replace(" )", ")").split())
