"""The texts of a manifest that say the same in several languages."""

from __future__ import annotations

from toolkit.corpus.manifest import MANIFEST, Corpus, CorpusDocument
from toolkit.errors import InputError
from toolkit.translations import _


def parallel(corpus: Corpus) -> tuple[CorpusDocument, ...]:
    """The source and its translations, one a language, in the order of the manifest; references are left out.

    A translation belongs to the source if it names it in ``translation_of``, or names nothing.

    Raises:
        InputError: no source, several, or no translation of it.
    """
    path = corpus.folder / MANIFEST
    sources = [document for document in corpus.documents if document.role == "source"]
    if len(sources) != 1:
        problem = (
            _("names {count} sources", count=len(sources))
            if sources
            else _("names no document as the source")
        )
        raise InputError(problem, _("name the files to align themselves"), path=path)
    source = sources[0]
    translations: dict[str, CorpusDocument] = {}
    for document in corpus.documents:
        if document.role == "translation" and document.translation_of in ("", source.file):
            translations.setdefault(document.language, document)
    if not translations:
        raise InputError(_("names no translation of {file}", file=source.file), path=path)
    return (source, *translations.values())
