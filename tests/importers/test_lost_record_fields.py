"""Lost fields of agenda items and background documents: kept, told, and an alarm where many."""

from dataclasses import replace

import pytest
from background_imports import TEXT, bring, only
from builders import RecordSource, a_document, an_agenda_item_record
from imported import counts
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from archive import models
from importers.loading.load import load
from importers.records import Document, ListedSpeech

URL = "https://www.norden.org/da/protocol/21399"
ITEM = an_agenda_item_record(
    speeches=(ListedSpeech(1, "Kari Ås", None),),
    remarks=("Vi går videre.", "Sagen er afsluttet."),
    decisions=("Rådet besluttede at tage sagen til efterretning.",),
    url=URL,
)
LESS = {
    "number": {"item_number": None},
    "title": {"item_title": None},
    "chair": {"chair": None, "chair_raw": None},
    "date": {"date": None},
    "session": {"session": None},
    "case numbers": {"case_numbers": ()},
    "decisions": {"decisions": ()},
    "list of speeches": {"speeches": ()},
    "chair's remarks": {"remarks": ()},
}


def stored(engine):
    columns = models.AgendaItem.__table__.columns
    with Session(engine) as session:
        (item,) = session.execute(
            select(*(column for column in columns if column.name != "source_document_id"))
        ).mappings()
        remarks = session.execute(
            select(models.Speech.public_id, models.Speech.withdrawn_at, models.Speech.speaker_raw)
        )
        return dict(item), sorted(map(tuple, remarks), key=str)


@pytest.mark.parametrize("name", sorted(LESS))
def test_a_field_of_an_agenda_item_is_kept(engine: Engine, source: RecordSource, name: str) -> None:
    load(engine, source, [source.page(ITEM, url=URL)])
    before = stored(engine)
    less = source.page(replace(ITEM, **LESS[name]), url=URL)
    report = load(engine, source, [less])
    assert {(issue.code, issue.subject) for issue in report.issues} == {("field_lost", name)}
    assert stored(engine) == before
    assert counts(report) == (0, 0, 1, 0)
    assert counts(load(engine, source, [less])) == (0, 0, 1, 0)


def test_an_item_of_another_address_loses_nothing(engine: Engine, source: RecordSource) -> None:
    load(engine, source, [source.page(ITEM, url=URL)])
    url = URL.replace("/da/", "/no/")
    other = source.page(replace(ITEM, chair=None, url=url), url=url)
    assert [issue.code for issue in load(engine, source, [other]).issues] == []


def test_agenda_items_that_lose_a_field_are_an_alarm(engine: Engine, source: RecordSource) -> None:
    def pages(**changes):
        return [
            source.page(
                replace(an_agenda_item_record(protocol=n, remarks=("Ja.",)), **changes),
                url=URL.replace("21399", str(n)),
            )
            for n in range(21390, 21400)
        ]

    load(engine, source, pages())
    alarms = load(engine, source, pages(case_numbers=(), date=None)).alarms
    assert [(alarm.code, alarm.subject) for alarm in alarms] == [
        ("field_lost", "case numbers"),
        ("field_lost", "date"),
    ]


def test_pages_with_known_and_new_records_are_known(engine: Engine, source: RecordSource) -> None:
    def pages(*remarks, **changes):
        return [
            source.page(
                replace(an_agenda_item_record(protocol=n, remarks=remarks), **changes),
                url=URL.replace("21399", str(n)),
            )
            for n in range(21390, 21400)
        ]

    load(engine, source, pages("Ja."))
    (alarm,) = load(engine, source, pages("Ja.", "Nej.", case_numbers=())).alarms
    assert (alarm.subject, alarm.documents, alarm.of) == ("case numbers", 10, 10)


def test_date_and_publisher_of_a_background_document_are_kept(engine: Engine) -> None:
    bring(engine, a_document(TEXT, name="hjelp.txt"))
    known = only(engine)
    bare = TEXT.replace("Oslo, 3. april 2019", "Til opplysning").replace("Utgitt av ", "")
    report = bring(engine, a_document(bare, name="hjelp.txt"))
    lost = [issue.subject for issue in report.issues if issue.code == "field_lost"]
    assert lost == ["publisher", "date"]
    kept = only(engine)
    for name in ("publisher", "publisher_rule", "date", "year", "date_precision", "date_raw"):
        assert getattr(kept, name) == getattr(known, name)
    assert counts(bring(engine, a_document(bare, name="hjelp.txt"))) == (0, 0, 1, 0)


@pytest.mark.parametrize("night", ["", "2-"])
def test_background_documents_that_lose_their_date_are_an_alarm(engine: Engine, night: str) -> None:
    def texts(*changes: str, night: str = "") -> list[Document]:
        return [
            a_document(f"Utgave {n}: {TEXT.replace(*changes)}", name=f"{night}{n}.txt")
            for n in range(10)
        ]

    bring(engine, *texts("x", "x"))
    alarms = bring(engine, *texts("Oslo, 3. april 2019", "Til opplysning", night=night)).alarms
    assert ("field_lost", "date") in {(alarm.code, alarm.subject) for alarm in alarms}


def test_a_chair_that_a_file_of_another_name_leaves_out_is_kept(engine: Engine) -> None:
    source = RecordSource()
    stated, bare = an_agenda_item_record(chair="Eva Holm"), an_agenda_item_record(chair=None)
    load(engine, source, [source.page(stated, name="a.html")])
    report = load(engine, source, [source.page(bare, name="b.html")])
    assert [issue.subject for issue in report.issues if issue.code == "field_lost"] == ["chair"]
    with Session(engine) as session:
        assert session.scalars(select(models.AgendaItem.chair)).one() == "Eva Holm"
