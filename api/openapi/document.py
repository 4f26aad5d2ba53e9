"""The OpenAPI document: what flask-smorest makes of operations and schemas, made whole."""

from typing import Any

import flask_smorest
from flask import Response, jsonify
from marshmallow import fields

from api.http.context import base_address
from api.http.errors import respond_to_exception
from api.http.links import absolute
from api.schemas.common.problem import ProblemSchema
from api.schemas.records import ByKind


class Api(flask_smorest.Api):
    """flask-smorest with our errors in the place of its own, and unions told by `kind`."""

    ERROR_SCHEMA = ProblemSchema
    DEFAULT_ERROR_RESPONSE_NAME = None

    def handle_http_exception(self, error: Exception) -> Response:
        """Answer werkzeug's errors as every other."""
        return respond_to_exception(error)

    def _init_spec(self, **options: Any) -> None:  # noqa: ANN401  (flask-smorest's own)
        super()._init_spec(**options)
        self.ma_plugin.converter.add_attribute_function(union_of_kinds)

    def _register_pagination_header(self) -> None:
        """Leave out pages by number: lists are walked by cursors."""

    def _openapi_json(self) -> Response:
        """Answer the document, with the address under which this server is asked."""
        document = self.spec.to_dict()
        document["info"]["contact"] = {"name": "Tingtale", "url": absolute("/about")}
        document["servers"] = [{"url": base_address() or "/", "description": "This archive."}]
        return jsonify(document)


def union_of_kinds(
    converter: Any,  # noqa: ANN401  (apispec's own, without types)
    field: fields.Field[Any],
    **_: Any,  # noqa: ANN401
) -> dict[str, Any]:
    """Return the reference to a union's schema, which is added where it is not there yet."""
    if not isinstance(field, ByKind):
        return {}
    components = converter.spec.components
    if field.union not in components.schemas:
        of = {
            kind.value: converter.resolve_nested_schema(schema)
            for kind, schema in field.schemas.items()
        }
        mapping = {kind: reference["$ref"] for kind, reference in of.items()}
        union = {
            "oneOf": list(of.values()),
            "discriminator": {"propertyName": "kind", "mapping": mapping},
        }
        components.schema(field.union, union)
    return {"$ref": f"#/components/schemas/{field.union}"}
