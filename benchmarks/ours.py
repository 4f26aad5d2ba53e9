"""Our engine in process: the questions as requests, without HTTP, SQL and snippets."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from archive.settings import Settings
from benchmarks.questions import Question
from search_index.engine import IndexReader
from search_index.filters import FacetField, Filters
from search_index.generations.current import open_current
from search_index.query.tree import And, Everything, Phrase, Query, Wildcard, Word
from search_index.requests import SearchRequest, TimelineRequest


class OurEngine:
    """An open index, asked in process."""

    def __init__(self, reader: IndexReader, speakers: Mapping[str, str]) -> None:
        self._reader = reader
        self._speakers = speakers

    def ask(self, question: Question) -> int:
        """Answer the question and return the exact number of speeches found."""
        query, filters = _query(question), self._filters(question)
        if question.timeline:
            return self._reader.timeline(TimelineRequest(query, filters)).total
        facets = tuple(FacetField(name) for name in question.facets)
        request = SearchRequest(query, filters, facets=facets, highlight=False)
        return self._reader.search(request).total

    def _filters(self, question: Question) -> Filters:
        first, last = question.years or (None, None)
        return Filters(
            languages=(question.language,) if question.language else (),
            speakers=(self._speakers[question.speaker],) if question.speaker else (),
            topics=(question.topic,) if question.topic else (),
            concepts=(question.concept,) if question.concept else (),
            date_from=date(first, 1, 1) if first else None,
            date_to=date(last, 12, 31) if last else None,
        )


@contextmanager
def opened(environ: Mapping[str, str], speakers: Mapping[str, str]) -> Iterator[OurEngine]:
    """Open the current generation of the index that the environment names."""
    reader = open_current(Settings.from_env(environ)).reader()
    yield OurEngine(reader, speakers)
    reader.close()


def _query(question: Question) -> Query:
    if not question.words:
        return Everything()
    match question.operator:
        case "phrase":
            return Phrase(question.words)
        case "prefix":
            return Wildcard(question.words[0] + "*")
        case _:
            words = tuple(Word(text) for text in question.words)
            return And(words) if len(words) > 1 else words[0]
