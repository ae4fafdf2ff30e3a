"""Transcripts and question-and-answer copy: a speaker's name, a colon, and what was said, without quotation marks.

"MS. LOPEZ: We are done." A label counts where the story has several of them; a single "Note:" or "Update:" is not somebody speaking.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Span
from ..ledger import Statement
from .paragraphs import Story

FEWEST_TURNS = 4
# "MS. LOPEZ:", "Q:", "Q.", "THE PRESIDENT (laughing):", "Jane Roe:"
_LABEL = re.compile(
    r"([A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,4})\s?(?:\s?\([^()\n]{1,40}\))?:\s+(?=\S)|([QA])[.:]?\s+(?=[A-Z“\"])"
    # "RENATA FISK, president, Dock Street Tenants' Association:"
    r"|([A-Z][A-Z.'’-]+(?:\s[A-Z][A-Z.'’-]*){1,4}),\s[^:.\n]{1,90}:\s+(?=\S)"
)


def turns(story: Story) -> Iterator[Statement]:
    """What each speaker of a transcript says; nothing where the story is not one."""
    labelled = [(paragraph, match) for paragraph in story.paragraphs if (match := _LABEL.match(paragraph.text))]
    shouted = [match for _, match in labelled if _name(match).isupper()]
    counts: dict[str, int] = {}
    for _, match in labelled:
        counts[_name(match)] = counts.get(_name(match), 0) + 1
    if len(labelled) < FEWEST_TURNS or 3 * len(labelled) < len(story.paragraphs):
        return
    for paragraph, match in labelled:
        name = _name(match)
        if counts[name] < 2 and not (len(shouted) >= FEWEST_TURNS and name.isupper()):
            continue
        start = paragraph.start
        content = Span(start + match.end(), paragraph.span.end)
        speaker = Span(start + match.start(), start + match.start() + len(name.rstrip()))
        yield Statement(paragraph.span, "direct", (content,), None, (speaker,))


def _name(match: re.Match[str]) -> str:
    return match[1] or match[2] or match[3]
