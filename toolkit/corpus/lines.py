"""Documents with a segment a line, and pairs of them that are aligned already: ``lines`` in the manifest.

They are run through as streams: such documents may be larger than memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import zip_longest
from pathlib import Path

from toolkit.corpus.manifest import Corpus, CorpusDocument
from toolkit.errors import FormatError
from toolkit.files import input_error
from toolkit.formats.lines import decoded_lines
from toolkit.languages import normalise_code
from toolkit.model import Unit, Units
from toolkit.translations import _


def aligned(corpus: Corpus) -> list[tuple[CorpusDocument, CorpusDocument]]:
    """The pairs of documents that translate each other line by line, in the order of the manifest."""
    documents = {document.file: document for document in corpus.documents}
    return [(documents[each.translation_of], each) for each in corpus.documents if each.lines == "pairs"]


@contextmanager
def segments(path: Path) -> Iterator[Iterator[str]]:
    """The lines of a file without their ends, as long as the ``with`` block runs.

    Raises:
        InputError: missing, unreadable; DecodingError while they are run through.
    """
    try:
        stream = path.open("rb")
    except OSError as error:
        raise input_error(path, error) from None
    with stream:
        yield (line.removesuffix("\n").removesuffix("\r") for line in decoded_lines(stream, str(path)))


@contextmanager
def pairs(corpus: Corpus, source: CorpusDocument, target: CorpusDocument) -> Iterator[Units]:
    """The units of two documents that are line by line translations, lazily.

    A unit's id is the one in ``ids``, or ``corpus/file:line``, which names no document it would be a part of:
    nobody knows where those lines come from.

    Raises:
        InputError: a file that is missing or cannot be read; FormatError while the units are run through,
            where one text has fewer lines.
    """
    files = [source.file, target.file, *([target.ids] if target.ids else [])]
    with ExitStack() as stack:
        streams = [stack.enter_context(segments(corpus.path(file))) for file in files]
        rows = _units(corpus, files, zip_longest(*streams))
        codes = normalise_code(source.language), normalise_code(target.language)
        yield Units(rows, *codes, source.file, target.file)


def _units(corpus: Corpus, files: list[str], rows: Iterator[tuple[str | None, ...]]) -> Iterator[Unit]:
    for number, row in enumerate(rows, 1):
        if None in row:
            raise FormatError(
                _("ends before its line {number}, others go on", number=number),
                _("the files of a pair have the same number of lines"),
                path=corpus.path(files[row.index(None)]),
                line=number - 1 or 1,
            )
        source, target, own = (*(text or "" for text in row), "")[:3]
        id = f"{corpus.id}/{own}" if own else f"{corpus.id}/{files[0]}:{number}"
        yield Unit(id, source, target, source_line=number, target_line=number)
