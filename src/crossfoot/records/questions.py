"""From a claim to the question a reporter would put to the table.

A claim has one kind: a superlative or rank, a change, a difference, a comparison, a share, or a value; the readers below are tried in
that order. Where it is not clear which members or periods are compared, there is no question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..ledger import Figure
from .asked import Asked, Question, Side, Untestable
from .cells import Cell
from .claims import Claim, Item, Named, is_verb
from .periods import Period
from .queries import Filter


def questions_of(asked: Asked) -> list[Question]:
    """The questions a claim puts; `Untestable` where there is none. "The cheapest, India, cost $1.62" puts two: a rank and a value."""
    claim = asked.claim
    if claim.has("not") and not claim.has("in the top"):
        raise Untestable("the claim says what is not so")
    if claim.has("rate"):
        raise Untestable("the claim is about a rate in time")
    listed = _listed(asked)
    if listed:
        return listed
    readers = (_sum_of_figures, _none, _universal, _change_rank, _rank, _change, _difference, _part, _share, _compare, _value)
    for reader in readers:
        question = reader(asked)
        if question is None:
            continue
        if reader is _rank and asked.figures and not question.within:
            return [question, _value(asked)]
        return [question]
    raise Untestable("no claim about the table was recognised in it")


def question_of(asked: Asked, cell: Cell) -> Question:
    """The question that a cell puts."""
    rows = (Filter(cell.column, (cell.member,)), *(Filter(column, (value,)) for column, value in cell.among))
    period = asked.period()
    if asked.mapping.period and not period:
        raise Untestable("the claim names no period, and the table has several")
    measure = asked.mapping.measure(cell.measure)
    return Question("cell", measure, Side(rows, period), figure=cell.figure, member=cell.member)


def _single(claim: Claim) -> Named:
    named = claim.named
    values = {(one.column, one.value) for one in named}
    if len(values) != 1:
        raise Untestable("it is not clear which member of the table is meant" if values else "no member of the table is named")
    return named[0]


def _rank(asked: Asked) -> Question | None:
    """ "the most arrests of any office", "came 10th", "second-highest", "not in the top ten"."""
    claim = asked.claim
    ordinal = next((item for item in claim.items if item.kind == "ordinal"), None)
    top = claim.cue("in the top")
    lowest, extreme = claim.cue("fewest"), claim.cue("most")
    beats = claim.has("of all") and claim.has("more", "fewer")
    if not (ordinal or top or lowest or extreme or beats):
        return None
    if not asked.names_measure():
        raise Untestable("the claim does not say in the table's words what is ranked")
    scope = {meaning.ref for _, meaning in claim.meaning("noun")}
    subject = _ranked(claim, scope)
    if scope - {subject.column}:
        raise Untestable("the claim ranks among something else")
    place = ordinal.ordinal if ordinal else 1
    if top and not ordinal:
        said = next((int(one.removeprefix("top ")) for one in top.says if one.startswith("top ")), 0)
        place = said or _whole(next((item.figure for item in claim.items if item.figure and item.first >= top.after), None))
    return Question(
        "rank",
        asked.measure(),
        Side((*asked.categories(), *asked.members(without=subject.column)), asked.period()),
        column=subject.column,
        member=subject.value,
        place=place,
        within=top is not None,
        lowest=bool(lowest) or (beats and claim.has("fewer")),
        negated=claim.has("not"),
        narrower=not claim.has("total"),
    )


def _ranked(claim: Claim, scope: set[str]) -> Named:
    """ "Voss won more votes in Cedar County than in any other county": of the two that are named, the county is ranked."""
    among = {(one.column, one.value) for one in claim.named if one.column in scope}
    if len(scope) == 1 and len(among) == 1:
        return next(one for one in claim.named if one.column in scope)
    return _single(claim)


def _whole(figure: Figure | None) -> int:
    value = figure.quantity.value if figure else None
    if value is None or value.denominator != 1:
        raise Untestable("the rank is not clear")
    return int(value)


def _change_rank(asked: Asked) -> Question | None:
    """ "the largest percentage rise of any office"."""
    claim = asked.claim
    if not claim.has("most", "fewest", "percentage change") or not claim.has("up", "down", "percentage change") or asked.figures:
        return None
    if not claim.has("percentage change"):
        raise Untestable("it is not clear whether the change is meant in numbers or in percent")
    subject = _single(claim)
    new, base = _two_periods(asked)
    filters = asked.members(without=subject.column)
    return Question(
        "change rank",
        asked.measure(),
        Side(filters, new),
        Side(filters, base),
        column=subject.column,
        member=subject.value,
        lowest=claim.has("down"),
    )


def _two_periods(asked: Asked) -> tuple[Period, Period]:
    """The later and the earlier period that the claim sets against each other, the claim's own first."""
    claim = asked.claim
    periods = [item.period for item in claim.periods if item.period]
    items = claim.periods
    lead = next((item for item in claim.items if items and item.after == items[0].first), None)
    from_one_to_other = lead is not None and claim.text[lead.span.start : lead.span.end].casefold() in ("from", "between")
    if len(periods) == 1 and (claim.has("year before") or claim.has("up", "down")):
        if from_one_to_other and not claim.has("year before"):
            raise Untestable("it is not clear which parts of the period are compared")
        return periods[0], periods[0].year_before()
    if len(periods) != 2:
        raise Untestable("it is not clear which periods are compared")
    same = claim.cue("same period")
    if same and same.first < items[1].first:
        return periods[0], periods[0].in_year_of(periods[1])
    if from_one_to_other and claim.has("up", "down", "percentage change"):
        return periods[1], periods[0]
    return periods[0], periods[1]


def _sides(asked: Asked) -> tuple[Side, Side]:
    """The two sides of a comparison: two periods of the same rows, or two members in one period."""
    claim = asked.claim
    than = claim.cue("than", "more", "fewer")
    if len(claim.periods) == 2 or (claim.periods and (claim.has("year before") or (claim.has("up", "down") and not _two_members(claim)))):
        new, base = _two_periods(asked)
        filters = (*asked.categories(), *asked.members())
        return Side(filters, new, new.words), Side(filters, base, base.words)
    than = next((i for i in reversed(claim.items) if "than" in i.says or "more" in i.says or "fewer" in i.says), than)
    if not than:
        raise Untestable("it is not clear what is compared")
    left = [item for item in claim.items if item.after <= than.first]
    right = [item for item in claim.items if item.first >= than.after]
    period = asked.period()
    sides = [Side((*asked.categories(part), *asked.members(part)), period, _words(claim, part)) for part in (left, right)]
    if not sides[0].filters or not sides[1].filters or sides[0].filters == sides[1].filters:
        raise Untestable("it is not clear what is compared")
    return _shared(asked, left, right, sides[0], sides[1])


def _shared(asked: Asked, left: Sequence[Item], right: Sequence[Item], one: Side, other: Side) -> tuple[Side, Side]:
    """ "In Marvel, bad men outnumber all women": a member named on one side only belongs to both."""
    names = [{rows.column: rows for rows in asked.members(part)} for part in (left, right)]
    more = [tuple(rows for column, rows in names[a].items() if column not in names[b]) for a, b in ((1, 0), (0, 1))]
    sides = [replace(side, filters=(*side.filters, *rows)) for side, rows in zip((one, other), more, strict=True)]
    if sides[0].filters == sides[1].filters:
        raise Untestable("it is not clear what is compared")
    return sides[0], sides[1]


def _two_members(claim: Claim) -> bool:
    return len({one.value for one in claim.named}) > 1


def _words(claim: Claim, items: Sequence[Item]) -> str:
    named = [item for item in items if any(m.kind in ("value", "category") for m in item.meanings)]
    return " ".join(claim.text[item.span.start : item.span.end] for item in named)


def _change(asked: Asked) -> Question | None:
    """ "rose 12 percent in 2017", "were 30 percent above 2016", "42 percent more than in the same period"."""
    claim = asked.claim
    percents = [item for item in asked.figures if item.figure and item.figure.kind == "percent"]
    if len(percents) != 1 or not claim.has("up", "down", "more", "fewer"):
        return None
    if asked.mapping.measures and asked.names_measure() and asked.measure().level and asked.measure().unit == "%":
        return None
    if len(asked.figures) > 1:
        raise Untestable("there are other figures in the claim")
    each = tuple(one.value for one in claim.named) if claim.has("each") and _two_members(claim) else ()
    new, base = _sides(asked) if not each else _each_sides(asked)
    return Question(
        "change",
        asked.measure(),
        new,
        base,
        figure=percents[0].figure,
        down=claim.has("down", "fewer"),
        each=each,
        column=claim.named[0].column if each else None,
    )


def _each_sides(asked: Asked) -> tuple[Side, Side]:
    new, base = _two_periods(asked)
    return Side(asked.categories(), new, new.words), Side(asked.categories(), base, base.words)


def _difference(asked: Asked) -> Question | None:
    """ "6,886 more arrests in 2017 than in 2016", "exceeded December 2014 by more than a million"."""
    claim = asked.claim
    if len(asked.figures) != 1 or not claim.has("more", "fewer"):
        return None
    item = asked.figures[0]
    after = next((other for other in claim.items if other.first >= item.after), None)
    said = claim.cue("more", "fewer")
    leads = after is not None and bool({"more", "fewer"} & set(after.says))
    by = said is not None and said.after <= item.first and "by" in [w.key for w in claim.words[said.after : item.first]]
    if not (leads or by) or (leads and not claim.has("than")):
        return None
    new, base = _sides(asked)
    return Question("difference", asked.measure(), new, base, figure=item.figure, down=claim.has("fewer"))


def _compare(asked: Asked) -> Question | None:
    """ "Namibia drinks more beer than Germany", "fewer than the year before"."""
    claim = asked.claim
    if asked.figures or not claim.has("more", "fewer") or not (claim.has("than", "year before") or claim.has("more")):
        return None
    new, base = _sides(asked)
    return Question("compare", asked.measure(), new, base, down=claim.has("fewer"))


def _universal(asked: Asked) -> Question | None:
    """ "No office had fewer arrests in 2017 than in 2016", "every office had more"."""
    claim = asked.claim
    none, every = claim.cue("none"), claim.cue("each")
    lead = none or every
    if not lead or (every and (asked.figures or claim.named)):
        return None
    noun = next(((item, meaning) for item, meaning in claim.meaning("noun") if item.first >= lead.after), None)
    if every and not none and (not noun or not claim.has("more", "fewer")):
        return None
    if asked.figures or not noun or not claim.has("more", "fewer") or claim.named:
        raise Untestable("the claim says what is not so")
    new, base = _two_periods(asked)
    filters = asked.categories()
    return Question(
        "universal",
        asked.measure(),
        Side(filters, new, new.words),
        Side(filters, base, base.words),
        column=noun[1].ref,
        down=claim.has("fewer"),
        negated=none is not None,
    )


def _share(asked: Asked) -> Question | None:
    """ "28 percent of fiscal-2017 arrests were at large", "381 of 403 episodes"."""
    claim = asked.claim
    if not asked.figures or asked.figures[0].figure is None:
        return None
    item = asked.figures[0]
    of = next((other for other in claim.items if other.first == item.after), None)
    if (
        len(asked.figures) != 1
        or item.figure is None
        or item.figure.kind not in ("percent", "fraction")
        or not of
        or "share" not in of.says
    ):
        return None
    verb = next((other for other in claim.items if other.first >= of.after and _begins_with_verb(claim, other)), None)
    inside = [other for other in claim.items if other.first >= of.after and (verb is None or other.first < verb.first)]
    outside = [other for other in claim.items if other not in inside]
    whole = (*asked.categories(inside), *asked.members(inside))
    part = (*asked.categories(outside), *asked.members(outside))
    if not part:
        raise Untestable("it is not clear which part is meant")
    period = asked.period()
    return Question("share", asked.measure(), Side((*whole, *part), period), Side(whole, period), figure=item.figure)


def _begins_with_verb(claim: Claim, item: Item) -> bool:
    """A verb, or a phrase of the table that begins with one ("have died at least once")."""
    return "verb" in item.says or (item.kind == "meaning" and is_verb(claim.words[item.first]))


def _of_stuff(asked: Asked, of: Item) -> bool:
    """ "41 mm of rain", "$2 million of funding": the unit and what is measured, where "12 tonnes of the catch" is a part."""
    figure = asked.figures[0].figure
    after = next((item for item in asked.claim.items if item.first == of.after), None)
    stuff = after is not None and any(meaning.kind == "measure" for meaning in after.meanings)
    return stuff and figure is not None and figure.kind in ("measure", "money")


def _of_category(asked: Asked) -> bool:
    """ "25 fences": the figure counts what a category is called by, and the table's rows are what is counted."""
    item = asked.figures[0]
    of = next((other for other in asked.claim.items if other.first >= item.after), None)
    rows = bool(asked.mapping.measures) and not asked.mapping.measures[0].columns
    return rows and of is not None and any(meaning.kind == "category" for meaning in of.meanings)


def _sum_of_figures(asked: Asked) -> Question | None:
    """ "310 targets and 188 others make up all the arrests"."""
    claim = asked.claim
    cue = claim.cue("sum of")
    if not cue or len(asked.figures) < 2 or not asked.names_measure() or any(item.first > cue.first for item in asked.figures):
        return None
    rest = [item for item in claim.items if item.first >= cue.after]
    if not any("all" in item.says or "total" in item.says for item in rest) or any(item.kind == "word" for item in rest):
        return None
    return Question("sum of figures", asked.measure(), Side((), asked.period()), figures=tuple(i.figure for i in asked.figures if i.figure))


def _listed(asked: Asked) -> list[Question]:
    """ "28 arrests in Baltimore, 30 in Chicago and 63 in Denver": each figure with the member that follows it before the next."""
    claim, figures = asked.claim, asked.figures
    if len(figures) < 3 or not asked.names_measure() or claim.has("up", "down", "more", "fewer", "sum of"):
        return []
    measure, found = asked.measure(), []
    for number, item in enumerate(figures):
        end = figures[number + 1].first if number + 1 < len(figures) else len(claim.words)
        near = [named for named in claim.named if item.after <= named.item.first < min(end, item.after + 5)]
        if len(near) == 1 and item.figure and item.figure.kind in ("count", "money", "measure") and measure.unit != "%":
            side = Side((Filter(near[0].column, (near[0].value,)), *asked.categories()), asked.period())
            found.append(Question("listed", measure, side, figure=item.figure, member=near[0].value))
    return found if len(found) >= 2 else []


def _none(asked: Asked) -> Question | None:
    """ "None of the films with 30 or more reviews had under three stars"."""
    if not asked.claim.has("none") or not asked.thresholds or asked.figures or asked.claim.named:
        return None
    return Question("none", asked.measure(), Side(asked.categories(), asked.period()))


def _part(asked: Asked) -> Question | None:
    """ "painted in 381 of 403 episodes": the part, and the whole beside it."""
    claim, figures = asked.claim, asked.figures
    if len(figures) != 2 or not asked.names_measure():
        return None
    gap = claim.between(figures[0], figures[1])
    if len(gap) != 1 or "share" not in gap[0].says or any(item.figure is None or item.figure.kind != "count" for item in figures):
        return None
    whole = [item for item in claim.items if item.first >= figures[1].first and not any(m.kind == "category" for m in item.meanings)]
    base = Side((*asked.categories(whole), *asked.members(whole)), asked.period())
    side = Side((*asked.categories(), *asked.members()), asked.period())
    return Question("part", asked.measure(), side, base, figures=tuple(item.figure for item in figures if item.figure))


def _value(asked: Asked) -> Question:
    """ "Miami's office made 6,192 arrests in 2017"."""
    claim = asked.claim
    if len(asked.figures) != 1 or asked.figures[0].figure is None:
        raise Untestable("there are several figures in the claim" if asked.figures else "there is no figure in it")
    figure = asked.figures[0].figure
    if figure.kind not in ("count", "money", "measure", "percent"):
        raise Untestable(f"a {figure.kind} is not read from a table yet")
    if claim.has("each"):
        raise Untestable("the claim is about each of several members")
    following = next((item for item in claim.items if item.first >= asked.figures[0].after), None)
    if following and "share" in following.says and not asked.categories() and not _of_stuff(asked, following):
        raise Untestable("the figure is a part of something")
    measure = asked.measure()
    percent = measure.unit == "%"
    if (figure.kind == "percent") != percent:
        raise Untestable(
            "the figure is in percent, the table is not" if figure.kind == "percent" else "the table is in percent, the figure is not"
        )
    # "12,400 foot passengers" are no feet, and a table of passengers without a unit cannot tell.
    if figure.kind == "measure" and measure.unit is None:
        raise Untestable("the figure has a unit, and the table states none")
    if claim.has("up", "down") or (claim.has("more", "fewer") and not claim.has("of all")):
        raise Untestable("it is not clear what is compared")
    if not measure.level and not asked.names_measure() and not _of_category(asked):
        raise Untestable("the claim names nothing that the table counts")
    return Question(
        "value", measure, Side((*asked.categories(), *asked.members()), asked.period()), figure=figure, narrower=not claim.has("total")
    )
