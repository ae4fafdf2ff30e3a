"""The words of a PDF, page by page, each with its place on the page. The one room that knows the PDF library.

The library is PDFium, the one inside a well-known browser: it reads broken files as a browser does and runs nothing that is in them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from ctypes import byref, c_double
from typing import Any, NamedTuple

from ..document import CrossfootError
from .clean import raised_digits

MOST_PAGES = 3_000
MOST_CHARACTERS = 12_000_000
# What the library puts for a hyphen at the end of a line that is none inside the word.
SOFT = "\xad"
_SOFT = frozenset((0x02, 0xAD, 0xFFFE))
_HYPHENS = _SOFT | {0x2D, 0x2010, 0x2013, 0x2014}
# Signs of fonts with no letters in them; in running text nearly all are bullets.
_BULLET = "•"


class Word(NamedTuple):
    """A word on a page: its left, bottom, right and top edges in points from the lower left corner, the page turned upright; its size."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float


class Sheet(NamedTuple):
    """One page: its words, in the order in which the file has them, and its height."""

    words: list[Word]
    height: float


def sheets_of(content: bytes, name: str) -> list[Sheet]:
    """The pages of a PDF; a sentence where it is locked, broken, or made of pictures."""
    try:
        import pypdfium2  # type: ignore[import-untyped]
    except ImportError as trouble:
        raise CrossfootError(f"{name}: reading PDF needs `pip install 'crossfoot[documents]'`.") from trouble
    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as trouble:
        if "assword" in str(trouble):
            raise CrossfootError(f"{name}: the PDF is locked with a password; save a copy without one.") from trouble
        raise _damaged(name) from trouble
    try:
        return _sheets(pdf, name)
    finally:
        pdf.close()


def _sheets(pdf: Any, name: str) -> list[Sheet]:
    if len(pdf) > MOST_PAGES:
        raise CrossfootError(f"{name}: the PDF has {len(pdf):,} pages, more than the {MOST_PAGES:,} that are read; split it.")
    if not len(pdf):
        raise _damaged(name)
    sheets: list[Sheet] = []
    left, pictures = MOST_CHARACTERS, 0
    for number in range(len(pdf)):
        sheet, count = _sheet(pdf, number)
        pictures += not sheet.words
        left -= count
        if left < 0:
            raise CrossfootError(f"{name}: the PDF holds more than {MOST_CHARACTERS:,} characters; split it.")
        sheets.append(sheet)
    if pictures == len(sheets):
        raise CrossfootError(f"{name}: the PDF holds pictures of pages and no text; have the text recognised (OCR) and try again.")
    return sheets


def _damaged(name: str) -> CrossfootError:
    return CrossfootError(f"{name}: the PDF is damaged or cut short; open it where it was made and save it again.")


def _sheet(pdf: Any, number: int) -> tuple[Sheet, int]:
    """One page, and how many characters it holds; a page that cannot be read is an empty one."""
    import pypdfium2

    try:
        page = pdf[number]
    except pypdfium2.PdfiumError:
        return Sheet([], 0.0), 0
    try:
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return Sheet([], 0.0), 0
    count = min(text.count_chars(), MOST_CHARACTERS + 1)
    width, height = page.get_mediabox()[2:]
    turned = list(_words(text.raw, count))
    text.close()
    page.close()
    upright = Counter(turn for turn, _ in turned).most_common(1)
    turn = upright[0][0] if upright else 0
    # Stamps and margin notes that run another way than the page are left out.
    words = [_upright(word, turn, width, height) for other, word in turned if other == turn]
    return Sheet(words, width if turn % 2 else height), count


def _upright(word: Word, turn: int, width: float, height: float) -> Word:
    """The word as it stands when the page is turned so that it can be read."""
    text, left, bottom, right, top, size = word
    match turn:
        case 1:
            return Word(text, bottom, width - right, top, width - left, size)
        case 2:
            return Word(text, width - right, height - top, width - left, height - bottom, size)
        case 3:
            return Word(text, height - top, left, height - bottom, right, size)
        case _:
            return word


def _words(raw: Any, count: int) -> Iterator[tuple[int, Word]]:
    """Each word with the quarter turns it is written at."""
    from pypdfium2.raw import FPDFText_GetFontSize, FPDFText_GetUnicode  # type: ignore[import-untyped]

    letters: list[str] = []
    first = 0
    for at in range(count):
        code = FPDFText_GetUnicode(raw, at)
        if code in _SOFT:
            letters.append(SOFT)
        elif code <= 32 or code in (0xA0, 0x2028, 0x2029) or 0xD800 <= code <= 0xDFFF:
            if letters:
                yield _word(raw, "".join(letters), first, at - 1)
                letters = []
            continue
        else:
            letter = chr(code)
            if letters and "0" <= letter <= "9" and FPDFText_GetFontSize(raw, at) < 0.8 * FPDFText_GetFontSize(raw, first):
                # "sales¹": the number of a note, set small; it is no part of a figure before it.
                letter = raised_digits(letter)
            letters.append(_BULLET if 0xF000 <= code <= 0xF0FF else letter)
        if len(letters) == 1:
            first = at
        elif code in _HYPHENS and at + 1 < count and _box(raw, at + 1)[2] < _box(raw, first)[2]:
            # "agree-" / "ment": the library takes the two halves for one word.
            yield _word(raw, "".join(letters), first, at)
            letters = []
    if letters:
        yield _word(raw, "".join(letters), first, count - 1)


def _word(raw: Any, text: str, first: int, last: int) -> tuple[int, Word]:
    from pypdfium2.raw import FPDFText_GetCharAngle

    # A hyphen that the library made up has no box of its own.
    box, end = _box(raw, first), _box(raw, last - 1 if text[-1] == SOFT and last > first else last)
    turn = round(FPDFText_GetCharAngle(raw, first) / (math.pi / 2)) % 4
    edges = (min(box[0], end[0]), min(box[1], end[1]), max(box[2], end[2]), max(box[3], end[3]))
    return turn, Word(text, *edges, _size(raw, first) or edges[3] - edges[1])


def _size(raw: Any, at: int) -> float:
    """The size in which a letter is set: that of its font, as far as the text around it is not drawn larger or smaller."""
    from pypdfium2.raw import FS_MATRIX, FPDFText_GetFontSize, FPDFText_GetMatrix

    drawn = FS_MATRIX()
    if not FPDFText_GetMatrix(raw, at, byref(drawn)):
        return 0.0
    return float(FPDFText_GetFontSize(raw, at) * math.hypot(drawn.c, drawn.d))


def _box(raw: Any, at: int) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of a character, as tall as its font is; as its ink is where the font does not say."""
    from pypdfium2.raw import FS_RECTF, FPDFText_GetCharBox, FPDFText_GetLooseCharBox

    loose = FS_RECTF()
    if FPDFText_GetLooseCharBox(raw, at, byref(loose)) and loose.top > loose.bottom:
        return loose.left, loose.bottom, loose.right, loose.top
    edges = [c_double() for _ in range(4)]
    FPDFText_GetCharBox(raw, at, *map(byref, edges))
    left, right, bottom, top = (edge.value for edge in edges)
    return left, bottom, right, max(top, bottom + 1.0)
