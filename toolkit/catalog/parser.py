"""The pieces of a PO file as entries, by the grammar of GNU gettext.

::

    entry    = { comment } [ previous ] [ "msgctxt" strings ] "msgid" strings translation
    previous = [ "#| msgctxt" strings ] "#| msgid" strings [ "#| msgid_plural" strings ]
    translation = "msgstr" strings | "msgid_plural" strings { "msgstr[N]" strings }
    strings  = string { string }

An obsolete entry is the same with ``#~`` before each of its lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from toolkit.catalog.grammar import BEFORE_ID, COMPLETE, KEYWORDS, PREDECESSORS, WANTED, Part
from toolkit.catalog.lexer import Piece, line_pieces, pieces, skip_blank
from toolkit.catalog.model import Entry, Previous
from toolkit.catalog.strings import SEPARATOR, EscapeError, unescape
from toolkit.errors import FormatError
from toolkit.translations import _


class _PieceByPieceError(Exception):
    """An entry that cannot be read whole."""


_FIRST = ("#", "msgctxt", "msgid", "domain")
# The usual entry, whole: comments, strings one a line, nothing commented out. Others go piece by piece.
_EOL = r"\r?\n"
_STRINGS = rf'"(?:[^"\\\n]++|\\[^\n])*+"(?:{_EOL}"(?:[^"\\\n]++|\\[^\n])*+")*+'
_USUAL = re.compile(
    rf"((?:#(?![~|])[^\n]*+\n)*+)(msgctxt {_STRINGS}{_EOL})?+msgid ({_STRINGS}){_EOL}"
    rf"(?:msgstr ({_STRINGS})|msgid_plural ({_STRINGS}){_EOL}((?:msgstr\[[0-9]\] {_STRINGS}{_EOL})++))"
    r"(?=\s|\Z)(?!\s*+(?:\"|msgstr))"
)
_COMMENTS = re.compile(r"(?:#(?![~|])[^\n]*+\n)*+")
_FORM = re.compile(rf"msgstr\[([0-9])\] ({_STRINGS})")
_NUMERIC = re.compile(r"\\[x0-7]")


def form_spans(text: str, entry: Entry) -> list[tuple[int, int]]:
    """The character span of each ``msgstr`` keyword of an entry with its strings."""
    spans: list[tuple[int, int]] = []
    for _line, start, end, _prefix, keyword, *_rest in pieces(text, entry.start):
        if keyword == "msgstr" and len(spans) < len(entry.msgstr):
            spans.append((start, end))
        elif spans and keyword:
            break
        elif spans:
            spans[-1] = (spans[-1][0], end)
    return spans


class Parser:
    """One run over one file.

    Args:
        codec: in which octal and hexadecimal escapes are bytes.
        lenient: go on after an error with the next entry; the errors are in ``problems``.
        header_only: stop after the first entry with an empty msgid.
        path: for error messages.
    """

    def __init__(
        self,
        codec: str,
        *,
        lenient: bool = False,
        header_only: bool = False,
        path: object = "",
    ) -> None:
        self.entries: list[Entry] = []
        self.problems: list[FormatError] = []
        self._text = ""  # the part of the file that is being read
        self._base = 0  # its offset in the file
        self._codec = codec
        self._lenient = lenient
        self._header_only = header_only
        self._path = path
        self._domain = "messages"
        self._skipping = False
        self._headless = False  # what is skipped is an entry whose msgid is still to come
        self._last_line = 0  # of the last keyword
        self._counted = (0, 1)  # an offset and its line, from which the next error counts on
        self._clear()

    def _clear(self) -> None:
        self._part = Part.NOTHING
        self._strings: list[str] = []
        self._seen: dict[Part, str] = {}
        self._forms: list[str] = []
        self._head: list[str] = []
        self._start = -1
        self._keyword_line = 0
        self._obsolete = False
        self._opened = 0

    def run(self, parts: Iterable[str]) -> list[Entry]:
        """All entries.

        Args:
            parts: the decoded file; a part ends where no entry goes on, after a blank line.

        Raises:
            FormatError: what msgfmt would refuse; with line and column.
        """
        line = 1
        for part in parts:
            self._text = part
            self._counted = (0, line)
            line = self._read(line)
            if self._header_only and self.entries and self.entries[-1].is_header:
                return self.entries
            try:
                self._finish()
            except FormatError as error:
                if not self._lenient:
                    raise
                self.problems.append(error)
                self._clear()
            self._base += len(part)
        return self.entries

    def _read(self, line: int) -> int:
        """Take the entries of a part, whose first line has this number; returns the next part's."""
        text = self._text
        at = 1 if text.startswith("\ufeff") and self._base == 0 else 0
        slow_until = 0  # a run of comments is tried only once, however long it is
        while at < len(text):
            following = skip_blank(text, at)
            if following > at:
                if text[following - 1] != "\n":  # an indented line is read from its start
                    following = text.rfind("\n", at, following) + 1 or at
                line += text.count("\n", at, following)
                at = following
                if at == len(text):
                    break
            usual = None
            if at >= slow_until and not self._skipping and self._part in COMPLETE:
                usual = _USUAL.match(text, at)
            if usual is not None and self._whole(usual, line):
                line += text.count("\n", at, usual.end())
                at = usual.end()
            else:
                if at >= slow_until:
                    comments = _COMMENTS.match(text, at)
                    slow_until = at if comments is None else comments.end()
                found, at = line_pieces(text, at, line)
                for piece in found:
                    self._try(piece)
                line += 1
            if self._header_only and self.entries and self.entries[-1].is_header:
                break
        return line

    def _try(self, piece: Piece) -> None:
        """Take a piece; after an error the pieces up to the next entry are passed over."""
        keyword = piece[4]
        if self._skipping:
            if keyword not in _FIRST or (keyword == "msgid" and self._headless):
                self._headless = self._headless and keyword != "msgid"
                return
            self._skipping = False
        try:
            self._take(piece)
        except FormatError as error:
            if not self._lenient:
                raise
            self.problems.append(error)
            if self._ended_before(piece):
                self._finish()
            # The fault may lie in the entry before, which ends too soon: then this piece begins a good one.
            if keyword not in _FIRST or not self._anew(piece):
                self._headless = self._part in BEFORE_ID
                self._clear()
                self._skipping = True

    def _ended_before(self, piece: Piece) -> bool:
        """Whether the open entry is complete, and the piece that cannot be taken no part of it."""
        foreign = piece[4] not in ("", "msgstr") and not (piece[6] or "").startswith('"')
        return foreign and self._part in (Part.TRANSLATION, Part.FORM) and bool(self._strings)

    def _anew(self, piece: Piece) -> bool:
        """Begin an entry; false where the piece itself is at fault."""
        self._clear()
        try:
            self._take(piece)
        except FormatError:
            return False
        return True

    def _whole(self, usual: re.Match[str], line: int) -> bool:
        """Take an entry of the usual form; false where it has to be read piece by piece after all."""
        head, context, msgid, single, plural, forms = usual.groups()
        try:
            if forms is None:
                msgstr: tuple[str, ...] = (self._plain(single),)
            else:
                found = _FORM.findall(forms)
                if any(int(number) != index for index, (number, _) in enumerate(found)):
                    return False
                msgstr = tuple(self._plain(strings) for _, strings in found)
            strings = self._plain(msgid)
            msgctxt = self._plain(context[8:].rstrip("\r\n")) if context else None
            msgid_plural = self._plain(plural) if plural else None
        except (EscapeError, _PieceByPieceError):
            return False
        if self._part:
            if not self._strings:
                return False
            self._finish()
        start = self._base + usual.start() if self._start < 0 else self._start
        lines = [*self._head, head[:-1]] if head else self._head
        keyword_line = line + head.count("\n")
        self.entries.append(
            Entry(
                strings,
                msgstr,
                msgctxt,
                msgid_plural,
                None,
                "\n".join(lines),
                False,
                self._domain,
                keyword_line,
                start,
            )
        )
        if self._start >= 0:
            self._clear()
        return True

    def _plain(self, strings: str) -> str:
        """Strings, one a line, as the text they mean."""
        if "\n" in strings:
            if "\\" in strings and _NUMERIC.search(strings):
                raise _PieceByPieceError  # an escape must not run on into the next string
            if "\r" in strings:
                strings = strings.replace("\r\n", "\n")
            strings = strings.replace('"\n"', "")
        return unescape(strings[1:-1], self._codec)

    def _take(self, piece: Piece) -> None:
        line, start, _end, prefix, keyword, index, string = piece
        if keyword == "#":
            if self._part:
                self._finish()
            if self._start < 0:
                self._start = self._base + start
            self._head.append(string or "")
            return
        if keyword:
            if keyword == "?":
                raise self._stray(string or "", start)
            self._open(line, start, prefix, keyword, index)
        elif string is not None and self._part is Part.NOTHING:
            raise self._error(_("a string without a keyword"), start, _("put msgid or msgstr before it"))
        if string is None:
            return
        if prefix and ("|" in prefix) != (self._part <= Part.PREVIOUS_PLURAL):
            raise self._error(_("'#|' and plain strings in one message"), start, _("mark every line of it"))
        if self._part is not Part.DOMAIN and prefix.startswith("#~") != self._obsolete:
            raise self._error(
                _("only part of an entry is commented out with '#~'"), start, _("mark every line of it")
            )
        if "\\" in string or SEPARATOR in string:
            try:
                string = unescape(string, self._codec)
            except EscapeError as error:
                column = self._text.index('"', start) + 1 + error.column
                raise self._error(str(error), column, _(r"a backslash is written \\")) from None
        self._strings.append(string)

    def _open(self, line: int, start: int, prefix: str, keyword: str, index: str | None) -> None:
        """Begin a part of an entry, or the next entry."""
        part = KEYWORDS.get(("|" in prefix, keyword))
        if index is not None and part is not None:
            part = Part.FORM if part is Part.TRANSLATION else None
        if part is None:
            raise self._error(
                _("{keyword!r} is not expected here", keyword=keyword), start, _("see the keywords of PO")
            )
        if self._part not in PREDECESSORS[part]:
            raise self._unexpected(part, keyword, start)
        if part is Part.FORM and int(index or 0) != len(self._forms) + (self._part is Part.FORM):
            wanted = len(self._forms) + (self._part is Part.FORM)
            raise self._error(
                _("msgstr[{index}] where msgstr[{wanted}] is due", index=index, wanted=wanted),
                start,
                _("number the forms from 0"),
            )
        if self._part is not Part.NOTHING:
            if self._part in COMPLETE and part is not Part.FORM:
                self._finish()
            else:
                self._close()
        if self._start < 0:
            self._start = self._base + start
            if prefix and line != self._last_line:  # the first token of its line
                line_start = self._text.rfind("\n", 0, start) + 1
                if self._text[line_start:start].strip() == prefix:
                    self._start = self._base + line_start
        self._last_line = line
        if part in (Part.CONTEXT, Part.ID) and Part.CONTEXT not in self._seen:
            self._keyword_line = line
        obsolete = prefix.startswith("#~")
        if self._part is Part.NOTHING:
            self._obsolete = obsolete
        self._part = part
        self._opened = start

    def _close(self) -> None:
        """End the part that is open; it must have a string."""
        if not self._strings:
            raise self._error(_("a keyword without a string"), self._opened, _('write "" for an empty one'))
        string = self._strings[0] if len(self._strings) == 1 else "".join(self._strings)
        self._strings = []
        if self._part in (Part.TRANSLATION, Part.FORM):
            self._forms.append(string)
        else:
            self._seen[self._part] = string

    def _finish(self) -> None:
        """End the entry that is open, if one is."""
        part = self._part
        if part is Part.NOTHING:
            return
        if part not in COMPLETE:
            raise self._error(
                _("{wanted} is missing", wanted=_(WANTED[part])),
                self._opened,
                _("complete or remove the entry"),
            )
        self._close()
        if part is Part.DOMAIN:
            self._domain = self._seen[part]
            self._clear()
            return
        seen = self._seen
        previous = None
        if Part.PREVIOUS_ID in seen:
            previous = Previous(
                seen[Part.PREVIOUS_ID], seen.get(Part.PREVIOUS_CONTEXT), seen.get(Part.PREVIOUS_PLURAL)
            )
        self.entries.append(
            Entry(
                seen[Part.ID],
                tuple(self._forms),
                seen.get(Part.CONTEXT),
                seen.get(Part.PLURAL),
                previous,
                "\n".join(self._head),
                self._obsolete,
                self._domain,
                self._keyword_line,
                self._start,
            )
        )
        self._clear()

    def _stray(self, text: str, start: int) -> FormatError:
        if text.startswith('"'):
            return self._error(_("a string that does not end on its line"), start, _("close its quotes"))
        code = ord(text[0])
        shown = (
            _("byte 0x{byte:02X}", byte=code - 0xDC00) if 0xDC80 <= code <= 0xDCFF else repr(text[0])
        )  # not decoded
        return self._error(
            _("{shown} is not expected here", shown=shown), start, _("put it in quotes, or into a comment")
        )

    def _unexpected(self, part: Part, keyword: str, start: int) -> FormatError:
        if part is Part.TRANSLATION and self._part is Part.PLURAL:
            return self._error(
                _("msgstr of an entry with msgid_plural"), start, _("write msgstr[0], msgstr[1] …")
            )
        if part is Part.FORM and self._part is Part.ID:
            return self._error(
                _("msgstr[…] of an entry without msgid_plural"), start, _("write msgstr, or add it")
            )
        wanted = WANTED.get(self._part, "msgid")
        return self._error(
            _("{keyword} where {wanted} is due", keyword=keyword, wanted=wanted),
            start,
            _("complete or remove the entry"),
        )

    def _error(self, problem: str, at: int, remedy: str) -> FormatError:
        if at < self._counted[0]:
            self._counted = (0, 1)
        line = self._counted[1] + self._text.count("\n", self._counted[0], at)
        self._counted = (at, line)
        column = at - self._text.rfind("\n", 0, at)
        return FormatError(problem, remedy, path=self._path, line=line, column=column)
