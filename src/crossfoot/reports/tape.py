"""The paper of the adding machine, in words a person reads."""

from __future__ import annotations

from ..finding import Line
from ..quantity import Amount

_VERDICTS = {
    "apart": ("cannot be the same number", "can be the same number"),
    "strictly apart": ("are not the same as printed", "are the same as printed"),
    "above": ("is surely more", "is not surely more"),
    "same": ("are the same", "are not the same"),
}


def tape_lines(tape: tuple[Line, ...]) -> list[str]:
    """One sentence or sum per line of the tape; ranges are shown where a figure may mean more than one number."""
    return [_line(line) for line in tape]


def _line(line: Line) -> str:
    if line.operation not in _VERDICTS:
        return str(line)
    yes, no = _VERDICTS[line.operation]
    a, b = map(_operand, line.inputs)
    verdict = yes if line.result else no
    return f"{a} {verdict} than {b}" if line.operation == "above" else f"{a} and {b} {verdict}"


def _operand(operand: object) -> str:
    if not isinstance(operand, Amount):
        return str(operand)
    shown = str(Line("add", (operand,), operand)).partition(" = ")[2]
    low, high = operand.loose.low, operand.loose.high
    if operand.value is None or low == high:
        return shown
    return f"{shown} ({_range(operand)})"


def _range(operand: Amount) -> str:
    vague = Amount(None, operand.strict, operand.loose)
    return str(Line("add", (vague,), vague)).partition(" = ")[2]
