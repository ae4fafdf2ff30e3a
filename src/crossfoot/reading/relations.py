"""What the story itself ties together: changes, shares, conversions, ages. Each kind has a reader of its own; this one asks them all."""

from __future__ import annotations

from ..ledger import Figure, Moment, Party, Relation
from .anniversaries import anniversaries
from .apart import apart
from .averages import averages
from .bases import bases
from .between import between
from .births import births
from .capita import capita
from .changes import changes
from .compared import compared
from .concluded import conclusions
from .conversions import conversions
from .directed import directed
from .distances import distances
from .doubtful import doubtful
from .earlier_ages import earlier_ages
from .exchange import exchanges
from .further_up import FurtherUp
from .gaps import gaps
from .headed import headed
from .headlines import headlines
from .leads import leads
from .lengths import lengths
from .listings import listings
from .margins import comparisons, margins
from .moves import moves
from .orders import orders
from .outline import Outline, timelines
from .pairs import pairs
from .paragraphs import Story
from .periods import periods
from .portions import portions
from .products import products
from .quotes import Quotation
from .quotients import quotients
from .ranked import ranked
from .rates import rates
from .remainders import remainders
from .repeats import repeats
from .rises import rises
from .shares import shares
from .since import since
from .splits import splits
from .stepped import stepped
from .superlatives import superlatives
from .what_is_left import what_is_left


def relations(
    story: Story,
    drawn: tuple[Outline, ...],
    figures: tuple[Figure, ...],
    moments: tuple[Moment, ...] = (),
    parties: tuple[Party, ...] = (),
    quotations: tuple[Quotation, ...] = (),
    named: tuple[Relation, ...] = (),
) -> tuple[Relation, ...]:
    """Every relation, in the order of the story, with those by name (`named`); `drawn` is the story in outline."""
    dated = timelines(story, moments, quotations)
    changed = tuple(changes(story, drawn))
    risen = tuple(rises(drawn, changed))
    shared = tuple(one for one in shares(story, drawn) if not _is_told(one, risen))
    moved = (*changed, *risen, *since(story, drawn), *moves(drawn, changed))
    long = tuple(lengths(dated, figures))
    far = tuple(distances(story, figures, moments, quotations, long))
    aged = tuple(births(story, drawn, dated, parties))
    rests = (*remainders(drawn), *splits(drawn))
    further_up = FurtherUp(story, figures)
    moved = (*moved, *stepped(story, drawn, further_up, moved))
    margin = (*apart(drawn, further_up), *margins(drawn))
    concluded = tuple(conclusions(story, drawn, (*moved, *margin)))
    margin = (*margin, *gaps(story, drawn, further_up, (*moved, *margin, *concluded)))
    rated = (*rates(drawn), *periods(story, drawn))
    divided = tuple(quotients(drawn, further_up, rated))
    told = tuple(portions(drawn, (*shared, *moved)))
    based = tuple(bases(story, drawn, further_up, figures, (*shared, *told, *moved)))
    found = [
        *named,
        *moved,
        *directed(drawn, (*moved, *margin)),
        *concluded,
        *compared(story, drawn, further_up, (*moved, *concluded)),
        *rests,
        *what_is_left(story, drawn, further_up, (*rests, *margin)),
        *margin,
        *comparisons(drawn),
        *leads(drawn, figures, story.text),
        *shared,
        *told,
        *based,
        *conversions(story, drawn),
        *long,
        *far,
        *between(story, figures, moments, quotations, (*long, *far)),
        *orders(dated),
        *anniversaries(dated),
        *pairs(dated),
        *aged,
        *earlier_ages(story, drawn, dated, figures, moments, parties, aged),
        *exchanges(drawn),
        *superlatives(story, figures, quotations),
        *ranked(drawn),
        *listings(story, figures, quotations),
        *headlines(story, figures),
        *headed(story, figures, (*moved, *concluded, *shared, *told, *based)),
        *rated,
        *divided,
        *products(story, drawn, further_up, (*rated, *divided)),
        *doubtful(drawn),
        *averages(drawn),
        *capita(story, drawn, further_up),
        *repeats(story, figures, quotations),
    ]
    return tuple(sorted(found, key=lambda relation: relation.span))


def _is_told(share: Relation, risen: tuple[Relation, ...]) -> bool:
    """ "£214.6m, £11.3m (5.6 per cent) more than this year" is no share."""
    return any(one.role("percent") is share.role("percent") for one in risen)
