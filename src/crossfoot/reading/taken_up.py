"""Those who come back by what they are: "the mayor", "the agency", "the company", "the District Attorney".

Such words mean the one party of the story that fits. Where several fit, they mean the only one that has been named in the same paragraph,
or else in the one before; where that does not decide it either, they are nobody's.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache

from ..document import Span
from ..ledger import PartyKind
from .cast import Cast, Player
from .described import Described, described_in
from .meetings import Placed
from .paragraphs import Paragraph
from .places import listed
from .vocabulary import words

CROWD = 12  # more parties than this that one word fits, and it fits none


def taken_up(cast: Cast, paragraphs: Sequence[Paragraph], met: Sequence[Placed]) -> None:
    """Every "the mayor" put to the one it means."""
    known = _Known(cast)
    _officers(known, met)
    roles = {role.span.start + start for start, one in met for role in (one.before, one.after) if role is not None}
    before = 0
    for paragraph in paragraphs:
        for one in described_in(paragraph.text):
            at = paragraph.start + one.span.start
            # "Jane Roe, the nurse, said": the nurse is Jane Roe already.
            if paragraph.start + one.span.end - len(one.head) not in roles:
                player = known.meant(one, at, paragraph.start, before)
                if player is not None:
                    player.mentions.append(Span(at, paragraph.start + one.span.end))
        before = paragraph.start


class _Known:
    """Who may be called "the mayor" or "the agency", in the order in which the story names them."""

    def __init__(self, cast: Cast) -> None:
        self.fits: dict[str, list[Player]] = {}
        self.places: dict[int, list[int]] = {}
        self.plain: list[Player] = []
        for player in sorted((p for p in cast.players if p.mentions), key=lambda p: min(p.mentions)):
            self.places[id(player)] = sorted(mention.start for mention in player.mentions)
            for noun in player.heads if player.kind == "person" else player.sorts:
                self.fits.setdefault(noun, []).append(player)
            if player.kind == "organisation" and not player.sorts and not player.name.isupper():
                self.plain.append(player)

    def meant(self, one: Described, at: int, paragraph: int, before: int) -> Player | None:
        """The one party a description means at a place; it must have been named before, unless only one person ever fits."""
        fits = self.fits.get(one.head, [])
        if one.head in listed("organisations", "trading"):
            # A firm's name seldom says that it is one: "Dunmore".
            fits = [*fits, *self.plain]
        elif len(fits) == 1:
            return fits[0] if self.places[id(fits[0])][0] < at or one.kind == "person" else None
        if not fits or len(fits) > CROWD:
            return None
        for low in (paragraph, before):
            near = [player for player in fits if self._named(player, low, at)]
            if near:
                return near[0] if len(near) == 1 else None
        named = [player for player in fits if self.places[id(player)][0] < at]
        return named[0] if len(named) == 1 else None

    def add(self, kind: PartyKind, word: str, start: int, span: Span) -> None:
        """One more mention of the only one of that kind who may be called so."""
        fits = [player for player in self.fits.get(word.lower(), ())[:2] if player.kind == kind]
        if len(fits) == 1:
            fits[0].mentions.append(Span(start + span.start, start + span.end))

    def _named(self, player: Player, low: int, high: int) -> bool:
        places = self.places[id(player)]
        return bisect_left(places, low) < bisect_right(places, high - 1)


def _officers(known: _Known, met: Sequence[Placed]) -> None:
    """ "The District Attorney said", "the Authority", with capitals, where one person or one body fits."""
    for start, one in met:
        if one.name.kind == "office" and one.name.the:
            known.add("person", one.name.words[-1], start, one.name.span)
        elif one.name.kind == "thing" and one.name.the and len(one.name.words) == 1:
            known.add("organisation", one.name.words[0], start, one.name.span)


def called(title: str) -> set[str]:
    """The small words by which the bearer of a title comes back: "congresswoman" and "lawmaker" for "Rep."."""
    return {title.lower(), *_called().get(title.lower().rstrip("."), ())}


@cache
def _called() -> dict[str, frozenset[str]]:
    lines = [line.split(" | ") for line in words("titles")["called"].strip().splitlines()]
    return {short.lower(): frozenset(again.split()) for titles, again in lines for short in titles.split()}
