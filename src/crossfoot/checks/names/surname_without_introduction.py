"""Every second reference by surname has a first reference by full name."""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Outcome, Tape
from ...ledger import Ledger, Relation
from ...sources import Case
from .. import Check

check = Check(__name__, code="N102", severity="warning")

# A story with more unknown surnames than this is a match report, a list, or a piece cut from a longer one.
MOST = 2


@check
def find(case: Case) -> Iterator[Outcome]:
    """A finding for everyone who is called by surname and never introduced, or introduced only later."""
    story = case.story
    bare = [relation for relation in story.relations if relation.kind == "unintroduced" and not case.knows(story.words(relation.span))]
    if len(bare) > MOST:
        reason = f"{len(bare)} people are called by surname only; the story may be cut from a longer one"
        yield check.undecided(bare[0].span, reason, related=[relation.span for relation in bare[1:]])
        return
    for relation in bare:
        yield _finding(story, relation)


def _finding(story: Ledger, relation: Relation) -> Outcome:
    name, full = story.words(relation.span), relation.role("full")
    tape = Tape()
    tape.count([name])
    if full:
        words = story.words(full.span)
        return check.finding(relation.span, f"“{name}” stands before “{words}” is introduced.", tape, related=[full.span], severity="info")
    return check.finding(relation.span, f"“{name}” is quoted but never introduced by full name or role.", tape)
