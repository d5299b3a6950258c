"""Units to TMX 1.4b, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from operator import attrgetter
from typing import IO

from toolkit.details import Attributes, Details, Element, Remark, Variant
from toolkit.formats.contract import Context, Written
from toolkit.formats.dates import now
from toolkit.formats.inline import Numbering
from toolkit.formats.lost import Behind
from toolkit.formats.tmx_inline import segment
from toolkit.formats.tmx_properties import Known, bead_to_say, properties
from toolkit.model import Kind, Unit, Units
from toolkit.safe_xml import count_forbidden, escape, escape_attribute, quick
from toolkit.translations import _
from toolkit.version import __version__

TOOL = "bitext-toolkit"

_PLACED = attrgetter("source_spans", "target_spans", "source_line", "target_line", "kind")
_NOWHERE = ((), (), None, None, Kind.PARAGRAPH)
_OURS = tuple(
    f'<prop type="x-{kind}">'
    for kind in "confidence bead kind source-span target-span source-line target-line".split()
)
_CARE = bytes(byte for byte in range(32) if byte not in b"\t\n")
"""Bytes that no unit may have: controls XML cannot carry, and CR, which has to be written as a reference.
"""


def write(units: Units, stream: IO[bytes], context: Context) -> Written:
    """Write a whole TMX file; units with an empty side are left out, unless TMX is where they come from."""
    date = now().strftime("%Y%m%dT%H%M%SZ") if context.dated else ""
    stream.write(_head(units, date).encode("utf-8"))
    count = skipped = replaced = 0
    languages = escape_attribute(units.source_language), escape_attribute(units.target_language)
    behind = Behind("tmx")
    for unit in behind.watched(units):
        details = unit.details
        if details is not None and details.family == "tmx":
            data = _careful(partial(_whole, unit, _complete(unit, details, units)))
        elif not unit.source or not unit.target or unit.source.isspace() or unit.target.isspace():
            skipped += 1
            continue
        else:
            data = _careful(partial(_written, unit, languages, date))
        stream.write(data)
        count += 1
        if _special(data):
            replaced += count_forbidden(unit.source) + count_forbidden(unit.target)
    stream.write(b"</body>\n</tmx>\n")
    notes = [_("one side is empty")] if skipped else []
    notes += [_("{count} characters XML cannot carry became U+FFFD", count=replaced)] if replaced else []
    notes += behind.clauses()
    return Written(count, skipped, "; ".join(notes))


def _head(units: Units, date: str) -> str:
    attributes = {
        "creationtool": TOOL,
        "creationtoolversion": __version__,
        "segtype": "sentence",
        "o-tmf": TOOL,
        "adminlang": "en",
        "srclang": units.source_language,
        "datatype": "plaintext",
    }
    if units.header is not None and units.header.name == "header":
        # A TMX file's own header: what it says of the units stays true, whoever passes them on.
        attributes |= dict(units.header.attributes)
        if attributes["srclang"].lower() == "*all*":
            attributes["srclang"] = "*all*"
        inner = "".join(map(_remark, units.header.remarks))
    else:
        attributes |= {"creationdate": date} if date else {}
        properties = {
            "x-source-name": units.source_name,
            "x-target-name": units.target_name,
            "x-target-language": units.target_language if units.target_language != "und" else "",
            **units.properties,
        }
        inner = "".join(_prop(kind, value) for kind, value in properties.items() if value)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
        '<tmx version="1.4">\n'
        f"<header{_attributes(attributes.items())}>{inner}</header>\n"
        "<body>\n"
    )


def _special(data: bytes) -> bool:
    """Whether there may be U+FFFD, or what else XML cannot carry: in UTF-8 all that is behind ``EF BF``."""
    return b"\xef" in data and b"\xef\xbf" in data  # a single byte is found much faster


def _careful(made: Callable[[Callable[[str], str]], str]) -> bytes:
    """What is made with texts escaped: most need no care beyond ``&`` and ``<``, which is seen after."""
    try:
        data = made(quick).encode("utf-8")
    except UnicodeEncodeError:
        data = b"\0"
    if len(data) == len(data.translate(None, _CARE)) and not _special(data):
        return data
    return made(escape).encode("utf-8")


def _written(unit: Unit, languages: tuple[str, str], date: str, escaped: Callable[[str], str]) -> str:
    """A unit of another format, or of none."""
    note = f"<note>{escaped(unit.note)}</note>" if unit.note else ""
    id = unit.id if unit.id.isalnum() else escape_attribute(unit.id)
    props = _properties(unit)
    if unit.source_codes or unit.target_codes:
        numbering = Numbering()
        source = segment(unit.source, unit.source_codes, numbering, escaped)
        target = segment(unit.target, unit.target_codes, numbering, escaped)
    else:
        source, target = escaped(unit.source), escaped(unit.target)
    return (
        f'<tu tuid="{id}" creationdate="{date}">{note}{props}\n'
        f'  <tuv xml:lang="{languages[0]}"><seg>{source}</seg></tuv>\n'
        f'  <tuv xml:lang="{languages[1]}"><seg>{target}</seg></tuv>\n'
        "</tu>\n"
    )


def _properties(unit: Unit) -> str:
    """What the unit says of itself."""
    if _PLACED(unit) == _NOWHERE:
        return _known(unit.confidence, bead_to_say(unit))
    return "".join([_prop(kind, value) for kind, value in properties(unit)])


@lru_cache(maxsize=20_000)
def _known(confidence: float | None, bead: str) -> str:
    """The properties of a unit that has no others; there are few different ones."""
    unit = Unit("", "", "", bead, confidence)
    return "".join([_prop(kind, value) for kind, value in properties(unit)])


def _complete(unit: Unit, details: Details, units: Units) -> Details:
    """Details that have a variant for each text of the unit, and one at least."""
    variants = details.variants
    if len(variants) > 1 and variants[0].side and variants[1].side and variants[0].side != variants[1].side:
        return details
    there = {variant.side for variant in details.variants}
    missing = [
        Variant(language, side)
        for language, side, text in (
            (units.source_language, "source", unit.source),
            (units.target_language, "target", unit.target),
        )
        if side not in there and (text or not (details.variants or side == "target"))
    ]
    return Details(details.family, details.elements, (*details.variants, *missing)) if missing else details


def _whole(unit: Unit, details: Details, escaped: Callable[[str], str]) -> str:
    """A unit that comes from TMX, with all that its file said of it."""
    element = details.elements[0] if details.elements else Element("tu")
    numbering, remarked, variants = None, False, []
    for variant in details.variants:
        if variant.side == "source":
            text, codes = unit.source, unit.source_codes
        elif variant.side == "target":
            text, codes = unit.target, unit.target_codes
        else:
            text, codes = variant.text, variant.codes
        if codes:
            numbering = numbering or Numbering()
            content = segment(text, codes, numbering, escaped)
        else:
            content = escaped(text)
        inner = ""
        if variant.remarks:
            inner, remarked = "".join(map(_remark, variant.remarks)), True
        head = _variant_head(variant.language, variant.attributes)
        variants.append(f"  <tuv{head}>{inner}<seg>{content}</seg></tuv>\n")
    if remarked or _PLACED(unit) != _NOWHERE:
        inner = _inner(unit, element.remarks, details.variants)
    else:
        sides = bool(unit.source), bool(unit.target)
        inner = _usual_inner(element.remarks, sides, unit.bead, unit.confidence, unit.note)
    return f"<tu{_attributes(element.attributes)}>{inner}\n{''.join(variants)}</tu>\n"


@lru_cache(maxsize=4000)
def _usual_inner(
    remarks: tuple[Remark, ...], sides: tuple[bool, bool], bead: str, confidence: float | None, note: str
) -> str:
    """The same for a unit of which nothing else is known; there are few different ones."""
    source, target = ("text" * side for side in sides)
    unit = Unit("", source, target, bead, confidence, note=note, details=Details("tmx"))
    return _inner(unit, remarks, ())


def _inner(unit: Unit, remarks: tuple[Remark, ...], variants: tuple[Variant, ...]) -> str:
    """The notes and properties of a unit: those its file had, as far as they are still true."""
    notes = [remark.text for remark in remarks if remark.element == "note"]
    for variant in variants:
        if variant.remarks:
            notes += [remark.text for remark in variant.remarks if remark.element == "note"]
    if unit.note != "\n".join(notes):
        # The note was changed on the way: the new one stands for all the old ones.
        remarks = (
            *((Remark("note", unit.note),) if unit.note else ()),
            *(remark for remark in remarks if remark.element != "note"),
        )
    pieces = [_remark(remark) for remark in remarks]
    ours = "".join([piece for piece in pieces if piece.startswith(_OURS)])
    if _says(unit, ours) or (known := Known(remarks)).fits(unit):
        return "".join(pieces)
    return "".join([*map(_remark, known.others), _properties(unit)])


def _says(unit: Unit, properties: str) -> bool:
    """Whether these are the properties that would be written for the unit."""
    if _PLACED(unit) == _NOWHERE and properties == _known(unit.confidence, unit.type):
        return True
    return properties == _properties(unit)


@lru_cache(maxsize=2000)
def _variant_head(language: str, attributes: Attributes) -> str:
    """The attributes of a variant: those of many are the same."""
    return _attributes((("xml:lang", language), *(item for item in attributes if item[0] != "xml:lang")))


@lru_cache(maxsize=2000)
def _remark_head(element: str, attributes: Attributes) -> str:
    return f"<{element}{_attributes(attributes)}>"


def _remark(remark: Remark) -> str:
    name = (
        "prop" if remark.element == "prop" and any(key == "type" for key, _ in remark.attributes) else "note"
    )
    return f"{_remark_head(name, remark.attributes)}{escape(remark.text)}</{name}>"


def _attributes(pairs: Iterable[tuple[str, str]]) -> str:
    """Attributes as they are written; those of foreign namespaces are not TMX's and stay out."""
    return "".join(
        [
            f' {name}="{value if value.isalnum() else escape_attribute(value)}"'
            for name, value in pairs
            if ":" not in name or name.startswith("xml:")
        ]
    )


def _prop(kind: str, value: str) -> str:
    return f'<prop type="{escape_attribute(kind)}">{escape(value)}</prop>'
