"""Queries that cannot be understood, as pages show them."""

from dataclasses import dataclass

from api.pages.parts.addresses import SEARCH_PAGE, SearchAddress
from archive.errors import InvalidQuery


@dataclass(frozen=True, slots=True)
class QueryProblem:
    """Why a query cannot be understood, and where it stops making sense."""

    message: str
    before: str | None
    after: str | None
    suggestion: str | None
    """A query that can be asked instead."""
    suggestion_href: str | None


def query_problem(
    address: SearchAddress, error: InvalidQuery, page: str = SEARCH_PAGE
) -> QueryProblem:
    """Return an invalid query as the page shows it."""
    q = address.value(error.parameter) or ""
    at = error.position
    instead = None
    if error.suggestion is not None:
        instead = address.replacing((error.parameter, error.suggestion)).on(page)
    return QueryProblem(
        message=str(error),
        before=None if at is None else q[:at],
        after=None if at is None else q[at:],
        suggestion=error.suggestion,
        suggestion_href=instead,
    )
