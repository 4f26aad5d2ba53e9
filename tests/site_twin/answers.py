"""What the twin answers: a page or none, and how it is put on the wire."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, as far as answers depend on it."""

    target: str
    """Path and query as they were sent."""
    path: str
    query: str
    headers: Mapping[str, str]
    """By their names in small letters."""
    order: int
    """How many requests came before it."""
    nth: int
    """How often the same target was asked before."""


@dataclass(frozen=True, slots=True)
class Wire:
    """How an answer is sent where it is not sent well."""

    reset_after: int | None = None
    """Bytes of the body after which the connection is reset."""
    close_after: int | None = None
    """Bytes of the body after which it is closed, though more were promised."""
    pause: float = 0.0
    """Seconds between pieces."""
    piece: int = 65536
    length: int | None = None
    """The Content-Length that is told, whatever is sent."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A status with headers and a body."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    wire: Wire = Wire()
    kind: str = "page"
    """"page" for what the site holds, "missing", "redirect", "map" for robots, sitemaps, feeds."""


def page(text: str, *, kind: str = "page", media_type: str = HTML, status: int = 200) -> Answer:
    """Return a text as an answer."""
    return Answer(status, text.encode(), {"Content-Type": media_type}, kind=kind)


def redirect(location: str, status: int = 301) -> Answer:
    """Return an answer that leads elsewhere."""
    return Answer(status, b"", {"Location": location}, kind="redirect")


def compressed(data: bytes) -> bytes:
    """Return data as gzip, always the same bytes."""
    return gzip.compress(data, 6, mtime=0)


def http_date(moment: datetime) -> str:
    """Return a moment as HTTP writes it; one without a zone is meant as UTC."""
    return format_datetime(moment.replace(tzinfo=UTC), usegmt=True)
