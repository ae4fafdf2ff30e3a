"""To which place and speaker a figure belongs; to which day, `days.py` says.

A figure takes a place only from its own clause, and only where the words between the two leave no doubt: "28 arrests in Baltimore, 30 in
Chicago", "Leith, with 212 applications", "Harbour ward recorded 61", "In Denver, 63 were held". A place that merely stands near is not
taken.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ..document import Span
from ..ledger import Figure, Moment, Party, Phrase, Statement
from .company import in_company
from .days import days_of, when_each
from .names import names_in
from .paragraphs import Paragraph, Story
from .places import abbreviated, listed, place_key

# How many characters may lie between a figure and its place or day.
REACH = 90
_LEADS = re.compile(
    r"""[\"“‘'\s]*(?:(?:And|But|Meanwhile,?|Elsewhere,?)\ )?          # "But in the state of Massachusetts, 50"
    (?:In|At|Across|Near|Throughout|in|at|across)\ (?:the\ )?(?:[a-z]+\ (?:of\ )?)?""",
    re.VERBOSE,
)
# "HULL, England (Dunmore News) – ": where a report was written
_DATELINE = re.compile(r"(?:,? [A-Z][\w. ]{1,20})?\s?(?:\([^)\n]{1,30}\)\s?)?(?:--|[–—-]\s)")


def placed(
    story: Story,
    figures: tuple[Figure, ...],
    moments: tuple[Moment, ...],
    parties: tuple[Party, ...],
    said: tuple[Statement, ...],
) -> tuple[Figure, ...]:
    """The figures, each with where, when, by whom and in which statement."""
    if not figures:
        return figures
    spots = _spots(story, figures, parties)
    lasting = {moment.span.start for moment in moments if moment.kind == "duration"}
    dated = days_of(story.text, moments)
    heard = _statements(figures, said)
    starts = [moment.span.start for moment in dated]
    places = [spot.span.start for spot in spots]
    result: list[Figure] = []
    at = 0
    for sentence, count in _sentences(story, figures):
        here = figures[at : at + count]
        near = spots[bisect_left(places, sentence.start) : bisect_left(places, sentence.end)]
        days = dated[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        where, when = _where(story.text, sentence, here, near), when_each(story.text, sentence, here, days)
        for number, (figure, quantity) in enumerate(zip(here, in_company(here), strict=True)):
            statement = heard.get(id(figure))
            # How long and how far are seldom of a place: "six months later in Hull", "100 miles from Hull".
            placeless = figure.kind in ("rank", "age") or figure.span.start in lasting
            spot, day = (None, None) if placeless else (where[number], when[number])
            result.append(
                replace(figure, quantity=quantity, where=(spot,) if spot else (), when=day, statement=statement, by=_by(statement))
            )
        at += count
    return tuple(result)


def _sentences(story: Story, figures: tuple[Figure, ...]) -> list[tuple[Span, int]]:
    """The sentences that hold figures, each with how many."""
    found: list[tuple[Span, int]] = []
    at = 0
    while at < len(figures):
        sentence = story.sentence_of(figures[at].span.start)
        stop = at + 1
        while stop < len(figures) and figures[stop].span.start < sentence.end:
            stop += 1
        found.append((sentence, stop - at))
        at = stop
    return found


def _spots(story: Story, figures: tuple[Figure, ...], parties: tuple[Party, ...]) -> list[Phrase]:
    """Every place that may own a figure, in order: places that are parties, and "the Dover depot", "Harbour ward"."""
    spots = {m.start: Phrase(m, place_key(party.name)) for party in parties if party.kind == "place" for m in party.mentions}
    for paragraph in {id(p): p for p in (story.paragraph_of(f.span.start) for f in figures)}.values():
        for site in _sites(paragraph):
            spots[site.span.start] = site
    datelines = {p.start for p in story.paragraphs}
    ordered = [spots[start] for start in sorted(spots) if not (start in datelines and _DATELINE.match(story.text, spots[start].span.end))]
    return [spot for at, spot in enumerate(ordered) if not _qualifies(story.text, ordered[at - 1] if at else None, spot)]


def _sites(paragraph: Paragraph) -> list[Phrase]:
    """ "Harbour ward", "Dover depot": a name and a small word for a kind of place."""
    found = []
    for name in names_in(paragraph.text):
        end = name.span.end
        match = _site().match(paragraph.text, end) if name.kind in ("place", None, "organisation", "thing") else None
        if match:
            span = Span(paragraph.start + name.span.start, paragraph.start + match.end())
            found.append(Phrase(span, paragraph.text[name.span.start : match.end()].casefold()))
    return found


@cache
def _site() -> re.Pattern[str]:
    return re.compile(rf" (?:{'|'.join(sorted(listed('places', 'sites')))})\b(?! [A-Z])")


def _qualifies(text: str, before: Phrase | None, spot: Phrase) -> bool:
    """True for "Del." of "Dover, Del.", for a dateline, and for what lies inside the place before."""
    if before is not None and before.span.end > spot.span.start:
        return True
    if before is not None and text[before.span.end : spot.span.start] == ", ":
        written = text[spot.span.start : spot.span.end]
        return written in abbreviated() or text[spot.span.end : spot.span.end + 1] in (",", ".", "")
    return False


def _where(text: str, sentence: Span, figures: Sequence[Figure], spots: Sequence[Phrase]) -> list[Phrase | None]:
    found: list[Phrase | None] = [None] * len(figures)
    if not spots:
        return found
    starts = [spot.span.start for spot in spots]
    lead = _leading(text, sentence, spots[0])
    for number, figure in enumerate(figures):
        after = bisect_right(starts, figure.span.end)
        stop = figures[number + 1].span.start if number + 1 < len(figures) else sentence.end
        spot = spots[after] if after < len(spots) else None
        if spot is not None and spot.span.start < stop and _follows(text[figure.span.end : spot.span.start], figure.kind == "measure"):
            found[number] = spot
            continue
        owner = _owner(text, sentence, figures, number, spots[:after][-1:])
        found[number] = owner or (lead if lead and lead.span.end <= figure.span.start else None)
    _share(text, figures, found)
    return found


def _follows(between: str, measured: bool) -> bool:
    """True for what stands between figure and place in "28 arrests in Baltimore", "50 in the state of Massachusetts"."""
    if len(between) > REACH or re.search(r"[,;:()“”\"–—]", between):
        return False
    parts = between.split()
    if "and" in parts and len(parts) > 4:
        # "28 men and women in Baltimore", but "16 people and have since lived in Baltimore"
        return False
    while parts and parts[-1].lower() in ("the", "of", "nearby", "downtown", "central", *listed("places", "of")):
        parts.pop()
    if measured and parts[-1:] in (["from"], ["near"], ["outside"]):
        return False
    return bool(parts) and parts[-1] in listed("places", "after") and not any(part in listed("places", "walls") for part in parts)


def _leading(text: str, sentence: Span, first: Phrase) -> Phrase | None:
    """ "In Denver, 63 were held and 12 fined": the place that opens the sentence holds for its figures."""
    before = text[sentence.start : first.span.start]
    if len(before) < 60 and _LEADS.fullmatch(before) and text[first.span.end : first.span.end + 1] not in ("'", "’"):
        return first
    return None


def _owner(text: str, sentence: Span, figures: Sequence[Figure], number: int, before: Sequence[Phrase]) -> Phrase | None:
    """ "Leith, with 212", "Leith (212)", "Leith: 212", "Harbour ward recorded 61": the place before, where it owns the figure."""
    if not before:
        return None
    spot, figure = before[0], figures[number]
    between = text[spot.span.end : figure.span.start]
    if any(other.span.start >= spot.span.end for other in figures[:number]):
        return None
    if between in (" – ", " — ", " - ") and not text[figure.span.start].isdigit():
        # "They lost to Uruguay - one of their rivals"
        return None
    if between in (" (", ": ", " – ", " — ", " - ", " "):
        return spot if between != " " or _in_list(text[sentence.start : spot.span.start]) else None
    prefix = text[max(sentence.start, spot.span.start - 24) : spot.span.start]
    if len(between) > 2 * REACH or ";" in between or _governed(prefix):
        return None
    parts = re.findall(r"[^\W\d_]+", between)
    if between.startswith((", with ", " with ", ", where ")) and len(parts) <= 6:
        return spot
    opens = not re.search(r"\w", prefix.strip('"“ ').removeprefix("The").removeprefix("the"))
    if opens and parts[-1:] == ["with"] and ", with" in between:
        # "Philadelphia felt the brunt of it by far, with 107 people picked up"
        return spot
    return spot if parts and parts[0].lower() in listed("places", "owning") and len(parts) <= 5 and "," not in between else None


def _in_list(before: str) -> bool:
    """True where a place opens or goes on a list: "Leith 212, Dover 61 and Hull 30"; not in "attacked Hull several times"."""
    return before.rstrip().endswith((",", ";", ":", " and")) or not before.strip('"“‘ ')


def _governed(prefix: str) -> bool:
    """True where the place is only part of another phrase: "the mayor of Leith", "people from Leith"."""
    return re.search(r"\b(?:of|for|from|to|by|against|than|between|in|at|near) (?:the )?$", prefix) is not None


def _share(text: str, figures: Sequence[Figure], found: list[Phrase | None]) -> None:
    """ "30 men and 20 women in Chicago": the place holds for both; not in "28 arrests and 30 in Chicago"."""
    for number in range(len(figures) - 2, -1, -1):
        following = found[number + 1]
        if found[number] is not None or following is None or following.span.start < figures[number + 1].span.end:
            continue
        between = text[figures[number].span.end : figures[number + 1].span.start]
        own = text[figures[number + 1].span.end : following.span.start].split()
        if re.fullmatch(r" [\w-]+(?: [\w-]+)? and ", between) and len(own) > 1 and own[0] not in listed("places", "after"):
            found[number] = following


def _statements(figures: tuple[Figure, ...], said: tuple[Statement, ...]) -> dict[int, Statement]:
    """The innermost statement of each figure: the shortest that holds it."""
    starts = [figure.span.start for figure in figures]
    held: dict[int, tuple[int, Statement]] = {}
    for one in said:
        for rank, spans in ((0, one.content), (1 << 40, (one.span,))):
            for span in spans:
                for at in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
                    size = rank + span.end - span.start
                    known = held.get(id(figures[at]))
                    if known is None or size < known[0]:
                        held[id(figures[at])] = (size, one)
    return {key: one for key, (_, one) in held.items()}


def _by(statement: Statement | None) -> Party | None:
    """Whose figure it is: the speaker's, or the one's in whose statement this one stands."""
    while statement is not None and statement.speaker is None:
        statement = statement.inside
    return statement.speaker if statement else None
