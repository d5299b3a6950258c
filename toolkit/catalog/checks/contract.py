"""What a check of a catalog is: a name, a severity, and a function over an entry or over the whole catalog.

A check is one file in :mod:`toolkit.catalog.checks`. Its function yields :class:`Observation` objects; the
frame adds name, category, severity and the place in the file, and makes findings of them.

An *error* is what ``msgfmt -c`` refuses, or what makes a program misbehave; everything else that a person
should look at is a *warning*.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from toolkit.catalog.catalog import Catalog
from toolkit.catalog.model import Entry
from toolkit.catalog.plural import PluralError, Rule, parse_rule
from toolkit.errors import LanguageError
from toolkit.languages import normalise_code
from toolkit.languages.plurals import PluralForms, known_plural_forms
from toolkit.model import Severity, Span

_OFTEN = 5  # numbers from 0 to _FAR that take a form before it counts as a form for many numbers
_FAR = 1000


@dataclass(frozen=True, slots=True)
class Options:
    """What a run may be told.

    Attributes:
        fuzzy: look at fuzzy entries, too.
        accelerator: the mark of keyboard accelerators, ``_`` or ``&``; ``None`` to find out from the catalog.
        language: BCP 47 code of the translations, ``und`` to take the header's.
    """

    fuzzy: bool = False
    accelerator: str | None = None
    language: str = "und"


@dataclass(frozen=True, slots=True)
class Observation:
    """What a check saw in an entry.

    Attributes:
        message: one clause.
        form: index of the translation concerned; ``None`` for the entry as a whole.
        source_span: place in the msgid, in characters.
        target_span: place in that translation.
        values: the parts that disagree, written out.
        fix: that whole translation as it should be, where that is certain.
        severity: where it differs from the check's own.
        line: 1-based line in the file, where it is not the entry's.
    """

    message: str
    form: int | None = None
    source_span: Span | None = None
    target_span: Span | None = None
    values: tuple[str, ...] = ()
    fix: str | None = None
    severity: Severity | None = None
    line: int | None = None


class Context:
    """A catalog and what the checks of its entries share, each part computed when first asked for."""

    def __init__(self, catalog: Catalog, options: Options) -> None:
        self.catalog = catalog
        self.options = options

    def in_use(self, entry: Entry) -> bool:
        """Whether msgfmt would put the entry into its output: translated, not fuzzy, not obsolete."""
        return bool(entry.msgstr[0]) and not entry.obsolete and (self.options.fuzzy or not entry.fuzzy)

    @cached_property
    def template(self) -> bool:
        """Whether nothing is translated yet: the header may be as xgettext made it."""
        entries = (entry for entry in self.catalog.entries if not entry.is_header and not entry.obsolete)
        return not any(entry.msgstr[0] for entry in entries)

    @cached_property
    def fields(self) -> dict[str, str]:
        """The fields of the header."""
        return self.catalog.fields

    @cached_property
    def language(self) -> str:
        """BCP 47 code of the translations, ``und`` where the header tells none."""
        if self.options.language != "und":
            return self.options.language
        name = self.fields.get("Language", "") or self.fields.get("X-Language", "")
        try:
            return normalise_code(name.partition(".")[0].partition("@")[0]) if name else "und"
        except LanguageError:
            return "und"

    @cached_property
    def rule(self) -> Rule | None:
        """The plural rule of the header, ``None`` where there is none that can be read."""
        try:
            return parse_rule(self.fields["Plural-Forms"])
        except (KeyError, PluralError):
            return None

    @cached_property
    def plural_forms(self) -> tuple[PluralForms, ...]:
        """What is known about the plural forms of the language, the usual ones first."""
        return known_plural_forms(self.language) if self.language != "und" else ()

    @cached_property
    def categories(self) -> tuple[str, ...]:
        """CLDR's names of the language's plural forms; none where nothing is known."""
        return tuple(dict.fromkeys(name for forms in self.plural_forms for name in forms.categories))

    def for_many(self, form: int, span: tuple[int, int] | None = None) -> bool:
        """Whether a plural form stands for more than one number, and so has to name it.

        Without a rule nothing is known, and the form is taken to stand for one. msgfmt decides alike.

        Args:
            form: index of the form.
            span: the least and the greatest number there can be, of the entry's ``range:`` flag.
        """
        if self._uses.get(form, 0) < _OFTEN or self.rule is None:
            return False
        if span is None:
            return True
        low, high = span
        numbers = range(low, min(high, low + _FAR) + 1)
        return sum(1 for n in numbers if self.rule.form(n) == form) > 1

    @cached_property
    def _uses(self) -> Counter[int]:
        """How many of the numbers up to 1000 take each form."""
        if self.rule is None:
            return Counter()
        try:
            return Counter(self.rule.form(n) for n in range(_FAR + 1))
        except PluralError:
            return Counter()


@dataclass(frozen=True, slots=True)
class EntryCheck:
    """A check of one entry in use at a time; the header is not among them.

    Attributes:
        name: how it is selected and reported, in lower case with hyphens.
        category: MQM dimension: accuracy, fluency, locale, style, markup; ``catalog`` for the file itself.
        severity: of its findings, unless an observation says otherwise.
        about: one line for the list of checks.
        run: the function.
        default: run unless left out; otherwise only where selected by name.
    """

    name: str
    category: str
    severity: Severity
    about: str
    run: Callable[[Entry, Context], Iterator[Observation]]
    default: bool = True


@dataclass(frozen=True, slots=True)
class CatalogCheck:
    """A check of the catalog as a whole; an observation without an entry is about the file.

    The attributes are those of :class:`EntryCheck`.
    """

    name: str
    category: str
    severity: Severity
    about: str
    run: Callable[[Context], Iterator[tuple[Entry | None, Observation]]]
    default: bool = True


AnyCheck = EntryCheck | CatalogCheck
