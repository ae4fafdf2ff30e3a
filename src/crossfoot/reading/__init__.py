"""The only room that knows English. `read` is the passes, in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from ..document import Document, Span
from ..ledger import Ledger, Mark, moved
from .cells import cells
from .copyedit import without_marks
from .dates import impossible, moments
from .extremes import extremes
from .grids import grids
from .linking import placed
from .name_ties import name_ties
from .numbers import figures
from .outline import outlines
from .outputs import outputs
from .paragraphs import Story, given, story_of
from .people import cast_of
from .quotes import quotations
from .relations import relations
from .scaleless import scaleless
from .standings import standings
from .statements import statements
from .table_words import TableWords
from .tallies import tallies
from .voices import voiced

# How far a document is read: its figures and dates; who says what as well; all of it.
Depth = Literal["figures", "quotes", "full"]


def read(document: Document, *, depth: Depth = "full", told: Callable[[str], object] = str) -> Ledger:
    """What a document claims; `told` is told what is read next, as in "figures"."""
    document, checked = without_marks(document)
    told("dates")
    story = story_of(document)
    dated = moments(story)
    if depth == "figures":
        return _in_the_text(story, Ledger(document, placed(story, figures(story, dated), dated, (), ()), dated))
    told("quotations and names")
    quoted, marks = quotations(story)
    cast = cast_of(story)
    told("who says what")
    said, named = voiced(story, statements(story, quoted), cast, quoted)
    told("figures")
    counted = placed(story, figures(story, dated), dated, named, said)
    if depth == "quotes":
        return _in_the_text(story, Ledger(document, counted, dated, named, said))
    told("what belongs together")
    drawn = outlines(story, counted, dated, quoted)
    wrong = (*impossible(dated), *scaleless(story, counted, quoted), *outputs(story, counted, quoted))
    ledger = Ledger(
        document=document,
        figures=counted,
        moments=dated,
        parties=named,
        statements=said,
        tallies=tallies(story, drawn, counted, quoted),
        relations=relations(story, drawn, counted, dated, named, quoted, name_ties(story, named, said, cast.strays, quoted)),
        marks=tuple(sorted((*marks, *wrong), key=lambda mark: mark.span)),
        grids=grids(document),
        sentences=tuple(sentence for paragraph in story.paragraphs for sentence in paragraph.sentences),
        quoted=tuple(quotation.inner for quotation in quoted if quotation.outer is None),
    )
    ledger = _in_the_text(story, ledger)
    # Tables are read where they stand in the text as given, and so is what the text says of their cells.
    tables = tuple(TableWords(ledger, grid) for grid in ledger.grids)
    of_cells, added = cells(ledger, tables)
    tied = (*ledger.relations, *of_cells, *standings(ledger), *extremes(tables))
    return replace(ledger, marks=_in_order((*ledger.marks, *checked)), relations=tied, tallies=(*ledger.tallies, *added))


def _in_the_text(story: Story, ledger: Ledger) -> Ledger:
    """The ledger with every place as it stands in the text as given."""

    def place(span: Span) -> Span:
        return given(story, span)

    return moved(ledger, place) if any(block.runs for block in ledger.document.blocks) else ledger


def _in_order(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    return tuple(sorted(marks, key=lambda mark: mark.span))
