"""The sample: its pages parse to just what its expected.json promises."""

import json
from collections import Counter
from pathlib import Path

import pytest

import importers
from archive.errors import UnreadableSource
from importers.records import AgendaItemRecord, BackgroundDocumentRecord, SpeechRecord
from importers.source import find_source

pytestmark = pytest.mark.no_cover

SAMPLE = Path(importers.__file__).parent / "sources" / "sample"
EXPECTED = json.loads((SAMPLE / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def records():
    source = find_source("norden")
    return {
        Path(document.name).name: record
        for document in source.documents([SAMPLE / "norden"])
        for record in source.parse(document)
    }


@pytest.fixture(scope="module")
def speeches(records):
    return {
        name: record
        for name, record in records.items()
        if isinstance(record, SpeechRecord) and name not in EXPECTED["same_record"]
    }


def test_every_page_gives_a_record(records):
    assert set(records) == {path.name for path in (SAMPLE / "norden").iterdir()}


def test_the_speeches_are_as_many_as_promised(speeches):
    assert len(speeches) == EXPECTED["speeches"] >= 120


def test_the_originals_are_in_the_languages_promised(speeches):
    found = Counter(record.languages[0] for record in speeches.values())
    assert dict(found) == EXPECTED["by_language"]
    assert {
        name: list(record.languages)
        for name, record in speeches.items()
        if len(record.languages) > 1
    } == EXPECTED["second_languages"]


def test_every_speech_has_a_speaker_and_nearly_every_one_a_number(speeches):
    assert all(record.speaker for record in speeches.values())
    assert sum(record.number is None for record in speeches.values()) == 2


def test_the_items_list_their_speeches(records):
    items = {name: r for name, r in records.items() if isinstance(r, AgendaItemRecord)}
    assert {name: (r.kind, r.item_number) for name, r in items.items()} == {
        item["file"]: (item["kind"], item["item_number"]) for item in EXPECTED["agenda_items"]
    }
    assert sum(len(record.remarks) for record in items.values()) == EXPECTED["chair_remarks"]


def test_a_second_address_shows_the_same_words(records):
    for again, first in EXPECTED["same_record"].items():
        assert records[again].segments == records[first].segments


def test_no_page_holds_anything_but_what_its_form_needs():
    for path in (SAMPLE / "norden").iterdir():
        text = path.read_text(encoding="utf-8")
        assert "\r" not in text
        assert text.endswith("\n")
        assert path.suffix in {".html", ".txt", ".md"}


def test_the_background_documents_say_what_is_promised():
    source = find_source("sample")
    found = [
        {
            "file": document.name,
            "title": record.title,
            "publisher": record.publisher,
            "date": str(record.date or record.year),
            "language": record.language,
        }
        for document in source.documents([])
        for record in source.parse(document)
        if isinstance(record, BackgroundDocumentRecord)
    ]
    assert found == EXPECTED["background_documents"]


def test_every_record_of_the_sample_can_be_printed():
    source = find_source("sample")
    kinds = {
        source.record_json(document, record)["kind"]
        for document in source.documents([])
        for record in source.parse(document)
    }
    assert kinds == {"speech", "protocol", "agenda_item", "document"}


def test_no_page_of_a_debate_is_taken_for_a_background_document(records):
    source = find_source("documents")
    found = list(source.documents([SAMPLE / "norden"]))
    assert len(found) == len(records)
    for document in found:
        with pytest.raises(UnreadableSource, match="a page of a debate"):
            list(source.parse(document))
