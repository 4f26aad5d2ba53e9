"""Several addresses of one speech: they fill each other's gaps, and contradictions are told."""

from dataclasses import replace
from datetime import datetime

import pytest
from builders import RecordSource, a_speech_record
from imported import NODE, SLUG, codes, counts, only_speech, rows
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from archive import models
from archive.queries.speeches import speech_key
from archive.vocabulary import DatePrecision, SpeechType
from importers.loading.load import load


def test_the_same_page_under_another_interface_language_is_unchanged(
    engine: Engine, source: RecordSource
) -> None:
    first = a_speech_record(ui_language="no", type_raw="Hovedinnlegg", status_raw="Venter")
    second = a_speech_record(ui_language="is", type_raw="Framsöguræða", status_raw=None)
    load(engine, source, [source.page(first, url=NODE.format(ui="no", node=17940))])
    report = load(engine, source, [source.page(second, url=NODE.format(ui="is", node=17940))])
    assert counts(report) == (0, 0, 1, 0)
    assert report.issues == ()
    assert only_speech(engine).type_raw == "Framsöguræða"
    assert rows(engine, models.SourceDocument) == 2


def test_www_and_scheme_are_no_part_of_an_address(engine: Engine, source: RecordSource) -> None:
    record = a_speech_record()
    load(engine, source, [source.page(record, url="https://www.norden.org/no/node/17940#top")])
    changed = replace(record, status_raw="x")
    load(engine, source, [source.page(changed, url="http://norden.org/no/node/17940/")])
    with Session(engine) as session:
        names = set(session.scalars(select(models.SourceDocument.name)))
    assert names == {"norden.org/no/node/17940"}


def test_slug_page_first_then_node_page_is_one_speech_called_by_its_node(
    engine: Engine, source: RecordSource
) -> None:
    by_slug = a_speech_record(node=None, slug="anna-holmberg-innlegg-9")
    load(engine, source, [source.page(by_slug, url=SLUG.format(slug="anna-holmberg-innlegg-9"))])
    by_node = a_speech_record(node=17940)
    report = load(engine, source, [source.page(by_node, url=NODE.format(ui="no", node=17940))])
    assert counts(report) == (0, 1, 0, 0)
    speech = only_speech(engine)
    assert (speech.public_id, speech.revision) == ("nc-17940", report.run_id)
    with Session(engine) as session:
        assert speech_key(session, "nc-64-211") == speech_key(session, "nc-17940") == speech.id
        held = session.execute(
            select(models.SpeechIdentifier.scheme, models.SpeechIdentifier.value)
        ).all()
        assert {tuple(row) for row in held} == {
            ("node", "17940"),
            ("slug", "anna-holmberg-innlegg-9"),
            ("session-number", "64-211"),
        }
        current = session.scalars(
            select(models.SourceDocument.name)
            .join(models.SpeechSource)
            .where(models.SpeechSource.current)
        ).one()
        assert current == "norden.org/no/node/17940"


def test_another_address_fills_gaps(engine: Engine, source: RecordSource) -> None:
    sparse = a_speech_record(
        speaker=None, role_raw=None, started_at=None, session=None, number=None, slug="x"
    )
    load(engine, source, [source.page(sparse, url=NODE.format(ui="no", node=17940))])
    full = a_speech_record(node=None, slug="x", external_speaker=True)
    report = load(engine, source, [source.page(full, url=SLUG.format(slug="x"))])
    assert counts(report) == (0, 1, 0, 0)
    speech = only_speech(engine)
    assert (speech.speaker_raw, speech.number, speech.role_raw) == (
        "Anna Holmberg",
        211,
        "Midtergruppen",
    )
    assert speech.started_at == full.started_at
    assert speech.external_speaker
    assert codes(report) == []


@pytest.mark.parametrize("node_first", [True, False])
def test_a_contradiction_is_told_and_the_node_page_stays(
    engine: Engine, source: RecordSource, *, node_first: bool
) -> None:
    by_node = source.page(
        a_speech_record(slug="x", speaker="Anna Holmberg", speech_type=SpeechType.REPLY),
        url=NODE.format(ui="no", node=17940),
    )
    by_slug = source.page(
        a_speech_record(node=None, slug="x", speaker="Anna Dahl"), url=SLUG.format(slug="x")
    )
    pages = [by_node, by_slug] if node_first else [by_slug, by_node]
    for page in pages:
        report = load(engine, source, [page])
    assert codes(report) == ["contradiction", "contradiction"]
    assert "'anna dahl'" in report.issues[0].message
    assert only_speech(engine).speaker_raw == "Anna Holmberg"
    for page in (*pages, *pages):
        assert counts(load(engine, source, [page])) == (0, 0, 1, 0)


def test_a_day_and_a_minute_of_another_page_are_no_contradiction(
    engine: Engine, source: RecordSource
) -> None:
    day = a_speech_record(
        started_at=datetime(2012, 10, 31),  # noqa: DTZ001
        started_at_precision=DatePrecision.DAY,
    )
    load(engine, source, [source.page(day, url=NODE.format(ui="da", node=17940))])
    minute = source.page(a_speech_record(), url=NODE.format(ui="no", node=17940))
    report = load(engine, source, [minute])
    assert (counts(report), codes(report)) == ((0, 0, 1, 0), [])
