"""Examples of every operation, as the sample answers them: what the OpenAPI document shows.

One JSON file an operation: `path` and `query` hold the request's parameters, `body` what is
posted, `answer` the answer, its lists and texts cut short.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from apispec import BasePlugin


class ExamplesPlugin(BasePlugin):
    """Writes the examples into the operations of an OpenAPI document."""

    def path_helper(
        self,
        path: str | None = None,
        operations: dict[str, Any] | None = None,
        parameters: list[dict[str, Any]] | None = None,
        **_: Any,  # noqa: ANN401  (apispec's own)
    ) -> None:
        """Add the examples of the variables of a path."""
        del path
        for told in map(_told, (operations or {}).values()):
            _describe(parameters or [], told.get("path", {}))

    def operation_helper(
        self,
        path: str | None = None,
        operations: dict[str, Any] | None = None,
        **_: Any,  # noqa: ANN401  (apispec's own)
    ) -> None:
        """Add the examples of the operations of a path; marshmallow's schemas stand there."""
        del path
        for operation in (operations or {}).values():
            told = _told(operation)
            _describe(operation.get("parameters", []), told.get("query", {}))
            _answer(operation, told)


def example_of(operation_id: str) -> Mapping[str, Any] | None:
    """Return the example of an operation, or None where there is none."""
    return _examples().get(operation_id)


@cache
def _examples() -> Mapping[str, Mapping[str, Any]]:
    return {
        entry.name.removesuffix(_SUFFIX): json.loads(entry.read_text(encoding="utf-8"))
        for entry in (files("api") / "examples").iterdir()
        if entry.name.endswith(_SUFFIX)
    }


_SUFFIX: Final = ".json"


def _told(operation: Mapping[str, Any]) -> Mapping[str, Any]:
    return example_of(operation["operationId"]) or {}


def _describe(parameters: list[Any], given: Mapping[str, Any]) -> None:
    for parameter in parameters:
        if isinstance(parameter, dict) and parameter.get("name") in given:
            parameter["example"] = given[parameter["name"]]


def _answer(operation: dict[str, Any], told: Mapping[str, Any]) -> None:
    bodies = [(operation.get("requestBody", {}), "body")]
    bodies += [
        (response, "answer")
        for status, response in operation["responses"].items()
        if str(int(status)) == str(told.get("status", 200))
    ]
    for holder, key in bodies:
        for content in holder.get("content", {}).values():
            if key in told:
                content["example"] = told[key]
