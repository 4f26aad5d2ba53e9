"""One address after the other, asked politely and within bounds; each answer is kept as WARC."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from http import HTTPStatus
from time import monotonic, sleep
from typing import Final, Self

import httpx

from archive.clock import Clock, utc_now
from archive.configuration.fetching import FetchSettings
from importers.fetching.http.allowed_addresses import AllowedAddresses
from importers.fetching.http.client import PoliteClient, user_agent
from importers.fetching.http.connection import BodyLimit, Connection, HttpResponse
from importers.fetching.http.errors import NoResponse, RequestRefused
from importers.fetching.http.redirects import RedirectFollower
from importers.fetching.http.responses import (
    READABLE_STATUSES,
    body_bound,
    conditions,
    contradicts,
    page_from_response,
    response_validators,
)
from importers.fetching.http.robots_files import RobotsFiles
from importers.fetching.outcomes import (
    EndReason,
    FailedFetch,
    FailureReason,
    FindStoredBody,
    MissingPage,
    NoMoreRequests,
    Outcome,
    Page,
    RefusalReason,
    RefusedFetch,
    UnchangedPage,
    Validators,
    no_stored_body,
)
from importers.fetching.warc.writer import WarcWriter

UNCONDITIONAL_EVERY: Final = 100
"""Of so many addresses that have validators, one is asked in full, so that a server whose ETags
lie is found out."""


def warc_writer(
    settings: FetchSettings, clock: Clock = utc_now, known: FindStoredBody = no_stored_body
) -> WarcWriter:
    """Return what keeps a run's answers in the folder that the settings name."""
    about = {
        "software": user_agent(settings).partition(" ")[0],
        "operator": settings.contact or "",
        "http-header-user-agent": user_agent(settings),
        "robots": "obey",
        "isPartOf": settings.url,
    }
    return WarcWriter(
        settings.warc_dir,
        clock=clock,
        about=about,
        most_bytes=settings.warc_megabytes * 1_000_000,
        known=known,
    )


class Fetcher:
    """What asks a site for pages; it knows no database, and decides nothing about what to ask."""

    def __init__(
        self,
        settings: FetchSettings,
        kept: WarcWriter,
        clock: Clock = utc_now,
        *,
        pause: Callable[[float], None] = sleep,
        elapsed: Callable[[], float] = monotonic,
    ) -> None:
        self._settings = settings
        self._open = ExitStack()
        self._connection = Connection(settings, clock)
        self._asker = PoliteClient(
            settings, self._connection, kept, clock, pause=pause, elapsed=elapsed
        )
        self._allowed = AllowedAddresses.of(settings)
        self._following = RedirectFollower(settings, self._asker, self._allowed)
        self._robots = RobotsFiles(settings, self._asker, self._following)
        self._conditional = 0
        self._failed_in_a_row = 0
        self.trusts_validators = True
        """Whether no ETag of this run was seen to lie; after one did, all is asked in full."""

    def __enter__(self) -> Self:
        self._open.enter_context(self._connection)
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    @property
    def requests(self) -> int:
        """How many requests were sent: robots.txt, redirects and repetitions counted."""
        return self._asker.requests

    @property
    def robots_sitemaps(self) -> tuple[str, ...]:
        """The addresses of sitemaps that the site's robots.txt names, which is read for it.

        Raises NoMoreRequests where it cannot be read.
        """
        root = httpx.URL(self._settings.url).copy_with(raw_path=b"/robots.txt")
        self._require_readable(root)
        return self._robots.of(root).sitemaps(str(root))

    def may_ask(self, url: str) -> bool:
        """Tell whether the address is the source's and its host's robots.txt allows to ask it."""
        try:
            checked = self._allowed.checked(url)
        except RequestRefused:
            return False
        return self._robots.of(checked).allow(str(checked))

    def send_cookies(self) -> bool:
        """Send the site's cookies from now on, as after a page that asks for them.

        Return False where it set none, or they are sent already.
        """
        return self._asker.cookies.begin()

    def fetch(self, url: str, validators: Validators | None = None) -> Outcome:
        """Ask for one address and return what came of it.

        Raises NoMoreRequests where nothing may be asked for in this run any more: the address is
        then as it was. Raises ArchiveError where what comes cannot be kept.
        """
        if self._failed_in_a_row >= self._settings.failures:
            raise NoMoreRequests(
                EndReason.FAILURES,
                f"{self._failed_in_a_row} addresses failed one after the other; try again later",
            )
        outcome = self._outcome(url, validators)
        self._failed_in_a_row = self._failed_in_a_row + 1 if isinstance(outcome, FailedFetch) else 0
        return outcome

    def _outcome(self, url: str, validators: Validators | None) -> Outcome:
        try:
            checked = self._allowed.checked(url)
            if checked.host == httpx.URL(self._settings.url).host:
                self._require_readable(checked)
            self._check_robots(checked)
            if validators is not None and (fields := self._conditions(validators)):
                answer, passed = self._ask(checked, fields, validators.sha256)
                if answer.status == HTTPStatus.NOT_MODIFIED:
                    if not contradicts(answer, validators):
                        return _not_modified(url, answer, validators)
                    self.trusts_validators = False
                    answer, passed = self._ask(checked)
            else:
                answer, passed = self._ask(checked)
            return self._read(url, answer, passed, validators)
        except RequestRefused as error:
            return RefusedFetch(url, error.reason, str(error))
        except NoResponse as error:
            return FailedFetch(url, error.reason, str(error), error.retry_after)

    def _ask(
        self, url: httpx.URL, fields: dict[str, str] | None = None, unchanged: str | None = None
    ) -> tuple[HttpResponse, tuple[str, ...]]:
        return self._following.ask(
            url, self._bound, fields, unchanged=unchanged, check=self._check_robots
        )

    def _bound(self, url: httpx.URL) -> BodyLimit:
        return body_bound(self._settings, url)

    def _require_readable(self, url: httpx.URL) -> None:
        """Raise NoMoreRequests where the host's robots.txt cannot be read."""
        if (why := self._robots.of(url).unreadable) is not None:
            raise NoMoreRequests(
                EndReason.ROBOTS, f"robots.txt cannot be read ({why}), so that nothing is asked"
            )

    def _check_robots(self, url: httpx.URL) -> None:
        """Raise NotAsked for an address that robots.txt forbids, NotAnswered where it is broken."""
        rules = self._robots.of(url)
        if rules.unreadable is not None:
            raise NoResponse(
                FailureReason.ROBOTS, f"robots.txt of {url.host} cannot be read: {rules.unreadable}"
            )
        if not rules.allow(str(url)):
            raise RequestRefused(RefusalReason.ROBOTS, f"{url}: robots.txt forbids it")

    def _conditions(self, validators: Validators) -> dict[str, str]:
        """Return the conditions of a request; none where the server's word is not taken."""
        fields = conditions(validators)
        if not fields or not self.trusts_validators:
            return {}
        self._conditional += 1
        is_doubted = self._conditional % UNCONDITIONAL_EVERY == 1 and validators.sha256 is not None
        return {} if is_doubted else fields

    def _read(
        self, url: str, answer: HttpResponse, passed: tuple[str, ...], before: Validators | None
    ) -> Outcome:
        if answer.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
            return MissingPage(url, answer.status, answer.asked_at)
        if answer.status not in READABLE_STATUSES:
            return _unread(url, answer)
        page = page_from_response(url, answer, passed)
        if before is None:
            return page
        if page.sha256 == before.sha256:
            return UnchangedPage(url, page.url, page.fetched_at, page.validators, "digest")
        return self._changed(page, before)

    def _changed(self, page: Page, before: Validators) -> Page:
        """Return the page; without its validators where they are those of another version."""
        is_lie = before.sha256 is not None and before.etag == page.validators.etag is not None
        if not is_lie:
            return page
        self.trusts_validators = False
        return replace(page, validators=Validators(sha256=page.sha256))


def _not_modified(url: str, answer: HttpResponse, before: Validators) -> UnchangedPage:
    told = response_validators(answer, before.sha256)
    kept = Validators(
        told.etag or before.etag, told.last_modified or before.last_modified, before.sha256
    )
    return UnchangedPage(url, answer.url, answer.asked_at, kept, "304")


def _unread(url: str, answer: HttpResponse) -> Outcome:
    """Return what an answer means that holds no page and is none of those that say so."""
    told = f"{answer.url}: HTTP {answer.status}"
    if HTTPStatus.BAD_REQUEST <= answer.status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return RefusedFetch(url, RefusalReason.STATUS, told)
    return FailedFetch(url, FailureReason.PROTOCOL, told)
