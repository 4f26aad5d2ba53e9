"""What a host's robots.txt allows, as RFC 9309 reads it."""

from dataclasses import dataclass
from typing import Final, Self

import httpx
from protego import Protego

ROBOT: Final = "Tingtale"
"""The name by which robots.txt may speak of us."""
MOST_READ: Final = 512_000
"""Bytes; the standard asks for 500 kibibytes at least."""


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """The rules of one host; where they cannot be read, nothing is asked."""

    rules: Protego | None = None
    """None: all is allowed, or `unreadable`."""
    unreadable: str | None = None
    """Why they cannot be read."""

    @classmethod
    def read(cls, body: bytes) -> Self:
        """Return the rules of a file; what is none, as a page, has no rules that forbid."""
        text = body[:MOST_READ].decode("utf-8", errors="replace").removeprefix("\ufeff")
        return cls(Protego.parse(text))

    def allow(self, url: str) -> bool:
        """Tell whether the address may be asked."""
        if self.unreadable is not None:
            return False
        return self.rules is None or self.rules.can_fetch(url, ROBOT)

    @property
    def delay(self) -> float:
        """Seconds that it wants between requests; 0 where it says nothing of that."""
        if self.rules is None:
            return 0.0
        rate = self.rules.request_rate(ROBOT)
        return max(
            self.rules.crawl_delay(ROBOT) or 0.0,
            rate.seconds / rate.requests if rate and rate.requests > 0 else 0.0,
        )

    def sitemaps(self, url: str) -> tuple[str, ...]:
        """Return the addresses of sitemaps that it names, as seen from its own."""
        if self.rules is None:
            return ()
        found = []
        for sitemap in self.rules.sitemaps:
            try:
                found.append(str(httpx.URL(url).join(sitemap)))
            except (httpx.InvalidURL, ValueError):
                continue
        return tuple(dict.fromkeys(found))
