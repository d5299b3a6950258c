"""Units to XLIFF 2.0, one unit of the file at a time."""

from __future__ import annotations

from typing import IO

from toolkit.details import Code, Element, Remark, Variant
from toolkit.formats.contract import Context, Written
from toolkit.formats.lost import Behind
from toolkit.formats.tmx_properties import properties
from toolkit.formats.xliff2_inline import Unit2
from toolkit.formats.xliff_events import METADATA, OWN
from toolkit.formats.xliff_kept import Tags, name_of
from toolkit.formats.xliff_places import Group, Path, grouped
from toolkit.formats.xliff_words import converted, notes, state_2, variant
from toolkit.model import Unit, Units
from toolkit.safe_xml import escape, escape_attribute
from toolkit.translations import _

_NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_DOCUMENT = "urn:oasis:names:tc:xliff:document:2."
_ROOT = ("xmlns", "version", "srcLang", "trgLang", "family")


def write(units: Units, stream: IO[bytes], context: Context) -> Written:
    """Write a whole file; units without any text are left out."""
    writer = _Writer(stream, context, units)
    for group in grouped(writer.behind.watched(units)):
        writer.group(group)
    writer.end()
    said = [_("no text on either side")] if writer.skipped else []
    said += writer.behind.clauses(writer.tags.left)
    return Written(writer.count, writer.skipped, "; ".join(said))


class _Writer:
    """Knows what is open in the file, and what numbers were given."""

    def __init__(self, stream: IO[bytes], context: Context, units: Units) -> None:
        self.count = self.skipped = 0
        self.behind = Behind("xliff2")
        self._stream = stream
        self._context = context
        self._languages = units.source_language, units.target_language
        self._path = Path()
        self._numbers = {"file": 0, "group": 0, "unit": 0}
        self._empty = True
        version, namespace = "2.0", _NAMESPACE
        header = units.header
        own = header is not None and header.attribute("family") == "xliff2"
        further: list[tuple[str, str]] = []
        if header is not None and own:
            version = header.attribute("version") or version
            # Languages as the file wrote them: its texts may repeat them, and have to agree.
            self._languages = (
                header.attribute("srcLang") or units.source_language,
                header.attribute("trgLang") or units.target_language,
            )
            namespace = next((u for _n, u in header.attributes if u.startswith(_DOCUMENT)), namespace)
            further = [item for item in header.attributes if item[0] not in _ROOT]
        self._metadata = _prefix_of(METADATA, further)
        if (f"xmlns:{self._metadata}", METADATA) not in further:
            further.insert(0, (f"xmlns:{self._metadata}", METADATA))
        root = (("xmlns", namespace), *further)
        self.tags = Tags(root)
        languages = zip(("srcLang", "trgLang"), self._languages, strict=True)
        attributes = self.tags.written([("version", version), *languages, *further])
        stream.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<xliff xmlns="{escape_attribute(namespace)}"{attributes}>\n'.encode()
        )
        if header is not None and own:
            for remark in self.tags.elements(header.remarks):
                stream.write(f"{remark.text}\n".encode())

    def group(self, group: Group) -> None:
        """A unit of the file."""
        segments = [pair for pair in group.segments if pair[1].source or pair[1].target or group.unit]
        self.skipped += len(group.segments) - len(segments)
        if not segments:
            return
        self._move(group.levels, group.family == "xliff2")
        self._stream.write(self._unit(group, segments).encode("utf-8"))
        self.count += len(segments)
        self._empty = False

    def end(self) -> None:
        """All units were there."""
        if self._empty:
            # A file needs a unit (section 4.2.2.2): one that says nothing keeps an empty bitext valid.
            self._move((Element("file"),), False)
            self._stream.write(b'<unit id="none" translate="no"><segment><source/></segment></unit>\n')
        self._move((), False)
        self._stream.write(b"</xliff>\n")

    def _move(self, levels: tuple[Element, ...], native: bool) -> None:
        closed, opened = self._path.moved(levels)
        out = []
        for element in closed:
            self.tags.leave()
            out.append(f"</{element.name}>\n")
        for element in opened:
            named = self._named(element, native)
            out.append(f"<{element.name}{self.tags.written(named)}>\n")
            self.tags.enter(tuple(named))
            if native:
                # A skeleton comes first, then modules and extensions, then notes (section 4.2.2.2).
                found = self.tags.elements(element.remarks)
                found.sort(key=lambda remark: not name_of(remark).endswith("skeleton"))
                out += [f"{remark.text}\n" for remark in found]
            remarks = element.remarks if native else tuple(converted(element.remarks, "xliff2"))
            out.append(self._notes(remarks))
        self._stream.write("".join(out).encode("utf-8"))

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
        native = group.unit is not None and group.unit.name == "unit"
        had = group.unit.remarks if group.unit is not None and native else ()
        self.tags.enter(group.unit.attributes if group.unit is not None and native else ())
        content = Unit2(
            [side for _element, unit in segments for side in _sides(unit)],
            self.tags,
            [remark for remark in had if remark.element == "data"],
        )
        body = "".join([self._segment(element, unit, content) for element, unit in segments])
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
        modules = self._modules(self.tags.elements(had), own)
        self.tags.leave()
        return (
            f"<unit{self.tags.written(attributes)}>\n{modules}{self._notes(tuple(remarks))}"
            f"{content.original_data()}{body}</unit>\n"
        )

    def _modules(self, found: list[Remark], own: list[tuple[str, str]]) -> str:
        """Modules and extensions of a unit as they stood, and our properties among its metadata."""
        ours = ""
        if own:
            prefix = self._metadata
            rows = "".join(
                f'<{prefix}:meta type="{escape_attribute(kind)}">{escape(value)}</{prefix}:meta>'
                for kind, value in own
            )
            ours = f'<{prefix}:metaGroup category="{OWN}">{rows}</{prefix}:metaGroup>'
        out = []
        for remark in found:
            text = remark.text
            if ours and self._is_metadata(remark):
                # A unit has one metadata element; in what was written down ">" first ends the start tag.
                start = text.index(">") + 1
                text, ours = f"{text[:start]}{ours}{text[start:]}", ""
            out.append(f"{text}\n")
        if ours:
            out.append(f"<{self._metadata}:metadata>{ours}</{self._metadata}:metadata>\n")
        return "".join(out)

    def _is_metadata(self, remark: Remark) -> bool:
        prefix, _colon, local = name_of(remark).rpartition(":")
        tag, _end, rest = remark.text.partition(">")
        name = f"xmlns:{prefix}" if prefix else "xmlns"
        declared = prefix == self._metadata or f'{name}="{METADATA}"' in tag
        return local == "metadata" and declared and bool(rest)

    def _segment(self, element: Element | None, unit: Unit, content: Unit2) -> str:
        details = unit.details if unit.details is not None and unit.details.family == "xliff2" else None
        name = element.name if element is not None else "segment"
        if details is not None and element is not None:
            attributes = list(element.attributes)
        else:
            attributes = [("state", state_2(unit, self._context.fuzzy_below))] if name == "segment" else []
            if attributes == [("state", "initial")] and unit.target and unit.confidence is not None:
                attributes.append(("subState", "bitext:unsure"))
        self.tags.enter(tuple(attributes))
        source = self._side("source", variant(details, "source"), content, unit.source, unit.source_codes)
        had = variant(details, "target")
        target = ""
        if unit.target or unit.target_codes or had is not None:
            target = self._side("target", had, content, unit.target, unit.target_codes)
        self.tags.leave()
        return f"<{name}{self.tags.written(attributes)}>{source}{target}</{name}>\n"

    def _side(
        self, name: str, had: Variant | None, content: Unit2, text: str, codes: tuple[Code, ...]
    ) -> str:
        attributes = had.attributes if had is not None else ()
        self.tags.enter(attributes)
        made = content.content(name, text, codes)
        self.tags.leave()
        return f"<{name}{self.tags.written(attributes)}>{made}</{name}>"

    def _notes(self, remarks: tuple[Remark, ...]) -> str:
        rows = "".join(
            f"<note{self.tags.written(remark.attributes)}>{escape(remark.text)}</note>"
            for remark in remarks
            if remark.element == "note"
        )
        return f"<notes>{rows}</notes>\n" if rows else ""


def _sides(unit: Unit) -> list[tuple[str, tuple[Code, ...]]]:
    return [(unit.source, unit.source_codes), (unit.target, unit.target_codes)]


def _prefix_of(namespace: str, attributes: list[tuple[str, str]]) -> str:
    """The prefix that is declared for our properties, or one that is free."""
    declared = {name[6:]: uri for name, uri in attributes if name.startswith("xmlns:")}
    known = next((prefix for prefix, uri in declared.items() if uri == namespace), "")
    return known or ("mda" if "mda" not in declared else "bitext")
