"""Loading: all that a source states is stored; what is at fault is named, and nothing is lost."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from builders import RecordSource, a_document, a_segment_record, a_speech_record
from imported import NODE, codes, counts, only_speech, rows, speeches
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from archive import models
from archive.errors import UnreadableSource
from archive.vocabulary import DatePrecision, SegmentKind, Severity
from importers.loading.load import load
from importers.records import Document, Record


def test_a_speech_is_stored_with_all_that_its_source_states(
    engine: Engine, source: RecordSource
) -> None:
    translation = a_segment_record("Översatt.", kind=SegmentKind.TRANSLATION, language="sv")
    record = a_speech_record(
        segments=(a_segment_record("Ein to tre.", "Fire!"), translation), number=211
    )
    page = source.page(record, url=NODE.format(ui="no", node=17940))
    report = load(engine, source, [page])
    assert counts(report) == (1, 0, 0, 0)
    with Session(engine) as session:
        speech = session.scalars(select(models.Speech)).one()
        assert speech.public_id == "nc-17940"
        assert speech.session is not None
        assert (speech.session.number, speech.session.year) == (64, 2012)
        assert speech.sitting is not None
        assert str(speech.sitting.date) == "2012-10-31"
        assert speech.speaker is not None
        assert speech.speaker.public_id == "anna-holmberg"
        assert speech.speaker_rule == "name"
        assert speech.party_group_key == "centre"
        assert speech.words == 4
        assert [segment.paragraphs for segment in speech.segments] == [
            ("Ein to tre.", "Fire!"),
            ("Översatt.",),
        ]
        (read,) = speech.sources
        assert read.current
        assert read.latest
        assert read.parser_version == "test-1"
        assert read.source_document.name == "norden.org/no/node/17940"
        assert read.source_document.content == page.content
        assert read.source_document.size == len(page.content)
        (mandate,) = speech.speaker.mandates
        assert (mandate.party_group_key, str(mandate.starts_on)) == ("centre", "2012-10-31")
        run = session.scalars(select(models.ImportRun)).one()
        assert (run.inserted, run.finished_at is not None) == (1, True)
        assert speech.revision == run.id


def test_a_document_may_hold_many_speeches(engine: Engine, source: RecordSource) -> None:
    records = [a_speech_record(node=n, number=n) for n in range(1, 4)]
    page = source.page(*records)
    assert counts(load(engine, source, [page])) == (3, 0, 0, 0)
    assert counts(load(engine, source, [page])) == (0, 0, 3, 0)


def test_sessions_that_the_source_knows_are_written(engine: Engine, source: RecordSource) -> None:
    source.name = "norden"
    for _ in range(2):
        load(engine, source, [])
    with Session(engine) as session:
        rows = session.scalars(select(models.CouncilSession)).all()
        by_label = {row.label: row for row in rows}
    assert by_label["72"].cancelled
    assert by_label["62"].place == "Reykjavik"
    assert by_label["2012-theme"].number is None


def test_a_session_that_nobody_knows_is_made_of_the_date_or_told(
    engine: Engine, source: RecordSource
) -> None:
    load(engine, source, [source.page(a_speech_record(node=1, session=60))])
    undated = a_speech_record(node=2, session=61, started_at=None)
    report = load(engine, source, [source.page(undated)])
    assert codes(report) == ["unknown_session"]
    first, second = speeches(engine)
    assert first.session_id is not None
    assert second.session_id is None


def test_year_only_dates_give_no_day(engine: Engine, source: RecordSource) -> None:
    record = a_speech_record(
        started_at=datetime(2011, 1, 1),  # noqa: DTZ001
        started_at_precision=DatePrecision.YEAR,
        session=None,
    )
    load(engine, source, [source.page(record)])
    speech = only_speech(engine)
    assert (speech.year, speech.date, speech.sitting_id) == (2011, None, None)


def test_fetching_times_are_kept_in_utc(engine: Engine, source: RecordSource) -> None:
    page = replace(source.page(a_speech_record()), fetched_at=datetime(2024, 5, 1, 12, tzinfo=UTC))
    load(engine, source, [page])
    with Session(engine) as session:
        fetched = session.scalars(select(models.SourceDocument.fetched_at)).one()
    assert fetched == datetime(2024, 5, 1, 12)  # noqa: DTZ001


def test_a_broken_document_is_rejected_with_its_place_and_the_others_are_stored(
    engine: Engine, source: RecordSource
) -> None:
    pages: list[Document | UnreadableSource] = [
        source.page(a_speech_record(node=1, number=1)),
        a_document("nonsense", name="broken.txt"),
        UnreadableSource("missing.zip: not a readable archive"),
        source.page(a_speech_record(node=2, number=2)),
        source.page(name="empty.txt"),
    ]
    report = load(engine, source, pages)
    assert counts(report) == (2, 0, 0, 3)
    told = [(issue.place, issue.severity, issue.message) for issue in report.issues]
    assert told == [
        ("broken.txt", Severity.REJECTED, "no speech in it; give a speech page"),
        ("", Severity.REJECTED, "missing.zip: not a readable archive"),
        ("empty.txt", Severity.REJECTED, "there is no record in it"),
    ]
    assert rows(engine, models.ImportIssue) == 3


@pytest.mark.parametrize(
    ("record", "why"),
    [
        (a_speech_record(speaker="A" * 201), "speaker_raw has 201 characters"),
        (a_speech_record(text="nul\0"), "NUL"),
        (a_speech_record(text="half \ud800"), "half a character"),
        (a_speech_record(number=2**40), "larger than"),
        (a_speech_record(text=" "), "holds no words"),
        (replace(a_speech_record(), segments=()), "holds no words"),
        (a_speech_record(party="P" * 300), "party has 300"),
        (a_speech_record(assembly="atlantis"), "'atlantis' is unknown; known are althingi"),
        (replace(a_speech_record(), started_at_precision=None), "its precision"),
    ],
)
def test_what_a_database_would_refuse_is_rejected_by_name(
    engine: Engine, source: RecordSource, record: Record, why: str
) -> None:
    good = source.page(a_speech_record(node=5, number=5))
    source.records[b"bad"] = (record,)
    report = load(engine, source, [a_document(b"bad", name="bad.txt"), good])
    assert counts(report) == (1, 0, 0, 1)
    assert report.issues[0].place == "bad.txt"
    assert why in report.issues[0].message


def test_a_dry_run_tells_the_same_and_changes_nothing(engine: Engine, source: RecordSource) -> None:
    pages = [source.page(a_speech_record(node=n, number=n)) for n in (1, 2)]
    pages.append(a_document("nonsense"))
    dry = load(engine, source, pages, dry_run=True)
    assert counts(dry) == (2, 0, 0, 1)
    assert dry.run_id is None
    for model in (models.Speech, models.ImportRun, models.Speaker, models.SourceDocument):
        assert rows(engine, model) == 0
    assert counts(load(engine, source, pages)) == (2, 0, 0, 1)


def test_an_interrupted_import_leaves_whole_documents(engine: Engine, source: RecordSource) -> None:
    def interrupted() -> "object":
        yield source.page(a_speech_record(node=1, number=1))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(engine, source, interrupted())
    assert only_speech(engine).public_id == "nc-1"
    with Session(engine) as session:
        run = session.scalars(select(models.ImportRun)).one()
        assert (run.inserted, run.finished_at) == (1, None)
    later = [source.page(a_speech_record(node=n, number=n)) for n in (1, 2)]
    assert counts(load(engine, source, later)) == (1, 0, 1, 0)
