"""From addresses and files to a corpus folder with a manifest."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from toolkit.corpus.collecting import UNKNOWN, sha256
from toolkit.corpus.fetching.checksums import digest
from toolkit.corpus.fetching.download import discard
from toolkit.corpus.fetching.order import SILENT, USUAL, Fetched, Order, Telling
from toolkit.corpus.fetching.pieces import Piece, write
from toolkit.corpus.fetching.reading import Parallel, Wanted, parallels
from toolkit.corpus.fetching.receiving import received
from toolkit.corpus.fetching.sources import Source, sources
from toolkit.corpus.manifest import MANIFEST, Corpus, CorpusDocument, load
from toolkit.corpus.writing import append, create
from toolkit.errors import FormatError, OutputError, UsageError
from toolkit.files import output_error
from toolkit.formats.dates import now
from toolkit.model import Unit
from toolkit.translations import _

_WORK = ".fetch"
_MAKING = "making"
_EVERY = 1000


def fetch(
    places: Sequence[str], folder: Path, order: Order = USUAL, telling: Telling = SILENT
) -> list[Fetched]:
    """Fetch corpora into a folder with a manifest, which is made or added to.

    Every source is added whole or not at all. A download that was stopped, by whatever, goes on where it was
    when the same is fetched again; a source that is in the manifest is left as it is.

    Args:
        places: addresses, files, folders, Moses pairs.
        folder: the corpus, made where it is missing.
        order: how.
        telling: where it is said how things go.

    Raises:
        InputError: a server or file that cannot be read, a wrong checksum.
        FormatError: a file that is not what it promises.
        UsageError: checksums for some of the sources only; languages or columns that cannot be told.
        OutputError: no space left, or a folder that cannot be written.
    """
    wanted = [each for place in places for each in sources(place)]
    sums = [digest(text) for text in order.sha256]
    if sums and len(sums) != len(wanted):
        raise UsageError(
            _("not a checksum for each source: {sums} for {sources}", sums=len(sums), sources=len(wanted)),
            _("give one for each, in their order, or none"),
        )
    made = []
    with _working(folder) as work:
        for number, source in enumerate(wanted):
            known = sums[number] if sums else ""
            made.append(_Fetch(source, known, folder, work, order, telling).run())
    return made


class _Fetch:
    """One source on its way into the corpus."""

    def __init__(
        self, source: Source, known: str, folder: Path, work: Path, order: Order, telling: Telling
    ) -> None:
        self.source, self.known, self.folder, self.work = source, known, folder, work
        self.order, self.telling = order, telling
        self.corpus: Corpus | None = load(folder) if (folder / MANIFEST).is_file() else None

    def run(self) -> Fetched:
        source = self.source
        if source.url and self._there(self.known, source.url):
            return Fetched(source.given, "", there=True)
        got = received(source, self.known, self.work, self.telling)
        if got.sha256 and self._there(got.sha256):
            return Fetched(source.given, got.sha256, got.checked, there=True)
        documents, lines, pairs = self._made(got.path, got.sha256)
        self._publish(documents)
        if source.url:
            if self.order.keep:
                got.path.replace(got.path.with_suffix(""))
            discard(got.path)
        count = len({document.file for document in documents})
        return Fetched(source.given, got.sha256, got.checked, count, lines, tuple(pairs))

    def _there(self, digest: str, url: str = "") -> bool:
        """Whether the manifest has documents of this content, "" for any, and of this address."""
        documents = self.corpus.documents if self.corpus else ()
        return any(
            document.lines and digest in document.provenance and url in ("", document.url)
            for document in documents
        )

    def _made(self, path: Path, found: str) -> tuple[list[CorpusDocument], int, list[str]]:
        """The files of the corpus, in the work folder, and what the manifest is to say of them."""
        making = self.work / _MAKING
        _fresh(making)
        wanted = Wanted(
            self.order.languages,
            self.order.columns,
            lambda clause: self.telling.notice(f"{self.source.name}: {clause}"),
        )
        documents: list[CorpusDocument] = []
        lines, pairs = 0, dict[str, None]()
        for parallel in parallels(self.source, path, wanted):
            units = parallel.units
            counted = replace(units, units=self._counted(iter(units)))
            base = self._base(parallel, documents)
            try:
                pieces, note = write(counted, base, making, self.order.piece)
            except OutputError as error:
                raise OutputError(error.problem, error.remedy, path=self.folder) from None
            if note:
                self.telling.notice(f"{self.source.name}: {note}")
            pair = (units.source_language, units.target_language)
            for piece in pieces:
                documents += self._documents(piece, pair, parallel, found)
                lines += piece.lines
                pairs["-".join(pair)] = None
        if not documents:
            raise FormatError(_("holds not a single pair of segments"), path=self.source.given)
        return documents, lines, list(pairs)

    def _counted(self, units: Iterator[Unit]) -> Iterator[Unit]:
        for count, unit in enumerate(units, 1):
            if count % _EVERY == 0:
                self.telling.read(self.source.name, count)
            yield unit

    def _base(self, parallel: Parallel, documents: Sequence[CorpusDocument]) -> str:
        """A name for the files that no others have."""
        base = parallel.base or re.sub(r"[^\w.+-]+", "_", self.folder.resolve().name).strip("._-") or "corpus"
        taken = {d.file for d in (*(self.corpus.documents if self.corpus else ()), *documents)}
        number, name = 1, base
        pair = "-".join(
            code.replace("-", "_")
            for code in (parallel.units.source_language, parallel.units.target_language)
        )
        while any(file.startswith((f"{name}.{pair}.", f"{name}-00001.{pair}.")) for file in taken):
            number += 1
            name = f"{base}_{number}"
        return name

    def _documents(
        self, piece: Piece, languages: tuple[str, str], parallel: Parallel, found: str
    ) -> list[CorpusDocument]:
        source = self.source
        said = f"Fetched from {source.given} on {now().date().isoformat()}"
        said += f", SHA-256 {found}" if found else ""
        said += f": {parallel.origin}" if parallel.origin else ""
        rights = self.order.rights or parallel.licence or UNKNOWN
        one, other = (
            CorpusDocument(name, code, role, said, rights, digest_, url=source.url)
            for name, code, role, digest_ in zip(
                piece.names, languages, ("source", "translation"), piece.sha256, strict=False
            )
        )
        other = replace(other, translation_of=one.file, lines="pairs")
        if len(piece.names) > 2:
            other = replace(other, ids=piece.names[2], ids_sha256=piece.sha256[2])
        return [replace(one, lines="segments"), other]

    def _publish(self, documents: Sequence[CorpusDocument]) -> None:
        """Move the files to their places, then name them in the manifest: what it names is there."""
        making = self.work / _MAKING
        files = {d.file: d.sha256 for d in documents} | {d.ids: d.ids_sha256 for d in documents if d.ids}
        for name, known in files.items():
            place = self.folder / name
            if place.exists() and sha256(place) != known:
                raise OutputError(
                    _("is there already, and not in the manifest"), _("move it away"), path=place
                )
        try:
            for name in files:
                (making / name).replace(self.folder / name)
        except OSError as error:
            raise output_error(self.folder, error) from None
        if self.corpus is None:
            name = self.folder.resolve().name
            create(self.folder, name, name, documents)
        else:
            append(self.corpus, documents)


def _fresh(folder: Path) -> None:
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    except OSError as error:
        raise output_error(folder, error) from None


@contextmanager
def _working(folder: Path) -> Iterator[Path]:
    """The hidden folder in the corpus where downloads lie; it goes when nothing is left in it.

    Raises:
        OutputError: it cannot be made, or another process is at work in it.
    """
    work = folder / _WORK
    lock = work / "lock"
    new = not folder.exists()
    try:
        work.mkdir(parents=True, exist_ok=True)
        stream = lock.open("w")
    except OSError as error:
        raise output_error(folder, error) from None
    try:
        import fcntl

        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:  # Windows: nothing to hold it by
        pass
    except OSError:
        stream.close()
        raise OutputError(
            _("is being fetched into by another process"), _("wait for it"), path=folder
        ) from None
    try:
        yield work
    finally:
        shutil.rmtree(work / _MAKING, ignore_errors=True)
        lock.unlink(missing_ok=True)
        stream.close()
        with suppress(OSError):  # downloads that are to go on, or that were to be kept
            work.rmdir()
            if new:
                folder.rmdir()
