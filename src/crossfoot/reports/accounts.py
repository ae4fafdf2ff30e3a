"""The accounts that stand against each other in a story: who is heard, who accuses whom, who answers and who does not.

A view and no alarm. A person speaks with the body that he or she belongs to; what reaches the story through somebody is shown there. It is
shown where somebody in the story accuses somebody, and lists all who are heard then, for the reply may be anyone's.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..document import Span
from ..ledger import Ledger, Party, Relation, Statement
from .excerpt import safe
from .terminal import Ink

FARTHEST = 4  # from a spokesman to the body at the top
ANSWERS = {"refusal": "does not answer", "denial": "denies", "plea": "pleads"}


@dataclass(slots=True)
class _Side:
    """A party with all who belong to it, and what is said of it."""

    party: Party
    members: dict[str, None] = field(default_factory=dict)
    through: dict[str, None] = field(default_factory=dict)
    heard: list[Statement] = field(default_factory=list)
    accuses: list[Relation] = field(default_factory=list)
    accused: list[Relation] = field(default_factory=list)


def opposed(ledger: Ledger, ink: Ink, width: int) -> Iterator[str]:
    """The section of the ledger's page; nothing where nobody is accused."""
    accusations = [relation for relation in ledger.relations if relation.kind == "accusation"]
    if not accusations:
        return
    yield ink("bold", "OPPOSED ACCOUNTS")
    for side in _sides(ledger, accusations):
        for line in _lines(ledger, side):
            yield from textwrap.wrap(safe(line), width, initial_indent="  ", subsequent_indent=" " * 8, drop_whitespace=True)


def _sides(ledger: Ledger, accusations: list[Relation]) -> list[_Side]:
    """All sides, in the order in which they come up."""
    sides: dict[int, _Side] = {}

    def side(party: Party) -> _Side:
        top = _top(party)
        one = sides.setdefault(id(top), _Side(top))
        if party is not top:
            one.members[party.name] = None
        return one

    for said in ledger.statements:
        if said.via is not None and said.speaker is not None:
            side(said.via).through[said.speaker.name] = None
        elif said.speaker is not None:
            side(said.speaker).heard.append(said)
    for relation in accusations:
        side(relation.role("accused")).accused.append(relation)
        if relation.role("accuser"):
            side(relation.role("accuser")).accuses.append(relation)
    return list(sides.values())


def _top(party: Party) -> Party:
    """The body for which somebody speaks."""
    for _ in range(FARTHEST):
        if party.affiliation is None or party.affiliation.kind == "place":
            break
        party = party.affiliation
    return party


def _lines(ledger: Ledger, side: _Side) -> Iterator[str]:
    pronoun = "them" if side.party.kind in ("person", "group") else "it"
    members = f" (with {', '.join(side.members)})" if side.members else ""
    through = f"; through {pronoun} {', '.join(side.through)}" if side.through else ""
    plain = [said.span for said in side.heard if said.kind not in ANSWERS]
    heard = f"heard at {_places(ledger, plain)}" if plain else "not heard"
    yield f"{side.party.name}{members}: {heard}{through}"
    for word, relations, role in (("accuses", side.accuses, "accused"), ("accused by", side.accused, "accuser")):
        for name, places in _grouped(relations, role):
            yield f"    {word} {name} at {_places(ledger, places)}"
    answers = [said for said in side.heard if said.kind in ANSWERS]
    for said in answers:
        words = ledger.words(said.to) if said.to else ledger.words(said.span)
        yield f"    {ANSWERS[said.kind]} at {_places(ledger, [said.span])}: {words}"
    if side.accused and not side.heard:
        yield "    no reply, and no note that one was sought"


def _grouped(relations: list[Relation], role: str) -> Iterator[tuple[str, list[Span]]]:
    """The accusations by whom they tie the side to."""
    grouped: dict[str, list[Span]] = {}
    for relation in relations:
        party = relation.role(role)
        grouped.setdefault(party.name if party else "someone unnamed", []).append(relation.span)
    yield from grouped.items()


def _places(ledger: Ledger, spans: list[Span]) -> str:
    at = dict.fromkeys(ledger.document.place(span.start) for span in spans)
    return ", ".join(f"{place.line}:{place.column}" for place in at)
