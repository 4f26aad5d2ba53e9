"""The search behind a point of a timeline: exactly the speeches that the point counts."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
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

    def path(self, group: str, label: str) -> str | None:
        """Return the path of the search; None where no search can say which speeches."""
        in_group = self._of_group(group)
        found = None if in_group is None else self._of_bucket(in_group, label)
        return None if found is None else with_parameters(f"{API}/search", found.pairs())

    def _of_bucket(self, asked: Asked, label: str) -> Asked | None:
        if label == UNDATED:
            return None
        if self.bucket is Bucket.SESSION:
            if self.group_by is FacetField.SESSION:
                return conjoined(asked, FieldIs("session", label))
            return narrowed(asked, sessions=(label,))
        return within(asked, *_days(label))

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
}
"""The facets that the query language has a field for."""


def _days(label: str) -> tuple[date, date]:
    """Return the first and the last day of a year or a month."""
    year, _, month = label.partition("-")
    if not month:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    last = monthrange(int(year), int(month))[1]
    return date(int(year), int(month), 1), date(int(year), int(month), last)
