"""For crawlers: which pages they may read (RFC 9309), and where all of them are."""

from typing import Final

from flask import Blueprint as FlaskBlueprint
from flask import Response, current_app

from api.http.context import database_session, lexicon
from api.http.links import absolute, mounted
from api.limits import rates
from api.limits.costs import lines_cost
from api.site.site_map import MEDIA_TYPE, index_of_parts, map_of_pages, map_of_records
from archive.errors import NotFound
from archive.queries.site_map import PageKind, records_of_part, site_map_parts

BLUEPRINT = FlaskBlueprint("crawlers", __name__)

ENDLESS: Final = (
    "/search",
    "/concordance",
    "/collocations",
    "/keyness",
    "/compare",
    "/result-sets",
    "/speeches/*/report",
    "/api/",
)
"""Answers to questions, of which there is no end, and forms; what pages they lead to is in the
sitemaps."""

READABLE: Final = ("/api/v1/docs", "/api/v1/openapi.json")


@BLUEPRINT.get("/robots.txt")
def robots() -> Response:
    """Answer what a crawler may read: records and lists, but no answers to questions."""
    lines = [
        "# What researchers search for is at /api/v1, which scripts may ask; rates are limited.",
        "User-agent: *",
        *(f"Allow: {mounted(path)}" for path in READABLE),
        *(f"Disallow: {mounted(path)}" for path in ENDLESS),
        "",
        f"Sitemap: {absolute('/sitemap.xml')}",
        "",
    ]
    return current_app.response_class("\n".join(lines), content_type="text/plain; charset=utf-8")


@BLUEPRINT.get("/sitemap.xml")
def index() -> Response:
    """Answer the index of the sitemaps."""
    return _xml(index_of_parts(site_map_parts(database_session())))


@BLUEPRINT.get("/sitemaps/pages.xml")
def pages() -> Response:
    """Answer the sitemap of the pages that lead to others."""
    return _xml(map_of_pages(lexicon()))


@BLUEPRINT.get("/sitemaps/<any(speeches, speakers, documents):kind>-<int:number>.xml")
def records(kind: str, number: int) -> Response:
    """Answer a part of the records' pages; it costs as an export of as many lines."""
    found = records_of_part(database_session(), PageKind(kind), number)
    if not found:
        raise NotFound(f"there is no sitemap {kind}-{number}; /sitemap.xml lists those there are")
    rates.charge(lines_cost(len(found)))
    return _xml(map_of_records(kind, found))


def _xml(content: bytes) -> Response:
    return current_app.response_class(content, content_type=f"{MEDIA_TYPE}; charset=utf-8")
