"""A page of a search: what the index found, with what the archive knows of each speech."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from archive.queries.archive_version import ArchiveVersion
from archive.topics import Lexicon
from search_index.engine import IndexReader
from search_index.query.tree import Query
from search_index.requests import PreviousHit, SearchRequest
from search_index.results import Facet, Hit, Results, Snippet
from search_index.topics.tagger import Tagger
from services.criteria import SearchQuestion
from services.cursors import Cursor, read_cursor, write_cursor
from services.evidence import TermCount, term_counts
from services.hit_records import find_records
from services.interpretation import Interpretation, interpret
from services.labels import value_labels
from services.records import FoundRecord
from services.resolve import resolve
from services.walks import interpretation_version, walk_generation


@dataclass(frozen=True, slots=True)
class SearchHit(FoundRecord):
    """A hit."""

    score: float
    snippets: tuple[Snippet, ...]
    evidence: tuple[TermCount, ...] | None = None
    """The terms that it was found by; None where they were not asked for."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """How many of the speeches found have a value."""

    value: str
    label: str | None
    """A name, where the value is an id of ours: a speaker's, a topic's."""
    count: int


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of hits and what is true of all of them."""

    query: Interpretation
    sort: str
    total: int
    hits: tuple[SearchHit, ...]
    facets: Mapping[str, tuple[FacetValue, ...]]
    facets_omitted: Mapping[str, int]
    """By facet, how many values beyond `facet_limit` are not shown; 0 is left out."""
    next_cursor: str | None
    generation: str
    archive: ArchiveVersion | None = None
    """The version that the generation was made from; None where an older software made it."""


def search(
    question: SearchQuestion, reader: IndexReader, session: Session, tagger: Tagger
) -> SearchPage:
    """Return the page. Raises InvalidQuery and InvalidParameters."""
    meant = resolve(question.asked, tagger)
    request = _request(question, meant.query)
    results = reader.search(request)
    return SearchPage(
        query=replace(
            interpret(question.asked, meant, tagger.lexicon, question.page_pairs()),
            expansion=results.expansion,
            suggestions=results.suggestions,
        ),
        sort=request.sort,
        total=results.total,
        hits=tuple(_hits(question, request, results, session, tagger)),
        facets={
            facet.field: _named(facet, question.facet_limit, session, tagger.lexicon)
            for facet in results.facets
        },
        facets_omitted={
            facet.field: len(facet.counts) - question.facet_limit
            for facet in results.facets
            if len(facet.counts) > question.facet_limit
        },
        next_cursor=_next_cursor(question, results, tagger.lexicon),
        generation=results.generation,
    )


def generation_of(question: SearchQuestion, lexicon: Lexicon) -> str | None:
    """Return the index generation in which a walk through the hits began; None for a new one.

    Raises InvalidParameters and Conflict.
    """
    return walk_generation(_cursor(question), lexicon)


def _hits(
    question: SearchQuestion,
    request: SearchRequest,
    results: Results,
    session: Session,
    tagger: Tagger,
) -> Iterator[SearchHit]:
    """Yield the hits of which the archive still knows, with evidence where that is asked for."""
    found = find_records(session, [hit.record_id for hit in results.hits])
    counts: Mapping[int, tuple[TermCount, ...]] = {}
    if question.evidence:
        counts = term_counts(found, request.query, request.filters, tagger, session)
    for hit in results.hits:
        if hit.record_id in found:
            evidence = counts.get(hit.record_id)
            yield SearchHit(found[hit.record_id], hit.score, hit.snippets, evidence)


def _request(question: SearchQuestion, query: Query) -> SearchRequest:
    return SearchRequest(
        query=query,
        filters=question.asked.filters,
        sort=question.order,
        limit=question.limit,
        after=_after(question),
        facets=question.facets,
        highlight=question.highlight,
    )


def _after(question: SearchQuestion) -> PreviousHit | None:
    """Return where the page begins."""
    cursor = _cursor(question)
    return None if cursor is None else PreviousHit(*cursor.place)


def _cursor(question: SearchQuestion) -> Cursor | None:
    if question.cursor is None:
        return None
    return read_cursor(question.cursor, question.fingerprint, float, str)


def _next_cursor(question: SearchQuestion, results: Results, lexicon: Lexicon) -> str | None:
    if not results.more or not results.hits:
        return None
    last: Hit = results.hits[-1]
    place = (last.key, last.public_id)
    of = question.fingerprint
    return write_cursor(Cursor(of, place, results.generation, interpretation_version(lexicon)))


def _named(facet: Facet, limit: int, session: Session, lexicon: Lexicon) -> tuple[FacetValue, ...]:
    counts = facet.counts[:limit]
    known = value_labels(facet.field, [count.value for count in counts], session, lexicon)
    return tuple(FacetValue(count.value, known.get(count.value), count.count) for count in counts)
