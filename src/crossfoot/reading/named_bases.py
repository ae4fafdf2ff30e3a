"""Which figures count what a share names as its base: "5 percent of its workforce" and "employs 1,500 people", "of the confirmed cases".

A base that is told in the same words, or people whom a firm employs, is sure, wherever it stands; one of a like word ("444 infected" of
"those infected") only tells apart the numbers before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ..ledger import Figure, Phrase
from .counted import singular
from .further_up import own_noun
from .needed import Pattern
from .outline import Outline, any_of, pattern
from .paragraphs import Story
from .vocabulary import words

_STEM = 5  # letters by which "evacuees" and "evacuated" are one word
# Of the confirmed cases, 131; of those, 131
_LEAD = r"(?:^|<stop>)[\"“]?(?:of|among) (?P<lead>(?:<word> ){0,5}?<word>),"


def base_named(story: Story, near: Sequence[Figure], share: Figure, part: Figure) -> Figure | None:
    """The one number near by that counts what the share is of, in the same words."""
    of_it = [figure for figure in near if counts_base(story, figure, share) and not _is_some(story, figure)]
    numbers = {(figure.quantity.digits, figure.quantity.scale) for figure in of_it}
    if len(numbers) != 1 or of_it[0].quantity.value is None or part.quantity.value is None:
        return None
    # "500 employees ... 5 percent of its workforce": what goes is no base, and the base is no smaller than a part of it.
    if of_it[0].quantity.value <= part.quantity.value or (of_it[0].by and part.by and of_it[0].by is not part.by):
        return None
    # "Rival Bolto has 900 workers" is not of the firm before.
    return of_it[0] if not is_of_staff(share) or _names(story, of_it[0]) <= _names(story, share) else None


def counts_base(story: Story, figure: Figure, share: Figure) -> bool:
    """Whether a figure counts what a share is of: the same words, or people whom a firm employs."""
    if figure.direction or figure.counted is None or share.counted is None or not 0 <= figure.counted.span.start - figure.span.end < 3:
        return False
    staff, head = words("shares")["staff"], figure.counted.key
    kept, named = (_qualities(story, one) for one in (figure.counted, share.counted))
    lead = story.text[max(0, figure.span.start - 40) : figure.span.start]
    if is_of_staff(share) and named <= frozenset(staff["all"]):
        employed = head in staff["people"] and _employing().search(lead) is not None
        return not kept - frozenset(staff["all"]) and (head in staff["counted"] or employed)
    # "52 percent of the vote ... Jones got 500 votes": a bare noun is of anybody, but "A total of 960 votes were cast".
    return share.counted.key == head and kept == named and bool(kept or is_in_all(story, figure))


def is_of_staff(share: Figure) -> bool:
    """ "8 percent of its workforce"."""
    return share.counted is not None and share.counted.key in words("shares")["staff"]["whole"]


def names_all(story: Story, share: Figure) -> bool:
    """Not "30 percent of its workforce in Leeds", "of the voters who replied"."""
    return share.counted is not None and not _narrower().match(story.text[share.counted.span.end : share.counted.span.end + 20])


def words_for_base(outline: Outline, match: re.Match[str]) -> tuple[str, ...]:
    """The words that name the base, in the singular: "confirmed", "case" of "Of the confirmed cases, 131"; none for "the total"."""
    said = match["noun"] if match["noun"] else None
    if not said:
        lead = _lead().match(outline.text, max(0, outline.bounds(match.start())[0] - 1))
        said = lead["lead"] if lead and lead.end() <= match.start() else None
    if not said:
        return ()
    known = words("shares")["unnamed"]
    kept = [singular(word) for word in said.lower().rstrip(".").split() if word not in known["determiner"]]
    return () if not kept or any(word in known["again"] for word in (kept[0], kept[-1])) else tuple(kept)


def is_called(story: Story, figure: Figure, noun: Sequence[str]) -> bool:
    """Whether a number counts what the share names: "444 infected" of "those infected", "6,420 people evacuated" of "the evacuees"."""
    stems = {word[:_STEM] for word in noun if len(word) >= _STEM - 1}
    said = own_noun(figure) or ""
    after = story.text[figure.span.end : figure.span.end + 40].partition(".")[0].partition(",")[0].lower().split()[:4]
    return any(word[:_STEM] in stems for word in (said, *after) if word)


def says_total(match: re.Match[str]) -> bool:
    """ "Or 36 percent of the total"."""
    return bool(match["noun"]) and match["noun"].lower().rstrip(".").split()[-1] in words("shares")["unnamed"]["total"]


def is_in_all(story: Story, figure: Figure) -> bool:
    """ "A total of 26,438 ballots"."""
    return _in_all().search(story.text[max(0, figure.span.start - 40) : figure.span.start]) is not None


def is_of_another_time(story: Story, outline: Outline, match: re.Match[str]) -> bool:
    """ "Half of the 2023 total", "of last year's total": the number before may be of now; not "half of the month's fall"."""
    named = outline.moments_between(*match.span("noun")) if match["noun"] else ()
    return any(one.year_stated or story.text[one.span.start : one.span.end].lower().startswith(("last ", "previous ")) for one in named)


def is_of_then(story: Story, figure: Figure) -> bool:
    """ "Compared with 24m the year before": the level of another time."""
    return _then().match(story.text[figure.span.end : figure.span.end + 60]) is not None


def _names(story: Story, figure: Figure) -> set[str]:
    """The names in the sentence of a figure."""
    sentence = story.sentence_of(figure.span.start)
    named = re.findall(r"[A-Z][^\W\d_]+", story.text[sentence.start : sentence.end])
    return {word for word in named if word.lower() not in words("shares")["staff"]["opening"]}


def _is_some(story: Story, figure: Figure) -> bool:
    """ "another 400 employees", "400 of its"."""
    return bool(_some().search(story.text[max(0, figure.span.start - 40) : figure.span.start]))


def _qualities(story: Story, counted: Phrase) -> frozenset[str]:
    """ "valid" of "valid votes": the words that tell which."""
    return frozenset(story.text[counted.span.start : counted.span.end].lower().split()[:-1])


@cache
def _lead() -> Pattern:
    return pattern(_LEAD)


@cache
def _then() -> re.Pattern[str]:
    return re.compile(rf"(?: [\w-]+){{0,3}}? {any_of(words('shares')['then']['words'])}\b", re.IGNORECASE)


@cache
def _employing() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('shares')['staff']['employing'])} (?:[\w-]+ ){{0,3}}$", re.IGNORECASE)


@cache
def _narrower() -> re.Pattern[str]:
    return re.compile(rf" {any_of(words('shares')['of_it']['narrower'])}\b", re.IGNORECASE)


@cache
def _in_all() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('shares')['of_it']['in_all'])} $", re.IGNORECASE)


@cache
def _some() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('shares')['of_it']['some'])} (?:\w+ )?$", re.IGNORECASE)
