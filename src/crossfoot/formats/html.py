"""Web pages: the blocks and tables of a story, with the place of every word in the source.

Menus, scripts, buttons and asides are left out. Where a page has an `<article>` (or `<main>`), the story is what stands in the longest one.
What the page itself calls a cookie notice, a menu or related links, by class, id or role, is left out unless that is nearly all there is;
so are lines that are nothing but a link. It runs no scripts, and of a page made of `<div>`s it takes each as a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from ..document import Block, BlockKind, Document, Table
from .clean import Clean, raised_digits
from .dateline import date_in, layout_words, published_in
from .grid import Grid
from .tags import Tag, pieces_of

_KINDS: dict[str, BlockKind] = {"li": "list", "figcaption": "caption", "caption": "caption", "blockquote": "quotation"}
# "related-links", "cookie_banner", "siteNav" in words.
_NAMED = re.compile(r"[A-Z]?[a-z]+")
_SENTENCE_END = re.compile(r"[.!?…][\"”’'»)\]]{0,3}$")
# style="display:none", "color: red; visibility: hidden !important"; not "--display: none" and not "backface-visibility: hidden".
_UNSEEN = re.compile(r"(?:^|;)\s*+(?:display\s*+:\s*+none|visibility\s*+:\s*+(?:hidden|collapse))\s*+(?:$|[;!])", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# What a tag closes that was left open before it: HTML lets <p>, <li>, <td> and their like go without closing tags.
_ENDS = {
    "li": ("p", "li"),
    "dt": ("p", "dt", "dd"),
    "dd": ("p", "dt", "dd"),
    "td": ("p", "td", "th"),
    "th": ("p", "td", "th"),
    "tr": ("p", "td", "th", "tr"),
    "body": ("p", "head"),
}


@cache
def _elements(kind: str) -> frozenset[str]:
    """Elements that end a block, are left out, or have no end of their own."""
    return frozenset(layout_words()["html"][kind])


def document_from_html(text: str, *, name: str = "story.html", published: date | None = None) -> Document:
    """The document in an HTML text."""
    page = Page(text)
    page.read(0, len(text))
    blocks, tables = page.story()
    return Document(name, text, "html", published or page.published or published_in(blocks), tuple(blocks), tuple(tables))


def _is_apart(tag: Tag) -> bool:
    """Whether the page says of an element that it is a notice, a menu, or links to other stories."""
    known = layout_words()["html"]
    if tag.name in known["never_apart"]:
        return False
    names = [*tag.attributes.get("class", "").split()[:20], tag.attributes.get("id", "")]
    # "has-sidebar", "no-ads" tell how the page is laid out.
    words = {word.lower() for name in names if not name.startswith(("has-", "with-", "no-", "is-")) for word in _NAMED.findall(name[:80])}
    return tag.attributes.get("role") in known["roles_apart"] or not words.isdisjoint(known["names_apart"])


def _is_hidden(tag: Tag) -> bool:
    """Whether a reader of the page never sees an element, by an attribute or by its own style."""
    known = tag.attributes
    return "hidden" in known or known.get("aria-hidden") == "true" or bool(_UNSEEN.search(known.get("style", "")))


@dataclass(slots=True)
class _Open:
    """An element that is not closed yet."""

    name: str
    hidden: bool
    article: int
    kind: BlockKind | None = None
    apart: bool = False


class Page:
    """Reads a page, or a piece of HTML inside Markdown, into blocks and tables."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: list[tuple[int, Block]] = []
        self.apart: set[int] = set()
        self.tables: list[tuple[int, Table]] = []
        self.published: date | None = None
        self._open: list[_Open] = []
        self._clean = Clean()
        self._grids: list[Grid] = []
        self._articles = 0
        self._words = self._linked = 0

    def read(self, start: int, end: int) -> None:
        """Takes in a stretch of the text."""
        for piece in pieces_of(self.text, start, end):
            if isinstance(piece, Tag):
                self._close(piece) if piece.closing else self._begin(piece)
            elif not self._here.hidden and piece.instead is None:
                self._put(piece.start, piece.end)
                self._count_words(piece.start, piece.end)
            elif not self._here.hidden:
                self._gather.instead(piece.instead or "", piece.start, piece.end)
        self._end_block(end)
        while self._grids:
            self._end_table()

    def story(self) -> tuple[list[Block], list[Table]]:
        """What stands in the longest article, or all there is; its first heading is the headline, one right below it the standfirst."""
        sizes: dict[int, int] = {}
        for article, block in self.blocks:
            sizes[article] = sizes.get(article, 0) + len(block.text)
        best = max((article for article in sizes if article), key=lambda article: sizes[article], default=0)
        blocks = self._without_what_stands_apart([block for article, block in self.blocks if article == best])
        if best and not any(block.kind == "headline" for block in blocks):
            above = [
                block for article, block in self.blocks if block.kind == "headline" and blocks and block.span.start < blocks[0].span.start
            ]
            blocks = above[-1:] + blocks
        blocks.sort(key=lambda block: block.span.start)
        return blocks, [table for article, table in self.tables if article == best]

    def _put(self, start: int, end: int) -> None:
        """Takes in words; raised figures are kept apart from those before them: "2,040<sup>1</sup> boats"."""
        if not any(element.name == "sup" for element in self._open[-2:]):
            self._gather.words(self.text, start, end)
            return
        for at in range(start, end):
            raised = raised_digits(self.text[at])
            self._gather.instead(raised, at, at + 1) if raised.strip() else self._gather.gap(at)

    def _without_what_stands_apart(self, blocks: list[Block]) -> list[Block]:
        """The story without notices, menus and related links; all of it where so little is left that the names meant something else."""
        kept = [block for block in blocks if block.span.start not in self.apart]
        return kept if 4 * sum(len(block.text) for block in kept) > sum(len(block.text) for block in blocks) else blocks

    def _count_words(self, start: int, end: int) -> None:
        size = len(self.text[start:end].strip())
        self._words += size
        self._linked += size if any(element.name == "a" for element in self._open[-3:]) else 0

    @property
    def _here(self) -> _Open:
        return self._open[-1] if self._open else _Open("", False, 0)

    @property
    def _gather(self) -> Clean:
        grid = self._grids[-1] if self._grids else None
        return grid.cell if grid and grid.cell is not None else self._clean

    def _begin(self, tag: Tag) -> None:
        self._note_date(tag)
        if tag.name == "br":
            self._line_end(tag)
        if tag.name in _elements("blocks"):
            self._end_block(tag.start)
            self._close_implied(tag.name)
        if tag.name in _elements("empty"):
            return
        here = self._here
        hidden = here.hidden or tag.name in _elements("left_out") or _is_hidden(tag)
        article = here.article
        if tag.name in ("article", "main") and not article:
            self._articles += 1
            article = self._articles
        self._open.append(_Open(tag.name, hidden, article, self._kind(tag) or here.kind, here.apart or _is_apart(tag)))
        if not hidden:
            self._begin_table_part(tag)

    def _line_end(self, tag: Tag) -> None:
        """<br> ends a line; <br><br> is how old pages part paragraphs."""
        if self._gather.at_line_end:
            self._end_block(tag.start)
        elif not self._here.hidden:
            self._gather.line_end(tag.start)

    def _close_implied(self, name: str) -> None:
        while self._open and self._here.name in _ENDS.get(name, ("p",)):
            self._leave()

    def _close(self, tag: Tag) -> None:
        if tag.name in _elements("blocks"):
            self._end_block(tag.start)
        # A closing tag without its opening one is passed over; looking for it far up would cost time on broken pages.
        for back, element in enumerate(reversed(self._open[-60:]), 1):
            if element.name == tag.name:
                for _ in range(back):
                    self._leave()
                return

    def _leave(self) -> None:
        element = self._open.pop()
        if element.hidden or not self._grids:
            return
        if element.name in ("td", "th"):
            self._grids[-1].end_cell(self.text)
        elif element.name == "table":
            self._end_table()

    def _begin_table_part(self, tag: Tag) -> None:
        if tag.name == "table":
            if self._grids:
                self._grids[-1].layout = True
            self._grids.append(Grid(self._here.article))
        elif self._grids and tag.name == "tr":
            self._grids[-1].begin_row()
        elif self._grids and tag.name in ("td", "th"):
            self._grids[-1].begin_cell(self.text, tag.end)

    def _end_table(self) -> None:
        """A table of figures is kept as such; one that only lays out a page gives its cells as paragraphs."""
        grid = self._grids.pop()
        grid.end_cell(self.text)
        blocks, table = grid.finished(self.text)
        self.blocks += [(grid.article, block) for block in blocks]
        if table:
            self.tables.append((grid.article, table))

    def _kind(self, tag: Tag) -> BlockKind | None:
        if tag.name in _HEADINGS:
            return "headline"
        classes = tag.attributes.get("class", "").lower().split()
        if any(known in classes for known in layout_words()["layout"]["standfirst_classes"]):
            return "standfirst"
        return _KINDS.get(tag.name)

    def _end_block(self, at: int) -> None:
        if self._gather is not self._clean:
            # Paragraphs inside a cell are parted by a space.
            self._gather.gap(at)
            return
        block = self._clean.block(self._kind_here(), self.text)
        only_linked = 0 < self._words == self._linked and not _SENTENCE_END.search(block.text if block else "")
        self._words = self._linked = 0
        if block:
            self.blocks.append((self._here.article, block))
            if self._here.apart or (only_linked and block.kind in ("paragraph", "list")):
                self.apart.add(block.span.start)

    def _kind_here(self) -> BlockKind:
        kind = self._here.kind or "paragraph"
        above = self.blocks[-1][1].kind if self.blocks and self.blocks[-1][0] == self._here.article else None
        # <h1> and, right below it, <h2>: the second is the line under the headline.
        below = self._here.name in ("h2", "h3") and above == "headline"
        return "standfirst" if kind == "headline" and below else kind

    def _note_date(self, tag: Tag) -> None:
        if self.published:
            return
        said = (tag.attributes.get("property") or tag.attributes.get("name") or tag.attributes.get("itemprop") or "").lower()
        if tag.name == "meta" and said in layout_words()["layout"]["date_names"]:
            self.published = date_in(tag.attributes.get("content", ""))
        elif tag.name == "time" and ("pubdate" in tag.attributes or said == "datepublished"):
            self.published = date_in(tag.attributes.get("datetime", ""))
