"""Addresses of what the API serves, as paths and as full addresses."""

from collections.abc import Iterable
from typing import Final
from urllib.parse import quote, urlencode

from api.context import base_address

API: Final = "/api/v1"


def absolute(path: str) -> str:
    """Return the path's full address."""
    return base_address() + path


def resource(kind: str, public_id: str) -> str:
    """Return a resource's path: `resource("speeches", "nc-64-211")`."""
    return f"{API}/{kind}/{segment(public_id)}"


def segment(public_id: str) -> str:
    """Return an id as one segment of a path."""
    return quote(public_id, safe=":")


def with_parameters(path: str, parameters: Iterable[tuple[str, object]]) -> str:
    """Return the path with a query string; parameters that are None or "" are left out."""
    given = [(name, value) for name, value in parameters if value not in (None, "")]
    return f"{path}?{urlencode(given)}" if given else path


def page(kind: str, public_id: str) -> str:
    """Return the path of a resource's page for readers."""
    return f"/{kind}/{segment(public_id)}"
