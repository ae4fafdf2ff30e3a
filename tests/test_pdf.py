"""PDF: paragraphs from lines, columns in order, pages named, and what no reader would call part of the text left out."""

from __future__ import annotations

import pytest

from crossfoot import CrossfootError, Document
from crossfoot.formats import document_from_bytes
from papers import Pdf, pdf_of

LEFT = (
    "The harbour office said on Monday",
    "that the old quay would stay shut",
    "until the autumn, and that a new",
    "one is planned.",
)
RIGHT = (
    "The mayor of the town said that",
    "she had not been told of it and",
    "would ask for the reasons at the",
    "next meeting.",
)


def read(pdf: Pdf) -> Document:
    return document_from_bytes(pdf.content(), name="release.pdf")


def blocks(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks]


def places(document: Document) -> list[str]:
    return [document.cited(block.span.start) for block in document.blocks]


def test_lines_are_joined_and_gaps_part_paragraphs() -> None:
    document = read(Pdf().page().put(72, 740, "Quay closed", 20).lines(72, 700, *LEFT).lines(72, 640, *RIGHT))
    assert blocks(document) == [("headline", "Quay closed"), ("paragraph", " ".join(LEFT)), ("paragraph", " ".join(RIGHT))]
    assert places(document) == ["page 1, paragraph 1", "page 1, paragraph 2", "page 1, paragraph 3"]


def test_an_indent_begins_a_paragraph() -> None:
    indented = Pdf().page().lines(72, 700, *LEFT[:-1]).put(84, 664, RIGHT[0]).lines(72, 652, *RIGHT[1:])
    assert [text for _, text in blocks(read(indented))] == [" ".join(LEFT[:-1]), " ".join(RIGHT)]


def test_a_line_that_ends_early_ends_a_paragraph() -> None:
    assert [text for _, text in blocks(read(Pdf().page().lines(72, 700, *LEFT, *RIGHT)))] == [" ".join(LEFT), " ".join(RIGHT)]


def test_divided_words_are_whole_again() -> None:
    lines = (
        "The long-term plan of the council and its agree-",
        "ment of the year 2019-",
        "20 are the work of an Anglo-",
        "American and a long-",
        "term firm.",
    )
    document = read(Pdf().page().lines(72, 700, *lines))
    assert document.text == (
        "The long-term plan of the council and its agreement of the year 2019-20 are the work of an Anglo-American and a long-term firm."
    )


@pytest.mark.parametrize(
    ("ends", "begins", "joined"),
    [
        ("twenty-", "five boats", "twenty-five boats"),
        ("17-year-", "old boats", "17-year-old boats"),
        ("medically-", "equipped boats", "medically-equipped boats"),
        ("recon-", "struction", "reconstruction"),
        ("Monday–", "Friday", "Monday–Friday"),
        ("quay -", "an old one", "quay - an old one"),
    ],
)
def test_hyphens_at_line_ends(ends: str, begins: str, joined: str) -> None:
    filled = f"The harbour office said on Monday that it has {ends}"
    assert joined in read(Pdf().page().lines(72, 700, filled, f"{begins} and more of them")).text


def test_a_dash_at_the_head_of_a_line_is_no_bullet() -> None:
    lines = ("The harbour office said that the rules of the trade", "– and of the town – are kept.")
    assert blocks(read(Pdf().page().lines(72, 700, *lines))) == [("paragraph", " ".join(lines))]


@pytest.mark.parametrize("drawn", ["by column", "by row"])
def test_two_columns_below_a_headline(drawn: str) -> None:
    pdf = Pdf().page().put(72, 740, "Quay closed for 40 days, the office says, and the mayor", 16)
    if drawn == "by column":
        pdf.lines(72, 700, *LEFT).lines(320, 700, *RIGHT)
    else:
        for at, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
            pdf.put(72, 700 - 12 * at, left).put(320, 700 - 12 * at, right)
    pdf.put(72, 600, "Below both columns there is a line that goes from the one edge of the page to the other.")
    assert [text for _, text in blocks(read(pdf))][1:3] == [" ".join(LEFT), " ".join(RIGHT)]


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    pdf = Pdf().page().lines(72, 700, *LEFT[:2]).page().lines(72, 700, *LEFT[2:], *RIGHT)
    document = read(pdf)
    assert [text for _, text in blocks(document)] == [" ".join(LEFT), " ".join(RIGHT)]
    assert document.cited(document.text.index("shut")) == "page 1, paragraph 1"
    assert document.cited(document.text.index("until")) == "page 2, paragraph 1"
    assert document.cited(document.text.index("The mayor")) == "page 2, paragraph 2"


def test_running_heads_folios_and_more_are_left_out() -> None:
    pdf = Pdf()
    tops = ("The quay is closed.", "The pier is not.", "Nor is the mole.")
    for number, top in enumerate(tops):
        pdf.page().put(72, 770, "Harbour Office | 4 March 2021").put(72, 700, top).lines(72, 670, *LEFT)
        pdf.put(280, 50, "-more-").put(280, 30, f"Page {number + 1} of 3")
    assert [text for _, text in blocks(read(pdf))] == [words for top in tops for words in (top, " ".join(LEFT))]


def test_a_table_of_short_cells() -> None:
    pdf = Pdf().page().lines(72, 700, *LEFT)
    for at, cells in enumerate((("Town", "Boats", "Share"), ("Old Port", "40", "12.5%"), ("Upper Down", "1,204", "80%"))):
        for column, cell in enumerate(cells):
            pdf.put(72 + 120 * column, 600 - 14 * at, cell)
    document = read(pdf)
    [table] = document.tables
    assert [[cell.text for cell in row] for row in table.rows][2] == ["Upper Down", "1,204", "80%"]
    assert document.cited(table.rows[1][1].span.start) == "page 1, table 1, row 2, column 2"


def test_a_list_and_the_lines_below_its_bullets() -> None:
    pdf = Pdf().page().lines(72, 700, *LEFT).put(72, 640, "• 25 boats on").put(84, 628, "Friday").put(72, 616, "• 17 on Saturday")
    assert blocks(read(pdf))[1:] == [("list", "25 boats on Friday"), ("list", "17 on Saturday")]


def test_a_note_set_small_is_no_part_of_a_figure() -> None:
    document = read(Pdf().page().put(72, 700, "The quay took 2,040").put(162.5, 704, "1", 6).put(166, 700, " boats."))
    assert "2,0401" not in document.text
    assert "2,040¹" in document.text.replace(" ¹", "¹")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.4\nnonsense", "damaged or cut short"),
        (Pdf().page().put(72, 700, "The quay.").content()[:200], "damaged or cut short"),
        (Pdf().page().content(), "pictures of pages"),
        (pdf_of(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"]), "damaged|pictures"),
    ],
)
def test_what_cannot_be_read_is_said(content: bytes, what: str) -> None:
    with pytest.raises(CrossfootError, match=what) as raised:
        document_from_bytes(content, name="release.pdf")
    assert str(raised.value).startswith("release.pdf: ")


def test_a_locked_file_is_said_to_be_locked() -> None:
    locked = (
        Pdf()
        .page()
        .put(72, 700, "The quay.")
        .content("/Encrypt << /Filter /Standard /V 1 /R 2 /O <" + "41" * 32 + "> /U <" + "42" * 32 + "> /P -4 >> /ID [<41> <41>]")
    )
    with pytest.raises(CrossfootError, match="password"):
        document_from_bytes(locked, name="release.pdf")


def test_the_extra_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypdfium2", None)
    with pytest.raises(CrossfootError, match=r"release.pdf: reading PDF needs `pip install 'crossfoot\[documents\]'`"):
        document_from_bytes(Pdf().page().content(), name="release.pdf")


def test_heads_that_change_with_the_chapter_are_told_by_the_page_number() -> None:
    pdf = Pdf()
    for number in range(4):
        pdf.page().put(72, 770, f"Chapter {number // 2 + 1}: {'Quays' if number < 2 else 'Ferries'} {number + 7}")
        pdf.lines(72, 680, f"On page {number} the quay is closed.")
    assert read(pdf).text == "\n\n".join(f"On page {number} the quay is closed." for number in range(4))


def test_a_table_of_contents_is_left_out() -> None:
    pdf = (
        Pdf()
        .page()
        .put(72, 700, "2.1 The quay . . . . . . . . . . . 12")
        .put(72, 680, "2.2 Ferries ............ iv")
        .put(72, 640, "The quay.")
    )
    assert read(pdf).text == "The quay."
