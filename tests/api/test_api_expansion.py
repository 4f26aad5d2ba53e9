"""Searching concepts in the place of words, over HTTP: one question, every language."""

import pytest
from api_client import walk

from search_index.query.parser import parse
from services.respelling import respelt

WORDS = ("menneskehandel", "människohandel", "ihmiskauppa", "mansal", '"human trafficking"')


def ids(client, **parameters):
    rows, _ = walk(client, limit=100, **parameters)
    return {row["speech"]["id"] for row in rows}


@pytest.mark.parametrize("q", WORDS)
def test_a_term_of_any_language_finds_the_same_speeches(client, q):
    found = ids(client, q=q, expand="concepts")
    assert len(found) >= 15
    assert found == ids(client, concept="human_trafficking")
    assert ids(client, q=q) < found


def test_the_answer_says_what_was_searched(client):
    query = client.get("/search", q="Mansal", expand="concepts")["query"]
    assert query["q"] == "Mansal"
    assert query["expand"] == "concepts"
    assert query["understood"] == "concept:human_trafficking"
    assert "ihmiskaup*" in query["expansion"]["fi"]
    assert "människohandel*" in query["expansion"]["sv"]
    assert query["filters"] == {}


def test_a_word_that_is_a_term_is_answered_with_its_concept(client):
    parameters = {"q": "mansal", "language": "is", "sort": "date", "facet": "year", "limit": 3}
    query = client.get("/search", **parameters)["query"]
    assert query["expand"] is None
    (concept,) = query["concepts"]
    search = concept.pop("search")
    assert concept == {
        "text": "mansal",
        "concept": "human_trafficking",
        "topic": "trafficking",
        "label": "Human trafficking",
        "languages": ["is"],
    }
    widened = client.get(search)
    assert widened["query"]["expand"] == "concepts"
    assert widened["query"]["filters"] == {"language": ["is"]}
    assert widened["sort"] == "date"
    assert len(widened["hits"]) <= 3
    assert "year" in widened["facets"]


def test_other_words_name_no_concept_and_stay_as_they_are(client):
    answer = client.get("/search", q="ofrene", expand="concepts")
    assert answer["query"]["concepts"] == []
    assert answer["query"]["understood"] == "ofrene"
    assert answer["total"] == client.get("/search", q="ofrene")["total"]


def test_every_page_parameter_stands_in_the_offered_search(client):
    given = {"facet": "year", "facet_limit": 3, "highlight": "false"}
    (concept,) = client.get("/search", q="mansal", **given)["query"]["concepts"]
    assert concept["search"].endswith("&facet=year&facet_limit=3&highlight=false")


@pytest.mark.parametrize(
    "path",
    [
        "/search",
        "/timeline",
        "/speakers/ada-lindqvist/timeline",
        "/topics/climate/timeline",
        "/topics/climate/speakers",
    ],
)
def test_only_concepts_can_be_expanded_to(client, path):
    problem = client.get(path, q="mansal", expand="synonyms", status=400)
    assert problem["errors"] == {"expand": ["'synonyms' is none of: concepts."]}


def test_the_points_of_an_expanded_timeline_lead_to_what_they_count(client):
    answer = client.get("/timeline", q="mansal", expand="concepts", group_by="country", top=2)
    assert answer["query"]["understood"] == "concept:human_trafficking"
    assert "ihmiskaup*" in answer["query"]["expansion"]["fi"]
    assert answer["total"] == client.get("/search", concept="human_trafficking")["total"]
    for series in answer["series"]:
        for point in series["points"]:
            if point["speeches"] is not None:
                assert client.get(point["search"])["total"] == point["speeches"]


def test_a_timeline_names_the_concept_too(client):
    (concept,) = client.get("/timeline", q="ihmiskauppa", by="session")["query"]["concepts"]
    assert concept["search"] == "/api/v1/search?q=ihmiskauppa&expand=concepts"


def test_a_speakers_timeline_is_expanded(client):
    of_speaker = "/speakers/mads-brandt/timeline"
    expanded = client.get(of_speaker, q="ihmiskauppa", expand="concepts")
    assert client.get(of_speaker, q="ihmiskauppa")["total"] == 0
    assert expanded["total"] == client.get(of_speaker, q="menneskehandel")["total"] > 0


def test_the_speakers_of_a_topic_are_expanded(client):
    answer = client.get("/topics/trafficking/speakers", q="mansal", expand="concepts")
    assert answer["total"] == 5
    first = answer["speakers"][0]
    assert client.get(first["search"])["total"] == first["speeches"]


def test_a_cursor_belongs_to_its_expansion(client):
    page = client.get("/search", q="mansal", expand="concepts", limit=4)
    client.get("/search", q="mansal", cursor=page["next_cursor"], status=400)
    rows, totals = walk(client, q="mansal", expand="concepts", limit=4)
    assert {len(rows)} == totals


def test_an_expanded_answer_has_a_tag_of_its_own(client):
    plain = client.response("/search", q="mansal")
    tag = client.response("/search", q="mansal", expand="concepts").headers["ETag"]
    assert plain.headers["ETag"] != tag
    asked_again = {"headers": {"If-None-Match": tag}, "q": "mansal", "expand": "concepts"}
    assert client.response("/search", **asked_again).status_code == 304


@pytest.mark.parametrize(
    ("q", "respelled"),
    [
        ("mansall", "mansal"),
        ("mansall AND norden", "mansal AND norden"),
        ("norden OR NOT mansall", "norden OR NOT mansal"),
        ('"mansall er" AND mansall', '"mansal er" AND mansal'),
        ('"er mansall"~3 =mansall', '"er mansal"~3 AND =mansall'),
    ],
)
def test_a_query_is_respelt_word_by_word(q, respelled):
    assert respelt(parse(q), "mansall", "mansal") == respelled


def test_a_word_without_hits_is_answered_with_spellings(client):
    query = client.get("/search", q="menneskehandl")["query"]
    found = {entry["language"]: entry for entry in query["suggestions"]}
    assert found["nb"] == {"text": "menneskehandl", "language": "nb", "words": ["menneskehandel"]}
    assert client.get("/search", q="menneskehandel")["query"]["suggestions"] == []
