"""A Word story written back: every finding a comment on its exact words, and nothing else in the file changed."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot import CrossfootError
from crossfoot.cli import main
from crossfoot.document import Span
from crossfoot.formats import document_from_bytes
from crossfoot.formats.elements import Begin, Words, pieces_of
from crossfoot.formats.wordmarks import Note, commented
from papers import paragraph, word, word_parts, zipped


def part(content: bytes, path: str) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(path)


def marked_words(content: bytes) -> dict[str, str]:
    """The words between the two signs of each comment; a text box that hangs in them holds words of its own."""
    opened: dict[str, int] = {}
    words: dict[str, str] = {}
    inside, boxes = "", 0
    for piece in pieces_of(part(content, "word/document.xml"), "s.docx"):
        if isinstance(piece, Words):
            for number, depth in opened.items() if inside == "w:t" else ():
                words[number] += piece.text if depth == boxes else ""
            continue
        inside = piece.name if isinstance(piece, Begin) else ""
        if piece.name == "w:txbxContent":
            boxes += 1 if isinstance(piece, Begin) else -1
        elif isinstance(piece, Begin) and piece.name == "w:commentRangeStart":
            opened[piece.attributes["w:id"]] = boxes
            words[piece.attributes["w:id"]] = ""
        elif isinstance(piece, Begin) and piece.name == "w:commentRangeEnd":
            del opened[piece.attributes["w:id"]]
    assert not opened
    return words


def comment(content: bytes, *wanted: str) -> bytes:
    """The file with a comment on each of these words."""
    document = document_from_bytes(content, name="s.docx")
    spans = [Span(at, at + len(words)) for words in wanted if (at := document.text.index(words)) >= 0]
    return commented(content, "s.docx", document.text, [Note(span, (f"On <{span.start}> & \x01",)) for span in spans])


SIGN = re.compile(rb'<w:comment[^>]*/>|<w:r><w:comment[^>]*/></w:r>| xml:space="preserve"')


def test_the_words_are_marked_and_the_text_is_the_same() -> None:
    content = word(paragraph("Police arrested 40 people &amp; boats: 25 on Friday.") + paragraph("The end."))
    done = comment(content, "40", "people & boats", "Police", "Friday.", "The end.")
    assert list(marked_words(done).values()) == ["Police", "40", "people & boats", "Friday.", "The end."]
    assert document_from_bytes(done, name="s.docx").text == document_from_bytes(content, name="s.docx").text


def test_a_run_that_is_cut_looks_the_same_on_both_sides() -> None:
    bold = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>40 boats</w:t><w:br/><w:t>and 3 quays</w:t></w:r></w:p>"
    done = part(comment(word(bold), "boats"), "word/document.xml")
    assert done.count(b"<w:rPr><w:b/></w:rPr>") == 3
    assert b'<w:t xml:space="preserve">40 </w:t></w:r><w:commentRangeStart' in done


def test_words_over_several_runs_insertions_and_links() -> None:
    runs = (
        "<w:p><w:r><w:t>Police </w:t></w:r><w:ins><w:r><w:t>counted 4</w:t></w:r></w:ins><w:del><w:r><w:delText>9</w:delText></w:r></w:del>"
    )
    runs += "<w:hyperlink><w:r><w:t>0 boats</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>today.</w:t></w:r></w:p>"
    done = comment(word(runs), "counted 40", "boats\ttoday")
    assert list(marked_words(done).values()) == ["counted 40", "boatstoday"]
    assert b"<w:delText>9</w:delText>" in part(done, "word/document.xml")


def test_a_text_box_and_a_note_are_marked_at_the_paragraph_before() -> None:
    box = f"<w:p><w:r><w:t>The quay.</w:t></w:r><w:r><w:txbxContent>{paragraph('In the box.')}</w:txbxContent></w:r></w:p>"
    assert list(marked_words(comment(word(box), "box")).values()) == ["The quay."]
    note = '<w:p><w:r><w:t>40 boats</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    notes = f'<w:footnote w:id="1">{paragraph("As of May.")}</w:footnote>'
    assert list(marked_words(comment(word(note, footnotes=notes), "May")).values()) == ["40 boats"]


def test_comments_that_were_there_stay() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    parts = word_parts('<w:p><w:commentRangeStart w:id="7"/><w:r><w:t>40 boats</w:t></w:r><w:commentRangeEnd w:id="7"/></w:p>')
    parts["word/comments.xml"] = f'<w:comments {space}><w:comment w:id="7"><w:p/></w:comment></w:comments>'
    parts["word/_rels/document.xml.rels"] = str(parts["word/_rels/document.xml.rels"]).replace(
        "</", '<Relationship Id="c" Type="x/comments" Target="comments.xml"/></', 1
    )
    done = comment(zipped(parts), "boats")
    assert marked_words(done) == {"7": "40 boats", "8": "boats"}
    assert part(done, "word/comments.xml").count(b"<w:comment ") == 2


def test_all_else_is_as_it_was() -> None:
    content = word(paragraph("Police arrested 40 people.") + paragraph("The end."))
    done = comment(content, "40")
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(BytesIO(done)) as new:
        assert set(new.namelist()) - set(old.namelist()) == {"word/comments.xml"}
        changed = {path for path in old.namelist() if old.read(path) != new.read(path)}
    assert changed == {"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert b"On &lt;16&gt; &amp; \xef\xbf\xbd" in part(done, "word/comments.xml")


PIECES = [
    "<w:r><w:t>40 </w:t></w:r>",
    "<w:r><w:t xml:space='preserve'> a &amp; b</w:t></w:r>",
    "<w:r><w:rPr><w:i/></w:rPr><w:t>é😀</w:t></w:r>",
]
PIECES += [
    "<w:r><w:t>x</w:t><w:tab/><w:t>y</w:t></w:r>",
    "</w:p><w:p>",
    "<w:ins><w:r><w:t>in</w:t></w:r></w:ins>",
    "<w:del><w:r><w:delText>out</w:delText></w:r></w:del>",
]
PIECES += [
    f"<w:r><w:txbxContent>{paragraph('box 1')}</w:txbxContent></w:r>",
    f"</w:p><w:tbl><w:tr><w:tc>{paragraph('a  b')}</w:tc></w:tr></w:tbl><w:p>",
]


@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(0, 99), st.integers(1, 20)), min_size=1, max_size=4),
)
def test_any_words_of_any_paragraphs(pieces: list[str], places: list[tuple[int, int]]) -> None:
    content = word(f"<w:p>{''.join(pieces)}</w:p>")
    document = document_from_bytes(content, name="s.docx")
    spans = [Span(at % len(document.text), min(at % len(document.text) + size, len(document.text))) for at, size in places if document.text]
    done = commented(content, "s.docx", document.text, [Note(span, ("A note.",)) for span in spans])
    assert document_from_bytes(done, name="s.docx").text == document.text
    for at, words in marked_words(done).items():
        block = document.block_at(spans[int(at)].start)
        wanted = document.text[spans[int(at)].start : spans[int(at)].end]
        if block and spans[int(at)].end <= block.span.end and block.kind == "paragraph" and wanted.strip() and "box" not in block.text:
            assert words == wanted.replace("\t", "")


class TestCommand:
    STORY = word(paragraph("Police arrested 40 people: 25 on Friday and 17 on Saturday."))

    def test_the_story_is_written_with_its_findings(self, tmp_path: Path) -> None:
        (tmp_path / "s.docx").write_bytes(self.STORY)
        assert main(["check", str(tmp_path / "s.docx"), "--format", "docx", "--output", str(tmp_path / "out.docx")]) == 1
        done = (tmp_path / "out.docx").read_bytes()
        assert list(marked_words(done).values()) == ["40"]
        comments = part(done, "word/comments.xml").decode()
        for words in ("the total given is 40", "25 + 17 = 42", "It agrees if “40” were “42”", "total-mismatch (T101), error"):
            assert words in comments

    def test_what_is_needed_is_said(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "s.docx").write_bytes(self.STORY)
        (tmp_path / "s.txt").write_text("The quay is closed.")
        assert main(["check", str(tmp_path / "s.docx"), "--format", "docx"]) == 2
        assert main(["check", str(tmp_path / "s.txt"), "--format", "docx", "--output", str(tmp_path / "out.docx")]) == 2
        said = capsys.readouterr().err
        assert "--output" in said
        assert "name one .docx file" in said

    def test_a_file_that_has_changed_is_not_marked(self) -> None:
        with pytest.raises(CrossfootError, match="has changed"):
            commented(self.STORY, "s.docx", "Another text.", [])
