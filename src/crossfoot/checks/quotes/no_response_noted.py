"""Who is accused is given a reply, or the story says that one was sought or refused."""

from __future__ import annotations

from collections.abc import Iterator

from ...document import Span
from ...finding import Outcome, Tape
from ...ledger import Ledger, Party, Statement
from ...sources import Case
from .. import Check

check = Check(__name__, code="Q106", agrees="reply is noted", severity="info", stage="opt-in")


@check
def find(case: Case) -> Iterator[Outcome]:
    """For everyone accused: a tick where they, or somebody of theirs, are heard or asked; else a finding at the first accusation."""
    story = case.story
    seen: set[int] = set()
    for relation in story.relations:
        accused = relation.role("accused") if relation.kind == "accusation" and not relation.quoted else None
        if accused is None or id(accused) in seen:
            continue
        seen.add(id(accused))
        yield _outcome(story, relation.role("verb").span, accused)


def _outcome(story: Ledger, at: Span, accused: Party) -> Outcome:
    heard = [said for said in story.statements if speaks_for(said, accused)]
    tape = Tape()
    if tape.count(story.words(said.span) for said in heard):
        related = [said.span for said in heard[:2]]
        return check.tick(at, f"{accused.name} is accused, and is heard in the story", tape, related=related)
    return check.finding(at, f"{accused.name} is accused here; the story carries no reply and no note that one was sought.", tape)


def speaks_for(said: Statement, party: Party) -> bool:
    """True where a party speaks, or somebody who belongs to it."""
    return said.speaker is not None and (said.speaker is party or said.speaker.affiliation is party)
