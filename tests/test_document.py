"""Places: lines, columns, UTF-16, and the way from clean words to the text as given and back."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.document import Block, Document, Span, overlapping
from crossfoot.formats import document_from_text
from crossfoot.formats.html import document_from_html
from crossfoot.formats.markdown import document_from_markdown

MARKUP = [
    *["a ", "b", "40 ", "“", "é", "e\u0301", "😀", "\u2028", "\x00", "\ud800", "\t", "    ", " ", "\n", "\r", "\r\n", "\n\n"],
    *[
        "**",
        "*",
        "_",
        "`",
        "``",
        "```\n",
        "~~",
        "[",
        "](",
        "](u)",
        "]",
        "![x](y)",
        "<http://a.b>",
        "\\",
        "\\*",
        "> ",
        "- ",
        "1. ",
        "# ",
        "|",
    ],
    *[
        "|-|-|\n",
        "---\n",
        "title: x\n",
        "&amp;",
        "&nbsp;",
        "&",
        "<",
        '"',
        "'",
        "<!--",
        "-->",
        "<b>",
        "</b>",
        "<br>",
        '<a href="x>y">',
        "</a>",
    ],
    *["<p>", "</p>", "<li>", "<td>", "<tr>", "<table>", "</table>", "<h1>", "<h2>", "</h1>", "<nav>", "</nav>", "<article>", "</article>"],
]
READERS = [document_from_text, document_from_markdown, document_from_html]
any_text = st.one_of(st.text(), st.lists(st.sampled_from(MARKUP), max_size=40).map("".join))


def test_lines_and_columns_count_from_one() -> None:
    document = Document("s", "one\r\ntwo\rthree\nfour")
    assert [document.place(document.text.index(word))[:2] for word in ("one", "two", "three", "four")] == [(1, 1), (2, 1), (3, 1), (4, 1)]
    assert [document.line(number) for number in (1, 2, 3, 4)] == ["one", "two", "three", "four"]


def test_columns_are_characters_for_people_and_utf16_for_editors() -> None:
    document = Document("s", "a😀e\u0301\tb")
    place = document.place(document.text.index("b"))
    assert (place.column, place.utf16) == (6, 6)


@given(any_text, st.integers(min_value=0))
def test_place_and_offset_agree(text: str, at: int) -> None:
    document = Document("s", text)
    at = min(at, len(text))
    place = document.place(at)
    starts = [offset for offset in range(len(text) + 1) if document.place(offset).line == place.line]
    assert at == starts[0] + place.column - 1


@pytest.mark.parametrize("reader", READERS)
@given(text=any_text)
def test_every_clean_character_stands_in_the_text_as_given(reader, text: str) -> None:  # type: ignore[no-untyped-def]
    document = reader(text)
    assert document.text == text
    for block in document.blocks:
        assert 0 <= block.span.start < block.span.end <= len(text)
        for at, character in enumerate(block.text):
            assert _stands_for(text[block.place(Span(at, at + 1)).start], character, block)


def _stands_for(there: str, character: str, block: Block) -> bool:
    """The same character; a space for any gap or tag; what an entity says for its "&"; the bars that part the cells of a table."""
    if character in " \n" or there == "&" or (there, character) == ("\0", "\ufffd"):
        return True
    return there == character or (block.kind == "table" and character == "|")


@pytest.mark.parametrize("reader", READERS)
@given(text=any_text)
def test_blocks_stand_in_order(reader, text: str) -> None:  # type: ignore[no-untyped-def]
    starts = [block.span.start for block in reader(text).blocks]
    assert starts == sorted(starts)


@pytest.mark.parametrize("reader", READERS)
@given(text=any_text)
def test_clean_and_given_are_inverse(reader, text: str) -> None:  # type: ignore[no-untyped-def]
    for block in reader(text).blocks:
        for at in range(len(block.text)):
            # An entity may stand for two characters; both lie where it begins.
            assert block.text[block.clean(block.place(Span(at, at + 1)).start)] is not None


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    "unit", ["a", "a ", "*a", "[", "![", "<", "<a ", '<a "', "<!--", "<td>", "<table><tr><td>", "&", "|-|\n", " a\n\n", "---\nt: ", "\r"]
)
def test_time_grows_with_the_text_and_no_faster(reader, unit: str) -> None:  # type: ignore[no-untyped-def]
    started = time.process_time()
    # The Markdown parser takes some 15 seconds for a million of the worst of these; the others a tenth of that.
    size = 50_000 if reader is document_from_markdown else 200_000
    reader(unit * (size // len(unit)))
    assert time.process_time() - started < 10


@given(st.text(), st.integers(0, 50), st.integers(0, 50))
def test_words_never_fail(text: str, start: int, length: int) -> None:
    document = document_from_text(text)
    assert isinstance(document.words(Span(min(start, len(text)), min(start + length, len(text)))), str)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 12))), st.integers(0, 60), st.integers(0, 30))
def test_which_spans_share_a_character_with_a_place(given_spans: list[tuple[int, int]], start: int, length: int) -> None:
    spans = [Span(begin, begin + size) for begin, size in given_spans]
    place = Span(start, start + length)
    assert overlapping(spans)(place) == [at for at, span in enumerate(spans) if span.overlaps(place)]
