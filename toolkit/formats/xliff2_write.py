"""Units to XLIFF 2.0, one unit of the file at a time."""

from __future__ import annotations

from typing import IO

from toolkit.details import Code, Element, Remark, Variant
from toolkit.formats.contract import Context, Written
from toolkit.formats.tmx_properties import properties
from toolkit.formats.xliff2_inline import Unit2, characters, written
from toolkit.formats.xliff_places import Group, Path, grouped
from toolkit.formats.xliff_read import OWN
from toolkit.formats.xliff_words import notes, state_2, variant
from toolkit.model import Unit, Units
from toolkit.safe_xml import escape, escape_attribute
from toolkit.translations import _

_NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"


def write(units: Units, stream: IO[bytes], context: Context) -> Written:
    """Write a whole file; units without any text are left out."""
    writer = _Writer(stream, context, units)
    for group in grouped(units):
        writer.group(group)
    writer.end()
    note = _("no text on either side") if writer.skipped else ""
    return Written(writer.count, writer.skipped, note)


class _Writer:
    """Knows what is open in the file, and what numbers were given."""

    def __init__(self, stream: IO[bytes], context: Context, units: Units) -> None:
        self.count = self.skipped = 0
        self._stream = stream
        self._context = context
        self._languages = units.source_language, units.target_language
        self._path = Path()
        self._numbers = {"file": 0, "group": 0, "unit": 0}
        self._empty = True
        self._targets = True
        version = "2.0"
        space = ""
        if units.header is not None and units.header.attribute("family") == "xliff2":
            version = units.header.attribute("version") or version
            space = units.header.attribute("xml:space")
            # Languages as the file wrote them: its texts may repeat them, and have to agree.
            self._languages = (
                units.header.attribute("srcLang") or units.source_language,
                units.header.attribute("trgLang") or units.target_language,
            )
        target = f' trgLang="{escape_attribute(self._languages[1])}"'
        stream.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<xliff xmlns="{_NAMESPACE}" xmlns:mda="{_METADATA}" version="{escape_attribute(version)}"'
            f' srcLang="{escape_attribute(self._languages[0])}"{target}'
            f"{written((('xml:space', space),) if space else ())}>\n".encode()
        )

    def group(self, group: Group) -> None:
        segments = [pair for pair in group.segments if pair[1].source or pair[1].target or group.unit]
        self.skipped += len(group.segments) - len(segments)
        if not segments:
            return
        self._move(group.levels, group.family == "xliff2")
        self._stream.write(self._unit(group, segments).encode("utf-8"))
        self.count += len(segments)
        self._empty = False

    def end(self) -> None:
        if self._empty:
            # A file needs a unit (section 4.2.2.2): one that says nothing keeps an empty bitext valid.
            self._move((Element("file"),), False)
            self._stream.write(b'<unit id="none" translate="no"><segment><source/></segment></unit>\n')
        self._move((), False)
        self._stream.write(b"</xliff>\n")

    def _move(self, levels: tuple[Element, ...], native: bool) -> None:
        closed, opened = self._path.moved(levels)
        out = "".join(f"</{element.name}>\n" for element in closed)
        for element in opened:
            out += f"<{element.name}{written(self._named(element, native))}>\n{_notes(element.remarks)}"
        self._stream.write(out.encode("utf-8"))

    def _named(self, element: Element, native: bool) -> list[tuple[str, str]]:
        """The attributes of a file or group, with the id XLIFF 2 wants."""
        self._numbers[element.name] += 1
        if native:
            return list(element.attributes)
        number = f"{element.name[0]}{self._numbers[element.name]}"
        out = [("id", number)]
        if element.name == "file" and element.attribute("original"):
            out.append(("original", element.attribute("original")))
        if element.name == "group" and (name := element.attribute("resname") or element.attribute("id")):
            out.append(("name", name))
        if (space := element.attribute("xml:space")) in ("default", "preserve"):
            out.append(("xml:space", space))
        return out

    def _unit(self, group: Group, segments: list[tuple[Element | None, Unit]]) -> str:
        first = segments[0][1]
        content = Unit2(
            side for _element, unit in segments for side in _sides(unit)
        )  # fmt: skip
        body = "".join(self._segment(element, unit, content) for element, unit in segments)
        native = group.unit is not None and group.unit.name == "unit"
        self._numbers["unit"] += 1
        own: list[tuple[str, str]] = []
        if native and group.unit is not None:
            attributes = list(group.unit.attributes)
        else:
            attributes = [("id", first.id)]
            if first.id != str(self._numbers["unit"]):
                # Ids have to be unique in the file; running numbers are, whatever the units' own ids are.
                attributes = [("id", f"u{self._numbers['unit']}"), ("name", first.id)]
                own = [("x-id", first.id)]
            if group.unit is not None and group.unit.attribute("translate") == "no":
                attributes.append(("translate", "no"))
            attributes.append(("xml:space", "preserve"))
        own += properties(first)
        remarks = notes(first, group.unit.remarks if group.unit else (), "xliff2")
        return (
            f"<unit{written(attributes)}>\n{_metadata(own)}{_notes(tuple(remarks))}"
            f"{content.original_data()}{body}</unit>\n"
        )

    def _segment(self, element: Element | None, unit: Unit, content: Unit2) -> str:
        details = unit.details if unit.details is not None and unit.details.family == "xliff2" else None
        name = element.name if element is not None else "segment"
        if details is not None and element is not None:
            attributes = list(element.attributes)
        else:
            attributes = [("state", state_2(unit, self._context.fuzzy_below))] if name == "segment" else []
            if attributes == [("state", "initial")] and unit.target and unit.confidence is not None:
                attributes.append(("subState", "bitext:unsure"))
        source = self._side(
            "source", variant(details, "source"), content.content(unit.source, unit.source_codes)
        )
        target = ""
        if unit.target or unit.target_codes or variant(details, "target") is not None:
            made = content.content(unit.target, unit.target_codes)
            target = self._side("target", variant(details, "target"), made)
        return f"<{name}{written(attributes)}>{source}{target}</{name}>\n"

    def _side(self, name: str, had: Variant | None, content: str) -> str:
        attributes = written(had.attributes) if had is not None else ""
        return f"<{name}{attributes}>{content}</{name}>"


def _sides(unit: Unit) -> list[tuple[str, tuple[Code, ...]]]:
    return [(unit.source, unit.source_codes), (unit.target, unit.target_codes)]


def _notes(remarks: tuple[Remark, ...]) -> str:
    rows = "".join(
        f"<note{written(remark.attributes)}>{escape(remark.text)}</note>"
        for remark in remarks
        if remark.element == "note"
    )
    return f"<notes>{rows}</notes>\n" if rows else ""


def _metadata(own: list[tuple[str, str]]) -> str:
    if not own:
        return ""
    rows = "".join(
        f'<mda:meta type="{escape_attribute(kind)}">{characters(value)}</mda:meta>' for kind, value in own
    )
    return f'<mda:metadata><mda:metaGroup category="{OWN}">{rows}</mda:metaGroup></mda:metadata>\n'
