"""Searching over HTTP: hits, totals, facets, snippets, and walks by cursor."""

import base64
import json

import pytest
from api_client import Client, build_index, filled, walk
from hypothesis import given
from hypothesis import strategies as st

from api.http.application import create_app
from archive.database import connect, open_session
from archive.models import Speech
from services.open_archive import CACHED_READERS

pytestmark = pytest.mark.slow


def ids(answer):
    return [hit["speech"]["id"] for hit in answer["hits"]]


def test_a_hit_says_what_the_contract_promises(client):
    hit = client.get("/search", q="människohandel", language="sv", sort="number")["hits"][0]
    speech = hit["speech"]
    assert speech["speaker"]["id"] == "ada-lindqvist"
    assert speech["speaker"]["name"] == "Ada Lindqvist"
    assert (speech["session"], speech["session_id"]) == (64, "64")
    assert speech["date"] == "2012-10-30"
    assert speech["party_group"] == "social_democratic"
    assert speech["languages"] == ["sv"]
    assert speech["agenda_item"]["title"] == "Menneskehandel"
    assert speech["source_url"].startswith("https://www.norden.org/")
    assert speech["url"] == f"http://localhost/api/v1/speeches/{speech['id']}"
    assert "<mark>Människohandel</mark>" in hit["snippets"][0]["html"]
    assert hit["snippets"][0]["segment"] == "original"


def test_a_topic_is_found_in_every_language(client):
    answer = client.get("/search", topic="trafficking", facet="language", limit=100)
    found = {language for hit in answer["hits"] for language in hit["speech"]["languages"]}
    assert found == {"nb", "sv", "da", "fi", "is"}
    assert "ihmiskaup*" in answer["query"]["expansion"]["fi"]
    assert answer["query"]["filters"] == {"topic": ["trafficking"]}


def test_the_total_is_exact_whatever_the_page(client):
    totals = {client.get("/search", q="takk*", limit=limit)["total"] for limit in (1, 7, 100)}
    assert len(totals) == 1


@pytest.mark.parametrize("sort", ["relevance", "date", "-date", "number"])
def test_a_walk_reaches_every_hit_once(client, sort):
    hits, totals = walk(client, sort=sort, limit=7)
    found = [hit["speech"]["id"] for hit in hits]
    assert len(found) == len(set(found))
    assert totals == {len(found)}


def test_the_size_of_pages_may_change_on_a_walk(client):
    first = client.get("/search", sort="date", limit=5)
    second = client.get("/search", sort="date", limit=9, cursor=first["next_cursor"])
    assert ids(first) + ids(second) == ids(client.get("/search", sort="date", limit=14))


def test_without_words_the_latest_come_first(client):
    assert client.get("/search")["sort"] == "-date"
    assert client.get("/search", q="klima*")["sort"] == "relevance"
    assert client.get("/search", topic="climate")["sort"] == "relevance"


def test_highlighting_can_be_left_out(client):
    answer = client.get("/search", topic="climate", highlight="false")
    assert all(hit["snippets"] == [] for hit in answer["hits"])


def test_a_facet_counts_all_that_is_found(client):
    answer = client.get("/search", ("facet", "party_group"), ("facet", "speaker"), limit=1)
    groups = {entry["value"]: entry["count"] for entry in answer["facets"]["party_group"]}
    for group, count in groups.items():
        assert client.get("/search", party_group=group)["total"] == count
    labels = {entry["value"]: entry["label"] for entry in answer["facets"]["speaker"]}
    assert labels["eevi-koskela"] == "Eevi Koskela"


def test_a_facet_says_how_many_values_it_leaves_out(client):
    answer = client.get("/search", facet="speaker", facet_limit=2)
    assert len(answer["facets"]["speaker"]) == 2
    assert answer["facets_omitted"] == {"speaker": 3}
    assert client.get("/search", facet="speaker")["facets_omitted"] == {}


def test_topics_and_party_groups_are_labelled_in_facets(client):
    facets = client.get("/search", ("facet", "topic"), ("facet", "party_group"))["facets"]
    assert {entry["label"] for entry in facets["topic"]} >= {"Human trafficking"}
    assert {entry["label"] for entry in facets["party_group"]} >= {"Centre Group"}


FILTERS = {
    "language": "fi",
    "text": "translation",
    "speaker": "mads-brandt",
    "party_group": "centre",
    "role_kind": "party_group",
    "country": "IS",
    "speech_type": "reply",
    "assembly": "nordic-council",
    "session": "2016-theme",
    "topic": "climate",
    "concept": "human_trafficking",
    "from": "2015-10-27",
    "to": "2012-10-30",
}


@pytest.mark.parametrize(("name", "value"), FILTERS.items())
def test_every_filter_narrows(client, name, value):
    every = client.get("/search", limit=100)
    narrowed = client.get("/search", (name, value), limit=100)
    assert 0 < narrowed["total"] <= every["total"]
    assert set(ids(narrowed)) <= set(ids(every))
    assert narrowed["query"]["filters"] == {name: [value]}


def test_a_month_stands_for_its_days(client):
    october = client.get("/search", ("from", "2012-10"), ("to", "2012-10"))
    days = client.get("/search", ("from", "2012-10-01"), ("to", "2012-10-31"))
    assert october["total"] == days["total"] == 12
    assert client.get("/search", ("from", "2012"), ("to", "2012"))["total"] == 12


def test_values_of_one_filter_widen(client):
    both = client.get("/search", ("country", "IS"), ("country", "FI"))["total"]
    alone = [client.get("/search", country=country)["total"] for country in ("IS", "FI")]
    assert both == sum(alone)


def test_empty_values_of_a_form_say_nothing(client):
    assert client.get("/search?q=&topic=&from=&limit=")["total"] == client.get("/search")["total"]


@pytest.mark.parametrize(
    "parameters",
    [{"q": "klima*"}, {"sort": "number"}, {"topic": "climate"}, {"from": "2013"}],
)
def test_a_cursor_belongs_to_its_search(client, parameters):
    cursor = client.get("/search", limit=2)["next_cursor"]
    problem = client.get("/search", *parameters.items(), cursor=cursor, status=400)
    assert "other parameters" in problem["errors"]["cursor"][0]


@given(st.text(max_size=60))
def test_any_other_text_is_no_cursor(client, text):
    if text.strip():
        assert "cursor" in client.get("/search", cursor=text, status=400)["errors"]


@pytest.mark.parametrize(
    "text",
    [
        "bnVsbA",  # null
        "eyJxIjoxfQ",  # {"q":1}
        "eyJxIjoiYSIsImsiOlt0cnVlLCJhIl0sImciOm51bGx9",  # a place that holds true
        "eyJxIjoiYSIsImsiOlsxXSwiZyI6bnVsbH0",  # a place of one
        "W" * 20_000,
    ],
)
def test_a_forged_cursor_is_refused(client, text):
    assert "no cursor" in client.get("/search", cursor=text, status=400)["errors"]["cursor"][0]


def test_a_query_that_cannot_be_understood_says_where(client):
    problem = client.get("/search", q='"menneske', status=400)
    assert problem["type"] == "/api/v1/docs#problem-invalid-query"
    assert problem["position"] == 0
    assert problem["suggestion"] == '"menneske"'
    assert list(problem["errors"]) == ["q"]


def test_an_unknown_topic_is_answered_with_the_topics_there_are(client):
    problem = client.get("/search", topic="traficking", status=400)
    assert problem["suggestion"] == "trafficking"
    assert list(problem["errors"]) == ["topic"]


@pytest.fixture
def growing(tmp_path):
    """An archive of its own, which the test may change, with its database and client."""
    settings = filled(tmp_path, "memory")
    database = connect(settings.database_url)
    yield settings, database, Client(create_app(settings))
    database.dispose()


def add_a_speech(settings, database, public_id="nc-64-0"):
    with open_session(database) as session:
        speech = session.query(Speech).filter_by(public_id="nc-64-1").one()
        speech.public_id = public_id
        speech.content_sha256 = "1" * 64
    build_index(settings, database)


def test_a_walk_goes_on_in_the_generation_that_it_began_in(growing):
    settings, database, client = growing
    expected = ids(client.get("/search", topic="trafficking", limit=100))
    first = client.get("/search", topic="trafficking", limit=4)
    add_a_speech(settings, database)
    rest = client.get("/search", topic="trafficking", limit=100, cursor=first["next_cursor"])
    assert rest["generation"] == first["generation"]
    assert client.get("/search")["generation"] != first["generation"]
    assert len(ids(first) + ids(rest)) == len(expected)


@pytest.mark.parametrize("sort", ["relevance", "date"])
def test_a_walk_goes_on_after_a_restart(growing, sort):
    settings, database, client = growing
    expected = ids(client.get("/search", topic="trafficking", sort=sort, limit=100))
    first = client.get("/search", topic="trafficking", sort=sort, limit=4)
    add_a_speech(settings, database)
    restarted = Client(create_app(settings))
    rest = restarted.get(
        "/search", topic="trafficking", sort=sort, limit=100, cursor=first["next_cursor"]
    )
    assert rest["generation"] == first["generation"]
    assert ids(first) + [of.replace("nc-64-0", "nc-64-1") for of in ids(rest)] == expected


@pytest.mark.parametrize("sort", ["relevance", "date"])
def test_a_walk_ends_where_its_generation_is_kept_no_longer(growing, sort):
    settings, database, client = growing
    cursor = client.get("/search", topic="trafficking", sort=sort, limit=4)["next_cursor"]
    build_index(settings, database)
    build_index(settings, database)
    restarted = Client(create_app(settings))
    problem = restarted.get("/search", topic="trafficking", sort=sort, cursor=cursor, status=409)
    assert "begin again" in problem["detail"]


def test_a_walk_ends_where_words_are_read_in_another_way(client, monkeypatch):
    cursor = client.get("/search", topic="trafficking", limit=4)["next_cursor"]
    monkeypatch.setattr("services.walks.ANALYSIS_VERSION", "another")
    problem = client.get("/search", topic="trafficking", cursor=cursor, status=409)
    assert "have changed" in problem["detail"]


@pytest.mark.parametrize("generation", ["..", "20260101T000000-00000000", "x"])
def test_a_generation_that_is_none_of_ours_is_kept_no_longer(client, generation):
    cursor = client.get("/search", limit=4)["next_cursor"]
    packed = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    text = json.dumps(packed | {"g": generation}).encode()
    forged = base64.urlsafe_b64encode(text).rstrip(b"=").decode()
    assert "kept no longer" in client.get("/search", cursor=forged, status=409)["detail"]


def test_only_the_last_generations_are_held_open(growing):
    settings, database, client = growing
    cursor = client.get("/search", topic="trafficking", limit=4)["next_cursor"]
    for _ in range(CACHED_READERS):
        build_index(settings, database)
        client.get("/search")
    assert client.get("/search", topic="trafficking", cursor=cursor, status=409)
