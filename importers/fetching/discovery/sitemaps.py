"""Sitemaps and feeds: the addresses in them, read as a stream, packed or not, broken or not."""

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO, Final
from urllib.parse import urljoin

from lxml import etree

MOST_BYTES: Final = 60_000_000
"""Unpacked; the protocol of sitemaps allows 50 MB (52,428,800 bytes)."""
MOST_ADDRESSES: Final = 100_000
"""Of one file; the protocol allows 50,000."""


class ListKind(StrEnum):
    """What a file of addresses is."""

    SITEMAP = "sitemap"
    INDEX = "index"
    """A sitemap of sitemaps."""
    FEED = "feed"


@dataclass(frozen=True, slots=True)
class ListedAddress:
    """An address, and whether it is that of another file of addresses."""

    url: str
    is_sitemap: bool = False


def kind_of(body: bytes) -> ListKind | None:
    """Return what the file is by its first element; None for anything but sitemaps and feeds."""
    try:
        head = _unpacked(body).read(4096)
    except (OSError, EOFError, zlib.error):
        return None
    found = _FIRST_ELEMENT.search(head)
    return _KINDS.get(found[1].lower()) if found else None


def addresses_in(url: str, body: bytes) -> Iterator[ListedAddress]:
    """Yield the addresses of a sitemap, an index of sitemaps, or a feed in RSS, RDF or Atom.

    What stands before a fault in the file is yielded; the file may be packed with gzip. No
    more of it is unpacked than a sitemap may have.
    """
    kind = kind_of(body)
    stream = _Bounded(_unpacked(body), MOST_BYTES)
    if kind is None:
        yield from _plain(url, stream)
        return
    count = 0
    try:
        for _, element in etree.iterparse(
            stream, events=("end",), recover=True, no_network=True, resolve_entities=False
        ):
            for found in _of_element(url, element):
                count += 1
                yield found
            if count >= MOST_ADDRESSES:
                return
            _forget(element)
    except (etree.XMLSyntaxError, OSError, EOFError, zlib.error, ValueError):
        return


_FIRST_ELEMENT: Final = re.compile(
    rb"<(?:\w+:)?(urlset|sitemapindex|rss|rdf|feed)[\s>]", re.IGNORECASE
)
_KINDS: Final = {
    b"urlset": ListKind.SITEMAP,
    b"sitemapindex": ListKind.INDEX,
    b"rss": ListKind.FEED,
    b"rdf": ListKind.FEED,
    b"feed": ListKind.FEED,
}


def _of_element(url: str, element: etree._Element) -> Iterator[ListedAddress]:
    name = etree.QName(element).localname if isinstance(element.tag, str) else ""
    text = (element.text or "").strip()
    if name == "loc" and text:
        parent = element.getparent()
        is_image = "image" in (etree.QName(element).namespace or "")
        within = "" if parent is None else etree.QName(parent).localname
        if not is_image:
            yield from _listed(url, text, is_sitemap=within == "sitemap")
    elif name == "link" and (href := text or element.get("href")):
        if element.get("rel", "alternate") in {"alternate", "next", "canonical"}:
            yield from _listed(url, str(href))
    elif name == "guid" and text.startswith("http"):
        yield from _listed(url, text)


def _listed(url: str, text: str, *, is_sitemap: bool = False) -> Iterator[ListedAddress]:
    try:
        yield ListedAddress(urljoin(url, text), is_sitemap)
    except ValueError:
        return


def _forget(element: etree._Element) -> None:
    """Let go what was read, or a file of 50 MB would be held as a tree."""
    if not isinstance(element.tag, str) or etree.QName(element).localname in _WHOLE:
        element.clear()
        while element.getprevious() is not None:
            parent = element.getparent()
            if parent is None:
                return
            del parent[0]


_WHOLE: Final = frozenset(["url", "sitemap", "item", "entry"])


def _plain(url: str, stream: "_Bounded") -> Iterator[ListedAddress]:
    """Yield the addresses of a sitemap in plain text: one a line."""
    try:
        text = stream.read(MOST_BYTES)
    except (OSError, EOFError, zlib.error):
        return
    if b"<" in text[:4096]:
        return
    for line in text.splitlines()[:MOST_ADDRESSES]:
        if line.startswith((b"http://", b"https://")):
            yield from _listed(url, line.decode("utf-8", "replace").strip())


def _unpacked(body: bytes) -> BinaryIO:
    raw = io.BytesIO(body)
    return gzip.GzipFile(fileobj=raw) if body.startswith(b"\x1f\x8b") else raw  # type: ignore[return-value]


class _Bounded:
    """A stream that ends where a sitemap must have ended."""

    def __init__(self, stream: BinaryIO, most: int) -> None:
        self._stream = stream
        self._left = most

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, none after the bound."""
        wanted = self._left if size < 0 else min(size, self._left)
        got = self._stream.read(wanted) if wanted > 0 else b""
        self._left -= len(got)
        return got
