"""Reading an SRX file."""

from __future__ import annotations

import io
import os

from toolkit.errors import FormatError
from toolkit.files import read_bytes
from toolkit.safe_xml import Handler, parse
from toolkit.segment.srx.patterns import BadPattern, compiled, language_pattern
from toolkit.segment.srx.rules import Rule, SrxRules
from toolkit.translations import _

_NAMESPACES = ("http://www.lisa.org/srx20", "http://www.lisa.org/srx20/", "")


def read_srx(path: str | os.PathLike[str]) -> SrxRules:
    """The rules of an SRX 2.0 file, every expression of them checked.

    Raises:
        InputError: missing, unreadable.
        FormatError: not well-formed, not SRX 2.0, a map without its rules, an expression that is none or
            takes forever; with the line.
    """
    name = os.fspath(path)
    handler = _Reader(name)
    for _nothing in parse(io.BytesIO(read_bytes(path)), handler, name):
        pass
    return handler.rules()


class _Reader(Handler):
    """Gathers rules and maps; knows the line of every one."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._depth = 0
        self._cascade = False
        self._set = ""
        self._sets: dict[str, list[Rule]] = {}
        self._maps: list[tuple[str, str, int]] = []
        self._breaks = True
        self._line = 0
        self._side = ""
        self._texts = {"beforebreak": "", "afterbreak": ""}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        tag = name.rpartition(":")[2]
        self._depth += 1
        if self._depth == 1:
            self._root(tag, attributes)
        elif tag == "header":
            self._cascade = attributes.get("cascade", "no") == "yes"
        elif tag == "languagerule":
            self._set = self._wanted(attributes, "languagerulename", tag)
            if self._set in self._sets:
                raise self._error(_("the language rule '{name}' is there twice", name=self._set))
            self._sets[self._set] = []
        elif tag == "rule":
            self._breaks = attributes.get("break", "yes") != "no"
            self._line = self.parser.CurrentLineNumber
            self._texts = dict.fromkeys(self._texts, "")
        elif tag in self._texts:
            self._side = tag
        elif tag == "languagemap":
            pattern = self._wanted(attributes, "languagepattern", tag)
            self._check_map(pattern)
            self._maps.append(
                (pattern, self._wanted(attributes, "languagerulename", tag), self.parser.CurrentLineNumber)
            )

    def text(self, text: str) -> None:
        """A piece of an expression."""
        if self._side:
            self._texts[self._side] += text

    def end(self, name: str) -> None:
        """An element ends."""
        tag = name.rpartition(":")[2]
        self._depth -= 1
        if tag == self._side:
            self._side = ""
        elif tag == "rule":
            before, after = self._texts["beforebreak"], self._texts["afterbreak"]
            try:
                compiled(before, after)
            except BadPattern as problem:
                said = _(
                    "rule '{before}' | '{after}' in '{name}' {problem}",
                    before=_short(before),
                    after=_short(after),
                    name=self._set,
                    problem=problem.args[0],
                )
                raise self._error(said, line=self._line) from None
            if self._set in self._sets and (before or after):
                self._sets[self._set].append(Rule(self._breaks, before, after, self._set, self._line))

    def rules(self) -> SrxRules:
        """All of it, once the file was read."""
        for pattern, name, line in self._maps:
            if name not in self._sets:
                raise self._error(
                    _(
                        "the map '{pattern}' names the language rule '{name}', which is not there",
                        pattern=pattern,
                        name=name,
                    ),
                    line,
                )
        if not self._maps:
            raise self._error(_("has no language map, so its rules are for no language"), line=1)
        return SrxRules(
            tuple((name, tuple(rules)) for name, rules in self._sets.items()),
            tuple((pattern, name) for pattern, name, _ in self._maps),
            self._cascade,
            self._path,
        )

    def _root(self, tag: str, attributes: dict[str, str]) -> None:
        if tag != "srx":
            raise self._error(_("is not SRX: its first element is <{tag}>", tag=tag))
        version = attributes.get("version", "")
        if version != "2.0":
            raise self._error(
                _("is SRX {version}, not 2.0", version=version or _("of no version")),
                remedy=_("save it as SRX 2.0"),
            )

    def _check_map(self, pattern: str) -> None:
        try:
            language_pattern(pattern)
        except BadPattern as problem:
            raise self._error(
                _(
                    "the language pattern '{pattern}' {problem}",
                    pattern=_short(pattern),
                    problem=problem.args[0],
                )
            ) from None

    def _wanted(self, attributes: dict[str, str], name: str, tag: str) -> str:
        if name not in attributes:
            raise self._error(_("<{tag}> lacks {name}", tag=tag, name=name))
        return attributes[name]

    def _error(self, problem: str, line: int | None = None, remedy: str = "") -> FormatError:
        at = self.parser.CurrentLineNumber if line is None else line
        return FormatError(problem, remedy or _("correct the file"), path=self._path, line=at)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
