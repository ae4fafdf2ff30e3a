"""The source has a number as a bound, "at least 300" or "up to 300", and the story has the bare number; or it says "probably", "alleged",
"in principle", "not", and the story says the same thing flatly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...against.denied import Denial, denials
from ...against.given import given_by
from ...against.softened import Softening, softenings
from ...document import Span
from ...finding import Evidence, Outcome, Tape
from ...headings import BOUNDS, Number, numbers_of
from ...ledger import Ledger
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
_NOT = re.compile(r"\b(?:no|not|nobody|no one|none|never|nor|without|cannot)\b|n['’]t\b", re.IGNORECASE)
SHARED = 2  # telling words that the two sentences share, what is counted among them
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
    if not alike or any(told.hedge not in BOUNDS or not _is_same(case.story, number, ledger, told) for ledger, told in alike):
        return
    if any(other is not number and other.value == number.value and other.hedge for other in numbers_of(case.story)):
        return  # the bound was said before, and need not be said again
    if _WITHIN.search(case.story.document.text[max(0, number.span.start - 20) : number.span.start]):
        return
    ledger, told = alike[0]
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
    if number.sort != told.sort or (number.thing and told.thing and number.thing != told.thing):
        return False
    mine, theirs = _told(story, number), _told(source, told)
    things = {stem(thing) for thing in (number.thing, told.thing) if thing}
    # "70 N•m of torque", "one of 70+ brands": what is counted is spoken of in both.
    return len(mine & theirs) >= SHARED and (number.sort != "count" or bool(number.thing and told.thing) or things <= mine & theirs)


def _told(ledger: Ledger, number: Number) -> frozenset[str]:
    """The telling words of the sentence of a number, beside the number."""
    sentence = ledger.sentence_of(number.span)
    around = (Span(sentence.start, number.span.start), Span(number.span.end, sentence.end))
    spoken = (key for span in around if span.end > span.start for key in wording(ledger.words(span)).keys)
    return frozenset(stem(key) for key in spoken if weight_of(key) == "content")
