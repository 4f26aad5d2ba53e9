"""What an answer says: its media type, its page, and by what a change of it is told."""

import hashlib
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

import httpx

from archive.configuration.fetching import FetchSettings
from importers.fetching.http.connection import BodyLimit, HttpResponse
from importers.fetching.http.errors import NoResponse, RequestRefused
from importers.fetching.outcomes import (
    FailureReason,
    Page,
    RefusalReason,
    Validators,
)

READABLE_STATUSES: Final = frozenset({HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION})
"""The states of an answer that holds a page."""
PAGES: Final = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_XML: Final = re.compile(r"(?:text|application)/(?:[\w.+-]+\+)?xml")
_PACKED: Final = frozenset({"application/gzip", "application/x-gzip"})
_UNKNOWN: Final = frozenset({"application/octet-stream", "binary/octet-stream"})


def body_bound(settings: FetchSettings, url: httpx.URL) -> BodyLimit:
    """Return what tells by an answer's head how long its body may be.

    It raises NotAsked for a page of a media type that is none of pages, feeds and sitemaps.
    """

    def bound(status: int, headers: httpx.Headers) -> int:
        kind, _ = media_type(headers)
        if status not in READABLE_STATUSES or kind is None or kind in PAGES:
            return settings.page_bytes
        is_packed = kind in _PACKED or (kind in _UNKNOWN and url.path.endswith(".gz"))
        if is_packed or _XML.fullmatch(kind):
            return settings.sitemap_bytes
        raise RequestRefused(RefusalReason.MEDIA_TYPE, f"{url}: {kind[:80]} is no page")

    return bound


def media_type(headers: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Return the media type and the charset that a head states, in lower case; None for neither."""
    value = headers.get("content-type", "")
    kind = value.partition(";")[0].strip().lower()
    found = _CHARSET.search(value)
    return kind or None, found[1].lower() if found else None


_CHARSET: Final = re.compile(r""";\s*charset\s*=\s*["']?([A-Za-z0-9_.:-]+)""", re.IGNORECASE)


def page_from_response(requested: str, answer: HttpResponse, redirects: tuple[str, ...]) -> Page:
    """Return the page that an answer holds.

    Raises NotAsked for a body that is none of a page, whatever its head says, and NotAnswered for
    one of no bytes.
    """
    kind, charset = media_type(answer.headers)
    begun = answer.body[:1_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not begun:
        raise NoResponse(FailureReason.EMPTY, f"{answer.url}: the page is empty")
    if kind is None:
        kind = _seen_type(answer, begun)
    if kind in PAGES and b"\0" in begun and not answer.body.startswith(_WIDE):
        raise RequestRefused(
            RefusalReason.MEDIA_TYPE, f"{answer.url}: said to be {kind}, but is binary"
        )
    sha256 = sha256_of(answer.body)
    return Page(
        requested=requested,
        url=answer.url,
        redirects=redirects,
        status=answer.status,
        media_type=kind,
        body=answer.body,
        fetched_at=answer.asked_at,
        sha256=sha256,
        validators=response_validators(answer, sha256),
        charset=charset,
    )


_WIDE: Final = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
"""The first bytes of text in which a letter has two or four."""


def _seen_type(answer: HttpResponse, begun: bytes) -> str:
    if not begun.startswith(b"<"):
        raise RequestRefused(RefusalReason.MEDIA_TYPE, f"{answer.url}: it states no media type")
    return "application/xml" if begun.startswith(b"<?xml") else "text/html"


def sha256_of(body: bytes) -> str:
    """Return the SHA-256 in hexadecimal digits."""
    return hashlib.sha256(body).hexdigest()


def response_validators(answer: HttpResponse, sha256: str | None) -> Validators:
    """Return by what the next change is told."""
    etag, modified = answer.headers.get("etag"), answer.headers.get("last-modified")
    return Validators(_that_can_be_sent(etag), _that_can_be_sent(modified), sha256)


def _that_can_be_sent(value: str | None) -> str | None:
    """Return the value of a field; None for letters that no request can carry back."""
    return value if value is None or (value.isascii() and value.isprintable()) else None


def conditions(validators: Validators) -> dict[str, str]:
    """Return the fields of a request that is answered by 304 where nothing changed."""
    fields = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: sent for name, value in fields.items() if (sent := _that_can_be_sent(value))}


def contradicts(answer: HttpResponse, validators: Validators) -> bool:
    """Tell whether a 304 names another version than the one that was asked about."""
    etag = answer.headers.get("etag")
    told, asked = (_opaque(etag), _opaque(validators.etag)) if etag else (None, None)
    if told is not None and asked is not None:
        return told != asked
    modified = answer.headers.get("last-modified")
    return None not in {modified, validators.last_modified} and modified != validators.last_modified


def _opaque(etag: str | None) -> str | None:
    return None if etag is None else etag.strip().removeprefix("W/")
