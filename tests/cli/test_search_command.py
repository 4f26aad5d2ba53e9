"""The command `search`: the hits it shows, the topics and spellings it offers, its options."""

import json

import pytest
from commands_run import ask, refused

pytestmark = pytest.mark.slow


def test_search_shows_hits(archive):
    shown = ask(archive, "search", "menneskehandel").stdout
    assert "2 speeches" in shown
    assert "211" in shown
    assert "Anna Lind" in shown
    assert "centre" in shown
    assert "[da] Menneskehandel er alvorligt & <farligt>" in shown
    assert "En gæst" in shown
    assert "2015" in shown


def test_search_tells_where_hits_are_left_out(archive):
    shown = ask(archive, "search", "--limit", "1", "--sort", "number").stdout
    assert "4 speeches, the first 1:" in shown


def test_a_topics_id_is_a_word_and_the_topic_is_offered(archive):
    result = ask(archive, "search", "trafficking")
    assert "1 speech" in result.stdout
    assert "--topic trafficking" in result.stderr
    chosen = ask(archive, "search", "--topic", "trafficking")
    assert "2 speeches" in chosen.stdout
    assert "topic" not in chosen.stderr


def test_search_offers_the_topic_that_a_word_names(archive):
    result = ask(archive, "search", "menneskehandel")
    assert "'trafficking' is a topic that names this in every language" in result.stderr
    assert "--topic trafficking" in result.stderr
    again = ask(archive, "search", "menneskehandel", "--topic", "trafficking")
    assert "--topic" not in again.stderr


def test_search_finds_a_concept_by_its_term_in_any_language(archive):
    hint = ask(archive, "search", "ihmiskauppa")
    assert "0 speeches" in hint.stdout
    assert "'ihmiskauppa' is a term of the concept 'Human trafficking'" in hint.stderr
    assert "--expand concepts searches it in every language" in hint.stderr
    expanded = ask(archive, "search", "ihmiskauppa", "--expand", "concepts")
    assert "2 speeches" in expanded.stdout
    assert "searched in every language" in expanded.stderr
    told = json.loads(ask(archive, "search", "mansal", "--expand", "concepts", "--json").stdout)
    assert told["query"]["understood"] == "concept:human_trafficking"
    assert told["query"]["expand"] == "concepts"
    (concept,) = told["query"]["concepts"]
    assert (concept["text"], concept["languages"]) == ("mansal", ["is"])
    assert "expand: 'synonyms' is none of: concepts." in refused(
        archive, "search", "x", "--expand", "synonyms"
    )


def test_search_tells_spellings_of_words_without_hits(archive):
    assert (
        "no text holds 'fiskerii'; did you mean (da): fiskeri?"
        in ask(archive, "search", "fiskerii").stderr
    )


def test_search_finds_background_documents_by_their_kind(archive):
    shown = ask(archive, "search", "menneskehandel", "--kind", "document").stdout
    assert "1 document" in shown
    assert "2024-12-10" in shown
    assert "Et opråb" in shown
    assert "Hvidt Bånd" in shown
    said = ask(archive, "search", "menneskehandel", "--kind", "document", "--json").stdout
    (hit,) = json.loads(said)["hits"]
    assert hit["kind"] == "document"
    assert hit["document"]["url"] == "http://127.0.0.1:8000/api/v1/documents/d-5"
    (speech, _) = json.loads(ask(archive, "search", "menneskehandel", "--json").stdout)["hits"]
    assert speech["kind"] == "speech"


def test_search_prints_what_the_api_answers(archive):
    said = ask(archive, "search", "menneskehandel", "--speaker", "Anna Lind", "--json").stdout
    answer = json.loads(said)
    assert answer["total"] == 1
    assert answer["query"]["understood"] == "menneskehandel"
    assert answer["query"]["expansion"] == {"da": ["menneskehandel"]}
    (hit,) = answer["hits"]
    assert hit["score"] > 0
    (snippet,) = hit["snippets"]
    assert snippet["segment"] == "original"
    assert snippet["html"].startswith("<mark>Menneskehandel</mark> er alvorligt &amp; &lt;farl")
    speech = hit["speech"]
    assert (speech["number"], speech["session"], speech["date"]) == (211, 64, "2012-10-31")
    assert (speech["speaker"]["id"], speech["speaker"]["name"]) == ("anna-lind", "Anna Lind")
    assert (speech["party_group"], speech["languages"]) == ("centre", ["da"])
    assert speech["agenda_item"] is None
    assert speech["url"] == f"http://127.0.0.1:8000/api/v1/speeches/{speech['id']}"


def test_search_counts_facets(archive):
    assert "session" in (shown := ask(archive, "search", "--facet", "session").stdout)
    assert "2  64" in shown
    answer = json.loads(ask(archive, "search", "--facet", "year", "--json").stdout)
    assert answer["facets"]["year"] == [
        {"value": "2012", "count": 2, "label": None},
        {"value": "2015", "count": 1, "label": None},
    ]


@pytest.mark.parametrize(
    ("options", "total"),
    [
        (["--topic", "trafficking"], 2),
        (["--concept", "human_trafficking"], 2),
        (["--lang", "da"], 4),
        (["--lang", "sv", "--lang", "fi"], 0),
        (["--text", "translation"], 0),
        (["--party-group", "centre"], 1),
        (["--role-kind", "party_group"], 1),
        (["--speech-type", "main"], 0),
        (["--assembly", "nordic-council"], 4),
        (["--session", "64"], 2),
        (["--from", "2013"], 1),
        (["--to", "2012-10"], 2),
        (["--from", "2012-10-31", "--to", "2012-10-31"], 2),
        (["--from", "2012-11", "--to", "2012-12"], 0),
    ],
)
def test_search_is_narrowed_by_options(archive, options, total):
    assert json.loads(ask(archive, "search", *options, "--json").stdout)["total"] == total


def test_a_query_that_cannot_be_understood_is_an_error_of_usage(archive):
    said = refused(archive, "search", "handel AND")
    assert "a word is missing (at character 11). Did you mean: handel" in said
    assert "'fish' is none of: agriculture_food" in refused(archive, "search", "--topic", "fish")
    assert "'x' is none of:" in refused(archive, "search", "--concept", "x")
    assert "'2012-13' is no date" in refused(archive, "search", "--from", "2012-13")
    assert "'soon' is no date" in refused(archive, "search", "--from", "soon")


def test_a_value_that_the_archive_does_not_know_is_an_error_of_usage(archive):
    for command in ("search", "timeline"):
        said = refused(archive, command, "NOT topic:trafiking")
        assert "there is no 'trafiking'" in said
        assert "(at character 11). Did you mean: NOT topic:trafficking" in said
    assert "Did you mean" not in refused(archive, "search", "speaker:xyzzyx")


@pytest.mark.parametrize("command", ["search", "timeline", "concordance"])
@pytest.mark.parametrize(
    ("option", "value", "near"),
    [
        ("session", "65", "64"),
        ("assembly", "nordic_council", "nordic-council"),
        ("country", "XX", None),
    ],
)
def test_an_option_that_the_archive_does_not_know_is_no_false_zero(
    archive, command, option, value, near
):
    said = refused(archive, command, "fiskeri", f"--{option}", value)
    assert f"there is no {option} '{value}' in the archive" in said
    assert ("Did you mean" in said) is (near is not None)
    assert near is None or f"Did you mean: {near}" in said


def test_operators_in_small_letters_are_hinted_at(archive):
    result = ask(archive, "search", "menneskehandel or fiskeri")
    assert "'or' is searched as a word; the operator is written OR" in result.stderr
