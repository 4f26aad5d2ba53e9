"""Concordances, key words and collocations over HTTP."""

import csv
import json

import pytest
from api_client import Client, build_index, filled, walk

from api.http.application import create_app
from archive.database import connect
from services.concordance import CACHED_CONCORDANCES


def of(line):
    return line["speech"]["id"], line["segment"], line["start"], line["end"]


def test_a_line_has_its_context_and_its_place(client):
    answer = client.get("/concordance", q="människohandel", language="sv", sort="date", limit=1)
    (line,) = answer["lines"]
    assert (answer["width"], answer["unit"], answer["sort"]) == (10, "words", "date")
    assert line["kind"] == "speech"
    assert (line["segment_kind"], line["language"]) == ("original", "sv")
    assert line["match"] == "Människohandel"
    speech = client.get(f"/speeches/{line['speech']['id']}")
    text = "\n\n".join(speech["segments"][line["segment"]]["paragraphs"])
    assert text[line["start"] : line["end"]] == line["match"]
    assert " ".join(text[: line["start"]].split()).endswith(line["left"])
    assert " ".join(text[line["end"] :].split()).startswith(line["right"])


def test_the_lines_are_of_the_speeches_that_a_search_finds(client):
    answer = client.get("/concordance", topic="trafficking", limit=100)
    found = client.get("/search", topic="trafficking", limit=100)
    assert answer["speeches"] == found["total"]
    assert {line["speech"]["id"] for line in answer["lines"]} == {
        hit["speech"]["id"] for hit in found["hits"]
    }
    assert answer["query"]["filters"] == {"topic": ["trafficking"]}
    assert "fi" in answer["query"]["expansion"]


@pytest.mark.parametrize("sort", ["left", "right", "date", "-date", "number", "relevance"])
def test_a_walk_reaches_every_line_once(client, sort):
    lines, totals = walk(client, "/concordance", "lines", topic="trafficking", sort=sort, limit=7)
    places = [of(line) for line in lines]
    assert len(places) == len(set(places))
    assert totals == {len(places)}
    whole = client.get("/concordance", topic="trafficking", sort=sort, limit=100)["lines"]
    assert places[:100] == [of(line) for line in whole]


def test_widths_are_counted_in_words_or_characters(client):
    words = client.get("/concordance", q="människohandel", width=2, limit=1)["lines"][0]
    assert len(words["right"].split()) <= 4
    letters = client.get("/concordance", q="människohandel", width=9, unit="characters", limit=100)[
        "lines"
    ]
    assert max(len(line["right"]) for line in letters) == 9


def test_expanded_words_are_lines_in_every_language(client):
    lines = client.get("/concordance", q="mansal", expand="concepts", limit=100)["lines"]
    assert {line["language"] for line in lines} == {"nb", "sv", "da", "fi", "is"}


def test_background_documents_have_lines_of_their_own(client):
    answer = client.get("/concordance", topic="trafficking", kind="document")
    assert answer["total"] > 0
    assert {line["kind"] for line in answer["lines"]} == {"document"}
    assert "speech" not in answer["lines"][0]


@pytest.mark.parametrize("parameters", [{}, {"q": "NOT klima"}, {"speaker": "ada-lindqvist"}])
def test_what_stands_nowhere_has_no_concordance(client, parameters):
    problem = client.get("/concordance", **parameters, status=400)
    assert "nothing is asked for that stands in a text" in problem["detail"]


def test_a_cursor_of_another_question_is_refused(client):
    first = client.get("/concordance", topic="trafficking", limit=1)
    problem = client.get(
        "/concordance", topic="trafficking", sort="left", cursor=first["next_cursor"], status=400
    )
    assert "belongs to a search with other parameters" in problem["detail"]
    client.get("/concordance", q="klima", sort="lft", status=400)


def test_only_so_many_concordances_are_remembered(client):
    for number in range(CACHED_CONCORDANCES + 2):
        client.get("/concordance", q=f"klima OR ord{number}", limit=1)
    again = client.get("/concordance", q="klima OR ord0", limit=1)
    assert again["total"] == client.get("/concordance", q="klima", limit=1)["total"]


def test_a_walk_goes_on_in_the_generation_in_which_it_began(tmp_path):
    settings = filled(tmp_path, "whoosh")
    client = Client(create_app(settings))
    parameters = {"q": "klima*", "sort": "right", "limit": 10}
    expected = [
        of(line) for line in client.get("/concordance", **parameters | {"limit": 100})["lines"]
    ]
    page = client.get("/concordance", **parameters)
    lines = page["lines"]
    database = connect(settings.database_url)
    build_index(settings, database)
    database.dispose()
    while page["next_cursor"]:
        page = client.get("/concordance", **parameters, cursor=page["next_cursor"])
        lines += page["lines"]
    assert [of(line) for line in lines[:100]] == expected


def rows_of(text):
    lines = text.splitlines(keepends=True)
    comments = [line for line in lines if line.startswith("# ")]
    table = csv.DictReader("".join(lines[len(comments) :]).splitlines(keepends=True))
    head = dict(line[2:].strip().split(": ", 1) for line in comments)
    return {name: json.loads(value) for name, value in head.items()}, list(table)


def test_the_whole_concordance_is_a_file(client):
    response = client.response("/concordance.csv", q="klima*", sort="left", width="3")
    assert response.mimetype == "text/csv"
    assert "tingtale-concordance-" in response.headers["Content-Disposition"]
    head, rows = rows_of(response.text)
    lines, _ = walk(client, "/concordance", "lines", q="klima*", sort="left", width=3)
    assert head["total"] == len(rows) == len(lines)
    assert head["query"]["q"] == "klima*"
    assert head["search"].endswith("/api/v1/concordance?q=klima%2A&sort=left&width=3")
    for number, (row, line) in enumerate(zip(rows, lines, strict=True), start=1):
        assert int(row["line"]) == number
        told = (row["left"], row["match"], row["right"], row["language"], row["id"])
        assert told == (
            line["left"],
            line["match"],
            line["right"],
            line["language"],
            line["speech"]["id"],
        )
        assert row["url"].endswith(f"?at={row['segment']}-{row['start']}-{row['end']}#match")


def test_a_file_of_background_documents_has_no_speakers(client):
    _, rows = rows_of(
        client.response("/concordance.csv", topic="trafficking", kind="document").text
    )
    assert rows
    assert {row["speaker"] for row in rows} == {""}
    assert all("/documents/" in row["url"] for row in rows)
    bare = client.response("/concordance.csv", q="klima*", unit="characters", comments="false")
    assert bare.text.startswith('"line"')


def test_a_file_has_the_tag_of_its_question(client):
    response = client.response("/concordance.csv", q="klima*")
    again = client.response(
        "/concordance.csv", q="klima*", headers={"If-None-Match": response.headers["ETag"]}
    )
    assert again.status_code == 304
    assert client.response("/concordance.csv", q="((").status_code == 400


def test_key_words_tell_their_counts(client):
    answer = client.get("/keyness", speaker="ada-lindqvist", min_count=1, stop_words="true")
    assert [found["language"] for found in answer["languages"]] == ["sv"]
    (swedish,) = answer["languages"]
    assert swedish["total"] >= len(swedish["keywords"])
    assert answer["against"] is None
    for word in swedish["keywords"]:
        share, others = (
            word["count"] / swedish["words"],
            word["other_count"] / (swedish["other_words"] or 1),
        )
        assert share > others


def test_key_words_count_originals_unless_asked_otherwise(client):
    spoken = client.get("/keyness", topic="trafficking", language="sv")
    (found,) = spoken["languages"]
    assert spoken["query"]["filters"]["text"] == ["original"]
    (any_text,) = client.get("/keyness", topic="trafficking", language="sv", text="any")[
        "languages"
    ]
    assert any_text["words"] > found["words"]


def test_the_others_may_be_another_search(client):
    answer = client.get("/keyness", topic="trafficking", against="topic:climate", min_count=1)
    assert answer["against"] == "topic:climate"
    problem = client.get("/keyness", topic="trafficking", against="topic:climat", status=400)
    assert "against" in problem["errors"]


def test_collocations_tell_their_counts(client):
    answer = client.get(
        "/collocations", q="människohandel", min_count=1, stop_words="true", window=3
    )
    (swedish,) = [found for found in answer["languages"] if found["language"] == "sv"]
    assert answer["window"] == 3
    assert swedish["window_words"] <= 6 * swedish["matches"]
    for word in swedish["collocates"]:
        assert word["observed"] <= word["count"]
        assert word["observed"] > word["expected"]
    client.get("/collocations", speaker="ada-lindqvist", status=400)
