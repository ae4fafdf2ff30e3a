"""The words of one Markdown paragraph without their markup, each with its place in the paragraph's source.

The parser says what the words are, in order, but not where they stand. They are found again by walking forward through the source beside
it: every piece either stands there as it is, or is markup whose length is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from .clean import Clean


class Token(Protocol):
    """What the parser gives."""

    type: str
    content: str
    markup: str


class Walk:
    """Walks through the source of a paragraph. `given` gives the place in the file for a place in the source."""

    def __init__(self, source: str, text: str, given: Sequence[int], clean: Clean) -> None:
        self._source = source
        self._text = text
        self._given = given
        self._clean = clean
        self._at = 0

    def take(self, tokens: Sequence[Token]) -> None:
        """Gathers the words of the tokens."""
        for token in tokens:
            match token.type:
                case "text":
                    self._words(token.content)
                case "text_special":
                    self._special(token)
                case "softbreak" | "hardbreak":
                    self._line_end(token.type == "hardbreak")
                case "code_inline":
                    self._code(token)
                case "html_inline":
                    self._tag(token.content)
                case "link_open":
                    self._skip("<" if token.markup == "autolink" else "[")
                case "link_close":
                    self._skip(">" if token.markup == "autolink" else "]")
                    if token.markup != "autolink":
                        self._target()
                case "image":
                    self._image()
                case _:
                    self._skip(token.markup)

    def _skip(self, markup: str) -> None:
        found = self._source.find(markup, self._at)
        if found >= 0:
            self._at = found + len(markup)

    def _place(self, at: int) -> int:
        return self._given[min(at, len(self._given) - 1)]

    def _words(self, words: str) -> None:
        found = self._source.find(words, self._at) if words else -1
        if found < 0:
            # An address that the parser has rewritten: its words, all at the place where it begins.
            if words.strip():
                self._clean.instead(words, self._place(self._at), self._place(self._at) + 1)
            return
        self._stretch(found, found + len(words))
        self._at = found + len(words)

    def _stretch(self, start: int, end: int) -> None:
        """Words that stand in the source as they are. They stand together in the file too, but for a "\\" that the parser has dropped."""
        while start < end:
            first, last = self._place(start), end - 1
            if self._place(last) - first != last - start:
                last = start
                while last + 1 < end and self._place(last + 1) == self._place(last) + 1:
                    last += 1
            self._clean.words(self._text, first, self._place(last) + 1)
            start = last + 1

    def _special(self, token: Token) -> None:
        """An escape ("\\*") or an entity ("&amp;")."""
        found = self._source.find(token.markup, self._at)
        if found < 0:
            return
        last = found + len(token.markup) - 1
        if token.markup.startswith("\\"):
            self._stretch(last, last + 1)
        else:
            self._clean.instead(token.content, self._place(found), self._place(last) + 1)
        self._at = last + 1

    def _line_end(self, hard: bool) -> None:
        found = self._source.find("\n", self._at)
        if found < 0:
            return
        self._clean.line_end(self._place(found)) if hard else self._clean.gap(self._place(found))
        self._at = found + 1

    def _code(self, token: Token) -> None:
        """Words between backticks, taken as words."""
        self._skip(token.markup)
        end = self._source.find(token.markup, self._at)
        for line in self._source[self._at : max(end, self._at)].splitlines(keepends=True):
            self._stretch(self._at, self._at + len(line.rstrip("\n")))
            if line.endswith("\n"):
                self._clean.gap(self._place(self._at + len(line) - 1))
            self._at += len(line)
        self._skip(token.markup)

    def _tag(self, tag: str) -> None:
        found = self._source.find(tag, self._at)
        if tag.lower().startswith("<br"):
            self._clean.line_end(self._place(max(found, self._at)))
        self._skip(tag)

    def _target(self) -> None:
        """After a link's words: "(address)", "[reference]", or nothing."""
        if self._source.startswith("(", self._at):
            self._at = self._closing("(", ")")
        elif self._source.startswith("[", self._at):
            self._skip("]")

    def _image(self) -> None:
        """A picture and its description are no part of the story."""
        self._skip("!")
        self._at = self._closing("[", "]")
        self._target()

    def _closing(self, opening: str, closing: str) -> int:
        """After the sign that closes the one at this place; signs inside may be paired or escaped."""
        depth, at = 0, self._at
        while at < len(self._source):
            sign = self._source[at]
            if sign == "\\":
                at += 1
            elif sign == opening:
                depth += 1
            elif sign == closing:
                depth -= 1
                if depth == 0:
                    return at + 1
            at += 1
        return self._at
