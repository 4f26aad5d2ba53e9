import json
from datetime import date

import click
import pytest
from archives import a_lexicon
from click.testing import CliRunner
from stored import Stored

from archive.cli import tingtale
from archive.errors import DatabaseVersionError, IndexUnavailable
from archive.settings import Settings
from search_index.commands.asking import tell_spellings
from search_index.commands.options import Day
from search_index.commands.timeline import bar
from search_index.results import Suggestion

TEXTS = [
    "Menneskehandel er alvorligt & <farligt>",
    "Vi taler om fiskeri",
    "Trafficking skal stoppes, og menneskehandel med",
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    stored = Stored(tmp_path_factory.mktemp("archive"))
    stored.add(
        TEXTS[0],
        speaker="Anna Lind",
        session="64",
        number=211,
        party_group_key="centre",
        role_raw="Midtergruppen",
        role_kind="party_group",
    )
    stored.add(TEXTS[1], speaker="Anna Lindqvist", session="64", number=212)
    stored.add(TEXTS[2], speaker_raw="En gæst", date=None, year=2015)
    stored.add("Uden dato", date=None, year=None)
    stored.add_document("Et opråb. Stop menneskehandel.", publisher="Hvidt Bånd")
    stored.rebuilder().build()
    yield stored
    stored.database.dispose()


def ask(stored, *arguments):
    result = CliRunner().invoke(tingtale, arguments, obj=stored.settings)
    assert result.exit_code == 0, result.output
    return result


def refused(stored, *arguments):
    result = CliRunner().invoke(tingtale, arguments, obj=stored.settings)
    assert result.exit_code == 2, result.output
    return result.stderr


def test_index_build_update_verify(stored):
    (first, *_) = stored.add(*TEXTS)
    assert "Index built: 3 speeches, 3 indexed, 0 removed" in ask(stored, "index", "build").stdout
    assert "agrees with the database: 3" in ask(stored, "index", "verify").stdout
    assert "Nothing has changed" in ask(stored, "index", "update").stdout
    stored.withdraw(first)
    stored.add(*(f"Tale {number}" for number in range(12)))
    result = CliRunner().invoke(tingtale, ["index", "verify"], obj=stored.settings)
    assert result.exit_code == 1
    assert "12 speeches missing from the index (keys 4, 5, 6" in result.stdout
    assert ", ...)" in result.stdout
    assert f"1 speeches in the index only (keys {first})" in result.stdout
    said = ask(stored, "index", "update").stdout
    assert "Index updated: 14 speeches, 12 indexed, 1 removed" in said


def test_index_update_tells_that_the_topics_were_found_anew(stored):
    stored.add(*TEXTS)
    stored.rebuilder(a_lexicon("older")).build()
    said = ask(stored, "index", "update").stdout
    assert "Index updated and tagged anew: 3 speeches, 0 indexed, 0 removed" in said


def test_verify_names_versions_that_moved_on(stored, monkeypatch):
    stored.rebuilder().build()
    monkeypatch.setattr("search_index.rebuild.ANALYSIS_VERSION", "2")
    result = CliRunner().invoke(tingtale, ["index", "verify"], obj=stored.settings)
    assert result.exit_code == 1
    assert "the analysis has changed since the index was built" in result.stdout


def test_progress_is_shown_to_a_terminal(stored, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    stored.add(*TEXTS)
    assert "indexing" in ask(stored, "index", "build").stderr


def test_a_database_that_is_not_there_is_named(tmp_path):
    settings = Settings(f"sqlite:///{tmp_path}/x.sqlite", tmp_path / "index")
    for command in (["index", "build"], ["search", "x"]):
        result = CliRunner().invoke(tingtale, command, obj=settings)
        assert isinstance(result.exception, DatabaseVersionError)


def test_an_index_that_is_not_there_is_named(stored):
    result = CliRunner().invoke(tingtale, ["search", "x"], obj=stored.settings)
    assert isinstance(result.exception, IndexUnavailable)


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


def test_a_topics_id_asks_for_the_topic_too(archive):
    result = ask(archive, "search", "trafficking")
    assert "2 speeches" in result.stdout
    assert "'trafficking' is a topic: its speeches in every language are included" in result.stderr
    assert "1 speech" in ask(archive, "search", "=trafficking").stdout
    chosen = ask(archive, "search", "trafficking", "--topic", "trafficking")
    assert "1 speech" in chosen.stdout
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
    assert told["query"]["understood"] == 'concept:"human_trafficking"'
    assert told["query"]["expand"] == "concepts"
    (concept,) = told["query"]["concepts"]
    assert (concept["text"], concept["languages"]) == ("mansal", ["is"])
    assert "'synonyms' is not" in refused(archive, "search", "x", "--expand", "synonyms")


def test_timeline_counts_a_concept(archive):
    counted = ask(archive, "timeline", "mansal", "--expand", "concepts")
    assert counted.stdout.startswith('concept:"human_trafficking": 2 speeches by year')
    assert "'mansal' is a term of the concept" in ask(archive, "timeline", "mansal").stderr


def test_search_tells_spellings_of_words_without_hits(capsys):
    words = ("menneskehandel", "mennesker")
    tell_spellings(Suggestion("menneskehandl", code, words) for code in ("da", "nb"))
    said = capsys.readouterr().err
    assert said == (
        "no text holds 'menneskehandl'; did you mean (da, nb): menneskehandel, mennesker?\n"
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
    assert hit["document"]["url"] == "/api/v1/documents/d-5"
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
    assert speech["speaker"] == {"id": "anna-lind", "name": "Anna Lind"}
    assert (speech["party_group"], speech["languages"]) == ("centre", ["da"])
    assert speech["agenda_item"] is None
    assert speech["url"] == f"/api/v1/speeches/{speech['id']}"


def test_search_counts_facets(archive):
    assert "session" in (shown := ask(archive, "search", "--facet", "session").stdout)
    assert "2  64" in shown
    answer = json.loads(ask(archive, "search", "--facet", "year", "--json").stdout)
    assert answer["facets"]["year"] == [
        {"value": "2012", "count": 2},
        {"value": "2015", "count": 1},
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
        (["--country", "DK"], 0),
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
    assert "there is no topic 'fish'" in refused(archive, "search", "--topic", "fish")
    assert "there is no concept 'x'" in refused(archive, "search", "--concept", "x")
    assert "'2012-13' is no date" in refused(archive, "search", "--from", "2012-13")
    assert "'soon' is no date" in refused(archive, "search", "--from", "soon")


@pytest.mark.parametrize("name", ["Anna Lind", "anna-lind", "ANNA LIND", "Lindqvist"])
def test_a_speaker_is_found_by_name_or_id(archive, name):
    answer = json.loads(ask(archive, "timeline", "--speaker", name, "--json").stdout)
    assert answer["total"] == 1


def test_a_name_of_several_or_no_speakers_lists_the_candidates(archive):
    said = refused(archive, "timeline", "--speaker", "Anna")
    assert "'Anna' fits 2 speakers" in said
    assert "anna-lind  Anna Lind, Nordic Council, 2012–2012, 1 speeches" in said
    assert "no speaker's name holds 'Olga'" in refused(archive, "timeline", "--speaker", "Olga")


def test_many_candidates_are_cut(archive, monkeypatch):
    monkeypatch.setattr("search_index.commands.options.LISTED_SPEAKERS", 1)
    assert "..." in refused(archive, "timeline", "--speaker", "Ann")


def test_timeline_draws_bars(archive):
    shown = ask(archive, "timeline", "menneskehandel").stdout
    lines = shown.splitlines()
    assert lines[0] == "menneskehandel: 2 speeches by year"
    assert lines[2].split() == ["2012", "1", "2", "500.0", "█" * 40]
    assert lines[3].split() == ["2013", "–", "–", "–", "no", "speeches", "in", "the", "archive"]
    assert lines[5].split() == ["2015", "1", "1", "1000.0", "█" * 40]


def test_timeline_marks_what_the_dates_cut(archive):
    shown = ask(archive, "timeline", "--topic", "trafficking", "--from", "2012-06").stdout
    assert shown.startswith("trafficking: 2 speeches by year")
    assert "2012*" in shown
    assert "* the dates asked for cut this year" in shown


def test_timeline_takes_a_topics_id_and_offers_topics(archive):
    counted = ask(archive, "timeline", "trafficking", "--by", "session")
    assert "'trafficking' is a topic" in counted.stderr
    assert "2 speeches by session" in counted.stdout
    assert "undated" in counted.stdout
    offered = ask(archive, "timeline", "menneskehandel")
    assert "--topic trafficking" in offered.stderr


def test_timeline_of_nothing(archive):
    assert "all speeches: 4 speeches by month" in ask(archive, "timeline", "--by", "month").stdout


def test_timeline_prints_what_the_api_answers(archive):
    arguments = ("timeline", "--speaker", "Anna Lind", "--topic", "trafficking", "--json")
    answer = json.loads(ask(archive, *arguments).stdout)
    assert (answer["bucket"], answer["group_by"]) == ("year", "speaker")
    assert answer["buckets"] == ["2012", "2013", "2014", "2015"]
    assert answer["denominators"]["speeches"] == [2, None, None, 1]
    (series,) = answer["series"]
    assert (series["key"], series["label"]) == ("anna-lind", "Anna Lind")
    point = series["points"][0]
    assert (point["speeches"], point["per_1000_speeches"], point["status"]) == (1, 500, "observed")
    assert series["points"][1]["speeches"] is None
    whole = json.loads(ask(archive, "timeline", "--json").stdout)
    assert whole["series"][0]["label"] == "All speeches found"


def test_topics_are_listed_and_shown(archive):
    listed = ask(archive, "topics").stdout
    assert "trafficking" in listed
    assert "Human trafficking" in listed
    shown = ask(archive, "topics", "show", "trafficking").stdout
    assert "menneskehandel*" in shown
    assert "does not count by itself" in shown
    assert "(trafficking, version" in shown
    assert "word*: and whatever begins so; =word: this form only" in shown
    assert "The Palermo Protocol" in shown or "Palermo" in shown
    assert "manntal (is): A census" in " ".join(shown.split())
    assert "there is no topic 'traffiking'" in refused(archive, "topics", "show", "traffiking")


@pytest.mark.parametrize(("count", "drawn"), [(8, "█" * 40), (4, "█" * 20), (0, ""), (1, "█" * 5)])
def test_a_bar_is_in_proportion(count, drawn):
    assert bar(count, 8) == drawn


def test_a_bar_of_little_is_seen():
    assert (bar(1, 100_000), bar(0, 0), bar(3, 64)) == ("▏", "", "█▉")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2012", date(2012, 1, 1), date(2012, 12, 31)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("2012-12", date(2012, 12, 1), date(2012, 12, 31)),
        ("2012-10-31", date(2012, 10, 31), date(2012, 10, 31)),
    ],
)
def test_a_date_may_be_a_year_or_a_month(text, first, last):
    assert Day(last=False).convert(text, None, None) == first
    assert Day(last=True).convert(text, None, None) == last
    assert Day(last=True).convert(last, None, None) == last


def test_no_year_beyond_the_calendar():
    with pytest.raises(click.BadParameter):
        Day(last=False).convert("0000", None, None)
