"""Subtitles and transcripts with times (SRT, VTT): what each speaker says as one paragraph, and the time at which each piece of it is said.

Words come in cues of a line or two. They are joined until another speaker begins, or until a sentence has ended and the paragraph is long
or a pause follows. A speaker whom the file names by a tag stands before the words with a colon, as in any transcript.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ..document import Block, CrossfootError, Document, Origin
from .clean import Clean

# "00:01:23,450 --> 00:01:25,000 align:start"; hours may be missing.
_TIMES = re.compile(
    r"^[ \t]{0,20}(?P<begins>(?:\d{1,3}:)?\d{2}:\d{2})[.,]\d{3}[ \t]{1,20}"
    r"-->[ \t]{1,20}(?P<ends>(?:\d{1,3}:)?\d{2}:\d{2})[.,]\d{3}[^\r\n]*",
    re.MULTILINE,
)
_EMPTY_LINE = re.compile(r"(?>\r\n|[\r\n])[ \t]*(?>\r\n|[\r\n])")
# The number of the next cue, where no empty line stands before it.
_NUMBER = re.compile(r"[\r\n]\d{1,6}[ \t]*[\r\n]*$")
_LINE = re.compile(r"[^\r\n]+")
# "<v Jane Roe>", "<v.loud Jane Roe>": who speaks; "<i>", "<00:01:24.100>", "{\an8}": how and when it is shown; "&amp;".
_MARK = re.compile(r"<v(?:\.[\w.]{1,60})?[ \t]{1,20}(?P<voice>[^<>\r\n]{1,120})>|<[^<>\r\n]{1,120}>|\{\\[^{}\r\n]{1,40}\}|&[a-z]{2,6};")
# ">> ", "- We agree."; "MS. LOPEZ: ", "Jane Roe: ", "Q  Who pays?"
_SIGN = re.compile(r"[ \t]*(?:>{2,3}|(?:&gt;){2,3}|[-–—](?=[ \t]?[\w“\"]))[ \t]*")
_LABEL = re.compile(r"(?:[A-Z][\w.'’-]{0,30} ?){1,5}(?: ?\([^()\r\n]{1,40}\))?:\s|(?:Q[.:]?|A[.:])[ \t]+(?=[A-Z“\"‘])")
_SENTENCE_END = re.compile(r"[.!?…][\"”’'»)\]]{0,3}$")
_LONG = 400
_PAUSE = 3


class _Cue(NamedTuple):
    """One line of words: its place in the file, the time as written, and when it begins and ends, in seconds."""

    start: int
    end: int
    time: str
    begins: int
    ends: int


def document_from_subtitles(text: str, *, name: str = "talk.vtt", published: date | None = None) -> Document:
    """The document in the text of a file of subtitles."""
    talk = _Talk(text)
    for cue in _cues(text):
        talk.take(cue)
    talk.finish()
    if not talk.blocks:
        raise CrossfootError(f"{name}: there are no words between the times of these subtitles; look whether the file is whole.")
    return Document(name, text, "subtitles", published, tuple(talk.blocks), (), tuple(talk.origins))


def _cues(text: str) -> Iterator[_Cue]:
    """The lines of words, in order; a line that the next cue shows again is given once."""
    said = ""
    times = list(_TIMES.finditer(text))
    for at, match in enumerate(times):
        stop = times[at + 1].start() if at + 1 < len(times) else len(text)
        empty = _EMPTY_LINE.search(text, match.end(), stop)
        number = None if empty else _NUMBER.search(text, max(match.end(), stop - 12), stop)
        stop = empty.start() if empty else number.start() if number else stop
        for line in _LINE.finditer(text, match.end(), stop):
            words = line.group().strip()
            if words and words != said:
                said = words
                yield _Cue(line.start(), line.end(), match["begins"], _seconds(match["begins"]), _seconds(match["ends"]))


def _seconds(time: str) -> int:
    total = 0
    for part in time.split(":"):
        total = total * 60 + int(part)
    return total


class _Talk:
    """Gathers lines into paragraphs."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: list[Block] = []
        self.origins: list[Origin] = []
        self._clean = Clean()
        self._length = 0
        self._ended = False
        self._voice = ""
        self._until = 0

    def take(self, cue: _Cue) -> None:
        """The next line."""
        sign = _SIGN.match(self.text, cue.start, cue.end)
        start = sign.end() if sign else cue.start
        marks = list(_MARK.finditer(self.text, start, cue.end))
        voice = next((mark["voice"].strip() for mark in marks if mark["voice"]), "")
        if self._length and (sign or self._turns_to(voice, start, cue)):
            self.finish()
        self.origins.append(Origin(start, (("at", cue.time),)))
        self._clean.gap(start)
        self._words(start, cue.end, marks, named=voice not in ("", self._voice) or (bool(voice) and not self._length))
        self._voice, self._until = voice or self._voice, cue.ends

    def finish(self) -> None:
        """The paragraph is at its end."""
        block = self._clean.block("paragraph", self.text)
        self.blocks += [block] if block else []
        self._length, self._ended = 0, False

    def _turns_to(self, voice: str, start: int, cue: _Cue) -> bool:
        """Whether another speaker begins, or the same one after a pause or a long paragraph."""
        if (voice and voice != self._voice) or _LABEL.match(self.text, start, cue.end):
            return True
        return self._ended and (self._length > _LONG or cue.begins - self._until >= _PAUSE)

    def _words(self, start: int, end: int, marks: list[re.Match[str]], *, named: bool) -> None:
        at = start
        for mark in marks:
            self._clean.words(self.text, at, mark.start())
            at = mark.end()
            if mark["voice"] and named:
                self._clean.words(self.text, *mark.span("voice"))
                self._clean.instead(":", at - 1, at)
                self._clean.gap(at)
            elif mark.group()[0] == "&":
                self._clean.instead(html.unescape(mark.group()), mark.start(), at)
        self._clean.words(self.text, at, end)
        self._length += end - start
        self._ended = bool(_SENTENCE_END.search(self.text[max(start, end - 40) : end].rstrip()))
