"""Reading the inline elements of XLIFF 1.2 (section 2.4) and 2.x (section 4.2.3) into texts with codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.details import Attributes, Code, CodeKind
from toolkit.formats.inline import Builder, collapsed

_POSITIONS = {"open": CodeKind.OPEN, "begin": CodeKind.OPEN, "close": CodeKind.CLOSE, "end": CodeKind.CLOSE}


@dataclass(slots=True)
class Side:
    """A source or a target, or one segment of it."""

    text: str
    codes: tuple[Code, ...]
    attributes: Attributes = ()
    preserved: bool = False


@dataclass(slots=True)
class Piece:
    """A stretch of a 1.2 source or target: a segment (``mrk mtype="seg"``) with its ``mid``, or a gap."""

    mid: str | None
    side: Side


class Content:
    """The content of one ``source``, ``seg-source`` or ``target`` while it is being read.

    Args:
        family: ``xliff1`` or ``xliff2``.
        attributes: of the element.
        preserved: whether its white space is text (``xml:space="preserve"``).
        data: the unit's native codes by id (XLIFF 2 ``originalData``).
    """

    def __init__(self, family: str, attributes: Attributes, preserved: bool, data: Mapping[str, str]) -> None:
        self.attributes = attributes
        self.preserved = preserved
        self.pieces: list[Piece] = []
        self.unknown: list[str] = []
        self._family = family
        self._data = data
        self._builder = Builder()
        self._ends: list[tuple[str, CodeKind | None, str, str]] = []
        self._segment: str | None = None
        self._count = 0

    def text(self, text: str) -> None:
        """Characters."""
        self._builder.text(text)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An inline element begins."""
        if self._family == "xliff1":
            self._start1(name, attributes)
        else:
            self._start2(name, attributes)

    def end(self) -> None:
        """The innermost inline element ends."""
        what, kind, id, data = self._ends.pop()
        if what == "native":
            self._builder.end_native()
        elif what == "sub":
            self._builder.end_subflow()
        elif what == "segment":
            self._cut()
            self._segment = None
        elif kind is not None:
            self._enclose(kind, what, id, data)

    def done(self) -> Side:
        """All of it, segments and gaps together."""
        self._cut()
        if len(self.pieces) == 1:
            return self.pieces[0].side
        text, codes = "", []
        for piece in self.pieces:
            codes += [
                Code(c.at + len(text), c.kind, c.element, c.id, c.data, c.attributes, c.subflows)
                for c in piece.side.codes
            ]
            text += piece.side.text
        return Side(text, tuple(codes), self.attributes, self.preserved)

    @property
    def segmented(self) -> bool:
        """Whether it holds segments."""
        return any(piece.mid is not None for piece in self.pieces)

    def _cut(self) -> None:
        text, codes = self._builder.done()
        if text or codes or self._segment is not None or not self.pieces:
            if not self.preserved:
                text, codes = collapsed(text, codes)
            side = Side(text, codes, self.attributes, self.preserved)
            self.pieces.append(Piece(self._segment, side))
        self._builder = Builder()

    def _enclose(self, kind: CodeKind, element: str, id: str, data: str, attributes: Attributes = ()) -> None:
        if data:
            self._builder.begin_native(kind, element, id, attributes)
            self._builder.text(data)
            self._builder.end_native()
        else:
            self._builder.code(kind, element, id, attributes)

    def _start1(self, name: str, attributes: dict[str, str]) -> None:
        kept, id = tuple(attributes.items()), attributes.get("id", "")
        pair = attributes.get("rid") or id
        if name == "g":
            self._builder.code(CodeKind.OPEN, "xliff1:g", id, kept)
            self._ends.append(("xliff1:g", CodeKind.CLOSE, id, ""))
        elif name == "mrk" and attributes.get("mtype") == "seg" and not self._ends:
            self._cut_gap()
            self._segment = attributes.get("mid", "")
            self._ends.append(("segment", None, "", ""))
        elif name == "mrk":
            self._count += 1
            self._builder.code(CodeKind.OPEN, "xliff1:mrk", f"mrk{self._count}", kept)
            self._ends.append(("xliff1:mrk", CodeKind.CLOSE, f"mrk{self._count}", ""))
        elif name in ("x", "bx", "ex"):
            kind = {"x": CodeKind.ALONE, "bx": CodeKind.OPEN, "ex": CodeKind.CLOSE}[name]
            self._builder.code(kind, f"xliff1:{name}", id if name == "x" else pair, kept)
            self._ends.append(("", None, "", ""))
        elif name in ("bpt", "ept", "ph", "it"):
            kinds = {"bpt": CodeKind.OPEN, "ept": CodeKind.CLOSE, "ph": CodeKind.ALONE}
            kind = kinds.get(name) or _POSITIONS.get(attributes.get("pos", ""), CodeKind.ALONE)
            key = pair if name in ("bpt", "ept") else f"it{id}" if name == "it" else id
            self._builder.begin_native(kind, f"xliff1:{name}", key, kept)
            self._ends.append(("native", None, "", ""))
        elif name == "sub" and self._builder.native:
            self._builder.begin_subflow(kept)
            self._ends.append(("sub", None, "", ""))
        else:
            self.unknown.append(name)
            self._ends.append(("", None, "", ""))

    def _cut_gap(self) -> None:
        text, codes = self._builder.done()
        if text or codes:
            self._cut()
        else:
            self._builder = Builder()

    def _start2(self, name: str, attributes: dict[str, str]) -> None:
        kept, id = tuple(attributes.items()), attributes.get("id", "")
        element, data = f"xliff2:{name}", self._data
        after: tuple[str, CodeKind | None, str, str] = ("", None, "", "")
        if name == "cp":
            self._builder.text(character(attributes.get("hex", "")))
        elif name == "pc":
            begun = data.get(attributes.get("dataRefStart", ""), "")
            self._enclose(CodeKind.OPEN, element, id, begun, kept)
            after = (element, CodeKind.CLOSE, id, data.get(attributes.get("dataRefEnd", ""), ""))
        elif name == "mrk":
            self._builder.code(CodeKind.OPEN, element, id, kept)
            after = (element, CodeKind.CLOSE, id, "")
        elif name in ("sc", "sm"):
            self._enclose(CodeKind.OPEN, element, id, data.get(attributes.get("dataRef", ""), ""), kept)
        elif name in ("ec", "em"):
            pair = attributes.get("startRef") or id
            self._enclose(CodeKind.CLOSE, element, pair, data.get(attributes.get("dataRef", ""), ""), kept)
        elif name == "ph":
            self._enclose(CodeKind.ALONE, element, id, data.get(attributes.get("dataRef", ""), ""), kept)
        else:
            self.unknown.append(name)
        self._ends.append(after)


def character(written: str) -> str:
    """The character a ``cp`` stands for: one that XML cannot hold, by its number."""
    try:
        return chr(int(written, 16))
    except (ValueError, OverflowError):
        return "\ufffd"
