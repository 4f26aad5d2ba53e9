"""The list of speakers: by family name, in the order of letters of the reader's language."""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Select, false, select
from sqlalchemy.orm import Session

from archive.models import Assembly, Mandate, Speaker, SpeakerName
from archive.queries.speakers import SpeakerSummary, speaker_summaries
from archive.text.collation import NORDIC, SortKey, first_letter, sort_key
from archive.text.name_matching import matching_key
from archive.text.person_names import ICELAND, parse_name


@dataclass(frozen=True, slots=True)
class SpeakerCriteria:
    """Which speakers are listed, and in which order."""

    name: str | None = None
    """Words that one of their names holds, whatever their case, diacritics and signs."""
    assembly: str | None = None
    letter: str | None = None
    """Under which the list has them."""
    collation: str = NORDIC


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that the list is parted by, and how many speakers it has."""

    letter: str
    speakers: int


@dataclass(frozen=True, slots=True)
class SpeakerPage:
    """A page of speakers in the order of the list."""

    total: int
    """Exact; of all pages."""
    speakers: tuple[SpeakerSummary, ...]
    more: bool
    letters: tuple[Letter, ...]
    """Those under which the list, whatever the letter asked for, has somebody."""
    last: tuple[str, str] | None
    """Name as listed and id of the page's last speaker: where the next page begins."""


@dataclass(frozen=True, slots=True)
class _Entry:
    key: int
    public_id: str
    listed: str
    """The name as it is sorted: the family name first."""
    collation: str

    @property
    def place(self) -> tuple[SortKey, str]:
        return sort_key(self.listed, self.collation), self.public_id

    @property
    def letter(self) -> str | None:
        return first_letter(self.listed, self.collation)


def list_speakers(
    session: Session,
    asked: SpeakerCriteria,
    *,
    after: tuple[str, str] | None = None,
    limit: int = 20,
) -> SpeakerPage:
    """Return a page of the speakers asked for; `after` is `last` of the page before.

    Raises KeyError for an order of letters that there is not.
    """
    entries = sorted(_entries(session, asked), key=lambda entry: entry.place)
    counts = Counter(entry.letter for entry in entries)
    if asked.letter is not None:
        entries = [entry for entry in entries if entry.letter == asked.letter]
    begin = 0
    if after is not None:
        listed, public_id = after
        place = sort_key(listed, asked.collation), public_id
        begin = bisect_right(entries, place, key=lambda entry: entry.place)
    shown = entries[begin : begin + limit]
    return SpeakerPage(
        total=len(entries),
        speakers=speaker_summaries(session, [entry.key for entry in shown]),
        more=begin + limit < len(entries),
        letters=tuple(Letter(letter, count) for letter, count in counts.items() if letter),
        last=(shown[-1].listed, shown[-1].public_id) if shown else None,
    )


def _entries(session: Session, asked: SpeakerCriteria) -> list[_Entry]:
    icelanders = set(
        session.scalars(select(Mandate.speaker_id).where(Mandate.country == ICELAND).distinct())
    )
    rows = session.execute(_chosen(asked))
    return [
        _Entry(
            key,
            public_id,
            parse_name(name, icelandic=country == ICELAND or key in icelanders).listed,
            asked.collation,
        )
        for key, public_id, name, country in rows
    ]


def _chosen(asked: SpeakerCriteria) -> Select[int, str, str, str | None]:
    """Return the statement for the speakers that are asked for."""
    statement = select(Speaker.id, Speaker.public_id, Speaker.name, Assembly.country).join(
        Assembly, Assembly.id == Speaker.assembly_id
    )
    words = matching_key(asked.name or "").split()
    if asked.name and not asked.name.isspace() and not words:
        return statement.where(false())
    for word in words:
        has_word = select(SpeakerName.speaker_id).where(
            SpeakerName.matching_key.contains(word, autoescape=True)
        )
        statement = statement.where(Speaker.id.in_(has_word))
    if asked.assembly is not None:
        statement = statement.where(Assembly.key == asked.assembly)
    return statement
