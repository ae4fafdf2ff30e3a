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
from ..slips import may_be_a_slip
from .counted import singular
from .further_up import Earlier, FurtherUp, one_speaker, own_noun
from .needed import Pattern
from .outline import Outline, any_of, pattern
from .paragraphs import Story
from .portions import fits
from .shapes import Shapes, matched, spanned
from .shares import surveyed
from .vocabulary import words

_MANY = 20
_STEM = 5  # letters by which "evacuees" and "evacuated" are one word
_PART, _PERCENT = r"(?P<part><amount>)", r"(?P<percent><portion>)"
_OFF = r"(?:,?<dash>|,? [(]|,? or |, )(?:<joining> ){0,3}"
_OF = r"(?: of (?P<noun>(?:<word> ){0,5}?<word>))?"

_END = r"(?=[.,;:)]|<dash>|<stop>|$)"

_SHAPES = {
    # They failed 38, or 18 percent. The pear trees (38, or 18 percent of the total) ... 201 people in three wards, 15 percent of the total
    "apart": rf"{_PART}(?:[ -](?:<word>|<age>)){{0,10}}?{_OFF}{_PERCENT}(?:{_OF}{_END}|(?= (?:<ending>)\b))",
    # Eighteen percent, or 38, failed. 18 percent of them (38); two-thirds of the guests, 38 people,
    "turned": rf"""
        {_PERCENT}{_OF}(?:,?<dash>| [(]|,? or |, )(?:<joining> ){{0,3}}
        {_PART}(?=[.,;:)]|<dash>|<stop>|$| (?:<ending>)\b| <word>[,.])""",
    # Women made up 45 percent of the staff, with 38 at work; one in six of the patients was under the age of one, a total of 38 babies
    "told after": rf"{_PERCENT}{_OF}(?: (?:<word>|<count>|<age>)){{0,9}}?, (?:with|a total of) {_PART}(?: <word>)?{_END}",
}
# Of the confirmed cases, 131; of those, 131
_LEAD = r"(?:^|<stop>)[\"“]?(?:of|among) (?P<lead>(?:<word> ){0,5}?<word>),"


@cache
def _shapes() -> Shapes:
    known = words("shares")
    lists = {"joining": [*known["joining"]["words"], *known["portions"]["rates"]], "ending": known["unnamed"]["ending"]}
    return tuple((name, pattern(shape, **lists)) for name, shape in _SHAPES.items())


@cache
def _lead() -> Pattern:
    return pattern(_LEAD)


def unnamed(story: Story, outlines: Sequence[Outline], further_up: FurtherUp, tied: Sequence[Relation]) -> Iterator[Relation]:
    """Every share with a part beside it whose whole stands further up; those that `tied` holds already are left out."""
    known = {id(relation.role(role)) for relation in tied for role in ("percent", "amount") if relation.role(role)}
    divided: list[Figure] = []  # wholes of which parts have been told, the last one last
    parts = {id(relation.role("part")) for relation in tied if relation.kind == "share"}

    def build(outline: Outline, match: re.Match[str], name: str) -> Relation | None:
        share, part = outline.entry(match, "percent"), outline.entry(match, "part")
        if not share or not part or id(share) in known or not _may_be_share(outline, match, part, share):
            return None
        noun = _named(outline, match)
        if noun and any(word in words("shares")["unnamed"]["apart"] for word in noun):
            return None
        # "They shed 180 of the 4,150 jobs, more than half of them, 95, in Leith": a part that is divided in its turn.
        undivided = not match["noun"] or match["noun"].lower() not in words("shares")["unnamed"]["of_them"]
        larger = [one for one in _larger(further_up, share, part) if not (undivided and id(one.figure) in parts)]
        parts.add(id(part))
        part = _not_a_few(outline, match, part)
        if _of_those().match(outline.text, max(0, outline.bounds(match.start())[0] - 1), match.start()):
            larger = [one for one in larger if one.back == 1]
            divided.clear()
        whole = _whole(story, further_up, larger, part, share, noun, divided[-1:])
        if whole and fits(part, whole[0], share):
            divided.append(whole[0])
        return _relation(outline, part, whole, share) if whole else None

    return matched(outlines, _shapes(), build, signs=2, once="percent")


def _not_a_few(outline: Outline, match: re.Match[str], part: Figure) -> Figure:
    """ "201 people across all three wards, 15 percent": the number before, where the nearest is a word for a few."""
    before = [one for one in outline.earlier(match.start("part")) if one.kind == part.kind and one is not part]
    few = match.start("part") < match.start("percent") and len(part.quantity.digits) == 1 and part.quantity.scale == 1
    return before[-1] if few and before and (before[-1].quantity.value or 0) >= _MANY else part


def _is_step(outline: Outline, match: re.Match[str]) -> bool:
    """ "10 fewer arrests, or 63 percent of the total": by how many there were fewer is no part of them."""
    after, before = (
        outline.text[match.end("part") : match.end("part") + 20],
        outline.text[max(0, match.start("part") - 4) : match.start("part")],
    )
    # "One Democrat in five (21 percent)": the share in words.
    return _step().match(after) is not None or (before.endswith(" in ") and match.end("part") < match.start("percent"))


def _may_be_share(outline: Outline, match: re.Match[str], part: Figure, share: Figure) -> bool:
    if (
        part.direction
        or share.direction
        or _is_step(outline, match)
        or part.quantity.value is None
        or share.quantity.value is None
        or part.kind == "score"
    ):
        return False
    value = share.quantity.value / (100 if share.kind == "percent" else 1)
    # "Profit rose by $5 million, or 8 percent": of what it was, which is another relation.
    return 0 < value < 1 and not _moving().search(outline.text, outline.bounds(match.start())[0], match.start())


def _named(outline: Outline, match: re.Match[str]) -> tuple[str, ...]:
    """The words that name the whole, in the singular: "confirmed", "case" of "Of the confirmed cases, 131"."""
    said = match["noun"] if match["noun"] else None
    if not said:
        lead = _lead().match(outline.text, max(0, outline.bounds(match.start())[0] - 1))
        said = lead["lead"] if lead and lead.end() <= match.start() else None
    if not said:
        return ()
    known = words("shares")["unnamed"]
    kept = [singular(word) for word in said.lower().split() if word not in known["determiner"]]
    return () if not kept or any(word in known["again"] for word in (kept[0], kept[-1])) else tuple(kept)


def _whole(
    story: Story,
    further_up: FurtherUp,
    larger: Sequence[Earlier],
    part: Figure,
    share: Figure,
    noun: tuple[str, ...],
    divided: Sequence[Figure],
) -> tuple[Figure, int] | None:
    """The number that is the whole, and how surely: 2 for one that is named or the only one, 3 for one of several."""
    larger = [one for one in takewhile(lambda one: _is_of_here(one.figure, part), larger) if _is_of_one_thing(one.figure, part)]
    agreeing = [one.figure for one in larger if fits(part, one.figure, share)]
    if agreeing:
        return next((figure for figure in agreeing if fits(part, figure, share, closely=True)), agreeing[0]), 2
    if any(fits(part, figure, share) for figure in further_up.after(share, part) if _is_larger(figure, part)):
        return None
    named = [one for one in larger if _is_called(story, one.figure, noun)]
    again = next((one.figure for one in larger if one.figure in divided), None)
    chosen = (again, 3) if again else _chosen(named or larger, part, named=bool(named), sure=bool(named) == bool(noun))
    if chosen and chosen[1] > 2 and any(fits(part, one, share, closely=True) for one in further_up.around(share, part)):
        return None
    if chosen and chosen[1] > 2 and not _is_near(part, chosen[0], share):
        return _by_a_slip(named or larger, part, share) or chosen
    return chosen


def _by_a_slip(larger: Sequence[Earlier], part: Figure, share: Figure) -> tuple[Figure, int] | None:
    """The one number of several of which the share comes near: what a slip away is meant more often than what is nowhere near."""
    near = [one.figure for one in larger if _is_near(part, one.figure, share)]
    return (near[0], 3) if len({figure.quantity.value for figure in near}) == 1 else None


def _is_near(part: Figure, whole: Figure, share: Figure) -> bool:
    worked = part.quantity.amount.share_of(whole.quantity.amount).value
    return may_be_a_slip(share.quantity, worked if worked is None or share.kind == "percent" else worked / 100)


def _chosen(larger: Sequence[Earlier], part: Figure, *, named: bool, sure: bool) -> tuple[Figure, int] | None:
    """The nearest, or of several of one sentence the first that it told; `sure` where the words of the share do not name another."""
    values = {one.figure.quantity.value for one in larger}
    if not larger:
        return None
    first = [one for one in larger if one.back == larger[0].back][-1]
    beside = {one.figure.quantity.value for one in larger if one.back == first.back}
    alone = len(values) == 1 if named else first.back == 1 and own_noun(part) in (None, own_noun(first.figure)) and not first.shared
    return first.figure, 2 if sure and alone and len(beside) == 1 and own_noun(first.figure) else 3


def _is_called(story: Story, figure: Figure, noun: Sequence[str]) -> bool:
    """Whether a number counts what the share names: "444 infected" of "those infected", "6,420 people evacuated" of "the evacuees"."""
    stems = {word[:_STEM] for word in noun if len(word) >= _STEM - 1}
    said = own_noun(figure) or ""
    after = story.text[figure.span.end : figure.span.end + 40].partition(".")[0].partition(",")[0].lower().split()[:4]
    return any(word[:_STEM] in stems for word in (said, *after) if word)


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
    # A person may be a patient, a voter, a pupil.
    nouns = {own_noun(figure), part.counted.key if part.counted else None} - {None, "person"}
    return one_speaker(figure, part) and len(nouns) < 2


def _relation(outline: Outline, part: Figure, whole: tuple[Figure, int], share: Figure) -> Relation:
    span = spanned([part, share])
    roles = (("part", part), ("whole", whole[0]), ("percent", share))
    weighted = surveyed(outline.text)
    note = "weighted" if weighted else FURTHER_UP
    return Relation(span, "share", roles, 3 if weighted else whole[1], None, note, outline.inside_quotation(span))


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
