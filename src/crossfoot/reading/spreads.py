"""Whether a sentence spreads out what the sentence before counted: "The company cuts 214 jobs. The cuts fall on crews (121), ticket offices
(58) and engineering (35)."

Its subject takes up the thing counted, or what is done to it, and its verb says that all of it is divided. "The orders went to Boeing"
after 214 planes speaks of something else, and "fall mainly on", or "among other places" at the end, of some of it only.
"""

from __future__ import annotations

import re
from functools import cache

from ..ledger import Figure
from .phrases import any_of
from .vocabulary import words

BEFORE = 60  # characters before the whole that tell what is done to it
_ALIKE = 4  # letters: "close" and "closures"


def spreading(lead: str, rest: str, before: str, whole: Figure) -> tuple[str, bool] | None:
    """The verb with which `lead`, the words before the first part, divides the whole, and whether it divides all of it for sure;
    `None` where it does not, or some of it only. `before` are the words around the whole, `rest` those after the last part."""
    opened = _opening().match(lead)
    if not opened or _partly().search(lead[opened.end() :]) or _partly().search(rest):
        return None
    if opened["what"] and not _is_taken_up(opened["what"].split()[-1], before, whole):
        return None
    verb = opened["verb"].lower()
    return verb, verb in words("tallies")["spread"]["words"]


def _is_taken_up(noun: str, before: str, whole: Figure) -> bool:
    if whole.kind == "money" and noun.lower() in words("tallies")["spread"]["money"]:
        return True
    return any(word[:_ALIKE] == noun.lower()[:_ALIKE] for word in re.findall(r"[^\W\d_]{3,}", before.lower()))


@cache
def _opening() -> re.Pattern[str]:
    known = words("tallies")["spread"]
    taken_up = r"(?:They|These|Those|All of them)|(?:The|Those|These|Its|Their) (?P<what>(?:[\w’'-]+ ){1,3}?)"
    return re.compile(
        rf"[“\"]?(?:{taken_up})\s?(?:(?:{'|'.join(known['helping'])}) )*(?P<verb>{any_of([*known['words'], *known['loosely']]).pattern})",
        re.IGNORECASE,
    )


@cache
def _partly() -> re.Pattern[str]:
    return any_of(words("tallies")["spread"]["partly"])
