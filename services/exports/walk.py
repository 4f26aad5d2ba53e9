"""The walk through all hits of a search: found once, in one generation of the index."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from archive.configuration.server import ServerBounds
from search_index.engine import IndexReader
from search_index.filters import FacetField
from search_index.generations.index_state import IndexState
from search_index.requests import SearchRequest
from search_index.results import Facet, Ints
from search_index.topics.tagger import Tagger
from services.addresses import API, with_parameters
from services.criteria import SearchQuestion
from services.exports.head import ExportHead
from services.exports.portion import ExportPortion
from services.exports.records import ExportedRecord, export_batches
from services.interpretation import interpret
from services.resolve import resolve


@dataclass(frozen=True, slots=True)
class Served:
    """What an export is made from, the same from its first byte to its last."""

    reader: IndexReader
    state: IndexState
    """The reader's."""
    tagger: Tagger
    base: str
    """The archive's address."""
    bounds: ServerBounds


@dataclass(frozen=True, slots=True)
class ExportWalk:
    """An export that has begun: all hits are found, so that errors come before any byte."""

    head: ExportHead
    record_ids: Ints
    """Of the hits that are written, in order: eight bytes each is all that grows with them."""
    facets: tuple[Facet, ...]

    def facet(self, field: FacetField) -> Facet:
        """Return the counts of a field that `begin_export` was asked for."""
        return next(facet for facet in self.facets if facet.field == field)

    def batches(self, session: Session, *, told: bool) -> Iterator[tuple[ExportedRecord, ...]]:
        """Yield what is written, in order, a batch in memory at a time.

        `told`: the form says at its end that the time was over, where it was.
        """
        found = export_batches(session, self.record_ids, self.head.base)
        return self.head.portion.within_time(found, told=told)


def begin_export(
    question: SearchQuestion, served: Served, facets: tuple[FacetField, ...] = ()
) -> ExportWalk:
    """Find all hits. Raises InvalidQuery and what else a search raises."""
    meant = resolve(question.asked, served.tagger)
    request = SearchRequest(
        query=meant.query,
        filters=question.asked.filters,
        sort=question.order,
        limit=1,
        facets=facets,
        highlight=False,
    )
    first = served.reader.search(request)
    asked = interpret(question.asked, meant, served.tagger.lexicon)
    head = ExportHead(
        echo=replace(asked, expansion=first.expansion, suggestions=first.suggestions),
        sort=question.order.value,
        portion=ExportPortion(first.total, served.bounds),
        state=served.state,
        base=served.base,
        address=served.base + with_parameters(f"{API}/search", question.pairs()),
    )
    written = served.reader.ordered(request)[: head.portion.held]
    return ExportWalk(head, written, first.facets)
