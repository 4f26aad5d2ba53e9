"""What the frontier holds in sum, and beside which speeches more may lie."""

from collections import Counter
from collections.abc import Iterator, Mapping

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from archive.models import FrontierPage, QuarantinedRecord, SourceDocument
from archive.vocabulary import FrontierKind, PageState, Strategy
from importers.fetching.classification import RECORDS
from importers.fetching.discovery.leads import Lead, Priority
from importers.fetching.discovery.link_selection import CrawlLimits
from importers.fetching.discovery.neighbours import neighbours
from importers.fetching.frontier.page_updates import UpdateOutcome
from importers.fetching.frontier.pages import Frontier


def bounds(frontier: Frontier) -> CrawlLimits:
    """Return how many pages there are of each family that may be a trap."""
    counted = CrawlLimits()
    rows = frontier.session.execute(
        select(FrontierPage.record, FrontierPage.kind).where(
            FrontierPage.source == frontier.source,
            FrontierPage.state != PageState.SAME_AS,
            FrontierPage.node.is_(None),
            FrontierPage.kind.not_in(RECORDS),
        )
    )
    for record, kind in rows:
        counted.allow(record, FrontierKind(kind))
    return counted


def speech_nodes(frontier: Frontier) -> set[int]:
    """Return the nodes of pages that were read as speeches, by whichever address."""
    main = aliased(FrontierPage)
    rows = frontier.session.execute(
        select(FrontierPage.node)
        .outerjoin(main, main.id == FrontierPage.same_as_id)
        .where(
            FrontierPage.source == frontier.source,
            FrontierPage.node.is_not(None),
            func.coalesce(main.kind, FrontierPage.kind) == FrontierKind.SPEECH,
            func.coalesce(main.read_at, FrontierPage.read_at).is_not(None),
        )
    )
    return {node for (node,) in rows if node is not None}


def neighbours_of_speeches(frontier: Frontier) -> Iterator[Lead]:
    """Yield the nodes that lie next to known speeches and are not in the frontier yet."""
    of_source = FrontierPage.source == frontier.source
    known = frontier.session.scalars(
        select(FrontierPage.node).where(of_source, FrontierPage.node.is_not(None))
    )
    asked = {node for node in known if node is not None}
    for node, distance in neighbours(speech_nodes(frontier), asked):
        yield Lead(
            frontier.site.at_node(node),
            Strategy.NEIGHBOUR,
            priority=Priority.NEIGHBOURS + distance,
        )


def addresses_of_archive(frontier: Frontier) -> list[str]:
    """Return the addresses from which the source's records were imported, by whomever."""
    statement = select(SourceDocument.url).where(
        SourceDocument.source == frontier.source,
        SourceDocument.url.is_not(None),
        SourceDocument.records > 0,
    )
    return [url for url in frontier.session.scalars(statement.distinct()) if url]


def by_state(frontier: Frontier) -> Mapping[str, int]:
    """Return how many pages there are in each state."""
    rows = frontier.session.execute(
        select(FrontierPage.state, func.count())
        .where(FrontierPage.source == frontier.source)
        .group_by(FrontierPage.state)
    )
    found = dict(rows.all())
    return {state.value: found.get(state.value, 0) for state in PageState}


def speeches_by_strategy(frontier: Frontier) -> Mapping[str, int]:
    """Return how many speech pages were read, by the strategy that led to them first."""
    rows = frontier.session.execute(
        select(FrontierPage.strategy, func.count())
        .where(
            FrontierPage.source == frontier.source,
            FrontierPage.kind == FrontierKind.SPEECH,
            FrontierPage.state.in_((PageState.READ, PageState.GONE)),
        )
        .group_by(FrontierPage.strategy)
        .order_by(FrontierPage.strategy)
    )
    return dict(rows.all())


def not_imported(frontier: Frontier) -> list[str]:
    """Return the WARC files of records that no import has taken, nor found at fault.

    So what a crawl brought that was killed before its import is imported after the next one.
    """
    page = FrontierPage
    statement = (
        select(page.warc)
        .where(
            page.source == frontier.source,
            page.kind.in_(RECORDS),
            page.state != PageState.NO_RECORD,
            page.warc.is_not(None),
            ~exists().where(
                SourceDocument.source == page.source, SourceDocument.sha256 == page.sha256
            ),
            ~exists().where(
                QuarantinedRecord.source == page.source, QuarantinedRecord.sha256 == page.sha256
            ),
        )
        .distinct()
    )
    return sorted(name for name in frontier.session.scalars(statement) if name)


def outcome_counts(news: Counter[UpdateOutcome]) -> dict[str, int]:
    """Return the counts under the names of a report's fields."""
    return {kind.value: news[kind] for kind in UpdateOutcome}
