"""What can be asked of an index: the query tree, the filters and the request; all frozen.

The tree says what a speech must hold, in the words that the user typed; each engine analyses
them for every language (search_index.analysis) and finds the speeches. A leaf is true of a
speech where a segment that the filters' languages and text scope admit holds it, so that the
words of an AND may stand in different segments of one speech; the words of a phrase may not.
"""

from dataclasses import dataclass
from dataclasses import field as of_dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from archive.vocabulary import RecordKind

Place = tuple[int, int]
"""Where a part stands in the query as typed: from, and up to but without, by characters."""


@dataclass(frozen=True, slots=True)
class Everything:
    """True of every speech: the query of an empty `q`."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any inflection that the analysis of a language joins with it.

    Also, at less weight, where it is a part of a compound that is written as one word.
    """

    text: str


@dataclass(frozen=True, slots=True)
class Exact:
    """Exactly this form, case aside (`=word`)."""

    text: str


@dataclass(frozen=True, slots=True)
class Wildcard:
    """A form with `*` for any run of letters and `?` for one (`word*`, `*word`, `w?rd`)."""

    pattern: str
    place: Place | None = of_dataclass(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A form within `distance` edits of the word, 1 or 2 (`word~1`)."""

    text: str
    distance: int
    place: Place | None = of_dataclass(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order, each at most `slop` words further than next to the last.

    Each in any inflection, but none as a part of a compound: `"handel"` does not find
    menneskehandel, which the word `handel` does.
    """

    words: tuple[str, ...]
    slop: int = 0


@dataclass(frozen=True, slots=True)
class FieldIs:
    """A field of the speech has the value (`speaker:anna-ljunggren`, `topic:trafficking`).

    Fields: speaker, party_group, language, assembly, session, number, role (the role kind),
    country, speech_type, year, topic, concept.
    """

    field: str
    value: str
    place: Place | None = of_dataclass(default=None, compare=False, repr=False)
    """Of the value."""


@dataclass(frozen=True, slots=True)
class NumberRange:
    """The field `number` or `year` has a value within the bounds (`year:[2010 TO 2012]`).

    Both bounds are included; None is no bound. A speech without a value is within no range.
    """

    field: str
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class DateRange:
    """The speech was held within these days (`date:[2012-10 TO 2012-11-02]`).

    Both bounds are included; None is no bound. A speech of which only the year is known is
    within a range that holds the whole year, an undated one within none.
    """

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class And:
    """True where every part is; at least two parts."""

    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """True where a part is; at least two parts."""

    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """True of every speech of which the part is not."""

    part: "Query"


Query = (
    Everything
    | Word
    | Exact
    | Wildcard
    | Fuzzy
    | Phrase
    | FieldIs
    | NumberRange
    | DateRange
    | And
    | Or
    | Not
)


class TextScope(StrEnum):
    """Which segments are searched."""

    ORIGINAL = "original"
    TRANSLATION = "translation"
    ANY = "any"


class Sort(StrEnum):
    """The order of hits; ties fall back to the speeches' public ids, so every order is total."""

    RELEVANCE = "relevance"
    DATE = "date"
    DATE_DESCENDING = "-date"
    NUMBER = "number"
    ADDED_DESCENDING = "-added"
    """What the archive learned of last comes first."""


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


SEVERAL_VALUES: Final = frozenset((FacetField.LANGUAGE, FacetField.TOPIC))
"""The fields of which a speech may have several values, and counts for each."""


@dataclass(frozen=True, slots=True)
class Group:
    """The speeches that have a value of a field: a series of a timeline."""

    field: FacetField
    value: str

    def __str__(self) -> str:
        """Return the group as parameters write it: "speaker:anna-ljunggren"."""
        return f"{self.field}:{self.value}"


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
    """Labels: "64"."""
    topics: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    date_from: date | None = None
    """A speech of which only the year is known is within a range that holds the whole year."""
    date_to: date | None = None
    undated: "Bucket | None" = None
    """Only speeches that have no place in this unit of time: what timelines count as undated."""
    outside: tuple[Group, ...] = ()
    """Only speeches outside of these groups: what timelines count as others.

    With a field of several values (language, topic) also those that are in another group as
    well, of the topics asked for where there are any: they count here and there.
    """


@dataclass(frozen=True, slots=True)
class After:
    """The last hit of the page before: where the next page begins."""

    key: float | int
    """The hit's sort key: its score, day (proleptic ordinal) or number."""
    public_id: str


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One page of hits, with the facets of all that was found."""

    query: Query = Everything()
    filters: Filters = Filters()
    sort: Sort = Sort.RELEVANCE
    limit: int = 20
    after: After | None = None
    facets: tuple[FacetField, ...] = ()
    highlight: bool = True


class Bucket(StrEnum):
    """The units of time of a timeline."""

    YEAR = "year"
    SESSION = "session"
    MONTH = "month"


class ShareOf(StrEnum):
    """What the counts of a timeline's groups are shares of."""

    ALL = "all"
    """All speeches of the same assemblies, sessions and dates."""
    GROUP = "group"
    """Of those, the speeches of the group itself."""


@dataclass(frozen=True, slots=True)
class FrameSession:
    """A session that the archive knows of, whether it holds speeches of it or not."""

    label: str
    order: int
    """IndexDocument.session_order."""
    first: date
    last: date
    """The first and last day on which it can have sat: those of its year where none are known."""


@dataclass(frozen=True, slots=True)
class TimelineRequest:
    """How often a query is true over time."""

    query: Query = Everything()
    filters: Filters = Filters()
    bucket: Bucket = Bucket.YEAR
    group_by: FacetField | None = None
    """One series for each of the field's `top` most frequent values and one for all others;
    None: a single series."""
    top: int = 10
    share_of: ShareOf = ShareOf.ALL
    """Means the same as ALL where nothing is grouped."""
    sessions: tuple[FrameSession, ...] = ()
    """Where sessions are the unit: the known ones, so that one without speeches is no data
    between its neighbours; none: only sessions with speeches."""


def only_frame(filters: Filters) -> Filters:
    """Return the filters of all that a timeline's counts are shares of.

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


@dataclass(frozen=True, slots=True)
class WordCountRequest:
    """How often base forms stand in some speeches, and how often in others, in one language.

    Only the texts of the filters' scope and of the language are counted.
    """

    language: str
    query: Query = Everything()
    filters: Filters = Filters()
    against: Query = Everything()
    """Of which the others are: of all in the frame, those that the query and filters find not."""
    bases: frozenset[str] | None = None
    """Count only these base forms; None: all that stand in the speeches found."""

    @property
    def frame(self) -> Filters:
        """The filters of all among which the speeches found are: what the others fulfil."""
        return Filters(
            kind=self.filters.kind,
            languages=self.filters.languages,
            text=self.filters.text,
            assemblies=self.filters.assemblies,
            sessions=self.filters.sessions,
            date_from=self.filters.date_from,
            date_to=self.filters.date_to,
        )
