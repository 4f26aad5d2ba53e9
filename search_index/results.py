"""What an index answers: hits, facets and timelines; frozen, and free of requests and engines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from archive.vocabulary import SegmentKind

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of a segment with the matches marked."""

    segment: SegmentKind
    language: str
    html: str
    """Escaped text with <mark> only."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A speech or a background document found."""

    record_id: int
    """IndexDocument.record_id: the speech's key in the database, or a background document's."""
    public_id: str
    score: float
    """0.0 where the sort is not by relevance and nothing was scored."""
    key: float | int
    """The sort key, for `requests.After`."""
    snippets: tuple[Snippet, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many of the speeches found have a value."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """The counts of a field's values: most frequent first, ties by value, absent ones left out."""

    field: str
    counts: tuple[FacetCount, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits and what is true of all of them."""

    total: int
    """Exact; counts speeches; independent of the page."""
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    generation: str
    """The index generation that answered."""
    more: bool
    """Whether hits follow this page's last."""
    expansion: dict[str, tuple[str, ...]]
    """By language, the index terms that the query's words and topics became."""
    suggestions: tuple["Suggestion", ...] = ()
    """For the first of the query's words that no text holds."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words of the index, in one language, that are spelt like a word of the query without hits."""

    text: str
    """The query's word, as typed."""
    language: str
    words: tuple[str, ...]
    """Forms that texts hold, as near as any: those with the word's first letter first, then the
    most frequent."""


class PointStatus(StrEnum):
    """What the archive knows of a point in time."""

    OBSERVED = "observed"
    """There are speeches in the bucket; the count may be 0."""
    NO_DATA = "no_data"
    """The archive holds no speeches there: counts are None."""
    PARTIAL = "partial"
    """The filters' dates cut the bucket."""


@dataclass(frozen=True, slots=True)
class Point:
    """A series' value in one bucket."""

    bucket: str
    status: PointStatus
    speeches: int | None
    words: int | None
    """Words of the original of the speeches counted."""
    per_1000_speeches: float | None
    """Speeches counted to 1,000 of the denominator; None also where that is 0 or unknown."""
    per_million_words: float | None
    """Speeches counted to a million words of the denominator's originals."""
    interval_95: tuple[float, float] | None
    """Wilson's score interval of per_1000_speeches."""


@dataclass(frozen=True, slots=True)
class Denominators:
    """What the buckets' counts are shares of; None where there is no data."""

    speeches: tuple[int | None, ...]
    words: tuple[int | None, ...]
    """Of the originals."""


@dataclass(frozen=True, slots=True)
class Series:
    """The points of one group; key "" is all speeches found, "others" the remaining groups."""

    key: str
    points: tuple[Point, ...]
    denominators: Denominators | None = None
    """The group's own, where its counts are shares of them."""

    @property
    def total(self) -> int:
        """The sum of the points."""
        return sum(point.speeches or 0 for point in self.points)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Counts over time; the points of all series add up to the total.

    With a multi-valued group (language, topic) a speech counts in each of its groups.
    """

    buckets: tuple[str, ...]
    """Continuous from the first to the last in which the archive has speeches: "2012",
    "2012-10", or a session's label; and "undated" last, where speeches found have no date."""
    denominators: Denominators
    """All speeches of the same assemblies, sessions and dates."""
    series: tuple[Series, ...]
    total: int
    generation: str


@dataclass(frozen=True, slots=True)
class MatchedSegment:
    """A segment that holds a match."""

    record_id: int
    public_id: str
    key: float | int
    """The sort key of its speech."""
    number: int
    """Its number among its speech's segments, from 0."""
    kind: SegmentKind
    language: str
    row: int
    """By which the reader that told of it finds its text."""


@dataclass(frozen=True, slots=True, eq=False)
class MatchPositions:
    """Positions of matches: runs of words, overlapping runs joined to one.

    The arrays have a place each, in the order of public ids, segments and words.
    """

    segments: tuple[MatchedSegment, ...]
    """In the order of public ids and segments; each with a place."""
    of: Ints
    """The place's segment, by its index in `segments`."""
    first: Ints
    """The first word, counted from 0 among those of its segment (words.PRINTED_WORD)."""
    last: Ints

    def __len__(self) -> int:
        return self.of.size


@dataclass(frozen=True, slots=True, eq=False)
class WordForms:
    """Word forms by number, each distinct form once."""

    forms: Sequence[str]
    numbers: Ints
    """By word asked for, the index of its form; -1 where there is no such word."""


@dataclass(frozen=True, slots=True)
class BaseFormCounts:
    """How often base forms stand among words of texts."""

    words: int
    """The parts of a hyphenated word are one each."""
    counts: Mapping[str, int]
    """By base form; a word that may be of several is counted under each."""


@dataclass(frozen=True, slots=True)
class WordCounts:
    """How often base forms stand in the speeches found and in the others, in one language."""

    words: int
    """Words of the speeches found; the parts of a hyphenated word are one each."""
    other_words: int
    speeches: int
    """With a text in the language and scope."""
    other_speeches: int
    counts: Mapping[str, tuple[int, int]]
    """By base form; a form that may be of several is counted under each."""
