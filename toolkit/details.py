"""What exchange formats know of a unit beyond its two texts: inline codes, attributes, notes, more languages.

A text stays plain; codes are spans of no width over it. :class:`Code` says where in the text something stood
that is not text (a tag, a placeholder, the border of an annotation), what it was in its own format, and the
native code it stands for. So a format that knows nothing of codes takes the text and leaves the rest, and one
that does puts every code back where it was. The names are those of TMX 1.4b (section "Content markup") and
XLIFF 2.1 (section 4.7, "Inline content").
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

Attributes = tuple[tuple[str, str], ...]
"""Names and values in the order of the file."""


class CodeKind(StrEnum):
    """What a code does to the text around it."""

    OPEN = "open"
    """Begins something that a later code of the same id ends, here or in another text."""
    CLOSE = "close"
    ALONE = "alone"
    """Stands for itself: an image, a line break, a placeholder."""


@dataclass(frozen=True, slots=True)
class Subflow:
    """A text of its own inside a native code, such as the alternative text of an image.

    ``at`` is its place in :attr:`Code.data`.
    """

    at: int
    text: str
    codes: tuple[Code, ...] = ()
    attributes: Attributes = ()


@dataclass(frozen=True, slots=True)
class Code:
    """An inline code before character ``at`` of a text.

    Attributes:
        at: offset into the plain text, 0 to its length.
        kind: what it does.
        element: its element with the family of its format: ``tmx:bpt``, ``xliff1:g``, ``xliff2:pc``.
        id: what pairs an opening with its closing code within a text; "" where it has none.
        data: the native code it stands for (``<b>``), without the texts of its subflows.
        attributes: its attributes as they stood in the file.
        subflows: texts inside ``data``, in order.
    """

    at: int
    kind: CodeKind
    element: str
    id: str = ""
    data: str = ""
    attributes: Attributes = ()
    subflows: tuple[Subflow, ...] = ()

    @property
    def annotation(self) -> bool:
        """Whether it is the border of a remark on the text (``hi``, ``mrk``) and no code of the document."""
        return self.element in _ANNOTATIONS

    @property
    def encloses(self) -> bool:
        """Whether its element holds the text up to the closing code, so that such elements have to nest."""
        return self.element in _ENCLOSING

    def attribute(self, name: str) -> str:
        """An attribute's value, "" where there is none."""
        return next((value for key, value in self.attributes if key == name), "")


_ANNOTATIONS = frozenset({"tmx:hi", "xliff1:mrk", "xliff2:mrk", "xliff2:sm", "xliff2:em"})
_ENCLOSING = frozenset({"tmx:hi", "xliff1:mrk", "xliff1:g", "xliff2:mrk", "xliff2:pc"})


class Remark(NamedTuple):
    """A ``note`` or ``prop`` of a file: its element, its text, its attributes."""

    element: str
    text: str
    attributes: Attributes = ()


@dataclass(frozen=True, slots=True)
class Element:
    """An element of a file that a unit stands in (``file``, ``group``, ``unit``, ``tu``), or a file's header.

    ``number`` tells elements of one name apart: the count of them up to this one.
    """

    name: str
    attributes: Attributes = ()
    remarks: tuple[Remark, ...] = ()
    number: int = 0

    def attribute(self, name: str) -> str:
        """An attribute's value, "" where there is none."""
        return next((value for key, value in self.attributes if key == name), "")


@dataclass(frozen=True, slots=True)
class Variant:
    """A unit in one language, as its file has it.

    ``side`` is ``source`` or ``target`` for the two that are the unit's own: their text and codes are the
    unit's and not repeated here. Others carry theirs.
    """

    language: str
    side: str = ""
    text: str = ""
    codes: tuple[Code, ...] = ()
    attributes: Attributes = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Details:
    """Where a unit stood in its file and what the file says of it.

    Attributes:
        family: ``tmx``, ``xliff1`` or ``xliff2``: whose elements and attributes these are.
        elements: those it stood in, outermost first.
        variants: all its languages in the order of the file, the unit's own two included.
    """

    family: str
    elements: tuple[Element, ...] = ()
    variants: tuple[Variant, ...] = ()

    @property
    def others(self) -> int:
        """In how many languages it is beside its own two."""
        return sum(not variant.side for variant in self.variants)
