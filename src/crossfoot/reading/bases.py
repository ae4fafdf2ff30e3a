"""Shares with a part beside them whose base stands elsewhere: "Inspectors visited 212 kitchens. They failed 38, or 18 percent."

The share may name its base ("8 percent of its workforce"), and the story give one number of just that not far away, before or behind ("The
firm employs 1,500 people"); one that belongs to a place or a day of its own is kept as unclear. Otherwise the base is one of the numbers
before. Where one of these agrees it is taken; else the one that is named ("Of the kitchens, 38, or 18 percent"), or the only number of the
sentence before. A number further up, or one of several, is a loose tie: the check speaks of it only where a slip explains the difference.
Percentages with a base of their own ("of those who replied"), rises and falls, and bases of another place, day or speaker are left.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from ..ledger import FURTHER_UP, Figure, Relation
from ..slips import may_be_a_slip
from .counted import is_plural
from .further_up import Earlier, FurtherUp, one_speaker, own_noun
from .named_bases import (
    base_named,
    counts_base,
    is_called,
    is_in_all,
    is_of_another_time,
    is_of_staff,
    is_of_then,
    names_all,
    says_total,
    words_for_base,
)
from .needed import Pattern
from .outline import Outline, any_of, pattern
from .paragraphs import Story
from .portions import fits
from .shapes import Shapes, matched, spanned
from .shares import polled, surveyed
from .vocabulary import words

_MANY = 20
_REACH = 900  # characters between the share and the number that it names
_PART, _PERCENT = r"(?P<part><amount>)", r"(?P<percent><portion>)"
_OFF = r"(?:,?<dash>|,? [(]|,? or |, )(?:<joining> ){0,3}"
_OF = r"(?: of (?P<noun>(?:<word> ){0,5}?<word>))?"

_END = r"(?=[.,;:)]|<dash>|<stop>|$| (?:and|but|while|because|after|as)\b)"
# ... because of side effects, chiefly dizziness, or 7 percent
_ASIDE = r"(?:,(?: <word>){1,6}(?=,? or | [(]))?"

# The base is named, and counted in this sentence or in another.
_NAMED = {
    # 214 of its 1,070 jobs, a fifth of the workforce
    "of base": rf"""
        {_PART}(?: <word>){{0,2}} of (?:(?:<determiner>|(?!<astray>\b)<word>) ){{0,4}}?(?P<whole><amount>)(?:[ -]<word>){{0,3}}?
        {_OFF}{_PERCENT} of <of_it>\b""",
    # 874 votes, which was 21.9 per cent of the valid vote
    "apart, named": rf"(?<! of )(?<! of the )(?<! of its ){_PART}(?:[ -]<word>){{0,5}}?{_OFF}{_PERCENT} of <of_it>\b",
    # 8 percent of its workforce, or 120 people
    "turned, named": rf"{_PERCENT} of <of_it>(?: <word>){{1,4}}?,?(?:<dash>| [(]| or )(?:<joining> ){{0,3}}{_PART}(?! of\b)",
}
# The base is one of the numbers before.
_UNNAMED = {
    # They failed 38, or 18 percent. The pear trees (38, or 18 percent of the total) ... 201 people in three wards, 15 percent of the total
    "apart": rf"{_PART}(?:[ -](?:<word>|<age>)){{0,10}}?{_ASIDE}{_OFF}{_PERCENT}(?:{_OF}{_END}|(?= (?:<ending>)\b))",
    # Eighteen percent, or 38, failed. 18 percent of them (38); two-thirds of the guests, 38 people,
    "turned": rf"""
        {_PERCENT}{_OF}(?:,?<dash>| [(]|,? or |, )(?:<joining> ){{0,3}}
        {_PART}(?=[.,;:)]|<dash>|<stop>|$| (?:<ending>)\b| <word>[,.])""",
    # Women made up 45 percent of the staff, with 38 at work; one in six of the patients was under the age of one, a total of 38 babies
    "told after": rf"{_PERCENT}{_OF}(?: (?:<word>|<count>|<age>)){{0,9}}?, (?:with|a total of) {_PART}(?: <word>)?{_END}",
}


@cache
def _shapes() -> Shapes:
    known = words("shares")
    joining = known["joining"]["words"]
    lists = {name: known[name]["words"] for name in ("determiner", "of_it", "astray")} | {"ending": known["unnamed"]["ending"]}
    named = [(name, pattern(shape, **lists, joining=joining)) for name, shape in _NAMED.items()]
    return (*named, *((name, pattern(shape, **lists, joining=[*joining, *known["portions"]["rates"]])) for name, shape in _UNNAMED.items()))


def bases(
    story: Story, outlines: Sequence[Outline], further_up: FurtherUp, figures: Sequence[Figure], tied: Sequence[Relation]
) -> Iterator[Relation]:
    """Every share with a part beside it and its base elsewhere; those that `tied` holds already are left out."""
    reader = _Reader(story, further_up, figures, tied)
    return matched(outlines, _shapes(), reader.build, signs=2, once="percent")


@dataclass(frozen=True, slots=True)
class _Claim:
    """A part and its share, the words for their base ("confirmed", "case"), and whether it is the total, or a plural."""

    part: Figure
    share: Figure
    noun: tuple[str, ...]
    of_total: bool
    several: bool

    def fits(self, whole: Figure, *, closely: bool = False) -> bool:
        """Whether the share may be that of the part of this whole; `closely` as printed."""
        return fits(self.part, whole, self.share, closely=closely)

    def names_others(self, whole: Figure) -> bool:
        """ "48,000 passengers. The larger took 31,000, or 45 percent of the sailings": of things in the plural that the number does not
        count; people may be called anything."""
        return self.several and own_noun(whole) not in (None, "person", *self.noun)

    def is_near(self, whole: Figure) -> bool:
        """Whether a slip leads from what is worked out to the share."""
        worked = self.part.quantity.amount.share_of(whole.quantity.amount).value
        return may_be_a_slip(self.share.quantity, worked if worked is None or self.share.kind == "percent" else worked / 100)


class _Reader:
    """Reads the shares of a story in order, and remembers of what parts have been told."""

    def __init__(self, story: Story, further_up: FurtherUp, figures: Sequence[Figure], tied: Sequence[Relation]) -> None:
        self.story, self.further_up = story, further_up
        self.known = {id(relation.role(role)) for relation in tied for role in ("percent", "amount") if relation.role(role)}
        self.parts = {id(relation.role("part")) for relation in tied if relation.kind == "share"}
        self.divided: list[Figure] = []  # wholes of which parts have been told, the last one last
        self.counts = [figure for figure in figures if figure.kind == "count" and figure.counted]
        self.starts = [figure.span.start for figure in self.counts]

    def build(self, outline: Outline, match: re.Match[str], name: str) -> Relation | None:
        """The share of a match, if its base is found."""
        share, part = outline.entry(match, "percent"), outline.entry(match, "part")
        if not share or not part or id(share) in self.known:
            return None
        if name in _NAMED:
            return self._named(outline, match, part, share) if _is_of_one_noun(outline, match, part, share) else None
        return self._unnamed(outline, match, part, share) if _may_be_share(outline, match, part, share) else None

    def _named(self, outline: Outline, match: re.Match[str], part: Figure, share: Figure) -> Relation | None:
        """Of a base that the share names and the story counts."""
        if not names_all(self.story, share):
            return None
        if "whole" in match.re.groupindex:
            whole = outline.entry(match, "whole")
            return _relation(outline, part, (whole, 1), share) if whole and counts_base(self.story, whole, share) else None
        first, past = bisect_left(self.starts, share.span.start - _REACH), bisect_right(self.starts, share.span.start + _REACH)
        whole = base_named(self.story, [figure for figure in self.counts[first:past] if figure is not part], share, part)
        if not whole:
            return None
        apart = whole.when or (is_of_staff(share) and (whole.where or part.where))
        return _relation(outline, part, (whole, 2), share, unclear=str(words("shares")["of_it"]["reason"]) if apart else None)

    def _unnamed(self, outline: Outline, match: re.Match[str], part: Figure, share: Figure) -> Relation | None:
        """Of a base that is one of the numbers before."""
        noun = words_for_base(outline, match)
        if is_of_another_time(self.story, outline, match) or any(word in words("shares")["unnamed"]["apart"] for word in noun):
            return None
        before = [
            one for one in self.further_up.before(share, part) if _is_larger(one.figure, part) and not is_of_then(self.story, one.figure)
        ]
        of_total = says_total(match)
        parts = {id(one.figure) for one in before if self._is_part(one.figure, match, of_total=of_total)}
        self.parts.add(id(part))
        claim = _Claim(
            _not_a_few(outline, match, part),
            share,
            noun,
            of_total,
            bool(match["noun"]) and is_plural(match["noun"].lower().rstrip(".").split()[-1]),
        )
        if _of_those().match(outline.text, max(0, outline.bounds(match.start())[0] - 1), match.start()):
            before = [one for one in before if one.back == 1]
            self.divided.clear()
        before = [
            one for one in takewhile(lambda one: _is_of_here(one.figure, claim.part), before) if _is_of_one_thing(one.figure, claim.part)
        ]
        whole = self._whole(claim, [one for one in before if id(one.figure) not in parts], [one.figure for one in before])
        if not whole:
            return None
        if claim.fits(whole[0]):
            self.divided.append(whole[0])
        # "A total of 26,438 ballots were cast ... 9,518, or 36 percent of the total": of what is told to be all, votes are votes.
        weighing = polled if of_total and is_in_all(self.story, whole[0]) else surveyed
        return _relation(outline, claim.part, whole, share, note="weighted" if weighing(outline.text) else FURTHER_UP)

    def _is_part(self, figure: Figure, match: re.Match[str], *, of_total: bool) -> bool:
        """Whether it is the part of another share, save where it is told to be all there were, or is divided in its turn: "They shed 180 of
        the 4,150 jobs, more than half of them, 95, in Leith"."""
        of_them = match["noun"] and match["noun"].lower() in words("shares")["unnamed"]["of_them"]
        return id(figure) in self.parts and not of_them and not (of_total and is_in_all(self.story, figure))

    def _whole(self, claim: _Claim, larger: Sequence[Earlier], any_larger: Sequence[Figure]) -> tuple[Figure, int] | None:
        """The number that is the whole, and how surely: 2 for one that is named or the only one, 3 for one of several."""
        named = [one for one in larger if self._is_named(one.figure, claim)]
        agreeing = [one.figure for one in (*named, *larger) if claim.fits(one.figure)]
        closely = next((figure for figure in (*agreeing, *any_larger) if claim.fits(figure, closely=True)), None)
        if closely:
            return closely, 2
        above = [one for one in self.further_up.opening(claim.share, claim.part) if self._is_above(one, claim)]
        told = next((figure for figure in above if claim.fits(figure, closely=True)), None)
        if told or agreeing:
            return (told, 3) if told else (agreeing[0], 2)
        after = self.further_up.after(claim.share, claim.part)
        return None if any(claim.fits(one) for one in after if _is_larger(one, claim.part)) else self._chosen(claim, named, larger, above)

    def _chosen(
        self, claim: _Claim, named: Sequence[Earlier], larger: Sequence[Earlier], above: Sequence[Figure]
    ) -> tuple[Figure, int] | None:
        """Of the numbers none of which agrees the one that is meant."""
        again = next((one.figure for one in larger if one.figure in self.divided[-1:]), None)
        sure = bool(named) == (bool(claim.noun) or claim.of_total)
        chosen = (again, 3) if again else _nearest(named or larger, claim.part, named=bool(named), sure=sure)
        if chosen and chosen[1] < 3:
            return chosen
        around = self.further_up.around(claim.share, claim.part)
        if any(claim.fits(one, closely=True) and not is_of_then(self.story, one) for one in around):
            return None
        if chosen and not named and claim.names_others(chosen[0]):
            chosen = None
        if chosen and claim.is_near(chosen[0]):
            return chosen
        near = [one.figure for one in named or [one for one in larger if not claim.names_others(one.figure)]]
        return _by_a_slip(near, claim) or _by_a_slip(above, claim) or chosen

    def _is_named(self, figure: Figure, claim: _Claim) -> bool:
        return is_called(self.story, figure, claim.noun) or (claim.of_total and is_in_all(self.story, figure))

    def _is_above(self, figure: Figure, claim: _Claim) -> bool:
        """Whether a number of the headline or the lead counts what the part does, or what the share names."""
        alike = own_noun(claim.part) is not None and own_noun(figure) == own_noun(claim.part)
        larger = _is_larger(figure, claim.part) and not is_of_then(self.story, figure)
        return larger and (alike or self._is_named(figure, claim)) and _is_of_here(figure, claim.part) and one_speaker(figure, claim.part)


def _is_of_one_noun(outline: Outline, match: re.Match[str], part: Figure, share: Figure) -> bool:
    """ "214 jobs, a fifth of the workforce"; not "1,344 delegates of 14 states and one territory, or 34 percent of all delegates"."""
    noun = part.counted.key if part.counted else None
    named = share.counted.key if share.counted else None
    if part.kind != "count" or not (noun in (None, named) or (is_of_staff(share) and noun in words("shares")["staff"]["parts"])):
        return False
    others = [one for one in outline.earlier(match.start("percent")) if one.kind == "count" and one is not part]
    return noun is not None or not others


def _not_a_few(outline: Outline, match: re.Match[str], part: Figure) -> Figure:
    """ "201 people across all three wards, 15 percent": the number before, where the nearest is a word for a few."""
    before = [one for one in outline.earlier(match.start("part")) if one.kind == part.kind and one is not part]
    few = match.start("part") < match.start("percent") and len(part.quantity.digits) == 1 and part.quantity.scale == 1
    return before[-1] if few and before and (before[-1].quantity.value or 0) >= _MANY else part


def _is_step(outline: Outline, match: re.Match[str], part: Figure) -> bool:
    """ "10 fewer arrests, or 63 percent of the total": by how many there were fewer is no part of them."""
    behind = outline.text[match.end("percent") : match.end("percent") + 20]
    if match.end("part") < match.start("percent") and _step().match(behind.removeprefix(",")):
        # "numbered 3,690, which was 294, or 7.4 percent, fewer"
        return True
    after, before = (
        outline.text[match.end("part") : match.end("part") + 20],
        outline.text[max(0, match.start("part") - 4) : match.start("part")],
    )
    # "One Democrat in five (21 percent)": the share in words; "it will bring in £4.2m, a third of the sum" is none.
    in_so_many = before.endswith(" in ") and match.end("part") < match.start("percent") and part.kind == "count"
    return _step().match(after) is not None or in_so_many


def _may_be_share(outline: Outline, match: re.Match[str], part: Figure, share: Figure) -> bool:
    if (
        part.direction
        or share.direction
        or _is_step(outline, match, part)
        or part.quantity.value is None
        or share.quantity.value is None
        or part.kind == "score"
    ):
        return False
    value = share.quantity.value / (100 if share.kind == "percent" else 1)
    # "Profit rose by $5 million, or 8 percent": of what it was, which is another relation.
    return 0 < value < 1 and not _moving().search(outline.text, outline.bounds(match.start())[0], match.start())


def _by_a_slip(larger: Sequence[Figure], claim: _Claim) -> tuple[Figure, int] | None:
    """The one number of several of which the share comes near: what a slip away is meant more often than what is nowhere near."""
    near = [figure for figure in larger if claim.is_near(figure)]
    return (near[0], 3) if len({figure.quantity.value for figure in near}) == 1 else None


def _nearest(larger: Sequence[Earlier], part: Figure, *, named: bool, sure: bool) -> tuple[Figure, int] | None:
    """The nearest, or of several of one sentence the first that it told; `sure` where the words of the share do not name another."""
    values = {one.figure.quantity.value for one in larger}
    if not larger:
        return None
    first = [one for one in larger if one.back == larger[0].back][-1]
    beside = {one.figure.quantity.value for one in larger if one.back == first.back}
    alone = len(values) == 1 if named else first.back == 1 and own_noun(part) in (None, own_noun(first.figure)) and not first.shared
    return first.figure, 2 if sure and alone and len(beside) == 1 and own_noun(first.figure) else 3


def _is_larger(figure: Figure, part: Figure) -> bool:
    return (figure.quantity.value or 0) > (part.quantity.value or 0)


def _is_of_here(figure: Figure, part: Figure) -> bool:
    """One place and one time, where both have one; what stands before a number of another place is no more in the reader's mind."""
    if figure.where and part.where and {one.key for one in figure.where} != {one.key for one in part.where}:
        return False
    return not (figure.when and part.when) or (figure.when.earliest, figure.when.latest) == (part.when.earliest, part.when.latest)


def _is_of_one_thing(figure: Figure, part: Figure) -> bool:
    """One speaker, and one noun, where both have one."""
    # A person may be a patient, a voter, a pupil.
    nouns = {own_noun(figure), part.counted.key if part.counted else None} - {None, "person"}
    return one_speaker(figure, part) and len(nouns) < 2


def _relation(
    outline: Outline, part: Figure, whole: tuple[Figure, int], share: Figure, *, unclear: str | None = None, note: str | None = None
) -> Relation:
    span = spanned([part, share])
    roles = (("part", part), ("whole", whole[0]), ("percent", share))
    return Relation(span, "share", roles, 3 if note == "weighted" else whole[1], unclear, note, outline.inside_quotation(span))


@cache
def _step() -> re.Pattern[str]:
    moved = words("changes")
    return re.compile(rf" {any_of([*moved['up']['than'], *moved['down']['than']])}\b", re.IGNORECASE)


@cache
def _of_those() -> Pattern:
    return pattern(r"(?:^|<stop>)[\"“]?(?:of|among) (?:them|these|those),? ")


@cache
def _moving() -> re.Pattern[str]:
    moved = words("changes")
    verbs = [verb for way in ("up", "down") for verb in (*moved[way]["verbs"], *moved[way]["nouns"])]
    return re.compile(rf"(?<!made )(?<!make )(?<!makes )(?<!making )\b{any_of(verbs)}\b(?:[^,;.]{{0,40}})$", re.IGNORECASE)
