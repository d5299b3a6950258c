"""Which of the languages of a TMX file are the source and the target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from toolkit.errors import FormatError, LanguageError
from toolkit.formats.contract import Context
from toolkit.languages import normalise_code
from toolkit.translations import _

Places = tuple[int | None, int | None]
"""Which variants of a translation unit are its source and its target."""


class Pairing:
    """Which of a file's languages are the source and the target.

    Asked for, or settled by the first translation unit that has two: its source is the language the unit or
    the header names (else its first variant), its target the first variant in another language.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._wanted = [code_of(context.source_language), code_of(context.target_language)]
        self._settled = ["", ""]
        self._left_out = [0, 0]
        self._seen: dict[str, None] = {}
        self._places: dict[tuple[str, ...], Places] = {}
        self.settled = False

    def language(self, side: int, otherwise: str) -> str:
        """The language of a side for :class:`~toolkit.model.Units`."""
        for code in (self._settled[side], self._wanted[side], code_of(otherwise)):
            if code and code != "und":
                return code
        return "und"

    def settle(self, languages: Sequence[str], unit_language: str, header_language: str) -> Places:
        """The variants of a unit that are a pair, if there is one; from then on these languages are."""
        codes = [code_of(language) for language in languages]
        self._seen.update(dict.fromkeys(codes))
        wanted_source = self._wanted[0] or code_of(unit_language) or code_of(header_language)
        source = _best(codes, wanted_source)
        if source is None and not self._wanted[0] and len(codes) > 1 and not wanted_source:
            source = 0
        if source is None and len(codes) > 1 and codes[0] == "":
            source = 0
        target = self._target(codes, source)
        if source is not None and target is not None:
            self._settled = [codes[source], codes[target]]
            self.settled = True
        return source, target

    def _target(self, codes: list[str], source: int | None) -> int | None:
        if self._wanted[1]:
            found = _best(codes, self._wanted[1], other_than=source)
            if found is not None or "" not in codes:
                return found
        if source is None:
            return None
        others = [index for index in range(len(codes)) if index != source]
        foreign = [index for index in others if not _fit(codes[index], codes[source])]
        return next(iter(foreign or others), None)

    def places(self, languages: tuple[str, ...]) -> Places:
        """The variants in the settled languages, ``None`` for one that is not there."""
        found = self._places.get(languages)
        if found is None:
            codes = [code_of(language) for language in languages]
            source = _best(codes, self._settled[0])
            found = source, _best(codes, self._settled[1], other_than=source)
            if len(self._places) < 1000:
                self._places[languages] = found
        return found

    def miss(self, source: int | None) -> None:
        """Count a unit that lacks a side."""
        self._left_out[int(source is not None)] += 1

    def notices(self, kept: bool = False) -> Iterator[str]:
        """What to say of units that lacked a language, which were kept or left out."""
        for side, count in enumerate(self._left_out):
            if not count:
                continue
            name = _("target") if side else _("source")
            language = self.language(side, "")
            if kept:
                yield _(
                    "units that lack {language} ({side}): {count}", language=language, side=name, count=count
                )
            else:
                yield _(
                    "units left out because they lack {language} ({side}): {count}",
                    language=language,
                    side=name,
                    count=count,
                )

    def complain(self) -> None:
        """Refuse a file that has units, but none in two languages asked for.

        Raises:
            FormatError: with the languages that are there.
        """
        there = ", ".join(code or "und" for code in self._seen) or _("none")
        asked = [code for code in self._wanted if code]
        if len(asked) == 2:
            problem = _("no unit is in {source} and {target}", source=asked[0], target=asked[1])
        elif asked:
            problem = _("no unit is in {language}", language=asked[0])
        else:
            problem = _("no unit has its source language and another one")
        raise FormatError(problem, _("its languages: {languages}", languages=there), path=self._context.path)


@lru_cache(maxsize=1024)
def code_of(written: str) -> str:
    """A language code as far as it is one; "" for ``und``, ``*all*`` and nonsense."""
    try:
        code = normalise_code(written)
    except LanguageError:
        return ""
    return "" if code == "und" else code


def _fit(code: str, wanted: str) -> int:
    """2 for the same language, 1 where one is a narrower form of the other (``en``, ``en-US``), else 0."""
    if code == wanted:
        return 2
    if not code or not wanted:
        return 0
    return int(f"{code}-".startswith(f"{wanted}-") or f"{wanted}-".startswith(f"{code}-"))


def _best(codes: list[str], wanted: str, other_than: int | None = None) -> int | None:
    """The first variant of those that fit a language best."""
    best, found = 0, None
    for index, code in enumerate(codes):
        fit = _fit(code, wanted) if index != other_than else 0
        if fit > best:
            best, found = fit, index
    return found
