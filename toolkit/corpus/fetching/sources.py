"""What a person names as a corpus to fetch: an address, a file, a folder that is a mirror, a Moses pair."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlsplit, urlunsplit
from urllib.request import url2pathname

from toolkit.errors import InputError, UsageError
from toolkit.formats.moses import languages_of
from toolkit.translations import _

PACKED = (".gz", ".bz2", ".xz")
ENDINGS = (".zip", ".tmx", ".tsv", ".tab", ".txt", ".csv", ".jsonl", ".parquet", ".xlf", ".xliff")
"""Of files that may hold a corpus; each may be followed by one of :data:`PACKED`."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):(?=//|/)")
_UNSAFE = re.compile(r"[^\w.+=,@-]+")
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to fetch.

    Attributes:
        given: as it is to be named in the manifest and in messages.
        name: of the file, fit for a file system.
        url: the address, "" for what lies here.
        path: of what lies here; of a Moses pair, what its files have in common.
        pair: whether it is a Moses pair.
    """

    given: str
    name: str
    url: str = ""
    path: Path | None = None
    pair: bool = False


def sources(text: str) -> list[Source]:
    """What one argument names: a folder may hold several.

    Raises:
        InputError: no such file, a folder with nothing to read.
        UsageError: an address of another kind than http, https and file, or with a password in it.
    """
    scheme = _SCHEME.match(text)
    if scheme is None or len(scheme[1]) == 1:  # C:/ is a drive
        return _local(Path(text), text)
    if scheme[1].lower() == "file":
        parts = urlsplit(text)
        if parts.netloc not in ("", "localhost"):
            raise UsageError(_("file: addresses are of this machine"), _("give the path"), path=text)
        return _local(Path(url2pathname(parts.path)), text)
    if scheme[1].lower() not in ("http", "https"):
        raise UsageError(
            _("addresses that begin with '{scheme}:' are not fetched", scheme=scheme[1]),
            _("give an http or https address, or a path"),
            path=text,
        )
    return [_remote(text)]


def _remote(text: str) -> Source:
    try:
        parts = urlsplit(text.strip())
        host = parts.hostname
    except ValueError:
        host = None
    if not host:
        raise UsageError(_("is no address: it names no host"), _("check it"), path=text)
    if "@" in parts.netloc:
        raise UsageError(
            _("has a name or password in it, which the manifest would tell everybody"),
            _("download it by other means and give the file"),
            path=f"{parts.scheme}://…@{host}",
        )
    # What a person copies from a browser may hold letters and spaces that no request line takes.
    path, query = quote(parts.path, safe="/%:@!$&'()*+,;=~"), quote(parts.query, safe="/%:@!$&'()*+,;=~?")
    url = urlunsplit((parts.scheme.lower(), parts.netloc, path or "/", query, ""))
    return Source(url, _name(parts.path, parts.query, host), url=url)


def _name(path: str, query: str, host: str) -> str:
    """The name of the file: the last part of the path, or of a value in the query that is more like one."""
    names = [path, *(value for _key, value in parse_qsl(query))]
    last = [_UNSAFE.sub("_", unquote(name).rstrip("/").rpartition("/")[2]).lstrip(".") for name in names]
    best = next((name for name in last if known(name)), last[0]) or _UNSAFE.sub("_", host)
    return best[-_LONGEST:]


def _local(path: Path, text: str) -> list[Source]:
    if path.is_file():
        return [Source(text, path.name, path=path)]
    if path.is_dir():
        found = [each for each in sorted(path.iterdir()) if each.is_file() and known(each.name)]
        pairs = sorted({each.with_suffix("") for each in path.iterdir() if each.is_file()})
        made = [Source(f"{text.rstrip('/')}/{each.name}", each.name, path=each) for each in found]
        made += [
            Source(f"{text.rstrip('/')}/{each.name}", each.name, path=each, pair=True)
            for each in pairs
            if languages_of(each) and not known(each.name)
        ]
        if not made:
            raise InputError(_("holds no corpus that can be read"), _readable(), path=path)
        return made
    if languages_of(path) is not None and any(path.parent.glob(f"{glob_free(path.name)}.*")):
        return [Source(text, path.name, path=path, pair=True)]
    raise InputError(_("no such file"), _("check the path"), path=path)


def glob_free(name: str) -> str:
    """A name as a pattern that stands for itself alone."""
    return re.sub(r"([*?\[])", r"[\1]", name)


def known(name: str) -> bool:
    """Whether a name ends as those of corpora do."""
    lower = name.lower()
    for ending in PACKED:
        lower = lower.removesuffix(ending)
    return lower.endswith(ENDINGS)


def _readable() -> str:
    return _("read are {endings}, packed as {packed} too", endings=" ".join(ENDINGS), packed=" ".join(PACKED))
