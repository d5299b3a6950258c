"""HTML: the text of the body in blocks, tags dropped, references resolved, page furniture told apart.

Nothing is built but a stack of the elements that matter to a block's kind, so the time is linear in the
file's size however broken it is. Section numbers are those of the WHATWG HTML standard.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from toolkit.model import Kind
from toolkit.readers.html_tokens import REFERENCE, Dropped, Tag, Text, resolve, tokens
from toolkit.readers.layout import Collector, Layout, joins_unspaced
from toolkit.text.characters import INVISIBLE

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ul", "ol", "menu", "dir", "dl"})
_ITEMS = frozenset({"li", "dt", "dd"})
_CELLS = frozenset({"td", "th"})
_SECTIONS = frozenset({"article", "section", "main"})
_PREFORMATTED = frozenset({"pre", "listing"})

# Displayed as blocks (section 15.3) or standing by themselves as an item of a form does.
BLOCKS = (
    frozenset(
        (
            "address article aside blockquote body caption center details dialog div fieldset figcaption "
            "figure footer form head header hgroup hr html legend main nav optgroup option p search section "
            "select summary table tbody tfoot thead tr button colgroup"
        ).split()
    )
    | _HEADINGS
    | _LISTS
    | _ITEMS
    | _CELLS
    | _PREFORMATTED
)
_VOID = frozenset(
    ("area base basefont bgsound br col embed frame hr img input link meta param source track wbr").split()
)

# Never displayed as text of the page, or a second copy of some (the reading aids of ruby).
_HIDDEN = frozenset(
    ["noscript", "template", "svg", "canvas", "video", "audio", "object", "datalist", "rt", "rp"]
)

_FURNITURE = frozenset({"nav", "footer", "aside", "button", "select", "option"})
# Landmark roles (WAI-ARIA 1.2, section 5.3.4) and widgets that move around a page.
_FURNITURE_ROLES = frozenset(
    ("banner complementary contentinfo menu menubar navigation search tablist toolbar").split()
)

_RUN = re.compile(rf"[ \t\n\r\f]+|{REFERENCE.pattern}")
_CHARSET = re.compile(rb"""<meta\s[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_XML_ENCODING = re.compile(
    rb"""(?:\xef\xbb\xbf)?<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})"""
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*\Z")


def declared_encoding(data: bytes) -> str | None:
    """The encoding an HTML file declares in its XML declaration or in a ``<meta>`` near its beginning."""
    match = _XML_ENCODING.match(data) or _CHARSET.search(data, 0, 4096)
    return match[1].decode("ascii") if match else None


def layout(text: str, start: int = 0, end: int | None = None) -> Layout:
    """Blocks and marks of an HTML document, or of the stretch ``start:end`` of a text that holds some.

    Headings, list items (with depth), table cells and preformatted text have their kinds; navigation,
    footers, asides and the like are boilerplate. ``<br>`` reads as a line
    break; several in a row, as old pages set paragraphs apart, end a block without changing its kind.
    """
    page = _Page(text)
    for token in tokens(text, start, end):
        if isinstance(token, Tag):
            page.tag(token)
        elif isinstance(token, Dropped):
            page.drop(token.start, token.end)
        else:
            page.text(token)
    page.close()
    return page.blocks.layout(page.language)


@dataclass(frozen=True, slots=True)
class _Element:
    name: str
    furniture: bool


class _Page:
    """The state of one pass: what is open, what is hidden, and the block under way."""

    def __init__(self, text: str) -> None:
        self.blocks = Collector(text)
        self.language = "und"
        self._text = text
        self._open: list[_Element] = []
        self._counts: Counter[str] = Counter()
        # Positions in ``_open`` of what decides kinds, so that no end tag needs a search.
        self._lists: list[int] = []
        self._items: list[int] = []
        self._tables: list[int] = []
        self._cells: list[int] = []
        self._furniture = 0
        self._heading = 0
        self._banner = 0
        self._hidden = ""
        self._hidden_depth = 0
        self._hidden_start = 0
        self._last = ""
        self._closing: dict[str, int] = {}

    # Text ---------------------------------------------------------------------------------------------------

    def text(self, text: Text) -> None:
        """Characters between tags: white space runs read as one space, references as what they name."""
        if self._hidden:
            return
        at, end, literal = text
        for run in _RUN.finditer(self._text, at, end):
            if at < run.start():
                self._keep(at, run.start())
            at = run.end()
            if run[0].isspace():
                if self._preformatted:
                    self.blocks.keep(run.start(), run.end())
                else:
                    self._space(run.start(), run.end(), run[0])
            elif literal or (reading := _reading(run)) == run[0]:
                self._keep(run.start(), run.end())
            else:
                self.blocks.mark(run.start(), run.end(), reading)
                self._seen(reading)
        if at < end:
            self._keep(at, end)

    @property
    def _preformatted(self) -> bool:
        return bool(self._counts["pre"] or self._counts["listing"])

    def _keep(self, start: int, end: int) -> None:
        self.blocks.keep(start, end)
        self._seen(self._text[start:end])

    def _seen(self, reading: str) -> None:
        # A no-break space between two line breaks, as editors leave it, does not make them two lines apart.
        if self._last != "\n" or reading.strip(INVISIBLE):
            self._last = reading[-1:] or self._last

    def _break(self, tag: Tag) -> None:
        """A line break; the second of two ends the block."""
        if self._last == "\n" and not self._preformatted:
            self.close()
        elif not self.blocks.empty:
            self.blocks.mark(tag.start, tag.end, "\n")
            self._last = "\n"

    def _space(self, start: int, end: int, run: str) -> None:
        """A run of white space: one space, none after another one or within a script without spaces."""
        if self.blocks.empty:
            return
        following = self._text[end : end + 1]
        broken = "\n" in run or "\r" in run
        if self._last in (" ", "\n") or (
            broken and following and joins_unspaced(self._last or " ", following)
        ):
            self.blocks.mark(start, end)
            return
        if run != " ":
            self.blocks.mark(start, end, " ")
        self._last = " "

    def drop(self, start: int, end: int) -> None:
        """A comment, a script, an inline tag: it reads as nothing."""
        if not self._hidden:
            self.blocks.mark(start, end)

    # Tags ---------------------------------------------------------------------------------------------------

    def tag(self, tag: Tag) -> None:
        """Open or close an element."""
        name = tag.name
        if self._hidden:
            self._in_hidden(tag)
        elif name in _HIDDEN and not tag.closing and not tag.empty and self._closes_later(tag):
            self._hidden, self._hidden_depth, self._hidden_start = name, 1, tag.start
        elif name == "br":
            self._break(tag)
        elif name in BLOCKS:
            self.close_before(tag)
            if tag.closing:
                self._pop_to(name)
            elif name not in _VOID:
                self._push(tag)
        else:
            self.drop(tag.start, tag.end)

    def _in_hidden(self, tag: Tag) -> None:
        if tag.name != self._hidden or tag.empty:
            return
        self._hidden_depth += -1 if tag.closing else 1
        if self._hidden_depth == 0:
            self._hidden = ""
            self.drop(self._hidden_start, tag.end)

    def _closes_later(self, tag: Tag) -> bool:
        """Whether the file has an end tag for a hidden element; one that is never closed hides nothing."""
        if tag.name not in self._closing:
            pattern = re.compile(rf"</{tag.name}[\s/>]", re.IGNORECASE | re.ASCII)
            self._closing[tag.name] = max((m.start() for m in pattern.finditer(self._text)), default=-1)
        return self._closing[tag.name] > tag.start

    def close_before(self, tag: Tag) -> None:
        """End the block under way, and the elements that this start or end tag ends without naming them."""
        name = tag.name
        had_text = self.close()
        if self._heading and (
            name in _HEADINGS
            or name in _SECTIONS
            or name in _LISTS
            or name == "table"
            or (name == "p" and had_text)
        ):
            # A heading left open would otherwise claim the rest of the page.
            self._pop_to(self._heading_name())
        if tag.closing:
            return
        if name in _ITEMS and self._items and self._items[-1] > (self._lists[-1] if self._lists else -1):
            self._pop_from(self._items[-1])
        elif (name in _CELLS or name == "tr") and self._open_cell():
            self._pop_from(self._cells[-1])

    def _open_cell(self) -> bool:
        return bool(self._cells) and self._cells[-1] > (self._tables[-1] if self._tables else -1)

    def close(self) -> bool:
        """End the block under way with the kind that the open elements give it; whether there was one."""
        self._last = ""
        kind, level = self._kind()
        return self.blocks.close(kind, level)

    def _kind(self) -> tuple[Kind, int]:
        item = self._items[-1] if self._items else -1
        cell = self._cells[-1] if self._cells else -1
        if self._furniture or (self._banner and not self._counts_sections() and not self._heading):
            return Kind.BOILERPLATE, 0
        if self._preformatted:
            return Kind.CODE, 0
        if self._heading:
            return Kind.HEADING, self._heading
        if item > cell:
            return Kind.LIST_ITEM, max(1, len(self._lists))
        if cell >= 0:
            return Kind.TABLE_CELL, 0
        return Kind.PARAGRAPH, 0

    def _counts_sections(self) -> bool:
        # A header within these belongs to the text (section 4.3.8), else it is the site's banner.
        return any(self._counts[name] for name in _SECTIONS)

    def _heading_name(self) -> str:
        return f"h{self._heading}"

    def _push(self, tag: Tag) -> None:
        name = tag.name
        role = tag.attributes.get("role", "").strip().lower()
        if name == "html" and self.language == "und":
            self.language = _language(tag.attributes.get("lang") or tag.attributes.get("xml:lang") or "")
        furniture = name in _FURNITURE or role in _FURNITURE_ROLES
        place = len(self._open)
        self._open.append(_Element(name, furniture))
        self._counts[name] += 1
        self._furniture += furniture
        self._banner += name == "header"
        if name in _HEADINGS:
            self._heading = int(name[1])
        for places, names in self._places():
            if name in names:
                places.append(place)

    def _places(self) -> tuple[tuple[list[int], frozenset[str]], ...]:
        return (
            (self._lists, _LISTS),
            (self._items, _ITEMS),
            (self._tables, frozenset({"table"})),
            (self._cells, _CELLS),
        )

    def _pop_to(self, name: str) -> None:
        """Close the innermost element of a name and all in it; nothing where none is open."""
        if name in _HEADINGS and not self._counts[name] and self._heading:
            name = self._heading_name()  # any heading's end tag closes a heading
        while self._counts[name]:
            if self._pop() == name:
                return

    def _pop_from(self, place: int) -> None:
        while len(self._open) > place:
            self._pop()

    def _pop(self) -> str:
        element = self._open.pop()
        place = len(self._open)
        self._counts[element.name] -= 1
        self._furniture -= element.furniture
        self._banner -= element.name == "header"
        if element.name in _HEADINGS:
            self._heading = 0
        for places, _ in self._places():
            if places and places[-1] == place:
                places.pop()
        return element.name


def _reading(match: re.Match[str]) -> str:
    """What a character reference found by the run pattern reads as."""
    reference = REFERENCE.fullmatch(match[0])
    return match[0] if reference is None else resolve(reference)


def _language(code: str) -> str:
    code = code.strip()
    return code.replace("_", "-") if _LANGUAGE.match(code) else "und"
