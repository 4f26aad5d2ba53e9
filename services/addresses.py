"""Addresses of what the archive serves, as paths within it.

`/api/v1/topics` is such a path, wherever the archive is served: who answers a request puts the
address of the server before it.
"""

from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import quote, urlencode

from archive.settings import Settings
from archive.vocabulary import RecordKind

API: Final = "/api/v1"

COLLECTIONS: Final[Mapping[RecordKind, str]] = {
    RecordKind.SPEECH: "speeches",
    RecordKind.DOCUMENT: "documents",
}
"""What paths call the records of a kind."""


def resource(kind: str, public_id: str) -> str:
    """Return a resource's path: `resource("speeches", "nc-64-211")`."""
    return f"{API}/{kind}/{segment(public_id)}"


def page(kind: str, public_id: str) -> str:
    """Return the path of a resource's page for readers."""
    return f"/{kind}/{segment(public_id)}"


def record_resource(kind: RecordKind, public_id: str) -> str:
    """Return the path of a speech or background document."""
    return resource(COLLECTIONS[kind], public_id)


def record_page(kind: RecordKind, public_id: str) -> str:
    """Return the path of the page of a speech or background document."""
    return page(COLLECTIONS[kind], public_id)


def segment(public_id: str) -> str:
    """Return an id as one segment of a path."""
    return quote(public_id, safe=":")


def with_parameters(path: str, parameters: Iterable[tuple[str, object]]) -> str:
    """Return the path with a query string; parameters that are None or "" are left out."""
    given = [(name, value) for name, value in parameters if value not in (None, "")]
    return f"{path}?{urlencode(given)}" if given else path


def server_address(settings: Settings) -> str:
    """Return the address of the server that these settings start, without a slash at its end."""
    return (settings.public_url or f"http://{settings.host}:{settings.port}").rstrip("/")
