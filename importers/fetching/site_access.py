"""What a crawl asks by, and where it writes: the network, and a database that does not wait."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from sqlalchemy import Engine, event

from archive.clock import Clock
from archive.configuration.fetching import FetchSettings
from archive.database import open_engine
from importers.fetching.optional_libraries import fetching_libraries
from importers.fetching.outcomes import FindStoredBody, Outcome, Validators


class PageFetcher(Protocol):
    """What asks for pages: a Fetcher, or in tests what stands for it."""

    @property
    def requests(self) -> int:
        """How many requests were sent."""

    @property
    def robots_sitemaps(self) -> tuple[str, ...]:
        """The sitemaps that robots.txt names."""

    def fetch(self, url: str, validators: Validators | None = None) -> Outcome:
        """Ask for one address."""

    def send_cookies(self) -> bool:
        """Send the site's cookies from now on; False where there are none, or they are sent."""


class CaptureFiles(Protocol):
    """What keeps the answers."""

    files: tuple[Path, ...]


SiteOpener: TypeAlias = Callable[
    [FetchSettings, Clock, FindStoredBody], AbstractContextManager[tuple[PageFetcher, CaptureFiles]]
]


@contextmanager
def open_site(
    settings: FetchSettings, clock: Clock, known: FindStoredBody
) -> Iterator[tuple[PageFetcher, CaptureFiles]]:
    """Open the network; raises LibraryMissing, and SettingsError without a contact."""
    with fetching_libraries("to fetch"):
        from importers.fetching.fetcher import Fetcher, warc_writer  # noqa: PLC0415
    with warc_writer(settings, clock, known) as kept, Fetcher(settings, kept, clock) as fetcher:
        yield fetcher, kept


@contextmanager
def with_fast_commits(engine: Engine) -> Iterator[Engine]:
    """Yield an engine that does not wait for the disk at each commit (SQLite).

    What is lost then is asked again. To wait for the disk after each page takes longer than to
    read it.
    """
    if engine.dialect.name != "sqlite":
        yield engine
        return
    with open_engine(engine.url.render_as_string(hide_password=False)) as quick:
        event.listen(quick, "connect", _commit_quickly)
        yield quick


def _commit_quickly(connection: Any, _record: Any) -> None:  # noqa: ANN401  (DBAPI objects)
    connection.execute("PRAGMA synchronous=NORMAL")
