"""The cost of a request: what the rate of a client counts. A search costs 1."""

from typing import Final

from search_index.work import QuestionCost

FORMS: Final = 1_000
"""Forms that *, ?, ~ and concepts stand for, which cost 1 where so many were looked up."""

PLACES: Final = 10_000
"""Places in texts, for concordances and collocations, which cost 1."""

LINES: Final = 100
"""Records or lines of an export that cost 1, or a part of so many."""

SECOND: Final = 20
"""The cost of each whole second of a processor: a search takes a fraction of one."""


def work_cost(work: QuestionCost, seconds: float) -> int:
    """Return what a request costs beside the 1 of any."""
    return work.forms // FORMS + work.places // PLACES + int(seconds) * SECOND


def lines_cost(lines: int) -> int:
    """Return what writing so many records or lines costs."""
    return -(-lines // LINES)
