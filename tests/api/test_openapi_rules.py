"""Rules that generators of clients and linters (Spectral, Redocly) ask of an OpenAPI document."""

import re
from collections import Counter

import pytest
from openapi_formats import FORMATS

from api.http.application import create_app
from archive.settings import Settings

BEYOND_ECMA = re.compile(r"\\[AZzGQE]|\(\?(?![:=!]|<[=!a-zA-Z])|\(\?<?P|[*+?}]\+|\[\[:")
"""Signs of patterns that Python or PCRE know and ECMA-262 does not."""


@pytest.fixture(scope="module")
def document(client):
    return client.get("/openapi.json")


@pytest.fixture(scope="module")
def operations(document):
    return [
        item[method]
        for item in document["paths"].values()
        for method in ("get", "post")
        if method in item
    ]


def walk(value, path=()):
    """Yield every object within the document with its path."""
    if isinstance(value, dict):
        yield path, value
        for name, member in value.items():
            if name not in {"example", "examples"}:
                yield from walk(member, (*path, name))
    elif isinstance(value, list):
        for place, member in enumerate(value):
            yield from walk(member, (*path, place))


def schemas(document):
    """Yield what describes values: objects that are no maps of names."""
    maps = {"properties", "schemas", "mapping", "responses", "headers", "content"}
    return [of for path, of in walk(document) if not path or path[-1] not in maps]


def test_the_document_says_where_it_is_served_and_who_answers_for_it(document):
    assert [server["url"] for server in document["servers"]] == ["http://localhost"]
    assert document["info"]["contact"] == {"name": "Tingtale", "url": "http://localhost/about"}
    assert document["security"] == []
    assert document["info"]["license"]["identifier"] == "MIT"


def test_no_path_ends_with_a_slash(document):
    assert [path for path in document["paths"] if path.endswith("/")] == []


def test_the_server_is_the_public_address():
    app = create_app(Settings(public_url="https://archive.example/debates/"))
    (server,) = app.test_client().get("/api/v1/openapi.json").json["servers"]
    assert server["url"] == "https://archive.example/debates"


def test_every_operation_has_a_summary_a_description_and_an_id_of_its_own(operations):
    for operation in operations:
        assert operation["summary"].endswith(".")
        assert operation["description"].endswith("."), operation["operationId"]
    assert max(Counter(operation["operationId"] for operation in operations).values()) == 1


def test_every_tag_is_described_and_used(document, operations):
    described = {tag["name"] for tag in document["tags"] if tag["description"]}
    assert described == {tag for operation in operations for tag in operation["tags"]}


def test_every_component_is_used(document):
    used = {of["$ref"] for _, of in walk(document) if isinstance(of.get("$ref"), str)}
    assert used == {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}


def test_patterns_are_those_of_ecma_262(document):
    patterns = {of["pattern"] for of in schemas(document) if "pattern" in of}
    assert len(patterns) >= 3
    for pattern in patterns:
        assert BEYOND_ECMA.search(pattern) is None, pattern
        assert re.compile(pattern)
        # Without both, clients take whatever holds such a value.
        assert pattern.startswith("^")
        assert pattern.endswith("$")


@pytest.mark.parametrize(
    "pattern", [r"[A-Z]{2}\Z", r"\A[a-z]", "(?P<year>[0-9]+)", "(?i)a", "a++", "[[:alpha:]]"]
)
def test_what_ecma_262_does_not_know_is_seen(pattern):
    assert BEYOND_ECMA.search(pattern)


def test_formats_are_known_and_checked(document):
    named = {of["format"] for of in schemas(document) if isinstance(of.get("format"), str)}
    assert named <= set(FORMATS.checkers)


def test_null_is_a_type_and_stands_in_no_enumeration_of_others(document):
    for of in schemas(document):
        assert "nullable" not in of
        if isinstance(of.get("enum"), list):
            types = of["type"] if isinstance(of["type"], list) else [of["type"]]
            assert (None in of["enum"]) == ("null" in types), of


@pytest.mark.parametrize("union", ["Hit", "Line"])
def test_what_is_found_is_told_by_its_kind(document, union):
    described = document["components"]["schemas"]
    told = described[union]["discriminator"]
    assert told["propertyName"] == "kind"
    assert [of["$ref"] for of in described[union]["oneOf"]] == list(told["mapping"].values())
    for kind, reference in told["mapping"].items():
        one = described[reference.rpartition("/")[2]]
        assert one["properties"]["kind"]["enum"] == [kind]
        assert {"kind", kind} <= set(one["required"])


@pytest.mark.parametrize("country", ["DK\n", "dk", "DKK", "D"])
def test_a_pattern_is_asked_of_the_whole_value(client, country):
    problem = client.get("/search", country=country, status=400)
    assert problem["errors"] == {"country": ["Write two capitals: DK."]}
