"""What a check says, and the adding machine that keeps its paper.

A check adds up on a `Tape`. Every outcome carries that tape, and `Line.holds` redoes it: a finding that cannot be redone is a bug.
"""

from __future__ import annotations

import hashlib
import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from .document import Span
from .quantity import Amount, Quantity, Range, exact, shown, total

Severity = Literal["error", "warning", "info"]
Stage = Literal["stable", "preview", "opt-in"]
Operand: TypeAlias = Amount | Fraction | date | int | str
Result: TypeAlias = Amount | bool | int | str

_NUMERAL = re.compile(r"\d[\d,]*(?:\.\d+)?")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def completed_years(born: date, on: date) -> int:
    """Age in completed years on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def elapsed(unit: str, start: date, start_by: date, end: date, end_by: date) -> Amount:
    """How many units lie between a day in start..start_by and one in end..end_by: completed ones at least, both ends counted (1 April 2019
    to 31 March 2027 is eight years), rounded ones at most, and for days and weeks with both ends counted at most."""
    if unit in ("day", "week"):
        size = 7 if unit == "week" else 1
        least, most = (end - start_by).days // size, -(-((end_by - start).days + 1) // size)
    else:
        months = 12 if unit == "year" else 1
        least, most = _completed(start_by, end + timedelta(1)) // months, -(-_rounded_up(start, end_by) // months)
        if unit == "year" and (start, end) == (start_by, end_by):
            most = (_completed(start, end) + 6) // 12
    ends = Range(Fraction(least), Fraction(most))
    return Amount(None if least != most else Fraction(least), ends, ends)


def distance(unit: str, start: date, start_by: date, end: date, end_by: date) -> Amount:
    """How many units one day lies from another, neither day counted twice: weeks to the nearest whole one, or to either of two that are
    about as near; months and years completed at least, begun at most."""
    if unit == "day":
        least, most = (end - start_by).days, (end_by - start).days
    elif unit == "week":
        least, most = ((end - start_by).days + 2) // 7, ((end_by - start).days + 4) // 7
    else:
        months = 12 if unit == "year" else 1
        least, most = _completed(start_by, end) // months, -(-_rounded_up(start, end_by) // months)
    ends = Range(Fraction(least), Fraction(most))
    return Amount(None if least != most else Fraction(least), ends, ends)


def _completed(start: date, end: date) -> int:
    """Months gone by."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def _rounded_up(start: date, end: date) -> int:
    return _completed(start, end) + (end.day != start.day)


def _amount_plus(amount: Any, offset: Any) -> Amount:
    result: Amount = amount.plus(offset)
    return result


OPERATIONS: dict[str, Callable[..., Result]] = {
    "add": lambda *parts: total(parts),
    "subtract": lambda a, b: a - b,
    "multiply": lambda a, b: a * b,
    "divide": lambda a, b: a / b,
    "scale": lambda a, factor: a.times(factor),
    "shift": _amount_plus,
    "share": lambda part, whole: part.share_of(whole),
    "change": lambda base, new: new.change_from(base),
    "apart": lambda a, b: a.surely_apart(b),
    "strictly apart": lambda a, b: a.strictly_apart(b),
    "above": lambda a, b: a.surely_above(b),
    "weekday": lambda day: WEEKDAYS[day.weekday()],
    "age": completed_years,
    "elapsed": elapsed,
    "distance": distance,
    "clock": lambda first, last: (last - first) % (24 * 60),
    "month": lambda year, month: monthrange(year, month)[1],
    "before": lambda a, b: a < b,
    "count": lambda *listed: len(listed),
    "same": lambda a, b: a == b,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a tape: the operation, what went in, what came out. `holds` works it out again."""

    operation: str
    inputs: tuple[Operand, ...]
    result: Result

    def holds(self) -> bool:
        """True when doing it again gives the same."""
        return OPERATIONS[self.operation](*self.inputs) == self.result

    def as_dict(self) -> dict[str, Any]:
        """op, inputs and result as printed; `loose` beside them where one of them is not a single number."""
        line: dict[str, Any] = {"op": self.operation, "inputs": list(map(_printed, self.inputs)), "result": _printed(self.result)}
        amounts = [one for one in (*self.inputs, self.result) if isinstance(one, Amount)]
        if any(one.loose.low != one.loose.high for one in amounts):
            line["loose"] = [str(one.loose) for one in amounts]
        return line

    def __str__(self) -> str:
        left = ", ".join(map(_read, self.inputs))
        signs = {"add": " + ", "subtract": " - ", "multiply": " × ", "divide": " ÷ "}
        if self.operation in signs:
            left = signs[self.operation].join(map(_read, self.inputs))
            return f"{left} = {_read(self.result)}"
        return f"{self.operation}: {left} → {_read(self.result)}"


def _printed(operand: Operand | Result) -> str:
    if isinstance(operand, Amount):
        return str(operand.loose) if operand.value is None else exact(operand.value)
    if isinstance(operand, bool):
        return "yes" if operand else "no"
    return exact(operand) if isinstance(operand, Fraction) else str(operand)


def _read(operand: Operand | Result) -> str:
    if isinstance(operand, Amount):
        return _shown_range(operand) if operand.value is None else shown(operand.value, places=2)
    return shown(operand, places=4) if isinstance(operand, Fraction) else _printed(operand)


def _shown_range(amount: Amount) -> str:
    low, high = amount.loose.low, amount.loose.high
    if high is None:
        return f"{shown(low)} or more"
    return f"up to {shown(high)}" if low is None else f"{shown(low)} to {shown(high)}"


class Tape:
    """The adding machine: every call works something out and prints a line of it."""

    def __init__(self) -> None:
        self.lines: tuple[Line, ...] = ()

    def _print(self, operation: str, *inputs: Operand) -> Any:
        result = OPERATIONS[operation](*inputs)
        self.lines += (Line(operation, inputs, result),)
        return result

    def add(self, parts: Iterable[Quantity | Amount]) -> Amount:
        """The sum."""
        return self._print("add", *map(_amount, parts))  # type: ignore[no-any-return]

    def subtract(self, a: Quantity | Amount, b: Quantity | Amount) -> Amount:
        """a less b."""
        return self._print("subtract", _amount(a), _amount(b))  # type: ignore[no-any-return]

    def multiply(self, a: Quantity | Amount, b: Quantity | Amount) -> Amount:
        """a times b."""
        return self._print("multiply", _amount(a), _amount(b))  # type: ignore[no-any-return]

    def divide(self, a: Quantity | Amount, b: Quantity | Amount) -> Amount:
        """a divided by b."""
        return self._print("divide", _amount(a), _amount(b))  # type: ignore[no-any-return]

    def scale(self, a: Quantity | Amount, factor: Fraction) -> Amount:
        """a times an exact factor."""
        return self._print("scale", _amount(a), factor)  # type: ignore[no-any-return]

    def shift(self, a: Quantity | Amount, offset: Fraction) -> Amount:
        """a plus an exact offset."""
        return self._print("shift", _amount(a), offset)  # type: ignore[no-any-return]

    def share(self, part: Quantity | Amount, whole: Quantity | Amount) -> Amount:
        """Part of whole, in percent."""
        return self._print("share", _amount(part), _amount(whole))  # type: ignore[no-any-return]

    def change(self, base: Quantity | Amount, new: Quantity | Amount) -> Amount:
        """From base to new, in percent of base."""
        return self._print("change", _amount(base), _amount(new))  # type: ignore[no-any-return]

    def surely_apart(self, a: Quantity | Amount, b: Quantity | Amount) -> bool:
        """No fair reading of the two is one number."""
        return self._print("apart", _amount(a), _amount(b))  # type: ignore[no-any-return]

    def strictly_apart(self, a: Quantity | Amount, b: Quantity | Amount) -> bool:
        """Apart at the printed precision."""
        return self._print("strictly apart", _amount(a), _amount(b))  # type: ignore[no-any-return]

    def surely_above(self, a: Quantity | Amount, b: Quantity | Amount) -> bool:
        """Every fair reading of a is larger than every fair reading of b."""
        return self._print("above", _amount(a), _amount(b))  # type: ignore[no-any-return]

    def weekday(self, day: date) -> str:
        """The English name of the day of the week."""
        return self._print("weekday", day)  # type: ignore[no-any-return]

    def age(self, born: date, on: date) -> int:
        """Completed years."""
        return self._print("age", born, on)  # type: ignore[no-any-return]

    def elapsed(self, unit: str, start: tuple[date, date], end: tuple[date, date]) -> Amount:
        """How many days, weeks, months or years lie between two moments that each have a first and a last day."""
        return self._print("elapsed", unit, *start, *end)  # type: ignore[no-any-return]

    def distance(self, unit: str, start: tuple[date, date], end: tuple[date, date]) -> Amount:
        """How many days, weeks, months or years the one moment lies after the other."""
        return self._print("distance", unit, *start, *end)  # type: ignore[no-any-return]

    def clock(self, first: int, last: int) -> int:
        """The minutes from one time of day to the next time it is the other."""
        return self._print("clock", first, last)  # type: ignore[no-any-return]

    def month(self, year: int, month: int) -> int:
        """How many days a month has."""
        return self._print("month", year, month)  # type: ignore[no-any-return]

    def before(self, a: date | int, b: date | int) -> bool:
        """Whether a comes before b."""
        return self._print("before", a, b)  # type: ignore[no-any-return]

    def count(self, listed: Iterable[str]) -> int:
        """How many things are listed."""
        return self._print("count", *listed)  # type: ignore[no-any-return]

    def same(self, a: str | int, b: str | int) -> bool:
        """The two are the same word or number."""
        return self._print("same", a, b)  # type: ignore[no-any-return]


def _amount(quantity: Quantity | Amount) -> Amount:
    return quantity.amount if isinstance(quantity, Quantity) else quantity


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a story or in another file (`document` is its name; `None` for the story itself)."""

    span: Span
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """A single change that would make it agree: unsafe, for a person to choose."""

    span: Span
    text: str


def reworded(words: str, quantity: Quantity, value: Fraction, *, places: int | None = None) -> str:
    """The words of a figure with another number in them: "£4.5m" and 4,725,000 give "£4.7m". Numbers spelled out become numerals."""
    numeral = _NUMERAL.search(words)
    decimals = len(quantity.digits.partition(".")[2]) if places is None else places
    if not numeral:
        return shown(value, places=decimals) + (" percent" if quantity.kind in ("percent", "fraction") else "")
    return words[: numeral.start()] + shown(value / quantity.scale, places=decimals) + words[numeral.end() :]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What lies outside the story: a passage of a source, or the answer of a table with the SQL that gave it."""

    kind: Literal["source", "table"]
    path: str
    span: Span | None = None
    text: str = ""
    sql: str = ""
    rows: tuple[tuple[str, ...], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The JSON form."""
        start, end = self.span if self.span else (None, None)
        rows = [list(row) for row in self.rows]
        return {"kind": self.kind, "path": self.path, "start": start, "end": end, "text": self.text, "sql": self.sql, "rows": rows}


@dataclass(frozen=True, slots=True)
class Finding:
    """The statements marked cannot all hold; `message` is one sentence with the sum in it."""

    check: str
    code: str
    severity: Severity
    stage: Stage
    span: Span
    message: str
    tape: tuple[Line, ...] = ()
    related: tuple[Place, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class Tick:
    """A relation that was checked and agrees; `agrees` says in plain words what was verified: "adds up"."""

    check: str
    code: str
    span: Span
    message: str
    tape: tuple[Line, ...] = ()
    related: tuple[Place, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    agrees: str = "agrees"


@dataclass(frozen=True, slots=True)
class Undecided:
    """A relation that was seen and could not be decided, and why."""

    check: str
    code: str
    span: Span
    reason: str
    tape: tuple[Line, ...] = ()
    related: tuple[Place, ...] = ()
    evidence: tuple[Evidence, ...] = ()


Outcome: TypeAlias = Finding | Tick | Undecided


def titled(outcome: Outcome) -> str:
    """What people see above an outcome: of a tick what was verified, "adds up (T101)"; else the fault, "total-mismatch (T101)"."""
    return f"{outcome.agrees if isinstance(outcome, Tick) else outcome.check} ({outcome.code})"


def fingerprint(code: str, words: str, values: Iterable[str], sentence: str) -> str:
    """A name for a finding that outlives line numbers: its code, the words marked, the figures in its sum, and the sentence (spaces
    folded)."""
    parts = [code, " ".join(words.split()), *values, " ".join(sentence.split())]
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
