"""Timelines: an engine's counts made into points, shares and confidence intervals."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import sqrt
from typing import Final, assert_never

from search_index.filters import Bucket, Filters
from search_index.limits import check_points
from search_index.requests import KnownSession, ShareOf, TimelineRequest
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
class SpeechCount:
    """How many speeches, and of how many words."""

    speeches: int = 0
    words: int = 0


@dataclass(frozen=True, slots=True)
class TimelineCounts:
    """What an engine counts for a timeline."""

    labels: Sequence[str]
    """The buckets in which the archive has speeches, in order; without "undated"."""
    archive: Mapping[str, SpeechCount]
    """By bucket, all speeches of the same assemblies, sessions and dates."""
    series: Mapping[str, Mapping[str, SpeechCount]]
    """By group and bucket, the speeches found; groups in the order of the answer."""
    total: int
    cut_sessions: frozenset[str] = frozenset()
    """Sessions of which the filters' dates leave some speeches out, or all."""
    session_orders: Mapping[str, int] = field(default_factory=dict)
    """By session, what sorts it by time; only where sessions are the unit."""
    groups: Mapping[str, Mapping[str, SpeechCount]] = field(default_factory=dict)
    """By group and bucket, the archive's speeches of the group; only where shares are of them."""
    covered: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By group, the buckets in which one of the assemblies that it speaks in has speeches; a group
    that is not named here is covered wherever the archive has any."""


def build_timeline(request: TimelineRequest, tallies: TimelineCounts, generation: str) -> Timeline:
    """Return the timeline of what was counted. Raises InvalidQuery where it has no bounds."""
    labels = list(_all_buckets(request, tallies))
    if any(UNDATED in counts for counts in tallies.series.values()):
        labels.append(UNDATED)
    check_points(request.bucket, len(labels), len(tallies.series))
    frame = tuple(
        (label, tallies.archive.get(label, SpeechCount()), _status(request, label, tallies))
        for label in labels
    )
    return Timeline(
        tuple(labels),
        _denominators(frame),
        tuple(
            _series(key, counts, *_group_denominators(request, key, frame, tallies))
            for key, counts in tallies.series.items()
        ),
        tallies.total,
        generation,
    )


_BucketDenominators = tuple[tuple[str, SpeechCount | None, PointStatus], ...]
"""Each bucket with what its counts are shares of, None where that is unknown, and its status."""


def _group_denominators(
    request: TimelineRequest, key: str, frame: _BucketDenominators, tallies: TimelineCounts
) -> tuple[_BucketDenominators, bool]:
    """Return a group's denominators, and whether they are the group's own speeches.

    Of a bucket in which none of the group's assemblies has speeches nothing is known. Others of
    a field of several values are no group: nothing of their own is known.
    """
    covered = tallies.covered.get(key)
    if covered is not None:
        frame = tuple(
            (label, tally, status if label in covered else PointStatus.NO_DATA)
            for label, tally, status in frame
        )
    if request.share_of is ShareOf.ALL or request.group_by is None:
        return frame, False
    own = tallies.groups.get(key)
    return tuple(
        (label, None if own is None else own.get(label, SpeechCount()), status)
        for label, _, status in frame
    ), True


def _series(
    key: str,
    counts: Mapping[str, SpeechCount],
    frame: _BucketDenominators,
    own: bool,  # noqa: FBT001
) -> Series:
    points = tuple(_point(*entry, counts.get(entry[0], SpeechCount())) for entry in frame)
    return Series(key, points, _denominators(frame) if own else None)


def _denominators(frame: _BucketDenominators) -> Denominators:
    known = [None if status is PointStatus.NO_DATA else tally for _, tally, status in frame]
    return Denominators(
        tuple(None if tally is None else tally.speeches for tally in known),
        tuple(None if tally is None else tally.words for tally in known),
    )


def _point(label: str, of: SpeechCount | None, status: PointStatus, found: SpeechCount) -> Point:
    if status is PointStatus.NO_DATA:
        assert not found.speeches, "what is found is held"
        return Point(label, status, None, None, None, None, None)
    speeches, words = (0, 0) if of is None else (of.speeches, of.words)
    return Point(
        label,
        status,
        found.speeches,
        found.words,
        1000 * found.speeches / speeches if speeches else None,
        1_000_000 * found.speeches / words if words else None,
        wilson_interval(found.speeches, speeches) if speeches else None,
    )


def zero_point(label: str, speeches: int, words: int) -> Point:
    """Return the point of a bucket in which nothing was found among so many speeches and words."""
    return _point(label, SpeechCount(speeches, words), PointStatus.OBSERVED, SpeechCount())


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


def _status(request: TimelineRequest, label: str, tallies: TimelineCounts) -> PointStatus:
    if not tallies.archive.get(label, SpeechCount()).speeches:
        return PointStatus.NO_DATA
    if label == UNDATED:
        return PointStatus.OBSERVED
    if request.bucket is Bucket.SESSION:
        cut = label in tallies.cut_sessions
    else:
        first, last = _days(label)
        earliest, latest = request.filters.date_from, request.filters.date_to
        cut = (earliest is not None and earliest > first) or (latest is not None and latest < last)
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


def _all_buckets(request: TimelineRequest, tallies: TimelineCounts) -> Iterator[str]:
    """Yield the labels with the years, months or sessions between them that hold nothing."""
    labels = tallies.labels
    if request.bucket is Bucket.SESSION:
        yield from _sessions(request, tallies)
        return
    if not labels:
        return
    if request.bucket is Bucket.YEAR:
        years = [int(label) for label in labels]
        yield from map(year_label, range(min(years), max(years) + 1))
        return
    if request.bucket is Bucket.MONTH:
        months = [_month_number(label) for label in labels]
        yield from map(month_label, range(min(months), max(months) + 1))
        return
    assert_never(request.bucket)


def _sessions(request: TimelineRequest, tallies: TimelineCounts) -> list[str]:
    """Return the sessions with speeches, in order, and the silent ones among them.

    A silent session is one of which the archive holds no speech at all. Beyond the first and
    the last with speeches only those stand that the filters ask for by name.
    """
    places = {label: (tallies.session_orders[label], label) for label in tallies.labels}
    first, last = min(places.values(), default=None), max(places.values(), default=None)
    for known in request.sessions:
        place = known.order, known.label
        between = first is not None and last is not None and first < place < last
        held = known.label in places or known.label in tallies.cut_sessions
        asked_for = known.label in request.filters.sessions
        if not held and (between or asked_for) and _may_lie_within(known, request.filters):
            places[known.label] = place
    return sorted(places, key=places.__getitem__)


def _may_lie_within(session: KnownSession, filters: Filters) -> bool:
    """Whether the session can have sat on a day of the filters' dates."""
    return (filters.date_from is None or filters.date_from <= session.last) and (
        filters.date_to is None or session.first <= filters.date_to
    )


def year_label(year: int) -> str:
    """Return the label of a year: "2012"."""
    return f"{year:04}"


def month_label(month: int) -> str:
    """Return the label of a month that is given as year * 12 + month - 1: "2012-10"."""
    return f"{month // 12:04}-{month % 12 + 1:02}"


def _month_number(label: str) -> int:
    year, month = label.split("-")
    return int(year) * 12 + int(month) - 1
