"""Comparisons: two or more queries on one timeline, each with the searches behind its points."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from archive.errors import InvalidQuery
from archive.topics import Lexicon, label_of
from search_index.engine import IndexReader
from search_index.query.query_text import query_text
from search_index.query.tree import Everything, FieldIs, Query
from search_index.statistics.comparison import compare
from search_index.topics.tagger import Tagger
from services.criteria import Criteria, TimelineQuestion
from services.interpretation import interpret
from services.resolve import ResolvedQuery, resolve
from services.timelines.point_searches import PointSearches, conjoined
from services.timelines.timeline import NamedSeries, TimelineAnswer, named_series, timeline_request


def compare_queries(
    question: TimelineQuestion, reader: IndexReader, session: Session, tagger: Tagger
) -> TimelineAnswer:
    """Return a series for each of the question's queries to compare. Raises InvalidQuery.

    What else the question asks, its own query too, holds for all of them.
    """
    common = resolve(question.asked, tagger)
    compared = {text: _compared(question.asked, text, tagger) for text in question.compared}
    request = timeline_request(question, Everything(), session)
    queries = {text: each.meant.query for text, each in compared.items()}
    counted = compare(reader, queries, request)
    series = (
        _described(
            named_series(each, PointSearches(of.asked, question.bucket, None, ("",)), {}),
            of,
            tagger,
        )
        for each, of in zip(counted.series, compared.values(), strict=True)
    )
    return TimelineAnswer(
        query=interpret(question.asked, common, tagger.lexicon),
        bucket=question.bucket,
        group_by=None,
        buckets=counted.buckets,
        denominators=counted.denominators,
        series=tuple(series),
        total=counted.total,
        generation=counted.generation,
        compared=question.compared,
    )


def query_label(typed: Query, text: str, lexicon: Lexicon) -> str:
    """Return the name of a query: its topic's or concept's where it is nothing else."""
    if isinstance(typed, FieldIs) and typed.field == "topic":
        return label_of(lexicon.topic(typed.value))
    if isinstance(typed, FieldIs) and typed.field == "concept":
        return label_of(lexicon.concept(typed.value))
    return text


@dataclass(frozen=True, slots=True)
class _Compared:
    """One of the queries together with what is asked of all."""

    typed: Query
    asked: Criteria
    meant: ResolvedQuery


def _compared(common: Criteria, text: str, tagger: Tagger) -> _Compared:
    """Return a query with the common question. Raises InvalidQuery, which names the parameter."""
    try:
        alone = replace(common, q=text)
        meant = resolve(alone, tagger)
        if not common.q.strip():
            return _Compared(alone.query, alone, meant)
        return _together(common, alone, meant, tagger)
    except InvalidQuery as error:
        if error.parameter == "q":
            error.parameter = "compare"
        raise


def _together(common: Criteria, alone: Criteria, meant: ResolvedQuery, tagger: Tagger) -> _Compared:
    """Return a query that is compared, and the query of all, as one."""
    asked = conjoined(common, alone.query)
    both = conjoined(replace(common, q=query_text(resolve(common, tagger).query)), meant.query)
    try:
        together = resolve(asked, tagger)
        if query_text(together.query) != query_text(both.query):
            # Words of the one and of the other would be read as a term of a concept.
            asked = replace(both, expand=None)
            together = resolve(asked, tagger)
    except InvalidQuery as error:
        # It is no query that anybody typed.
        raise InvalidQuery(str(error), parameter="compare") from error
    return _Compared(alone.query, asked, together)


def _described(series: NamedSeries, of: _Compared, tagger: Tagger) -> NamedSeries:
    label = query_label(of.typed, series.key, tagger.lexicon)
    return replace(series, label=label, query=interpret(of.asked, of.meant, tagger.lexicon))
