"""Sitemaps: addresses of pages for crawlers, in an index of parts (sitemaps.org, protocol 0.9)."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from lxml import etree

from api.http.links import absolute
from archive.queries.site_map import SiteMapPart, SiteMapRecord
from archive.topics import Lexicon
from services.addresses import page

MEDIA_TYPE: Final = "application/xml"

STATIC_PAGES: Final = ("/", "/about", "/coverage", "/speakers", "/topics")
"""Pages that lead to others, beside those of the topics."""

_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


def index_of_parts(parts: Iterable[SiteMapPart]) -> bytes:
    """Return the index: the sitemap of pages that lead to others, then those of the records."""
    places = [_place("sitemap", "/sitemaps/pages.xml")]
    places += [
        _place("sitemap", f"/sitemaps/{part.kind.value}-{part.number}.xml", part.changed_at)
        for part in parts
    ]
    return _document("sitemapindex", places)


def map_of_pages(lexicon: Lexicon) -> bytes:
    """Return the sitemap of the pages that lead to others."""
    topics = [page("topics", topic.id) for topic in lexicon.topics]
    return _document("urlset", [_place("url", path) for path in (*STATIC_PAGES, *topics)])


def map_of_records(kind: str, records: Iterable[SiteMapRecord]) -> bytes:
    """Return the sitemap of the records' pages, each with when it was changed."""
    return _document(
        "urlset",
        [_place("url", page(kind, record.public_id), record.changed_at) for record in records],
    )


def _place(tag: str, path: str, changed_at: datetime | None = None) -> etree._Element:
    place = etree.Element(f"{{{_NAMESPACE}}}{tag}")
    etree.SubElement(place, f"{{{_NAMESPACE}}}loc").text = absolute(path)
    if changed_at is not None:
        told = changed_at.replace(microsecond=0, tzinfo=UTC).isoformat()
        etree.SubElement(place, f"{{{_NAMESPACE}}}lastmod").text = told
    return place


def _document(tag: str, places: Iterable[etree._Element]) -> bytes:
    root = etree.Element(f"{{{_NAMESPACE}}}{tag}", nsmap={None: _NAMESPACE})  # type: ignore[dict-item]
    root.extend(places)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")
