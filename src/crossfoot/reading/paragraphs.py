"""The story as the readers see it: clean paragraphs in order, with their sentences.

Readers work in *clean* characters: positions in `Story.text`, where markup is gone and each line break inside a paragraph is a space. For
plain text these are the positions of the text as given; for markup the ledger is moved back at the very end of reading.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from ..document import BlockKind, Document, Span
from .sentences import sentences_in

GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of the story. `text` is clean, `start` its position in `Story.text`; spans in `sentences` are positions in `Story.text`."""

    text: str
    start: int
    kind: BlockKind
    sentences: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """Where it stands in `Story.text`."""
        return Span(self.start, self.start + len(self.text))


@dataclass(frozen=True, slots=True)
class Story:
    """The clean text of a document and its paragraphs."""

    document: Document
    text: str
    paragraphs: tuple[Paragraph, ...]

    def sentence_of(self, at: int) -> Span:
        """The sentence that holds a position; the paragraph where there is none."""
        paragraph = self.paragraph_of(at)
        before = bisect_right(paragraph.sentences, at, key=lambda sentence: sentence.start)
        held = paragraph.sentences[before - 1 : before]
        return held[0] if held and at < held[0].end else paragraph.span

    def paragraph_of(self, at: int) -> Paragraph:
        """The last paragraph that begins at or before a position."""
        return self.paragraphs[max(0, bisect_right(self.paragraphs, at, key=lambda p: p.start) - 1)]


# One character for one: spaces of every width, hyphens that do not break, the typographic minus, soft line breaks.
PLAIN = str.maketrans(
    dict.fromkeys("\xa0\u2007\u2008\u2009\u200a\u202f\u2002\u2003\u2004\u2005\u2006\u3000\t\r\n\u2028\u2029\x0b\x0c", " ")
    | {"\u2010": "-", "\u2011": "-", "\u2212": "-"}
)


def story_of(document: Document) -> Story:
    """The clean paragraphs of a document."""
    marked_up = any(block.runs for block in document.blocks if block.kind != "table")
    paragraphs: list[Paragraph] = []
    at = 0
    for block in document.blocks:
        if block.kind == "table":
            continue
        start = at if marked_up else block.span.start
        clean = block.text.translate(PLAIN)
        sentences = tuple(Span(start + s.start, start + s.end) for s in sentences_in(clean))
        paragraphs.append(Paragraph(clean, start, block.kind, sentences))
        at += len(clean) + len(GAP)
    text = GAP.join(p.text for p in paragraphs) if marked_up else _over(document.text, paragraphs)
    return Story(document, text, tuple(paragraphs))


def _over(text: str, paragraphs: list[Paragraph]) -> str:
    """The text as given, with the paragraphs' clean words in their places."""
    parts, at = [], 0
    for paragraph in paragraphs:
        parts += [text[at : paragraph.start], paragraph.text]
        at = paragraph.span.end
    return "".join([*parts, text[at:]])


def given(story: Story, span: Span) -> Span:
    """From clean positions to positions in the text as given."""
    blocks = [block for block in story.document.blocks if block.kind != "table"]
    if not any(block.runs for block in blocks):
        return span
    at = max(0, bisect_right(story.paragraphs, span.start, key=lambda p: p.start) - 1)
    last = max(0, bisect_right(story.paragraphs, max(span.start, span.end - 1), key=lambda p: p.start) - 1)
    first = blocks[at].place(Span(span.start - story.paragraphs[at].start, span.start - story.paragraphs[at].start + 1)).start
    if span.end <= span.start:
        return Span(first, first)
    end = span.end - story.paragraphs[last].start
    return Span(first, blocks[last].place(Span(end - 1, end)).end)
