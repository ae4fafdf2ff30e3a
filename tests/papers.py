"""Files of every kind, made while the tests run: a Word file from paragraphs of XML, a PDF from words and their places."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name if name != "draw" else "drawing"}:1.0"'
    for name in ("office", "text", "table", "style", "draw")
)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zipped file of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in parts.items():
            archive.writestr(path, content)
    return out.getvalue()


def paragraph(words: str, style: str = "", properties: str = "") -> str:
    """A paragraph of a Word file with words in one run."""
    inside = (f'<w:pStyle w:val="{style}"/>' if style else "") + properties
    return f'<w:p><w:pPr>{inside}</w:pPr><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def word_parts(body: str, *, footnotes: str = "", pages: int | None = None, styles: str = "") -> dict[str, str | bytes]:
    """The parts of a Word file with this body."""
    named = [("Heading1", "heading 1"), ("Titel", "Title"), ("Untertitel", "Subtitle"), ("Listenpunkt", "List Bullet"), ("TOC1", "toc 1")]
    known = "".join(f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>' for key, name in named)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Override PartName="/word/document.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": _relations(("officeDocument", "word/document.xml"), ("extended-properties", "docProps/app.xml")),
        "word/_rels/document.xml.rels": _relations(("styles", "styles.xml"), ("footnotes", "footnotes.xml")),
        "word/document.xml": f'<?xml version="1.0"?><w:document xmlns:w="{_W}" {_MORE}><w:body>{body}<w:sectPr/></w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{_W}">{known}{styles}</w:styles>',
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{_W}">{footnotes}</w:footnotes>',
    }
    if pages is not None:
        parts["docProps/app.xml"] = f'<Properties xmlns="{_PROPERTIES}"><Pages>{pages}</Pages></Properties>'
    return parts


def word(body: str, *, footnotes: str = "", pages: int | None = None, styles: str = "") -> bytes:
    """A Word file with this body."""
    return zipped(word_parts(body, footnotes=footnotes, pages=pages, styles=styles))


def _relations(*pairs: tuple[str, str]) -> str:
    inside = "".join(f'<Relationship Id="r{at}" Type="{_R}/{kind}" Target="{target}"/>' for at, (kind, target) in enumerate(pairs))
    return f'<Relationships xmlns="{_RELATIONS}">{inside}</Relationships>'


def excel(*sheets: tuple[str, str], strings: Iterable[str] = (), formats: Iterable[str] = ()) -> bytes:
    """An Excel file: sheets by name with the XML of their rows, shared strings, and number formats, of which style 1 is the first."""
    listed = "".join(f'<sheet name="{name}" sheetId="{at}" r:id="r{at}"/>' for at, (name, _) in enumerate(sheets))
    codes = list(formats)
    own = "".join(f'<numFmt numFmtId="{200 + at}" formatCode="{code}"/>' for at, code in enumerate(codes))
    styles = "".join(f'<xf numFmtId="{200 + at}"/>' for at in range(len(codes)))
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_S}" xmlns:r="{_R}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            *((f"worksheet{at}", f"worksheets/sheet{at}.xml") for at in range(len(sheets))),
            ("sharedStrings", "sharedStrings.xml"),
            ("styles", "styles.xml"),
        ),
        "xl/sharedStrings.xml": f'<sst xmlns="{_S}">' + "".join(f"<si><t>{one}</t></si>" for one in strings) + "</sst>",
        "xl/styles.xml": f'<styleSheet xmlns="{_S}"><numFmts>{own}</numFmts><cellXfs><xf numFmtId="0"/>{styles}</cellXfs></styleSheet>',
    }
    for at, (_, rows) in enumerate(sheets):
        parts[f"xl/worksheets/sheet{at}.xml"] = f'<worksheet xmlns="{_S}"><sheetData>{rows}</sheetData></worksheet>'
    return zipped(parts)


def open_document(body: str, *, styles: str = "", kind: str = "text", manifest: str = "") -> bytes:
    """An OpenDocument file with this body."""
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
            "content.xml": f"<office:document-content {_ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>",
        }
    )


class Pdf:
    """A PDF in the making: words set at places in points from the lower left corner."""

    def __init__(self) -> None:
        self._pages: list[list[str]] = []

    def page(self) -> Pdf:
        """A new page."""
        self._pages.append([])
        return self

    def put(self, x: float, y: float, words: str, size: float = 10) -> Pdf:
        """A line of words."""
        shown = words.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)").decode("latin-1")
        self._pages[-1].append(f"BT /F1 {size} Tf {x} {y} Td ({shown}) Tj ET")
        return self

    def lines(self, x: float, y: float, *lines: str, size: float = 10, leading: float = 12) -> Pdf:
        """Lines below one another."""
        for number, line in enumerate(lines):
            self.put(x, y - number * leading, line, size)
        return self

    def content(self, extra: str = "") -> bytes:
        """The bytes of the file; `extra` goes into its trailer."""
        count = len(self._pages)
        kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(count))
        objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        ]
        for at, drawn in enumerate(self._pages):
            page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {5 + 2 * at} 0 R"
            stream = "\n".join(drawn)
            objects += [f"{page} /Resources << /Font << /F1 3 0 R >> >> >>", f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream"]
        return pdf_of(objects, extra)


def pdf_of(objects: list[str], extra: str = "") -> bytes:
    """A PDF of these objects, the first of which is its catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {extra} >>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode("latin-1")
