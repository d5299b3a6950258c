"""A new catalog from a template (POT): its text, with a header for the language and its plural forms.

What the template says stays as it is laid out; what only a person can know stays a placeholder until it is
given. GNU gettext manual, "Header Entry" and "Creating a New PO File".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from toolkit.catalog.catalog import Catalog
from toolkit.catalog.charset import Charset
from toolkit.catalog.edit import Replacement, apply, replace_forms, replace_fuzzy
from toolkit.catalog.model import Entry
from toolkit.catalog.parser import form_spans
from toolkit.catalog.plural import PluralError, Rule, parse_rule
from toolkit.errors import UsageError
from toolkit.languages import normalise_code
from toolkit.languages.names import language_name, locale_code
from toolkit.languages.plurals import plural_forms
from toolkit.translations import _

AUTOMATIC = "Automatically generated"
"""Translator of a catalog that no person has begun, as msginit has it."""

_FIELDS = (
    "Project-Id-Version Report-Msgid-Bugs-To POT-Creation-Date PO-Revision-Date Last-Translator "
    "Language-Team Language MIME-Version Content-Type Content-Transfer-Encoding Plural-Forms"
).split()
_PLACEHOLDERS = {
    "Project-Id-Version": "PACKAGE VERSION",
    "Last-Translator": "FULL NAME <EMAIL@ADDRESS>",
}
_COMMENT = re.compile(r"^#(?![,:.|~!])[^\r\n]*", re.MULTILINE)
_FIELD = re.compile(r"([A-Za-z][A-Za-z0-9-]*):(?:[ \t]+(.*)|\Z)")
_UTF8 = Charset("UTF-8", "utf-8")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a new catalog says about itself.

    Attributes:
        date: of its beginning.
        translator: ``Name <address>``; ``None`` keeps the template's placeholder.
        team: ``Name <address>`` of the language team; ``None`` for the language's name.
        package: name and version of the program; ``None`` for what the template says.
        plural: value of ``Plural-Forms``; ``None`` for the language's usual rule.
        source_language: of the msgids; a variant of the same language begins with them as translations.
        automatic: no person has begun it: it is dated as the template is, or not at all.
    """

    date: datetime
    translator: str | None = None
    team: str | None = None
    package: str | None = None
    plural: str | None = None
    source_language: str = "en"
    automatic: bool = False


def start(template: Catalog, language: str, facts: Facts) -> Catalog:
    """A catalog of the template's messages, to be translated into a language; in UTF-8.

    Args:
        template: the POT; a comment or message of it is carried over as it is laid out.
        language: its code, as in BCP 47 or gettext: ``vi``, ``pt-BR``, ``sr@latin``.
        facts: what the header is to say.

    Raises:
        LanguageError: not a language code.
        UsageError: messages with plural forms for a language whose rule is not known; a rule that is none; a
            line break in a fact; a template that was not understood.
    """
    if template.problems:
        raise UsageError(
            _("has errors"), _("correct them first"), path=template.path, line=template.problems[0].line
        )
    if any(entry.domain != "messages" for entry in template.entries):
        raise UsageError(_("has several domains"), _("split it by domain first"), path=template.path)
    for text in (facts.translator, facts.team, facts.package, facts.plural):
        if text and not text.isprintable():
            raise UsageError(
                _("{text!r} for the header", text=text),
                _("give it without line breaks and control characters"),
            )
    return _Starter(template, language, facts).run()


class _Starter:
    def __init__(self, template: Catalog, language: str, facts: Facts) -> None:
        self._template = template
        self._text = template.text
        self._locale = locale_code(language)
        self._name = language_name(language) or f"Language {self._locale}"
        self._facts = facts
        self._rule = self._plural_rule(language)
        source = normalise_code(facts.source_language).partition("-")[0]
        self._same = normalise_code(language).partition("-")[0] == source

    def run(self) -> Catalog:
        replacements: list[Replacement] = []
        header = self._template.header
        if self._text.startswith("\ufeff"):  # gettext reads no byte order mark
            replacements.append(Replacement(0, 1, ""))
        if header is None:
            at = len(replacements)
            replacements.append(Replacement(at, at, self._new_header()))
        else:
            replacements += self._header(header)
        for entry in self._template.entries:
            if not entry.is_header and not entry.obsolete:
                replacements += self._message(entry)
        data = apply(self._text.encode(), self._text, _UTF8, replacements)
        return Catalog(data, self._template.path)

    def _plural_rule(self, language: str) -> Rule | None:
        value = self._facts.plural
        if value is not None:
            try:
                return parse_rule(value)
            except PluralError as error:
                raise UsageError(
                    _("'{value}' is no plural rule: {problem}", value=value, problem=error.problem),
                    _("see column {column}", column=error.column),
                ) from None
        known = plural_forms(language)
        if known is not None:
            return parse_rule(known.value)
        wanting = next((e for e in self._template.entries if e.plural and not e.obsolete), None)
        if wanting is not None:
            raise UsageError(
                _(
                    "the plural rule of '{locale}' is not known, and messages have plural forms",
                    locale=self._locale,
                ),
                _("give it with --plural-forms 'nplurals=…; plural=…;'"),
                path=self._template.path,
                line=wanting.line,
            )
        return None

    # ── the header ──────────────────────────────────────────────────────────────────────────────────────────

    def _header(self, header: Entry) -> Iterator[Replacement]:
        style, ambiguous = self._template.style, self._template.charset.ambiguous_columns
        yield from replace_forms(self._text, header, [self._fields(header.msgstr[0])], style, ambiguous)
        yield from replace_fuzzy(self._text, header, False, style)
        region = self._text[header.start : form_spans(self._text, header)[0][0]]
        for found in _COMMENT.finditer(region):
            said = self._comment(found[0])
            if said != found[0]:
                yield Replacement(header.start + found.start(), header.start + found.end(), said)

    def _new_header(self) -> str:
        style = self._template.style
        lines = [style.lay("msgid ", ""), style.lay("msgstr ", self._fields(""))]
        return style.newline.join([*lines, "", ""])

    def _fields(self, value: str) -> str:
        """The header's text: the template's lines in their order, with what is known of the new catalog."""
        known = self._known()
        lines: list[tuple[str, str]] = []  # the name of a field, "" for a line that is none; the line
        seen: dict[str, str] = {}
        for line in value.removesuffix("\n").split("\n") if value else ():
            found = _FIELD.match(line)
            name = found[1] if found is not None else ""
            if found is not None and name not in seen:
                seen[name] = found[2] or ""
            lines.append((name, line))
        if self._facts.automatic:
            created = seen.get("POT-Creation-Date", "")
            known["PO-Revision-Date"] = created or seen.get("PO-Revision-Date")
        for name, text in known.items():
            if text is None:
                lines = [each for each in lines if each[0] != name]
            elif name in seen:
                at = next(i for i, each in enumerate(lines) if each[0] == name)
                lines[at] = (name, f"{name}: {text}")
            else:
                lines.insert(_place(name, lines), (name, f"{name}: {text}"))
        return "".join(f"{line}\n" for _, line in lines)

    def _known(self) -> dict[str, str | None]:
        """The fields that are to be set, in gettext's order; ``None`` for one that is not to be there."""
        facts = self._facts
        stated = self._template.fields
        translator = AUTOMATIC if facts.automatic else facts.translator
        return {
            name: text
            if text is not None or name == "Plural-Forms"
            else stated.get(name, _PLACEHOLDERS[name])
            for name, text in (
                ("Project-Id-Version", facts.package),
                ("PO-Revision-Date", facts.date.strftime("%Y-%m-%d %H:%M%z")),
                ("Last-Translator", translator),
                ("Language-Team", facts.team or ("none" if facts.automatic else self._name)),
                ("Language", self._locale),
                ("MIME-Version", "1.0"),
                ("Content-Type", "text/plain; charset=UTF-8"),
                ("Content-Transfer-Encoding", "8bit"),
                ("Plural-Forms", None if self._rule is None else str(self._rule)),
            )
        }

    def _comment(self, line: str) -> str:
        """A comment line of the header with its placeholders filled."""
        year = self._facts.date.strftime("%Y")
        translator = AUTOMATIC if self._facts.automatic else self._facts.translator
        if translator is not None:
            line = line.replace("FIRST AUTHOR <EMAIL@ADDRESS>, YEAR", f"{translator}, {year}")
        line = line.replace("SOME DESCRIPTIVE TITLE", f"{self._name} translations for PACKAGE package")
        line = line.replace("Copyright (C) YEAR", f"Copyright (C) {year}")
        package = _program(self._facts.package or self._template.fields.get("Project-Id-Version", ""))
        return re.sub(r"\bPACKAGE\b", lambda _: package, line) if package else line

    # ── the messages ────────────────────────────────────────────────────────────────────────────────────────

    def _message(self, entry: Entry) -> list[Replacement]:
        """As many empty forms as the language has; the msgids themselves for a variant of their language."""
        forms = list(entry.msgstr)
        if entry.plural and self._rule is not None and not any(forms):
            forms = [""] * self._rule.nplurals
        if self._same and not any(forms):
            plural = entry.msgid if entry.msgid_plural is None else entry.msgid_plural
            forms = [entry.msgid, *[plural] * (len(forms) - 1)]
        if forms == list(entry.msgstr):
            return []
        style = self._template.style
        if "no-wrap" in entry.flags:
            style = replace(style, width=None)
        if not entry.plural:
            return replace_forms(self._text, entry, forms, style)
        spans = form_spans(self._text, entry)
        laid = (style.lay(f"msgstr[{index}] ", form) for index, form in enumerate(forms))
        return [Replacement(spans[0][0], spans[-1][1], style.newline.join(laid))]


def _place(name: str, lines: list[tuple[str, str]]) -> int:
    """Where a field goes that the template lacks: after those that gettext puts before it."""
    before = _FIELDS[: _FIELDS.index(name)]
    return 1 + max((at for at, (other, _) in enumerate(lines) if other in before), default=-1)


def _program(version: str) -> str:
    """The program in a ``Project-Id-Version``: "GNU hello" of "GNU hello 2.10"; "" for the placeholder."""
    if version in ("", _PLACEHOLDERS["Project-Id-Version"]):
        return ""
    words = version.split()
    if len(words) > 1 and any(character.isdigit() for character in words[-1]):
        words.pop()
    return " ".join(words)
