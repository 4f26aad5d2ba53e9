"""What the twin says of its records is what the importer reads on their pages."""

import pytest

from archive.errors import UnreadableSource
from archive.vocabulary import SegmentKind
from importers.records import AgendaItemRecord, Document
from importers.sources.norden.pages import read_record
from site_twin import SiteTwin, text_digest
from site_twin.generating import generate
from site_twin.routes import Routes
from site_twin.speech_pages import NORDEN, address, shown_role
from site_twin.words import LANGUAGES


@pytest.fixture(scope="module")
def twin():
    with SiteTwin(90, seed=7) as made:
        yield made


def read(twin, path, session=None):
    answer, _ = twin.answer(path)
    assert answer.status == 200
    document = Document(path, answer.body, NORDEN + path, "text/html", session=session)
    return read_record(document)


@pytest.mark.parametrize("form", ["node", "print", "slug"])
def test_speeches_are_read_as_the_twin_knows_them(twin, form):
    for order, speech in enumerate(twin.truth()):
        path = address(speech, LANGUAGES[order % 6], by_slug=form == "slug")
        record = read(twin, path + "/printable/print" * (form == "print"))
        originals = [s for s in record.segments if s.kind is SegmentKind.ORIGINAL]
        translations = [s for s in record.segments if s.kind is SegmentKind.TRANSLATION]
        assert (record.number, record.speaker, record.role_raw, record.issues) == (
            *(speech.number, speech.speaker, shown_role(speech)),
            (),
        )
        assert record.speech_type.value == speech.type
        assert [segment.language for segment in originals] == [speech.language]
        assert [s.language for s in translations] == (
            [speech.translation_language] if speech.translation else []
        )
        said = [paragraph for segment in originals for paragraph in segment.paragraphs]
        assert text_digest(said) == speech.text_digest
        if speech.node is not None and form != "slug":
            assert record.session == speech.session.number
            assert record.started_at == speech.at


def test_agenda_items_are_read_as_the_twin_knows_them(twin):
    for item in twin.items():
        record = read(twin, f"/da/{item.path}", item.session.number)
        assert isinstance(record, AgendaItemRecord)
        assert (record.session or record.session_inferred) == item.session.number
        assert record.item_number == item.label.rstrip(".")
        more = []
        if item.session.listed_by == "protocol" and item.id % 4 == 0:
            more = read(twin, f"/da/{item.path}?page=1", item.session.number).speeches
        assert len(record.speeches) + len(more) == len(item.numbers)
        if item.session.listed_by == "agenda_item":
            assert tuple(listed.number for listed in record.speeches) == item.numbers


def test_other_pages_are_no_records():
    site = generate(600, 7)
    routes = Routes(site, NORDEN)
    assert {other.kind for other in site.others.values()} == {
        *("news", "event", "person", "case", "publication"),
    }
    for node in site.others:
        path = f"/no/node/{node}"
        with pytest.raises(UnreadableSource):
            read_record(Document(path, routes.answer_to(path).body, NORDEN + path, "text/html"))
