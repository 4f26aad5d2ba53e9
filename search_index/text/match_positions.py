"""Places: where what a question asks for stands in texts, where there can be any."""

from archive.errors import InvalidQuery
from search_index.engine import IndexReader
from search_index.requests import SearchRequest
from search_index.results import MatchPositions
from search_index.text.matching import asked_concepts, leaves
from search_index.topics.tagger import Tagger


def find_match_positions(
    reader: IndexReader, request: SearchRequest, tagger: Tagger
) -> MatchPositions:
    """Return the match positions. Raises InvalidQuery if there is no term, or too many matches.

    Raises InvalidQuery where there can be none, and where they are too many.

    There can be none where no word, phrase, topic or concept is asked for.
    """
    if not leaves(request.query) and not asked_concepts(request.query, request.filters, tagger):
        raise InvalidQuery(
            "nothing is asked for that stands in a text: give a word, a phrase, a topic or a"
            " concept (what stands after NOT is nowhere)"
        )
    return reader.places(request)
