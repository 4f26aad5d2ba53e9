"""Coverage over HTTP: what every session lacks, and the records behind each number."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from api_client import Client, walk
from brute_coverage import brute_coverage
from debate_rows import READ_AT
from imported_archive import SPEECHES, line, withdrawal
from sample_archive import settings_in
from sqlalchemy.orm import Session

from api.http.application import create_app
from api.http.context import open_archive_of
from archive.database import connect
from archive.models import FrontierPage, ImportRun
from archive.queries.session_coverage.kinds import SPEECH_KINDS, CoverageKind
from services import coverage

pytestmark = pytest.mark.no_cover


@pytest.fixture(scope="module")
def sample(sample_copy):
    return settings_in(sample_copy())


@pytest.fixture(scope="module")
def of_sample(sample):
    return Client(create_app(sample))


def test_coverage_of_the_sample_equals_a_count_of_every_row(sample, of_sample):
    engine = connect(sample.database_url)
    with Session(engine) as session:
        expected = brute_coverage(session)
    engine.dispose()
    told = of_sample.get("/coverage")
    assert {row["id"] for row in told["sessions"]} == set(expected)
    for row in told["sessions"]:
        counted = expected[row["id"]]
        assert {kind.value: row[kind] for kind in CoverageKind} == {
            kind.value: counted[kind] for kind in CoverageKind
        }
        missing = {
            (numbers["sitting"], number)
            for numbers in row["missing"]
            for number in range(numbers["first"], numbers["last"] + 1)
        }
        assert missing == counted["missing"]
        last_read = counted["last_read_at"]
        assert row["last_read_at"] == (last_read and f"{last_read.isoformat()}Z")
    for kind in CoverageKind:
        known = [row[kind] for row in expected.values() if row[kind] is not None]
        assert told["totals"][kind] == sum(known)
    assert (told["importing"], told["crawled_at"]) == (False, None)


def test_every_count_of_the_sample_leads_to_its_records(of_sample):
    followed = 0
    for row in of_sample.get("/coverage")["sessions"]:
        for kind in SPEECH_KINDS if row["speeches"] else ():
            path = row["links"][kind].partition("/api/v1")[2]
            found, totals = walk(of_sample, path, "speeches", limit=25)
            assert totals == {row[kind] or 0}
            assert len({speech["id"] for speech in found}) == len(found) == (row[kind] or 0)
            followed += len(found)
        ranges, totals = walk(
            of_sample, f"/coverage/{row['id']}/missing_numbers", "ranges", limit=3
        )
        assert totals == {row["missing_numbers"] or 0}
        told = [{name: each[name] for name in ("sitting", "first", "last")} for each in ranges]
        assert told == row["missing"]
    assert followed > 150


def test_an_assembly_may_be_chosen(client):
    everything = client.get("/coverage")
    chosen = client.get("/coverage", assembly="nordic-council")
    assert chosen == everything
    assert client.get("/coverage", assembly="folketinget")["sessions"] == []
    problem = client.get("/coverage", assembly="nordic", status=400)
    assert "Did you mean 'nordic-council'" in problem["errors"]["assembly"][0]


def test_what_is_in_no_session_stands_in_a_row_of_its_own(client):
    row = client.get("/coverage")["sessions"][-1]
    assert (row["id"], row["session"]) == ("nordic-council:none", None)
    assert row["speeches"] == row["without_session"] > 0
    found = client.get("/coverage/nordic-council:none/without_session")
    assert {speech["session_id"] for speech in found["speeches"]} == {None}


@pytest.mark.parametrize(
    "path",
    ["/coverage/999/speeches", "/coverage/nowhere:none/speeches", "/coverage/none/speeches",
     "/coverage/64/speechs", "/coverage/64/place"],
)  # fmt: skip
def test_a_list_of_nothing_known_is_not_found(client, path):
    client.get(path, status=404)


def test_a_cursor_of_another_list_is_refused(client):
    cursor = client.get("/coverage/64/speeches", limit=1)["next_cursor"]
    client.get("/coverage/64/speeches", limit=1, cursor=cursor)
    for path in ("/coverage/65/speeches", "/coverage/64/undated", "/coverage/64/missing_numbers"):
        client.get(path, cursor=cursor, status=400)


@pytest.fixture
def countings(monkeypatch):
    """How often the speeches were counted."""
    found, count = [], coverage.speech_coverage

    def counted(session):
        found.append(1)
        return count(session)

    monkeypatch.setattr(coverage, "speech_coverage", counted)
    return found


def speeches(archive):
    return archive.client.get("/coverage")["totals"]["speeches"]


def test_speeches_are_counted_once_for_each_state_of_the_archive(archive, countings):
    assert speeches(archive) == 0
    archive.bring(*(line(number, text) for number, text in SPEECHES.items()))
    assert [speeches(archive) for _ in range(3)] == [12, 12, 12]
    assert len(countings) == 2
    archive.bring(withdrawal("5"))
    assert [speeches(archive) for _ in range(3)] == [11, 11, 11]
    assert len(countings) == 3


def test_a_crawl_alone_does_not_count_the_speeches_anew(archive, countings):
    archive.bring(line("1", "Tak for ordet."))
    assert archive.client.get("/coverage")["totals"]["not_fetched"] == 0
    with Session(archive.database) as session, session.begin():
        session.add(_a_page(1))
    told = archive.client.get("/coverage")
    assert (told["totals"]["not_fetched"], len(countings)) == (1, 1)
    row = told["sessions"][-1]
    pages = archive.client.get(row["links"]["not_fetched"].partition("localhost")[2])["pages"]
    assert [page["url"] for page in pages] == ["https://www.norden.org/da/node/1"]


def test_while_an_import_runs_the_answer_says_of_when_it_is(archive, countings):
    """It is counted anew once in a minute: the archive changes, and its state does not tell."""
    archive.bring(line("1", "Tak for ordet."))
    moment = datetime(2100, 1, 5, 12)  # noqa: DTZ001
    now = [moment]
    client = Client(create_app(replace(archive.settings, clock=lambda: now[0])))

    def told():
        found = client.get("/coverage")
        return found["as_of"], found["importing"], found["totals"]["speeches"]

    assert told()[1:] == (False, 1)
    with Session(archive.database) as session, session.begin():
        run = ImportRun(source="corpus", parser_version="1", started_at=moment)
        session.add(run)
        session.flush()
        run_id = run.id
    archive.bring(line("2", "Tak for det."))  # as a part of the run that goes on
    assert told() == ("2100-01-05T12:00:00Z", True, 2)
    archive.bring(line("3", "Mange tak."))
    now[0] += timedelta(seconds=59)
    assert told() == ("2100-01-05T12:00:00Z", True, 2)
    now[0] += timedelta(seconds=2)
    assert told() == ("2100-01-05T12:01:01Z", True, 3)
    archive.bring(line("4", "Tak!"))
    with Session(archive.database) as session, session.begin():
        session.get_one(ImportRun, run_id).finished_at = now[0]
    assert told()[1:] == (False, 4)
    assert len(countings) == 4
    open_archive_of(client.app).database.dispose()


def test_while_pages_are_asked_the_answer_says_until_when_it_knows_of_them(archive):
    archive.bring(line("1", "Tak for ordet."))
    moment = datetime(2100, 1, 5, 12)  # noqa: DTZ001
    now = [moment]
    client = Client(create_app(replace(archive.settings, clock=lambda: now[0])))

    def told_after(seconds):
        now[0] = moment + timedelta(seconds=seconds)
        found = client.get("/coverage")
        return found["crawled_at"], found["totals"]["not_fetched"]

    def ask(number, seconds):
        with Session(archive.database) as session, session.begin():
            session.add(_a_page(number, failures=1, asked_at=moment + timedelta(seconds=seconds)))

    ask(1, 0)
    assert told_after(1) == ("2100-01-05T12:00:00Z", 1)
    ask(2, 2)
    assert told_after(60) == ("2100-01-05T12:00:00Z", 1)
    assert told_after(62) == ("2100-01-05T12:00:02Z", 2)
    ask(3, 63)
    assert told_after(64) == ("2100-01-05T12:00:02Z", 2)
    # Nothing was asked for a minute and a second: the crawl is over, and all of it is told.
    assert told_after(124) == ("2100-01-05T12:01:03Z", 3)
    open_archive_of(client.app).database.dispose()


def _a_page(number, **fields):
    return FrontierPage(
        source="norden",
        url=f"https://www.norden.org/da/node/{number}",
        record=f"node/{number}",
        kind="unknown",
        strategy="link",
        state="waiting",
        found_at=READ_AT,
        found_on="https://www.norden.org/da",
        **fields,
    )
