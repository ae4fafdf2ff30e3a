"""A number in the headline, standfirst or caption is one that the text gives, rounds to, or leads to in one step."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from ...finding import Outcome, Tape
from ...headings import Number, borne_out, elsewhere_counted, page_of
from ...ledger import Ledger
from ...slips import changed_round
from ...sources import Case
from ...steps import Step, follows
from .. import Check

check = Check(__name__, code="F101", agrees="heading as in the text", severity="error")

_ONE_IN = re.compile(r"\bone [^\W\d_]+ in $", re.IGNORECASE)

_POWERS = {Fraction(10) ** power for power in (-9, -6, -3, 0, 3, 6, 9)}

NEAR = 20  # of the same sort, one not so many times as much as the other


@check
def find(case: Case) -> Iterator[Outcome]:
    """One outcome for every number above or beside the text."""
    page = page_of(case.story)
    for number in page.shown if page.told else ():
        other = elsewhere_counted(number, page.distinct)
        told = None if other else borne_out(number, page.distinct)
        if told:
            # "Visits double" is not borne out by the 2 of "5-2", nor is anything wrong with it.
            if not (number.sort == "bare" and told.sort == "score" and case.story.words(number.span).isalpha()):
                yield _tick(case.story, number, told)
        elif borne_out(number, page.echoed):
            continue
        elif not _is_percentage(number, page.distinct) and not _is_of_table(case.story, number):
            turned = _turned_round(case.story, number)
            outcome = _finding(case.story, number, turned) if turned else None
            step = None if outcome else follows(number, case.story)
            if step is None:
                outcome = outcome or _finding(case.story, number, other)
            elif step.sure or not number.is_year:
                # "UCI Track Champions League 2022", over a text of that week, needs no word.
                outcome = _followed(case.story, number, step)
            if outcome:
                yield outcome


def _is_percentage(number: Number, told: Iterable[Number]) -> bool:
    """ "More than one in five" above the text, and 21.4% in it."""
    shares = [one for one in told if one.sort == "percent"] if number.sort == "fraction" else []
    return any(not number.amount.times(100).surely_apart(one.amount) for one in shares)


def _is_of_table(story: Ledger, number: Number) -> bool:
    """Whether a table in the story gives it, in thousands or millions perhaps, or one of its columns adds up to it."""
    for grid in story.grids:
        for column in grid.columns:
            values = [cell.quantity.value or Fraction(0) for cell in column.cells if cell]
            plain = sum((v for v, row in zip(values, grid.rows, strict=False) if row.kind == "plain"), Fraction(0))
            if any(_but_for_zeros(value, number.worth) for value in (*values, plain)):
                return True
    return False


def _but_for_zeros(one: Fraction, other: Fraction) -> bool:
    """412.0 and 412 million: the same but for a power of ten."""
    return one > 0 and other > 0 and one / other in _POWERS


def _tick(story: Ledger, number: Number, told: Number) -> Outcome:
    tape = Tape()
    tape.surely_apart(number.amount, told.amount)
    message = f"“{story.words(number.span)}” above the text, {story.words(told.span)} in it"
    return check.tick(number.span, message, tape, related=[told.span])


def _turned_round(story: Ledger, number: Number) -> Number | None:
    """ "186 violations" over a text that has 168 violations, "dead at 38" over one who was 83, "since 1928" over 1982: a number of the same
    things with two digits changed round. That some others add up to 186 does not make it right."""
    published = story.document.published
    if number.is_year and not (published and number.worth < published.year):
        return None
    turned = [told for told in page_of(story).told if _is_one_thing(number, told) and _turn(number, told)]
    return turned[0] if len({told.written for told in turned}) == 1 else None


def _is_one_thing(number: Number, told: Number) -> bool:
    """Of the same things, or both a year, an age, or so much money or length."""
    if number.is_year or told.is_year:
        return number.is_year and told.is_year
    # "890-Pound Shark" above a text that has "809-pound": what a headline in capitals counts is a unit below
    named = number.thing or number.unit
    return number.sort == told.sort == "age" or (named is not None and named == (told.thing or told.unit))


def _turn(number: Number, told: Number) -> bool:
    mine, theirs = number.figure, told.figure
    if number.is_year or number.sort == "age":
        return number.written != told.written and _is_reversed(number.written, told.written)
    if mine is None or theirs is None or mine.hedge or theirs.hedge:
        return False
    return changed_round(mine.quantity, theirs.quantity)


def _is_reversed(one: str, other: str) -> bool:
    """1928 and 1982, 38 and 83: the last two digits stand the other way round."""
    return len(one) == len(other) and one[:-2] == other[:-2] and one[-2:] == other[-2:][::-1]


def _followed(story: Ledger, number: Number, step: Step) -> Outcome:
    words, related = story.words(number.span), [told.span for told in step.told]
    if step.sure:
        return check.tick(number.span, f"“{words}” above the text: {step.working}", step.tape, related=related)
    return check.undecided(number.span, f"the text does not give “{words}”; {step.working}", tape=step.tape, related=related)


def _finding(story: Ledger, number: Number, other: Number | None) -> Outcome | None:
    """The one number of the text that speaks of the same thing is named; where there are several, or none, that is said, as a question."""
    if _in_score(story, number):
        return None
    like = [other] if other else [told for told in page_of(story).told if _is_like(number, told)]
    tape = Tape()
    if like:
        tape.strictly_apart(number.amount, like[0].amount)
    words = _with_thing(story, number)
    if len(like) == 1 and ("point" in (number.sort, number.thing, number.unit) or _within_bound(number, like[0])):
        return None
    if len(like) == 1:
        message = f"The headline says “{words}”; the text says “{_with_thing(story, like[0])}”."
        return check.finding(number.span, message, tape, related=[like[0].span])
    if not _is_owed(story, number):
        return None
    message = f"The headline says “{words}”, a number that the text neither gives nor leads to."
    return check.finding(number.span, message, tape, severity="info")


def _within_bound(number: Number, told: Number) -> bool:
    """ "48,200 heaters" over "more than 48,000 heaters"."""
    return told.hedge in ("more than", "just over", "at least") and told.worth <= number.worth <= told.worth * Fraction(11, 10)


def _is_owed(story: Ledger, number: Number) -> bool:
    """Whether the text ought to give it: not "billionaires" or "five brands", which a reader counts; not "the 4th debate", nor the year of
    "highest since 1979"; nor half of "1, 100"; nor how many one of "one train in 23" stands for."""
    if _is_ordinal(story, number) or _in_address(story, number) or _is_one_in(story, number):
        return False
    written, after = story.document.text[number.span.start : number.span.end], story.document.text[number.span.end : number.span.end + 2]
    if after[:1] in ("-", "‑") and after[1:].isalpha():
        # "the 64-page report": in passing
        return False
    before = story.document.text[max(0, number.span.start - 6) : number.span.start].lower()
    if number.is_year and before == "since ":
        return False
    return any(map(str.isdecimal, written)) and not (before.endswith(", ") and before[-3:-2].isdecimal())


def _is_ordinal(story: Ledger, number: Number) -> bool:
    """ "The 4th debate" is a name more often than a count; "the 25th anniversary" is not."""
    if number.worth >= 10:
        return False
    return number.sort == "rank" or story.document.text[number.span.end : number.span.end + 2].lower() in ("st", "nd", "rd", "th")


def _is_one_in(story: Ledger, number: Number) -> bool:
    """ "One train in 23": how many each stands for."""
    return _ONE_IN.search(story.document.text[max(0, number.span.start - 24) : number.span.start]) is not None


def _in_address(story: Ledger, number: Number) -> bool:
    """ "example.org/news/20180406": no number of the story."""
    text, (start, end) = story.document.text, number.span
    return "/" in (text[max(0, start - 1) : start], text[end : end + 1])


def _in_score(story: Ledger, number: Number) -> bool:
    """ "Devils 4-2 Flames": a result that the text may tell in goals."""
    text, (start, end) = story.document.text, number.span
    around = text[max(0, start - 2) : start], text[end : end + 2]
    return (
        number.sort == "score"
        or (around[0][-1:] == "-" and around[0][:1].isdecimal())
        or (around[1][:1] == "-" and around[1][1:].isdecimal())
    )


def _is_like(number: Number, told: Number) -> bool:
    """Both count one thing, or are money or shares: two lengths of time, or two ranks, need have nothing to do with one another."""
    if number.sort != told.sort or number.unit != told.unit or not number.value or not told.value:
        return False
    if number.thing != told.thing or not (number.thing or number.sort in ("money", "percent")):
        return False
    return number.value < NEAR * told.value and told.value < NEAR * number.value


def _with_thing(story: Ledger, told: Number) -> str:
    figure = told.figure
    if figure and figure.counted and 0 <= figure.counted.span.start - figure.span.end <= 1:
        return story.words(type(figure.span)(figure.span.start, figure.counted.span.end))
    return story.words(told.span)
