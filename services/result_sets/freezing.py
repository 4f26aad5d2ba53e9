"""Result sets: a search frozen as it is answered now, kept, and compared with a later state."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from marshmallow import fields
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.http.context import (
    close_session,
    database_session,
    index_reader,
    index_state,
    services,
    settings,
    tagger,
)
from api.limits.freezing_quota import count_new_set, refuse_beyond_quota
from api.schemas.parameters.result_sets import ResultSetParameters
from archive.clock import Clock
from archive.configuration.result_sets import ResultSetBounds
from archive.database import open_writer_between_imports
from archive.errors import IndexUnavailable, InvalidQuery, NotWritable, WriterBusy
from archive.result_sets.frozen_records import number_records, unnumbered_records
from archive.result_sets.storage import record_use, require_free_disk, store_result_set
from archive.result_sets.stored_sets import FoundSet, Question, StoredSet, is_stored, result_set
from archive.settings import Settings
from archive.topics import Lexicon
from search_index.analysis import ANALYSIS_VERSION
from search_index.engine import IndexReader
from search_index.generations.index_state import IndexState
from search_index.query.query_text import query_text
from search_index.requests import SearchRequest
from search_index.results import Hit
from search_index.topics.tagger import Tagger
from services.criteria import Pair, SearchQuestion
from services.resolve import ResolvedQuery, resolve

MAX_RECORDS: Final = 250_000
"""Records of a result set."""

WRITE_WAIT_SECONDS: Final = 10.0
"""Seconds for which a new set waits for an import to leave a moment."""

USE_NOTE_WAIT_SECONDS: Final = 0.05
"""Seconds for which the note that a set is in use waits for the same."""

_PARAMETERS: Final = ResultSetParameters()


@dataclass(frozen=True, slots=True)
class FreezeResult:
    """A result set that was asked for, and whether it is new."""

    stored: StoredSet
    created: bool


@dataclass(frozen=True, slots=True)
class Served:
    """What a result set is found with: an index, its state, and the topics."""

    reader: IndexReader
    state: IndexState
    """The reader's."""
    tagger: Tagger


def served() -> Served:
    """Return what the request's result sets are found with. Raises IndexUnavailable."""
    reader = index_reader()
    return Served(reader, index_state(reader), tagger())


def freeze(question: SearchQuestion, served: Served) -> FoundSet:
    """Return all that the search finds now, in order.

    Raises InvalidQuery, also where more is found than a set may hold, and IndexUnavailable where
    the index was made with other topics or another analysis than questions are read with.
    """
    require_matching_versions(served.state, served.tagger.lexicon)
    # As it is kept: the order of a filter's values may decide the last digit of a score. But q
    # as it was typed, for the place of an error in it.
    asked = replace(asked_by(canonical_parameters(question)).asked, q=question.asked.q)
    meant = resolve(asked, served.tagger)
    hits = all_hits(replace(question, asked=asked), meant, served.reader)
    fingerprints = served.reader.fingerprints()
    return FoundSet(
        kind=question.asked.filters.kind,
        question=canonical_parameters(question),
        understood=query_text(meant.query),
        archive=served.state.archive,
        lexicon=served.state.lexicon,
        analysis=served.state.analysis,
        ids=tuple(hit.public_id for hit in hits),
        fingerprints=tuple(fingerprints[hit.record_id] for hit in hits),
    )


def save_result_set(database: Engine, found: FoundSet, settings: Settings) -> FreezeResult:
    """Keep the set where it is new.

    Raises WriterBusy where an import leaves no moment for it, NotWritable, ResultSetsFull, and
    TooManyRequests where the client has made as many as it may.
    """
    with Session(database) as session:
        known = is_stored(session, found)
    created = not known and _kept(database, found, settings)
    with Session(database) as session:
        stored = result_set(session, found.id)
    note_use_if_due(database, stored, settings.clock)
    return FreezeResult(stored, created)


def read_set(public_id: str) -> StoredSet:
    """Return the result set of this id, and note that it is in use. Raises NotFound."""
    stored = result_set(database_session(), public_id)
    # So that its connection can write the note.
    close_session()
    note_use_if_due(services().database, stored, settings().clock)
    return stored


def note_use_if_due(database: Engine, stored: StoredSet, clock: Clock) -> None:
    """Record that the set is read after its first day; skip silently while others write.

    Not where this is not the moment to write: whoever reads is answered all the same, and the
    next one who reads it is noted.
    """
    today = clock().date()
    if stored.used_on is not None or today <= stored.created_at.date():
        return
    with (
        suppress(WriterBusy, NotWritable),
        open_writer_between_imports(database, USE_NOTE_WAIT_SECONDS) as session,
    ):
        record_use(session, stored.found.id, today)


def asked_by(question: Question) -> SearchQuestion:
    """Return the search that a stored question asks. Raises InvalidQuery where none any more."""
    loaded: SearchQuestion = _PARAMETERS.load(question)
    return loaded


def canonical_parameters(question: SearchQuestion) -> dict[str, str | list[str]]:
    """Return the search's parameters, written in the one way in which they are kept."""
    asked = replace(question.asked, q=question.asked.q.strip())
    return grouped_parameters(sorted({*asked.pairs(), ("sort", question.order.value)}))


def grouped_parameters(pairs: Iterable[Pair]) -> dict[str, str | list[str]]:
    """Return parameters by name: a list of values where a parameter takes several."""
    repeatable = {
        field.data_key for field in _PARAMETERS.fields.values() if isinstance(field, fields.List)
    }
    named: dict[str, list[str]] = {}
    for name, value in pairs:
        named.setdefault(name, []).append(value)
    return {name: values if name in repeatable else values[0] for name, values in named.items()}


def all_hits(
    question: SearchQuestion, meant: ResolvedQuery, reader: IndexReader
) -> tuple[Hit, ...]:
    """Return all hits in order. Raises InvalidQuery where they are more than a set may hold."""
    request = SearchRequest(
        query=meant.query,
        filters=question.asked.filters,
        sort=question.order,
        limit=MAX_RECORDS,
        highlight=False,
    )
    results = reader.search(request)
    if results.total > MAX_RECORDS:
        raise InvalidQuery(
            f"{results.total:,} records are found; a result set holds at most {MAX_RECORDS:,}:"
            " ask for fewer, for instance for one assembly or for some years"
        )
    return results.hits


def require_matching_versions(state: IndexState, lexicon: Lexicon) -> None:
    """Raise IndexUnavailable where index and software disagree about topics or analysis.

    What is to be cited must say by which topics and words it was found.
    """
    if (state.lexicon, state.analysis) != (lexicon.version, ANALYSIS_VERSION):
        raise IndexUnavailable(
            f"the search index was made with topics {state.lexicon} and analysis {state.analysis},"
            f" this software has {lexicon.version} and {ANALYSIS_VERSION}: searches are answered,"
            " but results cannot be frozen or compared; run `tingtale index update`"
        )


def _kept(database: Engine, found: FoundSet, settings: Settings) -> bool:
    """Keep the set; return False where another request has done so meanwhile."""
    refuse_beyond_quota(found.total)
    _number_records(database, found, settings.result_sets)
    try:
        with open_writer_between_imports(database, WRITE_WAIT_SECONDS) as session:
            if is_stored(session, found):
                return False
            store_result_set(session, found, settings.clock(), settings.result_sets)
    except IntegrityError:  # PostgreSQL lets two write at once
        return False
    count_new_set(found.total)
    return True


def _number_records(database: Engine, found: FoundSet, bounds: ResultSetBounds) -> None:
    """Give numbers to the records of a set in transactions so short that no import waits."""
    with Session(database) as session:
        require_free_disk(session, bounds)
        parts = list(unnumbered_records(session, zip(found.ids, found.fingerprints, strict=True)))
    for part in parts:
        with open_writer_between_imports(database, WRITE_WAIT_SECONDS) as session:
            number_records(session, part)
