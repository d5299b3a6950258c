"""Plural forms: the rule in the header, the rule of the language, and the number of translations."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.catalog.checks.contract import CatalogCheck, Context, Observation
from toolkit.catalog.model import Entry
from toolkit.catalog.plural import SAMPLES, PluralError, Rule, difference, examples, parse_rule
from toolkit.model import Severity
from toolkit.translations import N_, _, ngettext

_FIELD = "Plural-Forms"


def run(context: Context) -> Iterator[tuple[Entry | None, Observation]]:
    """First the rule, then the number of forms of each entry that has any."""
    entries = [entry for entry in context.catalog.entries if entry.plural and context.in_use(entry)]
    header = context.catalog.header
    rule: Rule | None = None
    if header is not None:
        value = context.fields.get(_FIELD)
        if value is None:
            if entries:
                yield (
                    header,
                    _error(_("the header has no field {name}, but entries have plural forms", name=_FIELD)),
                )
        elif not context.template or "nplurals=INTEGER" not in value:
            try:
                rule = parse_rule(value)
                yield from ((header, seen) for seen in _judge(rule, context))
            except PluralError as error:
                yield header, _error(_("{field}: {problem}", field=_FIELD, problem=error.problem), (value,))
    for entry in entries:
        count = len(entry.msgstr)
        if rule is not None and count != rule.nplurals:
            yield (
                entry,
                Observation(
                    ngettext(
                        "{count} plural form, but the header says {said}",
                        "{count} plural forms, but the header says {said}",
                        count,
                        said=rule.nplurals,
                    ),
                    severity=Severity.ERROR,
                    values=(str(count), str(rule.nplurals)),
                ),
            )
        for form, text in enumerate(entry.msgstr):
            if not text:
                yield entry, Observation(_("the plural form {form} is empty", form=form), form)


def _judge(rule: Rule, context: Context) -> Iterator[Observation]:
    """A rule by itself, and against what is known about the language."""
    highest = max(rule.form(n) for n in SAMPLES)
    if highest >= rule.nplurals:
        yield _error(
            _(
                "{field}: nplurals is {count}, but the rule gives {highest} for some number",
                field=_FIELD,
                count=rule.nplurals,
                highest=highest,
            ),
            (str(rule.nplurals), str(highest)),
        )
        return
    never = sorted(set(range(rule.nplurals)) - set(examples(rule, 1)))
    if never:
        yield Observation(
            _("{field}: no number takes the form {forms}", field=_FIELD, forms=", ".join(map(str, never))), 0
        )
    known = [parse_rule(forms.value) for forms in context.plural_forms]
    if known and all(_differs(rule, other) for other in known):
        usual = known[0]
        if usual.nplurals != rule.nplurals:
            why = ngettext(
                "{field}: {count} form, where {language} has {usual}",
                "{field}: {count} forms, where {language} has {usual}",
                rule.nplurals,
                field=_FIELD,
                language=context.language,
                usual=usual.nplurals,
            )
        else:
            number = difference(rule, usual)
            why = _(
                "{field}: another form for {number} than {language} takes",
                field=_FIELD,
                number=number,
                language=context.language,
            )
        yield Observation(_("{problem} ({rule})", problem=why, rule=usual), 0, values=(str(rule), str(usual)))


def _differs(one: Rule, other: Rule) -> bool:
    return one.nplurals != other.nplurals or difference(one, other) is not None


def _error(message: str, values: tuple[str, ...] = ()) -> Observation:
    return Observation(message, 0, values=values, severity=Severity.ERROR)


CHECK = CatalogCheck(
    "plural-forms",
    "locale",
    Severity.WARNING,
    N_("the plural rule, by itself and for the language; the number of forms of each entry"),
    run,
)
