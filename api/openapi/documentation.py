"""The documentation page: every operation with a form that asks it, without any script."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint as FlaskBlueprint
from flask import current_app, redirect, render_template, request
from werkzeug import Response

from api.http.errors import PROBLEM_OF_ERROR, UNEXPECTED
from api.http.links import mounted
from api.http.problems import HTTP_PROBLEMS
from api.pages.layout import HEADERS
from archive.errors import NotFound
from services.addresses import API, segment, with_parameters

BLUEPRINT = FlaskBlueprint("documentation", __name__, url_prefix=API, template_folder="templates")


METHODS: Final = frozenset({"get", "post"})


@dataclass(frozen=True, slots=True)
class Parameter:
    """A field of an operation's form."""

    name: str
    in_path: bool
    description: str
    choices: tuple[str, ...]
    """The values of a closed vocabulary; empty where any text may stand."""
    default: str
    example: str
    repeatable: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation as the page shows it."""

    id: str
    method: str
    """GET or POST; only the former has a form that asks it."""
    path: str
    tag: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]


@BLUEPRINT.get("/docs")
def documentation() -> tuple[str, dict[str, str]]:
    """Return the page, with the same security headers as every page."""
    spec = _spec()
    page = render_template(
        "documentation.html",
        info=spec["info"],
        tags=spec["tags"],
        operations=tuple(operations(spec)),
        problems=(*PROBLEM_OF_ERROR.values(), *HTTP_PROBLEMS.values(), UNEXPECTED),
    )
    return page, HEADERS


@BLUEPRINT.get("/docs/try/<string:operation_id>")
def try_operation(operation_id: str) -> Response:
    """Lead a form of the page to the address that it means: ids stand in the path there."""
    for operation in operations(_spec()):
        if operation.id == operation_id and operation.method == "GET":
            return redirect(mounted(_address(operation)), 303)
    raise NotFound(
        f"there is no operation {operation_id!r}; the page {mounted(API)}/docs lists them"
    )


def operations(spec: Mapping[str, Any]) -> Iterator[Operation]:
    """Yield the operations that an OpenAPI document describes, in its order."""
    for path, item in spec["paths"].items():
        for method in sorted(METHODS & item.keys()):
            yield _operation(path, method, item)


def _operation(path: str, method: str, item: Mapping[str, Any]) -> Operation:
    operation = item[method]
    described = [*item.get("parameters", ()), *operation.get("parameters", ())]
    return Operation(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        tag=operation["tags"][0],
        summary=operation["summary"],
        description=operation.get("description", ""),
        parameters=tuple(_parameter(parameter) for parameter in described),
    )


def _spec() -> dict[str, Any]:
    spec: dict[str, Any] = current_app.extensions["openapi"].to_dict()
    return spec


def _parameter(described: Mapping[str, Any]) -> Parameter:
    schema = described["schema"]
    values = schema.get("items", schema)
    default = schema.get("default")
    return Parameter(
        name=described["name"],
        in_path=described["in"] == "path",
        description=described.get("description", ""),
        choices=tuple(str(value) for value in values.get("enum", ()) if value is not None),
        default="" if default is None else str(default),
        example=str(values.get("example", "")),
        repeatable=schema.get("type") == "array",
    )


def _address(operation: Operation) -> str:
    """Return the operation's path with the form's ids in it, and its other fields after."""
    path = operation.path
    rest = []
    in_path = {parameter.name for parameter in operation.parameters if parameter.in_path}
    for name, value in request.args.items(multi=True):
        if name in in_path:
            path = path.replace("{" + name + "}", segment(value.strip()))
        else:
            rest.append((name, value))
    return with_parameters(path, rest)
