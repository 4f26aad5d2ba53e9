"""The pages of coverage: a table of sessions and counts, and the records behind each count."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final

from api.pages.parts import labels
from api.pages.parts.names import session_name, session_name_and_place
from api.pages.parts.speech_cards import SpeechCard
from archive.queries.session_coverage.counting import SessionCoverage
from archive.queries.session_coverage.kinds import CoverageKind
from archive.queries.session_coverage.pages import KnownPage
from archive.queries.session_coverage.places import CoveragePlace
from archive.queries.session_coverage.sequences import NumberRange
from archive.vocabulary import DatePrecision
from services.coverage import ArchiveCoverage

COLUMNS: Final = tuple(kind for kind in CoverageKind if kind is not CoverageKind.WITHOUT_SESSION)
"""The counts that the table shows: what is without a session stands in a row of its own."""

RANGES_SHOWN: Final = 4

Address = Callable[[str, CoverageKind], str]
"""Returns where the page of the records behind a session's count is."""


@dataclass(frozen=True, slots=True)
class Column:
    """A count of the table, and what it means."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class CountCell:
    """A count; without an address where there is nothing behind it."""

    shown: str
    """A dash where nothing is known."""
    says: str
    """The count in words, for who hears it without its row and column."""
    href: str | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A session with its counts."""

    name: str
    cells: tuple[CountCell, ...]
    last_read: str
    """A day, or a dash."""


@dataclass(frozen=True, slots=True)
class CoverageTable:
    """The sessions of an assembly."""

    anchor: str
    assembly: str
    rows: tuple[CoverageRow, ...]
    empty: tuple[str, ...]
    """The sessions of which nothing is held and no page is known."""


@dataclass(frozen=True, slots=True)
class CoverageView:
    """The page of coverage."""

    as_of: str | None
    importing: bool
    crawled_at: str | None
    columns: tuple[Column, ...]
    tables: tuple[CoverageTable, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class CoveredSpeech:
    """A speech behind a count."""

    card: SpeechCard
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers that are missing, with links to the speeches beside them."""

    numbers: str
    sitting: str | None
    before: SpeechCard | None
    after: SpeechCard


@dataclass(frozen=True, slots=True)
class UnreadPage:
    """A page that no crawl has read."""

    url: str
    state: str
    found_on: str | None


@dataclass(frozen=True, slots=True)
class CoverageListView:
    """The page of the records behind a count."""

    session: str
    heading: str
    meaning: str
    summary: str
    is_unresolved: bool
    speeches: tuple[CoveredSpeech, ...]
    gaps: tuple[Gap, ...]
    pages: tuple[UnreadPage, ...]
    first_href: str | None
    next_href: str | None


def coverage_view(told: ArchiveCoverage, address: Address) -> CoverageView:
    """Return the table of every assembly of which something is known."""
    return CoverageView(
        as_of=_minute(told.as_of),
        importing=told.importing,
        crawled_at=None
        if told.crawled_at is None
        else labels.moment(told.crawled_at, DatePrecision.MINUTE),
        columns=tuple(Column(*labels.COVERAGE_KINDS[kind]) for kind in COLUMNS),
        tables=tuple(
            _table(key, name, tuple(sessions), address)
            for (key, name), sessions in groupby(told.sessions, _assembly)
        ),
    )


def place_name(of: CoveragePlace) -> str:
    """Return what a session's row is called."""
    return "No session known" if of.session is None else session_name_and_place(of.session)


def numbers(of: NumberRange) -> str:
    """Return a range as it is read: "12", "12–15"."""
    return str(of.first) if of.first == of.last else f"{of.first}–{of.last}"


def unread_page(of: KnownPage) -> UnreadPage:
    """Return a page as its list shows it, with why it was not read."""
    return UnreadPage(of.url, ", ".join(_why_unread(of)), of.found_on)


def _minute(moment: datetime | None) -> str | None:
    return None if moment is None else labels.moment(moment, DatePrecision.MINUTE)


def _assembly(told: SessionCoverage) -> tuple[str, str]:
    return told.place.assembly.id, told.place.assembly.name


def _table(
    key: str, name: str, sessions: Sequence[SessionCoverage], address: Address
) -> CoverageTable:
    return CoverageTable(
        anchor=key,
        assembly=name,
        rows=tuple(_row(each, address) for each in sessions if each.holds_anything),
        empty=tuple(place_name(each.place) for each in sessions if not each.holds_anything),
    )


def _row(told: SessionCoverage, address: Address) -> CoverageRow:
    return CoverageRow(
        name=place_name(told.place),
        cells=tuple(_cell(told, kind, address) for kind in COLUMNS),
        last_read="–" if told.last_read_at is None else labels.day(told.last_read_at.date()),
    )


def _cell(told: SessionCoverage, kind: CoverageKind, address: Address) -> CountCell:
    count = told.counts.of(kind)
    name, _ = labels.COVERAGE_KINDS[kind]
    where = "no session" if told.place.session is None else session_name(told.place.session)
    if count is None:
        return CountCell("–", f"{name}: not known", None)
    return CountCell(
        shown=f"{count:,}",
        says=f"{name}: {count:,}, {where}",
        href=address(told.place.id, kind) if count else None,
        note=_ranges(told.missing) if kind is CoverageKind.MISSING_NUMBERS else "",
    )


def _ranges(missing: Sequence[NumberRange]) -> str:
    """Return the first ranges; of sittings, which each begin anew, none."""
    if any(each.sitting is not None for each in missing):
        return ""
    shown = ", ".join(map(numbers, missing[:RANGES_SHOWN]))
    return f"{shown} …" if len(missing) > RANGES_SHOWN else shown


def _why_unread(of: KnownPage) -> Iterator[str]:
    yield labels.PAGE_STATES[of.state]
    if of.status is not None:
        yield f"status {of.status}"
    if of.failures:
        yield f"failed {of.failures} times in a row" if of.failures > 1 else "failed once"
    if of.reason:
        yield of.reason
