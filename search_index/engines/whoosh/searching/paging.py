"""Pages: the next hits of an order, without sorting all that was found."""

from bisect import bisect_right

import numpy as np

from search_index.engines.whoosh.searching.evaluation import QueryEvaluation
from search_index.engines.whoosh.storage.arrays import Array, Ints
from search_index.engines.whoosh.storage.open_index import OpenIndex
from search_index.requests import SearchRequest, Sort
from search_index.sort_keys import UNDATED_LAST, UNNUMBERED_LAST, is_descending


def sort_keys(library: OpenIndex, sort: Sort, evaluation: QueryEvaluation) -> Array:
    """Return all speeches' keys in an order, as `ordering.sort_key` has them."""
    match sort:
        case Sort.RELEVANCE:
            return evaluation.scores()
        case Sort.DATE:
            return np.where(library.first_days < 0, UNDATED_LAST, library.first_days)
        case Sort.DATE_DESCENDING:
            return np.maximum(library.first_days, 0)
        case Sort.NUMBER:
            return library.columns.numbers("number", UNNUMBERED_LAST)
        case Sort.ADDED_DESCENDING:
            return np.abs(library.columns.numbers("record_id", 0))


def page(library: OpenIndex, request: SearchRequest, keys: Array, rows: Ints) -> tuple[Ints, bool]:
    """Return those of the rows that the request's page shows, in order, and whether more follow."""
    sort, limit, after = request.sort, request.limit, request.after
    places = -keys[rows] if is_descending(sort) else keys[rows]
    ranks = library.id_ranks[rows]
    if after is not None:
        place = -after.key if is_descending(sort) else after.key
        rank = bisect_right(library.by_id, after.public_id, key=library.columns.public_id)
        beyond = (places > place) | ((places == place) & (ranks >= rank))
        rows, places, ranks = rows[beyond], places[beyond], ranks[beyond]
    more = rows.size > limit
    if more:
        chosen = _smallest(places, ranks, limit)
        rows, places, ranks = rows[chosen], places[chosen], ranks[chosen]
    return rows[np.lexsort((ranks, places))], more


def _smallest(places: Array, ranks: Ints, limit: int) -> Ints:
    """Return the indices of the first `limit`, in any order."""
    last = np.partition(places, limit - 1)[limit - 1]
    before = np.flatnonzero(places < last)
    ties = np.flatnonzero(places == last)
    wanted = limit - before.size
    if ties.size > wanted:
        ties = ties[np.argpartition(ranks[ties], wanted - 1)[:wanted]]
    return np.concatenate([before, ties])
