"""``bitext catalog init``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.console import emit_bytes, note
from toolkit.errors import UsageError
from toolkit.translations import _, ngettext

if TYPE_CHECKING:
    from toolkit.catalog import Catalog


def register(group: typer.Typer) -> None:
    """Add the commands of this module."""
    group.command(epilog="Example: bitext catalog init program.pot --lang vi")(init)


def init(
    template: Annotated[str, typer.Argument(metavar="POT", help="The template; - for standard input.")],
    lang: Annotated[
        str, typer.Option("--lang", "-l", help="Language of the new catalog: vi, pt-BR, sr@latin …")
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write here instead of to LANG.po; - for standard output."),
    ] = None,
    translator: Annotated[
        str | None,
        typer.Option(
            envvar="BITEXT_TRANSLATOR",
            metavar="'NAME <ADDRESS>'",
            help="Who translates; git's user if absent.",
        ),
    ] = None,
    no_translator: Annotated[
        bool,
        typer.Option("--no-translator", help="Nobody yet: say so, and date it as the template is dated."),
    ] = False,
    team: Annotated[
        str | None,
        typer.Option(envvar="BITEXT_TEAM", metavar="'NAME <ADDRESS>'", help="The language team."),
    ] = None,
    package: Annotated[
        str | None, typer.Option(metavar="'NAME VERSION'", help="The program, if the template does not say.")
    ] = None,
    plural: Annotated[
        str | None,
        typer.Option(
            "--plural-forms",
            metavar="'nplurals=…; plural=…;'",
            help="Plural rule, for the language's usual one.",
        ),
    ] = None,
    source_lang: Annotated[str, typer.Option("--source-lang", "-s", help="Language of the msgids.")] = "en",
) -> None:
    """Begin a catalog: the template with a header for the language, and its number of plural forms.

    A variant of the msgids' own language (en_GB) begins with them as translations. SOURCE_DATE_EPOCH sets
    the date. A file that exists is not touched.
    """
    import os

    from toolkit.catalog import load
    from toolkit.catalog.starting import Facts, start
    from toolkit.catalog.translator import known_translator
    from toolkit.files import Staging
    from toolkit.formats.dates import now
    from toolkit.languages.names import locale_code

    if no_translator and translator is not None:
        raise UsageError(_("--translator and --no-translator exclude each other"), _("give one of them"))
    target = output or Path(f"{locale_code(lang)}.po")
    if str(target) != "-" and target.exists():
        raise UsageError(
            _("exists already"),
            _("bring it up to date with bitext catalog update, or name another"),
            path=target,
        )
    who = None if no_translator else translator or known_translator(os.environ)
    facts = Facts(now(), who, team, package, plural, source_lang, no_translator)
    catalog = start(load(template), lang, facts)
    if str(target) == "-":
        emit_bytes(catalog.to_bytes())
    else:
        with Staging(inputs=[template]) as staging:
            staging.write(target, catalog.to_bytes())
    _tell(catalog, target, lang)
    if who is None and not no_translator:
        note(_("who translates is not known – give --translator 'NAME <ADDRESS>', or set user.name in git"))


def _tell(catalog: Catalog, target: Path, lang: str) -> None:
    """What was made, and for which numbers each plural form is."""
    from toolkit.catalog.plural import examples, parse_rule
    from toolkit.languages.names import language_name
    from toolkit.languages.plurals import plural_forms

    messages = [entry for entry in catalog if not entry.is_header and not entry.obsolete]
    count = ngettext("{count} message", "{count} messages", len(messages))
    name = language_name(lang) or lang
    place = "" if str(target) == "-" else f" → {target}"
    if not any(entry.plural for entry in messages):
        note(f"{name}: {count}{place}")
        return
    value = catalog.fields["Plural-Forms"]
    known = plural_forms(lang)
    names = known.categories if known is not None and known.value == value else ()
    shown = []
    for index, numbers in examples(parse_rule(value), most=4).items():
        listed = ", ".join(map(str, numbers)) + (" …" if len(numbers) == 4 else "")
        shown.append(f"[{index}] {f'{names[index]} ' if names else ''}({listed})")
    note(
        _(
            "{language}: {messages}{place}; plural forms {forms}",
            language=name,
            messages=count,
            place=place,
            forms=", ".join(shown),
        )
    )
