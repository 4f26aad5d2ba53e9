"""The walk through all hits of a search: in pages, in one generation of the index."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy.orm import Session

from api.asking import understood
from api.echo import echo
from api.exports.head import ExportHead
from api.exports.records import Exported, exported
from api.links import API, with_parameters
from api.questions import SearchQuestion
from search_index.concepts import Tagger
from search_index.engine import IndexReader
from search_index.index_state import IndexState
from search_index.query import After, FacetField, SearchRequest
from search_index.results import Facet, Results

PAGE: Final = 10_000
"""Hits that are asked of the index at once, without their texts."""


@dataclass(frozen=True, slots=True)
class Served:
    """What an export is made from, the same from its first byte to its last."""

    reader: IndexReader
    state: IndexState
    """The reader's."""
    tagger: Tagger
    base: str
    """The archive's address."""


@dataclass(frozen=True, slots=True)
class Walk:
    """An export that has begun: its first hits are found, so that errors come before any byte."""

    head: ExportHead
    reader: IndexReader
    request: SearchRequest
    first: Results

    def facet(self, field: FacetField) -> Facet:
        """Return the counts of a field that `begin` was asked for."""
        return next(facet for facet in self.first.facets if facet.field == field)

    def batches(self, session: Session) -> Iterator[tuple[Exported, ...]]:
        """Yield what was found, in order, a batch in memory at a time."""
        page = self.first
        while True:
            yield from exported(session, page.hits, self.head.base)
            if not page.more:
                return
            last = page.hits[-1]
            request = replace(self.request, after=After(last.key, last.public_id), facets=())
            page = self.reader.search(request)


def begin(question: SearchQuestion, served: Served, facets: tuple[FacetField, ...] = ()) -> Walk:
    """Find the first hits. Raises InvalidQuery and what else a search raises."""
    meant = understood(question.asked, served.tagger)
    request = SearchRequest(
        query=meant.query,
        filters=question.asked.filters,
        sort=question.order,
        limit=PAGE,
        facets=facets,
        highlight=False,
    )
    first = served.reader.search(request)
    asked = echo(question.asked, meant, served.tagger.lexicon)
    head = ExportHead(
        echo=replace(asked, expansion=first.expansion, suggestions=first.suggestions),
        sort=question.order.value,
        total=first.total,
        state=served.state,
        base=served.base,
        address=served.base + with_parameters(f"{API}/search", question.pairs()),
    )
    return Walk(head, served.reader, request, first)
