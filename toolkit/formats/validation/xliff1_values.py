"""XLIFF 1.2: the values of attributes that have a list of them (sections 2.3 and 2.4).

To each list values of one's own may be added, which begin with ``x-``, except where there is but yes or no.
"""

from __future__ import annotations

import re

from toolkit.formats.validation.grammar import Type, matching, one_of

STATES = (
    "final needs-adaptation needs-l10n needs-review-adaptation needs-review-l10n needs-review-translation"
    " needs-translation new signed-off translated"
).split()
QUALIFIERS = (
    "exact-match fuzzy-match id-match leveraged-glossary leveraged-inherited leveraged-mt"
    " leveraged-repository leveraged-tm mt-suggestion rejected-grammar rejected-inaccurate rejected-length"
    " rejected-spelling tm-suggestion"
).split()
CONTEXTS = (
    "database element elementtitle linenumber numparams paramnotes record recordtitle sourcefile"
).split()
MARKS = (
    "abbrev abbreviated-form abbreviation acronym appellation collocation common-name datetime equation"
    " expanded-form formula head-term initialism international-scientific-term internationalism"
    " logical-expression materials-management-unit name near-synonym part-number phrase phraseological-unit"
    " protected romanized-form seg set-phrase short-form sku standard-text symbol synonym synonymous-phrase"
    " term transcribed-form transliterated-form truncated-term variant"
).split()
DATATYPES = (
    "asp c cdf cfm cpp csharp cstring csv database documentfooter documentheader filedialog form html"
    " htmlbody ini interleaf javaclass javalistresourcebundle javapropertyresourcebundle javascript"
    " jscript layout lisp margin menufile messagefile mif mimetype mo msglib pagefooter pageheader"
    " parameters pascal php plaintext po report resources resx rtf sgml sgmldtd svg vbscript warning"
    " winres xhtml xml xmldtd xsl xul"
).split()
RESOURCES = (
    "auto3state autocheckbox autoradiobutton bedit bitmap button caption cell checkbox checkboxmenuitem"
    " checkedlistbox colorchooser combobox comboboxexitem comboboxitem component contextmenu ctext cursor"
    " datetimepicker defpushbutton dialog dlginit edit file filechooser fn font footer frame grid groupbox"
    " header heading hedit hscrollbar icon iedit keywords label linklabel list listbox listitem ltext menu"
    " menubar menuitem menuseparator message monthcalendar numericupdown panel popupmenu pushbox pushbutton"
    " radio radiobuttonmenuitem rcdata row rtext scrollpane separator shortcut spinner splitter state3"
    " statusbar string tabcontrol table textbox togglebutton toolbar tooltip trackbar tree uri userbutton"
    " usercontrol var versioninfo vscrollbar window"
).split()
LAYOUTS = (
    "coord coord-cx coord-cy coord-x coord-y css-style ex-style font font-name font-size font-weight style"
).split()


def listed(*values: str) -> Type:
    """One of a list, or a value of one's own."""
    known = frozenset(values)
    return lambda value: value in known or _OWN.fullmatch(value) is not None


_OWN = re.compile(r"x-\S+")
_layout = listed(*LAYOUTS)

TYPES: dict[str, Type] = {
    "version": one_of("1.0", "1.1", "1.2"),
    "state": listed(*STATES),
    "qualifier": listed(*QUALIFIERS),
    "context": listed(*CONTEXTS),
    "mark": listed(*MARKS),
    "datatype": listed(*DATATYPES),
    "restype": listed(*RESOURCES),
    "count": listed("num-usages", "repetition", "total", *RESOURCES, *DATATYPES, *STATES, *QUALIFIERS),
    "size-unit": listed(*"byte char cm col dlgunit em ex glyph in mm percent pixel point row".split()),
    "unit": listed(
        *"bin-unit character glyph instance item line page paragraph placeable segment sentence".split(),
        *"trans-unit word".split(),
    ),
    "alternative": listed("accepted", "previous-version", "proposal", "reference", "rejected"),
    "delimiter": listed("bold", "italic", "link", "underlined"),
    "placeholder": listed("image", "lb", "pb"),
    "association": one_of("both", "following", "preceding"),
    "place": matching(re.compile(r"(?:(?:-?\d+|#);){3}(?:-?\d+|#)")),
    "reformat": lambda value: value in ("yes", "no") or all(map(_layout, value.split())),
    "purpose": lambda value: all(map(listed("information", "location", "match"), value.split())),
    "annotates": one_of("source", "target", "general"),
    "pos": one_of("open", "close"),
    "language": matching(re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")),
}
"""How the values of attributes are told, by the names the tables give them."""
