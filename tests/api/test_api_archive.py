"""Speeches, speakers, topics and the frame over HTTP."""

import hashlib

import pytest
from api_client import walk


def test_a_speech_holds_its_text_in_segments(client):
    speech = client.get("/speeches/nc-64-3")
    kinds = [(segment["kind"], segment["language"]) for segment in speech["segments"]]
    assert kinds == [("original", "fi"), ("translation", "sv")]
    assert speech["segments"][0]["paragraphs"][1].startswith("Ihmiskauppa")
    assert speech["languages"] == ["fi"]


def test_a_speech_knows_its_place_in_the_debate(client):
    context = client.get("/speeches/nc-64-2")["context"]
    assert context["previous"]["id"] == "nc-64-1"
    assert context["next"]["id"] == "nc-64-3"
    assert context["agenda_item"]["id"] == "item-64-1"
    assert context["session"]["place"] == "Helsinki"


def test_the_first_and_the_last_speech_have_one_neighbour(client):
    assert client.get("/speeches/nc-64-1")["context"]["previous"] is None
    assert client.get("/speeches/nc-64-12")["context"]["next"] is None


def test_a_speech_without_a_number_has_no_neighbours(client):
    context = client.get("/speeches/node:99")["context"]
    assert (context["previous"], context["next"], context["session"]) == (None, None, None)


def test_every_value_says_where_it_comes_from(client):
    provenance = client.get("/speeches/nc-64-1")["provenance"]
    source = provenance["sources"][0]
    assert source["url"] == "https://www.norden.org/da/nc-64-1"
    assert source["fetched_at"] == "2024-05-02T09:30:00Z"
    assert source["parser_version"] == "1"
    readings = {reading["field"]: reading for reading in provenance["readings"]}
    assert readings["speaker"] == {
        "field": "speaker",
        "printed": "Ada Lindqvist",
        "value": "ada-lindqvist",
        "rule": "name",
        "explanation": "The printed name, whatever its case and diacritics, is one person's within"
        " the assembly.",
        "place": None,
    }
    assert readings["party_group"]["printed"] == "Den socialdemokratiska gruppens talsperson"
    assert readings["party_group"]["value"] == "social_democratic"


def test_the_sources_bytes_are_served_as_they_were_read(client):
    source = client.get("/speeches/nc-64-1")["provenance"]["sources"][0]
    response = client.response("/speeches/nc-64-1/source")
    assert response.headers["X-Source-Media-Type"] == "text/html"
    assert response.mimetype == "application/octet-stream"
    assert len(response.data) == source["size"]
    assert response.headers["ETag"] == f'"{source["sha256"]}"'
    assert hashlib.sha256(b"nc-64-1" + response.data).hexdigest() == source["sha256"]


def test_an_issue_is_shown_with_the_speech(client):
    (issue,) = client.get("/speeches/node:100")["provenance"]["issues"]
    assert issue["code"] == "unknown_role"


def test_a_name_that_is_not_resolved_stays_as_printed(client):
    speaker = client.get("/speeches/node:100")["speaker"]
    assert speaker["id"] is None
    assert speaker["url"] is None
    assert speaker["name"].startswith("Eve")


def test_a_speech_tells_how_to_cite_it(client):
    citation = client.get("/speeches/nc-64-1")["citation"]
    assert citation["text"] == (
        "Ada Lindqvist. Reply no. 1. Menneskehandel. Nordic Council. Session 64 (Helsinki)."
        " 30 October 2012. https://www.norden.org/da/nc-64-1."
        " Tingtale, http://localhost/speeches/nc-64-1."
    )
    assert "SHA-256" in citation["how"]
    assert citation["csl"]["issued"] == {"date-parts": [[2012, 10, 30]]}
    assert citation["csl"]["author"] == [{"family": "Lindqvist", "given": "Ada"}]


def test_a_speech_of_which_little_is_known_can_be_cited(client):
    citation = client.get("/speeches/node:99")["citation"]
    assert citation["text"].startswith("Speech. Nordic Council.")


@pytest.mark.parametrize(
    "path",
    ["/speeches/no", "/speeches/no/source", "/speakers/no", "/sessions/no", "/agenda-items/no"],
)
def test_what_is_not_there_is_not_found(client, path):
    problem = client.get(path, status=404)
    assert problem["title"] == "Nothing has this id"
    assert "'no'" in problem["detail"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("hallsdottir", ["Guðný Hallsdóttir"]),
        ("GUÐNÝ", ["Guðný Hallsdóttir"]),
        ("solheim bjarte", ["Bjarte Solheim"]),
        ("nd", ["Mads Brandt", "Ada Lindqvist"]),
        ("100%", []),
        ("_", []),
    ],
)
def test_speakers_are_found_by_words_of_their_names(client, typed, found):
    names = [speaker["name"] for speaker in client.get("/speakers", q=typed)["speakers"]]
    assert names == found


def test_speakers_are_listed_by_family_name_to_the_last(client):
    speakers, totals = walk(client, "/speakers", "speakers", limit=2)
    names = [speaker["name"] for speaker in speakers]
    # Icelanders stand by their given names.
    assert sorted(names, key=lambda name: name.split()[0 if "Hallsd" in name else -1]) == names
    assert totals == {len(names)} == {5}


def test_speakers_are_listed_under_a_letter(client):
    everybody = client.get("/speakers", limit=100)
    for letter in everybody["letters"]:
        found = client.get("/speakers", letter=letter["letter"], limit=100)
        assert found["total"] == len(found["speakers"]) == letter["speakers"]
    assert sum(letter["speakers"] for letter in everybody["letters"]) == everybody["total"]


def test_an_order_of_letters_that_there_is_not_is_refused(client):
    problem = client.get("/speakers", status=400, collation="svenska")
    assert "sv" in problem["errors"]["collation"][0]


def test_speakers_of_an_assembly(client):
    assert client.get("/speakers", assembly="nordic-council")["total"] == 5
    assert client.get("/speakers", assembly="folketing")["total"] == 0


def test_a_cursor_of_speakers_belongs_to_its_list(client):
    cursor = client.get("/speakers", limit=1)["next_cursor"]
    assert "cursor" in client.get("/speakers", q="ada", cursor=cursor, status=400)["errors"]
    assert "cursor" in client.get("/sessions", cursor=cursor, status=400)["errors"]


def test_a_speaker_has_mandates_roles_and_activity(client):
    speaker = client.get("/speakers/ada-lindqvist")
    assert speaker["mandates"][0]["party_group"] == "social_democratic"
    assert speaker["roles"][0]["speeches"] == speaker["speeches"] == 9
    assert sum(year["speeches"] for year in speaker["activity"]) == 9
    assert speaker["timeline_url"].endswith("/api/v1/speakers/ada-lindqvist/timeline")


def test_sessions_are_listed_the_latest_first(client):
    sessions, totals = walk(client, "/sessions", "sessions", limit=1)
    assert [session["id"] for session in sessions] == ["2016-theme", "67", "66", "65", "64"]
    assert totals == {5}
    assert client.get("/sessions", assembly="folketing")["total"] == 0


def test_a_sessions_search_finds_its_speeches(client):
    session = client.get("/sessions/64")
    assert client.get(session["search"])["total"] == session["speeches"] == 12
    assert [item["number"] for item in session["agenda_items"]] == ["1", "2", "3"]


def test_an_agenda_item_lists_its_speeches_in_order(client):
    item = client.get("/agenda-items/item-64-2")
    assert [speech["number"] for speech in item["speeches"]] == [5, 6, 7, 8]
    assert item["session"]["id"] == "64"


def test_party_groups_have_names_in_six_languages(client):
    groups = client.get("/party-groups")["party_groups"]
    centre = next(group for group in groups if group["id"] == "centre")
    assert set(centre["names"]) == {"da", "no", "sv", "fi", "is", "en"}
    assert client.get(centre["search"])["total"] == centre["speeches"] > 0


def test_a_topic_has_terms_in_each_language(client):
    topic = client.get("/topics/trafficking")
    terms = topic["concepts"][0]["terms"]
    assert set(terms) >= {"da", "nb", "nn", "sv", "fi", "is", "en"}
    assert "ihmiskaup*" in terms["fi"]
    matching = topic["concepts"][0]["matching"]
    assert matching["fi"][0] == {
        "term": "ihmiskaup*",
        "words": [{"text": "ihmiskaup", "match": "prefix"}],
    }
    (phrase,) = [term for term in matching["da"] if term["term"] == "handlede kvinder"]
    assert [word["match"] for word in phrase["words"]] == ["inflected", "inflected"]
    assert topic["version"] >= 1
    assert topic["excluded"]
    assert topic["concepts"][0]["note"]
    listed = client.get("/topics")["topics"]
    assert "terms" not in listed[0]["concepts"][0]
    assert {entry["id"] for entry in listed} >= {"trafficking", "climate", "border_obstacles"}


def test_who_spoke_on_a_topic(client):
    speakers, totals = walk(client, "/topics/trafficking/speakers", "speakers", limit=2)
    counts = [entry["speeches"] for entry in speakers]
    assert counts == sorted(counts, reverse=True)
    assert totals == {len(speakers)}
    for entry in speakers:
        assert client.get(entry["search"])["total"] == entry["speeches"]
        assert client.get(entry["timeline"])["total"] == entry["speeches"]


def test_speeches_of_nobody_known_are_counted_apart(client):
    answer = client.get("/topics/trafficking/speakers")
    known = sum(entry["speeches"] for entry in answer["speakers"])
    assert answer["unresolved"] == answer["speeches"] - known


def test_who_spoke_on_a_topic_can_be_narrowed(client):
    answer = client.get("/topics/trafficking/speakers", country="IS")
    assert [entry["speaker"]["name"] for entry in answer["speakers"]] == ["Guðný Hallsdóttir"]
    assert client.get("/topics/nothing/speakers", status=404)
