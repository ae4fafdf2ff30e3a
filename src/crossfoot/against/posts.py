"""People of the story who hold one office there and another in a source: the city manager, who is the public works director.

Only offices of which one person seldom holds two are compared, by the noun at their end; "chairman" and "chair" are one. Of one noun, what
tells two apart is the department: the athletics director is not the facilities director, and is the athletic director. Who has held, or
stands in for, an office is left alone, and so is everybody of whom the source says the story's word as well, or the story the source's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..document import Span
from ..ledger import Ledger, Party
from ..reading.spoken import wording
from ..reading.vocabulary import words
from .alignment import Source, source_of
from .titled import Title, department, folded, holders, is_post, titles

WHOLE = 2  # words of a name by which a person is known
TITLE = 4  # words of a title before a name
UNDER = "under"
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
    """Everyone whose office differs in every source that gives one; each once."""
    told: set[str] = set()
    for post in (*_other_roles(story, sources), *_other_titles(story, sources), *_raised(story, sources)):
        if post.name not in told:
            told.add(post.name)
            yield post


def _other_roles(story: Ledger, sources: Sequence[Ledger]) -> Iterator[Post]:
    for party in story.parties:
        mine = _post(party)
        if not mine or not party.role:
            continue
        told = [(source, one, post) for source in sources for one in source.parties if _is_one(party, one) and (post := _post(one))]
        if not told or any(post == mine or _says(mine, source, one) or _says(post, story, party) for source, one, post in told):
            continue
        source, one, _ = told[0]
        span = _place(story, party)
        if _is_abroad(party.role, str(one.role)):
            continue
        yield Post(party.name, span, party.role, str(one.role), source, one.mentions[0])


def _other_titles(story: Ledger, sources: Sequence[Ledger]) -> Iterator[Post]:
    """Everyone beside whose name another office stands in the story than beside it in any source."""
    for party in story.parties:
        name = tuple(wording(party.name).keys)
        if party.kind != "person" or len(name) < WHOLE:
            continue
        mine = list(titles(source_of(story), name))
        theirs = [(source, title) for source in sources for title in titles(source_of(source), name)]
        for title in mine[:1]:
            if theirs and not any(_may_be_one(one, other) for one in mine for _, other in theirs):
                source, other = theirs[0]
                if not (_is_told(title, other, source, other.name) or _is_told(other, title, story, title.name)):
                    yield Post(party.name, title.span, story.words(title.span), source.words(other.span), source, other.span)


def _raised(story: Ledger, sources: Sequence[Ledger]) -> Iterator[Post]:
    """ "Sheriff Bill Castellane", whom every source calls the undersheriff; "Professor Ann Roe", who is an associate professor."""
    mine = source_of(story)
    for party in story.parties:
        name = tuple(wording(party.name).keys)
        if party.kind != "person" or len(name) < WHOLE:
            continue
        called = [run for first, _ in holders(mine, name) if (run := _title(mine, first))]
        there = [(source_of(source), first) for source in sources for first, _ in holders(source_of(source), name)]
        ranked = [(source, found) for source, first in there for run in called[:1] if (found := _ranked(source, first, mine, run))]
        plain = [first for source, first in there if _title(source, first) and not any(first == found[1] for _, found in ranked)]
        if ranked and not plain and not _is_ranked_too(mine, party, ranked[0]):
            source, ends = ranked[0]
            yield Post(
                party.name,
                mine.span(*called[0]),
                story.words(mine.span(*called[0])),
                source.document.words(source.span(*ends)),
                source.ledger,
                source.span(*ends),
            )


def _title(source: Source, first: int) -> tuple[int, int] | None:
    """The words with a capital right before a name, "Associate Professor", and "professor" written small."""
    at = first
    while (
        at > max(0, first - TITLE)
        and source.before(at) in (" ", "-")
        and (source.is_name(at - 1) or _is_lesser(source.wording.keys[at - 1]))
    ):
        at -= 1
    if at == first and first and source.before(first) == " " and is_post(source.wording.keys[first - 1]):
        at -= 1
    return (at, first) if at < first else None


def _ranked(source: Source, first: int, mine: Source, run: tuple[int, int]) -> tuple[int, int] | None:
    """The title in a source that is the story's, with a word before it that makes it a lesser one."""
    keys = mine.wording.keys[slice(*run)]
    at = first - len(keys)
    theirs = source.wording.keys[max(0, at) : first]
    if at < 0 or not keys or _is_lesser(keys[0]):
        return None
    if theirs == [f"{UNDER}{keys[0]}", *keys[1:]]:
        return at, first
    lesser = at > 0 and source.before(at) in (" ", "-") and _is_lesser(source.wording.keys[at - 1])
    return (at - 1, first) if theirs == keys and lesser else None


def _is_lesser(key: str) -> bool:
    return key in words("offices")["lesser"]["words"]


def _is_ranked_too(mine: Source, party: Party, there: tuple[Source, tuple[int, int]]) -> bool:
    """Whether the story says so beside the name elsewhere: "the associate professor"."""
    source, ends = there
    rank = source.wording.keys[ends[0]]
    return any(rank in wording(_clause(mine.ledger, at)).keys for at in party.mentions)


def _may_be_one(mine: Title, theirs: Title) -> bool:
    """One office, of one department where both are known to be of one."""
    if _is_abroad(*(f"{one.department or ''} {one.post}" for one in (mine, theirs))):
        return True
    return mine.post == theirs.post and (mine.department == theirs.department or None in (mine.department, theirs.department))


def _is_abroad(one: str, other: str) -> bool:
    """The finance director is the chief financial officer of another country."""
    keys = [wording(office).keys for office in (one, other)]
    posts = {folded(key[-1]) for key in keys if key}
    departments = [{department(key) for key in office} - {None} for office in keys]
    return posts == {"director", "executive"} and bool(departments[0] & departments[1])


def _is_told(title: Title, other: Title, ledger: Ledger, name: Span) -> bool:
    """Whether the document of another office has this one too, or its department, in the sentence of the name."""
    keys = wording(_clause(ledger, name)).keys
    return title.post in map(folded, keys) if title.post != other.post else title.department in map(department, keys)


def _post(party: Party) -> str | None:
    """The folded noun of an office: "director" of "public works director"."""
    if party.kind != "person" or not party.role or len(party.name.split()) < WHOLE:
        return None
    keys = wording(party.role).keys
    if not keys or set(keys) & set(words("offices")["lesser"]["words"]):
        return None
    post = folded(keys[-1])
    return post if post in words("offices")["posts"]["words"] else None


def _is_one(mine: Party, theirs: Party) -> bool:
    return theirs.kind == "person" and theirs.name.casefold() == mine.name.casefold()


def _says(post: str, ledger: Ledger, party: Party) -> bool:
    """Whether an office stands in any sentence in which a person is named."""
    return any(post in map(folded, wording(_clause(ledger, at)).keys) for at in party.mentions)


def _clause(ledger: Ledger, at: Span) -> str:
    """The sentence of a name, from the label of whoever speaks: "THE CHAIR: Mr Roe, how many are there?"."""
    sentence = ledger.sentence_of(at)
    before, colon, after = ledger.words(Span(sentence.start, at.start)).rpartition(": ") if at.start > sentence.start else ("", "", "")
    return (after if colon else before + after) + ledger.document.text[at.start : sentence.end]


def _place(story: Ledger, party: Party) -> Span:
    """Where the office stands beside the name, or the name itself."""
    role = party.role or ""
    for mention in party.mentions:
        start = max(0, mention.start - AROUND)
        at = story.document.text.find(role, start, mention.end + AROUND)
        if at >= 0:
            return Span(at, at + len(role))
    return party.mentions[0]
