"""Documents for a manifest, found in a folder by patterns of their names.

A pattern is a path below the folder, in which ``*`` stands for anything within a name and ``**/`` for any
folders; without a slash it is looked for in all folders. Two files are one document in two languages where
the wildcards stand for the same: ``*.vi.html`` and ``*.en.html`` pair ``news/a.vi.html`` with
``news/a.en.html``, ``vi/*.txt`` and ``en/*.txt`` the files of one name in two folders. The language is the
part of the pattern that is a language code, or stands before it: ``vi=*_goc.txt``.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from toolkit.corpus.manifest import MANIFEST, Corpus, CorpusDocument
from toolkit.errors import InputError, LanguageError, UsageError
from toolkit.files import input_error
from toolkit.languages import available, normalise_code
from toolkit.translations import _

LANGUAGE = "{lang}"
UNKNOWN = "unknown"
_CODE = re.compile(r"(?<![A-Za-z0-9])[a-z]{2,3}(?:[-_][A-Z]{2}|[-_][A-Z][a-z]{3})?(?![A-Za-z0-9])")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Pattern:
    """Names of the documents in one language."""

    language: str
    glob: str
    expression: re.Pattern[str]

    @classmethod
    def of(cls, text: str) -> Pattern:
        """From what a person writes.

        Raises:
            UsageError: no language can be told from it.
            LanguageError: what stands before ``=`` is no language code.
        """
        code, equals, glob = text.partition("=")
        if equals:
            code = normalise_code(code)
        else:
            glob = text
            code = _told(glob)
        return cls(code, glob, re.compile(_expression(glob)))

    def key(self, name: str) -> tuple[str, ...] | None:
        """What the wildcards stand for in a file's name, by which it finds its translation."""
        found = self.expression.fullmatch(name)
        return tuple(part or "" for part in found.groups()) if found else None


def patterns(texts: Sequence[str], languages: Sequence[str] = ()) -> list[Pattern]:
    """Patterns, those with ``{lang}`` once for each language.

    Raises:
        UsageError: no language can be told; none is given for ``{lang}``; two are of one language.
    """
    codes = [normalise_code(code) for code in languages]
    written: list[str] = []
    for text in texts or [f"*.{LANGUAGE}.*"]:
        if LANGUAGE in text and not codes:
            raise UsageError(
                _("the patterns do not say the languages"),
                _("give --pattern '*.vi.html' --pattern '*.en.html', or --lang vi --lang en"),
            )
        written += [f"{c}={text.replace(LANGUAGE, c)}" for c in codes] if LANGUAGE in text else [text]
    return [Pattern.of(text) for text in written]


def collect(
    folder: Path,
    chosen: Sequence[Pattern],
    *,
    known: Iterable[CorpusDocument] = (),
    provenance: str = UNKNOWN,
    rights: str = UNKNOWN,
) -> list[CorpusDocument]:
    """The documents in a folder that patterns name and a manifest does not.

    The language of the first pattern is the source's; the others are translations of it, and one without a
    source stands without ``translation_of``.

    Args:
        folder: the corpus.
        chosen: from :func:`patterns`.
        known: documents that the manifest names already.
        provenance: where they all come from.
        rights: whose they all are.

    Raises:
        InputError: no such folder; no file that a pattern names; a file that cannot be read.
        UsageError: a file that two patterns name, or two files of one language for one document.
    """
    if not folder.is_dir():
        raise InputError(_("no such folder"), _("check the path"), path=folder)
    named = {document.file: document for document in known}
    groups: dict[tuple[str, ...], dict[str, str]] = {}
    taken: dict[str, Pattern] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or path.name == MANIFEST or any(p.startswith(".") for p in Path(name).parts):
            continue
        for pattern in chosen:
            key = pattern.key(name)
            if key is None:
                continue
            if name in taken:
                raise UsageError(
                    _("two patterns name it: {one} and {other}", one=taken[name].glob, other=pattern.glob),
                    path=path,
                )
            taken[name] = pattern
            group = groups.setdefault(key, {})
            if pattern.language in group:
                raise UsageError(
                    _("is the same document in the same language as {other}", other=group[pattern.language]),
                    _("make the patterns narrower"),
                    path=path,
                )
            group[pattern.language] = name
    if not taken:
        raise InputError(
            _("holds no file named {patterns}", patterns=", ".join(each.glob for each in chosen)), path=folder
        )
    order = list(dict.fromkeys(pattern.language for pattern in chosen))
    out: list[CorpusDocument] = []
    for _key, group in sorted(groups.items()):
        source = group.get(order[0], "")
        for code in order:
            name = group.get(code, "")
            if not name or name in named:
                continue
            role = "source" if code == order[0] else "translation"
            parent = source if role == "translation" else ""
            digest = sha256(folder / name)
            out.append(CorpusDocument(name, code, role, provenance, rights, digest, translation_of=parent))
    return out


def changed(corpus: Corpus) -> dict[str, str]:
    """The SHA-256 of the documents whose content is no longer what the manifest says, by file.

    Raises:
        InputError: a document is missing or cannot be read.
    """
    digests = {document.file: sha256(corpus.path(document.file)) for document in corpus.documents}
    return {d.file: digests[d.file] for d in corpus.documents if digests[d.file] != d.sha256.lower()}


def document_of(corpus: Corpus, file: Path, language: str, **facts: str) -> CorpusDocument:
    """One file as a document of a corpus; a translation where ``translation_of`` is among the ``facts``.

    Raises:
        UsageError: it lies outside the corpus, is named already, or translates a document that is not there.
        InputError: it cannot be read.
    """
    try:
        name = file.resolve().relative_to(corpus.folder.resolve()).as_posix()
    except ValueError:
        raise UsageError(
            _("lies outside the corpus"), _("put it below {folder}", folder=corpus.folder), path=file
        ) from None
    files = [document.file for document in corpus.documents]
    if name in files:
        raise UsageError(_("is in the manifest already"), path=file)
    source = facts.get("translation_of", "")
    if source and source not in files:  # as a path, perhaps
        with suppress(ValueError):
            inside = Path(source).resolve().relative_to(corpus.folder.resolve()).as_posix()
            facts["translation_of"] = source = inside if inside in files else source
    if source and source not in files:
        near = difflib.get_close_matches(source, files, n=1)
        remedy = _("did you mean '{near}'?", near=near[0]) if near else ""
        raise UsageError(_("the manifest names no document '{file}'", file=source), remedy)
    role = "translation" if source else "source"
    return CorpusDocument(name, normalise_code(language), role, sha256=sha256(file), **facts)


def language_in(name: str) -> str:
    """The language that a file's name tells: ``a.vi.html``.

    Raises:
        UsageError: it tells none.
    """
    for found in reversed(list(_CODE.finditer(name))):
        if re.split("[-_]", found.group())[0] in available():
            return normalise_code(found.group().replace("_", "-"))
    raise UsageError(_("nothing says its language"), _("give it with --lang"), path=name)


def sha256(path: Path) -> str:
    """The digest of a file of any size.

    Raises:
        InputError: it cannot be read.
    """
    digest = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            for piece in iter(lambda: stream.read(_CHUNK), b""):
                digest.update(piece)
    except OSError as error:
        raise input_error(path, error) from None
    return digest.hexdigest()


def _told(glob: str) -> str:
    codes = [found.group() for found in _CODE.finditer(glob)]
    languages = [code for code in codes if re.split("[-_]", code)[0] in available()]
    for code in languages or codes[:1]:
        try:
            return normalise_code(code.replace("_", "-"))
        except LanguageError:
            continue
    raise UsageError(
        _("no language can be told from the pattern '{pattern}'", pattern=glob),
        _("write it before: vi={pattern}", pattern=glob),
    )


def _expression(glob: str) -> str:
    """A pattern as a regular expression; every wildcard is a group."""
    out = [] if "/" in glob else ["((?:.*/)?)"]
    at = 0
    while at < len(glob):
        if glob.startswith("**/", at):
            out.append("((?:.*/)?)")
            at += 3
        elif glob[at] == "*":
            out.append("([^/]*)")
            at += 1
        elif glob[at] == "?":
            out.append("([^/])")
            at += 1
        else:
            out.append(re.escape(glob[at]))
            at += 1
    return "".join(out)
