"""An operation of the API: one decorator that routes, parses, answers and documents it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

import flask_smorest
from flask import Response
from marshmallow import Schema

from api.http.errors import MEDIA_TYPE
from api.http.parsing import ParameterParser
from api.http.problems import HTTP_PROBLEMS
from api.schemas.common.problem import ProblemSchema
from services.addresses import API

PROBLEMS: Final = {
    **{status: of.meaning for status, of in HTTP_PROBLEMS.items()},
    HTTPStatus.BAD_REQUEST: "A parameter cannot be understood; `errors` says which and why.",
    HTTPStatus.NOT_FOUND: "Nothing has this id.",
    HTTPStatus.CONFLICT: "The cursor's walk cannot go on; begin again.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "A fault of the software.",
    HTTPStatus.SERVICE_UNAVAILABLE: "The database or the search index is not available.",
}
"""What else than success an operation may answer."""

_ALWAYS: Final = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.NOT_ACCEPTABLE,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.INTERNAL_SERVER_ERROR,
    HTTPStatus.SERVICE_UNAVAILABLE,
)

_HEADERS: Final = {
    "ETag": {
        "description": "Send it as If-None-Match to be told 304 while nothing has changed.",
        "schema": {"type": "string"},
    }
}

_FILE_HEADERS: Final = _HEADERS | {
    "Content-Disposition": {
        "description": "A file name that the question alone decides.",
        "schema": {"type": "string"},
    },
    "X-Total-Count": {
        "description": "How many records or lines were found.",
        "schema": {"type": "integer"},
    },
    "X-Exported-Count": {
        "description": "How many of them the file holds; fewer where its bound is reached.",
        "schema": {"type": "integer"},
    },
}

_LOCATION: Final = {
    "Location": {"description": "The path of what was made.", "schema": {"type": "string"}}
}

_BYTES: Final = {"type": "string", "format": "binary"}


class NoParameters(Schema):
    """An address that takes no parameters refuses all."""


class Blueprint(flask_smorest.Blueprint):
    """A group of operations under /api/v1, with our parser of parameters."""

    ARGUMENTS_PARSER = ParameterParser()

    def __init__(self, name: str, description: str) -> None:
        super().__init__(name, __name__, url_prefix=API, description=description)


def get(
    blueprint: Blueprint,
    path: str,
    *,
    answer: type[Schema],
    parameters: type[Schema] = NoParameters,
    problems: tuple[HTTPStatus, ...] = (),
) -> Callable[[Callable[..., object]], Callable[..., object]]:
    """Register a function as the answer to GET under the path.

    The function takes what the schema of parameters loads, where there are any, and the path's
    variables by name; it returns what the schema of the answer dumps. Its name is the
    operation's id, its docstring the operation's description. `problems` are those beside the
    ones of every operation.
    """

    def register(function: Callable[..., object]) -> Callable[..., object]:
        view = blueprint.response(HTTPStatus.OK, answer, headers=_HEADERS)(function)
        _route(blueprint, path, view, parameters, problems)
        return function

    return register


def get_bytes(
    blueprint: Blueprint,
    path: str,
    *,
    parameters: type[Schema] = NoParameters,
    problems: tuple[HTTPStatus, ...] = (),
) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """Register a function that returns a whole response of bytes, as `get` does."""

    def register(function: Callable[..., Response]) -> Callable[..., Response]:
        content = {"application/octet-stream": {"schema": _BYTES}}
        answers = {
            "200": {"description": "The bytes.", "content": content},
            "206": {"description": "The bytes that Range asks for.", "content": content},
        }
        documented = blueprint.doc(responses=answers)(function)
        refusals = (*problems, HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        _route(blueprint, path, documented, parameters, refusals)
        return function

    return register


@dataclass(frozen=True, slots=True)
class StreamedFormat:
    """The form of a streamed answer, as the OpenAPI document tells of it."""

    media_type: str
    meaning: str
    example: str
    is_file: bool = True
    """Whether the answer names a file that it may be kept in."""


def get_stream(
    blueprint: Blueprint,
    path: str,
    form: StreamedFormat,
    *,
    parameters: type[Schema] = NoParameters,
    problems: tuple[HTTPStatus, ...] = (),
) -> Callable[[Callable[..., object]], Callable[..., object]]:
    """Register a function that returns a streamed response, as `get` does."""

    def register(function: Callable[..., object]) -> Callable[..., object]:
        content = {form.media_type: {"schema": {"type": "string"}, "example": form.example}}
        headers = _FILE_HEADERS if form.is_file else _HEADERS
        answer = {"description": form.meaning, "headers": headers, "content": content}
        documented = blueprint.doc(responses={"200": answer})(function)
        _route(blueprint, path, documented, parameters, problems)
        return function

    return register


def post(  # noqa: PLR0913  (keywords that have a default)
    blueprint: Blueprint,
    path: str,
    *,
    body: type[Schema],
    answer: type[Schema],
    meanings: Mapping[HTTPStatus, str],
    problems: tuple[HTTPStatus, ...] = (),
) -> Callable[[Callable[..., object]], Callable[..., object]]:
    """Register a function as the answer to POST of a JSON object under the path.

    The function takes what the schema of the body loads; it returns what the schema of the
    answer dumps, a status of `meanings`, and headers: where something has an address from then
    on, Location.
    """
    made = HTTPStatus.CREATED in meanings
    usual = HTTPStatus.OK if HTTPStatus.OK in meanings else next(iter(meanings))

    def register(function: Callable[..., object]) -> Callable[..., object]:
        view = function
        for status, meaning in meanings.items():
            decorate = blueprint.response if status is usual else blueprint.alt_response
            headers = _LOCATION if made else None
            view = decorate(status, schema=answer, description=meaning, headers=headers)(view)
        refusals = (
            HTTPStatus.FORBIDDEN,
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        )
        for status in sorted({*_ALWAYS, *refusals, *problems}):
            view = _with_problem(blueprint, status, view)
        view = blueprint.doc(operationId=view.__name__)(view)
        view = blueprint.arguments(body, location="json")(view)
        blueprint.route(path, methods=["POST"])(view)
        return function

    return register


def _route(
    blueprint: Blueprint,
    path: str,
    view: Callable[..., object],
    parameters: type[Schema],
    problems: tuple[HTTPStatus, ...],
) -> None:
    """Document what else than success is answered, parse the parameters, and route."""
    for status in sorted({*_ALWAYS, HTTPStatus.PRECONDITION_FAILED, *problems}):
        view = _with_problem(blueprint, status, view)
    view = blueprint.alt_response(
        HTTPStatus.NOT_MODIFIED, description="Unchanged since the answer whose ETag was sent."
    )(view)
    view = blueprint.doc(operationId=view.__name__)(view)
    view = blueprint.arguments(parameters, location="query", as_kwargs=parameters is NoParameters)(
        view
    )
    # The root of the API, which has no path of its own, is found with a slash behind it, too.
    blueprint.route(path, parameters=_path_variables(path), strict_slashes=bool(path))(view)


def _with_problem(
    blueprint: Blueprint, status: HTTPStatus, view: Callable[..., object]
) -> Callable[..., object]:
    """Document that the view may answer this problem."""
    documented: Callable[..., object] = blueprint.alt_response(
        status, schema=ProblemSchema, content_type=MEDIA_TYPE, description=PROBLEMS[status]
    )(view)
    return documented


def _path_variables(path: str) -> list[dict[str, object]]:
    """Return the documentation of the path's variables."""
    return [
        {"in": "path", "name": name, "required": True, "description": _meaning(name)}
        for name in re.findall(r"<string:(\w+)>", path)
    ]


def _meaning(variable: str) -> str:
    """Return what a variable of a path is: an id, or a word that the answer's schema lists."""
    words = variable.removesuffix("_id").replace("_", " ")
    return f"The {words}'s id." if variable.endswith("_id") else f"Which {words}: see the answer."
