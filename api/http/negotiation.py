"""Accept: the address of an answer also gives its other forms, and refuses those we do not have."""

import re
import string
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, Final, cast
from urllib.parse import quote

from flask import Flask, Response, current_app, g, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import MethodNotAllowed, NotAcceptable, NotFound

from api.http.links import mounted

JSON: Final = "application/json"

FORMS: Final[Mapping[str, str]] = {
    "application/x-ndjson": ".ndjson",
    "text/csv": ".csv",
    "application/tei+xml": ".tei.xml",
    "application/atom+xml": ".atom",
}
"""By media type, what the address of this form ends with."""

_EXTENSION: Final = "tingtale negotiation"
_IN_QUERIES: Final = string.punctuation
"""Signs that stay as they came: a client has escaped those that mean something else."""

_PARAMETER: Final = re.compile(r"<(?:\w+:)?(\w+)>")


def install(app: Flask) -> None:
    """Let GET of what is JSON by default answer in the form that Accept asks for."""
    app.before_request(_negotiated_form)
    app.after_request(_set_headers)


def _negotiated_form() -> ResponseReturnValue | None:
    """Return the answer in another form; None where JSON is asked for. Raises NotAcceptable."""
    if request.method not in {"GET", "HEAD"} or request.url_rule is None:
        return None
    if request.url_rule.rule not in _json_addresses():
        return None
    forms = {
        media_type: found
        for media_type, ending in FORMS.items()
        if (found := _view(request.path + ending, ending)) is not None
    }
    g.has_forms = bool(forms)
    if not request.accept_mimetypes:
        return None
    chosen = request.accept_mimetypes.best_match([JSON, *forms])
    if chosen is None:
        raise NotAcceptable(
            f"{request.path} has no form that Accept names; there are {', '.join([JSON, *forms])}."
        )
    return None if chosen == JSON else _in_form(chosen, *forms[chosen])


def _in_form(
    media_type: str, endpoint: str, arguments: Mapping[str, object]
) -> ResponseReturnValue:
    """Answer as the address of the form does."""
    g.form = request.path + FORMS[media_type]
    view = cast("Callable[..., ResponseReturnValue]", current_app.view_functions[endpoint])
    return view(**arguments)


def _view(path: str, ending: str) -> tuple[str, Mapping[str, object]] | None:
    """Return the endpoint that answers GET of the path, and what the path tells it."""
    adapter = current_app.create_url_adapter(request)
    assert adapter is not None
    try:
        rule, arguments = adapter.match(path, method="GET", return_rule=True)
    except (NotFound, MethodNotAllowed):
        return None
    # Else the ending would be taken for that of an id.
    return (rule.endpoint, arguments) if rule.rule.endswith(ending) else None


def _json_addresses() -> frozenset[str]:
    """Return the rules of the addresses at which the OpenAPI document promises JSON."""
    known: frozenset[str] | None = current_app.extensions.get(_EXTENSION)
    if known is None:
        documented = current_app.extensions["openapi"].to_dict()["paths"]
        promised = {path for path, operations in documented.items() if _gives_json(operations)}
        rules = (rule.rule for rule in current_app.url_map.iter_rules())
        known = frozenset(rule for rule in rules if _PARAMETER.sub(r"{\1}", rule) in promised)
        current_app.extensions[_EXTENSION] = known
    return known


def _gives_json(operations: Mapping[str, Any]) -> bool:
    success = operations.get("get", {}).get("responses", {}).get("200", {})
    return JSON in success.get("content", {})


def _set_headers(response: Response) -> Response:
    """Say that the answer depends on Accept, and where this form of it has its own address."""
    if g.get("has_forms"):
        response.vary.add("Accept")
    if "form" in g and response.status_code in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}:
        query = quote(request.query_string, safe=_IN_QUERIES)
        response.headers["Content-Location"] = mounted(g.form) + (f"?{query}" if query else "")
    return response
