"""Answers that refuse: too many requests, unavailable, errors, pages that vanish for a while."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

from site_twin.answers import Answer, Asked, http_date, page
from site_twin.misbehaviour.base import Misbehaviour, OfPages, Surroundings


@dataclass(frozen=True, kw_only=True)
class TooManyRequests(Misbehaviour):
    """429, with Retry-After in seconds, as a date, or without it."""

    name: ClassVar[str] = "too_many_requests"
    status: ClassVar[int] = 429
    retry_after: str | None = "seconds"
    """"seconds", "date" or None."""
    wait: int = 1

    def sent(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        headers = {"Content-Type": "text/html"}
        if self.retry_after == "seconds":
            headers["Retry-After"] = str(self.wait)
        elif self.retry_after == "date":
            moment = datetime.fromtimestamp(around.clock() + self.wait, UTC)
            headers["Retry-After"] = http_date(moment)
        body = f"<html><body><h1>{self.status}</h1></body></html>".encode()
        return Answer(self.status, body, headers, kind="refusal")


@dataclass(frozen=True, kw_only=True)
class Unavailable(TooManyRequests):
    """503, as sites answer while they are mended."""

    name: ClassVar[str] = "unavailable"
    status: ClassVar[int] = 503


@dataclass(frozen=True, kw_only=True)
class ServerFault(Misbehaviour):
    """500 with a page that looks like any other of the site."""

    name: ClassVar[str] = "server_error"

    def sent(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        text = "<html><body><main><h1>Error</h1><p>The website encountered an error.</p></main>"
        return page(text, kind="refusal", status=500)


@dataclass(frozen=True, kw_only=True)
class Vanished(OfPages):
    """404 for pages that are there: a release that went wrong for a night."""

    name: ClassVar[str] = "vanished"
    status: int = 404

    def instead(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        return page("<html><body><h1>Not found</h1></body></html>", status=self.status)
