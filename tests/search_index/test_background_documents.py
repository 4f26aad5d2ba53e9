"""Background documents in the index: found only where asked for, never counted as speeches."""

import pytest
from click.testing import CliRunner
from stored import Stored

from archive.database import open_session
from archive.vocabulary import RecordKind
from cli.main import tingtale
from search_index.documents import read_documents, read_fingerprints
from search_index.filters import FacetField, Filters
from search_index.generations.current import open_current
from search_index.query.parser import parse
from search_index.requests import SearchRequest, TimelineRequest

DOCUMENTS = Filters(kind=RecordKind.DOCUMENT)


def search(stored, q="", filters=None, **rest):
    request = SearchRequest(parse(q), filters or Filters(), **rest)
    return open_current(stored.settings).reader().search(request)


@pytest.fixture(params=["memory", "whoosh"])
def mixed(request, tmp_path):
    """Two speeches and a document on trade in human beings."""
    stored = Stored(tmp_path, request.param)
    stored.add("Menneskehandel er alvorligt", "Fiskeri i Norden")
    stored.add_document("Stop menneskehandel. En appel.")
    yield stored
    stored.database.dispose()


def test_documents_are_found_only_by_their_kind(mixed):
    mixed.rebuilder().build()
    assert search(mixed, "menneskehandel").total == 1
    assert search(mixed).total == 2
    (hit,) = search(mixed, "menneskehandel", DOCUMENTS).hits
    assert (hit.record_id, hit.public_id[:2]) == (-1, "d-")
    assert "<mark>menneskehandel</mark>" in hit.snippets[0].html


def test_documents_count_in_no_facet_or_timeline_of_speeches(mixed):
    mixed.rebuilder().build()
    facets = (FacetField.LANGUAGE, FacetField.YEAR)
    found = search(mixed, facets=facets).facets
    assert [{e.value: e.count for e in facet.counts} for facet in found] == [
        {"da": 2},
        {"2012": 2},
    ]
    found = search(mixed, filters=DOCUMENTS, facets=facets).facets
    assert [[(e.value, e.count) for e in facet.counts] for facet in found] == [
        [("da", 1)],
        [("2024", 1)],
    ]
    reader = open_current(mixed.settings).reader()
    assert reader.timeline(TimelineRequest()).denominators.speeches == (2,)
    counted = reader.timeline(TimelineRequest(filters=DOCUMENTS))
    assert (counted.buckets, counted.denominators.speeches, counted.total) == (("2024",), (1,), 1)


def test_updates_take_up_changes_of_documents(mixed):
    mixed.rebuilder().build()
    second = mixed.add_document("Fiskeriets fremtid", language="da", date=None, year=2023)
    assert mixed.rebuilder().verify().missing == {-second}
    written = mixed.rebuilder().update()
    assert (written.documents, written.background, written.indexed) == (4, 2, 1)
    assert search(mixed, "fiskeri", DOCUMENTS).total == 1
    mixed.withdraw_document(second)
    assert mixed.rebuilder().verify().surplus == {-second}
    assert mixed.rebuilder().update().removed == 1
    assert search(mixed, filters=DOCUMENTS).total == 1
    assert mixed.rebuilder().verify().agrees
    assert mixed.rebuilder().update().unchanged


def test_documents_are_read_as_stored(stored):
    (speech,) = stored.add("Om handel")
    key = stored.add_document("Om menneskehandel.\n\nEn appel.", language="nb")
    withdrawn = stored.add_document("Glemt")
    stored.withdraw_document(withdrawn)
    with open_session(stored.database) as session:
        read = list(read_documents(session))
        assert [document.record_id for document in read] == [speech, -key]
        assert list(read_documents(session, {-key, -withdrawn, speech})) == read
        assert read_fingerprints(session) == {d.record_id: d.fingerprint for d in read}
    document = read[1]
    assert (document.kind, document.year, document.words) == (RecordKind.DOCUMENT, 2024, 4)
    assert [(s.language, s.text) for s in document.segments] == [
        ("nb", "Om menneskehandel.\n\nEn appel.")
    ]
    assert (document.assembly, document.session, document.speaker) == (None, None, None)


def test_the_command_counts_documents_apart(mixed):
    def said(action):
        return CliRunner().invoke(tingtale, ["index", action], obj=mixed.settings).output

    assert "Index built: 2 speeches and 1 background document, 3 indexed" in said("build")
    assert "Nothing has changed: the index holds 2 speeches and 1 background" in said("update")
    assert "agrees with the database: 2 speeches and 1 background document." in said("verify")
    mixed.withdraw_document(1)
    assert "1 speeches or background documents in the index only (keys -1)" in said("verify")


def test_a_title_that_the_text_does_not_repeat_is_found(mixed):
    mixed.add_document("En appel fra Norden.", title="Stop tvangsarbejde")
    mixed.rebuilder().build()
    (hit,) = search(mixed, "tvangsarbejde", DOCUMENTS).hits
    assert hit.record_id == -2
