"""Agenda items: the chair's remarks become speeches, and listed speeches are joined."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from builders import RecordSource, a_speech_record, an_agenda_item_record
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from archive import models
from archive.vocabulary import SpeechType
from importers.loading.load import load
from importers.records import Document, ListedSpeech

pytestmark = pytest.mark.no_cover

PROTOCOL = "https://www.norden.org/{ui}/protocol/21399"
NODE_PAGE = "https://www.norden.org/en/node/83190"
BEGINNING = "Herr president! Menneskehandel angår oss alle"


def speech(engine: Engine, public_id: str) -> models.Speech:
    with Session(engine) as session:
        found = session.scalars(
            select(models.Speech).where(models.Speech.public_id == public_id)
        ).one()
        session.refresh(found, ["agenda_item", "speaker", "sitting", "session", "segments"])
        return found


def agenda_item(engine: Engine) -> models.AgendaItem:
    with Session(engine) as session:
        item = session.scalars(select(models.AgendaItem)).one()
        session.refresh(item, ["sitting", "session"])
        return item


def test_an_agenda_item_stands_in_its_session_and_sitting(
    engine: Engine, source: RecordSource
) -> None:
    record = an_agenda_item_record(decisions=("Rådet besluttede at tale.",))
    report = load(engine, source, [source.page(record, url=PROTOCOL.format(ui="da"))])
    assert (report.inserted, report.issues) == (1, ())
    item = agenda_item(engine)
    assert item.public_id == "nc-protocol-21399"
    assert (item.number, item.title, item.chair, item.chair_raw) == (
        "13",
        "Menneskehandel",
        "Karin Eld",
        "KARIN ELD",
    )
    assert item.case_numbers == ["A 1556/medborger"]
    assert item.decisions == ["Rådet besluttede at tale."]
    assert item.session is not None
    assert item.session.number == 64
    assert item.sitting is not None
    assert item.sitting.date == date(2012, 10, 31)


def test_the_chairs_remarks_are_speeches_without_a_number(
    engine: Engine, source: RecordSource
) -> None:
    record = an_agenda_item_record(remarks=("Mötet är öppnat.", "Svaret är ja."))
    page = source.page(record, url=PROTOCOL.format(ui="da"))
    report = load(engine, source, [page])
    assert report.inserted == 1
    remark = speech(engine, "nc-protocol-21399-2")
    assert remark.speech_type == "chair_remark"
    assert remark.number is None
    assert remark.speaker is not None
    assert remark.speaker.public_id == "karin-eld"
    assert remark.role_kind == "president"
    assert remark.agenda_item is not None
    assert remark.agenda_item.number == "13"
    assert remark.languages == ["sv"]
    assert load(engine, source, [page]).unchanged == 1


def test_a_changed_protocol_updates_and_withdraws_remarks(
    engine: Engine, source: RecordSource
) -> None:
    url = PROTOCOL.format(ui="da")
    long = source.page(an_agenda_item_record(remarks=("Ett.", "Två.")), url=url)
    short = source.page(an_agenda_item_record(remarks=("Ett ändrat.",)), url=url)
    load(engine, source, [long])
    assert load(engine, source, [short]).updated == 1
    assert speech(engine, "nc-protocol-21399-2").withdrawn_at is not None
    assert speech(engine, "nc-protocol-21399-1").words == 2
    assert load(engine, source, [long]).updated == 1
    assert speech(engine, "nc-protocol-21399-2").withdrawn_at is None
    assert load(engine, source, [long]).unchanged == 1


def test_a_protocol_under_another_interface_language_fills_gaps_and_changes_nothing_else(
    engine: Engine, source: RecordSource
) -> None:
    first = an_agenda_item_record(item_title="Menneskehandel", case_numbers=())
    other = an_agenda_item_record(item_title="Människohandel", chair="Olof Ek")
    load(engine, source, [source.page(first, url=PROTOCOL.format(ui="da"))])
    page = source.page(other, url=PROTOCOL.format(ui="sv"))
    report = load(engine, source, [page])
    assert report.updated == 1
    assert [issue.code for issue in report.issues] == ["contradiction"]
    assert "chair" in report.issues[0].message
    item = agenda_item(engine)
    assert (item.title, item.chair) == ("Menneskehandel", "Karin Eld")
    assert item.case_numbers == ["A 1556/medborger"]
    assert load(engine, source, [page]).unchanged == 1


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_of_pages_that_contradict_each_other_the_first_by_letters_leads(
    engine: Engine, source: RecordSource, order: tuple[int, ...]
) -> None:
    told = [
        an_agenda_item_record(chair=chair, case_numbers=cases, remarks=remarks)
        for chair, cases, remarks in (
            (None, (), ("Ett.", "Två.")),
            ("Olof Ek", ("A 2/x",), ("Ett.", "Två.", "Tre.")),
            ("Karin Eld", ("A 3/x",), ("Något annat.",)),
        )
    ]
    pages = [
        source.page(record, url=PROTOCOL.format(ui=language))
        for record, language in zip(told, ("da", "is", "sv"), strict=True)
    ]
    for place in order:
        load(engine, source, [pages[place]])
    assert load(engine, source, pages).unchanged == 3
    item = agenda_item(engine)
    assert (item.chair, item.case_numbers) == ("Olof Ek", ["A 2/x"])
    for position, text in enumerate(("Ett.", "Två.", "Tre."), start=1):
        remark = speech(engine, f"nc-protocol-21399-{position}")
        assert remark.withdrawn_at is None
        assert [segment.text for segment in remark.segments] == [text]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_of_items_that_list_one_speech_the_first_by_letters_has_it(
    engine: Engine, source: RecordSource, order: tuple[int, ...]
) -> None:
    items = [
        an_agenda_item_record(protocol=None, node=node, speeches=(listed(number=211),))
        for node in (83191, 83190)
    ]
    pages = [source.page(record) for record in (a_speech_record(), *items)]
    for place in order:
        load(engine, source, [pages[place]])
    joined = speech(engine, "nc-17940").agenda_item
    assert joined is not None
    assert joined.public_id == "nc-item-83190"


def test_a_changed_agenda_item_updates(engine: Engine, source: RecordSource) -> None:
    for title in ("Før", "Etter"):
        page = source.page(an_agenda_item_record(item_title=title), url=PROTOCOL.format(ui="da"))
        report = load(engine, source, [page])
    assert report.updated == 1
    assert agenda_item(engine).title == "Etter"


def test_an_agenda_item_without_number_and_title_is_rejected(
    engine: Engine, source: RecordSource
) -> None:
    record = an_agenda_item_record(item_number=None, item_title=None)
    report = load(engine, source, [source.page(record)])
    assert report.rejected == 1
    assert "neither a number nor a title" in report.issues[0].message


def test_agenda_items_without_page_ids_are_known_by_session_and_number(
    engine: Engine, source: RecordSource
) -> None:
    numbered = an_agenda_item_record(protocol=None)
    bare = an_agenda_item_record(protocol=None, session=None, day=None)
    load(engine, source, [source.page(numbered), source.page(bare)])
    with Session(engine) as session:
        first, second = session.scalars(
            select(models.AgendaItem).order_by(models.AgendaItem.id)
        ).all()
        assert first.public_id == "nc-64-item-13"
        assert second.public_id.startswith("nc-item-")
        assert second.session_id is None


def test_item_6_is_the_parent_of_item_6_1(engine: Engine, source: RecordSource) -> None:
    child = an_agenda_item_record(protocol=None, node=2, item_number="6.1")
    parent = an_agenda_item_record(protocol=None, node=1, item_number="6")
    load(engine, source, [source.page(child), source.page(parent)])
    with Session(engine) as session:
        row = session.scalars(
            select(models.AgendaItem).where(models.AgendaItem.number == "6.1")
        ).one()
        assert row.parent is not None
        assert row.parent.public_id == "nc-item-1"


def listed(**fields: object) -> ListedSpeech:
    values = {"number": None, "name": None, "speech_type": None} | fields
    return ListedSpeech(**values)  # type: ignore[arg-type]


def pages_of(source: RecordSource, *listing: ListedSpeech) -> list[Document]:
    item = an_agenda_item_record(protocol=None, node=83190, speeches=listing)
    return [source.page(a_speech_record()), source.page(item, url=NODE_PAGE)]


@pytest.mark.parametrize("order", list(permutations(range(2))))
@pytest.mark.parametrize(
    "entry",
    [
        listed(number=211, name="Anna Holmberg"),
        listed(teaser=(f"{BEGINNING},  og Norden …",)),
        listed(teaser=("Herr president! Menneskehandel", "angår oss alle...")),
    ],
)
def test_a_listed_speech_is_joined_in_any_order_of_import(
    engine: Engine, source: RecordSource, order: tuple[int, ...], entry: ListedSpeech
) -> None:
    pages = pages_of(source, entry)
    for position in order:
        report = load(engine, source, [pages[position]])
        assert report.issues == ()
    assert speech(engine, "nc-17940").agenda_item is not None
    again = load(engine, source, pages)
    assert (again.unchanged, again.issues) == (2, ())


def test_the_listing_tells_what_the_speech_page_does_not(
    engine: Engine, source: RecordSource
) -> None:
    bare = a_speech_record(speaker=None, speech_type=None, number=None)
    item = an_agenda_item_record(
        protocol=None,
        node=83190,
        speeches=(ListedSpeech(211, "Anna Holmberg", SpeechType.REPLY, (f"{BEGINNING}…",)),),
    )
    pages = [source.page(bare, url="https://norden.org/no/node/17940"), source.page(item)]
    load(engine, source, pages)
    told = speech(engine, "nc-17940")
    assert (told.speaker_raw, told.speech_type, told.number) == ("Anna Holmberg", "reply", 211)
    assert told.from_listing == ["number", "speaker_raw", "speech_type"]
    assert told.speaker is not None
    assert load(engine, source, pages).unchanged == 2
    # The speech's own page says more later: then the listing is not needed.
    own = replace(bare, speaker="Anna Holmberg-Dahl", number=211)
    load(engine, source, [source.page(own, url="https://norden.org/no/node/17940")])
    told = speech(engine, "nc-17940")
    assert (told.speaker_raw, told.from_listing) == ("Anna Holmberg-Dahl", ["speech_type"])


def test_a_listing_that_names_another_speaker_is_told(engine: Engine, source: RecordSource) -> None:
    report = load(engine, source, pages_of(source, listed(number=211, name="Olof Ek")))
    assert [issue.code for issue in report.issues] == ["listing_names_another"]
    assert speech(engine, "nc-17940").speaker_raw == "Anna Holmberg"


@pytest.mark.parametrize(
    "entry",
    [
        listed(number=212, teaser=(BEGINNING,)),
        listed(teaser=("Herr president!",)),
        listed(teaser=("Herr talman! Något helt annat sades här.",)),
        listed(),
    ],
)
def test_other_speeches_are_not_joined(
    engine: Engine, source: RecordSource, entry: ListedSpeech
) -> None:
    load(engine, source, pages_of(source, entry))
    assert speech(engine, "nc-17940").agenda_item is None


def test_a_teaser_that_fits_two_speeches_joins_neither(
    engine: Engine, source: RecordSource
) -> None:
    twin = source.page(a_speech_record(node=17941, number=212))
    load(engine, source, [twin, *pages_of(source, listed(teaser=(f"{BEGINNING}…",)))])
    assert speech(engine, "nc-17940").agenda_item is None
    assert speech(engine, "nc-17941").agenda_item is None


def test_speeches_of_other_sessions_are_not_joined(engine: Engine, source: RecordSource) -> None:
    elsewhere = source.page(a_speech_record(node=18300, session=65))
    _, item = pages_of(source, listed(number=211))
    load(engine, source, [elsewhere, item])
    assert speech(engine, "nc-18300").agenda_item is None
