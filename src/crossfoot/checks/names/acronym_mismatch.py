"""The letters in brackets are those of the name before them, and stand for one name only."""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Outcome, Tape
from ...ledger import Ledger, Phrase, Relation
from ...sources import Case
from .. import Check

check = Check(__name__, code="N104", agrees="letters fit the name", severity="warning")

FEWEST = 3  # letters; two are too easily something else's


@check
def find(case: Case) -> Iterator[Outcome]:
    """A tick where the letters can be read in the name, a finding where they are its letters in another order or all but one."""
    first: dict[str, Phrase] = {}
    for relation in case.story.relations:
        if relation.kind != "acronym" or case.knows(relation.role("short").key):
            continue
        long, short = relation.role("long"), relation.role("short")
        known = first.setdefault(short.key, long)
        if known is not long and len(short.key) >= FEWEST and _reads(short, known, long) and _two_names(case.story, known, long):
            yield _twice(case.story, known, long, short)
        else:
            yield from _outcome(case.story, relation)


def _outcome(story: Ledger, relation: Relation) -> Iterator[Outcome]:
    long, short = relation.role("long"), relation.role("short")
    letters, initials = short.key.replace("&", ""), "".join(filter(str.isupper, long.key))
    name = story.words(long.span)
    tape = Tape()
    read = _read(letters, long.key.upper())
    if tape.same(letters, read):
        yield check.tick(short.span, f"{short.key} can be read in “{name}”", tape, related=[long.span])
    elif relation.unclear or len(letters) < FEWEST or not _slipped(letters, initials):
        # What is no short form of the name, "Walmart (WMT)", "Roe (NY)", is nothing to decide.
        if len(letters) == len(initials) >= FEWEST and letters[0] == initials[0]:
            reason = relation.unclear or f"the letters of “{name}” may be counted in another way"
            yield check.undecided(short.span, f"“{name}” ({short.key}): {reason}", tape=tape, related=[long.span])
    else:
        yield check.finding(short.span, f"“{name}” abbreviates to {initials}, not {short.key}.", tape, related=[long.span])


def _read(letters: str, row: str) -> str:
    """As many of the letters as stand in a row of first letters, in order."""
    found, at = "", 0
    for letter in letters:
        at = row.find(letter, at) + 1
        if not at:
            break
        found += letter
    return found


def _slipped(letters: str, initials: str) -> bool:
    """True for letters out of order behind the first, as typists leave them: CAF for CFA."""
    return letters[0] == initials[0] and sorted(letters) == sorted(initials)


def _reads(short: Phrase, *names: Phrase) -> bool:
    """True where the letters can be read in one of the names: they are letters, and not a team behind a player."""
    return any(_read(short.key, name.key.upper()) == short.key for name in names)


def _two_names(story: Ledger, known: Phrase, long: Phrase) -> bool:
    """True unless one name holds the other: "Department of Justice" and "US Department of Justice"."""
    mine, theirs = (set(story.words(phrase.span).lower().replace("’s", "").split()) for phrase in (known, long))
    return not (mine <= theirs or theirs <= mine) and len(mine & theirs) * 2 < len(mine | theirs)


def _twice(story: Ledger, known: Phrase, long: Phrase, short: Phrase) -> Outcome:
    first, second = story.words(known.span), story.words(long.span)
    tape = Tape()
    tape.same(first, second)
    return check.finding(short.span, f"{short.key} stands for “{first}” and for “{second}”.", tape, related=[known.span, long.span])
