"""A page of a concordance: lines of the index, with what the archive knows of their speeches."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy.orm import Session

from archive.topics import Lexicon
from search_index.engine import IndexReader
from search_index.requests import SearchRequest
from search_index.text.concordance import Concordance, ConcordanceRequest, Line, build_concordance
from search_index.topics.tagger import Tagger
from services.corpus_questions import ConcordanceQuestion
from services.criteria import Criteria
from services.cursors import Cursor, read_cursor, write_cursor
from services.hit_records import find_records
from services.interpretation import Interpretation, interpret
from services.records import FoundRecord
from services.resolve import ResolvedQuery, resolve
from services.walks import interpretation_version, walk_generation

CACHED_CONCORDANCES: Final = 4
"""Sorted concordances that are kept for the next page of whoever walks through one."""


@dataclass(frozen=True, slots=True)
class ConcordanceLine(FoundRecord):
    """A line with the speech or background document that it stands in."""

    line: Line


@dataclass(frozen=True, slots=True)
class ConcordancePage:
    """A page of lines and what is true of all of them."""

    query: Interpretation
    question: ConcordanceQuestion
    total: int
    """Exact; counts lines."""
    speeches: int
    """How many speeches the lines are of."""
    lines: tuple[ConcordanceLine, ...]
    next_cursor: str | None
    generation: str


def concordance_page(
    question: ConcordanceQuestion, reader: IndexReader, session: Session, tagger: Tagger
) -> ConcordancePage:
    """Return the page. Raises InvalidQuery and InvalidParameters."""
    meant = resolve(question.asked, tagger)
    whole = sorted_lines(question, meant, reader, tagger)
    cursor = _cursor(question)
    first = 0 if cursor is None else max(0, cursor.place[0])
    beyond = first + question.limit
    more = write_cursor(
        Cursor(
            question.fingerprint,
            (beyond,),
            reader.generation,
            interpretation_version(tagger.lexicon),
        )
    )
    return ConcordancePage(
        query=searched_echo(question.asked, meant, reader, tagger),
        question=question,
        total=len(whole),
        speeches=whole.speeches,
        lines=tuple(
            lines_with_records(session, whole.lines(first, question.limit, question.width))
        ),
        next_cursor=more if beyond < len(whole) else None,
        generation=reader.generation,
    )


def sorted_lines(
    question: ConcordanceQuestion, meant: ResolvedQuery, reader: IndexReader, tagger: Tagger
) -> Concordance:
    """Return all lines in their order; those asked for last are remembered."""
    request = ConcordanceRequest(
        meant.query, question.asked.filters, question.order, question.collation
    )
    return _REMEMBERED.of(reader, tagger, request)


def generation_of(question: ConcordanceQuestion, lexicon: Lexicon) -> str | None:
    """Return the index generation in which a walk through the lines began; None for a new one.

    Raises InvalidParameters and Conflict.
    """
    return walk_generation(_cursor(question), lexicon)


def lines_with_records(session: Session, lines: Iterable[Line]) -> Iterator[ConcordanceLine]:
    """Yield the lines of which the archive knows the speech or document."""
    shown = tuple(lines)
    found = find_records(session, [line.segment.record_id for line in shown])
    for line in shown:
        record = found.get(line.segment.record_id)
        if record is not None:
            yield ConcordanceLine(record, line)


def searched_echo(
    asked: Criteria, meant: ResolvedQuery, reader: IndexReader, tagger: Tagger
) -> Interpretation:
    """Return the question as it was understood, with the words that were searched."""
    request = SearchRequest(meant.query, asked.filters, limit=1, highlight=False)
    results = reader.search(request)
    return replace(
        interpret(asked, meant, tagger.lexicon),
        expansion=results.expansion,
        suggestions=results.suggestions,
    )


def _cursor(question: ConcordanceQuestion) -> Cursor | None:
    if question.cursor is None:
        return None
    return read_cursor(question.cursor, question.fingerprint, int)


class ConcordanceCache:
    """The concordances that were asked for last; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, ConcordanceRequest], Concordance] = OrderedDict()

    def of(self, reader: IndexReader, tagger: Tagger, request: ConcordanceRequest) -> Concordance:
        """Return the concordance; two threads may sort the same one at once."""
        key = (reader.generation, request)
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        made = build_concordance(reader, tagger, request)
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > CACHED_CONCORDANCES:
                self._kept.popitem(last=False)
        return made


_REMEMBERED: Final = ConcordanceCache()
