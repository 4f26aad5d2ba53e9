"""The import phase: documents at paths into the archive, as `tingtale import` does it."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine

from archive.configuration.night import NightSource
from archive.errors import UnreadableSource
from archive.settings import Settings
from archive.vocabulary import Severity
from importers.files.paths import documents_at_paths
from importers.loading.drift.alarms import Threshold
from importers.loading.load import load
from importers.loading.report import Report
from importers.source import source_at
from services.nightly.phases import PhaseResult
from services.nightly.report import NightFindings, RejectedRecord
from services.nightly.runs import recording_runs


def import_paths(  # noqa: PLR0913  (what a night knows, and two switches)
    engine: Engine,
    settings: Settings,
    source: NightSource,
    paths: tuple[Path, ...],
    gathered: NightFindings,
    *,
    night: int | None,
    are_fetched: bool,
) -> PhaseResult:
    """Import the documents at the paths; a dry run, where there is no night to record it.

    Of what was fetched few documents are no shortfall: only what changed is. Raises
    UnreadableSource where a path does not exist.
    """
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise UnreadableSource(
            f"{', '.join(map(str, missing))} does not exist; correct [sources] {source.name}"
        )
    found = source_at(source.name, settings.fetch.url)
    with recording_runs(engine, source.name, night, gathered):
        report = load(
            engine,
            found,
            documents_at_paths(found, paths),
            dry_run=night is None,
            threshold=Threshold(settings.drift_percent / 100, settings.drift_documents),
            least_share=None if are_fetched else settings.least_percent / 100,
            clock=settings.clock,
        )
    gathered.rejected += _rejected(report)
    alarms = tuple(_alarms(report, are_fetched=are_fetched))
    gathered.alarms += alarms
    return PhaseResult(
        (_counts(report), *alarms),
        is_amiss=bool(alarms or report.failed_steps),
        is_drift=bool(report.alarms),
    )


def _rejected(report: Report) -> Iterator[RejectedRecord]:
    for issue in report.issues:
        if issue.severity is Severity.REJECTED:
            yield RejectedRecord(report.source, issue.place, issue.code, issue.message)


def _counts(report: Report) -> str:
    withdrawn = f", {report.withdrawn:,} withdrawn" if report.withdrawn else ""
    failed = f"; failed: {', '.join(report.failed_steps)}" if report.failed_steps else ""
    return (
        f"{report.inserted:,} inserted, {report.updated:,} updated, {report.unchanged:,} unchanged,"
        f" {report.rejected:,} rejected{withdrawn}{failed}"
    )


def _alarms(report: Report, *, are_fetched: bool) -> Iterator[str]:
    for alarm in report.alarms:
        yield (
            f"{report.source}: drift, nothing of it was stored: {alarm.message} (for example"
            f" {alarm.example}); look at it, or run `tingtale import` with --accept-drift"
        )
    taken = report.inserted + report.updated + report.unchanged + report.withdrawn
    if report.rejected and not taken and not are_fetched:
        yield f"{report.source}: nothing was taken, and {report.rejected:,} rejected"
    if report.shortfall is not None:
        yield f"{report.source}: {report.shortfall.message}"
