"""What is called the most, the fewest or the second-highest is so among the figures the story gives."""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Outcome, Tape
from ...ledger import Figure, Ledger, Relation
from ...sources import Case
from .. import Check

check = Check(__name__, code="C101", agrees="superlative holds", severity="error")
# What is called the best or the worst, without a word on which end that is.
EITHER = "either end"


@check
def find(case: Case) -> Iterator[Outcome]:
    """One outcome for every superlative that has a figure and others to be held against."""
    for relation in case.story.relations:
        if relation.kind == "superlative":
            yield _outcome(case.story, relation)


def _outcome(story: Ledger, relation: Relation) -> Outcome:
    subject: Figure = relation.role("subject")
    others: tuple[Figure, ...] = relation.role("others")
    if relation.note == EITHER:
        return _at_either_end(story, relation)
    highest, rank = (relation.note or "most").startswith("most"), int((relation.note or "most").partition(" ")[2] or 1)
    tape = Tape()
    beyond = [other for other in others if _beyond(tape, other, subject, highest=highest)]
    words, places = story.words(subject.span), [other.span for other in others]
    claim = story.words(relation.span)
    if len(beyond) < rank:
        standing = _standing(words, len(beyond) + 1, len(others) + 1, highest=highest)
        if relation.unclear:
            return check.undecided(relation.span, f"{standing}; {relation.unclear}", tape=tape, related=places)
        if rank > 1 and len(beyond) != rank - 1 and relation.role("listed"):
            return check.finding(relation.span, f"“{claim}”: {standing}.", tape, related=places, severity=check.severity_of(relation))
        if rank > 1 and len(beyond) != rank - 1:
            return check.undecided(relation.span, f"{standing}, and the story calls it number {rank}", tape=tape, related=places)
        return check.tick(relation.span, standing, tape, related=places)
    worst = beyond[0]
    sentence = f"{words} is {'less' if highest else 'more'} than {_named(story, worst)}"
    if relation.unclear or relation.link > 1:
        reason = relation.unclear or "the two figures stand apart in the story"
        return check.undecided(relation.span, f"{sentence}; {reason}", tape=tape, related=places)
    message = f"“{claim}”: {sentence} in the same list."
    if rank > 1:
        higher = ", ".join(story.words(other.span) for other in beyond)
        message = f"“{claim}”: {len(beyond)} of the figures given are {'higher' if highest else 'lower'} ({higher})."
    related = [other.span for other in beyond[:rank]]
    return check.finding(relation.span, message, tape, related=related, severity=check.severity_of(relation))


def _at_either_end(story: Ledger, relation: Relation) -> Outcome:
    """ "The worst of the four" is the highest or the lowest of them, and lies between no two."""
    subject, others = relation.role("subject"), relation.role("others")
    tape = Tape()
    higher = [other for other in others if _beyond(tape, other, subject, highest=True)]
    lower = [other for other in others if _beyond(tape, other, subject, highest=False)]
    words, places = story.words(subject.span), [other.span for other in others]
    if not higher or not lower:
        standing = _standing(words, 1, len(others) + 1, highest=not higher)
        return check.tick(relation.span, standing, tape, related=places)
    between = f"{words} lies between {_named(story, lower[-1])} and {_named(story, higher[0])}"
    message = f"“{story.words(relation.span)}”: {between} in the same list."
    related = [lower[-1].span, higher[0].span]
    return check.finding(relation.span, message, tape, related=related, severity=check.severity_of(relation))


def _beyond(tape: Tape, other: Figure, subject: Figure, *, highest: bool) -> bool:
    """Above it, or below; beside 114 a figure of 110 is no rounded one."""
    beside = other.quantity.scale == 1 and not other.quantity.hedge and other.quantity.digits[-1:] != "0"
    mine = subject.quantity.as_exact() if beside and not subject.quantity.hedge else subject.quantity
    pair = (other.quantity, mine) if highest else (mine, other.quantity)
    return tape.surely_above(*pair)


def _standing(words: str, rank: int, given: int, *, highest: bool) -> str:
    name = {True: "highest", False: "lowest"}[highest]
    place = name if rank == 1 else f"number {rank} from the {'top' if highest else 'bottom'}"
    return f"{words} is the {place} of the {given} figures given" if rank == 1 else f"{words} is {place} of the {given} figures given"


def _named(story: Ledger, figure: Figure) -> str:
    """ "the 74 of Station": the figure, with its place where it has one."""
    words = story.words(figure.span)
    return f"the {words} for {story.words(figure.where[0].span)}" if figure.where else words
