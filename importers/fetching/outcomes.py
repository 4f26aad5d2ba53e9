"""What can come of asking for one address."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal, TypeAlias

from archive.errors import ArchiveError


@dataclass(frozen=True, slots=True)
class Validators:
    """What is known of an address since it was read last, by which a change is told."""

    etag: str | None = None
    """As the server wrote it, with its quotation marks; None where it sent none, or one that lied.
    """
    last_modified: str | None = None
    """As the server wrote it."""
    sha256: str | None = None
    """Of the body without its encodings, in hexadecimal digits. Alone, it asks in full."""


class RefusalReason(StrEnum):
    """Why an address is not read; asking again soon is of no use."""

    ROBOTS = "robots"
    OTHER_HOST = "other_host"
    PRIVATE_ADDRESS = "private_address"
    SCHEME = "scheme"
    BAD_ADDRESS = "bad_address"
    STATUS = "status"
    """403 and others of 400 to 499 that are neither gone nor a matter of time."""
    MEDIA_TYPE = "media_type"
    TOO_LARGE = "too_large"
    TOO_MANY_REDIRECTS = "too_many_redirects"


class FailureReason(StrEnum):
    """Why an address could not be read; it may be asked for again."""

    TOO_MANY_REQUESTS = "too_many_requests"
    """429."""
    SERVER_ERROR = "server_error"
    """500 to 599, and 408 and 425."""
    UNREACHABLE = "unreachable"
    """No address for the name, or nobody answers there."""
    TLS = "tls"
    TIMEOUT = "timeout"
    RESET = "reset"
    """The connection ended before an answer began."""
    TRUNCATED = "truncated"
    """It ended within an answer."""
    WRONG_LENGTH = "wrong_length"
    """More came than the answer's length says."""
    PROTOCOL = "protocol"
    """What came is no answer of HTTP, or none to this request."""
    UNDECODABLE = "undecodable"
    """The body is not in the encoding that its head states."""
    EMPTY = "empty"
    """A body of no bytes, which no page has."""
    ROBOTS = "robots"
    """The robots.txt of another host of the source, to which it was sent on, cannot be read."""


class EndReason(StrEnum):
    """Why nothing more is asked for in this run."""

    REQUESTS = "requests"
    """The budget of requests is spent."""
    HOURS = "hours"
    """It is not one of the hours in which requests may be sent."""
    ROBOTS = "robots"
    """robots.txt cannot be read, or asks for longer pauses than are waited for."""
    RETRY_AFTER = "retry_after"
    """The server asks to be left alone for longer than is waited for."""
    FAILURES = "failures"
    """Too many addresses failed one after the other."""


class NoMoreRequests(ArchiveError):  # noqa: N818  (the run's end, which need be no error)
    """Nothing more may be asked for in this run; what was not asked for stays as it was."""

    def __init__(self, reason: EndReason, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Page:
    """An address that was read."""

    requested: str
    url: str
    """The address after redirects."""
    redirects: tuple[str, ...]
    """The addresses to which it was sent on, in order; the last is `url`."""
    status: int
    media_type: str
    """In lower case, without parameters: "text/html"."""
    body: bytes
    """Without the encodings in which it was sent. A file that is itself packed (sitemap.xml.gz, of
    application/gzip) is not unpacked."""
    fetched_at: datetime
    """In UTC without an offset."""
    sha256: str
    """Of the body, in hexadecimal digits."""
    validators: Validators
    charset: str | None = None
    """As the head of the answer states it, in lower case."""


@dataclass(frozen=True, slots=True)
class UnchangedPage:
    """An address that says what it said when it was read last."""

    requested: str
    url: str
    fetched_at: datetime
    validators: Validators
    by: Literal["304", "digest"]
    """Whether the server said so, or the same bytes came again."""


@dataclass(frozen=True, slots=True)
class MissingPage:
    """An address at which there is nothing (404), or no more (410)."""

    requested: str
    status: int
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class RefusedFetch:
    """An address that is not read; asking again soon is of no use."""

    requested: str
    reason: RefusalReason
    detail: str


@dataclass(frozen=True, slots=True)
class FailedFetch:
    """An address that could not be read, with as many tries as one may have; later it may be."""

    requested: str
    reason: FailureReason
    detail: str
    retry_after: float | None = None
    """Seconds after which the server wants to be asked again, where it says so."""


Outcome: TypeAlias = Page | UnchangedPage | MissingPage | RefusedFetch | FailedFetch


@dataclass(frozen=True, slots=True)
class StoredBody:
    """Where a body was kept before."""

    url: str
    fetched_at: datetime
    """In UTC without an offset, as its record says."""


FindStoredBody: TypeAlias = Callable[[str, str], StoredBody | None]
"""By an address and a body's SHA-256, where a file of an earlier run has it; None where none."""


def no_stored_body(_url: str, _sha256: str) -> None:
    """Know no body of an earlier run."""
