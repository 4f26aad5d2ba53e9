"""Whether a speech matches a query, in plain loops: what all engines are tested against."""

from collections.abc import Callable, Sequence

from search_index.documents import IndexDocument
from search_index.engines.memory.speech import AnalysedSegment, AnalysedSpeech, days_within
from search_index.query.tree import (
    And,
    DateRange,
    Everything,
    FieldIs,
    Fuzzy,
    Not,
    NumberRange,
    Or,
    Query,
    Wildcard,
)
from search_index.text.matching import find_matches
from search_index.time_limit import check_time


def matches(  # noqa: PLR0911  (one case a kind of node)
    query: Query, speech: AnalysedSpeech, segments: Sequence[AnalysedSegment]
) -> bool:
    """Whether the query is true of the speech, looking into these segments."""
    check_time()
    match query:
        case Everything():
            return True
        case And(parts):
            return all(matches(part, speech, segments) for part in parts)
        case Or(parts):
            return any(matches(part, speech, segments) for part in parts)
        case Not(part):
            return not matches(part, speech, segments)
        case FieldIs(field, value):
            return _FIELDS[field](speech.document, segments, value)
        case NumberRange(field, first, last):
            return _is_between(_NUMBERS[field](speech.document), first, last)
        case DateRange(first, last):
            return days_within(speech.document, first, last)
        case _:
            return any(find_matches(query, segment.text) for segment in segments)


def _is_between(number: int | None, first: int | None, last: int | None) -> bool:
    return (
        number is not None
        and (first is None or first <= number)
        and (last is None or number <= last)
    )


_NUMBERS: dict[str, Callable[[IndexDocument], int | None]] = {
    "number": lambda document: document.number,
    "year": lambda document: document.year,
}

_FieldTest = Callable[[IndexDocument, Sequence[AnalysedSegment], str], bool]

_FIELDS: dict[str, _FieldTest] = {
    "speaker": lambda document, _, value: document.speaker == value,
    "party_group": lambda document, _, value: document.party_group == value,
    "assembly": lambda document, _, value: document.assembly == value,
    "session": lambda document, _, value: document.session == value,
    "number": lambda document, _, value: (
        document.number is not None and document.number == int(value)
    ),
    "role": lambda document, _, value: document.role_kind == value,
    "country": lambda document, _, value: document.country == value,
    "speech_type": lambda document, _, value: document.speech_type == value,
    "year": lambda document, _, value: document.year is not None and document.year == int(value),
    "language": lambda _, segments, value: any(
        segment.text.language == value for segment in segments
    ),
    "topic": lambda _, segments, value: any(value in segment.topics for segment in segments),
    "concept": lambda _, segments, value: any(value in segment.concepts for segment in segments),
}


def patterns(query: Query) -> tuple[Wildcard | Fuzzy, ...]:
    """Return every pattern and fuzzy word of the query, those under NOT too."""
    match query:
        case And(parts) | Or(parts):
            return tuple(leaf for part in parts for leaf in patterns(part))
        case Not(part):
            return patterns(part)
        case Wildcard() | Fuzzy():
            return (query,)
        case _:
            return ()
