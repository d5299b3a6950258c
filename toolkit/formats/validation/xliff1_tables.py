"""XLIFF 1.2 (transitional): which elements and attributes there are.

Source: XLIFF 1.2, OASIS Standard, 2008-02-01, sections 2.2 to 2.4. As in its transitional schema, elements
that may be extended take any attribute.
"""

from __future__ import annotations

from toolkit.formats.validation.grammar import ANY, OTHER, Grammar, Rule
from toolkit.formats.validation.xliff1_values import TYPES

NAMESPACES = {
    "urn:oasis:names:tc:xliff:document:1.2": "",
    "urn:oasis:names:tc:xliff:document:1.1": "",
    "": "",
}
_INLINE = "(?:(?:g|x|bx|ex|bpt|ept|ph|it|mrk) )*"
_SIZES = dict.fromkeys(
    (
        "ts restype resname extradata extype help-id menu menu-option menu-name coord font css-style style"
        " exstyle size-unit maxwidth minwidth maxheight minheight maxbytes minbytes charclass datatype"
    ).split(),
    "text",
)
_SIZES |= {"restype": "restype", "size-unit": "size-unit", "datatype": "datatype", "coord": "place"}
_LAYOUT = {**_SIZES, "translate": "yes-no", "reformat": "reformat", "xml:space": "space"}
_CODE = dict.fromkeys(("rid", "xid", "equiv-text", "ts", "crc", "pos"), "text")
_CODE |= {"ctype": "delimiter", "clone": "yes-no", "assoc": "association"}
_ALONE = {**_CODE, "ctype": "placeholder"}
_TEXT = {"xml:lang": "language", "ts": "text", "xml:space": "space"}
_STATED = {
    **_TEXT,
    "state": "state",
    "state-qualifier": "qualifier",
    "phase-name": "text",
    "coord": "place",
    "font": "text",
    "css-style": "text",
    "style": "text",
    "exstyle": "text",
    "equiv-trans": "yes-no",
    "restype": "restype",
    "resname": "text",
}
_AFTER = "(?:(?:context-group|count-group|prop-group|note|alt-trans) )*"

RULES = {
    "xliff": Rule(
        f"(?:(?:{OTHER} )*file )+(?:{OTHER} )*",
        {"version!": "version", "xml:lang": "language"},
        foreign=ANY,
        section="2.2.1",
    ),
    "file": Rule(
        "(?:header )?body ",
        {
            "original!": "text",
            "source-language!": "language",
            "datatype!": "datatype",
            "target-language": "language",
            "date": "date",
            "xml:space": "space",
            **dict.fromkeys(
                "tool-id tool ts category product-name product-version build-num id".split(), "text"
            ),
        },
        foreign=ANY,
        section="2.2.1",
    ),
    "header": Rule(
        "(?:skl )?(?:phase-group )?(?:(?:glossary|reference|count-group|prop-group|note|tool) )*"
        f"(?:{OTHER} )*",
        section="2.2.1",
    ),
    "skl": Rule("(?:internal-file|external-file) ", section="2.2.1"),
    "glossary": Rule("(?:internal-file|external-file) ", mixed=True, section="2.2.1"),
    "reference": Rule("(?:internal-file|external-file) ", mixed=True, section="2.2.1"),
    "internal-file": Rule(
        "", {"form": "text", "crc": "text"}, mixed=True, foreign=ANY, section="2.2.1", open=True
    ),
    "external-file": Rule("", {"href!": "text", "crc": "text", "uid": "text"}, foreign=ANY, section="2.2.1"),
    "note": Rule(
        "",
        {"xml:lang": "language", "priority": "priority", "from": "text", "annotates": "annotates"},
        mixed=True,
        foreign=ANY,
        section="2.2.2",
    ),
    "phase-group": Rule("(?:phase )+", section="2.2.2"),
    "phase": Rule(
        "(?:note )*",
        {
            "phase-name!": "text",
            "process-name!": "text",
            "date": "date",
            **dict.fromkeys(
                "company-name tool-id tool job-id contact-name contact-email contact-phone".split(), "text"
            ),
        },
        section="2.2.2",
    ),
    "count-group": Rule("(?:count )*", {"name!": "text"}, section="2.2.2"),
    "count": Rule(
        "", {"count-type": "count", "phase-name": "text", "unit": "unit"}, mixed=True, section="2.2.2"
    ),
    "context-group": Rule(
        "(?:context )+", {"name": "text", "crc": "text", "purpose": "purpose"}, section="2.2.2"
    ),
    "context": Rule(
        "",
        {"context-type!": "context", "match-mandatory": "yes-no", "crc": "text"},
        mixed=True,
        section="2.2.2",
    ),
    "prop-group": Rule("(?:prop )+", {"name": "text"}, section="2.2.2"),
    "prop": Rule("", {"prop-type!": "text", "xml:lang": "language"}, mixed=True, section="2.2.2"),
    "tool": Rule(
        "",
        {"tool-id!": "text", "tool-name!": "text", "tool-version": "text", "tool-company": "text"},
        foreign=ANY,
        section="2.2.2",
        open=True,
    ),
    "body": Rule("(?:(?:group|trans-unit|bin-unit) )*", section="2.2.1"),
    "group": Rule(
        f"(?:context-group )*(?:count-group )*(?:prop-group )*(?:note )*(?:{OTHER} )*"
        "(?:(?:group|trans-unit|bin-unit) )*",
        {"id": "text", "merged-trans": "yes-no", **_LAYOUT},
        foreign=ANY,
        section="2.2.3",
    ),
    "trans-unit": Rule(
        f"source (?:seg-source )?(?:target )?{_AFTER}(?:{OTHER} )*",
        {"id!": "text", "approved": "yes-no", "phase-name": "text", **_LAYOUT},
        foreign=ANY,
        section="2.2.3",
    ),
    "source": Rule(_INLINE, _TEXT, mixed=True, foreign=ANY, section="2.2.3"),
    "seg-source": Rule(_INLINE, _TEXT, mixed=True, foreign=ANY, section="2.2.3"),
    "target": Rule(_INLINE, _STATED, mixed=True, foreign=ANY, section="2.2.3"),
    "alt-trans": Rule(
        f"(?:source )?(?:seg-source )?(?:target )+(?:(?:context-group|prop-group|note) )*(?:{OTHER} )*",
        {
            **_LAYOUT,
            **dict.fromkeys("match-quality tool-id tool crc mid origin phase-name".split(), "text"),
            "xml:lang": "language",
            "alttranstype": "alternative",
        },
        foreign=ANY,
        section="2.2.3",
    ),
    "bin-unit": Rule(
        "bin-source (?:bin-target )?(?:(?:context-group|count-group|prop-group|note|trans-unit) )*"
        f"(?:{OTHER} )*",
        {"id!": "text", "mime-type!": "text", "approved": "yes-no", "phase-name": "text", **_LAYOUT},
        foreign=ANY,
        section="2.2.3",
    ),
    "bin-source": Rule("(?:internal-file|external-file) ", {"ts": "text"}, foreign=ANY, section="2.2.3"),
    "bin-target": Rule(
        "(?:internal-file|external-file) ",
        {"mime-type": "text", "ts": "text", **_STATED},
        foreign=ANY,
        section="2.2.3",
    ),
    "g": Rule(_INLINE, {"id!": "text", **_CODE}, mixed=True, foreign=ANY, section="2.2.4"),
    "x": Rule("", {"id!": "text", **_ALONE}, foreign=ANY, section="2.2.4"),
    "bx": Rule("", {"id!": "text", **_CODE}, foreign=ANY, section="2.2.4"),
    "ex": Rule("", {"id!": "text", **_CODE}, foreign=ANY, section="2.2.4"),
    "bpt": Rule("(?:sub )*", {"id!": "text", **_CODE}, mixed=True, foreign=ANY, section="2.2.4"),
    "ept": Rule("(?:sub )*", {"id!": "text", **_CODE}, mixed=True, foreign=ANY, section="2.2.4"),
    "ph": Rule("(?:sub )*", {"id!": "text", **_ALONE}, mixed=True, foreign=ANY, section="2.2.4"),
    "it": Rule(
        "(?:sub )*",
        {"id!": "text", "pos!": "pos", **{name: kind for name, kind in _CODE.items() if name != "pos"}},
        mixed=True,
        foreign=ANY,
        section="2.2.4",
    ),
    "sub": Rule(
        _INLINE,
        {"datatype": "datatype", "ctype": "delimiter", "xid": "text"},
        mixed=True,
        foreign=ANY,
        section="2.2.4",
    ),
    "mrk": Rule(
        _INLINE,
        {"mtype!": "mark", "mid": "text", "comment": "text", "ts": "text"},
        mixed=True,
        foreign=ANY,
        section="2.2.5",
    ),
}

GRAMMAR = Grammar(
    "XLIFF 1.2",
    RULES,
    TYPES,
    sections=dict.fromkeys((name.rstrip("!") for r in RULES.values() for name in r.attributes), "2.3"),
)
