"""What a source says with a qualifier and the story says flatly: "probably fell asleep" there, "fell asleep" here.

The two sentences must surely say one thing: the words that the qualifier bears on stand in both, and several more. Nothing is said where
the story's sentence, or one beside it, has a qualifier that is as good, or where a source itself says it flatly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..document import Span
from ..ledger import Ledger
from ..reading.qualifying import Qualifier, is_drafted, links, qualifiers, root, softened
from ..reading.spoken import opens_relative, weight_of
from .told import Line, Lines, lines_of, tells

SHOWN = ("headline", "standfirst", "caption")  # these have no room for a qualifier
SHARED = 3  # telling words of the two sentences, where two of those that are softened are among them
ALONE = 4  # and where there is but one
UNNAMED = 5  # and where the source's sentence does not name what it speaks of
MANY = 7  # and of a decision without a number
PART = 0.3  # and this share of those of the shorter sentence
BEARS = 8  # words behind a qualifier on which it may bear
MOST = 3  # telling words among them
NEAR = 3  # words between two that stand together
STOPS = frozenset(",;:—–.?!()")
FAR = 8  # words before the softened ones in which their verb stands


@dataclass(frozen=True, slots=True)
class Softening:
    """The story's words and where they stand, the source's with the qualifier, and the qualifier itself."""

    span: Span
    source: Ledger
    theirs: Span
    words: str


def softenings(story: Ledger, sources: Sequence[Ledger]) -> Iterator[Softening]:
    """Every sentence of the story that says flatly what the sources say with a qualifier; one for each."""
    mine = lines_of(story)
    done: set[Span] = set()
    for ledger in sources:
        theirs = lines_of(ledger)
        for number, line in enumerate(theirs.all):
            for qualifier in qualifiers(line.keys):
                found = _flat(mine, theirs, number, qualifier, sources)
                if found and found.span not in done:
                    done.add(found.span)
                    yield found


def _flat(mine: Lines, theirs: Lines, number: int, qualifier: Qualifier, sources: Sequence[Ledger]) -> Softening | None:
    """The sentence of the story that says flatly what this sentence of a source says with this qualifier."""
    line = theirs.all[number]
    bears = _bears_on(line, qualifier)
    if len(bears) < qualifier.needs or _is_a_name(line, qualifier):
        return None
    roots = [root(theirs.source.wording.keys[at]) for at in bears]
    for at, shared in mine.like(line, SHARED - 1):
        told = mine.all[at]
        both = shared | (frozenset(told.roots) & theirs.asked_before(number))
        place = _place(told, roots, qualifier)
        if place is None or not _is_one(told, line, both, qualifier) or told.kind in SHOWN:
            continue
        if _is_said(mine, at, place[0], qualifier) or _is_flat_there(roots, qualifier, line, sources):
            return None
        return _softening(told, place, line, bears, qualifier)
    return None


def _bears_on(line: Line, qualifier: Qualifier) -> list[int]:
    """The telling words behind a qualifier, up to where its part of the sentence ends; the one before it too, where it bears on both."""
    start, stop = line.first + qualifier.first, line.first + qualifier.last
    found = _named(line, stop) if qualifier.needs == 1 else _done(line, stop)
    before = [at for at in range(max(line.first, start - NEAR), start) if tells(line.source.wording.keys[at])] if qualifier.both else []
    return [*before[-1:], *found][:MOST]


def _named(line: Line, start: int) -> list[int]:
    """ "alleged assault aboard the ferry", "preliminary figures published today": what is named right behind it."""
    source, keys, at = line.source, line.source.wording.keys, start
    while at < min(line.last, start + MOST) and tells(keys[at]) and not STOPS & set(source.before(at) if at > start else ""):
        if at > start and (keys[at].endswith("ed") or is_drafted(keys[at - 1])):
            break  # "figures published", "figures show"
        at += 1
    return list(range(start, at))


def _done(line: Line, start: int) -> list[int]:
    """ "may have started in a charging area", and nothing of "might be in the area"."""
    source, keys = line.source, line.source.wording.keys
    found: list[int] = []
    for at in range(start, min(line.last, start + BEARS)):
        if at > start and STOPS & set(source.before(at)):
            break
        if weight_of(keys[at]) == "negation" or (links(keys[at]) and not found):
            return []
        if tells(keys[at]):
            found.append(at)
    return found


def _is_a_name(line: Line, qualifier: Qualifier) -> bool:
    """ "May 5", "Hope Street" """
    at = line.first + qualifier.first
    return at > line.first and line.source.is_name(at)


def _place(told: Line, roots: list[str], qualifier: Qualifier) -> tuple[int, int] | None:
    """Where the story's sentence has the softened words, from and up to; nothing where they stand apart, or inside a quotation."""
    if roots[0] not in told.roots:
        return None
    low = told.roots[roots[0]]
    if qualifier.needs == 1 and low > told.first and told.source.before(low) == " " and tells(told.source.wording.keys[low - 1]):
        return None  # "the final ruling" is another than the tentative one
    # "Charged with manslaughter", "manslaughter charges": in another order they may be another thing.
    held = [low, *(at for one in roots[1:] if low < (at := told.roots.get(one, -1)) <= low + BEARS)]
    if (len(held) < len(roots)) if qualifier.needs == 1 else (told.roots.get(roots[1]) not in held):
        return None
    high = max(held) + 1
    span = told.source.span(low, high)
    cut = any(STOPS & set(told.source.before(at)) for at in range(low + 1, high))
    return None if cut or any(quoted.overlaps(span) for quoted in told.source.ledger.quoted) else (low, high)


def _is_one(told: Line, line: Line, shared: frozenset[str], qualifier: Qualifier) -> bool:
    """Whether two sentences surely say one thing, of one subject: of "it may have started" more must be shared."""
    if _names_apart(told, line):
        return False
    alone = ALONE
    if qualifier.family == "draft":
        # "His tentative decision", "his decision": there are many, unless a number is told of it.
        alone = UNNAMED if any(key.isdecimal() for key in shared) else MANY
    least = alone if qualifier.needs == 1 else SHARED if _subject(line, qualifier) & shared else UNNAMED
    return len(shared) >= max(least, PART * min(len(told.roots), len(line.roots)))


def _subject(line: Line, qualifier: Qualifier) -> frozenset[str]:
    """The telling words before a qualifier; of "the man at the agency who was apparently ill" nobody knows which."""
    keys = line.keys[: qualifier.first]
    return frozenset() if any(map(opens_relative, keys[-NEAR:])) else frozenset(root(key) for key in keys if tells(key))


def _names_apart(told: Line, line: Line) -> bool:
    """Whether each sentence has names, and none of the other's."""
    here, there = told.names, line.names
    return bool(here and there) and here.isdisjoint(line.roots) and there.isdisjoint(told.roots)


def _is_said(mine: Lines, number: int, at: int, qualifier: Qualifier) -> bool:
    """Whether the story's sentence softens it too, or one beside it, or one before says the same thing with a qualifier of the family."""
    told = mine.all[number]
    if softened(told.keys, at - told.first, qualifier.family):
        return True
    return any(one.family == qualifier.family for line in mine.around(number) for one in qualifiers(line.keys))


def _is_flat_there(roots: list[str], qualifier: Qualifier, line: Line, sources: Sequence[Ledger]) -> bool:
    """Whether a sentence of a source has the softened words without any qualifier."""
    for ledger in sources:
        lines = lines_of(ledger)
        for number in lines.with_root.get(roots[0], ()):
            other = lines.all[number]
            if other is not line and sum(one in other.roots for one in roots) >= qualifier.needs:
                at = other.roots[roots[0]] - other.first
                if not softened(other.keys, at, qualifier.family):
                    return True
    return False


def _softening(told: Line, place: tuple[int, int], line: Line, bears: list[int], qualifier: Qualifier) -> Softening:
    source = line.source
    first, last = min(line.first + qualifier.first, bears[0]), max(line.first + qualifier.last, bears[-1] + 1)
    words = source.document.words(source.span(line.first + qualifier.first, line.first + qualifier.last))
    return Softening(told.source.span(_act(told, *place), place[1]), source.ledger, source.span(first, last), words)


def _act(told: Line, low: int, high: int) -> int:
    """Where the flat statement begins: "would have a new contract by April" with its verb, if that stands shortly before."""
    keys = told.source.wording.keys
    return next((at for at in range(low - 1, max(told.first, low - FAR) - 1, -1) if weight_of(keys[at]) == "modal"), low)
