"""Where a crawl begins: the site's front pages, pages of sessions, and their blocks of nodes."""

from collections.abc import Iterator
from typing import Final

from archive.vocabulary import UI_LANGUAGES, FrontierKind, Strategy
from importers.fetching.discovery.leads import Lead, Priority
from importers.sources.norden.sessions import IdRange, all_node_ranges
from importers.sources.norden.site import Site, session_of_year

FIRST_YEAR: Final = 2010
"""Of sessions whose speeches are on the site."""
PAGES_OF_SESSIONS: Final = (
    "en/session{year}",
    "session{year}",
    "temasession{year}",
    "en/temasession{year}",
    "sessionsveckan{year}",
    "event/nordic-council-theme-session-{year}",
    "en/event/nordic-council-theme-session-{year}",
    "en/event/{year}-session-nordic-council",
)
"""Where the site keeps a session's agenda; each was seen in some year, none in all."""
LISTS: Final = ("sitemap.xml", "rss.xml", "en/rss.xml", "da/rss.xml")
"""Files of addresses, where the site has them under their usual names."""
STEP: Final = 8
"""Every how many ids of a block are asked: the others are neighbours of those that are speeches."""


def first_pages(site: Site, this_year: int) -> Iterator[Lead]:
    """Yield what is asked on an empty archive, and of each further year when it comes."""
    for path in ("", *UI_LANGUAGES):
        yield Lead(f"{site.base}/{path}", Strategy.SEED, FrontierKind.LISTING, Priority.LISTS)
    for year in range(FIRST_YEAR, this_year + 1):
        session = session_of_year(year)
        for form in PAGES_OF_SESSIONS:
            url = f"{site.base}/{form.format(year=year)}"
            number = session if site.session(url) is not None else None
            yield Lead(url, Strategy.SEED, FrontierKind.LISTING, Priority.LISTINGS, session=number)


def sitemap_leads(site: Site, named: Iterator[str] | tuple[str, ...]) -> Iterator[Lead]:
    """Yield the sitemaps that robots.txt names, and sitemaps and feeds under their usual names."""
    for url in named:
        yield Lead(url, Strategy.SITEMAP, FrontierKind.SITEMAP, Priority.LISTS)
    for path in LISTS:
        is_feed = "rss" in path
        yield Lead(
            f"{site.base}/{path}",
            Strategy.FEED if is_feed else Strategy.SITEMAP,
            FrontierKind.FEED if is_feed else FrontierKind.SITEMAP,
            Priority.LISTS,
        )


def node_range_leads(site: Site) -> Iterator[Lead]:
    """Yield nodes of every session's block that is known, some ids apart, and its last one."""
    for known in all_node_ranges():
        for node in _some_of(known):
            yield Lead(site.at_node(node), Strategy.BLOCK, FrontierKind.UNKNOWN, Priority.BLOCKS)


def _some_of(known: IdRange) -> Iterator[int]:
    yield from range(known.first, known.last, STEP)
    yield known.last
