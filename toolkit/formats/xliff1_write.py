"""Units to XLIFF 1.2, one ``trans-unit`` at a time."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter
from typing import IO

from toolkit.details import Element, Remark
from toolkit.formats.contract import Context, Written
from toolkit.formats.lost import Behind
from toolkit.formats.tmx_properties import properties
from toolkit.formats.xliff1_inline import Unit1
from toolkit.formats.xliff_events import OWN
from toolkit.formats.xliff_kept import Tags, foreign, kept, name_of
from toolkit.formats.xliff_places import Group, Path, grouped
from toolkit.formats.xliff_words import converted, notes, state_1, variant
from toolkit.model import Unit, Units
from toolkit.safe_xml import count_forbidden, escape, escape_attribute
from toolkit.translations import _

_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_DOCUMENT = "urn:oasis:names:tc:xliff:document:1."
_ROOT = ("xmlns", "version", "family")
_COMMON = ("id", "resname", "restype", "datatype", "xml:space", "translate")
"""Attributes a group may have in either version."""
# The order of what stands in an element (section 2.2); extensions come after.
_HEADER = ("skl", "phase-group", "note")
_GROUP = ("context-group", "count-group", "prop-group", "note")
_UNIT = ("note",)


def write(units: Units, stream: IO[bytes], context: Context) -> Written:
    """Write a whole file; units without any text are left out."""
    writer = _Writer(stream, context, units)
    for group in grouped(writer.behind.watched(units)):
        writer.group(group)
    writer.end()
    said = [_("no text on either side")] if writer.skipped else []
    if writer.replaced:
        said.append(_("{count} characters XML cannot carry became U+FFFD", count=writer.replaced))
    said += writer.behind.clauses(writer.tags.left)
    return Written(writer.count, writer.skipped, "; ".join(said))


class _Writer:
    """Knows what is open in the file."""

    def __init__(self, stream: IO[bytes], context: Context, units: Units) -> None:
        self.count = self.skipped = self.replaced = 0
        self.behind = Behind("xliff1")
        self._stream = stream
        self._context = context
        self._units = units
        self._path = Path()
        self._empty = True
        self._number = 0
        header = units.header
        own = header is not None and header.attribute("family") == "xliff1"
        further = [item for item in header.attributes if item[0] not in _ROOT] if header and own else []
        # A prefix for XLIFF itself is for 1.2 now, whatever version the file was of.
        further = [
            (name, _NAMESPACE if name.startswith("xmlns") and uri.startswith(_DOCUMENT) else uri)
            for name, uri in further
        ]
        self.tags = Tags((("xmlns", _NAMESPACE), *further))
        stream.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<xliff version="1.2" xmlns="{_NAMESPACE}"{self.tags.written(further)}>\n'.encode()
        )
        if header is not None and own:
            for remark in self.tags.elements(header.remarks):
                stream.write(f"{remark.text}\n".encode())

    def group(self, group: Group) -> None:
        segments = [pair for pair in group.segments if pair[1].source or pair[1].target or group.unit]
        self.skipped += len(group.segments) - len(segments)
        if not segments:
            return
        self._move(group.levels, group.family == "xliff1")
        self._stream.write(self._trans_unit(group, segments).encode("utf-8"))
        self.count += len(segments)
        self._empty = False
        for _element, unit in segments:
            self.replaced += count_forbidden(unit.source) + count_forbidden(unit.target)

    def end(self) -> None:
        if self._empty:
            self._move((Element("file"),), False)
        self._move((), False)
        self._stream.write(b"</xliff>\n")

    def _move(self, levels: tuple[Element, ...], native: bool) -> None:
        closed, opened = self._path.moved(levels)
        out = []
        for element in closed:
            self.tags.leave()
            out.append("</body></file>\n" if element.name == "file" else "</group>\n")
        for element in opened:
            remarks = element.remarks if native else tuple(converted(element.remarks, "xliff1"))
            self.tags.enter(element.attributes)
            if element.name == "file":
                header = "".join(self._ordered(remarks, _HEADER))
                header = f"<header>{header}</header>" if header else ""
                out.append(f"<file{self.tags.written(self._file(element))}>{header}<body>\n")
            else:
                kept = [item for item in element.attributes if native or item[0] in _COMMON]
                out.append(f"<group{self.tags.written(kept)}>\n")
                out += [f"{piece}\n" for piece in self._ordered(remarks, _GROUP)]
        self._stream.write("".join(out).encode("utf-8"))

    def _ordered(self, remarks: tuple[Remark, ...], order: tuple[str, ...]) -> list[str]:
        """Notes and what was kept as it stands, in the order XLIFF 1.2 asks for; extensions come last."""
        found: list[tuple[int, str]] = []
        place = order.index("note")  # where all those stand that have no place of their own
        for remark in self.tags.elements(remarks):
            local = name_of(remark).rpartition(":")[2]
            own = order.index(local) if local in order else place
            found.append((len(order) if foreign(remark) else own, remark.text))
        found += [(place, self._note(remark)) for remark in remarks if remark.element == "note"]
        return [text for _place, text in sorted(found, key=itemgetter(0))]

    def _note(self, remark: Remark) -> str:
        return f"<note{self.tags.written(remark.attributes)}>{escape(remark.text)}</note>"

    def _file(self, element: Element) -> list[tuple[str, str]]:
        if element.attribute("source-language"):
            said = {name_of(remark).rpartition(":")[2] for remark in kept(element.remarks)}
            out = [item for item in element.attributes if item[0] != "tool-id" or "tool" in said]
            for name, value in (("original", ""), ("datatype", "plaintext")):
                if name not in dict(out):
                    out.append((name, value))
            return out
        out = [
            ("original", element.attribute("original") or self._units.source_name),
            ("source-language", self._units.source_language),
            ("target-language", self._units.target_language),
            ("datatype", "plaintext"),
        ]
        if space := element.attribute("xml:space"):
            out.append(("xml:space", space))
        return out

    def _trans_unit(self, group: Group, segments: list[tuple[Element | None, Unit]]) -> str:
        first = segments[0][1]
        content = Unit1(self.tags)
        native = group.unit is not None and group.unit.name == "trans-unit"
        self.tags.enter(group.unit.attributes if group.unit is not None and native else ())
        self._number += 1
        own: list[tuple[str, str]] = []
        if native and group.unit is not None:
            attributes = list(group.unit.attributes)
            if not group.unit.attribute("id"):
                attributes.insert(0, ("id", f"u{self._number}"))
        elif group.unit is not None:
            attributes = [("id", group.unit.attribute("id")), ("xml:space", "preserve")]
            attributes += [
                (new, value)
                for new, old in (("resname", "name"), ("translate", "translate"))
                if (value := group.unit.attribute(old))
            ]
        else:
            attributes = [("id", first.id), ("xml:space", "preserve")]
            if first.id != str(self._number):
                # Ids have to be unique in the file; running numbers are, whatever the units' own ids are.
                attributes = [("id", f"u{self._number}"), ("resname", first.id), ("xml:space", "preserve")]
                own = [("x-id", first.id)]
        own += properties(first)
        segmented = segments[0][0] is not None and (len(segments) > 1 or native)
        had = variant(first.details, "source") if native else None
        side = had.attributes if had is not None else ()
        self.tags.enter(side)
        source = "".join(content.content(unit.source, unit.source_codes) for _element, unit in segments)
        cut = ""
        if segmented:
            marked = "".join(
                _marked(element, content.content(unit.source, unit.source_codes))
                for element, unit in segments
            )
            cut = f"<seg-source>{marked}</seg-source>\n"
        self.tags.leave()
        target = self._target(segments, content, native, segmented)
        remarks = group.unit.remarks if group.unit is not None else ()
        said = tuple(notes(first, remarks, "xliff1"))
        said += tuple(kept(remarks)) if native else ()
        after = "".join([f"{piece}\n" for piece in self._ordered(said, _UNIT)])
        made = (
            f"<source{self.tags.written(side)}>{source}</source>\n"
            f"{cut}{target}{_context(own, self._number)}{after}"
        )
        self.tags.leave()
        return f"<trans-unit{self.tags.written(attributes)}>\n{made}</trans-unit>\n"

    def _target(
        self,
        segments: list[tuple[Element | None, Unit]],
        content: Unit1,
        native: bool,
        segmented: bool,
    ) -> str:
        first = segments[0][1]
        had = next((v for _e, unit in segments if (v := variant(unit.details, "target"))), None)
        if had is None and not any(unit.target or unit.target_codes for _element, unit in segments):
            return ""
        if native and had is not None:
            attributes = had.attributes
        else:
            stated = next((unit for element, unit in segments if _is_text(element)), first)
            attributes = (("state", state_1(stated, self._context.fuzzy_below)),)
        self.tags.enter(attributes)
        made = "".join(
            _marked(element, content.content(unit.target, unit.target_codes), segmented, unit.source)
            for element, unit in segments
        )
        self.tags.leave()
        return f"<target{self.tags.written(attributes)}>{made}</target>\n"


def _is_text(element: Element | None) -> bool:
    return element is None or element.name != "ignorable"


def _marked(element: Element | None, content: str, segmented: bool = True, otherwise: str = "") -> str:
    """A segment between its marks; a gap without any, taken over into a target that has none."""
    if element is None or not segmented:
        return content
    if element.name == "ignorable":
        return content or escape(otherwise)
    mid = element.attribute("id") or str(element.number)
    return f'<mrk mtype="seg" mid="{escape_attribute(mid)}">{content}</mrk>'


def _context(own: Iterable[tuple[str, str]], number: int) -> str:
    rows = "".join(
        f'<context context-type="{escape_attribute(kind)}">{escape(value)}</context>' for kind, value in own
    )
    return (
        f'<context-group name="{OWN}-{number}" purpose="information">{rows}</context-group>\n' if rows else ""
    )
