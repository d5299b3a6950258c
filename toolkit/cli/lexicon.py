"""``bitext lexicon``: word lists learned from a corpus, and what they say of a word."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli import options
from toolkit.cli.console import emit, emit_json, note, output_stream
from toolkit.translations import _

if TYPE_CHECKING:
    from toolkit.model import Units

_lexicon = typer.Typer(
    help="Word lists for alignment: learn one from a corpus, look a word up.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.add_typer(_lexicon, name="lexicon")


@_lexicon.command(epilog="Example: bitext lexicon learn memory.tmx project.po -o team.tsv")
def learn(
    corpora: Annotated[
        list[str], typer.Argument(metavar="CORPUS…", help="Bitexts: .tmx .po .tsv .jsonl; memories")
    ],
    source_lang: Annotated[str, typer.Option("--source-lang", "-s", help="If the files do not say.")] = "und",
    target_lang: Annotated[str, typer.Option("--target-lang", "-t", help="If the files do not say.")] = "und",
    output: options.Output = None,
) -> None:
    """Learn which words translate each other from bitexts; the result is for bitext align --lexicon."""
    from toolkit.align.teaching import teach
    from toolkit.files import Staging
    from toolkit.languages import normalise_code
    from toolkit.lexicon import render

    with Staging(inputs=corpora) as staging:
        stream = staging.open(output) if output and str(output) != "-" else output_stream()
        loaded = [_units(path, source_lang, target_lang) for path in corpora]
        said = [(units.source_language, units.target_language) for units in loaded]
        languages = [
            normalise_code(given)
            if given != "und"
            else next((pair[k] for pair in said if pair[k] != "und"), "und")
            for k, given in enumerate((source_lang, target_lang))
        ]
        found = teach(chain.from_iterable(loaded), *languages)
        stream.write(render(found).encode("utf-8"))
    place = str(output) if output and str(output) != "-" else _("standard output")
    note(
        _(
            "{count} entries for {words} words → {place}",
            count=len(found),
            words=len(list(found.headwords())),
            place=place,
        )
    )


def _units(path: str, source_lang: str, target_lang: str) -> Units:
    """The units of a bitext or of a translation memory."""
    import toolkit
    from toolkit.memory import Memory, is_memory

    if not is_memory(path):
        return toolkit.load(path).held()
    with Memory.open(path, create=False) as memory:
        return memory.units(source_lang, target_lang).held()


@_lexicon.command(epilog="Example: bitext lexicon show cadre")
def show(
    word: Annotated[str, typer.Argument(metavar="WORD", help="A word of either language.")],
    lexicon: Annotated[
        list[Path] | None, typer.Option("--lexicon", help="Look in this word list; repeatable.")
    ] = None,
    source_lang: options.SourceLanguage = "en",
    target_lang: options.TargetLanguage = "vi",
    as_json: options.Json = False,
) -> None:
    """Show how a word is rendered: in the word lists given, else in the one that ships."""
    from toolkit.errors import GateFailed, InputError
    from toolkit.languages import normalise_code
    from toolkit.lexicon import core, read

    pair = normalise_code(source_lang), normalise_code(target_lang)
    if lexicon:
        lists = [read(path, *pair) for path in lexicon]
    else:
        shipped = core(*pair)
        if shipped is None:
            raise InputError(
                _("no word list ships for {source} and {target}", source=pair[0], target=pair[1]),
                _("give one by --lexicon FILE"),
            )
        lists = [shipped]
    forth = list(dict.fromkeys(each for one in lists for each in one.equivalents(word)))
    back = list(dict.fromkeys(each for one in lists for each in one.reversed().equivalents(word)))
    if as_json:
        emit_json({"word": word, pair[1]: forth, pair[0]: back})
    else:
        for found in (forth, back):
            if found:
                emit("; ".join(found) + "\n")
    if not forth and not back:
        raise GateFailed(_("'{word}' is in none of the word lists", word=word), _("try its dictionary form"))
