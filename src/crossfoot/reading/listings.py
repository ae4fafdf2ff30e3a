"""An announced number of things and the list that follows it: "four priorities: housing, transport and policing".

Only a closed list is read: one that follows a colon or a dash in the same sentence and ends with "and", or one set out in lines below a
sentence that announces it ("Here are the five changes:"). Items that may themselves be pairs
("crime and punishment"), appositions ("Ann Lee, a nurse, and Bo Park, a driver") and groups ("the Okafors") make the number of items
unsure, and then `unclear` says why. Nothing is counted here; the roles hold what was announced and the items.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..document import Span
from ..ledger import Figure, Phrase, Relation
from .paragraphs import Paragraph, Story
from .phrases import any_of
from .places import usual_name
from .quotes import Quotation
from .vocabulary import words

_FEWEST, _MOST = 2, 12
_FEW_WORDS = 6
# "priorities for the year: ", "suspects - ": the announced noun, a few words, and the mark that opens the list.
_OPENER = re.compile(r"^(?P<noun>[^:;.!?–—()\"“”]{2,60}?)\s*(?:(?P<mark>:)|(?P<dash>\s[–—]\s|\s--?\s))\s*")
# "lines, Northern, Harbour and Airport,"; "men, Tom Ash, 32, and Ed Lee, 19,"; "shops, in Hexley, Orrin and Thrale."
_NAME = r"(?:the )?[A-Z][\w'’-]*(?:[ ](?:(?:of|the|de|la|le|du|von|van|der|on|upon) ){0,2}[A-Z][\w'’-]*){0,4}(?:, \d\d)?"
_APPOSED = re.compile(
    rf" (?P<noun>[^:;,.!?()–—\"“”\d]{{2,50}}),? (?:(?P<where>in|at|near|from|on) )?"
    rf"(?P<names>{_NAME}(?:, {_NAME}){{0,11}},? and {_NAME})(?=,|[.;:)]|\s[–—]|$)"
)
_AGE = re.compile(r", \d\d\b")
_LONGEST = 400
_FEW_NAMES = 3
# Not "the Bluestem Arena", which is a name.
_ARTICLE = re.compile(r"(?:an?|the(?! [A-Z])|his|her|their|its|both|all)\s")


def listings(story: Story, figures: tuple[Figure, ...], quoted: tuple[Quotation, ...]) -> tuple[Relation, ...]:
    """Every announced number of things that a closed list follows in the same sentence."""
    ends = [*(figure.span.start for figure in figures[1:]), len(story.text)]
    found = (_listing(story, figure, end, quoted) or _named(story, figure, quoted) for figure, end in zip(figures, ends, strict=False))
    return (*(relation for relation in found if relation), *_set_out(story, figures, quoted))


@cache
def _group(name: str) -> re.Pattern[str]:
    return any_of(word for entry in words("listings")[name] for word in entry["words"])


@cache
def _wide() -> frozenset[str]:
    """Countries and states, which stand behind a town."""
    return frozenset(line.split(" | ")[0] for group in ("states", "countries") for line in words("places")[group].strip().splitlines())


@cache
def _people() -> frozenset[str]:
    return frozenset(word for entry in words("listings")["people"] for word in entry["words"])


@cache
def _never() -> frozenset[str]:
    return frozenset(word for entry in words("listings")["never"] for word in entry["words"])


def _announces(text: str, figure: Figure, *, named: bool = False) -> bool:
    """A plain number from two to twelve that counts things, and is not "one of the three" or "at least three"; `named` if names follow it,
    which may be those of children."""
    quantity = figure.quantity
    if quantity.kind != "count" or figure.hedge or quantity.value is None or not _FEWEST <= quantity.value <= _MOST:
        return False
    if figure.counted is None or figure.counted.span.start < figure.span.end:
        return False
    if figure.counted.key in _never() and not (named and figure.counted.key in _people()):
        return False
    if text[figure.span.end : figure.span.end + 1] == "-":
        # "a five-speed gearbox"
        return False
    before = text[max(0, figure.span.start - 20) : figure.span.start]
    return not re.search(rf"{_group('other').pattern}\W*$", before, re.IGNORECASE)


def _listing(story: Story, figure: Figure, next_figure: int, quoted: tuple[Quotation, ...]) -> Relation | None:
    """The listing that an announced number opens; none when another figure stands before the colon or in the list."""
    if not _announces(story.text, figure):
        return None
    sentence = story.sentence_of(figure.span.start)
    opened = _OPENER.match(story.text[figure.span.end : sentence.end])
    if not opened or _group("other").search(opened.group("noun")) or re.search(r"\d|,", opened.group("noun")):
        return None
    start = figure.span.end + opened.end()
    listed = _closed_list(story.text[start : sentence.end])
    if not listed or next_figure < start + len(listed):
        return None
    fewest, most = (tuple(_phrases(listed, start, ands_divide=divide)) for divide in (False, True))
    span = Span(figure.span.start, start + len(listed))
    return Relation(
        span=span,
        kind="listing",
        roles=(("announced", figure), ("items", fewest), ("items_at_most", most)),
        unclear=_unclear(listed, fewest, figure),
        quoted=any(quotation.inner.holds(span) for quotation in quoted),
    )


def _named(story: Story, figure: Figure, quoted: tuple[Quotation, ...]) -> Relation | None:
    """ "Three lines, Northern, Harbour and Airport, and 41 stops": names behind the number without a colon, closed by a comma or a stop."""
    if not _announces(story.text, figure, named=True):
        return None
    sentence = story.sentence_of(figure.span.start)
    opened = _APPOSED.match(story.text, figure.span.end, min(sentence.end, figure.span.end + _LONGEST))
    if (
        not opened
        or not figure.counted
        or figure.counted.span.end != opened.end("noun")
        or _leads_in(story.text[sentence.start : figure.span.start])
    ):
        return None
    start, listed = opened.start("names"), _AGE.sub(lambda age: " " * len(age.group()), opened["names"])
    fewest, most = (tuple(_phrases(listed, start, ands_divide=divide)) for divide in (False, True))
    if not len(fewest) <= (figure.quantity.value or 0) <= len(most) and _may_be_others(story, figure, fewest):
        return None
    span = Span(figure.span.start, opened.end("names"))
    return Relation(
        span=span,
        kind="listing",
        roles=(("announced", figure), ("items", fewest), ("items_at_most", most)),
        unclear="a name may say where the one before is" if _of_two_kinds(story, fewest) else None,
        note="named",
        quoted=any(quotation.inner.holds(span) for quotation in quoted),
    )


def _leads_in(before: str) -> bool:
    """ "After four rounds, Smith, Jones and Brown were level"."""
    return bool(_group("leading").match(before)) and before.count(" ") <= _FEW_WORDS


def _may_be_others(story: Story, figure: Figure, names: tuple[Phrase, ...]) -> bool:
    """ "The three Baltic states, Poland and Finland": the number is itself an item, unless it counts people or is one off."""
    assert figure.counted
    own = story.text[figure.span.end : figure.counted.span.end]
    few = len(names) < _FEW_NAMES and figure.counted.key not in _people()
    return few or abs(len(names) - int(figure.quantity.value or 0)) != 1 or bool(re.search("[A-Z]", own))


def _of_two_kinds(story: Story, names: tuple[Phrase, ...]) -> bool:
    """ "Two plants, in Dunmore, Ohio, and Fairlane"."""
    wide = [usual_name(story.text[name.span.start : name.span.end].removeprefix("the ")) in _wide() for name in names]
    return 0 < sum(wide) < len(wide)


def _set_out(story: Story, figures: tuple[Figure, ...], quoted: tuple[Quotation, ...]) -> Iterator[Relation]:
    """ "Here are the five changes that matter most.", and the list in lines that follows at once."""
    blocks = [block for block in story.document.blocks if block.kind != "table"]
    lists = [
        at for at, paragraph in enumerate(story.paragraphs) if at and paragraph.kind == "list" and story.paragraphs[at - 1].kind != "list"
    ]
    for first in lists:
        before = story.paragraphs[first - 1]
        last = next((at for at in range(first, len(story.paragraphs)) if story.paragraphs[at].kind != "list"), len(story.paragraphs))
        items = [at for at in range(first, last) if _marked(story.document.text, blocks[at].span.start) == ""]
        announced = _announced(story, before, figures) if before.kind == "paragraph" and before.sentences else None
        if announced and len(items) > 1 and _marked(story.document.text, blocks[first].span.start) == "":
            phrases = tuple(_opening(story.paragraphs[at]) for at in items)
            span = Span(announced.span.start, phrases[-1].span.end)
            roles = (("announced", announced), ("items", phrases), ("items_at_most", phrases))
            yield Relation(span, "listing", roles, quoted=any(quotation.inner.holds(announced.span) for quotation in quoted))


def _announced(story: Story, before: Paragraph, figures: tuple[Figure, ...]) -> Figure | None:
    """The one number that the last sentence before a list announces."""
    sentence = before.sentences[-1]
    said = story.text[sentence.start : sentence.end].rstrip()
    if not (said.endswith(":") or _group("here").match(said)) or _group("other").search(said):
        return None
    inside = [figure for figure in figures if sentence.holds(figure.span)]
    if len(inside) != 1 or not _announces(story.text, inside[0]):
        return None
    # "Four sites - each with staff for trials in the following fields:": the list is of the fields.
    between = story.text[inside[0].span.end : sentence.end].rstrip(" :.")
    return inside[0] if between.count(" ") <= _FEW_WORDS and not re.search(r"\s[-–—]+\s|;", between) else None


def _marked(text: str, at: int) -> str | None:
    """What stands before the mark of a list in its line: "" for an entry of the outermost list; `None` where there is no mark."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    mark = re.match(r"(\s*)(?:[-*+•–]|\d{1,2}[.)])\s", line)
    return mark.group(1) if mark else None


def _opening(paragraph: Paragraph) -> Phrase:
    """The first words of an entry."""
    words_said = re.match(r"[^.:;,]{1,40}", paragraph.text)
    end = words_said.end() if words_said else min(40, len(paragraph.text))
    return Phrase(Span(paragraph.start, paragraph.start + end), paragraph.text[:end].lower())


def _closed_list(body: str) -> str | None:
    """The words of a list that is closed by "and" and runs to the end of its sentence."""
    stop = re.search(r"[.!?:()\"“”]|\s[–—]\s|\s--?\s|$", body)
    listed = body[: stop.start()].rstrip() if stop else body
    if stop and stop.group() not in (".", "!", "?", ""):
        return None
    return listed if re.search(r"\band\b[^,;]*$", listed) and not re.search(r"\d", listed) else None


def _phrases(listed: str, start: int, *, ands_divide: bool) -> Iterator[Phrase]:
    """The items of a list, read so that they are as few, or as many, as the words allow.

    Commas (or semicolons) divide, and the last "and" does; whether an earlier "and", or one in an item after ", and", divides or joins
    ("crime and punishment") cannot be told."""
    kept = _group("inseparable").sub(lambda match: match.group().replace(" ", "_"), listed)
    breaks = _breaks(kept, ands_divide=ands_divide)
    at = 0
    for begin, end in [*breaks, (len(kept), len(kept))]:
        if item := listed[at:begin].rstrip():
            yield Phrase(Span(start + at, start + at + len(item)), item.lower())
        at = end


def _breaks(listed: str, *, ands_divide: bool) -> list[tuple[int, int]]:
    mark = ";" if ";" in listed else ","
    breaks = [match.span() for match in re.finditer(rf"\s*{mark}\s*(?:and\s+)?", listed)]
    ands = [match.span() for match in re.finditer(r"\s+and\s+", listed) if not any(a <= match.start() < b for a, b in breaks)]
    if ands_divide:
        return sorted(breaks + ands)
    last_mark = breaks[-1] if breaks else (0, 0)
    # "housing, transport and policing": without ", and" the last "and" divides the last two items.
    closed = bool(re.search(r"\band\s+$", listed[last_mark[0] : last_mark[1]]))
    return sorted(breaks + ([] if closed else [span for span in ands[-1:] if span[0] >= last_mark[1]]))


def _unclear(listed: str, items: tuple[Phrase, ...], figure: Figure) -> str | None:
    """Why the items cannot be counted: clauses, appositions, items that may be pairs, a group as an item."""
    if any(len(item.key.split()) > 6 for item in items) or _group("clause").search(listed):
        return "the items are long, and may hold more than one thing each"
    if any(_ARTICLE.match(listed[item.span.start - items[0].span.start :]) for item in items) and listed.count(",") > 1:
        return "some of the items may describe the one before"
    if _group("several").search(listed):
        return "an item may stand for several"
    proper = [word.removeprefix("the ")[:1].isupper() for word in re.split(r"\s*(?:[,;]|\band\b)\s*", listed) if word]
    return "the items are of more than one kind" if 0 < sum(proper) < len(proper) else None
