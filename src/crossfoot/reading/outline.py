"""A paragraph in outline: its words as they are, with every figure and every moment put down as one sign.

"Burglaries fell by half, from 146 in 2023 to 100 last year" becomes "Burglaries fell by %, from # @ to # @". What ties figures together is
the words between them, and in an outline these can be read with short patterns. Each kind of figure has its own sign, the end of a sentence
has one too, and every sign leads back to the entry of the ledger that it stands for. This module draws outlines and says how patterns over
them are written; what the patterns mean is for the readers of changes, shares, conversions and ages.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ..document import Span, overlapping
from ..ledger import Figure, Moment
from .needed import Pattern
from .paragraphs import Paragraph, Story
from .quotes import Quotation
from .vocabulary import words

Entry = Figure | Moment

# One private character for each kind of entry; a story that uses such characters itself has them blanked in its outline.
SIGNS = {
    "count": "\ue000",
    "money": "\ue001",
    "measure": "\ue002",
    "percent": "\ue003",
    "points": "\ue004",
    "fraction": "\ue005",
    "multiple": "\ue006",
    "ratio": "\ue007",
    "rank": "\ue008",
    "age": "\ue009",
    "score": "\ue00a",
    "duration": "\ue00b",
    "moment": "\ue00c",
    "stop": "\ue00d",
}
_NEAR = 400
# "<percent>" in a pattern, but not the name of a group, "(?P<percent>...)".
_CALLED = re.compile(r"(?<!\?P)<(\w+)>")
_BREAK = re.compile(r"\n *")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_FIGURE_SIGNS = "\ue000-\ue00a"
_FIGURE = re.compile(f"[{_FIGURE_SIGNS}]")
_FIGURE_OR_LENGTH = re.compile(f"[{_FIGURE_SIGNS}{SIGNS['duration']}]")

# What a pattern may call for, beside one sign by its name.
_CLASSES = {
    "amount": f"[{SIGNS['count']}{SIGNS['money']}{SIGNS['measure']}{SIGNS['score']}]",
    "level": f"[{SIGNS['count']}{SIGNS['money']}{SIGNS['measure']}{SIGNS['score']}{SIGNS['percent']}]",
    "portion": f"[{SIGNS['percent']}{SIGNS['fraction']}]",
    "step": f"[{SIGNS['count']}{SIGNS['money']}{SIGNS['measure']}{SIGNS['points']}]",
    # Anything but a figure, a stop or a semicolon: "homes in <moment>".
    "gap": f"[^{_FIGURE_SIGNS}{SIGNS['stop']};]",
    # A word that is no figure: "homes", "year-on-year", "Leeds's".
    "word": rf"[^\s,;:()\"“”{_FIGURE_SIGNS}{SIGNS['stop']}–—]+",
    "dash": r"[ ]?(?:--|[–—]|(?<=[ ])-(?=[ ]))[ ]?",
}


# The signs that each of these names may stand for.
_CALLED_FOR = SIGNS | {name: _CLASSES[name].strip("[]") for name in ("amount", "level", "portion", "step")}


@dataclass(frozen=True, slots=True)
class Outline:
    """One paragraph in outline. `entries` pairs each sign's position in `text` with its entry; `quoted` are the quotations around it."""

    text: str
    paragraph: Paragraph
    entries: Mapping[int, Entry]
    quoted: tuple[Span, ...]

    def entry(self, match: re.Match[str], name: str) -> Figure | None:
        """The figure a named group of a match stands for."""
        found = self.entries.get(match.start(name)) if match.start(name) >= 0 else None
        return found if isinstance(found, Figure) else None

    def moment(self, match: re.Match[str], name: str) -> Moment | None:
        """The moment a named group of a match stands for."""
        found = self.entries.get(match.start(name)) if match.start(name) >= 0 else None
        return found if isinstance(found, Moment) else None

    def placed(self, match: re.Match[str], name: str) -> Span:
        """Where in the story the words of a named group stand, of which none is a sign."""
        start, end = match.span(name)
        before = max((sign for sign in self.entries if sign < start), default=None)
        since, base = (0, self.paragraph.start) if before is None else (before + 1, self.entries[before].span.end)
        # A stop stands for no character of the story.
        base += start - since - self.text.count(SIGNS["stop"], since, start)
        return Span(base, base + end - start)

    def moments_between(self, start: int, end: int) -> Iterator[Moment]:
        """The moments whose signs stand there."""
        for sign in range(max(0, start), end):
            found = self.entries.get(sign)
            if isinstance(found, Moment):
                yield found

    def inside_quotation(self, span: Span) -> bool:
        """True when all of a place is quoted speech."""
        return any(quotation.holds(span) for quotation in self.quoted)

    def bounds(self, at: int) -> tuple[int, int]:
        """Where the sentence around a position of `text` begins and ends, seen from 400 characters away at most."""
        start, end = max(0, at - _NEAR), min(len(self.text), at + _NEAR)
        stop, following = self.text.rfind(SIGNS["stop"], start, at), self.text.find(SIGNS["stop"], at, end)
        return stop + 1 if stop >= 0 else start, following if following >= 0 else end

    def around(self, at: int) -> str:
        """The words of that sentence."""
        start, end = self.bounds(at)
        return self.text[start:end]

    def earlier(self, at: int) -> Iterator[Figure]:
        """The figures of that sentence before the position."""
        return self.within(self.bounds(at)[0], at)

    def within(self, start: int, end: int) -> Iterator[Figure]:
        """The figures between two positions of `text`."""
        for sign in range(start, end):
            found = self.entries.get(sign)
            if isinstance(found, Figure):
                yield found

    def holds_a_number(self, start: int, end: int) -> bool:
        """Whether a figure or a length of time stands there."""
        return _FIGURE_OR_LENGTH.search(self.text, start, end) is not None

    def sentences(self, *, signs: int) -> Iterator[tuple[int, int]]:
        """Start and end, in `text`, of every sentence that holds at least so many figures."""
        start = 0
        while start < len(self.text):
            stop = self.text.find(SIGNS["stop"], start)
            end = stop if stop >= 0 else len(self.text)
            if sum(1 for _ in _FIGURE.finditer(self.text, start, end)) >= signs:
                yield start, end
            start = end + 1


def outlines(
    story: Story, figures: tuple[Figure, ...], moments: tuple[Moment, ...], quotations: tuple[Quotation, ...] = ()
) -> tuple[Outline, ...]:
    """The outline of every paragraph that holds a figure."""
    entries: list[Entry] = [*figures, *moments]
    entries.sort(key=lambda one: (one.span.start, -one.span.end, isinstance(one, Moment)))
    starts = [entry.span.start for entry in entries]
    quotes = [q.span for q in quotations]
    quoted_in = overlapping(quotes)
    drawn = []
    for paragraph in story.paragraphs:
        mine = entries[bisect_left(starts, paragraph.span.start) : bisect_left(starts, paragraph.span.end)]
        if any(isinstance(entry, Figure) for entry in mine):
            drawn.append(_drawn(paragraph, mine, tuple(quotes[at] for at in quoted_in(paragraph.span))))
    return tuple(drawn)


def timelines(story: Story, moments: tuple[Moment, ...], quotations: tuple[Quotation, ...] = ()) -> tuple[Outline, ...]:
    """The outline of every paragraph that holds a moment, with its moments only: figures stay words."""
    starts = [moment.span.start for moment in moments]
    quotes = [q.span for q in quotations]
    quoted_in = overlapping(quotes)
    drawn = []
    for paragraph in story.paragraphs:
        mine = moments[bisect_left(starts, paragraph.span.start) : bisect_left(starts, paragraph.span.end)]
        if mine:
            drawn.append(_drawn(paragraph, list(mine), tuple(quotes[at] for at in quoted_in(paragraph.span))))
    return tuple(drawn)


def _drawn(paragraph: Paragraph, entries: list[Entry], quoted: tuple[Span, ...]) -> Outline:
    """Words and signs by turns; an entry inside another one gives way, and each sentence after the first begins with a stop."""
    text = _PRIVATE.sub(" ", paragraph.text)
    spans_of_time = {m.span for m in entries if isinstance(m, Moment) and m.kind == "duration"}
    marks: list[tuple[int, int, Entry | None]] = [(s.start - paragraph.start, 0, None) for s in paragraph.sentences[1:]]
    marks += [(entry.span.start - paragraph.start, 1, entry) for entry in entries]
    parts: list[str] = []
    signs: dict[int, Entry] = {}
    length = at = 0
    for start, _, entry in sorted(marks, key=lambda mark: mark[:2]):
        if start < at:
            continue
        sign = _sign(entry, spans_of_time) if entry else SIGNS["stop"]
        parts += [text[at:start], sign]
        length += start - at
        if entry:
            signs[length] = entry
        length += 1
        at = min(entry.span.end - paragraph.start, len(text)) if entry else start
    return Outline("".join([*parts, text[at:]]), paragraph, signs, quoted)


def _sign(entry: Entry, spans_of_time: set[Span]) -> str:
    if isinstance(entry, Moment):
        return SIGNS["duration" if entry.kind == "duration" else "moment"]
    if entry.kind == "measure" and (entry.span in spans_of_time or entry.quantity.unit in _units_of_time()):
        return SIGNS["duration"]
    return SIGNS[entry.kind]


@cache
def _units_of_time() -> frozenset[str]:
    return frozenset(words("outline")["time"]["units"])


def pattern(shape: str, **lists: Iterable[str]) -> Pattern:
    """A regular expression over outlines: `<percent>` is one sign, `<gap>` a character that is no figure, `<word>` a word, `<time>` words
    of time, and `<name>` any entry of the list given as `name`. A line break and the spaces after it stand for nothing."""

    def made() -> re.Pattern[str]:
        known = {**SIGNS, **_CLASSES, "time": _time(), **{name: any_of(entries) for name, entries in lists.items()}}
        return re.compile(_CALLED.sub(lambda called: known[called[1]], whole), re.IGNORECASE)

    whole = _BREAK.sub("", shape)
    signs = {name: signs for name, signs in _CALLED_FOR.items() if name not in lists}
    return Pattern(whole, signs, made, {name: tuple(entry.lower() for entry in entries) for name, entries in lists.items()})


def at_a_glance(entries: Iterable[str]) -> re.Pattern[str]:
    """Finds out quickly whether any of these words stands somewhere, also with a capital first, or as a piece of a longer word."""
    return re.compile(any_of({form for entry in entries for form in (entry, entry[:1].upper() + entry[1:])}))


def any_of(entries: Iterable[str]) -> str:
    """One of these words or phrases, the longest first."""
    return "(?:" + "|".join(re.escape(entry).replace(r"\ ", " ") for entry in sorted(entries, key=lambda e: (-len(e), e))) + ")"


@cache
def _time() -> str:
    """Up to eight words or signs of time: ", in the year to <moment>", " over the same period"."""
    when = f"[{SIGNS['moment']}{SIGNS['duration']}]"
    return rf"(?:,?[ ](?:{any_of(words('outline')['time']['words'])}\b|{when}(?:'s|’s)?|and[ ](?={when}))){{0,8}}"
