"""Units to TMX 1.4b, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from operator import attrgetter
from typing import IO

from toolkit.details import Element, Remark, Variant
from toolkit.formats.contract import Context, Written
from toolkit.formats.dates import now
from toolkit.formats.inline import Numbering
from toolkit.formats.tmx_inline import segment
from toolkit.formats.tmx_properties import Known, properties
from toolkit.model import Kind, Unit, Units
from toolkit.safe_xml import count_forbidden, escape, escape_attribute, quick
from toolkit.translations import _
from toolkit.version import __version__

TOOL = "bitext-toolkit"

_PLACED = attrgetter("source_spans", "target_spans", "source_line", "target_line", "kind", "details")
_NOWHERE = ((), (), None, None, Kind.PARAGRAPH, None)
_CARE = bytes(byte for byte in range(32) if byte not in b"\t\n")
"""Bytes that no unit may have: controls XML cannot carry, and CR, which has to be written as a reference.
(What else it cannot carry, and U+FFFD, is in UTF-8 behind ``EF BF``.)"""


def write(units: Units, stream: IO[bytes], context: Context) -> Written:
    """Write a whole TMX file; units with an empty side are left out, unless TMX is where they come from."""
    date = now().strftime("%Y%m%dT%H%M%SZ") if context.dated else ""
    stream.write(_head(units, date).encode("utf-8"))
    count = skipped = replaced = 0
    languages = escape_attribute(units.source_language), escape_attribute(units.target_language)
    for unit in units:
        if unit.details is not None and unit.details.family == "tmx":
            data = _whole_tu(unit).encode("utf-8")
        elif not unit.source or not unit.target or unit.source.isspace() or unit.target.isspace():
            skipped += 1
            continue
        else:
            data = _tu(unit, languages, date)
        stream.write(data)
        count += 1
        if b"\xef\xbf" in data:
            replaced += count_forbidden(unit.source) + count_forbidden(unit.target)
    stream.write(b"</body>\n</tmx>\n")
    notes = [_("one side is empty")] if skipped else []
    notes += [_("{count} characters XML cannot carry became U+FFFD", count=replaced)] if replaced else []
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


def _tu(unit: Unit, languages: tuple[str, str], date: str) -> bytes:
    """A unit on its own. Most need no care beyond ``&`` and ``<``, which is seen after, in the bytes."""
    if not unit.source_codes and not unit.target_codes:
        try:
            data = _written(unit, languages, date, quick).encode("utf-8")
        except UnicodeEncodeError:
            data = b"\0"
        if len(data) == len(data.translate(None, _CARE)) and b"\xef\xbf" not in data:
            return data
    return _written(unit, languages, date, escape).encode("utf-8")


def _written(unit: Unit, languages: tuple[str, str], date: str, escaped: Callable[[str], str]) -> str:
    note = f"<note>{escaped(unit.note)}</note>" if unit.note else ""
    id = unit.id if unit.id.isalnum() else escape_attribute(unit.id)
    if _PLACED(unit) == _NOWHERE:
        props = _known(unit.confidence, unit.bead)
    else:
        props = "".join([_prop(kind, value) for kind, value in properties(unit)])
    if unit.source_codes or unit.target_codes:
        numbering = Numbering()
        source = segment(unit.source, unit.source_codes, numbering)
        target = segment(unit.target, unit.target_codes, numbering)
    else:
        source, target = escaped(unit.source), escaped(unit.target)
    return (
        f'<tu tuid="{id}" creationdate="{date}">{note}{props}\n'
        f'  <tuv xml:lang="{languages[0]}"><seg>{source}</seg></tuv>\n'
        f'  <tuv xml:lang="{languages[1]}"><seg>{target}</seg></tuv>\n'
        "</tu>\n"
    )


@lru_cache(maxsize=20_000)
def _known(confidence: float | None, bead: str) -> str:
    """The properties of a unit that has no others; there are few different ones."""
    unit = Unit("", "", "", bead, confidence)
    return "".join([_prop(kind, value) for kind, value in properties(unit)])


def _whole_tu(unit: Unit) -> str:
    """A unit that comes from TMX, with all that its file said of it."""
    details = unit.details
    assert details is not None
    element = details.elements[0] if details.elements else Element("tu")
    remarks = element.remarks
    known = [*remarks, *(remark for variant in details.variants for remark in variant.remarks)]
    if unit.note != "\n".join(remark.text for remark in known if remark.element == "note"):
        # The note was changed on the way: the new one stands for all the old ones.
        remarks = (
            *((Remark("note", unit.note),) if unit.note else ()),
            *(remark for remark in remarks if remark.element != "note"),
        )
    inner = ""
    if not (said := Known(remarks)).fits(unit):
        remarks = tuple(said.others)
        inner = "".join(_prop(kind, value) for kind, value in properties(unit))
    inner = "".join(map(_remark, remarks)) + inner
    numbering = Numbering()
    variants = "".join(_tuv(variant, unit, numbering) for variant in details.variants)
    return f"<tu{_attributes(element.attributes)}>{inner}\n{variants}</tu>\n"


def _tuv(variant: Variant, unit: Unit, numbering: Numbering) -> str:
    text, codes = variant.text, variant.codes
    if variant.side == "source":
        text, codes = unit.source, unit.source_codes
    elif variant.side == "target":
        text, codes = unit.target, unit.target_codes
    content = segment(text, codes, numbering) if codes else escape(text)
    inner = "".join(map(_remark, variant.remarks))
    attributes = _attributes((("xml:lang", variant.language), *variant.attributes))
    return f"  <tuv{attributes}>{inner}<seg>{content}</seg></tuv>\n"


def _remark(remark: Remark) -> str:
    name = "prop" if remark.element == "prop" else "note"
    return f"<{name}{_attributes(remark.attributes)}>{escape(remark.text)}</{name}>"


def _attributes(pairs: Iterable[tuple[str, str]]) -> str:
    """Attributes as they are written; those of foreign namespaces are not TMX's and stay out."""
    return "".join(
        [
            f' {name}="{escape_attribute(value)}"'
            for name, value in pairs
            if ":" not in name or name.startswith("xml:")
        ]
    )


def _prop(kind: str, value: str) -> str:
    return f'<prop type="{escape_attribute(kind)}">{escape(value)}</prop>'
