"""Redirects, followed by hand: each hop is asked only where it may be."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Final

import httpx

from archive.configuration.fetching import FetchSettings
from importers.fetching.http.allowed_addresses import AllowedAddresses
from importers.fetching.http.client import PoliteClient
from importers.fetching.http.connection import BodyLimit, HttpResponse
from importers.fetching.http.errors import RequestRefused
from importers.fetching.outcomes import RefusalReason

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_CLOSED: Final = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})


class RedirectFollower:
    """Asks an address, and those to which its answers send on."""

    def __init__(
        self, settings: FetchSettings, asker: PoliteClient, allowed: AllowedAddresses
    ) -> None:
        self._most = settings.redirects
        self._asker = asker
        self._allowed = allowed

    def ask(
        self,
        url: httpx.URL,
        bound: Callable[[httpx.URL], BodyLimit],
        fields: Mapping[str, str] | None = None,
        *,
        unchanged: str | None = None,
        check: Callable[[httpx.URL], None] = lambda _: None,
    ) -> tuple[HttpResponse, tuple[str, ...]]:
        """Return the last answer, and the addresses to which it was sent on.

        `check` raises NotAsked or NotAnswered for a hop that may not be asked. A site that sends
        in a circle, or says 403, until its cookies come back gets them back.
        """
        passed: list[str] = []
        asked = {url}
        while True:
            answer = self._asker.ask(url, bound(url), fields, unchanged=unchanged)
            if answer.status in _CLOSED and self._asker.cookies.begin():
                continue
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return answer, tuple(passed)
            url = self._next(answer)
            check(url)
            if url in asked:
                if not self._asker.cookies.begin():
                    raise RequestRefused(
                        RefusalReason.TOO_MANY_REDIRECTS, f"{url}: redirects go in a circle"
                    )
                asked.clear()
            asked.add(url)
            passed.append(str(url))
            if len(passed) > self._most:
                raise RequestRefused(
                    RefusalReason.TOO_MANY_REDIRECTS, f"{url}: more than {self._most} redirects"
                )

    def _next(self, answer: HttpResponse) -> httpx.URL:
        """Return the address to which an answer sends on; raises NotAsked for a strange one."""
        location = answer.headers["location"]
        try:
            joined = str(answer.request.url.join(location))
        except (httpx.InvalidURL, ValueError) as error:
            raise RequestRefused(
                RefusalReason.BAD_ADDRESS, f"{answer.url}: sends to {location[:200]!r} ({error})"
            ) from error
        try:
            return self._allowed.checked(joined)
        except RequestRefused as error:
            raise RequestRefused(error.reason, f"{answer.url}: sends to {error}") from error
