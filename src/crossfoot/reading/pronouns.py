"""Whom "he", "she", "it" and "they" mean where they speak: the last one who spoke, or the only one who has been named; else nobody.

A woman's given name keeps her from being "he"; words inside quotation marks bring nobody into play. Where two may be meant, the pronoun is
left as the story writes it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ..document import Span
from .cast import Player
from .paragraphs import Story
from .places import listed
from .quotes import Quotation

CROWD = 60  # more mentions than this in two paragraphs, and "he" may be anybody
FURTHEST = 2  # paragraphs

_SEX = {"he": "man", "him": "man", "his": "man", "she": "woman", "her": "woman"}
_KINDS = {"it": ("organisation", "document", "place"), "they": ("group",), "them": ("group",)}


def is_pronoun(words: str) -> bool:
    """True for words that stand for a name: "he", "I", "who"."""
    return words.lower() in listed("roles", "pronouns")


class Recent:
    """Who has been named and who has spoken of late."""

    def __init__(self, story: Story, places: Sequence[Span], players: Sequence[Player], quotations: Sequence[Quotation]) -> None:
        self.story, self.places, self.players = story, places, players
        self.starts = [paragraph.start for paragraph in story.paragraphs]
        self.quoted = sorted(quotation.span for quotation in quotations if quotation.outer is None)
        self.last: Player | None = None
        self.at = Span(0, 0)

    def spoke(self, player: Player | None, span: Span) -> None:
        """Somebody has spoken, or it is not known who."""
        if self.last is not player or span.start > self.at.start:
            self.last, self.at = player, span

    def meant(self, word: str, span: Span) -> Player | None:
        """The one party a pronoun can mean here."""
        if word not in _SEX and word not in _KINDS:
            return None
        here = max(0, bisect_right(self.starts, span.start) - 1)
        since = self.starts[max(0, here - FURTHEST)]
        if self.last is not None and since <= self.at.start < span.start and fits(self.last, word):
            between = self._named(self.at.end, span.start, word)
            if between is not None and all(player is self.last for player in between):
                return self.last
        named = self._named(self.starts[max(0, here - 1)], span.start, word)
        people = {id(player): player for player in named or ()}
        return next(iter(people.values())) if len(people) == 1 else None

    def _named(self, low: int, high: int, word: str) -> list[Player] | None:
        """Those named between two places whom the pronoun fits; `None` where they are too many."""
        first, last = bisect_left(self.places, (low, 0)), bisect_left(self.places, (high, 0))
        if last - first > CROWD:
            return None
        free = (at for at in range(first, last) if not self._in_quotes(self.places[at]))
        return [self.players[at] for at in free if fits(self.players[at], word)]

    def _in_quotes(self, mention: Span) -> bool:
        at = bisect_right(self.quoted, (mention.start, mention.end)) - 1
        return at >= 0 and self.quoted[at].holds(mention)


def fits(player: Player, word: str) -> bool:
    """True where a party may be called by that pronoun."""
    if word in _KINDS:
        return player.kind in _KINDS[word]
    return player.kind == "person" and sex_of(player) in (None, _SEX[word])


def sex_of(player: Player) -> str | None:
    """ "woman" or "man" by honorific ("Mrs"), given name, or what someone is ("spokeswoman"); `None` where the story does not show it."""
    if player.sex is not None:
        return player.sex
    given = player.name.split()[0]
    if " " in player.name and given in listed("names", "given") and given not in listed("names", "either"):
        return "woman" if given in listed("names", "women") else "man"
    for head in player.heads or ({player.name.split()[-1]} if player.role else ()):
        if head.endswith("woman") or head in listed("roles", "women"):
            return "woman"
        if (head.endswith("man") and head not in ("chairman", "woman")) or head in listed("roles", "men"):
            return "man"
    return None
