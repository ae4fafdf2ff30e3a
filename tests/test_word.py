"""Word files: what is read of them, in which order, and what each place is called."""

from __future__ import annotations

from crossfoot import Document
from crossfoot.formats import document_from_bytes
from papers import paragraph, word


def read(body: str, **parts: object) -> Document:
    return document_from_bytes(word(body, **parts), name="story.docx")  # type: ignore[arg-type]


def blocks(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks]


def places(document: Document) -> list[str]:
    return [document.cited(block.span.start) for block in document.blocks]


QUAY = paragraph("The quay is closed.")


def test_paragraphs_and_their_numbers() -> None:
    document = read(paragraph("Quay closed", "Titel") + paragraph("Forty days", "Untertitel") + paragraph("  ") + QUAY)
    assert blocks(document) == [("headline", "Quay closed"), ("standfirst", "Forty days"), ("paragraph", "The quay is closed.")]
    assert places(document) == ["paragraph 1", "paragraph 2", "paragraph 3"]
    assert document.kind == "docx"


def test_the_text_is_the_blocks_and_nothing_else() -> None:
    document = read(QUAY + paragraph("It was old &amp; narrow. ") + QUAY)
    assert document.text == "The quay is closed.\n\nIt was old & narrow.\n\nThe quay is closed."
    assert all(document.text[block.span.start : block.span.end] == block.text for block in document.blocks)


def test_tracked_insertions_are_read_and_deletions_are_not() -> None:
    runs = (
        "<w:p><w:r><w:t>Police counted </w:t></w:r><w:del><w:r><w:delText>14</w:delText><w:t>14</w:t></w:r></w:del>"
        "<w:ins><w:r><w:t>40</w:t></w:r></w:ins><w:moveFrom><w:r><w:t> old</w:t></w:r></w:moveFrom><w:r><w:t> boats.</w:t></w:r></w:p>"
    )
    assert blocks(read(runs)) == [("paragraph", "Police counted 40 boats.")]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    first = paragraph("The quay is", properties="<w:rPr><w:del w:id='1'/></w:rPr>")
    assert blocks(read(first + paragraph(" closed.") + QUAY)) == [
        ("paragraph", "The quay is closed."),
        ("paragraph", "The quay is closed."),
    ]


def test_former_formatting_says_nothing() -> None:
    changed = '<w:pPrChange><w:pPr><w:pStyle w:val="Titel"/></w:pPr></w:pPrChange>'
    assert blocks(read(paragraph("The quay is closed.", properties=changed) + QUAY))[0][0] == "paragraph"


def test_tabs_breaks_and_hyphens() -> None:
    runs = "<w:p><w:r><w:t>Boats</w:t><w:tab/><w:t>40</w:t><w:br/><w:t>long</w:t><w:noBreakHyphen/><w:t>term</w:t></w:r></w:p>"
    assert read(runs).text == "Boats\t40\nlong\u2011term"


def test_hidden_words_prompts_and_field_codes_are_left_out() -> None:
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:t>The quay is closed.</w:t></w:r></w:p>"
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Click here</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    filled = "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>It was old.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    code = "<w:p><w:r><w:instrText>PAGE</w:instrText><w:t>It opens in May.</w:t></w:r></w:p>"
    assert read(hidden + prompt + filled + code).text == "The quay is closed.\n\nIt was old.\n\nIt opens in May."


def test_a_text_box_comes_once_and_after_its_paragraph() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent>"
    drawing = (
        f"<mc:AlternateContent><mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    host = f"<w:p><w:r><w:t>The quay </w:t></w:r><w:r>{drawing}</w:r><w:r><w:t>is closed.</w:t></w:r></w:p>"
    assert read(host + QUAY).text == "The quay is closed.\n\nIn the box.\n\nThe quay is closed."


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"


def test_a_table_and_its_cells() -> None:
    rows = row(paragraph("Town"), paragraph("Boats")) + row(paragraph("Old Port"), paragraph("40"))
    document = read(f"{QUAY}<w:tbl>{rows}</w:tbl>{QUAY}")
    assert blocks(document)[1] == ("table", "Town | Boats\nOld Port | 40")
    [table] = document.tables
    assert [[cell.text for cell in cells] for cells in table.rows] == [["Town", "Boats"], ["Old Port", "40"]]
    assert document.cited(table.rows[1][1].span.start) == "table 1, row 2, column 2"
    assert document.cited(document.text.rindex("The quay")) == "paragraph 2"


def test_wide_cells_keep_the_columns_in_line() -> None:
    wide = "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>" + paragraph("Both") + "</w:tc><w:tc>" + paragraph("3") + "</w:tc></w:tr>"
    [table] = read(f"<w:tbl>{wide}{row(paragraph('A'), paragraph('B'), paragraph('C'))}</w:tbl>").tables
    assert [[cell.text for cell in cells] for cells in table.rows] == [["Both", "", "3"], ["A", "B", "C"]]


def test_a_deleted_row_is_gone() -> None:
    deleted = row(paragraph("14")).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>")
    [table] = read(f"<w:tbl>{row(paragraph('A'), paragraph('40'))}{deleted}{row(paragraph('B'), paragraph('3'))}</w:tbl>").tables
    assert [[cell.text for cell in cells] for cells in table.rows] == [["A", "40"], ["B", "3"]]


def test_a_table_that_lays_out_a_page_is_paragraphs() -> None:
    inner = f"<w:tbl>{row(paragraph('40 boats'))}</w:tbl>"
    document = read(f"<w:tbl>{row(QUAY + paragraph('It was old.'), inner)}</w:tbl>")
    assert [text for _, text in blocks(document)] == ["The quay is closed.", "It was old.", "40 boats"]
    assert document.tables == ()


def test_footnotes_come_last_with_their_numbers() -> None:
    notes = f'<w:footnote w:type="separator" w:id="0">{paragraph("x")}</w:footnote>'
    notes += f'<w:footnote w:id="7">{paragraph("Without ferries.")}</w:footnote><w:footnote w:id="9">{paragraph("As of May.")}</w:footnote>'
    body = '<w:p><w:r><w:t>40 boats</w:t></w:r><w:r><w:footnoteReference w:id="9"/></w:r><w:r><w:t>, 3 quays</w:t></w:r>'
    document = read(body + '<w:r><w:footnoteReference w:id="7"/></w:r></w:p>', footnotes=notes)
    assert document.text == "40 boats, 3 quays\n\nAs of May.\n\nWithout ferries."
    assert places(document) == ["paragraph 1", "note 1", "note 2"]


def test_raised_figures_are_no_part_of_the_figure_before_them() -> None:
    raised = '<w:p><w:r><w:t>2,040</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r></w:p>'
    assert read(raised).text == "2,040¹"


def test_lists_by_style_and_by_number() -> None:
    numbered = paragraph("17 on Saturday", properties='<w:numPr><w:numId w:val="3"/></w:numPr>')
    assert [kind for kind, _ in blocks(read(QUAY + paragraph("25 on Friday", "Listenpunkt") + numbered))] == ["paragraph", "list", "list"]


def test_the_table_of_contents_says_nothing_of_its_own() -> None:
    assert read(paragraph("The quay 12", "TOC1") + QUAY).text == "The quay is closed."


def test_a_release_whose_headline_has_no_style() -> None:
    top = paragraph("FOR IMMEDIATE RELEASE") + paragraph("4 March 2021") + paragraph("Quay closed for 40 days") + QUAY
    document = read(top)
    assert [kind for kind, _ in blocks(document)] == ["paragraph", "paragraph", "headline", "paragraph"]
    assert document.published is not None


BREAK = "<w:p><w:r><w:t>The quay is </w:t></w:r><w:r><w:lastRenderedPageBreak/><w:t>closed.</w:t></w:r></w:p>"


def test_pages_are_named_where_word_counted_as_many() -> None:
    document = read(QUAY + BREAK + QUAY, pages=2)
    assert places(document) == ["page 1, paragraph 1", "page 1, paragraph 2", "page 2, paragraph 2"]
    assert document.cited(document.text.index("closed.\n\nThe quay is closed.", 25)) == "page 2, paragraph 1"


def test_pages_are_not_named_where_word_counted_others() -> None:
    assert places(read(QUAY + BREAK, pages=5)) == ["paragraph 1", "paragraph 2"]
