"""Which figures are the parts of which whole, and whether the story says that the list is complete and that no part overlaps another.

A list is a run of figures of one measure, with commas or "and" between them and nothing that starts another thought. Its whole stands
before it ("56 people: 31 adults, ..."; "Of the 24 councillors, 15 ..."; "40 people, including ..."), after it ("..., 43 in all") or in the
sentence before ("Of those, ..."). Where the words do not decide, `complete` and `exclusive` stay `None`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from ..document import Span
from ..ledger import Figure, Tally
from ..quantity import total
from ..slips import may_be_a_slip
from .addable import can_be_added, is_in_an_order
from .entries import counted_through
from .further_up import own_noun
from .measured import Measured, by_sentence, measures, sentence_before
from .outline import Outline
from .paragraphs import Story
from .partition import Partition, partition_of
from .phrases import any_of
from .quotes import Quotation
from .rows import Rows
from .spreads import BEFORE, spreading
from .vocabulary import words
from .votes import votes
from .wholes import could_hold, whole_among

_LONGEST_GAP = 90
_FEW_WORDS = 5
_NEAR = 4
_SEPARATOR = re.compile(r"[,;]|\band\b|&")
# A new sentence, a quotation or a bracket that is not closed at once ends a list.
_STOP = re.compile(r"[.!?][\"”’']?\s|[\"“”]|;.*\w.*\w")
_COLON = re.compile(r"^(?P<noun>[^:;–—]{0,70}?)\s*(?::|[–—]| -{1,2} )\s*(?P<label>[^:;–—.]{0,40})$")
_OPENED = re.compile(r"[^:;–—.!?]{1,90}(?::| ?[–—] ?| --? | [(])\s*")
_OF_THE = re.compile(
    r"(?:^|[“\"])(?:Of|Out of)\s+(?:(?:the|its|their|those|all|these|a|our|his|her)\s+){0,3}(?:total\s+(?:of\s+)?)?$"
    r"|(?:[,;:]\s|\b[Bb]ut\s|\b[Aa]nd\s|\b[Tt]hat\s)(?:of|out of)\s+(?:(?:the|its|their|those|all|these|our|his|her)\s+){1,3}"
    r"(?:total\s+(?:of\s+)?)?$"
)
_OF_THEM = re.compile(r" of (?:them|those|these|whom|which)\b")
_AT_ONCE = re.compile(r"(?:[,;]|\band)\s+(?:[\w’'-]+\s+){0,3}$")
_AMONG = re.compile(r"(?:^|[,;:]\s|[“\"])(?:[Aa]mong|[Ii]ncluded among)\s+(?:(?:the|its|their|those|all|these)\s+){0,2}$")


@cache
def _says(kind: str, says: str) -> re.Pattern[str]:
    return any_of(word for entry in words("tallies")[kind] if entry.get("says", "") == says for word in entry["words"])


@cache
def _phrases(kind: str) -> re.Pattern[str]:
    return any_of(word for entry in words("tallies")[kind] for word in entry["words"])


def tallies(story: Story, drawn: Sequence[Outline], figures: tuple[Figure, ...], quoted: tuple[Quotation, ...]) -> tuple[Tally, ...]:
    """Every list of parts that the story gives, with its whole where it has one; `drawn` is the story in outline."""
    sentences = by_sentence(story, figures)
    found: list[Tally] = []
    for number, (sentence, inside) in enumerate(sentences):
        before = sentence_before(sentences, number)
        for measured in measures(inside):
            found += _of_one_measure(Measured(story.text, sentence, measured, before))
    found = [_with_quotation(tally, quoted) for tally in found]
    voted = list(votes(drawn))
    parts = {part for tally in voted for part in tally.parts}
    found = [*voted, *(tally for tally in found if parts.isdisjoint(tally.parts))]
    taken = {id(figure) for tally in found if tally.whole for figure in tally.parts}
    found += [_with_quotation(tally, quoted) for tally in Rows(story.text, figures, sentences).tallies(taken)]
    return tuple(sorted(found, key=lambda tally: tally.span))


def _of_one_measure(sentence: Measured) -> Iterator[Tally]:
    """The tallies among the figures of one measure in one sentence."""
    through = _counted_through(sentence)
    if through:
        yield through
    for first, last in _runs(sentence):
        tally = _tally(sentence, first, last)
        if tally and not (through and through.span.overlaps(tally.span)):
            yield tally


def _counted_through(sentence: Measured) -> Tally | None:
    """ "46 posts: 30 deputies, nine nurses and seven dispatchers": parts by names of their own, where every entry to the end has a number.

    "12 people: 14 counts of fraud and 20 of theft" is no such list: only what the parts make, or a slip makes of it, is their whole."""
    if sentence.figures[0].kind != "count":
        return None
    for number in range(len(sentence.figures) - 1):
        opened = _OPENED.match(sentence.text, sentence.figures[number].span.end, sentence.figures[number + 1].span.start)
        if opened:
            break
    else:
        return None
    parts = counted_through(sentence.text, sentence.span, opened.end(), sentence.figures[number + 1 :])
    last = sentence.figures[number]
    if not parts:
        return None
    footing = total(part.quantity.amount for part in parts)
    candidates = [one for one in (last, *_earlier(sentence, number)) if _could_be_whole(sentence, one, parts)]
    near = [one for one in candidates if may_be_a_slip(one.quantity, footing.value)]
    figure = whole_among(near, parts) or (
        near[0] if near and near[0] is candidates[0] and not _rivals(near[0], candidates, footing.value) else None
    )
    whole = _Whole(figure, True, "the list follows the total at once")
    if not figure or not can_be_added(sentence, whole.figure, parts) or (len(parts) == figure.quantity.value != footing.value):
        # "four rules: two hours of sleep, ...": so many entries, whatever they count
        return None
    partition = partition_of(sentence.text, sentence.span, parts, figure)
    exclusive = True if partition.exclusive is None and partition.told_apart else partition.exclusive
    return Tally(Span(figure.span.start, parts[-1].span.end), figure, parts, True, exclusive, partition.by, whole.why)


def _runs(sentence: Measured) -> Iterator[tuple[int, int]]:
    """First and last figure of every list."""
    first = 0
    for number in range(1, len(sentence.figures) + 1):
        if number == len(sentence.figures) or not _goes_on(sentence, number):
            yield first, number - 1
            first = number


def _goes_on(sentence: Measured, number: int) -> bool:
    """Whether a figure is the next of the same list: ", 45 in New York", " and 12 against", "), fugitives (68".

    Not "56 people: 31 adults" (what comes before the colon is the whole), nor "40 people, including 25", nor ", a total of 43"."""
    gap = sentence.gap(number)
    if len(gap) > _LONGEST_GAP or not _SEPARATOR.search(gap) or _STOP.search(gap) or _phrases("apart").search(gap):
        return False
    if _phrases("sum").search(gap) or _sum_after(sentence, number):
        return False
    if re.search(r"(?:\band|,)\s+(?:\w+\s+)?\w+(?:ed|ing)\s+(?:\w+\s+)?$|[–—]|\s--?\s", gap):
        # "including 10 children and injuring 202 others": a second verb, or the dash that closes the list.
        return False
    if any(_says("introducer", says).search(gap) for says in ("complete", "partial")) or _whole_before(sentence, number):
        return False
    if gap.startswith(" of ") and _OF_THEM.match(gap) and not _AT_ONCE.search(gap):
        # "two screens, one of which is small, and lets up to 16 play"
        return False
    # "28 of them primaries, 12 secondaries": a part by name
    introduced = _says("introducer", "open").search(_OF_THEM.sub("", gap, count=1) if gap.startswith(" of ") else gap)
    return not (introduced or ":" in gap or _is_first_of_them(sentence, number))


def _is_first_of_them(sentence: Measured, number: int) -> bool:
    """ "11 medals, five of them gold": the figure before is the whole; not "and they think 30 of them may fail"."""
    return bool(_OF_THEM.match(sentence.after(number))) and re.search(r",(?: with| and)?\s$", sentence.gap(number)) is not None


def _whole_before(sentence: Measured, number: int) -> bool:
    """ "Of the 24 councillors present, 15 ...": the figure before is a whole."""
    return bool(_OF_THE.search(sentence.gap(number - 1)) or _AMONG.search(sentence.gap(number - 1)))


def _sum_after(sentence: Measured, number: int) -> bool:
    """ "Leeds recorded 31 and York 12, 43 in all": the figure itself is the total."""
    return bool(re.match(rf"[\w\s-]{{0,30}}?{_phrases('sum_after').pattern}", sentence.after(number)))


@dataclass(frozen=True, slots=True)
class _Whole:
    """The figure that a list is said to be the parts of, and what the words between them say of the list."""

    figure: Figure | None
    complete: bool | None
    why: str
    link: int = 1


def _tally(sentence: Measured, first: int, last: int) -> Tally | None:
    parts = sentence.figures[first : last + 1]
    whole = _before(sentence, first, last) or _following(sentence, last) or _in_the_sentence_before(sentence, first, last)
    if whole is None and len(parts) > 2:
        whole, parts = _first_of_all(sentence, first, last), parts[1:]
    whole = _chosen(sentence, first, whole, parts) if whole else None
    if whole is None or not can_be_added(sentence, whole.figure, parts):
        return None
    partition = partition_of(sentence.text, sentence.span, parts, whole.figure)
    # "Of the 64 crew, 41 are officers and 23 ratings": what "of" divides is one thing, whatever its parts are called.
    if whole.figure and partition.parts_of_another_thing and whole.complete is not None:
        return None
    complete, why, link = _completeness(sentence, first, last, whole, partition)
    if complete is None and whole.why == "apposition":
        return None
    if len(parts) == 1 and (complete is not False or whole.figure is None or _loosely_tied(sentence, first, whole)):
        return None
    if complete and whole.figure and not could_hold(whole.figure, parts):
        # "Sales rose in two towns: 41 in Ayr": what is announced is the number of entries, not their sum.
        return None
    # What is spread out, and money for purposes, goes to one of them only.
    follows = bool(whole.complete and whole.figure and whole.figure.span.start > parts[-1].span.start)
    # Who gives the sum has added them up.
    exclusive = True if whole.link > 1 or follows or (complete and partition.by == "purpose") else partition.exclusive
    span = Span(min(f.span.start for f in _all(whole, parts)), max(f.span.end for f in _all(whole, parts)))
    return Tally(span, whole.figure, tuple(parts), complete, exclusive, partition.by, why, link)


def _all(whole: _Whole, parts: Sequence[Figure]) -> list[Figure]:
    return [*([whole.figure] if whole.figure else []), *parts]


def _before(sentence: Measured, first: int, last: int) -> _Whole | None:
    """The whole that stands before the list in its own sentence, by the words between."""
    if not first:
        return None
    figure, gap = sentence.figures[first - 1], sentence.gap(first)
    lead = sentence.gap(first - 1)
    if _STOP.search(gap) or _phrases("apart").search(gap) or len(gap) > 2 * _LONGEST_GAP:
        return None
    if _OF_THE.search(lead):
        return _Whole(figure, None, "of the")
    if _AMONG.search(lead):
        return _Whole(figure, False, "among")
    if _is_first_of_them(sentence, first) and could_hold(figure, sentence.figures[first : last + 1]):
        return _Whole(figure, None, "of them")
    gap = _OF_THEM.sub("", gap, count=1) if gap.startswith(" of ") else gap
    colon = _COLON.match(gap)
    if colon and not _says("introducer", "partial").search(gap):
        return _Whole(figure, True, "the list follows the total at once")
    for says, complete in (("complete", True), ("partial", False), ("open", None)):
        introduced = _last(_says("introducer", says), gap)
        if introduced and gap[introduced.end() :].count(" ") <= _FEW_WORDS and _speaks_of_the_figure(gap[: introduced.start()]):
            return _Whole(figure, complete, introduced.group().lower())
    return None


def _chosen(sentence: Measured, first: int, whole: _Whole, parts: Sequence[Figure]) -> _Whole:
    """ "350 jobs, 4 percent of its 8,700 staff: 200 in Sweden, ...": of several numbers before a list the one that agrees, or none."""
    last = whole.figure
    if not (last and whole.complete and first and last is sentence.figures[first - 1]) or len(parts) < 2:
        return whole
    fitting = [figure for figure in (last, *_earlier(sentence, first - 1)) if _could_be_whole(sentence, figure, parts)]
    agreeing = whole_among(fitting, parts)
    if agreeing or len(fitting) < 2 or last not in fitting:
        return replace(whole, figure=agreeing or last)
    choice = " or ".join(sentence.text[figure.span.start : figure.span.end] for figure in reversed(fitting))
    return replace(whole, figure=None, why=f"{choice} could be its total")


def _rivals(whole: Figure, candidates: Sequence[Figure], footing: Fraction | None) -> bool:
    """Whether another number before the list may be its total as well: half as much, or no more than twice."""
    others = {one.quantity.value for one in candidates if one.quantity.value} - {whole.quantity.value}
    return any(footing and value and footing <= 2 * value and value <= 2 * footing for value in others)


def _earlier(sentence: Measured, number: int) -> Iterator[Figure]:
    """The figures close before that one in its clause, the nearest first."""
    start = sentence.figures[number].span.start
    for at in range(number - 1, -1, -1):
        figure = sentence.figures[at]
        if start - figure.span.start > 2 * _LONGEST_GAP or re.search(r"[;:“”]", sentence.text[figure.span.end : start]):
            return
        yield figure


def _could_be_whole(sentence: Measured, figure: Figure, parts: Sequence[Figure]) -> bool:
    return figure.quantity.value is not None and not is_in_an_order(sentence.text, figure) and could_hold(figure, parts)


def _speaks_of_the_figure(between: str) -> bool:
    """ "40 people arrested in Leith, including": few words, and no second clause ("... one dollar and typical items include")."""
    return between.count(" ") <= 2 * _FEW_WORDS and not re.search(r"\band\b[\w\s]*$|\d", between)


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return max(pattern.finditer(text), key=lambda match: match.start(), default=None)


def _following(sentence: Measured, last: int) -> _Whole | None:
    """The total that follows its parts: ", a total of 43"; ", 43 in all"."""
    number = last + 1
    if number >= len(sentence.figures) or len(sentence.gap(number)) > _LONGEST_GAP:
        return None
    gap = sentence.gap(number)
    if _STOP.search(gap) or _phrases("apart").search(gap):
        return None
    summed = _phrases("sum").search(gap)
    if summed:
        return _Whole(sentence.figures[number], True, summed.group().lower())
    return _Whole(sentence.figures[number], True, "in all") if _sum_after(sentence, number) else None


def _in_the_sentence_before(sentence: Measured, first: int, last: int) -> _Whole | None:
    """ "Of those, 41 were men ...", "These included 28 in Baltimore ...": the only figure before that is larger than every part."""
    if sentence.figures[first].span.start - sentence.span.start > 3 * _LONGEST_GAP:
        return None
    lead = sentence.text[sentence.span.start : sentence.figures[first].span.start]
    for says, complete in (("open", None), ("partial", False)):
        opened = _says("anaphor", says).match(lead.lstrip("“\"‘' "))
        if opened and len(lead) <= 2 * _LONGEST_GAP:
            return _Whole(_larger(sentence.before, sentence.figures[first : last + 1]), complete, opened.group().lower())
    spread = _spread_out(sentence, lead, sentence.figures[first : last + 1]) if not first and last > first else None
    if spread:
        return spread
    included = _says("introducer", "partial").search(lead)
    if not first and last > first and included and len(lead) <= 3 * _LONGEST_GAP and lead[included.end() :].count(" ") <= 8:
        return _Whole(None, False, included.group().lower())
    return None


def _spread_out(sentence: Measured, lead: str, parts: Sequence[Figure]) -> _Whole | None:
    """ "The company cuts 214 jobs. The cuts fall on crews (121), ticket offices (58) and engineering (35)." """
    whole = _larger(sentence.before, parts)
    if whole is None:
        return None
    before = sentence.text[max(0, whole.span.start - BEFORE) : sentence.span.start]
    spread = spreading(lead, sentence.text[parts[-1].span.end : sentence.span.end], before, whole)
    return _Whole(whole, spread[1], spread[0], 2) if spread else None


def _larger(before: Sequence[Figure], parts: Sequence[Figure]) -> Figure | None:
    """The one figure of the sentence before that can be the whole; `None` when there is none or a choice."""
    kind, unit = parts[0].quantity.kind, parts[0].quantity.unit
    fitting = [figure for figure in before if figure.quantity.kind == kind and (kind == "count" or figure.quantity.unit == unit)]
    return fitting[0] if len(fitting) == 1 else None


def _first_of_all(sentence: Measured, first: int, last: int) -> _Whole | None:
    """ "118 people, 56 women and 62 men": a wide noun, a comma, and a closed family of nouns."""
    figures = sentence.figures[first : last + 1]
    parts = figures[1:]
    partition = partition_of(sentence.text, sentence.span, parts, figures[0])
    if not re.match(r"^[\w\s-]{0,40}[,(]\s*$", sentence.gap(first + 1)):
        return None
    if partition.closed:
        return _Whole(figures[0], None, "apposition")
    return _Whole(figures[0], True, "apposition") if partition.exclusive and _is_closed_off(sentence, first, last) else None


def _is_closed_off(sentence: Measured, first: int, last: int) -> bool:
    """ "The 38 delegates, 21 from Peru and 17 from Chile, met": parts by where they are, without nouns of their own, and a sum near by."""
    whole, *parts = sentence.figures[first : last + 1]
    made = total(part.quantity.amount for part in parts)
    # "21 delegates from Peru, 11 from Chile and nine from Cuba" are all parts.
    noun = whole.counted.span if whole.counted and own_noun(whole) else None
    named = noun is None or sentence.text[noun.end : noun.end + 1] != "," or any(own_noun(part) for part in parts)
    closed = re.match(r"[^,;:.–—]{2,60}(?:[,;.)]|$)", sentence.text[parts[-1].span.end : sentence.span.end])
    return (
        not named and bool(closed) and re.search(r"\band\b", sentence.gap(last)) is not None and may_be_a_slip(whole.quantity, made.value)
    )


def _loosely_tied(sentence: Measured, number: int, whole: _Whole) -> bool:
    """One part alone, and words of its own before it: "including the temp industry, one of ...", "they included the founding of three"."""
    lead = sentence.gap(number)
    introduced = _last(_says("introducer", "partial"), lead)
    between = lead[introduced.end() :] if introduced else lead[-40:]
    figure, whole_figure = sentence.figures[number], whole.figure
    if between.count(" ") > _NEAR or sentence.after(number).startswith((" of the", "-")) or figure.quantity.value == 1:
        return True
    # "Over 6,000 companies, including 1.5 million": an open end says nothing of a part that is larger than the number.
    return bool(whole_figure and whole_figure.hedge and (figure.quantity.value or 0) > (whole_figure.quantity.value or 0))


def _completeness(sentence: Measured, first: int, last: int, whole: _Whole, partition: Partition) -> tuple[bool | None, str, int]:
    """Complete when the words say so, or when the parts are a closed family ("men", "women"); then the tie is one step less sure."""
    follows = whole.figure is not None and whole.figure.span.start > sentence.figures[last].span.start
    if whole.complete and not follows and _has_uncounted_entry(sentence, first, last):
        return None, "an entry of the list has no figure", whole.link
    if whole.complete is not None:
        return whole.complete, whole.why, whole.link
    listed = sentence.text[sentence.figures[first].span.start - 20 : sentence.figures[last].span.end]
    closing = _phrases("closing").search(listed)
    if closing and last > first:
        return True, closing.group().lower(), whole.link
    if partition.closed and last > first:
        return True, partition.why, 2
    return None, whole.why, whole.link


def _has_uncounted_entry(sentence: Measured, first: int, last: int) -> bool:
    """ "eight bodies: three in a car, four in a house and one that had been moved": the list goes on without a figure."""
    stop = min(sentence.span.end, sentence.figures[last].span.end + 3 * _LONGEST_GAP)
    listed = sentence.text[sentence.figures[first].span.end : stop]
    return bool(re.search(rf"(?:,|\band|\bplus)\s+(?:and\s+)?{_phrases('uncounted').pattern}\s", listed, re.IGNORECASE))


def _with_quotation(tally: Tally, quoted: tuple[Quotation, ...]) -> Tally:
    inside = any(quotation.inner.holds(tally.span) for quotation in quoted)
    return replace(tally, quoted=True) if inside else tally
