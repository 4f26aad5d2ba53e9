"""The root of the API leads to everything that it answers."""

import pytest


def test_every_operation_is_linked(client):
    root = client.get("")
    paths = client.get("/openapi.json")["paths"]
    described = {
        operation["operationId"]: (path, method.upper())
        for path, item in paths.items()
        for method, operation in item.items()
        if method in {"get", "post"}
    }
    linked = {name: (link["href"], link["method"]) for name, link in root["links"].items()}
    assert linked == described
    assert root["links"]["read_speech"]["templated"] is True
    assert root["links"]["search_speeches"]["templated"] is False


@pytest.mark.parametrize("path", ["/api/v1", "/api/v1/"])
def test_it_is_found_with_a_slash_behind_it_too(client, path):
    response = client.flask.get(path)
    assert response.status_code == 200
    assert response.json["openapi"] == "/api/v1/openapi.json"
    assert client.flask.get(response.json["documentation"]).status_code == 200
