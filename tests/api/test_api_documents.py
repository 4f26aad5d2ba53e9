"""Background documents and topic evidence over HTTP."""

import unicodedata
from hashlib import sha256

import pytest


def found(client, **parameters):
    return [hit["document"]["id"] for hit in client.get("/search", **parameters)["hits"]]


def test_documents_are_found_only_where_they_are_asked_for(client):
    answer = client.get("/search", topic="trafficking", kind="document", sort="date")
    assert answer["total"] == 3
    assert {hit["kind"] for hit in answer["hits"]} == {"document"}
    assert answer["query"]["filters"] == {"kind": ["document"], "topic": ["trafficking"]}
    speeches = client.get("/search", topic="trafficking", limit=100)
    assert {hit["kind"] for hit in speeches["hits"]} == {"speech"}
    assert all("document" not in hit for hit in speeches["hits"])


def test_a_documents_hit_says_what_it_is(client):
    (hit,) = client.get("/search", q="tvangsarbejde", kind="document")["hits"]
    assert "speech" not in hit
    assert "<mark>tvangsarbejde</mark>" in hit["snippets"][0]["html"]
    assert hit["document"] == {
        "id": "appeal-2013",
        "title": "Stop menneskehandel",
        "publisher": "Et utvalg av foreninger",
        "date": "2013-05-14",
        "year": 2013,
        "date_precision": "day",
        "language": "da",
        "words": 9,
        "source_url": None,
        "url": "http://localhost/api/v1/documents/appeal-2013",
        "page_url": "http://localhost/documents/appeal-2013",
    }


def test_filters_narrow_documents_too(client):
    assert found(client, kind="document", language="sv") == ["report-2019"]
    assert found(client, kind="document", from_="2013", to="2013") == ["appeal-2013"]
    assert found(client, kind="document", speaker="ada-lindqvist") == []


@pytest.mark.parametrize("path", ["/timeline", "/topics/trafficking/speakers"])
def test_documents_are_never_counted(client, path):
    problem = client.get(path, kind="document", status=400)
    assert "There is no parameter 'kind'" in problem["errors"]["kind"][0]


def test_an_unknown_kind_is_answered_with_those_there_are(client):
    problem = client.get("/search", kind="documents", status=400)
    assert "Did you mean 'document'?" in problem["errors"]["kind"][0]


def test_a_document_tells_its_text_and_where_it_comes_from(client):
    document = client.get("/documents/report-2019")
    assert document["paragraphs"] == [
        "Människohandel i Norden",
        "Rapporten handlar om människohandel.\nDen kom 2019.",
    ]
    assert (document["date"], document["year"], document["date_precision"]) == (None, 2019, "year")
    provenance = document["provenance"]
    readings = {reading["field"]: reading for reading in provenance["readings"]}
    assert readings["date"]["printed"] == "2019"
    assert readings["title"]["rule"] == "first-line"
    assert provenance["sources"][0]["name"] == "report-2019.txt"
    assert provenance["source_bytes_url"].endswith("/api/v1/documents/report-2019/source")
    cited = document["citation"]
    assert cited["text"].startswith("Människohandel i Norden. 2019.")
    assert provenance["sources"][0]["sha256"] in cited["how"]
    assert cited["csl"]["issued"] == {"date-parts": [[2019]]}
    day = client.get("/documents/appeal-2013")["citation"]["csl"]
    assert day["issued"] == {"date-parts": [[2013, 5, 14]]}
    assert "issued" not in client.get("/documents/letter")["citation"]["csl"]


def test_a_documents_bytes_are_served_as_they_were_read(client):
    response = client.response("/documents/letter/source")
    assert sha256(response.data).hexdigest() == response.headers["ETag"].strip('"')
    assert response.headers["X-Source-Media-Type"] == "text/plain"
    assert response.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("path", ["/documents/nothing", "/documents/nothing/source"])
def test_an_unknown_document_is_not_found(client, path):
    assert "nothing" in client.get(path, status=404)["detail"]


def test_a_document_says_which_terms_put_it_on_a_topic(client):
    topics = {topic["id"]: topic for topic in client.get("/documents/appeal-2013")["topics"]}
    trafficking = topics["trafficking"]
    assert trafficking["on_topic"]
    concepts = {concept["id"]: concept for concept in trafficking["concepts"]}
    assert set(concepts) == {"human_trafficking", "forced_labour"}
    (term,) = concepts["human_trafficking"]["terms"]
    assert (term["term"], term["language"]) == ("menneskehandel*", "da")
    assert [place["printed"] for place in term["places"]] == ["menneskehandel"] * 2
    assert [place["start"] for place in term["places"]] == [5, 32]


@pytest.mark.parametrize("speech", ["nc-64-1", "nc-64-3", "nc-67-5"])
def test_the_places_of_terms_are_where_they_are_said_to_be(client, speech):
    answer = client.get(f"/speeches/{speech}")
    texts = [
        unicodedata.normalize("NFC", "\n\n".join(segment["paragraphs"]))
        for segment in answer["segments"]
    ]
    places = [
        place
        for topic in answer["topics"]
        for concept in topic["concepts"]
        for term in concept["terms"]
        for place in term["places"]
    ]
    assert places
    for place in places:
        assert texts[place["segment"]][place["start"] : place["end"]] == place["printed"]


def test_a_speech_is_on_the_topics_that_find_it(client):
    for hit in client.get("/search", topic="trafficking", limit=100)["hits"]:
        topics = client.get(f"/speeches/{hit['speech']['id']}")["topics"]
        assert "trafficking" in {topic["id"] for topic in topics if topic["on_topic"]}
        order = [topic["on_topic"] for topic in topics]
        assert order == sorted(order, reverse=True)


def test_hits_of_a_topic_carry_the_terms_that_they_were_found_by(client):
    parameters = {
        "topic": "trafficking",
        "speaker": "eevi-koskela",
        "session": "64",
    }
    (hit,) = client.get("/search", evidence="true", **parameters)["hits"]
    assert hit["evidence"] == [
        {
            "topic": "trafficking",
            "concept": "human_trafficking",
            "term": term,
            "language": language,
            "count": 2,
        }
        for term, language in (("ihmiskaup*", "fi"), ("människohandel*", "sv"))
    ]


def test_evidence_keeps_to_the_texts_and_concepts_asked_for(client):
    parameters = {
        "concept": "human_trafficking",
        "speaker": "eevi-koskela",
        "session": "64",
    }
    (hit,) = client.get("/search", language="fi", evidence="true", **parameters)["hits"]
    assert [count["language"] for count in hit["evidence"]] == ["fi"]
    (expanded,) = client.get(
        "/search",
        q="mansal",
        expand="concepts",
        speaker="eevi-koskela",
        session="64",
        evidence="true",
    )["hits"]
    assert {count["concept"] for count in expanded["evidence"]} == {"human_trafficking"}


def test_hits_carry_evidence_only_where_it_is_asked_for_and_there_is_some(client):
    words = client.get("/search", q="tack", evidence="true")["hits"]
    assert all("evidence" not in hit for hit in words)
    topic = client.get("/search", topic="trafficking")["hits"]
    assert all("evidence" not in hit for hit in topic)
    (concept,) = client.get("/search", q="mansal", evidence="true")["query"]["concepts"]
    assert concept["search"].endswith("&evidence=true")
