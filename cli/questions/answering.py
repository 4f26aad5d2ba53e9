"""Asking the archive from the command line: what a question works with, answers, errors."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final

import click
from flask import Flask
from marshmallow import Schema

from api.http import context
from api.http.errors import Problem, problem_of
from api.http.parsing import load_parameters
from archive.errors import ArchiveError, Conflict, InvalidParameters, InvalidQuery, NotFound
from archive.schema_version import require_current
from archive.settings import Settings
from cli.questions.speaker_names import with_speaker_ids
from services.addresses import server_address
from services.criteria import Pair

_USAGE: Final = (InvalidQuery, InvalidParameters, NotFound, Conflict)
"""Errors of what was typed; others are failures."""


@contextmanager
def answering(settings: Settings, *, as_json: bool) -> Iterator[None]:
    """Let a question be answered as a request is, of the archive and index that are configured.

    Addresses in answers are those of the server that `tingtale serve` starts with the same
    settings. An error of the question becomes one of usage; with `as_json` the problem is printed
    that HTTP answers.
    """
    services = context.made_of(replace(settings, public_url=server_address(settings)))
    app = Flask(__name__)
    context.install(app, services)
    try:
        with app.app_context(), _reporting_errors(as_json=as_json):
            require_current(services.database)
            yield
    finally:
        services.database.dispose()


@contextmanager
def _reporting_errors(*, as_json: bool) -> Iterator[None]:
    try:
        yield
    except ArchiveError as error:
        problem = problem_of(error)
        if as_json:
            print_json(problem.members())
        if isinstance(error, _USAGE):
            raise click.UsageError(_error_message(problem)) from error
        raise


def read_question(schema: Schema, pairs: Iterable[Pair]) -> Any:  # noqa: ANN401  (what the schema makes)
    """Return the question that the parameters ask; a speaker may be given by name.

    Raises InvalidParameters, InvalidQuery and UsageError.
    """
    return load_parameters(schema, with_speaker_ids(context.database_session(), pairs))


def print_json(answer: object) -> None:
    """Print an answer as HTTP gives it, in lines that a person can read."""
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))


def _error_message(problem: Problem) -> str:
    place = "" if problem.position is None else f" (at character {problem.position + 1})"
    suggestion = f" Did you mean: {problem.suggestion}" if problem.suggestion else ""
    end = "" if problem.detail.endswith((".", "?")) and not place else "."
    return f"{problem.detail}{place}{end}{suggestion}"
