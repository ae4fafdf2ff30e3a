"""People of the story who hold one office there and another in a source: the city manager, who is the public works director.

Only offices of which one person seldom holds two are compared, by the noun at their end; "chairman" and "chair" are one. Who has held, or
stands in for, an office is left alone, and so is everybody of whom the source says the story's word as well, or the story the source's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .document import Span
from .ledger import Ledger, Party
from .reading.spoken import wording
from .reading.vocabulary import words

WHOLE = 2  # words of a name by which a person is known
AROUND = 120  # characters about a name in which an office may stand


@dataclass(frozen=True, slots=True)
class Post:
    """A person, the office in the story and where it stands, the office in the source and where the person stands there."""

    name: str
    span: Span
    mine: str
    theirs: str
    source: Ledger
    place: Span


def other_posts(story: Ledger, sources: Sequence[Ledger]) -> Iterator[Post]:
    """Everyone whose office differs in every source that gives one."""
    for party in story.parties:
        mine = _post(party)
        if not mine or not party.role:
            continue
        told = [(source, one, post) for source in sources for one in source.parties if _is_one(party, one) and (post := _post(one))]
        if not told or any(post == mine or _says(mine, source, one) or _says(post, story, party) for source, one, post in told):
            continue
        source, one, _ = told[0]
        span = _place(story, party)
        yield Post(party.name, span, party.role, str(one.role), source, one.mentions[0])


def _post(party: Party) -> str | None:
    """The folded noun of an office: "director" of "public works director"."""
    if party.kind != "person" or not party.role or len(party.name.split()) < WHOLE:
        return None
    keys = wording(party.role).keys
    if not keys or set(keys) & set(words("offices")["lesser"]["words"]):
        return None
    post = _folded(keys[-1])
    return post if post in words("offices")["posts"]["words"] else None


def _folded(key: str) -> str:
    key = "executive" if key == "officer" else key  # "chief executive officer"
    return str(words("offices")["same"].get(key, key))


def _is_one(mine: Party, theirs: Party) -> bool:
    return theirs.kind == "person" and theirs.name.casefold() == mine.name.casefold()


def _says(post: str, ledger: Ledger, party: Party) -> bool:
    """Whether an office stands in any sentence in which a person is named."""
    return any(post in map(_folded, wording(ledger.words(ledger.sentence_of(at))).keys) for at in party.mentions)


def _place(story: Ledger, party: Party) -> Span:
    """Where the office stands beside the name, or the name itself."""
    role = party.role or ""
    for mention in party.mentions:
        start = max(0, mention.start - AROUND)
        at = story.document.text.find(role, start, mention.end + AROUND)
        if at >= 0:
            return Span(at, at + len(role))
    return party.mentions[0]
