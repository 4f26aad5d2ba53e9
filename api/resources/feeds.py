"""Feeds: any search as Atom, so that a reader learns of new speeches."""

from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final

from flask import Response, current_app

from api.http.conditional import not_modified_if_unchanged
from api.http.context import database_session, index_reader, lexicon, tagger
from api.openapi.operation import Blueprint, StreamedFormat, get_stream
from api.resources.atom import MEDIA_TYPE, feed
from api.schemas.parameters.feed import FeedParameters
from search_index.requests import Sort
from services.criteria import SearchQuestion
from services.search import generation_of, search

BLUEPRINT = Blueprint("feeds", "Searches as feeds.")


_FEED: Final = StreamedFormat(
    MEDIA_TYPE,
    "An entry for each hit; links to the feed's next page, to the search's page, and to each"
    " speech's.",
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<feed xmlns="http://www.w3.org/2005/Atom">...</feed>\n',
    is_file=False,
)


@get_stream(
    BLUEPRINT, "/search.atom", _FEED, parameters=FeedParameters, problems=(HTTPStatus.CONFLICT,)
)
@not_modified_if_unchanged
def feed_of_search(question: SearchQuestion) -> Response:
    """Return a search as an Atom feed.

    By default that first which the archive learned of last, so that a reader sees each new
    speech, whatever its date.
    """
    ordered = replace(question, sort=question.sort or Sort.ADDED_DESCENDING)
    reader = index_reader(generation_of(ordered, lexicon()))
    found = search(ordered, reader, database_session(), tagger())
    made = datetime.strptime(found.generation[:15], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    content = feed(ordered, found, database_session(), made)
    return current_app.response_class(content, content_type=f"{MEDIA_TYPE}; charset=utf-8")
