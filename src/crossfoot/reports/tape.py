"""The paper of the adding machine, in words a person reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..finding import Line, Operand, Result
from ..quantity import Amount

_VERDICTS = {
    "apart": ("cannot be the same number", "can be the same number"),
    "strictly apart": ("are not the same as printed", "are the same as printed"),
    "above": ("is surely more", "is not surely more"),
    "same": ("are the same", "are not the same"),
}

# How each operation is said; the others print as sums: "31 + 19 + 8 = 58".
_SAID: dict[str, Callable[..., str]] = {
    "scale": lambda result, a, factor: f"{a} × {factor} = {result}",
    "shift": lambda result, a, offset: f"{a} + {offset} = {result}",
    "share": lambda result, part, whole: f"{part} of {whole} = {result} percent",
    "change": lambda result, base, new: f"from {base} to {new} = {result} percent",
    "weekday": lambda result, day: f"{day} is a {result}",
    "age": lambda result, born, on: f"from {born} to {on}: {result} years",
    "count": lambda result, *listed: f"{'; '.join(listed)}: {result}",
}


def tape_lines(tape: tuple[Line, ...]) -> list[str]:
    """One sentence or sum per line of the tape; ranges are shown where a figure may mean more than one number. Of two lines about the same
    two numbers, the one that says more: what cannot be the same is not the same as printed, and what is the same as printed can be."""
    answers = {(line.operation, line.inputs): line.result for line in tape}
    return list(dict.fromkeys(_line(line) for line in tape if not _is_weaker(line, answers)))


def _is_weaker(line: Line, answers: Mapping[tuple[str, tuple[Operand, ...]], Result]) -> bool:
    other = {("strictly apart", True): "apart", ("apart", False): "strictly apart"}.get((line.operation, line.result is True))
    return other is not None and answers.get((other, line.inputs)) is line.result


def _line(line: Line) -> str:
    if line.operation in _SAID:
        return _SAID[line.operation](_plain(line.result), *map(_plain, line.inputs))
    if line.operation not in _VERDICTS:
        return str(line)
    yes, no = _VERDICTS[line.operation]
    if "" in line.inputs:
        # A word that one of two wordings lacks.
        return " ".join(f"“{words}” has no match" for words in line.inputs if words)
    a, b = map(_operand, line.inputs)
    verdict = yes if line.result else no
    return f"{a} {verdict} than {b}" if line.operation == "above" else f"{a} and {b} {verdict}"


def _operand(operand: Operand) -> str:
    """A number with its range; words in quotation marks."""
    if isinstance(operand, str):
        return f"“{operand}”"
    shown = _plain(operand)
    if not isinstance(operand, Amount) or operand.value is None or operand.loose.low == operand.loose.high:
        return shown
    return f"{shown} ({_plain(Amount(None, operand.strict, operand.loose))})"


def _plain(operand: Any) -> str:
    """As the tape prints it: grouped, rounded for the eye."""
    return str(Line("add", (operand,), operand)).partition(" = ")[2]
