"""What XLIFF files hold that the toolkit does not interpret, kept as it stands for files of the same version.

Modules and extensions, ``alt-trans``, skeletons, the tools and phases of a header: elements that are written
down as XML where they are met and put back where they were. In details they are remarks whose element is
:data:`KEPT`, their name an attribute.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from xml.parsers import expat

from toolkit.details import Attributes, Remark
from toolkit.safe_xml import escape, escape_attribute

KEPT = "xml"
"""The ``element`` of a remark that is an element as it stands."""

_NAME = re.compile(r"[^\W\d][\w.\-]*(?::[^\W\d][\w.\-]*)?")
LIMIT = 1 << 24
"""Characters of an element beyond which it is not kept."""


class Capture:
    """Writes down one element and all inside it.

    Args:
        name: of the element, its prefix included.
        attributes: of the element.
        around: namespaces by prefix ("" for none) that elements around it declare, which may not be kept.
        foreign: whether it is of another namespace than XLIFF's own.

    ``empty`` is whether nothing stands in it.
    """

    def __init__(
        self, name: str, attributes: Mapping[str, str], around: Mapping[str, str], foreign: bool
    ) -> None:
        self._pieces: list[str] = []
        self._size = 0
        self._bare = False  # whether nothing stands in the element that was opened last
        self._attributes: Attributes = (("name", name), *((("foreign", "yes"),) if foreign else ()))
        declared = {(f"xmlns:{prefix}" if prefix else "xmlns"): uri for prefix, uri in around.items()}
        self.start(name, {**declared, **attributes})
        self.empty = True

    @property
    def too_long(self) -> bool:
        """Whether it is longer than anything worth keeping."""
        return self._size > LIMIT

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        written = "".join([f' {key}="{escape_attribute(value)}"' for key, value in attributes.items()])
        self._add(f"<{name}{written}")
        self._bare, self.empty = True, False

    def end(self, name: str) -> None:
        """An element ends."""
        if self._bare:
            self._pieces.append("/>")
            self._bare = False
        else:
            self._add(f"</{name}>")

    def text(self, text: str) -> None:
        """A piece of text."""
        if text:
            self._add(escape(text))
            self.empty = self.empty and text.isspace()

    def remark(self) -> Remark:
        """What was written down."""
        return Remark(KEPT, "".join(self._pieces), self._attributes)

    def _add(self, piece: str) -> None:
        if self._bare:
            self._pieces.append(">")
            self._bare = False
        self._size += len(piece)
        if not self.too_long:
            self._pieces.append(piece)


def kept(remarks: Iterable[Remark]) -> list[Remark]:
    """Those remarks that are elements as they stand."""
    return [remark for remark in remarks if remark.element == KEPT]


def name_of(remark: Remark) -> str:
    """The name of such an element."""
    return next((value for key, value in remark.attributes if key == "name"), "")


def foreign(remark: Remark) -> bool:
    """Whether it is of another namespace than XLIFF's own."""
    return ("foreign", "yes") in remark.attributes


@lru_cache(maxsize=256)
def fits(written: str, namespaces: Attributes) -> bool:
    """Whether an element is well-formed, and of declared namespaces, where ``namespaces`` are declared.

    What comes from a file is; what comes from JSONL anybody may have written.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    declared = "".join([f' {name}="{escape_attribute(value)}"' for name, value in namespaces])
    depth, count = 0, 0

    def start(_name: str, _attributes: object) -> None:
        nonlocal depth, count
        count += depth == 1
        depth += 1

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(f"<x{declared}>{written}</x>", True)
    except (expat.ExpatError, UnicodeEncodeError):
        return False
    return count == 1


class Tags:
    """Writes attributes: those of namespaces that are declared where they stand.

    ``left`` counts, by name, the attributes and elements that could not be written.
    """

    def __init__(self, root: Iterable[tuple[str, str]]) -> None:
        self.left: dict[str, int] = {}
        self._scopes = [dict(_declarations(root))]

    def enter(self, attributes: Attributes) -> None:
        """Go into an element that has these attributes."""
        own = _declarations(attributes)
        self._scopes.append({**self._scopes[-1], **own} if own else self._scopes[-1])

    def leave(self) -> None:
        """Out of it again."""
        self._scopes.pop()

    def written(self, attributes: Iterable[tuple[str, str]]) -> str:
        """Attributes as they are written."""
        attributes = tuple(attributes)
        out = []
        for name, value in attributes:
            if name == "xmlns":
                continue
            if self._declared(name, attributes) and _NAME.fullmatch(name):
                out.append(f' {name}="{escape_attribute(value)}"')
            else:
                self._leave(name)
        return "".join(out)

    def elements(self, remarks: Iterable[Remark]) -> list[Remark]:
        """The kept ones among remarks that can be put here as they stand."""
        found = []
        for remark in kept(remarks):
            if fits(remark.text, tuple(self._scopes[-1].items())):
                found.append(remark)
            else:
                self._leave(f"<{name_of(remark)}>")
        return found

    def _declared(self, name: str, attributes: Attributes) -> bool:
        prefix, colon, _local = name.partition(":")
        if not colon or prefix in ("xml", "xmlns"):
            return True
        wanted = f"xmlns:{prefix}"
        return wanted in self._scopes[-1] or any(name == wanted for name, _value in attributes)

    def _leave(self, name: str) -> None:
        self.left[name] = self.left.get(name, 0) + 1


def _declarations(attributes: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {name: uri for name, uri in attributes if name == "xmlns" or name.startswith("xmlns:")}
