"""Who accuses whom: "Juntos accused the agency of ...", "the mayor was blamed for ...", "tenants sued Dunmore".

The accused is a party of the ledger, named right after the verb, or right before it where the verb is passive. Who accuses is whoever
speaks there. Courts that convict, reviews and what is said of nobody in particular are not read.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from ..document import Span
from ..ledger import Party, Phrase, Relation, Statement
from .described import kind_of
from .outline import any_of
from .paragraphs import Paragraph, Story
from .quotes import Quotation
from .vocabulary import words

REACH = 60  # characters between the verb and the one accused: "accused former Ohio governor Ann Lowe"
_BETWEEN = re.compile(r"[,;:.()\"“”–—]|\b(?:of|for|that|and|by|in|on|to|with|when|who|if)\b")


def accusations(story: Story, parties: Sequence[Party], said: Sequence[Statement], quotations: Sequence[Quotation]) -> Iterator[Relation]:
    """One relation for every accusation: roles accused and, where known, accuser; the span is the verb."""
    reader = _Accusations(story, parties, said, quotations)
    for paragraph in story.paragraphs:
        yield from reader.in_paragraph(paragraph)


class _Accusations:
    def __init__(self, story: Story, parties: Sequence[Party], said: Sequence[Statement], quotations: Sequence[Quotation]) -> None:
        self.story = story
        named = sorted(((m, p) for p in parties if p.kind in ("person", "organisation") for m in p.mentions), key=lambda pair: pair[0])
        self.places, self.parties = [mention for mention, _ in named], [party for _, party in named]
        self.cues = {one.cue.start: one for one in said if one.cue is not None}
        self.quoted = sorted(quotation.span for quotation in quotations if quotation.outer is None)

    def in_paragraph(self, paragraph: Paragraph) -> Iterator[Relation]:
        for match in _active().finditer(paragraph.text):
            yield from self._found(paragraph, match, self._after(paragraph.start + match.end()))
        for match in _passive().finditer(paragraph.text):
            yield from self._found(paragraph, match, self._before(paragraph.start + match.start()))

    def _found(self, paragraph: Paragraph, match: re.Match[str], accused: Party | None) -> Iterator[Relation]:
        span = Span(paragraph.start + match.start("verb"), paragraph.start + match.end("verb"))
        if accused is None:
            return
        statement = self.cues.get(span.start)
        accuser = statement.speaker if statement else self._by(paragraph.start + match.end()) or self._subject(span.start)
        if accuser is accused:
            return
        roles = (("accused", accused), *((("accuser", accuser),) if accuser else ()), ("verb", Phrase(span, match.group("verb").lower())))
        at = bisect_right(self.quoted, (span.start, span.end)) - 1
        yield Relation(span, "accusation", roles, quoted=at >= 0 and self.quoted[at].holds(span))

    def _after(self, end: int) -> Party | None:
        """The party named right after a place."""
        at = bisect_left(self.places, (end, 0))
        if at >= len(self.places) or self.places[at].start - end > REACH:
            return None
        mention = self.places[at]
        beside = self.story.text[mention.end : mention.end + 30]
        # "Lowe's brother", "the Lowe administration"
        owned = beside.startswith(("'s", "’s", "' ", "’ ")) or (
            beside[:1] == " " and kind_of(beside.split(" ", 2)[1].strip(".,;")) is not None
        )
        return None if owned or _BETWEEN.search(self.story.text, end, mention.start) else self.parties[at]

    def _before(self, start: int) -> Party | None:
        """The party that ends right before a place."""
        at = bisect_left(self.places, (start, 0)) - 1
        return self.parties[at] if at >= 0 and self.places[at].end == start else None

    def _by(self, end: int) -> Party | None:
        """ "accused by tenants"."""
        return self._after(end + 4) if self.story.text.startswith(" by ", end) else None

    def _subject(self, start: int) -> Party | None:
        """The party that ends right before the verb, with at most "has" or "also" between."""
        at = bisect_left(self.places, (start, 0)) - 1
        between = self.story.text[self.places[at].end : start].split() if at >= 0 and start - self.places[at].end < 30 else ["?"]
        return self.parties[at] if all(word in words("accusing")["between"].split() for word in between) else None


@cache
def _active() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<verb>{any_of(words('accusing')['active'].strip().splitlines())})\b(?= (?!by\b))")


@cache
def _passive() -> re.Pattern[str]:
    verbs = any_of(words("accusing")["passive"].split())
    return re.compile(rf" (?:is|are|was|were|been|being|stands?|has been|have been) (?P<verb>{verbs})\b(?= (?:of|for|by|with)\b)")
