"""The OpenAPI document: valid itself, and true of real answers."""

import json

import pytest
from jsonschema import Draft202012Validator
from openapi_formats import FORMATS
from openapi_spec_validator import validate
from referencing import Registry
from referencing.jsonschema import DRAFT202012

ANSWERS = {
    "search_speeches": (
        "/search?topic=trafficking&facet=language&facet=speaker&facet=topic&facet_limit=2&limit=3",
        "/search?q=menneskehandel&highlight=false&sort=-date",
        "/search?q=findesikke",
        "/search?q=mansal&expand=concepts",
        "/search?topic=trafficking&kind=document&facet=topic&evidence=true",
    ),
    "list_concordance": (
        "/concordance?topic=trafficking&sort=left&limit=3",
        "/concordance?q=mansal&expand=concepts&kind=document&unit=characters",
    ),
    "list_key_words": ("/keyness?topic=trafficking&against=topic:climate&min_count=1",),
    "list_collocations": ("/collocations?q=mansal&expand=concepts&min_count=1",),
    "count_over_time": (
        "/timeline?topic=trafficking&group_by=party_group&top=2",
        "/timeline?by=month",
        "/timeline?q=mansal&expand=concepts",
        "/timeline?by=session&q=klima*",
        "/timeline?group_by=language&top=1&share_of=group",
        "/timeline?compare=topic:climate&compare=takk*&by=session",
    ),
    "count_of_speaker": ("/speakers/ada-lindqvist/timeline?topic=climate&by=month",),
    "count_of_topic": ("/topics/climate/timeline?group_by=speaker",),
    "read_root": ("/",),
    "read_speech": ("/speeches/nc-64-1", "/speeches/node:99", "/speeches/node:100"),
    "read_document": tuple(
        f"/documents/{name}" for name in ("appeal-2013", "report-2019", "letter")
    ),
    "list_speakers": ("/speakers?limit=2",),
    "read_speaker": ("/speakers/ada-lindqvist",),
    "list_topics": ("/topics",),
    "read_topic": ("/topics/trafficking",),
    "list_topic_speakers": ("/topics/trafficking/speakers?limit=1",),
    "list_sessions": ("/sessions?limit=2",),
    "read_session": ("/sessions/2016-theme",),
    "read_agenda_item": ("/agenda-items/item-64-1",),
    "list_party_groups": ("/party-groups",),
    "read_coverage": ("/coverage", "/coverage?assembly=nordic-council"),
    "list_coverage": (
        "/coverage/64/speeches?limit=2",
        "/coverage/nordic-council:none/without_session",
        "/coverage/64/missing_numbers",
        "/coverage/64/not_fetched",
    ),
    "list_runs": ("/runs?limit=1", "/runs?source=none"),
    "read_run": ("/runs/1?limit=1",),
}


@pytest.fixture(scope="module")
def document(client):
    return client.get("/openapi.json")


@pytest.fixture(scope="module")
def operations(document):
    items = document["paths"].values()
    return {item["get"]["operationId"]: item["get"] for item in items if "get" in item}


def problems(document, schema, answer):
    registry = Registry().with_resource("urn:api", DRAFT202012.create_resource(document))
    located = json.loads(json.dumps(schema).replace('"#/', '"urn:api#/'))
    validator = Draft202012Validator(located, registry=registry, format_checker=FORMATS)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(answer)]


def test_the_document_is_valid(document):
    validate(document)
    assert document["openapi"].startswith("3.1")


def test_every_operation_is_compared_with_a_real_answer(operations):
    others = {"read_source", "read_document_source", "feed_of_search"}
    others |= {"export_ndjson", "export_csv", "export_tei", "read_tei_schema", "export_concordance"}
    # Compared in test_result_sets.py, whose archive may be written to.
    others |= {"read_result_set", "read_result_set_ids", "compare_result_set", "cite_result_set"}
    assert set(ANSWERS) | others == set(operations)


@pytest.mark.parametrize(
    ("operation", "path"), [(name, path) for name, paths in ANSWERS.items() for path in paths]
)
def test_a_real_answer_is_as_described(client, document, operations, operation, path):
    described = operations[operation]["responses"]["200"]["content"]["application/json"]["schema"]
    assert problems(document, described, client.get(path)) == []


def test_an_answer_holds_nothing_undescribed(client, document):
    hit = client.get("/search?topic=trafficking&limit=1")["hits"][0]
    described = document["components"]["schemas"]["SpeechSummary"]["properties"]
    assert set(hit["speech"]) == set(described)


@pytest.mark.parametrize("path", ["/search?q=(", "/speeches/no", "/search?lang=da"])
def test_a_problem_is_as_described(client, document, operations, path):
    response = client.response(path)
    described = operations["read_speech"]["responses"]["404"]["content"]
    schema = described["application/problem+json"]["schema"]
    assert problems(document, schema, response.json) == []
    assert response.mimetype == "application/problem+json"


def test_every_parameter_says_what_it_means(operations):
    silent = [
        (name, parameter["name"])
        for name, operation in operations.items()
        for parameter in operation.get("parameters", [])
        if not parameter.get("description")
    ]
    assert silent == []


def test_every_operation_documents_its_problems(operations):
    for operation in operations.values():
        assert {"200", "304", "400", "500", "503"} <= set(operation["responses"])
        assert operation["summary"]
        assert operation["tags"]


def test_a_closed_vocabulary_is_listed(operations):
    by_name = {
        entry["name"]: entry["schema"] for entry in operations["search_speeches"]["parameters"]
    }
    assert "nb" in by_name["language"]["items"]["enum"]
    assert by_name["sort"]["enum"][:2] == ["relevance", "date"]
    assert by_name["limit"] == {"type": "integer", "default": 20, "minimum": 1, "maximum": 100}
