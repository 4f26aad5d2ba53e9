"""Rows of the frontier: finding them, and adding what strategies lead to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Select, or_, select, update
from sqlalchemy.orm import Session

from archive.database import batched
from archive.models import FrontierPage
from archive.vocabulary import FrontierKind, PageState, Strategy
from importers.fetching.discovery.leads import Lead
from importers.sources.norden.site import Site, is_no_page

MOST_ALIASES: Final = 16
"""Addresses of one page that are kept: two names in seven forms, and some more."""
GUESSES: Final = (Strategy.SEED, Strategy.BLOCK, Strategy.NEIGHBOUR)
"""Strategies to whose addresses nothing leads."""
LISTS: Final = (FrontierKind.SITEMAP, FrontierKind.FEED)


@dataclass(frozen=True, slots=True)
class Frontier:
    """The pages of one source, within a transaction."""

    session: Session
    source: str
    site: Site

    def pages(self) -> Select[FrontierPage]:
        """Return what selects all pages of the source."""
        return select(FrontierPage).where(FrontierPage.source == self.source)

    def due(self, now: datetime, before: datetime, most: int) -> list[FrontierPage]:
        """Return pages that are due and were not asked since `before`, the foremost first."""
        return [
            *self.session.scalars(
                self.pages()
                .where(
                    FrontierPage.next_at <= now,
                    or_(FrontierPage.asked_at.is_(None), FrontierPage.asked_at < before),
                )
                .order_by(FrontierPage.priority, FrontierPage.id)
                .limit(most)
            )
        ]

    def bring_forward(self, now: datetime, pause: timedelta) -> None:
        """Let all that is due later be due so much earlier, as if that time had passed."""
        later = self.pages().where(FrontierPage.next_at > now)
        for page in self.session.scalars(later):
            if page.next_at is not None:
                page.next_at -= pause

    def ask_again_beside(self, node: int, distance: int, before: datetime, now: datetime) -> None:
        """Let guessed nodes this near be due that were none before: something is new there.

        `before` it the speech was not there, or was not known: what was answered since, holds.
        """
        statement = self.pages().where(
            FrontierPage.node.between(node - distance, node + distance),
            FrontierPage.strategy.in_(GUESSES),
            FrontierPage.state == PageState.NO_RECORD,
            FrontierPage.read_at.is_(None),
            FrontierPage.asked_at < before,
        )
        for page in self.session.scalars(statement):
            page.next_at = now

    def page(self, url: str) -> FrontierPage | None:
        """Return the page of a normalised address."""
        return self.session.scalars(self.pages().where(FrontierPage.url == url)).one_or_none()

    def of_record(self, record: str) -> list[FrontierPage]:
        """Return the pages that share the name of a record, in the order in which they came."""
        statement = self.pages().where(FrontierPage.record == record).order_by(FrontierPage.id)
        return [*self.session.scalars(statement)]

    def forms_of(self, page: FrontierPage) -> list[FrontierPage]:
        """Return the other addresses of a page: of its name, and those known to be the same."""
        is_form = or_(FrontierPage.record == page.record, FrontierPage.same_as_id == page.id)
        statement = self.pages().where(is_form, FrontierPage.id != page.id)
        return [*self.session.scalars(statement.order_by(FrontierPage.id))]

    def asked_in_stead(self, page: FrontierPage) -> FrontierPage:
        """Return the page whose alias this is, or the page itself."""
        passed = set()
        while page.same_as_id is not None and page.id not in passed:
            passed.add(page.id)
            page = self.session.get_one(FrontierPage, page.same_as_id)
        return page

    def become_forms_of(self, page: FrontierPage, others: Iterable[FrontierPage]) -> None:
        """Let the others, and what is asked by them, be forms of the page."""
        for other in others:
            other.state, other.same_as_id, other.next_at = PageState.SAME_AS, page.id, None
            self.session.flush()
            self.session.execute(
                update(FrontierPage)
                .where(FrontierPage.same_as_id == other.id)
                .values(same_as_id=page.id)
            )
            told = None if other.session_disputed else other.session
            set_session(page, told)

    def add(self, leads: Iterable[Lead], now: datetime) -> int:
        """Keep what leads lead to; return how many pages are new, other forms not counted."""
        return sum(self._add(part, now) for part in batched(self._normalised(leads)))

    def _normalised(self, leads: Iterable[Lead]) -> Iterator[tuple[str, Lead]]:
        for lead in leads:
            url = self.site.normalise(lead.url, lead.found_on)
            if url is not None and (lead.kind in LISTS or not is_no_page(url)):
                yield url, lead

    def _add(self, leads: Sequence[tuple[str, Lead]], now: datetime) -> int:
        by_url = {page.url: page for page in self._held(FrontierPage.url, [u for u, _ in leads])}
        records = [self.site.record(url) for url, _ in leads]
        by_record: dict[str, list[FrontierPage]] = {}
        for page in self._held(FrontierPage.record, records):
            by_record.setdefault(page.record, []).append(page)
        new = 0
        for (url, lead), record in zip(leads, records, strict=True):
            if (known := by_url.get(url)) is not None:
                update_from_lead(self.asked_in_stead(known), lead, now)
                continue
            forms = by_record.setdefault(record, [])
            if len(forms) >= MOST_ALIASES:
                continue
            page = self._page(url, record, lead, now)
            if forms:
                main = self._main(forms)
                page.state, page.same_as_id, page.next_at = PageState.SAME_AS, main.id, None
                update_from_lead(main, lead, now)
            self.session.add(page)
            self.session.flush()
            new += not forms
            forms.append(page)
            by_url[url] = page
        return new

    def _held(self, column: object, values: Sequence[str]) -> Iterator[FrontierPage]:
        wanted = column.in_(sorted(set(values)))  # type: ignore[attr-defined]
        yield from self.session.scalars(self.pages().where(wanted).order_by(FrontierPage.id))

    def _main(self, forms: Sequence[FrontierPage]) -> FrontierPage:
        asked = (page for page in forms if page.state != PageState.SAME_AS)
        return next(asked, None) or self.asked_in_stead(forms[0])

    def _page(self, url: str, record: str, lead: Lead, now: datetime) -> FrontierPage:
        return FrontierPage(
            source=self.source,
            url=url,
            record=record,
            node=self.site.node(url),
            kind=lead.kind,
            strategy=lead.strategy,
            priority=lead.priority,
            found_on=lead.found_on,
            found_at=now,
            depth=lead.depth,
            session=lead.session,
            session_disputed=False,
            state=PageState.WAITING,
            next_at=now,
            failures=0,
            missing_days=0,
            awaited=False,
        )


def update_from_lead(page: FrontierPage, lead: Lead, now: datetime) -> None:
    """Let a page that is known be known by a further lead: its rank, its kind and its session.

    Where nothing was at an address that had been guessed, it is asked anew once a page leads there.
    """
    if page.read_at is None and page.strategy in GUESSES and lead.strategy not in GUESSES:
        page.strategy, page.found_on, page.found_at = lead.strategy, lead.found_on, now
        if page.state == PageState.NO_RECORD:
            page.state, page.next_at = PageState.WAITING, now
    page.priority = min(page.priority, lead.priority)
    if page.kind == FrontierKind.UNKNOWN and page.read_at is None:
        page.kind = lead.kind
    set_session(page, lead.session)


def set_session(page: FrontierPage, session: int | None) -> None:
    """Let a listing tell the page's session; two that differ tell none."""
    if session is None or page.session_disputed:
        return
    if page.session is None:
        page.session = session
    elif page.session != session:
        page.session, page.session_disputed = None, True
