"""From addresses and files to a corpus folder with a manifest."""

from __future__ import annotations

import hashlib
import re
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from toolkit.corpus.collecting import UNKNOWN, sha256
from toolkit.corpus.fetching.checksums import SUMS, digest, listed
from toolkit.corpus.fetching.download import discard, download, small
from toolkit.corpus.fetching.pieces import Piece, write
from toolkit.corpus.fetching.reading import Parallel, Wanted, parallels
from toolkit.corpus.fetching.sources import Source, sources
from toolkit.corpus.manifest import MANIFEST, Corpus, CorpusDocument, load
from toolkit.corpus.writing import append, create
from toolkit.errors import FormatError, InputError, OutputError, UsageError
from toolkit.files import output_error
from toolkit.formats.dates import now
from toolkit.model import Unit
from toolkit.translations import _

PIECE = 20_000
"""Lines in a document, about, unless told otherwise."""
_WORK = ".fetch"
_MAKING = "making"
_EVERY = 1000


@dataclass(frozen=True, slots=True)
class Order:
    """How sources are to be fetched.

    Attributes:
        sha256: of the sources, in their order; none, or one for each.
        languages: of source and target, ``und`` where nobody said.
        columns: of tables, those with the texts.
        rights: whose the texts are; what the source itself says if "".
        piece: lines in a document, about; 0 for one document a bitext.
        keep: leave the files that were downloaded in the corpus folder.
    """

    sha256: Sequence[str] = ()
    languages: tuple[str, str] = ("und", "und")
    columns: tuple[str, str] | None = None
    rights: str = ""
    piece: int = PIECE
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one source.

    Attributes:
        source: as it is named in the manifest.
        sha256: of its file, "" for a Moses pair.
        checked: whether a checksum was known.
        documents: that were added; none if it was there already.
        lines: segments in each language.
        languages: of its bitexts, ``en-vi``.
        there: whether the corpus had it already.
    """

    source: str
    sha256: str
    checked: bool = False
    documents: int = 0
    lines: int = 0
    languages: tuple[str, ...] = ()
    there: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """Where it is said how things go.

    Attributes:
        received: called with a source, bytes that are here and bytes in all (0 while unknown).
        read: called with a source and units that were read.
        notice: told one clause at a time of what was left out, or went wrong and was mended.
        pause: waits so many seconds.
    """

    received: Callable[[str, int, int], None] = lambda name, done, total: None
    read: Callable[[str, int], None] = lambda name, count: None
    notice: Callable[[str], None] = lambda clause: None
    pause: Callable[[float], None] = field(default=time.sleep)


def fetch(
    places: Sequence[str], folder: Path, order: Order = Order(), telling: Telling = Telling()
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
        self.checked = False

    def run(self) -> Fetched:
        source = self.source
        if source.url and self._there(url=source.url):
            return Fetched(source.given, "", there=True)
        path = self._received() if source.url else source.path
        assert path is not None
        found = "" if source.pair else sha256(path)
        self._check(found)
        if found and self._there(digest=found):
            return Fetched(source.given, found, self.checked, there=True)
        documents, lines, pairs = self._made(path, found)
        self._publish(documents)
        if source.url:
            if self.order.keep:
                path.replace(path.with_suffix(""))
            discard(path)
        count = len({document.file for document in documents})
        return Fetched(source.given, found, self.checked, count, lines, tuple(pairs))

    def _there(self, url: str = "", digest: str = "") -> bool:
        """Whether the manifest has documents of this address, or of this content."""
        documents = self.corpus.documents if self.corpus else ()
        return any(
            document.lines and (digest or self.known) in document.provenance and url in ("", document.url)
            for document in documents
        )

    # ── the file ────────────────────────────────────────────────────────────────────────────────────────────

    def _received(self) -> Path:
        """The file of an address, on disk; a part, until it has been read and is not needed again."""
        source = self.source
        # Distributors have many files of one name: en-vi.txt.zip.
        name = f"{hashlib.sha256(source.url.encode()).hexdigest()[:8]}-{source.name}"
        part = self.work / f"{name}.part"

        def progress(done: int, total: int) -> None:
            self.telling.received(source.name, done, total)

        def complete() -> bool:
            resumed = download(
                source.url,
                part,
                certain=bool(self.known),
                progress=progress,
                notice=lambda clause: self.telling.notice(f"{source.name}: {clause}"),
                pause=self.telling.pause,
            )
            self.known = self.known or self._beside()
            return resumed

        if complete() and self.known and sha256(part) != self.known:
            # Two versions may have come together; what the server has now is asked for once, from the start.
            self.telling.notice(_("{name}: the parts do not go together: anew", name=source.name))
            discard(part)
            complete()
        found = sha256(part)
        if self.known and found != self.known:
            discard(part)
            raise self._wrong(found)
        return part

    def _beside(self) -> str:
        """The checksum that lies beside the file."""
        source = self.source
        if source.url:
            bare, query, _rest = source.url.partition("?")
            if query:
                return ""
            return listed(small(bare + ".sha256"), source.name, alone=True) or listed(
                small(bare.rpartition("/")[0] + "/" + SUMS), source.name, alone=False
            )
        assert source.path is not None
        for path, alone in (
            (source.path.with_name(source.path.name + ".sha256"), True),
            (source.path.with_name(SUMS), False),
        ):
            try:
                text = path.read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue
            if said := listed(text, source.name, alone=alone):
                return said
        return ""

    def _check(self, found: str) -> None:
        """Hold the file against its checksum, if there is one."""
        if self.source.path is not None and not self.known and not self.source.pair:
            self.known = self._beside()
        self.checked = bool(self.known)
        if self.known and found != self.known:
            raise self._wrong(found)

    def _wrong(self, found: str) -> InputError:
        return InputError(
            _("its SHA-256 is {found}, not {known}", found=found or "unknown", known=self.known),
            _("nothing of it was kept; the file was changed or damaged on its way"),
            path=self.source.given,
        )

    # ── documents ───────────────────────────────────────────────────────────────────────────────────────────

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
