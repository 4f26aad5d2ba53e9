"""What is asked of an index: a page of hits, a timeline, counts of words; all frozen."""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from search_index.filters import Bucket, FacetField, Filters, denominator_filters
from search_index.query.tree import Everything, Query


class Sort(StrEnum):
    """The order of hits; ties fall back to the speeches' public ids, so every order is total."""

    RELEVANCE = "relevance"
    DATE = "date"
    DATE_DESCENDING = "-date"
    NUMBER = "number"
    ADDED_DESCENDING = "-added"
    """What the archive learned of last comes first."""


@dataclass(frozen=True, slots=True)
class PreviousHit:
    """The last hit of the page before: where the next page begins."""

    key: float | int
    """The hit's sort key: its score, day (proleptic ordinal) or number."""
    public_id: str


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One page of hits, with the facets of all that was found."""

    query: Query = field(default_factory=Everything)
    filters: Filters = field(default_factory=Filters)
    sort: Sort = Sort.RELEVANCE
    limit: int = 20
    after: PreviousHit | None = None
    facets: tuple[FacetField, ...] = ()
    highlight: bool = True


class ShareOf(StrEnum):
    """What the counts of a timeline's groups are shares of."""

    ALL = "all"
    """All speeches of the same assemblies, sessions and dates."""
    GROUP = "group"
    """Of those, the speeches of the group itself."""


@dataclass(frozen=True, slots=True)
class KnownSession:
    """A session that the archive knows of, whether it holds speeches of it or not."""

    label: str
    order: int
    """IndexDocument.session_order."""
    first: date
    last: date
    """The first and last day on which it can have sat: those of its year where none are known."""


@dataclass(frozen=True, slots=True)
class TimelineRequest:
    """How often a query is true over time."""

    query: Query = field(default_factory=Everything)
    filters: Filters = field(default_factory=Filters)
    bucket: Bucket = Bucket.YEAR
    group_by: FacetField | None = None
    """One series for each of the field's `top` most frequent values and one for all others;
    None: a single series."""
    top: int = 10
    share_of: ShareOf = ShareOf.ALL
    """Means the same as ALL where nothing is grouped."""
    sessions: tuple[KnownSession, ...] = ()
    """Where sessions are the unit: the known ones, so that one without speeches is no data
    between its neighbours; none: only sessions with speeches."""


@dataclass(frozen=True, slots=True)
class WordCountRequest:
    """How often base forms stand in some speeches, and how often in others, in one language.

    Only the texts of the filters' scope and of the language are counted.
    """

    language: str
    query: Query = field(default_factory=Everything)
    filters: Filters = field(default_factory=Filters)
    against: Query = field(default_factory=Everything)
    """Of which the others are: of all in the frame, those that the query and filters find not."""
    bases: frozenset[str] | None = None
    """Count only these base forms; None: all that stand in the speeches found."""

    @property
    def frame(self) -> Filters:
        """The filters of all among which the speeches found are: what the others fulfil."""
        return replace(denominator_filters(self.filters), topics=())
