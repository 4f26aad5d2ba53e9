"""Addresses of one page: one of them is asked, the others where it holds nothing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from archive.models import FrontierPage
from archive.vocabulary import FrontierKind, PageState, Strategy
from importers.fetching.discovery.leads import Lead
from importers.fetching.frontier.pages import Frontier
from importers.fetching.schedule import MISSING_DAYS
from importers.sources.norden.addresses import PageKind

MOST_ASKED_ALIASES: Final = 4
"""Addresses of one record that are asked where the first ones hold nothing."""


@dataclass(frozen=True, slots=True)
class PageAliases:
    """The other addresses of a page, at the moment when it was answered."""

    frontier: Frontier
    page: FrontierPage
    now: datetime

    def ask_the_next(self) -> None:
        """Schedule another address of the record where this one holds nothing."""
        page, forms = self.page, self.frontier.forms_of(self.page)
        main = next((form for form in forms if form.read_at and not form.same_as_id), None)
        if page.read_at is None and main is not None:
            self.frontier.become_forms_of(main, [page])
        if page.read_at is not None and main is not None and not main.missing_days:
            return  # it stands in for this one already
        left = [form for form in forms if form.same_as_id is not None and self._may_hold_it(form)]
        tried = sum(form.asked_at is not None and not self._may_hold_it(form) for form in forms)
        if not left or tried >= MOST_ASKED_ALIASES:
            return
        form = left[0]
        form.state, form.same_as_id, form.next_at = PageState.WAITING, None, self.now
        form.priority, form.kind, form.session = page.priority, page.kind, page.session
        form.session_disputed = page.session_disputed

    @staticmethod
    def _may_hold_it(form: FrontierPage) -> bool:
        """Tell whether the address was never asked, or held the page when it was asked last."""
        return form.asked_at is None or (form.read_at is not None and not form.missing_days)

    def absorb(self, *, is_back: bool) -> None:
        """Make the record's other addresses that hold nothing aliases of this page.

        One that held the page, and has been missing for a day or two, is awaited: its statement
        leads. When it `is_back`, the address that stood in for it is a form of it again.
        """
        page = self.page
        others = [
            form
            for form in self.frontier.of_record(page.record)
            if form.id != page.id and form.state != PageState.SAME_AS
            if is_back or form.read_at is None or form.missing_days >= MISSING_DAYS
        ]
        self.frontier.become_forms_of(page, others)

    def was_sent_on_to(self, url: str) -> None:
        """Let the address that was read in the end not be asked by itself."""
        page, frontier = self.page, self.frontier
        other = frontier.page(url)
        if other is None:
            frontier.add([Lead(url, Strategy.LINK, found_on=page.url)], self.now)
            other = frontier.page(url)
        if other is not None and other.read_at is None and other.id != page.id:
            frontier.become_forms_of(page, [other])

    def is_itself_at(self, url: str, *, is_dated: bool) -> None:
        """Add an address that the page states as its own (canonical) as an alias.

        Where two pages state the same one, neither is believed, and it is asked itself. So is the
        node that a page by its slug states without a date: by its node the record may have one.
        """
        page, frontier = self.page, self.frontier
        record, kind = frontier.site.record(url), frontier.site.kind(url)
        is_of_speech = {kind, frontier.site.kind(page.url)} <= {PageKind.NODE, PageKind.SPEECH}
        is_other_node = kind is PageKind.NODE and page.node is not None
        if record == page.record or not is_of_speech or is_other_node:
            return
        if not (forms := frontier.of_record(record)):
            frontier.add([Lead(url, Strategy.LINK, found_on=page.url)], self.now)
            forms = frontier.of_record(record)
        main = frontier.asked_in_stead(forms[0])
        if main.id == page.id:
            return
        if _say_the_same(page, main):
            self._join(main)
        elif main.record != record:
            form = forms[0]
            form.state, form.same_as_id, form.next_at = PageState.WAITING, None, self.now
        elif main.read_at is None and (is_dated or kind is not PageKind.NODE):
            frontier.become_forms_of(page, [main])

    def is_said_elsewhere(self) -> None:
        """Let a page by its slug be a form of a node's whose speech is the same.

        Two nodes are two records of the source, whatever they say.
        """
        page = self.page
        if page.kind != FrontierKind.SPEECH or page.leads_sha256 is None:
            return
        is_same = FrontierPage.leads_sha256 == page.leads_sha256
        others = self.frontier.session.scalars(
            self.frontier.pages().where(is_same, FrontierPage.state == PageState.READ)
        )
        for other in others:
            if other.id != page.id and (other.node is None) != (page.node is None):
                self._join(other)
                return

    def _join(self, other: FrontierPage) -> None:
        """Let one page be a form of the other: the one by its slug of the one by its node."""
        by_node, by_slug = (other, self.page) if other.node is not None else (self.page, other)
        self.frontier.become_forms_of(by_node, [by_slug])


def _say_the_same(page: FrontierPage, other: FrontierPage) -> bool:
    return page.leads_sha256 is not None and page.leads_sha256 == other.leads_sha256
