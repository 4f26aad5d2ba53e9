"""Import runs: which is the last, what goes on, and what was killed."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from archive.models import ImportRun
from archive.queries.consistency import find_warnings
from archive.queries.imports.runs import MAX_RUN_TIME, LastRun, last_run

NOW = datetime(2026, 1, 5, 23, 58)  # noqa: DTZ001
HOUR = timedelta(hours=1)


def clock() -> datetime:
    return NOW


@pytest.fixture
def run(session: Session):
    def add(begun: datetime, ended: datetime | None, source: str = "norden") -> int:
        made = ImportRun(
            source=source, parser_version="1", started_at=begun, finished_at=ended, inserted=3
        )
        session.add(made)
        session.flush()
        return made.id

    return add


def test_no_run_is_the_last_before_any(session: Session) -> None:
    assert last_run(session) is None


def test_the_last_run_is_told_with_its_end(session: Session, run) -> None:
    run(NOW - HOUR, NOW)
    last = run(NOW, NOW)
    assert last_run(session, clock) == LastRun(last, NOW, 3, 0)


def test_an_earlier_run_that_goes_on_is_not_hidden_by_one_that_ended(session: Session, run) -> None:
    run(NOW - HOUR, None)
    last = run(NOW, NOW)
    assert last_run(session, clock) == LastRun(last, None, 3, 0)


def test_a_run_that_was_killed_is_given_up(session: Session, run) -> None:
    begun = NOW - MAX_RUN_TIME - HOUR
    last = run(begun, None)
    assert last_run(session, clock) == LastRun(last, begun + MAX_RUN_TIME, 3, 0)


def test_a_killed_run_is_told_until_the_same_source_was_imported_again(
    session: Session, run
) -> None:
    def told() -> list[str]:
        return [
            found.place for found in find_warnings(session, clock) if found.code == "unfinished_run"
        ]

    killed = run(NOW - MAX_RUN_TIME - HOUR, None)
    run(NOW - HOUR, NOW, source="corpus")
    run(NOW - HOUR, None)
    assert told() == [f"import run {killed}"]
    run(NOW - HOUR, NOW)
    assert told() == []
