"""Files over HTTP, however often the line breaks.

What has come stands in ``NAME.part``, beside it in ``NAME.part.json`` which version of the file it is of: its
strong ETag, or its date (RFC 9110, 8.8). After a break, a kill or a day the rest is asked for with ``Range``
and ``If-Range`` (13.1.5, 14.2): a server that has the same version still sends the rest, any other one the
whole, and the file begins anew. Without a version nothing is resumed, unless a checksum will tell in the end.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO

from toolkit.corpus.fetching.answers import CONNECTION, TIMEOUT, Passing, Unreached, answered
from toolkit.errors import InputError, OutputError
from toolkit.files import output_error
from toolkit.translations import _

ATTEMPTS = 6
"""How often in a row a server may fail without a byte of progress."""
_LONGEST_PAUSE = 60.0
_PIECE = 1 << 18
_RANGE = re.compile(r"bytes\s+(\d+)-(\d+)/(\d+|\*)", re.IGNORECASE)

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Version:
    """Which file a part is of.

    Attributes:
        url: where it comes from.
        validator: strong ETag or date of change, "" where the server gives none.
        size: in bytes, 0 if unknown.
    """

    url: str
    validator: str = ""
    size: int = 0


def download(
    url: str,
    part: Path,
    *,
    certain: bool = False,
    progress: Progress = lambda done, total: None,
    notice: Callable[[str], None] = lambda clause: None,
    pause: Callable[[float], None] = time.sleep,
) -> bool:
    """Complete a part; whether some of it was there before.

    Args:
        url: http or https.
        part: the file; its version is kept beside it. It is not renamed.
        certain: a checksum will tell whether the parts go together.
        progress: called with bytes that are here and bytes in all (0 while unknown).
        notice: told of every break.
        pause: waits so many seconds.

    Raises:
        InputError: the server cannot be reached, has no such file, or breaks off again and again; what has
            come is kept.
        OutputError: no space left, or a folder that cannot be written; what has come is kept.
    """
    resumed = _size(part) > 0
    failures, sent = 0, False
    while True:
        before = _size(part)
        try:
            _attempt(url, part, certain, progress)
            return resumed
        except (Passing, Unreached) as error:
            sent = sent or _size(part) > before
            if isinstance(error, Unreached) and not sent:
                raise
            failures = 1 if _size(part) > before else failures + 1
            if failures >= ATTEMPTS:
                raise InputError(
                    _("{problem}, {count} times in a row", problem=error.problem, count=failures),
                    _("run it again later: what has come is kept"),
                    path=url,
                ) from None
            after = getattr(error, "after", None)
            wait = min(_LONGEST_PAUSE, 2.0 ** (failures - 1) if after is None else after)
            notice(_("{problem}: going on in {seconds:g} s", problem=error.problem, seconds=wait))
            pause(wait)


def _attempt(url: str, part: Path, certain: bool, progress: Progress) -> None:
    """One request for what is missing, and what it brings."""
    known = _version(part, url)
    have = _size(part)
    if have and not (known.validator or (certain and known.size)):
        have = 0
    # What is all here is asked for too: the server says whether it still has the same.
    complete = have > 0 and have == known.size
    headers = {"Accept-Encoding": "identity"}
    if have:
        headers["Range"] = f"bytes={have}-"
        if known.validator:
            headers["If-Range"] = known.validator
    with _reached(url, headers, complete) as answer:
        if isinstance(answer, int):  # 416: there is nothing beyond what is here, or the file is shorter now
            if complete and answer in (have, 0):
                progress(have, have)
                return
            _forget(part)
            raise Passing(_("the server has another version of the file"), 0.0)
        start, version = _begin(answer, have, known)
        if start != have or not have:
            start = 0
        try:
            _remember(part, version)
            with part.open("r+b" if start else "wb") as stream:
                stream.seek(start)
                stream.truncate()
                _receive(answer, stream, start, version.size, progress)
        except OSError as error:
            if isinstance(error, CONNECTION):
                raise Passing(_("the connection broke")) from None
            raise _full(part, error) from None


@contextmanager
def _reached(url: str, headers: dict[str, str], complete: bool) -> Iterator[http.client.HTTPResponse | int]:
    """What a server answers. What is here already is good without one that can be reached."""
    with ExitStack() as stack:
        try:
            answer = stack.enter_context(answered(url, headers))
        except Unreached:
            if not complete:
                raise
            answer = 0
        yield answer


def _begin(answer: http.client.HTTPResponse, have: int, known: Version) -> tuple[int, Version]:
    """Where the answer's bytes belong, and what file they are of."""
    etag, date = answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", "")
    validator = etag if etag and not etag.startswith("W/") else date
    version = Version(known.url, validator)
    if answer.status == 206:
        place = _RANGE.fullmatch(answer.headers.get("Content-Range", "").strip())
        total = int(place[3]) if place and place[3] != "*" else 0
        if place and int(place[1]) == have and (not known.size or total in (0, known.size)):
            return have, replace(known, validator=validator or known.validator, size=total or known.size)
        raise Passing(_("the server sent another part than it was asked for"), 0.0)
    length = answer.headers.get("Content-Length", "")
    return 0, replace(version, size=int(length) if length.isdecimal() else 0)


def _receive(
    answer: http.client.HTTPResponse, stream: IO[bytes], done: int, total: int, progress: Progress
) -> None:
    while True:
        try:
            data = answer.read1(_PIECE)
        except (OSError, http.client.HTTPException) as error:
            stream.flush()
            problem = _("the connection broke")
            if isinstance(error, TimeoutError):
                problem = _("nothing came for {seconds:g} s", seconds=TIMEOUT)
            raise Passing(problem) from None
        if not data:
            break
        stream.write(data)
        done += len(data)
        progress(done, total)
    stream.flush()
    if total and done != total:
        raise Passing(_("the server sent {done:,} bytes of {total:,} and broke off", done=done, total=total))
    os.fsync(stream.fileno())


# ── the part ────────────────────────────────────────────────────────────────────────────────────────────────


def _beside(part: Path) -> Path:
    return part.with_name(part.name + ".json")


def _version(part: Path, url: str) -> Version:
    """Which file the part is of; of nothing known if it is of another address."""
    with suppress(OSError, ValueError, TypeError):
        said = Version(**json.loads(_beside(part).read_text("utf-8")))
        if said.url == url:
            return said
    return Version(url)


def _remember(part: Path, version: Version) -> None:
    made = _beside(part).with_suffix(".new")
    made.write_text(json.dumps(asdict(version)), encoding="utf-8")
    made.replace(_beside(part))


def _forget(part: Path) -> None:
    _beside(part).unlink(missing_ok=True)
    part.unlink(missing_ok=True)


def discard(part: Path) -> None:
    """Remove a part and what is known of it."""
    with suppress(OSError):
        _forget(part)


def _size(part: Path) -> int:
    try:
        return part.stat().st_size
    except OSError:
        return 0


def _full(part: Path, error: OSError) -> OutputError:
    made = output_error(part.parent, error)
    return OutputError(made.problem, _("what has come is kept: make room and run it again"), path=part.parent)
