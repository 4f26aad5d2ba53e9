"""What commands take and list: speakers by name, the parameters of HTTP, topics."""

import json

import pytest
from commands_run import ask, refused


@pytest.mark.parametrize("name", ["Anna Lind", "anna-lind", "ANNA LIND", "Lindqvist"])
def test_a_speaker_is_found_by_name_or_id(archive, name):
    answer = json.loads(ask(archive, "timeline", "--speaker", name, "--json").stdout)
    assert answer["total"] == 1


def test_a_name_of_several_or_no_speakers_lists_the_candidates(archive):
    said = refused(archive, "timeline", "--speaker", "Anna")
    assert "'Anna' fits 2 speakers" in said
    assert "anna-lind  Anna Lind, Nordic Council, 2012–2012, 1 speeches" in said
    said = refused(archive, "timeline", "--speaker", "Olga")
    assert "there is no speaker 'Olga' in the archive" in said


def test_many_candidates_are_cut(archive, monkeypatch):
    monkeypatch.setattr("cli.questions.speaker_names.MAX_LISTED", 1)
    assert "..." in refused(archive, "timeline", "--speaker", "Ann")


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


def test_help_says_what_http_says_of_a_parameter(archive):
    said = " ".join(ask(archive, "search", "--help").stdout.split())
    assert "--language, --lang da|nb|nn|sv|fi|is|fo|en|kl|se|und Language of the text" in said
    assert "A speaker's id. Repeatable. Any of the values. A name, or a part of it" in said
    assert "--limit NUMBER Hits of a page. [default: 20]" in said
    assert "--highlight / --no-highlight Whether hits come with snippets." in said
    assert "missing" not in said


@pytest.mark.parametrize(("flag", "number"), [("--highlight", 1), ("--no-highlight", 0)])
def test_a_flag_says_true_or_false(archive, flag, number):
    answer = json.loads(ask(archive, "search", "menneskehandel", flag, "--json").stdout)
    assert len(answer["hits"][0]["snippets"]) == number
