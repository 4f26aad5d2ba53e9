"""Masks over a library's speeches by their metadata alone: who spoke, where and when."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, assert_never

import numpy as np

from search_index.engines.whoosh.storage.arrays import Mask
from search_index.engines.whoosh.storage.columns import ABSENT
from search_index.engines.whoosh.storage.open_index import OpenIndex
from search_index.filters import Bucket, FacetField, Filters
from search_index.sort_keys import moment_key

_YEAR: Final = re.compile(r"0|[1-9][0-9]{0,3}")
"""A year as groups are named."""

COLUMN_OF = {
    "speaker": "speaker",
    "party_group": "party_group",
    "assembly": "assembly",
    "session": "session",
    "role": "role_kind",
    "country": "country",
    "speech_type": "speech_type",
}
"""The columns of the fields of the query language that stand in one."""


def in_denominator(library: OpenIndex, filters: Filters) -> Mask:
    """Return a mask of the records of the filters' kind, assemblies and sessions, of any date."""
    mask = library.live & library.columns.coded["kind"].any_of([filters.kind])
    _restrict(mask, library, "assembly", filters.assemblies)
    _restrict(mask, library, "session", filters.sessions)
    return mask


def within_dates(library: OpenIndex, filters: Filters, mask: Mask) -> Mask:
    """Return the mask without the speeches that the filters' dates leave out."""
    first, last = filters.date_from, filters.date_to
    if first is None and last is None:
        return mask
    return mask & days_within(library, first, last)


def admitted(library: OpenIndex, filters: Filters) -> Mask:
    """Return the speeches that fulfil all filters but those on their texts and on groups."""
    mask = within_dates(library, filters, in_denominator(library, filters))
    _restrict(mask, library, "speaker", filters.speakers)
    _restrict(mask, library, "party_group", filters.party_groups)
    _restrict(mask, library, "role_kind", filters.role_kinds)
    _restrict(mask, library, "country", filters.countries)
    _restrict(mask, library, "speech_type", filters.speech_types)
    _since(mask, library, "added", filters.added_from)
    _since(mask, library, "changed", filters.changed_from)
    if filters.undated is not None:
        mask &= _undated(library, filters.undated)
    return mask


def days_within(library: OpenIndex, first: date | None, last: date | None) -> Mask:
    """Return the speeches of which all days that they may be of are within the bounds."""
    mask: Mask = library.last_days >= 0
    if first is not None:
        mask &= library.first_days >= first.toordinal()
    if last is not None:
        mask &= library.last_days <= last.toordinal()
    return mask


def number_within(library: OpenIndex, field: str, first: int | None, last: int | None) -> Mask:
    """Return the speeches whose `number` or `year` is known and within the bounds."""
    # Columns mark what is absent by a number far below any speech's.
    numbers = library.columns.numbers(field, -1)
    mask: Mask = numbers >= max(0, first or 0)
    if last is not None:
        mask &= numbers <= last
    return mask


def field_is(library: OpenIndex, field: str, value: str) -> Mask:
    """Return the speeches that have the value of a field: a number, or what has a column."""
    if field in COLUMN_OF:
        return library.columns.coded[COLUMN_OF[field]].any_of([value])
    mask: Mask = library.columns.numbers(field, -1) == int(value)
    return mask


def has_other_value(library: OpenIndex, field: FacetField, values: Sequence[str]) -> Mask:
    """Return the speeches whose value of a field, of which they have one at most, is another."""
    if field is FacetField.YEAR:
        years = library.columns.numbers("year", -1)
        known = [int(year) for year in values if _YEAR.fullmatch(year)]
        return ~np.isin(years, known)
    return ~library.columns.coded[field.value].any_of(values)


def _undated(library: OpenIndex, bucket: Bucket) -> Mask:
    """Return the speeches that have no place in a unit of time."""
    columns = library.columns
    match bucket:
        case Bucket.SESSION:
            mask: Mask = columns.coded["session"].codes == ABSENT
        case Bucket.YEAR:
            mask = columns.numbers("year", -1) < 0
        case Bucket.MONTH:
            mask = columns.numbers("day", -1) < 0
        case _:
            assert_never(bucket)
    return mask


def _since(mask: Mask, library: OpenIndex, name: str, moment: datetime | None) -> None:
    """Take out of the mask the records whose moment is earlier, where one is given."""
    first = moment_key(moment)
    if first is not None:
        mask &= library.columns.numbers(name, -1) >= first


def _restrict(mask: Mask, library: OpenIndex, name: str, values: tuple[str, ...]) -> None:
    """Take out of the mask the speeches that have none of the values, where there are any."""
    if values:
        mask &= library.columns.coded[name].any_of(values)
