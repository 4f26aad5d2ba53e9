"""Within what numbers count is the source's to declare; nothing is taken for something else."""

from datetime import datetime
from typing import Any

import pytest
from builders import RecordSource, a_speech_record
from imported import codes, counts, speeches
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from archive.queries.consistency import find_broken, find_warnings
from archive.queries.speech import find_speech as read_speech
from archive.vocabulary import Numbering
from importers.loading.load import load
from importers.records import SourceIdentifier, SpeechRecord

LONG = "Arvoisa puhemies! Kalastus on meille kaikille tärkeä, ja siitä on puhuttava tänään."


def a_speech(
    day: int, number: int | None = 1, text: str = "Kiitos!", **fields: object
) -> SpeechRecord:
    given: dict[str, Any] = {
        "assembly": "eduskunta",
        "node": None,
        "session": 2021,
        "number": number,
        "text": text,
        "started_at": datetime(2021, 3, day),  # noqa: DTZ001
        "role_raw": None,
        "numbering": Numbering.SITTING,
    }
    return a_speech_record(**(given | fields))


def imported(engine: Engine, source: RecordSource, *records: SpeechRecord) -> None:
    """Import the records, each on a page of its own, and see that again changes nothing."""
    pages = [source.page(record) for record in records]
    report = load(engine, source, pages)
    assert (counts(report), codes(report)) == ((len(records), 0, 0, 0), [])
    source.parser_version += "1"
    again = load(engine, source, pages)
    assert (counts(again), codes(again)) == ((0, 0, len(records), 0), [])


@pytest.mark.parametrize("text", ["Kiitos!", LONG])
@pytest.mark.parametrize("session", [2021, None])
@pytest.mark.parametrize("numbering", [Numbering.SITTING, Numbering.NONE])
def test_numbers_that_restart_in_each_sitting_lose_none(
    engine: Engine, source: RecordSource, numbering: Numbering, session: int | None, text: str
) -> None:
    """Equal words of one speaker under one number on two days are two speeches."""
    records = [
        a_speech(day, number, text, session=session, numbering=numbering)
        for day in (3, 4)
        for number in (1, 2)
    ]
    imported(engine, source, *records)


def test_two_sittings_of_one_day_are_told_apart_by_their_names(
    engine: Engine, source: RecordSource
) -> None:
    imported(engine, source, *(a_speech(3, sitting=name) for name in ("PTK 10", "PTK 11")))
    assert [speech.public_id for speech in speeches(engine)] == [
        "eduskunta-2021-PTK_10-1",
        "eduskunta-2021-PTK_11-1",
    ]


def test_a_correction_is_known_by_sitting_and_number(engine: Engine, source: RecordSource) -> None:
    load(engine, source, [source.page(a_speech(3, text=LONG))])
    corrected = LONG.replace("tänään", "huomenna")
    report = load(engine, source, [source.page(a_speech(3, text=corrected))])
    assert (counts(report), codes(report)) == ((0, 1, 0, 0), [])


def test_a_number_that_tells_nothing_is_no_id(engine: Engine, source: RecordSource) -> None:
    """Such as one that restarts under each item of the agenda."""
    records = [
        a_speech(3, text=text, numbering=Numbering.NONE) for text in ("Kiitos!", "Kiitos. Kyllä.")
    ]
    imported(engine, source, *records)


def test_equal_words_of_two_days_with_ids_of_the_source_are_two_speeches(
    engine: Engine, source: RecordSource
) -> None:
    imported(
        engine,
        source,
        *(
            a_speech(
                day,
                text=LONG,
                numbering=Numbering.NONE,
                identifiers=(SourceIdentifier("minutes", f"PTK/{day}/1"),),
            )
            for day in (3, 4)
        ),
    )


def test_neighbours_and_gaps_are_those_of_the_sitting(engine: Engine, source: RecordSource) -> None:
    imported(engine, source, *(a_speech(day, number) for day in (3, 4) for number in (1, 2, 4)))
    with Session(engine) as session:
        middle = read_speech(session, "eduskunta-2021-2021-03-04-2")
        assert middle.previous is not None
        assert middle.next is not None
        assert (middle.previous.id, middle.next.id) == (
            "eduskunta-2021-2021-03-04-1",
            "eduskunta-2021-2021-03-04-4",
        )
        assert read_speech(session, "eduskunta-2021-2021-03-03-4").next is None
        assert [(found.place, found.message) for found in find_warnings(session)] == [
            ("eduskunta 2021, 2021-03-03", "speech 3 is missing"),
            ("eduskunta 2021, 2021-03-04", "speech 3 is missing"),
        ]
        assert list(find_broken(session)) == []
