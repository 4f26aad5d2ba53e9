"""The resources of the API: each endpoint parses its arguments, asks once, and answers."""

from importlib.metadata import version
from typing import Final

from flask import Flask

from api.openapi import documentation
from api.openapi.document import Api
from api.openapi.examples import ExamplesPlugin
from api.resources import (
    assemblies,
    corpus,
    coverage,
    documents,
    exports,
    feeds,
    reports,
    result_sets,
    root,
    runs,
    search,
    speakers,
    speeches,
    timelines,
    topics,
)
from api.site import crawlers, health
from services.addresses import API

_DESCRIPTION: Final = """\
The debates of the Nordic Council and of the Nordic parliaments: full text in every Nordic
language, exact totals, timelines, and every value's provenance. No key is needed.

Lists are walked by `next_cursor`. Errors are problem details (RFC 9457). Unknown parameters
are errors. Every answer carries an `ETag`."""


def install(app: Flask) -> None:
    """Register every resource, and the OpenAPI document that describes them."""
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.compact = True  # type: ignore[attr-defined]
    app.config |= {
        "API_TITLE": "Tingtale",
        "API_VERSION": version("tingtale"),
        "OPENAPI_VERSION": "3.1.0",
        "OPENAPI_URL_PREFIX": API,
        "API_SPEC_OPTIONS": {
            "info": {"description": _DESCRIPTION, "license": {"name": "MIT", "identifier": "MIT"}},
            # No key is needed, and there is none.
            "security": [],
        },
    }
    api = Api(app, spec_kwargs={"extra_plugins": [ExamplesPlugin()]})
    for module in (
        root,
        search,
        corpus,
        exports,
        feeds,
        timelines,
        speeches,
        documents,
        speakers,
        topics,
        assemblies,
        coverage,
        runs,
        result_sets,
        reports,
    ):
        api.register_blueprint(module.BLUEPRINT)
    app.extensions["openapi"] = api.spec
    app.register_blueprint(documentation.BLUEPRINT)
    app.register_blueprint(health.BLUEPRINT)
    app.register_blueprint(crawlers.BLUEPRINT)
