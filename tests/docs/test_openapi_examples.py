"""The OpenAPI document's examples: one of each operation, valid, and as the sample answers."""

import json

import pytest
from example_requests import REQUESTS, Asker, settled
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012
from sample_archive import example_clock
from sqlalchemy import DateTime, select

from api.http.application import create_app
from api.openapi.examples import example_of
from archive.database import connect
from archive.models import Speech

MOMENTS = [
    column
    for table in Speech.metadata.tables.values()
    for column in table.columns
    if isinstance(column.type, DateTime) and column is not Speech.__table__.c.started_at
]
"""Columns that tell when something was done, and not when something was said."""


@pytest.fixture(scope="module")
def asker(sample_settings):
    return Asker(create_app(sample_settings))


@pytest.fixture(scope="module")
def document(asker):
    return asker.document


def complaints(document, schema, value):
    registry = Registry().with_resource("urn:api", DRAFT202012.create_resource(document))
    located = json.loads(json.dumps(schema).replace('"#/', '"urn:api#/'))
    validator = Draft202012Validator(located, registry=registry)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]


def test_every_operation_has_an_example(asker):
    assert set(asker.operations) == set(REQUESTS)


def test_every_example_of_the_document_is_valid_by_its_schema(asker, document):
    compared = 0
    for method, path, operation in asker.operations.values():
        described = [
            *document["paths"][path].get("parameters", ()),
            *operation.get("parameters", ()),
        ]
        for holder in described:
            if "example" in holder:
                assert complaints(document, holder["schema"], holder["example"]) == [], path
        bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
        for content in (of for body in bodies for of in body.get("content", {}).items()):
            if content[0] == "application/json" and "example" in content[1]:
                told = complaints(document, content[1]["schema"], content[1]["example"])
                assert told == [], (method, path)
                compared += 1
    assert compared >= len([name for name in REQUESTS if "answer" in (example_of(name) or {})])


def test_the_archive_of_the_examples_holds_no_moment_but_theirs(sample_settings, asker):
    asker.ask("freeze_search")
    told = set()
    with connect(sample_settings.database_url).connect() as connection:
        for column in MOMENTS:
            rows = connection.scalars(select(column).where(column.is_not(None)))
            told |= {moment.replace(microsecond=0) for moment in rows}
    assert told == {example_clock()}


@pytest.mark.parametrize("operation", REQUESTS)
def test_the_document_shows_request_and_answer(asker, document, operation):
    _, path, described = asker.operations[operation]
    told = example_of(operation)
    shown = {
        of["name"]: of["example"]
        for of in [*document["paths"][path].get("parameters", ()), *described.get("parameters", ())]
        if "example" in of
    }
    asked = told.get("path", {}) | told.get("query", {})
    assert {name: shown.get(name) for name in asked} == asked
    if "answer" in told:
        answer = described["responses"][str(told.get("status", 200))]
        assert answer["content"]["application/json"]["example"] == told["answer"]


@pytest.mark.parametrize("operation", REQUESTS)
def test_the_sample_answers_as_the_example_says(asker, operation):
    now = asker.example(operation)
    now.pop("status", None)
    told = {name: value for name, value in example_of(operation).items() if name != "status"}
    assert settled(now) == settled(told), (
        "the answer changed: run `python tests/docs/renew_examples.py` and look at the difference"
    )
