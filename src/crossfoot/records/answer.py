"""What a table answers: every plain reading of a claim with its value, its statement and the rows it counted, and one verdict.

Never who is right: "supported" and "refuted" say whether this table, as its mapping describes it, gives what the claim says. Where readings
differ the verdict is mixed, where the table cannot set the thing apart it is bounded, and both list every reading.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Literal

from ..finding import Line
from ..ledger import Figure
from ..quantity import exact

Verdict = Literal["supported", "refuted", "mixed", "bounded", "not_testable"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One plain reading of a claim: in words what was asked, what the table gives (`shows` for people, `value` exactly), whether that is
    what the claim says (`None` where rounding or a missing cell leaves it open), the statement, the rows counted, the tape of arithmetic,
    and what the answer must say with it."""

    words: str
    shows: str
    value: Fraction | None
    agrees: bool | None
    sql: str
    rows: int
    main: bool = True
    tape: tuple[Line, ...] = ()
    top: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "words": self.words,
            "shows": self.shows,
            "value": None if self.value is None else exact(self.value),
            "agrees": self.agrees,
            "rows": self.rows,
            "sql": self.sql,
            "tape": [line.as_dict() for line in self.tape],
            "top": [list(row) for row in self.top],
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one claim: its verdict, the reason in a sentence, every reading, and what the mapping says each answer must repeat.
    `owner`: the member whose figures these are, where they are not those of the one named."""

    claim: str
    table: str
    verdict: Verdict
    reason: str
    readings: tuple[Reading, ...] = ()
    notes: tuple[str, ...] = ()
    source: str = ""
    kind: str = ""
    declared: bool = False
    figure: Figure | None = None
    owner: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """What `crossfoot ask --format json` prints."""
        return {
            "version": 1,
            "claim": self.claim,
            "table": self.table,
            "verdict": self.verdict,
            "reason": self.reason,
            "kind": self.kind,
            "readings": [reading.as_dict() for reading in self.readings],
            "notes": list(self.notes),
            "source": self.source,
        }

    def text(self) -> str:
        """What `crossfoot ask` prints."""
        lines = [f"{self.verdict.replace('_', ' ')}: {self.reason}", ""]
        for reading in self.readings:
            mark = {True: "agrees", False: "does not", None: "open"}[reading.agrees]
            lines += [f"  {mark:<9} {reading.shows}", f"            {reading.words} ({reading.rows:,} rows)", f"            {reading.sql}"]
        lines += [f"  note      {note}" for note in self.notes]
        if self.source:
            lines.append(f"  source    {self.table}: {self.source}")
        return "\n".join(lines).rstrip() + "\n"


def verdict_of(readings: tuple[Reading, ...], *, ranked: bool, refutable: bool, open_reading: bool, ceiling: bool | None) -> Verdict:
    """The verdict that the readings allow.

    `refutable`: the mapping vouches for the table. `open_reading`: the claim may be about something that the table cannot set apart.
    `ceiling`: set where the claim is about less than a member of the table: whether it stays within what the table gives."""
    if not readings:
        return "not_testable"
    held = [reading.agrees for reading in readings]
    if all(held) or (not ranked and held[0]):
        return "supported"
    if not refutable:
        return "not_testable"
    if any(held) and ceiling is None:
        return "mixed"
    if ceiling is not None:
        return "bounded" if ceiling else "not_testable"
    if any(one is None for one in held) or open_reading:
        return "mixed"
    return "refuted"


def merged(answers: list[Answer]) -> Answer:
    """One answer to a sentence that makes two claims: supported where both are, refuted where one is and the other is decided."""
    if len(answers) == 1:
        return answers[0]
    verdicts = {answer.verdict for answer in answers}
    order: tuple[Verdict, ...] = ("not_testable", "mixed", "bounded", "refuted", "supported")
    verdict = next(one for one in order if one in verdicts)
    readings = tuple(reading for answer in answers for reading in answer.readings)
    reason = "; ".join(answer.reason.rstrip(".") for answer in answers)
    return replace(answers[0], verdict=verdict, reason=reason, readings=readings)
