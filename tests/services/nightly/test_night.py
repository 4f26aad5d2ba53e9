"""A night: its phases, what it tells, and what one that fails leaves to the others."""

import json
import multiprocessing
import os
import signal
from dataclasses import replace

import pytest
from operators import PAGES, Fetched, states
from sqlalchemy import select

from archive.configuration.night import NightSource
from archive.database import connect, open_session
from archive.errors import ArchiveError
from archive.models import ImportRun, Night
from archive.queries.imports.nights import last_nights, late_night
from archive.schema import upgrade
from archive.vocabulary import NightState
from cli.main import run
from services.nightly.lock import NightBusy, only_night
from services.nightly.report_text import as_text

ALL = ("import norden", "index", "check", "statistics", "send files")


def nights(engine):
    with open_session(engine) as session:
        return [(night.state, night.phases) for night in last_nights(session, 9)]


def test_a_night_imports_indexes_checks_counts_and_tells(operator, engine):
    report = operator.night()
    assert report.state is NightState.GOOD
    assert states(report) == dict.fromkeys(ALL, "done")
    assert (report.news.new, report.news.changed) == (2, 0)
    told = {record.id: record for record in report.news.records}
    assert told["nc-18131"].page == "https://archive.example/speeches/nc-18131"
    assert told["nc-18131"].source_url == "https://www.norden.org/no/node/18131"
    assert report.totals.speeches == 2
    text = as_text(report)
    assert text.startswith(
        "Tingtale, night 1: good; 2 new, 0 changed, 0 rejected\n2026-11-28 02:15"
    )
    assert "https://www.norden.org/no/node/18131" in text
    with open_session(engine) as session:
        assert session.scalars(select(ImportRun.night_id)).all() == [1]
    ((state, phases),) = nights(engine)
    assert state == "good"
    assert [phase["name"] for phase in phases] == [name.split()[0] for name in ALL]


def test_the_next_night_tells_what_is_new_and_what_changed(operator):
    operator.night()
    page = operator.pages / "no_node_18131.html"
    page.write_text(
        page.read_text("utf-8").replace("Velferdsutvalget", "Komiteen"), encoding="utf-8"
    )
    operator.bring("sv_node_18038.html")
    report = operator.night()
    assert {record.id: record.novelty.value for record in report.news.records} == {
        "nc-18131": "changed",
        "nc-18038": "new",
    }
    assert operator.night().news.new == 0


def test_the_report_is_kept_as_json_and_text_for_so_many_nights(operator):
    operator.set(keep=2)
    for day in (26, 27, 28):
        now = operator.settings.clock().replace(day=day)
        operator.settings = replace(operator.settings, clock=lambda now=now: now)
        operator.night()
    names = sorted(path.name for path in operator.settings.night.reports.iterdir())
    assert names == [
        f"night-202611{day}T021500Z.{suffix}" for day in (27, 28) for suffix in ("json", "txt")
    ]
    told = json.loads((operator.settings.night.reports / names[-2]).read_text("utf-8"))
    assert told["state"] == "good"
    assert told["started_at"] == "2026-11-28T02:15:00Z"


def test_rejected_records_are_named_and_no_fault_of_the_night(operator):
    (operator.pages / "xx.html").write_text("<p>No page of a debate.</p>", encoding="utf-8")
    report = operator.night()
    assert report.state is NightState.GOOD
    assert report.rejected == 1
    assert "xx.html" in report.rejected_records[0].place
    assert "Rejected (1" in as_text(report)


def test_the_command_ends_with_1_where_a_record_was_rejected(operator, capsys):
    assert run(["nightly"], operator.settings) == 0
    (operator.pages / "xx.html").write_text("<p>No page of a debate.</p>", encoding="utf-8")
    assert run(["nightly"], operator.settings) == 1
    assert "night 2: good; 0 new, 0 changed, 1 rejected" in capsys.readouterr().out


def test_a_source_that_is_not_there_leaves_the_others_be(operator):
    gone = NightSource("documents", paths=(operator.folder / "nowhere",))
    report = operator.night(gone, *operator.settings.night.sources)
    assert report.state is NightState.FAILED
    assert states(report) == {"import documents": "failed"} | dict.fromkeys(ALL, "done")
    assert report.news.new == 2
    assert "[sources] documents" in as_text(report)


def test_fetching_that_fails_leaves_the_others_be(operator):
    def fail(*_):
        raise ArchiveError("no network; look at the cable")

    source = NightSource("norden", fetched=True, paths=(operator.pages,))
    report = operator.night(source, fetching=fail)
    assert states(report)["fetch norden"] == "failed"
    assert states(report)["import norden"] == "done"
    assert report.state is NightState.FAILED
    assert "look at the cable" in as_text(report)


def test_a_fault_of_the_software_is_told_and_leaves_the_others_be(operator):
    def fail(*_):
        raise KeyError("unforeseen")

    report = operator.night(NightSource("norden", fetched=True), fetching=fail)
    assert states(report)["fetch norden"] == "failed"
    assert "KeyError" in as_text(report)
    assert states(report)["statistics"] == "done"


def test_what_is_fetched_is_imported_and_few_records_are_no_shortfall(operator):
    operator.night()
    (operator.folder / "one").mkdir()
    one = operator.folder / "one" / "sv_node_18038.html"
    operator.bring(one.name)
    (operator.pages / one.name).rename(one)
    report = operator.night(
        NightSource("norden", fetched=True), fetching=lambda *_: Fetched(warc_files=(one.parent,))
    )
    assert report.state is NightState.GOOD
    assert [record.id for record in report.news.records] == ["nc-18038"]


def test_far_less_than_before_wants_a_person(operator):
    operator.bring(*(path.name for path in sorted(PAGES.glob("*_node_*.html"))))
    operator.night()
    for path in operator.pages.iterdir():
        path.unlink()
    report = operator.night()
    assert report.state is NightState.AMISS
    assert "brought 1, far less" in report.alarms[1]
    assert "ALARM: norden: nothing was taken" in as_text(report)


def test_nothing_long_is_begun_when_the_time_is_over(operator):
    operator.set(minutes=0)
    report = operator.night(NightSource("norden", fetched=True, paths=(operator.pages,)))
    assert report.state is NightState.AMISS
    assert states(report) == {
        "fetch norden": "skipped",
        "import norden": "skipped",
    } | dict.fromkeys(ALL[1:], "done")


def test_a_dry_run_changes_nothing_and_sends_nothing(operator, engine):
    report = operator.night(dry_run=True)
    assert report.dry_run
    assert "2 inserted" in as_text(report)
    assert report.totals.speeches == 0
    assert nights(engine) == []
    assert not operator.settings.night.reports.exists()
    assert not operator.settings.index_dir.exists()


def test_a_database_that_is_not_ready_is_told(operator, tmp_path):
    url = f"sqlite:///{tmp_path}/other.sqlite"
    operator.settings = replace(operator.settings, database_url=url)
    report = operator.night()
    assert states(report) == {"database": "failed", "send files": "done"}
    assert "tingtale db upgrade" in as_text(report)


def test_one_night_at_a_time(operator, engine):
    with only_night(engine), pytest.raises(NightBusy, match="another night goes on"):
        operator.night()
    assert operator.night().state is NightState.GOOD


def holds_for_ever(url, held):
    with only_night(connect(url)):
        held.set()
        signal.pause()


def test_the_lock_ends_with_its_process_however_that_ends(operator, engine, database_url):
    context = multiprocessing.get_context("spawn")
    held = context.Event()
    process = context.Process(target=holds_for_ever, args=(database_url, held))
    process.start()
    assert held.wait(30)
    with pytest.raises(NightBusy):
        operator.night()
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert operator.night().state is NightState.GOOD


def test_a_night_that_is_interrupted_or_was_killed_says_so(operator, engine):
    def interrupt(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        operator.night(NightSource("norden", fetched=True), fetching=interrupt)
    assert [state for state, _ in nights(engine)] == ["killed"]
    with open_session(engine) as session:
        session.add(Night(started_at=operator.settings.clock(), state="running", phases=[]))
    operator.night()
    assert [state for state, _ in nights(engine)] == ["good", "killed", "killed"]


@pytest.mark.postgres
def test_nights_on_postgresql(operator, postgres_engine):
    upgrade(postgres_engine)
    url = postgres_engine.url.render_as_string(hide_password=False)
    operator.settings = replace(operator.settings, database_url=url)
    assert operator.night().news.new == 2
    with only_night(postgres_engine), pytest.raises(NightBusy):
        operator.night()


def test_the_last_good_night_may_be_too_long_ago(operator, engine):
    now = operator.settings.clock()
    with open_session(engine) as session:
        assert late_night(session, 1, now) is None  # there was no night at all
    operator.night()
    with open_session(engine) as session:
        assert late_night(session, 1, now.replace(hour=3)) is None
        assert late_night(session, 0, now.replace(year=2030)) is None
        late = late_night(session, 1, now.replace(hour=4))
        assert late.last_good == now
        assert "since 2026-11-28 02:15 UTC" in late.message
