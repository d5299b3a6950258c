"""A small tree of XML with the place of every element, built piece by piece.

Names are those of a vocabulary: ``unit`` in its main namespace, ``mtc:match`` in one it knows by a prefix,
``{urn:x}thing`` in any other. Subtrees that are named as *parts* are handed over when complete and then let
go, and so are *levels*, the elements around them, so that a file of any length needs little memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from toolkit.safe_xml import Handler

XML = "http://www.w3.org/XML/1998/namespace"


class Node:
    """An element: its name and attributes in the vocabulary's names, children and texts in order."""

    __slots__ = ("attributes", "children", "column", "line", "name", "parent", "tokens")

    def __init__(
        self, name: str, attributes: dict[str, str], line: int, column: int, parent: Node | None
    ) -> None:
        self.name = name
        self.attributes = attributes
        self.line = line
        self.column = column
        self.parent = parent
        self.children: list[Node | str] = []
        self.tokens: list[tuple[str, int, int]] = []

    @property
    def foreign(self) -> bool:
        """Whether it is of a namespace the vocabulary does not know."""
        return self.name.startswith("{")

    @property
    def core(self) -> bool:
        """Whether it is of the vocabulary's main namespace."""
        return ":" not in self.name and not self.foreign

    def elements(self) -> Iterator[Node]:
        """Its child elements, in order."""
        for child in self.children:
            if isinstance(child, Node):
                yield child

    def walk(self) -> Iterator[Node]:
        """It and all elements inside it, in the order of the file."""
        yield self
        for child in self.elements():
            yield from child.walk()

    def child(self, name: str) -> Node | None:
        """The first child of that name."""
        return next((child for child in self.elements() if child.name == name), None)

    def text(self) -> str:
        """The text directly in it."""
        return "".join(child for child in self.children if isinstance(child, str))

    def get(self, name: str, default: str = "") -> str:
        """An attribute's value."""
        return self.attributes.get(name, default)

    def inherited(self, name: str) -> str | None:
        """The attribute's value here or at the nearest element around it."""
        node: Node | None = self
        while node is not None:
            if name in node.attributes:
                return node.attributes[name]
            node = node.parent
        return None


class TreeHandler(Handler):
    """Builds the tree from the parser's events.

    Args:
        namespaces: prefix by namespace, "" for the main one.
        parts: names of elements that are handed over and let go. They may stand in any number.
        begun: called when any element begins, before its children are known.
        ended: called when an element ends; parts are complete then, others have all children but parts and
            levels.
        levels: names of elements that hold parts, or levels, in any number.
    """

    def __init__(
        self,
        namespaces: Mapping[str, str],
        parts: frozenset[str],
        begun: Callable[[Node], None],
        ended: Callable[[Node], None],
        levels: frozenset[str] = frozenset(),
    ) -> None:
        self._prefixes = dict(namespaces) | {XML: "xml"}
        self._parts = parts
        self._let_go = parts | levels
        self._begun = begun
        self._ended = ended
        self._scopes: list[dict[str, str]] = [{"xml": XML, "": ""}]
        self._node: Node | None = None
        self._inside = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        declared = {
            key[6:]: value for key, value in attributes.items() if key == "xmlns" or key.startswith("xmlns:")
        }
        scope = {**self._scopes[-1], **declared} if declared else self._scopes[-1]
        self._scopes.append(scope)
        named = {
            self._name(key, scope, attribute=True): value
            for key, value in attributes.items()
            if key != "xmlns" and not key.startswith("xmlns:")
        }
        at = self.parser
        node = Node(
            self._name(name, scope), named, at.CurrentLineNumber, at.CurrentColumnNumber + 1, self._node
        )
        if self._node is not None:
            if self._inside or node.name not in self._let_go or not self._twice(node.name, self._node.tokens):
                self._node.tokens.append((node.name, node.line, node.column))
            if node.name not in self._let_go or self._inside:
                self._node.children.append(node)
        if node.name in self._parts:
            self._inside += 1
        self._node = node
        if not self._inside or node.name in self._parts:
            self._begun(node)

    def end(self, name: str) -> None:
        """An element ends."""
        node = self._node
        assert node is not None
        self._scopes.pop()
        if node.name in self._parts:
            self._inside -= 1
        if not self._inside:
            self._ended(node)
        self._node = node.parent

    def text(self, text: str) -> None:
        """A piece of text."""
        node = self._node
        if node is None:
            return
        if node.children and isinstance(node.children[-1], str):
            node.children[-1] += text
        elif self._inside or text.strip() or not node.children:
            node.children.append(text)

    def _twice(self, name: str, tokens: list[tuple[str, int, int]]) -> bool:
        """Whether such a part or level is there twice before the next one: a third says no more."""
        count = 0
        for token, *_place in reversed(tokens):
            if token not in self._let_go or count == 2:
                break
            count += token == name
        return count == 2

    def _name(self, written: str, scope: Mapping[str, str], attribute: bool = False) -> str:
        prefix, colon, local = written.rpartition(":")
        if attribute and not colon:
            return local
        space = scope.get(prefix, f"undeclared:{prefix}")
        known = self._prefixes.get(space)
        if known is None:
            return f"{{{space}}}{local}"
        # The same few names again and again: one string for each.
        return f"{known}:{local}" if known else local
