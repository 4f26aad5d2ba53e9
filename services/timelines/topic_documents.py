"""Background documents on a topic: dated marks beside its timeline, which counts none of them."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from archive.queries.background_documents import BackgroundDocumentSummary
from archive.vocabulary import RecordKind
from search_index.engine import IndexReader
from search_index.filters import Bucket, Filters
from search_index.requests import SearchRequest, Sort
from search_index.statistics.timelines import year_label
from search_index.topics.tagger import Tagger
from services.criteria import TimelineQuestion
from services.hit_records import find_records
from services.resolve import resolve

MAX_DOCUMENTS: Final = 1000
"""Documents beside one timeline; they are few where speeches are many."""


@dataclass(frozen=True, slots=True)
class DatedDocument:
    """A background document and its place in time."""

    document: BackgroundDocumentSummary
    bucket: str | None
    """The label of its year or month; None where it has none, and where sessions are the unit."""


def topic_documents(
    topic: str, question: TimelineQuestion, reader: IndexReader, session: Session, tagger: Tagger
) -> tuple[DatedDocument, ...]:
    """Return the documents on a topic by time, those without a date last.

    The question's query, concepts, languages and days choose among them as among speeches; its
    filters that describe speakers and debates do not. Raises InvalidQuery.
    """
    chosen = question.asked.filters
    filters = Filters(
        kind=RecordKind.DOCUMENT,
        topics=(topic,),
        concepts=chosen.concepts,
        languages=chosen.languages,
        date_from=chosen.date_from,
        date_to=chosen.date_to,
    )
    query = resolve(question.asked, tagger).query
    request = SearchRequest(query, filters, Sort.DATE, limit=MAX_DOCUMENTS, highlight=False)
    hits = reader.search(request).hits
    found = find_records(session, [hit.record_id for hit in hits]).values()
    documents = [each for each in found if isinstance(each, BackgroundDocumentSummary)]
    return tuple(
        DatedDocument(document, _bucket(document, question.bucket))
        for document in sorted(documents, key=_time)
    )


def _bucket(of: BackgroundDocumentSummary, bucket: Bucket) -> str | None:
    if bucket is Bucket.YEAR and of.year is not None:
        return year_label(of.year)
    if bucket is Bucket.MONTH and of.date is not None:
        return f"{of.date:%Y-%m}"
    return None


def _time(of: BackgroundDocumentSummary) -> tuple[bool, int, date, str]:
    """Return what sorts by year, within it by day; a year alone stands after its days."""
    return of.year is None, of.year or 0, of.date or date.max, of.id
