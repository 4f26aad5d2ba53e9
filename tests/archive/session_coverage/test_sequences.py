"""Which numbers are missing in a sequence, over generated sessions."""

from datetime import datetime

from builders import RecordSource, a_speech_record
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from archive.database import Base, connect
from archive.models import Assembly, CouncilSession, ImportRun, Speech, SpeechIdentifier
from archive.queries.session_coverage.sequences import missing_ranges, sequences
from archive.vocabulary import Numbering
from importers.loading.load import load

THEN = datetime(2026, 1, 5)  # noqa: DTZ001
NUMBERS = st.lists(st.integers(1, 60), max_size=40)


@given(st.lists(st.integers(-3, 300)))
def test_held_and_missing_numbers_are_all_numbers_to_the_highest(held):
    ranges = list(missing_ranges(held))
    missing = [number for first, last in ranges for number in range(first, last + 1)]
    assert sorted({*missing, *(n for n in held if n > 0)}) == [*range(1, max([0, *held]) + 1)]
    assert not set(missing) & set(held)
    assert len(missing) == len(set(missing))


@given(st.sets(st.integers(1, 300)))
def test_ranges_are_as_long_as_they_can_be(held):
    ranges = list(missing_ranges(held))
    assert ranges == sorted(ranges)
    for first, last in ranges:
        assert first <= last
        assert first == 1 or first - 1 in held
        assert last + 1 in held


def test_a_wild_number_costs_no_time():
    assert list(missing_ranges([2, 999_999_999])) == [(1, 1), (3, 999_999_998)]


SESSION = st.tuples(NUMBERS, st.dictionaries(st.sampled_from(["2021-03-03", "PTK-1"]), NUMBERS))
"""Numbers within the session, and within sittings."""


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.integers(1, 5), SESSION, max_size=5))
def test_each_sequence_of_generated_sessions_has_its_own_numbers(generated):
    engine = connect("sqlite://")
    _fill(engine, generated)
    with Session(engine) as session:
        found = {
            (place[1], sequence.sitting): {
                number for of in sequence.missing for number in range(of.first, of.last + 1)
            }
            for place, held in sequences(session).items()
            for sequence in held
        }
    engine.dispose()
    expected = {}
    for label, (through, sittings) in generated.items():
        for sitting, numbers in ((None, through), *sittings.items()):
            if numbers:
                expected[label, sitting] = {n for n in range(1, max(numbers)) if n not in numbers}
    assert found == expected


def _fill(engine, generated):
    Base.metadata.create_all(engine)
    with Session(engine) as session, session.begin():
        session.add(Assembly(id=1, key="eduskunta", name="Eduskunta"))
        session.add(ImportRun(id=1, source="test", parser_version="1", started_at=THEN))
        session.flush()
        for label, (through, sittings) in generated.items():
            of = CouncilSession(
                id=label, assembly_id=1, number=label, label=str(label), kind="ordinary"
            )
            session.add(of)
            session.flush()
            for number in through:
                _add(session, label, number, "session-number", f"{label}-{number}")
            for sitting, numbers in sittings.items():
                for number in numbers:
                    value = f"{label}-{sitting}-{number}"
                    _add(session, label, number, "sitting-number", value)


def _add(session, label, number, scheme, value):
    speech = Speech(
        public_id=f"s-{session.query(Speech).count()}",
        assembly_id=1,
        session_id=label,
        number=number,
        content_sha256="",
        revision=1,
    )
    speech.identifiers = [SpeechIdentifier(assembly_id=1, scheme=scheme, value=value)]
    session.add(speech)
    session.flush()


def test_a_speech_whose_session_is_known_from_elsewhere_holds_its_number(engine):
    """Its page states no session, so that no id of it names session and number."""
    source = RecordSource()
    stated, other = a_speech_record(node=1, number=1), a_speech_record(node=3, number=3)
    silent = a_speech_record(node=2, number=2, session=None)
    load(engine, source, [source.page(record) for record in (stated, other, silent)])
    with Session(engine) as session, session.begin():
        placed = session.query(Speech).filter_by(public_id="nc-2").one()
        placed.session_id = session.query(Speech).filter_by(public_id="nc-1").one().session_id
    with Session(engine) as session:
        ((sequence,),) = sequences(session).values()
    assert sequence.missing == ()
    assert sorted(sequence.held) == [1, 2, 3]


def test_numbers_that_tell_nothing_by_themselves_are_in_no_sequence(engine):
    source = RecordSource()
    record = a_speech_record(assembly="stortinget", node=None, numbering=Numbering.NONE, number=7)
    load(engine, source, [source.page(record)])
    with Session(engine) as session:
        assert sequences(session) == {}
