"""Quotations that no verb of saying has taken, and a colon that waits for its words.

One that is a sentence of its own goes on being said by whoever spoke; one after a colon is said by the subject of its sentence. A term, a
title or a slogan inside a sentence is left alone.
"""

from __future__ import annotations

from .clauses import Line
from .said import Said
from .speakers import opening_subject

FEWEST_WORDS = 3  # what follows a colon and is shorter is a title or a slogan
SENTENCE = 5  # spaces in a quotation long enough to hold the verb of its sentence


def left_over(line: Line, low: int, high: int, used: set[int]) -> list[Said]:
    """What is said in the quotations of a sentence that are not in use."""
    if "Q" not in line.shape[low:high]:
        return []
    left = [at for at in range(low, high) if line.at(at) == "Q" and at not in used]
    if left and all(line.at(at) in "Q.,-*;" for at in range(low, high)):
        return [Said("direct", [line.span(at, at + 1) for at in left], alone=True, first=low, stop=high)]
    found: list[Said] = []
    for at in left:
        if line.at(at - 1) != ":" and _goes_on(line, at, low, high):
            content = line.span(at if at == low else low, at + 1)
            return [*found, Said("direct" if at == low else "mixed", [content], alone=True, first=low, stop=at + 1)]
        if at > low and line.at(at - 1) == ":" and _words(line, at).count(" ") >= FEWEST_WORDS - 1:
            subject = opening_subject(line, low, at)
            found.append(Said("direct", [line.span(at, at + 1)], None, subject.spans if subject else (), first=at, stop=at + 1))
    return found


def waiting(line: Line, low: int, high: int, found: list[Said]) -> Said | None:
    """A sentence that ends its paragraph with a colon: what is said follows in the next."""
    if line.at(high - 1) != ":" or any(said.waits for said in found):
        return None
    named = next((said for said in found if said.speaker and said.inside is None), None)
    opening = opening_subject(line, low, high)
    spans = named.speaker if named else opening.spans if opening else ()
    return Said("direct", [], named.cue if named else None, spans, waits=True, first=high, stop=high) if spans else None


def _words(line: Line, at: int) -> str:
    return line.text[line.starts[at] : line.ends[at]]


def _goes_on(line: Line, at: int, low: int, high: int) -> bool:
    """Whether a quotation is a sentence, or several, of the one who spoke last."""
    inner = _words(line, at)
    if line.at(at + 1) == "w" and line.low(at + 1).endswith("ed") and line.at(at + 2) in "Nd":
        # "“It is a sham,” hissed the Post": somebody else, by a verb that is in no list
        return False
    if at == low and inner.count(" ") >= 4 and inner.rstrip("\"”’'")[-1:] in ",.?!":
        return True
    sentences = any(mark in inner for mark in (". ", "? ", "! "))
    return (sentences and line.at(at - 1) not in "dNg") or _fills_sentence(line, at, low, high)


def _fills_sentence(line: Line, at: int, low: int, high: int) -> bool:
    """ "After all, “we were there first.”": the verb of the sentence is inside the marks."""
    outside = line.shape[low:at] + line.shape[at + 1 : high]
    if line.at(at - 1) != "," or at + 2 < high or any(part in "xvrQ:o" for part in outside):
        return False
    return _words(line, at).count(" ") >= SENTENCE
