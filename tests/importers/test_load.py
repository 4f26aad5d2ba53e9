"""Loading: the same record is the same speech, whatever its address; nothing is lost silently."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from builders import (
    RecordSource,
    a_document,
    a_segment_record,
    a_speech_record,
    an_agenda_item_record,
)
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from archive import models
from archive.errors import UnreadableSource
from archive.vocabulary import DatePrecision, SegmentKind, Severity, SpeechType
from importers.load import load
from importers.records import Document, ListedSpeech, Record, RoleReading, SourceIdentifier
from importers.report import Report
from importers.source import find_source

NODE = "https://www.norden.org/{ui}/node/{node}"
SLUG = "https://www.norden.org/no/speech/{slug}"


@pytest.fixture
def source() -> RecordSource:
    return RecordSource()


def counts(report: Report) -> tuple[int, int, int, int]:
    return report.inserted, report.updated, report.unchanged, report.rejected


def codes(report: Report) -> list[str]:
    return [issue.code for issue in report.issues]


def speeches(engine: Engine) -> list[models.Speech]:
    with Session(engine) as session:
        return list(session.scalars(select(models.Speech).order_by(models.Speech.id)))


def only_speech(engine: Engine) -> models.Speech:
    (speech,) = speeches(engine)
    return speech


def rows(engine: Engine, model: type) -> int:
    with Session(engine) as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_a_speech_is_stored_with_all_that_its_source_states(
    engine: Engine, source: RecordSource
) -> None:
    translation = a_segment_record("Översatt.", kind=SegmentKind.TRANSLATION, language="sv")
    record = a_speech_record(
        segments=(a_segment_record("Ein to tre.", "Fire!"), translation), number=211
    )
    page = source.page(record, url=NODE.format(ui="no", node=17940))
    report = load(engine, source, [page])
    assert counts(report) == (1, 0, 0, 0)
    with Session(engine) as session:
        speech = session.scalars(select(models.Speech)).one()
        assert speech.public_id == "nc-17940"
        assert speech.session is not None
        assert (speech.session.number, speech.session.year) == (64, 2012)
        assert speech.sitting is not None
        assert str(speech.sitting.date) == "2012-10-31"
        assert speech.speaker is not None
        assert speech.speaker.public_id == "anna-holmberg"
        assert speech.speaker_rule == "name"
        assert speech.party_group_key == "centre"
        assert speech.words == 4
        assert [segment.paragraphs for segment in speech.segments] == [
            ("Ein to tre.", "Fire!"),
            ("Översatt.",),
        ]
        (read,) = speech.sources
        assert read.current
        assert read.latest
        assert read.parser_version == "test-1"
        assert read.source_document.name == "norden.org/no/node/17940"
        assert read.source_document.content == page.content
        assert read.source_document.size == len(page.content)
        (mandate,) = speech.speaker.mandates
        assert (mandate.party_group_key, str(mandate.starts_on)) == ("centre", "2012-10-31")
        run = session.scalars(select(models.ImportRun)).one()
        assert (run.inserted, run.finished_at is not None) == (1, True)
        assert speech.revision == run.id


def test_the_same_bytes_are_unchanged_without_parsing_again(
    engine: Engine, source: RecordSource
) -> None:
    page = source.page(a_speech_record())
    load(engine, source, [page])
    source.records.clear()
    assert counts(load(engine, source, [page])) == (0, 0, 1, 0)


def test_the_same_page_under_another_interface_language_is_unchanged(
    engine: Engine, source: RecordSource
) -> None:
    first = a_speech_record(ui_language="no", type_raw="Hovedinnlegg", status_raw="Venter")
    second = a_speech_record(ui_language="is", type_raw="Framsöguræða", status_raw=None)
    load(engine, source, [source.page(first, url=NODE.format(ui="no", node=17940))])
    report = load(engine, source, [source.page(second, url=NODE.format(ui="is", node=17940))])
    assert counts(report) == (0, 0, 1, 0)
    assert report.issues == ()
    assert only_speech(engine).type_raw == "Hovedinnlegg"
    assert rows(engine, models.SourceDocument) == 2


def test_www_and_scheme_are_no_part_of_an_address(engine: Engine, source: RecordSource) -> None:
    record = a_speech_record()
    load(engine, source, [source.page(record, url="https://www.norden.org/no/node/17940#top")])
    changed = replace(record, status_raw="x")
    load(engine, source, [source.page(changed, url="http://norden.org/no/node/17940/")])
    with Session(engine) as session:
        names = set(session.scalars(select(models.SourceDocument.name)))
    assert names == {"norden.org/no/node/17940"}


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


def test_slug_page_first_then_node_page_is_one_speech_that_keeps_its_id(
    engine: Engine, source: RecordSource
) -> None:
    by_slug = a_speech_record(node=None, slug="anna-holmberg-innlegg-9")
    load(engine, source, [source.page(by_slug, url=SLUG.format(slug="anna-holmberg-innlegg-9"))])
    by_node = a_speech_record(node=17940)
    report = load(engine, source, [source.page(by_node, url=NODE.format(ui="no", node=17940))])
    assert counts(report) == (0, 0, 1, 0)
    assert only_speech(engine).public_id == "nc-64-211"
    with Session(engine) as session:
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
    report = load(engine, source, [first, second])
    assert counts(report) == (2, 0, 0, 0)
    assert codes(report) == ["number_claimed_twice"]
    assert [speech.public_id for speech in speeches(engine)] == ["nc-64-211", "nc-64-211-2"]
    assert counts(load(engine, source, [first, second])) == (0, 0, 2, 0)


def test_ids_that_lead_to_two_speeches_are_told_and_merged_by_nobody(
    engine: Engine, source: RecordSource
) -> None:
    load(engine, source, [source.page(a_speech_record(node=1, number=1))])
    load(engine, source, [source.page(a_speech_record(node=None, slug="s", number=2))])
    both = a_speech_record(node=1, slug="s", number=1)
    report = load(engine, source, [source.page(both)])
    assert codes(report) == ["identifiers_disagree"]
    assert counts(report) == (0, 0, 1, 0)
    assert len(speeches(engine)) == 2


def test_a_renumbered_speech_gives_its_old_number_free(
    engine: Engine, source: RecordSource
) -> None:
    url = NODE.format(ui="no", node=1)
    load(engine, source, [source.page(a_speech_record(node=1, number=7), url=url)])
    load(engine, source, [source.page(a_speech_record(node=1, number=8), url=url)])
    report = load(engine, source, [source.page(a_speech_record(node=2, number=7))])
    assert counts(report) == (1, 0, 0, 0)
    assert codes(report) == []


LONG = "Herr president! " + "Vi har ett gemensamt ansvar för barnen i Norden. " * 3


def test_addresses_that_share_no_id_are_one_speech_where_all_that_is_said_agrees(
    engine: Engine, source: RecordSource
) -> None:
    undated = a_speech_record(node=None, slug="211-anna", session=None, started_at=None, text=LONG)
    full = a_speech_record(text=LONG)
    for record in (undated, full):
        report = load(engine, source, [source.page(record, url=record.source_id)])
        assert codes(report) == []
    assert (report.inserted, report.updated) == (0, 1)
    speech = only_speech(engine)
    assert speech.public_id == "nc-211-anna"
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


def test_a_broken_document_is_rejected_with_its_place_and_the_others_are_stored(
    engine: Engine, source: RecordSource
) -> None:
    pages: list[Document | UnreadableSource] = [
        source.page(a_speech_record(node=1, number=1)),
        a_document("nonsense", name="broken.txt"),
        UnreadableSource("missing.zip: not a readable archive"),
        source.page(a_speech_record(node=2, number=2)),
        source.page(name="empty.txt"),
    ]
    report = load(engine, source, pages)
    assert counts(report) == (2, 0, 0, 3)
    told = [(issue.place, issue.severity, issue.message) for issue in report.issues]
    assert told == [
        ("broken.txt", Severity.REJECTED, "no speech in it; give a speech page"),
        ("", Severity.REJECTED, "missing.zip: not a readable archive"),
        ("empty.txt", Severity.REJECTED, "there is no record in it"),
    ]
    assert rows(engine, models.ImportIssue) == 3


@pytest.mark.parametrize(
    ("record", "why"),
    [
        (a_speech_record(speaker="A" * 201), "speaker_raw has 201 characters"),
        (a_speech_record(text="nul\0"), "NUL"),
        (a_speech_record(text="half \ud800"), "half a character"),
        (a_speech_record(number=2**40), "larger than"),
        (a_speech_record(text=" "), "holds no words"),
        (replace(a_speech_record(), segments=()), "holds no words"),
        (a_speech_record(party="P" * 300), "party has 300"),
        (a_speech_record(assembly="atlantis"), "'atlantis' is unknown; known are althingi"),
        (replace(a_speech_record(), started_at_precision=None), "its precision"),
    ],
)
def test_what_a_database_would_refuse_is_rejected_by_name(
    engine: Engine, source: RecordSource, record: Record, why: str
) -> None:
    good = source.page(a_speech_record(node=5, number=5))
    source.records[b"bad"] = (record,)
    report = load(engine, source, [a_document(b"bad", name="bad.txt"), good])
    assert counts(report) == (1, 0, 0, 1)
    assert report.issues[0].place == "bad.txt"
    assert why in report.issues[0].message


def test_a_session_that_nobody_knows_is_made_of_the_date_or_told(
    engine: Engine, source: RecordSource
) -> None:
    load(engine, source, [source.page(a_speech_record(node=1, session=60))])
    undated = a_speech_record(node=2, session=61, started_at=None)
    report = load(engine, source, [source.page(undated)])
    assert codes(report) == ["unknown_session"]
    first, second = speeches(engine)
    assert first.session_id is not None
    assert second.session_id is None


def test_year_only_dates_give_no_day(engine: Engine, source: RecordSource) -> None:
    record = a_speech_record(
        started_at=datetime(2011, 1, 1),  # noqa: DTZ001
        started_at_precision=DatePrecision.YEAR,
        session=None,
    )
    load(engine, source, [source.page(record)])
    speech = only_speech(engine)
    assert (speech.year, speech.date, speech.sitting_id) == (2011, None, None)


def test_fetching_times_are_kept_in_utc(engine: Engine, source: RecordSource) -> None:
    page = replace(source.page(a_speech_record()), fetched_at=datetime(2024, 5, 1, 12, tzinfo=UTC))
    load(engine, source, [page])
    with Session(engine) as session:
        fetched = session.scalars(select(models.SourceDocument.fetched_at)).one()
    assert fetched == datetime(2024, 5, 1, 12)  # noqa: DTZ001


def test_a_dry_run_tells_the_same_and_changes_nothing(engine: Engine, source: RecordSource) -> None:
    pages = [source.page(a_speech_record(node=n, number=n)) for n in (1, 2)]
    pages.append(a_document("nonsense"))
    dry = load(engine, source, pages, dry_run=True)
    assert counts(dry) == (2, 0, 0, 1)
    assert dry.run_id is None
    for model in (models.Speech, models.ImportRun, models.Speaker, models.SourceDocument):
        assert rows(engine, model) == 0
    assert counts(load(engine, source, pages)) == (2, 0, 0, 1)


def test_an_interrupted_import_leaves_whole_documents(engine: Engine, source: RecordSource) -> None:
    def interrupted() -> "object":
        yield source.page(a_speech_record(node=1, number=1))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(engine, source, interrupted())
    assert only_speech(engine).public_id == "nc-1"
    with Session(engine) as session:
        run = session.scalars(select(models.ImportRun)).one()
        assert (run.inserted, run.finished_at) == (1, None)
    later = [source.page(a_speech_record(node=n, number=n)) for n in (1, 2)]
    assert counts(load(engine, source, later)) == (1, 0, 1, 0)


def test_sessions_that_the_source_knows_are_written(engine: Engine, source: RecordSource) -> None:
    source.name = "norden"
    for _ in range(2):
        load(engine, source, [])
    with Session(engine) as session:
        rows = session.scalars(select(models.CouncilSession)).all()
        by_label = {row.label: row for row in rows}
    assert by_label["72"].cancelled
    assert by_label["62"].place == "Reykjavik"
    assert by_label["2012-theme"].number is None


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
    other = a_speech_record(role_raw="Taler for Island", role=RoleReading(country="IS"))
    load(engine, source, [source.page(other, url=url)])
    with Session(engine) as session:
        (mandate,) = session.scalars(select(models.Mandate)).all()
        assert (mandate.party_group_key, mandate.country) == (None, "IS")
    bare = a_speech_record(role_raw=None)
    load(engine, source, [source.page(bare, url=url)])
    assert rows(engine, models.Mandate) == 0


def test_a_document_may_hold_many_speeches(engine: Engine, source: RecordSource) -> None:
    records = [a_speech_record(node=n, number=n) for n in range(1, 4)]
    page = source.page(*records)
    assert counts(load(engine, source, [page])) == (3, 0, 0, 0)
    assert counts(load(engine, source, [page])) == (0, 0, 3, 0)


def test_a_day_and_a_minute_of_another_page_are_no_contradiction(
    engine: Engine, source: RecordSource
) -> None:
    day = a_speech_record(
        started_at=datetime(2012, 10, 31),  # noqa: DTZ001
        started_at_precision=DatePrecision.DAY,
    )
    load(engine, source, [source.page(day, url=NODE.format(ui="no", node=17940))])
    minute = source.page(a_speech_record(), url=NODE.format(ui="da", node=17940))
    report = load(engine, source, [minute])
    assert (counts(report), codes(report)) == ((0, 0, 1, 0), [])


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
