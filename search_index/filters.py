"""The filters of a question: conditions on a speech's metadata, and what it can be grouped by."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from archive.vocabulary import RecordKind


class TextScope(StrEnum):
    """Which segments are searched."""

    ORIGINAL = "original"
    TRANSLATION = "translation"
    ANY = "any"


class FacetField(StrEnum):
    """What the speeches found can be counted by; `language` and `topic` have several values."""

    LANGUAGE = "language"
    PARTY_GROUP = "party_group"
    SPEAKER = "speaker"
    COUNTRY = "country"
    SESSION = "session"
    YEAR = "year"
    ROLE_KIND = "role_kind"
    SPEECH_TYPE = "speech_type"
    TOPIC = "topic"
    ASSEMBLY = "assembly"


MULTI_VALUED_FIELDS: Final = frozenset((FacetField.LANGUAGE, FacetField.TOPIC))
"""The fields of which a speech may have several values, and counts for each."""


@dataclass(frozen=True, slots=True)
class Group:
    """The speeches that have a value of a field: a series of a timeline."""

    field: FacetField
    value: str

    def __str__(self) -> str:
        """Return the group as parameters write it: "speaker:anna-ljunggren"."""
        return f"{self.field}:{self.value}"


class Bucket(StrEnum):
    """The units of time of a timeline."""

    YEAR = "year"
    SESSION = "session"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions on a speech's metadata: any value within a field, all fields together.

    `languages` and `text` choose segments: leaves of the query look only into those, and a
    speech without such a segment is not found.
    """

    kind: RecordKind = RecordKind.SPEECH
    """Background documents are found only where they are asked for, and never counted as
    speeches: not in totals, facets, timelines or their denominators."""
    languages: tuple[str, ...] = ()
    text: TextScope = TextScope.ANY
    speakers: tuple[str, ...] = ()
    """Public ids."""
    party_groups: tuple[str, ...] = ()
    role_kinds: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    speech_types: tuple[str, ...] = ()
    assemblies: tuple[str, ...] = ()
    """Keys."""
    sessions: tuple[str, ...] = ()
    """Ids: "64" of the Nordic Council, "stortinget:1998" of another assembly."""
    topics: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    date_from: date | None = None
    """A speech of which only the year is known is within a range that holds the whole year."""
    date_to: date | None = None
    added_from: datetime | None = None
    """Only what the archive learned of in import runs that began then or later; UTC."""
    changed_from: datetime | None = None
    """Only what it learned of or learned something new of in such runs."""
    undated: Bucket | None = None
    """Only speeches that have no place in this unit of time: what timelines count as undated."""
    outside: tuple[Group, ...] = ()
    """Only speeches outside of these groups: what timelines count as others.

    With a field of several values (language, topic) also those that are in another group as
    well, of the topics asked for where there are any: they count here and there.
    """


def denominator_filters(filters: Filters) -> Filters:
    """Return the filters of the speeches that a timeline's counts are shares of.

    Languages, text and topics stay, because they say which groups a speech belongs to.
    """
    return Filters(
        kind=filters.kind,
        languages=filters.languages,
        text=filters.text,
        assemblies=filters.assemblies,
        sessions=filters.sessions,
        topics=filters.topics,
        date_from=filters.date_from,
        date_to=filters.date_to,
    )
