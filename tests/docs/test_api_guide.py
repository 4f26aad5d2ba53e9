"""docs/api.md: every request in it is asked, every answer compared, every address documented."""

import json
import re

import pytest
from curl_commands import asked, commands
from example_requests import API, Asker
from markdown_blocks import DEMO, blocks_of, rows_of
from shown_answers import differences

from api.http.application import create_app

PAGE = "api.md"
PROBLEM = "application/problem+json"


def part(answer, words):
    """Return the part of an answer that a block's words name: `topics.0`."""
    for name in words[0].split(".") if words else ():
        answer = answer[int(name)] if name.isdigit() else answer[name]
    return answer


@pytest.fixture(scope="module")
def conversation(sample_address):
    """What the page shows beside what was answered: triples of line, shown, and the answer."""
    found, last = [], None
    for block in blocks_of(PAGE):
        if block.language in {"sh", "console"}:
            for command in commands(block):
                last = asked(command, sample_address)
                found.append((block.line, command, last))
        elif block.language == "json":
            found.append((block.line, block, last))
    return found


def test_every_request_is_answered(conversation):
    requests = [(line, told, answer) for line, told, answer in conversation if told == str(told)]
    assert len(requests) > 10
    refused = [
        (line, told, answer.text)
        for line, told, answer in requests
        if answer.is_error and answer.headers["Content-Type"] != PROBLEM
    ]
    assert refused == []
    problems = [told for _, told, answer in requests if answer.is_error]
    assert problems == [
        f"curl '{DEMO}{API}/search?langage=sv'",
        f"curl '{DEMO}{API}/search?q=klima+topic:trafiking'",
    ]


def test_every_answer_is_as_the_page_shows_it(conversation, sample_address):
    compared = 0
    for line, block, answer in conversation:
        if isinstance(block, str):
            continue
        real = json.loads(answer.text.replace(sample_address, DEMO))
        shown = json.loads(block.text)
        assert list(differences(shown, part(real, block.words))) == [], f"{PAGE}:{line}"
        compared += 1
    assert compared > 5


def test_every_program_runs(sample_address, capsys):
    programs = [block for block in blocks_of(PAGE) if block.language == "python"]
    assert programs
    for block in programs:
        code = block.text.replace(DEMO, sample_address)
        exec(compile(code, f"{PAGE}:{block.line}", "exec"), {"__name__": "guide"})
        assert capsys.readouterr().out


@pytest.fixture(scope="module")
def operations(sample_settings):
    """The parameters of every operation of the OpenAPI document, beside those of its path."""
    asker = Asker(create_app(sample_settings))
    found = {}
    for method, path, operation in asker.operations.values():
        address = re.sub(r"\{\w+_id\}", "{id}", path.removeprefix(API)) or "/"  # the root
        names = {of["name"] for of in operation.get("parameters", ()) if of["in"] == "query"}
        for content in operation.get("requestBody", {}).get("content", {}).values():
            name = content["schema"]["$ref"].rpartition("/")[2]
            names |= set(asker.document["components"]["schemas"][name]["properties"])
        found[f"{method.upper()} {address}"] = names
    return found


def test_every_address_stands_in_the_table_with_its_parameters(operations):
    search = [name for row in rows_of(PAGE, "Searching") for name in quoted(row[0])]
    choosing = {name for name in search[: search.index("outside") + 1] if name != "kind"}
    told = {}
    for address, parameters, _ in rows_of(PAGE, "Every address"):
        names, _, without = parameters.partition("without ")
        named = set(quoted(names)) | set(quoted(without.partition(";")[2]))
        if parameters.startswith("choosing"):
            named |= choosing - set(quoted(without.partition(";")[0]))
        told[address.replace("`", "")] = named
    assert told == operations


def test_every_parameter_of_a_search_is_explained(operations):
    search = {name for row in rows_of(PAGE, "Searching") for name in quoted(row[0])}
    assert search == operations["GET /search"]


def quoted(cell):
    """Return what stands in backticks."""
    return re.findall(r"`([^`]+)`", cell)


def test_what_is_not_as_shown_is_told():
    shown = {"a": ["x", "..."], "b": 1, "c": "h...", "d": 1.5, "e": None, "f": [1, 2]}
    real = {"a": ["y"], "b": True, "c": "i", "d": 1.6, "f": [1]}
    told = [difference.partition(":")[0] for difference in differences(shown, real)]
    assert told == ["$.a[0]", "$.b", "$.c", "$.d", "$", "$.f"]
