"""How each source says that it read a field: what is printed, where, and by which rule."""

import json
from dataclasses import replace

import pytest
from builders import a_corpus_line, a_document, a_speech_record, an_agenda_item_record
from norden_reading import parse

from archive.reference.rules import rule_explanation
from importers.loading.agenda.chair_remarks import all_speeches, chair_remarks
from importers.loading.speeches.merge_records import DocumentReading, merge_records
from importers.records import BackgroundDocumentRecord, FieldProvenance, SpeechRecord
from importers.source import find_source

PAGE = """URL: https://www.norden.org/no/node/17940
211. Anna Berg (Hovedinnlegg)
Informasjon
Tale nummer
211
Talerrolle
Den socialdemokratiske gruppe
Dato
31.10.12 18:58
Vi er nødt til å snakke om menneskehandel, for det er noe som angår oss alle, og ikke bare noen.
Jeg vil gjerne høre hva de andre landene har gjort for å hjelpe dem som har blitt utsatt for det.
Skandinavisk oversettelse:
Vi skal snakke om det en gang til, slik at alle kan forstå hva som ble sagt.
"""


def read(record: SpeechRecord) -> dict[str, tuple[str | None, str | None, str | None]]:
    return {of.field: (of.printed, of.place, of.rule) for of in record.readings}


def test_a_page_says_where_each_value_is_printed() -> None:
    told = read(parse(PAGE))
    assert told["number"] == ("211", "title", "title_number")
    assert told["speaker"] == ("Anna Berg", "title", None)
    assert told["speech_type"] == ("Hovedinnlegg", "title", "type_word")
    assert told["role"] == ("Den socialdemokratiske gruppe", "information: role", None)
    assert told["started_at"] == ("31.10.12 18:58", "information: date", "printed_date")
    assert told["session"] == ("node/17940", "address", None)
    assert told["segments.0.kind"] == ("Skandinavisk oversettelse:", "text", "before_marker")
    assert told["segments.1.kind"] == ("Skandinavisk oversettelse:", "text", "after_marker")
    assert told["segments.0.language"] == (None, "text", "words")


def test_values_of_the_information_block_name_their_field() -> None:
    page = PAGE.replace("211. Anna Berg (Hovedinnlegg)\n", "").replace(
        "Tale nummer", "Type\nReplik\nPerson\nAnna Berg\nTale nummer"
    )
    told = read(parse(page))
    assert told["number"] == ("211", "information: number", "number_field")
    assert told["speaker"] == ("Anna Berg", "information: person", None)
    assert told["speech_type"] == ("Replik", "information: type", "type_word")


def test_what_no_rule_reads_is_told_without_a_rule() -> None:
    page = PAGE.replace("(Hovedinnlegg)", "(Ukjent)").replace("31.10.12", "32.13.12")
    told = read(parse(page.replace("Tale nummer", "Type\nUkjent\nTale nummer")))
    assert told["speech_type"] == ("Ukjent", "information: type", None)
    assert told["started_at"][2] is None


def test_a_session_told_by_the_day_names_the_printed_day() -> None:
    told = read(parse(PAGE.removeprefix("URL: https://www.norden.org/no/node/17940\n")))
    assert told["session"] == ("31.10.12 18:58", "information: date", None)


def test_a_guessed_language_says_so() -> None:
    page = PAGE.partition("Vi er")[0] + "Tak!\n"
    assert read(parse(page))["segments.0.language"][2] == "words_guessed"


def test_a_marker_within_a_paragraph_is_told_as_printed() -> None:
    page = PAGE.replace("oversettelse:\nVi skal", "oversettelse: Vi skal")
    assert read(parse(page))["segments.1.kind"][0] == "Skandinavisk oversettelse:"


@pytest.mark.parametrize(
    ("fields", "field", "expected"),
    [
        ({}, "number", ("109", "number", "whole_number")),
        ({"number": "0"}, "number", ("0", "number", "whole_number")),
        ({"number": "5.1"}, "number", ("5.1", "number", "number_label")),
        ({}, "started_at", ("2023-01-11", "date", "iso_day")),
        (
            {"parliament": "althingi", "date": "1999-01-01"},
            "started_at",
            ("1999-01-01", "date", "first_of_january"),
        ),
        ({}, "segments.0.language", ("da", "language", "stated")),
        ({"role": "minister"}, "role", ("minister", "role", None)),
        ({}, "party", ("X", "party", "as_printed")),
        ({}, "segments.0.kind", (None, None, "originals_only")),
    ],
)
def test_a_line_of_a_corpus_names_the_key_of_each_value(
    fields: dict[str, object],
    field: str,
    expected: tuple[str | None, str | None, str | None],
) -> None:
    document = a_document(json.dumps(a_corpus_line(**fields)))
    (record,) = find_source("corpus").parse(document)
    assert isinstance(record, SpeechRecord)
    assert read(record)[field] == expected


def test_a_chairs_remark_tells_what_its_agenda_item_states() -> None:
    (remark,) = chair_remarks(an_agenda_item_record(remarks=("Ordet er frit.",)))
    told = read(remark)
    assert told["speaker"] == ("KARIN ELD", "agenda item: chair", None)
    assert told["session"] == ("64", "agenda item", "stated")
    assert told["started_at"] == ("2012-10-31", "agenda item: date", "sitting_day")


def test_a_field_filled_from_another_address_is_told_by_that_reading() -> None:
    leading = a_speech_record(speaker=None)
    other = a_speech_record(speaker="Anna Berg")
    readings = [
        DocumentReading(
            1, "a", 1, _with(leading, FieldProvenance("number", "211", "title", "title_number"))
        ),
        DocumentReading(
            2,
            "b",
            2,
            _with(
                other,
                FieldProvenance("speaker", "Anna Berg", "title"),
                FieldProvenance("number", "210", "title", "title_number"),
            ),
        ),
    ]
    told = read(merge_records(readings))
    assert told == {
        "speaker": ("Anna Berg", "title", None),
        "number": ("211", "title", "title_number"),
    }


def test_every_rule_of_the_sample_is_explained() -> None:
    source = find_source("sample")
    for document in source.documents([]):
        for record in source.parse(document):
            if isinstance(record, BackgroundDocumentRecord):
                assert rule_explanation("title", record.title_rule)
                assert record.language_rule
                assert rule_explanation("language", record.language_rule)
            for speech in all_speeches([record]):
                fields = [reading.field for reading in speech.readings]
                assert len(fields) == len(set(fields))
                assert {f"segments.{n}.language" for n in range(len(speech.segments))} <= set(
                    fields
                )
                told = [(of.field, of.rule) for of in speech.readings]
                told += [("session", speech.session_rule), ("country", speech.role.rule)]
                assert [pair for pair in told if pair[1] and not rule_explanation(*pair)] == []


def _with(record: SpeechRecord, *readings: FieldProvenance) -> SpeechRecord:
    return replace(record, readings=readings)
