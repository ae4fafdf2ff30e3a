"""Changes and multiples of which a level stands further off: "£1.2m, about 20 times as much", "That is triple the 770 of last year".

The claim stands beside one level, or takes up a sentence ("That is"); the other level is one of the figures further up, or one that the
next sentence tells ("... the 36,000 of the previous year"). Where one of them agrees it is taken. Otherwise a level is taken where it is
the only one of its kind in the sentence before, or, of a percentage, where it is told to be of another time and the percentage comes near.
Amounts of a rise, figures of other speakers and of other things are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations

from ..ledger import Direction, Figure, Relation
from .changes import change_between
from .further_up import Earlier, FurtherUp, one_speaker, own_noun
from .outline import SIGNS, Outline, any_of, pattern
from .paragraphs import Story
from .shapes import Shapes, matched_across
from .vocabulary import words

_CLOSE = Fraction(3, 4)  # how near a slip comes
_NEARLY = Fraction(1, 2)
_BACK = 2  # sentences before the claim in which the other level stands
_NEW, _BASE = r"(?P<b><amount>)", r"(?P<a><amount>)"
_TIMES, _SHARE = r"(?P<percent><multiple>)", r"(?P<percent><portion>)"
_WORDS = r"(?:[ -](?:<word>|<moment>|<duration>))"
_OFF = r"(?:,?<dash>| [(]|,? or |, )(?:<joining> ){0,3}"
_END = r"(?=[.,;:)”\"]|<dash>|<stop>|$)"
# "as many as the", "that of the", "last year's", "the"
_LIKENED = r"(?:(?:as <great> as|as|that of|the size of) )?(?:(?:the|its|their|his|her|about|some|only|just) |(?:the )?<moment>['’]s ){0,2}"
_TAKEN_UP = r"<stop>[\"“]?<again>(?:['’]s| (?:<being>)) (?:<joining> ){0,2}"

_SHAPES = {
    # That is triple the 770 of last year
    "taken up, of a level": rf"{_TAKEN_UP}{_TIMES} (?:<of_then> ){{0,2}}{_BASE}",
    # "1,240 thefts, compared with 310 in 2021. That's four times what we were used to"
    "taken up": rf"{_TAKEN_UP}{_TIMES} (?:what|as (?:many|much)|more than (?:what|in)|the (?:number|figure|level|usual|normal|average))\b",
    # 48 members, more than twice last year's 21; 300 runners, three times as many as the 120 of 2019
    "of a level": rf"{_NEW}{_WORDS}{{0,6}}?{_OFF}{_TIMES} {_LIKENED}{_BASE}",
    # It cost £118m, which is 1.1 times earnings, before tax, of £107m
    "of a level further on": rf"{_NEW}{_WORDS}{{0,4}}?{_OFF}{_TIMES} (?:<word>,? ){{1,9}}?of (?P<c><amount>){_END}",
    # Nearly twice as many people came as last year: 830, against 300
    "as many as, both": rf"""
        {_TIMES} as <great>(?: (?:<word>|<moment>)){{1,9}}?,?(?: ?<dash>|: |, | [(]){_NEW}{_WORDS}{{0,3}}?,?
        [ ](?:against|to|compared with|compared to|versus|as against) {_BASE}""",
    # It is to reach 396, three times as many
    "as many": rf"{_NEW}{_WORDS}{{0,6}}?{_OFF}{_TIMES} as <great>{_END}",
    # This year it was 90, half as many again
    "again": rf"{_NEW}{_WORDS}{{0,6}}?{_OFF}{_TIMES}{_END}",
    # In the six months after there were 58, a fall of two-thirds
    "told by a move": rf"""
        {_NEW}{_WORDS}{{0,6}}?(?:,?<dash>|, |,? or )an? (?:<word> ){{0,2}}?(?P<move><moves>) of
        [ ](?:<joining> ){{0,2}}{_SHARE}{_END}""",
    # The state's rate is 192 and the county's 240, 25 percent higher
    "higher": rf"{_NEW}{_WORDS}{{0,3}}?{_OFF}{_SHARE} (?P<way><than>){_END}",
    # 46,800 parcels last year, 30 percent more than in 2023; 361,400, 30 percent above a normal weekday
    "more than then": rf"{_NEW}{_WORDS}{{0,6}}?{_OFF}{_SHARE} (?P<way><than>)(?: than)?(?: (?:<word>|<moment>|<duration>)){{1,4}}?{_END}",
    # The state's rate is 192, so the county's is 25 percent higher
    "so much higher": rf"{_BASE}<gap>{{0,40}}, so <gap>{{1,40}}?{_SHARE} (?P<way><than>){_END}",
}
# Claims that do not say what they are more or less than: only a level told to be of another time is their base.
_BARE = ("told by a move", "higher")


@cache
def _shapes() -> Shapes:
    moved, known, shared = words("changes"), words("changes")["compared"], words("shares")
    lists = {
        "joining": [*shared["joining"]["words"], *shared["portions"]["rates"]],
        "again": shared["portions"]["again"],
        "being": shared["portions"]["being"],
        "than": [*moved["up"]["than"], *moved["down"]["than"]],
        "of_then": known["of_then"],
        "great": words("numbers")["multiples"]["as"],
        "moves": [*moved["up"]["nouns"], *moved["down"]["nouns"]],
    }
    return tuple((name, pattern(shape, **lists)) for name, shape in _SHAPES.items())


def compared(story: Story, outlines: Sequence[Outline], further_up: FurtherUp, tied: Sequence[Relation]) -> Iterator[Relation]:
    """Every such change and multiple, in the order of the story; those that `tied` holds already are left out."""
    known = {id(relation.role(role)) for relation in tied for role in ("percent", "amount") if relation.role(role)}

    def build(outline: Outline, match: re.Match[str], name: str) -> Relation | None:
        share = outline.entry(match, "percent")
        if not share or id(share) in known or share.quantity.value is None:
            return None
        if name == "again" and not story.text.endswith("again", share.span.start, share.span.end):
            # "It rang three times" counts
            return None
        way = _way(match)
        levels = _levels(story, outline, further_up, match, name, share, way)
        if not levels:
            return None
        base, new, link = levels
        return change_between(story, outline, (base, new, share), match.start("percent"), direction=way, link=link)

    return matched_across(outlines, _shapes(), build, once="percent", having=_having())


def _levels(
    story: Story, outline: Outline, further_up: FurtherUp, match: re.Match[str], name: str, share: Figure, way: Direction | None
) -> tuple[Figure, Figure, int] | None:
    """The level to start from, the one reached, and how surely."""
    told = {role: outline.entry(match, role) for role in ("a", "b", "c") if role in match.re.groupindex}
    base, new = told.get("a") or told.get("c"), told.get("b")
    if base and new:
        return (base, new, 1) if _are_alike(base, new) else None
    if name == "taken up":
        pair = _pair_before(outline, match)
        return (*pair, 2) if pair else None
    level = base or new
    if not level:
        return None
    before, after = _others(story, outline, further_up, match, share, level)
    others = [*(one.figure for one in before), *after]
    if name in _BARE:
        # "612 in the north and 488 in the south, a fall of 20 per cent" is no move from the one to the other
        others = [figure for figure in others if _is_of_then(story, figure)]
    both = [(one, level) if new else (level, one) for one in others]
    agreeing = next((pair for pair in both if agrees(*pair, share, way)), None)
    if agreeing:
        return (*agreeing, 2) if _comes_near(*agreeing, share) else None
    if share.kind != "multiple":
        return _by_a_slip(story, both, level, share, way)
    nearest = {one.figure.quantity.value: one.figure for one in before if one.back == (1 if len(before) and before[-1].back else 0)}
    only = next(iter(nearest.values())) if len(nearest) == 1 and before[0].back == 1 else None
    larger = only and (only.quantity.value or 0) > (level.quantity.value or 0)
    return ((only, level, 2) if new and not larger else (level, only, 2) if larger and base else None) if only else None


def _others(
    story: Story, outline: Outline, further_up: FurtherUp, match: re.Match[str], share: Figure, level: Figure
) -> tuple[list[Earlier], list[Figure]]:
    """What may be the other level: numbers before the claim, the nearest first, and the first two after it."""
    before = [one for one in further_up.before(share, level) if one.back <= _BACK and _is_level(story, one.figure, level)]
    last = [one for one in before if one.back == 1]
    if last and _that_number().search(outline.around(match.start("percent"))):
        # "132 pupils of three schools. That number is to reach 396, three times as many": the first of the sentence before.
        return last[-1:], []
    after = [one for one in further_up.after(share, level) if _is_level(story, one, level) and own_noun(one) in (None, own_noun(level))]
    return before, after[:2]


def _comes_near(base: Figure, new: Figure, share: Figure) -> bool:
    """ "More than twice as many" is not said of twelve times: what agrees only since the claim has no upper end may be another."""
    ratio = (new.quantity.value or Fraction(0)) / (base.quantity.value or 1)
    return share.kind != "multiple" or _NEARLY <= ratio / (share.quantity.value or 1) <= 1 / _NEARLY


def _by_a_slip(
    story: Story, pairs: Sequence[tuple[Figure, Figure]], level: Figure, share: Figure, way: Direction | None
) -> tuple[Figure, Figure, int] | None:
    """Of the levels told to be of another time the one from which a slip leads to what is stated, if there is just one."""
    near = []
    for base, new in pairs:
        change = new.quantity.amount.change_from(base.quantity.amount).value
        other = new if base is level else base
        worked = -change if change is not None and way == "down" else change
        stated = (share.quantity.value or 0) * (1 if share.kind == "percent" else 100)
        if stated and worked and _CLOSE <= stated / worked <= 1 / _CLOSE and _is_of_then(story, other):
            near.append((base, new))
    return (*near[0], 2) if len({(base.quantity.value, new.quantity.value) for base, new in near}) == 1 else None


def _is_of_then(story: Story, figure: Figure) -> bool:
    around = story.text[max(0, figure.span.start - 40) : figure.span.end + 50]
    return _then().search(around) is not None


def _pair_before(outline: Outline, match: re.Match[str]) -> tuple[Figure, Figure] | None:
    """The only two levels of the sentence before, the lower first."""
    start = outline.bounds(match.start() - 1)[0] if match.start() else 0
    levels = [one for one in outline.within(start, match.start()) if one.kind in ("count", "money", "measure") and not one.direction]
    pairs = [pair for pair in combinations(levels, 2) if _are_alike(*pair) and (pair[0].kind != "count" or own_noun(pair[0]))]
    if len(pairs) != 1:
        return None
    low, high = sorted(pairs[0], key=lambda one: one.quantity.value or 0)
    return low, high


def _is_level(story: Story, figure: Figure, level: Figure) -> bool:
    """Not the price of one: "for £150 apiece, earning £61,800"."""
    return _are_alike(figure, level) and not re.match(r" (?:apiece|each|per)\b", story.text[figure.span.end : figure.span.end + 8])


def _are_alike(one: Figure, other: Figure) -> bool:
    """Levels of one kind, unit and thing, and of one speaker."""
    if one.kind != other.kind or one.quantity.unit != other.quantity.unit or not one.quantity.value or not other.quantity.value:
        return False
    return len({own_noun(one), own_noun(other)} - {None}) < 2 and one_speaker(one, other)


def agrees(base: Figure, new: Figure, share: Figure, way: Direction | None) -> bool:
    """Whether the one level may be so many times, or so much more or less than, the other."""
    if share.kind == "multiple":
        return not new.quantity.amount.share_of(base.quantity.amount).surely_apart(share.quantity.amount.times(100))
    stated = share.quantity.amount if share.kind == "percent" else share.quantity.amount.times(100)
    change = new.quantity.amount.change_from(base.quantity.amount)
    return not change.surely_apart(stated.times(-1) if way == "down" else stated)


def _way(match: re.Match[str]) -> Direction | None:
    groups, moved = match.re.groupindex, words("changes")["up"]
    if "way" in groups:
        return "up" if match["way"].lower() in moved["than"] else "down"
    return ("up" if match["move"].lower() in moved["nouns"] else "down") if "move" in groups else None


@cache
def _then() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('changes')['compared']['then'])}\b", re.IGNORECASE)


@cache
def _that_number() -> re.Pattern[str]:
    return re.compile(r"\b(?:that|the) (?:number|figure|total|sum)\b", re.IGNORECASE)


@cache
def _having() -> re.Pattern[str]:
    return re.compile(f"[{SIGNS['multiple']}{SIGNS['percent']}{SIGNS['fraction']}]")
