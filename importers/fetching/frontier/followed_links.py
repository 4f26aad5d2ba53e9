"""What a page that was read leads to, kept in the frontier with the page."""

from typing import Final

from sqlalchemy import exists

from archive.models import FrontierPage
from archive.vocabulary import FrontierKind, PageState, Strategy
from importers.fetching.classification import PageClassification
from importers.fetching.discovery.leads import Lead
from importers.fetching.discovery.link_selection import (
    CrawlLimits,
    VisitedPage,
    own_addresses,
    select_leads,
)
from importers.fetching.frontier.page_updates import PageUpdate
from importers.fetching.outcomes import Page
from importers.sources.norden.addresses import PageKind

_RECORDS: Final = (PageKind.NODE, PageKind.SPEECH, PageKind.PROTOCOL)


def follow_links(
    taking: PageUpdate, answer: Page, reading: PageClassification, bounds: CrawlLimits
) -> int:
    """Keep what the page leads to, and its other addresses; return how many pages are new."""
    frontier, page = taking.frontier, taking.page
    visited = VisitedPage(
        url=page.url,
        depth=page.depth,
        session=_session(page, reading),
        is_front=frontier.site.kind(page.url) is None,
        has_earned=_has_earned(taking),
    )
    found = frontier.add(select_leads(frontier.site, visited, reading, bounds), taking.now)
    _keep_own_addresses(taking, answer, reading, visited)
    return found


def _session(page: FrontierPage, reading: PageClassification) -> int | None:
    """Return the session whose pages a listing lists: as it states, else as it was found."""
    if page.kind == FrontierKind.SPEECH:
        return None
    return reading.session or (None if page.session_disputed else page.session)


def _has_earned(taking: PageUpdate) -> bool:
    """Tell whether the page leads to records that no other page leads to in this combination.

    A part of a protocol need not lead to any: it has earned it by saying something of its own.
    """
    page = taking.page
    column = FrontierPage.leads_sha256
    digest = page.leads_sha256
    if page.kind == FrontierKind.PROTOCOL:
        column, digest = FrontierPage.content_sha256, page.content_sha256
    if digest is None:
        return False
    other = exists().where(
        FrontierPage.source == taking.frontier.source,
        FrontierPage.id != page.id,
        FrontierPage.state == PageState.READ,
        column == digest,
    )
    return not taking.frontier.session.execute(other.select()).scalar()


def _keep_own_addresses(
    taking: PageUpdate, answer: Page, reading: PageClassification, visited: VisitedPage
) -> None:
    """Keep the address to which the page was sent on, and those at which it says that it is."""
    site = taking.frontier.site
    final = site.normalise(answer.url)
    if final is not None and final != visited.url:
        taking.forms.was_sent_on_to(final)
    for url in own_addresses(site, visited, reading):
        if site.record(url) == taking.page.record:
            taking.frontier.add([Lead(url, Strategy.LINK, found_on=visited.url)], taking.now)
        elif reading.is_record and site.kind(url) in _RECORDS:
            taking.forms.is_itself_at(url, is_dated=reading.is_dated)
    taking.forms.is_said_elsewhere()
