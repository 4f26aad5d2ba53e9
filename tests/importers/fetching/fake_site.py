"""A site in memory, at the network's edge: what a crawl asks of it, and what it answers."""

import hashlib
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from norden_pages import PROSE, Page
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from archive.configuration.fetching import FetchSettings
from archive.models import FrontierPage
from archive.settings import Settings
from importers.fetching import outcomes
from importers.fetching.crawl import crawl
from importers.fetching.outcomes import (
    EndReason,
    MissingPage,
    NoMoreRequests,
    UnchangedPage,
    Validators,
)

BASE = "https://www.norden.org"
SESSION = "/en/session2019"
SEEN = "/en/speech/1-seen"
FIRST_NIGHT = datetime(2026, 12, 1, 1, 0)  # noqa: DTZ001


class Killed(BaseException):
    """What kill -9 is to a program: nothing of it is caught."""


@dataclass
class FakeSite:
    """Pages by path; what is not there is missing. `asked` are the paths of the night."""

    pages: dict[str, object] = field(default_factory=dict)
    robots_sitemaps: tuple[str, ...] = ()
    now: datetime = FIRST_NIGHT
    asked: list[str] = field(default_factory=list)
    budget: int = 100_000
    killed_at: int | None = None
    cookies: bool = False

    @property
    def requests(self) -> int:
        return len(self.asked)

    def clock(self) -> datetime:
        return self.now

    def send_cookies(self) -> bool:
        before, self.cookies = self.cookies, True
        return not before

    def fetch(self, url: str, validators: Validators | None = None):
        if len(self.asked) >= self.budget:
            raise NoMoreRequests(EndReason.REQUESTS, "the budget is spent")
        path = url.removeprefix(BASE)
        self.asked.append(path)
        if self.killed_at == len(self.asked):
            raise Killed
        found = self.pages.get(path)
        if callable(found):
            found = found()
        if isinstance(found, outcomes.Page | outcomes.FailedFetch | outcomes.RefusedFetch):
            return found
        final = url
        while isinstance(found, str) and found.startswith("-> "):
            final = BASE + found.removeprefix("-> ")
            found = self.pages.get(final.removeprefix(BASE))
        if found is None or isinstance(found, int):
            return MissingPage(url, found or 404, self.now)
        body = found.html().encode() if isinstance(found, Page) else found.encode()
        sha256 = hashlib.sha256(body).hexdigest()
        told = Validators(f'"{sha256[:8]}"', None, sha256)
        if validators is not None and validators.sha256 == sha256:
            return UnchangedPage(url, final, self.now, told, "304")
        kind = (
            "application/xml" if body.startswith((b"<?xml", b"<urlset", b"<rss")) else "text/html"
        )
        return outcomes.Page(url, final, (), 200, kind, body, self.now, sha256, told)

    @contextmanager
    def opening(self, settings: FetchSettings, clock, known):
        @dataclass
        class Kept:
            files: tuple[Path, ...] = ()

        yield self, Kept()

    def night(self, engine: Engine, days: float = 1, *, private: bool = False, **keywords):
        """Crawl, `days` after the night before."""
        self.now += timedelta(days=days)
        self.asked.clear()
        settings = Settings(fetch=FetchSettings(contact="archive@example.org", private=private))
        return crawl(engine, settings, clock=self.clock, opening=self.opening, **keywords)

    @property
    def twice(self) -> list[str]:
        return [path for path, times in Counter(self.asked).items() if times > 1]


def speech(node: int | None = None, number: int = 12, slug: str | None = None, **fields) -> Page:
    """Return a speech's page, at its node or its slug."""
    path = f"/en/node/{node}" if slug is None else f"/en/speech/{slug}"
    fields = {"title": f"{number}. Kari Ås (Replik)", "number": str(number)} | fields
    body = [f"{PROSE['da']} {PROSE['da']} Tale nummer {number} i dag."]
    return Page(**({"url": BASE + path, "body": body} | fields))


def listing(*paths: str, title: str = "Session") -> str:
    links = "".join(f"<li><a href='{path}'>{path}</a></li>" for path in paths)
    return f"<html><body><main><h1>{title}</h1><ul>{links}</ul></main></body></html>"


def page_of(engine: Engine, path: str) -> FrontierPage:
    with Session(engine) as session:
        return session.scalars(select(FrontierPage).where(FrontierPage.url == BASE + path)).one()


def read_paths(engine: Engine, kind: str = "speech") -> set[str]:
    """Return the paths of the pages that were read as this kind."""
    with Session(engine) as session:
        rows = session.scalars(
            select(FrontierPage.url).where(
                FrontierPage.kind == kind,
                FrontierPage.state == "read",
                FrontierPage.read_at.is_not(None),
            )
        )
        return {url.removeprefix(BASE) for url in rows}


def asked_on(site, engine, days):
    """Return on which of the days, of which the first is now, a night asks for the page."""
    begun, found = site.now, []
    for day in days:
        site.now = begun + timedelta(days=day)
        site.night(engine, days=0)
        found += [day] if "/en/node/70001" in site.asked else []
    return found
