"""A speech as the engine in memory keeps it: its document and its analysed segments."""

from dataclasses import dataclass
from datetime import date, datetime

from archive.vocabulary import SegmentKind
from search_index.analysis import analyse
from search_index.documents import IndexDocument
from search_index.filters import Bucket, FacetField, Filters
from search_index.sort_keys import day_key
from search_index.statistics.timelines import UNDATED, month_label, year_label
from search_index.text.matching import AnalysedText
from search_index.text.snippets import admits
from search_index.topics.tagger import Tagger


@dataclass(frozen=True, slots=True)
class AnalysedSegment:
    """A segment's words and what they are about."""

    kind: SegmentKind
    text: AnalysedText
    concepts: tuple[str, ...]
    """A concept id for each occurrence."""
    topics: frozenset[str]


@dataclass(frozen=True, slots=True)
class AnalysedSpeech:
    """A document with its segments analysed."""

    document: IndexDocument
    segments: tuple[AnalysedSegment, ...]

    @property
    def day(self) -> int | None:
        """The day to sort by."""
        return day_key(self.document.day, self.document.year)

    def admitted(self, filters: Filters) -> tuple[AnalysedSegment, ...]:
        """Return the segments that the filters let the query look into."""
        return tuple(
            segment
            for segment in self.segments
            if admits(filters, segment.kind, segment.text.language)
        )


def analyse_speech(document: IndexDocument, tagger: Tagger) -> AnalysedSpeech:
    """Return the document with its segments analysed and tagged."""
    segments = []
    for segment in document.segments:
        text = AnalysedText(segment.language, analyse(segment.text, segment.language))
        words = [token.word for token in text.tokens]
        found = tagger.terms(segment.language).occurrences(words)
        concepts = tuple(occurrence.concept for occurrence in found)
        segments.append(AnalysedSegment(segment.kind, text, concepts, tagger.topics(concepts)))
    return AnalysedSpeech(document, tuple(segments))


def within_dates(document: IndexDocument, filters: Filters) -> bool:
    """Whether the day, or the whole year where only that is known, is within the dates."""
    if filters.date_from is None and filters.date_to is None:
        return True
    return days_within(document, filters.date_from, filters.date_to)


def days_within(document: IndexDocument, earliest: date | None, latest: date | None) -> bool:
    """Whether every day that it may be of is within the bounds; false of what is undated."""
    if document.day is not None:
        first = last = document.day
    elif document.year is not None:
        first, last = date(document.year, 1, 1), date(document.year, 12, 31)
    else:
        return False
    return (earliest is None or earliest <= first) and (latest is None or last <= latest)


def in_denominator(document: IndexDocument, filters: Filters) -> bool:
    """Return whether a document is of the filters' kind, assemblies and sessions."""
    return (
        document.kind is filters.kind
        and _any_of(document.assembly, filters.assemblies)
        and _any_of(document.session, filters.sessions)
    )


def fulfils_filters(speech: AnalysedSpeech, filters: Filters) -> bool:
    """Whether the speech fulfils every condition on its metadata and segments."""
    document = speech.document
    chosen = filters.languages or filters.text.value != "any"
    segments = speech.admitted(filters)
    topics = frozenset(topic for segment in segments for topic in segment.topics)
    concepts = frozenset(concept for segment in segments for concept in segment.concepts)
    return (
        in_denominator(document, filters)
        and within_dates(document, filters)
        and _any_of(document.speaker, filters.speakers)
        and _any_of(document.party_group, filters.party_groups)
        and _any_of(document.role_kind, filters.role_kinds)
        and _any_of(document.country, filters.countries)
        and _any_of(document.speech_type, filters.speech_types)
        and _since(document.added, filters.added_from)
        and _since(document.changed, filters.changed_from)
        and (filters.undated is None or bucket_label(document, filters.undated) == UNDATED)
        and (not filters.topics or not topics.isdisjoint(filters.topics))
        and (not filters.concepts or not concepts.isdisjoint(filters.concepts))
        and (not chosen or bool(segments))
    )


def _since(moment: datetime | None, first: datetime | None) -> bool:
    return first is None or (moment is not None and moment >= first)


def _any_of(value: str | None, allowed: tuple[str, ...]) -> bool:
    return not allowed or value in allowed


def single_value(document: IndexDocument, field: FacetField) -> str | None:
    """Return a field's value; `language` and `topic`, which have several, are not asked here."""
    if field is FacetField.YEAR:
        return None if document.year is None else str(document.year)
    value: str | None = getattr(document, field.value)
    return value


def bucket_label(document: IndexDocument, bucket: Bucket) -> str:
    """Return the label of the bucket that the speech falls into."""
    match bucket:
        case Bucket.YEAR:
            return UNDATED if document.year is None else year_label(document.year)
        case Bucket.SESSION:
            return UNDATED if document.session is None else document.session
        case Bucket.MONTH:
            if document.day is None:
                return UNDATED
            return month_label(document.day.year * 12 + document.day.month - 1)
