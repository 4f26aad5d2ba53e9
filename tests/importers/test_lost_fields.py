"""Fields that a page stated once and states no more: kept, told, and unchanged ever after."""

from dataclasses import replace
from datetime import datetime

import pytest
from builders import RecordSource, a_segment_record, a_speech_record
from imported import NODE, codes, counts, only_speech
from norden_pages import DA, SV, Page
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from archive import models
from archive.vocabulary import DatePrecision, RoleKind, SegmentKind
from importers.loading.load import load
from importers.loading.speeches.lost_fields import (
    EarlierVersion,
    missing_fields,
    restore_lost_fields,
    stored_fields,
)
from importers.records import Document, FieldProvenance, ParsedRole
from importers.sources.norden import SOURCE

pytestmark = pytest.mark.no_cover

URL = NODE.format(ui="no", node=17940)
FULL = a_speech_record(
    speaker_suffix="VG",
    external_speaker=True,
    party="Demokraterne",
    status_raw="Waiting for transcription",
    agenda_item_title="Fiskeri",
    segments=(
        a_segment_record("Puheenvuoro on pitkä.", language="fi"),
        a_segment_record("Talet är långt.", kind=SegmentKind.TRANSLATION, language="sv"),
    ),
)
LESS = {
    "date": {"started_at": None, "started_at_precision": None},
    "number": {"number": None},
    "session": {"session": None},
    "speaker": {"speaker": None, "speaker_suffix": None},
    "speaker's suffix": {"speaker_suffix": None},
    "external speaker": {"external_speaker": False},
    "party": {"party": None},
    "role": {"role_raw": None, "role": ParsedRole()},
    "speech type": {"speech_type": None, "type_raw": None},
    "status": {"status_raw": None},
    "agenda item": {"agenda_item_title": None},
    "time": {
        "started_at": datetime(2012, 10, 31),  # noqa: DTZ001
        "started_at_precision": DatePrecision.DAY,
    },
    "translation": {"segments": FULL.segments[:1]},
}
COLUMNS = [
    *("session_id", "number", "speech_type", "type_raw", "speaker_raw", "speaker_suffix", "date"),
    *("external_speaker", "role_raw", "role_kind", "party_group_key", "party_id", "status_raw"),
    *("started_at", "started_at_precision", "agenda_item_title", "speaker_id", "content_sha256"),
]


def columns(engine):
    speech = only_speech(engine)
    with Session(engine) as session:
        texts = session.scalars(select(models.Segment.text).order_by(models.Segment.position))
        return {name: getattr(speech, name) for name in COLUMNS} | {"texts": list(texts)}


def told(report):
    return [(issue.code, issue.subject) for issue in report.issues]


@pytest.mark.parametrize("name", sorted(LESS))
def test_a_field_that_the_page_states_no_more_is_kept(
    engine: Engine, source: RecordSource, name: str
) -> None:
    before = source.page(FULL, url=URL)
    after = source.page(replace(FULL, **LESS[name]), url=URL)
    load(engine, source, [before])
    known = columns(engine)
    report = load(engine, source, [after])
    assert told(report) == [("field_lost", name)]
    assert columns(engine) == known
    assert counts(report) == (0, 0, 1, 0)
    assert counts(load(engine, source, [after])) == (0, 0, 1, 0)


def test_a_field_stays_kept_through_later_versions(engine: Engine, source: RecordSource) -> None:
    undated = replace(FULL, **LESS["date"])
    pages = [FULL, undated, replace(undated, agenda_item_title="Fiskeri og fangst")]
    for record in pages:
        load(engine, source, [source.page(record, url=URL)])
    speech = only_speech(engine)
    assert (speech.started_at, speech.agenda_item_title) == (FULL.started_at, "Fiskeri og fangst")
    source.parser_version = "test-2"
    report = load(engine, source, [source.page(pages[-1], url=URL)])
    assert only_speech(engine).started_at == FULL.started_at
    assert told(report) == [("field_lost", "date")]


def test_the_reading_of_a_kept_field_names_the_version(
    engine: Engine, source: RecordSource
) -> None:
    readings = (
        FieldProvenance("started_at", "31.10.12 18:58", "information: date", "printed_date"),
    )
    first = source.page(replace(FULL, readings=readings), url=URL)
    load(engine, source, [first])
    load(engine, source, [source.page(replace(FULL, **LESS["date"]), url=URL)])
    with Session(engine) as session:
        stored = session.scalars(select(models.Speech.field_readings)).one()
        documents = select(models.SourceDocument.sha256).order_by(models.SourceDocument.id)
        sha256 = session.scalars(documents).first()
    place = f"information: date, in the earlier version {sha256[:12]}"
    assert stored["started_at"] == ["31.10.12 18:58", place, "printed_date"]


def test_what_belongs_to_another_speaker_is_not_kept() -> None:
    other = replace(FULL, speaker="Ole Dahl", speaker_suffix=None, party=None)
    other = replace(other, role_raw=None, role=ParsedRole(), external_speaker=False)
    kept = restore_lost_fields(other, missing_fields(other), [EarlierVersion("0" * 64, FULL)])
    assert (kept.record, kept.issues) == (other, ())


def test_a_session_concluded_from_another_day_is_not_kept() -> None:
    moved = replace(FULL, session=None, started_at=datetime(2011, 3, 3, 9, 0))  # noqa: DTZ001
    assert restore_lost_fields(moved, {"session"}, [EarlierVersion("0" * 64, FULL)]).issues == ()
    assert restore_lost_fields(moved, {"time"}, [EarlierVersion("0" * 64, FULL)]).issues == ()


def test_a_label_of_a_number_goes_with_the_number() -> None:
    lettered = replace(FULL, number=12, number_label="12a")
    plain = replace(FULL, number=12)
    assert (
        restore_lost_fields(plain, {"number"}, [EarlierVersion("0" * 64, lettered)]).record == plain
    )


def test_a_translation_whose_marker_was_reworded_is_one_still() -> None:
    original, translation = (segment.paragraphs for segment in FULL.segments)
    text = a_segment_record(*original, "Pohjoismainen versio", *translation, language="fi")
    kept = restore_lost_fields(
        replace(FULL, segments=(text,)), {"translation"}, [EarlierVersion("0" * 64, FULL)]
    )
    assert kept.record.segments == FULL.segments
    longer = a_segment_record(*original, DA, *translation, language="fi")
    added = replace(FULL, segments=(longer,))
    assert (
        restore_lost_fields(added, {"translation"}, [EarlierVersion("0" * 64, FULL)]).record
        == added
    )


def test_what_was_never_stated_is_not_lost(engine: Engine, source: RecordSource) -> None:
    bare = replace(FULL, **{key: value for less in LESS.values() for key, value in less.items()})
    bare = replace(bare, started_at=None, started_at_precision=None)
    load(engine, source, [source.page(bare, url=URL)])
    report = load(engine, source, [source.page(replace(bare, url="x"), url=URL)])
    assert "field_lost" not in codes(report)


def test_another_address_that_states_the_field_is_enough(
    engine: Engine, source: RecordSource
) -> None:
    load(engine, source, [source.page(FULL, url=URL)])
    load(engine, source, [source.page(FULL, url=URL.replace("/no/", "/da/"))])
    report = load(engine, source, [source.page(replace(FULL, **LESS["date"]), url=URL)])
    assert codes(report) == []
    assert only_speech(engine).started_at == FULL.started_at


def test_each_column_tells_its_field(engine: Engine, source: RecordSource) -> None:
    load(engine, source, [source.page(FULL, url=URL)])
    assert stored_fields(only_speech(engine)) == set(LESS) - {"translation"}
    assert missing_fields(FULL) == frozenset()
    assert FULL.role.kind is RoleKind.PARTY_GROUP


@pytest.mark.parametrize("renamed", ["Dato", "Talerrolle", "Talenummer", "Information"])
def test_a_page_whose_label_was_renamed_is_the_same_speech(engine: Engine, renamed: str) -> None:
    page = Page(role="Midtergruppen", date="31.10.12 18:58", body=[DA, SV])
    pages = [page.text(), page.text().replace(f"\n{renamed}\n", "\nHvad nu\n")]
    load(engine, SOURCE, [Document("a.txt", pages[0].encode())])
    known = columns(engine)
    report = load(engine, SOURCE, [Document("a.txt", pages[1].encode())])
    assert columns(engine) == known
    assert counts(report) == (0, 0, 1, 0)
    assert {"unknown_label", "unknown_heading"} & set(codes(report))
