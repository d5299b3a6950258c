"""From a parser's events to the units of an XLIFF file, 1.2 or 2.x, one in memory at a time."""

from __future__ import annotations

from toolkit.details import Element, Remark
from toolkit.errors import FormatError
from toolkit.formats.passed import Passed
from toolkit.formats.xliff_inline import Content, character
from toolkit.formats.xliff_kept import Capture
from toolkit.formats.xliff_parts import Level, Read, Segment, data_kept, differs, segments_of
from toolkit.safe_xml import Handler
from toolkit.translations import _

OWN = "bitext-toolkit"
"""The category of our own properties in metadata (2.x) and context groups (1.2)."""

METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
_LEVELS = frozenset({"file", "group", "unit", "trans-unit"})
_UNITS = ("unit", "trans-unit")
_PASSED = frozenset({"xliff", "body", "header", "notes", "originalData"})
_HOLDERS = frozenset({"xliff", "file", "header", "group", "unit", "trans-unit"})
"""Elements whose further children are kept as they stand."""


class Reader(Handler):
    """Collects units.

    Args:
        path: of the file, for messages.
        whole: keep what is not interpreted as it stands, with the unit, group or file it stands in; otherwise
            it is passed over.
    """

    def __init__(self, path: str, whole: bool) -> None:
        self.family = ""
        self.header: Element | None = None
        self.header_remarks: list[Remark] = []
        self.languages = ["", ""]
        self.ready: list[Read] = []
        self.passed = Passed()
        self._path = path
        self._whole = whole
        self._space = ""  # the namespace of XLIFF's own elements
        self._root_spaces: dict[str, str] = {}  # by prefix
        self._levels: list[Level] = []
        self._open: list[str] = []
        self._scopes: list[
            tuple[int, dict[str, str]]
        ] = []  # namespaces declared below the root, and how deep
        self._skipping = 0  # at which depth an element began that is of no use here
        self._capture: Capture | None = None
        self._capture_depth = 0
        self._content: Content | None = None
        self._content_depth = 0
        self._plain: list[str] | None = None
        self._attributes: dict[str, str] = {}
        self._segments: list[Segment] = []
        self._data: dict[str, str] = {}
        self._data_remarks: list[Remark] = []
        self._parts: dict[str, Content] = {}
        self._own: list[Remark] | None = None  # our properties, while what holds them is open
        self._own_depth = 0
        self._properties: list[Remark] = []
        self._count = 0

    # ── events ──────────────────────────────────────────────────────────────────────────────────────────────

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._open.append(name)
        if self._skipping:
            return
        depth = len(self._open)
        if depth == 1:
            self._root(name, attributes)
            return
        if self._own is not None:
            self._start_own(name, attributes, depth)
            return
        if self._capture is not None:
            self._captured(name, attributes)
            return
        if any(":" in key for key in attributes) or "xmlns" in attributes:
            self._namespaces(attributes, depth)
        prefix, _colon, local = name.rpartition(":")
        foreign = self._namespace(prefix) != self._space
        if self._content is not None:
            if foreign:
                self._pass(name)
            else:
                self._content.start(local, attributes)
        elif foreign or local in ("context-group", "skeleton"):
            self._other(name, attributes)
        elif local in _LEVELS:
            self._level(local, attributes)
        elif local in ("source", "seg-source", "target"):
            self._begin_content(attributes)
        elif local in ("segment", "ignorable"):
            self._count += 1
            self._segments.append(Segment(local, tuple(attributes.items()), self._count))
        elif local in ("note", "data"):
            self._plain, self._attributes = [], attributes
        elif local == "cp" and self._plain is not None:
            self._plain.append(character(attributes.get("hex", "")))
        elif local not in _PASSED:
            self._other(name, attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        depth = len(self._open)
        self._open.pop()
        while self._scopes and self._scopes[-1][0] >= depth:
            self._scopes.pop()
        if self._skipping:
            if depth == self._skipping:
                self._skipping = 0
            return
        local = _local(name)
        if self._own is not None:
            self._end_own(depth)
        elif self._capture is not None:
            self._end_captured(name, depth)
        elif self._content is not None:
            if depth > self._content_depth:
                self._content.end()
            else:
                self._end_content(local)
        elif self._plain is not None:
            self._end_plain(local)
        elif local in _LEVELS and self._levels:
            if local in _UNITS:
                self._unit()
            if self._levels.pop().empty and self._whole:
                self.passed.add(_("<{name}> without units", name=local), self.parser.CurrentLineNumber)

    def text(self, text: str) -> None:
        """A piece of text."""
        if self._skipping:
            return
        if self._content is not None:
            self._content.text(text)
        elif self._plain is not None:
            self._plain.append(text)
        elif self._capture is not None and self._own is None:
            self._capture.text(text)

    # ── structure ───────────────────────────────────────────────────────────────────────────────────────────

    def _root(self, name: str, attributes: dict[str, str]) -> None:
        prefix, _colon, local = name.rpartition(":")
        if local != "xliff":
            raise self._error(
                _("is not XLIFF: its root element is <{name}>", name=name[:40]), _("check the format")
            )
        self._root_spaces = _declared(attributes)
        self._space = self._root_spaces.get(prefix, "")
        version = attributes.get("version") or self._space.rpartition(":")[2]
        if version.startswith(("1.", "2.")):
            self.family = f"xliff{version[0]}"
        else:
            raise self._error(
                _("is XLIFF of version '{version}'", version=version[:20]), _("1.0 to 2.2 can be read")
            )
        self.header = Element("xliff", tuple(attributes.items()))
        self.languages = [attributes.get("srcLang", ""), attributes.get("trgLang", "")]

    def _namespaces(self, attributes: dict[str, str], depth: int) -> None:
        """Note the namespaces an element declares; attributes of others are passed over, or kept."""
        if declared := _declared(attributes):
            self._scopes.append((depth, declared))
        if not self._whole:
            for key in attributes:
                if ":" in key and not key.startswith(("xml:", "xmlns:", "xsi:")):
                    self.passed.add(key, self.parser.CurrentLineNumber)

    def _namespace(self, prefix: str) -> str:
        """The namespace that a prefix stands for here."""
        for _depth, declared in reversed(self._scopes):
            if prefix in declared:
                return declared[prefix]
        return self._root_spaces.get(prefix, f"undeclared:{prefix}" if prefix else "")

    def _level(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        space = attributes.get("xml:space", "")
        inherited = self._levels[-1].preserved if self._levels else self._root_space()
        preserved = space == "preserve" if space else inherited
        self._levels.append(Level(name, tuple(attributes.items()), self._count, preserved))
        if name == "file" and self.family == "xliff1":
            here = [attributes.get("source-language", ""), attributes.get("target-language", "")]
            self.languages = [old or new for old, new in zip(self.languages, here, strict=True)]
        elif name in _UNITS:
            self._segments, self._data, self._parts, self._properties = [], {}, {}, []
            self._data_remarks = []
        if len(self._levels) == 1 and name != "file":
            raise self._error(
                _("<{name}> outside <{parent}>", name=name, parent="file"),
                _("the file is not built as XLIFF"),
            )

    def _root_space(self) -> bool:
        return self.header is not None and self.header.attribute("xml:space") == "preserve"

    # ── what is not interpreted ─────────────────────────────────────────────────────────────────────────────

    def _other(self, name: str, attributes: dict[str, str]) -> None:
        """An element of another namespace, or one of XLIFF's own that is kept as it stands."""
        prefix, _colon, local = name.rpartition(":")
        parent = _local(self._open[-2])
        space = self._namespace(prefix)
        if parent == "xliff" and local == "file":
            raise self._error(
                _("<{name}> is of another namespace than the root element", name=name[:40]),
                _("the file is not built as XLIFF"),
            )
        if (
            local == "context-group"
            and space == self._space
            and attributes.get("name", "").startswith(OWN)
            and parent == "trans-unit"
        ):
            self._own, self._own_depth = [], len(self._open)
        elif parent in _HOLDERS and (_is_metadata(space, local) or (self._whole and local != "bin-unit")):
            around = {key: uri for _depth, found in self._scopes for key, uri in found.items()}
            self._capture = Capture(name, attributes, around, space != self._space)
            self._capture_depth = len(self._open)
        else:
            self._pass(f"<{local if space == self._space else name}>")

    def _pass(self, name: str) -> None:
        self._skipping = len(self._open)
        self.passed.add(name, self.parser.CurrentLineNumber)

    def _captured(self, name: str, attributes: dict[str, str]) -> None:
        assert self._capture is not None
        own = _local(name) == "metaGroup" and attributes.get("category") == OWN
        if own and self._levels and self._levels[-1].name == "unit":
            self._own, self._own_depth = [], len(self._open)
        else:
            self._capture.start(name, attributes)

    def _end_captured(self, name: str, depth: int) -> None:
        capture = self._capture
        assert capture is not None
        capture.end(name)
        if depth > self._capture_depth:
            return
        self._capture = None
        if capture.empty and _local(name) == "metadata":
            return  # it held our properties alone
        if not self._whole or capture.too_long:
            self.passed.add(f"<{name}>", self.parser.CurrentLineNumber)
        elif not self._levels:
            self.header_remarks.append(capture.remark())
        else:
            self._levels[-1].remarks.append(capture.remark())

    def _start_own(self, name: str, attributes: dict[str, str], depth: int) -> None:
        if depth == self._own_depth + 1:
            self._plain, self._attributes = [], attributes
        elif self._plain is not None and _local(name) == "cp":
            self._plain.append(character(attributes.get("hex", "")))

    def _end_own(self, depth: int) -> None:
        """One of our properties ends, or what holds them."""
        assert self._own is not None
        if depth == self._own_depth:
            self._properties += self._own
            self._own = None
        elif depth == self._own_depth + 1:
            kind = self._attributes.get("context-type") or self._attributes.get("type", "")
            self._own.append(Remark("prop", "".join(self._plain or ()), (("type", kind),)))
            self._plain = None

    # ── contents ────────────────────────────────────────────────────────────────────────────────────────────

    def _begin_content(self, attributes: dict[str, str]) -> None:
        if not self._levels or self._levels[-1].name not in _UNITS:
            raise self._error(_("<source> or <target> outside a unit"), _("the file is not built as XLIFF"))
        space = attributes.get("xml:space", "")
        preserved = space == "preserve" if space else self._levels[-1].preserved
        self._content = Content(self.family, tuple(attributes.items()), preserved, self._data)
        self._content_depth = len(self._open)

    def _end_content(self, name: str) -> None:
        content = self._content
        assert content is not None
        self._content = None
        for unknown in content.unknown:
            self.passed.add(f"<{unknown}>", self.parser.CurrentLineNumber)
        if self.family == "xliff1":
            self._parts[name] = content
        elif self._segments:
            if name == "source":
                self._segments[-1].source = content.done()
            else:
                self._segments[-1].target = content.done()

    def _end_plain(self, local: str) -> None:
        if local == "cp":
            return
        text = "".join(self._plain or ())
        self._plain = None
        attributes = tuple(self._attributes.items())
        if local == "note":
            if self._levels:
                self._levels[-1].remarks.append(Remark("note", text, attributes))
        else:
            self._data[self._attributes.get("id", "")] = text
            self._data_remarks.append(Remark("data", text, attributes))

    def _unit(self) -> None:
        segments = self._segments if self.family == "xliff2" else segments_of(self._parts)
        if self._whole and differs(self._parts):
            name = _("<source> with other codes than its <seg-source>")
            self.passed.add(name, self.parser.CurrentLineNumber)
        if self._whole and self._data_remarks:
            self._levels[-1].remarks += data_kept(self._data_remarks, self._levels[-1].remarks, segments)
        for level in self._levels:
            level.empty = False
        levels = tuple([level.element() for level in self._levels])
        self.ready.append(Read(levels, segments, self._properties))

    def _error(self, problem: str, remedy: str) -> FormatError:
        at = self.parser
        return FormatError(
            problem, remedy, path=self._path, line=at.CurrentLineNumber, column=at.CurrentColumnNumber + 1
        )


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _declared(attributes: dict[str, str]) -> dict[str, str]:
    """The namespaces an element declares, by prefix."""
    return {key[6:]: uri for key, uri in attributes.items() if key == "xmlns" or key.startswith("xmlns:")}


def _is_metadata(space: str, local: str) -> bool:
    return space == METADATA and local == "metadata"
