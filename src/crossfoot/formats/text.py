"""Plain text: headline, paragraphs and lists, told by empty lines, line lengths and bullets.

A paragraph may be wrapped at some seventy characters with empty lines between paragraphs, or be one long line with nothing between them.
Which of the two a file is, its lines say: wrapped lines seldom end where sentences end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ..document import Block, BlockKind, Document, Span
from .dateline import published_in
from .front import front_of
from .timed import turns_in

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
# A line end that also ends a sentence: 'he said.', '... done.”', "(Really?)"
_SENTENCE_END = re.compile(r"[.!?…][\"”’'»)\]]{0,3}\s*$")
# "- bread", "• 12 arrests", "1. The first", "(2) ...": a sign, a space, and words.
_BULLET = re.compile(r"\s*(?:[-*+•◦‣▪·●]|\(?\d{1,2}[.)])[ \t]+(?=[\w\"“‘'(£$€¥#@])")
_WIDEST_WRAP = 200
_NARROWEST_WRAP = 60
_LONGEST_HEADLINE = 200


def document_from_text(text: str, *, name: str = "story", published: date | None = None) -> Document:
    """A document from plain text."""
    front = front_of(text)
    timed = turns_in(text)
    groups = list(_groups(text, front.end, timed[0] if timed else len(text)))
    blocks = [block for group in groups for block in _blocks(text, group)]
    if front.title:
        blocks.insert(0, front.title)
    elif blocks and _is_headline(text, blocks, groups):
        blocks[0] = Block("headline", blocks[0].span, blocks[0].text)
    day = published or front.published or published_in(blocks)
    if timed is None:
        return Document(name, text, "text", day, tuple(blocks))
    return Document(name, text, "text", day, (*blocks, *timed[1]), (), tuple(timed[2]))


def _groups(text: str, start: int, stop: int) -> Iterator[list[Span]]:
    """The lines between two empty lines, without the spaces around them."""
    group: list[Span] = []
    last = start
    for match in _LINE.finditer(text, start, stop):
        gap = text[last : match.start()]
        if group and len(gap.replace("\r\n", "\n")) > 1:
            yield group
            group = []
        last = match.end()
        words = match.group()
        if not any(map(str.isalnum, words)):
            # "* * *" or a row of dashes parts what stands above and below it.
            if group:
                yield group
                group = []
            continue
        left = match.start() + len(words) - len(words.lstrip())
        group.append(Span(left, left + len(words.strip())))
    if group:
        yield group


def _blocks(text: str, lines: list[Span]) -> Iterator[Block]:
    """The paragraphs and list entries of one group of lines."""
    whole_lines = _one_paragraph_a_line(text, lines)
    widest = max(line.end - line.start for line in lines)
    begin = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or _begins_anew(text, lines[begin], lines[at - 1], lines[at], widest, whole_lines=whole_lines):
            yield from _block(text, Span(lines[begin].start, lines[at - 1].end))
            begin = at


def _begins_anew(text: str, first: Span, line: Span, following: Span, widest: int, *, whole_lines: bool) -> bool:
    """Whether a line begins another block than the one that began with `first` and has come to `line`."""
    if _BULLET.match(text, following.start):
        return True
    if text[following.start - 1] in " \t" and _BULLET.match(text, first.start):
        # "- 17 arrests on" / "  Saturday": an entry goes on indented.
        return False
    return whole_lines or _breaks(text, line, following, widest)


def _block(text: str, span: Span) -> Iterator[Block]:
    """One block, without its bullet; nothing for a line of stars or dashes."""
    bullet = _BULLET.match(text, span.start, span.end)
    kind: BlockKind = "list" if bullet else "paragraph"
    start = bullet.end() if bullet else span.start
    if any(map(str.isalnum, text[start : span.end])):
        yield Block(kind, Span(start, span.end), text[start : span.end])


def _one_paragraph_a_line(text: str, lines: list[Span]) -> bool:
    """True where no line is the continuation of the one before: lines are too long to be wrapped, or nearly all end like sentences."""
    if len(lines) < 2 or max(line.end - line.start for line in lines) > _WIDEST_WRAP:
        return True
    ended = sum(bool(_ends_sentence(text, line)) for line in lines[:-1])
    return ended * 5 >= (len(lines) - 1) * 3


def _breaks(text: str, line: Span, following: Span, widest: int) -> bool:
    """Whether a line was ended on purpose: the next word had room on it, and what follows begins with a capital or a figure."""
    word = text[following.start : following.start + 40].split()[0]
    if line.end - line.start + 1 + len(word) > widest:
        return widest < _NARROWEST_WRAP and _ends_sentence(text, line)
    return _ends_sentence(text, line) or not word[0].islower()


def _ends_sentence(text: str, line: Span) -> bool:
    return _SENTENCE_END.search(text[max(line.start, line.end - 8) : line.end]) is not None


def _is_headline(text: str, blocks: list[Block], groups: list[list[Span]]) -> bool:
    """A first paragraph that stands alone, is short, and does not end like a sentence."""
    first = blocks[0]
    if len(blocks) < 2 or first.kind != "paragraph" or len(first.text) > _LONGEST_HEADLINE or first.text[-1] in ":;,":
        return False
    alone = first.span.end >= groups[0][-1].end
    # Without an empty line below, only a file of one paragraph a line has a first line that is one.
    among = len(groups) == 1 and len(blocks) > 2 and all(_SENTENCE_END.search(a.text[-8:]) for a, _ in pairwise(blocks[1:]))
    asks = first.text.endswith("?") and len(first.text) <= 100
    return (alone or among) and (asks or not _SENTENCE_END.search(first.text[-8:]))
