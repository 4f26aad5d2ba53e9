"""Lines of a corpus with a malformed field: it is left out and told, and the speech is kept."""

import json
from pathlib import Path

import pytest
from builders import a_corpus_line, a_document
from corpus_imports import imported
from hypothesis import given
from hypothesis import strategies as st
from imported import codes, only_speech
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from archive import models
from archive.reference.rules import rule_explanation
from importers.records import SpeechRecord
from importers.sources.corpus import SOURCE

DANISH = (
    "Jeg vil gerne takke ordføreren for talen, og jeg synes, at det er et godt forslag, som vi"
    " skal se nærmere på i udvalget, inden vi tager stilling til det."
)


def parsed(**fields: object) -> SpeechRecord:
    line = json.dumps(a_corpus_line(**fields)).encode()
    (record,) = SOURCE.parse(a_document(line, place="line 1"))
    assert isinstance(record, SpeechRecord)
    return record


@pytest.mark.parametrize(
    "printed", ["2020-08-7", "yesterday", "20230228", "7.8.2020", "2020-08-07T10:00", "٢٠٢٠-٠٨-٠٧"]
)
def test_a_malformed_date_costs_the_date_alone(
    engine: Engine, tmp_path: Path, printed: str
) -> None:
    report = imported(engine, tmp_path / "c.jsonl", a_corpus_line(date=printed))
    assert (report.inserted, codes(report)) == (1, ["unreadable_field"])
    (issue,) = report.issues
    assert f'date: "{printed}"' in issue.message
    assert issue.place == "c.jsonl, line 1"
    speech = only_speech(engine)
    assert (speech.date, speech.year, speech.started_at_precision) == (None, None, None)
    with Session(engine) as session:
        readings = session.scalars(select(models.Speech.field_readings)).one()
    assert readings is not None
    assert readings["started_at"] == [printed, "date", "unreadable"]
    assert rule_explanation("started_at", "unreadable")
    again = imported(engine, tmp_path / "c.jsonl", a_corpus_line(date=printed))
    assert (again.unchanged, again.issues) == (1, ())


def test_a_date_that_becomes_malformed_is_kept_as_it_was(engine: Engine, tmp_path: Path) -> None:
    imported(engine, tmp_path / "c.jsonl", a_corpus_line())
    report = imported(engine, tmp_path / "c.jsonl", a_corpus_line(date="2023-01-1"))
    assert set(codes(report)) == {"unreadable_field", "field_lost"}
    assert str(only_speech(engine).date) == "2023-01-11"


OPTIONAL = {
    "speaker": "speaker",
    "role": "role_raw",
    "party": "party",
    "gender": "gender",
    "number": "number_label",
    "debate_title": "agenda_item_title",
}
WRONG = (["X"], {"da": "X"}, 1.5, True, "half \ud800", "a\0b")


@pytest.mark.parametrize(("key", "field"), OPTIONAL.items())
@pytest.mark.parametrize("value", [*WRONG, 12, "X" * 400], ids=repr)
def test_a_malformed_field_costs_the_field_alone(key: str, field: str, value: object) -> None:
    if key == "number" and value == 12:
        assert parsed(number=value).number == value
        return
    if key == "debate_title" and value == "X" * 400:
        assert parsed(debate_title=value).agenda_item_title == value
        return
    record = parsed(**{key: value})
    assert getattr(record, field) is None
    (issue,) = record.issues
    assert (issue.code, issue.subject) == ("unreadable_field", key)
    kept = [reading for reading in record.readings if reading.place == key]
    assert {reading.rule for reading in kept} <= {"unreadable"}


def test_lines_with_malformed_fields_are_stored(engine: Engine, tmp_path: Path) -> None:
    lines = [
        json.dumps(a_corpus_line(id=f"{key}-{number}", **{key: value})).encode()
        for key in OPTIONAL
        for number, value in enumerate([*WRONG, 12, "X" * 400])
    ]
    report = imported(engine, tmp_path / "c.jsonl", *lines)
    assert (report.inserted, report.rejected) == (len(lines), 0)


@pytest.mark.parametrize("value", [*WRONG, "X" * 400], ids=repr)
def test_a_malformed_id_of_a_person_leaves_the_name(value: object) -> None:
    record = parsed(speaker_id=value)
    assert (record.speaker, record.speaker_id) == ("Karla Holm", None)
    assert [issue.subject for issue in record.issues] == ["speaker_id"]
    assert parsed(speaker_id=77).speaker_id == "77"


@pytest.mark.parametrize("printed", [None, "", "xx", "Danish", 5, ["da"]])
def test_a_language_that_is_none_is_read_from_the_words(printed: object) -> None:
    record = parsed(language=printed, text=DANISH)
    assert record.languages == ("da",)
    told = [issue.code for issue in record.issues]
    assert told == ["unreadable_field", "language_not_stated"][0 if printed else 1 :]
    (reading,) = [one for one in record.readings if one.field == "segments.0.language"]
    assert reading.rule == "words"
    assert parsed(language=printed, text="Tak.").languages == ("und",)


@pytest.mark.parametrize("printed", ["99999999999", "9" * 60])
def test_a_number_that_no_database_keeps_is_a_label(printed: str) -> None:
    record = parsed(number=printed)
    assert (record.number, record.number_label, record.issues) == (None, printed, ())


def test_a_reason_that_is_no_text_takes_nothing_from_a_withdrawal(
    engine: Engine, tmp_path: Path
) -> None:
    imported(engine, tmp_path / "c.jsonl", a_corpus_line(id="1"))
    line = {"id": "1", "withdrawn": True, "reason": ["Fejl"]}
    report = imported(engine, tmp_path / "d.jsonl", line)
    assert (report.withdrawn, report.rejected) == (1, 0)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=3,
)


@given(
    st.dictionaries(st.sampled_from(sorted({*OPTIONAL, "date", "language", "speaker_id"})), JSON)
)
def test_whatever_the_optional_fields_hold_the_speech_is_read(fields: dict[str, object]) -> None:
    record = parsed(**fields)
    assert record.source_id == "da:20222M012:109"
    assert record.segments[0].paragraphs == ("Tak for ordet.", "Det er et godt spørgsmål.")
    told = {issue.subject for issue in record.issues}
    for reading in record.readings:
        if reading.rule == "unreadable":
            assert reading.place in told
