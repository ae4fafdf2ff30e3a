"""How one number turns into another by a slip: a zero too many, two digits changed round.

What is said of a mismatch when exactly one slip explains it. Arithmetic on printed digits only; whether two figures are of one thing is
told elsewhere."""

from __future__ import annotations

from fractions import Fraction

from .ledger import FURTHER_UP, Relation
from .quantity import Quantity, shown

_NEAR = Fraction(1, 20)
_POWERS = range(1, 10)
_SPANS = ("second", "minute", "hour", "day", "week", "month", "year")
_SLIPS = (1, 3, 6, 9)  # powers of ten: one zero, another word for the scale
_CLOSE = Fraction(3, 4)


def tenfold(wrong: Fraction | None, right: Fraction | None) -> int:
    """How many powers of ten the one number lies above the other (below, if negative), give or take a twentieth; 0 where it is none."""
    if not wrong or not right or (wrong < 0) != (right < 0):
        return 0
    ratio = wrong / right
    return next((sign * power for power in _POWERS for sign in (1, -1) if abs(ratio / Fraction(10) ** (sign * power) - 1) <= _NEAR), 0)


def too_large(power: int) -> str:
    """ "ten times too large", "1,000 times too small" """
    times = "ten" if abs(power) == 1 else shown(Fraction(10) ** abs(power))
    return f"{times} times too {'large' if power > 0 else 'small'}"


def changed_round(one: Quantity, other: Quantity) -> bool:
    """1,250 and 1,520, £4.52m and £4.25m, 126K and 162,000: two neighbouring digits of three or more stand the other way round."""
    left, right = _printed(one, other), _printed(other, one)
    if len(left) != len(right) or left.find(".") != right.find("."):
        return False
    left, right = left.replace(".", ""), right.replace(".", "")
    differing = [at for at, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
    if len(left.rstrip("0")) < 3 or len(right.rstrip("0")) < 3 or len(differing) != 2 or differing[1] - differing[0] != 1:
        return False
    first, second = differing
    return left[first] == right[second] and left[second] == right[first]


def _printed(one: Quantity, other: Quantity) -> str:
    """The digits; in full where the two are not printed to one scale."""
    if one.scale == other.scale or one.value is None:
        return one.digits.lstrip("-")
    return shown(abs(one.value)).replace(",", "")


def a_zero_apart(one: Quantity, other: Quantity) -> bool:
    """2.4 million and 2.4 billion, 1,200 and 12,000: the same two digits or more, and another power of ten."""
    left, right = (quantity.digits.replace(".", "").strip("0") for quantity in (one, other))
    return len(left) > 1 and left == right and tenfold(one.value, other.value) != 0


def is_a_zero_off(one: Quantity, other: Quantity) -> bool:
    """The same, by one zero or by a thousand, a million or a billion: what a slip of the hand makes."""
    return a_zero_apart(one, other) and abs(tenfold(one.value, other.value)) in _SLIPS


def is_next_span(one: str | None, other: str | None) -> bool:
    """Weeks for days, minutes for hours: what is written for the other in haste; nobody writes years for days."""
    return one in _SPANS and other in _SPANS and abs(_SPANS.index(one) - _SPANS.index(other)) == 1


def digit_apart(written: Quantity, worked_out: Fraction) -> bool:
    """2,744 and 3,744, 1,250 and 1,520: of three digits or more one is another, or two neighbours are changed round."""
    if worked_out <= 0 or written.hedge or worked_out / written.scale % 1:
        return False
    left, right = written.digits, shown(worked_out / written.scale).replace(",", "")
    if len(left) != len(right) or len(left) < 3 or "." in left:
        return False
    differing = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    return len(differing) == 1 or (len(differing) == 2 and differing[0] == differing[1][::-1])


def printed_digit_apart(written: Quantity, worked_out: Fraction) -> bool:
    """£4.52m and £4.25m, 86.3 and 87.3, 5,315 and 5,135: of three printed digits or more one is another, or two neighbours are changed
    round."""
    places = len(written.digits.partition(".")[2])
    left, right = written.digits.replace(".", ""), worked_out / written.scale * 10**places
    if right <= 0 or right % 1 or len(str(right)) != len(left) or len(left.rstrip("0")) < 3:
        return False
    differing = [(at, a, b) for at, (a, b) in enumerate(zip(left, str(right), strict=True)) if a != b]
    if len(differing) == 2:
        (first, a, b), (second, c, d) = differing
        return second - first == 1 and (a, b) == (d, c)
    return len(differing) == 1


def is_told(relation: Relation, written: Quantity, worked_out: Fraction | None) -> bool:
    """Whether a check may speak of a mismatch: the story ties the figures for certain, or loosely ("further up") and a slip explains it."""
    return relation.link < 3 or (relation.note == FURTHER_UP and may_be_a_slip(written, worked_out))


def may_be_a_slip(written: Quantity, worked_out: Fraction | None) -> bool:
    """Whether what is written is what a slip makes of what was worked out: near by, a digit wrong, two changed round, a zero too many.

    Two figures that have nothing to do with one another seldom come so close; where the story does not say for certain that they belong
    together, this tells a slip from a wrong guess."""
    if not written.value or not worked_out or written.value < 0 or worked_out < 0:
        return False
    if _CLOSE <= written.value / worked_out <= 1 / _CLOSE or tenfold(written.value, worked_out):
        return True
    left, places = written.digits.replace(".", ""), len(written.digits.partition(".")[2])
    right = str(round(worked_out / written.scale * 10**places))
    differing = [(a, b) for a, b in zip(left, right, strict=False) if a != b]
    return len(left) == len(right) > 1 and (len(differing) == 1 or (len(differing) == 2 and differing[0] == differing[1][::-1]))
