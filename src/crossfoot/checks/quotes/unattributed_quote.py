"""Every direct quotation of a sentence or more has a speaker."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from ...document import Span
from ...finding import Outcome, Tape
from ...ledger import Ledger
from ...sources import Case
from .. import Check

check = Check(__name__, code="Q104", severity="warning", stage="preview")

FEWEST = 7  # words of a quotation that is plainly a sentence of its own


@check
def find(case: Case) -> Iterator[Outcome]:
    """A finding for every quoted sentence that no statement holds, and that no speaker stands near."""
    story = case.story
    paragraphs = [block.span for block in story.document.blocks if block.kind == "paragraph"]
    heard = [said for said in story.statements if said.speaker_spans]
    spoken = [said.span for said in heard]
    held = {span for said in heard for span in said.content}
    for quoted in story.quoted:
        words = story.words(quoted).split()
        if len(words) < FEWEST or words[-1][-1] not in ".!?" or not words[0][0].isupper() or not _in(paragraphs, quoted):
            continue
        if any(span.overlaps(quoted) for span in held) or any(span.overlaps(_around(story, quoted)) for span in spoken):
            continue
        tape = Tape()
        tape.count(words)
        yield check.finding(quoted, "No speaker was found for this quotation within a sentence on either side.", tape)


def _in(paragraphs: list[Span], quoted: Span) -> bool:
    return any(paragraph.holds(quoted) for paragraph in paragraphs)


def _around(story: Ledger, quoted: Span) -> Span:
    """The sentence before a quotation, its own, and the one after."""
    at = bisect_left(story.sentences, (quoted.start + 1, 0))
    first, last = max(0, at - 2), min(len(story.sentences) - 1, at + 1)
    return Span(story.sentences[first].start, story.sentences[last].end) if story.sentences else quoted
