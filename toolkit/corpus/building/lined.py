"""Units of two documents that the manifest calls translations line by line: there is nothing to align."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.corpus.building.tasks import Task
from toolkit.errors import FormatError
from toolkit.model import Document, Unit, Units
from toolkit.translations import _


def line_by_line(task: Task, source: Document, target: Document, ids: Sequence[str]) -> Units:
    """The units, a pair of lines each, lazily.

    Their ids are those given, or ``corpus/file:line``, which names no document they would be a part of:
    nobody knows where those lines come from.

    Raises:
        FormatError: one text has fewer lines than the other, or than there are ids.
    """
    sizes = [len(source.segments), len(target.segments), len(ids) or len(source.segments)]
    if min(sizes) != max(sizes):
        names = (source.name, target.name, task.target.ids.name if task.target.ids else "")
        raise FormatError(
            _("ends before its line {number}, others go on", number=min(sizes) + 1),
            _("the files of a pair have the same number of lines"),
            path=names[sizes.index(min(sizes))],
            line=min(sizes) or 1,
        )
    return Units(_units(task, source, target, ids), *task.languages, source.name, target.name)


def _units(task: Task, source: Document, target: Document, ids: Sequence[str]) -> Iterator[Unit]:
    for at, (one, other) in enumerate(zip(source.segments, target.segments, strict=True)):
        name = f"{task.corpus}/{ids[at]}" if ids else f"{task.corpus}/{task.source.file}:{at + 1}"
        yield Unit(
            name,
            source.reading(one.start, one.end),
            target.reading(other.start, other.end),
            source_spans=(one.span,),
            target_spans=(other.span,),
        )
