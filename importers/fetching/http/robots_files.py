"""The robots.txt of each host that is asked, read once a run."""

from http import HTTPStatus

import httpx

from archive.configuration.fetching import FetchSettings
from importers.fetching.http.client import PoliteClient
from importers.fetching.http.connection import BodyLimit
from importers.fetching.http.errors import NoResponse, RequestRefused
from importers.fetching.http.redirects import RedirectFollower
from importers.fetching.http.robots import RobotsRules


class RobotsFiles:
    """The rules by host."""

    def __init__(
        self, settings: FetchSettings, asker: PoliteClient, following: RedirectFollower
    ) -> None:
        self._most_bytes = settings.page_bytes
        self._asker = asker
        self._following = following
        self._read: dict[tuple[str, str, int | None], RobotsRules] = {}

    def of(self, url: httpx.URL) -> RobotsRules:
        """Return the rules of the address's host, which is asked for them the first time."""
        key = (url.scheme, url.host, url.port)
        if key not in self._read:
            self._read[key] = rules = self._asked(url.copy_with(raw_path=b"/robots.txt"))
            pace = self._asker.pace
            pace.robots_delay = max(pace.robots_delay, rules.delay)
        return self._read[key]

    def _asked(self, url: httpx.URL) -> RobotsRules:
        """Return the rules; where the file is not there (4xx), all is allowed."""
        try:
            answer, _ = self._following.ask(url, self._bound)
        except (NoResponse, RequestRefused) as error:
            return RobotsRules(unreadable=str(error))
        if answer.status == HTTPStatus.OK:
            return RobotsRules.read(answer.body)
        if HTTPStatus.BAD_REQUEST <= answer.status < HTTPStatus.INTERNAL_SERVER_ERROR:
            return RobotsRules()
        return RobotsRules(unreadable=f"{answer.url}: HTTP {answer.status}")

    def _bound(self, _: httpx.URL) -> BodyLimit:
        return lambda _status, _headers: self._most_bytes
