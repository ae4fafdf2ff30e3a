"""Whose words each statement is: the party named where the story names the speaker, or somebody the story only describes.

"ICE acting director Tom Lowe" is Tom Lowe, "ICE officials" are no single agency, "a spokesman for the mayor" is not the mayor, and
"Smith's lawyer" is not Smith. Who is only described ("residents", "the indictment") becomes a party by speaking; a pronoun is left to
`pronouns.py`. Words that name nobody, and descriptions that fit several, are left as written.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ..document import Span
from ..ledger import Party, PartyKind, Statement
from .cast import Cast, Player
from .curtain import parties
from .described import kind_of
from .names import names_in
from .paragraphs import Story
from .places import listed
from .pronouns import Recent, is_pronoun
from .quotes import Quotation

# A word, or what ends a noun phrase.
_PART = re.compile(r"[^\W_][\w.&-]*(?:['’](?!s\b)\w+)*|[^\w\s'’.]")
_NOUN = re.compile(r"[^\W\d_]+")
_OWNS = ("'s", "’s", "' ", "’ ")


def voiced(
    story: Story, said: Sequence[Statement], cast: Cast, quotations: Sequence[Quotation]
) -> tuple[tuple[Statement, ...], tuple[Party, ...]]:
    """The statements, each with its speaker where one is known, and all parties."""
    voices = _Voices(story, cast, quotations)
    speakers = {id(one): voices.of(one) for one in said}
    parted = parties(cast)
    made: dict[int, Statement] = {}

    def spoken(one: Statement) -> Statement:
        if id(one) not in made:
            player, inside = speakers.get(id(one)), spoken(one.inside) if one.inside else None
            party = parted.get(id(player)) if player is not None else None
            made[id(one)] = replace(one, speaker=party, inside=inside, via=inside.speaker if inside else None)
        return made[id(one)]

    return tuple(map(spoken, said)), tuple(parted.values())


@cache
def _handed() -> re.Pattern[str]:
    return re.compile(rf"(?:[Aa] )?(?:{'|'.join(sorted(listed('roles', 'handed_out')))}) (?:by|from) ", re.IGNORECASE)


class _Voices:
    """The cast by the places where it is named, and those who join it by speaking."""

    def __init__(self, story: Story, cast: Cast, quotations: Sequence[Quotation]) -> None:
        self.story, self.cast = story, cast
        named = sorted(((mention, player) for player in cast.players for mention in player.mentions), key=lambda pair: pair[0])
        self.places = [mention for mention, _ in named]
        self.players = [player for _, player in named]
        self.recent = Recent(story, self.places, self.players, quotations)
        self.known: dict[tuple[Span, ...], Player | None] = {}
        self.described: dict[tuple[str, int], Player] = {}
        self.by_head: dict[str, list[Player]] = {}
        self.unmet: dict[str, Player] = {}
        self.joint: dict[tuple[int, int], Player] = {}

    def of(self, one: Statement) -> Player | None:
        """The speaker of a statement; the next pronoun may mean the same."""
        spans = one.speaker_spans
        if not spans:
            return None
        if spans not in self.known:
            self.known[spans] = self._meant(spans[0], self.known.get(one.inside.speaker_spans) if one.inside else None)
        player = self.known[spans]
        if one.inside is None and one.kind != "refusal":
            self.recent.spoke(player, one)
        return player

    def _meant(self, span: Span, outer: Player | None) -> Player | None:
        words = self.story.text[span.start : span.end].strip(" ,")
        if is_pronoun(words):
            return self.recent.meant(words.lower(), span, outer)
        if words.isupper() and self.story.text.startswith(":", span.end):
            return self._labelled(words, span)
        handed = self._handed_out(span)
        if handed is not None:
            return handed
        first = bisect_left(self.places, (span.start, 0))
        mentions = list(zip(self.places[first:], self.players[first : bisect_left(self.places, (span.end, 0))], strict=False))
        end = self._core(span, [mention for mention, _ in mentions])
        if self.story.text.startswith((" and ", " or "), end) and end < span.end:
            # Two speak, not one of them.
            return self._together(span, end) if self.story.text.startswith(" and ", end) else None
        named = self._named(span, end, [pair for pair in mentions if pair[0].end <= end])
        if named is not None:
            return named
        bearer = self.cast.by_surname(words, span.start) if words[:1].isupper() and not mentions else None
        if bearer is not None:
            # "Brand said", which may be a word that opens a sentence, after Russell Brand
            bearer.mentions.append(Span(span.start, end))
            return bearer
        return self._apposed(end, span, mentions) or self._described(span, end, mentions) or self._unmet(span, end)

    def _handed_out(self, span: Span) -> Player | None:
        """Dr Helen Quarrie of "Statement by Dr Helen Quarrie, Chief Inspector: “...”"."""
        match = _handed().match(self.story.text, span.start)
        at = bisect_left(self.places, (match.end(), 0)) if match else len(self.places)
        if match is None or at >= len(self.places) or self.players[at].kind != "person":
            return None
        if self.story.text.startswith(_OWNS, self.places[at].end):
            return None  # "a statement from Roe's lawyer"
        titles = self.story.text[match.end() : self.places[at].start].split()
        return self.players[at] if all(word.strip(".") in _before_names() for word in titles) else None

    def _together(self, span: Span, end: int) -> Player | None:
        """ "Roe and Doe said", "police and prosecutors said": a group of the two, found again when they speak again; nobody for "chairman
        and chief executive Ann Lowe" and "Boeing and Airbus officials"."""
        first = self._of_two(Span(span.start, end))
        second = self._of_two(Span(end + len(" and "), span.end)) if first is not None else None
        if first is None or second is None or first is second or first.kind != second.kind:
            return None
        words = self.story.text[span.start : span.end].lower()
        if first.kind == "organisation" and words.startswith("the ") and " and the " not in words:
            # "the Bureau of Soils and Resource Economics"
            return None
        player = self.joint.get((id(first), id(second))) or self.joint.get((id(second), id(first)))
        if player is None:
            player = self.joint[id(first), id(second)] = self.cast.add(f"{first.name} and {second.name}", "group")
            player.members = (first, second)
        player.mentions.append(span)
        return player

    def _of_two(self, span: Span) -> Player | None:
        """Somebody named, or a group described in small letters."""
        first = bisect_left(self.places, (span.start, 0))
        mentions = list(zip(self.places[first:], self.players[first : bisect_left(self.places, (span.end, 0))], strict=False))
        end = self._core(span, [mention for mention, _ in mentions])
        player = self._named(span, end, [pair for pair in mentions if pair[0].end <= end])
        if player is not None:
            return player if player.kind in ("person", "organisation") and mentions[0][0].start >= span.start else None
        words = self._words(span, end)
        return self._described(span, end, mentions) if not mentions and words and kind_of(words[-1]) == "group" else None

    def _labelled(self, words: str, span: Span) -> Player | None:
        """Whom "SEN. KEVIN DE LEÓN:" in a transcript means: somebody the story has met, else a person of that name."""
        parts = words.split()
        while parts and parts[0].strip(".").capitalize() in _before_names():
            parts = parts[1:]
        if not parts or len(parts[0]) == 1 == len(parts) or parts[0] == "THE" or (len(parts) == 1 and kind_of(parts[0].lower())):
            # "THE PRESIDENT:", "Q:"
            return None
        player = self.cast.full.get(f"{parts[0]} {parts[-1]}".casefold()) or self.cast.by_surname(parts[-1], span.start)
        player = player or self.cast.person(tuple(parts), " ".join(parts))
        if len(parts) < len(words.split()):
            # "MS. PSAKI" looks like an acronym, and is none.
            player.kind = "person"
        player.mentions.append(span)
        return player

    def _core(self, span: Span, mentions: Sequence[Span]) -> int:
        """Where the noun phrase ends without what hangs on it: "a spokesman" of "a spokesman for the mayor, Jim Lowe"."""
        text, end = self.story.text, span.start
        for match in _PART.finditer(text, span.start, span.end):
            at = bisect_right(mentions, (match.start(), span.end + 1)) - 1
            if at >= 0 and mentions[at].start <= match.start() < mentions[at].end:
                end = min(mentions[at].end, span.end)
                continue
            word = match.group()
            if kind_of(self.story.text[span.start : end].rpartition(" ")[2]) and word.endswith("ing") and word.islower():
                # "a statement addressing Lowe"
                break
            if not word[0].isalnum() or (end > span.start and word.lower() in listed("roles", "hangs") and not _goes_on(text, span, end)):
                break
            end = min(match.end(), span.end)
        return end

    def _named(self, span: Span, end: int, mentions: Sequence[tuple[Span, Player]]) -> Player | None:
        """The party whose name the phrase is, not one that only stands in it."""
        text = self.story.text
        free = [(m, p) for m, p in mentions if not text.startswith(_OWNS, m.end) or m.end >= end]
        last = next((player for mention, player in reversed(free) if mention.end >= end), None)
        if last is not None and last.kind == "person":
            return last
        for number, (mention, player) in enumerate(free):
            beside = text[mention.end : mention.end + 20].split(" ")[1:2]
            joined = number + 1 < len(free) and free[number + 1][0].start == mention.end + 1
            if player.kind == "person" and not joined and not (mention.end < end and beside and _stands_before(beside[0])):
                return player
        return last

    def _apposed(self, end: int, span: Span, mentions: Sequence[tuple[Span, Player]]) -> Player | None:
        """Jim Lowe in "The director of the shelter, Dr. Jim Lowe"."""
        for mention, player in mentions:
            comma = self.story.text.rfind(",", end, mention.start)
            between = self.story.text[comma + 1 : mention.start].split() if comma >= 0 else ["x"]
            if player.kind == "person" and not any(word.islower() and kind_of(word) != "person" for word in between):
                return player if kind_of(self._words(span, end)[-1:][0] if self._words(span, end) else "") == "person" else None
        return None

    def _words(self, span: Span, end: int) -> list[str]:
        words = self.story.text[span.start : end].split()
        while words and (words[0].lower() in listed("roles", "leading") or words[0] == "of"):
            words = words[1:]
        return words

    def _described(self, span: Span, end: int, mentions: Sequence[tuple[Span, Player]]) -> Player | None:
        """Somebody without a name: found again by the same words, or new to the cast."""
        words = self._words(span, end)
        kind = kind_of(words[-1]) if words else None
        if words and words[-1].endswith(("-year-old", "Republican", "Democrat")):
            kind = "person"
        if kind is None:
            return None
        first = self.story.text[span.start : end].split()[0].lower()
        owner = next((mention for mention, player in mentions if self._owns(mention, end)), None)
        whose = self.players[bisect_left(self.places, owner)] if owner is not None else None
        if whose is not None and _is_itself(words, whose, kind):
            return whose
        if len(words) == 1 and words[0][0].isupper() and first == "the" and len(self.cast.ending(words[0])) == 1:
            # "The Post", after the Washington Post
            return self.cast.ending(words[0])[0]
        player = self._again(words, first, whose)
        elsewhere = words[-1] in listed("titles", "only") and words[0][0].isupper()
        if player is None and kind == "person" and first == "the" and owner is None and not elsewhere:
            player = self.recent.described(_NOUN.findall(words[-1])[-1], span)
        if player is None:
            player = self.cast.add(_plain(" ".join(words)), kind)
            player.role = player.name if kind == "person" else None
            player.of = whose
            self.described[(player.name.casefold(), id(whose) if whose else 0)] = player
            self.by_head.setdefault(words[-1].casefold(), []).append(player)
        player.mentions.append(Span(span.start, end))
        return player

    def _is_of(self, player: Player, country: str) -> bool:
        """True where the same country stands before an office and the name: "Brazil's president", "Brazilian President Jair Lowe"."""
        text, root = self.story.text, country[:4]
        return country[:1].isupper() and any(root in text[max(0, m.start - 40) : m.start].rpartition(".")[2] for m in player.mentions[:9])

    def _unmet(self, span: Span, end: int) -> Player | None:
        """A name that nothing else in the story explains: "Lowe said" is a person's, "The Lowland Express said" a body's."""
        text = self.story.text
        start = span.start + (4 if text[span.start : span.start + 4].lower() == "the " else 0)
        names = [name for name in names_in(text[start:end]) if name.span == (0, end - start)]
        if not names or names[0].kind in ("thing", "office") or names[0].text.lower() in listed("common", "words"):
            return None
        if names[0].text.casefold() in self.cast.surnames or self.story.paragraph_of(start).kind == "headline":
            # "Roe", where there are two; "Flood: town cut off"
            return None
        body = (
            start > span.start
            or names[0].text in self.cast.begins
            or (len(names[0].words) > 1 and names[0].words[0].lower() in listed("common", "words"))
        )
        player = self.unmet.get(names[0].text)
        if player is None:
            kind: PartyKind = "organisation" if body else "person"
            player = self.unmet[names[0].text] = self.cast.add(names[0].text, kind)
        player.mentions.append(Span(start, end))
        return player

    def _owns(self, mention: Span, end: int) -> bool:
        """True for the agency in "agency officials", "the agency's lawyer" and "a lawyer for the agency"."""
        between = self.story.text[end : mention.start]
        return (
            mention.end < end
            or (mention.start > end and between.split()[-1:] != ["the"] and len(between.split()) < 3)
            or (mention.start > end and len(between.split()) < 4)
        )

    def _again(self, words: list[str], first: str, whose: Player | None) -> Player | None:
        if first in ("another", "other", "second"):
            return None
        if words[-1] in listed("titles", "only") and (first == "the" or whose is not None):
            # "China's premier", where the story has one premier
            bearers = [p for p in self.cast.players if p.kind == "person" and words[-1] in p.heads]
            if len(words) > 1:
                # "the French president" may be another one's
                bearers = [p for p in bearers[:20] if self._is_of(p, words[0])]
            if len(bearers) == 1:
                return bearers[0]
        key = " ".join(words).casefold()
        known = self.described.get((key, id(whose) if whose else 0))
        if known is None and len(words) == 1 and whose is None and (first in ("the", "this", "that", "these", "those") or first == key):
            # "activists", after "immigration activists" spoke, where no others did; "the official" for "a White House official"
            speakers = self.by_head.get(key, [])
            return speakers[0] if len(speakers) == 1 else None
        return known


@cache
def _before_names() -> frozenset[str]:
    return frozenset(word.strip(".") for word in listed("titles", "honorifics") | listed("titles", "offices"))


def _goes_on(text: str, span: Span, end: int) -> bool:
    """True before the "of" of "Chamber of Commerce President Ann Lowe" and of "several of the residents"."""
    before, after = text[span.start : end].split(), text[end : span.end].split()
    if after[0] == "of" and before[-1].lower() in listed("roles", "leading") and before[-1].lower() not in ("one", "another"):
        return True
    following = after[2:3] if after[1:2] == ["the"] else after[1:2]
    named = before[-1][:1].isupper() and kind_of(before[-1]) != "group"
    return named and after[0] in ("of", "for") and following != [] and following[0][:1].isupper()


def _stands_before(word: str) -> bool:
    """True for what makes a name part of another: "administration" of "the Lowe administration"; not "of" in "Ann Lowe of Dover"."""
    return word[:1].islower() and word not in listed("roles", "hangs")


def _is_itself(words: list[str], whose: Player, kind: str) -> bool:
    """True for "the Reuters news agency", which is Reuters; a "White House panel" is not the White House."""
    return (
        kind == whose.kind == "organisation"
        and " ".join(words).startswith(whose.name + " ")
        and words[-1] in listed("roles", "itself")
        and all(map(str.islower, words[len(whose.name.split()) :]))
    )


def _plain(text: str) -> str:
    """Without the capital of a sentence's first word."""
    first, *others = text.split()
    if any(word[0].isupper() for word in others):
        return text
    return text[0].lower() + text[1:] if first.lower() in listed("common", "words") and not first.isupper() else text
