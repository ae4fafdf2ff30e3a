"""The source has a number as a bound, "at least 300" or "up to 300", and the story has the bare number; or it says "probably", "alleged",
"in principle", "not", and the story says the same thing flatly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...against.alignment import source_of
from ...against.denied import Denial, denials
from ...against.given import given_by
from ...against.owned import owned
from ...against.slots import slots_of
from ...against.softened import Softening, softenings
from ...document import Span
from ...finding import Evidence, Outcome, Tape
from ...headings import BOUNDS, Number, numbers_of
from ...ledger import Ledger
from ...reading.contrasts import in_contrast
from ...reading.spoken import stem, weight_of, wording
from ...sources import Case, line_of
from .. import Check

check = Check(__name__, code="S103", severity="warning")

KINDS = ("count", "money", "percent", "measure")
# "Within 72 hours" is a bound in other words; and "nobody should wait more than 72 hours" bounds from the other side.
_WITHIN = re.compile(
    r"""\b(?:within|inside|under|by|below|above|over|beneath)
    (?:[ ](?:the|a|its|their)(?:[ ]\w+)?[ ](?:target|limit|level|threshold|mark|norm|cap)[ ]of|[ ]the)?[ ]$""",
    re.IGNORECASE | re.VERBOSE,
)
# "Room for 34 residents" is up to 34.
_CAPACITY = re.compile(
    r"\b(?:room|rooms|space|spaces|places|capacity|beds|seats|seating|licen[cs]ed|registered|holds?|accommodates?|sleeps|seats)\s(?:for\s|of\s)?$",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:no|not|nobody|no one|none|never|nor|without|cannot)\b|n['’]t\b", re.IGNORECASE)
SHARED = 2  # telling words that the two sentences share, what is counted among them
DIGITS = 3  # of a number that is not met twice by chance
MORE = 3  # and where it is a round share or sum: a tariff of 25 percent on steel, of up to 25 percent on cars
FEW = 2  # "two" is too common a number to be the same one


@check
def find(case: Case) -> Iterator[Outcome]:
    """A finding where every source that gives the number gives it as a bound, and the story states it as it is; and where a sentence that
    surely says the same leaves out what takes part of it, or all of it, back."""
    if not case.sources:
        return
    for number in numbers_of(case.story):
        stated = number.sort in KINDS and number.figure and not number.hedge and number.worth > FEW
        if stated and not any(quoted.holds(number.span) for quoted in case.story.quoted):
            yield from _compared(case, number)
    yield from (_flatly(case, one) for one in softenings(case.story, case.sources))
    yield from (_turned(case, one) for one in denials(case.story, case.sources))


def _turned(case: Case, one: Denial) -> Outcome:
    """ "Was not told" there, "was told" here; or the other way round."""
    mine, theirs = case.story.words(one.span), one.source.words(one.theirs)
    tape = Tape()
    tape.same(mine, theirs)
    differs = f"“{one.word}” is only in the story" if one.added else f"without “{one.word}”"
    message = f"The source says “{theirs}” ({line_of(one.source.document, one.theirs)}); the story says “{mine}”, {differs}"
    return check.finding(one.span, message, tape, evidence=[Evidence("source", one.source.document.name, one.theirs, theirs)])


def _flatly(case: Case, one: Softening) -> Outcome:
    """ "Probably fell asleep" there, "fell asleep" here."""
    mine, theirs = case.story.words(one.span), one.source.words(one.theirs)
    tape = Tape()
    tape.same(mine, theirs)
    where = line_of(one.source.document, one.theirs)
    message = f"The source says “{theirs}” ({where}); the story says “{mine}”, without “{one.words}”"
    return check.finding(one.span, message, tape, evidence=[Evidence("source", one.source.document.name, one.theirs, theirs)])


def _compared(case: Case, number: Number) -> Iterator[Outcome]:
    same = [(ledger, told) for ledger in case.sources for told in given_by(ledger).near(number.value) if told.value == number.value]
    alike = [(ledger, told) for ledger, told in same if told.unit == number.unit or _may_be_read(told, number)]
    alike = [(ledger, told) for ledger, told in alike if told.hedge in BOUNDS or not _is_of_another(case.story, number, ledger, told)]
    if not alike or any(told.hedge not in BOUNDS or not _is_same(case.story, number, ledger, told) for ledger, told in alike):
        return
    if any(other is not number and other.value == number.value and other.hedge for other in numbers_of(case.story)):
        return  # the bound was said before, and need not be said again
    if _WITHIN.search(case.story.document.text[max(0, number.span.start - 20) : number.span.start]):
        return
    ledger, told = alike[0]
    if told.hedge == "at most" and _CAPACITY.search(case.story.document.text[max(0, number.span.start - 20) : number.span.start]):
        return
    negated = _NOT.search(ledger.words(Span(ledger.sentence_of(told.span).start, told.span.start)))
    # "No trial is expected for at least five years" bounds from the same side.
    if negated and told.hedge != "at least":
        return
    tape = Tape()
    tape.surely_apart(number.amount, told.amount)
    words, theirs = case.story.words(number.span), ledger.words(told.span)
    message = f"The source says “{theirs}” ({line_of(ledger.document, told.span)}); the story says {words}"
    yield check.finding(number.span, message, tape, evidence=[Evidence("source", ledger.document.name, told.span, theirs)])


def _may_be_read(told: Number, number: Number) -> bool:
    """A number without a unit may be the same one; the 5 of "5 November" is none of anything."""
    return told.sort in ("bare", "part") or (told.sort == "date" and number.is_year)


def _is_same(story: Ledger, number: Number, source: Ledger, told: Number) -> bool:
    """One sort of number, what is counted, where both say so, is called the same, and the sentences tell of one thing."""
    mine, theirs = _told(story, number), _told(source, told)
    if number.sort != told.sort:
        return False
    if number.thing and told.thing and number.thing != told.thing:
        # "236 posts at Millbeck", "up to 236 roles would be affected at Millbeck"
        return number.sort == "count" and _is_rare(number) and bool(mine & theirs & _names(source, told))
    things = {stem(thing) for thing in (number.thing, told.thing) if thing}
    # "70 N•m of torque", "one of 70+ brands": what is counted is spoken of in both.
    if in_contrast(mine, theirs) or _is_apart(story, number, source, told):
        return False  # "12 were wounded", "at least 12 were killed"
    least = SHARED if number.sort in ("count", "measure") or _is_rare(number) else MORE
    return len(mine & theirs) >= least and (number.sort != "count" or bool(number.thing and told.thing) or things <= mine & theirs)


def _is_apart(story: Ledger, number: Number, source: Ledger, told: Number) -> bool:
    """ "12 other people were wounded" in a sentence that also tells of those who were killed, "at least 12 people were killed"."""
    here, there = (
        next((slot for slot in slots_of(ledger).with_value.get(one.value, ()) if slot.figure is one.figure), None)
        for ledger, one in ((story, number), (source, told))
    )
    return here is not None and there is not None and in_contrast(owned(here).sure, owned(there).sure)


def _is_of_another(story: Ledger, number: Number, source: Ledger, told: Number) -> bool:
    """Whether the number is plainly of another thing there: "three of those on placebo", beside "at least three other medicines"."""
    return (
        number.sort == "count"
        and told.sort in ("count", "bare")
        and number.thing is not None
        and told.thing != number.thing
        and stem(number.thing) not in _told(source, told)
        and len(_told(story, number) & _told(source, told)) < SHARED
    )


def _is_rare(number: Number) -> bool:
    """Three digits that are not round: 236, and not 200."""
    return bool(number.figure) and len(number.figure.quantity.digits.replace(".", "").strip("0")) >= DIGITS  # type: ignore[union-attr]


def _names(ledger: Ledger, number: Number) -> frozenset[str]:
    """The words of its sentence that are written with a capital inside it."""
    source, sentence = source_of(ledger), ledger.sentence_of(number.span)
    places = range(source.word_at(sentence.start) + 1, source.word_at(sentence.end))
    return frozenset(stem(source.wording.keys[at]) for at in places if source.is_name(at))


def _told(ledger: Ledger, number: Number) -> frozenset[str]:
    """The telling words of the sentence of a number, beside the number."""
    sentence = ledger.sentence_of(number.span)
    around = (Span(sentence.start, number.span.start), Span(number.span.end, sentence.end))
    spoken = (key for span in around if span.end > span.start for key in wording(ledger.words(span)).keys)
    return frozenset(stem(key) for key in spoken if weight_of(key) == "content")
