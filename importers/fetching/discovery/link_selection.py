"""The links of a page to follow: records always, other pages within limits.

A page that leads to records which no page before led to has earned that its links are followed.
From one that has not, links to other pages are followed twice in a row, then no more: so end
calendars, pagers without end, and the rest of a large site.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from archive.vocabulary import FrontierKind, Strategy
from importers.fetching.classification import PageClassification
from importers.fetching.discovery.leads import Lead, Priority
from importers.fetching.discovery.links import Relation
from importers.fetching.discovery.sitemaps import ListedAddress
from importers.sources.norden.addresses import PageKind
from importers.sources.norden.site import Site

MOST_UNPROVEN_LINKS: Final = 2
"""Links in a row that are followed from pages which lead to no record."""
MOST_PARTS: Final = 300
"""Addresses of one path that differ in their parameters: parts of a listing."""
MOST_ALIKE: Final = 500
"""Addresses that differ in their digits alone: days of a calendar."""
MOST_OTHERS: Final = 500
"""Pages in all of which nothing tells that they lead to records."""
MOST_LISTS: Final = 1_000
"""Sitemaps and feeds in all."""


@dataclass(frozen=True, slots=True)
class VisitedPage:
    """A page that was read, as the frontier knows it."""

    url: str
    depth: int
    session: int | None
    is_front: bool
    """Whether it is a front page of the site."""
    has_earned: bool
    """Whether it leads to records that no other page leads to in the same combination."""


@dataclass(slots=True)
class CrawlLimits:
    """How many pages there are of each family; a trap has ever more of one."""

    parts: Counter[str] = field(default_factory=Counter)
    alike: Counter[str] = field(default_factory=Counter)
    others: int = 0
    lists: int = 0
    _known: set[str] = field(default_factory=set)

    def allow(self, record: str, kind: FrontierKind) -> bool:
        """Tell whether a further page of this name may be kept; one that is known may."""
        if record in self._known:
            return True
        path, _, query = record.partition("?")
        shape = re.sub(r"\d+", "0", path)
        is_list = kind in {FrontierKind.SITEMAP, FrontierKind.FEED}
        if (
            (query and self.parts[path] >= MOST_PARTS)
            or (not query and self.alike[shape] >= MOST_ALIKE)
            or (kind is FrontierKind.UNKNOWN and self.others >= MOST_OTHERS)
            or (is_list and self.lists >= MOST_LISTS)
        ):
            return False
        self._known.add(record)
        self.parts[path] += bool(query)
        self.alike[shape] += not query
        self.others += kind is FrontierKind.UNKNOWN
        self.lists += is_list
        return True


def select_leads(
    site: Site, page: VisitedPage, reading: PageClassification, bounds: CrawlLimits
) -> Iterator[Lead]:
    """Yield what the page leads to that is worth asking."""
    for link in reading.links:
        url = site.normalise(link.url, page.url)
        if url is None or url == page.url:
            continue
        if link.relation is Relation.LINK:
            lead = _lead(site, page, reading, url)
        else:
            lead = _list_named(page, reading, url, link.relation)
        is_record = lead is not None and site.kind(url) in _RECORDS
        if lead is not None and (is_record or bounds.allow(site.record(url), lead.kind)):
            yield lead


def own_addresses(site: Site, page: VisitedPage, reading: PageClassification) -> list[str]:
    """Return the addresses at which the page says that it is, too, its languages among them."""
    found = (
        site.normalise(link.url, page.url)
        for link in reading.links
        if link.relation is Relation.ITSELF
    )
    return [url for url in dict.fromkeys(found) if url is not None and url != page.url]


def lead_from_list(
    site: Site, url: str, kind: FrontierKind, listed: ListedAddress, bounds: CrawlLimits
) -> Lead | None:
    """Return what an address of a sitemap or feed is worth; None for pages that are no records."""
    normal = site.normalise(listed.url, url)
    if normal is None:
        return None
    if listed.is_sitemap:
        is_allowed = bounds.allow(site.record(normal), FrontierKind.SITEMAP)
        lead = Lead(normal, Strategy.SITEMAP, FrontierKind.SITEMAP, Priority.LISTS, url)
        return lead if is_allowed else None
    strategy = Strategy.FEED if kind is FrontierKind.FEED else Strategy.SITEMAP
    match site.kind(normal):
        case PageKind.SPEECH | PageKind.PROTOCOL:
            return Lead(normal, strategy, priority=Priority.RECORDS, found_on=url)
        case PageKind.NODE:  # which may be anything that the site holds
            return Lead(normal, strategy, priority=Priority.BLOCKS, found_on=url)
        case PageKind.SESSION_AGENDA if bounds.allow(site.record(normal), FrontierKind.LISTING):
            return Lead(normal, strategy, FrontierKind.LISTING, Priority.LISTINGS, url)
        case _:
            return None


_RECORDS: Final = (PageKind.NODE, PageKind.SPEECH, PageKind.PROTOCOL)


def _lead(site: Site, page: VisitedPage, reading: PageClassification, url: str) -> Lead | None:
    kind = site.kind(url)
    if kind in _RECORDS:
        return _record(site, page, reading, url)
    is_followed = page.has_earned or page.is_front or page.depth < MOST_UNPROVEN_LINKS
    if not is_followed or (reading.is_record and kind is not PageKind.SESSION_AGENDA):
        return None
    is_agenda = kind is PageKind.SESSION_AGENDA
    return Lead(
        url,
        Strategy.LISTING,
        FrontierKind.LISTING if is_agenda or _is_part_of(site, url, page) else FrontierKind.UNKNOWN,
        Priority.LISTINGS if is_agenda or _is_part_of(site, url, page) else Priority.OTHERS,
        found_on=page.url,
        session=site.session(url) if is_agenda else page.session,
        depth=1 if page.has_earned else page.depth + 1,
    )


def _record(site: Site, page: VisitedPage, reading: PageClassification, url: str) -> Lead | None:
    if _is_part_of(site, url, page) and not page.has_earned:
        return None  # a pager without end
    lists = reading.is_record or reading.kind is FrontierKind.LISTING
    is_speech = reading.kind is FrontierKind.SPEECH
    if not lists and site.kind(url) is PageKind.NODE:
        return None  # of news to news
    is_of_debates = reading.is_record or site.kind(page.url) is PageKind.SESSION_AGENDA
    return Lead(
        url,
        Strategy.LINK if is_speech else Strategy.LISTING,
        priority=Priority.RECORDS
        if is_of_debates or site.kind(url) is not PageKind.NODE
        else Priority.OTHERS,
        found_on=page.url,
        session=None if is_speech else page.session,
    )


def _is_part_of(site: Site, url: str, page: VisitedPage) -> bool:
    """Tell whether the address is that of another part of the page."""
    path = site.record(url).partition("?")[0]
    return "?" in url and path == site.record(page.url).partition("?")[0]


def _list_named(
    page: VisitedPage, reading: PageClassification, url: str, relation: Relation
) -> Lead | None:
    """Return the feed or sitemap that a front page or listing names."""
    if reading.is_record or relation not in {Relation.FEED, Relation.SITEMAP}:
        return None
    is_feed = relation is Relation.FEED
    return Lead(
        url,
        Strategy.FEED if is_feed else Strategy.SITEMAP,
        FrontierKind.FEED if is_feed else FrontierKind.SITEMAP,
        Priority.LISTS,
        found_on=page.url,
    )
