"""A quotation that a story gives twice uses the same words both times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import pairwise

from ...document import overlapping
from ...finding import Outcome, Tape
from ...ledger import Ledger, Party
from ...reading.spoken import weight_of
from ...sources import Case, Passage, passage_of
from .. import Check

check = Check(__name__, code="Q107", agrees="same words both times", severity="warning")

FEWEST = 4  # words of the shorter quotation
LIKE = 0.6
ONCE_MORE = 7  # words, where both stand in the text: a refrain is shorter


@dataclass(frozen=True, slots=True)
class _Quoted:
    passage: Passage
    block: int
    shown: bool
    speaker: Party | None


@check
def find(case: Case) -> Iterator[Outcome]:
    """A tick for words given twice alike, a finding for words that drift."""
    story = case.story
    quotes = list(_quotes(story))
    for first, second in _alike(quotes):
        outcome = _outcome(story, *sorted((first, second), key=lambda one: one.passage.size))
        if outcome is not None:
            yield outcome


def _quotes(story: Ledger) -> Iterator[_Quoted]:
    blocks = story.document.blocks
    block_of = overlapping([block.span for block in blocks])
    speakers = {span: said.speaker for said in story.statements for span in said.content}
    said, who = list(speakers), list(speakers.values())
    said_in = overlapping(said)
    for span in story.quoted:
        passage = passage_of(story, (span,))
        at = next((number for number in block_of(span) if blocks[number].span.holds(span)), -1)
        if passage.size >= FEWEST and at >= 0:
            speaker = next((who[number] for number in said_in(span)), None)
            yield _Quoted(passage, at, blocks[at].kind != "paragraph", speaker)


def _alike(quotes: list[_Quoted]) -> Iterator[tuple[_Quoted, _Quoted]]:
    """Pairs that share two rarer words."""
    having: dict[str, list[int]] = defaultdict(list)
    for number, quoted in enumerate(quotes):
        for key in {key for key in quoted.passage.wording.keys if len(key) > 3}:
            having[key].append(number)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for numbers in having.values():
        if len(numbers) <= 6:
            for at, first in enumerate(numbers):
                for second in numbers[at + 1 :]:
                    shared[first, second] += 1
    for (first, second), count in sorted(shared.items()):
        if count > 1 and quotes[first].block != quotes[second].block:
            yield quotes[first], quotes[second]


def _outcome(story: Ledger, short: _Quoted, long: _Quoted) -> Outcome | None:
    """What there is to say of a shorter quotation beside the longer one; nothing, where they are not the same words at all."""
    if _two_speakers(short.speaker, long.speaker):
        return None
    mine, theirs = short.passage.wording, long.passage.wording
    blocks = [block for block in SequenceMatcher(None, mine.keys, theirs.keys, autojunk=False).get_matching_blocks() if block.size]
    first, last = blocks[0].b if blocks else 0, blocks[-1].b + blocks[-1].size if blocks else 0
    same = sum(block.size for block in blocks)
    if same < LIKE * short.passage.size or last - first > 1.5 * short.passage.size + 1 or same < FEWEST - 1:
        return None
    tape = Tape()
    said, told = " ".join(mine.keys), " ".join(theirs.keys[first:last])
    if tape.same(said, told):
        return check.tick(
            short.passage.span, "the same words as further on" if short.shown else "the same words twice", tape, related=[long.passage.span]
        )
    if said.replace(" ", "") == told.replace(" ", "") or mine.gaps or mine.mended or theirs.gaps or not _counts(short, long, blocks):
        return None
    words = long.passage.words(first, last)
    message = f"Quoted here as “{short.passage.text}”, and elsewhere as “{words}”."
    return check.finding(short.passage.span, message, tape, related=[long.passage.span])


def _two_speakers(first: Party | None, second: Party | None) -> bool:
    """True for two names; "councillor" in a headline may be anybody in the text."""
    return first is not None and second is not None and first is not second and first.name[0].isupper() and second.name[0].isupper()


def _counts(short: _Quoted, long: _Quoted, blocks: list[Match]) -> bool:
    """True for a quotation shown above the text that begins and ends alike, and for a long one in the text of which words are missing."""
    keys, told = short.passage.wording.keys, long.passage.wording.keys
    if blocks[0].a or blocks[-1].a + blocks[-1].size < len(keys):
        return False
    alone = [key for before, after in pairwise(blocks) for key in keys[before.a + before.size : after.a]]
    other = [key for before, after in pairwise(blocks) for key in told[before.b + before.size : after.b]]
    if short.shown != long.shown:
        # Headlines drop "the".
        return any(weight_of(key) != "function" for key in (*alone, *other))
    return len(keys) >= ONCE_MORE and not alone
