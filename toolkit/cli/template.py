"""The template of the toolkit's own catalogs: ``python -m toolkit.cli.template`` makes it from the code.

It holds what is marked in the code (:mod:`toolkit.translations`) and all help texts of the command tree.
References name files without lines, so that moving code about changes nothing here.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from pathlib import Path

from toolkit.translations.extraction import Message, collected, marked_in

_PACKAGE = Path(__file__).parent.parent
TEMPLATE = _PACKAGE / "translations" / "bitext.pot"

_HEADER = r"""# Messages of bitext-toolkit.
# Made by "python -m toolkit.cli.template" from the code: do not edit.
msgid ""
msgstr ""
"Project-Id-Version: bitext-toolkit\n"
"Language: \n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"X-Source-Language: en\n"
"""


def messages() -> list[Message]:
    """All messages, those of help pages first, in the order they are listed there."""
    return collected([*_of_help(), *marked_in(_PACKAGE, _PACKAGE.parent)])


def _of_help() -> Iterator[Message]:
    from typer.main import get_command

    from toolkit.cli.app import tree
    from toolkit.cli.translated import EXAMPLE, paragraphs, walk

    for command in walk(get_command(tree())):
        function = inspect.unwrap(command.callback) if command.callback else None
        own = Path(inspect.getsourcefile(function) or __file__) if function else Path(__file__)
        place = own if own.is_relative_to(_PACKAGE) else Path(__file__)
        texts = [command.help, command.short_help]
        if command.epilog and not command.epilog.startswith(EXAMPLE):
            texts.append(command.epilog)
        texts += [getattr(parameter, "help", None) for parameter in command.params]
        for text in texts:
            for part in paragraphs(text):
                yield Message(part, places=[place.relative_to(_PACKAGE.parent).as_posix()])


def template(messages: Iterable[Message]) -> bytes:
    """The template as a file."""
    from toolkit.catalog import Catalog, gnu_layout
    from toolkit.catalog.strings import escape

    entries = [_HEADER]
    for message in messages:
        lines = [f"#: {place}\n" for place in message.places]
        lines += ["#, python-brace-format\n"] if message.fields else []
        lines.append(f'msgid "{escape(message.msgid)}"\n')
        if message.plural is None:
            lines.append('msgstr ""\n')
        else:
            lines.append(f'msgid_plural "{escape(message.plural)}"\nmsgstr[0] ""\nmsgstr[1] ""\n')
        entries.append("".join(lines))
    return gnu_layout(Catalog("\n".join(entries).encode("utf-8")))


def main() -> None:
    """Write the template."""
    from toolkit.files import write_bytes

    write_bytes(TEMPLATE, template(messages()))


if __name__ == "__main__":
    main()
