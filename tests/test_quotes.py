"""Quotations by their marks, sentences by their ends, statements by their verbs: on any text, and in linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from crossfoot.formats import document_from_text
from crossfoot.reading.paragraphs import Story, story_of
from crossfoot.reading.quotes import Quotation, quotations
from crossfoot.reading.sentences import sentences_in
from crossfoot.reading.statements import statements


def story(text: str) -> Story:
    return story_of(document_from_text(text))


def quoted(text: str) -> list[str]:
    """The words of each quotation, as printed between its marks."""
    return [text[one.inner.start : one.inner.end] for one in quotations(story(text))[0]]


def found(text: str) -> tuple[Quotation, ...]:
    return quotations(story(text))[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“Yes,” she said. “No.”", ["Yes,", "No."]),
        ("'Yes,' she said. 'No.'", ["Yes,", "No."]),
        ("``Yes,'' she said. ''No.''", ["Yes,", "No."]),
        ("\"It's the '90s, and he's 6'2\",\" said Jo.", ["It's the '90s, and he's 6'2\","]),
        ("“She said ‘no’ to me,” he said.", ["She said ‘no’ to me,", "no"]),
        ("'She said \"no\" to me,' he said.", ['She said "no" to me,', "no"]),
        ("'We lost the players' vote,' she said.", ["We lost the players' vote,"]),
        ("''They said 'never,''' he said.", ["They said 'never,'", "never,"]),
        ("Rock 'n' roll in the '60s, and the students' union.", []),
        ("“We won,“ she said.", ["We won,"]),
        ("“He left, said Jo. “No.”", ["No."]),
    ],
)
def test_quotations_by_their_marks(text: str, words: list[str]) -> None:
    assert quoted(text) == words


def test_a_quotation_that_goes_on_gives_one_in_each_paragraph() -> None:
    first, second, third = found("“One.\n\n“Two.\n\n“Three,” she said.")
    assert (first.runs_on, second.runs_on, third.runs_on) == (True, True, False)


def test_a_quotation_may_go_on_without_its_mark() -> None:
    text = "“One.\n\nTwo.\n\nThree,” she said."
    assert quoted(text) == ["One.", "Two.", "Three,"]
    assert quotations(story(text))[1] == ()


def test_a_quotation_knows_what_holds_it() -> None:
    outer, inner = found("“She said ‘no’ to me,” he said.")
    assert inner.outer is outer
    assert outer.outer is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Dr. Roe met Sgt. Lee at 5 p.m. in the U.S. Capitol. They left.", 2),
        ("“Why?” she asked. “No reason.”", 2),
        ("It cost $1.5 million. Inc. magazine said so.", 2),
        ("He moved to Vt. in May. No. 7 won. George W. Bush spoke.", 3),
        ("It grew 3 percent vs. 2 percent... Then it fell.", 2),
        ("She took vitamin C. The study ended.", 2),
        ("(It rained.) [It poured.] They left!", 3),
        ("no capitals here. none at all.", 1),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences_in(text)) == count


@settings(max_examples=150, deadline=None)
@given(
    some.lists(
        some.sampled_from(
            [
                "“",
                "”",
                '"',
                "'",
                "‘",
                "’",
                "''",
                "(",
                ")",
                " ",
                "\n\n",
                "said",
                "Roe",
                "the mayor",
                "that",
                ",",
                ".",
                "?",
                ":",
                "told",
                "x",
                "1",
            ]
        ),
        max_size=60,
    )
)
def test_any_row_of_signs_and_words_is_read(parts: list[str]) -> None:
    text = "".join(parts)
    one = story(text)
    quotes, _ = quotations(one)
    for quote in quotes:
        assert 0 <= quote.span.start <= quote.inner.start <= quote.inner.end <= quote.span.end <= len(text)
    for said in statements(one, quotes):
        assert all(0 <= span.start < span.end <= len(text) for span in said.content)


@settings(max_examples=100, deadline=None)
@given(some.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    one = story(text)
    statements(one, quotations(one)[0])


@pytest.mark.parametrize(
    "word",
    ["“", '"', "'", "(", "he said ", "said, ", "“a” b ", "“A? ” ", "Roe, a ", "calls to ", "his claim that ", "“x\n\n", "x said, who "],
)
def test_time_is_linear(word: str) -> None:
    one = story(word * (200_000 // len(word)))
    start = time.process_time()
    statements(one, quotations(one)[0])
    assert time.process_time() - start < 10
