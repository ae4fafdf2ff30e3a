"""Asking a table: does a claim hold in the data?

`ask` reads a claim, puts every plain reading of it to the table, and says whether they agree with it; `describe` drafts the mapping file
that lies beside a table. The database (DuckDB, the extra `crossfoot[data]`) is imported only when a table is opened.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from ..document import Span
from ..formats import document_from_text
from ..ledger import Figure, Ledger
from ..reading import read
from .answer import Answer, Reading, Verdict, merged, verdict_of
from .asked import Asked, Question, Untestable, narrowed, withheld_notes
from .claims import claim_of
from .drafting import describe, drafted
from .lexicon import Lexicon, lexicon_of
from .loading import Table, opened
from .mapping import beside, read_mapping
from .periods import Period
from .questions import questions_of
from .working import readings_of

__all__ = ["Answer", "Reading", "Records", "answers_in", "ask", "describe", "records_of"]


# Kinds of claim that must hold under every reading; of the others, the plain reading decides.
RANKED = ("rank", "change rank", "universal", "compare", "none")


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
    return merged(answers_in(records, ledger, Span(0, len(ledger.document.text))))


def answers_in(records: Records, ledger: Ledger, span: Span, *, inherited: Period | None = None) -> list[Answer]:
    """What the table says of one sentence of a ledger, an answer to each of its claims; `inherited` is the period the story is in where the
    sentence names none."""
    claim = claim_of(ledger, span, records.lexicon)
    asked = Asked(records.table, records.mapping, claim, inherited)
    try:
        if claim.words and not claim.items:
            raise Untestable("it is too long to be one claim")
        questions = questions_of(asked)
        others = [(one, questions_of(one)) for one in asked.alternatives()]
        return [_answer(asked, question, _readings(asked, question, number, others)) for number, question in enumerate(questions)]
    except Untestable as why:
        return [_made(asked, "not_testable", f"{why}.")]


def _readings(asked: Asked, question: Question, number: int, others: list[tuple[Asked, list[Question]]]) -> tuple[Reading, ...]:
    """Every reading of a question, and of the same question with its categories taken otherwise."""
    readings = readings_of(asked, question)
    for other, questions in others:
        readings += tuple(replace(reading, main=False) for reading in readings_of(other, questions[number]))
    return readings


def _answer(asked: Asked, question: Question, readings: tuple[Reading, ...]) -> Answer:
    verdict = _verdict(asked, question, readings)
    own = dict.fromkeys(note for reading in readings for note in reading.notes)
    notes = (*own, *withheld_notes(asked.claim, asked.mapping), *asked.mapping.notes, *asked.table.notes)
    return _made(
        asked,
        verdict,
        _reason(asked, question, readings, verdict),
        readings=readings,
        notes=notes,
        kind=question.kind,
        figure=question.figure,
    )


def _made(
    asked: Asked,
    verdict: Verdict,
    reason: str,
    *,
    readings: tuple[Reading, ...] = (),
    notes: tuple[str, ...] = (),
    kind: str = "",
    figure: Figure | None = None,
) -> Answer:
    reason = reason[:1].upper() + reason[1:]
    mapping = asked.mapping
    return Answer(asked.claim.text, asked.table.name, verdict, reason, readings, notes, mapping.source, kind, mapping.declared, figure)


def _explained(asked: Asked, question: Question) -> bool:
    """Whether every word is explained; the nouns of figures that are only added up need not be."""
    return not asked.claim.unexplained or question.kind == "sum of figures"


def _verdict(asked: Asked, question: Question, readings: tuple[Reading, ...]) -> Verdict:
    claim, mapping = asked.claim, asked.mapping
    if not _explained(asked, question):
        return "not_testable"
    ranked = question.kind in RANKED
    open_reading = bool(withheld_notes(claim, mapping))
    within: bool | None = None
    values = (question.member,) if question.kind == "listed" and question.member else ()
    if question.kind in ("value", "listed") and question.figure and (narrowed(claim, mapping, values) or open_reading):
        value, low = readings[0].value, question.figure.quantity.strict.low
        within = value is not None and low is not None and low <= value
    refutable = mapping.declared and mapping.complete
    return verdict_of(readings, ranked=ranked, refutable=refutable, open_reading=open_reading, ceiling=within)


def _reason(asked: Asked, question: Question, readings: tuple[Reading, ...], verdict: Verdict) -> str:
    values = "; ".join(f"{reading.shows} by {reading.words.partition(';')[0]}" for reading in readings)
    if not _explained(asked, question):
        return f"nothing in the table's words explains “{' '.join(dict.fromkeys(asked.claim.unexplained))}” ({values})"
    if verdict == "not_testable" and not (asked.mapping.declared and asked.mapping.complete):
        return f"no mapping vouches for this table, so nothing is refuted ({values})"
    if verdict == "bounded":
        return f"the table gives {values}; the claim is about less than that, and stays within it"
    return values
