"""What the archive holds and whether it is consistent, asked by `stats` and `check`."""

import json
from datetime import datetime

import pytest
from builders import RecordSource, a_segment_record, a_speech_record, an_agenda_item_record
from click.testing import CliRunner, Result
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from archive.errors import DatabaseVersionError
from archive.queries.archive_totals import ValueShare, archive_statistics
from archive.queries.consistency import find_broken, find_warnings
from archive.schema_version import newest_version
from archive.settings import Settings
from archive.vocabulary import SegmentKind, SpeechType
from cli.maintenance.archive_state import check, db, stats
from importers.loading.load import load


@pytest.fixture
def held(engine: Engine) -> Engine:
    source = RecordSource()
    bilingual = (
        a_segment_record("Hyvä puhemies! Kiitos.", language="fi"),
        a_segment_record("Herr talman! Tack.", language="sv", kind=SegmentKind.TRANSLATION),
    )
    records = [
        a_speech_record(node=1, number=1, text="Ein to tre."),
        a_speech_record(node=2, number=2, segments=bilingual, speech_type=SpeechType.REPLY),
        a_speech_record(node=3, number=5, role_raw="Hattemaker", text="Fire fem."),
        an_agenda_item_record(remarks=("Mötet är öppnat.",)),
    ]
    load(engine, source, [source.page(record) for record in records])
    return engine


def run(engine: Engine, command: object, *arguments: str) -> Result:
    settings = Settings(database_url=engine.url.render_as_string(hide_password=False))
    return CliRunner().invoke(command, arguments, obj=settings)  # type: ignore[arg-type]


def test_what_the_archive_holds_is_counted_by_speech(held: Engine) -> None:
    with Session(held) as session:
        found = archive_statistics(session)
    assert (found.totals.speeches, found.totals.segments, found.totals.words) == (4, 5, 11)
    assert (found.totals.speakers, found.totals.agenda_items) == (2, 1)
    assert found.by_assembly == (ValueShare("nordic-council", 4, 11),)
    assert found.by_session == (ValueShare("nordic-council 64", 4, 11),)
    assert found.by_language == (
        ValueShare("fi", 1, 3),
        ValueShare("nb", 2, 5),
        ValueShare("sv", 1, 3),
    )
    assert {share.value: share.speeches for share in found.by_type} == {
        "main": 2,
        "reply": 1,
        "chair_remark": 1,
    }
    assert found.by_party_group == (ValueShare("centre", 2, 6),)


def test_an_empty_archive_holds_nothing(engine: Engine) -> None:
    with Session(engine) as session:
        assert archive_statistics(session).totals.words == 0
        assert list(find_broken(session)) == list(find_warnings(session)) == []
    assert "speeches" in run(engine, stats).stdout


def test_stats_prints_tables_and_json(held: Engine) -> None:
    assert "nordic-council 64" in run(held, stats).stdout
    told = json.loads(run(held, stats, "--json").stdout)
    assert told["totals"]["speeches"] == 4
    assert told["by_language"][0] == {"value": "fi", "speeches": 1, "words": 3}


def test_check_lists_what_the_sources_leave_open_as_warnings(held: Engine) -> None:
    with held.begin() as connection:
        for statement in (
            "UPDATE session SET starts_on='2012-11-01', ends_on='2012-11-02' WHERE label='64'",
            "UPDATE speech SET speaker_id=NULL, speaker_rule='ambiguous' WHERE number=1",
            "UPDATE speech SET number=2 WHERE number=1",
            "UPDATE import_run SET finished_at=NULL, started_at='2020-01-01 00:00:00'",
        ):
            connection.execute(text(statement))
    result = run(held, check)
    assert result.exit_code == 0
    for line in (
        "nordic-council 64: number 2 is that of 2 speeches [number_claimed_twice]",
        "nordic-council 64: speech 1 is missing [gap]",
        "nordic-council 64: speeches 3-4 are missing (2) [gap]",
        "nc-1: 2012-10-31 lies outside of its session 64 [date_outside_session]",
        "nordic-council: 'Anna Holmberg' in 1 speeches [unresolved_speaker]",
        "nordic-council: 'Hattemaker' in 1 speeches [unresolved_role]",
        "import run 1: of test, begun on 2020-01-01 00:00 UTC, never ended",
        "0 broken, ",
    ):
        assert line in result.stdout


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        ("DELETE FROM segment WHERE speech_id=1", "speech_without_words"),
        ("UPDATE segment SET text=' ' WHERE speech_id=1", "segment_without_text"),
        ("UPDATE speech SET words=99 WHERE id=1", "word_counts_differ"),
        ("DELETE FROM speech_source WHERE speech_id=1", "no_source_document"),
        ("UPDATE speech_source SET current=false WHERE speech_id=1", "no_source_document"),
        ("DELETE FROM speech_identifier WHERE speech_id=1", "no_identifier"),
        ("UPDATE speech SET session_id=NULL WHERE id=1", "sitting_of_another_session"),
    ],
)
def test_check_names_what_is_broken_and_exits_with_1(held: Engine, damage: str, code: str) -> None:
    with Session(held) as session:
        assert list(find_broken(session)) == []
    with held.begin() as connection:
        connection.execute(text(damage))
    result = run(held, check)
    assert result.exit_code == 1
    assert f"[{code}]" in result.stdout
    assert "broken: nc-1: " in result.stdout
    told = json.loads(run(held, check, "--json").stdout)
    assert told["broken"][0]["code"] in {code, "word_counts_differ"}


def test_withdrawn_speeches_are_counted_apart(held: Engine) -> None:
    with held.begin() as connection:
        connection.execute(
            text("UPDATE speech SET withdrawn_at=:now WHERE number=5"),
            {"now": datetime(2024, 1, 1)},  # noqa: DTZ001
        )
    with Session(held) as session:
        found = archive_statistics(session)
    assert (found.totals.speeches, found.totals.withdrawn) == (3, 1)


def test_db_commands_tell_the_version(engine: Engine) -> None:
    newest = newest_version()
    assert f"is at version {newest}" in run(engine, db, "upgrade").stdout
    assert run(engine, db, "version").stdout == f"database {newest}, software {newest}\n"


def test_stats_of_a_newer_database_is_refused(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num='9999'"))
    assert isinstance(run(engine, stats).exception, DatabaseVersionError)


def test_a_speech_of_no_known_session_is_counted_and_told(held: Engine) -> None:
    source = RecordSource()
    unplaced = a_speech_record(
        node=None, slug="9-anna", session=None, started_at=None, number=9, text="Seks."
    )
    load(held, source, [source.page(unplaced)])
    with Session(held) as session:
        assert (
            ValueShare("nordic-council without a session", 1, 1)
            in archive_statistics(session).by_session
        )
        found = [warning for warning in find_warnings(session) if warning.code == "unplaced"]
    assert [warning.place for warning in found] == ["nc-9-anna"]
    assert "--session" in found[0].message
