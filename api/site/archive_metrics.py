"""The archive as metrics: the index that serves, the last import, the last night."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Final, TypeAlias, TypeVar

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from api.http.context import archive_version, database_session, index_reader, services, settings
from archive.errors import ArchiveError
from archive.models import ImportRun, Night
from archive.queries.imports.nights import last_good_night, last_nights
from archive.schema_version import require_current
from archive.vocabulary import NightState, PhaseState
from search_index.documents import read_revision
from search_index.generations.folders import generation_time

_Metrics: TypeAlias = Iterator[GaugeMetricFamily]

Labels = TypeVar("Labels", bound=tuple[str, ...])

_COUNTS: Final = ("inserted", "updated", "unchanged", "rejected", "withdrawn")


class ArchiveCollector(Collector):
    """Asks the archive when it is scraped; what cannot be asked is told as down."""

    def describe(self) -> list[GaugeMetricFamily]:
        """Return none: what there is depends on the archive."""
        return []

    def collect(self) -> _Metrics:
        """Yield what is known now."""
        yield from _with_up_gauge(
            "tingtale_index_up", "Whether the search index answers.", _of_index
        )
        yield from _with_up_gauge(
            "tingtale_database_up", "Whether the database answers.", _of_database
        )


def _with_up_gauge(name: str, meaning: str, metrics: Callable[[], _Metrics]) -> _Metrics:
    """Yield the metrics and that they could be had, or that they could not."""
    try:
        found = list(metrics())
    except (ArchiveError, SQLAlchemyError, OSError):
        yield _gauge(name, meaning, 0)
        return
    yield _gauge(name, meaning, 1)
    yield from found


def _of_index() -> _Metrics:
    reader = index_reader()
    made = generation_time(reader.generation)
    age = max(0.0, (settings().clock() - made).total_seconds())
    yield _labelled(
        "tingtale_index",
        "The index generation that serves.",
        ("generation",),
        {(reader.generation,): 1},
    )
    yield _gauge("tingtale_index_made_timestamp_seconds", "When it was made.", _seconds(made))
    yield _gauge("tingtale_index_age_seconds", "How long ago that is.", age)
    version = archive_version(reader)
    if version is None:
        return
    yield _labelled(
        "tingtale_archive_records",
        "Records that the index holds.",
        ("kind",),
        {("speech",): version.speeches, ("document",): version.documents},
    )
    yield _gauge(
        "tingtale_index_run", "The last import run that the index knows of.", version.run or 0
    )
    if version.changed_at is not None:
        yield _gauge(
            "tingtale_archive_changed_timestamp_seconds",
            "When the import run began that last changed what the index holds.",
            _seconds(version.changed_at),
        )


def _of_database() -> _Metrics:
    require_current(services().database)
    session = database_session()
    yield _gauge(
        "tingtale_archive_run", "The last import run that changed a record.", read_revision(session)
    )
    yield from _of_last_import(session)
    yield from _of_nights(session)


def _of_last_import(session: Session) -> _Metrics:
    last = session.scalars(select(ImportRun).order_by(ImportRun.id.desc()).limit(1)).first()
    if last is None:
        return
    counts = {(name,): getattr(last, name) for name in _COUNTS}
    meaning = "What the last import did with records."
    yield _labelled("tingtale_import_records", meaning, ("outcome",), counts)
    began = _seconds(last.started_at)
    yield _gauge("tingtale_import_started_timestamp_seconds", "When the last import began.", began)
    ended = 0 if last.finished_at is None else _seconds(last.finished_at)
    yield _gauge(
        "tingtale_import_finished_timestamp_seconds", "When it ended; 0: it has not.", ended
    )


def _of_nights(session: Session) -> _Metrics:
    for last in last_nights(session, 1):
        states = {(state.value,): int(state == last.state) for state in NightState}
        yield _labelled("tingtale_night_state", "How the last night ended.", ("state",), states)
        began = _seconds(last.started_at)
        yield _gauge("tingtale_night_started_timestamp_seconds", "When it began.", began)
        ended = 0 if last.finished_at is None else _seconds(last.finished_at)
        yield _gauge(
            "tingtale_night_finished_timestamp_seconds", "When it ended; 0: not yet.", ended
        )
        yield from _of_phases(last)
    good = last_good_night(session)
    ended = 0 if good is None or good.finished_at is None else _seconds(good.finished_at)
    yield _gauge(
        "tingtale_night_last_good_timestamp_seconds",
        "When the last good night ended; 0: none was yet.",
        ended,
    )


def _of_phases(night: Night) -> _Metrics:
    labels = ("phase", "subject")
    keys = [(phase["name"], phase["subject"] or "") for phase in night.phases]
    seconds = dict(zip(keys, (phase["seconds"] for phase in night.phases), strict=True))
    yield _labelled("tingtale_night_phase_seconds", "How long each phase took.", labels, seconds)
    done = dict(
        zip(keys, (int(phase["state"] == PhaseState.DONE) for phase in night.phases), strict=True)
    )
    yield _labelled("tingtale_night_phase_done", "Whether it was done well.", labels, done)
    yield _gauge(
        "tingtale_night_drifts",
        "Imports of the last night that a drift alarm stopped.",
        sum(bool(phase.get("is_drift")) for phase in night.phases),
    )


def _gauge(name: str, meaning: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, meaning, value=value)


def _labelled(
    name: str, meaning: str, labels: tuple[str, ...], values: Mapping[Labels, float]
) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, meaning, labels=labels)
    for told, value in values.items():
        family.add_metric(told, value)
    return family


def _seconds(moment: datetime) -> float:
    """Return a moment of ours, which is UTC, in seconds since 1970."""
    return moment.replace(tzinfo=UTC).timestamp()
