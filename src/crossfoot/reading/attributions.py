"""Which words of a paragraph belong together as one sentence, where quotations stand among them.

A quotation that ends like a sentence is followed by the next sentence, or by the words that say whose it is: "Why?" the mayor asked. Here
the two are told apart.
"""

from __future__ import annotations

from .clauses import Line
from .cues import cues_in
from .sentences import sentences_in

LONGEST_SENTENCE = 160  # words; what is longer is no sentence, and is read in pieces
FURTHEST_ATTRIBUTION = 26


def spoken_sentences(line: Line) -> list[tuple[int, int]]:
    """The words of each sentence; a quotation stays with the words that attribute it."""
    ends = [sentence.end for sentence in sentences_in(line.text)]
    bounds, low, number = [], 0, 0
    for at, end in enumerate(line.ends):
        if at - low >= LONGEST_SENTENCE:
            bounds.append((low, at))
            low = at
        while number < len(ends) and ends[number] < end:
            number += 1
        if number < len(ends) and ends[number] == end and at + 1 < len(line.shape):
            if line.shape[at] == "Q" and attributed_after(line, at):
                continue
            bounds.append((low, at + 1))
            low = at + 1
    return [*bounds, (low, len(line.shape))] if low < len(line.shape) else bounds


def attributed_after(line: Line, quote: int) -> bool:
    """Whether the words after a quotation that ends like a sentence say whose it is: "Why?" the mayor asked."""
    if line.text[line.ends[quote] - 2 : line.ends[quote] - 1] == "." and line.text[line.ends[quote] - 3 : line.ends[quote] - 2] != ".":
        return line.at(quote + 1) == "v" and line.low(quote + 1) in ("said", "says")
    stop = min(len(line.shape), quote + FURTHEST_ATTRIBUTION)
    cue = next(cues_in(line, quote + 1, stop), None)
    if cue is None or cue.form != "finite" or cue.kind not in ("say", "tell", "hold", "beside", "urge"):
        return False
    between = line.shape[quote + 1 : cue.first].rstrip("ax")
    if any(part in ".;:Qbvx" for part in between) or ("p" in between[:1]):
        return False
    after = line.at(cue.stop)
    if cue.first == quote + 1:
        return after in "Nwdo"
    return cue.kind == "tell" or after in ".,:Qtpa" or cue.stop >= len(line.shape) or line.low(cue.stop).endswith("ing")
