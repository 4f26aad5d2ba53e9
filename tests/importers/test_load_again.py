"""Importing again: what changed is updated, by page, by parser or by hand; old bytes are kept."""

from dataclasses import replace
from datetime import datetime

from builders import RecordSource, a_speech_record, an_agenda_item_record
from imported import NODE, SLUG, codes, counts, only_speech, rows, speeches
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from archive import models
from importers.loading.load import load
from importers.records import Document, FieldProvenance, ListedSpeech, ParsedRole
from importers.source import find_source


def test_the_same_bytes_are_unchanged_without_parsing_again(
    engine: Engine, source: RecordSource
) -> None:
    page = source.page(a_speech_record())
    load(engine, source, [page])
    source.records.clear()
    assert counts(load(engine, source, [page])) == (0, 0, 1, 0)


def test_a_changed_page_updates_the_speech_and_keeps_the_old_bytes(
    engine: Engine, source: RecordSource
) -> None:
    url = NODE.format(ui="no", node=17940)
    old, new = (source.page(a_speech_record(text=text), url=url) for text in ("Før.", "Etter."))
    load(engine, source, [old])
    report = load(engine, source, [new])
    assert counts(report) == (0, 1, 0, 0)
    assert codes(report) == []
    with Session(engine) as session:
        speech = session.scalars(select(models.Speech)).one()
        assert [segment.text for segment in speech.segments] == ["Etter."]
        assert speech.public_id == "nc-17940"
        assert speech.revision == report.run_id
        assert [(read.current, read.latest) for read in speech.sources] == [
            (False, False),
            (True, True),
        ]
        assert speech.sources[0].source_document.content == old.content


def test_a_page_that_changes_back_is_updated_back(engine: Engine, source: RecordSource) -> None:
    url = NODE.format(ui="no", node=17940)
    old, new = (source.page(a_speech_record(text=text), url=url) for text in ("Før.", "Etter."))
    for page in (old, new):
        load(engine, source, [page])
    assert counts(load(engine, source, [old])) == (0, 1, 0, 0)
    assert counts(load(engine, source, [old])) == (0, 0, 1, 0)
    assert rows(engine, models.SourceDocument) == 2


def test_a_copy_of_an_old_page_without_an_address_does_not_take_a_change_back(
    engine: Engine, source: RecordSource
) -> None:
    old, new = (source.page(a_speech_record(text=text)) for text in ("Før.", "Etter."))
    old, new = replace(old, name="a.txt"), replace(new, name="a.txt")
    copy = replace(old, name="copy.txt")
    load(engine, source, [old, copy])
    load(engine, source, [new, copy])
    assert counts(load(engine, source, [new, copy])) == (0, 0, 2, 0)
    with Session(engine) as session:
        speech = session.scalars(select(models.Speech)).one()
        assert [segment.text for segment in speech.segments] == ["Etter."]


def test_another_parser_version_reads_the_same_bytes_again(
    engine: Engine, source: RecordSource
) -> None:
    page = source.page(a_speech_record(speaker="Anna"))
    load(engine, source, [page])
    source.parser_version = "test-2"
    assert counts(load(engine, source, [page])) == (0, 0, 1, 0)
    source.parser_version = "test-3"
    source.records[page.content] = (a_speech_record(speaker="Anna Holmberg"),)
    assert counts(load(engine, source, [page])) == (0, 1, 0, 0)
    assert only_speech(engine).speaker_raw == "Anna Holmberg"
    with Session(engine) as session:
        assert session.scalars(select(models.SpeechSource.parser_version)).one() == "test-3"
        assert session.scalars(select(models.SourceDocument.parser_version)).one() == "test-3"


def test_a_page_read_by_another_source_is_read_again_by_that_source(
    engine: Engine, source: RecordSource
) -> None:
    sample = find_source("sample")
    pages = [page for page in sample.documents([]) if isinstance(page, Document)]
    load(engine, sample, pages[:1])
    stored = only_speech(engine)
    node = int(stored.public_id.removeprefix("nc-"))
    other = a_speech_record(node=node, session=None, number=None, text="Noe annet.")
    report = load(engine, source, [source.page(other)])
    assert counts(report) == (0, 0, 1, 0)
    assert set(codes(report)) >= {"contradiction"}


def test_what_no_parser_reads_any_more_stays(engine: Engine, source: RecordSource) -> None:
    page = source.page(a_speech_record(speaker=None))
    load(engine, source, [page])
    source.records.clear()
    listing = (ListedSpeech(211, "Anna Holmberg", None),)
    item = source.page(an_agenda_item_record(protocol=None, node=1, speeches=listing))
    report = load(engine, source, [item])
    assert counts(report) == (1, 0, 0, 0)
    speech = only_speech(engine)
    assert (speech.speaker_raw, speech.agenda_item_id) == (None, 1)


def test_a_sibling_page_that_the_parser_no_longer_reads_is_left_out(
    engine: Engine, source: RecordSource
) -> None:
    first = source.page(a_speech_record(slug="x", text="Gammel."), url=NODE.format(ui="no", node=1))
    load(engine, source, [first])
    del source.records[first.content]
    second = a_speech_record(node=None, slug="x", text="Ny.")
    report = load(engine, source, [source.page(second, url=SLUG.format(slug="x"))])
    assert counts(report) == (0, 1, 0, 0)
    assert [speech.words for speech in speeches(engine)] == [1]


def test_a_correction_applies_as_long_as_the_source_says_the_same(
    engine: Engine, source: RecordSource
) -> None:
    url = NODE.format(ui="no", node=17940)
    load(engine, source, [source.page(a_speech_record(speaker="Ana Holmberg"), url=url)])
    with Session(engine) as session, session.begin():
        speech_id = session.scalars(select(models.Speech.id)).one()
        for name, before, after in [
            ("speaker_raw", "Ana Holmberg", "Anna Holmberg"),
            ("speech_type", "main", "reply"),
            ("country", None, "NO"),
            ("number", "211", "many"),
            ("weather", "fine", "foul"),
        ]:
            session.add(
                models.Correction(
                    speech_id=speech_id,
                    field=name,
                    before=before,
                    after=after,
                    reason="heard in the recording",
                    made_at=datetime(2024, 1, 1),  # noqa: DTZ001
                )
            )
    page = source.page(a_speech_record(speaker="Ana Holmberg", text="Ny tekst."), url=url)
    report = load(engine, source, [page])
    speech = only_speech(engine)
    assert (speech.speaker_raw, speech.speech_type, speech.country) == (
        "Anna Holmberg",
        "reply",
        "NO",
    )
    assert speech.number == 211
    assert codes(report) == ["invalid_correction", "unknown_correction"]
    page = source.page(a_speech_record(speaker="A. Holmberg", text="Ny tekst."), url=url)
    report = load(engine, source, [page])
    assert "outdated_correction" in codes(report)
    assert only_speech(engine).speaker_raw == "A. Holmberg"
    page = source.page(a_speech_record(speaker="Anna Holmberg", text="Ny tekst."), url=url)
    assert "outdated_correction" not in codes(load(engine, source, [page]))


def test_a_role_that_changes_changes_the_mandate(engine: Engine, source: RecordSource) -> None:
    url = NODE.format(ui="no", node=17940)
    load(engine, source, [source.page(a_speech_record(), url=url)])
    other = a_speech_record(role_raw="Taler for Island", role=ParsedRole(country="IS"))
    load(engine, source, [source.page(other, url=url)])
    with Session(engine) as session:
        (mandate,) = session.scalars(select(models.Mandate)).all()
        assert (mandate.party_group_key, mandate.country) == (None, "IS")
    bare = a_speech_record(role_raw=None)
    load(engine, source, [source.page(bare, url=url)])
    assert rows(engine, models.Mandate) == 1  # what the page no longer says is kept


def test_a_better_parser_tells_how_values_are_read_without_changing_the_record(
    engine: Engine, source: RecordSource
) -> None:
    record = a_speech_record()
    page = replace(source.page(record), place="line 3")
    load(engine, source, [replace(page, place=None)])
    source.parser_version = "test-2"
    reading = FieldProvenance("number", "211\0", "title", "title_number")
    source.records[page.content] = (replace(record, readings=(reading,)),)
    assert counts(load(engine, source, [page])) == (0, 0, 1, 0)
    with Session(engine) as session:
        speech = session.scalars(select(models.Speech)).one()
        assert speech.field_readings == {
            "number": ["211\N{REPLACEMENT CHARACTER}", "title", "title_number"]
        }
        assert speech.revision == 1
        assert session.scalars(select(models.SourceDocument.place)).one() == "line 3"
