"""What the twin knows of its site: sessions, agenda items, speeches and other pages."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Way(StrEnum):
    """What leads to a speech. A speech without any is one that no crawl can find."""

    LISTING = "listing"
    """The page of a session, a protocol or an agenda item links to it."""
    NEIGHBOUR = "neighbour"
    """Its node id lies beside those of its session, at most a few ids from the next."""
    SITEMAP = "sitemap"
    FEED = "feed"
    LINK = "link"
    """Another speech's page links to it."""


@dataclass(frozen=True, slots=True)
class SiteSession:
    """A session, where its pages stand, and by what its speeches are listed."""

    name: str
    """Its number as text, or "theme-2022"."""
    number: int | None
    days: tuple[date, ...]
    page: str
    """The path of its own page, without the language: "session2019"."""
    listed_by: str
    """"protocol", "agenda_item", or "session" where its own page lists the speeches."""
    base: int
    """The node of a speech is this and its number, and what other pages lie between."""
    others: float
    """The share of ids between its speeches that are other pages."""
    items: int
    """The id of its first protocol, or of its first agenda item's node."""
    weight: int
    """How many speeches the real one had, about."""

    @property
    def year(self) -> int:
        return self.days[0].year


@dataclass(frozen=True, slots=True)
class Speech:
    """One speech: what the archive shall hold of it, and how the site shows it."""

    session: SiteSession
    number: int
    node: int | None
    """None where the site knows it by its slug alone."""
    speaker: str
    role: str | None
    type: str
    at: datetime | None
    language: str
    paragraphs: tuple[str, ...]
    translation: tuple[str, ...]
    translation_language: str | None
    ways: frozenset[Way]
    slug: str
    """As a template: the word of its type takes the place of {}."""
    style: int
    """By which its page's markup and its small peculiarities are chosen."""
    waiting: bool = False
    external: bool = False
    changed_at: datetime | None = None
    deleted: int | None = None
    """The status that its address answers since it was deleted: 404 or 410."""

    @property
    def key(self) -> str:
        """The session and the number: what a speech stays under, however it changes."""
        return f"{self.session.name}/{self.number}"

    @property
    def title(self) -> str:
        return f"{self.speaker} no. {self.number}"

    @property
    def text_digest(self) -> str:
        return text_digest(self.paragraphs)


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A protocol or an agenda item with the numbers of the speeches that belong to it."""

    session: SiteSession
    id: int
    label: str
    """"12." or "6.1.", as its page writes it."""
    title: str
    day: date
    numbers: tuple[int, ...]

    @property
    def path(self) -> str:
        kind = "protocol" if self.session.listed_by == "protocol" else "node"
        return f"{kind}/{self.id}"


@dataclass(frozen=True, slots=True)
class OtherPage:
    """A page that is no record: news, an event, a person, a case, a publication."""

    node: int
    kind: str
    title: str
    text: str
    day: date


@dataclass(slots=True)
class Site:
    """All that the site holds at one time."""

    seed: int
    sessions: tuple[SiteSession, ...]
    speeches: dict[str, Speech]
    items: list[AgendaItem]
    others: dict[int, OtherPage]
    links: dict[str, list[str]]
    """From the key of a speech to those of the speeches that its page links to."""
    now: datetime
    """The site's time: what changes on it carries this."""
    by_node: dict[int, str] = field(default_factory=dict)
    by_slug: dict[str, str] = field(default_factory=dict)
    generation: int = 0
    """How often the site has changed."""


def text_digest(paragraphs: Sequence[str]) -> str:
    """Return the SHA-256 of paragraphs, however their words are spaced."""
    said = "\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
    return hashlib.sha256(said.encode()).hexdigest()
