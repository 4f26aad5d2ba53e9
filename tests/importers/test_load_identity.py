"""What makes records one speech: an id, a number, the words; and what keeps them two."""

from dataclasses import replace

import pytest
from builders import RecordSource, a_speech_record
from imported import NODE, SLUG, codes, counts, only_speech, speeches
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from archive import models
from archive.queries.consistency import find_broken
from archive.queries.former_ids import current_ids
from archive.queries.speeches import speech_key
from importers.loading.load import load
from importers.records import SourceIdentifier

LONG = "Herr president! " + "Vi har ett gemensamt ansvar för barnen i Norden. " * 3


def test_one_number_claimed_by_two_nodes_stays_two_speeches(
    engine: Engine, source: RecordSource
) -> None:
    first = source.page(a_speech_record(node=1, text="En."), url=NODE.format(ui="no", node=1))
    second = source.page(a_speech_record(node=2, text="To."), url=NODE.format(ui="no", node=2))
    report = load(engine, source, [first, second])
    assert counts(report) == (2, 0, 0, 0)
    assert codes(report) == ["number_claimed_twice"]
    assert "nc-1" in report.issues[0].message
    assert [speech.public_id for speech in speeches(engine)] == ["nc-1", "nc-2"]
    assert counts(load(engine, source, [second, first])) == (0, 0, 2, 0)


@pytest.mark.parametrize(
    ("speaker", "text"),
    [("Olaf Dahl", "Fisk og hav er viktig."), ("Anna Holmberg", "Noe helt annet enn det.")],
)
def test_one_number_with_another_speaker_or_text_stays_two_speeches(
    engine: Engine, source: RecordSource, speaker: str, text: str
) -> None:
    first = source.page(
        a_speech_record(node=None, slug="a", text="Fisk og hav er viktig."),
        url=SLUG.format(slug="a"),
    )
    second = source.page(
        a_speech_record(node=None, slug="b", speaker=speaker, text=text), url=SLUG.format(slug="b")
    )
    load(engine, source, [first])
    assert only_speech(engine).public_id == "nc-64-211"
    report = load(engine, source, [second])
    assert codes(report) == ["number_claimed_twice"]
    assert [speech.public_id for speech in speeches(engine)] == ["nc-a", "nc-b"]
    with Session(engine) as session:  # what was told once means the same speech for ever
        assert current_ids(session, ["nc-64-211"]) == {"nc-64-211": "nc-a"}
    assert counts(load(engine, source, [first, second])) == (0, 0, 2, 0)


def test_a_claimed_number_becomes_an_id_again_where_one_claim_is_taken_back(
    engine: Engine, source: RecordSource
) -> None:
    for slug, number in (("a", 211), ("b", 211), ("a", 210)):
        record = a_speech_record(node=None, slug=slug, speaker=f"Olaf {slug}", number=number)
        load(engine, source, [source.page(record, url=SLUG.format(slug=slug))])
    first, second = (speech.public_id for speech in speeches(engine))
    assert first == "nc-64-210"
    assert second.startswith("nc-64-211-")  # "nc-64-211" was once told of the other one


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_speeches_of_one_number_and_nothing_else_are_told_by_speaker(
    engine: Engine, source: RecordSource, order: tuple[int, ...]
) -> None:
    pages = [
        source.page(a_speech_record(node=None, speaker=name, text=f"{name}."), name=f"{name}.txt")
        for name in ("Olaf Dahl", "Karla Holm", "Anna Ek")
    ]
    for place in order:
        load(engine, source, [pages[place]])
    called = {speech.speaker_raw: speech.public_id for speech in speeches(engine)}
    assert called == {
        "Anna Ek": "nc-64-211-04a13e77",
        "Karla Holm": "nc-64-211-88e0a32c",
        "Olaf Dahl": "nc-64-211-d4eb8693",
    }


@pytest.mark.parametrize("ids", [("x/1", "x~1"), ("x~1", "x/1")])
def test_ids_that_an_address_writes_alike_get_signs_of_their_own(
    engine: Engine, source: RecordSource, ids: tuple[str, ...]
) -> None:
    for place, value in enumerate(ids):
        known = (SourceIdentifier("corpus", value),)
        record = a_speech_record(identifiers=known, number=place, text=f"Nei, {value}.")
        load(engine, source, [source.page(record)])
    assert {speech.public_id for speech in speeches(engine)} == {
        "nc-x~1-839d50ee",
        "nc-x~1-9730c9a7",
    }


def test_pages_that_a_later_one_joins_are_told_and_one_speech_under_either_id(
    engine: Engine, source: RecordSource
) -> None:
    load(engine, source, [source.page(a_speech_record(node=1, number=1))])
    load(engine, source, [source.page(a_speech_record(node=None, slug="s", number=2))])
    assert [speech.public_id for speech in speeches(engine)] == ["nc-1", "nc-64-2"]
    both = a_speech_record(node=1, slug="s", number=1)
    report = load(engine, source, [source.page(both)])
    assert codes(report) == ["identifiers_disagree"]
    assert counts(report) == (0, 0, 1, 0)
    speech = only_speech(engine)
    assert (speech.public_id, speech.number) == ("nc-1", 1)
    with Session(engine) as session:
        assert speech_key(session, "nc-64-2") == speech.id


def test_a_page_that_two_nodes_fit_leaves_the_one_that_it_was_taken_for(
    engine: Engine, source: RecordSource
) -> None:
    by_slug = source.page(a_speech_record(node=None, slug="s"), url=SLUG.format(slug="s"))
    nodes = [
        source.page(a_speech_record(node=node), url=NODE.format(ui="no", node=node))
        for node in (1, 2)
    ]
    for page in (by_slug, *nodes):
        report = load(engine, source, [page])
    assert [speech.public_id for speech in speeches(engine)] == ["nc-1", "nc-2", "nc-s"]
    assert report.inserted == 1
    with Session(engine) as session:
        assert [*find_broken(session)] == []


def test_a_renumbered_speech_gives_its_old_number_free(
    engine: Engine, source: RecordSource
) -> None:
    url = NODE.format(ui="no", node=1)
    load(engine, source, [source.page(a_speech_record(node=1, number=7), url=url)])
    load(engine, source, [source.page(a_speech_record(node=1, number=8), url=url)])
    report = load(engine, source, [source.page(a_speech_record(node=2, number=7))])
    assert counts(report) == (1, 0, 0, 0)
    assert codes(report) == []


def test_addresses_that_share_no_id_are_one_speech_where_all_that_is_said_agrees(
    engine: Engine, source: RecordSource
) -> None:
    undated = a_speech_record(node=None, slug="211-anna", session=None, started_at=None, text=LONG)
    full = a_speech_record(text=LONG)
    for record, noted in ((undated, ["unplaced"]), (full, [])):
        report = load(engine, source, [source.page(record, url=record.source_id)])
        assert codes(report) == noted
    assert (report.inserted, report.updated) == (0, 1)
    speech = only_speech(engine)
    assert speech.public_id == "nc-17940"
    assert speech.session_id is not None


def test_the_same_words_under_the_same_number_of_two_sessions_are_two_speeches(
    engine: Engine, source: RecordSource
) -> None:
    records = [a_speech_record(node=None, session=number, text=LONG) for number in (64, 65)]
    report = load(engine, source, [source.page(record) for record in records])
    assert (counts(report), codes(report)) == ((2, 0, 0, 0), ["identifiers_disagree"])


def test_a_page_of_the_older_site_is_known_by_its_path(
    engine: Engine, source: RecordSource
) -> None:
    path = "nordisk-raad/sesjoner/62.-sesjon-2010/9.-naeromraadene/anna-holmberg-innlegg"
    record = a_speech_record(
        identifiers=(SourceIdentifier("path", path),), session=None, number=None
    )
    load(engine, source, [source.page(record)])
    assert only_speech(engine).public_id.startswith("nc-anna-holmberg-innlegg-")
    assert len(only_speech(engine).public_id) == len("nc-anna-holmberg-innlegg-") + 8


def test_session_and_number_have_one_form_whatever_the_source_writes(
    engine: Engine, source: RecordSource
) -> None:
    written = (SourceIdentifier("session-number", "64/211"),)
    load(engine, source, [source.page(a_speech_record(identifiers=written))])
    with Session(engine) as session:
        held = session.execute(
            select(models.SpeechIdentifier.scheme, models.SpeechIdentifier.value)
        ).all()
    assert [tuple(row) for row in held] == [("session-number", "64-211")]
    assert only_speech(engine).public_id == "nc-64-211"


def test_a_record_without_any_id_is_known_by_its_content(
    engine: Engine, source: RecordSource
) -> None:
    record = a_speech_record(node=None, session=None, number=None)
    other = a_speech_record(node=None, session=None, number=None, text="Noe annet.")
    report = load(engine, source, [source.page(record), source.page(other)])
    assert counts(report) == (2, 0, 0, 0)
    again = replace(record, type_raw="x")
    assert counts(load(engine, source, [source.page(again)])) == (0, 0, 1, 0)
