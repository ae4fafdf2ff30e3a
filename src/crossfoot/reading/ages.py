"""Ages: "Ruiz, 47,", "aged 9", "in her 60s". "12 years old" is read with its unit."""

from __future__ import annotations

from .counted import thing_after
from .drafts import Draft
from .measures import unit_after
from .numerals import Numeral
from .tokens import Tokens
from .vocabulary import words

_OLDEST = 119


def age_at(t: Tokens, number: Numeral) -> Draft | None:
    """The age that this number is, if it is one."""
    if not number.is_whole or number.low is not None or int(number.digits) > _OLDEST:
        return None
    return _decade(t, number) or _aged(t, number) or _after_name(t, number) or _under(t, number)


def _under(t: Tokens, number: Numeral) -> Draft | None:
    """ "adults under 30", "people aged over 65"; not "women over 30 miles away", "children under 4 feet"."""
    people, at = words("ages"), number.start
    owner = t.low[at - 2]
    if t.low[at - 1] not in people["bounds"]["words"] or not (owner in ("aged", "age", "ages") or owner in people["people"]["words"]):
        return None
    if unit_after(t, number) or t.word[number.end] in ("%", "-") or thing_after(t, number.end, many=True):
        return None
    return Draft(at, number.end, number.digits, unit="year", kind="age", counts=False)


def _decade(t: Tokens, number: Numeral) -> Draft | None:
    """ "in her 60s", "in their late 40s"."""
    at, past = number.start, number.end
    if t.low[past] != "s" or not t.glued(past) or int(number.digits) % 10 or int(number.digits) < 20:
        return None
    owner = at - 1 - (t.low[at - 1] in ("early", "late", "mid", "-"))
    owner -= t.low[owner] in ("mid", "early", "late")
    if t.low[owner] not in ("his", "her", "their", "my", "our", "your"):
        return None
    return Draft(at, past + 1, number.digits, unit="year", kind="age", top=str(int(number.digits) + 9), counts=False)


def _aged(t: Tokens, number: Numeral) -> Draft | None:
    """ "aged 9", "age 9", "at the age of 9", "aged 18 to 24", "died at 57", "aged between 71 and 93"."""
    before, of = t.low[number.start - 1], t.low[number.start - 2]
    if before in ("between", "from") and of in ("aged", "age", "ages"):
        before, of = of, "ages"
    if t.low[number.end] in words("labels")["dates"]["clock"]:
        return None
    if (
        before in ("aged", "age", "ages")
        or (before == "of" and of in ("age", "ages"))
        or (before == "at" and of in words("ages")["lives"]["words"])
    ):
        draft = Draft(number.start, number.end, number.digits, unit="year", kind="age", counts=False)
        stretch = unit_after(t, number)
        if stretch and stretch.name in ("year", "month", "week", "day"):
            draft.unit, draft.end = stretch.name, stretch.end
            return draft
        joiner = t.low[number.end]
        upper = t.word[number.end + 1]
        if (
            joiner in ("-", "–", "to", "and")
            and upper.isdigit()
            and int(number.digits) < int(upper) <= _OLDEST
            and (joiner != "and" or of == "ages")
        ):
            draft.top, draft.end = upper, number.end + 2
            # "in age from 14 to 20 years old"
            draft.end += 2 * (t.low[draft.end : draft.end + 2] == ["years", "old"])
        return draft
    return None


def _after_name(t: Tokens, number: Numeral) -> Draft | None:
    """ "Ruiz, 47, said", "Jo Ruiz (47)"; a number in a list of numbers is none."""
    at, past = number.start, number.end
    if number.spelled or past != at + 1:
        return None
    if t.word[at - 1] == "," and t.word[past] in (",", ".", ";", ")") and t.is_capital(at - 2) and not t.glued(past + 1):
        return None if t.low[at - 2] in words("labels")["dates"]["months"] else _age(number)
    if (
        t.word[at - 1] == "("
        and t.word[past] == ")"
        and t.is_capital(at - 2)
        and t.is_capital(at - 3)
        and t.low[at - 2] not in words("labels")["dates"]["months"]
    ):
        return _age(number)
    return None


def _age(number: Numeral) -> Draft:
    return Draft(number.start, number.end, number.digits, unit="year", kind="age", counts=False)
