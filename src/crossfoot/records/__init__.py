"""Asking a table: does a claim hold in the data?

`ask` reads a claim, puts every plain reading of it to the table, and says whether they agree with it; `describe` drafts the mapping file
that lies beside a table. The database (DuckDB, the extra `crossfoot[data]`) is imported only when a table is opened.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from ..document import Span
from ..formats import document_from_text
from ..ledger import Ledger
from ..reading import read
from .answer import Answer, Reading, verdict_of
from .asked import Asked, Question, Untestable, narrowed, withheld_notes
from .claims import claim_of
from .drafting import describe, drafted
from .lexicon import Lexicon, lexicon_of
from .loading import Table, opened
from .mapping import beside, read_mapping
from .periods import Period
from .questions import question_of
from .working import readings_of

__all__ = ["Answer", "Reading", "Records", "answer_in", "ask", "describe", "records_of"]


class Records:
    """An opened table with its mapping and the phrases it understands."""

    def __init__(self, table: Table, lexicon: Lexicon) -> None:
        self.table, self.lexicon, self.mapping = table, lexicon, lexicon.mapping


def records_of(table: Any, *, mapping: Any = None) -> Records:
    """A table, opened, with the mapping file given or the one beside it; without one, as drafted from its data."""
    loaded = opened(table)
    path = Path(mapping) if mapping is not None else beside(loaded.path)
    known = read_mapping(path, loaded) if mapping is not None or path.is_file() else drafted(loaded)
    return Records(loaded, lexicon_of(loaded, known))


def ask(table: Any, claim: str, *, mapping: Any = None, published: date | None = None) -> Answer:
    """What the table says of one claim."""
    records = records_of(table, mapping=mapping)
    ledger = read(document_from_text(claim, name="claim", published=published))
    return answer_in(records, ledger, Span(0, len(ledger.document.text)))


def answer_in(records: Records, ledger: Ledger, span: Span, *, inherited: Period | None = None) -> Answer:
    """What the table says of one sentence of a ledger; `inherited` is the period the story is in where the sentence names none."""
    claim = claim_of(ledger, span, records.lexicon)
    asked = Asked(records.table, records.mapping, claim, inherited)
    try:
        question = question_of(asked)
        readings = readings_of(asked, question)
    except Untestable as why:
        return _answer(records, claim.text, "not_testable", f"{why}.")
    verdict = _verdict(asked, question, readings)
    reason = _reason(asked, question, readings, verdict)
    notes = (*withheld_notes(claim, records.mapping), *records.mapping.notes, *records.table.notes)
    return _answer(records, claim.text, verdict, reason, readings=readings, notes=notes, kind=question.kind)


def _answer(records: Records, claim: str, verdict, reason: str, **more) -> Answer:  # type: ignore[no-untyped-def]
    reason = reason[:1].upper() + reason[1:]
    return Answer(claim, records.table.name, verdict, reason, source=records.mapping.source, declared=records.mapping.declared, **more)


def _verdict(asked: Asked, question: Question, readings: tuple[Reading, ...]):  # type: ignore[no-untyped-def]
    claim, mapping = asked.claim, asked.mapping
    labels = question.kind == "sum of figures"
    if claim.unexplained and not labels:
        return "not_testable"
    ranked = question.kind != "value"
    open_reading = bool(withheld_notes(claim, mapping))
    within: bool | None = None
    if not ranked and question.figure and (narrowed(claim, mapping) or open_reading):
        value, low = readings[0].value, question.figure.quantity.strict.low
        within = value is not None and low is not None and low <= value
    refutable = mapping.declared and mapping.complete
    return verdict_of(readings, ranked=ranked, refutable=refutable, open_reading=open_reading, ceiling=within)


def _reason(asked: Asked, question: Question, readings: tuple[Reading, ...], verdict: str) -> str:
    claim = asked.claim
    values = "; ".join(f"{reading.shows} by {reading.words.partition(';')[0]}" for reading in readings)
    if claim.unexplained and question.kind != "sum of figures":
        return f"nothing in the table's words explains “{' '.join(dict.fromkeys(claim.unexplained))}” ({values})"
    if verdict == "not_testable" and not (asked.mapping.declared and asked.mapping.complete):
        return f"no mapping vouches for this table, so nothing is refuted ({values})"
    if verdict == "bounded":
        return f"the table gives {values}; the claim is about less than that, and stays within it"
    return values
