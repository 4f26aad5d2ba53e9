"""Corrections that are accepted: they apply at once, as long as the source says what they say."""

from datetime import date, datetime

import pytest
from accepted import NOW, accepted, bring, message, reported, revoked
from builders import RecordSource, a_segment_record, a_speech_record, an_agenda_item_record
from imported import codes, only_speech, rows
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from archive import models
from archive.corrections.correction_list import list_corrections, outdated_corrections
from archive.corrections.current_values import current_values
from archive.corrections.report_queue import find_report
from archive.queries.consistency import find_broken, find_warnings
from archive.vocabulary import CorrectableField
from importers.corrections.fields import CORRECTABLE
from importers.loading.load import load
from importers.loading.withdrawals.operator_withdrawals import (
    OperatorWithdrawals,
    withdrawal_documents,
)
from importers.records import ListedSpeech

pytestmark = pytest.mark.no_cover


def test_every_field_of_the_vocabulary_can_be_corrected() -> None:
    assert set(CORRECTABLE) == {field.value for field in CorrectableField}


@pytest.mark.parametrize(
    ("field", "after", "column", "value"),
    [
        ("speaker_raw", "Ana Holmberg", "speaker_raw", "Ana Holmberg"),
        ("speaker_suffix", "H", "speaker_suffix", "H"),
        ("external_speaker", "true", "external_speaker", True),
        ("role_raw", "Præsidenten", "role_raw", "Præsidenten"),
        ("role_kind", "president", "role_kind", "president"),
        ("party_group_key", "nordic_freedom", "party_group_key", "nordic_freedom"),
        ("party_group_key", None, "party_group_key", None),
        ("country", "FI", "country", "FI"),
        ("number", "212", "number", 212),
        ("number_label", "212 a", "number_label", "212 a"),
        ("speech_type", "reply", "speech_type", "reply"),
        ("started_at", "2012-10-30", "date", date(2012, 10, 30)),
        ("started_at", "2012-10-30T09:05", "started_at", datetime(2012, 10, 30, 9, 5)),  # noqa: DTZ001
        ("started_at", "2012", "started_at_precision", "year"),
        ("agenda_item_title", "Klima", "agenda_item_title", "Klima"),
        ("segments.0.language", "nn", "languages", ["nn"]),
    ],
)
def test_what_is_accepted_applies_at_once_and_survives(  # noqa: PLR0917
    engine: Engine, source: RecordSource, field: str, after: str | None, column: str, value: object
) -> None:
    bring(engine, source)
    before = only_speech(engine)
    assert codes(accepted(engine, field, after)) == ["corrected"]
    speech = only_speech(engine)
    assert getattr(speech, column) == value
    assert speech.public_id == before.public_id
    assert speech.revision > before.revision
    with Session(engine) as session:
        assert current_values(session, speech.id)[field] == after
    assert bring(engine, source).unchanged == 1
    source.parser_version = "test-2"
    bring(engine, source)
    bring(engine, source, text="Ny tekst.")
    assert getattr(only_speech(engine), column) == value
    with Session(engine) as session:
        assert list(find_broken(session)) == []
        assert outdated_corrections(session) == ()
        (made,) = list_corrections(session)
    assert (made.field, made.after, made.made_by, made.reason) == (field, after, "Ida", "Heard.")
    revoked(engine, made.number)
    assert getattr(only_speech(engine), column) == getattr(before, column)
    assert rows(engine, models.Correction) == 0


def test_a_corrected_name_is_another_speaker_at_once(engine: Engine, source: RecordSource) -> None:
    bring(engine, source)
    accepted(engine, "speaker_raw", "Nina Eld")
    with Session(engine) as session:
        speech = session.scalars(select(models.Speech)).one()
        assert (speech.speaker.public_id, speech.speaker_rule) == ("nina-eld", "name")
        assert session.scalar(select(models.Mandate.speaker_id)) == speech.speaker_id


def test_a_source_that_moves_leaves_the_correction_and_says_so_loudly(
    engine: Engine, source: RecordSource
) -> None:
    bring(engine, source)
    accepted(engine, "number", "212")
    assert "outdated_correction" in codes(bring(engine, source, number=213))
    assert only_speech(engine).number == 213
    with Session(engine) as session:
        (moved,) = outdated_corrections(session)
        assert (moved.speech, moved.source_says) == ("nc-17940", "213")
        warning = next(iter(find_warnings(session)))
        assert (warning.code, warning.place) == ("outdated_correction", "nc-17940")
        assert "tingtale corrections revoke c1" in warning.message
    for number in (212, 211):  # it says what is right, or what was wrong
        bring(engine, source, number=number)
        assert only_speech(engine).number == 212
        with Session(engine) as session:
            assert outdated_corrections(session) == ()


def test_a_second_correction_corrects_the_first(engine: Engine, source: RecordSource) -> None:
    bring(engine, source)
    accepted(engine, "number", "212")
    accepted(engine, "number", "214", reason="Counted.")
    assert only_speech(engine).number == 214
    bring(engine, source, text="Ny tekst.")
    assert only_speech(engine).number == 214
    with Session(engine) as session:
        assert [one.before for one in list_corrections(session)] == ["211", "212"]
    revoked(engine, 2)
    assert only_speech(engine).number == 212


def test_a_value_that_a_listing_tells_is_corrected(engine: Engine, source: RecordSource) -> None:
    listing = (ListedSpeech(211, "Anna Holm", None),)
    item = an_agenda_item_record(protocol=None, node=1, speeches=listing)
    bring(engine, source, speaker=None)
    load(engine, source, [source.page(item)])
    assert only_speech(engine).speaker_raw == "Anna Holm"
    accepted(engine, "speaker_raw", "Anna Holmberg")
    bring(engine, source, speaker=None, text="Ny tekst.")
    speech = only_speech(engine)
    assert (speech.speaker_raw, speech.from_listing) == ("Anna Holmberg", [])


def test_a_session_that_is_corrected_leaves_the_item_of_the_other(
    engine: Engine, source: RecordSource
) -> None:
    listing = (ListedSpeech(211, None, None),)
    item = an_agenda_item_record(protocol=None, node=1, speeches=listing)
    other = an_agenda_item_record(protocol=None, node=2, session=65, day=date(2013, 10, 30))
    load(engine, source, [source.page(item, name="1.txt"), source.page(other, name="2.txt")])
    bring(engine, source, started_at=None)
    assert only_speech(engine).agenda_item_id == 1
    assert codes(accepted(engine, "session", "65")) == ["corrected"]
    with Session(engine) as session:
        speech = session.scalars(select(models.Speech)).one()
        assert (speech.session.number, speech.session_rule) == (65, "correction")
        assert speech.agenda_item_id is None
    bring(engine, source, started_at=None, text="Ny tekst.")
    with Session(engine) as session:
        assert session.scalars(select(models.Speech)).one().session.number == 65
    revoked(engine, 1)
    with Session(engine) as session:
        speech = session.scalars(select(models.Speech)).one()
        assert (speech.session.number, speech.agenda_item_id) == (64, 1)


def test_an_accepted_report_is_decided_and_its_contact_deleted(
    engine: Engine, source: RecordSource
) -> None:
    bring(engine, source)
    number = reported(engine, "number", "212", contact="a@example.org")
    accepted(engine, "number", "212", report=number)
    with Session(engine) as session:
        told = find_report(session, number)
    assert (told.state, told.decided_by, told.answer) == ("accepted", "Ida", "Heard.")
    assert (told.contact, told.correction, told.decided_at) == (None, 1, NOW)
    assert "was accepted on 2026-11-01 by Ida" in message(
        accepted(engine, "number", "213", report=number)
    )
    assert only_speech(engine).number == 212


def test_what_changed_since_the_report_is_looked_at_again(
    engine: Engine, source: RecordSource
) -> None:
    bring(engine, source)
    number = reported(engine, "number", "212")
    bring(engine, source, number=213)
    refused = message(accepted(engine, "number", "212", report=number))
    assert "has changed since the report came, from '211' to '213'" in refused
    accepted(engine, "number", "212", report=number, although_changed=True)
    assert only_speech(engine).number == 212


@pytest.mark.parametrize(
    ("field", "after", "told"),
    [
        ("weather", "fine", "'weather' is no field to correct; these are: speaker_raw"),
        ("number", "many", "'many' is no number"),
        ("number", "0", "from 1"),
        ("number", "99999999999", "no number"),
        ("number", "211", "says '211' already"),
        ("number_label", "x" * 65, "at most 64"),
        ("speaker_raw", "\x1b[31m", "no line of text"),
        ("speech_type", "shout", "'shout' is none of main, contribution"),
        ("role_kind", "king", "none of party_group"),
        ("party_group_key", "greens", "none of social_democratic"),
        ("country", "XX", "none of AX"),
        ("external_speaker", None, "cannot be empty"),
        ("external_speaker", "yes", "none of true, false"),
        ("started_at", "yesterday", "no time; write 2012-10-31T18:58"),
        ("started_at", "2012-02-31", "day is out of range"),
        ("started_at", "1812-10-31", "before the assembly first met"),
        ("started_at", "2812-10-31", "after the day on which it was read"),
        ("session", "640", "no session that met; the archive knows of 64"),
        ("speaker_source_id", "Q42", "no speaker of the assembly has the source's id"),
        ("segments.1.language", "da", "there are 1 segments"),
        ("segments.0.language", "xx", "none of da, nb"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(
    engine: Engine, source: RecordSource, field: str, after: str | None, told: str
) -> None:
    bring(engine, source)
    before = only_speech(engine).revision
    assert told in message(accepted(engine, field, after))
    assert rows(engine, models.Correction) == 0
    assert only_speech(engine).revision == before


def test_an_unknown_or_withdrawn_speech_is_refused_with_the_remedy(
    engine: Engine, source: RecordSource
) -> None:
    bring(engine, source)
    refused = message(accepted(engine, "number", "1", public_id="nc-1"))
    assert "no speech with the id 'nc-1'; see the id" in refused
    load(engine, OperatorWithdrawals(), withdrawal_documents(["nc-17940"], "Double"))
    refused = message(accepted(engine, "number", "1"))
    assert "`tingtale withdraw --revoke nc-17940` brings it back" in refused
    assert "no correction c7" in message(revoked(engine, 7))


def test_a_session_that_was_given_at_the_import_is_given_again(
    engine: Engine, source: RecordSource
) -> None:
    bring(engine, source)
    with Session(engine) as session, session.begin():
        session.scalars(select(models.Speech)).one().session_rule = "given"
    assert "import it with --session 65" in message(accepted(engine, "session", "65"))


def test_a_person_is_told_from_a_namesake_by_the_sources_id(
    engine: Engine, source: RecordSource
) -> None:
    pages = [
        source.page(a_speech_record(node=node, number=node, speaker_id=known), name=f"{node}.txt")
        for node, known in ((1, "7"), (2, "8"))
    ]
    load(engine, source, pages)
    bring(engine, source)
    assert only(engine).speaker_rule == "ambiguous"
    accepted(engine, "speaker_source_id", "8")
    with Session(engine) as session:
        speech = session.scalars(select(models.Speech).where(models.Speech.number == 211)).one()
        assert speech.speaker.public_id == "nordic-council.id.8"


def test_the_language_of_a_part_is_corrected_alone(engine: Engine, source: RecordSource) -> None:
    parts = (a_segment_record("Hej.", language="da"), a_segment_record("Hæ.", language="und"))
    bring(engine, source, segments=parts, languages=("da", "und"))
    accepted(engine, "segments.1.language", "is")
    assert only_speech(engine).languages == ["da", "is"]


def only(engine: Engine) -> models.Speech:
    with Session(engine) as session:
        return session.scalars(select(models.Speech).where(models.Speech.number == 211)).one()
