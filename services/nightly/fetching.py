"""The fetch phase: what is due of a source's site, into WARC files."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol, TypeAlias

from sqlalchemy import Engine

from archive.settings import Settings
from importers.fetching.crawl import crawl
from importers.fetching.outcomes import EndReason, NoMoreRequests
from importers.fetching.plan import plan
from services.nightly.phases import PhaseResult


class FetchResult(Protocol):
    """What came of fetching."""

    @property
    def warc_files(self) -> tuple[Path, ...]:
        """What is to be imported."""

    @property
    def is_amiss(self) -> bool:
        """Whether an operator should look at it."""

    def lines(self) -> Iterable[str]:
        """Yield it as a person reads it."""


Fetching: TypeAlias = Callable[[Engine, Settings, str, Callable[[], float]], FetchResult]
"""Fetches what is due of a source, and asks after each page for the seconds that are left."""


def fetch_pages(
    engine: Engine, settings: Settings, source: str, time_left: Callable[[], float]
) -> FetchResult:
    """Fetch what is due, until the night's time is over; the next night goes on there.

    Raises SettingsError without TINGTALE_CONTACT, LibraryMissing without the extra [fetch].
    """

    def end_in_time(_pages: int) -> None:
        if time_left() <= 0:
            raise NoMoreRequests(EndReason.HOURS, "the night's time is over")

    return crawl(engine, settings, source, progress=end_in_time)


def plan_fetching(engine: Engine, settings: Settings, source: str) -> PhaseResult:
    """Tell what fetching would ask for; nothing is asked."""
    return PhaseResult(tuple(plan(engine, settings, source).lines()))
