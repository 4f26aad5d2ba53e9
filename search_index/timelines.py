"""Timelines from tallies: what an engine counted becomes points, shares and intervals."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import sqrt
from typing import Final, assert_never

from search_index.query import Bucket, Filters
from search_index.results import Denominators, Point, PointStatus, Series, Timeline

UNDATED: Final = "undated"
"""The label of the bucket of speeches without a date, year or session."""

OTHERS: Final = "others"
"""The key of the series of all groups beyond the most frequent ones."""

ALL: Final = ""
"""The key of the only series where nothing is grouped."""

_Z: Final = 1.959963984540054
"""The standard normal distribution's 97.5 % point."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many speeches, and of how many words."""

    speeches: int = 0
    words: int = 0


@dataclass(frozen=True, slots=True)
class Tallies:
    """What an engine counts for a timeline."""

    labels: Sequence[str]
    """The buckets in which the archive has speeches, in order; without "undated"."""
    archive: Mapping[str, Tally]
    """By bucket, all speeches of the same assemblies, sessions and dates."""
    series: Mapping[str, Mapping[str, Tally]]
    """By group and bucket, the speeches found; groups in the order of the answer."""
    total: int
    cut_sessions: frozenset[str] = field(default=frozenset())
    """Sessions of which the filters' dates leave some speeches out."""


def timeline(bucket: Bucket, filters: Filters, tallies: Tallies, generation: str) -> Timeline:
    """Return the timeline of what was counted."""
    labels = list(_continuous(bucket, tallies.labels))
    if any(UNDATED in counts for counts in tallies.series.values()):
        labels.append(UNDATED)
    frame = [
        (label, tallies.archive.get(label, Tally()), _status(bucket, label, filters, tallies))
        for label in labels
    ]
    return Timeline(
        tuple(labels),
        _denominators(frame),
        tuple(
            Series(key, tuple(_point(*entry, counts.get(entry[0], Tally())) for entry in frame))
            for key, counts in tallies.series.items()
        ),
        tallies.total,
        generation,
    )


_Frame = tuple[str, Tally, PointStatus]


def _denominators(frame: Iterable[_Frame]) -> Denominators:
    known = [None if status is PointStatus.NO_DATA else tally for _, tally, status in frame]
    return Denominators(
        tuple(None if tally is None else tally.speeches for tally in known),
        tuple(None if tally is None else tally.words for tally in known),
    )


def _point(label: str, archive: Tally, status: PointStatus, found: Tally) -> Point:
    if status is PointStatus.NO_DATA:
        return Point(label, status, None, None, None, None, None)
    return Point(
        label,
        status,
        found.speeches,
        found.words,
        1000 * found.speeches / archive.speeches,
        1_000_000 * found.words / archive.words if archive.words else None,
        wilson_interval(found.speeches, archive.speeches),
    )


def wilson_interval(found: int, of: int) -> tuple[float, float]:
    """Return Wilson's 95 % score interval of a share, per 1,000 (Wilson 1927)."""
    share = found / of
    weight = _Z * _Z / of
    middle = (share + weight / 2) / (1 + weight)
    reach = _Z * sqrt(share * (1 - share) / of + weight / (4 * of)) / (1 + weight)
    # The bounds of none and of all are exact; the arithmetic leaves 1e-14 of them.
    low = middle - reach if found else 0.0
    high = middle + reach if found < of else 1.0
    return 1000 * low, 1000 * high


def _status(bucket: Bucket, label: str, filters: Filters, tallies: Tallies) -> PointStatus:
    if not tallies.archive.get(label, Tally()).speeches:
        return PointStatus.NO_DATA
    if label == UNDATED:
        return PointStatus.OBSERVED
    if bucket is Bucket.SESSION:
        cut = label in tallies.cut_sessions
    else:
        first, last = _days(label)
        cut = (filters.date_from is not None and filters.date_from > first) or (
            filters.date_to is not None and filters.date_to < last
        )
    return PointStatus.PARTIAL if cut else PointStatus.OBSERVED


def _days(label: str) -> tuple[date, date]:
    """Return the first and last day of a year or month."""
    year, _, month = label.partition("-")
    if not month:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    first = date(int(year), int(month), 1)
    if first.month == 12:  # noqa: PLR2004  (December)
        return first, date(first.year, 12, 31)
    return first, date(first.year, first.month + 1, 1) - timedelta(days=1)


def _continuous(bucket: Bucket, labels: Sequence[str]) -> Iterator[str]:
    """Yield the labels with the years or months between them that hold nothing."""
    if bucket is Bucket.SESSION or not labels:
        yield from labels
        return
    if bucket is Bucket.YEAR:
        years = [int(label) for label in labels]
        yield from map(year_label, range(min(years), max(years) + 1))
        return
    if bucket is Bucket.MONTH:
        months = [_month_number(label) for label in labels]
        yield from map(month_label, range(min(months), max(months) + 1))
        return
    assert_never(bucket)


def year_label(year: int) -> str:
    """Return the label of a year: "2012"."""
    return f"{year:04}"


def month_label(month: int) -> str:
    """Return the label of a month that is given as year * 12 + month - 1: "2012-10"."""
    return f"{month // 12:04}-{month % 12 + 1:02}"


def _month_number(label: str) -> int:
    year, month = label.split("-")
    return int(year) * 12 + int(month) - 1
