"""Every quotation mark and bracket has its partner, within the conventions of news copy."""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Outcome, Tape
from ...sources import Case
from .. import Check

check = Check(__name__, code="Q105", severity="warning", stage="preview")


# A story with more lost marks than this has lost them on its way (a scan, a merge of paragraphs), and one note says so.
MOST = 2


@check
def find(case: Case) -> Iterator[Outcome]:
    """A finding for every mark without a partner. The reader has already let pass what needs none: a quotation that runs on, inches,
    'n'."""
    story = case.story
    for mark in story.marks:
        if mark.kind == "reopened-quote":
            yield check.undecided(mark.span, "opened again before it is closed: a mark is lost here, or two paragraphs have run into one")
    lost = [mark for mark in story.marks if mark.kind.startswith("unmatched")]
    if len(lost) > MOST:
        reason = f"{len(lost)} quotation marks and brackets have no partner; the copy may have lost them on its way here"
        yield check.undecided(lost[0].span, reason, related=[mark.span for mark in lost[1:]])
        return
    for mark in lost:
        words = story.words(mark.span)
        what = "bracket" if "bracket" in mark.kind else "quotation mark"
        tape = Tape()
        tape.count([words])
        yield check.finding(mark.span, f"The {what} at {words} has no partner in its paragraph.", tape)
