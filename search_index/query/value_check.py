"""Check that values of fields exist in the archive: an unknown one is an error, not zero hits.

A topic that nobody has spoken on is found in no speech; one that does not exist is an error of
the question. The same holds for concepts, speakers, assemblies, sessions and countries, wherever
in the query they stand. Numbers, years and days are open: outside the archive they find nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.errors import InvalidQuery, NotFound
from archive.models import Assembly, CouncilSession, Speaker, Speech
from archive.queries.names import session_id, session_of
from archive.queries.session_names import session_names
from archive.queries.speaker_list import SpeakerCriteria, list_speakers
from archive.queries.speakers import speaker_key, speaker_summaries
from archive.topics import Lexicon
from search_index.filters import Filters
from search_index.query.query_text import quoted_value
from search_index.query.tree import And, FieldIs, Not, Or, Query

MAX_LISTED_VALUES: Final = 40
"""Values that an error lists."""


@dataclass(frozen=True, slots=True)
class ValueSource:
    """Where values are looked up: the lexicon and the database."""

    lexicon: Lexicon
    session: Session


def check_query_values(query: Query, q: str, known: ValueSource) -> None:
    """Raise InvalidQuery, with position and suggestion, where a field has an unknown value.

    `q` is the query as typed, of which the suggestion is the whole with the value replaced.
    """
    for condition in _conditions(query):
        if condition.field not in _UNCHECKED_FIELDS and not value_exists(
            condition.field, condition.value, known
        ):
            raise _unknown_value_error(condition, q, known)


def check_filter_values(filters: Filters, known: ValueSource) -> None:
    """Raise InvalidQuery, with the parameter, where a filter has an unknown value."""
    for field, chosen in (
        ("speaker", filters.speakers),
        ("assembly", filters.assemblies),
        ("session", filters.sessions),
        ("country", filters.countries),
    ):
        for value in chosen:
            if not value_exists(field, value, known):
                raise InvalidQuery(
                    f"there is no {field} {value!r} in the archive",
                    parameter=field,
                    suggestion=closest_value(field, value, known),
                )
    for value in filters.sessions:
        assembly, label = session_of(value)
        if filters.assemblies and assembly not in filters.assemblies:
            asked = " or ".join(filters.assemblies)
            ids = [session_id(key, label) for key in filters.assemblies]
            held = [one for one in ids if value_exists("session", one, known)]
            raise InvalidQuery(
                f"the session {value!r} is one of {assembly}, not of {asked}",
                parameter="session",
                suggestion=held[0] if held else None,
            )


def value_exists(field: str, value: str, known: ValueSource) -> bool:
    """Whether the archive or the lexicon has the value."""
    if field in _LEXICON_VALUES:
        return value in _LEXICON_VALUES[field](known.lexicon)
    if field == "session":
        return bool(session_names(known.session, {value}))
    column = _COLUMNS[field]
    return known.session.scalar(select(column).where(column == value).limit(1)) is not None


def closest_value(field: str, value: str, known: ValueSource) -> str | None:
    """Return the existing value most like this one; of speakers also by former id and by name."""
    if field == "speaker":
        with suppress(NotFound):
            return speaker_summaries(known.session, [speaker_key(known.session, value)])[0].id
        asked = SpeakerCriteria(name=value.replace("-", " "))
        named = list_speakers(known.session, asked, limit=1).speakers
        if named:
            return named[0].id
    if field == "session":  # one of the same label, which a bare number of another assembly is
        namesakes = [one for one in list_values(field, known) if session_of(one)[1] == value]
        if namesakes:
            return namesakes[0]
    folded = {each.casefold(): each for each in list_values(field, known)}
    near = get_close_matches(value.casefold(), folded, 1, 0.5)
    return folded[near[0]] if near else None


def list_values(field: str, known: ValueSource) -> Iterable[str]:
    """Return all values that there are."""
    if field in _LEXICON_VALUES:
        return _LEXICON_VALUES[field](known.lexicon)
    if field == "session":
        rows = known.session.execute(
            select(Assembly.key, CouncilSession.label)
            .join(Assembly, Assembly.id == CouncilSession.assembly_id)
            .order_by(Assembly.key, CouncilSession.label)
        )
        return [session_id(assembly, label) for assembly, label in rows]
    column = _COLUMNS[field]
    held = known.session.scalars(select(column).distinct())
    return [value for value in held if value is not None]


_UNCHECKED_FIELDS: Final = frozenset(
    {"number", "year", "party_group", "language", "role", "speech_type"}
)
"""Fields of numbers, and those whose closed vocabulary the reader of the query knows."""

_LEXICON_VALUES: Final[Mapping[str, Callable[[Lexicon], list[str]]]] = {
    "topic": lambda lexicon: [topic.id for topic in lexicon.topics],
    "concept": lambda lexicon: [concept.id for concept in lexicon.concepts],
}

_COLUMNS: Final = {
    "speaker": Speaker.public_id,
    "assembly": Assembly.key,
    "country": Speech.country,
}


def _conditions(query: Query) -> Iterator[FieldIs]:
    match query:
        case FieldIs():
            yield query
        case And(parts) | Or(parts):
            for part in parts:
                yield from _conditions(part)
        case Not(part):
            yield from _conditions(part)
        case _:
            return


def _unknown_value_error(condition: FieldIs, q: str, known: ValueSource) -> InvalidQuery:
    field, value = condition.field, condition.value
    begin, end = condition.place or (0, len(q))
    near = closest_value(field, value, known)
    return InvalidQuery(
        f"{field}: there is no {value!r} in the archive{_existing_values(field, known)}",
        position=begin,
        suggestion=None if near is None else (q[:begin] + quoted_value(near) + q[end:]).strip(),
    )


def _existing_values(field: str, known: ValueSource) -> str:
    """Return what there is, of fields that have few values."""
    if field == "speaker":
        return "; /speakers?q= finds ids by names"
    held = sorted(list_values(field, known))
    more = "" if len(held) <= MAX_LISTED_VALUES else " ..."
    return f"; there are {', '.join(held[:MAX_LISTED_VALUES])}{more}" if held else ""
