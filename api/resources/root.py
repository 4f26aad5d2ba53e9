"""The root of the API: links to all that it answers, so that a client need know one address."""

from dataclasses import dataclass
from importlib.metadata import version

from flask import current_app

from api.http.links import mounted
from api.openapi.documentation import operations
from api.openapi.operation import Blueprint, get
from api.schemas.root import RootSchema
from archive.export.licence import CONTENT_TERMS
from services.addresses import API

BLUEPRINT = Blueprint("root", "What this is, and links to all of it.")


@dataclass(frozen=True, slots=True)
class Link:
    """An address of the API; a URI template where it holds variables."""

    href: str
    templated: bool
    method: str
    title: str


@dataclass(frozen=True, slots=True)
class Root:
    """What the API is, and its operations by id."""

    name: str
    version: str
    terms: str
    pages: str
    documentation: str
    openapi: str
    links: dict[str, Link]


@get(BLUEPRINT, "", answer=RootSchema)
def read_root() -> Root:
    """Return links to everything that the API answers.

    Each by its id in the OpenAPI document; in a templated one `{speech_id}` stands for an id.
    """
    found = operations(current_app.extensions["openapi"].to_dict())
    return Root(
        name="Tingtale",
        version=version("tingtale"),
        terms=CONTENT_TERMS,
        pages=mounted("/"),
        documentation=mounted(f"{API}/docs"),
        openapi=mounted(f"{API}/openapi.json"),
        links={
            one.id: Link(mounted(one.path), "{" in one.path, one.method, one.summary)
            for one in found
        },
    )
