"""Requests to a site, one at a time: within budget and hours, at its pace, each answer kept."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from importlib.metadata import version
from time import monotonic, sleep
from typing import Final

import httpx
from tenacity import (
    Retrying,
    retry_if_exception,
    stop_after_attempt,
    wait_exponential,
    wait_random,
)

from archive.clock import Clock
from archive.configuration.fetching import FetchSettings
from archive.errors import SettingsError
from importers.fetching.http.connection import BodyLimit, Connection, HttpResponse
from importers.fetching.http.cookies import Cookies
from importers.fetching.http.encodings import ACCEPTED
from importers.fetching.http.errors import NoResponse
from importers.fetching.http.pace import Pace, seconds_of
from importers.fetching.http.robots import ROBOT
from importers.fetching.outcomes import EndReason, FailureReason, NoMoreRequests
from importers.fetching.warc.writer import WarcWriter

_QUICKEST_RETRY: Final = 0.05
_BUSY: Final = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_TRANSIENT: Final = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY})
_OF_SERVER: Final = 500


def user_agent(settings: FetchSettings) -> str:
    """Return as what requests name themselves; raises SettingsError without a contact."""
    if settings.contact is None:
        raise SettingsError(
            "TINGTALE_CONTACT is not set: each request tells a site whom to write to. Set it to"
            " your mail address, or to a page about your archive"
        )
    return f"{ROBOT}/{version('tingtale')} (+{settings.contact})"


class PoliteClient:
    """What sends requests; it counts them."""

    def __init__(  # noqa: PLR0913  (keywords that have a default)
        self,
        settings: FetchSettings,
        connection: Connection,
        kept: WarcWriter,
        clock: Clock,
        *,
        pause: Callable[[float], None] = sleep,
        elapsed: Callable[[], float] = monotonic,
    ) -> None:
        self._settings = settings
        self._connection = connection
        self._kept = kept
        self._clock = clock
        self._fields = {
            "User-Agent": user_agent(settings),
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.1",
            "Accept-Encoding": ACCEPTED,
        }
        self.requests = 0
        """How many were sent."""
        self.cookies = Cookies()
        self.pace = Pace(settings, pause=pause, elapsed=elapsed)
        again = max(settings.delay, _QUICKEST_RETRY)
        self._retrying = Retrying(
            retry=retry_if_exception(self._may_be_tried_again),
            stop=stop_after_attempt(settings.tries),
            wait=wait_exponential(again, settings.wait_seconds) + wait_random(0, again),
            sleep=pause,
            reraise=True,
        )

    def ask(
        self,
        url: httpx.URL,
        bound: BodyLimit,
        fields: Mapping[str, str] | None = None,
        *,
        unchanged: str | None = None,
    ) -> HttpResponse:
        """Return the answer to a GET, of any status but those that pass with time.

        `unchanged` is the SHA-256 of the body that a 304 would stand for. Raises NotAnswered after
        as many tries as one address has, NotAsked, and NoMoreRequests where none may be sent.
        """
        answer: HttpResponse = self._retrying(self._ask_once, url, bound, fields or {}, unchanged)
        return answer

    def _ask_once(
        self, url: httpx.URL, bound: BodyLimit, fields: Mapping[str, str], unchanged: str | None
    ) -> HttpResponse:
        self._require_leave()
        self.pace.wait()
        self._require_hours()
        request = httpx.Request("GET", url, headers={**self._fields, **fields})
        self.cookies.add_to(request)
        self.requests += 1
        try:
            answer = self._connection.ask(request, bound)
        except Exception:
            self.pace.failed()
            raise
        self.pace.answered(answer.seconds)
        self.cookies.take(answer)
        self._kept.keep(answer, unchanged=unchanged)
        self._require_answered(answer)
        return answer

    def _require_leave(self) -> None:
        """Raise NoMoreRequests where no request may be sent."""
        if self.requests >= self._settings.requests:
            raise NoMoreRequests(
                EndReason.REQUESTS, f"the {self._settings.requests:,} requests of a run are sent"
            )
        for seconds, reason, who in (
            (self.pace.held_for, EndReason.RETRY_AFTER, "the server"),
            (self.pace.robots_delay, EndReason.ROBOTS, "robots.txt"),
        ):
            if seconds > self._settings.wait_seconds:
                raise NoMoreRequests(
                    reason,
                    f"{who} asks for a pause of {seconds:,.0f} seconds; no more than"
                    f" {self._settings.wait_seconds} are waited for (TINGTALE_FETCH_WAIT_SECONDS)",
                )
        self._require_hours()

    def _require_hours(self) -> None:
        hours = self._settings.hours
        if hours is not None and not hours.contain(self._clock()):
            raise NoMoreRequests(
                EndReason.HOURS, f"requests are sent in the hours {hours} (TINGTALE_FETCH_HOURS)"
            )

    def _require_answered(self, answer: HttpResponse) -> None:
        """Raise NotAnswered for an answer that says to come again."""
        is_transient = answer.status in _BUSY | _TRANSIENT or answer.status >= _OF_SERVER
        if not is_transient:
            return
        retry_after = seconds_of(answer.headers.get("retry-after"), self._clock)
        if answer.status in _BUSY:
            self.pace.slow_down(retry_after)
        too_many = answer.status == HTTPStatus.TOO_MANY_REQUESTS
        raise NoResponse(
            FailureReason.TOO_MANY_REQUESTS if too_many else FailureReason.SERVER_ERROR,
            f"{answer.url}: HTTP {answer.status}",
            retry_after,
        )

    def _may_be_tried_again(self, error: BaseException) -> bool:
        """Tell whether the same request may be answered within the time that is waited for."""
        return (
            isinstance(error, NoResponse)
            and error.reason is not FailureReason.TLS
            and (error.retry_after or 0) <= self._settings.wait_seconds
        )
