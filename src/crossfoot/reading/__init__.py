"""The only room that knows English. `read` is the passes, in order."""

from __future__ import annotations

from ..document import Document, Span
from ..ledger import Ledger, moved
from .dates import moments
from .linking import placed
from .numbers import figures
from .paragraphs import given, story_of
from .people import parties
from .quotes import quotations
from .relations import relations
from .statements import statements
from .tallies import tallies


def read(document: Document) -> Ledger:
    """What a document claims."""
    story = story_of(document)
    dated = moments(story)
    quoted, marks = quotations(story)
    named = parties(story, quoted)
    said = statements(story, quoted, named)
    counted = placed(story, figures(story, dated), dated, named, said)
    ledger = Ledger(
        document=document,
        figures=counted,
        moments=dated,
        parties=named,
        statements=said,
        tallies=tallies(story, counted, quoted),
        relations=relations(story, counted, dated, named, quoted),
        marks=marks,
        sentences=tuple(sentence for paragraph in story.paragraphs for sentence in paragraph.sentences),
        quoted=tuple(quotation.inner for quotation in quoted if quotation.outer is None),
    )
    if not any(block.runs for block in document.blocks):
        return ledger

    def place(span: Span) -> Span:
        return given(story, span)

    return moved(ledger, place)
