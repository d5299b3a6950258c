"""XLIFF 2: which elements and attributes there are, core and modules. Sections are those of XLIFF 2.1.

Source: XLIFF 2.1, OASIS Standard, 2018-02-13, chapters 4 and 5; change tracking: XLIFF 2.0, section 5.6.
"""

from __future__ import annotations

import re

from toolkit.formats.validation.grammar import OTHER, Grammar, Rule, matching, one_of

NAMESPACES = {
    "urn:oasis:names:tc:xliff:document:2.0": "",
    "urn:oasis:names:tc:xliff:document:2.2": "",
    "urn:oasis:names:tc:xliff:matches:2.0": "mtc",
    "urn:oasis:names:tc:xliff:glossary:2.0": "gls",
    "urn:oasis:names:tc:xliff:fs:2.0": "fs",
    "urn:oasis:names:tc:xliff:metadata:2.0": "mda",
    "urn:oasis:names:tc:xliff:resourcedata:2.0": "res",
    "urn:oasis:names:tc:xliff:sizerestriction:2.0": "slr",
    "urn:oasis:names:tc:xliff:validation:2.0": "val",
    "urn:oasis:names:tc:xliff:changetracking:2.0": "ctr",
    "urn:oasis:names:tc:xliff:changetracking:2.1": "ctr",
    "http://www.w3.org/2005/11/its": "its",
    "http://www.w3.org/ns/its-xliff/": "itsxlf",
    "urn:oasis:names:tc:xliff:itsm:2.1": "itsm",
}
MODULES = frozenset({"mtc", "gls", "mda", "res", "slr", "val", "ctr"})
ON_CODES = frozenset({"fs", "slr", "its", "itsm", "itsxlf"})
"""Whose attributes may stand on inline codes."""

INLINE = "(?:(?:cp|ph|pc|sc|ec|mrk|sm|em) )*"
_HINTS = {
    "canCopy": "yes-no",
    "canDelete": "yes-no",
    "canReorder": "reorder",
    "copyOf": "nmtoken",
    "subType": "user",
    "type": "code-type",
}
_SPANNING = {**_HINTS, "id!": "nmtoken", "canOverlap": "yes-no", "dir": "dir"}
_LAYOUT = {
    "canResegment": "yes-no",
    "translate": "yes-no",
    "srcDir": "dir",
    "trgDir": "dir",
    "xml:space": "space",
}
_MARK = {"id!": "nmtoken", "translate": "yes-no", "type": "mark-type", "ref": "uri", "value": "text"}
_ONE = {"dataRef": "nmtoken", "disp": "text", "equiv": "text", "subFlows": "nmtokens"}

RULES = {
    "xliff": Rule(
        "(?:file )+",
        {"version!": "version", "srcLang!": "language", "trgLang": "language", "xml:space": "space"},
        foreign=True,
        section="4.2.2.1",
    ),
    "file": Rule(
        f"(?:skeleton )?(?:{OTHER} )*(?:notes )?(?:(?:unit|group) )+",
        {"id!": "nmtoken", "original": "text", **_LAYOUT},
        foreign=True,
        section="4.2.2.2",
    ),
    "skeleton": Rule("", {"href": "uri"}, section="4.2.2.3", open=True),
    "group": Rule(
        f"(?:{OTHER} )*(?:notes )?(?:(?:unit|group) )*",
        {"id!": "nmtoken", "name": "text", "type": "user", **_LAYOUT},
        foreign=True,
        section="4.2.2.4",
    ),
    "unit": Rule(
        f"(?:{OTHER} )*(?:notes )?(?:originalData )?(?:ignorable )*segment (?:(?:segment|ignorable) )*",
        {"id!": "nmtoken", "name": "text", "type": "user", **_LAYOUT},
        foreign=True,
        section="4.2.2.5",
    ),
    "segment": Rule(
        "source (?:target )?",
        {"id": "nmtoken", "canResegment": "yes-no", "state": "state", "subState": "user"},
        section="4.2.2.6",
    ),
    "ignorable": Rule("source (?:target )?", {"id": "nmtoken"}, section="4.2.2.7"),
    "notes": Rule("(?:note )+", section="4.2.2.8"),
    "note": Rule(
        "",
        {"id": "nmtoken", "appliesTo": "side", "category": "text", "priority": "priority"},
        mixed=True,
        foreign=True,
        section="4.2.2.9",
    ),
    "originalData": Rule("(?:data )+", section="4.2.2.10"),
    "data": Rule(
        "(?:cp )*", {"id!": "nmtoken", "dir": "dir", "xml:space": "preserve"}, mixed=True, section="4.2.2.11"
    ),
    "source": Rule(INLINE, {"xml:lang": "language", "xml:space": "space"}, mixed=True, section="4.2.2.12"),
    "target": Rule(
        INLINE,
        {"xml:lang": "language", "xml:space": "space", "order": "positive"},
        mixed=True,
        section="4.2.2.13",
    ),
    "cp": Rule("", {"hex!": "hex"}, section="4.2.3.1"),
    "ph": Rule("", {**_HINTS, "id!": "nmtoken", **_ONE}, foreign=ON_CODES, section="4.2.3.2"),
    "pc": Rule(
        INLINE,
        {
            **_SPANNING,
            "dataRefStart": "nmtoken",
            "dataRefEnd": "nmtoken",
            "dispStart": "text",
            "dispEnd": "text",
            "equivStart": "text",
            "equivEnd": "text",
            "subFlowsStart": "nmtokens",
            "subFlowsEnd": "nmtokens",
        },
        mixed=True,
        foreign=ON_CODES,
        section="4.2.3.3",
    ),
    "sc": Rule("", {**_SPANNING, **_ONE, "isolated": "yes-no"}, foreign=ON_CODES, section="4.2.3.4"),
    "ec": Rule(
        "",
        {
            **{name.rstrip("!"): kind for name, kind in _SPANNING.items()},
            **_ONE,
            "isolated": "yes-no",
            "startRef": "nmtoken",
        },
        foreign=ON_CODES,
        section="4.2.3.5",
    ),
    "mrk": Rule(INLINE, _MARK, mixed=True, foreign=True, section="4.2.3.6"),
    "sm": Rule("", _MARK, foreign=True, section="4.2.3.7"),
    "em": Rule("", {"startRef!": "nmtoken"}, section="4.2.3.8"),
    # Translation candidates
    "mtc:matches": Rule("(?:mtc:match )+", section="5.1.4.1"),
    "mtc:match": Rule(
        f"(?:mda:metadata )?(?:originalData )?source target (?:{OTHER} )*",
        {
            "id": "nmtoken",
            "matchQuality": "percent",
            "matchSuitability": "percent",
            "origin": "text",
            "ref!": "uri",
            "reference": "yes-no",
            "similarity": "percent",
            "subType": "user",
            "type": "match-type",
        },
        foreign=True,
        section="5.1.4.2",
    ),
    # Glossary
    "gls:glossary": Rule("(?:gls:glossEntry )+", section="5.2.4.1"),
    "gls:glossEntry": Rule(
        f"gls:term (?:gls:translation )*(?:gls:definition )?(?:{OTHER} )*",
        {"id": "nmtoken", "ref": "uri"},
        foreign=True,
        section="5.2.4.2",
    ),
    "gls:term": Rule("", {"source": "text"}, mixed=True, foreign=True, section="5.2.4.3"),
    "gls:translation": Rule(
        "", {"id": "nmtoken", "ref": "uri", "source": "text"}, mixed=True, foreign=True, section="5.2.4.4"
    ),
    "gls:definition": Rule("", {"source": "text"}, mixed=True, foreign=True, section="5.2.4.5"),
    # Metadata
    "mda:metadata": Rule("(?:mda:metaGroup )+", {"id": "nmtoken"}, section="5.4.4.1"),
    "mda:metaGroup": Rule(
        "(?:(?:mda:metaGroup|mda:meta) )+",
        {"id": "nmtoken", "category": "text", "appliesTo": "meta-side"},
        section="5.4.4.2",
    ),
    "mda:meta": Rule("", {"type!": "text"}, mixed=True, section="5.4.4.3"),
    # Resource data
    "res:resourceData": Rule("(?:res:resourceItemRef )*(?:res:resourceItem )*", section="5.5.5.1"),
    "res:resourceItemRef": Rule("", {"id": "nmtoken", "ref!": "nmtoken"}, foreign=True, section="5.5.5.2"),
    "res:resourceItem": Rule(
        "(?:res:source )?(?:res:target )?(?:res:reference )*",
        {"id": "nmtoken", "mimeType": "text", "context": "yes-no"},
        foreign=True,
        section="5.5.5.3",
    ),
    "res:source": Rule(
        "", {"href": "text", "xml:lang": "language"}, foreign=True, section="5.5.5.4", open=True
    ),
    "res:target": Rule(
        "", {"href": "text", "xml:lang": "language"}, foreign=True, section="5.5.5.5", open=True
    ),
    "res:reference": Rule("", {"href!": "text", "xml:lang": "language"}, foreign=True, section="5.5.5.6"),
    # Size and length restriction
    "slr:profiles": Rule(
        f"(?:slr:normalization )?(?:{OTHER} )*",
        {"generalProfile": "text", "storageProfile": "text"},
        section="5.6.5.1",
    ),
    "slr:normalization": Rule(
        "", {"general": "normalization", "storage": "normalization"}, section="5.6.5.2"
    ),
    "slr:data": Rule("", {"profile!": "text"}, foreign=True, section="5.6.5.3", open=True),
    # Validation
    "val:validation": Rule("(?:val:rule )+", foreign=True, section="5.7.4.1"),
    "val:rule": Rule(
        "",
        {
            "isPresent": "text",
            "occurs": "positive",
            "isNotPresent": "text",
            "startsWith": "text",
            "endsWith": "text",
            "existsInSource": "yes-no",
            "caseSensitive": "yes-no",
            "normalization": "normalization",
            "disabled": "yes-no",
        },
        foreign=True,
        section="5.7.4.2",
    ),
    # Change tracking
    "ctr:changeTrack": Rule("(?:ctr:revisions )+", section="2.0: 5.6.4.1"),
    "ctr:revisions": Rule(
        "(?:ctr:revision )+",
        {"appliesTo!": "nmtoken", "ref": "nmtoken", "currentVersion": "nmtoken"},
        foreign=True,
        section="2.0: 5.6.4.2",
    ),
    "ctr:revision": Rule(
        "(?:ctr:item )+",
        {"author": "text", "datetime": "text", "version": "nmtoken"},
        foreign=True,
        section="2.0: 5.6.4.3",
    ),
    "ctr:item": Rule("", {"property!": "text"}, mixed=True, foreign=True, section="2.0: 5.6.4.4"),
}

TYPES = {
    "version": one_of("2.0", "2.1", "2.2"),
    "dir": one_of("ltr", "rtl", "auto"),
    "reorder": one_of("yes", "firstNo", "no"),
    "side": one_of("source", "target"),
    "meta-side": one_of("source", "target", "ignorable"),
    "state": one_of("initial", "translated", "reviewed", "final"),
    "code-type": one_of("fmt", "ui", "quote", "link", "image", "other"),
    "mark-type": lambda value: (
        value in ("generic", "comment", "term") or re.fullmatch(r"[^\s:]+:[^\s:]+", value) is not None
    ),
    "match-type": one_of("am", "mt", "icm", "idm", "tb", "tm", "other"),
    "normalization": one_of("none", "nfc", "nfd"),
    "preserve": one_of("preserve"),
    "hex": matching(re.compile(r"(?:[0-9A-Fa-f]{2})+")),
    "percent": lambda value: re.fullmatch(r"\d+(?:\.\d+)?", value) is not None and float(value) <= 100,
}

_NAMES = (
    "appliesTo canCopy canDelete canOverlap canReorder canResegment category copyOf dataRef dataRefEnd"
    " dataRefStart dir disp dispEnd dispStart equiv equivEnd equivStart hex href id isolated name order"
    " original priority ref srcDir srcLang startRef state subFlows subFlowsEnd subFlowsStart subState subType"
    " trgDir trgLang translate type value version"
).split()
SECTIONS = {name: f"4.3.1.{number}" for number, name in enumerate(_NAMES, 1)} | {
    "xml:lang": "4.3.2.1",
    "xml:space": "4.3.2.2",
}
"""Attributes stand in the order of the alphabet in section 4.3.1."""

GRAMMAR = Grammar("XLIFF 2.1", RULES, TYPES, MODULES, SECTIONS)
