"""Who says what: everything a story reports as said, denied, pleaded or left unanswered, each with its speaker.

Paragraphs are read one by one (`reported.py`); here they are put together. A quotation that stands alone belongs to whoever spoke just
before, or to the verb that waits for it at the end of the paragraph above. Which party the words for a speaker mean is for `voices.py`.
Words in quotation marks that nobody is said to have uttered (a title, a term, a slogan) are left out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..document import Span
from ..ledger import Statement
from .paragraphs import Paragraph, Story
from .quotes import Quotation
from .reported import said_in
from .said import Said
from .transcripts import turns


def statements(story: Story, quotations: Sequence[Quotation]) -> tuple[Statement, ...]:
    """Every statement, in the order of the story, each with the words that name its speaker."""
    found: list[Statement] = list(turns(story))
    taken = {statement.span.start for statement in found}
    quoted = _by_paragraph(story, quotations)
    before = _Before()
    made: list[list[Statement]] = []
    for paragraph in story.paragraphs:
        if paragraph.start in taken:
            before = _Before()
        else:
            made.append(_of_paragraph(story, paragraph, quoted.get(paragraph.start, []), before))
    found += _handed_back(made, {quotation.span.end for quotation in quotations if quotation.runs_on})
    spoken = sorted(((span, one) for one in found if one.kind in ("direct", "mixed") for span in one.content), key=lambda pair: pair[0])
    within: dict[int, list[Quotation]] = {}
    for quote in quotations:
        if quote.outer is not None and quote.outer.outer is None:
            within.setdefault(quote.outer.span.start, []).append(quote)
    outer = [quote for quote in quotations if quote.outer is None]
    found += [nested for quote in outer for nested in _inside(story, quote, within.get(quote.span.start, ()), spoken)]
    return tuple(sorted((one for one in found if one.content or one.kind == "refusal"), key=_place))


def _place(one: Statement) -> tuple[int, int, int]:
    """The order of the story: by the words said, or by the words that refuse them; what holds another comes first."""
    first = min((span.start for span in one.content), default=one.cue.start if one.cue else one.span.start)
    return first, -one.span.end, one.span.start


@dataclass
class _Before:
    """What stands before a paragraph: the last thing said, a verb that waits for its words, whether the quotation may go on, and what was
    told in the reporter's words at its very end."""

    last: Statement | None = None
    waiting: Statement | None = None
    goes_on: bool = False
    told: Statement | None = None


def _of_paragraph(story: Story, paragraph: Paragraph, quotes: list[Quotation], before: _Before) -> list[Statement]:
    """The statements of one paragraph; leaves in `before` what the next one needs."""
    at = paragraph.start
    made: dict[int, Statement] = {}
    top: Statement | None = None
    for one in said_in(paragraph.text, tuple(Span(q.span.start - at, q.span.end - at) for q in quotes)):
        source = None
        if one.alone:
            source = before.waiting or top or (before.last if before.goes_on or made else None) or before.told
            if (one.kind == "mixed" and source is None) or not _is_a_sentence(story, one, at, carried=source is not None):
                continue
        statement = _statement(story, one, at, made, source)
        made[id(one)] = statement
        if statement.inside is None and statement.speaker_spans and not _trails(statement, top):
            top = statement
        if (statement.kind in ("direct", "mixed") and statement.inside is None) or one.waits:
            before.last = statement
        before.waiting = statement if one.waits else None
    before.goes_on = bool(quotes) and bool(made)
    before.told = top if top is not None and not quotes and top.span.end >= paragraph.span.end - 2 else None
    if not made:
        before.last = before.waiting = None
    return list(made.values())


def _handed_back(paragraphs: Sequence[list[Statement]], runs_on: set[int]) -> Iterator[Statement]:
    """All statements; a quotation that runs on belongs to the one named where it ends, in the next paragraph or the one after."""
    named: tuple[Span, ...] = ()
    for said in reversed(paragraphs):
        alone = bool(said) and all(one.cue is None and one.kind == "direct" for one in said)
        if alone and named and said[-1].content and said[-1].content[-1].end in runs_on:
            yield from (replace(one, speaker_spans=named) for one in said)
            continue
        first = said[0] if said else None
        opens = first is not None and first.content and first.cue is not None and first.content[0].start < first.cue.start
        named = first.speaker_spans if first is not None and opens and first.kind == "direct" else ()
        yield from said


def _trails(one: Statement, top: Statement | None) -> bool:
    """ "..., Roe said, adding that he knew": who spoke first goes on speaking."""
    return top is not None and one.cue is not None and one.cue.start < top.span.end + 40 and one.kind == "indirect" and top.kind == "direct"


def _by_paragraph(story: Story, quotations: Iterable[Quotation]) -> dict[int, list[Quotation]]:
    """The outer quotations, by the start of their paragraph."""
    starts = [paragraph.start for paragraph in story.paragraphs]
    held: dict[int, list[Quotation]] = {}
    for quotation in quotations:
        if quotation.outer is None:
            at = starts[max(0, bisect_right(starts, quotation.span.start) - 1)]
            held.setdefault(at, []).append(quotation)
    return held


def _is_a_sentence(story: Story, one: Said, at: int, *, carried: bool) -> bool:
    """A quotation nobody introduces is something said only where it is a sentence of its own; a lone headline or title is not."""
    words = story.text[at + one.content[0].start : at + one.content[-1].end]
    return (carried or words.count(" ") >= 3) and words.strip("“”\"'‘’ ")[-1:] in ".!?…,—-"


def _statement(story: Story, one: Said, at: int, made: dict[int, Statement], source: Statement | None) -> Statement:
    content = tuple(Span(at + span.start, at + span.end) for span in one.content)
    cue = Span(at + one.cue.start, at + one.cue.end) if one.cue else None
    spans = source.speaker_spans if source else tuple(Span(at + span.start, at + span.end) for span in one.speaker)
    to = Span(at + one.to.start, at + one.to.end) if one.to else None
    places = [*content, *([cue] if cue else []), *(() if source else spans), *([to] if to else [])]
    span = Span(min(place.start for place in places), max(place.end for place in places))
    inside = made.get(id(one.inside)) if one.inside else None
    return Statement(span, one.kind, content, cue, spans, inside=inside, to=to)


def _inside(story: Story, quote: Quotation, held: Sequence[Quotation], spoken: Sequence[tuple[Span, Statement]]) -> Iterator[Statement]:
    """What the speaker of a quotation says that others said: "One family reported that ...," Juntos claimed. `held` are the quotations in
    it."""
    at = bisect_right(spoken, quote.span.end, key=lambda pair: pair[0].start) - 1
    outer = next((one for span, one in reversed(spoken[max(0, at - 3) : at + 1]) if span.overlaps(quote.inner)), None)
    start, end = quote.inner
    if outer is None or start == end:
        return
    within = tuple(Span(one.span.start - start, one.span.end - start) for one in held)
    for one in said_in(story.text[start:end].replace("\n", " "), within):
        if (
            one.kind in ("indirect", "direct", "mixed")
            and one.cue
            and one.speaker
            and one.content
            and not _is_the_speaker(story, one, start)
        ):
            yield replace(_statement(story, one, start, {}, None), inside=outer)


def _is_the_speaker(story: Story, one: Said, at: int) -> bool:
    """ "I think", "we said": the one quoted goes on in person."""
    span = one.speaker[-1]
    return story.text[at + span.start : at + span.end].lower() in ("i", "we", "you", "it", "that", "which", "this")
