"""What a request asks, read and checked: frozen, and free of HTTP."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Final

from archive.queries.speaker_list import SpeakerCriteria
from archive.vocabulary import RecordKind
from search_index.filters import Bucket, FacetField, Filters, TextScope
from search_index.query.parser import parse
from search_index.query.tree import Query
from search_index.requests import ShareOf, Sort

Pair = tuple[str, str]
"""A parameter's name and one of its values."""


class Expansion(StrEnum):
    """What the words of a query are widened to."""

    CONCEPTS = "concepts"
    """Words that are a term of a concept ask for the concept, in every language."""


@dataclass(frozen=True, slots=True)
class Criteria:
    """A query with its filters: which speeches are meant."""

    q: str = ""
    filters: Filters = field(default_factory=Filters)
    expand: Expansion | None = None

    @property
    def query(self) -> Query:
        """The tree of the query as typed, before it is expanded. Raises InvalidQuery."""
        return parse(self.q)

    @property
    def says_words(self) -> bool:
        """Whether speeches can answer better or worse, so that relevance means something."""
        return bool(self.q.strip() or self.filters.topics or self.filters.concepts)

    def pairs(self) -> tuple[Pair, ...]:
        """Return the parameters that ask the same."""
        words = (("q", self.q),) if self.q else ()
        expand = (("expand", self.expand.value),) if self.expand else ()
        return (*words, *expand, *filter_pairs(self.filters))


@dataclass(frozen=True, slots=True)
class SearchQuestion:
    """A page of a search."""

    asked: Criteria = field(default_factory=Criteria)
    sort: Sort | None = None
    """None: by relevance where the query says words, else the latest first."""
    limit: int = 20
    cursor: str | None = None
    facets: tuple[FacetField, ...] = ()
    facet_limit: int = 100
    """Values of a facet that are answered; the most frequent ones."""
    highlight: bool = True
    evidence: bool = False
    """Whether hits carry the terms of the topics and concepts asked for."""

    @property
    def order(self) -> Sort:
        """The order of the hits."""
        if self.sort is not None:
            return self.sort
        return Sort.RELEVANCE if self.asked.says_words else Sort.DATE_DESCENDING

    @property
    def fingerprint(self) -> str:
        """What a walk through the hits depends on; a page's size may change on the way."""
        return fingerprint("search", *self.asked.pairs(), ("sort", self.order.value))

    def pairs(self) -> tuple[Pair, ...]:
        """Return the parameters that ask for the first page of the same."""
        return (*self.asked.pairs(), *self.page_pairs())

    def page_pairs(self) -> Iterator[Pair]:
        """Yield the parameters of a first page that are not as by default."""
        usual = SearchQuestion()
        if self.sort is not None:
            yield "sort", self.sort.value
        if self.limit != usual.limit:
            yield "limit", str(self.limit)
        for facet in self.facets:
            yield "facet", facet.value
        if self.facet_limit != usual.facet_limit:
            yield "facet_limit", str(self.facet_limit)
        if not self.highlight:
            yield "highlight", "false"
        if self.evidence:
            yield "evidence", "true"


@dataclass(frozen=True, slots=True)
class TimelineQuestion:
    """Counts over time."""

    asked: Criteria = field(default_factory=Criteria)
    bucket: Bucket = Bucket.YEAR
    group_by: FacetField | None = None
    top: int = 10
    """Series of their own; the remaining groups are one series together."""
    share_of: ShareOf = ShareOf.ALL
    compared: tuple[str, ...] = ()
    """Queries that are a series each, in the place of groups."""


@dataclass(frozen=True, slots=True)
class SpeakersQuestion:
    """A page of speakers."""

    asked: SpeakerCriteria = field(default_factory=SpeakerCriteria)
    limit: int = 20
    cursor: str | None = None

    @property
    def fingerprint(self) -> str:
        """What a walk through the list depends on; a page's size may change on the way."""
        asked = self.asked
        return fingerprint(
            "speakers",
            ("q", asked.name),
            ("assembly", asked.assembly),
            ("letter", asked.letter),
            ("collation", asked.collation),
        )


@dataclass(frozen=True, slots=True)
class SessionsQuestion:
    """A page of sessions."""

    assembly: str | None = None
    limit: int = 20
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class CoverageQuestion:
    """What is held and what is lacking."""

    assembly: str | None = None


@dataclass(frozen=True, slots=True)
class CoverageListQuestion:
    """A page of the records behind a count of coverage."""

    limit: int = 20
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class RunsQuestion:
    """A page of import runs."""

    source: str | None = None
    limit: int = 20
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class TopicSpeakersQuestion:
    """A page of those who spoke on a topic."""

    asked: Criteria = field(default_factory=Criteria)
    limit: int = 20
    cursor: str | None = None


FILTER_PARAMETERS: Final = {
    "kind": "kind",
    "languages": "language",
    "text": "text",
    "speakers": "speaker",
    "party_groups": "party_group",
    "role_kinds": "role_kind",
    "countries": "country",
    "speech_types": "speech_type",
    "assemblies": "assembly",
    "sessions": "session",
    "topics": "topic",
    "concepts": "concept",
    "date_from": "from",
    "date_to": "to",
    "added_from": "added_from",
    "changed_from": "changed_from",
    "undated": "undated",
    "outside": "outside",
}
"""Fields of `Filters` and the parameters that set them."""


def filter_pairs(filters: Filters) -> tuple[Pair, ...]:
    """Return the parameters that set these filters; what is as by default is left out."""
    return tuple(_filter_pairs(filters))


def fingerprint(name: str, *parameters: tuple[str, str | None]) -> str:
    """Return 16 hexadecimal digits that name a question: the same in every process.

    It is made of the question's name and of its parameters as an address has them, without those
    that are None. So it stays the same whatever the software calls its own classes and fields.
    """
    given = [(parameter, value) for parameter, value in parameters if value is not None]
    return sha256(json.dumps([name, *given]).encode()).hexdigest()[:16]


def narrowed(asked: Criteria, **changes: object) -> Criteria:
    """Return the question with some of its filters replaced."""
    return replace(asked, filters=replace(asked.filters, **changes))  # type: ignore[arg-type]


def _filter_pairs(filters: Filters) -> Iterator[Pair]:
    for of in fields(filters):
        value = getattr(filters, of.name)
        values = value if isinstance(value, tuple) else (value,)
        if value is None or value is TextScope.ANY or value is RecordKind.SPEECH:
            continue
        for single in values:
            yield FILTER_PARAMETERS[of.name], _written(single)


def _written(value: object) -> str:
    """Return a value as a parameter has it; moments are UTC."""
    return f"{value.isoformat()}Z" if isinstance(value, datetime) else str(value)
