"""A name that no source has: spelled nearly as one of theirs, or where a passage that says the same has another."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ...against.alignment import Source, source_of
from ...against.homes import Moved, moved
from ...against.misspelt import SHORT, is_first_name, is_set_in_capitals, misspelt
from ...against.posts import Post, other_posts
from ...against.renamed import Renaming, renamed
from ...document import Span
from ...finding import Evidence, Outcome, Tape
from ...reading.spoken import stem, weight_of
from ...sources import Case, line_of
from .. import Check

check = Check(__name__, code="S104", severity="error")

SHARED = 4  # telling words that two sentences share when they say one thing
HALF = 0.5  # and this share of the words of the story's


@check
def find(case: Case) -> Iterator[Outcome]:
    """A finding for a name that is nearly one of the sources, or stands in the place of one."""
    if not case.sources:
        return
    sources = [source_of(ledger) for ledger in case.sources]
    story = source_of(case.story)
    told: set[str] = set()
    days = _days_of(story)
    for one in renamed(story, sources):
        known = case.knows(story.document.words(story.span(*one.mine)))
        if not known and not any(quoted.holds(story.span(*one.mine)) for quoted in case.story.quoted):
            told.add(story.wording.keys[one.mine[0] + one.at])
            yield _renaming(case, story, one)
    yield from (_reposted(case, one) for one in other_posts(case.story, case.sources))
    yield from (_moved(case, one) for one in moved(case.story, case.sources))
    for sentence in case.story.sentences:
        first, last = story.word_at(sentence.start), story.word_at(sentence.end)
        strange = [at for at in range(first, last) if at not in days and _is_strange(story, at, first, sources)]
        for at in strange:
            key = story.wording.keys[at]
            if key not in told and not any(quoted.holds(story.span(at, at + 1)) for quoted in case.story.quoted):
                told.add(key)
                yield from _asked(case, story, at, (first, last), len(strange), sources)


def _is_strange(story: Source, at: int, first: int, sources: list[Source]) -> bool:
    key = story.wording.keys[at]
    if not story.is_name(at) or weight_of(key) != "content" or len(key) < SHORT or not key.isalpha():
        return False
    opens = at == first or story.opens(at)
    if opens and is_first_name(story, at):
        opens = False  # "Ann Pettigrew chairs the panel."
    return not opens and not any(source.count(key) or source.knows(stem(key)) for source in sources)


def _asked(case: Case, story: Source, at: int, ends: tuple[int, int], strange: int, sources: list[Source]) -> Iterator[Outcome]:
    span, words = story.span(at, at + 1), story.document.words(story.span(at, at + 1))
    if case.knows(words):
        return
    capitals = is_set_in_capitals(story, ends)
    near = misspelt(story, at, sources, capitals=capitals)
    if near:
        source, place = near
        theirs = source.document.words(source.span(place, place + 1))
        yield _finding(case, span, words, theirs, source, place, f"{words} here; the source spells it {theirs}")
        return
    instead = _instead(story, at, ends, sources) if strange == 1 and not capitals else None
    if instead:
        source, place = instead
        theirs = source.document.words(source.span(place, place + 1))
        yield _finding(
            case, span, words, theirs, source, place, f"{words} is not in the sources; a passage that says the same has {theirs}"
        )
    elif case.sources_complete:
        yield check.finding(span, f"{words} is not in the sources", Tape())


def _renaming(case: Case, story: Source, one: Renaming) -> Outcome:
    """ "Safety Board" here, "Safety Bureau" there."""
    mine, theirs = story.document.words(story.span(*one.mine)), one.source.document.words(one.source.span(*one.theirs))
    at = one.theirs[0] + one.at
    span = story.span(one.mine[0] + one.at, one.mine[0] + one.at + 1)
    return _finding(case, span, mine, theirs, one.source, at, f"{mine} here; the source has {theirs}")


def _reposted(case: Case, one: Post) -> Outcome:
    """ "The city manager" here, "Public Works Director" there."""
    tape = Tape()
    tape.same(one.mine, one.theirs)
    there = one.source.words(one.place)
    proof = Evidence("source", one.source.document.name, one.place, there)
    message = f"{one.name} is {one.mine} here, {one.theirs} in the source ({line_of(one.source.document, one.place)})"
    return check.finding(one.span, message, tape, evidence=[proof], severity=None if case.sources_complete else "warning")


def _moved(case: Case, one: Moved) -> Outcome:
    """ "Of Hillsboro" here, "of Gresham" there."""
    mine, theirs = case.story.words(one.mine.span), one.theirs.source.document.words(one.theirs.span)
    message = f"{one.name} is of {mine} here, of {theirs} in the source"
    return _finding(case, one.mine.span, mine, theirs, one.theirs.source, one.theirs.first, message)


def _finding(case: Case, span: Span, mine: str, theirs: str, source: Source, place: int, message: str) -> Outcome:
    tape = Tape()
    tape.same(mine, theirs)
    there = source.span(place, place + 1)
    proof = Evidence("source", source.document.name, there, theirs)
    severity = None if case.sources_complete else "warning"
    where = line_of(source.document, there)
    return check.finding(span, f"{message} ({where})", tape, evidence=[proof], severity=severity)  # type: ignore[arg-type]


def _instead(story: Source, place: int, ends: tuple[int, int], sources: list[Source]) -> tuple[Source, int] | None:
    """The one name that a passage of a source has and the story's sentence has not, in the same words, where the two say the same."""
    mine = {stem(key) for key in story.wording.keys[slice(*ends)] if weight_of(key) != "function"}
    numbers = {key for key in mine if key[0].isdigit()}
    for source in sources:
        for first, last in _sentences(source):
            theirs = {stem(source.wording.keys[at]) for at in range(first, last) if weight_of(source.wording.keys[at]) != "function"}
            # "28 arrests in Baltimore", "30 arrests in Chicago": another place, and another thing
            if len(mine & theirs) < max(SHARED, HALF * len(mine)) or (numbers and numbers.isdisjoint(theirs)):
                continue
            days = _days_of(source)
            others = [
                at for at in range(first + 1, last) if at not in days and source.is_name(at) and stem(source.wording.keys[at]) not in mine
            ]
            others = [at for at in others if weight_of(source.wording.keys[at]) == "content" and not story.count(source.wording.keys[at])]
            others = [at for at in others if _is_between_the_same((story, place, ends), (source, at, (first, last)))]
            if others:
                return source, others[0]
    return None


Place = tuple[Source, int, tuple[int, int]]  # a word, and the sentence it stands in


def _is_between_the_same(mine: Place, theirs: Place) -> bool:
    """ "Strathkelvin and Aarhus", "Strathkelvin and Aarlund": two words before a name, or two after it, are the same.

    "Central Jail, Santa Ana" and "Central Justice Center, Santa Ana" are two houses: what is of one name must be as long, and the same."""
    if _capitals(mine) != _capitals(theirs):
        return False
    for sides in ((-1, -2), (1, 2)):
        pairs = [(_beside(mine, side), _beside(theirs, side)) for side in sides]
        if all(one and stem(one) == stem(other) for one, other in pairs) and any(weight_of(one) == "content" for one, _ in pairs):
            return True
    return False


def _capitals(place: Place) -> tuple[list[str], list[str]]:
    """The words that are written with a capital right before and right behind a name, with nothing but a space between."""
    source, at, (first, last) = place
    before, after = at, at + 1
    while before > first and source.before(before) == " " and source.is_name(before - 1):
        before -= 1
    while after < last and source.before(after) == " " and source.is_name(after):
        after += 1
    keys = source.wording.keys
    return keys[before:at], keys[at + 1 : after]


def _beside(place: Place, side: int) -> str:
    source, at, (first, last) = place
    return source.wording.keys[at + side] if first <= at + side < last else ""


@lru_cache(maxsize=64)
def _days_of(source: Source) -> frozenset[int]:
    """The words of dates: "Wednesday" is no name."""
    held = [one.span for one in source.ledger.moments]
    return frozenset(at for span in held for at in range(source.word_at(span.start), source.word_at(span.end)))


@lru_cache(maxsize=64)
def _sentences(source: Source) -> tuple[tuple[int, int], ...]:
    return tuple((source.word_at(one.start), source.word_at(one.end)) for one in source.ledger.sentences)
