"""Whom "he", "she", "it" and "they" mean where they speak: the sentences before are asked one by one, the nearest first.

A sentence answers with the one who speaks in it, else with the one it is about. Where two people fit, or somebody without a name has
spoken, it answers with nobody and asking ends. A woman's given name keeps her from being "he"; words inside quotation marks bring nobody
into play. "The 45-year-old" is looked up in the same way, if nobody was called that before.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ..document import Span
from ..ledger import Statement
from .cast import Player
from .paragraphs import Story
from .places import listed
from .quotes import Quotation

FURTHEST_SENTENCES = 8
FURTHEST_PARAGRAPHS = 4
SPOKEN = 3  # sentences; who spoke so lately is still in mind when somebody else is named in passing
CROWD = 24  # more names than this in a sentence, and "he" may be anybody
OPENING = 60  # characters; a name further on is not what its sentence is about
MANY = 12  # a noun used more often than this is no name for one person

_SEX = {"he": "man", "him": "man", "his": "man", "she": "woman", "her": "woman"}
_KINDS = {"it": ("organisation", "document"), "they": ("group",), "them": ("group",)}
_WORD = re.compile(r"[^\W\d_]+")
_OWNS = ("'s ", "’s ", "' ", "’ ")
# "a lawyer", "the family's lawyer": somebody was called that.
_CALLED = re.compile(r"(?:\b(?:the|an?|his|her|their)|['’]s)\s(?:[\w-]{1,20}\s){0,2}$", re.IGNORECASE)


def is_pronoun(words: str) -> bool:
    """True for words that stand for a name: "he", "I", "who"."""
    return words.lower() in listed("roles", "pronouns")


class Recent:
    """Who is spoken of and who has spoken, sentence by sentence."""

    def __init__(self, story: Story, places: Sequence[Span], players: Sequence[Player], quotations: Sequence[Quotation]) -> None:
        self.text, self.places, self.players = story.text, places, players
        self.sentences = [sentence for paragraph in story.paragraphs for sentence in paragraph.sentences]
        self.starts = [sentence.start for sentence in self.sentences]
        self.paragraphs = [paragraph.start for paragraph in story.paragraphs]
        self.quoted = sorted(quotation.span for quotation in quotations if quotation.outer is None)
        self.speakers: dict[int, tuple[Player | None, Span]] = {}
        self.nouns: dict[str, list[int]] = {}

    def spoke(self, player: Player | None, one: Statement) -> None:
        """Somebody has spoken, or it is not known who."""
        for place in (one.speaker_spans[0], *one.content[-1:], *one.content[:1]):
            self.speakers[self._number(place.start)] = (player, one.speaker_spans[0])

    def meant(self, word: str, span: Span, outer: Player | None = None) -> Player | None:
        """The one party a pronoun can mean here; `outer` is the one in whose words it stands."""
        if (word not in _SEX and word not in _KINDS) or self._in_quotes(span):
            return None
        number = self._number(span.start)
        here = [player for player, _ in self._about(self.starts[number], span.start, word)] if self.starts else []
        if outer is not None and fits(outer, word):
            # "Roe said he would go": Roe, unless somebody else was named since.
            return outer if all(player is outer for player in here) else None
        before = self._asked(number, span, word)
        if not here or before in here:
            return before
        return here[0] if _one(here) and (before is None or self._opens(number, here[0])) else None

    def described(self, noun: str, span: Span) -> Player | None:
        """Whom "the 45-year-old" or "the Florida Republican" means: the one in focus, if nobody was called that before."""
        if self._called_before(noun.lower(), span.start):
            return None
        number = self._number(span.start)
        found = [player for word in ("he", "she") if (player := self._asked(number, span, word))]
        if not found or not _one(found) or not self._alone(found[0], span.start):
            return None
        return None if _holds_another_office(found[0], noun.lower()) else found[0]

    def _alone(self, player: Player, at: int) -> bool:
        """Whether nobody else has been named in this paragraph so far and in the one before."""
        here = max(0, bisect_right(self.paragraphs, at) - 1)
        first, last = bisect_left(self.places, (self.paragraphs[max(0, here - 1)], 0)), bisect_left(self.places, (at, 0))
        people = (self.players[one] for one in range(max(first, last - CROWD), last) if not self._in_quotes(self.places[one]))
        return all(one is player for one in people if one.kind == "person")

    def _asked(self, number: int, span: Span, word: str) -> Player | None:
        """The answer of the nearest sentence that has one."""
        paragraph = bisect_right(self.paragraphs, span.start)
        weak, furthest = None, 0
        for at in range(number, max(-1, number - FURTHEST_SENTENCES), -1):
            if paragraph - bisect_right(self.paragraphs, self.starts[at]) > FURTHEST_PARAGRAPHS:
                return weak
            answer = self._answer(at, span, word)
            if answer is None:
                return None
            if answer and answer[1]:
                return answer[0] if weak in (None, answer[0]) else None
            if answer and weak is None:
                weak, furthest = answer[0], max(0, at - SPOKEN)
            if weak is not None and at <= furthest:
                break
        return weak

    def _answer(self, at: int, span: Span, word: str) -> tuple[Player, bool] | tuple[()] | None:
        """Whom a sentence puts in focus, and whether surely, as its speaker or subject; nothing, if nobody; `None` where it cannot be
        told."""
        speaker, place = self.speakers.get(at, (None, span))
        if place.start < span.start:
            if speaker is not None and (fits(speaker, word) or (word == "they" and speaker.kind == "organisation")):
                return speaker, True
            if word in _KINDS or ((speaker is None or speaker.members) and not self._excluded(word, place)):
                return None
        if at == self._number(span.start):
            return ()
        named = self._about(self.starts[at], self.sentences[at].end, word)
        if not named:
            return ()
        if self._is_subject(at, named[0][1]):
            return named[0][0], True
        return (named[0][0], False) if _one([player for player, _ in named]) else None

    def _is_subject(self, number: int, begins: int) -> bool:
        """Whether a name stands first in its sentence, with at most a title or "But" before it: not "After Roe left, ..."."""
        before = self.text[self.starts[number] : begins]
        return len(before) < OPENING and "," not in before and listed("roles", "leading_off").isdisjoint(before.lower().split())

    def _opens(self, number: int, player: Player) -> bool:
        """Whether a sentence opens with somebody's name."""
        at = bisect_left(self.places, (self.starts[number], 0))
        return at < len(self.places) and self.players[at] is player and self._is_subject(number, self.places[at].start)

    def _about(self, low: int, high: int, word: str) -> list[tuple[Player, int]]:
        """Those named between two places whom the pronoun fits; owners ("Roe's house") only where nobody else is."""
        first, last = bisect_left(self.places, (low, 0)), bisect_left(self.places, (high, 0))
        if last - first > CROWD:
            return []
        fitting = [at for at in range(first, last) if fits(self.players[at], word) and not self._in_quotes(self.places[at])]
        free = [at for at in fitting if not self.text.startswith(_OWNS, self.places[at].end)]
        return [(self.players[at], self.places[at].start) for at in free or fitting]

    def _excluded(self, word: str, place: Span) -> bool:
        """Whether the words for a speaker who is no party cannot be taken up by the pronoun: "residents" are not "he"."""
        last = self.text[place.start : place.end].lower().split()[-1:]
        return bool(last) and (last[0].endswith("s") or _SEX.get(last[0], _SEX[word]) != _SEX[word])

    def _called_before(self, noun: str, at: int) -> bool:
        """Whether the story has spoken of "a lawyer" or "the lawyer" before."""
        if not self.nouns:
            for match in _WORD.finditer(self.text):
                self.nouns.setdefault(match.group().lower(), []).append(match.start())
        before = [place for place in self.nouns.get(noun, ())[: MANY + 1] if place < at]
        return len(before) > MANY or any(_CALLED.search(self.text, max(0, place - 40), place) for place in before)

    def _in_quotes(self, mention: Span) -> bool:
        at = bisect_right(self.quoted, (mention.start, mention.end)) - 1
        return at >= 0 and self.quoted[at].holds(mention)

    def _number(self, at: int) -> int:
        return max(0, bisect_right(self.starts, at) - 1)


def _holds_another_office(player: Player, noun: str) -> bool:
    """ "The minister" is not Tom Roe, a nurse, nor Councillor Roe."""
    return bool(player.heads) and noun not in player.heads and noun.title() in listed("titles", "offices") - listed("titles", "loose")


def _one(players: Sequence[Player]) -> bool:
    return all(player is players[0] for player in players)


def fits(player: Player, word: str) -> bool:
    """True where a party may be called by that pronoun."""
    if word in _KINDS:
        return player.kind in _KINDS[word]
    return player.kind == "person" and sex_of(player) in (None, _SEX[word])


def sex_of_given(given: str) -> str | None:
    """Whether a given name is a woman's or a man's; `None` where it may be either or is not known."""
    if given not in listed("names", "given") or given in listed("names", "either"):
        return None
    return "woman" if given in listed("names", "women") else "man"


def sex_of(player: Player) -> str | None:
    """ "woman" or "man" by honorific ("Mrs"), given name, or what someone is ("spokeswoman"); `None` where the story does not show it."""
    if player.sex is not None:
        return player.sex
    given = sex_of_given(player.name.split()[0]) if " " in player.name else None
    if given is not None:
        return given
    sexes = {_sex_of_head(head) for head in player.heads or ({player.name.split()[-1]} if player.role else ())} - {None}
    return sexes.pop() if len(sexes) == 1 else None


def _sex_of_head(head: str) -> str | None:
    if head.endswith("woman") or head in listed("roles", "women"):
        return "woman"
    return "man" if (head.endswith("man") and head != "chairman") or head in listed("roles", "men") else None
