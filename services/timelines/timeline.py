"""Counts over time, with a search behind every point that finds exactly those speeches."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from archive.queries.speakers import name_and_assembly
from search_index.engine import IndexReader
from search_index.filters import FacetField
from search_index.query.tree import Query
from search_index.requests import SearchRequest, ShareOf, TimelineRequest
from search_index.results import Denominators, Point, Series
from search_index.statistics.timelines import ALL, OTHERS
from search_index.topics.tagger import Tagger
from services.criteria import Criteria, TimelineQuestion, narrowed
from services.interpretation import Interpretation, interpret
from services.labels import value_labels
from services.resolve import ResolvedQuery, resolve
from services.timelines.known_sessions import known_sessions
from services.timelines.point_searches import PointSearches
from services.timelines.topic_documents import DatedDocument, topic_documents


@dataclass(frozen=True, slots=True)
class LinkedPoint:
    """A point and the search that finds the speeches which it counts."""

    point: Point
    search: str | None
    """A path with parameters; None where no search can say it."""


@dataclass(frozen=True, slots=True)
class NamedSeries:
    """A series with its name."""

    key: str
    label: str
    points: tuple[LinkedPoint, ...]
    denominators: Denominators | None = None
    """The group's own, where shares are of them."""
    query: Interpretation | None = None
    """The series' own, where queries are compared."""

    @property
    def total(self) -> int:
        """The sum of the points."""
        return sum(linked.point.speeches or 0 for linked in self.points)


@dataclass(frozen=True, slots=True)
class TimelineAnswer:
    """Counts over time."""

    query: Interpretation
    bucket: str
    group_by: str | None
    buckets: tuple[str, ...]
    denominators: Denominators
    series: tuple[NamedSeries, ...]
    total: int
    """Of all speeches found, each once."""
    generation: str
    share_of: ShareOf = ShareOf.ALL
    compared: tuple[str, ...] = ()
    """The queries of the series, where some are compared."""
    documents: tuple[DatedDocument, ...] = ()
    """Of a topic: background documents beside the timeline, which counts none of them."""


def count_over_time(
    question: TimelineQuestion, reader: IndexReader, session: Session, tagger: Tagger
) -> TimelineAnswer:
    """Return the counts. Raises InvalidQuery."""
    meant = resolve(question.asked, tagger)
    counted = reader.timeline(timeline_request(question, meant.query, session))
    keys = tuple(series.key for series in counted.series)
    searches = PointSearches(question.asked, question.bucket, question.group_by, keys)
    named = value_labels(question.group_by or "", keys, session, tagger.lexicon)
    return TimelineAnswer(
        query=_echo(question.asked, meant, reader, tagger),
        bucket=question.bucket,
        group_by=question.group_by,
        buckets=counted.buckets,
        denominators=counted.denominators,
        series=tuple(named_series(series, searches, named) for series in counted.series),
        total=counted.total,
        generation=counted.generation,
        share_of=question.share_of,
    )


def timeline_request(question: TimelineQuestion, query: Query, session: Session) -> TimelineRequest:
    """Return what is asked of the index."""
    return TimelineRequest(
        query=query,
        filters=question.asked.filters,
        bucket=question.bucket,
        group_by=question.group_by,
        top=question.top,
        share_of=question.share_of,
        sessions=known_sessions(session, question.bucket, question.asked.filters),
    )


def named_series(series: Series, searches: PointSearches, named: Mapping[str, str]) -> NamedSeries:
    """Return a series under its name, with the search behind each point."""
    paths = searches.paths(series.key, [point.bucket for point in series.points])
    return NamedSeries(
        key=series.key,
        label=named.get(series.key) or _LABELS.get(series.key, series.key),
        points=tuple(map(LinkedPoint, series.points, paths)),
        denominators=series.denominators,
    )


def speaker_timeline(
    speaker: str,
    question: TimelineQuestion,
    reader: IndexReader,
    session: Session,
    tagger: Tagger,
) -> TimelineAnswer:
    """Return the counts of a speaker's speeches as shares of the assembly's. Raises NotFound."""
    name, assembly = name_and_assembly(session, speaker)
    asked = narrowed(question.asked, speakers=(speaker,), assemblies=(assembly,))
    answer = count_over_time(replace(question, asked=asked), reader, session, tagger)
    series = tuple(replace(of, key=speaker, label=name) for of in answer.series)
    return replace(answer, group_by=FacetField.SPEAKER, series=series)


def topic_timeline(
    topic: str,
    question: TimelineQuestion,
    reader: IndexReader,
    session: Session,
    tagger: Tagger,
) -> TimelineAnswer:
    """Return the counts of the speeches on a topic, and its documents. Raises NotFound."""
    asked = narrowed(question.asked, topics=(tagger.lexicon.topic(topic).id,))
    answer = count_over_time(replace(question, asked=asked), reader, session, tagger)
    beside = topic_documents(topic, question, reader, session, tagger)
    return replace(answer, documents=beside)


def _echo(
    asked: Criteria, meant: ResolvedQuery, reader: IndexReader, tagger: Tagger
) -> Interpretation:
    """Return the echo, with the terms searched for where concepts took the place of words."""
    told = interpret(asked, meant, tagger.lexicon)
    if asked.expand is None:
        return told
    request = SearchRequest(meant.query, asked.filters, limit=1, highlight=False)
    return replace(told, expansion=reader.search(request).expansion)


_LABELS = {ALL: "All speeches found", OTHERS: "Others"}
