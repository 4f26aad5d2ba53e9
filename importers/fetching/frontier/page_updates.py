"""What an answer changes of a page of the frontier, and when it is asked next."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from archive.models import FrontierPage
from archive.vocabulary import FrontierKind, PageState, Strategy
from importers.fetching import schedule
from importers.fetching.classification import PageClassification
from importers.fetching.discovery.leads import Priority
from importers.fetching.frontier.aliases import PageAliases
from importers.fetching.frontier.pages import GUESSES, LISTS, Frontier
from importers.fetching.outcomes import (
    FailedFetch,
    MissingPage,
    Outcome,
    Page,
    RefusalReason,
    RefusedFetch,
    UnchangedPage,
    Validators,
)


class UpdateOutcome(StrEnum):
    """What an answer brought."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    OTHER = "other"
    """Read, and no record: a listing, news."""
    SOFT = "soft_failures"
    MISSING = "missing"
    GONE = "gone"
    """Missing on the third day."""
    REFUSED = "refused"
    FAILED = "failed"


WEEK: Final = timedelta(days=7)


def page_validators(page: FrontierPage) -> Validators | None:
    """Return what is known of the page since it was read; None where it never was."""
    if page.read_at is None or page.sha256 is None:
        return None
    return Validators(page.etag, page.last_modified, page.sha256)


@dataclass(frozen=True, slots=True)
class PageUpdate:
    """An answer to a page, taken into the frontier at a moment."""

    frontier: Frontier
    page: FrontierPage
    now: datetime
    newest_node: int
    """The highest node of a known speech: what lies beyond may yet come."""
    warc: str | None = None
    """The file that the answer was kept in."""

    @property
    def forms(self) -> PageAliases:
        """The other addresses of the page."""
        return PageAliases(self.frontier, self.page, self.now)

    def take(self, outcome: Outcome, reading: PageClassification | None) -> UpdateOutcome:
        """Change the page by the answer; `reading` tells what a Page is."""
        page = self.page
        page.asked_at, page.reason = self.now, None
        match outcome:
            case Page() if reading is not None and reading.soft_failure is None:
                return self._read(outcome, reading)
            case Page():
                return self._soft_failure(outcome, reading)
            case UnchangedPage():
                return self._unchanged(outcome)
            case MissingPage():
                return self._missing(outcome)
            case RefusedFetch():
                return self._refused(outcome)
            case FailedFetch():
                return self._failed(outcome)

    def _read(self, answer: Page, reading: PageClassification) -> UpdateOutcome:
        page, is_first = self.page, self.page.read_at is None
        has_changed = is_first or page.content_sha256 != reading.content_sha256
        was_record = not is_first and page.state == PageState.READ and _is_record(page.kind)
        is_back = page.missing_days > 0
        self._found(answer.status, answer.validators)
        if page.sha256 != answer.sha256:
            page.kept_at, page.warc = answer.fetched_at, self.warc
        page.sha256, page.content_sha256 = answer.sha256, reading.content_sha256
        page.leads_sha256 = reading.leads_sha256
        page.reason = reading.reason
        if has_changed:
            page.changed_at = self.now
        page.awaited = reading.awaited and (is_first or (page.awaited and not has_changed))
        is_page = reading.kind != FrontierKind.UNKNOWN or was_record
        if reading.kind != FrontierKind.UNKNOWN:
            page.kind = reading.kind
        page.state = PageState.READ if is_page else PageState.NO_RECORD
        page.next_at = self._after_reading()
        self.forms.absorb(is_back=is_back)
        if not is_page:
            return UpdateOutcome.OTHER
        if not has_changed:
            return UpdateOutcome.UNCHANGED
        if not (reading.is_record or was_record):
            return UpdateOutcome.OTHER
        return UpdateOutcome.NEW if is_first else UpdateOutcome.CHANGED

    def _unchanged(self, answer: UnchangedPage) -> UpdateOutcome:
        is_back = self.page.missing_days > 0
        self._found(200 if answer.by == "digest" else 304, answer.validators)
        if self.page.state in {PageState.GONE, PageState.WAITING}:
            self.page.state = PageState.READ
        self.forms.absorb(is_back=is_back)
        self.page.next_at = self._after_reading()
        return UpdateOutcome.UNCHANGED

    def _found(self, status: int, validators: Validators) -> None:
        page = self.page
        page.status, page.read_at = status, self.now
        page.etag = _fits(validators.etag, 500)
        page.last_modified = _fits(validators.last_modified, 100)
        page.failures = page.missing_days = 0
        page.missing_on = page.gone_at = None

    def _after_reading(self) -> datetime:
        page = self.page
        if page.kind in LISTS or page.priority <= Priority.LISTS:
            return schedule.in_time(self.now, schedule.NIGHTLY)
        if page.kind == FrontierKind.LISTING and self._is_of_this_time():
            return schedule.in_time(self.now, schedule.NIGHTLY)
        if page.state == PageState.NO_RECORD:
            return schedule.in_time(self.now, schedule.SELDOM)
        due = schedule.after_reading(page.changed_at or self.now, self.now)
        return min(due, schedule.in_time(self.now, schedule.WAITING)) if page.awaited else due

    def _is_of_this_time(self) -> bool:
        """Tell whether the address names this year, or the one before."""
        return any(str(year) in self.page.record for year in (self.now.year, self.now.year - 1))

    def _soft_failure(self, answer: Page, reading: PageClassification | None) -> UpdateOutcome:
        """Keep what is known of the page: what came says nothing of it.

        That nothing is there is believed of a guessed address at the second time.
        """
        page = self.page
        page.status, page.reason = answer.status, reading.soft_failure if reading else None
        page.failures += 1
        page.next_at = schedule.after_failures(self.now, page.failures, None)
        is_guess = page.read_at is None and page.strategy in GUESSES
        if is_guess and reading is not None and reading.says_none and page.failures > 1:
            page.next_at = self._after_never_found()
        if page.read_at is None:
            page.state = PageState.NO_RECORD
            self.forms.ask_the_next()
        return UpdateOutcome.SOFT

    def _missing(self, answer: MissingPage) -> UpdateOutcome:
        page, today = self.page, self.now.date()
        page.status, page.failures = answer.status, 0
        if page.missing_on != today:
            page.missing_days, page.missing_on = page.missing_days + 1, today
        if page.read_at is None:
            page.state = PageState.NO_RECORD
            page.next_at = self._after_never_found()
            self.forms.ask_the_next()
            return UpdateOutcome.MISSING
        if page.missing_days < schedule.MISSING_DAYS:
            page.next_at = schedule.in_time(self.now, schedule.NIGHTLY)
            self.forms.ask_the_next()
            return UpdateOutcome.MISSING
        page.next_at = schedule.in_time(self.now, schedule.YEARLY)
        if page.gone_at is not None:
            return UpdateOutcome.MISSING
        page.state, page.gone_at = PageState.GONE, self.now
        return UpdateOutcome.GONE

    def _after_never_found(self) -> datetime:
        page = self.page
        if page.strategy in {Strategy.SEED, Strategy.SITEMAP, Strategy.FEED}:
            is_awaited = page.kind in LISTS or self._is_of_this_time()
            return schedule.in_time(self.now, WEEK if is_awaited else schedule.SELDOM)
        is_guess = page.strategy in {Strategy.BLOCK, Strategy.NEIGHBOUR}
        if is_guess and (page.node or 0) < self.newest_node:
            return schedule.in_time(self.now, schedule.SELDOM)
        return schedule.after_reading(page.found_at, self.now)

    def _refused(self, answer: RefusedFetch) -> UpdateOutcome:
        page = self.page
        page.status, page.reason = None, f"{answer.reason.value}: {answer.detail}"
        page.failures += 1
        page.next_at = schedule.after_refusals(self.now, page.failures)
        if answer.reason is RefusalReason.ROBOTS:  # which costs no request
            page.next_at = schedule.in_time(self.now, schedule.NIGHTLY)
        if page.read_at is None:
            page.state = PageState.REFUSED
            self.forms.ask_the_next()
        else:
            page.next_at = schedule.in_time(self.now, schedule.NIGHTLY)
        return UpdateOutcome.REFUSED

    def _failed(self, answer: FailedFetch) -> UpdateOutcome:
        page = self.page
        page.status, page.reason = None, f"{answer.reason.value}: {answer.detail}"
        page.failures += 1
        page.next_at = schedule.after_failures(self.now, page.failures, answer.retry_after)
        return UpdateOutcome.FAILED


def _is_record(kind: str) -> bool:
    return kind in {FrontierKind.SPEECH, FrontierKind.PROTOCOL, FrontierKind.AGENDA_ITEM}


def _fits(text: str | None, most: int) -> str | None:
    return text if text is None or len(text) <= most else None
