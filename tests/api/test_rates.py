"""Rate limits: who is counted together, what answers tell, who is not limited."""

import json
from dataclasses import replace

import pytest
from api_client import Client

from api.http.application import create_app
from archive.errors import SettingsError

ADA = {"REMOTE_ADDR": "192.0.2.7"}


def get(client, path, environ=None, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.flask.get(path, headers=named, environ_base=environ or {}, buffered=True)


@pytest.fixture(scope="module")
def limited(debates):
    return lambda rate, **fields: Client(create_app(replace(debates, rate_limit=rate, **fields)))


def test_too_many_requests_are_told_when_to_come_again(limited):
    client = limited("3/hour")
    for left in (2, 1, 0):
        answer = get(client, "/api/v1/topics", ADA)
        assert answer.status_code == 200
        assert answer.headers["RateLimit-Policy"] == '"default";q=3;w=3600'
        assert answer.headers["RateLimit"].startswith(f'"default";r={left};t=')
    refused = get(client, "/api/v1/topics", ADA)
    assert (refused.status_code, refused.mimetype) == (429, "application/problem+json")
    assert 1 <= int(refused.headers["Retry-After"]) <= 3600
    assert refused.headers["RateLimit"].startswith('"default";r=0;t=')
    assert "3 requests in 3600 seconds" in json.loads(refused.text)["detail"]
    assert refused.headers["Access-Control-Allow-Origin"] == "*"
    assert get(client, "/topics", ADA).status_code == 429
    assert get(client, "/api/v1/topics", {"REMOTE_ADDR": "192.0.2.8"}).status_code == 200


@pytest.mark.parametrize(
    ("address", "another"),
    [("2001:db8::1", "2001:db8::2:1"), ("::ffff:192.0.2.1", "192.0.2.1")],
)
def test_a_network_is_one_client(limited, address, another):
    client = limited("1/hour")
    assert get(client, "/api/v1/topics", {"REMOTE_ADDR": address}).status_code == 200
    assert get(client, "/api/v1/topics", {"REMOTE_ADDR": another}).status_code == 429
    assert get(client, "/api/v1/topics", {"REMOTE_ADDR": "2001:db8:1::1"}).status_code == 200


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "::ffff:127.0.0.1", ""])
def test_this_machine_is_not_limited(limited, address):
    client = limited("1/hour")
    for _ in range(3):
        answer = get(client, "/api/v1/topics", {"REMOTE_ADDR": address})
        assert answer.status_code == 200
        assert "RateLimit" not in answer.headers


def test_health_and_preflight_are_not_limited(limited):
    client = limited("1/hour")
    for _ in range(3):
        assert get(client, "/health/live", ADA).status_code == 200
        assert client.flask.options("/api/v1/topics", environ_base=ADA).status_code == 200


def test_without_a_rate_nobody_is_limited(limited):
    assert "RateLimit" not in get(limited("off"), "/api/v1/topics", ADA).headers


def test_a_rate_that_is_none_is_told(limited):
    with pytest.raises(SettingsError, match=r"TINGTALE_RATE_LIMIT='often'.*600/minute"):
        limited("often")


@pytest.mark.parametrize(("proxies", "counted"), [(0, "10.0.0.1"), (1, "198.51.100.4")])
def test_the_clients_address_is_believed_of_trusted_proxies_alone(limited, proxies, counted):
    client = limited("1/hour", trusted_proxies=proxies)
    behind = {"REMOTE_ADDR": "10.0.0.1"}
    forwarded = "203.0.113.9, 198.51.100.4"
    assert get(client, "/api/v1/topics", behind, X_Forwarded_For=forwarded).status_code == 200
    own = get(client, "/api/v1/topics", behind, X_Forwarded_For="198.51.100.5")
    assert own.status_code == (200 if proxies else 429)
    same = get(client, "/api/v1/topics", behind, X_Forwarded_For=counted)
    assert same.status_code == 429
