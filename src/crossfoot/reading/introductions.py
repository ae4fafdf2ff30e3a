"""People who are called by a bare surname before the story has said who they are, or who never are introduced at all.

It looks at those who speak as people do: somebody to whom a "he" or "she" goes back, or whose full name stands further down. Names that
the world knows, firms, teams, people with a title, a list of surnames as sports reports have it, and headlines are left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ..document import Span
from ..ledger import Party, Phrase, Relation, Statement
from .meetings import in_title_case
from .paragraphs import Paragraph, Story
from .places import listed, usual_name

_BRACKET = re.compile(r" \(")  # "Llywydd (presiding officer) Elin Lowe": a title in another language
_BEFORE = re.compile(r"([\w'’.-]+) $")


def introductions(story: Story, parties: Sequence[Party], said: Sequence[Statement]) -> Iterator[Relation]:
    """One relation for every such person: kind "unintroduced", with the full name where it comes later."""
    body = [
        p for p in story.paragraphs if p.kind == "paragraph" and not in_title_case(p) and p.text.rstrip("”\"’' )")[-1:] in (".", "!", "?")
    ]
    if not body:
        return
    spoken = _spoken(story, said)
    # "Lowe said" and not "the Lowe report"
    voices = {span for one in said for span in one.speaker_spans}
    for party in parties:
        if party.kind == "person" and (first := _bare(story, party, body[0].start)) is not None and _inside(body, first):
            word = story.text[first.start : first.end]
            full = [m for m in party.mentions if story.text[m.start : m.end].endswith(f" {word}")]
            unknown = " " not in party.name and id(party) in spoken and not party.role and not _named_in_full(story.text, word)
            if (full and first in voices) or unknown:
                roles = (("who", party), ("first", Phrase(first, word)), *((("full", Phrase(full[0], party.name)),) if full else ()))
                yield Relation(first, "unintroduced", roles)


def _spoken(story: Story, said: Sequence[Statement]) -> set[int]:
    """Those who are quoted under their bare name and to whom a "he" or "she" goes back."""
    called: dict[int, set[str]] = {}
    for one in said:
        if one.speaker is not None:
            words = story.text[one.speaker_spans[0].start : one.speaker_spans[0].end]
            quoted = one.kind in ("direct", "mixed") and words == one.speaker.name
            called.setdefault(id(one.speaker), set()).add("name" if quoted else words.lower())
    return {key for key, names in called.items() if "name" in names and names & {"he", "she"}}


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


def _bare(story: Story, party: Party, body: int) -> Span | None:
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
    if _is_a_word(story.text, word) or _BRACKET.match(story.text, first.end) or _runs_in(story, first, body):
        return None
    known = word in listed("names", "alone") or word in listed("names", "given") or word in listed("organisations", "known")
    if not word.isalpha() or word.isupper() or led or known or usual_name(word) is not None or not word[0].isupper():
        return None
    return first


def _is_a_word(text: str, word: str) -> bool:
    """ "Auctioneers had described it", "Poised and articulate, Lowe": a word that only opens its sentence."""
    return word.lower() in listed("common", "words") or re.search(rf"\b{word.lower()}\b", text) is not None or _opens_only(text, word)


def _opens_only(text: str, word: str) -> bool:
    """Whether a participle or a plural never stands inside a sentence with its capital."""
    if not word.endswith(("ed", "ing", "ers", "ors", "ists")):
        return False
    return re.search(rf"\b[a-z]+,? {word}\b", text) is None


def _runs_in(story: Story, first: Span, body: int) -> bool:
    """ "Lowe Announces $148 Million": a headline that has run into the text stands at its very start, in its own capitals."""
    return first.start - body < 2 and story.text[first.end : first.end + 2].strip()[:1].isupper()
