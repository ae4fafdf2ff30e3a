"""A document as HTML that reads as the document does, with places marked. Every word of it is escaped: nothing in it can become markup.

A marked stretch is a link to its note, so that the page works without a script. Where marks overlap, the words are cut at every edge, and
each piece knows all its notes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from ..document import Block, Document, Span, Table
from .excerpt import safe

# Where marks of several kinds meet, the words have the look of the first of these.
KINDS = ("finding", "undecided", "tick", "given")
_TAGS = {"headline": "h2", "standfirst": "p", "paragraph": "p", "quotation": "blockquote", "caption": "p", "list": "li"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that a note speaks of. `main`: the note is about these words; otherwise they are held against them."""

    span: Span
    note: str
    kind: str
    main: bool = True
    anchor: str = ""


def words(text: str) -> str:
    """The text as HTML: escaped, with control characters and marks that turn the direction of writing shown as "�"."""
    return escape(safe(" ".join(text.split())), quote=True)


def marked(document: Document, marks: Sequence[Mark]) -> str:
    """The blocks of the document, in order, as HTML."""
    ordered = sorted(marks, key=lambda mark: (mark.span, not mark.main))
    longest = max((mark.span.end - mark.span.start for mark in ordered), default=0)
    parts: list[str] = []
    # A mark may go on in the next block or cell: only where it begins can it be led to.
    placed: set[str] = set()
    listing = False
    for block in document.blocks:
        if listing != (block.kind == "list"):
            parts.append("</ul>" if listing else "<ul>")
            listing = not listing
        first = bisect_left(ordered, block.span.start - longest, key=lambda mark: mark.span.start)
        last = bisect_left(ordered, block.span.end, key=lambda mark: mark.span.start)
        inside = [mark for mark in ordered[first:last] if mark.span.overlaps(block.span)]
        parts.append(_block(document, block, inside, placed))
    return "\n".join([*parts, "</ul>"] if listing else parts)


def _block(document: Document, block: Block, marks: list[Mark], placed: set[str]) -> str:
    if block.kind == "table":
        return "\n".join(_table(table, marks, placed) for table in document.tables if table.span.overlaps(block.span))
    tag = _TAGS[block.kind]
    return f'<{tag} class="{block.kind}">{_cut(block.text, list(_in_words(block, marks)), placed)}</{tag}>'


def _in_words(block: Block, marks: list[Mark]) -> Iterator[tuple[int, int, Mark]]:
    """The marks as stretches of the block's clean words."""
    for mark in marks:
        start = block.clean(max(mark.span.start, block.span.start))
        end = block.clean(min(mark.span.end, block.span.end) - 1) + 1
        if start < end:
            yield start, min(end, len(block.text)), mark


def under(text: str, marks: Sequence[Mark]) -> str:
    """The text as it was given, character for character, with its marks: to lie under the field in which it is edited."""
    stretches = [(mark.span.start, mark.span.end, mark) for mark in marks]
    return "".join(_lying(escape(piece), covering) for piece, covering in _pieces(text, stretches))


def _cut(text: str, stretches: list[tuple[int, int, Mark]], placed: set[str]) -> str:
    """The text with its marked stretches as links."""
    shown = ((escape(safe(piece.replace("\n", " ")), quote=True), covering) for piece, covering in _pieces(text, stretches))
    return "".join(_piece(piece, covering, placed) for piece, covering in shown)


def _pieces(text: str, stretches: list[tuple[int, int, Mark]]) -> Iterator[tuple[str, list[Mark]]]:
    """The text cut at every edge of a mark, each piece with the marks that cover it."""
    edges = sorted({0, len(text), *(start for start, _, _ in stretches), *(end for _, end, _ in stretches)})
    opening = deque(sorted(stretches, key=lambda stretch: stretch[0]))
    covering: list[tuple[int, int, Mark]] = []
    for start, end in pairwise(edges):
        while opening and opening[0][0] <= start:
            covering.append(opening.popleft())
        covering = [stretch for stretch in covering if stretch[1] > start]
        yield text[start:end], [mark for _, _, mark in covering]


def _piece(piece: str, marks: list[Mark], placed: set[str]) -> str:
    """One stretch, which leads to its note."""
    if not marks:
        return piece
    anchors = [mark.anchor for mark in marks if mark.anchor and mark.anchor not in placed]
    placed.update(anchors)
    ahead = "".join(f'<span id="{anchor}"></span>' for anchor in anchors)
    return f'{ahead}<a {_look(marks)} href="#{_foremost(marks).note}">{piece}</a>'


def _lying(piece: str, marks: list[Mark]) -> str:
    """One stretch of the words that lie under a field, where no link can be reached."""
    return f"<span {_look(marks)}>{piece}</span>" if marks else piece


def _look(marks: list[Mark]) -> str:
    foremost = _foremost(marks)
    notes = " ".join(dict.fromkeys(mark.note for mark in marks))
    return f'class="mark {foremost.kind}{"" if foremost.main else " side"}" data-notes="{notes}"'


def _foremost(marks: list[Mark]) -> Mark:
    return min(marks, key=lambda mark: (not mark.main, KINDS.index(mark.kind)))


def _table(table: Table, marks: list[Mark], placed: set[str]) -> str:
    rows = []
    for number, row in enumerate(table.rows):
        tag = "th" if number == 0 else "td"
        cells = "".join(f"<{tag}>{_cell(cell.text, [m for m in marks if m.span.overlaps(cell.span)], placed)}</{tag}>" for cell in row)
        rows.append(f"<tr>{cells}</tr>")
    return f'<div class="wide"><table>{"".join(rows)}</table></div>'


def _cell(text: str, marks: list[Mark], placed: set[str]) -> str:
    """A cell is marked as a whole."""
    return _piece(words(text), marks, placed) if marks and text.strip() else words(text)
