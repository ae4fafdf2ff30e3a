"""A whole story put to its tables: which sentences make a claim that a table can be asked about, and what it answers.

A sentence that names no period belongs to the nearest period stated before it in the story; its answer is then never more than undecided,
unless the story speaks of that period only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from ..document import CrossfootError, Span
from ..finding import Evidence, Tape
from ..ledger import Ledger
from . import answers_in, cells_in, records_of
from .answer import Answer
from .answering import RANKED
from .claims import LONGEST, Claim, claim_of
from .feats import feats_in
from .lexicon import words_of
from .mapping import TableMapping
from .periods import Period, periods_of


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of the story and the answer to it; `borrowed` where the period stands elsewhere in the story."""

    span: Span
    answer: Answer
    path: str
    borrowed: bool
    quoted: bool = False

    @property
    def outcome(self) -> Literal["finding", "tick", "undecided", "silent"]:
        """What is made of it: a finding only where every reading refutes the story's own words and period."""
        kind = self.answer.kind
        match self.answer.verdict:
            case "supported":
                return "undecided" if self.borrowed and kind in RANKED else "tick"
            case "refuted" if not self.borrowed:
                return "finding"
            case _ if kind in ("listed", "cell"):
                return "silent"
            case "not_testable":
                return "undecided" if self.answer.declared and kind == "rank" else "silent"
            case _:
                return "undecided"

    @property
    def sentence(self) -> str:
        """One sentence with the values in it."""
        readings, kind = self.answer.readings, self.answer.kind
        values = "; ".join(f"{reading.shows} by {reading.words.partition(';')[0]}" for reading in readings)
        plain = values if kind == "feat" else readings[0].shows
        match self.outcome:
            case "tick":
                return f"{self.answer.table} gives {plain}"
            case "finding":
                if kind == "feat":
                    return f"{self.answer.table} gives {values}, and {self.answer.reason}"
                owner = f"; it gives these figures for {self.answer.owner}" if self.answer.owner else ""
                return f"{self.answer.table} gives {values}, which is not what the story says{owner}"
            case _:
                borrowed = ", if this is about the period named elsewhere in the story" if self.borrowed else ""
                notes = " ".join(self.answer.notes)
                return f"{self.answer.table} gives {values}{borrowed}" + (f". {notes}" if notes else "")

    @property
    def tape(self) -> Tape:
        """The sums behind it."""
        tape = Tape()
        tape.lines = tuple(line for reading in self.answer.readings for line in reading.tape)
        return tape

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every statement put to the table, with the first rows of its answer."""
        return tuple(Evidence("table", self.path, None, one.shows, one.sql, one.top) for one in self.answer.readings)


@lru_cache(maxsize=4)
def told_by(ledger: Ledger, tables: tuple[Any, ...]) -> tuple[Told, ...]:
    """Every sentence of a story that the tables can be asked about, with the answer."""
    try:
        return tuple(_told(ledger, tables))
    except ModuleNotFoundError as error:
        raise CrossfootError("Asking a table needs DuckDB: install it with `pip install 'crossfoot[data]'`.") from error


def _told(ledger: Ledger, tables: tuple[Any, ...]) -> Iterator[Told]:
    for table in tables:
        records = records_of(table)
        stated = () if records.mapping.occasion else periods_of(ledger, year_starts=records.mapping.year_starts)
        distinct = {(period.first, period.last) for period in stated}
        for sentence in ledger.sentences:
            if not records.lexicon.may_count(words_of(ledger.document.text[slice(*sentence)][:LONGEST])):
                continue
            for span, answer in feats_in(records.table, records.lexicon, ledger, sentence):
                yield Told(span, answer, str(table), borrowed=False, quoted=_in_quotation(ledger, span))
            claim = claim_of(ledger, sentence, records.lexicon)
            if not claim.named and not _worth_asking(claim):
                continue
            period, borrowed = _inherited(claim, stated or _named(ledger, records.mapping), sentence)
            answers = answers_in(records, ledger, sentence, inherited=period) if _worth_asking(claim) else []
            placed = [(_place(claim, sentence, answer), answer) for answer in answers if answer.readings]
            if all(answer.verdict == "not_testable" for _, answer in placed):
                placed = cells_in(records.table, records.lexicon, ledger, sentence, inherited=period) or placed
            for span, answer in placed:
                yield Told(span, answer, str(table), borrowed and len(distinct) > 1, _in_quotation(ledger, span))


def _in_quotation(ledger: Ledger, span: Span) -> bool:
    return any(said.kind == "direct" and any(content.holds(span) for content in said.content) for said in ledger.statements)


def _worth_asking(claim: Claim) -> bool:
    """It names what the table counts, and a member, or gives a figure."""
    return bool(claim.meaning("measure")) and bool(claim.figures or claim.named)


def _inherited(claim: Claim, stated: tuple[Period, ...], sentence: Span) -> tuple[Period | None, bool]:
    """The period the sentence belongs to, and whether that is only a guess: "in four days" belongs to the four days named elsewhere."""
    if claim.periods or not stated:
        return None, False
    before = [period for period in stated if period.span.start < sentence.start]
    if claim.days:
        same = [period for period in stated if (period.last - period.first).days + 1 == claim.days]
        return (same[0], False) if len({(one.first, one.last) for one in same}) == 1 else (None, False)
    return (before or stated)[-1 if before else 0], True


def _named(ledger: Ledger, mapping: TableMapping) -> tuple[Period, ...]:
    """The days of what the story names and the mapping dates: "Operation Safe Road"."""
    text = ledger.document.text.lower()
    named = ((one, word) for one in mapping.withheld for word in one.words if one.first and word.lower() in text)
    return tuple(
        Period(one.first, one.last, word, Span(text.index(word.lower()), text.index(word.lower()) + len(word)))
        for one, word in named
        if one.first and one.last
    )


def _place(claim: Claim, sentence: Span, answer: Answer) -> Span:
    """The words to mark: the figure; for a ranking, from the first to the last of what was understood."""
    if answer.kind not in RANKED and answer.figure:
        return answer.figure.span
    said = [item.span for item in claim.items if item.kind in ("figure", "ordinal", "cue", "meaning")]
    return Span(sentence.start + said[0].start, sentence.start + max(span.end for span in said))
