"""What a crawl would ask now: what is due, and where strategies begin that are not known yet."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sqlalchemy import Engine, select

from archive.database import open_session
from archive.models import FrontierPage
from archive.settings import Settings
from archive.vocabulary import Strategy
from importers.fetching.crawl_report import Plan
from importers.fetching.discovery.leads import Lead
from importers.fetching.discovery.seeds import first_pages, node_range_leads, sitemap_leads
from importers.fetching.frontier import totals
from importers.fetching.frontier.pages import Frontier
from importers.sources.norden.site import Site

SHOWN: Final = 10
"""Addresses that are told."""
_MOST: Final = 1_000_000


def plan(
    engine: Engine, settings: Settings, source: str = "norden", *, only: Sequence[str] = ()
) -> Plan:
    """Return what a crawl would ask; nothing is asked, and nothing is written."""
    site, now = Site(settings.fetch.url), settings.clock()
    if only:
        return Plan(source, {"order": len(only)}, {}, tuple(only[:SHOWN]), settings.fetch.requests)
    with open_session(engine) as opened:
        frontier = Frontier(opened, source, site)
        due = frontier.due(now, now, _MOST)
        known = set(
            opened.scalars(select(FrontierPage.record).where(FrontierPage.source == source))
        )
        fresh = _fresh(
            _beginnings(site, now.year, totals.addresses_of_archive(frontier)), site, known
        )
        urls = [page.url for page in due] + [lead.url for lead in fresh]
        return Plan(
            source,
            due=dict(Counter(page.strategy for page in due)),
            begun=dict(Counter(str(lead.strategy) for lead in fresh)),
            first=tuple(urls[:SHOWN]),
            requests=settings.fetch.requests,
        )


def _beginnings(site: Site, year: int, of_archive: Iterable[str]) -> Iterator[Lead]:
    yield from sitemap_leads(site, ())
    yield from first_pages(site, year)
    yield from node_range_leads(site)
    yield from (Lead(url, Strategy.LINK) for url in of_archive)


def _fresh(leads: Iterable[Lead], site: Site, known: set[str]) -> list[Lead]:
    """Return the leads to pages that are not known, one of each."""
    found: dict[str, Lead] = {}
    for lead in leads:
        url = site.normalise(lead.url)
        if url is not None and (record := site.record(url)) not in known:
            found.setdefault(record, lead)
    return sorted(found.values(), key=lambda lead: lead.priority)
