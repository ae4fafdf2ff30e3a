"""What each kind of file is read into: blocks of the right kind, tables, the day of publication, and a sentence for what cannot be read."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot import CrossfootError, Document, load
from crossfoot.formats import document_from_bytes, document_from_text
from crossfoot.formats.html import document_from_html
from crossfoot.formats.markdown import document_from_markdown


def blocks(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks]


class TestText:
    def test_headline_paragraphs_and_lists(self) -> None:
        text = "Fair opens\n\nPolice counted 40 boats.\nThey left at noon.\n\n"
        text += "The day in short:\n- 25 on Friday\n- 17 on\n  Saturday\n\n* * *\nMore follows.\n"
        assert blocks(document_from_text(text)) == [
            ("headline", "Fair opens"),
            ("paragraph", "Police counted 40 boats."),
            ("paragraph", "They left at noon."),
            ("paragraph", "The day in short:"),
            ("list", "25 on Friday"),
            ("list", "17 on\n  Saturday"),
            ("paragraph", "More follows."),
        ]

    def test_wrapped_lines_are_one_paragraph(self) -> None:
        first = "The harbour office said on Monday that the old ferry quay would stay\n"
        first += "closed until the autumn, and that a new one, which is to\ncost 3 million pounds, is planned."
        assert blocks(document_from_text(f"{first}\n\nThe mayor agreed.")) == [("paragraph", first), ("paragraph", "The mayor agreed.")]

    def test_wrapped_lines_with_indented_paragraphs(self) -> None:
        text = "The harbour office said on Monday that the old ferry quay would stay\nclosed.\n"
        text += "   The mayor of the town said that she had not been told, and that she\nwould ask."
        assert [words.split()[1] for _, words in blocks(document_from_text(text))] == ["harbour", "mayor"]

    def test_one_paragraph_a_line(self) -> None:
        lines = ["The quay is closed. " + "It has been so since the storm. " * 6, "The mayor said so.", "“We know,” she said. " * 12]
        assert [words for _, words in blocks(document_from_text("\n".join(lines)))] == [line.strip() for line in lines]

    def test_a_first_line_that_is_a_sentence_is_no_headline(self) -> None:
        assert blocks(document_from_text("The quay is closed.\n\nIt was old."))[0][0] == "paragraph"

    def test_a_single_paragraph_is_no_headline(self) -> None:
        assert blocks(document_from_text("The quay is closed")) == [("paragraph", "The quay is closed")]

    def test_headline_above_a_file_of_one_paragraph_a_line(self) -> None:
        text = "Quay closed for 40 days\nThe old quay is closed.\nThe mayor said so on Monday.\nIt opens in May."
        assert [kind for kind, _ in blocks(document_from_text(text))] == ["headline", "paragraph", "paragraph", "paragraph"]

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_line_ends_of_every_system(self, end: str) -> None:
        text = end.join(["Quay closed", "", "The quay is closed.", "", "It was old."])
        assert blocks(document_from_text(text)) == [
            ("headline", "Quay closed"),
            ("paragraph", "The quay is closed."),
            ("paragraph", "It was old."),
        ]


class TestMarkdown:
    STORY = (
        '---\ntitle: "Quay"\ndate: 2021-03-04\n---\n# Quay *closed* for 40 days\n\n*Harbour office names 17 faults*\n\n'
        "The old quay [closed](http://quay.example/40 'x') on **4** March &amp; will\nopen on 13 April\\*. ![40 boats](boats.png)\n\n"
        "> “We know,” she\n> said.\n\n- 25 on Friday\n- 17 on Saturday\n\n"
        "| Town | Boats |\n|---|--:|\n| Old *Port* | **3** |\n| Up \\| Down | 4 |\n\n"
        "<div><p>In <b>4</b>0 days.</p></div>\n\n```\ncode\n```\n\n    An indented\n    paragraph.\n"
    )

    def test_blocks(self) -> None:
        assert blocks(document_from_markdown(self.STORY)) == [
            ("headline", "Quay closed for 40 days"),
            ("standfirst", "Harbour office names 17 faults"),
            ("paragraph", "The old quay closed on 4 March & will open on 13 April*."),
            ("quotation", "“We know,” she said."),
            ("list", "25 on Friday"),
            ("list", "17 on Saturday"),
            ("table", "Town | Boats\nOld Port | 3\nUp | Down | 4"),
            ("paragraph", "In 40 days."),
            ("paragraph", "An indented paragraph."),
        ]

    def test_table(self) -> None:
        [table] = document_from_markdown(self.STORY).tables
        assert [[cell.text for cell in row] for row in table.rows] == [["Town", "Boats"], ["Old Port", "3"], ["Up | Down", "4"]]
        assert self.STORY[table.rows[1][1].span.start : table.rows[1][1].span.end] == "3"

    def test_front_matter(self) -> None:
        document = document_from_markdown(self.STORY)
        assert document.published == date(2021, 3, 4)
        assert document.blocks[0].span.start > self.STORY.index("# Quay")

    def test_a_title_in_front_matter_is_the_headline_where_the_story_has_none(self) -> None:
        text = "---\ntitle: 'Quay closed'\n---\nThe quay is closed.\n"
        assert blocks(document_from_markdown(text)) == [("headline", "Quay closed"), ("paragraph", "The quay is closed.")]

    def test_a_rule_is_no_front_matter(self) -> None:
        assert blocks(document_from_markdown("---\nThe quay is closed.\n\n---\n")) == [("paragraph", "The quay is closed.")]

    def test_words_that_stand_in_an_address_too(self) -> None:
        document = document_from_markdown("See [40](http://quay.example/17) and 17 boats.")
        [block] = document.blocks
        at = block.text.index("17")
        assert block.place(type(block.span)(at, at + 2)).start == document.text.rindex("17")


class TestHtml:
    STORY = (
        '<!DOCTYPE html><html><head><title>Quay | Paper</title><meta property="article:published_time" content="2021-03-04T10:00Z">'
        "<script>if (a<b) say('40')</script></head><body><nav><ul><li>Home</ul></nav><article>"
        "<h1>Quay &amp; boats</h1><h2>Closed   for 40 days</h2>"
        '<p>The old quay <a href="x" title="a > b">clo<b>s</b>ed</a> on&nbsp;4\n March<br>'
        "and opens<!-- note --> in April.</p><ul><li>One<li>Two</ul>"
        "<figure><img alt='40'><figcaption>The quay.</figcaption></figure><blockquote><p>We know.</p></blockquote>"
        "<table><tr><th>Town<th>Boats<tr><td>Port<td><p>3</p><p>4</p></table>First.<br><br>Second, with fewer than <40.</article>"
        "<aside>Most read</aside><footer>Imprint</footer></body></html>"
    )

    def test_blocks(self) -> None:
        assert blocks(document_from_html(self.STORY)) == [
            ("headline", "Quay & boats"),
            ("standfirst", "Closed for 40 days"),
            ("paragraph", "The old quay closed on\xa04 March\nand opens in April."),
            ("list", "One"),
            ("list", "Two"),
            ("caption", "The quay."),
            ("quotation", "We know."),
            ("table", "Town | Boats\nPort | 3 4"),
            ("paragraph", "First."),
            ("paragraph", "Second, with fewer than <40."),
        ]

    def test_table_and_date(self) -> None:
        document = document_from_html(self.STORY)
        assert document.published == date(2021, 3, 4)
        assert [[cell.text for cell in row] for row in document.tables[0].rows] == [["Town", "Boats"], ["Port", "3 4"]]

    def test_a_table_that_lays_out_a_page_is_paragraphs(self) -> None:
        page = "<table><tr><td>Menu<td><table><tr><td>One<td>Two</table>" + "The quay is closed. " * 20 + "</table>"
        document = document_from_html(page)
        assert ("paragraph", ("The quay is closed. " * 20).strip()) in blocks(document)

    def test_the_longest_article_is_the_story(self) -> None:
        page = "<h1>Quay</h1><article>Teaser.</article><article><p>The quay is closed.</p></article>"
        assert blocks(document_from_html(page)) == [("headline", "Quay"), ("paragraph", "The quay is closed.")]

    def test_raised_figures_are_no_part_of_the_figure_before_them(self) -> None:
        [block] = document_from_html("<p>2,040<sup>1</sup> boats on 40 km<sup> 2</sup>, the 4<sup>th</sup> time").blocks
        assert block.text == "2,040¹ boats on 40 km ², the 4th time"

    def test_what_stands_beside_the_story_is_left_out(self) -> None:
        page = """<body class="has-sidebar"><div id="cookieConsent"><p>We use 12 cookies.</p></div>
        <div class="site-nav"><ul><li><a href="/">Home</a></li></ul></div><h1>Quay closed</h1>
        <div class="share-bar">31 shares</div><p>The quay is closed. <a href="x">Police</a> counted 40 boats.</p>
        <p><a href="y">Read more: 17 held after fair</a></p><p><a href="z">The mayor resigned.</a></p>
        <div class="related-links"><h2>Related</h2><p>14 ferries sink in gale.</p></div>
        <ul><li>17 on <a href="z">Saturday</a></li></ul><div role="contentinfo">Copyright 2021</div>"""
        kept = ["Quay closed", "The quay is closed. Police counted 40 boats.", "The mayor resigned.", "17 on Saturday"]
        assert [text for _, text in blocks(document_from_html(page))] == kept

    def test_a_page_that_gives_such_a_name_to_everything_is_read(self) -> None:
        page = "<div class='content sidebar'><p>The quay is closed.</p><p>It was old.</p></div><p>The end.</p>"
        assert len(document_from_html(page).blocks) == 3

    def test_hidden_words_are_no_part_of_the_story(self) -> None:
        assert blocks(document_from_html("<p>Seen.</p><p hidden>Not seen.</p><div aria-hidden=true><p>Nor this.</div>")) == [
            ("paragraph", "Seen.")
        ]

    @pytest.mark.parametrize(
        "style",
        ["display:none", "DISPLAY : None", "color:red; display:none !important", "margin:0;visibility:hidden;", "visibility: collapse"],
    )
    def test_words_hidden_by_a_style_are_no_part_of_the_story(self, style: str) -> None:
        page = (
            f"<p>Police held 40 &amp; <span style='{style}'>41 <b>or 42</b></span>more.</p><div style='{style}'><p>No.</p></div><p>End.</p>"
        )
        document = document_from_html(page)
        assert blocks(document) == [("paragraph", "Police held 40 & more."), ("paragraph", "End.")]
        assert page[document.blocks[1].span.start : document.blocks[1].span.end] == "End."

    @pytest.mark.parametrize(
        "style", ["display:block", "--display:none", "backface-visibility:hidden", "visibility:visible", "overflow:hidden"]
    )
    def test_other_styles_hide_nothing(self, style: str) -> None:
        assert blocks(document_from_html(f"<p style='{style}'>Seen.</p>")) == [("paragraph", "Seen.")]

    def test_an_unclosed_comment_or_script_costs_the_rest_only(self) -> None:
        assert blocks(document_from_html("<p>Seen.</p><!-- lost <p>More.")) == [("paragraph", "Seen.")]


class TestPublished:
    @pytest.mark.parametrize(
        "top",
        [
            "LISBON, March 4, 2021 (Wire) - The quay is closed.",
            "OLD PORT, Pa. (4 March 2021) — The quay is closed.",
            "March 4, 2021 – The quay is closed.",
            "Quay closed\n\nPublished: Thursday, 4 March 2021\n\nThe quay is closed.",
            "Quay closed\n\nBy Ann Lowe | Mar. 4, 2021\n\nThe quay is closed.",
            "FOR IMMEDIATE RELEASE: March 4th, 2021\n\nThe quay is closed.",
            "2021-03-04\n\nThe quay is closed.",
        ],
    )
    def test_read_from_the_top(self, top: str) -> None:
        assert document_from_text(top).published == date(2021, 3, 4)

    @pytest.mark.parametrize(
        "top",
        [
            "The quay closed on March 4, 2021 - a Thursday.",
            "Since March 4, 2021, the quay has been closed.",
            "LISBON, 04/03/2021 (Wire) - The quay is closed.",
            "Published: 4 March 2021\n\nUpdated: see below\n\nPublished: 5 March 2021\n\nThe quay is closed.",
            "LISBON, March 34, 2021 (Wire) - The quay is closed.",
            "Updated: 4 March 2021\n\nThe quay is closed.",
        ],
    )
    def test_not_guessed(self, top: str) -> None:
        assert document_from_text(top).published is None

    def test_the_option_wins(self) -> None:
        assert document_from_text("2021-03-04\n\nThe quay.", published=date(2021, 3, 5)).published == date(2021, 3, 5)


class TestFiles:
    @pytest.mark.parametrize(
        ("content", "words"),
        [
            ("The café is “closed”.".encode(), "The café is “closed”."),
            (b"\xef\xbb\xbf" + "The café.".encode(), "The café."),
            ("The café is “closed”.".encode("cp1252"), "The café is “closed”."),
            ("The café.".encode("utf-16"), "The café."),
            (b"caf\xe9 \x81", "café \x81"),
        ],
    )
    def test_encodings(self, content: bytes, words: str) -> None:
        assert document_from_bytes(content, name="s.txt").text == words

    @pytest.mark.parametrize("name", ["s.md", "s.html", "s.txt", "<stdin>"])
    def test_kind_by_name_or_beginning(self, name: str) -> None:
        kinds = {"s.md": "markdown", "s.html": "html", "s.txt": "html", "<stdin>": "html"}
        assert document_from_bytes(b"<!DOCTYPE html><p>The quay.", name=name).kind == kinds[name]

    @pytest.mark.parametrize(
        ("content", "what"),
        [
            (b"%PDF-1.7 ...", "damaged"),
            (b"PK\x03\x04...", "damaged"),
            (b"a\x00b", "not a text file"),
            (b"", "is empty"),
            (b" \n", "is empty"),
            (b"\xff\xfea", "broken"),
        ],
    )
    def test_what_cannot_be_read_is_said_in_a_sentence(self, content: bytes, what: str, tmp_path: Path) -> None:
        path = tmp_path / "s.txt"
        path.write_bytes(content)
        with pytest.raises(CrossfootError, match=what) as raised:
            load(path)
        assert str(raised.value).startswith(str(path))
        assert str(raised.value).endswith(".")

    def test_missing_folder_and_huge(self, tmp_path: Path) -> None:
        with pytest.raises(CrossfootError, match="no such file"):
            load(tmp_path / "lost.txt")
        with pytest.raises(CrossfootError, match="folder"):
            load(tmp_path)
        with open(tmp_path / "huge.txt", "wb") as huge:
            os.truncate(huge.fileno(), 60_000_000)
        with pytest.raises(CrossfootError, match="larger than"):
            load(tmp_path / "huge.txt")
        with pytest.raises(CrossfootError, match="cannot be read"):
            load(Path("nul\0byte"))

    @given(st.binary())
    def test_bytes_are_read_or_refused(self, content: bytes) -> None:
        with suppress(CrossfootError):
            assert document_from_bytes(content, name="s.txt").blocks is not None
