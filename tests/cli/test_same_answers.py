"""Command line and HTTP: the same question has the same answer, member for member."""

import json

import pytest
from click.testing import CliRunner
from compared_questions import CHOSEN, MISTAKES, OF_COMMAND, drawn

from api.http import context
from api.http.application import create_app
from api.http.context import open_archive_of
from cli.main import tingtale

QUESTIONS = (*CHOSEN, *drawn(30))


@pytest.fixture(scope="module")
def http(sample):
    return create_app(sample).test_client()


@pytest.fixture
def command(sample, http, monkeypatch):
    """Runs a command with --json; all share one index, which is opened once."""
    services = open_archive_of(http.application)
    monkeypatch.setattr(context, "made_of", lambda _: services)

    def run(name, pairs):
        return CliRunner().invoke(tingtale, [*typed(name, pairs), "--json"], obj=sample)

    return run


def typed(name, pairs):
    """Return the words of the command line that ask what the parameters ask."""
    words = name.split()
    for parameter, value in pairs:
        option = f"--{parameter.replace('_', '-')}"
        if parameter == "q" or name == "topics show":
            words.append(value)
        elif value in {"true", "false"}:
            words.append(option if value == "true" else f"--no-{option[2:]}")
        else:
            words += [option, value]
    return words


def asked(http, name, pairs):
    if name == "topics show":
        return http.get(f"/api/v1/topics/{pairs[0][1]}")
    return http.get(f"/api/v1/{name}", query_string=list(pairs))


def test_there_are_questions_of_every_kind():
    assert len(QUESTIONS) >= 60
    names = {name for _, pairs in QUESTIONS for name, _ in pairs}
    assert {name for of in OF_COMMAND.values() for name, _ in of} <= names
    assert {name for name, _ in QUESTIONS} == {*OF_COMMAND, "topics", "topics show", "coverage"}


@pytest.mark.parametrize(("name", "pairs"), QUESTIONS)
def test_a_command_prints_what_http_answers(http, command, name, pairs):
    answer = asked(http, name, pairs)
    said = command(name, pairs)
    assert json.loads(said.stdout) == answer.json
    assert said.exit_code == (0 if answer.status_code == 200 else 2)


@pytest.mark.parametrize(("name", "pairs"), MISTAKES)
def test_a_mistake_is_told_in_the_same_words(http, command, name, pairs):
    answer = asked(http, name, pairs)
    assert answer.status_code in {400, 404}
    said = command(name, pairs)
    assert said.exit_code == 2
    assert json.loads(said.stdout) == answer.json
    assert f"Error: {answer.json['detail']}" in said.stderr


def test_most_questions_are_answered(http):
    answered = [asked(http, *question).status_code == 200 for question in QUESTIONS]
    assert answered.count(True) >= 60
