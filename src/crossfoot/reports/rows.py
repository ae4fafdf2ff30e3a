"""The ledger as flat rows, one list a table: what CSV, Parquet and data frames are made from.

Columns are those of the ledger's JSON; what is nested there is spread out: `counted` is the words, `counted_key` what checks compare,
`by` the name of the party. Offsets are characters of the text as given; values are decimal strings, for they are exact.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from ..desk import StoryReport
from ..document import Span
from ..finding import Outcome
from ..ledger import Figure, Ledger, Moment, Statement
from ..quantity import exact

Row = dict[str, Any]
# The type of each column; every other is a text.
WHOLE_NUMBERS = frozenset(("start", "end", "line", "column"))
PLACE = ("start", "end", "line", "column", "text")
FIGURE = (
    *PLACE,
    *("value", "strict_low", "strict_high", "loose_low", "loose_high", "hedge", "kind", "unit", "direction"),
    *("counted", "counted_key", "where", "when", "earliest", "latest", "by"),
)
STATEMENT = (
    *PLACE,
    *("kind", "content", "cue", "speaker", "speaker_kind", "speaker_words", "role", "affiliation", "via", "refuses"),
)
# What is nested in the JSON of an outcome stands in one column as JSON. `excerpt` is the paragraphs it speaks of.
FINDING = (
    *PLACE,
    *("check", "code", "severity", "stage", "message", "related", "tape", "evidence", "repairs", "fingerprint", "excerpt"),
)
TICK = (*PLACE, "check", "code", "message", "related", "tape", "evidence", "excerpt")
UNDECIDED = (*PLACE, "check", "code", "reason", "related", "tape", "evidence", "excerpt")
_NESTED = frozenset(("related", "tape", "evidence", "repairs"))
_LONGEST_EXCERPT = 1500


def figure_rows(ledger: Ledger) -> list[Row]:
    """One row per figure."""
    return [_placed(ledger, figure.span) | _figure(ledger, figure) for figure in ledger.figures]


def statement_rows(ledger: Ledger) -> list[Row]:
    """One row per statement."""
    return [_placed(ledger, said.span) | _statement(ledger, said) for said in ledger.statements]


def outcome_rows(report: StoryReport) -> dict[str, list[Row]]:
    """One row per finding, tick and undecided, under these names."""
    plain = report.as_dict()
    outcomes: dict[str, Sequence[Outcome]] = {"findings": report.findings, "ticks": report.ticks, "undecided": report.undecided}
    return {
        name: [_flat(row) | {"excerpt": _excerpt(report, one)} for row, one in zip(plain[name], outcomes[name], strict=True)]
        for name in outcomes
    }


def _flat(outcome: Row) -> Row:
    return {name: json.dumps(value, ensure_ascii=False) if name in _NESTED else value for name, value in outcome.items()}


def _excerpt(report: StoryReport, outcome: Outcome) -> str:
    """The paragraphs of the story that are spoken of, each once and in order."""
    spans = (outcome.span, *(place.span for place in outcome.related if place.document is None))
    blocks = dict.fromkeys(report.document.block_at(start) for start in sorted(span.start for span in spans))
    words = "\n".join(block.text for block in blocks if block)
    return words if len(words) <= _LONGEST_EXCERPT else words[:_LONGEST_EXCERPT] + " …"


def _placed(ledger: Ledger, span: Span) -> Row:
    place = ledger.document.place(span.start)
    return {"start": span.start, "end": span.end, "line": place.line, "column": place.column, "text": ledger.words(span)}


def _figure(ledger: Ledger, figure: Figure) -> Row:
    quantity, amount = figure.quantity, figure.quantity.amount
    return {
        "value": _end(amount.value),
        "strict_low": _end(amount.strict.low),
        "strict_high": _end(amount.strict.high),
        "loose_low": _end(amount.loose.low),
        "loose_high": _end(amount.loose.high),
        "hedge": figure.hedge,
        "kind": figure.kind,
        "unit": quantity.unit,
        "direction": figure.direction,
        "counted": ledger.words(figure.counted.span) if figure.counted else None,
        "counted_key": figure.counted.key if figure.counted else None,
        "where": _joined(ledger.words(phrase.span) for phrase in figure.where),
        "when": ledger.words(figure.when.span) if figure.when else None,
        **_days(figure.when),
        "by": figure.by.name if figure.by else None,
    }


def _end(value: Any) -> str | None:
    return None if value is None else exact(value)


def _days(moment: Moment | None) -> Row:
    return {
        "earliest": moment.earliest.isoformat() if moment and moment.earliest else None,
        "latest": moment.latest.isoformat() if moment and moment.latest else None,
    }


def _statement(ledger: Ledger, said: Statement) -> Row:
    return {
        "kind": said.kind,
        "content": _joined((ledger.words(span) for span in said.content), " … "),
        "cue": ledger.words(said.cue) if said.cue else None,
        "speaker": said.speaker.name if said.speaker else None,
        "speaker_kind": said.speaker.kind if said.speaker else None,
        "speaker_words": _joined(ledger.words(span) for span in said.speaker_spans),
        "role": said.speaker.role if said.speaker else None,
        "affiliation": said.speaker.affiliation.name if said.speaker and said.speaker.affiliation else None,
        "via": said.via.name if said.via else None,
        "refuses": ledger.words(said.to) if said.to else None,
    }


def _joined(words: Iterable[str], between: str = "; ") -> str | None:
    return between.join(words) or None
