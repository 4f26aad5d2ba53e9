"""Import runs as answers, the same for requests and commands."""

from dataclasses import dataclass

from api.http.context import database_session, settings
from archive.queries.imports.changes import ImportChanges, Position, import_changes
from archive.queries.imports.run_list import RunSummary, import_run, import_runs
from archive.vocabulary import RecordKind
from services.criteria import RunsQuestion, fingerprint
from services.cursors import Cursor, read_cursor, write_cursor


@dataclass(frozen=True, slots=True)
class RunPage:
    """A page of runs, the latest first."""

    total: int
    runs: tuple[RunSummary, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class RunWithRecords:
    """A run, and a page of what it brought."""

    summary: RunSummary
    brought: ImportChanges
    next_cursor: str | None


def listed_runs(question: RunsQuestion) -> RunPage:
    """Return the page of runs. Raises InvalidParameters for a cursor that is none."""
    of = fingerprint("runs", ("source", question.source))
    before = read_cursor(question.cursor, of, int).place[0] if question.cursor else None
    found = import_runs(
        database_session(),
        source=question.source,
        before=before,
        limit=question.limit,
        clock=settings().clock,
    )
    cursor = write_cursor(Cursor(of, (found.runs[-1].id,))) if found.more else None
    return RunPage(found.total, found.runs, cursor)


def run_with_records(question: RunsQuestion, run_id: str) -> RunWithRecords:
    """Return the run and the page of its records. Raises NotFound, InvalidParameters."""
    session = database_session()
    run = import_run(session, run_id, settings().clock)
    of = fingerprint("run", ("id", str(run.id)))
    place: Position | None = None
    if question.cursor:
        order, key = read_cursor(question.cursor, of, int, int).place
        place = (order, key)
    found = import_changes(session, [run.id], after=place, limit=question.limit)
    cursor = None
    if found.more:
        last = found.records[-1]
        order = 0 if last.kind is RecordKind.SPEECH else 1
        cursor = write_cursor(Cursor(of, (order, last.key)))
    return RunWithRecords(run, found, cursor)
