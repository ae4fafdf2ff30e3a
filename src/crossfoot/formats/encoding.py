"""From the bytes of a file to text: the encoding, and a sentence for files that hold no text at all."""

from __future__ import annotations

from ..document import CrossfootError

# The first bytes of files that people do hand in, and what to do with them.
_NOT_TEXT = (
    (b"\xd0\xcf\x11\xe0", "an old Word or Office file, or one under a password; save it as .docx or .xlsx without a password"),
    (b"\x89PNG", "a picture; Crossfoot reads text only"),
    (b"\xff\xd8\xff", "a picture; Crossfoot reads text only"),
    (b"GIF8", "a picture; Crossfoot reads text only"),
    (b"\x1f\x8b", "a compressed file; unpack it first"),
)
_GAPS = b"\x81\x8d\x8f\x90\x9d"
_TOP = 65_536


def decoded(content: bytes, name: str) -> str:
    """The text: UTF-8 or UTF-16 by their marks, UTF-8, else Windows-1252; a byte order mark is no part of it."""
    for start, what in _NOT_TEXT:
        if content.startswith(start):
            raise CrossfootError(f"{name}: this is {what}.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = _utf16(content, "utf-16", name)
    elif b"\x00" in content[:_TOP]:
        text = _utf16(content, _unmarked(content[:_TOP], name), name)
    else:
        text = _eight_bits(content)
    if not text.strip():
        raise CrossfootError(f"{name}: the file is empty; there is nothing to read.")
    return text


def decoded_as(content: bytes, encoding: str) -> str:
    """The text in an encoding that the file itself names; where it names none, or a wrong one, as any other text."""
    try:
        return content.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return _eight_bits(content)


def _eight_bits(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Old newsroom systems write Windows-1252; a file with one of the five bytes that it leaves open is Latin-1.
        return content.decode("cp1252") if not any(map(content.__contains__, _GAPS)) else content.decode("latin-1")


def _unmarked(top: bytes, name: str) -> str:
    """UTF-16 without its mark: in English, every second byte is zero."""
    even, odd = top[::2].count(0), top[1::2].count(0)
    if len(top) < 8 or max(even, odd) * 3 < len(top) // 2 or min(even, odd) * 20 > max(even, odd):
        raise CrossfootError(f"{name}: this is not a text file (it holds zero bytes); save the story as plain text, Markdown or HTML.")
    return "utf-16-le" if odd > even else "utf-16-be"


def _utf16(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as trouble:
        raise CrossfootError(f"{name}: the file begins as UTF-16 text but is broken; save it again as UTF-8.") from trouble
