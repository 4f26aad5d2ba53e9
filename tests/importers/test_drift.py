"""The drift alarm: a run whose pages say less than before is stopped before it stores anything."""

import json
import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from builders import RecordSource, a_corpus_file, a_corpus_line, a_speech_record
from click.testing import CliRunner, Result
from norden_pages import PROSE, Page
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from archive import models
from archive.database import Base
from archive.schema import upgrade
from archive.settings import Settings
from cli.sources.import_documents import import_command
from importers.loading.drift.alarms import Threshold
from importers.loading.load import load
from importers.loading.report import Report
from importers.records import Document
from importers.sources import corpus, norden

pytestmark = pytest.mark.no_cover

Change = Callable[[str], str]


def pages(numbers: Sequence[int] = range(1, 31)) -> list[str]:
    """Return pages of session 64, of which every third has no role."""
    return [
        Page(
            title=f"{number}. Kari Ås (Replik)",
            number=str(number),
            role="Midtergruppen" if number % 3 else None,
            date=f"31.10.12 {number % 24:02}:05",
            body=[f"Indlæg nummer {number}.", PROSE["da"], PROSE["sv"]],
            url=f"https://www.norden.org/da/node/{17950 + number}",
        ).text()
        for number in numbers
    ]


def saved(folder: Path, texts: Sequence[str]) -> Path:
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(texts, start=1):
        (folder / f"page{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


def run(url: str, *arguments: str | Path, **settings: int) -> Result:
    given = Settings(database_url=url, **settings)
    return CliRunner().invoke(import_command, list(map(str, arguments)), obj=given)


def loaded(engine: Engine, texts: Sequence[str]) -> Report:
    documents = [Document(f"{n}.txt", text.encode()) for n, text in enumerate(texts)]
    return load(engine, norden.SOURCE, documents)


def everything(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of the archive."""
    with Session(engine) as session:
        return {
            table.name: sorted(map(tuple, session.execute(select(table))), key=str)
            for table in Base.metadata.sorted_tables
        }


def without_block(text: str) -> str:
    """Return a page of another layout: what stood in fields stands in a sentence."""
    head, _, rest = text.partition("Information")
    return head + "\n\n".join(rest.split("\n\n")[-3:])


RENAMINGS: dict[str, tuple[Change, set[tuple[str, str | None]]]] = {
    "a label": (
        lambda text: text.replace("\nTalerrolle\n", "\nTalerens funktion\n"),
        {("unknown_label", "Talerens funktion"), ("field_lost", "role")},
    ),
    "a layout": (
        without_block,
        {("missing_information", None), ("field_lost", "date"), ("field_lost", "role")},
    ),
    "all dates": (
        lambda text: text.replace("\nDato\n", "\nTidspunkt\n"),
        {("unknown_label", "Tidspunkt"), ("field_lost", "date")},
    ),
}


@pytest.fixture(params=sorted(RENAMINGS))
def renaming(request: pytest.FixtureRequest) -> tuple[Change, set[tuple[str, str | None]]]:
    return RENAMINGS[request.param]


def test_a_renaming_stops_the_run_before_it_stores_anything(
    engine: Engine, renaming: tuple[Change, set[tuple[str, str | None]]]
) -> None:
    change, signs = renaming
    loaded(engine, pages())
    before = everything(engine)
    report = loaded(engine, [change(text) for text in pages()])
    assert {(alarm.code, alarm.subject) for alarm in report.alarms} >= signs
    assert report.run_id is None
    assert everything(engine) == before


@pytest.mark.postgres
def test_a_renaming_stops_the_run_on_postgresql(postgres_engine: Engine) -> None:
    upgrade(postgres_engine)
    change, signs = RENAMINGS["all dates"]
    loaded(postgres_engine, pages())
    before = everything(postgres_engine)
    report = loaded(postgres_engine, [change(text) for text in pages()])
    assert {(alarm.code, alarm.subject) for alarm in report.alarms} == signs
    assert everything(postgres_engine) == before


def test_the_command_says_what_was_renamed_shows_a_page_and_exits_with_1(
    engine: Engine, database_url: str, tmp_path: Path
) -> None:
    folder, report_file = saved(tmp_path / "pages", pages()), tmp_path / "report.json"
    assert run(database_url, "norden", folder).exit_code == 0
    saved(folder, [RENAMINGS["all dates"][0](text) for text in pages()])
    for more in ([], ["--dry-run"]):
        result = run(database_url, "norden", folder, "--report", report_file, *more)
        assert result.exit_code == 1
        assert result.stderr.splitlines() == [
            "drift: 30 of 30 documents raise unknown_label 'Tidspunkt' (0% before)",
            "drift: 30 of 30 known documents no longer state the date (0% before)",
            "For example page001.txt:",
            "  the date was '2012-10-31 01:05:00'",
            "  no rule for the label 'Tidspunkt': '31.10.12 01:05'; add it [unknown_label]",
        ]
        assert result.stdout.startswith("norden: stopped, and nothing was stored")
        assert "--accept-drift" in result.stdout
        told = json.loads(report_file.read_text(encoding="utf-8"))
        assert [alarm["subject"] for alarm in told["alarms"]] == ["Tidspunkt", "date"]
        assert (told["inserted"], told["updated"], told["run_id"]) == (0, 0, None)


def test_accepted_drift_goes_on_and_keeps_what_was_known(
    engine: Engine, database_url: str, tmp_path: Path
) -> None:
    folder = saved(tmp_path / "pages", pages())
    run(database_url, "norden", folder)
    saved(folder, [RENAMINGS["all dates"][0](text) for text in pages(range(1, 33))])
    result = run(database_url, "norden", folder, "--accept-drift")
    assert result.exit_code == 0
    assert result.stdout == "norden: 2 inserted, 0 updated, 30 unchanged, 0 rejected\n"
    with Session(engine) as session:
        dated = session.scalar(select(func.count(models.Speech.started_at)))
        flagged = session.scalar(
            select(func.count()).where(models.ImportIssue.code == "field_lost")
        )
    assert (dated, flagged) == (30, 30)
    again = run(database_url, "norden", folder)
    assert (again.exit_code, again.stderr) == (0, "")
    assert again.stdout == "norden: 0 inserted, 0 updated, 32 unchanged, 0 rejected\n"


def test_new_pages_without_what_all_pages_had_are_an_alarm(engine: Engine) -> None:
    loaded(engine, pages())
    new = [re.sub(r"31.10.12 \d\d:05\n", "", text) for text in pages(range(100, 120))]
    (alarm,) = loaded(engine, [*pages(), *new]).alarms
    assert (alarm.code, alarm.subject, alarm.documents, alarm.of) == (
        "field_missing",
        "date",
        20,
        20,
    )
    # A third of the pages before had no role: none is expected.
    bare = [text.replace("Talerrolle\n\nMidtergruppen\n\n", "") for text in pages(range(60, 90))]
    assert loaded(engine, bare).alarms == ()


def of_slugs(numbers: Sequence[int]) -> list[str]:
    """Return pages by slug, which state no date, whatever the site does."""
    return [
        Page(
            title=f"{number}. Kari Ås (Replik)",
            number=str(number),
            role="Midtergruppen" if number % 3 else None,
            body=[f"Indlæg nummer {number}.", PROSE["da"], PROSE["sv"]],
            url=f"https://www.norden.org/da/speech/{number}-kari-as-replik",
        ).text()
        for number in numbers
    ]


def test_pages_of_another_form_are_not_expected_to_state_what_they_never_do(
    engine: Engine,
) -> None:
    loaded(engine, pages())
    assert loaded(engine, of_slugs(range(200, 210))).alarms == ()
    assert loaded(engine, of_slugs(range(300, 310))).alarms == ()
    bare = [text.replace("Person\n\nKari Ås\n\n", "") for text in pages(range(60, 90))]
    undated = [re.sub(r"31.10.12 \d\d:05\n", "", text) for text in bare]
    (alarm,) = loaded(engine, [*of_slugs(range(400, 420)), *undated]).alarms
    assert (alarm.subject, alarm.documents, alarm.of) == ("date", 30, 30)


def test_pages_of_slugs_that_lose_what_they_did_state_are_an_alarm(engine: Engine) -> None:
    loaded(engine, [*pages(), *of_slugs(range(200, 230))])
    nameless = [text.replace("Kari Ås", "") for text in of_slugs(range(300, 320))]
    alarms = loaded(engine, nameless).alarms
    assert ("speaker", 20) in {(alarm.subject, alarm.documents) for alarm in alarms}


def test_pages_of_which_many_are_rejected_are_an_alarm(engine: Engine) -> None:
    loaded(engine, pages())
    broken = ["<html><body><p>Siden findes ikke</p></body></html>"] * 1
    broken += [f"<html><body><p>Fejl nummer {number}</p></body></html>" for number in range(9)]
    (alarm,) = loaded(engine, [*pages(), *broken]).alarms
    assert (alarm.code, alarm.documents, alarm.of) == ("rejected", 10, 40)
    assert "no speech" in alarm.shown[0]


def test_pages_that_were_rejected_before_are_no_alarm(engine: Engine) -> None:
    broken = [f"<html><body><p>Fejl nummer {number}</p></body></html>" for number in range(9)]
    assert loaded(engine, [*pages(), *broken]).rejected == 9
    report = loaded(engine, [*pages(), *broken])
    assert (report.alarms, report.unchanged, report.rejected) == ((), 30, 9)


@pytest.mark.parametrize("share_of_pages", [0, 4])
def test_a_few_pages_that_lose_a_field_are_stored_and_flagged(
    engine: Engine, share_of_pages: int
) -> None:
    loaded(engine, pages())
    changed = [RENAMINGS["all dates"][0](text) for text in pages()[:share_of_pages]]
    report = loaded(engine, [*changed, *pages()[share_of_pages:]])
    lost = [issue for issue in report.issues if issue.code == "field_lost"]
    assert (report.alarms, len(lost)) == ((), share_of_pages)


def test_the_threshold_is_a_setting(engine: Engine, database_url: str, tmp_path: Path) -> None:
    folder = saved(tmp_path / "pages", pages())
    run(database_url, "norden", folder)
    half = [RENAMINGS["all dates"][0](text) for text in pages()[:15]]
    other = [text.replace("Indlæg nummer", "Tale nummer") for text in pages()[15:]]
    saved(folder, [*half, *other])
    for settings in ({"drift_percent": 50}, {"drift_documents": 16}):
        assert run(database_url, "norden", folder, "--dry-run", **settings).exit_code == 0
    stopped = {"drift_percent": 49, "drift_documents": 15}
    assert run(database_url, "norden", folder, "--dry-run", **stopped).exit_code == 1
    environ = {"TINGTALE_DRIFT_PERCENT": "30", "TINGTALE_DRIFT_DOCUMENTS": "7"}
    assert (Settings.from_env(environ).drift_percent, Settings().drift_percent) == (30, 10)
    assert (Settings.from_env(environ).drift_documents, Settings().drift_documents) == (7, 5)


def test_a_parser_that_reads_less_is_a_drift_too(engine: Engine, source: RecordSource) -> None:
    documents = [source.page(a_speech_record(node=node, number=node)) for node in range(1, 11)]
    load(engine, source, documents)
    source.parser_version = "test-2"
    for document in documents:
        (record,) = source.records[document.content]
        source.records[document.content] = (
            a_speech_record(node=record.number, number=record.number, role_raw=None),
        )
    (alarm,) = load(engine, source, documents).alarms
    assert (alarm.code, alarm.subject) == ("field_lost", "role")
    assert load(engine, source, documents, threshold=None).updated == 10


def test_lines_of_a_corpus_that_lose_their_party_are_an_alarm(
    engine: Engine, tmp_path: Path
) -> None:
    def imported(**changes: object) -> Report:
        lines = [a_corpus_line(id=str(n), number=str(n)) | changes for n in range(20)]
        path = a_corpus_file(tmp_path / "c.jsonl", *lines)
        return load(engine, corpus.SOURCE, corpus.SOURCE.documents([path]))

    imported()
    renamed = {(a.code, a.subject, a.example) for a in imported(party=None, parti="X").alarms}
    assert renamed == {
        ("field_lost", "party", "c.jsonl, line 1"),
        ("unknown_key", "parti", "c.jsonl, line 1"),
    }


def test_documents_of_a_pipe_are_judged_too(
    engine: Engine, database_url: str, tmp_path: Path
) -> None:
    def piped(**changes: object) -> Result:
        lines = [json.dumps(a_corpus_line(id=str(n)) | changes) for n in range(20)]
        reading, writing = os.pipe()
        os.write(writing, "\n".join(lines).encode())
        os.close(writing)
        try:
            return run(database_url, "corpus", f"/dev/fd/{reading}")
        finally:
            os.close(reading)

    assert piped().stdout.startswith("corpus: 20 inserted")
    assert piped().stdout.startswith("corpus: 0 inserted, 0 updated, 20 unchanged")
    assert piped(role=None, debate_title="Fiskeri").stdout.startswith("corpus: 0 inserted")
    assert piped(date=None).exit_code == 1


def test_pages_of_several_addresses_lose_what_this_address_stated(engine: Engine) -> None:
    texts = pages()
    loaded(engine, texts)
    printed = [text.replace("/da/node/", "/no/node/") for text in texts]
    loaded(engine, [text.replace("Dato", "").replace("31.10.12", "") for text in printed])
    renamed = [RENAMINGS["all dates"][0](text) for text in texts]
    signs = {(alarm.code, alarm.subject) for alarm in loaded(engine, renamed).alarms}
    assert signs == {("unknown_label", "Tidspunkt"), ("field_lost", "date")}


def test_no_memory_is_kept_of_a_source_that_is_new(engine: Engine) -> None:
    assert loaded(engine, [RENAMINGS["all dates"][0](text) for text in pages()]).inserted == 30
    assert Threshold() == Threshold(0.1, 5)
