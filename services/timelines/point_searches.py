"""The search behind a point of a timeline: exactly the speeches that the point counts."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from search_index.filters import Bucket, FacetField, Group
from search_index.query.query_text import query_text
from search_index.query.tree import And, Everything, FieldIs, Not, Query
from search_index.statistics.timelines import ALL, OTHERS, UNDATED
from services.addresses import API, with_parameters
from services.criteria import Criteria, narrowed


@dataclass(frozen=True, slots=True)
class PointSearches:
    """The searches behind all points of one timeline."""

    asked: Criteria
    bucket: Bucket
    group_by: FacetField | None
    groups: tuple[str, ...]
    """The series' keys."""

    def paths(self, group: str, labels: Sequence[str]) -> tuple[str | None, ...]:
        """Return the paths of a series' searches, one a bucket.

        None where nothing can be found: undated speeches among those that have no other date.
        """
        in_group = self._of_group(group)
        if self.bucket is Bucket.SESSION:
            return tuple(self._of_session(in_group, label) for label in labels)
        # Only the days differ from point to point, and there may be thousands.
        dateless = _path(narrowed(in_group, date_from=None, date_to=None))
        start = dateless + ("&" if "?" in dateless else "?")
        return tuple(
            self._of_undated(in_group) if label == UNDATED else _of_days(in_group, start, label)
            for label in labels
        )

    def _of_session(self, asked: Criteria, label: str) -> str | None:
        if label == UNDATED:
            return self._of_undated(asked)
        if self.group_by is FacetField.SESSION:
            return _path(conjoined(asked, FieldIs("session", label)))
        return _path(narrowed(asked, sessions=(label,)))

    def _of_undated(self, asked: Criteria) -> str | None:
        """Return the path for the speeches of no bucket; None where they were asked for by it."""
        if asked.filters.undated not in {None, self.bucket}:
            return None
        return _path(narrowed(asked, undated=self.bucket))

    def _of_group(self, group: str) -> Criteria:
        if self.group_by is None or group == ALL:
            return self.asked
        if group == OTHERS:
            return self._of_others(self.group_by)
        if self.group_by is FacetField.YEAR:
            return within(self.asked, *_days(group))
        return narrowed(self.asked, **{_FILTERS[self.group_by]: (group,)})

    def _of_others(self, field: FacetField) -> Criteria:
        """Return the speeches that count in no series, or also beyond those there are."""
        named = (Group(field, key) for key in self.groups if key != OTHERS)
        outside = dict.fromkeys((*self.asked.filters.outside, *named))
        return narrowed(self.asked, outside=tuple(outside))


def within(asked: Criteria, first: date, last: date) -> Criteria:
    """Return the question narrowed to these days, both included."""
    begin = max(first, asked.filters.date_from or first)
    end = min(last, asked.filters.date_to or last)
    if begin > end:
        return conjoined(asked, Not(Everything()))
    return narrowed(asked, date_from=begin, date_to=end)


def conjoined(asked: Criteria, condition: Query) -> Criteria:
    """Return the question with a condition added to its query."""
    query = asked.query
    if isinstance(query, Everything):
        return replace(asked, q=query_text(condition))
    parts = query.parts if isinstance(query, And) else (query,)
    return replace(asked, q=query_text(And((*parts, condition))))


def _path(asked: Criteria) -> str:
    return with_parameters(f"{API}/search", asked.pairs())


def _of_days(asked: Criteria, start: str, label: str) -> str:
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
    FacetField.ASSEMBLY: "assemblies",
}


@lru_cache(maxsize=4096)
def _days(label: str) -> tuple[date, date]:
    """Return the first and the last day of a year or a month."""
    year, _, month = label.partition("-")
    if not month:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    last = monthrange(int(year), int(month))[1]
    return date(int(year), int(month), 1), date(int(year), int(month), last)
