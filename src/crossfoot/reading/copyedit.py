"""The copy desk's own marks in a story: "(cq)" after a figure or a name says that it was checked and stands as it is.

The mark is no part of the story: readers see the copy without it, and the ledger keeps where it stood.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ..document import Block, Document, Span
from ..ledger import Mark

# "Jon Smyth (cq)", "317 [CQ] people"; the spaces before it go with it.
_CQ = re.compile(r"[ \t\xa0]?[(\[][cC][qQ][)\]]")


def without_marks(document: Document) -> tuple[Document, tuple[Mark, ...]]:
    """The document without the desk's marks, and where they stood in the text as given."""
    if not _CQ.search(document.text):
        return document, ()
    blocks, marks = [], []
    for block in document.blocks:
        cuts = [found.span() for found in _CQ.finditer(block.text)] if block.kind != "table" else []
        marks += [Mark(_place(block, Span(*cut)), "cq") for cut in cuts]
        blocks.append(block.without(cuts) if cuts else block)
    return replace(document, blocks=tuple(blocks)), tuple(marks)


def _place(block: Block, cut: Span) -> Span:
    """The mark itself, without the space before it."""
    opening = next(at for at in range(cut.start, cut.end) if block.text[at] in "([")
    return block.place(Span(opening, cut.end))
