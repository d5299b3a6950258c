"""XLIFF 1.2 (transitional): which elements and attributes there are.

Source: XLIFF 1.2, OASIS Standard, 2008-02-01, sections 2.2 to 2.4. As in its transitional schema, elements
that may be extended take any attribute.
"""

from __future__ import annotations

import re

from toolkit.formats.validation.grammar import ANY, OTHER, Grammar, Rule, Type, matching, one_of

NAMESPACES = {
    "urn:oasis:names:tc:xliff:document:1.2": "",
    "urn:oasis:names:tc:xliff:document:1.1": "",
    "": "",
}
_STATES = (
    "final needs-adaptation needs-l10n needs-review-adaptation needs-review-l10n needs-review-translation"
    " needs-translation new signed-off translated"
).split()
_QUALIFIERS = (
    "exact-match fuzzy-match id-match leveraged-glossary leveraged-inherited leveraged-mt"
    " leveraged-repository leveraged-tm mt-suggestion rejected-grammar rejected-inaccurate rejected-length"
    " rejected-spelling tm-suggestion"
).split()
_CONTEXTS = (
    "database element elementtitle linenumber numparams paramnotes record recordtitle sourcefile"
).split()
_INLINE = "(?:(?:g|x|bx|ex|bpt|ept|ph|it|mrk) )*"
_SIZES = dict.fromkeys(
    (
        "ts restype resname extradata extype help-id menu menu-option menu-name coord font css-style style"
        " exstyle size-unit maxwidth minwidth maxheight minheight maxbytes minbytes charclass datatype"
    ).split(),
    "text",
)
_LAYOUT = {**_SIZES, "translate": "yes-no", "reformat": "text", "xml:space": "space"}
_CODE = dict.fromkeys(("rid", "ctype", "clone", "xid", "equiv-text", "ts", "crc", "assoc", "pos"), "text")
_TEXT = {"xml:lang": "language", "ts": "text", "xml:space": "space"}
_STATED = {
    **_TEXT,
    "state": "state",
    "state-qualifier": "qualifier",
    "phase-name": "text",
    "coord": "text",
    "font": "text",
    "css-style": "text",
    "style": "text",
    "exstyle": "text",
    "equiv-trans": "yes-no",
    "restype": "text",
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
            "datatype!": "text",
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
        "", {"count-type": "text", "phase-name": "text", "unit": "text"}, mixed=True, section="2.2.2"
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
            "alttranstype": "text",
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
    "x": Rule("", {"id!": "text", **_CODE}, foreign=ANY, section="2.2.4"),
    "bx": Rule("", {"id!": "text", **_CODE}, foreign=ANY, section="2.2.4"),
    "ex": Rule("", {"id!": "text", **_CODE}, foreign=ANY, section="2.2.4"),
    "bpt": Rule("(?:sub )*", {"id!": "text", **_CODE}, mixed=True, foreign=ANY, section="2.2.4"),
    "ept": Rule("(?:sub )*", {"id!": "text", **_CODE}, mixed=True, foreign=ANY, section="2.2.4"),
    "ph": Rule("(?:sub )*", {"id!": "text", **_CODE}, mixed=True, foreign=ANY, section="2.2.4"),
    "it": Rule(
        "(?:sub )*",
        {"id!": "text", "pos!": "pos", **{name: kind for name, kind in _CODE.items() if name != "pos"}},
        mixed=True,
        foreign=ANY,
        section="2.2.4",
    ),
    "sub": Rule(
        _INLINE,
        dict.fromkeys("datatype ctype xid".split(), "text"),
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

_MARKS = (
    "abbrev abbreviated-form abbreviation acronym appellation collocation common-name datetime equation"
    " expanded-form formula head-term initialism international-scientific-term internationalism"
    " logical-expression materials-management-unit name near-synonym part-number phrase phraseological-unit"
    " protected romanized-form seg set-phrase short-form sku standard-text symbol synonym synonymous-phrase"
    " term transcribed-form transliterated-form truncated-term variant"
).split()


def _listed(values: list[str]) -> Type:
    """One of a list, or a value of one's own that begins with ``x-``."""
    known = frozenset(values)
    return lambda value: value in known or (value.startswith("x-") and " " not in value and len(value) > 2)


TYPES: dict[str, Type] = {
    "version": one_of("1.0", "1.1", "1.2"),
    "state": _listed(_STATES),
    "qualifier": _listed(_QUALIFIERS),
    "context": _listed(_CONTEXTS),
    "mark": _listed(_MARKS),
    "purpose": lambda value: all(
        word in ("information", "location", "match") or word.startswith("x-") for word in value.split()
    ),
    "annotates": one_of("source", "target", "general"),
    "pos": one_of("open", "close"),
    "language": matching(re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")),
}
GRAMMAR = Grammar(
    "XLIFF 1.2",
    RULES,
    TYPES,
    sections=dict.fromkeys((name.rstrip("!") for r in RULES.values() for name in r.attributes), "2.3"),
)
