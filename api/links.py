"""Addresses of what the API serves, as paths and as full addresses.

A path is one within the archive, "/api/v1/topics", wherever that is served; `mounted` makes of it
what a browser can follow, `absolute` what everybody can.
"""

from collections.abc import Iterable
from typing import Final
from urllib.parse import quote, urlencode

from flask import has_app_context

from api.context import base_address
from api.mounting import path_of

API: Final = "/api/v1"


def absolute(path: str) -> str:
    """Return the path's full address."""
    return base_address() + path


def mounted(path: str) -> str:
    """Return the path below the one at which the archive is served.

    The same path where nobody asks over any address.
    """
    return path_of(base_address()) + path if has_app_context() else path


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
