"""Decisions beside imports, each other and reports: as one after the other, on both databases."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Barrier, Event
from typing import Any

import pytest
from accepted import NOW, URL, accepted, bring, message, reported
from builders import RecordSource, a_speech_record
from imported import counts, only_speech, rows
from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from archive import models
from archive.configuration.reports import ReportBounds
from archive.corrections.correction_list import list_corrections
from archive.corrections.report_queue import NewReport, list_reports, submit_report
from archive.database import open_writer_between_imports
from archive.schema import upgrade
from importers.loading.load import load
from importers.records import Document, Record


@dataclass
class PausedSource(RecordSource):
    """A source whose import stops amid its transaction until it is told to go on."""

    reading: Event = field(default_factory=Event)
    go: Event = field(default_factory=Event)

    def parse(self, document: Document) -> Iterator[Record]:
        self.reading.set()
        assert self.go.wait(30)
        return super().parse(document)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def archive(request: pytest.FixtureRequest) -> Engine:
    if request.param == "sqlite":
        engine: Engine = request.getfixturevalue("engine")
        return engine
    made: Engine = request.getfixturevalue("postgres_engine")
    upgrade(made)
    return made


def moved(archive: Engine, source: RecordSource, decide: Callable[[], Any]) -> Any:
    """Decide while an import of the page, whose number is another now, is amid its transaction."""
    paused = PausedSource(records=source.records)
    page = paused.page(a_speech_record(number=213), url=URL)
    with ThreadPoolExecutor(2) as threads:
        importing = threads.submit(load, archive, paused, [page], threshold=None)
        assert paused.reading.wait(30)
        deciding = threads.submit(decide)
        assert not deciding.done()
        paused.go.set()
        assert counts(importing.result(60)) == (0, 1, 0, 0)
        return deciding.result(60)


def test_a_decision_sees_what_the_import_beside_it_wrote(
    archive: Engine, source: RecordSource
) -> None:
    bring(archive, source)
    moved(archive, source, lambda: accepted(archive, "number", "212"))
    assert only_speech(archive).number == 212
    with Session(archive) as session:
        (made,) = list_corrections(session)
    assert (made.before, made.after, made.outdated_at) == ("213", "212", None)


def test_a_report_of_what_an_import_changes_meanwhile_is_looked_at_again(
    archive: Engine, source: RecordSource
) -> None:
    bring(archive, source)
    number = reported(archive, "number", "212")
    report = moved(archive, source, lambda: accepted(archive, "number", "212", report=number))
    assert "has changed since the report came, from '211' to '213'" in message(report)
    assert only_speech(archive).number == 213


def test_a_report_is_decided_once(archive: Engine, source: RecordSource) -> None:
    bring(archive, source)
    number = reported(archive, "number", "212")
    begin = Barrier(2)

    def decide(after: str) -> tuple[int, int]:
        begin.wait(30)
        told = accepted(archive, "number", after, report=number)
        return told.updated, told.rejected

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(decide, ("212", "214"))) == [(0, 1), (1, 0)]
    assert rows(archive, models.Correction) == 1
    with Session(archive) as session:
        (made,) = list_corrections(session)
        assert str(session.scalar(select(models.Speech.number))) == made.after


def test_the_same_report_of_two_readers_at_once_is_one(
    archive: Engine, source: RecordSource
) -> None:
    bring(archive, source)
    begin = Barrier(4)

    def write() -> None:
        with open_writer_between_imports(archive) as session:
            submit_report(session, NewReport("nc-17940", "number", "212"), NOW, ReportBounds())

    def send(_: int) -> None:
        begin.wait(30)
        try:
            write()
        except IntegrityError:  # as the API does
            write()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(send, range(4)))
    with Session(archive) as session:
        (row,) = list_reports(session)
        assert (row.state, 1 <= row.times <= 4) == ("waiting", True)
