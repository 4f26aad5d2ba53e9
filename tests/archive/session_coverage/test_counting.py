"""Coverage equals what is counted row by row, on SQLite and on PostgreSQL."""

from datetime import datetime, timedelta

import pytest
from brute_coverage import brute_coverage
from builders import RecordSource, a_segment_record, a_speech_record
from sqlalchemy import event, select, text
from sqlalchemy.orm import Session

from archive.database import connect
from archive.models import Correction, FrontierPage, Speech
from archive.queries.session_coverage.counting import add_page_counts, speech_coverage, sum_counts
from archive.queries.session_coverage.kinds import SPEECH_KINDS, CoverageKind
from archive.queries.session_coverage.listing import list_missing_numbers, list_speeches
from archive.queries.session_coverage.pages import list_unread_pages
from archive.schema import upgrade
from archive.vocabulary import Numbering, SegmentKind
from importers.loading.load import load
from importers.sources import sample

FOUND_AT = datetime(2026, 1, 5, 12, 30)  # noqa: DTZ001


def a_page(number, **fields):
    given = {
        "source": "norden",
        "url": f"https://www.norden.org/da/node/{number}",
        "record": f"node/{number}",
        "node": number,
        "kind": "unknown",
        "strategy": "link",
        "found_on": "https://www.norden.org/da/session2012",
        "found_at": FOUND_AT,
        "state": "waiting",
    }
    return FrontierPage(**(given | fields))


PAGES = (
    {"session": 64},
    {"session": 64, "state": "refused", "reason": "robots.txt"},
    {"session": 64, "failures": 3, "status": 503},
    {"session": 64, "strategy": "block", "found_on": None},
    {"session": 64, "strategy": "neighbour"},
    {"session": 64, "state": "read", "read_at": FOUND_AT + timedelta(days=2)},
    {"session": 64, "state": "no_record", "read_at": FOUND_AT},
    {"session": 999},
    {"session": None},
    {"source": "elsewhere", "session": 64},
)


def odd_records():
    finnish = a_segment_record("Hyvä puhemies! Kiitos.", language="fi")
    swedish = a_segment_record("Herr talman!", language="sv", kind=SegmentKind.TRANSLATION)
    unknown = a_segment_record("Kiitos.", language="und")
    sitting = {"assembly": "eduskunta", "numbering": Numbering.SITTING, "role_raw": None}
    return [
        a_speech_record(node=1, number=3, segments=(finnish,)),
        a_speech_record(node=2, number=9, segments=(finnish, swedish)),
        a_speech_record(node=3, number=9, segments=(unknown,)),
        a_speech_record(node=4, number=None, session=None, started_at=None),
        *(
            a_speech_record(
                node=None,
                number=number,
                session=session,
                sitting=day,
                text=f"{day} {number}",
                **sitting,
            )
            for session in (2021, None)
            for day, number in (("2021-03-03", 2), ("2021-03-03", 5), ("PTK-1/2021", 4))
        ),
        a_speech_record(
            node=None,
            assembly="stortinget",
            numbering=Numbering.NONE,
            number=7,
            session=None,
            text="Ja.",
        ),
    ]


def fill(engine):
    upgrade(engine)
    load(engine, sample.SOURCE, sample.SOURCE.documents([]))
    source = RecordSource()
    load(engine, source, [source.page(record) for record in odd_records()])
    with Session(engine) as session, session.begin():
        keys = list(session.scalars(select(Speech.id).order_by(Speech.id)))
        for speech in session.scalars(select(Speech).where(Speech.id.in_(keys[::7]))):
            speech.gone_at = FOUND_AT
        for speech in session.scalars(select(Speech).where(Speech.id.in_(keys[::5]))):
            speech.speaker_id, speech.speaker_rule = None, "ambiguous"
        _guess_languages(session, keys[2:12:2])
        session.get_one(Speech, keys[3]).withdrawn_at = FOUND_AT
        node = session.scalar(
            text("SELECT value FROM speech_identifier WHERE scheme = 'node' ORDER BY value")
        )
        session.add_all(a_page(900_000 + n, **fields) for n, fields in enumerate(PAGES))
        main = a_page(800_000, state="read", read_at=FOUND_AT + timedelta(days=9), node=None)
        session.add(main)
        session.flush()
        session.add(a_page(int(node), state="same_as", same_as_id=main.id))


def _guess_languages(session, keys):
    """Let the languages of the speeches be guesses, of which a person corrected two."""
    for key in keys:
        speech = session.get_one(Speech, key)
        told = [None, "text", "words_guessed"]
        speech.field_readings = {**(speech.field_readings or {}), "segments.0.language": told}
    for key, outdated_at in ((keys[0], None), (keys[1], FOUND_AT)):
        session.add(
            Correction(
                speech_id=key,
                field="segments.0.language",
                after="da",
                reason="heard",
                made_at=FOUND_AT,
                outdated_at=outdated_at,
            )
        )


@pytest.fixture(scope="module")
def on_sqlite(empty_archive, tmp_path_factory):
    engine = connect(f"sqlite:///{tmp_path_factory.mktemp('coverage')}/archive.sqlite")
    fill(engine)
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
def filled(request):
    if request.param == "sqlite":
        return request.getfixturevalue("on_sqlite")
    engine = request.getfixturevalue("postgres_engine")
    fill(engine)
    return engine


def told(each):
    counts = {kind.value: each.counts.of(kind) for kind in CoverageKind}
    missing = {
        (numbers.sitting, number)
        for numbers in each.missing
        for number in range(numbers.first, numbers.last + 1)
    }
    return counts | {"missing": missing, "last_read_at": each.last_read_at}


def walk(ask):
    """Return all rows of a list and the total that each part told, asked two at a time."""
    rows, after, counted = [], None, set()
    while True:
        part = ask(after)
        shown, after = part
        counted.add(shown[0])
        rows += shown[1]
        if after is None:
            (total,) = counted
            return rows, total


def test_coverage_equals_a_count_of_every_row(filled):
    with Session(filled) as session:
        found = add_page_counts(session, speech_coverage(session))
        expected = brute_coverage(session)
    assert {each.place.id: told(each) for each in found} == expected
    summed = sum_counts(found)
    for kind in CoverageKind:
        known = [row[kind.value] for row in expected.values() if row[kind.value] is not None]
        assert summed.of(kind) == sum(known) > 0, kind


def test_every_count_is_how_many_records_its_list_has(filled):
    with Session(filled) as session:
        for each in add_page_counts(session, speech_coverage(session)):
            for kind in SPEECH_KINDS:

                def ask(after, kind=kind, place=each.place):
                    part = list_speeches(session, place, kind, after, limit=2)
                    return (part.total, part.speeches), part.last

                rows, total = walk(ask)
                ids = [row.speech.id for row in rows]
                assert len(ids) == len(set(ids)) == total == (each.counts.of(kind) or 0)

            def numbers(after, place=each.place):
                part = list_missing_numbers(session, place, after, limit=2)
                return (part.total, part.ranges), part.last

            rows, total = walk(numbers)
            assert tuple(row.numbers for row in rows) == each.missing
            assert total == (each.counts.missing_numbers or 0)
            for row in rows:
                assert row.after.number == row.numbers.last + 1
                assert (row.before.number if row.before else 0) == row.numbers.first - 1

            def pages(after, place=each.place):
                part = list_unread_pages(session, place, after, limit=2)
                return (part.total, part.pages), part.pages[-1].key if part.more else None

            rows, total = walk(pages)
            assert len({row.url for row in rows}) == len(rows) == total == each.counts.not_fetched


def test_it_asks_few_statements_whatever_the_archive_holds(filled):
    statements = []

    def note(_connection, _cursor, statement, *_):
        statements.append(statement)

    event.listen(filled, "before_cursor_execute", note)
    try:
        with Session(filled) as session:
            add_page_counts(session, speech_coverage(session))
    finally:
        event.remove(filled, "before_cursor_execute", note)
    assert len(statements) == 9


def test_an_empty_archive_lacks_nothing(engine):
    with Session(engine) as session:
        assert add_page_counts(session, speech_coverage(session)) == ()
        assert sum_counts(()).speeches == 0
