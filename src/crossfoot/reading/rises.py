"""By how much, to what, and how much that is in percent, with no word of where it began: "sales rose $40 million to $440 million, an
increase of 12 percent", "£214.6m, £11.3m more than this year, a rise of 5.6 per cent".

The base is the level less the amount. Left alone are a percentage of something else ("or 12 percent of revenue"), a rate ("a year"), and
sentences that tell the base, which belong to the reader of changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ..ledger import Direction, Relation
from .changes import told_moves
from .outline import Outline, at_a_glance, pattern
from .shapes import AFTER, Shapes, matched, spanned
from .vocabulary import words

_TO, _BY, _SHARE = r"(?P<to><amount>)", r"(?P<amount><amount>)", r"(?P<percent><percent>)"
# ", or 12 percent", ", an increase of 12 percent", " (12 percent)", " - a 12 percent rise"
_LINK = rf"(?:,?<dash>|, | [(]|,? (?=or ))(?:(?:<joining>|<noun>) ){{0,5}}?{_SHARE}"

_SHAPES = {
    # rose (by) $40 million to $440 million, an increase of 12 percent
    "by, to, share": rf"\b(?P<way><verb>)(?:(?: <word>){{1,5}}? by| by)?(?: <light>){{0,3}} {_BY}<time>,? to {_TO}{AFTER}{_LINK}",
    # rose (by) $40 million, or 12 percent, to $440 million; fell 12 (5 percent) to 228
    "by, share, to": rf"\b(?P<way><verb>)(?: by)?(?: <light>){{0,3}} {_BY}{_LINK}[)]?,? to {_TO}",
    # rose 12 percent, or $40 million, to $440 million
    "share, by, to": rf"\b(?P<way><verb>)(?: by)?(?: <light>){{0,3}} {_SHARE}(?:,? or |,? [(]){_BY}[)]?,? to {_TO}",
    # $440 million, up $40 million, or 12 percent; 440, up 40 (12 percent) on last year
    "to, way, by, share": rf"{_TO}{AFTER},? [(]?(?P<way>up|down)(?: by)?(?: <light>){{0,2}} {_BY}{_LINK}",
    # £214.6m, £11.3m more than this year, an increase of 5.6 per cent
    "to, by, than, share": rf"""
        {_TO}{AFTER},? {_BY} (?:<word> ){{0,2}}?(?P<way><than>) than(?: <word>| <moment>){{1,7}}?
        (?:,|<dash>) ?(?:(?:<joining>|<noun>) ){{1,5}}?{_SHARE}""",
    # £214.6m, £11.3m (5.6 per cent) more than this year
    "to, by, share, than": rf"{_TO}{AFTER},? {_BY}(?:,? or |,? [(]){_SHARE}[),]? (?P<way><than>) than",
    # 440, an increase of 40, or 12 percent
    "to, noun, by, share": rf"{_TO}{AFTER},? (?:an?|the) (?:<word> )?(?P<way><noun>) of {_BY}{_LINK}",
}
# "or 12 percent of revenue", "12 percent a year"
_OF_ANOTHER = re.compile(r"[)]?,? (?:of|a year|annually|per year|each|in real)\b")


@cache
def _shapes() -> Shapes:
    lists = told_moves()
    return tuple(
        (name, pattern(shape, **{known: lists[known] for known in ("verb", "noun", "than", "light", "joining")}))
        for name, shape in _SHAPES.items()
    )


def rises(outlines: Sequence[Outline], tied: Sequence[Relation]) -> Iterator[Relation]:
    """Every level with the step to it and that step in percent; percentages that `tied` holds already are left out."""
    known = {id(relation.role("percent")) for relation in tied if relation.role("percent")}

    def build(outline: Outline, match: re.Match[str], name: str) -> Relation | None:
        new, step, share = (outline.entry(match, group) for group in ("to", "amount", "percent"))
        if not (new and step and share) or id(share) in known or share.quantity.unit != "%":
            return None
        level, moved = new.quantity.value, step.quantity.value
        if level is None or moved is None or level <= moved:
            return None  # "9,125 pairs on the five islands, down by 1,775"
        if (new.kind, new.quantity.unit) != (step.kind, step.quantity.unit) or _OF_ANOTHER.match(outline.text, match.end()):
            return None
        roles = (("to", new), ("amount", step), ("percent", share))
        return Relation(spanned([new, step, share]), "rise", roles, note=_way(match["way"]), quoted=outline.inside_quotation(share.span))

    return matched(outlines, _shapes(), build, signs=3, once="percent", having=_having())


def _way(word: str) -> Direction:
    known = words("changes")["down"]
    falling = {"down", *known["verbs"], *known["nouns"], *known["than"]}
    return "down" if word.lower() in falling else "up"


@cache
def _having() -> re.Pattern[str]:
    lists = told_moves()
    return at_a_glance([*lists["verb"], *lists["noun"], *lists["than"], "up", "down"])
