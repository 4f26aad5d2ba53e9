"""Questions about speeches: lists in one statement, details, provenance, citation."""

from datetime import datetime

import pytest
from builders import (
    RecordSource,
    a_segment_record,
    a_speech_record,
    an_agenda_item_record,
)
from sqlalchemy import event, func, select

from archive.database import open_session
from archive.errors import NotFound
from archive.export.citations.speeches import speech_citation
from archive.models import Correction, CouncilSession, SourceDocument, Speech
from archive.queries import provenance
from archive.queries.imports.runs import last_run
from archive.queries.speech import find_speech
from archive.queries.speeches import order_by_keys, speech_key, speech_summaries
from archive.vocabulary import DatePrecision, SegmentKind
from importers.loading.load import load
from importers.records import ListedSpeech, ParsedRole


@pytest.fixture
def source():
    return RecordSource()


def imported(engine, source, *records):
    load(
        engine,
        source,
        [
            source.page(record, url=f"https://example.org/{place}")
            for place, record in enumerate(records)
        ],
    )


def only_id(session):
    return session.scalars(select(Speech.public_id)).one()


def test_a_page_of_hits_is_one_statement(engine, session, source):
    imported(engine, source, *(a_speech_record(node=n, number=n) for n in range(1, 21)))
    keys = list(session.scalars(select(Speech.id).order_by(Speech.id.desc())))
    statements = []
    event.listen(engine, "before_cursor_execute", lambda *call: statements.append(call[2]))
    found = speech_summaries(session, keys)
    assert len(statements) == 1
    assert [row.number for row in order_by_keys(found, keys)] == list(range(20, 0, -1))


def test_no_keys_are_no_speeches(session):
    assert speech_summaries(session, []) == {}
    assert order_by_keys({}, [1, 2]) == ()


def test_a_summary_names_what_the_speech_belongs_to(engine, session, source):
    imported(engine, source, a_speech_record(agenda_item_title="Menneskehandel"))
    (found,) = speech_summaries(session, session.scalars(select(Speech.id)).all()).values()
    assert found.assembly.id == "nordic-council"
    assert (found.session.id, found.session.number) == ("64", 64)
    assert found.speaker.name == "Anna Holmberg"
    assert found.agenda_item.id is None
    assert found.agenda_item.title == "Menneskehandel"
    assert found.source_url == "https://example.org/0"


def test_a_speech_without_anything_known_is_listed(engine, session, source):
    bare = a_speech_record(
        session=None, number=None, speaker=None, role_raw=None, started_at=None, speech_type=None
    )
    imported(engine, source, bare)
    (found,) = speech_summaries(session, session.scalars(select(Speech.id)).all()).values()
    assert (found.session, found.speaker, found.agenda_item, found.date) == (None,) * 4


def test_neighbours_follow_the_numbers_and_skip_what_was_withdrawn(engine, session, source):
    imported(engine, source, *(a_speech_record(node=n, number=n) for n in (3, 7, 9, 20)))
    ids = dict(session.execute(select(Speech.number, Speech.public_id)).all())
    gone = session.scalars(select(Speech).where(Speech.number == 9)).one()
    gone.withdrawn_at = datetime(2024, 1, 1)  # noqa: DTZ001  (stored without an offset, in UTC)
    session.flush()
    found = find_speech(session, ids[7])
    assert (found.previous.number, found.next.number) == (3, 20)
    assert find_speech(session, ids[3]).previous is None
    assert find_speech(session, ids[20]).next is None


def test_speeches_of_one_number_are_neighbours(engine, session, source):
    imported(
        engine,
        source,
        a_speech_record(node=1, number=5, text="En.", speaker="Berit Dahl"),
        a_speech_record(node=2, number=5, text="To.", speaker="Carl Ek"),
    )
    first, second = session.scalars(select(Speech.public_id).order_by(Speech.public_id)).all()
    assert find_speech(session, first).next.id == second
    assert find_speech(session, second).previous.id == first


def test_a_speech_has_its_segments_in_order(engine, session, source):
    segments = (
        a_segment_record("Hyvä puhemies.", "Kiitos.", language="fi"),
        a_segment_record("Bästa president.", kind=SegmentKind.TRANSLATION, language="sv"),
    )
    imported(engine, source, a_speech_record(segments=segments))
    found = find_speech(session, only_id(session))
    assert [(row.kind, row.language) for row in found.segments] == [
        ("original", "fi"),
        ("translation", "sv"),
    ]
    assert found.segments[0].paragraphs == ("Hyvä puhemies.", "Kiitos.")


def test_a_speech_says_where_its_values_come_from(engine, session, source):
    imported(engine, source, a_speech_record())
    found = find_speech(session, only_id(session))
    assert found.sources[0].parser_version == "test-1"
    assert found.sources[0].current
    assert ("node", "17940") in [(row.scheme, row.value) for row in found.identifiers]
    readings = {reading.field: reading for reading in found.readings}
    assert readings["party_group"].printed == "Midtergruppen"
    assert readings["party_group"].value == "centre"
    assert readings["session"].value == "64"


def test_the_bytes_of_a_speech_are_those_that_were_read(engine, session, source):
    imported(engine, source, a_speech_record())
    row, content = provenance.source_bytes(session, speech_key(session, only_id(session)))
    assert content in source.records
    assert row.size == len(content)


def test_a_speech_without_a_document_says_so(session):
    with pytest.raises(NotFound, match="no source document"):
        provenance.source_bytes(session, 1)


def test_an_unknown_speech_is_not_found(session):
    with pytest.raises(NotFound, match="'nothing'"):
        find_speech(session, "nothing")


def test_a_correction_is_shown(engine, session, source):
    imported(engine, source, a_speech_record())
    key = session.scalars(select(Speech.id)).one()
    session.add(
        Correction(
            speech_id=key,
            field="speaker",
            before="Anna Holmberg",
            after="Anne Holmberg",
            reason="misprint",
            made_at=datetime(2024, 1, 1),  # noqa: DTZ001  (stored without an offset, in UTC)
        )
    )
    session.flush()
    (row,) = find_speech(session, only_id(session)).corrections
    assert (row.before, row.after, row.reason) == ("Anna Holmberg", "Anne Holmberg", "misprint")


def test_an_issue_of_two_imports_is_shown_once(engine, session, source):
    imported(engine, source, a_speech_record(role_raw="Midtergruppen"))
    found = find_speech(session, only_id(session))
    assert len(found.issues) == len(set(found.issues))


def test_a_citation_names_speaker_place_time_and_source(engine, session, source):
    imported(engine, source, a_speech_record())
    session.scalars(select(CouncilSession)).one().place = "Helsinki"
    session.flush()
    cited = speech_citation(
        find_speech(session, only_id(session)), "https://tale.example/speeches/1"
    )
    assert cited.text == (
        "Anna Holmberg. Main speech no. 211. Nordic Council. Session 64 (Helsinki)."
        " 31 October 2012."
        " https://example.org/0. Tingtale, https://tale.example/speeches/1."
    )
    assert cited.csl["event-place"] == "Helsinki"
    assert cited.csl["language"] == "nb"


def test_a_speech_is_cited_under_the_name_that_its_page_printed(engine, session, source):
    later = a_speech_record(
        node=2,
        number=2,
        speaker="Anna Dahl",
        speaker_id="17",
        started_at=datetime(2014, 10, 30),  # noqa: DTZ001  (local to the place)
    )
    imported(engine, source, a_speech_record(speaker_id="17", speaker="Anna\u00a0Holmberg"), later)
    found = find_speech(session, "nc-17940")
    cited = speech_citation(found, "https://tale.example/1")
    assert found.summary.speaker.name == "Anna Dahl"
    assert cited.text.startswith("Anna Holmberg. ")
    assert cited.csl["author"] == [{"family": "Holmberg", "given": "Anna"}]
    assert "author = {Holmberg, Anna}" in cited.bibtex


@pytest.mark.parametrize(
    ("name", "country", "author", "bibtex"),
    [
        (
            "Ulla af Klint",
            "FI",
            {"family": "Klint", "given": "Ulla", "non-dropping-particle": "af"},
            "author = {af Klint, Ulla}",
        ),
        ("Jón Aronsson", "IS", {"literal": "Jón Aronsson"}, "author = {{Jón Aronsson}}"),
        ("Jon Aronsson", None, {"family": "Aronsson", "given": "Jon"}, "author = {Aronsson, Jon}"),
    ],
)
def test_a_speaker_is_cited_by_the_parts_of_the_name(  # noqa: PLR0917
    engine, session, source, name, country, author, bibtex
):
    record = a_speech_record(speaker=name, role=ParsedRole(country=country))
    imported(engine, source, record)
    cited = speech_citation(find_speech(session, only_id(session)), "https://tale.example/1")
    assert cited.csl["author"] == [author]
    assert bibtex in cited.bibtex
    assert "number" not in cited.csl
    assert cited.bibtex.count("211") == 1


def test_a_citation_knows_a_year_alone(engine, session, source):
    only_year = a_speech_record(
        started_at=datetime(2012, 1, 1),  # noqa: DTZ001  (local to the place)
        started_at_precision=DatePrecision.YEAR,
    )
    imported(engine, source, only_year)
    cited = speech_citation(find_speech(session, only_id(session)), "https://tale.example/1")
    assert ". 2012. " in cited.text
    assert cited.csl["issued"] == {"date-parts": [[2012]]}


def test_a_citation_does_without_a_source(engine, session, source):
    imported(engine, source, a_speech_record(session=None, speaker=None, started_at=None))
    session.execute(Speech.__table__.update().values(agenda_item_title="Handel."))
    for of in find_speech(session, only_id(session)).sources:
        session.delete(session.scalars(select(Speech)).one().sources[0])
        assert of.current
    session.flush()
    cited = speech_citation(find_speech(session, only_id(session)), "https://tale.example/1")
    assert "keeps no source document" in cited.how
    assert "author" not in cited.csl
    assert session.scalar(select(func.count()).select_from(SourceDocument)) == 1


def test_the_latest_import_run_tells_how_far_it_came(engine, source):
    with open_session(engine) as session:
        assert last_run(session) is None
    imported(engine, source, a_speech_record())
    with open_session(engine) as session:
        run = last_run(session)
    assert run.inserted == 1
    assert run.finished_at is not None


def readings(session):
    found = find_speech(session, only_id(session)).readings
    return {of.field: (of.printed, of.place, of.value, of.rule) for of in found}


def test_a_value_of_an_agenda_items_list_says_so(engine, session, source):
    listing = an_agenda_item_record(speeches=(ListedSpeech(211, "Anna Holmberg", None),))
    load(engine, source, [source.page(a_speech_record(speaker=None)), source.page(listing)])
    assert readings(session)["speaker"] == (
        "Anna Holmberg",
        "agenda item: speeches",
        "anna-holmberg",
        "agenda_item_list",
    )


def test_a_value_that_was_corrected_twice_tells_what_was_printed(engine, session, source):
    imported(engine, source, a_speech_record())
    held = session.scalars(select(Speech)).one()
    for before, after in (("NO", "SE"), ("SE", "DK"), ("DK", "FI")):
        session.add(
            Correction(
                speech_id=held.id,
                field="country",
                before=before,
                after=after,
                reason="misprint",
                made_at=datetime(2024, 1, 1),  # noqa: DTZ001  (stored in UTC)
            )
        )
    held.country = "DK"
    session.flush()
    assert readings(session)["country"] == ("NO", None, "DK", "correction")


def test_a_year_is_that_of_the_session_where_no_time_is_stated(engine, session, source):
    imported(engine, source, a_speech_record(started_at=None))
    session.execute(Speech.__table__.update().values(year=2012))
    told = readings(session)
    assert told["year"] == (None, None, "2012", "session")
    assert told["started_at"] == (None, None, None, None)


def test_a_time_is_told_as_far_as_it_is_known(engine, session, source):
    day = datetime(2012, 10, 31)  # noqa: DTZ001  (local to the place)
    imported(
        engine, source, a_speech_record(started_at=day, started_at_precision=DatePrecision.DAY)
    )
    assert readings(session)["started_at"][2] == "2012-10-31"
