"""The grammar of a PO file: which part of an entry may follow which."""

from __future__ import annotations

from enum import IntEnum

from toolkit.translations import N_


class Part(IntEnum):
    """The last part of an entry that was seen."""

    NOTHING = 0
    PREVIOUS_CONTEXT = 1
    PREVIOUS_ID = 2
    PREVIOUS_PLURAL = 3
    CONTEXT = 4
    ID = 5
    PLURAL = 6
    TRANSLATION = 7
    FORM = 8
    DOMAIN = 9


KEYWORDS = {
    (False, "msgctxt"): Part.CONTEXT,
    (False, "msgid"): Part.ID,
    (False, "msgid_plural"): Part.PLURAL,
    (False, "msgstr"): Part.TRANSLATION,
    (False, "domain"): Part.DOMAIN,
    (True, "msgctxt"): Part.PREVIOUS_CONTEXT,
    (True, "msgid"): Part.PREVIOUS_ID,
    (True, "msgid_plural"): Part.PREVIOUS_PLURAL,
}


BEFORE_ID = (Part.PREVIOUS_CONTEXT, Part.PREVIOUS_ID, Part.PREVIOUS_PLURAL, Part.CONTEXT)
COMPLETE = (Part.NOTHING, Part.TRANSLATION, Part.FORM, Part.DOMAIN)
PREDECESSORS = {
    Part.PREVIOUS_CONTEXT: COMPLETE,
    Part.PREVIOUS_ID: (*COMPLETE, Part.PREVIOUS_CONTEXT),
    Part.PREVIOUS_PLURAL: (Part.PREVIOUS_ID,),
    Part.CONTEXT: (*COMPLETE, Part.PREVIOUS_ID, Part.PREVIOUS_PLURAL),
    Part.ID: (*COMPLETE, Part.PREVIOUS_ID, Part.PREVIOUS_PLURAL, Part.CONTEXT),
    Part.PLURAL: (Part.ID,),
    Part.TRANSLATION: (Part.ID,),
    Part.FORM: (Part.PLURAL, Part.FORM),
    Part.DOMAIN: COMPLETE,
}
WANTED = {
    Part.PREVIOUS_CONTEXT: "'#| msgid'",
    Part.PREVIOUS_ID: "msgid",
    Part.PREVIOUS_PLURAL: "msgid",
    Part.CONTEXT: "msgid",
    Part.ID: N_("msgstr or msgid_plural"),
    Part.PLURAL: "msgstr[0]",
}
