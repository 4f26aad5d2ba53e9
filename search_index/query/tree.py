"""The query tree: what a speech must hold, in the words that the user typed.

Each engine analyses the words for every language (search_index.analysis). A leaf is true of a
speech where a segment that the filters' languages and text scope admit holds it, so that the
words of an AND may stand in different segments of one speech; the words of a phrase may not.
"""

from dataclasses import dataclass
from dataclasses import field as of_dataclass
from datetime import date

QuerySpan = tuple[int, int]
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
    place: QuerySpan | None = of_dataclass(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A form within `distance` edits of the word, 1 or 2 (`word~1`)."""

    text: str
    distance: int
    place: QuerySpan | None = of_dataclass(default=None, compare=False, repr=False)


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
    place: QuerySpan | None = of_dataclass(default=None, compare=False, repr=False)
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
