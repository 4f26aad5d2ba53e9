"""The search behind a point of a timeline: exactly the speeches that the point counts."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from api.links import API, with_parameters
from api.questions import Asked, narrowed
from search_index import limits
from search_index.description import describe
from search_index.query import (
    And,
    Bucket,
    Everything,
    FacetField,
    FieldIs,
    Not,
    Or,
    Query,
)
from search_index.timelines import ALL, OTHERS, UNDATED


@dataclass(frozen=True, slots=True)
class PointSearches:
    """The searches behind all points of one timeline."""

    asked: Asked
    bucket: Bucket
    group_by: FacetField | None
    groups: tuple[str, ...]
    """The series' keys."""
    other_groups: tuple[str, ...] = ()
    """Values beyond those, of a field of which a speech may have several: a speech that has
    one of them counts among the others even where it counts in a series of its own."""

    def paths(self, group: str, labels: Sequence[str]) -> tuple[str | None, ...]:
        """Return the paths of a series' searches, one a bucket.

        None where no search can say which speeches.
        """
        in_group = self._of_group(group)
        if in_group is None:
            return (None,) * len(labels)
        if self.bucket is Bucket.SESSION:
            return tuple(self._of_session(in_group, label) for label in labels)
        # Only the days differ from point to point, and there may be thousands.
        dateless = _path(narrowed(in_group, date_from=None, date_to=None))
        start = dateless + ("&" if "?" in dateless else "?")
        return tuple(
            self._of_undated(in_group) if label == UNDATED else _of_days(in_group, start, label)
            for label in labels
        )

    def _of_session(self, asked: Asked, label: str) -> str | None:
        if label == UNDATED:
            return self._of_undated(asked)
        if self.group_by is FacetField.SESSION:
            return _path(conjoined(asked, FieldIs("session", label)))
        return _path(narrowed(asked, sessions=(label,)))

    def _of_undated(self, asked: Asked) -> str | None:
        """Return the path for the speeches of no bucket; None where they were asked for by it."""
        if asked.filters.undated not in {None, self.bucket}:
            return None
        return _path(narrowed(asked, undated=self.bucket))

    def _of_group(self, group: str) -> Asked | None:
        if self.group_by is None or group == ALL:
            return self.asked
        if group == OTHERS:
            return self._of_others()
        if self.group_by is FacetField.YEAR:
            return within(self.asked, *_days(group))
        return narrowed(self.asked, **{_FILTERS[self.group_by]: (group,)})

    def _of_others(self) -> Asked | None:
        """Return the speeches of no group that has a series of its own."""
        field = None if self.group_by is None else _QUERY_FIELDS.get(self.group_by)
        if field is None:
            return None
        named = tuple(FieldIs(field, key) for key in self.groups if key != OTHERS)
        if not named:
            return self.asked
        rest = tuple(FieldIs(field, key) for key in self.other_groups)
        beyond = Not(Or(named) if len(named) > 1 else named[0])
        found = conjoined(self.asked, Or((beyond, *rest)) if rest else beyond)
        return found if len(found.q) <= limits.QUERY_LENGTH else None


def within(asked: Asked, first: date, last: date) -> Asked:
    """Return the question narrowed to these days, both included."""
    begin = max(first, asked.filters.date_from or first)
    end = min(last, asked.filters.date_to or last)
    if begin > end:
        return conjoined(asked, Not(Everything()))
    return narrowed(asked, date_from=begin, date_to=end)


def conjoined(asked: Asked, condition: Query) -> Asked:
    """Return the question with a condition added to its query."""
    query = asked.query
    if isinstance(query, Everything):
        return replace(asked, q=describe(condition))
    parts = query.parts if isinstance(query, And) else (query,)
    return replace(asked, q=describe(And((*parts, condition))))


def _path(asked: Asked) -> str:
    return with_parameters(f"{API}/search", asked.pairs())


def _of_days(asked: Asked, start: str, label: str) -> str:
    """Return the path of the search for a year or month; `start` is all of it but the days."""
    first, last = _days(label)
    begin = max(first, asked.filters.date_from or first)
    end = min(last, asked.filters.date_to or last)
    if begin > end:
        return _path(conjoined(asked, Not(Everything())))
    return f"{start}from={begin}&to={end}"


_FILTERS: Final[Mapping[FacetField, str]] = {
    FacetField.LANGUAGE: "languages",
    FacetField.TOPIC: "topics",
    FacetField.PARTY_GROUP: "party_groups",
    FacetField.SPEAKER: "speakers",
    FacetField.COUNTRY: "countries",
    FacetField.SESSION: "sessions",
    FacetField.ROLE_KIND: "role_kinds",
    FacetField.SPEECH_TYPE: "speech_types",
}

_QUERY_FIELDS: Final[Mapping[FacetField, str]] = {
    FacetField.PARTY_GROUP: "party_group",
    FacetField.SPEAKER: "speaker",
    FacetField.SESSION: "session",
    FacetField.ROLE_KIND: "role",
    FacetField.TOPIC: "topic",
    FacetField.COUNTRY: "country",
    FacetField.SPEECH_TYPE: "speech_type",
    FacetField.YEAR: "year",
}
"""The facets that the query language has a field for."""


@lru_cache(maxsize=4096)
def _days(label: str) -> tuple[date, date]:
    """Return the first and the last day of a year or a month."""
    year, _, month = label.partition("-")
    if not month:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    last = monthrange(int(year), int(month))[1]
    return date(int(year), int(month), 1), date(int(year), int(month), last)
