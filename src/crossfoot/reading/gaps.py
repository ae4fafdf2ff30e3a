"""Gaps between two levels that the claim does not name: "31 points, six fewer than Akerley", "84 million, 2.3 million fewer than it had",
"beat the forecast by 7 cents", "13,020 votes to 11,742 for the mayor, a margin of 1,278".

The one level stands right before the gap; the other is a number further up, of the same kind, where it is said whose it is: under the name
that the claim gives, or in one of the two sentences before where it says "it" or "they". Of a margin, and of what was beaten, both levels
stand before it, in the sentence or the one before. One that agrees is meant; where none does, and only one comes near, the tie is loose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from fractions import Fraction
from functools import cache
from itertools import combinations

from ..ledger import FURTHER_UP, Figure, Relation
from ..quantity import Amount
from ..slips import may_be_a_slip
from .further_up import FurtherUp, own_noun
from .likeness import comparable, gap_of, may_step
from .outline import SIGNS, Outline, any_of, at_a_glance, pattern
from .paragraphs import Story
from .shapes import Shapes, matched, spanned
from .vocabulary import words

_D = r"(?P<margin><step>|<duration>)"
# "Tops him by 28 points among women" is another margin than that of all.
_ALONE = r"(?:[ -]<word>)?(?=[,.;:)]|<dash>|<stop>|$| (?:and|but|while)\b)"
_OFF = r"(?:,?<dash>|, | [(])(?:or |which is |which was )?"
_MOST = 6  # levels looked at
_LEAD = 60  # characters before a level that say that it was the first
_FEWEST = 10  # people and things by which levels may differ before it is taken for a step between them
_AFTER = 90  # characters behind a level in which the one stands that it was reached from
_BACK = 2  # sentences back, where the other is "it" or "they"

_SHAPES = {
    # 31 points, six fewer than Akerley; 84 million, 2.3 million fewer than it carried
    "than": rf"""
        (?P<first><level>|<duration>)(?:[ -]<word>){{0,5}}?{_OFF}{_D}(?:[ -]<word>){{0,2}}?
        [ ](?:(?P<up><above>)|(?P<down><below>)) (?:the )?(?P<who><word>(?: <word>){{0,2}})""",
    # beat the forecast by 7 cents
    "by": rf"\b(?:(?P<up><exceeding>)|(?P<down><missing>)) (?P<who><gap>{{1,50}}?) by (?:<light> )?{_D}{_ALONE}",
    # nine short; 4.9 percentage points higher; 2.6 feet above that
    "bare": rf"{_D}(?: <word>)? (?:<over>|<under>)(?: (?:that|it|this))?(?=[,.;:)]|<dash>|<stop>|$)",
    # winning by 577 votes
    "won by": rf"\b<winning> by (?:<light> )?{_D}{_ALONE}",
    # so the margin was 577; the difference is $17,000
    "margin is": rf"""
        \b(?:the|that|this) (?:<word> )?<margin_word>(?: between (?:<word> ){{0,3}}<word>)?
        [ ](?:was|is|came to) (?:<light> )?{_D}{_ALONE}""",
    # ..., a margin of 1,278
    "margin": rf"{_OFF}(?:an?|the) (?:<word> )?<margin_word> of (?:<light> )?{_D}{_ALONE}",
    # ..., a 19-point edge
    # so it has shortened by 188; was put up by 40 cents
    "moved by": rf"\b<moving>(?: <word>)? by (?:<light> )?{_D}(?! to\b){_ALONE}",
    # ..., a loss of 150 posts. That is a drop of 188
    "step of": rf"(?:{_OFF}|\b(?:is|was) )an? (?:<word> )?<step_noun> of (?:<light> )?{_D}{_ALONE}",
    # gained 27p to close at 459p, of which the next sentence says that it began at 432p
    "moved to": rf"\b<moving>(?: up| down)?(?: by)? (?:<light> )?{_D} to (?:<word> ){{0,2}}?(?:at )?(?P<first><level>)",
    "margin, noun after": rf"{_OFF}an? {_D}(?:[ -]<word>){{0,2}}?[ -]<margin_word>(?=[,.;:)]|<dash>|<stop>|$)",
}
_BY = re.compile(" by ")
_FIGURE = f"[{''.join(SIGNS[kind] for kind in ('count', 'money', 'measure', 'points', 'duration'))}]"
_MOVED_BY, _MOVED_TO = re.compile(rf" by (?:\w+ ){{0,2}}{_FIGURE}"), re.compile(rf"{_FIGURE} to (?:\w+ ){{0,3}}{_FIGURE}")
_STEP_OF = re.compile(rf"an? (?:\w+ ){{1,2}}of (?:\w+ ){{0,2}}{_FIGURE}")
_CUES = ("above", "below", "exceeding", "missing", "over", "under", "winning")


@cache
def _shapes() -> Shapes:
    known = words("margins")
    lists = {name: known[name]["words"] for name in _CUES}
    moved = words("changes")
    lists |= {"moving": [*known["moved"]["words"], *moved["up"]["verbs"], *moved["down"]["verbs"]]}
    lists |= {"step_noun": [*moved["up"]["nouns"], *moved["down"]["nouns"], *known["moved"]["nouns"]]}
    lists |= {"light": words("changes")["light"]["words"], "margin_word": [*known["margin"]["words"], *known["edge"]["words"]]}
    return tuple((name, pattern(shape, **lists)) for name, shape in _SHAPES.items())


def gaps(story: Story, outlines: Sequence[Outline], further_up: FurtherUp, tied: Sequence[Relation]) -> Iterator[Relation]:
    """Every gap whose levels stand before it; those that `tied` holds already are left out."""
    known = {id(relation.role(role)) for relation in tied for role in ("margin", "amount", "percent") if relation.role(role)}

    def build(outline: Outline, match: re.Match[str], name: str) -> Relation | None:
        margin = outline.entry(match, "margin")
        if not margin or id(margin) in known or margin.quantity.value is None or _stage().search(outline.around(match.start("margin"))):
            return None
        if name == "than":
            return _than(story, outline, match, margin, further_up)
        if name == "moved to":
            return _moved_to(story, outline, match, margin, further_up)
        if name in ("moved by", "step of"):
            return _of_two(story, outline, margin, further_up, known, back=1, loosely=True)
        return _of_two(story, outline, margin, further_up, known, back=0 if name in ("margin", "margin, noun after", "won by") else 1)

    taken: set[int] = set()
    # What begins with a figure is looked for at once; what does not, only where its words stand.
    for names, having in (
        (("than", "bare"), _cues()),
        (("by", "won by"), _BY),
        (("margin is", "margin", "margin, noun after"), _margin_words()),
        (("moved by",), _MOVED_BY),
        (("step of",), _STEP_OF),
        (("moved to",), _MOVED_TO),
    ):
        shapes = [shape for shape in _shapes() if shape[0] in names]
        said = [outline for outline in outlines if having.search(outline.text)]
        for relation in matched(said, shapes, build, signs=0, once="margin", having=having):
            if id(relation.role("margin")) not in taken:
                taken.add(id(relation.role("margin")))
                yield relation


def _than(story: Story, outline: Outline, match: re.Match[str], margin: Figure, further_up: FurtherUp) -> Relation | None:
    first, whose = outline.entry(match, "first"), match["who"].split()
    known = words("margins")["unnamed"]
    if not first or first.quantity.value is None or not may_step(margin, first) or not _may_be_whose(whose):
        return None
    again = whose[0].lower() in known["again"]
    before = [
        one.figure
        for one in further_up.before(first, first, alike=comparable)
        if one.figure.quantity.value is not None and _is_of_one_thing(one.figure, first)
        if (again and one.back <= _BACK) or (not again and _names(story, one.figure, whose[0]))
    ]
    way = "up" if match["up"] else "down"
    return _chosen(outline, margin, [(first, one) for one in before], way)


def _may_be_whose(whose: Sequence[str]) -> bool:
    """ "Than Akerley", "than it carried"; not "than a year ago", "than expected", "than in York"."""
    known = words("margins")["unnamed"]
    return (whose[0].lower() in known["again"] and len(whose) > 1) or (whose[0][:1].isupper() and whose[0].lower() not in known["not"])


def _names(story: Story, figure: Figure, name: str) -> bool:
    """Whether the sentence of a figure says the name."""
    sentence = story.sentence_of(figure.span.start)
    return name.rstrip("'’s") in story.text[sentence.start : sentence.end]


def _moved_to(story: Story, outline: Outline, match: re.Match[str], margin: Figure, further_up: FurtherUp) -> Relation | None:
    """The level that was reached stands beside the step; the other near by, before it or after."""
    first = outline.entry(match, "first")
    if not first or first.quantity.value is None or not may_step(margin, first):
        return None
    before = [one.figure for one in further_up.before(margin, first, alike=comparable) if one.back <= _BACK]
    after = [figure for figure in further_up.after(first, first) if figure.span.start - first.span.end < _AFTER]
    others = [one for one in (*before, *after) if one is not margin and one.quantity.value is not None]
    pairs = [(first, one) for one in others if not one.direction and comparable(one, first) and _is_of_one_thing(one, first)]
    return _chosen(
        outline,
        margin,
        pairs,
        None,
        surely=lambda pair: _began().search(story.text, max(0, pair[1].span.start - _LEAD), pair[1].span.start) is not None,
    )


def _of_two(
    story: Story, outline: Outline, margin: Figure, further_up: FurtherUp, known: Set[int], *, back: int, loosely: bool = False
) -> Relation | None:
    """Two levels before the gap, which may be told in either order."""
    if loosely and margin.kind == "count" and (margin.quantity.value or 0) < _FEWEST:
        return None

    def may_be_level(figure: Figure, margin: Figure) -> bool:
        # "rose by 410" is a step, and so is "a 14-point lead"; "rose to 1,150" is a level.
        # "through those 37 or 38 contests": one number, not known for certain.
        if (
            id(figure) in known
            or story.text.startswith(" or ", figure.span.end)
            or story.text.endswith(" or ", 0, figure.span.start)
            or story.text.endswith(" by ", 0, figure.span.start)
            or re.match(r"-[A-Za-z]", story.text[figure.span.end : figure.span.end + 2])
        ):
            return False
        if figure.quantity.scale != margin.quantity.scale and margin.quantity.scale != 1 and figure.quantity.scale == 1:
            # "One house; the firm is worth 890m, 274m less": no gap of millions begins at so few
            return False
        level = figure.direction is None or story.text.endswith((" to ", " at "), 0, figure.span.start)
        return level and figure.quantity.value is not None and may_step(margin, figure)

    before = [one.figure for one in further_up.before(margin, margin, alike=may_be_level) if one.back <= back]
    pairs = [pair for pair in combinations(reversed(before[:_MOST]), 2) if comparable(*pair) and _is_of_one_thing(*pair)]
    surely = (lambda pair: _are_then_and_now(story, *pair)) if loosely else None
    return _chosen(outline, margin, pairs, None, only=len(before) == 2, surely=surely)


def _are_then_and_now(story: Story, one: Figure, other: Figure) -> bool:
    """Whether two levels of one thing are told as of two times: "stood at 3,200 last year and is now 3,012"."""
    if own_noun(one) != own_noun(other):
        return False
    sentences = {story.sentence_of(figure.span.start) for figure in (one, other)}
    return any(_then().search(story.text, *sentence) for sentence in sentences)


def _chosen(
    outline: Outline,
    margin: Figure,
    pairs: Sequence[tuple[Figure, Figure]],
    way: str | None,
    *,
    only: bool = False,
    surely: Callable[[tuple[Figure, Figure]], bool] | None = None,
) -> Relation | None:
    """The pair that is so far apart; else the only one, or the only one that nearly is, of those that are `surely` two levels of one."""
    sided = [pair for pair in pairs if way is None or (_gap(*pair, margin, way).value or 0) > 0]
    agreeing = next((pair for pair in sided if not _gap(*pair, margin, way).strictly_apart(margin.quantity.one_by_one)), None)
    if agreeing:
        return _tied(outline, agreeing, margin, 2, way)
    if only and not surely and sided and _is_within_reach(_gap(*sided[0], margin, way), margin) and _is_of_one_thing(margin, sided[0][0]):
        return _tied(outline, sided[0], margin, 2, way)
    near = [pair for pair in sided if may_be_a_slip(margin.quantity, _gap(*pair, margin, way).value)]
    if surely:
        # 84 is a digit from 24, and of another thing: the step is to come near
        near = [pair for pair in near if surely(pair) and (len(margin.quantity.digits) > 2 or _is_near(_gap(*pair, margin, way), margin))]
    return _tied(outline, near[0], margin, 3, way) if len({_gap(*pair, margin, way).value for pair in near}) == 1 else None


def _is_near(gap: Amount, margin: Figure) -> bool:
    value, stated = gap.value or Fraction(0), margin.quantity.value or Fraction(0)
    return 0 < 2 * value <= 3 * stated and 2 * stated <= 3 * value


def _is_within_reach(gap: Amount, margin: Figure) -> bool:
    """No more than twice as much, or half: what lies further off is another thing's."""
    value, stated = gap.value or 0, margin.quantity.value or 0
    return 0 < value <= 2 * stated and stated <= 2 * value


def _gap(first: Figure, second: Figure, margin: Figure, way: str | None) -> Amount:
    """How far the first lies on the side that is told, or how far apart the two are."""
    gap = gap_of(first, second, margin)
    return gap.times(-1) if way == "down" or (way is None and (gap.value or 0) < 0) else gap


def _is_of_one_thing(one: Figure, other: Figure) -> bool:
    return len({own_noun(one), own_noun(other)} - {None, *words("margins")["counts"]["words"]}) < 2


def _tied(outline: Outline, pair: tuple[Figure, Figure], margin: Figure, link: int, way: str | None) -> Relation:
    roles = (("first", pair[0]), ("second", pair[1]), ("margin", margin))
    note = FURTHER_UP if link == 3 else way
    return Relation(spanned([*pair, margin]), "margin", roles, link, None, note, outline.inside_quotation(margin.span))


@cache
def _cues() -> re.Pattern[str]:
    known = words("margins")
    return at_a_glance(f" {word}" for name in ("above", "below", "over", "under") for word in known[name]["words"])


@cache
def _margin_words() -> re.Pattern[str]:
    known = words("margins")
    return at_a_glance([*known["margin"]["words"], *known["edge"]["words"]])


@cache
def _stage() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('margins')['stage']['words'])}\b", re.IGNORECASE)


@cache
def _then() -> re.Pattern[str]:
    known = words("concluded")
    return re.compile(rf"\b{any_of([*known['now']['words'], *known['then']['words'], *known['before']['words']])}\b", re.IGNORECASE)


@cache
def _began() -> re.Pattern[str]:
    """ "Having opened at 432p", "they began the day at 432p"."""
    return re.compile(rf"\b{any_of(words('margins')['moved']['began'])}(?: [a-z]+){{0,3}} (?:at )?$", re.IGNORECASE)
