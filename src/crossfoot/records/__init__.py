"""Asking a table: does a claim hold in the data?

`ask` reads a claim, puts every plain reading of it to the table, and says whether they agree with it; `describe` drafts the mapping file
that lies beside a table. The database (DuckDB, the extra `crossfoot[data]`) is imported only when a table is opened.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from ..document import Span
from ..formats import document_from_text
from ..ledger import Ledger
from ..reading import read
from .answer import Answer, Reading, merged
from .answerable import answerable
from .answering import answer_to, untested
from .asked import Asked, Question, Untestable
from .cells import says_nothing_else
from .cellwork import cells_in
from .claims import claim_of, of_another_time
from .drafting import describe, drafted
from .lexicon import Lexicon, lexicon_of
from .loading import Table, opened
from .mapping import beside, read_mapping
from .periods import Period
from .questions import questions_of
from .working import readings_of

__all__ = ["Answer", "Reading", "Records", "answers_in", "ask", "can_be_asked", "cells_in", "describe", "records_of"]


class Records:
    """An opened table with its mapping and the phrases it understands."""

    def __init__(self, table: Table, lexicon: Lexicon) -> None:
        self.table, self.lexicon, self.mapping = table, lexicon, lexicon.mapping


def records_of(table: Any, *, mapping: Any = None) -> Records:
    """A table, opened, with the mapping file given or the one beside it; without one, as drafted from its data."""
    loaded = opened(table)
    path = Path(mapping) if mapping is not None else beside(loaded.path)
    known = read_mapping(path, loaded) if mapping is not None or os.path.isfile(path) else drafted(loaded)
    records = Records(loaded, lexicon_of(loaded, known))
    loaded.keep()
    return records


def ask(table: Any, claim: str, *, mapping: Any = None, published: date | None = None) -> Answer:
    """What the table says of one claim."""
    records = records_of(table, mapping=mapping)
    ledger = read(document_from_text(claim, name="claim", published=published))
    whole = Span(0, len(ledger.document.text))
    answers = answers_in(records, ledger, whole)
    if not any(answer.verdict != "not_testable" for answer in answers) and says_nothing_else(ledger, whole, records.lexicon):
        answers = [answer for _, answer in cells_in(records.table, records.lexicon, ledger, whole)] or answers
    return merged(answers)


def can_be_asked(table: Any, *, mapping: Any = None) -> str:
    """What a table can answer, in the words of a report."""
    records = records_of(table, mapping=mapping)
    return answerable(records.table, records.mapping, partial(ask, table, mapping=mapping))


def answers_in(records: Records, ledger: Ledger, span: Span, *, inherited: Period | None = None) -> list[Answer]:
    """What the table says of one sentence of a ledger, an answer to each of its claims; `inherited` is the period the story is in where the
    sentence names none."""
    claim = claim_of(ledger, span, records.lexicon)
    asked = Asked(records.table, records.mapping, claim, inherited)
    try:
        if claim.words and not claim.items:
            raise Untestable("it is too long to be one claim")
        if records.mapping.occasion and of_another_time(claim.text):
            raise Untestable("the claim is of another occasion than the table")
        questions = questions_of(asked)
        others = [(one, questions_of(one)) for one in asked.alternatives()]
        return [answer_to(asked, question, _readings(asked, question, number, others)) for number, question in enumerate(questions)]
    except Untestable as why:
        return [untested(asked, f"{why}.")]


def _readings(asked: Asked, question: Question, number: int, others: list[tuple[Asked, list[Question]]]) -> tuple[Reading, ...]:
    """Every reading of a question, and of the same question with its categories taken otherwise."""
    readings = readings_of(asked, question)
    for other, questions in others:
        readings += tuple(replace(reading, main=False) for reading in readings_of(other, questions[number]))
    return readings
