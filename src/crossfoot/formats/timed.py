"""Transcripts in plain text that give the time of each turn: the words of each speaker as one paragraph, the time as its place.

    [00:01:23] JANE ROE: We will.        Jane Roe (01:23):         Jane Roe  1:23
                                         We will.                  We will.

A time alone at the head of a line may be a timetable, a race or a live report: it counts in brackets, or beside a speaker who speaks again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Block, Origin
from .clean import Clean

FEWEST = 4
_TIME = r"(?P<time>(?:\d{1,2}:)?\d{1,2}:\d{2})"
_NAME = r"(?P<name>[A-Z][\w.'’-]{0,30}(?: [A-Z][\w.'’-]{0,30}){0,4})"
# "Jane Roe (01:23):", "Jane Roe  1:23", "Speaker 1 (01:23): We will."
_NAMED = re.compile(rf"[ \t]*{_NAME}(?: \d{{1,2}})?[ \t]{{1,8}}[\[(]?{_TIME}[\])]?(?:[ \t]*:[ \t]*|[ \t]*$)", re.MULTILINE)
# "[00:01:23] JANE ROE: We will.", "00:01:23 We will."
_STAMPED = re.compile(
    rf"""[ \t]*(?: [\[(]{_TIME.replace("time", "within")}[\])]
                | (?P<full>\d{{1,2}}:\d{{2}}:\d{{2}})(?=[ \t]{{1,8}}[A-Z][\w\x20.'’-]{{1,60}}:) )[ \t]*(?:[-–—][ \t]*)?""",
    re.VERBOSE,
)
_LINE = re.compile(r"[^\r\n]+")


def turns_in(text: str) -> tuple[int, list[Block], list[Origin]] | None:
    """Where the first turn begins, the turns, and the time of each; nothing where the text is not such a transcript."""
    heads = list(_heads(text))
    if len(heads) < FEWEST or not _are_turns(text, heads):
        return None
    blocks: list[Block] = []
    origins: list[Origin] = []
    for at, head in enumerate(heads):
        end = heads[at + 1].start() if at + 1 < len(heads) else len(text)
        time = next(filter(None, (head.groupdict().get(key) for key in ("time", "within", "full"))))
        origins.append(Origin(head.start(), (("at", time),)))
        blocks += _paragraphs(text, head, end)
    return heads[0].start(), blocks, origins


def _are_turns(text: str, heads: list[re.Match[str]]) -> bool:
    """Whether words follow nearly every time, and a speaker is named again: "Old Port 10:30" is a stop in a timetable."""
    ends = [*(head.start() for head in heads[1:]), len(text)]
    said = sum(any(map(str.isalpha, text[head.end() : end])) for head, end in zip(heads, ends, strict=True))
    names = [name for head in heads if (name := head.groupdict().get("name"))]
    return 5 * said >= 4 * len(heads) and (not names or len(set(names)) < len(names))


def _heads(text: str) -> Iterator[re.Match[str]]:
    """The lines that give a time."""
    for line in _LINE.finditer(text):
        head = _NAMED.match(text, line.start(), line.end()) or _STAMPED.match(text, line.start(), line.end())
        if head:
            yield head


def _paragraphs(text: str, head: re.Match[str], end: int) -> Iterator[Block]:
    """What is said from one time to the next; the first paragraph begins with the name of who says it."""
    clean = Clean()
    if "name" in head.groupdict():
        # "Speaker 1": the number belongs to the name.
        clean.words(text, head.start("name"), head.end("name"))
        clean.words(text, head.end("name"), re.compile(r"(?: \d{1,2}(?=[ \t]))?").match(text, head.end("name")).end())  # type: ignore[union-attr]
        clean.instead(":", head.end("name"), head.end())
        clean.gap(head.end())
    last = head.end()
    for line in _LINE.finditer(text, head.end(), end):
        gap = text[last : line.start()].replace("\r\n", "\n")
        if len(gap) > 1 and clean and last > head.end():
            block = clean.block("paragraph", text)
            yield from [block] if block else []
        clean.gap(line.start())
        clean.words(text, line.start(), line.end())
        last = line.end()
    block = clean.block("paragraph", text)
    yield from [block] if block else []
