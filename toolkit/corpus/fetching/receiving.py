"""The file of a source, on disk and held against its checksum.

The checksum is the one that was given, else the one that lies beside the file: in ``FILE.sha256``, or in
``SHA256SUMS``.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from toolkit.corpus.collecting import sha256
from toolkit.corpus.fetching.answers import small
from toolkit.corpus.fetching.checksums import SUMS, listed
from toolkit.corpus.fetching.download import discard, download
from toolkit.corpus.fetching.order import Telling
from toolkit.corpus.fetching.sources import Source
from toolkit.errors import InputError
from toolkit.translations import _


@dataclass(frozen=True, slots=True)
class Received:
    """A file that is what it should be, as far as that is known.

    Attributes:
        path: where it is; of an address a part, until it has been read and is not needed again.
        sha256: its digest, "" for a Moses pair, which has several files.
        checked: whether a checksum was known.
    """

    path: Path
    sha256: str
    checked: bool


def received(source: Source, known: str, work: Path, telling: Telling) -> Received:
    """The file of a source, downloaded where it has an address.

    Args:
        source: what is wanted.
        known: the checksum that was given, "" for none.
        work: the folder for downloads.
        telling: told how things go.

    Raises:
        InputError: the server cannot be reached or says no; a file that is not there; a wrong checksum, after
            which nothing of a download is kept.
        OutputError: no space left, or a folder that cannot be written.
    """
    if source.url:
        return _downloaded(source, known, work, telling)
    assert source.path is not None
    known = known or ("" if source.pair else _beside(source))
    found = "" if source.pair else sha256(source.path)
    if known and found != known:
        raise _wrong(source, found, known)
    return Received(source.path, found, bool(known))


def _downloaded(source: Source, known: str, work: Path, telling: Telling) -> Received:
    # Distributors have many files of one name: en-vi.txt.zip.
    name = f"{hashlib.sha256(source.url.encode()).hexdigest()[:8]}-{source.name}"
    part = work / f"{name}.part"

    def complete(certain: bool) -> bool:
        return download(
            source.url,
            part,
            certain=certain,
            progress=lambda done, total: telling.received(source.name, done, total),
            notice=lambda clause: telling.notice(f"{source.name}: {clause}"),
            pause=telling.pause,
        )

    resumed = complete(bool(known))
    known = known or _beside(source)
    found = sha256(part)
    if resumed and known and found != known:
        # Two versions may have come together; what the server has now is asked for once, from the start.
        telling.notice(_("{name}: the parts do not go together: anew", name=source.name))
        discard(part)
        complete(certain=True)
        found = sha256(part)
    if known and found != known:
        discard(part)
        raise _wrong(source, found, known)
    return Received(part, found, bool(known))


def _beside(source: Source) -> str:
    """The checksum that lies beside the file, "" where there is none."""
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


def _wrong(source: Source, found: str, known: str) -> InputError:
    return InputError(
        _("its SHA-256 is {found}, not {known}", found=found or "unknown", known=known),
        _("nothing of it was kept; the file was changed or damaged on its way"),
        path=source.given,
    )
