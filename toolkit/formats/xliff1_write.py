"""Units to XLIFF 1.2, one ``trans-unit`` at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO

from toolkit.details import Code, CodeKind, Element, Subflow
from toolkit.formats.contract import Context, Written
from toolkit.formats.inline import Neutral, Numbering, Role, flat, rendered
from toolkit.formats.tmx_properties import properties
from toolkit.formats.xliff2_inline import written
from toolkit.formats.xliff_places import Group, Path, grouped
from toolkit.formats.xliff_read import OWN
from toolkit.formats.xliff_words import notes, state_1, variant
from toolkit.model import Unit, Units
from toolkit.safe_xml import count_forbidden, escape, escape_attribute
from toolkit.translations import _

_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_LEVELS = {"file": ("original", "source-language", "target-language", "datatype")}


def write(units: Units, stream: IO[bytes], context: Context) -> Written:
    """Write a whole file; units without any text are left out."""
    writer = _Writer(stream, context, units)
    for group in grouped(units):
        writer.group(group)
    writer.end()
    said = [_("no text on either side")] if writer.skipped else []
    if writer.replaced:
        said.append(_("{count} characters XML cannot carry became U+FFFD", count=writer.replaced))
    return Written(writer.count, writer.skipped, "; ".join(said))


class _Writer:
    """Knows what is open in the file."""

    def __init__(self, stream: IO[bytes], context: Context, units: Units) -> None:
        self.count = self.skipped = self.replaced = 0
        self._stream = stream
        self._context = context
        self._units = units
        self._path = Path()
        self._empty = True
        self._number = 0
        stream.write(
            f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="{_NAMESPACE}">\n'.encode()
        )

    def group(self, group: Group) -> None:
        segments = [pair for pair in group.segments if pair[1].source or pair[1].target or group.unit]
        self.skipped += len(group.segments) - len(segments)
        if not segments:
            return
        self._move(group.levels)
        self._stream.write(self._trans_unit(group, segments).encode("utf-8"))
        self.count += len(segments)
        self._empty = False
        for _element, unit in segments:
            self.replaced += count_forbidden(unit.source) + count_forbidden(unit.target)

    def end(self) -> None:
        if self._empty:
            self._move((Element("file"),))
        self._move(())
        self._stream.write(b"</xliff>\n")

    def _move(self, levels: tuple[Element, ...]) -> None:
        closed, opened = self._path.moved(levels)
        out = "".join("</body></file>\n" if e.name == "file" else "</group>\n" for e in closed)
        for element in opened:
            if element.name == "file":
                header = "".join(f"<note>{escape(note.text)}</note>" for note in element.remarks)
                header = f"<header>{header}</header>" if header else ""
                out += f"<file{written(self._file(element))}>{header}<body>\n"
            else:
                kept = [(key, value) for key, value in element.attributes if key in _GROUP]
                out += f"<group{written(kept)}>\n"
                out += "".join(f"<note>{escape(note.text)}</note>\n" for note in element.remarks)
        self._stream.write(out.encode("utf-8"))

    def _file(self, element: Element) -> list[tuple[str, str]]:
        if element.attribute("source-language"):
            out = [(key, value) for key, value in element.attributes if key not in ("tool-id", "phase-name")]
            for name, value in (("original", ""), ("datatype", "plaintext")):
                if not element.attribute(name):
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
        numbering = Numbering()
        native = group.unit is not None and group.unit.name == "trans-unit"
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
        source = "".join(_content(unit.source, unit.source_codes, numbering) for _element, unit in segments)
        cut = ""
        if segmented:
            marked = "".join(
                _marked(element, _content(unit.source, unit.source_codes, numbering))
                for element, unit in segments
            )
            cut = f"<seg-source>{marked}</seg-source>\n"
        target = self._target(segments, numbering, native, segmented)
        inner = _context(own, self._number)
        said = "".join(
            f"<note{written(remark.attributes)}>{escape(remark.text)}</note>\n"
            for remark in notes(first, group.unit.remarks if group.unit else (), "xliff1")
        )
        return (
            f"<trans-unit{written(attributes)}>\n"
            f"<source{written(had.attributes if had else ())}>{source}</source>\n"
            f"{cut}{target}{inner}{said}</trans-unit>\n"
        )

    def _target(
        self,
        segments: list[tuple[Element | None, Unit]],
        numbering: Numbering,
        native: bool,
        segmented: bool,
    ) -> str:
        first = segments[0][1]
        had = next((v for _e, unit in segments if (v := variant(unit.details, "target"))), None)
        if had is None and not any(unit.target or unit.target_codes for _element, unit in segments):
            return ""
        made = "".join(
            _marked(element, _content(unit.target, unit.target_codes, numbering), segmented, unit.source)
            for element, unit in segments
        )
        if native and had is not None:
            attributes = had.attributes
        else:
            stated = next((unit for element, unit in segments if _is_text(element)), first)
            attributes = (("state", state_1(stated, self._context.fuzzy_below)),)
        return f"<target{written(attributes)}>{made}</target>\n"


_GROUP = ("id", "resname", "restype", "datatype", "xml:space", "translate")


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


# ── inline (section 2.4) ────────────────────────────────────────────────────────────────────────────────────


def _content(text: str, codes: Sequence[Code], numbering: Numbering) -> str:
    if not codes:
        return escape(text)
    return rendered(text, codes, numbering, native="xliff1:", escape=escape, own=_own, foreign=_foreign)


def _own(code: Code) -> str:
    name = code.element.partition(":")[2]
    if code.encloses:
        return f"<{name}{written(code.attributes)}>" if code.kind is CodeKind.OPEN else f"</{name}>"
    if name in ("x", "bx", "ex"):
        return f"<{name}{written(code.attributes)}/>"
    return f"<{name}{written(code.attributes)}>{_data(code)}</{name}>"


def _foreign(item: Neutral) -> str:
    number, code = str(item.number), item.code
    if item.role is Role.MARK:
        return f'<mrk mtype="x-{escape_attribute(code.attribute("type") or "remark")}">'
    if item.role is Role.UNMARK:
        return "</mrk>"
    data = escape(flat(code))
    attributes = [("id", number)]
    if item.role in (Role.BEGIN, Role.END):
        attributes.append(("pos", "open" if item.role is Role.BEGIN else "close"))
        return f"<it{written(attributes)}>{data}</it>"
    if shown := code.attribute("equiv") or code.attribute("equivStart"):
        attributes.append(("equiv-text", shown))
    if item.role is Role.ALONE:
        return f"<ph{written(attributes)}>{data}</ph>" if data else f"<x{written(attributes)}/>"
    name = "bpt" if item.role is Role.OPEN else "ept"
    return f"<{name}{written(attributes)}>{data}</{name}>"


def _data(code: Code) -> str:
    out, at = [], 0
    for flow in code.subflows:
        out += [escape(code.data[at : flow.at]), _sub(flow)]
        at = max(at, flow.at)
    return "".join(out) + escape(code.data[at:])


def _sub(flow: Subflow) -> str:
    return f"<sub{written(flow.attributes)}>{_content(flow.text, flow.codes, Numbering())}</sub>"
