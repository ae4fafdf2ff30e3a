"""Shares whose whole is not named again: "Inspectors visited 212 kitchens. They failed 38, or 18 percent."

A part and its percentage stand side by side, and the whole is one of the numbers before. Where one of these agrees it is taken; otherwise
the one that is named ("Of the kitchens, 38, or 18 percent"), or the only number of the sentence before. A number further up, or one of
several, is a loose tie: the check speaks of it only where a slip explains the difference. Percentages with a base of their own ("of those
who replied"), rises and falls, and wholes of another place, day or speaker are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from ..ledger import FURTHER_UP, Figure, Relation
from .counted import singular
from .further_up import Earlier, FurtherUp, one_speaker, own_noun
from .needed import Pattern
from .outline import Outline, any_of, pattern
from .paragraphs import Story
from .shapes import Shapes, matched, spanned
from .shares import surveyed
from .vocabulary import words

_PART, _PERCENT = r"(?P<part><amount>)", r"(?P<percent><portion>)"
_OFF = r"(?:,?<dash>|,? [(]|,? or |, )(?:<joining> ){0,3}"
_OF = r"(?: of (?P<noun>(?:<word> ){0,3}?<word>))?"

_SHAPES = {
    # They failed 38, or 18 percent. The pear trees (38, or 18 percent of the total) ...
    "apart": rf"{_PART}(?:[ -](?:<word>|<age>)){{0,6}}?{_OFF}{_PERCENT}(?:{_OF}(?=[.,;:)]|<dash>|<stop>|$)|(?= (?:<ending>)\b))",
    # Eighteen percent, or 38, failed. 18 percent of them (38)
    "turned": rf"{_PERCENT}{_OF}(?:,?<dash>| [(]|,? or |, )(?:<joining> ){{0,3}}{_PART}(?=[.,;:)]|<dash>|<stop>|$| (?:<ending>)\b)",
}
# Of the confirmed cases, 131
_LEAD = r"(?:^|<stop>)[\"“]?(?:of|among) (?P<lead>(?:<word> ){1,5}?<word>),"


@cache
def _shapes() -> Shapes:
    known = words("shares")
    lists = {"joining": known["joining"]["words"], "ending": known["unnamed"]["ending"]}
    return tuple((name, pattern(shape, **lists)) for name, shape in _SHAPES.items())


@cache
def _lead() -> Pattern:
    return pattern(_LEAD)


def unnamed(story: Story, outlines: Sequence[Outline], figures: Sequence[Figure], tied: Sequence[Relation]) -> Iterator[Relation]:
    """Every share with a part beside it whose whole stands further up; those that `tied` holds already are left out."""
    known = {id(relation.role(role)) for relation in tied for role in ("percent", "amount") if relation.role(role)}
    further_up = FurtherUp(story, figures)
    divided: list[Figure] = []  # wholes of which parts have been told, the last one last
    parts = {id(relation.role("part")) for relation in tied if relation.kind == "share"}

    def build(outline: Outline, match: re.Match[str], name: str) -> Relation | None:
        share, part = outline.entry(match, "percent"), outline.entry(match, "part")
        if not share or not part or id(share) in known or not _may_be_share(outline, match, part, share):
            return None
        noun = _named(outline, match)
        if noun and noun[-1] in words("shares")["unnamed"]["apart"]:
            return None
        # "They shed 180 of the 4,150 jobs, more than half of them, 95, in Leith": a part that is divided in its turn.
        undivided = not match["noun"] or match["noun"].lower() not in words("shares")["unnamed"]["of_them"]
        larger = [one for one in _larger(further_up, share, part) if not (undivided and id(one.figure) in parts)]
        parts.add(id(part))
        whole = _whole(further_up, larger, part, share, noun, divided[-1:])
        if whole and _fits(part, whole[0], share):
            divided.append(whole[0])
        return _relation(outline, part, whole, share) if whole else None

    return matched(outlines, _shapes(), build, signs=2, once="percent")


def _may_be_share(outline: Outline, match: re.Match[str], part: Figure, share: Figure) -> bool:
    if part.direction or share.direction or part.quantity.value is None or share.quantity.value is None or part.kind == "score":
        return False
    value = share.quantity.value / (100 if share.kind == "percent" else 1)
    # "Profit rose by $5 million, or 8 percent": of what it was, which is another relation.
    return 0 < value < 1 and not _moving().search(outline.text, outline.bounds(match.start())[0], match.start())


def _named(outline: Outline, match: re.Match[str]) -> tuple[str, ...]:
    """The words that name the whole, its head in the singular last: "confirmed", "case" of "Of the confirmed cases, 131"."""
    said = match["noun"] if match["noun"] else None
    if not said:
        lead = _lead().match(outline.text, max(0, outline.bounds(match.start())[0] - 1))
        said = lead["lead"] if lead and lead.end() <= match.start() else None
    if not said:
        return ()
    known = words("shares")["unnamed"]
    kept = [word for word in said.lower().split() if word not in known["determiner"]]
    return () if not kept or kept[-1] in known["again"] else (*kept[:-1], singular(kept[-1]))


def _whole(
    further_up: FurtherUp, larger: Sequence[Earlier], part: Figure, share: Figure, noun: tuple[str, ...], divided: Sequence[Figure]
) -> tuple[Figure, int] | None:
    """The number that is the whole, and how surely: 2 for one that is named or the only one, 3 for one of several."""
    larger = [one for one in takewhile(lambda one: _is_of_here(one.figure, part), larger) if _is_of_one_thing(one.figure, part)]
    agreeing = [one.figure for one in larger if _fits(part, one.figure, share)]
    if agreeing:
        return next((figure for figure in agreeing if _fits(part, figure, share, closely=True)), agreeing[0]), 2
    if any(_fits(part, figure, share) for figure in further_up.after(share, part) if _is_larger(figure, part)):
        return None
    if noun:
        larger = [one for one in larger if own_noun(one.figure) == noun[-1]]
    again = next((one.figure for one in larger if one.figure in divided), None)
    return (again, 3) if again else _chosen(larger, part, named=bool(noun))


def _chosen(larger: Sequence[Earlier], part: Figure, *, named: bool) -> tuple[Figure, int] | None:
    values = {one.figure.quantity.value for one in larger}
    if not larger:
        return None
    first = larger[0]
    beside = {one.figure.quantity.value for one in larger if one.back == first.back}
    if len(beside) > 1:
        return None
    alone = len(values) == 1 if named else first.back == 1 and own_noun(part) in (None, own_noun(first.figure)) and not first.shared
    return first.figure, 2 if alone and own_noun(first.figure) else 3


def _larger(further_up: FurtherUp, share: Figure, part: Figure) -> Iterator[Earlier]:
    return (one for one in further_up.before(share, part) if _is_larger(one.figure, part))


def _is_larger(figure: Figure, part: Figure) -> bool:
    return (figure.quantity.value or 0) > (part.quantity.value or 0)


def _is_of_here(figure: Figure, part: Figure) -> bool:
    """One place and one time, where both have one; what stands before a number of another place is no more in the reader's mind."""
    if figure.where and part.where and {one.key for one in figure.where} != {one.key for one in part.where}:
        return False
    return not (figure.when and part.when) or (figure.when.earliest, figure.when.latest) == (part.when.earliest, part.when.latest)


def _is_of_one_thing(figure: Figure, part: Figure) -> bool:
    """One speaker, and one noun, where both have one."""
    nouns = {own_noun(figure), part.counted.key if part.counted else None} - {None}
    return one_speaker(figure, part) and len(nouns) < 2


def _fits(part: Figure, whole: Figure, share: Figure, *, closely: bool = False) -> bool:
    stated = share.quantity.amount if share.kind == "percent" else share.quantity.amount.times(100)
    worked = part.quantity.amount.share_of(whole.quantity.amount)
    return not (worked.strictly_apart(stated) if closely else worked.surely_apart(stated))


def _relation(outline: Outline, part: Figure, whole: tuple[Figure, int], share: Figure) -> Relation:
    span = spanned([part, share])
    roles = (("part", part), ("whole", whole[0]), ("percent", share))
    weighted = surveyed(outline.text)
    note = "weighted" if weighted else FURTHER_UP
    return Relation(span, "share", roles, 3 if weighted else whole[1], None, note, outline.inside_quotation(span))


@cache
def _moving() -> re.Pattern[str]:
    moved = words("changes")
    verbs = [verb for way in ("up", "down") for verb in (*moved[way]["verbs"], *moved[way]["nouns"])]
    return re.compile(rf"\b{any_of(verbs)}\b(?:[^,;.]{{0,40}})$", re.IGNORECASE)
