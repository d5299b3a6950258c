"""The entry that describes the catalog: its fields, and values that a template left to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.catalog.checks.contract import CatalogCheck, Context, Observation
from toolkit.catalog.model import Entry
from toolkit.errors import LanguageError
from toolkit.languages import normalise_code
from toolkit.model import Severity
from toolkit.translations import N_, _

# The value with which xgettext fills a field in, or the beginning of it.
_FIELDS = {
    "Project-Id-Version": "PACKAGE VERSION",
    "PO-Revision-Date": "YEAR-MO-DA",
    "Last-Translator": "FULL NAME",
    "Language-Team": "LANGUAGE",
    "MIME-Version": None,
    "Content-Type": "text/plain; charset=CHARSET",
    "Content-Transfer-Encoding": "ENCODING",
    "Language": None,
}
_CHARSET = re.compile(r"charset=([^ \t;]*)")


def run(context: Context) -> Iterator[tuple[Entry | None, Observation]]:
    """What msgfmt says of the header; a template is allowed its initial values."""
    header = context.catalog.header
    if header is None:
        if any(not entry.obsolete for entry in context.catalog.entries):
            yield (
                None,
                Observation(
                    _("there is no header, the entry with an empty msgid"), severity=Severity.ERROR, line=1
                ),
            )
        return
    fields = context.fields
    for name, initial in _FIELDS.items():
        if name not in fields:
            if not (name == "Language" and "X-Language" in fields):
                yield header, Observation(_("the header has no field {name}", name=name), 0, values=(name,))
        elif not context.template and _untouched(fields[name], initial, name):
            yield header, Observation(_("{name} still has its initial value", name=name), 0, values=(name,))
    seen: set[str] = set()
    for line in header.msgstr[0].split("\n"):
        name = line.partition(":")[0]
        if name in _FIELDS or name == "Plural-Forms":
            if name in seen:
                yield header, Observation(_("the field {name} is there twice", name=name), 0, values=(name,))
            seen.add(name)
    content = fields.get("Content-Type")
    if content is not None and not context.template:
        found = _CHARSET.search(content)
        if found is None or not found[1]:
            yield header, Observation(_("Content-Type names no charset"), 0, values=(content,))
    code = fields.get("Language", "")
    if code and context.language == "und" and context.options.language == "und":
        try:
            normalise_code(code.partition(".")[0].partition("@")[0])
        except LanguageError:
            yield (
                header,
                Observation(_("Language: {code!r} is no language code", code=code), 0, values=(code,)),
            )


def _untouched(value: str, initial: str | None, name: str) -> bool:
    if name == "Language":
        return not value
    return initial is not None and value.startswith(initial) and not value[len(initial) :][:1].isalpha()


CHECK = CatalogCheck(
    "header", "catalog", Severity.WARNING, N_("fields of the header missing or left as in the template"), run
)
