"""The pages of speakers: the list, and one person over time, on a topic, in every capacity."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from api.pages.charts.timelines import TimelineSection
from api.pages.parts import labels
from api.pages.parts.choices import Choice, Option
from api.pages.parts.speech_cards import SpeechCard
from archive.queries.activity import RoleRow
from archive.queries.speakers import MandateRow, SpeakerDetail, SpeakerSummary
from archive.text.collation import NORDIC, collation_names
from archive.vocabulary import LANGUAGE_NAMES


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """A speaker in the list."""

    name: str
    href: str
    about: str
    speeches: str


@dataclass(frozen=True, slots=True)
class LetterLink:
    """A letter to jump to in the list."""

    letter: str
    speakers: str
    href: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class SpeakersView:
    """The list of speakers."""

    q: str
    collation: Choice
    """The order of letters."""
    summary: str
    letters: tuple[LetterLink, ...]
    rows: tuple[SpeakerRow, ...]
    all_letters_href: str | None
    first_href: str | None
    next_href: str | None


@dataclass(frozen=True, slots=True)
class SeatOrRole:
    """A seat or a role, since when and how often."""

    name: str
    note: str


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """The page of one speaker."""

    name: str
    about: str
    other_names: tuple[str, ...]
    timeline: TimelineSection
    mandates: tuple[SeatOrRole, ...]
    roles: tuple[SeatOrRole, ...]
    latest: tuple[SpeechCard, ...]
    all_href: str
    keyness_href: str
    """The words that are typical of them."""
    feed_href: str
    """Their new speeches as a feed."""


def collation_choice(chosen: str) -> Choice:
    """Return the orders of letters to choose from, the one for several languages first."""
    names = {NORDIC: "All Nordic languages"}
    names |= {name: LANGUAGE_NAMES[name] for name in collation_names() if name != NORDIC}
    options = tuple(Option(value, name, value == chosen) for value, name in names.items())
    return Choice("collation", "Alphabet", options)


def speaker_row(of: SpeakerSummary, href: str) -> SpeakerRow:
    """Return a speaker as the list shows one."""
    return SpeakerRow(
        name=of.name,
        href=href,
        about=" · ".join(part for part in (of.assembly.name, _years(of)) if part),
        speeches=count_of(of.speeches, "speech", "speeches"),
    )


def about(detail: SpeakerDetail) -> str:
    """Return in a line which groups, parties and countries a speaker spoke for, and when."""
    groups = [_group(mandate) for mandate in detail.mandates]
    places = [
        labels.name_of_value(labels.COUNTRIES, row.country) for row in detail.roles if row.country
    ]
    parts = [detail.summary.assembly.name, *groups, *places, _years(detail.summary)]
    return " · ".join(dict.fromkeys(part for part in parts if part))


def mandates(rows: Iterable[MandateRow]) -> Iterator[SeatOrRole]:
    """Yield the seats, named by party or party group."""
    for row in rows:
        place = labels.name_of_value(labels.COUNTRIES, row.country) if row.country else None
        named = ", ".join(part for part in (_group(row), place) if part)
        time = _span(row.starts_on, row.ends_on)
        note = " · ".join(part for part in (row.assembly.name if named else "", time) if part)
        yield SeatOrRole(named or row.assembly.name, note)


def roles(rows: Iterable[RoleRow]) -> Iterator[SeatOrRole]:
    """Yield the capacities in which somebody spoke, as printed, with how they were understood."""
    for row in rows:
        understood = labels.role(row.role_kind, row.party_group, row.country)
        counted = count_of(row.speeches, "speech", "speeches")
        parts = (
            understood if row.role_raw else None,
            counted,
            _span(row.first_date, row.last_date),
        )
        name = row.role_raw or understood or "No role printed"
        yield SeatOrRole(name, " · ".join(part for part in parts if part))


def count_of(number: int, one: str, several: str) -> str:
    """Return a number with its noun: "1 speech", "1,204 speeches"."""
    return f"{number:,} {one if number == 1 else several}"


def _years(of: SpeakerSummary) -> str:
    if of.first_year is None or of.last_year is None:
        return ""
    if of.first_year == of.last_year:
        return str(of.first_year)
    return f"{of.first_year}–{of.last_year}"


def _group(mandate: MandateRow) -> str | None:
    if mandate.party_group:
        return labels.name_of_value(labels.PARTY_GROUPS, mandate.party_group)
    return mandate.party


def _span(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return ""
    if first == last:
        return labels.day(first)
    if first.year == last.year:
        return str(first.year)
    return f"{first.year}–{last.year}"
