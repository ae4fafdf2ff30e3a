"""Files that are broken, or made to do harm: a clean read or one sentence, never another exception.

Time grows with the file, and no faster.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfoot import CrossfootError, Document, load
from crossfoot.cli import main
from crossfoot.formats import LARGEST, document_from_bytes, limited
from papers import Pdf, excel, open_document, paragraph, pdf_of, word, word_parts, zipped
from test_office_files import MAIL, TestSubtitles
from timing import processor_seconds

TABLE = f"<w:tbl><w:tr><w:tc>{paragraph('40')}</w:tc><w:tc>{paragraph('boats')}</w:tc></w:tr></w:tbl>"
RTF = rb"{\rtf1{\fonttbl{\f0 A;}}{\stylesheet{\s1 heading 1;}}\pard\s1 Quay\par\trowd\intbl 40\cell\row"
RTF += rb"\pard {\footnote x}\u8217?\'e9\bin2 xx\par}"
SHEET = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>0.5</v></c></row>'
WHOLE = {
    "s.docx": word(paragraph("The quay is closed.") + TABLE),
    "s.odt": open_document("<text:p>The quay<text:s/> is closed.</text:p>"),
    "s.xlsx": excel(("A", SHEET), strings=["Town"], formats=["0%"]),
    "s.pdf": Pdf().page().lines(72, 700, "The quay is closed.", "It was old.").content(),
    "s.rtf": RTF,
    "s.eml": MAIL.encode(),
    "s.vtt": TestSubtitles.VTT.encode(),
    "s.csv": b'Town,Boats\n"Old ""Port""",40\n',
}


def read(content: bytes, name: str) -> None:
    """Reads it, or is told why not in a sentence that names the file."""
    said = f"{name}: it was read."
    try:
        places(document_from_bytes(content, name=name))
    except CrossfootError as trouble:
        said = str(trouble)
    assert said.startswith(f"{name}: ")
    assert said.endswith(".")


def places(document: Document) -> None:
    """Every block stands in the text, and each place has a name."""
    for block in document.blocks:
        assert 0 <= block.span.start < block.span.end <= len(document.text)
        document.cited(block.span.start)


@pytest.mark.parametrize("name", WHOLE)
@given(st.binary(max_size=400))
def test_any_bytes(name: str, content: bytes) -> None:
    read(content, name)
    read(WHOLE[name][:8] + content, name)


@pytest.mark.parametrize("name", WHOLE)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_damaged_files(name: str, data: st.DataObject) -> None:
    whole = WHOLE[name]
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 60)))
    read(whole[:start] + data.draw(st.binary(max_size=20)) + whole[end:], name)
    read(whole[:start], name)


XML = [
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:del>",
    "</w:del>",
]
XML += [
    "<w:txbxContent>",
    "</w:txbxContent>",
    "<w:br/>",
    "40 boats",
    "&amp;",
    "<w:pPr/>",
    "<w:sdt>",
    "</w:sdt>",
    "<w:lastRenderedPageBreak/>",
]


@given(st.lists(st.sampled_from(XML), max_size=30).map("".join))
def test_elements_in_any_order(body: str) -> None:
    read(word(body, pages=2), "s.docx")


ODF = ["<text:p>", "</text:p>", "<text:h>", "</text:h>", "<table:table>", "</table:table>", "<table:table-row>", "</table:table-row>", "40"]
ODF += [
    "<table:table-cell>",
    "</table:table-cell>",
    "<text:note-body>",
    "</text:note-body>",
    "<draw:text-box>",
    "</draw:text-box>",
    "<text:s/>",
]


@given(st.lists(st.sampled_from(ODF), max_size=30).map("".join), st.sampled_from(["text", "spreadsheet"]))
def test_open_document_elements_in_any_order(body: str, kind: str) -> None:
    read(open_document(body, kind=kind), "s.odt")


CONTROLS = [
    r"\par ",
    r"\cell ",
    r"\row ",
    r"\intbl ",
    r"\pard ",
    "{",
    "}",
    "{\\footnote ",
    "{\\*\\shpinst{\\shptxt ",
    "40 boats",
    r"\u8217?",
    r"\'e9",
]
CONTROLS += [
    r"\trowd ",
    r"\deleted ",
    r"\bin99999 ",
    r"\uc0 ",
    r"\u-1 ",
    r"\f1 ",
    "{\\fonttbl ",
    "{\\stylesheet ",
    r"\s1 ",
    "{\\pict ",
    "\\",
]


@given(st.lists(st.sampled_from(CONTROLS), max_size=40).map("".join))
def test_rich_text_in_any_order(body: str) -> None:
    read(b"{\\rtf1 " + body.encode(), "s.rtf")


def refused(content: bytes, name: str, what: str) -> None:
    with pytest.raises(CrossfootError, match=what):
        document_from_bytes(content, name=name)


class TestBombs:
    def test_a_part_that_swells(self) -> None:
        swollen = word_parts("") | {"word/document.xml": b" " * 120_000_000}
        refused(zipped(swollen), "s.docx", "unpacked, the file is larger than 100 MB")

    def test_many_parts(self) -> None:
        refused(zipped({f"{at}": "" for at in range(21_000)}), "s.docx", "more than any document")

    def test_a_size_that_lies(self) -> None:
        content = bytearray(zipped(word_parts(paragraph("The quay.") * 1000)))
        at = content.find(b"PK\x01\x02")
        content[at + 24 : at + 28] = b"\x01\x00\x00\x00"
        read(bytes(content), "s.docx")

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_entities_that_swell(self, encoding: str) -> None:
        entities = '<!ENTITY a "aaaaaaaaaa">' + "".join(
            f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
        )
        xml = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w [{entities}]><w>&i;</w>'
        refused(zipped(word_parts("") | {"word/document.xml": xml.encode(encoding)}), "s.docx", "entities of its own")

    def test_an_entity_that_reads_a_file(self) -> None:
        xml = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]><w>&a;</w>'
        refused(zipped(word_parts("") | {"word/document.xml": xml}), "s.docx", "entities of its own")

    def test_elements_a_million_deep(self) -> None:
        refused(word("<w:tbl><w:tr><w:tc>" * 100_000), "s.docx", "deep")

    def test_a_relation_that_leads_out_of_the_file(self) -> None:
        relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        relations += '<Relationship Id="r" Type="x/officeDocument" Target="../../../../etc/passwd"/></Relationships>'
        refused(zipped(word_parts("") | {"_rels/.rels": relations}), "s.docx", "no text in this Word file")

    def test_a_sheet_of_one_cell_in_the_last_corner(self) -> None:
        rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
        refused(excel(("A", rows)), "s.xlsx", "larger than a document can hold")

    def test_a_csv_of_ten_thousand_columns(self) -> None:
        refused(b",".join([b"40"] * 10_000), "s.csv", "--table")

    def test_cells_repeated_a_billion_times(self) -> None:
        cell = '<table:table-cell table:number-columns-repeated="9999999"><text:p>40</text:p></table:table-cell>'
        row = f'<table:table-row table:number-rows-repeated="9999999">{cell}</table:table-row>'
        refused(open_document(f"<table:table>{row}</table:table>", kind="spreadsheet"), "s.ods", "larger than a document can hold")

    def test_pages_that_hold_one_another(self) -> None:
        loop = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>",
        ]
        read(pdf_of(loop), "s.pdf")

    def test_a_form_that_draws_itself(self) -> None:
        form = "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 4 0 R >> >> /Length 5 >>"
        form += "\nstream\n/F Do\nendstream"
        page = "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /F 4 0 R >> >> >>"
        read(pdf_of(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, form]), "s.pdf")

    def test_a_mail_in_a_mail_in_a_mail(self) -> None:
        head = "".join(f"Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n" for at in range(3000))
        read(("From: a\nTo: b\nMIME-Version: 1.0\n" + head).encode(), "s.eml")


class TestPlaces:
    def test_a_pipe_and_a_device_are_no_files(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe.txt")
        for path in (tmp_path / "pipe.txt", Path("/dev/zero")):
            with pytest.raises(CrossfootError, match="no file"):
                load(path)

    def test_a_pipe_is_no_baseline_no_mapping_and_no_table(self, tmp_path: Path) -> None:
        """Each is answered with a sentence; nothing waits for what a pipe may give one day."""
        from crossfoot.ignores import read_baseline
        from crossfoot.records.loading import opened
        from crossfoot.records.mapping import read_mapping

        os.mkfifo(tmp_path / "pipe.toml")
        (tmp_path / "t.csv").write_text("town,count\nLeith,12\n")
        for path in (tmp_path / "pipe.toml", Path("/dev/zero")):
            with pytest.raises(CrossfootError, match="no file"):
                read_baseline(path)
            with pytest.raises(CrossfootError, match="no file"):
                read_mapping(path, opened(tmp_path / "t.csv"))

    def test_a_link_is_followed_and_a_loop_is_said(self, tmp_path: Path) -> None:
        (tmp_path / "s.txt").write_text("The quay.")
        (tmp_path / "link.txt").symlink_to(tmp_path / "s.txt")
        (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
        assert load(tmp_path / "link.txt").text == "The quay."
        with pytest.raises(CrossfootError, match=r"cannot be read|no such file"):
            load(tmp_path / "loop.txt")

    def test_an_endless_file(self) -> None:
        class Endless(io.RawIOBase):
            def read(self, size: int = -1) -> bytes:
                return b"a" * size

        with pytest.raises(CrossfootError, match="larger than"):
            limited(Endless(), "<stdin>")  # type: ignore[arg-type]

    def test_text_in_every_coat(self) -> None:
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"):
            assert document_from_bytes("The café is “shut”.".encode(encoding), name="s.txt").text == "The café is “shut”."
        refused("The quay \ud800 is.".encode("utf-16", "surrogatepass"), "s.txt", "broken")

    def test_the_others_are_still_checked(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "good.docx").write_bytes(word(paragraph("Police arrested 40 people: 25 on Friday and 17 on Saturday.")))
        (tmp_path / "bad.docx").write_bytes(b"PK\x03\x04 cut short")
        assert main(["check", str(tmp_path / "bad.docx"), str(tmp_path / "good.docx")]) == 2
        shown = capsys.readouterr().out
        assert "good.docx, paragraph 1 error total-mismatch" in shown
        assert "1 unreadable" in shown


GROWING: dict[str, Callable[[int], bytes]] = {
    "s.docx": lambda size: word((paragraph("a b") + TABLE) * (size // 400)),
    "long.docx": lambda size: word("<w:p>" + "<w:r><w:t>a &amp; b </w:t></w:r>" * (size // 30) + "</w:p>"),
    "boxes.docx": lambda size: word(f"<w:p><w:txbxContent>{paragraph('a')}</w:txbxContent></w:p>" * (size // 120)),
    "s.odt": lambda size: open_document("<text:p>a  b<text:s/></text:p>" * (size // 30)),
    "s.xlsx": lambda size: excel(("A", "<row><c><v>40</v></c><c><v>0.5</v></c></row>" * (size // 50))),
    "s.rtf": lambda size: b"{\\rtf1 " + b"{\\b a \\u8217?\\'e9}\\par " * (size // 24),
    "open.rtf": lambda size: b"{\\rtf1 " + b"{" * size,
    "s.csv": lambda size: b'a,"b ""c""",40\n' * (size // 15),
    "mark.csv": lambda size: b'"' * size,
    "s.srt": lambda size: b"1\n00:00:01,000 --> 00:00:02,000\n<v A>We will\n\n" * (size // 50),
    "marks.srt": lambda size: b"1\n00:00:01,000 --> 00:00:02,000\n" + b"<v " * (size // 3),
    "s.eml": lambda size: b"From: a\nTo: b\nMessage-ID: c\n\n" + b"A line of words.\n" * (size // 17),
    "head.eml": lambda size: b"From: a\nTo: b\nMessage-ID: c\nSubject: " + b"=?utf-8?q?a?= " * (size // 14) + b"\n\nThe quay.",
}


@pytest.mark.parametrize("name", GROWING)
def test_time_grows_with_the_file_and_no_faster(name: str) -> None:
    def seconds(size: int) -> float:
        content = GROWING[name](size)

        def read() -> None:
            with suppress(CrossfootError):
                document_from_bytes(content, name=name)

        return processor_seconds(read)

    seconds(10_000)
    small, large = min(seconds(150_000) for _ in range(2)), seconds(600_000)
    assert large < 4 * 2.2 * small + 0.3


def test_the_largest_file_is_that_of_the_page_of_limits() -> None:
    limits = Path(__file__).parent.parent / "SECURITY.md"
    assert f"{LARGEST // 1_000_000} MB" in limits.read_text(encoding="utf-8")


def test_a_character_set_that_is_no_word_loses_its_line_only() -> None:
    mail = "Subject: =?\ufffdutf-8?q?Caf=C3=A9?=\nFrom: a@b.c\n\nPolice arrested 40 people.\n"
    assert "40 people" in document_from_bytes(mail.encode(), name="s.eml").text
