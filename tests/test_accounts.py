"""The ledger's view of accounts that stand against each other: a view, and never an alarm."""

from __future__ import annotations

import crossfoot
from crossfoot.reports.ledger import as_text

STORY = """Harbour Aid accused the Dover Port Authority of neglect on Monday.

"They left the pier to rot," said Harbour Aid director Lena Holt. "One family told us that the steps gave way," she said.

Port Authority spokesman Paul Hill said the pier was safe. The Authority declined to comment on the steps.

Tenants sued Dunmore Motors over the noise.
"""


def _view(story: str) -> str:
    page = as_text(crossfoot.read(story))
    return page.partition("OPPOSED ACCOUNTS\n")[2].partition("\n\n")[0].rstrip()


def test_each_side_is_shown_with_what_it_says_and_whether_it_answers() -> None:
    assert _view(STORY) == (
        "  Harbour Aid (with Lena Holt): heard at 1:1, 3:1, 3:67; through it family\n"
        "      accuses Dover Port Authority at 1:13\n"
        "  Dover Port Authority (with Paul Hill): heard at 5:1\n"
        "      accused by Harbour Aid at 1:13\n"
        "      does not answer at 5:60: the steps\n"
        "  Dunmore Motors: not heard\n"
        "      accused by someone unnamed at 7:9\n"
        "      no reply, and no note that one was sought"
    )


def test_nothing_is_shown_where_nobody_is_accused() -> None:
    assert "OPPOSED ACCOUNTS" not in as_text(crossfoot.read("Paul Hill said the pier was safe. Lena Holt said it was not."))
