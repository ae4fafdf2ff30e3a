"""A name that no source has: spelled nearly as one of theirs, or where a passage that says the same has another."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ...alignment import Source, source_of
from ...document import Span
from ...finding import Evidence, Outcome, Tape
from ...reading.roles import bodies, heads
from ...reading.spoken import stem, weight_of
from ...renamed import Renaming, renamed
from ...sources import Case, line_of
from .. import Check

check = Check(__name__, code="S104", severity="error")

LONG = 5  # letters from which a near spelling is no chance
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
    # "Wednesday" is no name
    days = {at for one in case.story.moments for at in range(story.word_at(one.span.start), story.word_at(one.span.end))}
    for one in renamed(story, sources):
        if not any(quoted.holds(story.span(*one.mine)) for quoted in case.story.quoted):
            told.add(story.wording.keys[one.mine[0] + one.at])
            yield _renaming(case, story, one)
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
    if at == first or not story.is_name(at) or weight_of(key) != "content" or len(key) < 4 or not key.isalpha():
        return False
    before = story.before(at)
    opens = bool(set(".!?:;“\"'‘") & set(before)) or before == ""
    return not opens and not any(source.count(key) or source.knows(stem(key)) for source in sources)


def _asked(case: Case, story: Source, at: int, ends: tuple[int, int], strange: int, sources: list[Source]) -> Iterator[Outcome]:
    span, words = story.span(at, at + 1), story.document.words(story.span(at, at + 1))
    near = _nearly(story, at, sources)
    if near:
        source, place = near
        theirs = source.document.words(source.span(place, place + 1))
        yield _finding(case, span, words, theirs, source, place, f"{words} here; the source spells it {theirs}")
        return
    instead = _instead(story, ends, sources) if strange == 1 else None
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


def _finding(case: Case, span: Span, mine: str, theirs: str, source: Source, place: int, message: str) -> Outcome:
    tape = Tape()
    tape.same(mine, theirs)
    there = source.span(place, place + 1)
    proof = Evidence("source", source.document.name, there, theirs)
    severity = None if case.sources_complete else "warning"
    where = line_of(source.document, there)
    return check.finding(span, f"{message} ({where})", tape, evidence=[proof], severity=severity)  # type: ignore[arg-type]


@lru_cache(maxsize=64)
def _names(source: Source) -> dict[str, int]:
    """The names of a source, each with the first place where it stands."""
    names: dict[str, int] = {}
    for at, key in enumerate(source.wording.keys):
        if len(key) >= LONG and key not in names and source.is_name(at):
            names[key] = at
    return names


def _nearly(story: Source, at: int, sources: list[Source]) -> tuple[Source, int] | None:
    """ "Wolsky" for "Wolski": one letter off, and the source's name nowhere in the story."""
    from rapidfuzz.distance import DamerauLevenshtein

    key = story.wording.keys[at]
    if len(key) < LONG or key in heads() | bodies():
        return None
    for source in sources:
        for name, place in _names(source).items():
            allowed = 2 if len(key) >= 9 else 1
            # "Office" is no slip for "Officer"
            alike = name[0] == key[0] and name not in heads() and abs(len(name) - len(key)) <= 1 and stem(name) != stem(key)
            if alike and not story.count(name) and DamerauLevenshtein.distance(name, key) <= allowed:
                return source, place
    return None


def _instead(story: Source, ends: tuple[int, int], sources: list[Source]) -> tuple[Source, int] | None:
    """The one name that a passage of a source has and the story's sentence has not, where the two say the same otherwise."""
    mine = {stem(key) for key in story.wording.keys[slice(*ends)] if weight_of(key) != "function"}
    numbers = {key for key in mine if key[0].isdigit()}
    for source in sources:
        for first, last in _sentences(source):
            theirs = {stem(source.wording.keys[at]) for at in range(first, last) if weight_of(source.wording.keys[at]) != "function"}
            # "28 arrests in Baltimore", "30 arrests in Chicago": another place, and another thing
            if len(mine & theirs) < max(SHARED, HALF * len(mine)) or (numbers and numbers.isdisjoint(theirs)):
                continue
            others = [at for at in range(first + 1, last) if source.is_name(at) and stem(source.wording.keys[at]) not in mine]
            others = [at for at in others if weight_of(source.wording.keys[at]) == "content" and not story.count(source.wording.keys[at])]
            if others:
                return source, others[0]
    return None


@lru_cache(maxsize=64)
def _sentences(source: Source) -> tuple[tuple[int, int], ...]:
    return tuple((source.word_at(one.start), source.word_at(one.end)) for one in source.ledger.sentences)
