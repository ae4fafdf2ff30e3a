"""People who are called by a bare surname before the story has said who they are, or who never are introduced at all.

It looks at those whose words are quoted as people's are ("...," Lowe said) or whose full name stands further down. Names that the world
knows, firms, teams, papers, people with a title or a word about them, a list of surnames as sports reports have it, and headlines are
left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ..document import Span
from ..ledger import Party, Phrase, Relation, Statement
from .clauses import listed as worded
from .meetings import in_title_case
from .paragraphs import Paragraph, Story
from .places import listed, usual_name

_WORD = re.compile(r"\w+")
_BRACKET = re.compile(r" \(")  # "Llywydd (presiding officer) Elin Lowe": a title in another language
_BEFORE = re.compile(r"([\w'’.-]+) $")
_FIRST_PERSON = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|me|myself)\b")
_SAYS_WHO = re.compile(r" \(|, (?P<word>[a-z]+)\b|(?P<who> who)\b|, \d\d?\b")
_IN_WRITING = re.compile(r"(?: [a-z]+)? in (?:an?|its|the) (?P<words>(?:\w+ ){0,3}\w+)")


def introductions(story: Story, parties: Sequence[Party], said: Sequence[Statement]) -> Iterator[Relation]:
    """One relation for every such person: kind "unintroduced", with the full name where it comes later."""
    body = [
        p for p in story.paragraphs if p.kind == "paragraph" and not in_title_case(p) and p.text.rstrip("”\"’' )")[-1:] in (".", "!", "?")
    ]
    if not body:
        return
    lowercase = frozenset(word for word in _WORD.findall(story.text) if word.islower())
    spoken: dict[int, list[Statement]] = {}
    for one in said:
        spoken.setdefault(id(one.speaker), []).append(one)
    for party in parties:
        if party.kind == "person" and (first := _bare(story, party, body[0].start, lowercase)) is not None and _inside(body, first):
            word = story.text[first.start : first.end]
            full = [m for m in party.mentions if story.text[m.start : m.end].endswith(f" {word}")]
            heard = spoken.get(id(party), [])
            if _too_late(story, body[0], first, heard) if full else _unknown(story, party, word, heard):
                roles = (("who", party), ("first", Phrase(first, word)), *((("full", Phrase(full[0], party.name)),) if full else ()))
                yield Relation(first, "unintroduced", roles)


def _too_late(story: Story, opening: Paragraph, first: Span, heard: Sequence[Statement]) -> bool:
    """Whether somebody speaks by surname first, and in the reporter's own text: "Lowe said", not "the Lowe report" or “Lowe reminds us”."""
    if _named_in_full(story.text[: first.start], story.text[first.start : first.end]):
        return False
    here = [one for one in heard if first in one.speaker_spans and one.inside is None]
    if opening.span.holds(first):
        # "Aid was cut, Lowe says in letter." may be a headline that ends like a sentence; a quotation is none.
        here = [one for one in here if one.kind == "direct"]
    return any(_said_outright(story, one) for one in here)


def _unknown(story: Story, party: Party, word: str, heard: Sequence[Statement]) -> bool:
    """Whether somebody who has no other name is quoted as people are, and nothing is said about who that is."""
    quoted = [
        one
        for one in heard
        if one.kind in ("direct", "mixed") and _is_called(story, one, word) and _beside(one) and _said_outright(story, one)
    ]
    if word in listed("introductions", "kin") or " " in party.name or party.role or not quoted or _named_in_full(story.text, word):
        return False
    places = [Span(*match.span()) for match in re.finditer(rf"\b{re.escape(word)}\b", story.text)]
    if any(_described(story.text, place) for place in places):
        return False
    if any(_is_called(story, one, "he", "she") for one in heard):
        return True
    # Firms speak as well: "Lowlin said it had “no plans”".
    whole = [one for one in quoted if one.kind == "direct"]
    in_person = any(_FIRST_PERSON.search(story.text, span.start, span.end) for one in whole for span in one.content)
    return in_person or (bool(whole) and not any(_maybe_a_body(story.text, place) for place in places))


def _is_called(story: Story, one: Statement, *names: str) -> bool:
    words = story.text[one.speaker_spans[0].start : one.speaker_spans[0].end]
    return words in names or words.lower() in names


def _said_outright(story: Story, one: Statement) -> bool:
    """ "said" or "told" and their like, not "mocks" or "according to"."""
    verb = story.text[one.cue.start : one.cue.end].lower().split()[-1] if one.cue else ""
    return verb in listed("roles", "before") or verb in worded("plain_speech")


def _beside(one: Statement) -> bool:
    """ "Lowe said", "said Lowe"."""
    return one.cue is not None and 0 <= max(one.cue.start - one.speaker_spans[0].end, one.speaker_spans[0].start - one.cue.end) <= 1


def _described(text: str, place: Span) -> bool:
    """True where the story says who somebody is: "Lowe, 45,", "Lowe, a baker", "Lowe (right)", "the firm's Lowe", "known only as Lowe"."""
    after = _SAYS_WHO.match(text, place.end)
    before = text[max(0, place.start - 60) : place.start].rpartition(". ")[2].lower()
    known = after is not None and (after["word"] is None or after["word"] in listed("introductions", "about"))
    return known or before.endswith(("'s ", "’s ")) or not listed("introductions", "naming").isdisjoint(re.findall(r"[a-z]+", before))


def _maybe_a_body(text: str, place: Span) -> bool:
    """True where a name stands as that of a firm or a paper may: "the disk from Lowe", "Lowe said in a statement"."""
    before = _BEFORE.search(text, max(0, place.start - 24), place.start)
    writing = _IN_WRITING.match(text, place.end)
    return (before is not None and before.group(1).lower() in listed("introductions", "before_bodies")) or (
        writing is not None and not listed("roles", "documents").isdisjoint(writing["words"].split())
    )


def _inside(body: Sequence[Paragraph], place: Span) -> bool:
    at = bisect_right(body, place.start, key=lambda paragraph: paragraph.start) - 1
    return body[at].span.holds(place)


def _named_in_full(text: str, word: str) -> bool:
    """True where the word stands beside another name anywhere: "Nickolay Lowe", "Lords Bingham and Lowe", "siblings Lowe, Ann and Jo"."""
    found = re.finditer(rf"(?:(?P<first>[^\W\d_][\w.'’-]*)[,\"”’')]?(?: and)? )?{re.escape(word)}(?!\w)(?P<last>,? [A-Z])?", text)
    return any(
        match["last"] or (match["first"] and match["first"][0].isupper() and match["first"].lower() not in listed("common", "words"))
        for match in found
    )


def _bare(story: Story, party: Party, body: int, lowercase: frozenset[str]) -> Span | None:
    """The first mention in the body, where it is one bare word that could be a surname; `None` where it is more."""
    first = next((mention for mention in party.mentions if mention.start >= body), None)
    if first is None or first is not party.mentions[0]:
        return None
    word = story.text[first.start : first.end]
    before = _BEFORE.search(story.text, max(0, first.start - 24), first.start)
    titles = listed("titles", "honorifics") | listed("titles", "offices")
    led = before is not None and (
        before.group(1) in titles or before.group(1).lower() in listed("roles", "heads") or before.group(1)[0].isupper()
    )
    if _is_a_word(story.text, word, lowercase) or _BRACKET.match(story.text, first.end) or _runs_in(story, first, body):
        return None
    known = (
        word in listed("introductions", "kin")
        or word in listed("names", "alone")
        or word in listed("names", "given")
        or word in listed("organisations", "known")
    )
    if not word.isalpha() or word.isupper() or led or known or usual_name(word) is not None or not word[0].isupper():
        return None
    return first


def _is_a_word(text: str, word: str, lowercase: frozenset[str]) -> bool:
    """ "Auctioneers had described it", "Poised and articulate, Lowe": a word that only opens its sentence."""
    return word.lower() in listed("common", "words") or word.lower() in lowercase or _opens_only(text, word)


def _opens_only(text: str, word: str) -> bool:
    """Whether a participle or a plural never stands inside a sentence with its capital."""
    if not word.endswith(("ed", "ing", "ers", "ors", "ists")):
        return False
    return re.search(rf"\b[a-z]+,? {word}\b", text) is None


def _runs_in(story: Story, first: Span, body: int) -> bool:
    """ "Lowe Announces $148 Million": a headline that has run into the text stands at its very start, in its own capitals."""
    return first.start - body < 2 and story.text[first.end : first.end + 2].strip()[:1].isupper()
