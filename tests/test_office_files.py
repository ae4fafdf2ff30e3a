"""OpenDocument, RTF, Excel and CSV files, mails and subtitles: what is read of them and what each place is called."""

from __future__ import annotations

from datetime import date

import pytest

from crossfoot import CrossfootError, Document
from crossfoot.formats import document_from_bytes
from crossfoot.formats.numberformat import shown
from papers import excel, open_document


def read(content: bytes, name: str) -> Document:
    return document_from_bytes(content, name=name)


def blocks(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks]


def cells(document: Document) -> list[list[str]]:
    [table] = document.tables
    return [[cell.text for cell in row] for row in table.rows]


class TestOpenDocument:
    def test_blocks(self) -> None:
        styles = '<style:style style:name="P1" style:parent-style-name="Subtitle"/>'
        body = '<text:h text:outline-level="1">Quay closed</text:h><text:p text:style-name="P1">Forty days</text:p>'
        body += "<text:p>The  quay <text:span>is</text:span><text:s/>closed<text:line-break/>now.</text:p>"
        body += "<text:list><text:list-item><text:p>25 on Friday</text:p></text:list-item></text:list>"
        document = read(open_document(body, styles=styles), "s.odt")
        assert blocks(document) == [
            ("headline", "Quay closed"),
            ("standfirst", "Forty days"),
            ("paragraph", "The quay is closed\nnow."),
            ("list", "25 on Friday"),
        ]
        assert document.cited(document.text.index("25")) == "paragraph 4"

    def test_deletions_comments_and_contents_are_left_out(self) -> None:
        body = "<text:tracked-changes><text:p>14 boats</text:p></text:tracked-changes><text:table-of-content><text:p>Quay 3</text:p>"
        body += "</text:table-of-content><text:p>40 boats<office:annotation><text:p>Really?</text:p></office:annotation>.</text:p>"
        assert read(open_document(body), "s.odt").text == "40 boats."

    def test_notes_and_boxes(self) -> None:
        note = (
            "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>As of May.</text:p></text:note-body></text:note>"
        )
        box = "<draw:frame><draw:text-box><text:p>In the box.</text:p></draw:text-box></draw:frame>"
        document = read(open_document(f"<text:p>40 boats{note} and{box} 3 quays.</text:p><text:p>It was old.</text:p>"), "s.odt")
        assert document.text == "40 boats and 3 quays.\n\nIn the box.\n\nIt was old.\n\nAs of May."
        assert document.cited(document.text.index("As of")) == "note 1"

    def test_tables(self) -> None:
        rows = "<table:table-row><table:table-cell><text:p>Town</text:p></table:table-cell><table:table-cell><text:p>Boats</text:p>"
        rows = f"<table:table>{rows}</table:table-cell></table:table-row>{rows}</table:table-cell></table:table-row></table:table>"
        assert cells(read(open_document(rows), "s.odt")) == [["Town", "Boats"], ["Town", "Boats"]]

    def test_a_sheet_is_filled_as_far_as_it_is_used(self) -> None:
        filled = '<table:table-cell table:number-columns-repeated="2"><text:p>40</text:p></table:table-cell>'
        empty = '<table:table-cell table:number-columns-repeated="16382"/>'
        rows = f'<table:table-row table:number-rows-repeated="2">{filled}{empty}</table:table-row>'
        rows += f'<table:table-row table:number-rows-repeated="1048574">{empty}</table:table-row>'
        document = read(open_document(f'<table:table table:name="Boats">{rows}</table:table>', kind="spreadsheet"), "s.ods")
        assert cells(document) == [["40", "40"], ["40", "40"]]
        assert document.cited(document.tables[0].rows[1][1].span.start) == "sheet Boats, cell B2"

    def test_a_locked_file(self) -> None:
        with pytest.raises(CrossfootError, match="password"):
            read(open_document("", manifest="<encryption-data/>"), "s.odt")


class TestRtf:
    def rtf(self, body: str) -> Document:
        head = (
            r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial;}}{\stylesheet{\s0 Normal;}{\s1 heading 1;}{\*\cs2 List;}}"
        )
        return read((head + body + "}").encode("latin-1"), "s.rtf")

    def test_paragraphs_and_styles(self) -> None:
        document = self.rtf(r"\pard\s1 Quay closed\par\pard The {\b quay} is\line closed.\par\pard{\listtext\'95\tab}\ls1 25 on Friday\par")
        assert blocks(document) == [("headline", "Quay closed"), ("paragraph", "The quay is\nclosed."), ("list", "25 on Friday")]
        assert document.cited(document.text.index("25")) == "paragraph 3"

    @pytest.mark.parametrize(
        ("written", "words"),
        [
            (r"caf\'e9 \ldblquote shut\rdblquote", "café “shut”"),
            (r"\uc1\u8217?s {\uc2\u8364\'80\'80}5", "’s €5"),
            (r"\f1\'c4\'e0", "Да"),
            (r"a\~b\_c \{d\}", "a\xa0b\u2011c {d}"),
            (r"2,040{\super 1} boats", "2,040¹ boats"),
            (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt here}}", "here"),
            (r"40{\deleted 14}{\v secret} boats", "40 boats"),
            (r"{\pict\bin4 }}{{}40 boats", "40 boats"),
            (r"{\header Office}{\*\unknown x}40 boats", "40 boats"),
        ],
    )
    def test_letters(self, written: str, words: str) -> None:
        assert self.rtf(rf"\pard {written}\par").text == words

    def test_tables_and_notes(self) -> None:
        row = r"\trowd\pard\intbl Town\cell\pard\intbl\cell\pard\intbl 40{\footnote As of May.}\cell\row"
        document = self.rtf(rf"\pard The quay.\par{row}{row}\pard It was old.\par")
        assert cells(document) == [["Town", "", "40"], ["Town", "", "40"]]
        assert [kind for kind, _ in blocks(document)] == ["paragraph", "table", "paragraph", "paragraph", "paragraph"]

    def test_an_open_brace_costs_nothing(self) -> None:
        assert read(rb"{\rtf1 {\b The quay is closed.", "s.rtf").text == "The quay is closed."


class TestSheets:
    def test_what_the_cells_show(self) -> None:
        rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Share</t></is></c></row>'
        rows += '<row r="3"><c r="A3"><v>1204</v></c><c r="B3" s="1"><v>0.63700000000000001</v></c><c r="D3" t="b"><v>1</v></c></row>'
        document = read(excel(("Boats", rows), strings=["Town"], formats=["0.0%"]), "s.xlsx")
        assert cells(document) == [["Town", "Share", "", ""], ["1204", "63.7%", "", "TRUE"]]
        assert document.cited(document.tables[0].rows[1][1].span.start) == "sheet Boats, cell B3"

    def test_two_sheets_are_two_tables(self) -> None:
        row = "<row><c><v>{}</v></c><c><v>3</v></c></row>"
        document = read(excel(("A", row.format(1)), ("B", row.format(2)), ("Empty", "")), "s.xlsx")
        assert [block.text for block in document.blocks] == ["1 | 3", "2 | 3"]

    @pytest.mark.parametrize(
        ("value", "pattern", "words"),
        [
            ("0.637", "0.0%", "63.7%"),
            ("1204", "#,##0", "1,204"),
            ("-12.5", "#,##0.0;(#,##0.0)", "(12.5)"),
            ("1234567", '#,##0.0,,"m"', "1.2m"),
            ("44259", "d/m/yyyy", "2021-03-04"),
            ("44259.5", "dd mmm yyyy hh:mm", "2021-03-04 12:00"),
            ("44259", "mmm yyyy", "2021-03"),
            ("0.5", "h:mm", "12:00"),
            ("3.5", "[$£-809]#,##0.00", "£3.50"),
            ("2.5", "0", "3"),
            ("0.1", "General", "0.1"),
            ("0.30000000000000004", "General", "0.3"),
            ("1E+3", "General", "1000"),
            ("#DIV/0!", "0", "#DIV/0!"),
            ("1e999", "0", "1e999"),
            ("-7", '"up" 0;"down" 0', "down 7"),
        ],
    )
    def test_number_formats(self, value: str, pattern: str, words: str) -> None:
        assert shown(value, pattern) == words

    def test_csv_keeps_its_text_and_names_its_cells(self) -> None:
        text = 'Town;Boats\r\n"Old ""Port""";"1;204"\r\n\r\nUpper Down;\r\n'
        document = read(text.encode(), "s.csv")
        assert document.text == text
        assert cells(document) == [["Town", "Boats"], ['Old "Port"', "1;204"], ["Upper Down", ""]]
        place = document.tables[0].rows[1][1].span
        assert (document.text[place.start : place.end], document.cited(place.start)) == ("1;204", "cell B2")


MAIL = """From: Press <press@example.org>
To: desk@example.org
Subject: Fwd: =?utf-8?q?Quay_closed_=E2=80=93_40_days?=
Date: Thu, 4 Mar 2021 23:00:00 -0500
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: multipart/alternative; boundary=y

--y
Content-Type: text/html; charset=utf-8

<p>The page.</p>
--y
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

The caf=E9 is closed.

It was old.

--=20
Press office
--y--
--x
Content-Type: application/pdf
Content-Disposition: attachment; filename="release 40.pdf"

AAAA
--x--
"""


class TestMail:
    @pytest.mark.parametrize("name", ["s.eml", "s.txt", "<stdin>"])
    def test_subject_words_day_and_what_is_attached(self, name: str) -> None:
        document = read(MAIL.replace("=20", " ").encode(), name)
        assert document.kind == "eml"
        assert blocks(document) == [
            ("headline", "Quay closed – 40 days"),
            ("paragraph", "The café is closed."),
            ("paragraph", "It was old."),
        ]
        assert document.published == date(2021, 3, 4)
        assert document.text.endswith("Attached and not read: release 40.pdf")
        assert document.cited(document.text.index("It was")) == "paragraph 2"

    def test_a_page_where_there_are_no_plain_words(self) -> None:
        mail = MAIL.replace("text/plain; charset=iso-8859-1", "image/png")
        assert blocks(read(mail.encode(), "s.eml"))[1:] == [("paragraph", "The page.")]

    def test_a_story_with_labels_is_no_mail(self) -> None:
        assert read(b"From: the harbour\nTo: the town\n\nThe quay is closed.", "s.txt").kind == "text"


class TestSubtitles:
    VTT = """WEBVTT

1
00:00:01.000 --> 00:00:04.000 align:start
<v Jane Roe>We will open the quay
in <i>May</i> &amp; not before.

00:00:04.000 --> 00:00:07.000
<v Jane Roe>It costs 3 million pounds.

00:00:09.000 --> 00:00:11.000
<v Ann Lee>Who pays?
"""

    def test_voices_become_turns(self) -> None:
        document = read(self.VTT.encode(), "s.vtt")
        assert [text for _, text in blocks(document)] == [
            "Jane Roe: We will open the quay in May & not before. It costs 3 million pounds.",
            "Ann Lee: Who pays?",
        ]
        assert document.text == self.VTT
        assert document.cited(document.text.index("3 million")) == "at 00:00:04"

    def test_srt_with_labels_signs_and_pauses(self) -> None:
        cues = ["ANN LEE: We will\nopen it.", "In May.", "- Who pays?\n- We do.", ">> Thanks.", "And after a pause."]
        starts = [1, 3, 5, 7, 20]
        text = "".join(
            f"{at}\r\n00:00:{s:02},000 --> 00:00:{s + 2:02},000\r\n{cue}\r\n\r\n"
            for at, (s, cue) in enumerate(zip(starts, cues, strict=True), 1)
        )
        document = read(text.encode(), "s.txt")
        assert [text for _, text in blocks(document)] == [
            "ANN LEE: We will open it. In May.",
            "Who pays?",
            "We do.",
            "Thanks.",
            "And after a pause.",
        ]

    def test_lines_shown_again_are_read_once(self) -> None:
        text = "WEBVTT\n\n00:01.000 --> 00:02.000\nWe will\n\n00:02.000 --> 00:03.000\nWe will\nopen it.\n"
        assert [text for _, text in blocks(read(text.encode(), "s.vtt"))] == ["We will open it."]

    def test_no_words_is_said(self) -> None:
        with pytest.raises(CrossfootError, match="no words"):
            read(b"WEBVTT\n\nThe quay is closed.", "s.vtt")


class TestTimedText:
    @pytest.mark.parametrize(
        "text",
        [
            "[01:02] JANE ROE: We will.\n[01:09] ANN LEE: Who\npays?\n[01:12] JANE ROE: We do.\n[01:20] ANN LEE: Thanks.\n",
            "00:01:02 JANE ROE: We will.\n00:01:09 ANN LEE: Who pays?\n00:01:12 JANE ROE: We do.\n00:01:20 ANN LEE: Thanks.\n",
            "JANE ROE (01:02):\nWe will.\n\nANN LEE (01:09):\nWho pays?\n\nJANE ROE (01:12):\nWe do.\n\nANN LEE (01:20):\nThanks.\n",
            "JANE ROE  1:02\r\nWe will.\r\nANN LEE  1:09\r\nWho pays?\r\nJANE ROE  1:12\r\nWe do.\r\nANN LEE  1:20\r\nThanks.\r\n",
        ],
    )
    def test_turns_and_their_times(self, text: str) -> None:
        document = read(f"Harbour briefing\n\n{text}".encode(), "talk.txt")
        turns = ["JANE ROE: We will.", "ANN LEE: Who pays?", "JANE ROE: We do.", "ANN LEE: Thanks."]
        assert [words for _, words in blocks(document)] == ["Harbour briefing", *turns]
        assert document.cited(document.text.index("We do")).lstrip("at 0:") == "1:12"
        assert document.cited(0) == "line 1"

    @pytest.mark.parametrize(
        "text",
        [
            "10:30 The mayor spoke.\n10:45 The quay closed.\n11:00 Police came.\n11:15 It ended.\n",
            "Old Port 10:30\nUpper Down 10:45\nFar Quay 11:00\nNear Quay 11:15\n",
            "2:03:59 Jane Roe\n2:04:12 Ann Lee\n2:05:00 Joan Doe\n2:06:01 May Poe\n",
        ],
    )
    def test_timetables_and_races_are_no_transcripts(self, text: str) -> None:
        document = read(text.encode(), "list.txt")
        assert document.origins == ()
        assert "".join(words for _, words in blocks(document)).count(":") == text.count(":")
