"""Mails (EML): the subject as the headline, the plain words or else those of the page, and the day on which it was sent.

What is attached is named below the text and not read.
"""

from __future__ import annotations

import re
from datetime import date
from email import policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from ..document import CrossfootError, Document
from .encoding import decoded_as
from .galley import Galley
from .html import document_from_html
from .text import document_from_text

# "Fwd: RE: Quay closed": what the program put before the subject.
_PREFIXES = re.compile(r"(?:(?:re|fwd?|aw|wg|tr)\s?:\s?){1,10}", re.IGNORECASE)
_MOST_PARTS = 2_000
_LONGEST_LINE = 2_000  # The standard library takes quadratic time for the lines of the head.


def document_from_mail(content: bytes, *, name: str, published: date | None = None) -> Document:
    """The document in a mail."""
    try:
        mail = BytesParser(policy=policy.compat32).parsebytes(content)
        parts = _parts(mail)
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError, MessageError) as trouble:
        raise CrossfootError(f"{name}: the mail is damaged ({trouble}); open it in a mail program and save its text.") from trouble
    galley = Galley()
    galley.apart("headline", _PREFIXES.sub("", _header(mail, "subject"), count=1), ("mail", "subject"))
    body = _body(parts)
    if body is not None:
        _set_body(galley, *body)
    attached = [known for part in parts if (known := _header(part, "filename"))]
    if not galley.blocks:
        raise CrossfootError(f"{name}: the mail holds no text; open it and save what is attached to it.")
    if attached:
        galley.remark(f"Attached and not read: {', '.join(attached)}")
    return galley.document(name, "eml", published or _day(mail))


def _parts(mail: Message) -> list[Message]:
    """The parts that hold something themselves, those of attached mails left out."""
    parts: list[Message] = []
    waiting = [mail]
    while waiting and len(parts) < _MOST_PARTS:
        part = waiting.pop()
        inside = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inside, list):
            waiting += [one for one in reversed(inside) if isinstance(one, Message)]
        else:
            parts.append(part)
    return parts


def _body(parts: list[Message]) -> tuple[str, str] | None:
    """The kind and the words of the part that people read: the plain one, else the page."""
    for kind in ("text/plain", "text/html"):
        for part in parts:
            if part.get_content_type() == kind and not _header(part, "filename"):
                content = part.get_payload(decode=True)
                words = decoded_as(content if isinstance(content, bytes) else b"", part.get_content_charset() or "")
                if words.strip():
                    return kind, words
    return None


def _set_body(galley: Galley, kind: str, words: str) -> None:
    # "-- " on a line of its own begins the signature.
    body = document_from_html(words) if kind == "text/html" else document_from_text(re.split(r"\r?\n-- \r?\n", words, maxsplit=1)[0])
    tables = {table.span: table for table in body.tables}
    for block in body.blocks:
        table = tables.get(block.span) if block.kind == "table" else None
        if table:
            galley.table([[cell.text for cell in row] for row in table.rows])
        else:
            galley.block(block.kind, block.text)


def _header(part: Message, name: str) -> str:
    """A line of the head, or the name of an attachment, in plain letters."""
    try:
        value = part.get_filename() if name == "filename" else part.get(name)
        return " ".join(str(make_header(decode_header(str(value or "")[:_LONGEST_LINE]))).split())
    except (ValueError, LookupError, TypeError, AttributeError, IndexError, MessageError):
        # MessageError: a character set that is no word, "=?\ufffdutf-8?q?...?="
        return ""


def _day(mail: Message) -> date | None:
    """The day on which it was sent, where the sender was."""
    try:
        return parsedate_to_datetime(_header(mail, "date")).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
