"""Ages: "Ruiz, 47,", "aged 9", "in her 60s", "two men, 19 and 23,", "a boy of 15". "12 years old" is read with its unit."""

from __future__ import annotations

from .counted import thing_after
from .drafts import Draft
from .measures import unit_after
from .numerals import Numeral, number_words
from .tokens import Tokens
from .vocabulary import words

_OLDEST = 119
_MOST_NAMED = 8  # ages in a row


def age_at(t: Tokens, number: Numeral) -> Draft | None:
    """The age that this number is, if it is one."""
    if not number.is_whole or number.low is not None or int(number.digits) > _OLDEST:
        return None
    return (
        _decade(t, number)
        or _aged(t, number)
        or _after_name(t, number)
        or _under(t, number)
        or (_age(number) if _of_person(t, number) or _beside_person(t, number) or _was(t, number) else None)
    )


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
    # "Lower the age from 65 to 55" is a move between two levels, and nobody's age; "in age from 14 to 20" is.
    spread = of in ("aged", "ages") or (of == "age" and t.low[number.start - 3] == "in")
    if (before == "between" and of == "age") or (before in ("between", "from") and spread):
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
        # "Women, 31, and men, 12," at the head of a sentence are counted
        grouped = t.low[at - 2] in (*words("ages")["people"]["words"], *words("ages")["persons"]["several"])
        return None if grouped or t.low[at - 2] in words("labels")["dates"]["months"] else _age(number)
    if (
        t.word[at - 1] == "("
        and t.word[past] == ")"
        and t.is_capital(at - 2)
        and t.is_capital(at - 3)
        and t.low[at - 2] not in words("labels")["dates"]["months"]
    ):
        return _age(number)
    return None


def _of_person(t: Tokens, number: Numeral) -> bool:
    """ "a boy of 15", "women of 60 and over"; not "a man of 40 acres", "a team of 15", "a mother of two"."""
    person = t.low[number.start - 2] in words("ages")["persons"]["of"]
    return t.low[number.start - 1] == "of" and person and number.digits != "1" and _stands_alone(t, number)


def _beside_person(t: Tokens, number: Numeral) -> bool:
    """ "her husband, 46, said", "two men, 19 and 23, were held", "the twins, 8, were found"; not "drivers, 12, and cyclists, 7"."""
    noun = number.start - 2
    if t.word[number.start - 1] != "," or not (_stands_alone(t, number) and _closes(t, number.end)):
        return False
    persons = words("ages")["persons"]
    if t.low[noun] in persons["one"]:
        return True
    known = t.low[max(0, noun - 3) : noun]
    return t.low[noun] in persons["several"] and any(word in persons["before"] or word in number_words().small for word in known)


def _closes(t: Tokens, at: int) -> bool:
    """Whether more plain numbers, if any, and a stop follow: ", 9 and 12," from the word after the first."""
    for _ in range(_MOST_NAMED):
        if not (t.low[at] in (",", "and") and t.word[at + 1].isdigit()):
            break
        at += 2
    return t.word[at] in (",", ".", ";", ")")


def _was(t: Tokens, number: Numeral) -> bool:
    """ "He is 21", "she was 40 when it closed", "the steward, who is 34,"; not "he was 40 minutes late", "she is 3 and 2 down"."""
    said = t.low[number.start - 1] in words("ages")["persons"]["is"] and t.low[number.start - 2] in ("he", "she", "who")
    after = t.low[number.end] in (".", ",", ";", "when", "and") and not (t.low[number.end] == "and" and _is_number(t, number.end + 1))
    return said and after and _stands_alone(t, number)


def _stands_alone(t: Tokens, number: Numeral) -> bool:
    """Whether nothing is counted or measured by a number: no unit, no plural, no hyphen after it."""
    if t.is_capital(number.end) or unit_after(t, number) or t.word[number.end] in ("%", "-", "–", "/", ":") or number.letter:
        return False
    return not (t.is_word(number.end) and thing_after(t, number.end, many=True))


def _is_number(t: Tokens, at: int) -> bool:
    return t.word[at][:1].isdigit() or t.low[at] in number_words().digits


def _age(number: Numeral) -> Draft:
    return Draft(number.start, number.end, number.digits, unit="year", kind="age", counts=False)
