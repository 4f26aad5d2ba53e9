"""Result sets: a search frozen as it is answered now, kept, and compared with a later state."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from marshmallow import fields
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.asking import Understood, understood
from api.context import index_reader, index_state, tagger
from api.questions import Pair, SearchQuestion
from api.schemas.parameters.result_sets import ResultSetParameters
from archive.clock import Clock
from archive.database import writing_beside_imports
from archive.errors import IndexUnavailable, InvalidQuery
from archive.queries.result_sets import FoundSet, Question, StoredSet, is_kept, keep, result_set
from archive.topics import Lexicon
from search_index.analysis import ANALYSIS_VERSION
from search_index.concepts import Tagger
from search_index.description import describe
from search_index.engine import IndexReader
from search_index.index_state import IndexState
from search_index.requests import SearchRequest
from search_index.results import Hit

MOST: Final = 250_000
"""Records of a result set."""

PATIENCE: Final = 10.0
"""Seconds for which a new set waits for an import to leave a moment."""

_PARAMETERS: Final = ResultSetParameters()


@dataclass(frozen=True, slots=True)
class KeptSet:
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
    check_agreement(served.state, served.tagger.lexicon)
    # As it is kept: the order of a filter's values may decide the last digit of a score. But q
    # as it was typed, for the place of an error in it.
    asked = replace(asked_by(canonical(question)).asked, q=question.asked.q)
    meant = understood(asked, served.tagger)
    hits = all_hits(replace(question, asked=asked), meant, served.reader)
    fingerprints = served.reader.fingerprints()
    return FoundSet(
        kind=question.asked.filters.kind,
        question=canonical(question),
        understood=describe(meant.query),
        archive=served.state.archive,
        lexicon=served.state.lexicon,
        analysis=served.state.analysis,
        ids=tuple(hit.public_id for hit in hits),
        fingerprints=tuple(fingerprints[hit.record_id] for hit in hits),
    )


def keep_set(database: Engine, found: FoundSet, clock: Clock) -> KeptSet:
    """Keep the set where it is new. Raises WriterBusy where an import leaves no moment for it."""
    with Session(database) as session:
        known = is_kept(session, found)
    created = not known and _kept(database, found, clock())
    with Session(database) as session:
        return KeptSet(result_set(session, found.id), created)


def asked_by(question: Question) -> SearchQuestion:
    """Return the search that a stored question asks. Raises InvalidQuery where none any more."""
    loaded: SearchQuestion = _PARAMETERS.load(question)
    return loaded


def canonical(question: SearchQuestion) -> dict[str, str | list[str]]:
    """Return the search's parameters, written in the one way in which they are kept."""
    asked = replace(question.asked, q=question.asked.q.strip())
    return in_lists(sorted({*asked.pairs(), ("sort", question.order.value)}))


def in_lists(pairs: Iterable[Pair]) -> dict[str, str | list[str]]:
    """Return parameters by name: a list of values where a parameter takes several."""
    repeatable = {
        field.data_key for field in _PARAMETERS.fields.values() if isinstance(field, fields.List)
    }
    named: dict[str, list[str]] = {}
    for name, value in pairs:
        named.setdefault(name, []).append(value)
    return {name: values if name in repeatable else values[0] for name, values in named.items()}


def all_hits(question: SearchQuestion, meant: Understood, reader: IndexReader) -> tuple[Hit, ...]:
    """Return all hits in order. Raises InvalidQuery where they are more than a set may hold."""
    request = SearchRequest(
        query=meant.query,
        filters=question.asked.filters,
        sort=question.order,
        limit=MOST,
        highlight=False,
    )
    results = reader.search(request)
    if results.total > MOST:
        raise InvalidQuery(
            f"{results.total:,} records are found; a result set holds at most {MOST:,}: ask for"
            " fewer, for instance for one assembly or for some years"
        )
    return results.hits


def check_agreement(state: IndexState, lexicon: Lexicon) -> None:
    """Raise IndexUnavailable where index and software disagree about topics or analysis.

    What is to be cited must say by which topics and words it was found.
    """
    if (state.lexicon, state.analysis) != (lexicon.version, ANALYSIS_VERSION):
        raise IndexUnavailable(
            f"the search index was made with topics {state.lexicon} and analysis {state.analysis},"
            f" this software has {lexicon.version} and {ANALYSIS_VERSION}: searches are answered,"
            " but results cannot be frozen or compared; run `tingtale index update`"
        )


def _kept(database: Engine, found: FoundSet, created_at: datetime) -> bool:
    """Keep the set; return False where another request has done so meanwhile."""
    try:
        with writing_beside_imports(database, PATIENCE) as session:
            if is_kept(session, found):
                return False
            keep(session, found, created_at)
    except IntegrityError:  # PostgreSQL lets two write at once
        return False
    return True
