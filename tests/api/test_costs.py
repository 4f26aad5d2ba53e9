"""Costs: what the rate of a client counts beside the number of its requests."""

import json
from dataclasses import replace

import pytest
from api_client import Client

from api.http.application import create_app
from api.limits import costs, rates
from search_index.work import QuestionCost, count_forms, count_positions, start_counting
from services import concordance

pytestmark = pytest.mark.no_cover

ADA = {"REMOTE_ADDR": "192.0.2.7"}


@pytest.fixture
def limited(debates, monkeypatch):
    # What another test asked for would cost nothing.
    monkeypatch.setattr(concordance, "_REMEMBERED", concordance.ConcordanceCache())
    # On a slow machine the first question of all may take a second, which has a price of its own.
    monkeypatch.setattr(rates, "thread_time", lambda: 0.0)
    return lambda rate: Client(create_app(replace(debates, rate_limit=rate)))


def asked(client, path, method="GET"):
    return client.flask.open(f"/api/v1{path}", method=method, environ_base=ADA, buffered=True)


def cost(answer):
    return int(answer.headers["X-Request-Cost"])


def left(answer):
    return int(answer.headers["RateLimit"].split("r=")[1].split(";")[0])


@pytest.mark.parametrize(
    ("work", "seconds", "expected"),
    [
        (QuestionCost(), 0.99, 0),
        (QuestionCost(forms=999, places=9_999), 0, 0),
        (QuestionCost(forms=40_000), 0, 40),
        (QuestionCost(places=350_000), 3.7, 35 + 60),
    ],
)
def test_work_has_a_price(work, seconds, expected):
    assert costs.work_cost(work, seconds) == expected


@pytest.mark.parametrize(("lines", "expected"), [(0, 0), (1, 1), (100, 1), (101, 2), (50_000, 500)])
def test_lines_have_a_price(lines, expected):
    assert costs.lines_cost(lines) == expected


def test_work_is_counted_where_it_is_asked_for():
    count_forms(3)
    work = start_counting()
    count_forms(3)
    count_positions(4)
    assert (work.forms, work.places) == (3, 4)


def test_a_search_costs_one(limited):
    answer = asked(limited("600/minute"), "/search?q=klima")
    assert (cost(answer), left(answer)) == (1, 599)


@pytest.mark.parametrize("path", ["/search.ndjson", "/search.csv", "/search.tei.xml"])
def test_an_export_costs_its_size(limited, monkeypatch, path):
    monkeypatch.setattr(costs, "LINES", 5)
    answer = asked(limited("600/minute"), path)
    assert (cost(answer), left(answer)) == (1 + 10, 589)  # 47 speeches


def test_a_question_for_the_headers_of_an_export_costs_one(limited, monkeypatch):
    monkeypatch.setattr(costs, "LINES", 5)
    assert cost(asked(limited("600/minute"), "/search.csv", "HEAD")) == 1


@pytest.mark.parametrize(
    "path", ["/search?q=kli*", "/search?q=*ma", "/search?q=klima~2", "/search?topic=climate"]
)
def test_what_a_question_stands_for_is_priced(limited, monkeypatch, path):
    monkeypatch.setattr(costs, "FORMS", 1)
    client = limited("6000/minute")
    assert cost(asked(client, path)) > cost(asked(client, "/search")) == 1


@pytest.mark.parametrize("path", ["/concordance?q=klima*", "/collocations?q=klima*"])
def test_places_are_priced(limited, monkeypatch, path):
    monkeypatch.setattr(costs, "PLACES", 1)
    assert cost(asked(limited("600/minute"), path)) > 5


def test_time_is_priced(limited, monkeypatch):
    seconds = iter(range(0, 1000, 3))
    monkeypatch.setattr(rates, "thread_time", lambda: next(seconds))
    assert cost(asked(limited("600/minute"), "/topics")) == 1 + 3 * costs.SECOND


def test_an_export_that_costs_more_than_is_left_has_to_wait(limited, monkeypatch):
    monkeypatch.setattr(costs, "LINES", 5)
    client = limited("20/year")
    assert asked(client, "/search.csv").status_code == 200
    refused = asked(client, "/search.csv")
    assert refused.status_code == 429
    assert "costs 10" in json.loads(refused.text)["detail"]
    assert 1 <= int(refused.headers["Retry-After"]) <= 31_104_000
    assert asked(client, "/search").status_code == 200  # nothing was taken for it


def test_an_export_that_costs_more_than_a_client_ever_has_is_refused_with_a_remedy(
    limited, monkeypatch
):
    monkeypatch.setattr(costs, "LINES", 5)
    refused = asked(limited("10/year"), "/search.csv")
    assert refused.status_code == 400
    problem = json.loads(refused.text)
    assert problem["type"].endswith("#problem-query-too-costly")
    assert "costs 11" in problem["detail"]
    assert "session, language or speaker" in problem["detail"]


def test_work_beyond_what_is_left_takes_the_rest(limited, monkeypatch):
    monkeypatch.setattr(costs, "PLACES", 1)
    client = limited("5/year")
    answer = asked(client, "/concordance?q=klima*")
    assert (answer.status_code, cost(answer), left(answer)) == (200, 5, 0)
    assert asked(client, "/topics").status_code == 429


def test_an_export_on_this_machine_has_no_price(limited):
    answer = limited("5/year").response("/search.csv")
    assert answer.status_code == 200
    assert "X-Request-Cost" not in answer.headers
