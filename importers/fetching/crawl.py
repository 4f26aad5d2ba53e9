"""A crawl: what is due of the frontier is asked, one page after the other, until all was asked.

Each page is one transaction, after its answer is in the WARC file: a crawl that is killed loses the
page in flight at most, and the next one goes on where it stood.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Final

import structlog
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from archive.clock import Clock
from archive.database import batched, open_session, open_writer_between_imports
from archive.models import FrontierPage
from archive.settings import Settings
from archive.vocabulary import FrontierKind, Strategy
from importers.fetching import schedule
from importers.fetching.classification import PageClassification, classify_page
from importers.fetching.crawl_report import Counts, CrawlReport
from importers.fetching.discovery.leads import Lead, Priority
from importers.fetching.discovery.link_selection import CrawlLimits, lead_from_list
from importers.fetching.discovery.neighbours import STEPS
from importers.fetching.discovery.seeds import first_pages, node_range_leads, sitemap_leads
from importers.fetching.discovery.sitemaps import addresses_in
from importers.fetching.frontier import totals
from importers.fetching.frontier.followed_links import follow_links
from importers.fetching.frontier.page_updates import PageUpdate, UpdateOutcome, page_validators
from importers.fetching.frontier.pages import GUESSES, Frontier
from importers.fetching.frontier.stored_bodies import find_stored_bodies
from importers.fetching.outcomes import NoMoreRequests, Outcome, Page
from importers.fetching.site_access import (
    CaptureFiles,
    PageFetcher,
    SiteOpener,
    open_site,
    with_fast_commits,
)
from importers.loading.load import load
from importers.loading.withdrawals.gone_pages import has_unmarked_changes
from importers.source import find_source
from importers.sources.norden.site import Site

WRITE_TIMEOUT: Final = 600.0
"""Seconds for which a page waits until an import lets it be written."""
_AT_A_TIME: Final = 20
"""Pages that are chosen at a time: what they lead to may come before what is chosen later."""


def crawl(  # noqa: PLR0913  (keywords that have a default)
    engine: Engine,
    settings: Settings,
    source: str = "norden",
    *,
    clock: Clock | None = None,
    only: Sequence[str] = (),
    opening: SiteOpener = open_site,
    progress: Callable[[int], None] = lambda _: None,
) -> CrawlReport:
    """Ask for what is due, or `only` for the addresses that an operator orders now.

    `progress` is told of each page. Raises SettingsError without TINGTALE_CONTACT, LibraryMissing
    without the extra, WriterBusy where an import does not let a page be written.
    """
    fetch = replace(settings.fetch, hours=None) if only else settings.fetch
    clock = clock or settings.clock
    known = find_stored_bodies(engine, source)
    with opening(fetch, clock, known) as (door, kept), with_fast_commits(engine) as quick:
        run = Crawl(quick, source, Site(fetch.url), clock, door, kept, progress=progress)
        ended_by, detail = "done", None
        try:
            if only:
                run.order(only)
            else:
                if fetch.private:
                    run.stand_for_a_night()
                run.begin()
                run.ask_all()
        except NoMoreRequests as end:
            ended_by, detail = end.reason.value, str(end)
        report = run.report(fetch.warc_dir, ended_by, detail)
    if has_unmarked_changes(engine, source):
        # A run without documents, by what alone writes records, which ends with the marks.
        load(engine, find_source(source), (), threshold=None, least_share=None, clock=clock)
    return report


@dataclass(slots=True)
class Crawl:
    """One run while it goes on."""

    engine: Engine
    source: str
    site: Site
    clock: Clock
    door: PageFetcher
    kept: CaptureFiles
    progress: Callable[[int], None] = lambda _: None
    counts: Counts = field(default_factory=Counts)
    bounds: CrawlLimits = field(default_factory=CrawlLimits)
    started: datetime = field(init=False)
    asked: set[int] = field(default_factory=set)
    newest_node: int = 0

    def __post_init__(self) -> None:
        """Note when it began, and how many pages there are of each kind."""
        self.started = self.clock()
        with self._frontier() as frontier:
            self.bounds = totals.bounds(frontier)
            self.newest_node = max(totals.speech_nodes(frontier), default=0)

    def begin(self) -> None:
        """Let each strategy lead to its pages; one that fails leaves the others be."""
        named = self.door.robots_sitemaps  # nothing is asked where robots.txt cannot be read
        self._strategy("lists", lambda: sitemap_leads(self.site, named))
        self._strategy("seeds", lambda: first_pages(self.site, self.started.year))
        self._strategy("blocks", lambda: node_range_leads(self.site))
        self._strategy("archive", self._of_archive)

    def stand_for_a_night(self) -> None:
        """For tests: treat this run as the next night's, whatever the clock says."""
        with self._writing() as frontier:
            if not frontier.due(self.started, self.started, 1):
                frontier.bring_forward(self.started, schedule.NIGHTLY)

    def ask_all(self) -> None:
        """Ask for what is due, then for neighbours of the speeches that were found."""
        while True:
            with self._frontier() as frontier:
                due = frontier.due(self.clock(), self.started, _AT_A_TIME)
            due = [page for page in due if page.id not in self.asked]
            for page in due:
                if self._is_still_due(page):
                    self.ask(page)
            if not due and not self._widen():
                return

    def order(self, urls: Sequence[str]) -> None:
        """Ask for these addresses, whenever they are due."""
        leads = [Lead(url, Strategy.ORDER, priority=Priority.RECORDS) for url in urls]
        self._add(leads)
        for url in urls:
            with self._frontier() as frontier:
                page = frontier.page(self.site.normalise(url) or "")
            if page is not None:
                self.ask(page)

    def ask(self, page: FrontierPage) -> None:
        """Ask for a page, and take what comes into the frontier."""
        outcome = self.door.fetch(page.url, page_validators(page))
        reading = self._reading(page, outcome)
        if reading is not None and reading.soft_failure and self.door.send_cookies():
            outcome = self.door.fetch(page.url, page_validators(page))
            reading = self._reading(page, outcome)
        self.asked.add(page.id)
        if isinstance(outcome, Page) and reading is not None:
            self.counts.bodies += 1
            self._read_list(page, outcome, reading)
        self._take(page.id, outcome, reading)
        self.progress(1)

    def report(self, warc_dir: Path, ended_by: str, detail: str | None) -> CrawlReport:
        """Return what was done."""
        with self._frontier() as frontier:
            left = len(frontier.due(self.clock(), self.started, 100_000))
            pages, speeches = totals.by_state(frontier), totals.speeches_by_strategy(frontier)
            not_imported = totals.not_imported(frontier)
        earlier = [warc_dir / name for name in not_imported]
        files = dict.fromkeys([*filter(Path.exists, earlier), *self.kept.files])
        counts = self.counts
        return CrawlReport(
            source=self.source,
            requests=self.door.requests,
            bodies=counts.bodies,
            found=counts.found,
            left=left,
            pages=pages,
            speeches=speeches,
            failed_strategies=tuple(counts.failed_strategies),
            warc_files=tuple(files),
            ended_by=ended_by,
            detail=detail,
            **totals.outcome_counts(counts.news),
        )

    def _is_still_due(self, page: FrontierPage) -> bool:
        """Tell whether nothing that was read since shows the page to be a form of another."""
        with self._frontier() as frontier:
            return frontier.session.get_one(FrontierPage, page.id).next_at is not None

    def _reading(self, page: FrontierPage, outcome: Outcome) -> PageClassification | None:
        if not isinstance(outcome, Page):
            return None
        return classify_page(self.site, outcome, self.clock, FrontierKind(page.kind))

    def _read_list(self, page: FrontierPage, outcome: Page, reading: PageClassification) -> None:
        """Keep what a sitemap or feed leads to, before it counts as read itself."""
        if reading.kind not in {FrontierKind.SITEMAP, FrontierKind.FEED}:
            return
        listed = addresses_in(outcome.url, outcome.body)
        found = (
            lead_from_list(self.site, page.url, reading.kind, each, self.bounds) for each in listed
        )
        for part in batched(lead for lead in found if lead is not None):
            self._add(part)

    def _take(self, page_id: int, outcome: Outcome, reading: PageClassification | None) -> None:
        with self._writing() as frontier:
            page = frontier.session.get_one(FrontierPage, page_id)
            was_asked, is_guess = page.asked_at is not None, page.strategy in GUESSES
            name = self.kept.files[-1].name if self.kept.files else None
            taking = PageUpdate(frontier, page, self.clock(), self.newest_node, name)
            news = taking.take(outcome, reading)
            found = 0
            if isinstance(outcome, Page) and reading is not None and not reading.soft_failure:
                found = follow_links(taking, outcome, reading, self.bounds)
            speech_node = page.node if page.kind == FrontierKind.SPEECH else None
            if (
                speech_node is not None
                and news is UpdateOutcome.NEW
                and (was_asked or not is_guess)
            ):
                before = self.started if was_asked else min(self.started, page.found_at)
                frontier.ask_again_beside(speech_node, STEPS[0], before, self.clock())
        self.counts.found += found
        self.counts.news[news] += 1
        if speech_node is not None and page.read_at is not None:
            self.newest_node = max(self.newest_node, speech_node)

    def _widen(self) -> bool:
        """Add the next neighbours of known speeches; return whether there are any."""
        with self._writing() as frontier:
            found = frontier.add(totals.neighbours_of_speeches(frontier), self.clock())
        self.counts.found += found
        return found > 0

    def _of_archive(self) -> Iterator[Lead]:
        """Yield the pages that the archive's records were read from, whoever fetched them."""
        with self._frontier() as frontier:
            urls = totals.addresses_of_archive(frontier)
        for url in urls:
            yield Lead(url, Strategy.LINK)

    def _strategy(self, name: str, found: Callable[[], Iterable[Lead]]) -> None:
        try:
            for part in batched(found()):
                self._add(part)
        except NoMoreRequests:
            raise
        except Exception as error:  # noqa: BLE001  (whatever it is, the others go on)
            structlog.get_logger().exception("A strategy failed", strategy=name)
            self.counts.failed_strategies.append(f"{name}: {error}")

    def _add(self, leads: Sequence[Lead]) -> None:
        with self._writing() as frontier:
            found = frontier.add(leads, self.clock())
        self.counts.found += found

    @contextmanager
    def _frontier(self) -> Iterator[Frontier]:
        with open_session(self.engine) as opened:
            yield self._of(opened)

    @contextmanager
    def _writing(self) -> Iterator[Frontier]:
        with open_writer_between_imports(self.engine, WRITE_TIMEOUT) as opened:
            yield self._of(opened)

    def _of(self, opened: Session) -> Frontier:
        return Frontier(opened, self.source, self.site)
