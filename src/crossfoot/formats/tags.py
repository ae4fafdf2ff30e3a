"""HTML cut into tags and words, with the place of each. Takes any text in one pass, however broken its tags are.

The parser of the standard library is not used: until lately it took quadratic time on broken tags, and its places are lines and columns.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# "<p", "</p": what follows is looked for apart.
_NAME = re.compile(r"<(?P<slash>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]{0,40})")
# ' class="a > b">': the first ">" that stands in no quoted value.
_REST = re.compile(r"""[^>"']*+(?:"[^"]*+"[^>"']*+|'[^']*+'[^>"']*+)*+>""")
_LONGEST_TAG = 20_000
_ATTRIBUTE = re.compile(r"([a-zA-Z_:][\w:.-]{0,60})(?:\s{0,20}=\s{0,20}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
# &amp; &#8217; &#x2019; and, as old copy has it, &nbsp without its semicolon.
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
# What stands in these is not the story, and not HTML either.
_RAW = ("script", "style", "textarea", "title", "noscript", "template", "xmp")


@dataclass(frozen=True, slots=True)
class Tag:
    """An opening or closing tag; names and attribute names in small letters."""

    start: int
    end: int
    name: str
    closing: bool = False
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Words:
    """Words between tags. `instead` is set for an entity: what it stands for."""

    start: int
    end: int
    instead: str | None = None


def pieces_of(text: str, start: int = 0, end: int | None = None) -> Iterator[Tag | Words]:
    """Tags and words, in order; comments, declarations and the contents of scripts are left out."""
    at, stop = start, len(text) if end is None else end
    closing = start
    while at < stop:
        sign = text.find("<", at, stop)
        if sign < 0:
            yield from _words(text, at, stop)
            return
        yield from _words(text, at, sign)
        if closing <= sign:
            # Looked for once, not once for every "<" before it.
            closing = text.find(">", sign, stop)
            closing = closing if closing >= 0 else stop + _LONGEST_TAG
        if text.startswith(("<!", "<?"), sign):
            at = _declaration_end(text, sign, stop)
        elif closing - sign < _LONGEST_TAG and (tag := _tag_at(text, sign, stop)):
            yield tag
            at = tag.end
            if tag.name in _RAW and not tag.closing:
                at = _raw_end(text, tag.name, at, stop)
        else:
            # "fewer than <40" in careless HTML: a sign, not a tag.
            yield Words(sign, sign + 1)
            at = sign + 1


def _words(text: str, start: int, end: int) -> Iterator[Words]:
    at = start
    for entity in _ENTITY.finditer(text, start, end):
        instead = html.unescape(entity.group())
        if instead == entity.group():
            continue
        if at < entity.start():
            yield Words(at, entity.start())
        yield Words(entity.start(), entity.end(), instead)
        at = entity.end()
    if at < end:
        yield Words(at, end)


def _declaration_end(text: str, start: int, stop: int) -> int:
    """After "<!-- ... -->", "<!DOCTYPE html>" or "<?xml ... ?>"; the end of the text for a comment that is never closed."""
    sign = "-->" if text.startswith("<!--", start) else "]]>" if text.startswith("<![CDATA[", start) else ">"
    end = text.find(sign, start + 2, stop)
    return stop if end < 0 else end + len(sign)


def _raw_end(text: str, name: str, start: int, stop: int) -> int:
    closing = re.compile(rf"</{name}\b", re.IGNORECASE).search(text, start, stop)
    return closing.start() if closing else stop


def _tag_at(text: str, start: int, stop: int) -> Tag | None:
    """The tag that begins here; where a quotation mark is missing in it, it ends at the next ">"."""
    name = _NAME.match(text, start, stop)
    if not name:
        return None
    rest = _REST.match(text, name.end(), min(stop, name.end() + _LONGEST_TAG))
    end = rest.end() if rest else text.find(">", name.end(), min(stop, name.end() + _LONGEST_TAG)) + 1
    if not end:
        return None
    attributes: dict[str, str] = {}
    if not name["slash"]:
        for key, *values in _ATTRIBUTE.findall(text, name.end(), end - 1):
            attributes.setdefault(key.lower(), html.unescape(next(filter(None, values), "")))
    return Tag(start, end, name["name"].lower(), bool(name["slash"]), attributes)
