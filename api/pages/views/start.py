"""The start page and what it says of the archive."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from api.pages.parts import labels
from api.pages.parts.addresses import SearchAddress
from api.pages.parts.names import session_name
from api.pages.parts.speech_cards import Language, language
from api.pages.views.topics import TopicTile
from archive.queries.holdings import ArchiveTotals
from archive.queries.sessions import SessionSummary

EXAMPLES: Final = (
    ("nb", "menneskehandel"),
    ("sv", "gränshinder AND pendl*"),
    ("fi", "ilmastonmuutos"),
    ("is", '"norrænt samstarf"'),
    ("da", "arbejdskraft"),
    ("en", "topic:trafficking NOT police"),
)
"""Questions in several languages, each finding speeches in its own way."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question to begin with."""

    language: Language
    query: str
    href: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that says how large the archive is."""

    name: str
    value: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session in the list."""

    name: str
    href: str | None
    when: str
    count: str | None
    """None where the archive holds no speeches of it: that is no count of zero."""


@dataclass(frozen=True, slots=True)
class StartView:
    """The start page."""

    address: SearchAddress
    examples: tuple[Example, ...]
    topics: tuple[TopicTile, ...]
    is_empty: bool
    figures: tuple[Figure, ...]
    sessions: tuple[SessionRow, ...]
    more_sessions: int


def examples() -> tuple[Example, ...]:
    """Return the questions to begin with."""
    return tuple(
        Example(language(code), query, SearchAddress((("q", query),)).href)
        for code, query in EXAMPLES
    )


def figures(held: ArchiveTotals, speakers_href: str) -> Iterator[Figure]:
    """Yield how much the archive holds."""
    yield Figure("Speeches", f"{held.speeches:,}", SearchAddress().href)
    yield Figure("Words", f"{held.words:,}")
    yield Figure("Speakers", f"{held.speakers:,}", speakers_href)
    if held.sessions:
        yield Figure("Sessions", f"{held.sessions:,}")
    if held.first_year is not None and held.last_year is not None:
        years = {str(held.first_year), str(held.last_year)}
        yield Figure("Years", "–".join(sorted(years)))


def session_row(of: SessionSummary) -> SessionRow:
    """Return a session as the start page lists it."""
    named = session_name(of.name)
    own = of.assembly.name if of.name.id != of.name.label else None
    address = SearchAddress((("session", of.name.id),))
    return SessionRow(
        name=f"{own}, {named}" if own else named,
        href=address.href if of.speeches else None,
        when=_when_and_where(of),
        count=f"{of.speeches:,}" if of.speeches else None,
    )


def _when_and_where(of: SessionSummary) -> str:
    place = of.name.place
    if of.cancelled:
        return f"{of.name.year}, cancelled" if of.name.year else "cancelled"
    if of.starts_on and of.ends_on and of.starts_on != of.ends_on:
        time = f"{_short(of.starts_on, of.ends_on)}{labels.day(of.ends_on)}"
    elif of.starts_on:
        time = labels.day(of.starts_on)
    else:
        time = str(of.name.year or "")
    return ", ".join(filter(None, (place, time)))


def _short(first: date, last: date) -> str:
    """Return the beginning of a span of days, without what its end says again."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–"
    if first.year == last.year:
        return f"{first.day} {labels.MONTHS[first.month - 1]} – "
    return f"{labels.day(first)} – "
